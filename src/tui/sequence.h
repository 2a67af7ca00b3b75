/* Escape sequences that terminals send for keys, pastes and the mouse (ECMA-48, xterm's
 * ctlseqs, the Linux console and rxvt). */
#ifndef AFTERWORD_TUI_SEQUENCE_H
#define AFTERWORD_TUI_SEQUENCE_H

#include "terminal_input.h"

/* The code of an unknown key, whose sequence is dropped. */
#define KEY_UNKNOWN UINT32_MAX

/*
 * Reads a sequence that begins with "ESC [" or "ESC O" into event; the start of a paste
 * is an event of kind INPUT_PASTE.
 *
 * Returns its bytes, 0 if it is incomplete.
 */
size_t sequence_decode(const char *bytes, size_t len, struct input_event *event);

/* The key of a code point as the key map names it: ^M is Enter, ^A is Control and a. */
struct key key_of_code(uint32_t code, unsigned modifiers);

#endif
