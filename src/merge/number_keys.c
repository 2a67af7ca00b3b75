/* Numbers for the entries of a list: equal ones in one list get different numbers, those in
 * different lists the same. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

void keys_number(struct names *names, struct str *keys, size_t n, uint32_t *numbers)
{
	uint32_t *seen = NULL;
	size_t cap = 0;
	size_t known = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t number = names_number(names, slice_of(&keys[i]));

		seen = mem_grow(seen, &cap, names->n, sizeof(*seen));
		while (known < names->n)
			seen[known++] = 0;
		numbers[i] = number;
		if (seen[number]++ == 0)
			continue;
		str_append_char(&keys[i], '\0');
		str_appendf(&keys[i], "%u", (unsigned)seen[number]);
		numbers[i] = names_number(names, slice_of(&keys[i]));
	}
	free(seen);
}
