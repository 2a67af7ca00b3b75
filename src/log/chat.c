/* The heads of messages in copies of chat windows. */
#include "chat.h"

#include "stamp.h"

#include <string.h>

#define NAME_BYTES 64
#define NAME_WORDS 5
#define STAMP_BYTES 48 /* the longest time with its day and zone */

/* --- names --- */

/* ":palm_tree:" behind a name is how somebody is today. */
static struct slice without_status(struct slice name)
{
	size_t at = name.len;

	if (at < 3 || name.data[at - 1] != ':')
		return name;
	at--;
	while (at > 0 && (ascii_is_alphanumeric(name.data[at - 1]) ||
				 ascii_is_one_of(name.data[at - 1], "_-+")))
		at--;
	if (at == 0 || name.data[at - 1] != ':')
		return name;
	return slice_trim((struct slice){name.data, at - 1});
}

static const char left_to_right[] = "\xE2\x80\x8E"; /* as WhatsApp has it before names */

/* What programs write behind a name, and is no part of it. */
static struct slice without_mark(struct slice name)
{
	static const char *const marks[] = {"APP", "BOT", "WORKFLOW", "(External)", "(Guest)",
		"(Unverified)", "(pinned)", ":", ","};
	bool is_cut = true;

	name = without_status(slice_trim(name));
	if (name.len > 3 && memcmp(name.data, left_to_right, 3) == 0)
		name = slice_from(name, 3);
	while (is_cut) {
		is_cut = false;
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			size_t len = strlen(marks[i]);

			if (name.len > len &&
				memcmp(name.data + name.len - len, marks[i], len) == 0 &&
				(len == 1 || ascii_is_space(name.data[name.len - len - 1]))) {
				name = slice_trim((struct slice){name.data, name.len - len});
				is_cut = true;
			}
		}
	}
	return name;
}

static size_t count_words(struct slice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += !ascii_is_space(text.data[i]) && (i == 0 || ascii_is_space(text.data[i - 1]));
	return n;
}

/* Names are short, and no sentences. */
static bool may_be_name(struct slice name)
{
	return name.len > 0 && name.len <= NAME_BYTES && count_words(name) <= NAME_WORDS &&
	       !ascii_is_one_of(name.data[name.len - 1], "?!,;:") &&
	       !ascii_is_one_of(name.data[0], ":`>-*[");
}

static bool is_capital(char c)
{
	return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

bool chat_is_name(struct slice name)
{
	if (!may_be_name(name) || ascii_is_one_of(name.data[name.len - 1], "."))
		return false;
	if (count_words(name) == 1)
		return ascii_is_letter(name.data[0]) || is_capital(name.data[0]);
	for (size_t i = 0; i < name.len; i++)
		if ((i == 0 || ascii_is_space(name.data[i - 1])) && !is_capital(name.data[i]) &&
			!ascii_is_one_of(name.data[i], "(&") && !ascii_is_digit(name.data[i]))
			return false;
	return true;
}

/* --- times --- */

/* A stamp with a clock that fills a line, perhaps in brackets. */
static bool is_time(struct slice text, struct slice *stamp, bool *is_bracketed)
{
	struct scan scan;
	const char *from;

	text = slice_trim(text);
	*is_bracketed = false;
	if (text.len > STAMP_BYTES)
		return false;
	scan = scan_of(text);
	*is_bracketed = scan_char(&scan, '[');
	from = scan.at;
	if (!(scan_stamp(&scan) & STAMP_CLOCK))
		return false;
	*stamp = scan_since(&scan, from);
	return (!*is_bracketed || scan_char(&scan, ']')) && scan_is_at_end(&scan);
}

/* --- shapes; each reads a line, and *used grows by the lines after it that it needs --- */

static struct slice next_line_of(struct slice text, size_t used, size_t *more)
{
	*more = 0;
	return used < text.len ? first_line(slice_from(text, used), more)
			       : (struct slice){text.data + text.len, 0};
}

static bool is_followed(struct slice text, size_t used)
{
	size_t more;

	return slice_trim(next_line_of(text, used, &more)).len > 0;
}

/* Can a line end in a time? Most lines of a chat are long, or end in a word. */
static bool may_end_in_time(struct slice line)
{
	char last = line.len > 0 ? line.data[line.len - 1] : '\0';

	return line.len <= NAME_BYTES + STAMP_BYTES &&
	       (ascii_is_digit(last) || ascii_is_one_of(last, "].mMzZTC"));
}

/* Where the last part of a line begins that is a time; the line's length if none does. */
static size_t find_time(struct slice line, struct slice *stamp, bool *is_bracketed)
{
	*is_bracketed = false;
	if (!may_end_in_time(line))
		return line.len;
	for (size_t i = 1; i < line.len; i++)
		if (ascii_is_space(line.data[i - 1]) && !ascii_is_space(line.data[i]) &&
			is_time(slice_from(line, i), stamp, is_bracketed))
			return i;
	return line.len;
}

static bool read_name_time(
	struct slice text, struct slice line, unsigned shapes, size_t used, struct head *head)
{
	bool is_bracketed;
	size_t at = find_time(line, &head->stamp, &is_bracketed);
	bool has_gap;

	if (at == line.len)
		return false;
	has_gap = line.data[at - 1] == '\t' || (at > 1 && ascii_is_space(line.data[at - 2])) ||
		  is_bracketed;
	head->who = without_mark((struct slice){line.data, at});
	if (has_gap && (shapes & CHAT_NAME_GAP_TIME))
		return may_be_name(head->who);
	return (shapes & CHAT_NAME_SPACE_TIME) && chat_is_name(head->who) &&
	       is_followed(text, used);
}

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
	for (size_t i = 0; i < line.len; i++) {
		struct scan scan = scan_of(slice_from(line, i));

		if (scan_dash(&scan)) {
			*after = scan_rest(&scan);
			return i;
		}
	}
	return line.len;
}

