/*
 * A form: pages of fields, read from YAML. Built once, immutable, shared by all its
 * documents. Strings belong to the form and are never NULL unless noted.
 *
 * Every form also has the tables of a review (forms/review.yaml). They are ordinary fields, so
 * they are edited, journaled, merged and saved like all others, but they are on no page, in no
 * report, and no rule about answers looks at them.
 */
#ifndef AFTERWORD_MODEL_FORM_H
#define AFTERWORD_MODEL_FORM_H

#include "base/err.h"
#include "base/slice.h"
#include "model/kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FORM_NONE ((unsigned)-1)

#define REVIEW_KEY "review" /* of the tables of a review, in every document */

enum status { STATUS_NEVER, STATUS_DRAFT, STATUS_REVIEW, STATUS_FINAL };

enum lint { LINT_BLAME = 1, LINT_NAMES = 2, LINT_VAGUE = 4, LINT_SINGLE = 8 };

/* Roles connect a field or column to what the program knows about it; see docs/forms.md. */
enum role {
	ROLE_NONE,
	ROLE_TITLE,  /* the title line shows it */
	ROLE_STATUS, /* draft, review, final */
	ROLE_SEVERITY,
	ROLE_ZONE, /* the document's time zone */
	ROLE_AUTHORS,
	ROLE_START, /* first and last moment of the incident, and those between */
	ROLE_DETECTED,
	ROLE_ACKNOWLEDGED,
	ROLE_MITIGATED,
	ROLE_END,
	ROLE_STATED_DURATION, /* prose that may contradict the times */
	ROLE_OVERVIEW,        /* what a report begins with */
	ROLE_SERVICES,
	ROLE_AFFECTED, /* the share of users, or how many */
	ROLE_FACTORS,
	ROLE_WENT_WELL,
	ROLE_WENT_BADLY,
	ROLE_GOT_LUCKY,
	ROLE_EVENTS, /* rows: the timeline; its columns: */
	ROLE_EVENT_TIME,
	ROLE_EVENT_KIND,
	ROLE_EVENT_TEXT,
	ROLE_EVENT_WHO,
	ROLE_TASKS, /* rows: the tasks; its columns: */
	ROLE_TASK_TEXT,
	ROLE_TASK_OWNER,
	ROLE_TASK_DUE,
	ROLE_TASK_STATE,
	ROLE_TASK_PRIORITY,
	ROLE_TASK_KIND,
	ROLE_TASK_TICKET,
	ROLE_LEFTOVER,    /* prose for what an import cannot place */
	ROLE_ROW_PRIVATE, /* a column of any rows: which of them are not for a public report */
	N_ROLES,
};

#define ROLE_BIT(role) (UINT64_C(1) << (role)) /* as struct form_field has them */

/* When a report prints a field; see docs/forms.md. */
enum shown {
	SHOWN_FILLED, /* if it has an answer */
	SHOWN_ALWAYS, /* always, answered or not */
	SHOWN_HEAD,   /* if it has an answer, among the facts at the head */
	SHOWN_NEVER,
};

enum computed_how { COMPUTED_NONE, COMPUTED_SPAN, COMPUTED_COUNT };

struct form_field {
	char *key;   /* last part of its path */
	char *path;  /* where its value is in the file: "impact.service", "title" */
	char *ask;   /* the question, as the report prints it; "" for none */
	char *label; /* a short name for tables, messages and narrow screens */
	char *help;  /* one or two sentences; "" for none */
	char *hint;  /* a few words, for field_hint */
	char *row;   /* rows: what one of them is called in a sentence, "task"; "" for "row" */
	enum kind kind;
	uint64_t roles;       /* enum role as bits, for field_has_role */
	enum status required; /* from this status on; STATUS_NEVER: optional */
	char *heading;        /* a heading the report prints before this field; "" for none */
	char *milestone;      /* event kind whose first row states the same moment; "" for none */
	char **after;         /* paths this time must not come before */
	size_t n_after;
	char **before;
	size_t n_before;
	char **within; /* two paths: from, to */
	size_t n_within;
	char **choices;
	size_t n_choices;
	char **closed; /* role task-state: the choices that mean nothing is left to do */
	size_t n_closed;
	double min, max; /* NAN: unbounded */
	bool sorted;     /* rows: by their first time column */
	bool is_private; /* never in a public report; so are all fields of a private page */
	bool is_to_come; /* time: a future day, such as a due date */
	enum shown shown;
	char *answers; /* path of a prose field whose question this value also answers; "" for none:
			  reports print it there if that prose is empty, imports read it out of that
			  prose */
	bool is_column;
	unsigned lint; /* enum lint, or-ed */
	enum computed_how
		how; /* computed: from and to are paths; count: from is a rows or list path */
	char *from;
	char *to;
	struct form_field *columns; /* rows */
	size_t n_columns;
	unsigned page; /* its page's number */
	unsigned line; /* in the form's file */
};

