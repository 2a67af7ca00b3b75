/* The entries of a log as they are found. */
#include "internal.h"

#include "base/mem.h"
#include "text/search.h"

#include <stdlib.h>
#include <string.h>

static const char *const rule_names[LOG_N_RULES] = {
	[LOG_TAKEN] = "taken",
	[LOG_JOIN] = "joins, leaves and topics",
	[LOG_REACTION] = "reactions and counts of replies",
	[LOG_GREETING] = "greetings of bots",
	[LOG_DELETED] = "deleted or edited later",
	[LOG_DUPLICATE] = "in the timeline already",
	[LOG_FRAME] = "lines of the log itself",
	[LOG_UNTIMED] = "lines before the first time",
};

const char *log_rule_name(enum log_rule rule)
{
	return rule_names[rule];
}

static bool finds(const char *text, const char *words, size_t len)
{
	return search_text(text, strlen(text), words, len, 0, NULL) != SIZE_MAX;
}

bool log_entry_holds(const struct log_entry *self, const char *words, size_t len)
{
	return finds(self->what, words, len) || finds(self->who, words, len);
}

struct log_entry *log_add(struct log *self, unsigned line)
{
	struct log_entry *entry;

	self->entries = mem_grow(self->entries, &self->cap, self->n + 1, sizeof *self->entries);
	entry = &self->entries[self->n++];
	*entry =
		(struct log_entry){.line = line, .day = self->n_days ? self->n_days - 1 : SIZE_MAX};
	return entry;
}

void log_add_day(struct log *self, struct slice day)
{
	self->days = mem_grow(self->days, &self->cap_days, self->n_days + 1, sizeof *self->days);
	self->days[self->n_days++] = mem_strndup(day.data, day.len);
}

void log_release(struct log *self)
{
	for (size_t i = 0; i < self->n; i++) {
		free(self->entries[i].stamp);
		free(self->entries[i].who);
		free(self->entries[i].what);
		free(self->entries[i].kind);
		for (unsigned j = 0; self->entries[i].cells && j < self->n_cells; j++)
			str_release(&self->entries[i].cells[j]);
		free(self->entries[i].cells);
	}
	for (size_t i = 0; i < self->n_days; i++)
		free(self->days[i]);
	free(self->entries);
	free(self->days);
	free(self->zone);
	*self = (struct log){0};
}
