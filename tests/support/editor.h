/*
 * The editor on a terminal, with a folder of its own. Keys are typed and their effect
 * on the screen is waited for; the title line does not count, since the save state
 * changes there by itself.
 */
#ifndef SUPPORT_EDITOR_H
#define SUPPORT_EDITOR_H

#include "program.h"
#include "terminal.h"

#include <stdbool.h>

struct editor {
	struct program program; /* folder, and commands beside the editor */
	struct terminal *terminal;
	struct program_environment environment;
};

/* Keys as terminals send them. */
#define KEY_TAB "\t"
#define KEY_BACK_TAB "\033[Z"
#define KEY_HOME "\033[H"
#define KEY_END "\033[F"
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
int editor_set_up(void **state);
int editor_tear_down(void **state);

/* A folder and an environment with TERM=xterm-256color; nothing runs yet. */
void editor_init(struct editor *self);
void editor_release(struct editor *self);

/* Sets a variable for the next start; NULL takes it away. */
void editor_set(struct editor *self, const char *name, const char *value);

/* Starts the editor on a file of the folder and waits for its page list. */
void editor_start(struct editor *self, const char *name, int columns, int rows);
/* Starts any words, argv[0] being the program's path unless it begins with '/'; waits for nothing.
 */
void editor_start_words(struct editor *self, const char *const *words, int columns, int rows);

/* Types keys and waits until the screen below the title line, or the cursor, is another. */
void editor_press(struct editor *self, const char *keys);
/* Types text and waits until the screen shows it. */
void editor_type(struct editor *self, const char *text);
/* Presses Tab until the focused line is the one of a label. */
void editor_go(struct editor *self, const char *label);
/* Is a line in focus that shows this right behind the focus sign? */
bool editor_is_on(const struct editor *self, const char *label);

/* Leaves by ^X and fails the test unless that ends with status 0. */
void editor_quit(struct editor *self);
/* Ends it at once, as a crash does. */
void editor_kill(struct editor *self);
/* Waits for the end; the exit status, 128 + signal when one ended it. */
int editor_wait_end(struct editor *self);

/* `afterword get NAME PATH`, without the final newline, is this. */
void editor_assert_value(struct editor *self, const char *name, const char *path, const char *text);

#endif
