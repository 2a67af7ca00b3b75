/* The name of a program before what it says. */
#include "program.h"

bool scan_program(struct scan *self, struct slice *name)
{
	struct scan ahead = *self;
	const char *from = ahead.at;

	while (!scan_is_at_end(&ahead) && !ascii_is_space(*ahead.at) &&
		!ascii_is_one_of(*ahead.at, "[:"))
		ahead.at++;
	*name = scan_since(&ahead, from);
	if (name->len == 0)
		return false;
	if (scan_char(&ahead, '[')) {
		struct slice pid;

		if (!scan_until(&ahead, ']', &pid))
			return false;
	}
	if (!scan_char(&ahead, ':') || (!scan_char(&ahead, ' ') && !scan_is_at_end(&ahead)))
		return false;
	*self = ahead;
	return true;
}
