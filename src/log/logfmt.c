/*
 * Pairs of names and values:
 *
 *     time=2024-05-03T09:41:02Z level=error msg="no stock numbers" service=catalog
 */
#include "formats.h"
#include "stamp.h"

#define PAIRS_LEAST 3 /* in a line without a text */

/* Reads name=value, whose value may be in quotes. */
static bool scan_pair(struct scan *self, struct slice *name, struct slice *value)
{
	const char *from = self->at;

	while (ascii_is_alphanumeric(scan_peek(self)) || ascii_is_one_of(scan_peek(self), "_.-@"))
		self->at++;
	*name = scan_since(self, from);
	if (name->len == 0 || !scan_char(self, '='))
		return false;
	if (scan_peek(self) == '"')
		return scan_quoted(self, value);
	(void)scan_token(self, value); /* "name=" has an empty one */
	return true;
}

/* Which of these names it is; SIZE_MAX: none. */
static size_t find_name(struct slice name, const char *const *names)
{
	for (size_t i = 0; names[i]; i++)
		if (slice_equal_fold(name, names[i]))
			return i;
	return SIZE_MAX;
}

size_t logfmt_head(struct slice text, struct head *head)
{
	static const char *const times[] = {"time", "ts", "timestamp", "t", "@timestamp", NULL};
	static const char *const texts[] = {"msg", "message", "event", "err", "error", NULL};
	/* those that say most first */
	static const char *const names[] = {
		"service", "component", "app", "logger", "user", "caller", NULL};
	size_t used;
	size_t who = SIZE_MAX, what = SIZE_MAX;
	struct slice line = first_line(text, &used);
	struct scan scan = scan_of(line);
	struct slice name, value;
	size_t n = 0;

	for (; !scan_is_at_end(&scan) && scan_pair(&scan, &name, &value); n++) {
		if (find_name(name, times) != SIZE_MAX)
			head->stamp = value;
		if (find_name(name, texts) < what && value.len > 0) {
			what = find_name(name, texts);
			head->what = value;
		}
		if (find_name(name, names) < who) {
			who = find_name(name, names);
			head->who = value;
		}
		(void)scan_blank(&scan);
	}
	if (what == SIZE_MAX && n >= PAIRS_LEAST && scan_is_at_end(&scan))
		head->what = line; /* a request, whose pairs are all that it says */
	return head->stamp.len > 0 && head->what.len > 0 ? used : 0;
}
