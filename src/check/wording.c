/*
 * Rules about wording: blame, names in causes, vague tasks, placeholders, one single cause, the
 * same text twice.
 */
#include "internal.h"
#include "names.h"
#include "word_search.h"

#include <string.h>

#define COPY_MIN 24 /* bytes: shorter texts are alike by chance */

static void report_words(
	struct check *check, const struct rule *rule, enum word_kind kind, const char *sentence)
{
	for (struct word_places places = {0}; word_places_next(check, kind, &places);) {
		for (size_t i = 0; i < places.n; i++) {
			size_t start = places.items[i].start;
			size_t end = places.items[i].end;

			check_report_words(check, rule, rule->level, &places.cursor, start, end,
				"%s %s",
				check_quote(check, places.cursor.text + start, end - start),
				sentence);
		}
	}
}

void run_blame(struct check *check, const struct rule *rule)
{
	report_words(
		check, rule, WORDS_BLAME, "judges people instead of saying what made it possible");
}

void run_vague_task(struct check *check, const struct rule *rule)
{
	report_words(check, rule, WORDS_VAGUE, "does not say when it is done");
}

/* --- names --- */

/* Only names that the document itself contains, because not every capitalized word is a person. */
static void report_names(struct check *check, const struct rule *rule, const struct names *names,
	const struct rule_cursor *cursor)
{
	size_t end;

	for (size_t at = 0; names_find(names, cursor->text, cursor->len, &at, &end); at = end)
		check_report_words(check, rule, rule->level, cursor, at, end,
			"%s is named as a cause", check_quote(check, cursor->text + at, end - at));
}

static bool has_names_lint(const struct form_field *field)
{
	if (field->lint & LINT_NAMES)
		return true;
	for (size_t i = 0; i < field->n_columns; i++)
		if (field->columns[i].lint & LINT_NAMES)
			return true;
	return false;
}

void run_name_in_cause(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;
	bool is_wanted = false;
	struct names names;

	for (unsigned i = 0; i < form->n_answers && !is_wanted; i++)
		is_wanted = has_names_lint(&form->fields[i]);
	if (!is_wanted)
		return;
	names_collect(check, NAMES_OF_ALL, &names);
	for (struct rule_cursor cursor = {0};
		names.n > 0 && rule_cursor_next(check, &cursor, kind_is_words);)
		if (cursor.field->lint & LINT_NAMES)
			report_names(check, rule, &names, &cursor);
}

/* --- placeholders --- */

/* Signs that join words into one, as in an address, are not a gap. */
static bool is_joined(const struct rule_cursor *cursor, size_t start, size_t end)
{
	static const char signs[] = "./-_@";

	return (start > 0 && strchr(signs, cursor->text[start - 1]) != NULL) ||
	       (end + 1 < cursor->len && strchr(signs, cursor->text[end]) != NULL &&
		       is_word_byte(cursor->text[end + 1]));
}

/* In a chat pasted into the timeline, somebody said so. */
static bool is_said(const struct rule_cursor *cursor)
{
	return field_has_role(cursor->field, ROLE_EVENT_TEXT);
}

/* "todo" may be a word; "TODO", or a text of nothing else, is a gap. */
static bool is_gap(const struct rule_cursor *cursor, size_t start, size_t end)
{
	const char *word = cursor->text + start;

	if (strncmp(word, "todo", 4) == 0)
		return start == 0 && is_blank(cursor->text + end);
	if ((*word | 0x20) == 'x' || strncmp(word, "TODO", 4) == 0)
		return !is_joined(cursor, start, end);
	return *word != '?' || !is_said(cursor);
}

/* The first line of dots in each text. */
static void report_dots(struct check *check, const struct rule *rule)
{
	for (struct word_places dots = {0}; word_places_next(check, WORDS_DOTS, &dots);)
		if (!is_said(&dots.cursor))
			check_report_words(check, rule, rule->level, &dots.cursor,
				dots.items->start, dots.items->end,
				"this line is still to be written");
}

static void report_gap(struct check *check, const struct rule *rule,
	const struct rule_cursor *cursor, size_t start, size_t end)
{
	if (is_gap(cursor, start, end))
		check_report_words(check, rule, rule->level, cursor, start, end,
			"%s is a placeholder for something still to be written",
			check_quote(check, cursor->text + start, end - start));
}

void run_placeholder(struct check *check, const struct rule *rule)
{
	report_dots(check, rule);
	for (struct word_places places = {0}; word_places_next(check, WORDS_PLACEHOLDER, &places);)
		for (size_t i = 0; i < places.n; i++)
			report_gap(check, rule, &places.cursor, places.items[i].start,
				places.items[i].end);
}

/* --- texts as a whole --- */

static size_t count_items(const struct str *text)
{
	struct str item = {0};
	size_t at = 0;
	size_t n = 0;

	while (list_next(text, &at, &item))
		n++;
	str_release(&item);
	return n;
}

void run_single_cause(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;

	for (unsigned i = 0; i < form->n_answers; i++) {
		const struct form_field *field = &form->fields[i];
		size_t n = 0;

		if (!(field->lint & LINT_SINGLE) || check->document->values[i].is_foreign)
			continue;
		struct rule_cursor cursor = rule_cursor_field(check, i);

		if (field->kind == KIND_ROWS)
			n = check->document->tables[i].n;
		else if (field->kind == KIND_LIST)
			n = count_items(&cursor.value->text);
		if (n == 1)
			check_report(check, rule, rule->level, &cursor,
				"only one is named; incidents have several");
	}
}

/* The earlier field with the same text; FORM_NONE if there is none. */
static unsigned find_copy(const struct check *check, const struct rule_cursor *cursor)
{
	for (unsigned i = 0; i < cursor->number; i++) {
		const struct str *other = &check->document->values[i].text;

		if (other->len == cursor->len &&
			kind_info(check->document->form->fields[i].kind)->is_prose &&
			memcmp(other->data, cursor->text, cursor->len) == 0)
			return i;
	}
	return FORM_NONE;
}

void run_duplicate_text(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;

	for (unsigned i = 0; i < form->n_answers; i++) {
		if (!kind_info(form->fields[i].kind)->is_prose ||
			check->document->values[i].text.len < COPY_MIN)
			continue;
		struct rule_cursor cursor = rule_cursor_field(check, i);
		unsigned copy = find_copy(check, &cursor);

		if (copy != FORM_NONE)
			check_report(check, rule, rule->level, &cursor,
				"the same text as in \"%s\"",
				check_name(check, 0, &form->fields[copy]));
	}
}
