/*
 * Calendar arithmetic on days and seconds, without zones and without the C
 * library's struct tm. The two conversions are Howard Hinnant's published
 * formulas: an era is 400 years, 146097 days, and a year begins in March so that
 * the leap day comes last.
 */
#include "when_civil.h"

#define ERA_DAYS 146097
#define ERA_YEARS 400
#define EPOCH_DAYS 719468                  /* from 0000-03-01 to 1970-01-01 */
#define FIRST_SECOND INT64_C(-62167219200) /* 0000-01-01T00:00:00Z */
#define LAST_SECOND INT64_C(253402300799)  /* 9999-12-31T23:59:59Z */

static const char *const month_names[] = {"January", "February", "March", "April", "May", "June",
	"July", "August", "September", "October", "November", "December"};

static const char *const weekday_names[] = {
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t civil_days(int year, int month, int day)
{
	int64_t y = month <= 2 ? (int64_t)year - 1 : year;
	int64_t era = floor_divide(y, ERA_YEARS);
	int year_of_era = (int)(y - era * ERA_YEARS);
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * ERA_DAYS + day_of_era - EPOCH_DAYS;
}

void civil_from_days(int64_t days, struct civil *out)
{
	int64_t shifted = days + EPOCH_DAYS;
	int64_t era = floor_divide(shifted, ERA_DAYS);
	int day_of_era = (int)(shifted - era * ERA_DAYS);
	int year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (5 * day_of_year + 2) / 153;

	out->day = day_of_year - (153 * month + 2) / 5 + 1;
	out->month = month < 10 ? month + 3 : month - 9;
	out->year = (int)(year_of_era + era * ERA_YEARS + (out->month <= 2));
	out->weekday = (int)(days + 4 - floor_divide(days + 4, 7) * 7);
}

int civil_month_days(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && is_leap ? 29 : lengths[month - 1];
}

void civil_add_months(struct civil *self, int64_t months)
{
	int64_t month = self->year * INT64_C(12) + self->month - 1 + months;

	self->year = (int)floor_divide(month, 12);
	self->month = (int)(month - self->year * INT64_C(12)) + 1;
	if (self->day > civil_month_days(self->year, self->month))
		self->day = civil_month_days(self->year, self->month);
}

const char *civil_month_name(int month)
{
	return month_names[month - 1];
}

const char *civil_weekday_name(int weekday)
{
	return weekday_names[weekday];
}

int64_t civil_seconds(const struct civil *self)
{
	return civil_days(self->year, self->month, self->day) * DAY_SECONDS +
	       self->hour * INT64_C(3600) + self->minute * INT64_C(60) + self->second;
}

void civil_at(struct civil *self, int64_t seconds, int32_t offset)
{
	int64_t local = seconds + offset;
	int64_t days = floor_divide(local, DAY_SECONDS);
	int second_of_day = (int)(local - days * DAY_SECONDS);

	civil_from_days(days, self);
	self->hour = second_of_day / 3600;
	self->minute = second_of_day / 60 % 60;
	self->second = second_of_day % 60;
	self->offset = offset;
	self->label[0] = '\0';
}

static bool check_day(const struct civil *self, struct err *err)
{
	if (self->month < 1 || self->month > 12)
		return err_set(err, ERR_VALUE, "there is no month %d", self->month);
	if (self->day < 1 || self->day > 31)
		return err_set(err, ERR_VALUE, "no month has a day %d", self->day);
	if (self->day <= civil_month_days(self->year, self->month))
		return true;
	if (self->month == 2 && self->day == 29)
		return err_set(err, ERR_VALUE, "there is no 29 February %d", self->year);
	return err_set(
		err, ERR_VALUE, "there is no %d %s", self->day, civil_month_name(self->month));
}

bool civil_check(const struct civil *self, struct err *err)
{
	if (!check_day(self, err))
		return false;
	if (self->hour < 0 || self->hour > 23)
		return err_set(err, ERR_VALUE, "there is no hour %d", self->hour);
	if (self->minute < 0 || self->minute > 59)
		return err_set(err, ERR_VALUE, "there is no minute %d", self->minute);
	if (self->second < 0 || self->second > 60)
		return err_set(err, ERR_VALUE, "there is no second %d", self->second);
	return true;
}

bool civil_is_clock(const struct civil *self)
{
	return self->hour >= 0 && self->hour <= 23 && self->minute >= 0 && self->minute <= 59 &&
	       self->second >= 0 && self->second <= 60;
}

bool civil_is_in_range(int64_t seconds)
{
	/* One spare day at both ends, so that no offset leads out of range. */
	return seconds >= FIRST_SECOND + DAY_SECONDS && seconds <= LAST_SECOND - DAY_SECONDS;
}