/* Moves on to the dash in one of the next lines; "BOT" may stand before it. */
static bool find_dash_below(struct slice text, size_t *used, struct slice *after)
{
	for (int i = 0; i < 2; i++) {
		size_t more;
		struct slice next = slice_trim(next_line_of(text, *used, &more));
		struct scan scan = scan_of(next);

		*used += more;
		if (scan_dash(&scan)) {
			*after = scan_rest(&scan);
			return true;
		}
		if (!slice_equal(next, "BOT") && !slice_equal(next, "APP"))
			return false;
	}
	return false;
}

/* "ana — Today at 9:41 AM", also with line ends on both sides of the dash */
static bool read_name_dash_time(
	struct slice text, struct slice line, size_t *used, struct head *head)
{
	size_t total = *used;
	struct slice rest = line;
	size_t at = find_dash(line, &rest);
	bool is_bracketed;

	head->who = without_mark((struct slice){line.data, at});
	if (!may_be_name(head->who) || (at == line.len && !find_dash_below(text, &total, &rest)))
		return false;
	if (slice_trim(rest).len == 0) {
		size_t more;

		rest = next_line_of(text, total, &more);
		total += more;
	}
	if (!is_time(rest, &head->stamp, &is_bracketed))
		return false;
	*used = total;
	return true;
}

/* Skips "APP" in a line of its own, or before the time. */
static struct slice after_app(struct slice text, struct slice next, size_t *total)
{
	struct scan scan = scan_of(slice_trim(next));
	size_t more;

	if (!scan_word(&scan, "APP") && !scan_word(&scan, "BOT"))
		return next;
	(void)scan_blank(&scan);
	if (!scan_is_at_end(&scan))
		return scan_rest(&scan);
	next = next_line_of(text, *total, &more);
	*total += more;
	return next;
}

/* "Rui Silva", perhaps "APP" in a line of its own, then "9:41 AM" */
static bool read_name_line_time(
	struct slice text, struct slice line, unsigned shapes, size_t *used, struct head *head)
{
	bool is_bracketed;
	size_t more;
	size_t total = *used;
	struct slice next = next_line_of(text, total, &more);

	total += more;
	next = after_app(text, next, &total);
	head->who = without_mark(line);
	if (!chat_is_name(head->who) || !is_time(next, &head->stamp, &is_bracketed))
		return false;
	/* Only Slack indents it. Where times also stand alone, a message of one word may be above.
	 */
	if ((shapes & CHAT_FLUSH) && next.len > 0 && ascii_is_space(next.data[0]))
		return false;
	if (shapes & CHAT_TIME) {
		if (is_bracketed)
			return false;
		head->is_doubtful = count_words(head->who) == 1 && next.len > 0 &&
				    !ascii_is_space(next.data[0]);
	}
	*used = total;
	return true;
}

