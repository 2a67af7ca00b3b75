/*
 * Updates as status pages show them, whose times stand below them:
 *
 *     Monitoring - A fix has been rolled out.
 *     May 3, 08:11 UTC
 */
#include "formats.h"
#include "stamp.h"

#define LINES_MOST 60 /* of one update */

static bool scan_state(struct scan *self)
{
	static const char *const states[] = {"Resolved", "Monitoring", "Identified",
		"Investigating", "Update", "Completed", "Scheduled", "Verifying", "In progress",
		"Postmortem"};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (scan_word(self, states[i]))
			return scan_text(self, " - ") || scan_text(self, " \xE2\x80\x93 ");
	return false;
}

static bool is_time(struct slice line, struct head *head)
{
	struct scan scan = scan_of(slice_trim(line));
	const char *from;

	if (scan_text(&scan, "Posted "))
		(void)scan_blank(&scan);
	from = scan.at;
	if (!(scan_stamp(&scan) & STAMP_CLOCK) || !scan_is_at_end(&scan))
		return false;
	head->stamp = scan_since(&scan, from);
	return true;
}

size_t statuspage_head(struct slice text, struct head *head)
{
	size_t used, more;
	struct scan scan = scan_of(first_line(text, &used));

	if (!scan_state(&scan))
		return 0;
	for (size_t i = 0; i < LINES_MOST && used < text.len; i++) {
		struct slice line = first_line(slice_from(text, used), &more);

		if (is_time(line, head)) {
			head->what = slice_trim_end((struct slice){text.data, used});
			return used + more;
		}
		used += more;
	}
	return 0;
}
