/*
 * Presenting a document in a meeting: the title with the figures, then page by page what is
 * answered, the timeline row by row. A view over the page or the reading view; what is too long for
 * the screen takes several of them.
 */
#ifndef AFTERWORD_TUI_PRESENTER_H
#define AFTERWORD_TUI_PRESENTER_H

#include "internal.h"

/* The title, a row of the timeline, or what is answered on a page. */
struct present_step {
	unsigned page; /* FORM_NONE: the title */
	size_t row;    /* SIZE_MAX: not a row */
};

struct present_steps {
	struct present_step *items;
	size_t n;
	size_t cap;
};

/* What the time was used for. */
struct present_clock {
	int64_t now; /* steady milliseconds, as of the last key or drawing */
	int64_t began;
	int64_t ended;      /* of one that was left */
	int64_t since;      /* the page has been shown */
	int64_t *used;      /* milliseconds, by page, without the present one since then */
	int64_t began_wall; /* seconds since 1970 */
};

/* What was said so far. */
struct present_counts {
	bool is_made;
	unsigned revision; /* of the document */
	size_t ideas;      /* open ones since it began, */
	size_t older;      /* and from before */
	size_t questions;  /* since it began */
	/* Of the second in which it began, from before. */
	size_t former_ideas;
	size_t former_questions;
};

/* Where it is, as it was last kept for a start after a crash. */
struct present_kept {
	struct place place;
	int64_t at;   /* steady milliseconds */
	bool is_left; /* by a meeting that was not ended: it goes on there */
};

enum { ASK_COLUMNS = 6 /* of the word before the prompts */ };

/* Where things are on the screen. */
struct stage {
	unsigned column; /* of all of it */
	unsigned columns;
	unsigned measure;  /* columns of text */
	unsigned line;     /* of the head of a row */
	unsigned text;     /* its first line */
	unsigned lines;    /* of text, blank ones between them included */
	unsigned chart;    /* line; 0: there is none */
	unsigned ask;      /* line of the first prompt */
	unsigned ask_room; /* lines; 0: nothing is asked */
};

struct presenter {
	struct view view;
	struct screen *screen;
	struct reading *reading;
	unsigned revision; /* of the document, when the steps were listed */
	unsigned events;   /* the field of the timeline; FORM_NONE */
	struct present_steps steps;
	size_t at;             /* step */
	char row[ROW_ID_SIZE]; /* its id, if it is a row */
	size_t above;          /* lines of the step that are above the screen */
	bool is_big;
	struct present_clock clock;
	struct present_kept kept;
	struct present_counts counts;
	struct kept_chart chart;
};

/* --- present_state.c --- */

const struct present_step *presenter_step(const struct presenter *self);
/* The row that is presented; NULL: it is none. */
const struct row *presenter_row(const struct presenter *self);

/* --- present_kept.c --- */

/* Nothing is kept yet; or, of one that goes on, where it was. */
void present_kept_begin(struct presenter *self, bool goes_on);
/* Keeps where it is, at most once a second. */
void present_kept_update(struct presenter *self);
/* Milliseconds until that is due; those if it is not. */
int present_kept_timeout(const struct presenter *self, int otherwise);

/* --- present_steps.c --- */

/* Follows the document and the room that there is. */
void presenter_update(struct presenter *self);
/* The first line of the step; false: it has none. The next one; false: that was the last. */
bool presenter_first_line(struct presenter *self, struct reading_at *at);
bool presenter_next_line(struct presenter *self, struct reading_at *at);
/* How many lines of the step are on the screen, and whether there are more below. */
size_t presenter_screen_lines(struct presenter *self, bool *goes_on);
/* Goes a screen on or back; false: there is none in that direction. */
bool presenter_turn(struct presenter *self, int direction);
void presenter_go(struct presenter *self, size_t step);
/* To a page of the form; a timeline begins with its first row. */
void presenter_go_page(struct presenter *self, unsigned page);
/* What a comment is about. */
struct place presenter_place(struct presenter *self);

/* --- present_stage.c --- */

/* Only its columns, which do not depend on the step. */
void stage_find_columns(const struct presenter *self, struct stage *out);
void stage_find(const struct presenter *self, struct stage *out);
/* --- present_time.c --- */

void present_clock_start(struct presenter *self);
/* As if it had begun then, in seconds since 1970. */
void present_clock_begin_at(struct presenter *self, int64_t began);
void present_clock_stop(struct presenter *self);
/* Goes on with one that was left by mistake, or for a look at something else; false: that is too
 * long ago. */
bool present_clock_go_on(struct presenter *self);
/* Looks at the clock, so that all that is drawn is of the same moment. */
void present_clock_look(struct presenter *self);
/* Before another step is shown. */
void present_clock_note(struct presenter *self);
/* Minutes since it began. */
unsigned present_minutes(const struct presenter *self);
/* "Timeline 26 of 40 min"; true: that is more than was planned. */
bool present_append_plan(const struct presenter *self, struct str *out);
/* Milliseconds until the next minute. */
int present_timeout(const struct presenter *self);

/* --- present_row.c --- */

/* What to ask about the row; NULL: nothing. */
const struct form_prompts *presenter_prompts(const struct presenter *self);
/* How many lines what is above its text takes on a narrow screen. */
unsigned present_head_lines(const struct presenter *self, unsigned columns);
void present_row_draw(struct presenter *self, const struct stage *stage, struct canvas *canvas);

/* --- present_counts.c --- */

/* What is there already when it begins is not of this meeting. */
void present_counts_begin(struct presenter *self);
void present_counts_update(struct presenter *self);
/* "Parked 3 ideas, 1 question (2 older ideas)", or what of it fits into so many columns. */
void present_counts_append(const struct present_counts *self, unsigned room, struct str *out);

/* --- present_draw.c --- */

void presenter_draw(struct presenter *self, struct canvas *canvas);

/* --- present_actions.c --- */

enum request presenter_do(struct presenter *self, enum action action);

#endif
