/*
 * WeeChat, with tabs between the three parts:
 *
 *     2024-05-03 09:41:02	ines	cache07 is down
 *     2024-05-03 09:41:40	-->	dag (~dag@host) has joined #ops
 *     2024-05-03 09:42:01	 *	ines takes it out
 */
#include "formats.h"
#include "stamp.h"

#include <string.h>

#define NAME_BYTES 64

/* What stands in the place of a name when nobody says something. */
static bool is_sign(struct slice name)
{
	static const char *const signs[] = {"-->", "<--", "--", "=!=", "\xE2\x86\x92"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (slice_equal(name, signs[i]))
			return true;
	return false;
}

/* All before the first bar of one kind or the other, and the bar. */
static bool scan_until_bar(struct scan *self, struct slice *before)
{
	const char *from = self->at;

	for (; !scan_is_at_end(self) && *self->at != '\t'; self->at++) {
		*before = scan_since(self, from);
		if (scan_char(self, '|') || scan_text(self, "\xE2\x94\x82"))
			return true;
	}
	return false;
}

/* Between a name and what is said: a tab in its logs, a bar in its window. */
static bool scan_bar(struct scan *self, struct slice *name)
{
	struct scan ahead = *self;

	if (scan_char(&ahead, '\t') && scan_until(&ahead, '\t', name)) {
		*self = ahead;
		return true;
	}
	ahead = *self;
	if (!scan_blank(&ahead) || !scan_until_bar(&ahead, name) || name->len < 2 ||
		name->len > NAME_BYTES || name->data[name->len - 1] != ' ' ||
		memchr(slice_trim(*name).data, ' ', slice_trim(*name).len))
		return false;
	*self = ahead;
	return true;
}

size_t weechat_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from = scan.at;
	struct slice name;
	unsigned parts = scan_stamp(&scan);

	if (!(parts & STAMP_SECONDS) || (parts & STAMP_ZONE))
		return 0;
	head->stamp = scan_since(&scan, from);
	if (!scan_bar(&scan, &name))
		return 0;
	name = slice_trim(name);
	if (name.len == 0 && slice_begins(scan_rest(&scan), "Logfile "))
		head->type = HEAD_FRAME;
	if (scan_peek(&scan) == ' ')
		(void)scan_blank(&scan);
	if (is_sign(name))
		head->rule = LOG_JOIN;
	else if (slice_equal(name, "*"))
		(void)scan_token(&scan, &head->who);
	else if (name.len > 0 && ascii_is_one_of(name.data[0], "@+%~&"))
		head->who = slice_from(name, 1);
	else
		head->who = name;
	head->what = slice_trim(scan_rest(&scan));
	return used;
}

enum log_rule weechat_body(struct slice *line)
{
	struct scan scan = scan_of(*line);
	struct slice before;

	/* a long line goes on behind a bar in its window */
	if (scan_blank(&scan) && scan_until_bar(&scan, &before) && slice_trim(before).len == 0) {
		(void)scan_char(&scan, ' ');
		*line = scan_rest(&scan);
	}
	return LOG_TAKEN;
}
