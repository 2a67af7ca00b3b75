/*
 * A session with its document view on a canvas, as the program has them, but without a terminal,
 * and with a clock that the test moves. Nothing is saved by itself.
 */
#ifndef SUPPORT_VIEWED_H
#define SUPPORT_VIEWED_H

#include "folder.h"

#include "tui/document_view.h"

/* It begins in 2026, after the times in documents, and stands still, but for checks: reading the
 * wall's clock is the middle of one, and they take longer than a key may wait, as those of a long
 * document do. */
struct viewed_clock {
	int64_t now;
	bool is_checking;
};

struct viewed {
	struct folder folder;
	struct folder state;
	unsigned counter;
	struct viewed_clock clock;
	struct keymap keymap;
	struct settings settings;
	struct session *session;
	struct view *view;
	struct views views;
	struct canvas canvas;
};

/* Opens a document and draws it. */
void viewed_start(
	struct viewed *self, const struct str *document, unsigned columns, unsigned lines);
void viewed_stop(struct viewed *self);

/* A turn of the loop with a key, by its name; or without one, some time later. */
void viewed_key(struct viewed *self, const char *name);
void viewed_wait(struct viewed *self, int64_t milliseconds);

/* The screen, line by line; is something on one of them? */
void viewed_text(const struct viewed *self, struct str *out);
bool viewed_shows(const struct viewed *self, const char *words);

#endif
