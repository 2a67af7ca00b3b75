/* The heads of messages in copies of chat windows. */
#include "chat.h"

#include "chat_dash.h"
#include "chat_name.h"
#include "chat_time.h"
#include "stamp.h"

#include <string.h>

#define DAY_BYTES 48 /* the longest one between messages */

/* --- shapes; each reads a line, and *used grows by the lines after it that it needs --- */

static bool is_followed(struct slice text, size_t used)
{
	size_t more;

	return slice_trim(chat_next_line(text, used, &more)).len > 0;
}

/* "since 9:30 AM" is no name with a time. */
static bool is_before_times(struct slice name)
{
	static const char *const words[] = {"about", "after", "and", "around", "at", "before",
		"bis", "by", "depuis", "desde", "from", "gegen", "hasta", "it's", "now", "seit",
		"since", "till", "to", "um", "until", "vers"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal_fold(name, words[i]))
			return true;
	return false;
}

/* "9:41 AM, Edited", "[3 May 2024 at 09:41]:" without what stands behind the time. */
static struct slice without_time_end(struct slice line)
{
	static const char *const ends[] = {", Edited", " Edited", "(edited)"};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (slice_ends(line, ends[i]))
			return slice_trim_end(
				(struct slice){line.data, line.len - strlen(ends[i])});
	if (slice_ends(line, "]:"))
		line.len--;
	return line;
}

static bool read_name_time(
	struct slice text, struct slice line, unsigned shapes, size_t used, struct head *head)
{
	bool is_bracketed;
	struct slice name;
	size_t at;
	bool has_gap;

	line = without_time_end(line);
	at = chat_find_time(line, &head->stamp, &is_bracketed);
	if (at == line.len || chat_is_added(line))
		return false;
	name = (struct slice){line.data, at};
	head->who = name_without_marks(name);
	if (chat_is_added(head->who)) /* "APP  9:41 AM" below a name */
		return false;
	name.len -= blank_last(name);
	has_gap = line.data[at - 1] == '\t' || blank_last(name) > 0 || is_bracketed;
	if (has_gap && (shapes & CHAT_NAME_GAP_TIME))
		return name_is_possible(head->who);
	return (shapes & CHAT_NAME_SPACE_TIME) && name_is_likely(head->who) &&
	       !is_before_times(head->who) && is_followed(text, used);
}

/* "Rui Silva", perhaps "APP" in a line of its own, then "9:41 AM" */
static bool read_name_line_time(
	struct slice text, struct slice line, unsigned shapes, size_t *used, struct head *head)
{
	bool is_bracketed;
	size_t more;
	size_t total = *used;
	struct slice below = chat_next_line(text, total, &more);
	struct slice time;

	total += more;
	time = chat_after_marks(text, below, &total);
	if (!chat_is_time(time, &head->stamp, &is_bracketed))
		return false;
	head->who = name_without_marks(line);
	if (!name_is_likely(head->who) || chat_is_added(head->who))
		return false;
	/* Only Slack indents it. Where times also stand alone, a message may be above. */
	if ((shapes & CHAT_FLUSH) && blank_first(time) > 0)
		return false;
	if (shapes & CHAT_TIME) {
		bool is_next = time.data == below.data;

		if (is_bracketed && is_next)
			return false;
		head->is_flush = is_next && blank_first(time) == 0;
	}
	*used = total;
	return true;
}

/* Is a line what programs have above a name: the name of the picture, the text with " by "? */
static bool is_above_name(struct slice line, struct slice name)
{
	static const char *const words[] = {" by ", "Profile picture of ", "Avatar for ",
		"Avatar of ", "Profilbild von ", "Photo de profil de ", "Foto de perfil de "};
	struct slice before = {line.data, line.len - name.len};

	if (memcmp(line.data + before.len, name.data, name.len) != 0)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_ends(before, words[i]) &&
			(words[i][0] == ' ' || before.len == strlen(words[i])))
			return true;
	return before.len == 0;
}

/* "Invoice runs hanging by Rui Silva" or "Rui Silva" again, then her name and the time: how Teams
 * begins a message in its web page, and what pictures leave behind. */
