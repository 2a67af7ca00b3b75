/*
 * Error logs of web servers:
 *
 *     2024/05/03 10:11:12 [error] 812#812: *7 connect() failed            nginx
 *     [Fri May 03 10:11:12.123456 2024] [core:error] [pid 812] AH00124: ...   Apache
 */
#include "formats.h"
#include "stamp.h"

static bool read_nginx(struct scan *self, struct head *head)
{
	const char *from = self->at;
	struct slice level, process;

	if (!(scan_stamp(self) & STAMP_SECONDS))
		return false;
	head->stamp = scan_since(self, from);
	if (!scan_text(self, " [") || !scan_until(self, ']', &level) || !scan_char(self, ' ') ||
		!scan_until(self, ':', &process) || !scan_char(self, ' '))
		return false;
	for (size_t i = 0; i < process.len; i++)
		if (!ascii_is_digit(process.data[i]) && process.data[i] != '#')
			return false;
	head->who = slice_of_text("nginx");
	head->what = scan_rest(self);
	return true;
}

static bool read_apache(struct scan *self, struct head *head)
{
	struct slice part;

	if (!scan_char(self, '[') || !scan_until(self, ']', &head->stamp) ||
		!(stamp_parts(head->stamp) & STAMP_SECONDS) || !scan_text(self, " [") ||
		!scan_until(self, ']', &part) || !scan_char(self, ' '))
		return false;
	/* "[core:error]": the module says it */
	for (size_t i = 0; i < part.len; i++)
		if (part.data[i] == ':' && i > 0)
			head->who = (struct slice){part.data, i};
	while (scan_char(self, '[') && scan_until(self, ']', &part))
		(void)scan_char(self, ' ');
	head->what = scan_rest(self);
	return true;
}

size_t error_log_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));

	if (scan_peek(&scan) == '[')
		return read_apache(&scan, head) ? used : 0;
	return read_nginx(&scan, head) ? used : 0;
}
