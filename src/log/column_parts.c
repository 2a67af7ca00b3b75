/* Which column of a table is what. */
#include "column_parts.h"

#include "internal.h"
#include "stamp.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_COLUMNS 4
#define WHO_BYTES 40

/* What the cells of a column are like. */
struct sample {
	size_t n_cells;
	size_t n_clocks; /* stamps with a clock */
	size_t n_days;   /* other stamps */
	size_t n_codes;  /* numbers, hashes and addresses, which say nothing by themselves */
	size_t n_words;  /* texts of several words */
	size_t bytes;
};

struct slice cell_stamp(struct slice cell, struct slice *until, unsigned *parts)
{
	static const char *const abouts[] = {"~", "ca.", "ca", "approx.", "about"};
	struct slice text = slice_trim(cell);
	struct scan scan;

	while (text.len > 0 && ascii_is_one_of(text.data[0], "*_`"))
		text = slice_from(text, 1);
	while (text.len > 0 && ascii_is_one_of(text.data[text.len - 1], "*_`"))
		text.len--;
	scan = scan_of(text);
	for (size_t i = 0; i < sizeof abouts / sizeof *abouts; i++)
		if (scan_text(&scan, abouts[i]))
			break;
	(void)scan_blank(&scan);
	*parts = scan_stamp(&scan);
	*until = (struct slice){"", 0};
	if (*parts && !scan_is_at_end(&scan)) {
		struct slice whole = text;

		text = scan_since(&scan, text.data);
		if (!scan_until_clock(&scan, until) || !scan_is_at_end(&scan)) {
			*until = (struct slice){"", 0};
			*parts = 0;
			return whole;
		}
	}
	return text;
}

static unsigned parts_of(const struct str *cell)
{
	struct slice until;
	unsigned parts;

	(void)cell_stamp(slice_of(cell), &until, &parts);
	return parts;
}

static bool is_code(struct slice cell)
{
	bool has_digit = false;

	if (memchr(cell.data, ' ', cell.len))
		return false;
	for (size_t i = 0; i + 3 <= cell.len; i++)
		if (memcmp(cell.data + i, "://", 3) == 0)
			return true;
	for (size_t i = 0; i < cell.len; i++) {
		if (!ascii_is_one_of(cell.data[i], "0123456789abcdefABCDEF-.%smh"))
			return false;
		has_digit = has_digit || ascii_is_digit(cell.data[i]);
	}
	return has_digit;
}

static void sample_cell(struct sample *self, const struct str *cell)
{
	struct slice text = slice_trim(slice_of(cell));
	unsigned parts;

	if (text.len == 0)
		return;
	parts = parts_of(cell);
	self->n_cells++;
	self->bytes += text.len;
	if (parts & STAMP_CLOCK)
		self->n_clocks++;
	else if (parts)
		self->n_days++;
	else if (is_code(text))
		self->n_codes++;
	else if (memchr(text.data, ' ', text.len))
		self->n_words++;
}

/* --- what a column is --- */

static void note_part(struct columns *self, size_t column, enum part part)
{
	self->parts[column] = part;
	if (self->first[part] == NO_COLUMN)
		self->first[part] = column;
	else if (part != PART_MORE && part != PART_ID && part != PART_SOURCE)
		self->parts[column] = PART_MORE;
}

/* Is it a head? No cell of it is a time; it names a column of times, or there are some below. */
static bool is_head(const struct table_row *row, const struct sample *samples)
{
	struct slice zone;
	bool has_time = false;

	for (size_t i = 0; i < row->n; i++) {
		enum part part = part_of_head(slice_trim(slice_of(&row->cells[i])), &zone);

		if (parts_of(&row->cells[i]) & STAMP_CLOCK)
			return false;
		has_time = has_time || part == PART_TIME || part == PART_DAY || part == PART_AGE ||
			   samples[i].n_clocks > samples[i].n_cells / 2;
	}
	return has_time;
}

/* The first column that may say who, where none says so for sure. */
static void find_source(struct columns *self)
{
	for (size_t i = 0; i < self->n; i++) {
		if (self->parts[i] != PART_SOURCE)
			continue;
		if (self->first[PART_WHO] == NO_COLUMN)
			note_part(self, i, PART_WHO);
		else
			self->parts[i] = PART_MORE;
	}
}

