/*
 * A page as blocks: each knows its height and how to draw its nth line, so that scrolling works the
 * same for all of them.
 */
#ifndef AFTERWORD_TUI_BLOCKS_H
#define AFTERWORD_TUI_BLOCKS_H

#include "base/str.h"
#include "check/finding.h"
#include "model/place.h"
#include "table.h"
#include "text/wrap.h"
#include "tui/canvas.h"

#include <stdbool.h>
#include <stddef.h>

struct remote_change;
struct screen;

/* --- blocks.c --- */

struct block;

struct block_type {
	/* Draws line nth of the block; the pen is at the page's left edge. */
	void (*draw)(struct screen *screen, const struct block *block, size_t nth, struct pen *pen);
};

struct block {
	const struct block_type *type;
	const struct form_field *field; /* NULL: it belongs to no field */
	struct place place;
	size_t top;    /* line of the page */
	size_t height; /* lines */
	size_t n_over; /* lines it has below them, over the next block: see still.c */
	bool is_focused;
	bool takes_cursor;       /* it contains the cursor of its place */
	bool has_hint_below;     /* so it needs none itself */
	unsigned number;         /* before the question; 0: none */
	enum style style;        /* of headings */
	unsigned column;         /* where the value begins */
	const struct wrap *wrap; /* of the text; borrowed for this drawing */
	const char *text;
	size_t len;
	struct table table; /* of the rows of one */
	struct table_lines lines;
	size_t first_row; /* of those before or after the open one */
	struct str shown; /* what text points to if it is not the document's */
};

struct blocks {
	struct block *items;
	size_t n;
	size_t cap;
	size_t height;
	bool is_dense;           /* no blank lines between them */
	unsigned label_columns;  /* of fields next to their question, with their numbers */
	unsigned number_columns; /* of numbers before questions */
};

void blocks_release(struct blocks *self);
/* Appends one, gap blank lines below the previous. */
struct block *blocks_add(
	struct blocks *self, const struct block_type *type, size_t height, unsigned gap);

/* --- text_block.c --- */

/* Appends a text of the form, wrapped, from a column on. */
void text_add_block(
	struct screen *screen, const char *text, enum style style, unsigned column, unsigned gap);
/* The same for a text made for this drawing, of which the block keeps a copy. */
void text_add_made_block(struct screen *screen, const struct str *text, enum style style,
	unsigned column, unsigned gap);

/* --- page_blocks.c --- */

/* Lists the blocks of the focused page or open row. */
void blocks_build(struct screen *screen);

/* --- start_page.c --- */

/* Lists the blocks of Start. */
void start_blocks_build(struct screen *screen);

/* --- field_label.c --- */

const char *field_ask(const struct form_field *field);
/* What is at the left of a short value: the question, or where that is long the label. */
struct slice field_side_label(const struct screen *screen, const struct form_field *field);
/* Can it be next to its question, on one line? */
bool field_is_inline(const struct screen *screen, const struct form_field *field);

/* --- field.c --- */

/* Appends the blocks of a field or cell other than a table. */
void field_add_blocks(struct screen *screen, const struct place *place,
	const struct form_field *field, unsigned gap);
/* The widest label of those beside their values. */
unsigned field_label_columns(
	const struct screen *screen, const struct form_field *fields, size_t n);
/* The room of a list beside its label. */
unsigned field_list_columns(const struct screen *screen);
void ask_add_block(struct screen *screen, const struct place *place, const struct form_field *field,
	unsigned gap);
/* Where the cursor is drawn in a block that contains it. */
void field_cursor(
	const struct screen *screen, const struct block *block, size_t *line, unsigned *column);
/* The signs for the focus, a finding and others' changes at the left of a line. */
void mark_draw(struct pen *pen, bool is_focused, const struct finding *finding,
	const struct remote_change *news);
/* The same for a place, with the sign of what is private where there is no other. */
void place_mark_draw(
	const struct screen *screen, struct pen *pen, bool is_focused, const struct place *place);

/* --- moment_line.c --- */

/* Appends a time as it is shown beside its label; false: as everywhere. */
bool moment_append(const struct screen *screen, const struct place *place, struct str *out);
/* Has a computed span a line of its own, rather than to be in that of a time? */
bool span_has_line(const struct screen *screen, const struct form_field *span);
/* Draws how long after others the time is, behind it. */
void spans_draw(const struct screen *screen, const struct form_field *field, struct pen *pen);
/* Appends the heading above a field, with how long all of it took. */
void heading_append(const struct screen *screen, const struct form_field *field, struct str *out);

/* --- empty_field.c --- */

/* Draws what is wanted there; without a hint only the values of a choice. */
void empty_draw(const struct screen *screen, const struct form_field *field, bool has_hint,
	struct pen *pen);

#endif
