/*
 * What stands in a document, and what is different in another one, as text for people
 * and for git.
 */
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
 * Appends both texts as one, word by word: [-what went-]{+what came+}, with some words around
 * each change and an ellipsis for the rest. Visible-safe; lines after the first start with
 * indent blanks.
 */
void word_diff_append(const struct str *from, const struct str *to, size_t indent, struct str *out);

/* Appends a text, visible-safe, its lines after the first behind indent blanks. */
void lines_append(struct str *out, const char *text, size_t len, size_t indent);

/* --- documents --- */

/* Appends the question of a field or column, or its label, without a colon behind it. Visible-safe.
 */
void name_append(struct str *out, const struct form_field *field);

/*
 * Appends what differs, a change a paragraph, in the form's terms. Both are of the same form.
 * Returns the number of changes. Visible-safe.
 */
size_t document_compare(const struct document *from, const struct document *to, struct str *out);

/* Appends all of a document as lines that stay what they are when others change. Visible-safe. */
void git_lines_append(const struct document *self, struct str *out);

/*
 * Appends, line by line, what of the file is no answer and no part of one: comments, keys that
 * the form does not know, values that are not of their field's kind.
 */
void document_unmapped(const struct document *self, struct str *out);

#endif
