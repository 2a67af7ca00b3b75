/* The answers to the checklist of a form: who gave them, and the newest counts. */
#ifndef AFTERWORD_REVIEW_CHECKLIST_H
#define AFTERWORD_REVIEW_CHECKLIST_H

#include "review/review_tables.h"

/* In the order of the form's choices. */
enum tick_answer { TICK_YES, TICK_NO, TICK_NOT_APPLICABLE, N_TICK_ANSWERS };

/* A question and its newest answer. */
struct tick {
	const struct form_question *question;
	const struct row *row;   /* NULL: none */
	enum tick_answer answer; /* N_TICK_ANSWERS: none */
	bool is_settled;         /* yes, or not applicable for a reason */
};

/* Texts and rows are the document's: valid until its next op. */
struct checklist {
	struct tick *items; /* one per question, in the form's order */
	size_t n;
	size_t n_settled;
};

/* now in seconds since 1970. */
void checklist_init(struct checklist *self, const struct document *document, int64_t now);
void checklist_release(struct checklist *self);

const char *tick_answer_name(enum tick_answer answer);

/* An answer to be written. */
struct new_tick {
	const char *of; /* the question's key */
	const char *by;
	enum tick_answer answer;
	const char *why; /* may be NULL */
};

/* The op that adds it at the end. */
void tick_op(const struct document *document, const struct new_tick *tick, const char *id,
	int64_t now, struct op *out);

#endif
