/*
 * The view of a file that cannot be opened as a document, such as half a file: what is wrong and
 * where, then its lines, or its keys and values. Nothing can be written there. It looks at the file
 * each second, and gives way to the document once that can be read.
 */
#ifndef AFTERWORD_TUI_UNREAD_VIEW_H
#define AFTERWORD_TUI_UNREAD_VIEW_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "keys/keymap.h"
#include "tui/view.h"

struct unread_view_config {
	const char *path;
	const struct keymap *keymap;
	struct io io;
	struct time_source time;
	/* Opens the document: the view to go on with, which is borrowed; NULL, with the reason,
	 * while it cannot be read. */
	struct view *(*open)(void *context, struct err *err);
	void *context;
};

/* trouble: why it could not be opened. NULL, with the reason, if there is no file to look at. The
 * texts of the config are borrowed. */
struct view *unread_view_new(
	const struct unread_view_config *config, const struct err *trouble, struct err *err);
void unread_view_free(struct view *self);

#endif
