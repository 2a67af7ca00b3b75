/* Options and help, both from the commands' tables; the only user of getopt_long. */
#include "internal.h"

#include <getopt.h>
#include <string.h>

static size_t count_options(const struct command *command)
{
	size_t n = 0;

	while (n < MAX_OPTIONS && command->options[n].name)
		n++;
	return n;
}

enum { HELP_OPTION = 256 };

/* Builds getopt's two tables from ours. letters needs 3 + 2 * MAX_OPTIONS bytes. */
static void make_tables(const struct command *command, struct option *longs, char *letters)
{
	size_t n = count_options(command);

	/* '+' leaves the order of arguments to us, ':' the messages. */
	*letters++ = '+';
	*letters++ = ':';
	for (size_t i = 0; i < n; i++) {
		const struct option_info *option = &command->options[i];

		longs[i] = (struct option){option->name,
			option->argument ? required_argument : no_argument, NULL,
			option->letter ? option->letter : (int)i + HELP_OPTION + 1};
		if (option->letter) {
			*letters++ = option->letter;
			if (option->argument)
				*letters++ = ':';
		}
	}
	*letters = '\0';
	longs[n] = (struct option){"help", no_argument, NULL, HELP_OPTION};
	longs[n + 1] = (struct option){0};
}

static size_t option_index(const struct command *command, int code)
{
	size_t n = count_options(command);

	for (size_t i = 0; i < n; i++) {
		if (code == command->options[i].letter && code < HELP_OPTION)
			return i;
	}
	return (size_t)(code - HELP_OPTION - 1);
}

static bool check_count(const struct invocation *call, struct err *err)
{
	const struct command *command = call->command;

	if (call->n_arguments < command->least)
		return err_set(err, ERR_USAGE, "'%s' needs %s", command->name, command->arguments);
	if (command->most >= 0 && call->n_arguments > command->most)
		return err_set(err, ERR_USAGE, "'%s' does not take '%s'", command->name,
			call->arguments[command->most]);
	return true;
}

/* A value such as -5 or "- item" is not an option; nor is a lone "-", standard input. */
static bool is_value(const char *word)
{
	return word[0] == '-' && (word[1] == '\0' || strchr("0123456789 .", word[1]));
}

/* The second of two values would silently replace the first. */
static bool take_option(struct invocation *self, int code, struct err *err)
{
	size_t index = option_index(self->command, code);

	if (self->values[index] && optarg)
		return err_set(
			err, ERR_USAGE, "--%s is given twice", self->command->options[index].name);
	self->values[index] = optarg ? optarg : "";
	return true;
}

/* Options may come before, between and after the arguments. */
bool invocation_parse(
	struct invocation *self, int argc, char **argv, bool *wants_help, struct err *err)
{
	struct option longs[MAX_OPTIONS + 2];
	char letters[3 + 2 * MAX_OPTIONS];
	int kept = 1;

	make_tables(self->command, longs, letters);
	opterr = 0;
	for (optind = 1; optind < argc;) {
		if (is_value(argv[optind])) {
			argv[kept++] = argv[optind++];
			continue;
		}

		int before = optind;
		int code = getopt_long(argc, argv, letters, longs, NULL);

		if (code == -1) {
			if (optind > before && strcmp(argv[optind - 1], "--") == 0) {
				while (optind < argc)
					argv[kept++] = argv[optind++];
				break;
			}
			argv[kept++] = argv[optind++];
		} else if (code == HELP_OPTION) {
			*wants_help = true;
			return true;
		} else if (code == ':') {
			return err_set(err, ERR_USAGE, "'%s' needs a value", argv[before]);
		} else if (code == '?') {
			return err_set(err, ERR_USAGE, "'%s' has no option '%s'",
				self->command->name, argv[before]);
		} else if (!take_option(self, code, err)) {
			return false;
		}
	}
	self->arguments = argv + 1;
	self->n_arguments = kept - 1;
	return check_count(self, err);
}

/* How much of a text there is room for, ending before a space; all of it if it has none. */
static size_t line_len(const char *text, size_t room)
{
	size_t len = strlen(text);
	size_t end = room;

	if (len <= room)
		return len;
	while (end > 0 && text[end] != ' ')
		end--;
	return end > 0 ? end : strcspn(text, " ");
}

/* Appends a text from a column on, its further lines indented. */
static void append_wrapped(struct str *out, size_t column, size_t indent, const char *text)
{
	for (;;) {
		size_t len = line_len(text, HELP_WIDTH - column);

		str_append(out, text, len);
		str_append_char(out, '\n');
		text += len + strspn(text + len, " ");
		if (!*text)
			return;
		str_append_repeat(out, ' ', indent);
		column = indent;
	}
}

void help_row(struct str *out, size_t start, size_t column, const char *about)
{
	size_t width = out->len - start;
	size_t gap = width + HELP_GAP < column ? column - width : HELP_GAP;

	str_append_repeat(out, ' ', gap);
	append_wrapped(out, width + gap, width + gap > column ? column : width + gap, about);
}

static void append_option(const struct option_info *option, struct str *out)
{
	str_append_text(out, "  ");
	if (option->letter)
		str_appendf(out, "-%c, ", option->letter);
	str_appendf(out, "--%s", option->name);
	if (option->argument)
		str_appendf(out, " %s", option->argument);
}

static void help_options(const struct command *command, struct str *out)
{
	size_t n = count_options(command);
	size_t column = HELP_COLUMN;
	struct str row = {0};

	for (size_t i = 0; i < n; i++) {
		str_clear(&row);
		append_option(&command->options[i], &row);
		if (row.len + HELP_GAP > column)
			column = row.len + HELP_GAP;
	}
	str_release(&row);
	for (size_t i = 0; i < n; i++) {
		size_t start = out->len;

		append_option(&command->options[i], out);
		help_row(out, start, column, command->options[i].help);
	}
}

void help_command(const struct command *command, struct str *out)
{
	size_t n = count_options(command);

	str_appendf(out, "usage: afterword %s%s%s%s\n\n%s.\n",
		command == &command_edit ? "" : command->name, command == &command_edit ? "" : " ",
		n ? "[OPTIONS] " : "", command->arguments, command->about);
	if (n)
		str_append_char(out, '\n');
	help_options(command, out);
	if (command->more_help)
		command->more_help(out);
}

void help_program(struct str *out)
{
	size_t n;
	const struct command *const *all = commands(&n);
	size_t longest = 0;

	str_append_text(out, "Afterword writes, checks and exports incident postmortems.\n\n"
			     "usage: afterword FILE\n"
			     "       afterword COMMAND [OPTIONS] ARGUMENTS\n\n");
	for (size_t i = 0; i < n; i++)
		longest = strlen(all[i]->name) > longest ? strlen(all[i]->name) : longest;
	for (size_t i = 0; i < n; i++) {
		size_t start = out->len;

		str_appendf(out, "  %s", all[i]->name);
		help_row(out, start, longest + 2 * HELP_GAP, all[i]->about);
	}
	str_append_text(out, "\nafterword help COMMAND says more; in the editor, press F1 or ^G.\n"
			     "exit status: 0 success, 1 errors found, a difference or a conflict,\n"
			     "2 wrong usage or an I/O error\n");
}
