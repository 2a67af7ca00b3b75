/*
 * Work on many items on all cores, each core with a process of its own: what the C
 * library knows of time zones is per process, and a crash stops one worker only.
 */
#ifndef AFTERWORD_CLI_POOL_H
#define AFTERWORD_CLI_POOL_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Does the work on item number at, perhaps in a process of its own, and appends its result. */
typedef void pool_work(void *data, size_t at, struct str *result);

/* Takes the results in this process, in the items' order. */
typedef void pool_take(void *data, size_t at, const struct str *result);

/*
 * Works on n items; a few are not worth another process.
 *
 * Fails when a worker ended before its work was done. The results of the items
 * before that one have been taken.
 */
bool pool_run(size_t n, pool_work *work, pool_take *take, void *data, struct err *err);

#endif
