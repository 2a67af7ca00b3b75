/* Tables as entries. */
#include "table_read.h"

#include "column_parts.h"
#include "stamp.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MOST 400 /* by which a table is recognised: as many as lines of other logs */

/* A table being read row by row. */
struct table {
	char sign;
	struct columns columns;
	struct table_row row;
	struct table_stops stops; /* of columns between blanks; none: cells are two blanks apart */
	bool is_text;             /* the present line is outside of it */
};

/* "|---|:--:|" below a head, and the frames that databases print */
static bool is_rule(const struct table_row *row)
{
	bool has_dash = false;

	for (size_t i = 0; i < row->n; i++) {
		struct slice cell = slice_of(&row->cells[i]);

		for (size_t j = 0; j < cell.len; j++) {
			if (!ascii_is_one_of(cell.data[j], "-+: =\t"))
				return false;
			has_dash = has_dash || ascii_is_one_of(cell.data[j], "-=");
		}
	}
	return has_dash;
}

static bool is_blank(const struct table_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (slice_trim(slice_of(&row->cells[i])).len > 0)
			return false;
	return true;
}

/* --- rows --- */

static struct slice cell_of(
	const struct columns *columns, const struct table_row *row, enum part part)
{
	size_t column = columns->first[part];

	if (column == NO_COLUMN || column >= row->n)
		return (struct slice){"", 0};
	return slice_trim(slice_of(&row->cells[column]));
}

/* The rest of "<br>". */
static bool scan_break(struct scan *self)
{
	static const char *const breaks[] = {"br>", "br/>", "br />"};

	for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
		size_t len = strlen(breaks[i]);

		if (scan_rest(self).len >= len &&
			slice_equal_fold((struct slice){self->at, len}, breaks[i])) {
			self->at += len;
			return true;
		}
	}
	return false;
}

/* "<br>" in a cell is a line end. */
static void append_text(struct slice cell, struct str *out)
{
	struct scan scan = scan_of(cell);
	struct slice before;

	while (scan_until(&scan, '<', &before)) {
		str_append(out, before.data, before.len);
		str_append_char(out, scan_break(&scan) ? '\n' : '<');
	}
	str_append(out, scan.at, scan_rest(&scan).len);
}

/* What has no column in a timeline, behind the text: "paused it (Link: https://...)" */
static void append_more(const struct columns *columns, const struct table_row *row, struct str *out)
{
	bool is_first = true;

	for (size_t i = 0; i < row->n && i < columns->n; i++) {
		struct slice cell = slice_trim(slice_of(&row->cells[i]));

		if (columns->parts[i] != PART_MORE || cell.len == 0 || slice_equal(cell, "-") ||
			slice_equal(cell, "<none>"))
			continue;
		str_append_text(out, is_first ? (out->len > 0 ? " (" : "(") : "; ");
		if (columns->names[i] && columns->names[i][0] != '\0')
			str_appendf(out, "%s: ", columns->names[i]);
		append_text(cell, out);
		is_first = false;
	}
	if (!is_first)
		str_append_char(out, ')');
}

/* "5m12s", "2m (x3 over 10m)": how long before the copy it was. */
static void append_age(struct slice age, struct str *stamp)
{
	const char *bracket = memchr(age.data, '(', age.len);

	if (bracket)
		age.len = (size_t)(bracket - age.data);
	age = slice_trim(age);
	str_append(stamp, age.data, age.len);
	if (age.len > 0 && ascii_is_digit(age.data[0]) &&
		ascii_is_one_of(age.data[age.len - 1], "smhdw"))
		str_append_text(stamp, " ago");
}

static void add_row(
	struct log *log, const struct columns *columns, const struct table_row *row, unsigned line)
{
	struct log_entry *entry = log_add(log, line);
	struct slice day = cell_of(columns, row, PART_DAY);
	struct slice until;
	unsigned parts;
	struct slice time = cell_stamp(cell_of(columns, row, PART_TIME), &until, &parts);
	struct slice who = cell_of(columns, row, PART_WHO);
	struct slice kind = cell_of(columns, row, PART_KIND);
	struct str stamp = {0};
	struct str what = {0};

	str_append(&stamp, day.data, day.len);
	if (day.len > 0 && time.len > 0)
		str_append_char(&stamp, ' ');
	str_append(&stamp, time.data, time.len);
	if (stamp.len == 0)
		append_age(cell_of(columns, row, PART_AGE), &stamp);
	append_text(cell_of(columns, row, PART_WHAT), &what);
	if (until.len > 0)
		str_appendf(&what, " (until %.*s)", (int)until.len, until.data);
	append_more(columns, row, &what);
	entry->stamp = str_take(&stamp);
	entry->who = mem_strndup(who.data, who.len);
	entry->what = str_take(&what);
	entry->kind = mem_strndup(kind.data, kind.len);
}

