/* A command of a test: prints its argument. */
#include "internal.h"

extern const struct command command_echo;

static int run(const struct invocation *call)
{
	struct str text = {0};

	str_appendf(&text, "%s%s\n", call->values[0] ? "loud " : "", call->arguments[0]);
	bool done = print(&text);

	str_release(&text);
	return done ? EXIT_FINE : EXIT_WRONG;
}

const struct command command_echo = {
	.name = "echo",
	.arguments = "WORD",
	.about = "Print a word",
	.least = 1,
	.most = 1,
	.options = {{"loud", 'l', NULL, "with a word before it"}},
	.run = run,
};
