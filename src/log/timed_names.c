/*
 * Lines that begin with a time and a name:
 *
 *     09:41 Ines: took the alarm
 *     09:45 Paco: restarts the queue
 *     09:50 Ines: it is back
 *
 * A word before a colon is a name only if most lines have one, and one comes again.
 */
#include "chat_name.h"
#include "formats.h"
#include "scan.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define NAME_BYTES 32
#define LEAST 3 /* entries */

/* What people write before a colon, too. */
static const char *const other_words[] = {"Action", "Alarm", "Alert", "Cause", "Decision", "Deploy",
	"Detected", "Error", "Fix", "Impact", "Info", "Mitigated", "Note", "Question", "Resolved",
	"Result", "Started", "Status", "Todo", "Update", "Warning"};

static bool may_be_person(struct slice name)
{
	if (!name_is_likely(name) || (name.data[0] >= 'a' && name.data[0] <= 'z'))
		return false;
	for (size_t i = 0; i < sizeof other_words / sizeof *other_words; i++)
		if (slice_equal_fold(name, other_words[i]))
			return false;
	for (size_t i = 0; i < name.len; i++)
		if (ascii_is_one_of(name.data[i], "/[](){}<>=#*\"\t\n0123456789"))
			return false;
	return true;
}

/* "Ines" of "Ines: took the alarm"; empty if there is no name. */
static struct slice name_of(const struct log_entry *entry)
{
	struct slice none = {entry->what, 0};
	const char *colon = strstr(entry->what, ": ");
	struct slice name = {entry->what, colon ? (size_t)(colon - entry->what) : 0};

	return entry->who[0] == '\0' && name.len > 0 && name.len <= NAME_BYTES &&
			       may_be_person(name)
		       ? name
		       : none;
}

static bool is_said_again(const struct log *log, size_t index, struct slice name)
{
	for (size_t i = index + 1; i < log->n; i++) {
		struct slice other = name_of(&log->entries[i]);

		if (other.len == name.len && memcmp(other.data, name.data, name.len) == 0)
			return true;
	}
	return false;
}

static bool have_names(const struct log *log)
{
	size_t n = 0;
	bool is_again = false;

	for (size_t i = 0; i < log->n; i++) {
		struct slice name = name_of(&log->entries[i]);

		n += name.len > 0;
		if (name.len > 0 && i < LEAST)
			is_again = is_again || is_said_again(log, i, name);
	}
	return is_again && n >= LEAST && n * 3 >= log->n * 2;
}

void plain_complete(struct log *self)
{
	if (!have_names(self))
		return;
	for (size_t i = 0; i < self->n; i++) {
		struct log_entry *entry = &self->entries[i];
		struct slice name = name_of(entry);
		char *what;

		if (name.len == 0)
			continue;
		what = mem_strdup(name.data + name.len + 2);
		free(entry->who);
		entry->who = mem_strndup(name.data, name.len);
		free(entry->what);
		entry->what = what;
	}
}
