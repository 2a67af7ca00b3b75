/* afterword help [COMMAND] */
#include "internal.h"

static int run(const struct invocation *call)
{
	struct str text = {0};

	if (call->n_arguments == 0) {
		help_program(&text);
	} else {
		const struct command *command = command_find(call->arguments[0]);

		if (!command) {
			complain("unknown command '%s'", call->arguments[0]);
			return EXIT_WRONG;
		}
		help_command(command, &text);
	}

	bool done = print(&text);

	str_release(&text);
	return done ? EXIT_FINE : EXIT_WRONG;
}

const struct command command_help = {
	.name = "help",
	.arguments = "[COMMAND]",
	.about = "List the commands, or the options of one",
	.most = 1,
	.run = run,
};
