/*
 * The review of a document at the end of a report that is to have it, decided once for the formats
 * that people read: subjects, and what was said about each.
 */
#ifndef AFTERWORD_REPORT_REVIEW_SECTION_H
#define AFTERWORD_REPORT_REVIEW_SECTION_H

#include "report_plan.h"

enum review_line_kind {
	REVIEW_PART,    /* what several subjects have in common */
	REVIEW_SUBJECT, /* what the lines below it are about */
	REVIEW_SAID,    /* one thing that somebody said */
};

struct review_line {
	enum review_line_kind kind;
	struct str head; /* one line: people's words, not escaped for any format */
	struct str text; /* of what was said, as an answer is written; may be empty */
};

struct review_section {
	struct review_line *items;
	size_t n;
	size_t cap;
};

/* Empty unless the report is to have it. */
void review_section_init(struct review_section *self, const struct report_plan *plan);
void review_section_release(struct review_section *self);

/* Each format's own; nothing without lines. */
void text_write_review(
	const struct review_section *section, const struct report_plan *plan, struct str *out);
void markdown_write_review(const struct review_section *section, struct str *out);
/* What it needs beside the style of all pages; "" for nothing. */
const char *html_review_style(const struct review_section *section);
/* own_words: an attribute for what the program says itself. */
void html_write_review(const struct review_section *section, const struct report_plan *plan,
	const char *own_words, struct str *out);

#endif
