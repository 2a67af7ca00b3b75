/*
 * A session in a test: a small form and a document in a folder of their own, a clock that
 * stands still, and keys given as text, as in scripted.h.
 */
#ifndef SUPPORT_EDITING_H
#define SUPPORT_EDITING_H

#include "folder.h"
#include "scripted.h"
#include "session/session.h"
#include "sources.h"

struct editing {
	struct folder folder;
	struct folder state; /* where the journals are */
	char path[128];
	unsigned counter;
	int64_t clock; /* milliseconds: 2023-10-16 12:00:00 UTC at first */
	struct session_config config;
	struct session *session;
	struct scripted scripted; /* its editor, and the keys */
};

/* A test with a session over editing_document, at a struct editing that is there anyway. */
#define EDITING_TEST(function, editing)                                                            \
	cmocka_unit_test_prestate_setup_teardown(                                                  \
		function, editing_set_up, editing_tear_down, editing)

/* For cmocka: state is the struct editing. */
int editing_set_up(void **state);
int editing_tear_down(void **state);

/* Opens a session over text in "doc.yaml". */
void editing_init(struct editing *self, const char *text);
void editing_release(struct editing *self);
/* Ends the session as a crash would, without saving, and opens the file again. */
void editing_reopen(struct editing *self);
void editing_open(struct editing *self);

/* Another program replaces the file by one where to replaces the first from. */
void editing_they_change(struct editing *self, const char *from, const char *to);

void editing_keys(struct editing *self, const char *keys);
/* Waits for the outcome of a save or look in progress. */
void editing_settle(struct editing *self);
/* Lets time pass, in ticks of 100 milliseconds; saves take no time. */
void editing_wait(struct editing *self, int64_t milliseconds);
/* Goes to a field (a cell: by row and column), into its text. */
void editing_go(struct editing *self, unsigned field);
void editing_go_cell(struct editing *self, unsigned field, size_t row, unsigned column);

/* The value of a field, of a cell; what the focused place shows, with "|" at the cursor and
 * "[" "]" around the selection. */
const char *editing_text(const struct editing *self, unsigned field);
const char *editing_cell(const struct editing *self, unsigned field, size_t row, unsigned column);
void assert_shows(const struct editing *self, const char *expected);
void assert_says(const struct editing *self, const char *part);

#endif
