/* Findings by place: looked up for every line that is drawn. */
#ifndef AFTERWORD_TUI_MARKS_H
#define AFTERWORD_TUI_MARKS_H

#include "check/finding.h"
#include "model/place.h"

#include <stdbool.h>
#include <stddef.h>

struct session;

/* Rebuilt with the findings. */
struct marks {
	bool is_made;
	unsigned revision;            /* of the findings */
	const struct finding **items; /* those with a place, by field, row and level */
	size_t n;
	size_t cap;
	size_t *counts;                    /* per page and level */
	bool *are_empty;                   /* per page: has it no answer? */
	const struct finding **worst;      /* per field, its rows with it; NULL: none */
	const struct finding **next_worst; /* the same, at another place */
	const struct finding **by_page;    /* those with a place again, the worst of a page first */
	struct place typed;                /* findings here are hidden; see editor_typed_place */
	bool has_typed;
	bool has_conflict; /* a text in two versions, anywhere */
};

/* Is it about a text in two versions? */
bool finding_is_conflict(const struct finding *finding);
void marks_release(struct marks *self);
void marks_update(struct marks *self, const struct session *session);
/* The worst finding at a place, or NULL; column FORM_NONE: anywhere in the row. */
const struct finding *marks_find(const struct marks *self, const struct place *place);
/* The nth finding there, the worst first. */
const struct finding *marks_find_nth(
	const struct marks *self, const struct place *place, size_t nth);
/* The worst finding of a field, anywhere in its rows, or NULL. */
const struct finding *marks_find_worst(const struct marks *self, unsigned field);
size_t marks_count(const struct marks *self, unsigned page, enum level level);
/* The nth finding of a page, the worst first; there must be so many. */
const struct finding *marks_of_page(const struct marks *self, unsigned page, size_t nth);
/* Had the page no answer at the last check? Not while the first one is typed. */
bool marks_page_is_empty(const struct marks *self, unsigned page);
/* The place of the focus for findings: in a table its row if that has any, else the field. */
void marks_place(const struct marks *self, const struct session *session, struct place *place);

#endif
