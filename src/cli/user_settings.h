/* The user's config.yaml, for commands. */
#ifndef AFTERWORD_CLI_USER_SETTINGS_H
#define AFTERWORD_CLI_USER_SETTINGS_H

#include "internal.h"

#include "keys/settings.h"
#include "store/config.h"
#include "store/presence.h"

/* Reads config.yaml over the defaults and under the environment; the file is where changes go. */
void user_settings_read(
	const struct invocation *call, struct settings *settings, struct config_file *file);
/* Complains about the mistakes in it. */
void user_settings_complain(const struct settings *settings);
/* What new documents begin with: a zone, NULL when the file names none; a form. */
const char *user_settings_zone(const struct settings *settings);
const char *user_settings_form(const struct settings *settings);
/* Appends the user's name where a document is: what the file says, else git; nothing if neither
 * knows. */
void user_settings_name(
	const struct settings *settings, struct io io, const char *path, struct str *out);
/* Can it be somebody's name? Fails with a sentence, which begins with where it comes from. */
bool user_name_check(const char *name, const char *source, struct err *err);
/* Who this session is there: with that name, else the account's. */
void user_settings_person(const struct settings *settings, const struct invocation *call,
	const char *path, struct person *person);

#endif
