/*
 * What the files of a table share. A table is one block of a page, and its lines are more than its
 * rows: a line for each day of a timeline, the rest of the row under the cursor, and a last line
 * where a new row begins.
 */
#ifndef AFTERWORD_TUI_TABLE_H
#define AFTERWORD_TUI_TABLE_H

#include "columns.h"

#include "base/str.h"
#include "model/milestone.h"
#include "model/place.h"
#include "model/when.h"
#include "text/wrap.h"
#include "tui/canvas.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct block;
struct screen;

/* --- table_time.c --- */

/* Is it a timeline, with the days as lines of their own? */
bool table_has_days(const struct form_field *field);
/* Are the times of a column clock times, because the days are lines of their own? */
bool table_is_clock(const struct table *table, const struct form_field *field, unsigned column);
/* A time as its cell shows it; anything else as it was typed. */
void table_append_time(const struct screen *screen, const struct table *table,
	const struct place *place, struct str *out);

/* What a cell for the date a task is due says: "18 d late", "no date", the date. */
enum due {
	DUE_DATED,
	DUE_LATE,    /* and open */
	DUE_UNDATED, /* though open */
	DUE_NEVER,
};
enum due table_append_due(const struct screen *screen, const struct table *table,
	const struct place *place, struct str *out);
/* The day that begins with a row of a timeline: "Sun 15 Oct 2023". */
void table_append_day(const struct screen *screen, const struct place *row, struct str *out);

/* --- table_columns.c --- */

/* What the columns of a table would like. */
struct table_wishes {
	bool is_made;
	unsigned revision;
	unsigned room; /* columns of the screen */
	int64_t until; /* of today, for how late a task is */
	enum date_style dates;
	struct place typed; /* in a row that is added in the table, as last looked at */
	char zone[64];
	struct table table; /* before it is fitted */
	struct column columns[TABLE_COLUMNS_MAX];
	unsigned n;
};

void table_find_columns(struct table *table, struct screen *screen, unsigned field);

/* --- day_index.c --- */

/* Which of a table's shown rows begin a day; made anew only when its rows, the filter or the zone
 * have changed. */
struct day_index {
	bool is_made;
	unsigned field;
	unsigned revision;
	size_t n_rows; /* shown, of all_rows */
	size_t all_rows;
	size_t typed; /* the row of quick entry that may have changed since; SIZE_MAX: none */
	struct str filter;
	char zone[64];
	size_t *firsts;
	size_t n;
	size_t cap;
};

void day_index_release(struct day_index *self);
void day_index_update(struct day_index *self, const struct screen *screen, unsigned field);

/* --- table_lines.c --- */

enum table_line_kind {
	TABLE_LINE_DAY,
	TABLE_LINE_ROW,
	TABLE_LINE_MORE, /* of the row under the cursor */
	TABLE_LINE_ENTRY,
};

struct table_lines {
	size_t n_rows;                /* shown */
	const struct day_index *days; /* NULL: none */
	size_t unfolded;              /* the nth shown row; SIZE_MAX: none */
	size_t n_more;                /* lines below its first */
	bool has_entry;               /* the last line is for a new row */
};

struct table_line {
	enum table_line_kind kind;
	size_t row;  /* nth shown; of a day its first */
	size_t more; /* of TABLE_LINE_MORE, from 1 */
};

void table_line_find(const struct table_lines *self, size_t line, struct table_line *out);
size_t table_line_of(const struct table_lines *self, size_t row);
size_t table_lines_count(const struct table_lines *self);

/* --- unfold.c --- */

/* The cursor has been where it is long enough to show more of it. */
struct rest {
	unsigned page;
	unsigned field;
	size_t row;
	bool in_row;
	bool is_over; /* it has */
	int64_t since;
};

/* Begins anew if the focus has moved. */
void rest_note(struct screen *screen);
void rest_tick(struct screen *screen);
/* Milliseconds until it is over; -1: nothing waits for that. */
int rest_timeout(const struct screen *screen);

/* How the row under the cursor looks unfolded. */
struct unfolded {
	const struct wrap *wrap; /* of its main text */
	size_t n_text;           /* lines of that */
	size_t n_details;        /* and of what its columns do not show */
};

/* Is the row under the cursor shown unfolded now? */
bool unfold_is_due(const struct screen *screen);
void unfold_find(struct screen *screen, const struct block *block, const struct place *row,
	struct unfolded *out);
/* Appends what a row says that no column shows. */
void unfold_details(const struct screen *screen, const struct table *table, const struct place *row,
	struct str *out);

/* --- row_time.c --- */

/* Appends when the event under the cursor was, how long after the start and after the row before.
 * False: it has no time, or there is no event. */
bool row_time_append(const struct screen *screen, const char *separator, struct str *out);

/* --- table_cells.c --- */

/* A row that is drawn. */
struct table_row {
	struct place place; /* of all of it */
	size_t nth;         /* among those shown */
	bool is_here;       /* the cursor is on it */
	bool is_selected;   /* with others, to be copied */
	bool is_unfolded;
};

/* A pen for one column, at the position of pen. */
struct pen table_column_pen(const struct pen *pen, unsigned width);
void table_cell_draw(struct screen *screen, const struct block *block, const struct table_row *row,
	unsigned column, struct pen *pen);
/* Of its letter. */
enum style table_milestone_style(enum milestone milestone);
/* Of the kinds of events that have it. */
enum style table_milestone_word_style(enum milestone milestone);

/* --- table_counts.c --- */

/* What the rule says about a table, made anew when its rows or the day have changed. */
struct table_counts {
	bool is_made;
	unsigned revision;
	int64_t until;
	struct str rows;   /* "Tasks: 5" */
	struct str states; /* "3 open (1 late), 2 done"; "" for a table without tasks */
	bool is_adding;    /* a row, which is not counted */
};

/* Borrowed until the next call. */
const struct table_counts *table_counts_find(struct screen *screen, unsigned field);

/* --- kept_tables.c --- */

/* What is known of a table from earlier drawings, as it takes a look at many rows. */
struct kept_table {
	struct table_counts counts;
	struct table_wishes wishes;
};

/* By field; NULL for those not drawn yet. */
struct kept_tables {
	struct kept_table **items;
	size_t n;
};

struct kept_table *kept_table(struct screen *screen, unsigned field);
void kept_tables_release(struct kept_tables *self);

/* --- table_entry.c --- */

/* The row that is being added: the layout of its main text, its lines, and where the cursor is. */
const struct wrap *entry_wrap(
	struct screen *screen, const struct block *block, const struct place *row);
void entry_row_draw(struct screen *screen, const struct block *block, const struct table_row *row,
	size_t nth, struct pen *pen);
void entry_cursor(struct screen *screen, const struct block *block, size_t *line, unsigned *column);
void table_entry_draw(struct screen *screen, const struct block *block, struct pen *pen);

/* --- table_view.c --- */

void table_add_blocks(struct screen *screen, unsigned field, unsigned gap, bool has_ask);
/* Rows around the open one, at most so many; direction -1: before it. */
void table_add_neighbours(struct screen *screen, unsigned gap, int direction, size_t most);
/* The line of its block with the row of the focus. */
size_t table_focus_line(const struct screen *screen, const struct block *block);
/* Are its lines rows, and not a question or heads of columns? */
bool table_has_rows(const struct block *block);
/* The row shown at a line of such a block; SIZE_MAX: where a new one begins. */
size_t table_row_at(const struct block *block, size_t line);

#endif
