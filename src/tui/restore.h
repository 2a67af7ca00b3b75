/*
 * Putting the terminal back when the program does not end as it should, and saying
 * where the text is. All here is safe inside a signal handler.
 */
#ifndef AFTERWORD_TUI_RESTORE_H
#define AFTERWORD_TUI_RESTORE_H

#include <stddef.h>
#include <termios.h>

enum { RESTORE_MAX = 512, RESTORE_WORDS_MAX = 1024 };

enum restore_reason {
	RESTORE_FAULT,   /* a bug: a bad access, a failed assert */
	RESTORE_MEMORY,  /* there is no more */
	RESTORE_OVERDUE, /* told to end, but the disk or the terminal does not answer */
	N_RESTORE_REASONS,
};

/*
 * Keeps what restores the terminal: its modes and the bytes to send. From here on a
 * crash, an abort and the end of memory restore it before they end the program.
 */
void restore_arm(const struct termios *modes, const char *bytes, size_t len);

/* The terminal is ours no more: nothing is restored. */
void restore_disarm(void);

/* What is said of the text then, after the reason: "what you typed is ...". Copied; may be cut. */
void restore_set_words(const char *words);

/* Restores it now, if it is armed, and says why the program ends. */
void restore_now(enum restore_reason reason);

#endif
