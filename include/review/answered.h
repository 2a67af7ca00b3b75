/* What others have answered stays: nothing that was said is left without what it is about. */
#ifndef AFTERWORD_REVIEW_ANSWERED_H
#define AFTERWORD_REVIEW_ANSWERED_H

#include "merge/diff.h"

/*
 * May rows of the review be taken away or brought back by these ops, done one after another? Fails
 * with a sentence if that would take away what was answered by a row that stays, or bring back
 * an answer to what is gone. Other ops may always be done.
 */
bool review_allows(const struct document *document, const struct ops *ops, struct err *err);

/* Leaves each table of the review as it is for which the ops may not be done. */
void review_keep_answered(const struct document *document, struct ops *ops);

#endif
