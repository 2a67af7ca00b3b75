/*
 * What a report shows of a document and in which order, decided once for all formats that
 * people read: the title, the facts, the pages with their questions, the authors. Private
 * fields are never part of a public report.
 */
#ifndef AFTERWORD_REPORT_REPORT_PLAN_H
#define AFTERWORD_REPORT_REPORT_PLAN_H

#include "base/slice.h"
#include "base/str.h"
#include "model/show.h"
#include "model/walk.h"
#include "report/report.h"

/* What a report is made of: the document, or what is public of it. */
struct report_source {
	const struct document *document;
	struct document everybodys;
};

void report_source_init(struct report_source *self, const struct document *document,
	const struct report_options *options);
void report_source_release(struct report_source *self);

struct report_plan_fact {
	unsigned field;
	bool is_in_body; /* its page shows it too */
};

struct report_plan_item {
	unsigned field;  /* whose heading and question are printed */
	unsigned answer; /* whose value answers it: the field itself, another one that answers it
			    too, FORM_NONE */
	bool is_inline;  /* the answer is on the line of its question: "Start: ..." */
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
	bool has_gaps;
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

/* with_gaps adds the questions that have no answer yet and need one some day. */
void report_plan_init(struct report_plan *self, const struct document *document,
	const struct report_options *options, bool with_gaps);
/* Only what is at its head: neither facts nor pages. */
void report_plan_init_head(struct report_plan *self, const struct document *document,
	const struct report_options *options);
void report_plan_release(struct report_plan *self);

const struct form_field *report_plan_field(const struct report_plan *self, unsigned field);

/* Appends the title on one line: the document's, else the form's. */
void report_plan_write_title(const struct report_plan *self, struct str *out);

/* Has so much of it been written that the rest is not looked at? */
bool report_is_enough(const struct report_options *options, const struct str *out);

/* May a report with these options show the field or column? */
bool report_plan_may_show(const struct form_field *field, const struct report_options *options);

/* Likewise for a field of the form; a span between private times is private too. */
bool report_plan_may_show_field(
	const struct document *document, unsigned field, const struct report_options *options);

/*
 * Appends the value of a field or cell on one line, as people read it in reports, with times in the
 * document's zone and newlines as spaces.
 */
void report_plan_show(const struct report_plan *self, const struct form_field *field,
	const struct str *text, enum time_style style, struct str *out);

/* The same for a field of the form, including computed ones; a list's items separated by ", ". */
void report_plan_show_field(
	const struct report_plan *self, unsigned field, enum time_style style, struct str *out);

/* May it be told which tasks are open? Not if their states are not shown. */
bool report_plan_tells_open(const struct report_plan *self, const struct form_field *tasks);
/* Is a task overdue, as far as that may be told? */
bool report_plan_is_late(
	const struct report_plan *self, const struct form_field *tasks, const struct row *row);

/* Of a cell without a heading, a flag that is set is told by its column's label alone; one that is
 * not is not told. Anything else that is in a flag is told as a value. */
bool report_plan_is_set_flag(const struct form_field *column, const struct str *text);
bool report_plan_is_unset_flag(const struct form_field *column, const struct str *text);

/* Is it a line of people's own words, to be shown with all its spaces? */
bool report_plan_is_free(const struct form_field *field, const struct str *text);

/* The columns of a rows field in their order on a line: leading ones, the text, the rest. */
struct row_layout {
	unsigned *columns; /* visible ones, in the form's order */
	size_t n;
	size_t main; /* the one that holds the row's text; SIZE_MAX: it is not visible */
};

void row_layout_init(struct row_layout *self, const struct form_field *rows,
	const struct report_options *options);
void row_layout_release(struct row_layout *self);

/* Is every visible cell of the row blank? */
bool row_is_blank(const struct row *row, const struct row_layout *layout);

#endif
