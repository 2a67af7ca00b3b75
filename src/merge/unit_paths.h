/*
 * The paths of units, numbered: a path is a number and a name below it. Equal paths of several
 * files have equal numbers, so matching units is comparing numbers.
 */
#ifndef AFTERWORD_MERGE_UNIT_PATHS_H
#define AFTERWORD_MERGE_UNIT_PATHS_H

#include "base/slice.h"

#include <stddef.h>
#include <stdint.h>

#define PATH_ROOT UINT32_MAX

struct unit_paths {
	struct path_entry *items; /* by number */
	size_t n;
	size_t cap;
	uint32_t *slots; /* 1 + number; 0: free */
	size_t n_slots;  /* a power of two */
	size_t next;     /* after the last that was asked for */
	struct str names;
};

void unit_paths_release(struct unit_paths *self);
uint32_t unit_paths_number(struct unit_paths *self, uint32_t parent, struct slice name);
/* The number of a path that occurs again in one file: the nth time, from 1. No name has a NUL. */
uint32_t unit_paths_again(struct unit_paths *self, uint32_t path, uint32_t nth);

#endif
