/* A form that is given by its path, put where the documents made with it find it. */
#ifndef AFTERWORD_CLI_FORM_PLACE_H
#define AFTERWORD_CLI_FORM_PLACE_H

#include "internal.h"

/*
 * A document names its form, and is opened with the one of that name that is found from
 * where it lies. Where none is, the given file is copied to `forms/` beside the document.
 *
 * given is as it came with --form; a name alone is always fine. False, with nothing
 * written, where a document at path would be opened with another form: that is said here,
 * and err is left alone.
 */
bool form_place(const struct invocation *call, const struct form *form, const char *given,
	const char *path, struct err *err);

#endif
