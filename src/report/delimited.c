/*
 * Timeline and tasks for spreadsheets and scripts: CSV as in RFC 4180, and TSV with one line for
 * each row, whatever is in it. docs/format.md describes both.
 */
#include "data_rows.h"
#include "internal.h"

#include "base/utf8.h"
#include "model/number.h"

#include <string.h>

struct dialect {
	char separator;
	const char *line_end;
	bool has_quotes; /* a cell may be in quotes; else what ends a cell or row is escaped */
};

static const struct dialect csv = {',', "\r\n", true};
static const struct dialect tsv = {'\t', "\n", false};

/* ---------------------------------------------------------------------- formulas */

struct range {
	uint32_t first, last;
};

/* Spreadsheets look for the sign of a formula behind these. The apostrophe is one of them so that
 * ours can be told from an author's. */
static const struct range skipped[] = {
	{0x00, 0x20},
	{'"', '"'},
	{'\'', '\''},
	{0x7F, 0xA0},
	{0xAD, 0xAD},
	{0x1680, 0x1680},
	{0x180E, 0x180E},
	{0x2000, 0x200F},
	{0x2028, 0x202F},
	{0x205F, 0x206F},
	{0x3000, 0x3000},
	{0xFEFF, 0xFEFF},
};

/* With the wide forms, which spreadsheets of East Asia take for the same. */
static const struct range signs[] = {
	{'=', '='},
	{'+', '+'},
	{'-', '-'},
	{'@', '@'},
	{0xFF0B, 0xFF0B},
	{0xFF0D, 0xFF0D},
	{0xFF1D, 0xFF1D},
	{0xFF20, 0xFF20},
};

static bool is_in(uint32_t code, const struct range *ranges, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return true;
	return false;
}

/* Would a program that opens the file do anything but show the cell? */
static bool is_live(struct slice text, const struct dialect *dialect)
{
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		at += utf8_decode(text.data + at, text.len - at, &code);
		if (code == '\t' || code == '\r' || code == '\n' ||
			(code == '"' && !dialect->has_quotes) ||
			is_in(code, signs, sizeof signs / sizeof signs[0]))
			return true;
		if (!is_in(code, skipped, sizeof skipped / sizeof skipped[0]))
			return false;
	}
	return false;
}

/* ------------------------------------------------------------------------- cells */

static bool needs_quotes(struct slice text)
{
	bool has_end_space = text.len > 0 && (ascii_is_space(text.data[0]) ||
						     ascii_is_space(text.data[text.len - 1]));

	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_one_of(text.data[i], "\",;\t\r\n"))
			return true;
	return has_end_space;
}

static void append_quoted(struct slice text, struct str *out)
{
	uint32_t code;

	str_append_char(out, '"');
	for (size_t at = 0; at < text.len;) {
		at += utf8_decode(text.data + at, text.len - at, &code);
		if (code == '"')
			str_append_char(out, '"');
		data_append_code(code, out);
	}
	str_append_char(out, '"');
}

/* With letters for what would end the cell, as databases write such files. */
static void append_escaped(struct slice text, struct str *out)
{
	static const char escapes[][2] = {{'\t', 't'}, {'\n', 'n'}, {'\r', 'r'}, {'\\', '\\'}};
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		char letter = '\0';

		at += utf8_decode(text.data + at, text.len - at, &code);
		for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++)
			if (code == (unsigned char)escapes[i][0])
				letter = escapes[i][1];
		if (letter)
			str_appendf(out, "\\%c", letter);
		else
			data_append_code(code, out);
	}
}

static void append_text(const struct dialect *dialect, struct slice text, struct str *out)
{
	if (dialect->has_quotes && needs_quotes(text))
		append_quoted(text, out);
	else if (dialect->has_quotes)
		for (size_t at = 0; at < text.len;) {
			uint32_t code;

			at += utf8_decode(text.data + at, text.len - at, &code);
			data_append_code(code, out);
		}
	else
		append_escaped(text, out);
}

/* An apostrophe makes a spreadsheet show the cell as text. */
static void append_guarded(const struct dialect *dialect, struct slice text, struct str *out)
{
	struct str guarded = {0};

	if (is_live(text, dialect))
		str_append_char(&guarded, '\'');
	str_append(&guarded, text.data, text.len);
	append_text(dialect, slice_of(&guarded), out);
	str_release(&guarded);
}

