/*
 * Memory that never fails. Sizes are multiplied only here, so an overflow ends the
 * program as running out of memory does, instead of giving a short block.
 */
#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { SMALLEST_CAP = 8, EXIT_EXHAUSTED = 2 };

/* The one mutable global of the program, because memory can run out where no context is at hand. */
static mem_hook *exhausted_hook;

mem_hook *mem_set_exhausted_hook(mem_hook *hook)
{
	mem_hook *before = exhausted_hook;

	exhausted_hook = hook;
	return before;
}

_Noreturn void mem_exhausted(void)
{
	/* Keeps a hook that allocates anyway from coming back here forever. */
	static _Thread_local bool is_ending;

	if (exhausted_hook && !is_ending) {
		is_ending = true;
		exhausted_hook();
	}
	_Exit(EXIT_EXHAUSTED);
}

static size_t multiply(size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		mem_exhausted();
	return count * size;
}

void *mem_alloc(size_t size)
{
	void *block = malloc(size ? size : 1);

	if (!block)
		mem_exhausted();
	return block;
}

void *mem_zalloc(size_t count, size_t size)
{
	size_t total = multiply(count, size);
	void *block = calloc(1, total ? total : 1);

	if (!block)
		mem_exhausted();
	return block;
}

void *mem_resize(void *block, size_t count, size_t size)
{
	size_t total = multiply(count, size);

	block = realloc(block, total ? total : 1);
	if (!block)
		mem_exhausted();
	return block;
}

char *mem_strdup(const char *text)
{
	return mem_strndup(text, strlen(text));
}

char *mem_strndup(const char *text, size_t len)
{
	if (len == SIZE_MAX)
		mem_exhausted();

	char *copy = mem_alloc(len + 1);

	if (len > 0)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

void *mem_grow(void *items, size_t *cap, size_t need, size_t size)
{
	if (need <= *cap)
		return items;

	size_t grown = *cap <= SIZE_MAX / 2 ? *cap + *cap / 2 : need;

	if (grown < need)
		grown = need;
	if (grown < SMALLEST_CAP)
		grown = SMALLEST_CAP;
	items = mem_resize(items, grown, size);
	*cap = grown;
	return items;
}

void mem_trim(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

void mem_give_back(void)
{
#ifdef __GLIBC__
	enum { LARGE = 1 << 18 };

	/* Else the C library keeps blocks up to the size of the largest that was ever freed. */
	mallopt(M_MMAP_THRESHOLD, LARGE);
#endif
}
