/* Records words and finds them in texts. */
#include "ledger.h"

#include "base/mem.h"
#include "base/slice.h"
#include "writers.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const where_names[N_WHERES] = {
	[IN_FILE] = "in the file",
	[IN_CONFLICT] = "in a conflict in the file",
	[IN_BESIDE] = "in a file beside it",
	[IN_HISTORY] = "in git's history",
	[IN_JOURNAL] = "in a journal",
	[OVERWRITTEN] = "overwritten by a writer",
	[IN_GAP] = "overwritten where names cannot be swapped",
	[NOWHERE] = "nowhere",
};

void ledger_release(struct ledger *self)
{
	free(self->items);
	*self = (struct ledger){0};
}

void ledger_add(struct ledger *self, const char *by, bool is_foreign, char word[WORD_SIZE])
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	snprintf(word, WORD_SIZE, "tk%06u", (unsigned)(self->n % 1000000));
	self->items[self->n++] =
		(struct word){.by = by, .is_foreign = is_foreign, .where = NOWHERE};
}

void ledger_drop(struct ledger *self)
{
	self->n--;
}

/* The next word of a text at or after *at; false at its end. */
static bool next_word(const char *text, size_t len, size_t *at, size_t *number)
{
	for (; *at + WORD_SIZE - 1 <= len; ++*at) {
		size_t digits = 0;

		if (text[*at] != 't' || text[*at + 1] != 'k')
			continue;
		*number = 0;
		while (digits < 6 && ascii_is_digit(text[*at + 2 + digits])) {
			*number = *number * 10 + (size_t)(text[*at + 2 + digits] - '0');
			digits++;
		}
		if (digits < 6)
			continue;
		*at += WORD_SIZE - 1;
		return true;
	}
	return false;
}

static void look(struct ledger *self, enum where where, const char *text, size_t len)
{
	size_t number;

	for (size_t at = 0; next_word(text, len, &at, &number);) {
		struct word *word;

		if (number >= self->n)
			continue;
		word = &self->items[number];
		if (where < word->where)
			word->where = where;
		if (where == IN_FILE)
			word->times++;
	}
}

void ledger_look(struct ledger *self, enum where where, const struct str *text)
{
	look(self, where, str_text(text), text->len);
}

void ledger_look_file(struct ledger *self, const struct str *text)
{
	struct slice rest = slice_of(text);
	struct slice line;
	unsigned depth = 0; /* a conflict may be part of a version of another one */

	while (slice_next_line(&rest, &line)) {
		struct slice trimmed = slice_trim(line);

		if (trimmed.len >= 7 && memcmp(trimmed.data, "<<<<<<<", 7) == 0)
			depth++;
		look(self, depth > 0 ? IN_CONFLICT : IN_FILE, line.data, line.len);
		if (depth > 0 && trimmed.len >= 7 && memcmp(trimmed.data, ">>>>>>>", 7) == 0)
			depth--;
	}
}

static void look_named(struct ledger *self, const char *folder, const char *name, bool is_document)
{
	char path[512];
	struct str bytes = {0};

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (writer_read(path, &bytes) && is_document)
		ledger_look_file(self, &bytes);
	else
		ledger_look(self, IN_BESIDE, &bytes);
	str_release(&bytes);
}

void ledger_look_folder(struct ledger *self, const char *folder, const char *document)
{
	DIR *open = opendir(folder);
	const struct dirent *entry;

	while (open && (entry = readdir(open)) != NULL)
		if (entry->d_name[0] != '.')
			look_named(
				self, folder, entry->d_name, strcmp(entry->d_name, document) == 0);
	if (open)
		closedir(open);
}

static bool has_word(const struct str *text, size_t number)
{
	char word[WORD_SIZE];

	snprintf(word, sizeof(word), "tk%06u", (unsigned)(number % 1000000));
	return strstr(str_text(text), word) != NULL;
}

void words_overwritten(const struct str *old, const struct str *new, struct str *out)
{
	size_t number;

	for (size_t at = 0; next_word(str_text(old), old->len, &at, &number);)
		if (!has_word(new, number))
			str_appendf(out, "tk%06zu ", number);
}

void ledger_excuse(struct ledger *self, enum where how, const struct str *words)
{
	size_t number;

	for (size_t at = 0; next_word(str_text(words), words->len, &at, &number);)
		if (number < self->n && self->items[number].where == NOWHERE)
			self->items[number].where = how;
}

void ledger_displace(struct ledger *self, const struct str *text, const char *by)
{
	size_t number;

	for (size_t at = 0; next_word(str_text(text), text->len, &at, &number);)
		if (number < self->n && self->items[number].where == NOWHERE &&
			strcmp(self->items[number].by, by) == 0)
			self->items[number].where = OVERWRITTEN;
}

void ledger_words(const struct str *text, struct str *out)
{
	size_t number;

	for (size_t at = 0; next_word(str_text(text), text->len, &at, &number);)
		str_appendf(out, " %zu", number);
}
