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

static bool is_of_report(const struct finding *finding)
{
	return !finding->rule->is_about_review;
}

static bool is_error(const struct finding *finding)
{
	return finding->level == LEVEL_ERROR;
}

static void keep(struct findings *self, bool (*is_kept)(const struct finding *finding))
{
	size_t kept = 0;

	for (size_t i = 0; i < self->n; i++) {
		struct finding *finding = &self->items[i];

		if (is_kept(finding)) {
			self->items[kept++] = *finding;
		} else {
			self->counts[finding->level]--;
			free(finding->text);
		}
	}
	self->n = kept;
}

void findings_drop_review(struct findings *self)
{
	keep(self, is_of_report);
}

void findings_keep_errors(struct findings *self)
{
	keep(self, is_error);
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
