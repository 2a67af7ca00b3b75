/* The rows of a log or a chat copy, added to a timeline from the shell. */
#ifndef AFTERWORD_CLI_LOG_IMPORT_H
#define AFTERWORD_CLI_LOG_IMPORT_H

#include "log_rows.h"

/* Returns the exit status. */
int log_import(const struct invocation *call, const struct log_options *options);

#endif
