/*
 * Processes many items on all cores, with a process for each core: the C library's time
 * zone state is per process, and a crash stops only one worker.
 */
#ifndef AFTERWORD_CLI_POOL_H
#define AFTERWORD_CLI_POOL_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Processes item number at, perhaps in another process, and appends its result. */
typedef void pool_work(void *data, size_t at, struct str *result);

/* Receives the results in this process, in the items' order. */
typedef void pool_take(void *data, size_t at, const struct str *result);

/*
 * Processes n items; fewer than worth for each are not worth another process.
 *
 * Fails if a worker ended before its work was done. The results of earlier items have
 * been delivered.
 */
bool pool_run(
	size_t n, size_t worth, pool_work *work, pool_take *take, void *data, struct err *err);

#endif
