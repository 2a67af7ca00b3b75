/* Carrying the words of threads from op to op. */
#include "review/carried_words.h"

#include "internal.h"
#include "word_list.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void carried_words_release(struct carried_words *self)
{
	free(self->items);
	*self = (struct carried_words){0};
}

void carried_words_copy(struct carried_words *to, const struct carried_words *from)
{
	*to = *from;
	to->items = mem_alloc((from->n + 1) * sizeof(*to->items));
	if (from->n > 0)
		memcpy(to->items, from->items, from->n * sizeof(*to->items));
}

static int compare_spans(const void *a, const void *b)
{
	const struct carried_span *left = a;
	const struct carried_span *right = b;

	return strcmp(left->thread, right->thread);
}

static struct carried_span *find_span(const struct carried_words *self, const char *thread)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(self->items[middle].thread, thread);

		if (order == 0)
			return &self->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct carried_span *carried_words_find(const struct carried_words *self, const char *thread)
{
	return find_span(self, thread);
}

struct anchor_place carried_span_place(const struct carried_span *self, struct slice text)
{
	struct anchor_place place = self->words;

	if (place.match == ANCHOR_LOST || place.end > text.len)
		return (struct anchor_place){.match = ANCHOR_LOST};
	word_list_widen(text, &place.start, &place.end);
	return place.start < place.end ? place : (struct anchor_place){.match = ANCHOR_LOST};
}

void carried_words_put(struct carried_words *self, const struct carried_span *span)
{
	struct carried_span *there = find_span(self, span->thread);

	if (there == NULL)
		return;
	there->on = span->on;
	there->words = span->words;
	self->has_lost |= span->words.match == ANCHOR_LOST;
}

/* --- finding --- */

/* The text that was looked in last, because threads on it follow each other. */
struct finder {
	const struct threads *threads;
	const struct value *value;
	struct anchor_text *text;
};

static struct anchor_place find_words(
	struct finder *self, const struct thread *thread, const struct value *value)
{
	struct anchor_place place = {.match = ANCHOR_LOST};
	struct anchor anchor;

	if (value == NULL || value->text.len == 0)
		return place;
	if (value != self->value) {
		anchor_text_free(self->text);
		self->text = anchor_text_new(slice_of(&value->text));
		self->value = value;
	}
	thread_read_anchor(thread, &anchor);
	place = anchor_text_find(self->text, &anchor);
	anchor_release(&anchor);
	return place;
}

/* Does the quote have so many words that it says where it is by itself? */
static bool is_long(const char *quote)
{
	const char *space = strchr(quote, ' ');

	return space != NULL && strchr(space + 1, ' ') != NULL;
}

/* Lost words are there again if somebody puts them back, and not if others are in their place. */
static void find_again(
	struct finder *finder, const struct thread *thread, struct carried_span *span)
{
	const struct value *value = thread_value(finder->threads, thread);

	if (value == NULL || value->revision == span->revision)
		return;
	struct anchor_place place = find_words(finder, thread, value);
	struct slice words = {str_text(&value->text) + place.start, place.end - place.start};

	span->revision = value->revision;
	if (place.match == ANCHOR_EXACT ||
		(is_long(thread->quote) && quote_is(thread->quote, words)))
		span->words = place;
}

static bool is_newer(const struct thread *thread, const struct carried_span *span)
{
	if (thread->anchored_at != span->anchored_at)
		return thread->anchored_at > span->anchored_at;
	return strcmp(thread->anchor->id, span->anchor) > 0;
}

/* Somebody says that the words are elsewhere. What is taken back, by undo, says nothing. */
static void find_moved(
	struct finder *finder, const struct thread *thread, struct carried_span *span)
{
	struct anchor_place place =
		find_words(finder, thread, thread_value(finder->threads, thread));
	bool is_around = place.start <= span->words.start && place.end >= span->words.end;

