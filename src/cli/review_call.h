/* The options of `afterword review`, and what it does besides showing a document. */
#ifndef AFTERWORD_CLI_REVIEW_CALL_H
#define AFTERWORD_CLI_REVIEW_CALL_H

#include "internal.h"

/* In the order of the command's table. */
enum review_option {
	REVIEW_PLAIN,
	REVIEW_PRESENT,
	REVIEW_PLAN,
	REVIEW_LIST,
	REVIEW_OPEN,
	REVIEW_ALL,
	REVIEW_MINE,
	REVIEW_FORMAT,
	REVIEW_COMMENT,
	REVIEW_ON,
	REVIEW_QUOTE,
	REVIEW_NTH,
	REVIEW_KIND,
	REVIEW_INSTEAD,
	REVIEW_REPLY,
	REVIEW_RESOLVE,
	REVIEW_REOPEN,
	REVIEW_ACCEPT,
	REVIEW_DECLINE,
	REVIEW_AMEND,
	REVIEW_MOVE,
	REVIEW_ASK,
	REVIEW_AGREE,
	REVIEW_OBJECT,
	REVIEW_WITHDRAW,
	REVIEW_STATE,
	REVIEW_WAIVE,
	REVIEW_WHY,
	REVIEW_CHECKLIST_LIST,
	REVIEW_TICK,
	REVIEW_ANSWER,
	REVIEW_SINCE,
	REVIEW_MARK,
	REVIEW_VERIFY,
};

/* Appends the name that the user's comments on a document have: config's or git's there, else the
 * account's. Fails with a sentence if the one that was given does not fit. */
bool review_name(const struct invocation *call, const char *path, struct str *out, struct err *err);

/* review --list FILE...: prints the threads; status 1 if one of them is open. */
int review_list(const struct invocation *call);

/* After a row was written: says once in a clone that git-setup would help. */
void review_say_git_setup(const struct invocation *call);

/* Does the call write a comment? */
bool review_is_write(const struct invocation *call);
/* Does it say so, rather than only what the comment would be about? */
bool review_is_begun(const struct invocation *call);
/* Adds the row, and prints its id. */
int review_write(const struct invocation *call);

/* Does the call sign, or change the status? */
bool review_is_signing(const struct invocation *call);
/* Adds the row, and sets the status. */
int review_sign(const struct invocation *call);

/* review --since: prints what has changed; status 1 if something has. */
int review_since(const struct invocation *call);
/* review --mark: keeps the document as it is for a later --since. */
int review_mark(const struct invocation *call);

/* review --verify: compares names with commits; status 1 if some differ. */
int review_verify(const struct invocation *call);

/* review --checklist: prints the questions; status 1 if one of them is not settled. */
int review_checklist(const struct invocation *call);
/* review --tick: adds the row. */
int review_tick(const struct invocation *call);

#endif
