/* Calendar arithmetic without zones: what the files of times share inside the layer. */
#ifndef AFTERWORD_MODEL_WHEN_CIVIL_H
#define AFTERWORD_MODEL_WHEN_CIVIL_H

#include "model/when.h"

#define DAY_SECONDS INT64_C(86400)

/*
 * Days since 1970-01-01 of a day of the proleptic Gregorian calendar, and back.
 *
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and
 * civil_from_days. The month may be outside 1 to 12 nowhere; the day may, and carries over.
 */
int64_t civil_days(int year, int month, int day);
void civil_from_days(int64_t days, struct civil *out);

/* Moves by so many months; a day that the month has not becomes its last. */
void civil_add_months(struct civil *self, int64_t months);

/* The last day of a month. */
int civil_month_days(int year, int month);

/* The full name of a month from 1 and of a weekday from 0, Sunday. */
const char *civil_month_name(int month);
const char *civil_weekday_name(int weekday);

/* Seconds since 1970-01-01 of what a clock shows, as if it showed UTC; its offset is left out. */
int64_t civil_seconds(const struct civil *self);

/* What a clock at this offset shows; the label stays empty. */
void civil_at(struct civil *self, int64_t seconds, int32_t offset);

/*
 * Is there such a day and time? Second 60 is one (RFC 3339, section 5.7).
 *
 * Fails with ERR_VALUE: "there is no 31 February".
 */
bool civil_check(const struct civil *self, struct err *err);

/* Is there such a time of day? */
bool civil_is_clock(const struct civil *self);

/* Can it be written with a year of four digits? */
bool civil_is_in_range(int64_t seconds);

#endif
