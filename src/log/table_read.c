/*
 * Tables as entries. A head says what the columns are; without one the first column with times is
 * the time, the longest one what happened, and one between them who did it.
 */
#include "table_read.h"

#include "stamp.h"
#include "text_table.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define ROWS_MOST 40 /* by which a table is recognised */
#define NAMED_COLUMNS 4
#define NONE SIZE_MAX

/* What a column is. */
enum part {
	PART_MORE,
	PART_TIME,
	PART_AGE,
	PART_DAY,
	PART_WHO,
	PART_KIND,
	PART_WHAT,
	PART_EMPTY,
	N_PARTS
};

static const struct {
	const char *word;
	enum part part;
} words[] = {
	{"time", PART_TIME},
	{"timestamp", PART_TIME},
	{"datetime", PART_TIME},
	{"date/time", PART_TIME},
	{"date and time", PART_TIME},
	{"when", PART_TIME},
	{"at", PART_TIME},
	{"clock", PART_TIME},
	{"zeit", PART_TIME},
	{"uhrzeit", PART_TIME},
	{"zeitpunkt", PART_TIME},
	{"heure", PART_TIME},
	{"hora", PART_TIME},
	{"created", PART_TIME},
	{"created at", PART_TIME},
	{"created_at", PART_TIME},
	{"started", PART_TIME},
	{"started at", PART_TIME},
	{"start time", PART_TIME},
	{"triggered", PART_TIME},
	{"opened", PART_TIME},
	{"last seen", PART_AGE},
	{"age", PART_AGE},
	{"first seen", PART_AGE},
	{"date", PART_DAY},
	{"day", PART_DAY},
	{"datum", PART_DAY},
	{"tag", PART_DAY},
	{"jour", PART_DAY},
	{"fecha", PART_DAY},
	{"who", PART_WHO},
	{"by", PART_WHO},
	{"author", PART_WHO},
	{"user", PART_WHO},
	{"name", PART_WHO},
	{"person", PART_WHO},
	{"owner", PART_WHO},
	{"actor", PART_WHO},
	{"responder", PART_WHO},
	{"from", PART_WHO},
	{"sender", PART_WHO},
	{"wer", PART_WHO},
	{"object", PART_WHO},
	{"service", PART_WHO},
	{"source", PART_WHO},
	{"assigned to", PART_WHO},
	{"kind", PART_KIND},
	{"type", PART_KIND},
	{"category", PART_KIND},
	{"art", PART_KIND},
	{"what", PART_WHAT},
	{"what happened", PART_WHAT},
	{"event", PART_WHAT},
	{"events", PART_WHAT},
	{"description", PART_WHAT},
	{"message", PART_WHAT},
	{"text", PART_WHAT},
	{"action", PART_WHAT},
	{"note", PART_WHAT},
	{"notes", PART_WHAT},
	{"details", PART_WHAT},
	{"detail", PART_WHAT},
	{"summary", PART_WHAT},
	{"title", PART_WHAT},
	{"comment", PART_WHAT},
	{"was", PART_WHAT},
	{"ereignis", PART_WHAT},
	{"incident", PART_WHAT},
	{"alert", PART_WHAT},
	{"update", PART_WHAT},
	{"activity", PART_WHAT},
};

struct columns {
	enum part parts[TABLE_COLUMNS];
	char *names[TABLE_COLUMNS]; /* of a head, for what has no place of its own */
	size_t n;
	size_t first[N_PARTS]; /* the first column of each part; NONE */
	bool has_head;
	char *zone; /* "UTC" of "Time (UTC)"; NULL */
};

/* --- cells --- */

static unsigned stamp_of(const struct str *cell)
{
	struct slice text = slice_trim(slice_of(cell));
	struct scan scan = scan_of(text);

	(void)scan_char(&scan, '~');
	(void)scan_blank(&scan);

	unsigned parts = scan_stamp(&scan);

	return scan_is_at_end(&scan) ? parts : 0;
}

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

/* --- columns --- */

static void note_part(struct columns *self, size_t column, enum part part)
{
	self->parts[column] = part;
	if (self->first[part] == NONE)
		self->first[part] = column;
	else if (part != PART_MORE && part != PART_EMPTY)
		self->parts[column] = PART_MORE;
}

/* "Time (UTC)" is a time, and says the zone. */
static enum part part_of_head(struct slice head, struct slice *zone)
{
	const char *bracket = memchr(head.data, '(', head.len);
	struct slice name = head;

	if (!bracket)
		bracket = memchr(head.data, '[', head.len);
	if (bracket) {
		struct slice inside = slice_from(head, (size_t)(bracket - head.data) + 1);

		name.len = (size_t)(bracket - head.data);
		while (inside.len > 0 && ascii_is_one_of(inside.data[inside.len - 1], ")] "))
			inside.len--;
		*zone = inside;
	}
	name = slice_trim(name);
	while (name.len > 0 && ascii_is_one_of(name.data[0], "*_`"))
		name = slice_from(name, 1);
	while (name.len > 0 && ascii_is_one_of(name.data[name.len - 1], "*_`:"))
		name.len--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal_fold(name, words[i].word))
			return words[i].part;
	for (const char *const *label = (const char *const[]){"UTC", "GMT", NULL}; *label;
		label++) {
		size_t len = strlen(*label);

		if (name.len > len &&
			slice_equal((struct slice){name.data + name.len - len, len}, *label) &&
			ascii_is_space(name.data[name.len - len - 1])) {
			*zone = (struct slice){name.data + name.len - len, len};
			return part_of_head(
				(struct slice){name.data, name.len - len}, &(struct slice){0});
		}
	}
	return PART_MORE;
}

