/* The name that the user's comments have. */
#include "review_call.h"
#include "user_settings.h"

void review_name(const struct invocation *call, const char *path, struct str *out)
{
	struct settings settings;
	struct config_file file;
	struct person person;

	user_settings_read(call, &settings, &file);
	user_settings_person(&settings, call, path, &person);
	settings_release(&settings);
	config_file_release(&file);
	str_append_text(out, person.user);
}
