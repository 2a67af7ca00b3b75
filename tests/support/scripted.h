/*
 * An editor in a test, on its own: a document in memory, a clock that stands still, a record of
 * what its owner is told, and keys given as text:
 *
 *     "Card payments<Tab>14:05<Esc><Alt+U>"
 *
 * A key in angle brackets goes through the default key map; "<:row-add>" is an action by name; "<<"
 * types a "<".
 */
#ifndef SUPPORT_SCRIPTED_H
#define SUPPORT_SCRIPTED_H

#include "edit/editor.h"
#include "merge/diff.h"
#include "probe.h"

struct scripted {
	struct editor *editor;
	struct keymap keymap;
	/* Does an action instead of the editor, for an owner with actions of its own. */
	bool (*act)(void *owner, enum action action);
	void *owner;
	bool last_done;   /* the result of the last action */
	const char *keys; /* the last script, for messages */
	/* Of an editor that scripted_init made. */
	struct form *form;
	unsigned counter; /* of the ids of new rows */
	int64_t clock;    /* milliseconds: 2023-10-16 12:00:00 UTC at first */
	struct ops told;  /* what the hook was called for */
	unsigned n_left;
	bool has_input;
	int64_t lag; /* milliseconds that pass with each look at the clock: everything is slow */
};

/* A test with an editor of editing_document, at a struct scripted that is there anyway. */
#define SCRIPTED_TEST(function, scripted)                                                          \
	cmocka_unit_test_prestate_setup_teardown(                                                  \
		function, scripted_set_up, scripted_tear_down, scripted)

/* For cmocka: state is the struct scripted. */
int scripted_set_up(void **state);
int scripted_tear_down(void **state);

/* Makes an editor of a document, of a form of its own or the probe. */
void scripted_init(struct scripted *self, const char *text);
void scripted_init_form(struct scripted *self, const char *form, const char *text);
void scripted_release(struct scripted *self);
/* The same again, with another document. */
void scripted_restart(struct scripted *self, const char *text);

void scripted_keys(struct scripted *self, const char *keys);
/* Lets time pass; runs the checks when they are due. */
void scripted_wait(struct scripted *self, int64_t milliseconds);
/* Goes to a field (a cell: by row and column), into its text. */
void scripted_go(struct scripted *self, unsigned field);
void scripted_go_cell(struct scripted *self, unsigned field, size_t row, unsigned column);

/* Somebody else's ops, which are released. */
void scripted_adopt(struct scripted *self, struct ops *theirs);

/* The value of a field, of a cell. */
const char *scripted_text(const struct scripted *self, unsigned field);
const char *scripted_cell(const struct scripted *self, unsigned field, size_t row, unsigned column);
/* What the focused place shows, with "|" at the cursor and "[" "]" around the selection. */
void scripted_shows(const struct scripted *self, const char *expected);
/* A part of the message; "" for none. */
void scripted_says(const struct scripted *self, const char *part);
/* What a save would write. */
void scripted_written(const struct scripted *self, const char *expected);

#endif
