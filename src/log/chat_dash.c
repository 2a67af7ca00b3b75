/* Names and times as Discord has them. */
#include "chat_dash.h"

#include "chat_name.h"
#include "chat_time.h"

#include <string.h>

/* Skips a dash with blanks around it. */
static bool scan_dash(struct scan *self)
{
	struct scan ahead = *self;

	(void)scan_blank(&ahead);
	if (!scan_text(&ahead, "\xE2\x80\x94") && !scan_text(&ahead, "\xE2\x80\x93"))
		return false;
	(void)scan_blank(&ahead);
	*self = ahead;
	return true;
}

/* Where in a line a dash between a name and a time stands; the line's length if none does. */
static size_t find_dash(struct slice line, struct slice *after)
{
	size_t at = 0;

	while (at < line.len) {
		struct scan scan = scan_of(slice_from(line, at));

		if (ascii_is_alphanumeric(line.data[at])) { /* most are, and begin no dash */
			at++;
			continue;
		}
		if (scan_dash(&scan)) {
			*after = scan_rest(&scan);
			return at;
		}
		/* past all of a gap at once */
		at = scan_blank(&scan) ? (size_t)(scan.at - line.data) : at + 1;
	}
	return line.len;
}

/* Moves on to the dash in one of the next lines. */
static bool find_dash_below(struct slice text, size_t *used, struct slice *after)
{
	size_t more;
	struct slice next = chat_next_line(text, *used, &more);
	struct scan scan;

	*used += more;
	scan = scan_of(chat_after_marks(text, next, used));
	if (!scan_dash(&scan))
		return false;
	*after = scan_rest(&scan);
	return true;
}

/* "anaToday at 9:41 AM", as Discord was copied for years */
bool chat_read_glued(struct slice line, struct head *head)
{
	static const char *const days[] = {"Today at ", "Yesterday at "};
	bool is_bracketed;

	if (!chat_may_end_in_time(line))
		return false;
	for (size_t i = 1; i < line.len; i++) {
		struct slice rest = slice_from(line, i);

		for (size_t day = 0; day < sizeof days / sizeof *days; day++) {
			if (!slice_begins(rest, days[day]) || ascii_is_space(line.data[i - 1]) ||
				!chat_is_time(rest, &head->stamp, &is_bracketed))
				continue;
			head->who = (struct slice){line.data, i};
			if (slice_ends(head->who, "BOT") && i > strlen("BOT"))
				head->who.len -= strlen("BOT");
			return name_is_possible(head->who);
		}
	}
	return false;
}

/* "ana — Today at 9:41 AM", also with line ends on both sides of the dash */
bool chat_read_dash(struct slice text, struct slice line, size_t *used, struct head *head)
{
	size_t total = *used;
	struct slice rest = line;
	size_t at = find_dash(line, &rest);
	bool is_bracketed;

	head->who = name_without_marks((struct slice){line.data, at});
	if ((!name_is_possible(head->who) && !name_is_sentence(head->who)) ||
		(at == line.len && !find_dash_below(text, &total, &rest)))
		return false;
	if (slice_trim(rest).len == 0) {
		size_t more;

		rest = chat_next_line(text, total, &more);
		total += more;
	}
	if (!chat_is_time(rest, &head->stamp, &is_bracketed))
		return false;
	if (name_is_sentence(head->who)) { /* "carl just landed." in the place of a name */
		head->what = head->who;
		head->who = (struct slice){line.data, 0};
		head->rule = LOG_JOIN;
	}
	*used = total;
	return true;
}
