/*
 * Notes beside a typeset document: findings, and whatever else there is to say about places in it.
 * A provider lists them; whoever shows the document asks which belong to a line.
 */
#ifndef AFTERWORD_READING_NOTES_H
#define AFTERWORD_READING_NOTES_H

#include "check/finding.h"
#include "model/document.h"
#include "reading/reading.h"

struct threads;

enum reading_note_kind { NOTE_FINDING, NOTE_THREAD, NOTE_CLOSED /* thread */, N_NOTE_KINDS };

struct reading_note {
	enum reading_note_kind kind;
	struct place place;
	bool has_place; /* false: about the document */
	size_t begin;   /* bytes of the value; both 0: all of it */
	size_t end;
	const char *sign;         /* "!" */
	char thread[ROW_ID_SIZE]; /* of a thread: the id of its first comment, */
	bool suggests;            /* and whether it has words that can be accepted */
	enum level level;         /* how loud it is */
	struct str text;
};

struct reading_notes {
	struct reading_note *items; /* in the order of the document */
	size_t n;
	size_t cap;
};

void reading_notes_release(struct reading_notes *self);
void reading_notes_clear(struct reading_notes *self);
/* Appends an empty one. */
struct reading_note *reading_notes_add(struct reading_notes *self);
/* Sorts them as they are read; those about all of the document come first. */
void reading_notes_sort(struct reading_notes *self, const struct reading *reading);

/* Appends what was found, but for open threads. */
void reading_notes_add_findings(struct reading_notes *self, const struct findings *findings);
/* Appends the open ones, or all. */
void reading_notes_add_threads(
	struct reading_notes *self, const struct threads *threads, bool with_closed);

/* The position of a note; false if its place is not shown. Those about all of the document are at
 * its first line. */
bool reading_note_at(
	struct reading *reading, const struct reading_note *note, struct reading_at *out);
/* Which of the notes, from an index on, is the first at or after a position; n if none. */
size_t reading_notes_from(
	const struct reading_notes *self, struct reading *reading, const struct reading_at *at);

#endif
