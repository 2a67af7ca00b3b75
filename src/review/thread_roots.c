/* Which comment each comment belongs to, whatever the file says: a reply to a reply belongs to the
 * first comment, one to nothing or in a circle begins a thread. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

#define UNKNOWN SIZE_MAX
#define BUSY (SIZE_MAX - 1)

/* The row that the comment in this one names; the row itself if there is none such. */
static size_t parent_of(const struct document *document, const struct rows *rows, size_t row)
{
	unsigned field = review_field(document->form, REVIEW_COMMENTS);
	const char *to = review_text(&rows->items[row], COMMENT_TO);
	size_t parent = to[0] != '\0' ? document_row_index(document, field, to) : SIZE_MAX;

	return parent == SIZE_MAX ? row : parent;
}

/* Follows the chain upwards, then notes its end for all of it, so that a long one costs once. */
static void find_root(
	const struct document *document, const struct rows *rows, size_t row, size_t *roots)
{
	size_t at = row;
	size_t root;

	while (roots[at] == UNKNOWN && parent_of(document, rows, at) != at) {
		roots[at] = BUSY;
		at = parent_of(document, rows, at);
	}
	root = roots[at] == UNKNOWN || roots[at] == BUSY ? at : roots[at];
	for (at = row; roots[at] == BUSY; at = parent_of(document, rows, at))
		roots[at] = root;
	roots[root] = root;
}

size_t *thread_find_roots(const struct document *document)
{
	const struct rows *rows = review_rows(document, REVIEW_COMMENTS);
	size_t *roots = mem_alloc((rows->n + 1) * sizeof *roots);

	for (size_t i = 0; i < rows->n; i++)
		roots[i] = UNKNOWN;
	for (size_t i = 0; i < rows->n; i++)
		if (roots[i] == UNKNOWN)
			find_root(document, rows, i, roots);
	return roots;
}
