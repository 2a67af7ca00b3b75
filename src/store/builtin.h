/* The forms inside the program, written by embed.c at build time. */
#ifndef AFTERWORD_STORE_BUILTIN_H
#define AFTERWORD_STORE_BUILTIN_H

#include "model/form.h"

/* NULL ends the list. */
extern struct form *const builtin_forms[];

#endif
