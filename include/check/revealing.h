/*
 * Words in what is public of a document that tell more than a public report should: who people
 * are, where systems are, tickets, and what is private elsewhere. Nothing is ever rewritten.
 */
#ifndef AFTERWORD_CHECK_REVEALING_H
#define AFTERWORD_CHECK_REVEALING_H

#include "check/check.h"

/*
 * Puts such words into findings (cleared first), in the form's order. with_authors: a report that
 * is signed may name its authors.
 */
void check_revealing(const struct document *document, bool with_authors, struct findings *findings);

#endif
