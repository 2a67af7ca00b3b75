/* The program's entry point: finds the command, prepares the environment, runs it. */
#include "internal.h"
#include "offer.h"

#include "base/mem.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Text is UTF-8 everywhere, which a minimal system may only know by this name. Numbers
 * are always as in files, so no other category is set.
 */
static void set_locale(void)
{
	if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return;
	setlocale(LC_CTYPE, "C.UTF-8");
}

/*
 * A closed pipe or a file size limit must be a write error, not the end of the program. Who started
 * us may ignore the end of children, and then nobody could tell how git ended.
 */
static void set_signals(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction usual = {.sa_handler = SIG_DFL};

	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
	sigaction(SIGCHLD, &usual, NULL);
}

/* write(2) needs no memory. */
static void say_exhausted(void)
{
	static const char words[] = "afterword: out of memory\n";
	ssize_t written = write(STDERR_FILENO, words, sizeof(words) - 1);

	(void)written;
}

static int print_text(void (*format)(struct str *out))
{
	struct str text = {0};

	format(&text);

	bool done = print(&text);

	str_release(&text);
	return done ? EXIT_FINE : EXIT_WRONG;
}

static void format_version(struct str *out)
{
	str_append_text(out, "afterword " AFTERWORD_VERSION "\n");
}

static int print_help(const struct command *command)
{
	struct str text = {0};

	help_command(command, &text);

	bool done = print(&text);

	str_release(&text);
	return done ? EXIT_FINE : EXIT_WRONG;
}

/* A first word that is not a command is a file to edit. */
static const struct command *choose(int *argc, char ***argv)
{
	const struct command *command = *argc > 1 ? command_find((*argv)[1]) : NULL;

	if (!command)
		return &command_edit;
	--*argc;
	++*argv;
	return command;
}

int main(int argc, char **argv)
{
	set_locale();
	set_signals();
	mem_set_exhausted_hook(say_exhausted);

	struct str offered = {0}; /* borrowed by the arguments until the end */
	char *chosen[] = {argv[0], NULL, NULL};

	if (argc == 1 && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
		if (!offer_document(&offered))
			return EXIT_FINE;
		chosen[1] = offered.data;
		argc = 2;
		argv = chosen;
	}

	const char *first = argc > 1 ? argv[1] : "--help";

	if (strcmp(first, "--version") == 0)
		return print_text(format_version);
	if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) {
		int status = print_text(help_program);

		return argc > 1 ? status : EXIT_WRONG;
	}

	struct invocation call = {
		.command = choose(&argc, &argv),
		.io = io_system(),
		.time = time_source_system(),
		.ids = id_source_system(),
	};
	struct err err = {0};
	bool wants_help = false;

	if (!invocation_parse(&call, argc, argv, &wants_help, &err)) {
		complain("%s", err.message);
		complain("see: afterword help %s", call.command->name);
		return call.command->usage_status ? call.command->usage_status : EXIT_WRONG;
	}
	return wants_help ? print_help(call.command) : call.command->run(&call);
}
