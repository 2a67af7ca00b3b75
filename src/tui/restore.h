/*
 * Restores the terminal if the program ends unexpectedly, and says where the text is.
 * Everything here is safe in a signal handler.
 */
#ifndef AFTERWORD_TUI_RESTORE_H
#define AFTERWORD_TUI_RESTORE_H

#include <stddef.h>
#include <termios.h>

enum { RESTORE_MAX = 512, RESTORE_WORDS_MAX = 1024 };

enum restore_reason {
	RESTORE_FAULT,   /* a bug: a bad access, a failed assert */
	RESTORE_MEMORY,  /* out of memory */
	RESTORE_OVERDUE, /* told to end, but the disk or the terminal does not respond */
	N_RESTORE_REASONS,
};

/*
 * Stores what is needed to restore the terminal: its modes and the bytes to send. From
 * now on it is restored before a crash, an abort or running out of memory ends the
 * program.
 */
void restore_arm(const struct termios *modes, const char *bytes, size_t len);

/* The terminal is no longer ours: restores nothing. */
void restore_disarm(void);

/* What to say about the text after the reason: "what you typed is ...". Copied; may be cut. */
void restore_set_words(const char *words);

/* Restores it now, if armed, and says why the program ends. */
void restore_now(enum restore_reason reason);

#endif
