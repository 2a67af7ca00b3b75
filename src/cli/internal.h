/*
 * What the commands share: one table of commands, each with one table of options
 * that feeds the parser, the help and the manual.
 */
#ifndef AFTERWORD_CLI_INTERNAL_H
#define AFTERWORD_CLI_INTERNAL_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/source.h"
#include "base/str.h"
#include "merge/diff.h"
#include "model/document.h"
#include "model/when.h"
#include "store/load.h"

#include <stdbool.h>
#include <stddef.h>

enum { EXIT_FINE = 0, EXIT_FINDINGS = 1, EXIT_WRONG = 2 };

#define MAX_OPTIONS 40

struct option_info {
	const char *name;     /* "title", for --title */
	char letter;          /* 'o' for -o; 0: none */
	const char *argument; /* "FILE"; NULL: takes none */
	const char *help;
};

struct invocation;

struct command {
	const char *name;
	const char *arguments; /* "FILE PATH VALUE" */
	const char *about;     /* one line */
	int least, most;       /* number of arguments; most -1: any */
	int usage_status;      /* exit status for wrong usage; 0: EXIT_WRONG */
	struct option_info options[MAX_OPTIONS];
	void (*more_help)(struct str *out); /* appends what follows the options; NULL: nothing */
	int (*run)(const struct invocation *call);
};

/* One call of a command, parsed. */
struct invocation {
	const struct command *command;
	const char *values[MAX_OPTIONS]; /* in the order of command->options; NULL: not given */
	char **arguments;
	int n_arguments;
	struct io io;
	struct time_source time;
	struct id_source ids;
};

extern const struct command command_edit, command_new, command_get, command_set, command_log,
	command_check, command_export, command_import, command_recover, command_forms, command_diff,
	command_merge, command_git_setup, command_help, command_review, command_sort;

const struct command *const *commands(size_t *n);
const struct command *command_find(const char *name);

/*
 * Parses a command's arguments from argv[1] on.
 *
 * Fails with a sentence. *wants_help says whether --help was given.
 */
bool invocation_parse(
	struct invocation *self, int argc, char **argv, bool *wants_help, struct err *err);

/* The usual column of descriptions, and the least space before them. */
enum { HELP_COLUMN = 24, HELP_GAP = 2, HELP_WIDTH = 80 };

/* Ends a line of help that begins at start: a name and, at a column, its description. */
void help_row(struct str *out, size_t start, size_t column, const char *about);

/* Appends the help of one command, or of the program. */
void help_command(const struct command *command, struct str *out);
void help_program(struct str *out);

/* --- input --- */

/*
 * Reads input that is not changed, at most YAML_MAX_BYTES: a file, a pipe, "-" for
 * standard input. Waits for a pipe's data.
 */
bool input_read(struct io io, const char *path, struct str *out, struct err *err);
/* The same of at most so many bytes. */
bool input_read_most(
	struct io io, const char *path, size_t limit, struct str *out, struct err *err);

/* What messages call it. */
const char *input_name(const char *path);

/* Opens such input to be read bit by bit; close it with input_close, which leaves standard input
 * open. */
bool input_open(struct io io, const char *path, int *fd, struct err *err);
void input_close(struct io io, int fd);

/* A value as it was given; "-" for what standard input has, without its last newline. */
bool input_read_value(struct io io, const char *value, struct str *out, struct err *err);

/* Reads the file that a result is to replace, if there is one: what is there must still be that
 * when the result is written. False if it is too large to be a result. */
bool input_read_replaced(struct io io, struct file_save *save, struct str *old, struct err *err);

/* --- output: results to stdout, messages to stderr, both safe on a terminal --- */

/* Writes content, made safe if stdout is a terminal. False, with a message, if that fails. */
bool print(const struct str *text);
/* Writes text for reading, always made safe, because a pipe may end at a terminal. */
bool print_shown(const struct str *text);

/* Writes "afterword: " and a sentence, made safe for a terminal. */
void complain(const char *format, ...) PRINTF_LIKE(1, 2);

/* Writes lines to stderr, made safe for a terminal. */
void complain_lines(const struct str *lines);

/* Says how a typed value was understood if its day had to be chosen, and what is odd about it. */
void print_understood(const struct form_field *field, const char *typed,
	const struct when_context *context, const char *stored, const struct str *note);

/* Appends a word of a command, quoted for the shell if necessary. */
void shell_append(struct str *out, const char *word);

/* Complains about a failure and returns EXIT_WRONG. */
int complain_err(const struct err *err);

/* --- documents --- */

/* Seconds since 1970 UTC. */
int64_t invocation_now(const struct invocation *call);

/* Fills in what every new document begins with: status and zone (NULL: this machine's), and a
 * title, if there is one. */
bool document_begin(
	struct document *document, const char *title, const char *zone_name, struct err *err);

/* Names its author; "" is no name. */
void document_sign(struct document *document, const char *name);

/* Applies an op; an error names the line of the place in the file. */
bool document_apply_at(struct document *document, const struct op *op, struct err *err);
bool document_apply_all_at(struct document *document, const struct ops *ops, struct err *err);

/* Builds and applies ops; data is the command's own. Returns false on failure. */
typedef bool change_function(
	struct document *document, const struct invocation *call, void *data, struct err *err);

/*
 * Loads FILE, calls change, and saves; starts over if the file changed in between, so
 * that two concurrent writers lose nothing.
 */
bool document_update(const struct invocation *call, const char *path, change_function *change,
	void *data, struct err *err);

#endif
