/*
 * Zone labels. They are no standard: IST is India, Ireland and Israel. So the
 * document's own zone is asked first, and this table of common ones only then; a
 * label is checked against the date in the zone it belongs to.
 */
#include "when_label.h"

#include "when_civil.h"

#define MINUTES(hours, minutes) (((hours)*60 + (minutes)) * 60)

struct label {
	const char *text;
	const char *zone;  /* where it is in use */
	const char *place; /* of an ambiguous one: who is meant */
	int32_t offset;
	bool is_generic; /* "ET": whatever holds there */
};

static const struct label labels[] = {
	{"EST", "America/New_York", NULL, MINUTES(-5, 0)},
	{"EDT", "America/New_York", NULL, MINUTES(-4, 0)},
	{"ET", "America/New_York", NULL, 0, true},
	{"CST", "America/Chicago", "US Central", MINUTES(-6, 0)},
	{"CDT", "America/Chicago", NULL, MINUTES(-5, 0)},
	{"CT", "America/Chicago", NULL, 0, true},
	{"MST", "America/Denver", NULL, MINUTES(-7, 0)},
	{"MDT", "America/Denver", NULL, MINUTES(-6, 0)},
	{"MT", "America/Denver", NULL, 0, true},
	{"PST", "America/Los_Angeles", NULL, MINUTES(-8, 0)},
	{"PDT", "America/Los_Angeles", NULL, MINUTES(-7, 0)},
	{"PT", "America/Los_Angeles", NULL, 0, true},
	{"AKST", "America/Anchorage", NULL, MINUTES(-9, 0)},
	{"AKDT", "America/Anchorage", NULL, MINUTES(-8, 0)},
	{"HST", "Pacific/Honolulu", NULL, MINUTES(-10, 0)},
	{"AST", "America/Halifax", "Atlantic", MINUTES(-4, 0)},
	{"ADT", "America/Halifax", NULL, MINUTES(-3, 0)},
	{"NST", "America/St_Johns", NULL, -MINUTES(3, 30)},
	{"NDT", "America/St_Johns", NULL, -MINUTES(2, 30)},
	{"WET", "Europe/Lisbon", NULL, 0},
	{"WEST", "Europe/Lisbon", NULL, MINUTES(1, 0)},
	{"BST", "Europe/London", "British Summer", MINUTES(1, 0)},
	{"CET", "Europe/Berlin", NULL, MINUTES(1, 0)},
	{"CEST", "Europe/Berlin", NULL, MINUTES(2, 0)},
	{"EET", "Europe/Athens", NULL, MINUTES(2, 0)},
	{"EEST", "Europe/Athens", NULL, MINUTES(3, 0)},
	{"MSK", "Europe/Moscow", NULL, MINUTES(3, 0)},
	{"SAST", "Africa/Johannesburg", NULL, MINUTES(2, 0)},
	{"EAT", "Africa/Nairobi", NULL, MINUTES(3, 0)},
	{"WAT", "Africa/Lagos", NULL, MINUTES(1, 0)},
	{"CAT", "Africa/Maputo", NULL, MINUTES(2, 0)},
	{"PKT", "Asia/Karachi", NULL, MINUTES(5, 0)},
	{"IST", "Asia/Kolkata", "India", MINUTES(5, 30)},
	{"WIB", "Asia/Jakarta", NULL, MINUTES(7, 0)},
	{"HKT", "Asia/Hong_Kong", NULL, MINUTES(8, 0)},
	{"JST", "Asia/Tokyo", NULL, MINUTES(9, 0)},
	{"KST", "Asia/Seoul", NULL, MINUTES(9, 0)},
	{"AWST", "Australia/Perth", NULL, MINUTES(8, 0)},
	{"ACST", "Australia/Adelaide", NULL, MINUTES(9, 30)},
	{"ACDT", "Australia/Adelaide", NULL, MINUTES(10, 30)},
	{"AEST", "Australia/Sydney", NULL, MINUTES(10, 0)},
	{"AEDT", "Australia/Sydney", NULL, MINUTES(11, 0)},
	{"NZST", "Pacific/Auckland", NULL, MINUTES(12, 0)},
	{"NZDT", "Pacific/Auckland", NULL, MINUTES(13, 0)},
};

/* These mean the same everywhere and all year, whatever the zone calls itself. */
static const char *const universal[] = {"UTC", "Z", "GMT"};

static bool is_same(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++)
		if ((*a >= 'a' && *a <= 'z' ? *a - 32 : *a) !=
			(*b >= 'a' && *b <= 'z' ? *b - 32 : *b))
			return false;
	return *a == *b;
}

/* Does the label hold in the zone at the instant wall - offset, where the label was seen? */
static bool holds(const struct zone *zone, int64_t wall, int32_t offset, const char *label)
{
	struct civil there;

	zone_civil(zone, wall - offset, &there);
	return there.offset == offset && is_same(there.label, label);
}

/* Reads the label as the zone itself uses it: around that time, or else half a year away. */
static enum label_fit find_in_zone(
	const struct zone *zone, int64_t wall, const char *label, int32_t *offset)
{
	static const int64_t days[] = {-1, 1, -182, 182, -91, 91};
	enum label_fit fit = LABEL_UNKNOWN;

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		struct civil there;

		zone_civil(zone, wall + days[i] * DAY_SECONDS, &there);
		if (!is_same(there.label, label))
			continue;
		if (holds(zone, wall, there.offset, label)) {
			*offset = there.offset;
			return LABEL_RIGHT;
		}
		if (fit == LABEL_UNKNOWN)
			*offset = there.offset;
		fit = LABEL_WRONG;
	}
	return fit;
}

static enum label_fit use(const struct label *self, const struct civil *local, int32_t *offset)
{
	int64_t wall = civil_seconds(local);
	struct zone zone;
	int64_t seconds;

	*offset = self->offset;
	if (!zone_init(&zone, self->zone, NULL))
		return LABEL_ASSUMED;
	if (self->is_generic) {
		(void)zone_instant(&zone, local, &seconds);
		*offset = (int32_t)(wall - seconds);
		return LABEL_RIGHT;
	}
	if (!holds(&zone, wall, self->offset, self->text))
		return LABEL_WRONG;
	return self->place != NULL ? LABEL_ASSUMED : LABEL_RIGHT;
}

enum label_fit label_instant(const struct zone *zone, const struct civil *local, const char *label,
	int64_t *seconds, int32_t *offset, const char **place)
{
	int64_t wall = civil_seconds(local);

	*place = zone->name;
	*offset = 0;
	*seconds = wall;
	for (size_t i = 0; i < sizeof universal / sizeof *universal; i++)
		if (is_same(universal[i], label))
			return LABEL_RIGHT;
	enum label_fit fit = find_in_zone(zone, wall, label, offset);

	for (size_t i = 0; fit == LABEL_UNKNOWN && i < sizeof labels / sizeof *labels; i++) {
		if (!is_same(labels[i].text, label))
			continue;
		fit = use(&labels[i], local, offset);
		*place = fit == LABEL_ASSUMED ? labels[i].place : labels[i].zone;
	}
	*seconds = wall - *offset;
	return fit;
}