/* Lines of a Markdown text around its table have no pipe. */
static bool is_outside(struct slice text, char sign)
{
	return sign == '|' && !memchr(first_line(text, NULL).data, '|', first_line(text, NULL).len);
}

static void table_init(struct table *self, char sign)
{
	*self = (struct table){.sign = sign};
	columns_init(&self->columns);
	table_row_init(&self->row);
}

static void table_release(struct table *self)
{
	table_row_release(&self->row);
	columns_release(&self->columns);
}

/* Reads the next row; the bytes used. */
static size_t next_row(struct table *self, struct slice text)
{
	self->is_text = is_outside(text, self->sign);
	if (self->stops.n > 0)
		return table_row_read_stops(&self->row, text, &self->stops);
	return table_row_read(&self->row, text, self->sign);
}

/* Before the first row of a table may stand other lines. */
static bool is_row(const struct table *self)
{
	return !self->is_text && !is_blank(&self->row) && !is_rule(&self->row);
}

/* Takes the first row as what says which columns there are; false: it is no table. */
static bool start(struct table *self, struct slice text, struct slice below)
{
	if (!columns_find(&self->columns, &self->row, below, self->sign))
		return false;
	if (self->sign == '\0' && self->columns.has_head)
		table_stops_find(&self->stops, first_line(text, NULL));
	return true;
}

/* Where the first column is for which there is no room, behind these bytes of the row. */
static void note_wide(struct log *log, struct slice before, unsigned line)
{
	size_t start = before.len;

	while (start > 0 && before.data[start - 1] != '\n')
		start--;
	log->wide_line = line + count_lines((struct slice){before.data, start});
	log->wide_column = 1 + (unsigned)utf8_count(before.data + start, before.len - start);
}

static void take_row(
	struct table *self, struct log *log, struct slice text, struct slice below, unsigned line)
{
	bool is_first = self->columns.n == 0;

	if (self->row.too_wide > 0 && log->wide_line == 0)
		note_wide(log, (struct slice){text.data, self->row.too_wide}, line);
	if (is_blank(&self->row))
		return;
	if (self->is_text || (is_first && self->row.n < 2))
		log->left_out[LOG_UNTIMED]++;
	else if (is_rule(&self->row))
		log->left_out[LOG_FRAME]++;
	else if (is_first && start(self, text, below) && self->columns.has_head)
		log->left_out[LOG_FRAME]++;
	else
		add_row(log, &self->columns, &self->row, line);
}

bool table_read(struct log *log, struct slice text, char sign)
{
	struct table table;
	unsigned line = 1;

	table_init(&table, sign);
	while (text.len > 0) {
		size_t used = next_row(&table, text);

		take_row(&table, log, text, slice_from(text, used), line);
		line += count_lines((struct slice){text.data, used});
		text = slice_from(text, used);
	}
	log->zone = table.columns.zone;
	table.columns.zone = NULL;
	table_release(&table);
	return log->n > 0;
}

/* Does a time go on behind the first cell, as in "09:41:02,123 ERROR" and "3/5/2024, 09:41 - "?
 * Then that is no table. */
static bool is_stamp_cut(struct slice text, const struct table_row *row)
{
	struct scan scan = scan_of(first_line(text, NULL));
	const char *from = scan.at;

	return scan_stamp(&scan) && scan_since(&scan, from).len > row->cells[0].len;
}

/* Does a row say when it was? */
static bool has_time(const struct table *self)
{
	struct slice until;
	unsigned parts;

	(void)cell_stamp(cell_of(&self->columns, &self->row, PART_TIME), &until, &parts);
	return parts || cell_of(&self->columns, &self->row, PART_DAY).len > 0 ||
	       cell_of(&self->columns, &self->row, PART_AGE).len > 0;
}

static bool has_clock(struct slice line)
{
	struct scan scan = scan_of(line);

	return scan_stamp(&scan) & STAMP_CLOCK;
}

size_t table_count(struct slice text, char sign)
{
	struct table table;
	size_t width = 0;
	size_t n = 0;
	size_t others = 0;
	bool is_other = false;

	table_init(&table, sign);
	for (size_t i = 0; i < ROWS_MOST && text.len > 0; i++) {
		size_t used = next_row(&table, text);
		bool is_first = table.columns.n == 0;
		bool is_cut = is_stamp_cut(text, &table.row);
		struct slice line = text;

		text = slice_from(text, used);
		if (!is_row(&table) || (is_first && table.row.n < 2))
			continue;
		if (is_cut || (is_first && !start(&table, line, text)))
			break;
		if (is_first)
			width = table.columns.n;
		/* a line of another log, some of which have two blanks in them */
		if (sign == '\0' && !table.columns.has_head && table.row.n != width &&
			has_clock(line)) {
			is_other = true;
			break;
		}
		if (is_first && table.columns.has_head)
			continue;
		n += table.row.n == width && has_time(&table);
		others += table.row.n != width;
	}
	table_release(&table);
	return n > others && !is_other ? n : 0;
}
