/*
 * Pairs of names and values:
 *
 *     time=2024-05-03T09:41:02Z level=error msg="no stock numbers" service=catalog
 */
#include "formats.h"
#include "stamp.h"

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

static bool is_one_of(struct slice name, const char *const *names)
{
	for (; *names; names++)
		if (slice_equal_fold(name, *names))
			return true;
	return false;
}

size_t logfmt_head(struct slice text, struct head *head)
{
	static const char *const times[] = {"time", "ts", "timestamp", "t", "@timestamp", NULL};
	static const char *const texts[] = {"msg", "message", "event", NULL};
	static const char *const names[] = {
		"service", "logger", "component", "app", "user", "caller", NULL};
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	struct slice name, value;

	while (!scan_is_at_end(&scan) && scan_pair(&scan, &name, &value)) {
		if (is_one_of(name, times))
			head->stamp = value;
		else if (is_one_of(name, texts))
			head->what = value;
		else if (is_one_of(name, names) && head->who.len == 0)
			head->who = value;
		(void)scan_blank(&scan);
	}
	return head->stamp.len > 0 && head->what.len > 0 ? used : 0;
}
