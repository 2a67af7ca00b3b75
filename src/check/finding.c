/* Lists of findings. */
#include "check/finding.h"

#include <stdlib.h>
#include <string.h>

void findings_clear(struct findings *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->items[i].text);
	self->n = 0;
	memset(self->counts, 0, sizeof self->counts);
}

void findings_release(struct findings *self)
{
	findings_clear(self);
	free(self->items);
	*self = (struct findings){0};
}

const char *level_name(enum level level)
{
	static const char *const names[] = {
		[LEVEL_NOTE] = "note",
		[LEVEL_WARNING] = "warning",
		[LEVEL_ERROR] = "error",
	};

	return names[level];
}
