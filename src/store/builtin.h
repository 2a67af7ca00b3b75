/* The forms inside the program, written by embed.c at build time. */
#ifndef AFTERWORD_STORE_BUILTIN_H
#define AFTERWORD_STORE_BUILTIN_H

#include <stddef.h>

struct builtin_form {
	const char *name; /* NULL ends the list */
	const unsigned char *bytes;
	size_t len;
};

extern const struct builtin_form builtin_forms[];

#endif
