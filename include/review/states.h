/* Changes of a document's status: who made them, and which findings were accepted with them. */
#ifndef AFTERWORD_REVIEW_STATES_H
#define AFTERWORD_REVIEW_STATES_H

#include "review/review_tables.h"

/* The newest change of the status that counts; NULL if there is none. now in seconds since 1970. */
const struct row *state_find_last(const struct document *document, int64_t now);

/* A change to be written. */
struct new_state {
	const char *by;
	enum status to;
	bool is_waiver;     /* it stays as it is: findings are accepted, nothing else */
	const char *waives; /* "missing impact.affected": findings, one per line; may be NULL */
	const char *why;    /* may be NULL */
};

/* The op that adds it at the end; the status itself is the caller's to set. */
void state_op(const struct document *document, const struct new_state *state, const char *id,
	int64_t now, struct op *out);

/* The op that writes down who has changed the status to what it is now. False if nothing is to be
 * written: the newest row says so already, or it is none that there is. */
bool state_note_op(const struct document *document, const char *by, const char *id, int64_t now,
	struct op *out);

/*
 * The row that waives a finding of this rule at a place; NULL if none does. A waiver without a
 * reason is none. place: as place_format writes it; "" for a finding about the document.
 */
const struct row *state_find_waiver(
	const struct document *document, const char *rule, const char *place, int64_t now);

#endif
