/*
 * The rules: one table, one function each. docs/rules.md has a paragraph per rule.
 */
#ifndef AFTERWORD_CHECK_CHECK_H
#define AFTERWORD_CHECK_CHECK_H

#include "check/finding.h"
#include "model/document.h"
#include "model/when.h"

struct carried_words;
struct check_memory;

/* What a rule can see. */
struct check {
	const struct document *document;
	struct zone zone;        /* the document's; UTC if it names none or an unknown one */
	struct when_style style; /* of times in messages */
	enum status status;      /* the status the document is judged by */
	int64_t now;             /* seconds since 1970 UTC */
	const struct carried_words *words; /* where commented words are, if that is known */
	struct findings *findings;
	struct str shown[2]; /* times in the message being built */
	struct str quoted;
	struct str named[2];         /* field names in it */
	struct check_memory *memory; /* private */
};

typedef void rule_function(struct check *check, const struct rule *rule);

struct rule {
	const char *id;       /* "end-before-start": stable, in messages and docs */
	enum level level;     /* the highest level it reports */
	const char *title;    /* one line */
	const char *hint;     /* what to do about it, one sentence */
	bool is_about_review; /* what it says is for those who write, not for readers of a report */
	bool is_never_waived;
	/* Adds what it finds. Rules may share a function; each reports under its own name. */
	rule_function *run;
	int which; /* for rules that share a function: which of them it is */
};

/* The table. */
const struct rule *check_rules(size_t *n);
/* Why it exists, in a sentence or two. */
const char *check_rule_reason(const struct rule *rule);
/* Why its findings cannot be accepted, and what to do, without a final full stop; NULL: they can.
 */
const char *check_waiver_refusal(const struct rule *rule);
/* What in a form turns it on or off, as a sentence without a final full stop; NULL: nothing does.
 */
const char *check_rule_off(const struct rule *rule);

/*
 * Runs all rules over a document and puts what they find into findings (cleared first),
 * sorted. as overrides the document's status unless it is STATUS_NEVER. now is in seconds
 * since 1970 UTC.
 */
void check_document(
	const struct document *document, enum status as, int64_t now, struct findings *findings);

/* How a document that is open is checked. */
struct check_setting {
	enum status as;
	int64_t now;
	struct when_style style;           /* of times in the messages; its zone may be NULL */
	const struct carried_words *words; /* where commented words are, if that is known */
	bool (*gives_up)(void *context);   /* asked every few milliseconds; NULL: it never does */
	void *context;
};

/* The same of one that is open. False, and nothing is found, if it was given up. */
bool check_document_in(const struct document *document, const struct check_setting *setting,
	struct findings *findings);

/* The same by a few rules, those with these ids, which need no time. */
void check_document_by(const struct document *document, const char *const *ids, size_t n,
	struct findings *findings);

#endif