/* "Invoice runs hanging by Rui Silva", then her name and the time: how Teams begins a message in
 * its web page. */
static bool read_by_name(struct slice text, struct slice line, size_t *used, struct head *head)
{
	static const char by[] = " by ";
	size_t more;
	struct slice name = slice_trim(next_line_of(text, *used, &more));
	size_t total = *used + more;

	if (name.len == 0 || name.len > NAME_BYTES || line.len < name.len + sizeof by - 1 ||
		memcmp(line.data + line.len - name.len, name.data, name.len) != 0 ||
		memcmp(line.data + line.len - name.len - (sizeof by - 1), by, sizeof by - 1) != 0 ||
		!read_name_line_time(text, name, 0, &total, head))
		return false;
	*used = total;
	return true;
}

/* "[5/3 2:10 PM] Silva, Rui", and with the text behind a colon */
static bool read_time_name(struct slice line, unsigned shapes, struct head *head)
{
	struct scan scan = scan_of(slice_trim(line));
	const char *from;
	bool is_bracketed = scan_char(&scan, '[');
	struct slice name;
	unsigned parts;

	from = scan.at;
	parts = scan_stamp(&scan);
	/* "[Fri May  3 10:58:02 2024]" is how programs write it */
	if (!(parts & STAMP_CLOCK) || ((parts & STAMP_SECONDS) && ascii_is_letter(*from)))
		return false;
	head->stamp = scan_since(&scan, from);
	if (is_bracketed ? !scan_char(&scan, ']') : !scan_text(&scan, " -"))
		return false;
	(void)scan_blank(&scan);
	if ((shapes & CHAT_TIME_NAME_TEXT) && scan_until(&scan, ':', &name) &&
		may_be_name(slice_trim(name)) && !scan_is_at_end(&scan)) {
		head->who = without_mark(name);
		head->what = slice_trim(scan_rest(&scan));
		return true;
	}
	if (!(shapes & CHAT_TIME_NAME) || !is_bracketed)
		return false;
	head->who = without_mark(scan_rest(&scan));
	return may_be_name(head->who);
}

/* "--- Friday, May 3rd ---", "Today" between messages */
static bool read_day(struct slice line, struct head *head)
{
	struct scan scan;
	const char *from;

	while (line.len > 0 && ascii_is_one_of(line.data[0], "- \t"))
		line = slice_from(line, 1);
	while (line.len > 0 && ascii_is_one_of(line.data[line.len - 1], "- \t"))
		line.len--;
	scan = scan_of(line);
	from = scan.at;
	if (line.len == 0 || line.len > STAMP_BYTES || !scan_day(&scan) || !scan_is_at_end(&scan))
		return false;
	head->type = HEAD_DAY;
	head->stamp = scan_since(&scan, from);
	return true;
}

static const char no_width[] = "\xE2\x80\x8B"; /* as browsers copy it before a message */

size_t chat_head(struct slice text, unsigned shapes, struct head *head)
{
	size_t used;
	struct slice line = slice_trim_end(first_line(text, &used));
	bool is_bracketed;

	if (line.len > 3 && memcmp(line.data, no_width, 3) == 0)
		line = slice_from(line, 3);
	if (slice_trim(line).len == 0)
		return 0;
	if (is_time(line, &head->stamp, &is_bracketed)) {
		head->is_same_who = true;
		return (shapes & CHAT_TIME) ? used : 0;
	}
	if (read_day(line, head))
		return used;
	if ((shapes & (CHAT_TIME_NAME | CHAT_TIME_NAME_TEXT)) && read_time_name(line, shapes, head))
		return used;
	if ((shapes & CHAT_NAME_DASH_TIME) && read_name_dash_time(text, line, &used, head))
		return used;
	if ((shapes & (CHAT_NAME_GAP_TIME | CHAT_NAME_SPACE_TIME)) &&
		read_name_time(text, line, shapes, used, head))
		return used;
	if ((shapes & CHAT_NAME_LINE_TIME) &&
		(read_name_line_time(text, line, shapes, &used, head) ||
			read_by_name(text, line, &used, head)))
		return used;
	return 0;
}
