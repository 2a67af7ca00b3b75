/*
 * Keys and what they do. A key is a character or a named key with modifiers; the
 * terminal layer makes them, keys.yaml names them.
 */
#ifndef AFTERWORD_KEYS_KEYMAP_H
#define AFTERWORD_KEYS_KEYMAP_H

#include "base/err.h"
#include "base/str.h"
#include "keys/action.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Named keys, above every code point. */
enum key_name {
	KEY_NAMED = 0x110000,
	KEY_UP_ARROW = KEY_NAMED,
	KEY_DOWN_ARROW,
	KEY_LEFT_ARROW,
	KEY_RIGHT_ARROW,
	KEY_HOME_KEY,
	KEY_END_KEY,
	KEY_PAGE_UP,
	KEY_PAGE_DOWN,
	KEY_INSERT_KEY,
	KEY_DELETE_KEY,
	KEY_BACKSPACE_KEY,
	KEY_TAB_KEY,
	KEY_ENTER_KEY,
	KEY_ESCAPE_KEY,
	KEY_FUNCTION, /* F1; F12 is KEY_FUNCTION + 11 */
	KEY_NAMED_END = KEY_FUNCTION + 12,
};

enum key_modifier { KEY_SHIFT = 1, KEY_ALT = 2, KEY_CONTROL = 4 };

struct key {
	uint32_t code;      /* a code point (control characters as their letter with KEY_CONTROL) */
	unsigned modifiers; /* enum key_modifier, or-ed; never KEY_SHIFT on a printable character */
};

/* Reads "F1", "^G", "Alt+N", "Alt+Up", "Shift+Tab", "Ctrl+Left", "a". Letters after Alt+ and ^ are
 * not case-sensitive. */
bool key_parse(struct key *self, const char *text, struct err *err);
void key_format(const struct key *self, struct str *out);

struct binding {
	struct key key;
	enum key_context context;
	enum action action;
};

struct keymap {
	struct binding *items;
	size_t n;
	size_t cap;
};

struct preset_line;

/* A set of keys. The first, "default", is that of the table of actions; the others list differences
 * from it. */
struct keymap_preset {
	const char *name;  /* for keys.yaml */
	const char *title; /* in the palette, with synonyms */
	const char *words;
	const struct preset_line *lines;
	size_t n;
};

const struct keymap_preset *keymap_presets(size_t *n);

/* Sets it to a preset's bindings; false if there is no preset of that name. */
bool keymap_init(struct keymap *self, const char *preset);
void keymap_release(struct keymap *self);

/*
 * Applies a keys.yaml:
 *
 *     preset: emacs
 *     keys:
 *       F5: save
 *       table x: row-delete
 *       ^T: none
 *
 * Fails, with path, line and column, on an unknown action or key and on a key bound twice.
 */
bool keymap_load(
	struct keymap *self, const char *source, size_t len, const char *path, struct err *err);

/* The action of a key in a context, else anywhere; ACTION_NONE if it has none. */
enum action keymap_find(const struct keymap *self, const struct key *key, enum key_context context);

/* Appends the keys of an action, best first: "F1 ^G"; nothing if it has none. At most max keys. */
void keymap_describe(const struct keymap *self, enum action action, size_t max, struct str *out);

/* The same in one context: only keys that do it there, its own first. */
void keymap_describe_in(const struct keymap *self, enum action action, enum key_context context,
	size_t max, struct str *out);

#endif
