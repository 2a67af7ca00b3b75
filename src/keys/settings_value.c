/* What is common to all sources of settings: reading a value, and listing mistakes. */
#include "settings_value.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_one_of(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strcasecmp(text, *words) == 0)
			return true;
	return false;
}

/* YAML tools make these of each other. */
static bool means_same(const char *text, const char *choice)
{
	static const char *const yes[] = {"yes", "on", "true", NULL};
	static const char *const no[] = {"no", "off", "false", NULL};

	return strcasecmp(text, choice) == 0 || (is_one_of(text, yes) && is_one_of(choice, yes)) ||
	       (is_one_of(text, no) && is_one_of(choice, no));
}

static bool read_choice(const struct setting_info *info, const char *text, int *number)
{
	for (int i = 0; info->choices[i]; i++)
		if (means_same(text, info->choices[i])) {
			*number = i;
			return true;
		}
	return false;
}

/* "2", "2s", "2 s". */
static bool read_number(const struct setting_info *info, const char *text, int *number)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (text[0] < '0' || text[0] > '9' || value < info->least || value > info->most)
		return false;
	end += strspn(end, " ");
	*number = (int)value;
	return *end == '\0' || strcmp(end, info->unit) == 0;
}

static bool refuse(enum setting setting, const char *text, struct err *err)
{
	const struct setting_info *info = setting_info(setting);
	struct str values = {0};

	setting_append_values(setting, &values);
	err_set(err, ERR_VALUE, "%s is %s, not \"%s\"", info->name, str_text(&values), text);
	str_release(&values);
	return false;
}

bool setting_read(enum setting setting, const char *text, size_t len, struct setting_value *out,
	struct err *err)
{
	enum { TEXT_MAX = 500 };
	const struct setting_info *info = setting_info(setting);

	if (!info->choices && !info->unit) {
		if (len > TEXT_MAX || strlen(text) != len || strpbrk(text, "\r\n"))
			return err_set(err, ERR_VALUE,
				"%s is one line of text, of %d bytes at most", info->name,
				TEXT_MAX);
		str_set(&out->text, text, len);
		return true;
	}
	if (strlen(text) == len && (info->choices ? read_choice(info, text, &out->number)
						  : read_number(info, text, &out->number)))
		return true;
	return refuse(setting, text, err);
}

void settings_add_problem(struct settings *self, const struct err *err)
{
	size_t at;

	if (self->n_problems == SETTING_PROBLEMS_MAX) {
		self->n_more++;
		return;
	}
	self->problems = mem_resize(self->problems, self->n_problems + 1, sizeof(*self->problems));
	for (at = self->n_problems++; at > 0 && self->problems[at - 1].line > err->line; at--)
		self->problems[at] = self->problems[at - 1];
	self->problems[at] = *err;
}
