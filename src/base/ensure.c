/* Ends the program when an ENSURE fails, in every build. */
#include "base/ensure.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void ensure_failed(
	const char *condition, const char *file, int line, const char *function)
{
	fprintf(stderr, "afterword: %s:%d: %s: '%s' does not hold\n", file, line, function,
		condition);
	abort();
}
