/* Puts a form that is given by path where documents made with it will find it. */
#ifndef AFTERWORD_CLI_FORM_PLACE_H
#define AFTERWORD_CLI_FORM_PLACE_H

#include "internal.h"

/*
 * A document names its form, and is opened with the form of that name that is found from
 * its folder. If there is none, the given file is copied to `forms/` in the document's
 * folder.
 *
 * given is the argument of --form; a plain name is always fine. False, with nothing
 * written, if a document at path would be opened with another form: that is reported
 * here, and err is unchanged.
 */
bool form_place(const struct invocation *call, const struct form *form, const char *given,
	const char *path, struct err *err);

#endif
