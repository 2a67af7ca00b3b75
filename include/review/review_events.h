/* What a review has that an earlier version had not: who said, signed, decided or answered what. */
#ifndef AFTERWORD_REVIEW_REVIEW_EVENTS_H
#define AFTERWORD_REVIEW_REVIEW_EVENTS_H

#include "review/threads.h"

/* As the record of a meeting has them. */
enum review_event_kind {
	EVENT_NOTE,
	EVENT_IDEA,
	EVENT_QUESTION,
	EVENT_DECISION, /* what became of a thread, and of the status */
	EVENT_TICK,
	EVENT_SIGNOFF,
	N_EVENT_KINDS,
};

struct review_event {
	enum review_event_kind kind;
	bool objects;       /* somebody does, to the document */
	struct place place; /* what it is about; field FORM_NONE: the whole document */
	bool is_gone;       /* the row was there, and is there no more */
	struct str by;      /* "" if it does not say, and of what is gone */
	int64_t at;         /* seconds since 1970; INT64_MIN: it does not say */
	struct str words;   /* "Ida Nyman commented on Cause: ...", one line; not yet safe for a
			       terminal */
	size_t deed;        /* so many bytes of them are without what was said */
};

struct review_events {
	struct review_event *items; /* by kind, then as they were written */
	size_t n;
	size_t cap;
};

/* Rows of the later one that the earlier one has not, and those that are gone since; both of
 * the same form. now in seconds since 1970. */
void review_events_find(struct review_events *self, const struct document *before,
	const struct document *after, int64_t now);
/* Removes those that were written up to a moment. */
void review_events_drop(struct review_events *self, int64_t at);
void review_events_release(struct review_events *self);

/*
 * Appends what adding or removing a row of the review means to people, "Ida Nyman commented on
 * Cause", and what was said with it; nothing if that is nothing to them, such as where words have
 * moved. False if the op does something else. document: the one before it. Not yet safe for a
 * terminal.
 */
bool review_describe_op(
	const struct op *op, const struct document *document, struct str *deed, struct str *said);

#endif
