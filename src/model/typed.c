/* Typed text to stored text: one small function per kind, named in its row of the table. */
#include "model/typed.h"

#include "kind_values.h"
#include "model/number.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool typed_as_is(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err)
{
	(void)field, (void)context, (void)note, (void)err;
	str_append_text(stored, text);
	return true;
}

bool typed_line(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err)
{
	struct zone zone;

	if (!field_is_zone(field))
		return typed_as_is(field, text, context, stored, note, err);
	if (!zone_find(&zone, text, note, err))
		return false;
	str_append_text(stored, zone.name);
	return true;
}

bool typed_time(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err)
{
	struct when when;

	(void)field;
	if (!when_parse_loose(&when, text, context, note, err))
		return false;
	when_format(&when, stored);
	return true;
}

bool typed_number(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err)
{
	size_t start = stored->len;
	struct slice rest = slice_trim(slice_of_text(text));
	size_t len = number_read(rest, stored);

	(void)field, (void)context, (void)note;
	rest = slice_from(rest, len);
	if (len > 0 && number_percent_length(rest) == rest.len)
		return true;
	str_splice(stored, start, stored->len - start, "", 0);
	return err_set(err, ERR_VALUE, "\"%s\" is not a number", text);
}

/* Compares letters and digits, ignoring case: "Sev-1" is sev1. */
static bool sounds_like(const char *typed, const char *choice, bool prefix)
{
	for (;;) {
		while (*typed && !isalnum((unsigned char)*typed))
			typed++;
		while (*choice && !isalnum((unsigned char)*choice))
			choice++;
		if (!*typed)
			return prefix || !*choice;
		if (tolower((unsigned char)*typed++) != tolower((unsigned char)*choice++))
			return false;
	}
}

bool choice_is_named(const char *choice, const char *typed)
{
	return strcasecmp(typed, choice) == 0 || sounds_like(typed, choice, false);
}

static const char *find_choice(const struct form_field *field, const char *text)
{
	const char *found = NULL;
	size_t n_prefixes = 0;

	for (size_t i = 0; i < field->n_choices; i++) {
		if (choice_is_named(field->choices[i], text))
			return field->choices[i];
		if (sounds_like(text, field->choices[i], true)) {
			found = field->choices[i];
			n_prefixes++;
		}
	}
	return n_prefixes == 1 ? found : NULL;
}

bool typed_choice(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err)
{
	const char *choice = find_choice(field, text);

	(void)context, (void)note;
	if (choice) {
		str_append_text(stored, choice);
		return true;
	}

	struct str all = {0};

	for (size_t i = 0; err && i < field->n_choices; i++)
		str_appendf(&all, "%s%s", i ? ", " : "", field->choices[i]);
	err_set(err, ERR_VALUE, "\"%s\" is not one of: %s", text, str_text(&all));
	str_release(&all);
	return false;
}

bool typed_truth(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err)
{
	static const char *const words[][2] = {
		{"yes", "true"},
		{"y", "true"},
		{"true", "true"},
		{"on", "true"},
		{"1", "true"},
		{"no", "false"},
		{"n", "false"},
		{"false", "false"},
		{"off", "false"},
		{"0", "false"},
	};

	(void)field, (void)context, (void)note;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcasecmp(text, words[i][0]) == 0) {
			str_append_text(stored, words[i][1]);
			return true;
		}
	}
	return err_set(err, ERR_VALUE, "\"%s\" is neither yes nor no", text);
}

bool typed_parse(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err)
{
	const struct kind_info *kind = kind_info(field->kind);
	bool is_blank = text[strspn(text, " \t\n")] == '\0';

	if (is_blank && kind->is_stored)
		return true;
	if (kind->parse == NULL)
		return err_set(err, ERR_VALUE, "\"%s\" cannot be typed: it is %s", field->path,
			kind->is_table ? "a table" : "computed");
	return kind->parse(field, text, context, stored, note, err);
}

/* How long what sets a choice off from the rest of the line is; 0: nothing does. */
static size_t choice_end(struct slice rest, bool is_bracketed)
{
	if (is_bracketed)
		return rest.len > 1 && rest.data[0] == ']' ? 1 : 0;
	if (rest.len > 0 && ascii_is_one_of(rest.data[0], ":\t"))
		return 1;
	return rest.len > 1 && memcmp(rest.data, "  ", 2) == 0 ? 2 : 0;
}

const char *typed_take_choice(const struct form_field *field, struct slice *line)
{
	bool is_bracketed = line->len > 0 && line->data[0] == '[';
	struct slice text = slice_from(*line, is_bracketed ? 1 : 0);

	for (size_t i = 0; i < field->n_choices; i++) {
		const char *choice = field->choices[i];
		size_t len = strlen(choice);
		size_t end;

		if (text.len <= len || strncasecmp(text.data, choice, len) != 0)
			continue;
		end = choice_end(slice_from(text, len), is_bracketed);
		if (end == 0)
			continue;
		*line = slice_trim(slice_from(text, len + end));
		return choice;
	}
	return NULL;
}
