/* The longest increasing subsequence, by patience sorting: the rows that need no move. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

/* The first of the runs, by length, whose last index is not below this one. */
static size_t find_run(const size_t *places, const size_t *ends, size_t n, size_t place)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = (low + n) / 2;

		if (places[ends[middle]] < place)
			low = middle + 1;
		else
			n = middle;
	}
	return low;
}

void mark_longest_run(const size_t *places, size_t n, bool *is_in_run)
{
	size_t *ends = mem_zalloc(n + 1, sizeof(*ends)); /* by length: the last of the best run */
	size_t *before = mem_zalloc(n + 1, sizeof(*before));
	size_t longest = 0;

	for (size_t i = 0; i < n; i++) {
		if (places[i] == NOWHERE)
			continue;
		size_t run = find_run(places, ends, longest, places[i]);

		before[i] = run > 0 ? ends[run - 1] : NOWHERE;
		ends[run] = i;
		longest += run == longest;
	}
	for (size_t i = longest > 0 ? ends[longest - 1] : NOWHERE; i != NOWHERE; i = before[i])
		is_in_run[i] = true;
	free(ends);
	free(before);
}
