/*
 * Rows from lines, as the text report writes them and as people do: what stands
 * before the text ("08:30  detected"), the text, further lines indented below it,
 * and the rest in brackets at its end ("[Owner: Dana; Due: 2023-11-01]").
 */
#include "internal.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define GAP "  " /* between columns */
#define MAX_TIME_WORDS 5

struct reader {
	struct intake *intake;
	unsigned field;
	const struct form_field *rows;
	unsigned main;        /* the column that takes the text */
	struct str *cells;    /* of the row under way, as typed */
	bool is_open;         /* there is one */
	unsigned line;        /* where it began */
	size_t base;          /* indentation of the first line */
	size_t text_column;   /* where its text began */
	size_t pending;       /* blank lines that may belong to it */
	struct when previous; /* the row before */
	bool told_of_bullets;
	size_t n; /* rows added */
	struct err *err;
};

/* The same choice as in reports: by role, else the first prose, else the first line. */
static unsigned main_column(const struct form_field *rows)
{
	static const enum role roles[] = {ROLE_EVENT_TEXT, ROLE_TASK_TEXT};
	static const enum kind kinds[] = {KIND_TEXT, KIND_LINE};

	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
		unsigned found = form_find_column_role(rows, roles[i]);

		if (found != FORM_NONE)
			return found;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		for (unsigned column = 0; column < rows->n_columns; column++)
			if (rows->columns[column].kind == kinds[i])
				return column;
	return 0;
}

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

/* Stands in for a day that is not known: a clock alone is a time, too, if not a complete one. */
static const struct when some_day = {.kind = WHEN_INSTANT};

/* Bytes of the longest run of words at the start that is a time, 0 for none. */
static size_t time_length(const struct intake *intake, const struct form_field *column,
	struct slice text, const struct when *near)
{
	size_t found = 0;
	size_t end = 0;
	struct when when;

