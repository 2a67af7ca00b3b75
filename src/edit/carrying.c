/*
 * Where the words are that comments are on: carried over every op, whoever made it. Undo puts them
 * where they were, also those that an op had cut or deleted.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* --- spans that are kept --- */

void kept_spans_release(struct kept_spans *self)
{
	free(self->items);
	*self = (struct kept_spans){0};
}

static void add_kept(struct kept_spans *self, size_t op, const struct carried_span *span)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = (struct kept_span){.op = op, .span = *span};
}

void kept_spans_join(struct kept_spans *self, const struct kept_spans *from, size_t n_ops)
{
	for (size_t i = 0; i < from->n; i++)
		add_kept(self, from->items[i].op + n_ops, &from->items[i].span);
}

void kept_spans_follow(struct kept_spans *self, size_t op, const struct ops *others)
{
	for (size_t i = 0; i < self->n; i++)
		for (size_t k = 0; self->items[i].op == op && k < others->n; k++)
			carried_span_follow(&self->items[i].span, &others->items[k]);
}

static bool has_kept(const struct kept_spans *self, size_t op, const char *thread)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].op == op && strcmp(self->items[i].span.thread, thread) == 0)
			return true;
	return false;
}

/* --- carrying --- */

void carrying_release(struct carrying *self)
{
	carried_words_release(&self->words);
	kept_spans_release(&self->hit);
}

static void update(struct editor *self)
{
	struct threads threads;

	threads_init(&threads, &self->document, editor_seconds(self));
	carried_words_update(&self->carrying.words, &threads);
	threads_release(&threads);
}

static void make_known(struct editor *self)
{
	if (!self->carrying.words.is_known && review_rows(&self->document, REVIEW_COMMENTS)->n > 0)
		update(self);
}

/* Only a text that changes takes words with it; rows, of which many may come at once, do not. */
void carrying_prepare(struct editor *self, const struct op *op)
{
	if ((op->kind == OP_EDIT || op->kind == OP_SET) && op->place.field < self->form->n_answers)
		make_known(self);
}

const struct carried_words *carrying_words(struct editor *self)
{
	make_known(self);
	return &self->carrying.words;
}

static void note_hit(void *context, const struct carried_span *before)
{
	add_kept(context, 0, before);
}

void carrying_follow(struct editor *self, const struct op *op)
{
	struct carrying *carrying = &self->carrying;

	carrying->hit.n = 0;
	if (op->place.field >= self->form->n_answers)
		carrying->words.is_known = false;
	carried_words_follow(&carrying->words, op, note_hit, &carrying->hit);
	carried_span_follow(&carrying->held, op);
}

void carrying_become(struct editor *self, const struct document *other)
{
	make_known(self);
	carried_words_become(&self->carrying.words, &self->document, other);
}

/* Several ops become one: what that does to the words is what they all did. */
static void follow_again(struct editor *self, const struct step *step)
{
	const struct op *op = &step->ops.items[step->ops.n - 1];

	for (size_t i = 0; i < step->kept.n; i++) {
		struct carried_span span = step->kept.items[i].span;

		if (step->kept.items[i].op != step->ops.n - 1)
			continue;
		carried_span_follow(&span, op);
		carried_words_put(&self->carrying.words, &span);
	}
}

/* Where a span was before an op that only moved it. */
static void go_back(struct carried_span *span, const struct op *op)
{
	struct op inverse = {0};

	op_invert(op, &inverse);
	carried_span_follow(span, &inverse);
	op_release(&inverse);
}

/* Those that were hit, as they were before the last op of the step, unless that hit them, too. */
static void hit_before_last(
	const struct carrying *self, const struct step *step, struct kept_spans *out)
{
	size_t last = step->ops.n - 1;

	for (size_t i = 0; i < self->hit.n; i++) {
		struct carried_span span = self->hit.items[i].span;

		if (has_kept(&step->kept, last, span.thread))
			continue;
		go_back(&span, &step->ops.items[last]);
		add_kept(out, last, &span);
	}
}

void carrying_record(struct editor *self, struct step *step, struct op *op)
{
	struct kept_spans before = {0};
	size_t n = step->ops.n;

	if (n > 0)
		hit_before_last(&self->carrying, step, &before);
	if (n > 0 && op_join(&step->ops.items[n - 1], op)) {
		kept_spans_join(&step->kept, &before, 0);
		follow_again(self, step);
	} else {
		*ops_add(&step->ops) = *op;
		*op = (struct op){0};
		kept_spans_join(&step->kept, &self->carrying.hit, n);
	}
	kept_spans_release(&before);
}

void carrying_restore(struct editor *self, const struct step *step, size_t op)
{
	for (size_t i = 0; i < step->kept.n; i++)
		if (step->kept.items[i].op == op)
			carried_words_put(&self->carrying.words, &step->kept.items[i].span);
}

/* --- for others --- */

void editor_threads(struct editor *self, struct threads *out)
{
	struct carried_words *words = &self->carrying.words;

	threads_init(out, &self->document, editor_seconds(self));
	if (!words->is_known || words->has_lost)
		carried_words_update(words, out);
	out->words = words;
}

struct anchor_place editor_thread_words(const struct editor *self, const char *thread)
{
	const struct carried_span *span = carried_words_find(&self->carrying.words, thread);
	const struct value *value =
		span != NULL ? document_value(&self->document, &span->on) : NULL;

	if (value == NULL)
		return (struct anchor_place){.match = ANCHOR_LOST};
	return carried_span_place(span, slice_of(&value->text));
}

void editor_hold_words(struct editor *self, const struct place *place, size_t start, size_t end)
{
	self->carrying.held = (struct carried_span){
		.on = *place, .words = {.match = ANCHOR_EXACT, .start = start, .end = end}};
}

void editor_held_words(const struct editor *self, size_t *start, size_t *end)
{
	*start = self->carrying.held.words.start;
	*end = self->carrying.held.words.end;
}

bool editor_has_touched_words(const struct editor *self)
{
	return self->carrying.words.is_touched;
}

void editor_forget_touched_words(struct editor *self)
{
	carried_words_forget_touched(&self->carrying.words);
}
