/*
 * An author's text as Markdown (CommonMark 0.30 with GFM's tables, task lists and strikethrough).
 * What it says, and the structure of an answer, come out as they went in for every reader; nothing
 * in it can end a table, close a fence or begin a section of the report.
 */
#ifndef AFTERWORD_REPORT_MARKDOWN_TEXT_H
#define AFTERWORD_REPORT_MARKDOWN_TEXT_H

#include "base/slice.h"
#include "base/str.h"
#include "prose/prose.h"

/* Where a text is. */
enum {
	MARKDOWN_CELL = 1,       /* of a table: a pipe would end it, a newline cannot be in it */
	MARKDOWN_LINE_START = 2, /* of a block, where # and the like would begin another */
	MARKDOWN_LINK_TEXT = 4,
	MARKDOWN_STRUCK = 8,    /* where something else is struck out */
	MARKDOWN_ONE_LINE = 16, /* breaks are spaces */
};

/* ------------------------------------------------------------ the smallest pieces */

/* A text of which nothing acts. */
void markdown_escape(struct slice text, unsigned flags, struct str *out);
/* One code point of it; returns its bytes. */
size_t markdown_escape_at(struct slice text, size_t at, unsigned flags, struct str *out);
/* What begins a block at the start of a text, escaped; returns how much of it was written. */
size_t markdown_escape_start(struct slice text, struct str *out);

/* Bytes as they are, except for those that no Markdown file may contain. */
void markdown_verbatim(struct slice text, struct str *out);

/* A span of code. */
void markdown_code(struct slice code, unsigned flags, struct str *out);
/* How many backticks it takes to put code between fences. */
size_t markdown_fence(struct slice code);

/* "<address>" and "(address)"; without spaces and angle brackets. */
void markdown_autolink(struct slice address, unsigned flags, struct str *out);
void markdown_destination(struct slice address, unsigned flags, struct str *out);

/* ------------------------------------------------------------------------ values */

/*
 * Values that are no prose, on one line: code spans and http links are kept, everything else is
 * escaped. At the start of a line, inside one, in a cell, where newlines become <br>.
 */
void markdown_line_start(const char *text, size_t len, struct str *out);
void markdown_line(const char *text, size_t len, struct str *out);
void markdown_cell(const char *text, size_t len, struct str *out);

/* ----------------------------------------------------------------------- answers */

/*
 * An answer as blocks, each line with its newline; nothing for a blank one. level is that of the
 * heading it is below. first is what the first line begins with, such as a list's marker; the
 * others are indented by as much.
 */
void markdown_prose(struct slice text, unsigned level, const char *first, struct str *out);

/* The same within a line: its blocks follow one another, separated by <br>. */
void markdown_prose_flat(struct slice text, struct str *out);

/* The runs of a block: emphasis, code, links. Breaks are lines of their own, if not in a cell. */
void markdown_runs(const struct prose *prose, const struct prose_block *block, unsigned flags,
	struct str *out);

/* Does a block that was written on one line read as it was, with all styles and addresses? */
bool markdown_reads_back(
	const struct prose *prose, const struct prose_block *block, const struct str *written);

#endif
