/* Reads a text: by what it looks like, or as it is said to be. */
#include "internal.h"
#include "scan.h"
#include "text_table.h"

#include "base/utf8.h"

#include <string.h>

#define LINE_BYTES (8 << 20)
#define YEAR_MOST 2199

static bool is_likelier(const struct log_format *self, size_t n, size_t most)
{
	return self->is_written ? n > most + most / 2 : n > most;
}

static struct slice without_mark(struct slice text)
{
	static const char mark[] = "\xEF\xBB\xBF";

	return text.len >= 3 && memcmp(text.data, mark, 3) == 0 ? slice_from(text, 3) : text;
}

static const char runs_right[] = "\xE2\x80\x8E";

/* The next mark that says which way letters run; NULL: there is none. */
static const char *find_direction(struct slice text)
{
	const char *from;

	while ((from = memchr(text.data, runs_right[0], text.len)) != NULL) {
		struct slice rest = slice_from(text, (size_t)(from - text.data));

		if (rest.len >= sizeof runs_right - 1 &&
			memcmp(from, runs_right, sizeof runs_right - 1) == 0)
			return from;
		text = slice_from(rest, 1);
	}
	return NULL;
}

/* The text without such marks, which WhatsApp and Teams put around names and times; in room if it
 * has any. */
static struct slice without_directions(struct slice text, struct str *room)
{
	const char *mark = find_direction(text);

	if (!mark)
		return text;
	for (; mark; mark = find_direction(text)) {
		str_append(room, text.data, (size_t)(mark - text.data));
		text = slice_from(text, (size_t)(mark - text.data) + sizeof runs_right - 1);
	}
	str_append(room, text.data, text.len);
	return slice_of(room);
}

static const struct log_format *recognise(struct slice text)
{
	const struct log_format *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < log_n_formats(); i++) {
		const struct log_format *format = log_format_at(i);
		size_t n = format->count ? format->count(text) : lines_count(text, format->head);

		if (n > 0 && is_likelier(format, n, most)) {
			best = format;
			most = n;
		}
	}
	return best;
}

const struct log_format *log_recognise(struct slice text)
{
	struct str room = {0};
	const struct log_format *best = recognise(without_directions(without_mark(text), &room));

	str_release(&room);
	return best;
}

/* Adds line and column of a byte, both from 1, the latter in characters. Returns false. */
static bool locate(struct slice text, size_t at, struct err *err)
{
	size_t start = at;

	while (start > 0 && text.data[start - 1] != '\n')
		start--;
	return err_locate(err, NULL, 1 + count_lines((struct slice){text.data, start}),
		1 + (unsigned)utf8_count(text.data + start, at - start));
}

static bool check_encoding(struct slice text, struct err *err)
{
	const char *zero;
	size_t bad;

	if (text.len >= 2 &&
		(memcmp(text.data, "\xFF\xFE", 2) == 0 || memcmp(text.data, "\xFE\xFF", 2) == 0))
		return err_set(err, ERR_SYNTAX,
			       "this is UTF-16; save it as UTF-8, or convert it: iconv -f UTF-16 "
			       "-t UTF-8") ||
		       err_locate(err, NULL, 1, 1);
	zero = memchr(text.data, '\0', text.len);
	if (zero) {
		err_set(err, ERR_SYNTAX, "this is not a text: it has bytes that are zero");
		return locate(text, (size_t)(zero - text.data), err);
	}
	if (utf8_check(text.data, text.len, &bad))
		return true;
	err_set(err, ERR_SYNTAX,
		"this is not UTF-8; if it is Latin-1, convert it: iconv -f LATIN1 -t UTF-8");
	return locate(text, bad, err);
}

static void refuse_wide(const struct log *self, struct err *err)
{
	err_set(err, ERR_SYNTAX, "this line has more than %d columns", TABLE_COLUMNS);
	err_locate(err, NULL, self->wide_line, self->wide_column);
}

/* Lines that no person and no program writes; JSON may be in one line. */
static bool check_lines(struct slice text, const struct log_format *format, struct err *err)
{
	struct slice rest = text;
	struct slice line;

	if (text.len > 0 && ascii_is_one_of(text.data[0], "[{") && format->count)
		return true;
	for (unsigned number = 1; slice_next_line(&rest, &line); number++) {
		if (line.len <= LINE_BYTES)
			continue;
		err_set(err, ERR_SYNTAX, "this line is longer than 8 MiB");
		return err_locate(err, NULL, number, LINE_BYTES + 1);
	}
	return true;
}

/* The byte at which the stamp of an entry stands, else that at which its line begins. */
static size_t find_stamp(struct slice text, const struct log_entry *entry)
{
	size_t len = strlen(entry->stamp);
	struct slice rest = text;
	struct slice line = text;
	size_t start;

	for (unsigned i = 0; i < entry->line; i++)
		(void)slice_next_line(&rest, &line);
	start = (size_t)(line.data - text.data);
	for (size_t at = 0; len > 0 && at + len <= line.len; at++)
		if (memcmp(line.data + at, entry->stamp, len) == 0)
			return start + at;
	return start;
}

/* No incident is in the year 9999: such a time means that there is none, or is forged. */
static bool check_years(const struct log *self, struct slice text, struct err *err)
{
	for (size_t i = 0; i < self->n; i++) {
		struct scan scan = scan_of(slice_of_text(self->entries[i].stamp));
		int64_t year;

		if (!scan_digits(&scan, 4, 4, &year) || !scan_any(&scan, "-/") || year <= YEAR_MOST)
			continue;
		err_set(err, ERR_VALUE, "no incident is in the year %d", (int)year);
		return locate(text, find_stamp(text, &self->entries[i]), err);
	}
	return true;
}

/* Reads a text in UTF-8, without marks. */
static bool read_clean(struct log *self, struct slice text, struct err *err)
{
	if (!self->format)
		self->format = recognise(text);
	if (!self->format)
		return err_set(err, ERR_MISSING,
			"no line of it begins with a time, and it is like "
			"no log or chat that is known");
	if (!check_lines(text, self->format, err))
		return false;

	bool done = self->format->read ? self->format->read(self, text) : lines_read(self, text);

	if (done && self->wide_line == 0 && check_years(self, text, err)) {
		if (self->format->complete)
			self->format->complete(self);
		return true;
	}
	if (self->wide_line > 0)
		refuse_wide(self, err);
	else if (!done)
		err_set(err, ERR_MISSING, "nothing in it is like %s", self->format->about);
	log_release(self);
	return false;
}

bool log_read(struct log *self, struct slice text, const struct log_format *format, struct err *err)
{
	struct str room = {0};
	bool done;

	*self = (struct log){.format = format};
	if (text.len == 0)
		return err_set(err, ERR_MISSING, "there is nothing in it");
	if (!check_encoding(text, err))
		return false;
	done = read_clean(self, without_directions(without_mark(text), &room), err);
	str_release(&room);
	return done;
}
