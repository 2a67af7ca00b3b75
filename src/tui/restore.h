/*
 * Putting the terminal back when the program does not end as it should. All here is
 * safe inside a signal handler.
 */
#ifndef AFTERWORD_TUI_RESTORE_H
#define AFTERWORD_TUI_RESTORE_H

#include <stddef.h>
#include <termios.h>

enum { RESTORE_MAX = 512 };

/*
 * Keeps what restores the terminal: its modes and the bytes to send. From here on a
 * crash, an abort and the end of memory restore it before they end the program.
 */
void restore_arm(const struct termios *modes, const char *bytes, size_t len);

/* The terminal is ours no more: nothing is restored. */
void restore_disarm(void);

/* Restores it now, if it is armed. */
void restore_now(void);

#endif
