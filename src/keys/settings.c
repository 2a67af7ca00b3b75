/* The values in force: the defaults, over them the file's, over those the environment's. */
#include "settings_value.h"

#include "base/slice.h"

#include <stdlib.h>
#include <string.h>

/* --- the environment --- */

/* The first one that is set and not blank wins. */
static const struct {
	const char *name;
	enum setting setting;
	const char *value; /* whatever it says; NULL: what it says */
} variables[] = {
	{"AFTERWORD_ASCII", SETTING_BORDERS, "ascii"},
	{"AFTERWORD_NAME", SETTING_NAME, NULL},
	{"ESCDELAY", SETTING_ESCAPE_DELAY, NULL},
	{"VISUAL", SETTING_EDITOR, NULL},
	{"EDITOR", SETTING_EDITOR, NULL},
	{"TZ", SETTING_ZONE, NULL},
};

static void take_environment(struct settings *self)
{
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables) && self->environment; i++) {
		const char *text = self->environment(variables[i].name);
		struct setting_value *value = &self->values[variables[i].setting];

		if (!text || slice_trim(slice_of_text(text)).len == 0 ||
			value->source == SETTING_ENVIRONMENT)
			continue;
		if (variables[i].value)
			text = variables[i].value;
		if (!setting_read(variables[i].setting, text, strlen(text), value, NULL))
			continue; /* as if it was not there */
		value->source = SETTING_ENVIRONMENT;
		value->variable = variables[i].name;
	}
}

/* --- all of them --- */

static void forget(struct settings *self)
{
	for (int i = 0; i < N_SETTINGS; i++)
		str_release(&self->values[i].text);
	free(self->problems);
}

static void use_default(struct settings *self, enum setting setting)
{
	struct setting_value *value = &self->values[setting];

	value->source = SETTING_DEFAULT;
	value->number = setting_info(setting)->usual;
	str_clear(&value->text);
}

void settings_init(struct settings *self, char *(*environment)(const char *name))
{
	*self = (struct settings){.environment = environment};
	for (int i = 0; i < N_SETTINGS; i++)
		use_default(self, (enum setting)i);
	take_environment(self);
}

void settings_release(struct settings *self)
{
	forget(self);
	*self = (struct settings){0};
}

bool settings_load(struct settings *self, const char *source, size_t len, const char *path)
{
	unsigned revision = self->revision + 1;

	forget(self);
	*self = (struct settings){.environment = self->environment, .revision = revision};
	for (int i = 0; i < N_SETTINGS; i++)
		use_default(self, (enum setting)i);
	settings_read_file(self, source, len, path);
	take_environment(self);
	return self->n_problems == 0;
}

void settings_refuse(
	struct settings *self, enum setting setting, const char *path, const char *message)
{
	const struct setting_value *value = &self->values[setting];
	struct err err = {0};

	err_set(&err, ERR_VALUE, "%s", message);
	err_locate(&err, path, value->line, value->column);
	settings_add_problem(self, &err);
	use_default(self, setting);
	self->revision++;
}

bool settings_set(struct settings *self, enum setting setting, const char *text, struct err *err)
{
	struct setting_value *value = &self->values[setting];

	if (!setting_read(setting, text, strlen(text), value, err))
		return false;
	value->source = SETTING_SESSION;
	self->revision++;
	return true;
}

int settings_number(const struct settings *self, enum setting setting)
{
	return self->values[setting].number;
}

const char *settings_text(const struct settings *self, enum setting setting)
{
	return str_text(&self->values[setting].text);
}

/* --- in words --- */

static void append_number(const struct setting_info *info, int number, struct str *out)
{
	if (info->choices)
		str_append_text(out, info->choices[number]);
	else
		str_appendf(out, "%d%s", number, info->unit);
}

void settings_append_value(const struct settings *self, enum setting setting, struct str *out)
{
	const struct setting_info *info = setting_info(setting);
	const struct setting_value *value = &self->values[setting];

	if (info->choices || info->unit)
		append_number(info, value->number, out);
	else
		str_append(out, str_text(&value->text), value->text.len);
}

void settings_append_source(const struct settings *self, enum setting setting, struct str *out)
{
	const struct setting_value *value = &self->values[setting];

	if (value->source == SETTING_ENVIRONMENT)
		str_append_text(out, value->variable);
	else if (value->source == SETTING_FILE)
		str_appendf(out, "line %u", value->line);
	else
		str_append_text(out, value->source == SETTING_SESSION ? "not kept" : "default");
}

void settings_append_problems(const struct settings *self, size_t most, struct str *out)
{
	size_t n = self->n_problems < most ? self->n_problems : most;
	size_t all = self->n_problems + self->n_more;

	if (all == 1)
		err_format(&self->problems[0], out);
	if (all <= 1)
		return;
	str_appendf(out, "%s: %zu mistakes; the rest of it holds", self->problems[0].path, all);
	for (size_t i = 0; i < n; i++) {
		const struct err *err = &self->problems[i];

		str_appendf(out, "\nline %u, column %u: %s", err->line, err->column, err->message);
	}
	if (all > n)
		str_appendf(out, "\nand %zu more", all - n);
}

/* They go round. */
static int next_choice(const struct setting_info *info, int number, int direction)
{
	int last = 0;

	while (info->choices[last + 1])
		last++;
	number += direction;
	if (number < 0)
		return last;
	return number > last ? 0 : number;
}

/* The nearest number in steps. */
static int next_number(const struct setting_info *info, int number, int direction)
{
	int next = number / info->step * info->step;

	if (direction > 0 || next == number)
		next += direction * info->step;
	if (next < info->least)
		return info->least;
	return next > info->most ? info->most : next;
}

bool settings_append_next(
	const struct settings *self, enum setting setting, int direction, struct str *out)
{
	const struct setting_info *info = setting_info(setting);
	int number = settings_number(self, setting);

	if (info->choices)
		append_number(info, next_choice(info, number, direction), out);
	else if (info->unit)
		append_number(info, next_number(info, number, direction), out);
	return info->choices || info->unit;
}
