/*
 * The real program, run in a folder of its own with an environment of our own; its output
 * and how it ended. AFTERWORD in the test's environment names it.
 */
#ifndef SUPPORT_PROGRAM_H
#define SUPPORT_PROGRAM_H

#include "folder.h"

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct program {
	struct folder folder; /* working folder, home, and where configuration and state go */
	struct str out;       /* of the last run */
	struct str err;
	int status; /* exit status; 128 + signal if it was killed */
};

enum { PROGRAM_ARGUMENTS = 16 };

/* For cmocka: *state is the program, in an empty folder. */
int program_set_up(void **state);
int program_tear_down(void **state);

void program_init(struct program *self);
void program_release(struct program *self);

/* Runs `afterword` with these words, NULL-terminated, and waits for its end. */
void program_run(struct program *self, const char *const *words);
/* The same with bytes on standard input. */
void program_run_input(
	struct program *self, const char *const *words, const char *input, size_t len);
/* Runs a shell command there, from up to three parts; $AFTERWORD is the program. */
void program_shell(struct program *self, const char *a, const char *b, const char *c);
/* Starts it without waiting; its output is discarded. */
pid_t program_start(struct program *self, const char *const *words);

/* Runs it; fails the test, showing its messages, unless it ends with this status. */
void program_expect(struct program *self, int status, const char *const *words);

/* The words of one call: RUN(program, 0, "get", "a.yaml"). */
#define RUN(program, status, ...)                                                                  \
	program_expect(program, status, (const char *const[PROGRAM_ARGUMENTS + 1]){__VA_ARGS__})

/* The environment of the child, NULL-terminated; strings are kept in the table itself. */
struct program_environment {
	char strings[16][600];
	char *list[17];
};

void program_environment(struct program_environment *self, const char *home, const char *term);

/* Sets a variable; NULL removes it. */
void program_environment_set(struct program_environment *self, const char *name, const char *value);

/* Does the output contain this? */
bool has(const struct str *text, const char *part);

/* Path of the program under test. */
const char *program_path(void);

#endif
