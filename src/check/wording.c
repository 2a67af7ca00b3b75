/* Rules about wording: blame, vague tasks, placeholders, one single cause, the same text twice. */
#include "internal.h"

#include <string.h>

#define COPY_MIN 24 /* bytes: shorter texts are alike by chance */

static const char *const blame_words[] = {"human error", "operator error", "user error",
	"pilot error", "should have", "should've", "shouldn't have", "should not have",
	"ought to have", "could have known", "careless*", "reckless*", "negligen*", "incompeten*",
	"inattenti*", "sloppy", "sloppiness", "stupid*", "lazy", "laziness", "forgot to",
	"forgotten to", "neglected to", "failed to follow", "failed to check", "failed to notice",
	"didn't bother", "did not bother", "made a mistake", "by mistake of", "screwed up",
	"messed up", "'s fault", "at fault", "to blame", "blamed", "guilty", "culprit"};

static const char *const vague_words[] = {"investigate", "look into", "look at", "consider",
	"think about", "explore", "be more careful", "be careful", "be more mindful",
	"pay more attention", "pay attention", "try to", "try harder", "if possible",
	"when possible", "as needed", "where appropriate", "maybe", "at some point", "some day"};

static const char *const placeholders[] = {"lorem ipsum", "tbd", "tbc", "todo", "fixme", "xxx",
	"xxxx", "<fill in>", "[fill in]", "???"};

/* In texts of fields that ask for it. */
struct search {
	unsigned lint;
	const char *const *words;
	size_t n;
	const char *sentence; /* after the words */
};

static void report_words(struct check *check, const struct rule *rule, const struct search *search)
{
	struct phrases phrases;

	phrases_init(&phrases, search->words, search->n);
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, kind_is_words);) {
		size_t start = 0;
		size_t end;

		for (; (cursor.field->lint & search->lint) &&
			phrases_find(&phrases, cursor.text, cursor.len, &start, &end);
			start = end)
			check_report_words(check, rule, rule->level, &cursor, start, end, "%s %s",
				check_quote(check, cursor.text + start, end - start),
				search->sentence);
	}
}

void run_blame(struct check *check, const struct rule *rule)
{
	static const struct search search = {LINT_BLAME, blame_words, LENGTH(blame_words),
		"judges people instead of saying what made it possible"};

	report_words(check, rule, &search);
}

void run_vague_task(struct check *check, const struct rule *rule)
{
	static const struct search search = {
		LINT_VAGUE, vague_words, LENGTH(vague_words), "does not say when it is done"};

	report_words(check, rule, &search);
}

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

static size_t skip(const char *line, size_t len, size_t at, const char *signs)
{
	while (at < len && strchr(signs, line[at]))
		at++;
	return at;
}

/* A line consisting of dots. */
static bool find_dots(const struct rule_cursor *cursor, size_t *start, size_t *end)
{
	size_t len;

	for (size_t at = 0; at < cursor->len; at += len + 1) {
		const char *line = cursor->text + at;

		len = rule_cursor_line(cursor, at);
		size_t from = skip(line, len, 0, " \t-");
		size_t to = skip(line, len, from, ".");

		if (len == from + 3 && memcmp(line + from, "\xe2\x80\xa6", 3) == 0)
			to = len; /* an ellipsis */
		if (to == len && to - from >= 3) {
			*start = at + from;
			*end = at + to;
			return true;
		}
	}
	return false;
}

static bool is_written(const struct kind_info *kind)
{
	return kind->is_words || kind->is_name;
}

void run_placeholder(struct check *check, const struct rule *rule)
{
	struct phrases phrases;

	phrases_init(&phrases, placeholders, LENGTH(placeholders));
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, is_written);) {
		size_t start = 0;
		size_t end = 0;

		if (!is_said(&cursor) && find_dots(&cursor, &start, &end))
			check_report_words(check, rule, rule->level, &cursor, start, end,
				"this line is still to be written");
		start = 0;
		while (phrases_find(&phrases, cursor.text, cursor.len, &start, &end)) {
			if (is_gap(&cursor, start, end))
				check_report_words(check, rule, rule->level, &cursor, start, end,
					"%s is a placeholder for something still to be written",
					check_quote(check, cursor.text + start, end - start));
			start = end;
		}
	}
}

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
		struct rule_cursor cursor = rule_cursor_field(check, i);
		size_t n = 0;

		if (!(field->lint & LINT_SINGLE) || cursor.value->is_foreign)
			continue;
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
		struct rule_cursor other = rule_cursor_field(check, i);

		if (other.len == cursor->len && kind_info(other.field->kind)->is_prose &&
			memcmp(other.text, cursor->text, cursor->len) == 0)
			return i;
	}
	return FORM_NONE;
}

void run_duplicate_text(struct check *check, const struct rule *rule)
{
	const struct form *form = check->document->form;

	for (unsigned i = 0; i < form->n_answers; i++) {
		struct rule_cursor cursor = rule_cursor_field(check, i);

		if (!kind_info(cursor.field->kind)->is_prose || cursor.len < COPY_MIN)
			continue;
		unsigned copy = find_copy(check, &cursor);

		if (copy != FORM_NONE)
			check_report(check, rule, rule->level, &cursor,
				"the same text as in \"%s\"",
				check_name(check, 0, &form->fields[copy]));
	}
}
