/* Lines of a text report for mail: wrapped at a width, further lines below the first one. */
#ifndef AFTERWORD_REPORT_TEXT_WRAP_H
#define AFTERWORD_REPORT_TEXT_WRAP_H

#include "base/slice.h"
#include "base/str.h"

#include <stddef.h>

/* Appends a line; further ones begin with so many spaces. Words, addresses and code are not broken.
 */
void text_wrap_line(struct slice line, size_t hang, unsigned width, struct str *out);

/*
 * Appends an answer, read as Markdown: lines wrapped by hand become one and are wrapped anew, items
 * and quotes keep their marks, code and tables their lines. The first line follows the prefix.
 */
void text_wrap_answer(
	struct slice prefix, struct slice answer, size_t hang, unsigned width, struct str *out);

#endif
