/*
 * syslog as in RFC 3164, with or without its priority, which is what journalctl prints, too:
 *
 *     May 03 10:58:02 db2 repack[20117]: table ledger: 12 GB old pages
 *     -- Boot 5f0c7f0c1d3b4f58a8f9f0a4c1d2e3f4 --
 */
#include "formats.h"
#include "program.h"
#include "stamp.h"

static void skip_priority(struct scan *self)
{
	struct scan ahead = *self;

	if (scan_char(&ahead, '<') && scan_digits(&ahead, 1, 3, NULL) && scan_char(&ahead, '>'))
		*self = ahead;
}

size_t syslog_head(struct slice text, struct head *head)
{
	size_t used;
	struct slice line = first_line(text, &used);
	struct scan scan = scan_of(line);
	const char *from;
	struct slice host;

	if (scan_text(&scan, "-- ")) {
		head->type = HEAD_FRAME;
		return used;
	}
	skip_priority(&scan);
	from = scan.at;

	unsigned parts = scan_stamp(&scan);

	if (!(parts & STAMP_DATE) || !(parts & STAMP_SECONDS))
		return 0;
	head->stamp = scan_since(&scan, from);
	if (!scan_blank(&scan) || !scan_token(&scan, &host) || !scan_blank(&scan) ||
		!scan_program(&scan, &head->who))
		return 0;
	head->what = scan_rest(&scan);
	return used;
}
