/*
 * LD_PRELOAD: memory that runs out. The allocation with the number FAIL_ALLOCATION fails,
 * whoever makes it; with FAIL_FOR_EVER all later ones do, too.
 */
#define _GNU_SOURCE

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

/* The C library's own, under names that need no lookup, which would allocate. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static atomic_long n_done;
static long fails_at = -1;
static bool is_for_ever;

static bool fails(void)
{
	long nth;

	if (fails_at < 0) {
		const char *number = getenv("FAIL_ALLOCATION");

		is_for_ever = getenv("FAIL_FOR_EVER") != NULL;
		fails_at = number ? strtol(number, NULL, 10) : 0;
	}
	nth = atomic_fetch_add(&n_done, 1) + 1;
	if (fails_at == 0 || (is_for_ever ? nth < fails_at : nth != fails_at))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return fails() ? NULL : __libc_realloc(block, size);
}
