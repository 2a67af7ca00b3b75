/*
 * Long tests run in parts, each under a name of its own: "only PATTERN" runs the tests whose names
 * match it, "without PATTERN" all others, so that none is in neither part.
 */
#ifndef SUPPORT_PART_H
#define SUPPORT_PART_H

#include <string.h>

static inline void choose_part(int argc, char **argv)
{
	if (argc < 3)
		return;
	if (strcmp(argv[1], "only") == 0)
		cmocka_set_test_filter(argv[2]);
	else
		cmocka_set_skip_filter(argv[2]);
}

#endif