	if (place.match == ANCHOR_EXACT && !is_around)
		span->words = place;
}

static void begin_span(
	struct finder *finder, const struct thread *thread, struct carried_span *span)
{
	const struct value *value = thread_value(finder->threads, thread);

	*span = (struct carried_span){.on = thread->on};
	strcpy(span->thread, thread->row->id);
	span->words = find_words(finder, thread, value);
	span->revision = value != NULL ? value->revision : 0;
}

static void update_span(struct finder *finder, const struct thread *thread,
	const struct carried_span *known, struct carried_span *span)
{
	if (known != NULL)
		*span = *known;
	if (known == NULL || (!thread->is_gone && !place_is_equal(&known->on, &thread->on)) ||
		(known->words.match == ANCHOR_LOST && is_newer(thread, known)))
		begin_span(finder, thread, span);
	else if (span->words.match == ANCHOR_LOST)
		find_again(finder, thread, span);
	else if (is_newer(thread, span))
		find_moved(finder, thread, span);
	span->anchored_at = thread->anchored_at;
	strcpy(span->anchor, thread->anchor->id);
}

void carried_words_update(struct carried_words *self, const struct threads *threads)
{
	struct finder finder = {.threads = threads};
	struct carried_words updated = {.is_known = true, .is_touched = self->is_touched};

	updated.items = mem_alloc((threads->n + 1) * sizeof(*updated.items));
	for (size_t i = 0; i < threads->n; i++) {
		const struct thread *thread = &threads->items[i];
		struct carried_span *span = &updated.items[updated.n];

		if (thread->quote[0] == '\0')
			continue;
		update_span(&finder, thread, find_span(self, thread->row->id), span);
		updated.has_lost |= span->words.match == ANCHOR_LOST;
		updated.n++;
	}
	anchor_text_free(finder.text);
	if (updated.n > 0)
		qsort(updated.items, updated.n, sizeof(*updated.items), compare_spans);
	carried_words_release(self);
	*self = updated;
}

/* --- following --- */

/* Does the op at most move the span, so that its inverse moves it back? */
static bool only_moves(const struct op *op, const struct carried_span *span)
{
	if (op->kind == OP_ROW_REMOVE)
		return strcmp(op->place.row, span->on.row) != 0;
	if ((op->kind != OP_SET && op->kind != OP_EDIT) || !place_is_equal(&op->place, &span->on))
		return true;
	return op->kind == OP_EDIT &&
	       (op->offset >= span->words.end || op->offset + op->removed.len <= span->words.start);
}

/* How they were found counts; their words tell the rest. */
static void put_words(struct carried_span *self, struct anchor_place place)
{
	if (place.match != ANCHOR_LOST)
		place.match = self->words.match;
	self->words = place;
}

void carried_span_follow(struct carried_span *self, const struct op *op)
{
	if (self->words.match != ANCHOR_LOST && op->place.field == self->on.field)
		put_words(self, anchor_follow(op, &self->on, self->words.start, self->words.end));
}

/* Spans whose texts have to be compared, for all of them at once. */
struct replaced {
	struct carried_span **spans;
	size_t n;
	size_t cap;
};

static bool is_replaced(const struct carried_span *self, const struct op *op)
{
	return self->words.match != ANCHOR_LOST &&
	       anchor_is_replaced(op, &self->on, self->words.start, self->words.end);
}

static void add_replaced(struct replaced *self, struct carried_span *span)
{
	self->spans = mem_grow(self->spans, &self->cap, self->n + 1, sizeof(*self->spans));
	self->spans[self->n++] = span;
}

static void follow_replaced(struct replaced *self, const struct op *op)
{
	struct anchor_place *places = mem_alloc((self->n + 1) * sizeof(*places));

	for (size_t i = 0; i < self->n; i++)
		places[i] = self->spans[i]->words;
	if (self->n > 0)
		anchor_follow_replaced(op, places, self->n);
	for (size_t i = 0; i < self->n; i++)
		put_words(self->spans[i], places[i]);
	free(places);
	free(self->spans);
}

