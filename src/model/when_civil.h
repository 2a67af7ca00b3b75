/* Calendar arithmetic without zones, shared by the files about times. */
#ifndef AFTERWORD_MODEL_WHEN_CIVIL_H
#define AFTERWORD_MODEL_WHEN_CIVIL_H

#include "model/when.h"

#define DAY_SECONDS INT64_C(86400)

/*
 * Days since 1970-01-01 of a day of the proleptic Gregorian calendar, and back.
 *
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and
 * civil_from_days. The month must be 1 to 12; the day may be out of range, and carries over.
 */
int64_t civil_days(int year, int month, int day);
void civil_from_days(int64_t days, struct civil *out);

/* Moves by so many months; a day that the month does not have becomes its last. */
void civil_add_months(struct civil *self, int64_t months);

/* The last day of a month. */
int civil_month_days(int year, int month);

/* Seconds since 1970-01-01 of what a clock shows, as if it showed UTC, ignoring its offset. */
int64_t civil_seconds(const struct civil *self);

/* What a clock at this offset shows; the label stays empty. */
void civil_at(struct civil *self, int64_t seconds, int32_t offset);

/*
 * Do such a day and time exist? Second 60 does (RFC 3339, section 5.7).
 *
 * Fails with ERR_VALUE: "there is no 31 February".
 */
bool civil_check(const struct civil *self, struct err *err);

/* Does such a time of day exist? */
bool civil_is_clock(const struct civil *self);

/* Can it be written with a year of four digits? */
bool civil_is_in_range(int64_t seconds);

#endif
