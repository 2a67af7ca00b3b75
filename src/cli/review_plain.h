/* afterword review --plain: a document as its readers see it, as text. */
#ifndef AFTERWORD_CLI_REVIEW_PLAIN_H
#define AFTERWORD_CLI_REVIEW_PLAIN_H

#include "internal.h"

/* Prints it with what was found under its lines; returns the exit status. */
int review_plain(const struct invocation *call, const char *path);

#endif