static void read_head(struct columns *self, const struct table_row *row)
{
	self->has_head = true;
	self->n = row->n;
	for (size_t i = 0; i < row->n; i++) {
		struct slice cell = slice_trim(slice_of(&row->cells[i]));
		struct slice inside = {0};
		enum part part = part_of_head(cell, &inside);

		if (part == PART_TIME && inside.len > 0 && !self->zone)
			self->zone = mem_strndup(inside.data, inside.len);
		self->names[i] = mem_strndup(cell.data, cell.len);
		note_part(self, i, part);
	}
	find_source(self);
}

/* Columns that no head names: those with times. */
static void find_times(struct columns *self, const struct sample *samples)
{
	for (size_t i = 0; i < self->n; i++) {
		size_t half = samples[i].n_cells / 2;

		/* "LAST SEEN" may be a time */
		if (self->parts[i] != PART_MORE && self->parts[i] != PART_AGE)
			continue;
		if (samples[i].n_clocks > half && self->first[PART_TIME] == NO_COLUMN)
			note_part(self, i, PART_TIME);
		else if (samples[i].n_days > half && self->first[PART_DAY] == NO_COLUMN &&
			 !self->has_head && self->parts[i] == PART_MORE)
			note_part(self, i, PART_DAY);
	}
}

/* Of two columns that say much the later one is what happened, the other one who it was; of many
 * the longest one says most. */
static void find_text(struct columns *self, const struct sample *samples)
{
	size_t best = NO_COLUMN;
	bool has_words = false;

	if (self->first[PART_WHAT] != NO_COLUMN)
		return;
	for (size_t i = 0; i < self->n; i++)
		has_words = has_words || (self->parts[i] == PART_MORE && samples[i].n_words > 0 &&
						 samples[i].n_words * 2 >= samples[i].n_cells);
	for (size_t i = 0; i < self->n; i++) {
		const struct sample *sample = &samples[i];

		if (self->parts[i] != PART_MORE || sample->n_codes > sample->n_cells / 2 ||
			(has_words && sample->n_words * 2 < sample->n_cells))
			continue;
		if (best == NO_COLUMN ||
			(self->n <= NAMED_COLUMNS ? sample->bytes * 10 >= samples[best].bytes * 6
						  : sample->bytes > samples[best].bytes))
			best = i;
	}
	if (best != NO_COLUMN)
		note_part(self, best, PART_WHAT);
}

/* Of many columns nobody can say which one is a person. */
static void find_who(struct columns *self, const struct sample *samples)
{
	if (self->has_head || self->first[PART_TIME] == NO_COLUMN)
		return;
	for (size_t i = 0; i < self->n && self->n <= NAMED_COLUMNS; i++)
		if (self->parts[i] == PART_MORE && samples[i].n_cells > 0 &&
			samples[i].n_codes == 0 &&
			samples[i].bytes <= samples[i].n_cells * WHO_BYTES &&
			self->first[PART_WHO] == NO_COLUMN)
			note_part(self, i, PART_WHO);
}

void columns_init(struct columns *self)
{
	*self = (struct columns){0};
	for (size_t i = 0; i < N_PARTS; i++)
		self->first[i] = NO_COLUMN;
}

void columns_release(struct columns *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->names[i]);
	free(self->zone);
}

bool columns_find(
	struct columns *self, const struct table_row *first, struct slice below, char sign)
{
	struct sample *samples = mem_zalloc(TABLE_COLUMNS, sizeof *samples);
	struct table_row row;
	size_t width = 0; /* of the row below the first one */

	table_row_init(&row);
	for (size_t i = 0; i < COLUMNS_ROWS && below.len > 0; i++) {
		below = slice_from(below, table_row_read(&row, below, sign));
		for (size_t j = 0; j < row.n && row.n > 1; j++)
			sample_cell(&samples[j], &row.cells[j]);
		width = i == 0 ? row.n : width;
	}
	table_row_release(&row);
	if (is_head(first, samples)) {
		read_head(self, first);
		/* Windows does not name its last column, which has what happened. */
		if (sign != '|' && sign != '\0' && width == first->n + 1)
			self->n = width;
	} else {
		self->n = first->n;
		for (size_t j = 0; j < first->n; j++)
			sample_cell(&samples[j], &first->cells[j]);
	}
	find_times(self, samples);
	find_text(self, samples);
	find_who(self, samples);
	free(samples);
	return self->first[PART_TIME] != NO_COLUMN ||
	       (self->has_head &&
		       (self->first[PART_DAY] != NO_COLUMN || self->first[PART_AGE] != NO_COLUMN));
}
