/*
 * What a report shows of a document and in which order, decided once for every
 * format that people read: the title, the facts, the pages with their questions,
 * the authors. Private fields never enter it when the report is public.
 */
#ifndef AFTERWORD_REPORT_REPORT_PLAN_H
#define AFTERWORD_REPORT_REPORT_PLAN_H

#include "base/slice.h"
#include "base/str.h"
#include "model/walk.h"
#include "report/report.h"

struct report_plan_fact {
	unsigned field;
	bool is_in_body; /* its page tells it too */
};

struct report_plan_item {
	unsigned field;  /* whose heading and question are printed */
	unsigned answer; /* whose value answers it: the field, one that answers it too, FORM_NONE */
	bool is_inline;  /* the answer goes on in the line of its question: "Start: ..." */
};

struct report_plan_page {
	const struct form_page *page;
	size_t first; /* its items are a range of the plan's */
	size_t n_items;
};

struct report_plan {
	const struct document *document; /* borrowed */
	const struct report_options *options;
	struct zone zone;
	unsigned title;   /* field with that role and a value, else FORM_NONE */
	unsigned authors; /* likewise */
	struct report_plan_fact *facts;
	size_t n_facts;
	size_t cap_facts;
	struct report_plan_item *items;
	size_t n_items;
	size_t cap_items;
	struct report_plan_page *pages; /* only those with something to show */
	size_t n_pages;
	size_t cap_pages;
};

void report_plan_init(struct report_plan *self, const struct document *document,
	const struct report_options *options);
void report_plan_release(struct report_plan *self);

const struct form_field *report_plan_field(const struct report_plan *self, unsigned field);

/* May a report with these options show the field or column? */
bool report_plan_may_show(const struct form_field *field, const struct report_options *options);

/* Likewise for a field of the form; a span of private times is private too. */
bool report_plan_may_tell(
	const struct document *document, unsigned field, const struct report_options *options);

enum time_style { TIME_US, TIME_ISO }; /* "10/15/2023, 8:00 AM" or "2023-10-15 08:00 EDT" */

/*
 * Appends the value of a field or cell on one line, as people read it: times in the
 * document's zone, percents with their sign, yes and no, newlines as blanks.
 */
void report_plan_show(const struct report_plan *self, const struct form_field *field,
	const struct str *text, enum time_style style, struct str *out);

/* The same for a field of the form, computed ones too; a list's items with ", " between. */
void report_plan_show_field(
	const struct report_plan *self, unsigned field, enum time_style style, struct str *out);

/* Is it a line in people's own words, to be shown with every blank it has? */
bool report_plan_is_free(const struct form_field *field, const struct str *text);

/* The columns of a rows field in the order of a line: what leads, the text, the rest. */
struct row_layout {
	unsigned *columns; /* visible ones, in the form's order */
	size_t n;
	size_t main; /* which of them holds the text of the row; SIZE_MAX: none is visible */
};

void row_layout_init(struct row_layout *self, const struct form_field *rows,
	const struct report_options *options);
void row_layout_release(struct row_layout *self);

/* Is every visible cell of the row blank? */
bool row_is_blank(const struct row *row, const struct row_layout *layout);

#endif
