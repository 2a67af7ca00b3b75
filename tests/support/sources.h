/* Time and ids that are the same in every run. */
#ifndef SUPPORT_SOURCES_H
#define SUPPORT_SOURCES_H

#include "base/source.h"

/* Ids counted up from *counter. */
struct id_source counting_ids(unsigned *counter);

/* Clocks that always show *milliseconds. */
struct time_source standing_time(int64_t *milliseconds);

/* A small generator (xorshift64*), so that a seed gives the same numbers everywhere. Must not start
 * from 0. */
uint64_t random_next(uint64_t *state);

/* From 0 to below limit. */
size_t random_below(uint64_t *state, size_t limit);

#endif
