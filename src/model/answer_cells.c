/* The cells in brackets after a row's text: "Fix it [Owner: Dana; Due: 2023-11-01]". */
#include "model/answer.h"

#include <stdint.h>
#include <string.h>

#define SPECIAL "\\;[]"

static bool is_escaped(struct slice text, size_t at)
{
	size_t n = 0;

	while (n < at && text.data[at - n - 1] == '\\')
		n++;
	return n % 2 == 1;
}

/* The opening bracket of "text [...]"; SIZE_MAX if the text does not end in one. */
static size_t find_bracket(struct slice text)
{
	if (text.len == 0 || text.data[text.len - 1] != ']' || is_escaped(text, text.len - 1))
		return SIZE_MAX;
	for (size_t i = text.len - 1; i-- > 0;)
		if (ascii_is_one_of(text.data[i], "[]") && !is_escaped(text, i))
			return text.data[i] == '[' ? i : SIZE_MAX;
	return SIZE_MAX;
}

static unsigned find_label(const struct form_field *rows, struct slice label)
{
	unsigned main = form_main_column(rows);

	for (unsigned i = 0; i < rows->n_columns; i++)
		if (i != main && (slice_equal_fold(label, rows->columns[i].label) ||
					 slice_equal_fold(label, rows->columns[i].key)))
			return i;
	return FORM_NONE;
}

/* Without the spaces around it, except those that a backslash keeps. */
static struct slice trim_cell(struct slice cell)
{
	while (cell.len > 0 && ascii_is_space(cell.data[0]))
		cell = slice_from(cell, 1);
	while (cell.len > 0 && ascii_is_space(cell.data[cell.len - 1]) &&
		!is_escaped(cell, cell.len - 1))
		cell.len--;
	return cell;
}

bool answer_next_cell(
	const struct form_field *rows, struct slice *inside, unsigned *column, struct slice *cell)
{
	size_t end = 0;
	const char *colon;

	if (inside->len == 0)
		return false;
	while (end < inside->len && (inside->data[end] != ';' || is_escaped(*inside, end)))
		end++;
	*cell = (struct slice){inside->data, end};
	*inside = slice_from(*inside, end < inside->len ? end + 1 : end);
	colon = end > 0 ? memchr(cell->data, ':', cell->len) : NULL;
	*column = FORM_NONE;
	if (!colon)
		return true;
	size_t len = (size_t)(colon - cell->data);
	*column = find_label(rows, slice_trim((struct slice){cell->data, len}));
	*cell = trim_cell(slice_from(*cell, len + 1));
	return true;
}

/* Are all of these cells of the table? */
static bool names_columns(const struct form_field *rows, struct slice inside)
{
	struct slice cell;
	unsigned column;
	bool any = false;

	while (answer_next_cell(rows, &inside, &column, &cell)) {
		if (column == FORM_NONE)
			return false;
		any = true;
	}
	return any;
}

size_t answer_bracket(const struct form_field *rows, struct slice text)
{
	size_t at = find_bracket(text);
	bool follows_blank = at == 0 || (at != SIZE_MAX && ascii_is_space(text.data[at - 1]));

	if (!follows_blank ||
		!names_columns(rows, (struct slice){text.data + at + 1, text.len - at - 2}))
		return SIZE_MAX;
	return at;
}

/*
 * Does the text end in such brackets, however many backslashes precede the last one? An
 * odd number makes it text: n become 2 n + 1, and back.
 */
static bool ends_in_lookalike(const struct form_field *rows, struct slice text, size_t *n)
{
	struct str bare = {0};

	if (text.len == 0 || text.data[text.len - 1] != ']')
		return false;
	for (*n = 0; *n + 1 < text.len && text.data[text.len - 2 - *n] == '\\';)
		++*n;
	str_append(&bare, text.data, text.len - 1 - *n);
	str_append_char(&bare, ']');
	bool is_like = answer_bracket(rows, slice_of(&bare)) != SIZE_MAX;
	str_release(&bare);
	return is_like;
}

void answer_escape_bracket(const struct form_field *rows, struct slice text, struct str *out)
{
	size_t n;

	if (!ends_in_lookalike(rows, text, &n)) {
		str_append(out, text.data, text.len);
		return;
	}
	str_append(out, text.data, text.len - 1);
	str_append_repeat(out, '\\', n + 1);
	str_append_char(out, ']');
}

void answer_unescape_bracket(const struct form_field *rows, struct slice text, struct str *out)
{
	size_t n;

	if (!ends_in_lookalike(rows, text, &n) || n % 2 == 0) {
		str_append(out, text.data, text.len);
		return;
	}
	str_append(out, text.data, text.len - 1 - (n + 1) / 2);
	str_append_char(out, ']');
}

void answer_escape_cell(struct slice cell, struct str *out)
{
	for (size_t i = 0; i < cell.len; i++) {
		bool is_edge = i == 0 || i + 1 == cell.len;

		if (ascii_is_one_of(cell.data[i], SPECIAL) ||
			(is_edge && ascii_is_space(cell.data[i])))
			str_append_char(out, '\\');
		str_append_char(out, cell.data[i]);
	}
}

void answer_unescape_cell(struct slice cell, struct str *out)
{
	for (size_t i = 0; i < cell.len; i++) {
		bool is_mark = cell.data[i] == '\\' && i + 1 < cell.len &&
			       (ascii_is_one_of(cell.data[i + 1], SPECIAL) ||
				       ascii_is_space(cell.data[i + 1]));

		if (is_mark)
			i++;
		str_append_char(out, cell.data[i]);
	}
}
