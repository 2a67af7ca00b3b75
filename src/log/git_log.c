/*
 * git log:
 *
 *     commit 5f0c7f0c1d3b4f58a8f9f0a4c1d2e3f401234567
 *     Author: Ana Lopes <ana@example.net>
 *     Date:   Fri May 3 10:58:02 2024 +0200
 *
 *         Raise the pool to 400
 */
#include "formats.h"
#include "stamp.h"

#include <string.h>

#define HASH_LEAST 7
#define HASH_MOST 64

static bool is_commit(struct slice line)
{
	struct scan scan = scan_of(line);
	struct slice hash;

	if (!scan_text(&scan, "commit ") || !scan_token(&scan, &hash) || hash.len < HASH_LEAST ||
		hash.len > HASH_MOST)
		return false;
	for (size_t i = 0; i < hash.len; i++)
		if (!ascii_is_one_of(hash.data[i], "0123456789abcdef"))
			return false;
	return true;
}

/* "Ana Lopes <ana@example.net>" */
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

size_t git_log_head(struct slice text, struct head *head)
{
	size_t used;

	if (!is_commit(first_line(text, &used)))
		return 0;
	while (used < text.len) {
		size_t more;
		struct slice line = first_line(slice_from(text, used), &more);

		used += more;
		if (line.len == 0)
			break;
		read_field(line, head);
	}
	return head->stamp.len > 0 ? used : 0;
}