static bool read_by_name(struct slice text, struct slice line, size_t *used, struct head *head)
{
	size_t more;
	struct slice name = slice_trim(chat_next_line(text, *used, &more));
	size_t total = *used + more;

	if (slice_ends(line, "."))
		line.len--;
	if (name.len == 0 || line.len < name.len || !is_above_name(line, name) ||
		!read_name_line_time(text, name, 0, &total, head))
		return false;
	*used = total;
	return true;
}

/* "03/05/2024, 09:43 - Ana added Cy", as WhatsApp has it among what people say */
static bool read_notice(struct slice said, struct head *head)
{
	static const char *const words[] = {" added ", " left", " joined", " removed ",
		" created group", " changed ", "end-to-end encrypted", " pinned a message"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!slice_has(said, words[i]))
			continue;
		head->what = slice_trim(said);
		head->rule = LOG_JOIN;
		head->is_weak = true;
		return true;
	}
	return false;
}

/* "[Fri May  3 10:58:02 2024]", "[2024-05-03 10:58:02,123]", "[10:58:02]": chats whose times have
 * seconds write a comma behind a day that begins with its year. */
static bool is_of_program(struct slice stamp, unsigned parts)
{
	struct scan scan = scan_of(stamp);
	struct scan ahead = scan;

	if (!(parts & STAMP_SECONDS))
		return false;
	(void)scan_day(&ahead);
	return !(parts & STAMP_DATE) || (parts & (STAMP_ZONE | STAMP_FRACTION)) ||
	       ascii_is_letter(stamp.data[0]) ||
	       (scan_digits(&scan, 4, 4, NULL) && scan_peek(&ahead) != ',');
}

/* "[5/3 2:10 PM] Silva, Rui", and with the text behind a colon */
static bool read_time_name(struct slice line, unsigned shapes, struct head *head)
{
	struct scan scan = scan_of(slice_trim(line));
	const char *from;
	bool is_bracketed = scan_char(&scan, '[');
	struct scan text;
	struct slice name;
	unsigned parts;

	from = scan.at;
	parts = scan_stamp(&scan);
	head->stamp = scan_since(&scan, from);
	if (!(parts & STAMP_CLOCK) || is_of_program(head->stamp, parts))
		return false;
	if (is_bracketed ? !scan_char(&scan, ']') : !scan_text(&scan, " -"))
		return false;
	(void)scan_blank(&scan);
	text = scan;
	if ((shapes & CHAT_TIME_NAME_TEXT) && scan_until(&text, ':', &name) &&
		name_is_possible(slice_trim(name)) && !scan_is_at_end(&text)) {
		head->who = name_without_marks(name);
		head->what = slice_trim(scan_rest(&text));
		return true;
	}
	if (!is_bracketed)
		return (shapes & CHAT_TIME_NAME_TEXT) && (parts & STAMP_DATE) &&
		       read_notice(scan_rest(&scan), head);
	if (!(shapes & CHAT_TIME_NAME))
		return false;
	head->who = name_without_marks(scan_rest(&scan));
	return name_is_possible(head->who);
}

/* "[9:43 AM]again" */
static bool read_time_text(struct slice line, struct head *head)
{
	struct scan scan = scan_of(line);
	const char *from;

	if (!scan_char(&scan, '['))
		return false;
	from = scan.at;
	if (!(scan_stamp(&scan) & STAMP_CLOCK))
		return false;
	head->stamp = scan_since(&scan, from);
	if (!scan_char(&scan, ']'))
		return false;
	head->is_same_who = true;
	head->what = slice_trim(scan_rest(&scan));
	return head->what.len > 0;
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
	if (line.len == 0 || line.len > DAY_BYTES || !scan_day(&scan) || !scan_is_at_end(&scan))
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
	if (chat_is_time(line, &head->stamp, &is_bracketed)) {
		head->is_same_who = true;
		return (shapes & CHAT_TIME) ? used : 0;
	}
	if ((shapes & CHAT_TIME_TEXT) && read_time_text(line, head))
		return used;
	if (read_day(line, head))
		return used;
	if ((shapes & (CHAT_TIME_NAME | CHAT_TIME_NAME_TEXT)) && read_time_name(line, shapes, head))
		return used;
	if ((shapes & CHAT_NAME_DASH_TIME) &&
		(chat_read_dash(text, line, &used, head) || chat_read_glued(line, head)))
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
