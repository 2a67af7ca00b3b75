/*
 * Zones through the C library over tzdata. The library knows one zone at a time, the one
 * in TZ, and silently treats a misspelt name as UTC; so the name is first checked against
 * the files, and TZ is changed only if another zone is needed. mktime silently shifts
 * times in a gap and is not used: a local time is tried with the offsets before and after
 * it, and converted back.
 */
#include "when_civil.h"
#include "zone_names.h"

#include "base/mem.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NAME_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/"

bool zone_is_utc(const struct zone *self)
{
	static const char *const names[] = {"UTC", "UCT", "Universal", "Zulu"};
	const char *name = self->name + (strncmp(self->name, "Etc/", 4) == 0 ? 4 : 0);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* A day of UTC in a zone. */
struct day {
	bool is_known;
	bool is_even; /* its clock and label are the same all day */
	int64_t number;
	int32_t offset;
	char label[sizeof((struct civil *)0)->label];
};

enum { N_DAYS = 4 };

/*
 * TZ is global to the process, and so is this record of the zone that we set and the
 * original value. The lock makes a conversion atomic. The times of a document are on few days, and
 * showing one asks about the days beside it, so these are kept: the C library takes much longer.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
	char current[sizeof((struct zone *)0)->name + 1]; /* ":Europe/Berlin" */
	char *original;                                   /* NULL: TZ was not set */
	bool has_left;                                    /* TZ is ours, original holds */
	struct day days[N_DAYS];                          /* in the current zone */
} environment;

static bool is_utc(const struct zone *self)
{
	return strcmp(self->name, "UTC") == 0;
}

/* With the lock held: switches the C library to this zone. */
static void enter(const struct zone *self)
{
	const char *now = getenv("TZ");

	if (now != NULL && strcmp(now, environment.current) == 0 &&
		strcmp(environment.current + 1, self->name) == 0)
		return;
	if (!environment.has_left) {
		environment.original = now != NULL ? mem_strdup(now) : NULL;
		environment.has_left = true;
	}
	environment.current[0] = ':';
	strcpy(environment.current + 1, self->name);
	setenv("TZ", environment.current, 1);
	tzset();
	memset(environment.days, 0, sizeof environment.days);
}

/* With the lock held: restores TZ as the program found it. */
static void leave(void)
{
	if (!environment.has_left)
		return;
	if (environment.original != NULL)
		setenv("TZ", environment.original, 1);
	else
		unsetenv("TZ");
	tzset();
	free(environment.original);
	environment.original = NULL;
	environment.current[0] = '\0';
	environment.has_left = false;
}

void zone_leave(void)
{
	pthread_mutex_lock(&lock);
	leave();
	pthread_mutex_unlock(&lock);
}

void zone_append_original(struct str *out, bool *is_set)
{
	pthread_mutex_lock(&lock);
	const char *tz = environment.has_left ? environment.original : getenv("TZ");

	*is_set = tz != NULL;
	str_append_text(out, tz != NULL ? tz : "");
	pthread_mutex_unlock(&lock);
}

