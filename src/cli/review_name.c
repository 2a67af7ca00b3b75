/* The name that the user's comments have. */
#include "review_call.h"
#include "user_settings.h"

#include <stdlib.h>

/* The file has one, but it was refused. */
static bool is_refused(const struct setting_value *name)
{
	return name->line > 0 && name->source == SETTING_DEFAULT;
}

/* What is said under another name than the one that was given would be somebody else's. */
static bool check_given(const struct settings *settings, struct err *err)
{
	const char *given = getenv("AFTERWORD_NAME");

	if (given && *given)
		return user_name_check(given, "AFTERWORD_NAME", err);
	return !is_refused(&settings->values[SETTING_NAME]) ||
	       err_set(err, ERR_VALUE,
		       "the name in config.yaml cannot be used; mend it, or set AFTERWORD_NAME");
}

bool review_name(const struct invocation *call, const char *path, struct str *out, struct err *err)
{
	struct settings settings;
	struct config_file file;
	struct person person;
	bool done;

	user_settings_read(call, &settings, &file);
	done = check_given(&settings, err);
	if (done) {
		user_settings_name(&settings, call->io, path, out);
		done = user_name_check(str_text(out), "git's user.name", err);
	}
	if (done && out->len == 0) {
		person_init(&person, &call->time);
		str_append_text(out, person.user);
	}
	settings_release(&settings);
	config_file_release(&file);
	return done;
}
