/*
 * git log:
 *
 *     commit 5f0c7f0c1d3b4f58a8f9f0a4c1d2e3f401234567
 *     Author: Rui Silva <ana@example.net>
 *     Date:   Fri May 3 10:58:02 2024 +0200
 *
 *         Raise the pool to 400
 */
#include "formats.h"
#include "stamp.h"

#include <string.h>

#define HASH_LEAST 7
#define HASH_MOST 64

static bool scan_hash(struct scan *self)
{
	struct scan ahead = *self;
	struct slice hash;

	if (!scan_token(&ahead, &hash) || hash.len < HASH_LEAST || hash.len > HASH_MOST)
		return false;
	for (size_t i = 0; i < hash.len; i++)
		if (!ascii_is_one_of(hash.data[i], "0123456789abcdef"))
			return false;
	*self = ahead;
	return true;
}

static bool is_commit(struct slice line)
{
	struct scan scan = scan_of(line);

	return scan_text(&scan, "commit ") && scan_hash(&scan);
}

/* "Rui Silva <ana@example.net>" */
static struct slice name_of(struct slice author)
{
	const char *mail = memchr(author.data, '<', author.len);

	if (mail && mail > author.data)
		author.len = (size_t)(mail - author.data);
	return slice_trim(author);
}

static void read_field(struct slice line, struct head *head)
{
	struct scan scan = scan_of(line);

	if (scan_text(&scan, "Author:") || (head->who.len == 0 && scan_text(&scan, "Commit:")))
		head->who = name_of(scan_rest(&scan));
	else if (scan_text(&scan, "CommitDate:") || scan_text(&scan, "Date:") ||
		 (head->stamp.len == 0 && scan_text(&scan, "AuthorDate:")))
		head->stamp = slice_trim(scan_rest(&scan));
}

/* "5f0c7f0 2024-05-03 10:58:02 +0200 Raise the pool", as --format="%h %ci %s" prints it, perhaps
 * with the branches that --graph draws before it */
static size_t read_line(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from;

	while (scan_any(&scan, "*|\\/ "))
		;
	if (!scan_hash(&scan) || !scan_blank(&scan))
		return 0;
	if (scan_text(&scan, "- "))
		(void)scan_blank(&scan);
	(void)scan_char(&scan, '(');
	from = scan.at;
	if (!(scan_stamp(&scan) & STAMP_YEAR))
		return 0;
	head->stamp = scan_since(&scan, from);
	(void)scan_char(&scan, ')');
	if (!scan_blank(&scan))
		return 0;
	head->what = scan_rest(&scan);
	return used;
}

size_t git_log_head(struct slice text, struct head *head)
{
	size_t used;

	if (!is_commit(first_line(text, &used)))
		return read_line(text, head);
	while (used < text.len) {
		size_t more;
		struct slice line = first_line(slice_from(text, used), &more);

		used += more;
		if (line.len == 0)
			break;
		read_field(line, head);
	}
	/* a format may leave the date out */
	head->is_weak = head->stamp.len == 0;
	return used;
}

enum log_rule git_log_body(struct slice *line)
{
	static const char blanks[] = "    ";

	if (line->len >= 4 && memcmp(line->data, blanks, 4) == 0)
		*line = slice_from(*line, 4);
	return LOG_TAKEN;
}
