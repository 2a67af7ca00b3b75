/* What kind of terminal it is. */
#ifndef AFTERWORD_TUI_TERMINAL_INFO_H
#define AFTERWORD_TUI_TERMINAL_INFO_H

#include "terminal_input.h"

#include <stdbool.h>

/* Is it one of a family that follows xterm, and inserts characters as it does? */
bool terminal_follows_xterm(const char *name);

/* Can bracketed paste be asked for? Some print what they do not understand. */
bool terminal_has_paste(const char *name);

/* Tells input of the keys in the terminal's description, for those that do not send what xterm
 * sends. capability gives a string of the description, NULL when it has none. */
void terminal_define_keys(struct input *input, const char *(*capability)(const char *id));

#endif
