/* Lists of findings. */
#include "check/check.h"

#include <stdlib.h>
#include <string.h>

void findings_clear(struct findings *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->items[i].text);
	self->n = 0;
	memset(self->counts, 0, sizeof self->counts);
}

void findings_drop_review(struct findings *self)
{
	size_t kept = 0;

	for (size_t i = 0; i < self->n; i++) {
		struct finding *finding = &self->items[i];

		if (finding->rule->is_about_review) {
			self->counts[finding->level]--;
			free(finding->text);
		} else {
			self->items[kept++] = *finding;
		}
	}
	self->n = kept;
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
