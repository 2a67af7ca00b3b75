/*
 * Changing a setting: in config.yaml, of which only its line changes, and in force at once. What
 * cannot be kept there holds until the program ends.
 */
#include "internal.h"

#include "report/report.h"

#include <string.h>

/* Writes the value over what is in the file now, which becomes what is in force. */
static bool keep(struct screen *self, enum setting setting, const char *text, struct err *err)
{
	struct str before = {0};
	struct str after = {0};
	bool is_there;
	bool is_kept;

	if (!self->config)
		return err_set(err, ERR_USAGE, "there is no file for it");
	is_kept =
		config_file_read(self->config, &before, &is_there, err) &&
		settings_change_source(str_text(&before), before.len, setting, text, &after, err) &&
		config_file_write(self->config, is_there ? &before : NULL, &after, err);
	if (is_kept)
		settings_load(
			self->settings, str_text(&after), after.len, str_text(&self->config->path));
	str_release(&before);
	str_release(&after);
	return is_kept;
}

static void say_changed(const struct screen *self, enum setting setting)
{
	const struct setting_value *value = &self->settings->values[setting];
	const char *name = setting_info(setting)->name;

	if (value->source == SETTING_ENVIRONMENT)
		session_say(self->session, MESSAGE_WARNING,
			"%s is kept in config.yaml, line %u, but the environment variable %s wins",
			name, value->line, value->variable);
	else
		session_say(self->session, MESSAGE_INFO, "%s is kept in config.yaml, line %u", name,
			value->line);
}

static void say_not_kept(const struct screen *self, const struct err *err)
{
	struct str why = {0};

	err_format(err, &why);
	session_say(self->session, MESSAGE_WARNING, "It holds until you leave, but is not kept: %s",
		str_text(&why));
	str_release(&why);
}

/* What only layers above the settings know: whether there is such a zone or format. */
static bool is_possible(enum setting setting, const char *text, struct err *err)
{
	struct exporter_list formats;
	struct zone zone;

	if (setting == SETTING_EXPORT_FORMAT && *text)
		return exporter_list_get(&formats, text, err);
	return setting != SETTING_ZONE || !*text || zone_find(&zone, text, NULL, err);
}

bool setting_change(struct screen *self, enum setting setting, const char *text)
{
	struct settings tried;
	struct err err = {0};
	bool is_good;

	editor_begin(self->editor);
	settings_init(&tried, NULL);
	is_good = settings_set(&tried, setting, text, &err) && is_possible(setting, text, &err);
	settings_release(&tried);
	if (!is_good) {
		session_say(self->session, MESSAGE_WARNING, "%s", err.message);
		return false;
	}
	if (keep(self, setting, text, &err)) {
		say_changed(self, setting);
	} else {
		settings_set(self->settings, setting, text, NULL);
		say_not_kept(self, &err);
	}
	return true;
}

void setting_remember(struct screen *self, enum setting setting, const char *text)
{
	struct str now = {0};

	settings_append_value(self->settings, setting, &now);
	if (!str_equal(&now, text, strlen(text)) && !keep(self, setting, text, NULL))
		settings_set(self->settings, setting, text, NULL);
	str_release(&now);
}
