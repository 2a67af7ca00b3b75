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
#define EPOCH_DIGITS 10
#define BEHIND_BYTES 160 /* of a date and a name at the end of a line */

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

/* The branches that --graph draws before a line; false: there are none. */
static bool skip_branches(struct scan *self)
{
	bool has_any = false;

	while (scan_any(self, "*|\\/_ "))
		has_any = has_any || self->at[-1] != ' ';
	return has_any;
}

static bool is_commit(struct slice line)
{
	struct scan scan = scan_of(line);
	struct scan ahead = scan;

	if (skip_branches(&ahead) && memchr(line.data, '*', (size_t)(ahead.at - line.data)))
		scan = ahead;
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

/* "1714722060 +0200" of --date=raw without the zone, which changes nothing. */
static struct slice bare_date(struct slice date)
{
	struct scan scan = scan_of(date);
	struct slice number;

	return scan_token(&scan, &number) && (stamp_parts(number) & STAMP_CLOCK) &&
			       number.len >= EPOCH_DIGITS && scan_blank(&scan) &&
			       ascii_is_one_of(scan_peek(&scan), "+-")
		       ? number
		       : date;
}

static void read_field(struct slice line, struct head *head)
{
	struct scan scan = scan_of(line);

	(void)skip_branches(&scan);
	if (scan_text(&scan, "Author:") || (head->who.len == 0 && scan_text(&scan, "Commit:")))
		head->who = name_of(scan_rest(&scan));
	else if (scan_text(&scan, "CommitDate:") || scan_text(&scan, "Date:") ||
		 (head->stamp.len == 0 && scan_text(&scan, "AuthorDate:")))
		head->stamp = bare_date(slice_trim(scan_rest(&scan)));
}

/* "(HEAD -> main, tag: v7) ", as %d prints them */
static void skip_refs(struct scan *self)
{
	struct scan ahead = *self;
	struct slice refs;

	if (scan_char(&ahead, '(') && scan_until(&ahead, ')', &refs) && !stamp_parts(refs) &&
		scan_blank(&ahead))
		*self = ahead;
}

/* "Raise the pool (2 hours ago) <Rui Silva>" */
static bool read_date_behind(struct slice line, struct head *head)
{
	static const char ago[] = " ago";

	for (size_t i = line.len; i > 1 && line.len - i < BEHIND_BYTES; i--) {
		struct scan scan = scan_of(slice_from(line, i));
		struct slice *stamp = &head->stamp;

		if (line.data[i - 1] != '(' || !scan_until(&scan, ')', stamp) ||
			(!(stamp_parts(*stamp) & STAMP_YEAR) && !slice_has(*stamp, ago)))
			continue;
		head->what = slice_trim((struct slice){line.data, i - 1});
		(void)scan_blank(&scan);
		return scan_is_at_end(&scan) ||
		       (scan_char(&scan, '<') && scan_until(&scan, '>', &head->who));
	}
	return false;
}

/* "5f0c7f0 2024-05-03 10:58:02 +0200 Raise the pool", as --format="%h %ci %s" prints it, perhaps
 * with the branches that --graph draws before it */
static size_t read_line(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from;

	(void)skip_branches(&scan);
	if (!scan_hash(&scan) || !scan_blank(&scan))
		return 0;
	if (scan_text(&scan, "- "))
		(void)scan_blank(&scan);
	skip_refs(&scan);
	if (read_date_behind(scan_rest(&scan), head))
		return used;
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

static bool is_empty(struct slice line)
{
	struct scan scan = scan_of(slice_trim(line));

	(void)skip_branches(&scan);
	return scan_is_at_end(&scan);
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
		if (is_empty(line))
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
	struct scan scan = scan_of(*line);

	if (scan_text(&scan, blanks) ||
		(ascii_is_one_of(scan_peek(&scan), "*|\\/") && skip_branches(&scan)))
		*line = scan_rest(&scan);
	return LOG_TAKEN;
}
