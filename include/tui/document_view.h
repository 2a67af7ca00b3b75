/* The view of a session: the pages of one open document. */
#ifndef AFTERWORD_TUI_DOCUMENT_VIEW_H
#define AFTERWORD_TUI_DOCUMENT_VIEW_H

#include "keys/keymap.h"
#include "keys/settings.h"
#include "session/session.h"
#include "store/config.h"
#include "tui/view.h"

enum { SCREEN_LEAST_COLUMNS = 40, SCREEN_LEAST_LINES = 12 };

/*
 * All are borrowed. The settings are followed when they change, and changed when the user wants
 * it, in config.yaml, too; without that file (NULL) for this session only. When the view has closed
 * by itself, or the loop has hung up, the session is ended but not freed.
 */
struct view *document_view_new(struct session *session, const struct keymap *keymap,
	struct settings *settings, const struct config_file *config);
void document_view_free(struct view *self);

/* Begins with the reading view; leaving that leaves the document. */
void document_view_read(struct view *self);
/* The same, and presents it at once; leaving that leads to the reading view. */
void document_view_present(struct view *self);

/* Asks what to do when the last save failed. */
void document_view_quit_failed(struct view *self, const struct err *err);

#endif
