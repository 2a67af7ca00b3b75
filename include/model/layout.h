/*
 * The lines of a text that a form knows: page titles, headings, questions and labels.
 * Compared ignoring case, runs of white space, a final colon or question mark, and the #
 * or ** that other tools put around headings.
 */
#ifndef AFTERWORD_MODEL_LAYOUT_H
#define AFTERWORD_MODEL_LAYOUT_H

#include "base/slice.h"
#include "model/form.h"

enum line_kind {
	LINE_TEXT,     /* none that the form knows */
	LINE_PAGE,     /* a page's title */
	LINE_HEADING,  /* a field's heading */
	LINE_QUESTION, /* a field's question, or its label alone */
	LINE_ANSWERED, /* a question or label, a colon and its answer */
};

struct line_match {
	enum line_kind kind;
	unsigned page;
	unsigned field;      /* of the form, except for pages */
	struct slice answer; /* of LINE_ANSWERED; borrowed from the line */
};

struct layout_key {
	char *text; /* normalized for comparison */
	enum line_kind kind;
	unsigned page;
	unsigned field;
	bool is_label;  /* only used at the head of a report */
	bool is_inline; /* its answer may be on the same line */
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
 * What a line means on a page (FORM_NONE: before the first one). Of several fields that
 * ask the same, the page's own come first, and those not seen yet.
 */
struct line_match layout_match(struct layout *self, struct slice line, unsigned page);

/* Could a line mean something here, whatever came before? Labels count only at the head. */
bool layout_may_match(const struct layout *self, struct slice line, bool is_head);

/* Is the field written with its label at the head of a report? */
bool layout_is_of_head(const struct form_field *field);

/* The field for prose right below a page's title; FORM_NONE if there is none. */
unsigned layout_untitled_field(const struct form *form, unsigned page);

/* "## Lessons": a heading, of this form or not. A single # may be a comment in code. */
bool layout_is_heading(struct slice line);

/* The names in "**by Geda Siraj**"; without the marks only in the last line, where names follow. */
bool layout_author_names(struct slice line, bool is_last, struct slice *names);

#endif
