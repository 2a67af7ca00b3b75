/* The clipboard of the terminal the user sits at, also over SSH: OSC 52, or tmux for us. */
#ifndef AFTERWORD_TUI_TERMINAL_CLIPBOARD_H
#define AFTERWORD_TUI_TERMINAL_CLIPBOARD_H

#include "terminal.h"

#include <stdbool.h>
#include <stddef.h>

/* false when the text is too long for it or tmux refuses; that it arrived cannot be known. */
bool clipboard_copy(struct term *term, const char *text, size_t len);

#endif
