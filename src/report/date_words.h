/* Dates and clocks in the words of a report. */
#ifndef AFTERWORD_REPORT_DATE_WORDS_H
#define AFTERWORD_REPORT_DATE_WORDS_H

#include "base/str.h"
#include "model/when.h"

/* "15 October 2023", "Sunday 15 October 2023", "15 Oct 2023", "15 October", "15 Oct" */
enum date_words { DATE_LONG, DATE_WEEKDAY, DATE_SHORT, DATE_NO_YEAR, DATE_SHORTEST };
void date_write(const struct civil *civil, enum date_words style, struct str *out);
/* "Sunday" */
const char *date_weekday(const struct civil *civil);
/* "08:00", "08:00:09" */
void clock_write(const struct civil *civil, struct str *out);
/* "EDT, UTC−04:00"; for a label that is an offset only that, and "UTC". */
void offset_write(const struct civil *civil, struct str *out);

#endif
