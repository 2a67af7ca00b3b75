/* Looks through the texts of a document: see word_search.h. */
#include "word_search.h"

#include "stated.h"
#include "word_table.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A text with words in it. */
struct text {
	unsigned number;
	unsigned column;
	size_t row;
};

struct found {
	struct word_place *items;
	size_t n;
	size_t cap;
};

struct word_search {
	struct word_table table;
	struct text *texts;
	size_t n_texts;
	size_t cap_texts;
	struct found found[N_WORD_KINDS];
};

/* --- looking through a text --- */

struct look {
	struct word_search *search;
	const struct rule_cursor *cursor;
	unsigned kinds;            /* that its field asks for */
	size_t ends[N_WORD_KINDS]; /* of the last one */
	bool has_found;
};

static void note(struct look *self, enum word_kind kind, size_t start, size_t end)
{
	struct found *found = &self->search->found[kind];
	uint32_t text = (uint32_t)self->search->n_texts;

	found->items = mem_grow(found->items, &found->cap, found->n + 1, sizeof(*found->items));
	found->items[found->n++] = (struct word_place){text, (uint32_t)start, (uint32_t)end};
	self->ends[kind] = end;
	self->has_found = true;
}

/* By the second byte, of which a curly apostrophe has more: mostly not. */
static bool may_match(const struct word_table *table, const char *text, const char *phrase)
{
	return word_class(table, text[1]) == word_class(table, phrase[1]) ||
	       word_class(table, *text) == CLASS_CURLY;
}

/* A phrase that begins with a letter does so where a word begins. */
static void note_phrases(struct look *self, size_t at, unsigned kinds)
{
	const struct word_table *table = &self->search->table;
	const char *text = self->cursor->text + at;
	const struct phrase *phrase;

	if (at > 0 && is_ascii_word(*text) && is_word_byte(text[-1]))
		return;
	for (unsigned i = table->first[word_class(table, *text)]; i > 0; i = phrase->next) {
		phrase = &table->phrases[i];
		if (!(kinds & WORD_BIT(phrase->kind)) || self->ends[phrase->kind] > at ||
			!may_match(table, text, phrase->text))
			continue;
		size_t len = phrase_match(text, self->cursor->len - at, phrase->text);

		if (len > 0)
			note(self, phrase->kind, at, at + len);
	}
}

/* Is there nothing but blanks and dashes between the start of the line and an offset? */
static bool begins_line(const char *text, size_t at)
{
	while (at > 0 && strchr(" \t-", text[at - 1]))
		at--;
	return at == 0 || text[at - 1] == '\n';
}

/* Three dots or more, or an ellipsis, up to the end of the line. */
static void note_dots(struct look *self, size_t at)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	const char *text = self->cursor->text;

	if (!begins_line(text, at))
		return;
	size_t len = strncmp(text + at, ellipsis, strlen(ellipsis)) == 0 ? strlen(ellipsis)
									 : strspn(text + at, ".");

	if (len >= 3 && (at + len == self->cursor->len || text[at + len] == '\n'))
		note(self, WORDS_DOTS, at, at + len);
}

static void look_at(struct look *self, size_t at, unsigned kinds)
{
	if (kinds & (WORD_BIT(WORDS_BLAME) | WORD_BIT(WORDS_VAGUE) | WORD_BIT(WORDS_PLACEHOLDER)))
		note_phrases(self, at, kinds);
	if (kinds & WORD_BIT(WORDS_DOTS))
		note_dots(self, at);
	if ((kinds & WORD_BIT(WORDS_DURATION)) && stated_may_begin(self->cursor->text + at))
		note(self, WORDS_DURATION, at, at);
}

static void look_through(struct look *self)
{
	const struct word_table *table = &self->search->table;
	const char *text = self->cursor->text;
	size_t len = self->cursor->len;

	for (size_t at = word_table_find(table, text, len, 0); at < len;
		at = word_table_find(table, text, len, at + 1))
		look_at(self, at, self->kinds & word_table_kinds(table, text + at));
}

/* The kinds that a field asks for. */
static unsigned wanted_in(const struct form_field *field)
{
	const struct kind_info *kind = kind_info(field->kind);
	unsigned kinds = WORD_BIT(WORDS_PLACEHOLDER) | WORD_BIT(WORDS_DOTS);

	if (kind->is_words && (field->lint & LINT_BLAME))
		kinds |= WORD_BIT(WORDS_BLAME);
	if (kind->is_words && (field->lint & LINT_VAGUE))
		kinds |= WORD_BIT(WORDS_VAGUE);
	if (kind->is_words && !kind->has_items)
		kinds |= WORD_BIT(WORDS_DURATION);
	return kinds;
}

static bool is_written(const struct kind_info *kind)
{
	return kind->is_words || kind->is_name;
}

static struct word_search *look_through_all(const struct check *check)
{
	struct word_search *self = mem_zalloc(1, sizeof(*self));

	word_table_init(&self->table);
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, is_written);) {
		struct look look = {self, &cursor, wanted_in(cursor.field), {0}, false};

		look_through(&look);
		if (!look.has_found)
			continue;
		self->texts = mem_grow(
			self->texts, &self->cap_texts, self->n_texts + 1, sizeof(*self->texts));
		self->texts[self->n_texts++] =
			(struct text){cursor.number, cursor.column, cursor.row};
	}
	return self;
}

bool word_places_next(const struct check *check, enum word_kind kind, struct word_places *self)
{
	if (!check->memory->words)
		check->memory->words = look_through_all(check);
	const struct word_search *search = check->memory->words;
	const struct found *found = &search->found[kind];
	size_t at = self->items ? (size_t)(self->items - found->items) + self->n : 0;

	if (at == found->n)
		return false;
	self->items = found->items + at;
	for (self->n = 1;
		at + self->n < found->n && self->items[self->n].text == self->items->text;)
		self->n++;
	const struct text *text = &search->texts[self->items->text];

	self->cursor = text->row == NO_ROW
			       ? rule_cursor_field(check, text->number)
			       : rule_cursor_cell(check, text->number, text->row, text->column);
	return true;
}

void word_search_free(struct word_search *self)
{
	for (size_t i = 0; self && i < N_WORD_KINDS; i++)
		free(self->found[i].items);
	if (self)
		free(self->texts);
	free(self);
}
