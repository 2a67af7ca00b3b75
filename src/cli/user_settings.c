/* The user's config.yaml, as commands read it, and what it says of new documents. */
#include "user_settings.h"

#include "git_name.h"

#include "base/utf8.h"
#include "report/report.h"

#include <stdlib.h>

static bool is_from_file(const struct settings *settings, enum setting setting)
{
	return settings->values[setting].source == SETTING_FILE &&
	       *settings_text(settings, setting) != '\0';
}

/* Whether there is such a zone is known here, but not to who reads settings. */
static void check_zone(struct settings *settings, const char *path)
{
	struct zone zone;
	struct err err = {0};

	if (is_from_file(settings, SETTING_ZONE) &&
		!zone_find(&zone, settings_text(settings, SETTING_ZONE), NULL, &err))
		settings_refuse(settings, SETTING_ZONE, path, err.message);
}

static void check_format(struct settings *settings, const char *path)
{
	struct exporter_list formats;
	struct err err = {0};

	if (is_from_file(settings, SETTING_EXPORT_FORMAT) &&
		!exporter_list_get(&formats, settings_text(settings, SETTING_EXPORT_FORMAT), &err))
		settings_refuse(settings, SETTING_EXPORT_FORMAT, path, err.message);
}

bool user_name_check(const char *name, const char *source, struct err *err)
{
	return person_takes_name(name) ||
	       err_set(err, ERR_VALUE,
		       "%s has to be one line of at most %d bytes, without control characters",
		       source, PERSON_TEXT);
}

static void check_name(struct settings *settings, const char *path)
{
	const char *given = getenv("AFTERWORD_NAME");
	struct err err = {0};

	if (given && !user_name_check(given, "AFTERWORD_NAME", &err))
		settings_add_problem(settings, &err);
	err = (struct err){0};
	if (is_from_file(settings, SETTING_NAME) &&
		!user_name_check(settings_text(settings, SETTING_NAME), "name", &err))
		settings_refuse(settings, SETTING_NAME, path, err.message);
}

void user_settings_read(
	const struct invocation *call, struct settings *settings, struct config_file *file)
{
	struct str bytes = {0};
	struct err err = {0};
	bool is_there;

	config_file_init(file, call->io, &call->ids, "config.yaml");
	settings_init(settings, getenv);
	if (config_file_read(file, &bytes, &is_there, &err)) {
		settings_load(settings, str_text(&bytes), bytes.len, str_text(&file->path));
		check_zone(settings, str_text(&file->path));
		check_format(settings, str_text(&file->path));
		check_name(settings, str_text(&file->path));
	} else {
		settings_add_problem(settings, &err);
	}
	str_release(&bytes);
}

void user_settings_complain(const struct settings *settings)
{
	for (size_t i = 0; i < settings->n_problems; i++)
		complain_err(&settings->problems[i]);
	if (settings->n_more > 0)
		complain("and %zu more mistakes in the settings", settings->n_more);
}

const char *user_settings_zone(const struct settings *settings)
{
	return is_from_file(settings, SETTING_ZONE) ? settings_text(settings, SETTING_ZONE) : NULL;
}

const char *user_settings_form(const struct settings *settings)
{
	return is_from_file(settings, SETTING_FORM) ? settings_text(settings, SETTING_FORM)
						    : "postmortem";
}

static void keep_if_text(struct str *name)
{
	if (!utf8_check(str_text(name), name->len, NULL) || slice_trim(slice_of(name)).len == 0)
		str_clear(name);
}

void user_settings_name(
	const struct settings *settings, struct io io, const char *path, struct str *out)
{
	if (person_takes_name(settings_text(settings, SETTING_NAME)))
		str_append_text(out, settings_text(settings, SETTING_NAME));
	keep_if_text(out);
	if (out->len == 0)
		git_name_find(io, path, out);
	keep_if_text(out);
}

void user_settings_person(const struct settings *settings, const struct invocation *call,
	const char *path, struct person *person)
{
	struct str name = {0};

	person_init(person, &call->time);
	user_settings_name(settings, call->io, path, &name);
	if (name.len > 0)
		person_set_name(person, str_text(&name));
	str_release(&name);
}
