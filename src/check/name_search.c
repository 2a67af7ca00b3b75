/* Finds the names that a document contains in its texts. */
#include "name_word.h"
#include "names.h"

/* Extends a name over the names right after it. */
static size_t name_end(const struct names *names, const char *text, size_t len, size_t end)
{
	while (end < len && text[end] == ' ') {
		struct name_word word;

		(void)name_word_read(text + end + 1, len - end - 1, &word);
		if (word.len == 0 ||
			names_find_word(names, (struct slice){text + end + 1, word.len}) == NULL)
			break;
		end += 1 + word.len;
	}
	return end;
}

/* Does a word begin after this byte in any case? Not after an apostrophe. */
static bool is_end(char c)
{
	return !is_word_byte(c) && c != '\'';
}

/* Is an offset, at or after the start of a word or sign, such a start, too? If not, the next one is
 * put into *start. */
static bool is_start(const char *text, size_t len, size_t at, size_t *start)
{
	size_t from = at;

	while (from > *start && !is_end(text[from - 1]))
		from--;
	while (from < at)
		from += name_word_skip(text + from, len - from);
	*start = from;
	return from == at;
}

/* From the start of a word or sign on, the next one that may be a name; len if there is none. */
static size_t find_beginning(const struct names *self, const char *text, size_t len, size_t at)
{
	for (size_t next = at;; next = at) {
		while (next < len && !self->is_first[(unsigned char)text[next]])
			next++;
		if (next == len || is_start(text, len, next, &at))
			return next;
	}
}

bool names_find(const struct names *names, const char *text, size_t len, size_t *start, size_t *end)
{
	for (size_t at = find_beginning(names, text, len, *start); at < len;
		at = find_beginning(names, text, len, at)) {
		struct name_word word;
		size_t n = name_word_read(text + at, len - at, &word);
		const struct name *name =
			word.is_name && word.len > 0
				? names_find_word(names, (struct slice){text + at, word.len})
				: NULL;

		if (name == NULL) {
			at += n;
			continue;
		}
		*start = at;
		*end = name_end(names, text, len, at + n);
		if (!name->is_common || *end > at + n)
			return true;
		at = *end;
	}
	return false;
}
