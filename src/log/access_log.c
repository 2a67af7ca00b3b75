/*
 * Access logs of web servers, in the common or the combined format:
 *
 *     203.0.113.9 - ana [03/May/2024:10:11:12 +0200] "GET /cart HTTP/1.1" 502 157 "-" "curl/8"
 *
 * What happened is the request and the status; who is the user, if there is one.
 */
#include "formats.h"
#include "stamp.h"

#define WORDS_BYTES 600 /* before the time */

/* "- ana ": the user is the last word before the time, after the name of the host, if there is one,
 * the address and what identd says. */
static bool read_user(struct scan *self, struct head *head)
{
	struct slice words, word;
	struct scan scan;

	if (!scan_until(self, '[', &words) || words.len > WORDS_BYTES || words.len == 0)
		return false;
	scan = scan_of(slice_trim(words));
	for (size_t n = 0; scan_token(&scan, &word); n++) {
		(void)scan_blank(&scan);
		if (scan_is_at_end(&scan))
			head->who = slice_equal(word, "-") || slice_equal(word, "\"\"")
					    ? (struct slice){word.data, 0}
					    : word;
		if (scan_is_at_end(&scan) && n >= 2)
			return true;
	}
	return false;
}

size_t access_log_head(struct slice text, struct head *head)
{
	size_t used;
	struct slice line = first_line(text, &used);
	struct scan scan = scan_of(line);
	struct slice request;
	const char *what;

	if (!read_user(&scan, head) || !scan_until(&scan, ']', &head->stamp) ||
		!scan_char(&scan, ' ') || !(stamp_parts(head->stamp) & STAMP_CLOCK))
		return 0;
	what = scan.at;
	if (!scan_quoted(&scan, &request) || !scan_char(&scan, ' ') ||
		!scan_digits(&scan, 3, 3, NULL))
		return 0;
	head->what = (struct slice){what, (size_t)(line.data + line.len - what)};
	return used;
}
