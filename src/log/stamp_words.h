/* The words in times that programs write. */
#ifndef AFTERWORD_LOG_STAMP_WORDS_H
#define AFTERWORD_LOG_STAMP_WORDS_H

#include "scan.h"

/* "May", "sept.", "März", "févr.", "mayo": English, German, French, Spanish, Italian, Portuguese
 * and Dutch. */
bool scan_month(struct scan *self);
/* "Fri", "Friday", "Freitag", "vendredi", "Fr." */
bool scan_weekday_name(struct scan *self);
/* "today", "yesterday", in the languages of the months. */
bool scan_near_day(struct scan *self);
/* "UTC", "CEST"; any other word after a clock is text. */
bool scan_zone_label(struct scan *self);

#endif