/* As it is stored: no formula can begin with what is nothing else. */
static bool is_number(const struct form_field *column, const struct str *text)
{
	struct str plain = {0};
	bool is_plain = kind_info(column->kind)->is_figure && text->len > 0 &&
			number_read(slice_of(text), &plain) == text->len &&
			str_equal(text, str_text(&plain), plain.len);

	str_release(&plain);
	return is_plain;
}

static bool has_moment(const struct str *text, struct when *when)
{
	return when_parse(when, str_text(text), NULL) &&
	       (when->kind == WHEN_INSTANT || when->kind == WHEN_DATE);
}

/* What spreadsheets read as a time: nothing for what is none, and for a day only the day. */
static void append_local(const struct data_rows *self, const struct when *when, struct str *out)
{
	struct civil civil;

	zone_civil(
		when->kind == WHEN_DATE ? &(struct zone){""} : &self->zone, when->seconds, &civil);
	str_appendf(out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
	if (when->kind == WHEN_INSTANT)
		str_appendf(out, " %02d:%02d:%02d", civil.hour, civil.minute, civil.second);
}

static void write_time(const struct data_rows *self, const struct dialect *dialect,
	const struct form_field *column, const struct str *text, struct str *out)
{
	struct when when;
	bool is_moment = has_moment(text, &when);

	if (is_moment)
		when_format(&when, out);
	else
		append_guarded(dialect, slice_of(text), out);
	if (!kind_info(column->kind)->is_moment)
		return;
	str_append_char(out, dialect->separator);
	if (is_moment)
		append_local(self, &when, out);
}

static void write_cell(const struct data_rows *self, const struct dialect *dialect,
	const struct form_field *column, const struct str *text, struct str *out)
{
	if (kind_info(column->kind)->is_time)
		write_time(self, dialect, column, text, out);
	else if (is_number(column, text))
		append_text(dialect, slice_of(text), out);
	else
		append_guarded(dialect, slice_of(text), out);
}

/* ------------------------------------------------------------------------- table */

static void write_head(const struct data_rows *self, const struct dialect *dialect, struct str *out)
{
	if (self->has_ids)
		str_append_text(out, "id");
	for (size_t i = 0; i < self->layout.n; i++) {
		const struct form_field *column = &self->field->columns[self->layout.columns[i]];

		if (i > 0 || self->has_ids)
			str_append_char(out, dialect->separator);
		str_append_text(out, column->key);
		if (kind_info(column->kind)->is_moment)
			str_appendf(out, "%c%s.local", dialect->separator, column->key);
	}
	str_append_text(out, dialect->line_end);
}

static void write_row(const struct data_rows *self, const struct dialect *dialect,
	const struct row *row, struct str *out)
{
	if (self->has_ids)
		append_guarded(dialect, slice_of_text(row->id), out);
	for (size_t i = 0; i < self->layout.n; i++) {
		unsigned column = self->layout.columns[i];

		if (i > 0 || self->has_ids)
			str_append_char(out, dialect->separator);
		write_cell(self, dialect, &self->field->columns[column], &row->cells[column].text,
			out);
	}
	str_append_text(out, dialect->line_end);
}

static bool export(const struct document *document, const struct report_options *options,
	enum role role, const struct dialect *dialect, struct str *out, struct err *err)
{
	struct data_rows rows;

	if (!data_rows_init(&rows, document, options, role, err))
		return false;
	write_head(&rows, dialect, out);
	for (size_t i = 0; i < rows.rows->n; i++)
		if (!row_is_blank(&rows.rows->items[i], &rows.layout))
			write_row(&rows, dialect, &rows.rows->items[i], out);
	data_rows_release(&rows);
	return true;
}

bool timeline_csv_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	return export(document, options, ROLE_EVENTS, &csv, out, err);
}

bool tasks_csv_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	return export(document, options, ROLE_TASKS, &csv, out, err);
}

bool timeline_tsv_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	return export(document, options, ROLE_EVENTS, &tsv, out, err);
}

bool tasks_tsv_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	return export(document, options, ROLE_TASKS, &tsv, out, err);
}