struct form_page {
	char *key;
	char *title;   /* in the list of pages */
	char *heading; /* the line a report prints for it; the title unless the form gives one */
	char *about;
	unsigned first; /* its fields are a range of the form's */
	unsigned n_fields;
	bool is_private; /* never in a public report */
};

/* What to ask, when a timeline is gone through with those who were there, about rows of a kind. */
struct form_prompts {
	char *kind; /* of event; NULL: all others */
	char **ask;
	size_t n_ask;
};

/* One of the checklist: what to ask oneself before a document is final. */
struct form_question {
	char *key;        /* answers name it by that */
	char *ask;        /* a question that is answered with yes */
	char *help;       /* "" for none */
	enum status from; /* from this status on it is missed if it has no answer */
};

struct form {
	char *name;
	unsigned version;
	char *title;
	char *about;
	char *language;          /* of its texts, as HTML names it: "en", "pt-BR" */
	char *origin;            /* where it was read from, for messages */
	struct form_page *pages; /* one more is behind them: that of the review */
	size_t n_pages;
	struct form_field *fields;    /* of all pages, in order, and then of the review */
	size_t n_answers;             /* those of the pages */
	size_t n_fields;              /* with those of the review, which only data needs */
	struct form_prompts *prompts; /* in the order of the file */
	size_t n_prompts;
	struct form_question *checklist;
	size_t n_checklist;
	bool is_builtin; /* part of the program, not to be freed */
};

/*
 * Reads a form. origin is its name in messages.
 *
 * Fails with ERR_FORM, line and column: not YAML, an unknown key or kind, a path that two
 * fields share, a constraint on a path that does not exist, rows inside rows.
 */
struct form *form_parse(const char *source, size_t len, const char *origin, struct err *err);
/* Ignores a built-in one. */
void form_free(struct form *self);

/* What the screen calls a field: its question without a final colon, else its label. */
struct slice form_field_name(const struct form_field *field);
/* What rules and lists call it: the same, or the label of a table. */
struct slice form_field_short_name(const struct form_field *field);

/* Do both have the same pages, fields and columns for reading and writing documents? */
bool form_is_same(const struct form *self, const struct form *other);

/* The field with this path, FORM_NONE if there is none. */
unsigned form_find(const struct form *self, const char *path);

/* The field or, inside a rows field, the column with this role, FORM_NONE if there is none. */
unsigned form_find_role(const struct form *self, enum role role);
unsigned form_find_column_role(const struct form_field *rows, enum role role);
unsigned form_find_column(const struct form_field *rows, const char *key);
/* The question of the checklist with this key, NULL if there is none. */
const struct form_question *form_find_question(const struct form *self, const char *key);

/* What to ask about a timeline row of this kind, "" for none; NULL: nothing. */
const struct form_prompts *form_find_prompts(const struct form *self, const char *kind);

/* The column that says what a row is about: by its role, else the first prose, else the first line,
 * else the first column. */
unsigned form_main_column(const struct form_field *rows);

/*
 * What a new document begins with, in the form's order: the fields that a draft requires, without
 * those that are filled in for the user (status, zone), and last the one with the role end.
 *
 * Returns how many there are; out has room for n_fields.
 */
size_t form_find_start_fields(const struct form *self, unsigned *out);

/* "draft", "review", "final"; false for anything else. */
bool status_parse(const char *text, enum status *status);
const char *status_name(enum status status);

/* "stated-duration" and so on, as forms write them; "" for ROLE_NONE, which has no name. */
bool role_parse(const char *name, enum role *role);
const char *role_name(enum role role);

/* A field may have several. */
bool field_has_role(const struct form_field *self, enum role role);

/* What a row of a table is called within a sentence. */
const char *field_row_name(const struct form_field *self);
/* Appends it as within a sentence or as at its beginning. */
void field_append_row(const struct form_field *self, bool begins, struct str *out);

/* A few words for where it is still empty: its hint, else the first clause of its help. */
const char *field_hint(const struct form_field *self);

/* Is it for the name of a time zone? */
bool field_is_zone(const struct form_field *self);
/* The number of values to pick from: those of its kind, then the form's choices. */
size_t field_pick_count(const struct form_field *self);
struct kind_pick field_pick(const struct form_field *self, size_t i);
/* Typed loosely, stored strictly: times, numbers, the zone. */
bool field_is_parsed(const struct form_field *self);

#endif
