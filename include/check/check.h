/*
 * The rules: one table, one function each. docs/rules.md has a paragraph per rule.
 */
#ifndef AFTERWORD_CHECK_CHECK_H
#define AFTERWORD_CHECK_CHECK_H

#include "check/finding.h"
#include "model/document.h"
#include "model/when.h"

struct workings;

/* What a rule may look at. */
struct check {
	const struct document *document;
	struct zone zone;   /* the document's, UTC when it names none that exists */
	enum status status; /* as which the document is judged */
	int64_t now;        /* seconds since 1970 UTC */
	struct findings *findings;
	struct str shown[2]; /* times as the message being built shows them */
	struct str quoted;
	struct str named[2];       /* fields in it */
	struct workings *workings; /* private */
};

typedef void rule_function(struct check *check, const struct rule *rule);

struct rule {
	const char *id;    /* "end-before-start": stable, in messages and docs */
	enum level level;  /* the highest it reports */
	const char *title; /* one line */
	const char *hint;  /* what to do about it, one sentence */
	/* Adds what it finds. Several rules may share one function; it reports under its own rule.
	 */
	rule_function *run;
	int which; /* of those that share one: what the function calls it */
};

/* The table. */
const struct rule *check_rules(size_t *n);

/*
 * Runs all rules over a document and puts what they find into findings (cleared
 * first), sorted. as overrides the document's status unless it is STATUS_NEVER. now
 * in seconds since 1970 UTC.
 */
void check_document(
	const struct document *document, enum status as, int64_t now, struct findings *findings);

/* Does a word for the state of a task say that nothing is left to do? */
bool check_state_is_closed(const char *state);

#endif
