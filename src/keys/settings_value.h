/* Values of settings, inside: settings.c, settings_file.c. */
#ifndef AFTERWORD_KEYS_SETTINGS_VALUE_H
#define AFTERWORD_KEYS_SETTINGS_VALUE_H

#include "keys/settings.h"

/* Reads a value as it is written; its source is left. Fails when the setting does not take it. */
bool setting_read(enum setting setting, const char *text, size_t len, struct setting_value *out,
	struct err *err);

/* Takes what a file says; mistakes become problems. */
void settings_read_file(struct settings *self, const char *source, size_t len, const char *path);

#endif
