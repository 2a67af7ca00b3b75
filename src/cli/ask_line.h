/* One line typed on the terminal, before there is a screen. */
#ifndef AFTERWORD_CLI_ASK_LINE_H
#define AFTERWORD_CLI_ASK_LINE_H

#include "base/str.h"

#include <stdbool.h>

/*
 * Asks a question that is safe on a terminal. The answer has only what can be seen in it: keys that
 * are no text are ignored. False: Esc, ^X or the like left the question.
 */
bool ask_line(const char *question, struct str *answer);

#endif
