/* Times in the heads of chat messages. */
#include "chat_time.h"

#include "chat_name.h"
#include "chat_sign.h"
#include "stamp.h"

#define NAME_BYTES 80
#define MARKS_MOST 3   /* between a name and a time */
#define STAMP_BYTES 48 /* the longest time with its day and zone */

bool chat_is_time(struct slice text, struct slice *stamp, bool *is_bracketed)
{
	struct scan scan;
	const char *from;

	text = trim_blanks(text);
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

struct slice chat_next_line(struct slice text, size_t used, size_t *more)
{
	*more = 0;
	return used < text.len ? first_line(slice_from(text, used), more)
			       : (struct slice){text.data + text.len, 0};
}

bool chat_may_end_in_time(struct slice line)
{
	char last = line.len > 0 ? line.data[line.len - 1] : '\0';

	return line.len <= NAME_BYTES + STAMP_BYTES &&
	       (ascii_is_digit(last) || ascii_is_one_of(last, "].mMzZTC"));
}

size_t chat_find_time(struct slice line, struct slice *stamp, bool *is_bracketed)
{
	*is_bracketed = false;
	if (!chat_may_end_in_time(line))
		return line.len;
	for (size_t i = 1; i < line.len; i++)
		if (blank_last((struct slice){line.data, i}) > 0 &&
			blank_first(slice_from(line, i)) == 0 &&
			chat_is_time(slice_from(line, i), stamp, is_bracketed))
			return i;
	return line.len;
}

struct slice chat_after_marks(struct slice text, struct slice next, size_t *total)
{
	for (int i = 0; i < MARKS_MOST; i++) {
		struct scan scan = scan_of(slice_trim(next));
		size_t more;

		if (!scan_name_mark(&scan) && !scan_sign(&scan))
			break;
		(void)scan_blank(&scan);
		next = scan_rest(&scan);
		if (next.len > 0)
			continue;
		next = chat_next_line(text, *total, &more);
		*total += more;
	}
	return next;
}
