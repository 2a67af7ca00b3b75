/*
 * The content of the screen, independent of a terminal: cells of text and style, and the
 * cursor. Pages and popups draw here; the terminal layer paints what changed, tests read
 * it as text.
 *
 * All text enters through text/grapheme, so that no cell contains anything a terminal
 * would act on. Drawing outside the canvas is allowed and has no effect.
 */
#ifndef AFTERWORD_TUI_CANVAS_H
#define AFTERWORD_TUI_CANVAS_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a text is, not how it looks; the terminal layer has colours and
 * attributes for each. */
enum style {
	STYLE_NORMAL,
	STYLE_TITLE,
	STYLE_HEADING,
	STYLE_QUESTION,
	STYLE_FOCUS, /* what the cursor is on; an unfolded text */
	STYLE_KEY,
	STYLE_DIM, /* unobtrusive: help, rules, times of day, hints */
	STYLE_SELECTION,
	STYLE_CURRENT, /* the tab of the current page, the current item of a list */
	STYLE_ESCAPE,  /* replaces something that must not be shown as it is */
	/* Words. The signs before them, which also mark places, have styles of their own. */
	STYLE_ERROR,
	STYLE_WARNING,
	STYLE_ERROR_SIGN, /* "!", and its count */
	STYLE_WARNING_SIGN,
	STYLE_NOTE_SIGN,
	STYLE_CHANGED_SIGN, /* "*": by others */
	/* of the document */
	STYLE_COMPANY, /* who else is here */
	STYLE_SEVERE,  /* the two worst severities */
	STYLE_DRAFT,
	STYLE_REVIEW,
	STYLE_FINAL,
	/* of a timeline: the letters and the words of milestones, kinds, the axis */
	STYLE_STARTED_SIGN, /* "S" */
	STYLE_STARTED,
	STYLE_SEEN_SIGN, /* "D", "A" */
	STYLE_SEEN,
	STYLE_OVER_SIGN, /* "M", "E" */
	STYLE_OVER,
	STYLE_HARM,      /* the axis while users were affected */
	STYLE_AFTERMATH, /* and from then to the end */
	/* of tasks */
	STYLE_LATE,
	STYLE_UNDATED,
	STYLE_DONE,
	STYLE_DOING,
	STYLE_DROPPED,
	/* of two versions of a text */
	STYLE_REMOVED,
	STYLE_ADDED,
	STYLE_COMMENTED, /* words that an open comment is on */
	N_STYLES,
};

/* Our own lines and signs, each with an ASCII substitute. */
enum glyph {
	GLYPH_HORIZONTAL,
	GLYPH_VERTICAL,
	GLYPH_TEE_DOWN,
	GLYPH_TEE_UP,
	GLYPH_TEE_LEFT,
	GLYPH_TOP_LEFT,
	GLYPH_TOP_RIGHT,
	GLYPH_BOTTOM_LEFT,
	GLYPH_BOTTOM_RIGHT,
	GLYPH_HEAVY, /* the line of a chart while users are affected */
	GLYPH_HEAVY_TICK,
	GLYPH_TICK,
	GLYPH_MIDNIGHT,
	GLYPH_ONWARD, /* it has not ended */
	GLYPH_HERE,   /* what the cursor is on */
	GLYPH_ELLIPSIS,
	N_GLYPHS,
};

enum {
	CELL_MARKS = 4, /* zero-width characters one cell takes */
	CELL_BYTES = 4 /* marks rarely have 4 bytes; no NUL */ +
		     3 * CELL_MARKS, /* hardly any has 4 bytes; it needs no NUL */
};

struct cell {
	char text[CELL_BYTES]; /* the rest is 0, so that equal cells have equal bytes */
	uint8_t len;
	uint8_t width; /* 1 or 2; 0: the right half of the cell before */
	uint8_t style;
};

struct canvas {
	struct cell *cells; /* line by line */
	unsigned columns;
	unsigned lines;
	bool is_ascii;      /* draw the ASCII substitutes of glyphs */
	bool is_borderless; /* draw those of boxes and rules as spaces */
	bool rings;         /* something went wrong: ring the bell, if that is wanted */
	bool has_cursor;
	unsigned cursor_line;
	unsigned cursor_column;
};

/* A rectangle of it. */
struct area {
	unsigned line;
	unsigned column;
	unsigned lines;
	unsigned columns;
};

void canvas_init(struct canvas *self, unsigned columns, unsigned lines);
void canvas_release(struct canvas *self);
/* Clears it, and changes its size if needed. */
void canvas_resize(struct canvas *self, unsigned columns, unsigned lines);
void canvas_clear(struct canvas *self);
void canvas_clear_area(struct canvas *self, const struct area *area);

void canvas_set_cursor(struct canvas *self, unsigned line, unsigned column);

void canvas_glyph(
	struct canvas *self, unsigned line, unsigned column, enum glyph glyph, enum style style);
/* Draws count glyphs to the right. */
void canvas_rule(struct canvas *self, unsigned line, unsigned column, unsigned count,
	enum glyph glyph, enum style style);
/* Changes the style of cells, whatever they contain. */
void canvas_restyle(
	struct canvas *self, unsigned line, unsigned column, unsigned count, enum style style);

/*
 * Writes along one line, from a column up to an end that it never crosses. What does not
 * fit is left out; so is a wide character that only fits by half.
 */
struct pen {
	struct canvas *canvas;
	unsigned line;
	unsigned column;
	unsigned end;
	unsigned origin; /* where tab stops are counted from */
	enum style style;
	bool is_cut; /* something was left out */
};

/* A pen at a position with room for some columns. */
struct pen pen_at(
	struct canvas *canvas, unsigned line, unsigned column, unsigned columns, enum style style);

/* Writes one-line text. Escaped characters get STYLE_ESCAPE, except inside a selection. */
void pen_write(struct pen *self, const char *text, size_t len);
void pen_text(struct pen *self, const char *text);
void pen_styled(struct pen *self, enum style style, const char *text);
void pen_printf(struct pen *self, const char *format, ...) PRINTF_LIKE(2, 3);
/* In decimal, which printf takes much longer for. */
void pen_number(struct pen *self, unsigned number);
void pen_glyph(struct pen *self, enum glyph glyph);
/* Text of our own: glyphs in it have their stand-ins. */
void pen_signs(struct pen *self, const char *text, size_t len);
/* Moves to a column, if it is to the right. */
void pen_move(struct pen *self, unsigned column);
/* Writes an ellipsis over the end if something was left out. */
void pen_finish(struct pen *self);

#endif
