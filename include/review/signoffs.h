/* Sign-offs: who was asked, agreed or objected, and what has changed since. */
#ifndef AFTERWORD_REVIEW_SIGNOFFS_H
#define AFTERWORD_REVIEW_SIGNOFFS_H

#include "review/review_tables.h"

/* In the order of the form's choices. */
enum signoff_does {
	SIGNOFF_ASKS,
	SIGNOFF_AGREES,
	SIGNOFF_OBJECTS,
	SIGNOFF_WITHDRAWS,
	N_SIGNOFF_DOES
};

/* What one person said last; a withdrawal is not among them. */
struct signoff {
	const struct row *row;
	const char *name; /* whose it is */
	enum signoff_does does;
	int64_t at;       /* seconds since 1970; INT64_MIN: it does not say */
	struct str stale; /* of an agreement: titles of the pages that have changed, with commas */
};

/* Texts and rows are the document's: valid until its next op. */
struct signoffs {
	struct signoff *items; /* in the order in which the names came up */
	size_t n;
};

/* now in seconds since 1970. */
void signoffs_init(struct signoffs *self, const struct document *document, int64_t now);
void signoffs_release(struct signoffs *self);
/* What somebody of this name said last; NULL if nothing. */
const struct signoff *signoffs_find(const struct signoffs *self, const char *name);

/* Is somebody still to say something: asked, in objection, or of a document that has changed? */
bool signoff_is_open(const struct signoff *self);

/* Appends each page's key and a digest of its values, "summary 3k9dq2 impact 77fqm1": layout and
 * comments of the file do not count. */
void signoff_append_digests(const struct document *document, struct str *out);

/* A sign-off to be written. */
struct new_signoff {
	enum signoff_does does;
	const char *by;
	const char *who;  /* is asked; NULL unless it asks */
	const char *text; /* why; may be NULL */
};

/* The op that adds it at the end. */
void signoff_op(const struct document *document, const struct new_signoff *signoff, const char *id,
	int64_t now, struct op *out);

#endif
