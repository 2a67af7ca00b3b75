/*
 * Every action once: name, help and keys. The key map, the help screen, the palette and
 * docs/keys.md are made from this table. What an action does is in a row of
 * edit/actions.c, session/actions.c or tui/screen_actions.c; tests/check_actions.sh finds
 * missing ones.
 */
#ifndef AFTERWORD_KEYS_ACTION_H
#define AFTERWORD_KEYS_ACTION_H

#include <stdbool.h>
#include <stddef.h>

enum action {
	ACTION_NONE,
	/* the program */
	ACTION_HELP,
	ACTION_PALETTE,
	ACTION_SAVE,
	ACTION_EXPORT,
	ACTION_QUIT,
	ACTION_CANCEL,
	ACTION_SUSPEND,
	ACTION_REDRAW,
	ACTION_ZONE,
	ACTION_SETTINGS,
	ACTION_SIDE,
	ACTION_MOUSE,
	ACTION_RESOLVE,
	ACTION_BEFORE,
	ACTION_COMPANY,
	ACTION_CHANGES,
	ACTION_REVERT,
	ACTION_COMMENT,
	ACTION_THREADS,
	ACTION_AGREE,
	/* moving around */
	ACTION_NEXT_FIELD,
	ACTION_PREVIOUS_FIELD,
	ACTION_NEXT_PAGE,
	ACTION_PREVIOUS_PAGE,
	ACTION_NEXT_ROW,
	ACTION_PREVIOUS_ROW,
	ACTION_START,
	ACTION_GO_PAGE_1,
	ACTION_GO_PAGE_2,
	ACTION_GO_PAGE_3,
	ACTION_GO_PAGE_4,
	ACTION_GO_PAGE_5,
	ACTION_GO_PAGE_6,
	ACTION_GO_PAGE_7,
	ACTION_GO_PAGE_8,
	ACTION_GO_PAGE_9,
	ACTION_NEXT_FINDING,
	ACTION_PREVIOUS_FINDING,
	ACTION_NEXT_CHANGE,
	ACTION_FINDINGS,
	ACTION_LEAVE,
	ACTION_FIND,
	ACTION_FIND_NEXT,
	ACTION_FIND_PREVIOUS,
	ACTION_REPLACE,
	ACTION_READ,
	ACTION_READ_NEXT,
	ACTION_READ_PREVIOUS,
	ACTION_READ_WHAT,
	ACTION_READ_TAKE_BACK,
	ACTION_READ_MARK,
	ACTION_READ_REPLY,
	ACTION_READ_RESOLVE,
	ACTION_READ_ACCEPT,
	ACTION_READ_DECLINE,
	ACTION_READ_AMEND,
	ACTION_READ_MOVE,
	ACTION_READ_SIGN,
	ACTION_READ_OBJECT,
	ACTION_TASK,
	ACTION_PRESENT,
	ACTION_PRESENT_IDEA,
	ACTION_PRESENT_BIGGER,
	/* tables */
	ACTION_ROW_ADD,
	ACTION_ROW_DELETE,
	ACTION_ROW_UP,
	ACTION_ROW_DOWN,
	ACTION_SORT,
	ACTION_FILTER,
	ACTION_PASTED_LOG,
	/* changing text */
	ACTION_ENTER,
	ACTION_BACKSPACE,
	ACTION_DELETE,
	ACTION_DELETE_WORD_LEFT,
	ACTION_DELETE_WORD_RIGHT,
	ACTION_CUT,
	ACTION_COPY,
	ACTION_PASTE,
	ACTION_UNDO,
	ACTION_REDO,
	ACTION_NOW,
	ACTION_TOGGLE,
	ACTION_CHOOSE,
	ACTION_EDITOR,
	/* moving in text */
	ACTION_LEFT,
	ACTION_RIGHT,
	ACTION_UP,
	ACTION_DOWN,
	ACTION_WORD_LEFT,
	ACTION_WORD_RIGHT,
	ACTION_LINE_START,
	ACTION_LINE_END,
	ACTION_TEXT_START,
	ACTION_TEXT_END,
	ACTION_PAGE_UP,
	ACTION_PAGE_DOWN,
	/* selecting */
	ACTION_SELECT_LEFT,
	ACTION_SELECT_RIGHT,
	ACTION_SELECT_UP,
	ACTION_SELECT_DOWN,
	ACTION_SELECT_WORD_LEFT,
	ACTION_SELECT_WORD_RIGHT,
	ACTION_SELECT_LINE_START,
	ACTION_SELECT_LINE_END,
	ACTION_SELECT_MARK,
	ACTION_SELECT_ALL,
	N_ACTIONS,
};

/* Where the focus is, which decides what a plain letter does. */
enum key_context {
	KEYS_ANYWHERE,
	KEYS_FIELD,      /* on a field, not in its text */
	KEYS_TABLE,      /* on a row of a table */
	KEYS_TEXT,       /* in a text: characters are typed */
	KEYS_FIND,       /* in the prompts of find and replace */
	KEYS_THREAD,     /* in a thread, where a reply is typed */
	KEYS_READING,    /* in the reading view, where nothing is typed */
	KEYS_PRESENTING, /* the same while the document is presented */
	N_KEY_CONTEXTS,
};

struct action_info {
	const char *name;  /* "next-field", for keys.yaml */
	const char *help;  /* "Next field", a few words */
	const char *group; /* heading in the help screen */
	/* Its keys in each context, best first, separated by spaces: "F1 ^G". NULL: none. */
	const char *keys[N_KEY_CONTEXTS];
	/* Other words to find it by: its names in other programs, and what it is used on. NULL:
	 * none. */
	const char *words;
};

const struct action_info *action_info(enum action action);
/* ACTION_NONE if no action has that name. */
enum action action_find(const char *name);

#endif
