/*
 * irssi:
 *
 *     --- Log opened Thu May 02 23:51:14 2024
 *     23:52 <@runa> mirror3 is down        a sign or a space before the name is its mode
 *     23:55  * runa takes it out           an action
 *     23:58 -!- dag [~dag@host] has joined #ops
 */
#include "formats.h"
#include "stamp.h"

static bool read_frame(struct scan *self, struct head *head)
{
	static const char *const days[] = {"Log opened ", "Day changed "};

	if (!scan_text(self, "--- "))
		return false;
	head->type = HEAD_FRAME;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		if (scan_text(self, days[i])) {
			head->type = HEAD_DAY;
			head->stamp = scan_rest(self);
		}
	}
	return true;
}

static bool read_said(struct scan *self, struct head *head)
{
	struct slice name;

	if (scan_text(self, "-!- ")) {
		head->rule = LOG_JOIN;
		head->what = scan_rest(self);
		return true;
	}
	if (scan_text(self, " * ")) {
		if (!scan_token(self, &head->who))
			return false;
		(void)scan_blank(self);
		head->what = scan_rest(self);
		return true;
	}
	if (!scan_char(self, '<') || !scan_until(self, '>', &name) || name.len == 0)
		return false;
	if (ascii_is_one_of(name.data[0], " @+%~&!"))
		name = slice_from(name, 1);
	head->who = name;
	(void)scan_char(self, ' ');
	head->what = scan_rest(self);
	return true;
}

size_t irssi_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from = scan.at;

	if (read_frame(&scan, head))
		return used;
	if (!scan_clock(&scan))
		return 0;
	head->stamp = scan_since(&scan, from);
	return scan_char(&scan, ' ') && read_said(&scan, head) ? used : 0;
}
