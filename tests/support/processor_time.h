/* Tests of growth compare what the processor took, which a busy machine hardly changes. */
#ifndef SUPPORT_PROCESSOR_TIME_H
#define SUPPORT_PROCESSOR_TIME_H

#include <stdint.h>
#include <time.h>

/* Microseconds of this process so far. */
static inline int64_t processor_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

#endif
