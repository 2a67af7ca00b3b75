/* The rows of a log or a chat copy, added to a timeline from the shell. */
#ifndef AFTERWORD_CLI_LOG_IMPORT_H
#define AFTERWORD_CLI_LOG_IMPORT_H

#include "internal.h"

/* What `log --import` is told. */
struct log_import {
	const char *input; /* a path, or "-" */
	const char *format, *grep, *since, *until, *zone, *shift, *day,
		*captured; /* NULL: not given */
	bool is_dry;       /* only print the rows */
};

int log_import(const struct invocation *call, const struct log_import *options);

#endif
