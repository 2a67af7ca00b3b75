/*
 * The cells of a row beside its text: those before it ("08:30  detected") and those
 * in brackets behind it ("[Owner: Dana; Due: 2023-11-01]").
 */
#include "row_reader.h"

#include <string.h>

#define GAP "  " /* between columns */
#define MAX_TIME_WORDS 5

/* ------------------------------------------------------- what leads the text */

static size_t up_to_gap(struct slice text)
{
	for (size_t i = 0; i + 1 < text.len; i++)
		if (memcmp(text.data + i, GAP, 2) == 0)
			return i;
	return text.len;
}

static size_t after_word(struct slice text, size_t from)
{
	while (from < text.len && !ascii_is_space(text.data[from]))
		from++;
	return from;
}

static bool may_begin_time(struct slice text)
{
	return text.len > 0 &&
	       (ascii_is_digit(text.data[0]) || ascii_is_one_of(text.data[0], "~[("));
}

/* Brackets, dashes and the like that people put around a time. */
static struct slice strip_brackets(struct slice text)
{
	if (text.len > 2 && ascii_is_one_of(text.data[0], "[("))
		text = slice_from(text, 1);
	while (text.len > 0 && ascii_is_one_of(text.data[text.len - 1], "]),:"))
		text.len--;
	return text;
}

static size_t after_separator(struct slice text, size_t from)
{
	static const char *const dashes[] = {"- ", "| ", ": ", "\xE2\x80\x93 ", "\xE2\x80\x94 "};

	while (from < text.len && ascii_is_space(text.data[from]))
		from++;
	for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
		size_t len = strlen(dashes[i]);

		if (text.len - from > len && memcmp(text.data + from, dashes[i], len) == 0 &&
			text.data[from + len] != ' ')
			return from + len;
	}
	return from;
}

/* Bytes of the longest run of words at the start that is a time, 0 for none. A clock alone is one,
 * too, if not a complete one. */
static size_t time_length(
	const struct intake *intake, const struct form_field *column, struct slice text)
{
	size_t found = 0;
	size_t end = 0;
	struct when when;

	if (!may_begin_time(text))
		return 0;
	for (size_t words = 0; words < MAX_TIME_WORDS && end < text.len; words++) {
		end = after_word(text, end);
		struct slice typed = strip_brackets((struct slice){text.data, end});
		if (intake_reads_as_time(intake, column, typed, DAY_GIVEN, &when))
			found = end;
		while (end < text.len && ascii_is_space(text.data[end]))
			end++;
	}
	return found;
}

bool intake_begins_with_time(
	const struct intake *self, const struct form_field *rows, struct slice line)
{
	line = intake_after_bullet(slice_trim(line));
	for (size_t i = 0; i < rows->n_columns; i++)
		if (kind_info(rows->columns[i].kind)->is_time)
			return time_length(self, &rows->columns[i], line) > 0;
	return false;
}

static bool looks_like_time(
	const struct row_reader *self, const struct form_field *column, struct slice text)
{
	struct when when;

	return intake_reads_as_time(self->intake, column, text, DAY_GIVEN, &when);
}

static size_t choice_length(const struct form_field *column, struct slice text)
{
	size_t lengths[] = {up_to_gap(text), after_word(text, 0)};

	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		struct slice word = strip_brackets((struct slice){text.data, lengths[i]});

		for (size_t c = 0; c < column->n_choices; c++)
			if (slice_equal_fold(word, column->choices[c]))
				return lengths[i];
	}
	return 0;
}

/* Bytes at the start of text that are the value of this column. */
size_t row_leading_length(
	const struct row_reader *self, const struct form_field *column, struct slice text)
{
	size_t gap = up_to_gap(text);
	struct slice cell = {text.data, gap};

	if (column->kind == KIND_CHOICE)
		return choice_length(column, text);
	if (!kind_info(column->kind)->is_time)
		return gap < text.len ? gap : 0;
	if (gap < text.len && looks_like_time(self, column, cell))
		return gap;
	return time_length(self->intake, column, text);
}

