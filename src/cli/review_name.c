/* The name that the user's comments have. */
#include "review_call.h"
#include "store/presence.h"
#include "user_settings.h"

void review_name(const struct invocation *call, struct str *out)
{
	struct settings settings;
	struct config_file file;
	struct person account;

	user_settings_read(call, &settings, &file);
	user_settings_name(&settings, call->io, out);
	settings_release(&settings);
	config_file_release(&file);
	if (out->len > 0)
		return;
	person_init(&account, &call->time);
	str_append_text(out, account.user);
}
