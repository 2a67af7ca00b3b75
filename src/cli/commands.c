/* The table of commands, in the order the help shows them. */
#include "internal.h"

#include <string.h>

static const struct command *const table[] = {
	&command_edit,
	&command_new,
	&command_review,
	&command_check,
	&command_export,
	&command_import,
	&command_log,
	&command_sort,
	&command_get,
	&command_set,
	&command_recover,
	&command_forms,
	&command_diff,
	&command_merge,
	&command_git_setup,
	&command_help,
};

const struct command *const *commands(size_t *n)
{
	*n = sizeof(table) / sizeof(table[0]);
	return table;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (strcmp(table[i]->name, name) == 0)
			return table[i];
	}
	return NULL;
}
