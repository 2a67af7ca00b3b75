/* Matches of a text in the document, inside: find.c finds them, replace.c replaces them. */
#ifndef AFTERWORD_SESSION_FIND_H
#define AFTERWORD_SESSION_FIND_H

#include "editing.h"

/* The next match in a text from an offset on; returns where, SIZE_MAX for none. */
size_t find_next(
	const struct str *text, const struct str *needle, size_t from, struct match *match);
/* Is the cursor on what the search led to? */
bool find_is_there(const struct session *self);

/* Called with what a place shows. */
typedef void find_visitor(
	struct session *self, const struct place *place, const struct str *shown, void *data);
/* Every place that is searched, in the order of the form. The visitor may change its text. */
void find_each(struct session *self, const struct str *needle, find_visitor *visit, void *data);

#endif
