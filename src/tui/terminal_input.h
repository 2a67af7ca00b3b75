/*
 * Turns bytes from a terminal into keys, pastes and clicks. Pure: bytes and the time go
 * in, events come out, so that every sequence can be tested without a terminal.
 *
 * Only waiting a moment tells a lone Escape from the start of a sequence. A paste without
 * markers ends with a silence, and one whose end marker got lost with a longer one.
 * input_timeout covers all these waits.
 */
#ifndef AFTERWORD_TUI_TERMINAL_INPUT_H
#define AFTERWORD_TUI_TERMINAL_INPUT_H

#include "base/str.h"
#include "keys/keymap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	INPUT_ESCAPE_DELAY = 50,       /* milliseconds; ESCDELAY of curses sets another */
	INPUT_ESCAPE_PATIENCE = 1000,  /* limit for Escape and a key typed by hand */
	INPUT_SEQUENCE_PATIENCE = 500, /* for the rest of a sequence split by a slow connection */
	INPUT_ANSWER_PATIENCE = 5000,  /* for the rest of the terminal's answer */
	INPUT_PASTE_PATIENCE = 5000,   /* of silence inside a paste */
	INPUT_BURST_PATIENCE = 100,    /* the same inside one without markers */
	INPUT_PASTE_MAX = 16 << 20,    /* the rest is dropped */
	INPUT_SEQUENCE_MAX = 64,       /* bytes of the longest escape sequence accepted */
};

enum input_kind {
	INPUT_KEY,
	INPUT_PASTE,
	INPUT_CLICK,      /* the first button was pressed at line and column */
	INPUT_WHEEL,      /* lines says how far; negative: up */
	INPUT_BACKGROUND, /* the terminal's answer; is_light */
};

struct input_event {
	enum input_kind kind;
	struct key key;
	bool follows_escape; /* a lone Escape came right before: perhaps Alt was meant */
	const char *bytes;   /* of a paste, as they came; borrowed until the next call */
	size_t len;
	size_t missing; /* bytes of it beyond the limit; SIZE_MAX: it had no end */
	unsigned line;
	unsigned column;
	int lines;
	bool is_light;
};

struct input {
	struct str bytes; /* not decoded yet, from at on */
	size_t at;
	size_t looked_at; /* up to here it is not a paste without markers */
	struct str paste;
	bool is_pasting;
	bool is_bursting; /* receiving pasted text without markers */
	bool is_given;    /* paste was handed over and is borrowed */
	size_t missing;
	int64_t escaped; /* when a lone Escape came; -1: another key has come since */
	int64_t fed;     /* when the last bytes came, milliseconds */
	int escape_delay;
	struct input_sequence *sequences; /* the terminal's own, besides the common ones */
	size_t n_sequences;
	size_t cap;
};

void input_init(struct input *self);
void input_release(struct input *self);

/* Defines a sequence of this terminal, beginning with Escape, as a key. */
void input_define(struct input *self, const char *sequence, struct key key);

void input_feed(struct input *self, const char *bytes, size_t len, int64_t now);

/* The next event; false if there is none yet. A time beyond all waits releases what is held
 * back. */
bool input_next(struct input *self, int64_t now, struct input_event *event);

/* Milliseconds until input_next should be called again without new bytes; -1: no need. */
int input_timeout(const struct input *self, int64_t now);

#endif
