/*
 * syslog as in RFC 5424:
 *
 *     <165>1 2024-05-03T10:15:02.000003+02:00 web3 app 512 ID47 [origin a="\]"] disk saturated
 *
 * priority and version, time, host, program, process, message id, structured data or "-", text.
 */
#include "formats.h"
#include "stamp.h"

/* One or more "[id name="value"]"; a quoted value may hold \" \\ \]. */
static bool skip_data(struct scan *self)
{
	if (scan_char(self, '-'))
		return true;
	while (scan_char(self, '[')) {
		bool is_quoted = false;

		while (!scan_is_at_end(self) && (is_quoted || *self->at != ']')) {
			if (is_quoted && *self->at == '\\' && self->at + 1 < self->end)
				self->at++;
			else if (*self->at == '"')
				is_quoted = !is_quoted;
			self->at++;
		}
		if (!scan_char(self, ']'))
			return false;
		if (scan_peek(self) != '[')
			return true;
	}
	return false;
}

/* "76 <34>1 ": how long it is, as it is sent over TCP (RFC 6587) */
static void skip_length(struct scan *self)
{
	struct scan ahead = *self;

	if (scan_digits(&ahead, 1, 6, NULL) && scan_char(&ahead, ' ') && scan_peek(&ahead) == '<')
		*self = ahead;
}

size_t syslog_5424_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from;
	struct slice skipped, data;

	skip_length(&scan);
	if (scan_char(&scan, '<') && (!scan_digits(&scan, 1, 3, NULL) || !scan_char(&scan, '>')))
		return 0;
	if (!scan_digits(&scan, 1, 2, NULL) || !scan_char(&scan, ' '))
		return 0;
	from = scan.at;
	if (!scan_stamp(&scan) && !scan_char(&scan, '-'))
		return 0;
	head->stamp = scan_since(&scan, from);
	if (slice_equal(head->stamp, "-"))
		head->stamp.len = 0;
	if (!scan_char(&scan, ' ') || !scan_token(&scan, &skipped) || !scan_char(&scan, ' ') ||
		!scan_token(&scan, &head->who) || !scan_char(&scan, ' ') ||
		!scan_token(&scan, &skipped) || !scan_char(&scan, ' ') ||
		!scan_token(&scan, &skipped) || !scan_char(&scan, ' '))
		return 0;
	from = scan.at;
	if (!skip_data(&scan))
		return 0;
	data = scan_since(&scan, from);
	if (slice_equal(head->who, "-"))
		head->who.len = 0;
	(void)scan_char(&scan, ' ');
	(void)scan_text(&scan, "\xEF\xBB\xBF"); /* the text may begin with a byte order mark */
	head->what = scan_rest(&scan);
	if (head->what.len == 0 && data.len > 1) /* all that it says is in the data */
		head->what = data;
	return used;
}
