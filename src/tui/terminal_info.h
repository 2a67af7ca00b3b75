/* What kind of terminal it is. */
#ifndef AFTERWORD_TUI_TERMINAL_INFO_H
#define AFTERWORD_TUI_TERMINAL_INFO_H

#include "terminal_input.h"

#include <stdbool.h>

/* Is it of a family that follows xterm, and inserts characters as it does? */
bool terminal_follows_xterm(const char *name);

/* Can bracketed paste be requested? Some terminals print what they do not understand. */
bool terminal_has_paste(const char *name);

/* Passes the keys in the terminal's description to input, for terminals that do not send what xterm
 * sends. capability returns a string of the description, NULL if it has none. */
void terminal_define_keys(struct input *input, const char *(*capability)(const char *id));

#endif
