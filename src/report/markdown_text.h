/*
 * An author's text as self-contained Markdown (CommonMark 0.30, GFM tables). Paragraphs,
 * lists, closed code fences, code spans and http links are kept; everything else that
 * Markdown would act on is escaped.
 */
#ifndef AFTERWORD_REPORT_MARKDOWN_TEXT_H
#define AFTERWORD_REPORT_MARKDOWN_TEXT_H

#include "report_plan.h"

/* As slice_next_line; a bare carriage return ends a line in Markdown, so it does here. */
bool markdown_next_line(struct slice *rest, struct slice *line);

/* Appends one line for use inside a line: after a heading's #, in bold, in a list item. */
void markdown_line(const char *text, size_t len, struct str *out);

/* The same for a table cell; newlines become <br>. */
void markdown_cell(const char *text, size_t len, struct str *out);

/* The same at the start of a line, where #, > and the like would begin a block. */
void markdown_line_start(const char *text, size_t len, struct str *out);

/* Appends blocks, each line with its newline; nothing for a blank text. */
void markdown_prose(const struct str *text, struct str *out);

/* Appends code as it is, except for bytes that no Markdown file may contain. */
void markdown_verbatim(const char *text, size_t len, struct str *out);

#endif
