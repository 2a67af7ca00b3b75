/* Answers of the terminal to what it was asked. */
#ifndef AFTERWORD_TUI_TERMINAL_ANSWER_H
#define AFTERWORD_TUI_TERMINAL_ANSWER_H

#include "terminal_input.h"

/* Asks for the background. */
#define ANSWER_ASK "\033]11;?\033\\"

/*
 * Reads an answer that begins with "ESC ]" into event; what says nothing of use leaves that.
 *
 * Returns its bytes, also of one that was cut off; 0 when it is none. *may_grow: it may become one.
 */
size_t answer_decode(const char *bytes, size_t len, struct input_event *event, bool *may_grow);
/* Does it begin as nobody types? */
bool answer_is_sure(const char *bytes, size_t len);

#endif
