/* The clipboard of the user's own terminal, even over SSH: through OSC 52, or through tmux. */
#ifndef AFTERWORD_TUI_TERMINAL_CLIPBOARD_H
#define AFTERWORD_TUI_TERMINAL_CLIPBOARD_H

#include "terminal.h"

#include <stdbool.h>
#include <stddef.h>

/* false if the text is too long or tmux refuses; whether it arrived cannot be known. */
bool clipboard_copy(struct term *term, const char *text, size_t len);

#endif
