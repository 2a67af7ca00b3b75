/*
 * Random files as people and tools write them: three versions of one, where two sides changed the
 * third. Other tools' keys, comments everywhere, block and flow style, rows with and without ids,
 * lists, values of another kind, text around the mapping.
 */
#ifndef SUPPORT_ANY_FILES_H
#define SUPPORT_ANY_FILES_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { ANY_BASE, ANY_OURS, ANY_THEIRS, ANY_FILES };

/*
 * Makes base, ours and theirs, which are documents of the form below, each side with up to so many
 * changes. A change writes a unique token.
 */
void any_files_make(uint64_t seed, unsigned n_changes, struct str files[ANY_FILES]);

extern const char any_files_form[]; /* called any */

/* Finds the next token in a text from an offset on, which is moved past it. */
bool any_files_next_token(const struct str *text, size_t *at, char token[16]);

#endif