/* Is the first row a head? It has no time, and names a column of times. */
static bool read_head(struct columns *self, const struct table_row *row)
{
	bool has_time = false;
	struct slice zone = {0};

	for (size_t i = 0; i < row->n; i++) {
		enum part part = part_of_head(slice_trim(slice_of(&row->cells[i])), &zone);

		if (stamp_of(&row->cells[i]) & STAMP_CLOCK)
			return false;
		has_time = has_time || part == PART_TIME || part == PART_DAY || part == PART_AGE;
	}
	if (!has_time)
		return false;
	self->has_head = true;
	self->n = row->n;
	for (size_t i = 0; i < row->n; i++) {
		struct slice cell = slice_trim(slice_of(&row->cells[i]));
		struct slice inside = {0};
		enum part part = part_of_head(cell, &inside);

		if (part == PART_TIME && inside.len > 0)
			self->zone = mem_strndup(inside.data, inside.len);
		self->names[i] = mem_strndup(cell.data, cell.len);
		note_part(self, i, part);
	}
	return true;
}

/* By what is in the first row. */
static void guess_columns(struct columns *self, const struct table_row *row)
{
	size_t longest = NONE;

	self->n = row->n;
	for (size_t i = 0; i < row->n; i++) {
		unsigned parts = stamp_of(&row->cells[i]);

		if (parts & STAMP_CLOCK)
			note_part(self, i, PART_TIME);
		else if (parts & STAMP_DATE)
			note_part(self, i, PART_DAY);
		else if (longest == NONE || row->cells[i].len > row->cells[longest].len)
			longest = i;
	}
	if (longest != NONE)
		note_part(self, longest, PART_WHAT);
	/* Of many columns nobody can say which one is a person. */
	for (size_t i = 0; i < row->n && row->n <= NAMED_COLUMNS; i++)
		if (self->parts[i] == PART_MORE && self->first[PART_TIME] != NONE &&
			row->cells[i].len > 0 && self->first[PART_WHO] == NONE)
			note_part(self, i, PART_WHO);
}

static void columns_init(struct columns *self)
{
	*self = (struct columns){0};
	for (size_t i = 0; i < N_PARTS; i++)
		self->first[i] = NONE;
}

static void columns_release(struct columns *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->names[i]);
	free(self->zone);
}

/* --- rows --- */

static struct slice cell_of(
	const struct columns *columns, const struct table_row *row, enum part part)
{
	size_t column = columns->first[part];

	if (column == NONE || column >= row->n)
		return (struct slice){"", 0};
	return slice_trim(slice_of(&row->cells[column]));
}

/* "<br>" in a cell is a line end. */
static void append_text(struct slice cell, struct str *out)
{
	static const char *const breaks[] = {"<br>", "<br/>", "<br />"};

	while (cell.len > 0) {
		size_t used = 0;

		for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
			size_t len = strlen(breaks[i]);

			if (cell.len >= len &&
				slice_equal_fold((struct slice){cell.data, len}, breaks[i]))
				used = len;
		}
		str_append_char(out, used ? '\n' : cell.data[0]);
		cell = slice_from(cell, used ? used : 1);
	}
}

/* What has no column in a timeline, behind the text: "paused it (Link: https://...)" */
static void append_more(const struct columns *columns, const struct table_row *row, struct str *out)
{
	bool is_first = true;

	for (size_t i = 0; i < row->n && i < columns->n; i++) {
		struct slice cell = slice_trim(slice_of(&row->cells[i]));

		if (columns->parts[i] != PART_MORE || cell.len == 0 || slice_equal(cell, "-"))
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
	struct slice time = cell_of(columns, row, PART_TIME);
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

bool table_read(struct log *log, struct slice text, char sign)
{
	struct columns columns;
	struct table_row row;
	unsigned line = 1;

	columns_init(&columns);
	table_row_init(&row);
	while (text.len > 0) {
		bool is_text = is_outside(text, sign);
		size_t used = table_row_read(&row, text, sign);

		if (is_text && is_blank(&row))
			;
		else if (is_text)
			log->left_out[LOG_UNTIMED]++;
		else if (is_blank(&row))
			;
		else if (is_rule(&row))
			log->left_out[LOG_FRAME]++;
		else if (columns.n == 0 && read_head(&columns, &row))
			log->left_out[LOG_FRAME]++;
		else {
			if (columns.n == 0)
				guess_columns(&columns, &row);
			add_row(log, &columns, &row, line);
		}
		line += count_lines((struct slice){text.data, used});
		text = slice_from(text, used);
	}
	log->zone = columns.zone;
	columns.zone = NULL;
	table_row_release(&row);
	columns_release(&columns);
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

size_t table_count(struct slice text, char sign)
{
	struct columns columns;
	struct table_row row;
	size_t width = 0;
	size_t n = 0;
	size_t others = 0;

	columns_init(&columns);
	table_row_init(&row);
	for (size_t i = 0; i < ROWS_MOST && text.len > 0; i++) {
		bool is_text = is_outside(text, sign);
		size_t used = table_row_read(&row, text, sign);
		bool is_cut = is_stamp_cut(text, &row);

		text = slice_from(text, used);
		if (is_text || is_blank(&row) || is_rule(&row))
			continue;
		if (is_cut)
			break;
		if (columns.n == 0) {
			width = row.n;
			if (width < 2)
				break;
			if (read_head(&columns, &row))
				continue;
			guess_columns(&columns, &row);
		}
		if (columns.first[PART_TIME] == NONE &&
			(!columns.has_head || (columns.first[PART_DAY] == NONE &&
						      columns.first[PART_AGE] == NONE)))
			break;
		n += row.n == width;
		others += row.n != width;
	}
	table_row_release(&row);
	columns_release(&columns);
	return n > others ? n : 0;
}
