/* Sentences about rows of the review: "Ida Nyman commented on "Cause"", or that this is gone.
 * Not yet safe for a terminal. */
#ifndef AFTERWORD_REVIEW_EVENT_WORDS_H
#define AFTERWORD_REVIEW_EVENT_WORDS_H

#include "review/threads.h"

/* What a comment does, and where. Not for one that moves. */
struct comment_deed {
	const char *by; /* "" if it does not say */
	const struct place *on;
	enum thread_kind kind;
	enum comment_does does;
	bool is_first; /* of its thread */
};

void comment_append_deed(const struct comment_deed *self, const struct document *document,
	bool is_gone, struct str *out);
void signoff_append_deed(
	const struct document *document, const struct row *row, bool is_gone, struct str *out);
void state_append_deed(const struct row *row, bool is_gone, struct str *out);
void tick_append_deed(
	const struct document *document, const struct row *row, bool is_gone, struct str *out);

/* Appends ": " and a text in one line; nothing if there is none. */
void event_append_said(const char *text, struct str *out);

#endif
