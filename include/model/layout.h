/*
 * The lines a form knows: page titles, headings, questions and labels. Compared
 * without regard to case, runs of white space, a final colon or question mark, and
 * the # or ** that others put around headings.
 */
#ifndef AFTERWORD_MODEL_LAYOUT_H
#define AFTERWORD_MODEL_LAYOUT_H

#include "base/slice.h"
#include "model/form.h"

enum line_kind {
	LINE_TEXT,     /* none the form knows */
	LINE_PAGE,     /* a page's title */
	LINE_HEADING,  /* a field's heading */
	LINE_QUESTION, /* a field's question, or its label alone */
	LINE_ANSWERED, /* a question or label with its answer behind a colon */
};

struct line_match {
	enum line_kind kind;
	unsigned page;
	unsigned field;      /* of the form, but for pages */
	struct slice answer; /* of LINE_ANSWERED; borrowed from the line */
};

struct layout_key {
	char *text; /* as lines are compared */
	enum line_kind kind;
	unsigned page;
	unsigned field;
	bool is_label;  /* only said at the head of a report */
	bool is_inline; /* its answer may stand in the same line */
	bool was_seen;
};

struct layout {
	const struct form *form;
	struct layout_key *keys;
	size_t n_keys;
	size_t cap;
	size_t longest; /* bytes of the longest key */
};

void layout_init(struct layout *self, const struct form *form);
void layout_release(struct layout *self);

/*
 * What a line means on a page (FORM_NONE: before the first one). Of several fields
 * that ask the same the page's own come first, and those that were not seen yet.
 */
struct line_match layout_match(struct layout *self, struct slice line, unsigned page);

/* Where prose right below a page's title belongs, FORM_NONE when nowhere. */
unsigned layout_untitled_field(const struct form *form, unsigned page);

#endif
