/* Clocks that count to twelve. */
#ifndef AFTERWORD_LOG_HALVES_H
#define AFTERWORD_LOG_HALVES_H

#include "log/log.h"

#define HALF_DAY (INT64_C(86400) / 2)

/* Has a stamp AM or PM? */
bool has_half(const char *stamp);
/* Do some clocks of a log have AM or PM, and may the others be such that leave it out? */
bool leaves_out_halves(const struct log *log);

/* Seconds of the day of "9:41 AM" or "09:41:02,123"; false: it says more than that. */
bool read_clock(const char *stamp, int64_t *seconds);
/* "2:45" after "2:41 PM": the next such time, both in seconds of the day. */
int64_t clock_after(int64_t clock, int64_t before);

#endif
