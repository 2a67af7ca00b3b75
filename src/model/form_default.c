/*
 * What a field has where its form says nothing: a label from its key, a hint from its help, the
 * bounds of a percentage, and which states close a task.
 */
#include "form_reader.h"

#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* "affected_percent" becomes "Affected percent". */
static char *label_of(const char *key)
{
	char *label = mem_strdup(key);

	for (char *c = label; *c; c++)
		if (*c == '_' || *c == '-')
			*c = ' ';
	label[0] = (char)toupper((unsigned char)label[0]);
	return label;
}

/* --- hints --- */

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* "e.g.", "z. B.": a letter alone before the stop. */
static bool is_abbreviation(const char *text, size_t stop)
{
	return stop > 0 && isalpha((unsigned char)text[stop - 1]) &&
	       (stop == 1 || is_space(text[stop - 2]) || strchr(".(", text[stop - 2]) != NULL);
}

/* A stop, colon or semicolon followed by a space; those of East Asia have none. */
static bool is_clause_end(const char *text, size_t at)
{
	static const char *const wide[] = {"\u3002", "\uFF1A", "\uFF1B"};
	char next = text[at + 1];

	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (strncmp(text + at, wide[i], strlen(wide[i])) == 0)
			return true;
	if (text[at] == '.' && is_space(next) && is_abbreviation(text, at))
		return false;
	return strchr(".:;", text[at]) != NULL && (next == '\0' || is_space(next));
}

/* The first clause of a help as one line, which ends without its stop. */
static char *hint_of(const char *help)
{
	struct str hint = {0};
	bool is_gap = false;

	for (size_t at = 0; help[at] != '\0' && !is_clause_end(help, at); at++) {
		if (is_space(help[at])) {
			is_gap = true;
			continue;
		}
		if (is_gap && hint.len > 0)
			str_append_char(&hint, ' ');
		is_gap = false;
		str_append_char(&hint, help[at]);
	}
	return str_take(&hint);
}

/* --- states --- */

static void close_choice(struct form_field *field, const char *choice)
{
	field->closed = mem_resize(field->closed, field->n_closed + 1, sizeof(*field->closed));
	field->closed[field->n_closed++] = mem_strdup(choice);
}

/* The words everybody knows; else the last choice is taken for the end. */
static void close_known_choices(struct form_field *field)
{
	for (size_t i = 0; i < field->n_choices; i++)
		if (task_word_closes(field->choices[i]))
			close_choice(field, field->choices[i]);
	if (field->n_closed == 0 && field->n_choices > 1)
		close_choice(field, field->choices[field->n_choices - 1]);
}

/* --- the field --- */

void form_complete_field(struct form_field *field)
{
	char **empty[] = {&field->ask, &field->help, &field->heading, &field->milestone,
		&field->answers, &field->row, &field->from, &field->to};

	for (size_t i = 0; i < sizeof(empty) / sizeof(empty[0]); i++)
		if (!*empty[i])
			*empty[i] = mem_strdup("");
	if (!field->label)
		field->label = label_of(field->key);
	if (!field->hint)
		field->hint = hint_of(field->help);
	if (field->is_column)
		field->path = mem_strdup(field->key);
	if (field_has_role(field, ROLE_TASK_STATE) && field->n_closed == 0)
		close_known_choices(field);
	if (kind_info(field->kind)->is_share) {
		field->min = isnan(field->min) ? 0 : field->min;
		field->max = isnan(field->max) ? 100 : field->max;
	}
}
