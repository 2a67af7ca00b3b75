/* How wide the columns of a table would like to be, from what is in its cells. */
#include "table_widths.h"

#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum {
	COLUMN_LEAST = 12, /* minimum for columns of free text; at most a share of the room: */
	COLUMN_SHARE = 5,
	SAMPLE_ROWS = 100, /* examined for widths; */
	TIME_ROWS = 5000,  /* for times, which are never cut */
	NARROW_KIND = 4,
	SIGN = 2,            /* the letter of a kind, with a space */
	BOX = 3,             /* of a state */
	CLOCK = 5,           /* "14:05" */
	WORDS_FOR_TIME = 10, /* a remark where clock times are; a date fits */
};

static unsigned text_width(const char *text)
{
	return grapheme_width(text, strlen(text));
}

static unsigned larger(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

static unsigned sampled_width(const struct rows *rows, unsigned column)
{
	unsigned widest = 0;

	for (size_t i = 0; i < rows->n && i < SAMPLE_ROWS; i++) {
		const struct str *text = &rows->items[i].cells[column].text;

		widest = larger(widest, grapheme_width(str_text(text), text->len));
	}
	return widest;
}

/* Is it stored in the usual form, "2023-10-15T08:30:00-04:00", perhaps after "~"? */
static bool is_plain_time(const struct str *text)
{
	static const char shape[] = "0000-00-00T00:00:00";
	const char *at = str_text(text);

	at += *at == '~';
	if (text->len < sizeof(shape) - 1 || strncmp(at + 16, ":00", 3) != 0)
		return false;
	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == '0' ? at[i] < '0' || at[i] > '9' : at[i] != shape[i])
			return false;
	return true;
}

/* Its year as shown, which a zone can shift on the year's first and last day. */
static void append_year(const struct screen *screen, const char *stored, struct str *out)
{
	enum { YEAR = 4 };
	struct when when;
	struct civil civil;

	stored += *stored == '~';
	if (strncmp(stored + YEAR, "-12-31", 6) != 0 && strncmp(stored + YEAR, "-01-01", 6) != 0)
		str_append(out, stored, strnlen(stored, YEAR));
	else if (when_parse(&when, stored, NULL) &&
		 when_civil(&when, editor_shown_zone(screen->editor), &civil))
		str_appendf(out, "%04d", civil.year);
}

static const struct str *time_at(struct cells *self, size_t row, unsigned column)
{
	memcpy(self->place.row, self->rows->items[row].id, ROW_ID_SIZE);
	self->place.column = column;
	str_clear(&self->scratch);
	return &self->rows->items[row].cells[column].text;
}

static bool has_number(const struct str *text)
{
	struct when when;

	return when_parse(&when, str_text(text), NULL) &&
	       (when.kind == WHEN_INSTANT || when.kind == WHEN_DATE);
}

/* Of all times; other texts count only so many cells, so that a remark does not take all the
 * room. */
static unsigned times_width(
	struct cells *self, unsigned column, const struct table *table, unsigned most)
{
	const bool is_iso = editor_when_style(self->screen->editor).dates == DATE_ISO;
	const unsigned plain = table_is_clock(table, self->field, column) ? CLOCK
			       : table->is_short                          ? (is_iso ? 11 : 12)
									  : (is_iso ? 16 : 17);
	const bool is_due = field_has_role(&self->field->columns[column], ROLE_TASK_DUE) &&
			    field_has_role(self->field, ROLE_TASKS);
	unsigned widest = 0;

	for (size_t i = 0; i < self->rows->n && i < TIME_ROWS; i++) {
		const struct str *text = time_at(self, i, column);
		unsigned width = plain + (str_text(text)[0] == '~');

		if (is_due) {
			(void)table_append_due(self->screen, table, &self->place, &self->scratch);
			width = grapheme_width(str_text(&self->scratch), self->scratch.len);
			if (width > most && text->len > 0 && !has_number(text))
				width = most;
		} else if (!is_plain_time(text)) {
			table_append_time(self->screen, table, &self->place, &self->scratch);
			width = grapheme_width(str_text(&self->scratch), self->scratch.len);
			if (width > most && !has_number(text))
				width = most;
		}
		widest = larger(widest, width);
	}
	return widest;
}

bool cells_have_one_year(struct cells *self, const struct form_field *field)
{
	struct str year = {0};
	bool is_one = self->rows->n <= TIME_ROWS;

	for (size_t i = 0; i < self->rows->n && is_one; i++) {
		for (unsigned j = 0; j < field->n_columns && is_one; j++) {
			const struct str *text;

			if (!kind_info(field->columns[j].kind)->is_time)
				continue;
			text = time_at(self, i, j);
			if (!is_plain_time(text) && !has_number(text))
				continue;
			append_year(self->screen, str_text(text), &self->scratch);
			if (year.len == 0)
				str_append(&year, str_text(&self->scratch), self->scratch.len);
			is_one = str_equal(&year, str_text(&self->scratch), self->scratch.len);
		}
	}
	str_release(&year);
	return is_one;
}

unsigned cells_width(struct cells *self, const struct form_field *column, unsigned nth,
	const struct table *table, unsigned room)
{
	unsigned width = text_width(column->label);
	unsigned most = larger(COLUMN_LEAST, room / COLUMN_SHARE);

	if (kind_info(column->kind)->is_time) {
		if (table_is_clock(table, self->field, nth)) {
			width = CLOCK;
			most = WORDS_FOR_TIME;
		}
		width = larger(width, times_width(self, nth, table, most));
		return width < room / 2 ? width : room / 2;
	}
	for (size_t i = 0; i < column->n_choices; i++)
		width = larger(width, text_width(column->choices[i]));
	if (column->n_choices == 0)
		width = larger(width, sampled_width(self->rows, nth));
	return width < most ? width : most;
}

/* The longest word uses a space of the gap to the next column. */
unsigned signed_cells_width(const struct form_field *column, bool is_narrow, unsigned room)
{
	bool is_kind = field_has_role(column, ROLE_EVENT_KIND);
	unsigned sign = is_kind ? SIGN : BOX + 1;
	unsigned width = 0;

	if (is_narrow)
		return is_kind && column->n_choices > 0 ? NARROW_KIND : BOX;
	for (size_t i = 0; i < column->n_choices; i++)
		width = larger(width, text_width(column->choices[i]));
	width = larger(width, 2) + sign - 1;
	return width < room / 4 ? width : room / 4;
}
