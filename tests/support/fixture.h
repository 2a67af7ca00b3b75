/* Forms and documents for tests, read from the source tree. */
#ifndef SUPPORT_FIXTURE_H
#define SUPPORT_FIXTURE_H

#include "base/str.h"
#include "model/document.h"

#include <stdbool.h>

/* Appends a file of the source tree, by its path there; false if there is none. */
bool tree_read(const char *path, struct str *out);

/* Writes one; fails the test if it cannot. */
void tree_write(const char *path, const struct str *content);

/* Reads a form of the source tree; fails the test if it cannot. */
struct form *fixture_form(const char *path);

/* A document from YAML; fails the test if it cannot be read. */
void fixture_document(struct document *self, const struct form *form, const char *yaml, size_t len);

#endif