bool row_is_placeholder(struct slice text)
{
	return text.len > 0 && text.data[0] == '-' &&
	       (text.len == 1 || (text.len > 2 && memcmp(text.data + 1, GAP, 2) == 0));
}

/* Takes the leading cells off a line; returns how many bytes they and their gaps are. */
size_t row_take_leading(struct row_reader *self, struct slice line)
{
	size_t at = 0;

	for (unsigned i = 0; i < self->main; i++) {
		struct slice rest = slice_from(line, at);
		size_t len;

		if (row_is_placeholder(rest)) {
			at += 1;
		} else {
			len = row_leading_length(self, &self->rows->columns[i], rest);
			if (len == 0)
				continue;
			struct slice cell = strip_brackets((struct slice){rest.data, len});
			str_set(&self->cells[i], cell.data, cell.len);
			at += len;
		}
		at = after_separator(line, at);
	}
	return at;
}

/* ------------------------------------------------------ what follows the text */

static bool is_escaped(struct slice text, size_t at)
{
	size_t n = 0;

	while (n < at && text.data[at - n - 1] == '\\')
		n++;
	return n % 2 == 1;
}

/* The opening bracket of "text [Owner: Dana]", SIZE_MAX when the text does not end so. */
static size_t find_bracket(struct slice text)
{
	if (text.len == 0 || text.data[text.len - 1] != ']' || is_escaped(text, text.len - 1))
		return SIZE_MAX;
	for (size_t i = text.len - 1; i-- > 0;)
		if (ascii_is_one_of(text.data[i], "[]") && !is_escaped(text, i))
			return text.data[i] == '[' && (i == 0 || ascii_is_space(text.data[i - 1]))
				       ? i
				       : SIZE_MAX;
	return SIZE_MAX;
}

static unsigned find_label(const struct form_field *rows, unsigned from, struct slice label)
{
	for (unsigned i = from; i < rows->n_columns; i++)
		if (slice_equal_fold(label, rows->columns[i].label) ||
			slice_equal_fold(label, rows->columns[i].key))
			return i;
	return FORM_NONE;
}

/* Takes the next "label: value" off the inside of brackets; false when nothing is left. */
static bool next_part(struct slice *rest, struct slice *label, struct slice *value)
{
	size_t end = 0;
	const char *colon;

	if (rest->len == 0)
		return false;
	while (end < rest->len && (rest->data[end] != ';' || is_escaped(*rest, end)))
		end++;
	*value = (struct slice){rest->data, end};
	*rest = slice_from(*rest, end < rest->len ? end + 1 : end);
	colon = memchr(value->data, ':', value->len);
	*label = slice_trim((struct slice){value->data, colon ? (size_t)(colon - value->data) : 0});
	if (colon)
		*value = slice_trim(slice_from(*value, (size_t)(colon - value->data) + 1));
	return true;
}

static void unescape(struct slice value, struct str *out)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.data[i] == '\\' && i + 1 < value.len)
			i++;
		str_append_char(out, value.data[i]);
	}
}

/* Are these brackets ours, or just brackets? */
static bool knows_all_labels(const struct row_reader *self, struct slice inside)
{
	struct slice label;
	struct slice value;
	bool any = false;

	while (next_part(&inside, &label, &value)) {
		if (find_label(self->rows, self->main + 1, label) == FORM_NONE)
			return false;
		any = true;
	}
	return any;
}

void row_take_trailing(struct row_reader *self)
{
	struct str *text = &self->cells[self->main];
	struct slice whole = slice_trim_end(slice_of(text));
	size_t bracket = find_bracket(whole);
	struct slice inside;
	struct slice label;
	struct slice value;

	if (bracket == SIZE_MAX)
		return;
	inside = (struct slice){whole.data + bracket + 1, whole.len - bracket - 2};
	if (!knows_all_labels(self, inside))
		return;
	while (next_part(&inside, &label, &value)) {
		struct str *cell = &self->cells[find_label(self->rows, self->main + 1, label)];

		str_clear(cell);
		unescape(value, cell);
	}
	str_splice(text, bracket, text->len - bracket, "", 0);
}
