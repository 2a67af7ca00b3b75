/* The options of `afterword review`, and what it does besides showing a document. */
#ifndef AFTERWORD_CLI_REVIEW_CALL_H
#define AFTERWORD_CLI_REVIEW_CALL_H

#include "internal.h"

/* In the order of the command's table. */
enum review_option {
	REVIEW_PLAIN,
	REVIEW_LIST,
	REVIEW_ALL,
	REVIEW_MINE,
	REVIEW_FORMAT,
	REVIEW_COMMENT,
	REVIEW_ON,
	REVIEW_QUOTE,
	REVIEW_KIND,
	REVIEW_INSTEAD,
	REVIEW_REPLY,
	REVIEW_RESOLVE,
	REVIEW_REOPEN,
	REVIEW_DECLINE,
};

/* Appends the name that the user's comments have: config's or git's, else the account's. */
void review_name(const struct invocation *call, struct str *out);

/* review --list FILE...: prints the threads; status 1 if one of them is open. */
int review_list(const struct invocation *call);

/* Does the call write a comment, or anything else of a review? */
bool review_is_write(const struct invocation *call);
/* Adds the row, and prints its id. */
int review_write(const struct invocation *call);

#endif