	if (!may_begin_time(text))
		return 0;
	for (size_t words = 0; words < MAX_TIME_WORDS && end < text.len; words++) {
		end = after_word(text, end);
		struct slice typed = strip_brackets((struct slice){text.data, end});
		if (intake_reads_as_time(intake, column, typed, near, &when))
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
			return time_length(self, &rows->columns[i], line, &some_day) > 0;
	return false;
}

/* The moment a row's time is near: the row before it, else the start (NULL). */
static const struct when *nearest(const struct reader *self)
{
	return self->previous.kind == WHEN_INSTANT ? &self->previous : NULL;
}

static bool looks_like_time(
	const struct reader *self, const struct form_field *column, struct slice text)
{
	struct when when;

	return intake_reads_as_time(self->intake, column, text, &some_day, &when);
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
static size_t leading_length(
	const struct reader *self, const struct form_field *column, struct slice text)
{
	size_t gap = up_to_gap(text);
	struct slice cell = {text.data, gap};

	if (column->kind == KIND_CHOICE)
		return choice_length(column, text);
	if (!kind_info(column->kind)->is_time)
		return gap < text.len ? gap : 0;
	if (gap < text.len && looks_like_time(self, column, cell))
		return gap;
	return time_length(self->intake, column, text, &some_day);
}

static bool is_placeholder(struct slice text)
{
	return text.len > 0 && text.data[0] == '-' &&
	       (text.len == 1 || (text.len > 2 && memcmp(text.data + 1, GAP, 2) == 0));
}

/* Takes the leading cells off a line; returns how many bytes they and their gaps are. */
static size_t take_leading(struct reader *self, struct slice line)
{
	size_t at = 0;

	for (unsigned i = 0; i < self->main; i++) {
		struct slice rest = slice_from(line, at);
		size_t len;

		if (is_placeholder(rest)) {
			at += 1;
		} else {
			len = leading_length(self, &self->rows->columns[i], rest);
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
static bool knows_all_labels(const struct reader *self, struct slice inside)
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

static void take_trailing(struct reader *self)
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

/* --------------------------------------------------------------------- rows */

static void convert_cells(struct reader *self, struct op *op)
{
	for (unsigned i = 0; i < self->rows->n_columns; i++) {
		const struct form_field *column = &self->rows->columns[i];
		struct slice typed = slice_trim_lines(slice_of(&self->cells[i]));
		struct when when;

		str_clear(&op->cells[i]);
		if (typed.len == 0)
			continue;
		intake_convert(
			self->intake, column, typed, nearest(self), self->line, &op->cells[i]);
		if (i < self->main && kind_info(column->kind)->is_time &&
			when_parse(&when, str_text(&op->cells[i]), NULL))
			self->previous = when;
	}
}

static bool is_row_blank(const struct reader *self)
{
	for (unsigned i = 0; i < self->rows->n_columns; i++)
		if (slice_trim(slice_of(&self->cells[i])).len > 0)
			return false;
	return true;
}

static bool add_row(struct reader *self)
{
	char id[ID_SIZE];
	struct op op = {0};

	if (is_row_blank(self))
		return true;

	id_source_next(self->intake->options->ids, id);
	document_op_insert(self->intake->document, self->field,
		self->intake->document->tables[self->field].n, id, &op);
	convert_cells(self, &op);
	bool done = document_apply(self->intake->document, &op, self->err);
	op_release(&op);
	return done;
}

static bool finish_row(struct reader *self)
{
	if (!self->is_open)
		return true;
	self->is_open = false;
	self->pending = 0;
	take_trailing(self);
	bool done = add_row(self);
	for (unsigned i = 0; i < self->rows->n_columns; i++)
		str_clear(&self->cells[i]);
	return done;
}

static struct slice strip_bullet(struct reader *self, struct slice line, unsigned number)
{
	struct slice text = is_placeholder(line) ? line : intake_after_bullet(line);

	if (text.len != line.len && !self->told_of_bullets) {
		self->told_of_bullets = true;
		intake_note(self->intake, number, "%s: the list marks before rows are left out",
			self->rows->label);
	}
	return text;
}

static size_t indentation(struct slice line)
{
	size_t n = 0;

	while (n < line.len && ascii_is_space(line.data[n]))
		n++;
	return n;
}

/* Adds a line to the text of the open row, without the indentation that says so. */
static void continue_row(struct reader *self, struct slice line)
{
	struct str *text = &self->cells[self->main];
	size_t indent = indentation(line);
	size_t strip = self->base + self->text_column;

	str_append_repeat(text, '\n', self->pending + 1);
	self->pending = 0;
	line = slice_from(line, indent < strip ? indent : strip);
	str_append(text, line.data, line.len);
}

#define LONE_INDENT 4 /* of further lines, when no column stands before the text */

static bool begin_row(struct reader *self, struct slice line, unsigned number)
{
	struct slice text = strip_bullet(self, slice_trim(line), number);
	size_t leading;

	if (!finish_row(self))
		return false;
	self->is_open = true;
	self->line = number;
	leading = take_leading(self, text);
	self->text_column = leading > 0 ? utf8_count(text.data, leading) : LONE_INDENT;
	text = slice_from(text, leading);
	str_set(&self->cells[self->main], text.data, text.len);
	return true;
}

/* A line of a table of times that begins with none goes on with the row above. */
static bool lacks_time(const struct reader *self, struct slice line)
{
	const struct form_field *first = &self->rows->columns[0];
	struct slice text = slice_trim(line);

	if (self->main == 0 || !kind_info(first->kind)->is_time || is_placeholder(text))
		return false;
	return self->pending == 0 && leading_length(self, first, intake_after_bullet(text)) == 0;
}

static bool read_line(struct reader *self, struct slice line, unsigned number)
{
	if (slice_trim(line).len == 0) {
		self->pending++;
		return true;
	}
	if (self->n++ == 0)
		self->base = indentation(line);
	if (self->is_open && (indentation(line) >= self->base + 2 || lacks_time(self, line))) {
		continue_row(self, line);
		return true;
	}
	return begin_row(self, line, number);
}

bool intake_rows(
	struct intake *self, unsigned field, struct slice text, unsigned line, struct err *err)
{
	const struct form_field *rows = &self->document->form->fields[field];
	struct reader reader = {
		.intake = self,
		.field = field,
		.rows = rows,
		.main = main_column(rows),
		.cells = mem_zalloc(rows->n_columns, sizeof(struct str)),
		.err = err,
	};
	struct slice next;
	bool good = true;

	for (unsigned number = line; good && slice_next_line(&text, &next); number++)
		good = read_line(&reader, next, number);
	good = good && finish_row(&reader);
	for (unsigned i = 0; i < rows->n_columns; i++)
		str_release(&reader.cells[i]);
	free(reader.cells);
	return good;
}
