/*
 * What the fuzz targets share. A target is one function of bytes, LLVMFuzzerTestOneInput
 * as libFuzzer calls it; in other builds replay.c calls it with the corpus.
 *
 * Bytes are read as a script: numbers one byte each, texts up to the next 0xff, which
 * does not occur in UTF-8. When they are used up, numbers are 0 and texts are empty.
 */
#ifndef AFTERWORD_TESTS_FUZZ_H
#define AFTERWORD_TESTS_FUZZ_H

#include "base/str.h"
#include "model/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An invariant: breaking it ends the program, which a fuzzer notices. */
#define REQUIRE(condition) require(condition, #condition, __FILE__, __LINE__)
void require(bool holds, const char *condition, const char *file, int line);

struct script {
	const char *data;
	size_t len;
	size_t at;
};

struct script script_of(const uint8_t *data, size_t size);
bool script_is_over(const struct script *self);
/* 0 to n - 1; 0 if n is 0. */
size_t script_number(struct script *self, size_t n);
/* The text itself, which has no NUL at its end. */
const char *script_text(struct script *self, size_t *len);
/* A copy of it, cut at its first NUL; good until out's next change. */
const char *script_string(struct script *self, struct str *out);
/* The same, with invalid UTF-8 replaced by U+FFFD. */
void script_utf8(struct script *self, struct str *out);

/* A form with a field and a column of every kind, made once. */
const struct form *fuzz_form(void);

/* A document of that form from YAML; false if it is not one. */
bool fuzz_document(struct document *document, const char *yaml, size_t len);

/* Applies ops from the script, until it ends or has given so many. */
void fuzz_edit(struct document *document, struct script *script, size_t most);

/* Do two documents hold the same values? */
bool fuzz_is_same(const struct document *a, const struct document *b);

/* Fails if a terminal would act on a byte of it; newline and tab are fine. */
void fuzz_require_visible(const struct str *text);

#endif
