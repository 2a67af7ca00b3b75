/*
 * The reading view: the document as a reader sees it, with notes beside it. It is a view over that
 * of the document, whose session goes on below it. No key of it changes an answer.
 */
#ifndef AFTERWORD_TUI_READER_H
#define AFTERWORD_TUI_READER_H

#include "internal.h"

#include "reading/notes.h"

/* What n and N go to. */
enum reader_walk {
	WALK_THREADS,
	WALK_CLOSED,
	WALK_FINDINGS,
	WALK_ROWS,
	WALK_OPEN,
	WALK_NEWS,
	N_WALKS
};

/* What a line shows, to find it again when others have changed the document. */
struct reader_anchor {
	bool is_set;
	struct place place;
	size_t offset;  /* byte of the value; SIZE_MAX: the line stands for all of it */
	long above;     /* lines from the one that is kept to that of the place */
	char words[64]; /* the value from there */
	size_t len;
};

/* How much of it was seen. */
struct reader_seen {
	bool has_moved; /* the reader, not just the program that opened it */
	bool has_end;   /* the last line was on the screen after that */
};

/* The open threads, those of them that wait for the user, and whether a sign-off does. */
struct reader_turn {
	size_t n_open;
	size_t n_mine;
	bool is_asked;
};

struct reader {
	struct view view;
	struct screen *screen;
	struct reading *reading; /* NULL before the first drawing */
	struct reading_notes notes;
	struct reader_turn turn;
	unsigned findings;      /* their revision */
	unsigned revision;      /* of the document */
	struct reading_at top;  /* the first line on the screen */
	struct reading_at here; /* the line with the cursor */
	struct reader_anchor top_anchor;
	struct reader_anchor here_anchor;
	enum reader_walk walk;
	size_t note; /* that n has led to */
	struct reader_seen seen;
	bool is_root; /* there was no page before it: leaving it leaves the program */
	bool follows; /* the focus, as it is moved by a search or a list */
	struct place focus;
	size_t cursor;
	unsigned margin; /* columns; 0: notes are at the foot */
	unsigned lines;  /* of the text */
};

/* --- reading_keep.c --- */

/* Makes what is to be drawn, in the present layout, keeping what is on the screen where it is. */
void reader_update(struct reader *self);
/* Brings the line with the cursor into view. */
void reader_show(struct reader *self);
void reader_go(struct reader *self, const struct reading_at *at);
/* Goes to where the focus of the editor is. */
void reader_follow(struct reader *self);
/* Notes what is on the screen. */
void reader_keep(struct reader *self);
/* The nearest place at or below the cursor, else above it; false: there is none. */
bool reader_place(struct reader *self, struct place *place, size_t *offset);

/* --- reading_draw.c --- */

void reader_draw(struct reader *self, struct canvas *canvas);

/* --- reading_margin.c --- */

/* Draws the notes of the lines on the screen beside them. */
void margin_draw(struct reader *self, struct canvas *canvas);
/* The worst note of a line; NULL: none. From an index on, which follows the lines. */
const struct reading_note *margin_note(
	struct reader *self, const struct reading_at *at, size_t *from);

/* --- reading_news.c --- */

/* The next change by others in a direction; false: there is none. */
bool news_next(struct reader *self, int direction, struct reading_at *at);
/* Is something on the line new by others? */
bool news_on_line(const struct reader *self, const struct reading_line *line);
/* All is read: nothing is new any more, and the next reading begins from here. */
void news_mark_read(struct reader *self);
/* The same on leaving, if all of it was seen. */
void news_mark_seen(struct reader *self);

/* --- reading_walk.c --- */

/* To the next of something in a direction; of what was chosen. Says if there is none. */
void reader_walk_to(struct reader *self, enum reader_walk what, int direction);
void reader_walk_on(struct reader *self, int direction);
/* What n and N go to at present, and whether there is any of it. */
enum reader_walk reader_chosen_walk(const struct reader *self);
bool reader_can_walk(const struct reader *self);
/* Chooses the next kind of thing to walk to. */
void reader_choose_walk(struct reader *self);
/* The comment that the keys for comments are about; NULL: there is none on the line. */
const struct reading_note *reader_thread(struct reader *self);
/* Is that note on the line with the cursor? */
bool reader_note_is_here(struct reader *self, size_t nth);
/* What a comment on the line is about. */
struct place reader_subject(struct reader *self);
/* Which of the notes, from an index on, is the first thread about all of that, wherever its line
 * is; as many as there are if none. */
size_t reader_thread_about(struct reader *self, size_t from);

/* --- reading_actions.c --- */

enum request reader_do(struct reader *self, enum action action);

#endif
