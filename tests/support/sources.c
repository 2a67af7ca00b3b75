/* Counted ids, and clocks that stand still. */
#include "sources.h"

#include <string.h>

static void count(void *context, void *bytes, size_t len)
{
	unsigned *counter = context;
	unsigned char *at = bytes;
	unsigned value = ++*counter;

	memset(bytes, 0, len);
	for (size_t i = len; i > 0 && value > 0; i--, value >>= 8)
		at[i - 1] = (unsigned char)value;
}

struct id_source counting_ids(unsigned *counter)
{
	return (struct id_source){.fill = count, .context = counter};
}

static int64_t stand(void *context)
{
	return *(int64_t *)context;
}

struct time_source standing_time(int64_t *milliseconds)
{
	return (struct time_source){.wall = stand, .steady = stand, .context = milliseconds};
}

uint64_t random_next(uint64_t *state)
{
	uint64_t x = *state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return x * UINT64_C(2685821657736338717);
}

size_t random_below(uint64_t *state, size_t limit)
{
	return (size_t)((random_next(state) >> 16) % limit);
}
