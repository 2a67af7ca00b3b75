/* What a document says where it is private, to be found again where it is not. */
#ifndef AFTERWORD_CHECK_KNOWN_H
#define AFTERWORD_CHECK_KNOWN_H

#include "base/slice.h"
#include "model/document.h"

enum { KNOWN_LEAST = 3, KNOWN_BUCKETS = 1024 };

struct known_word {
	struct slice text; /* borrowed from a value */
	bool is_ticket;
	size_t next; /* 1 + index of another one in its bucket; 0: none */
};

struct known {
	struct known_word *items;
	size_t n;
	size_t cap;
	size_t buckets[KNOWN_BUCKETS]; /* by the first bytes */
};

struct known_match {
	size_t start;
	size_t end;
	bool is_ticket;
};

/* Takes the short values of private fields, columns and rows, and of tickets; self is {0}. */
void known_init(struct known *self, const struct document *document);
void known_release(struct known *self);

/* Finds the next of them at or after an offset, as whole words; the longest, if there are several.
 */
bool known_find(const struct known *self, struct slice text, size_t at, struct known_match *match);

#endif
