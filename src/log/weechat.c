/*
 * WeeChat, with tabs between the three parts:
 *
 *     2024-05-03 09:41:02	runa	mirror3 is down
 *     2024-05-03 09:41:40	-->	dag (~dag@host) has joined #ops
 *     2024-05-03 09:42:01	 *	runa takes it out
 */
#include "formats.h"
#include "stamp.h"

/* What stands in the place of a name when nobody says something. */
static bool is_sign(struct slice name)
{
	static const char *const signs[] = {"-->", "<--", "--", "=!=", "\xE2\x86\x92"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (slice_equal(name, signs[i]))
			return true;
	return false;
}

size_t weechat_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from = scan.at;
	struct slice name;
	unsigned parts = scan_stamp(&scan);

	if (!(parts & STAMP_DATE) || (parts & STAMP_ZONE))
		return 0;
	head->stamp = scan_since(&scan, from);
	if (!scan_char(&scan, '\t') || !scan_until(&scan, '\t', &name))
		return 0;
	name = slice_trim(name);
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
