/*
 * Access logs of web servers, in the common or the combined format:
 *
 *     203.0.113.9 - ana [03/May/2024:10:11:12 +0200] "GET /cart HTTP/1.1" 502 157 "-" "curl/8"
 *
 * What happened is the request and the status; who is the user, if there is one.
 */
#include "formats.h"
#include "stamp.h"

size_t access_log_head(struct slice text, struct head *head)
{
	size_t used;
	struct slice line = first_line(text, &used);
	struct scan scan = scan_of(line);
	struct slice host, user, request;
	const char *what;
	int64_t status;

	if (!scan_token(&scan, &host) || !scan_char(&scan, ' ') || !scan_token(&scan, &user) ||
		!scan_char(&scan, ' ') || !scan_until(&scan, '[', &user) ||
		!scan_until(&scan, ']', &head->stamp) || !scan_char(&scan, ' '))
		return 0;

	struct scan stamp = scan_of(head->stamp);

	if (!(scan_stamp(&stamp) & STAMP_CLOCK) || !scan_is_at_end(&stamp))
		return 0;
	what = scan.at;
	if (!scan_char(&scan, '"') || !scan_until(&scan, '"', &request) || !scan_char(&scan, ' ') ||
		!scan_digits(&scan, 3, 3, &status))
		return 0;
	user = slice_trim(user);
	if (!slice_equal(user, "-"))
		head->who = user;
	head->what = (struct slice){what, (size_t)(line.data + line.len - what)};
	return used;
}
