/*
 * The cells of a row other than its text: those before it ("08:30  detected") and those
 * in brackets after it ("[Owner: Dana; Due: 2023-11-01]").
 */
#include "row_reader.h"

#include <stdint.h>
#include <string.h>

#define GAP "  "         /* between columns */
#define MAX_OPEN 10      /* bytes of a clock time with unknown digits */
#define MAX_TIME_WORDS 9 /* a range with a day and a zone on both sides */

/* --------------------------------------------------------- before the text */

/* A cell ends at the end of the line, a tab, two spaces, or a space and a pipe. */
static bool is_gap(struct slice text, size_t at)
{
	struct slice rest = slice_from(text, at);

	return rest.len == 0 || rest.data[0] == '\t' ||
	       (rest.len > 1 && rest.data[0] == ' ' && ascii_is_one_of(rest.data[1], " \t|"));
}

static size_t up_to_gap(struct slice text)
{
	size_t at = 0;

	while (!is_gap(text, at))
		at++;
	return at;
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

/* What people put between a time and what happened, and spaces: "8:30 - ", "8:30 | ". */
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

/* After a gap the next cell begins at once, even with "- ". */
static size_t after_gap(struct slice text, size_t from)
{
	while (from < text.len && ascii_is_space(text.data[from]))
		from++;
	return from;
}

static bool is_pipe(struct slice text, size_t at)
{
	return text.len - at > 1 && text.data[at] == ' ' && text.data[at + 1] == '|';
}

static size_t after_cell(struct slice text, size_t from)
{
	return is_gap(text, from) && !is_pipe(text, from) ? after_gap(text, from)
							  : after_separator(text, from);
}

/* Is the last word part of the time, and not the start of the text? */
static bool is_end(struct slice typed)
{
	struct str text = {0};

	str_append(&text, typed.data, typed.len);
	bool ends = when_ends(str_text(&text));
	str_release(&text);
	return ends;
}

/* "2X:XX": an incompletely known time stays in its column as typed. */
static size_t open_length(struct slice text)
{
	struct slice word = {text.data, after_word(text, 0)};
	struct str copy = {0};
	size_t len = 0;

	if (word.len <= MAX_OPEN && memchr(word.data, ':', word.len) != NULL) {
		str_append(&copy, word.data, word.len);
		len = when_has_open_digits(copy.data) ? word.len : 0;
	}
	str_release(&copy);
	return len;
}

/* Bytes of the longest run of words at the start that is a time; 0 for none. A clock time alone
 * also counts, though it is incomplete. */
static size_t longest_time(const struct intake *intake, const struct form_field *column,
	struct slice text, struct when *when)
{
	size_t found = 0;
	size_t end = 0;

	for (size_t words = 0; words < MAX_TIME_WORDS && end < text.len; words++) {
		struct when read;

		end = after_word(text, end);
		struct slice typed = strip_brackets((struct slice){text.data, end});
		if (intake_reads_as_time(intake, column, typed, DAY_GIVEN, &read) &&
			(found == 0 || is_end(typed))) {
			found = end;
			*when = read;
		}
		while (end < text.len && ascii_is_space(text.data[end]))
			end++;
	}
	return found;
}

/* A day and a clock time may be in separate cells; nothing else in the next cell belongs to the
 * time. */
static size_t with_clock(const struct intake *intake, const struct form_field *column,
	struct slice text, size_t day, struct when *when)
{
	size_t next = after_gap(text, day);
	struct slice cell = {text.data + next, up_to_gap(slice_from(text, next))};
	struct when read;

	if (when->kind != WHEN_DATE || cell.len == 0 || !ascii_is_digit(cell.data[0]))
		return day;
	size_t end = next + longest_time(intake, column, cell, &read);
	struct slice both = strip_brackets((struct slice){text.data, end});
	if (end == next || !intake_reads_as_time(intake, column, both, DAY_OWN, &read) ||
		read.kind != WHEN_INSTANT)
		return day;
	*when = read;
	return end;
}

/* Bytes at the start that are a time: a cell, or the first words of one; 0 for none. */
static size_t time_length(const struct intake *intake, const struct form_field *column,
	struct slice text, struct when *when)
{
	struct slice cell = {text.data, up_to_gap(text)};
	size_t found = 0;

	if (intake_reads_as_time(intake, column, strip_brackets(cell), DAY_GIVEN, when))
		found = cell.len < text.len || may_begin_time(text) ? cell.len : 0;
	else if (may_begin_time(text))
		found = longest_time(intake, column, cell, when);
	if (found == 0) {
		when->kind = WHEN_NONE;
		return open_length(text);
	}
	return found == cell.len && found > 0 ? with_clock(intake, column, text, found, when)
					      : found;
}

bool intake_begins_with_time(
	const struct intake *self, const struct form_field *rows, struct slice line)
{
	struct when when;

	line = slice_trim(answer_after_bullet(slice_trim(line)));
	for (size_t i = 0; i < rows->n_columns; i++)
		if (kind_info(rows->columns[i].kind)->is_time)
			return time_length(self, &rows->columns[i], line, &when) > 0;
	return false;
}

static const char *find_choice(const struct form_field *column, struct slice word)
{
	for (size_t i = 0; i < column->n_choices; i++)
		if (slice_equal_fold(word, column->choices[i]))
			return column->choices[i];
	return NULL;
}

/* "[detected] ", "detected: ", "resolved - ": a choice that is set off from the text. */
static size_t marked_choice_length(const struct form_field *column, struct slice text)
{
	size_t end = after_word(text, 0);
	bool is_bracketed = end > 2 && ((text.data[0] == '[' && text.data[end - 1] == ']') ||
					       (text.data[0] == '(' && text.data[end - 1] == ')'));
	struct slice word = strip_brackets((struct slice){text.data, end});
	const char *choice = find_choice(column, word);

	if (!choice || end == text.len)
		return 0;
	if (is_bracketed)
		return end;
	/* A sentence may begin like this, but not in lower case. */
	bool is_set_off =
		text.data[end - 1] == ':' || after_separator(text, end) > after_gap(text, end);
	return is_set_off && slice_equal(word, choice) ? end : 0;
}

/*
 * A word is a choice if the layout says so: in a cell of its own, between gaps, or set off from the
 * text. "Resolved to call them" is text.
 */
static size_t choice_length(const struct form_field *column, struct slice text, bool is_cell)
{
	struct slice cell = {text.data, up_to_gap(text)};

	if (is_cell && find_choice(column, strip_brackets(cell)))
		return cell.len;
	return marked_choice_length(column, text);
}

/* Bytes at the start of text that are the value of a column; is_cell: a gap precedes it. */
static size_t leading_length(
	struct row_reader *self, const struct form_field *column, struct slice text, bool is_cell)
{
	struct when when = {0};
	size_t len = up_to_gap(text);

	if (kind_info(column->kind)->takes_choices)
		return choice_length(column, text, is_cell);
	if (!kind_info(column->kind)->is_time)
		return is_cell && len < text.len ? len : 0;
	len = time_length(self->intake, column, text, &when);
	self->is_after_day = len > 0 && when.kind == WHEN_DATE;
	return len;
}

bool row_begins_with_time(const struct row_reader *self, struct slice text)
{
	struct when when;

	return time_length(self->intake, &self->rows->columns[0], text, &when) > 0;
}

static void set_cell(struct row_reader *self, unsigned column, struct slice cell)
{
	const struct kind_info *kind = kind_info(self->rows->columns[column].kind);

	if (kind->takes_choices || kind->is_time)
		cell = strip_brackets(cell);
	str_set(&self->cells[column], cell.data, cell.len);
}

/* Takes the leading cells off a line; returns the bytes of them and their gaps. */
size_t row_take_leading(struct row_reader *self, struct slice line)
{
	bool is_cell = true;
	size_t at = 0;

	self->is_after_day = false;
	for (unsigned i = 0; i < self->main; i++) {
		struct slice rest = slice_from(line, at);
		size_t len;

		if (is_cell && answer_is_placeholder(rest)) {
			len = 1;
		} else {
			len = leading_length(self, &self->rows->columns[i], rest, is_cell);
			if (len > 0)
				set_cell(self, i, (struct slice){rest.data, len});
		}
		if (len == 0)
			continue;
		self->is_after_day = self->is_after_day && i + 1 == self->main;
		is_cell = is_gap(line, at + len);
		at = after_cell(line, at + len);
	}
	return at;
}

/* ---------------------------------------------------------- after the text */

bool row_take_trailing(struct row_reader *self)
{
	struct str *text = &self->cells[self->main];
	struct slice whole = slice_trim_end(slice_of(text));
	size_t bracket = answer_bracket(self->rows, whole);
	struct slice inside;
	struct slice cell;
	unsigned column;

	if (bracket == SIZE_MAX)
		return false;
	inside = (struct slice){whole.data + bracket + 1, whole.len - bracket - 2};
	while (answer_next_cell(self->rows, &inside, &column, &cell)) {
		str_clear(&self->cells[column]);
		answer_unescape_cell(cell, &self->cells[column]);
	}
	/* One space separates the brackets from the text. */
	if (bracket > 0 && text->data[bracket - 1] == ' ')
		bracket--;
	str_splice(text, bracket, text->len - bracket, "", 0);
	return true;
}
