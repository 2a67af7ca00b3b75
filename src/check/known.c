/* What a document says where it is private; see known.h. */
#include "known.h"

#include "internal.h"
#include "private_words.h"
#include "shapes.h"

#include "base/mem.h"
#include "model/public.h"

#include <stdlib.h>
#include <string.h>

static size_t bucket_of(const char *text)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < KNOWN_LEAST; i++)
		hash = (hash ^ (unsigned char)ascii_lower(text[i])) * 16777619u;
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

static void add_private(void *self, struct slice text)
{
	add(self, text, false);
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

static bool may_tell(const struct kind_info *kind)
{
	return kind->is_stored && !kind->is_time && !kind->is_truth && !kind->takes_choices &&
	       !kind->is_table;
}

static void add_line(struct known *self, const struct form_field *field, struct slice line)
{
	if (field_has_role(field, ROLE_TASK_TICKET))
		add_ticket(self, line);
	else if (kind_info(field->kind)->is_prose)
		private_words_add_prose(line, add_private, self);
	else if (!is_of_people(field) || memchr(line.data, '@', line.len) ||
		 is_team_handle(slice_trim(line)))
		private_words_add_short(line, add_private, self);
}

static void add_value(struct known *self, const struct form_field *field, const struct value *value)
{
	const struct kind_info *kind = kind_info(field->kind);
	struct slice rest = slice_of(&value->text);
	struct slice line;

	if (!may_tell(kind))
		return;
	if (kind->is_figure)
		private_words_add_figure(rest, add_private, self);
	else
		while (slice_next_line(&rest, &line))
			add_line(self, field, line);
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

static bool is_whole(struct slice text, size_t at, struct slice word, size_t more)
{
	size_t end = at + word.len + more;

	return (at == 0 || !is_word_byte(word.data[0]) || !is_word_byte(text.data[at - 1])) &&
	       (end == text.len || !is_word_byte(word.data[word.len - 1]) ||
		       !is_word_byte(text.data[end]));
}

static bool is_fold(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(a[i]) != ascii_lower(b[i]))
			return false;
	return true;
}

static bool is_all_large(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] >= 'a' && text[i] <= 'z')
			return false;
	return true;
}

/* One word in small letters may be a plain one; "NORDWIND", "req-2024-1", "keller west" are not. */
static bool is_plain(struct slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_letter(word.data[i]) && (word.data[i] & 0x80) == 0)
			return false;
	return true;
}

static bool is_said(struct slice text, size_t at, struct slice word)
{
	const char *here = text.data + at;

	return memcmp(here, word.data, word.len) == 0 ||
	       (is_fold(here, word.data, word.len) &&
		       (!is_plain(word) || is_all_large(here, word.len)));
}

/* "Nordwinds Büro" */
static size_t genitive_len(struct slice text, size_t at, struct slice word)
{
	enum { LETTERS_LEAST = 5 };
	size_t end = at + word.len;

	return word.len >= LETTERS_LEAST && end < text.len && ascii_lower(text.data[end]) == 's' &&
			       (end + 1 == text.len || !is_word_byte(text.data[end + 1])) &&
			       ascii_is_letter(word.data[word.len - 1])
		       ? 1
		       : 0;
}

static const struct known_word *find_here(
	const struct known *self, struct slice text, size_t at, size_t *len)
{
	const struct known_word *longest = NULL;

	for (size_t i = self->buckets[bucket_of(text.data + at)]; i > 0;
		i = self->items[i - 1].next) {
		const struct known_word *word = &self->items[i - 1];

		size_t more =
			word->text.len <= text.len - at ? genitive_len(text, at, word->text) : 0;

		if (word->text.len <= text.len - at && is_said(text, at, word->text) &&
			is_whole(text, at, word->text, more) &&
			(!longest || word->text.len + more > *len)) {
			longest = word;
			*len = word->text.len + more;
		}
	}
	return longest;
}

bool known_find(const struct known *self, struct slice text, size_t at, struct known_match *match)
{
	for (; self->n > 0 && at + KNOWN_LEAST <= text.len; at++) {
		size_t len = 0;
		const struct known_word *word = find_here(self, text, at, &len);

		if (!word)
			continue;
		*match = (struct known_match){at, at + len, word->is_ticket};
		return true;
	}
	return false;
}