void carried_words_follow(
	struct carried_words *self, const struct op *op, carried_visitor *visit, void *context)
{
	bool changes_rows = op->kind == OP_ROW_INSERT || op->kind == OP_ROW_REMOVE;
	struct replaced replaced = {0};

	for (size_t i = 0; i < self->n; i++) {
		struct carried_span *span = &self->items[i];

		if (span->on.field != op->place.field)
			continue;
		if (changes_rows) /* what threads are about */
			self->is_known = false;
		if (span->words.match != ANCHOR_LOST && !only_moves(op, span))
			visit(context, span);
		if (is_replaced(span, op))
			add_replaced(&replaced, span);
		else
			carried_span_follow(span, op);
	}
	follow_replaced(&replaced, op);
	for (size_t i = 0; i < self->n; i++)
		self->has_lost |= self->items[i].words.match == ANCHOR_LOST;
}

void carried_words_touch(struct carried_words *self, const struct op *op)
{
	for (size_t i = 0; i < self->n; i++) {
		struct carried_span *span = &self->items[i];
		bool is_anchor =
			op->kind == OP_ROW_REMOVE && strcmp(op->place.row, span->anchor) == 0;

		if (is_anchor || place_is_equal(&op->place, &span->on))
			span->is_touched = self->is_touched = true;
	}
}

void carried_words_forget_touched(struct carried_words *self)
{
	for (size_t i = 0; i < self->n; i++)
		self->items[i].is_touched = false;
	self->is_touched = false;
}

/* --- another document --- */

static int compare_places(const void *a, const void *b)
{
	const struct carried_span *left = *(struct carried_span *const *)a;
	const struct carried_span *right = *(struct carried_span *const *)b;
	int rows = strcmp(left->on.row, right->on.row);

	if (left->on.field != right->on.field)
		return left->on.field < right->on.field ? -1 : 1;
	return rows != 0 ? rows
			 : (left->on.column > right->on.column) -
				   (left->on.column < right->on.column);
}

/* Spans of one text, which is compared once for all of them. */
static void carry_text(struct carried_span **spans, size_t n, const struct document *from,
	const struct document *to)
{
	const struct value *old = document_value(from, &spans[0]->on);
	const struct value *new = document_value(to, &spans[0]->on);
	struct anchor_place *places = mem_zalloc(n, sizeof(*places));

	for (size_t i = 0; i < n; i++)
		places[i] = spans[i]->words;
	if (old != NULL && new != NULL)
		anchor_carry_all(slice_of(&old->text), slice_of(&new->text), places, n);
	for (size_t i = 0; i < n; i++) {
		bool is_lost = old == NULL || new == NULL || places[i].match == ANCHOR_LOST;

		spans[i]->words.match = is_lost ? ANCHOR_LOST : spans[i]->words.match;
		spans[i]->words.start = is_lost ? 0 : places[i].start;
		spans[i]->words.end = is_lost ? 0 : places[i].end;
		spans[i]->revision = new != NULL ? new->revision : 0;
	}
	free(places);
}

void carried_words_become(
	struct carried_words *self, const struct document *from, const struct document *to)
{
	struct carried_span **spans = mem_alloc((self->n + 1) * sizeof(*spans));
	size_t n = 0;
	size_t next;

	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].words.match != ANCHOR_LOST)
			spans[n++] = &self->items[i];
	if (n > 0)
		qsort(spans, n, sizeof(*spans), compare_places);
	for (size_t i = 0; i < n; i = next) {
		for (next = i + 1; next < n && compare_places(&spans[i], &spans[next]) == 0;)
			next++;
		carry_text(&spans[i], next - i, from, to);
	}
	free(spans);
	self->is_known = false;
	self->has_lost = true;
}