/* Does this file exist, with compiled zone data (RFC 8536)? */
static bool has_zone_file(const char *name)
{
	struct str path = {0};
	char magic[4] = "";

	str_appendf(&path, "%s/%s", zone_folder(), name);
	int fd = open(path.data, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	str_release(&path);
	if (fd < 0)
		return false;
	ssize_t got = read(fd, magic, sizeof magic);
	close(fd);
	return got == (ssize_t)sizeof magic && memcmp(magic, "TZif", sizeof magic) == 0;
}

/* Could this be a zone's name, and nothing that leads out of the folder? Zones under right/ count
 * leap seconds, which no other clock here does. */
static bool is_name(const char *name)
{
	return strspn(name, NAME_CHARACTERS) == strlen(name) && name[0] != '/' &&
	       strncmp(name, "right/", 6) != 0;
}

bool zone_init(struct zone *self, const char *name, struct err *err)
{
	if (*name == '\0' || strcmp(name, "UTC") == 0) {
		strcpy(self->name, "UTC");
		return true;
	}
	if (strlen(name) >= sizeof self->name || !is_name(name))
		return err_set(
			err, ERR_VALUE, "that is not a time zone; use a name like Europe/Berlin");
	pthread_mutex_lock(&lock);
	bool is_known = environment.has_left && strcmp(environment.current + 1, name) == 0;
	pthread_mutex_unlock(&lock);
	if (!is_known && !has_zone_file(name))
		return err_set(err, ERR_VALUE,
			"there is no time zone \"%s\"; use a name like Europe/Berlin", name);
	strcpy(self->name, name);
	return true;
}

/* With the lock held: converts a moment to the C library's current zone. */
static void convert(int64_t seconds, struct civil *out)
{
	time_t time = (time_t)seconds;
	struct tm local;

	if (localtime_r(&time, &local) == NULL) {
		civil_at(out, seconds, 0);
		strcpy(out->label, "UTC");
		return;
	}
	if (strftime(out->label, sizeof out->label, "%Z", &local) == 0)
		strcpy(out->label, "UTC");
	out->year = local.tm_year + 1900;
	out->month = local.tm_mon + 1;
	out->day = local.tm_mday;
	out->hour = local.tm_hour;
	out->minute = local.tm_min;
	out->second = local.tm_sec;
	out->weekday = local.tm_wday;
	out->offset = (int32_t)(civil_seconds(out) - seconds);
}

/* With the lock held. No zone's clock changes twice on a day and is then as it was before. */
static const struct day *find_day(int64_t number)
{
	struct day *day = &environment.days[(uint64_t)number % N_DAYS];
	struct civil first, last;

	if (day->is_known && day->number == number)
		return day;
	convert(number * DAY_SECONDS, &first);
	convert(number * DAY_SECONDS + DAY_SECONDS - 1, &last);
	*day = (struct day){
		.is_known = true,
		.is_even = first.offset == last.offset && strcmp(first.label, last.label) == 0,
		.number = number,
		.offset = first.offset,
	};
	strcpy(day->label, first.label);
	return day;
}

/* With the lock held. */
static void convert_by_day(int64_t seconds, struct civil *out)
{
	const struct day *day = NULL;

	if (civil_is_in_range(seconds))
		day = find_day(seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0));
	if (day == NULL || !day->is_even) {
		convert(seconds, out);
		return;
	}
	civil_at(out, seconds, day->offset);
	strcpy(out->label, day->label);
}

void zone_civil(const struct zone *self, int64_t seconds, struct civil *out)
{
	if (strcmp(self->name, ZONE_WITHOUT_NAME) == 0) {
		zone_civil_own(seconds, out);
		return;
	}
	if (is_utc(self)) {
		civil_at(out, seconds, 0);
		strcpy(out->label, "UTC");
		return;
	}
	pthread_mutex_lock(&lock);
	enter(self);
	convert_by_day(seconds, out);
	pthread_mutex_unlock(&lock);
}

void zone_civil_own(int64_t seconds, struct civil *out)
{
	pthread_mutex_lock(&lock);
	leave();
	tzset(); /* TZ may have changed by now */
	convert(seconds, out);
	pthread_mutex_unlock(&lock);
}

static int32_t offset_at(const struct zone *self, int64_t seconds)
{
	struct civil local;

	zone_civil(self, seconds, &local);
	return local.offset;
}

enum zone_fit zone_instant(const struct zone *self, const struct civil *local, int64_t *seconds)
{
	int64_t wall = civil_seconds(local);

	*seconds = wall;
	if (is_utc(self))
		return ZONE_ONCE;
	/* No offset is larger than a day, so these two are on both sides of any change. */
	int32_t before = offset_at(self, wall - DAY_SECONDS);
	int32_t after = offset_at(self, wall + DAY_SECONDS);
	bool fits_before = offset_at(self, wall - before) == before;
	bool fits_after = offset_at(self, wall - after) == after;

	*seconds = wall - (fits_after && !fits_before ? after : before);
	if (!fits_before && !fits_after)
		return ZONE_NEVER;
	return fits_before && fits_after && before != after ? ZONE_TWICE : ZONE_ONCE;
}
