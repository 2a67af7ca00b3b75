/* What may stand behind a clock time. */
#ifndef AFTERWORD_LOG_STAMP_CLOCK_H
#define AFTERWORD_LOG_STAMP_CLOCK_H

#include "scan.h"

/* "Z", "+02:00", " +0200", " UTC", " (CET)", "GMT+2" */
bool scan_zone(struct scan *self);
/* ".123", ",123", and ":123" as some loggers write; false if it is zero, too. */
bool scan_fraction(struct scan *self);

#endif
