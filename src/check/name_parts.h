/* The names in what says who owns or did something, which has teams, places and addresses, too. */
#ifndef AFTERWORD_CHECK_NAME_PARTS_H
#define AFTERWORD_CHECK_NAME_PARTS_H

#include "base/slice.h"

#include <stdbool.h>

/* Begin with {.rest = text}. */
struct name_parts {
	struct slice rest;
	struct slice whole;  /* between two signs: "Anna and Bo" */
	struct slice joined; /* what is left of it */
	bool is_aside;
};

struct name_part {
	struct slice text;
	struct slice whole; /* it, and what "and" joins to it */
	bool is_joined;
	bool is_aside;  /* in brackets, or behind a colon: one word there may be a team's */
	bool is_handle; /* "@ida.nyman", or what is in front of the "@" of an address */
};

/* False after the last part. */
bool name_parts_next(struct name_parts *self, struct name_part *out);

#endif
