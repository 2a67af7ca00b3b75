/* Words that tell too much in a public report; see revealing.h. */
#include "check/revealing.h"

#include "known.h"
#include "names.h"
#include "people.h"
#include "shapes.h"

#include "base/mem.h"
#include "model/public.h"

#include <stdlib.h>
#include <string.h>

enum revealing { PERSON, HOST, ADDRESS, TICKET, PRIVATE };

static const struct rule rules[] = {
	[PERSON] =
		{
			.id = "public-person",
			.level = LEVEL_WARNING,
			.title = "A person named in a public report",
			.hint = "Name the role or the system instead",
		},
	[HOST] =
		{
			.id = "public-host",
			.level = LEVEL_WARNING,
			.title = "The name of a machine in a public report",
			.hint = "Say what it does instead, such as \"a database server\"",
		},
	[ADDRESS] =
		{
			.id = "public-address",
			.level = LEVEL_WARNING,
			.title = "An address in a public report",
			.hint = "Leave it out, or say whose it is",
		},
	[TICKET] =
		{
			.id = "public-ticket",
			.level = LEVEL_WARNING,
			.title = "The key of a ticket in a public report",
			.hint = "Say what it is about instead",
		},
	[PRIVATE] =
		{
			.id = "public-private",
			.level = LEVEL_WARNING,
			.title = "Words in a public report that are private elsewhere in it",
			.hint = "Leave them out, or make this field private, too",
		},
};

/* After the quoted words. */
static const char *const meanings[] = {
	[PERSON] = "is a person's name",
	[HOST] = "looks like the name of a machine",
	[ADDRESS] = "is an address",
	[TICKET] = "looks like the key of a ticket",
	[PRIVATE] = "is private elsewhere in this document",
};

struct search {
	struct check *check;
	struct names names;   /* of all people of the document */
	struct names authors; /* that may be named */
	struct people people; /* the same, however they are written */
	bool with_authors;
	struct known known; /* values that are private, and tickets */
	const struct rule_cursor *cursor;
	size_t first; /* finding of the value */
};

static bool is_told(const struct search *self, size_t start, size_t end)
{
	const struct findings *findings = self->check->findings;

	for (size_t i = self->first; i < findings->n; i++)
		if (start < findings->items[i].end && end > findings->items[i].start)
			return true;
	return false;
}

static void report(struct search *self, enum revealing what, size_t start, size_t end)
{
	struct check *check = self->check;

	if (is_told(self, start, end))
		return;
	check_report_words(check, &rules[what], rules[what].level, self->cursor, start, end,
		"%s %s (%s)", check_quote(check, self->cursor->text + start, end - start),
		meanings[what], check_name(check, 0, self->cursor->field));
}

/* ------------------------------------------------------------------------ words */

static bool is_around(char c)
{
	return ascii_is_space(c) || ascii_is_one_of(c, "()[]{}<>\"'`,;|*=\\") || (c & 0x80);
}

/* The next word, without the punctuation at its end. */
static bool next_word(struct slice text, size_t *at, struct slice *word)
{
	size_t end;

	while (*at < text.len && is_around(text.data[*at]))
		++*at;
	end = *at;
	while (end < text.len && !is_around(text.data[end]))
		end++;
	*word = (struct slice){text.data + *at, end - *at};
	*at = end;
	while (word->len > 1 && ascii_is_one_of(word->data[word->len - 1], ".,:;!?_~"))
		word->len--;
	while (word->len > 1 && ascii_is_one_of(word->data[0], "_~"))
		*word = slice_from(*word, 1);
	return word->len > 0;
}

static bool is_part_end(char c)
{
	return ascii_is_one_of(c, "/:@?&#%+");
}

static void search_tickets(struct search *self, struct slice word, size_t at)
{
	size_t end;

	for (size_t start = 0; shape_find_ticket(word, &start, &end); start = end)
		report(self, TICKET, at + start, at + end);
}

static void search_part(struct search *self, struct slice part, size_t at)
{
	if (shape_is_number_address(part))
		report(self, ADDRESS, at, at + part.len);
	else if (shape_is_host(part))
		report(self, HOST, at, at + part.len);
	else
		search_tickets(self, part, at);
}

/* "db-03.prod:5432", "10.0.0.0/8", "feature/ABC-123" */
static void search_parts(struct search *self, struct slice word, size_t at)
{
	for (size_t start = 0; start < word.len;) {
		size_t end = start;

		while (end < word.len && !is_part_end(word.data[end]))
			end++;
		search_part(self, (struct slice){word.data + start, end - start}, at + start);
		start = end + 1;
	}
}

