/*
 * The editor on a terminal, with a folder of its own. Keys are typed and their effect on
 * the screen is waited for; the title line does not count, because the save state changes
 * there by itself.
 */
#ifndef SUPPORT_RUNNING_H
#define SUPPORT_RUNNING_H

#include "program.h"
#include "terminal.h"

#include <stdbool.h>

struct running {
	struct program program; /* the folder, and commands besides the editor */
	struct terminal *terminal;
	struct program_environment environment;
};

/* Keys as terminals send them. */
#define KEY_TAB "\t"
#define KEY_BACK_TAB "\033[Z"
#define KEY_HOME "\033[H"
#define KEY_END "\033[F"
#define KEY_TEXT_START "\033[1;5H"
#define KEY_TEXT_END "\033[1;5F"
#define KEY_ENTER "\r"
#define KEY_ESC "\033"
#define KEY_RIGHT "\033[C"
#define KEY_DOWN "\033[B"
#define KEY_ALT(letter) "\033" letter
#define KEY_CTRL_C "\003"
#define KEY_CTRL_L "\014"
#define KEY_CTRL_P "\020"
#define KEY_CTRL_S "\023"
#define KEY_CTRL_X "\030"
#define KEY_CTRL_Z "\032"

/* For cmocka: *state is the editor, with an empty postmortem in a.yaml; nothing runs yet. */
int running_set_up(void **state);
int running_tear_down(void **state);

/* A folder and an environment with TERM=xterm-256color; nothing runs yet. */
void running_init(struct running *self);
void running_release(struct running *self);

/* Sets a variable for the next start; NULL removes it. */
void running_set(struct running *self, const char *name, const char *value);

/* Starts the editor on a file of the folder and waits for its page list. */
void running_start(struct running *self, const char *name, int columns, int rows);
/* Starts arbitrary words, argv[0] being the program's path unless it begins with '/'; does not
 * wait. */
void running_start_words(struct running *self, const char *const *words, int columns, int rows);

/* Types keys and waits until the screen below the title line, or the cursor, has changed. */
void running_press(struct running *self, const char *keys);
/* Types text and waits until the screen shows it. */
void running_type(struct running *self, const char *text);
/* Presses Tab until the focused line has this label. */
void running_go(struct running *self, const char *label);
/* Does a focused line show this right after the focus sign? */
bool running_is_on(const struct running *self, const char *label);

/* Leaves by ^X and fails the test unless that ends with status 0. */
void running_quit(struct running *self);
/* Ends it at once, as a crash does. */
void running_kill(struct running *self);
/* Waits for the end; returns the exit status, 128 + signal if it was killed. */
int running_wait_end(struct running *self);

/* `afterword get NAME PATH`, without the final newline, gives this. */
void running_assert_value(
	struct running *self, const char *name, const char *path, const char *text);

#endif
