/* A document's content, and its differences from another, as text for people and for git. */
#ifndef AFTERWORD_CLI_COMPARE_H
#define AFTERWORD_CLI_COMPARE_H

#include "base/slice.h"
#include "base/str.h"
#include "model/document.h"
#include "model/walk.h"

#include <stdbool.h>
#include <stddef.h>

/* --- texts --- */

/*
 * Appends both texts as one, word by word: [-removed-]{+added+}, with some words around each change
 * and an ellipsis for the rest. Safe for a terminal; lines after the first are indented.
 */
void word_diff_append(const struct str *from, const struct str *to, size_t indent, struct str *out);

/* Appends a text, made safe for a terminal, with its lines after the first indented. */
void lines_append(struct str *out, const char *text, size_t len, size_t indent);

/* --- documents --- */

/* Appends the question of a field or column, or its label, without a final colon. Safe for a
 * terminal. */
void name_append(struct str *out, const struct form_field *field);

/*
 * Appends the differences, one paragraph per change, in the form's terms. Both must have the same
 * form. Returns the number of changes. Safe for a terminal.
 */
size_t document_compare(const struct document *from, const struct document *to, struct str *out);

/* A change and its paragraph. */
typedef void compare_visit(void *context, const struct op *op, const struct str *text);
/* The same one after another, without what is outside the answers. */
size_t document_compare_each(const struct document *from, const struct document *to,
	compare_visit *visit, void *context);
/* Appends just that; returns how much it is. */
size_t document_compare_rest(
	const struct document *from, const struct document *to, struct str *out);

/* Appends a complete document as lines that do not change when others do. Safe for a terminal. */
void git_lines_append(const struct document *self, struct str *out);

/*
 * Appends, line by line, what is not part of an answer: comments, keys that the form does not know,
 * values of another kind than their field's.
 */
void document_unmapped(const struct document *self, struct str *out);

#endif
