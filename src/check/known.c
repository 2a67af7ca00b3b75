/* What a document says where it is private; see known.h. */
#include "known.h"

#include "internal.h"
#include "shapes.h"

#include "base/mem.h"
#include "model/public.h"

#include <stdlib.h>
#include <string.h>

static size_t bucket_of(const char *text)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < KNOWN_LEAST; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return hash % KNOWN_BUCKETS;
}

/* ------------------------------------------------------------------- collecting */

/* A word in small letters is too common to mean the same elsewhere. */
static bool is_special(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < 'a' || text.data[i] > 'z')
			return true;
	return false;
}

static bool is_there(const struct known *self, struct slice text)
{
	for (size_t i = self->buckets[bucket_of(text.data)]; i > 0; i = self->items[i - 1].next)
		if (self->items[i - 1].text.len == text.len &&
			memcmp(self->items[i - 1].text.data, text.data, text.len) == 0)
			return true;
	return false;
}

static void add(struct known *self, struct slice text, bool is_ticket)
{
	enum { WORDS_LEAST = 4 };
	size_t *bucket;

	text = slice_trim(text);
	if (text.len < (size_t)(is_ticket ? KNOWN_LEAST : WORDS_LEAST) || !is_special(text) ||
		is_there(self, text))
		return;
	bucket = &self->buckets[bucket_of(text.data)];
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof *self->items);
	self->items[self->n++] =
		(struct known_word){.text = text, .is_ticket = is_ticket, .next = *bucket};
	*bucket = self->n;
}

/* "https://tickets.example/SRCH-812" is known as "SRCH-812", too. */
static void add_ticket(struct known *self, struct slice text)
{
	struct slice key = slice_trim(text);
	size_t start = key.len;

	add(self, text, true);
	while (start > 0 && key.data[start - 1] != '/')
		start--;
	key = slice_from(key, start);
	for (size_t i = 0; i < key.len; i++) {
		if (ascii_is_digit(key.data[i])) {
			add(self, key, true);
			return;
		}
	}
}

static bool is_of_people(const struct form_field *field)
{
	return field_has_role(field, ROLE_AUTHORS) || field_has_role(field, ROLE_EVENT_WHO) ||
	       field_has_role(field, ROLE_TASK_OWNER);
}

/* "platform-team", "db_oncall", "squad-7": nobody says it without meaning them. */
static bool is_team_handle(struct slice text)
{
	static const char *const pieces[] = {"team", "teams", "squad", "guild", "tribe", "crew",
		"group", "sre", "devops", "ops", "infra", "dba", "oncall"};
	bool has_sign = false;
	bool has_piece = false;
	size_t start = 0;

	for (size_t i = 0; i <= text.len; i++) {
		char c = i < text.len ? text.data[i] : '-';

		if (ascii_is_letter(c) || ascii_is_digit(c))
			continue;
		if (!ascii_is_one_of(c, "-_."))
			return false;
		has_sign = has_sign || (i > 0 && i < text.len);
		has_piece = has_piece || shape_is_in((struct slice){text.data + start, i - start},
						 pieces, sizeof pieces / sizeof pieces[0]);
		start = i + 1;
	}
	return has_sign && has_piece;
}

/* Lines and lists of them. */
static bool is_short(const struct form_field *field)
{
	const struct kind_info *kind = kind_info(field->kind);

	return kind->is_stored && !kind->is_time && !kind->is_figure && !kind->is_truth &&
	       !kind->takes_choices && !kind->is_prose && !kind->is_table;
}

static void add_value(struct known *self, const struct form_field *field, const struct value *value)
{
	struct slice rest = slice_of(&value->text);
	struct slice line;

	if (!is_short(field))
		return;
	while (slice_next_line(&rest, &line))
		if (field_has_role(field, ROLE_TASK_TICKET))
			add_ticket(self, line);
		else if (!is_of_people(field) || memchr(line.data, '@', line.len) ||
			 is_team_handle(slice_trim(line)))
			add(self, line, false);
}

static void add_rows(struct known *self, const struct document *document, unsigned number)
{
	const struct form_field *table = &document->form->fields[number];
	const struct rows *rows = &document->tables[number];
	bool is_private = !field_is_public(table, false);

	for (size_t i = 0; i < rows->n; i++) {
		bool is_out = is_private || !row_is_public(table, &rows->items[i]);

		for (unsigned c = 0; c < table->n_columns; c++)
			if (is_out || !field_is_public(&table->columns[c], false))
				add_value(self, &table->columns[c], &rows->items[i].cells[c]);
	}
}

void known_init(struct known *self, const struct document *document)
{
	for (unsigned i = 0; i < document->form->n_answers; i++) {
		if (!field_is_public(&document->form->fields[i], false))
			add_value(self, &document->form->fields[i], &document->values[i]);
		add_rows(self, document, i);
	}
}

void known_release(struct known *self)
{
	free(self->items);
	self->items = NULL;
}

/* ---------------------------------------------------------------------- finding */

static bool is_whole(struct slice text, size_t at, struct slice word)
{
	size_t end = at + word.len;

	return (at == 0 || !is_word_byte(word.data[0]) || !is_word_byte(text.data[at - 1])) &&
	       (end == text.len || !is_word_byte(word.data[word.len - 1]) ||
		       !is_word_byte(text.data[end]));
}

static const struct known_word *find_here(const struct known *self, struct slice text, size_t at)
{
	const struct known_word *longest = NULL;

	for (size_t i = self->buckets[bucket_of(text.data + at)]; i > 0;
		i = self->items[i - 1].next) {
		const struct known_word *word = &self->items[i - 1];

		if (word->text.len <= text.len - at &&
			memcmp(text.data + at, word->text.data, word->text.len) == 0 &&
			is_whole(text, at, word->text) &&
			(!longest || word->text.len > longest->text.len))
			longest = word;
	}
	return longest;
}

bool known_find(const struct known *self, struct slice text, size_t at, struct known_match *match)
{
	for (; self->n > 0 && at + KNOWN_LEAST <= text.len; at++) {
		const struct known_word *word = find_here(self, text, at);

		if (!word)
			continue;
		*match = (struct known_match){at, at + word->text.len, word->is_ticket};
		return true;
	}
	return false;
}