/* One that only leads somewhere inside is named with its scheme. */
static void search_url(struct search *self, struct slice word, struct slice host, size_t at)
{
	if ((shape_is_inside(host) && !shape_is_number_address(host)) || shape_is_room(host))
		report(self, ADDRESS, at, at + (size_t)(host.data - word.data) + host.len);
	search_parts(self, word, at);
}

static bool follows_version(struct slice before)
{
	return slice_equal_fold(before, "version") || slice_equal_fold(before, "versions") ||
	       slice_equal_fold(before, "release") || slice_equal_fold(before, "build");
}

static void search_word(struct search *self, struct slice word, struct slice before, size_t at)
{
	struct slice host = shape_url_host(word);

	if (host.len > 0)
		search_url(self, word, host, at);
	else if (shape_is_mail(word) || (shape_is_number_address(word) && !follows_version(before)))
		report(self, ADDRESS, at, at + word.len);
	else if (!follows_version(before))
		search_parts(self, word, at);
}

static void search_shapes(struct search *self, struct slice text)
{
	struct slice before = {"", 0};
	struct slice word;

	for (size_t at = 0; next_word(text, &at, &word); before = word)
		search_word(self, word, before, (size_t)(word.data - text.data));
}

/* ------------------------------------------------------------------------ names */

static bool may_be_named(const struct search *self, size_t start, size_t end)
{
	size_t found = start;
	size_t found_end;

	return names_find(&self->authors, self->cursor->text, end, &found, &found_end) &&
	       found == start && found_end == end;
}

static void search_names(struct search *self, struct slice text)
{
	size_t end;

	for (size_t at = 0;
		self->names.n > 0 && names_find(&self->names, text.data, text.len, &at, &end);
		at = end)
		if (!may_be_named(self, at, end))
			report(self, PERSON, at, end);
}

static void search_people(struct search *self, struct slice text)
{
	struct person_match match;

	for (size_t at = 0; people_find(&self->people, text, at, &match); at = match.end)
		if (!self->with_authors || !match.is_author)
			report(self, PERSON, match.start, match.end);
}

static void search_known(struct search *self, struct slice text)
{
	struct known_match match;

	for (size_t at = 0; known_find(&self->known, text, at, &match); at = match.end)
		report(self, match.is_ticket ? TICKET : PRIVATE, match.start, match.end);
}

/* --------------------------------------------------------------------- the whole */

/* Times, numbers, and the words of a form's own choices tell nobody. */
static bool may_tell(const struct form_field *field)
{
	const struct kind_info *kind = kind_info(field->kind);

	return !kind->is_time && !kind->is_figure && !kind->is_truth && !kind->takes_choices &&
	       !kind->is_table && kind->is_stored && !field_has_role(field, ROLE_AUTHORS) &&
	       !field_is_zone(field);
}

static void search_value(struct search *self, const struct rule_cursor *cursor)
{
	struct slice text = {cursor->text, cursor->len};

	self->cursor = cursor;
	self->first = self->check->findings->n;
	search_known(self, text);
	search_shapes(self, text);
	search_people(self, text);
	search_names(self, text);
}

static void search_rows(struct search *self, unsigned number)
{
	const struct form_field *table = &self->check->document->form->fields[number];
	const struct rows *rows = &self->check->document->tables[number];

	for (size_t i = 0; i < rows->n; i++) {
		if (!row_is_public(table, &rows->items[i]))
			continue;
		for (unsigned c = 0; c < table->n_columns; c++) {
			struct rule_cursor cursor = rule_cursor_cell(self->check, number, i, c);

			if (field_is_public(&table->columns[c], false) &&
				value_is_public(
					self->check->document, &table->columns[c], cursor.value) &&
				may_tell(&table->columns[c]))
				search_value(self, &cursor);
		}
	}
}

static void search_document(struct search *self)
{
	const struct form *form = self->check->document->form;

	for (unsigned i = 0; i < form->n_answers; i++) {
		struct rule_cursor cursor = rule_cursor_field(self->check, i);

		if (!field_is_public(&form->fields[i], false))
			continue;
		if (may_tell(&form->fields[i]) &&
			value_is_public(self->check->document, &form->fields[i], cursor.value))
			search_value(self, &cursor);
		search_rows(self, i);
	}
}

void check_revealing(const struct document *document, bool with_authors, struct findings *findings)
{
	struct check_memory memory = {0};
	struct check check = {.document = document, .findings = findings, .memory = &memory};
	struct search *search = mem_zalloc(1, sizeof *search);

	findings_clear(findings);
	search->check = &check;
	search->with_authors = with_authors;
	people_init(&search->people, &check);
	names_collect(&check, NAMES_OF_ALL, &search->names);
	if (with_authors)
		names_collect(&check, NAMES_OF_AUTHORS, &search->authors);
	known_init(&search->known, document);
	search_document(search);
	known_release(&search->known);
	free(search);
	check_finish(&check);
}
