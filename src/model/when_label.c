/*
 * Zone labels. They are not standardized: IST is India, Ireland and Israel. So the
 * document's own zone is tried first, and this table of common ones only after that; a
 * label is checked against the date in its zone.
 */
#include "when_label.h"

#include "when_civil.h"

#include <string.h>

#define MINUTES(hours, minutes) (((hours)*60 + (minutes)) * 60)

struct label {
	const char *text;
	const char *zone;  /* a zone that uses it */
	const char *place; /* if several regions use it: whose time it is */
	int32_t offset;
	bool is_generic; /* "ET": standard or summer time, whichever applies */
};

/* Of several lines with the same label the first is the default. */
static const struct label labels[] = {
	{"EST", "America/New_York", "US Eastern", MINUTES(-5, 0)},
	{"EST", "Australia/Sydney", "Australian Eastern", MINUTES(10, 0)},
	{"EDT", "America/New_York", "US Eastern", MINUTES(-4, 0)},
	{"EDT", "Australia/Sydney", "Australian Eastern", MINUTES(11, 0)},
	{"ET", "America/New_York", NULL, 0, true},
	{"CST", "America/Chicago", "US Central", MINUTES(-6, 0)},
	{"CST", "Asia/Shanghai", "China", MINUTES(8, 0)},
	{"CST", "America/Havana", "Cuba", MINUTES(-5, 0)},
	{"CST", "Australia/Adelaide", "Australian Central", MINUTES(9, 30)},
	{"CDT", "America/Chicago", "US Central", MINUTES(-5, 0)},
	{"CDT", "America/Havana", "Cuba", MINUTES(-4, 0)},
	{"CDT", "Australia/Adelaide", "Australian Central", MINUTES(10, 30)},
	{"CT", "America/Chicago", NULL, 0, true},
	{"MST", "America/Denver", "US Mountain", MINUTES(-7, 0)},
	{"MST", "Asia/Kuala_Lumpur", "Malaysia", MINUTES(8, 0)},
	{"MDT", "America/Denver", NULL, MINUTES(-6, 0)},
	{"MT", "America/Denver", NULL, 0, true},
	{"PST", "America/Los_Angeles", "US Pacific", MINUTES(-8, 0)},
	{"PST", "Asia/Manila", "Philippine", MINUTES(8, 0)},
	{"PDT", "America/Los_Angeles", NULL, MINUTES(-7, 0)},
	{"PT", "America/Los_Angeles", NULL, 0, true},
	{"AKST", "America/Anchorage", NULL, MINUTES(-9, 0)},
	{"AKDT", "America/Anchorage", NULL, MINUTES(-8, 0)},
	{"HST", "Pacific/Honolulu", NULL, MINUTES(-10, 0)},
	{"AST", "America/Halifax", "Atlantic", MINUTES(-4, 0)},
	{"AST", "Asia/Riyadh", "Arabia", MINUTES(3, 0)},
	{"ADT", "America/Halifax", NULL, MINUTES(-3, 0)},
	{"NST", "America/St_Johns", NULL, -MINUTES(3, 30)},
	{"NDT", "America/St_Johns", NULL, -MINUTES(2, 30)},
	{"ART", "America/Argentina/Buenos_Aires", NULL, MINUTES(-3, 0)},
	{"BRT", "America/Sao_Paulo", NULL, MINUTES(-3, 0)},
	{"CLT", "America/Santiago", NULL, MINUTES(-4, 0)},
	{"CLST", "America/Santiago", NULL, MINUTES(-3, 0)},
	{"COT", "America/Bogota", NULL, MINUTES(-5, 0)},
	{"PET", "America/Lima", NULL, MINUTES(-5, 0)},
	{"VET", "America/Caracas", NULL, MINUTES(-4, 0)},
	{"AMT", "America/Manaus", "Amazon", MINUTES(-4, 0)},
	{"AMT", "Asia/Yerevan", "Armenia", MINUTES(4, 0)},
	{"ECT", "America/Guayaquil", "Ecuador", MINUTES(-5, 0)},
	{"ECT", "America/Port_of_Spain", "Eastern Caribbean", MINUTES(-4, 0)},
	{"ACT", "America/Rio_Branco", "Acre", MINUTES(-5, 0)},
	{"ACT", "Australia/Adelaide", "Australian Central", MINUTES(9, 30)},
	{"WET", "Europe/Lisbon", NULL, 0},
	{"WEST", "Europe/Lisbon", NULL, MINUTES(1, 0)},
	{"BST", "Europe/London", "British Summer", MINUTES(1, 0)},
	{"BST", "Asia/Dhaka", "Bangladesh", MINUTES(6, 0)},
	{"BST", "Pacific/Bougainville", "Bougainville", MINUTES(11, 0)},
	{"CET", "Europe/Berlin", NULL, MINUTES(1, 0)},
	{"CEST", "Europe/Berlin", NULL, MINUTES(2, 0)},
	{"MEZ", "Europe/Berlin", NULL, MINUTES(1, 0)},
	{"MESZ", "Europe/Berlin", NULL, MINUTES(2, 0)},
	{"EET", "Europe/Athens", NULL, MINUTES(2, 0)},
	{"EEST", "Europe/Athens", NULL, MINUTES(3, 0)},
	{"MSK", "Europe/Moscow", NULL, MINUTES(3, 0)},
	{"TRT", "Europe/Istanbul", NULL, MINUTES(3, 0)},
	{"SAST", "Africa/Johannesburg", NULL, MINUTES(2, 0)},
	{"EAT", "Africa/Nairobi", NULL, MINUTES(3, 0)},
	{"WAT", "Africa/Lagos", NULL, MINUTES(1, 0)},
	{"CAT", "Africa/Maputo", NULL, MINUTES(2, 0)},
	{"IST", "Asia/Kolkata", "India", MINUTES(5, 30)},
	{"IST", "Asia/Jerusalem", "Israel", MINUTES(2, 0)},
	{"IST", "Europe/Dublin", "Irish", MINUTES(1, 0)},
	{"IDT", "Asia/Jerusalem", NULL, MINUTES(3, 0)},
	{"GST", "Asia/Dubai", "Gulf", MINUTES(4, 0)},
	{"GST", "Atlantic/South_Georgia", "South Georgia", MINUTES(-2, 0)},
	{"PKT", "Asia/Karachi", NULL, MINUTES(5, 0)},
	{"NPT", "Asia/Kathmandu", NULL, MINUTES(5, 45)},
	{"ICT", "Asia/Bangkok", NULL, MINUTES(7, 0)},
	{"WIB", "Asia/Jakarta", NULL, MINUTES(7, 0)},
	{"WITA", "Asia/Makassar", NULL, MINUTES(8, 0)},
	{"WIT", "Asia/Jayapura", NULL, MINUTES(9, 0)},
	{"SGT", "Asia/Singapore", NULL, MINUTES(8, 0)},
	{"MYT", "Asia/Kuala_Lumpur", NULL, MINUTES(8, 0)},
	{"PHT", "Asia/Manila", NULL, MINUTES(8, 0)},
	{"HKT", "Asia/Hong_Kong", NULL, MINUTES(8, 0)},
	{"JST", "Asia/Tokyo", NULL, MINUTES(9, 0)},
	{"KST", "Asia/Seoul", NULL, MINUTES(9, 0)},
	{"AWST", "Australia/Perth", NULL, MINUTES(8, 0)},
	{"WST", "Australia/Perth", "Western Australian", MINUTES(8, 0)},
	{"WST", "Pacific/Apia", "Samoa", MINUTES(13, 0)},
	{"ACST", "Australia/Adelaide", NULL, MINUTES(9, 30)},
	{"ACDT", "Australia/Adelaide", NULL, MINUTES(10, 30)},
	{"AEST", "Australia/Sydney", NULL, MINUTES(10, 0)},
	{"AEDT", "Australia/Sydney", NULL, MINUTES(11, 0)},
	{"SST", "Pacific/Pago_Pago", "Samoa", MINUTES(-11, 0)},
	{"SST", "Asia/Singapore", "Singapore", MINUTES(8, 0)},
	{"NZST", "Pacific/Auckland", NULL, MINUTES(12, 0)},
	{"NZDT", "Pacific/Auckland", NULL, MINUTES(13, 0)},
	{"Central Standard", "America/Chicago", "US Central", MINUTES(-6, 0)},
	{"Central Standard", "Australia/Adelaide", "Australian Central", MINUTES(9, 30)},
	{"Central Daylight", "America/Chicago", "US Central", MINUTES(-5, 0)},
	{"Central Daylight", "Australia/Adelaide", "Australian Central", MINUTES(10, 30)},
	{"Mountain Standard", "America/Denver", NULL, MINUTES(-7, 0)},
	{"Pacific Standard", "America/Los_Angeles", NULL, MINUTES(-8, 0)},
	{"Atlantic Standard", "America/Halifax", NULL, MINUTES(-4, 0)},
	{"Eastern", "America/New_York", "US Eastern", 0, true},
	{"Eastern", "Australia/Sydney", "Australian Eastern", 0, true},
	{"Central", "America/Chicago", "US Central", 0, true},
	{"Central", "Australia/Adelaide", "Australian Central", 0, true},
	{"British Summer", "Europe/London", NULL, MINUTES(1, 0)},
	{"India", "Asia/Kolkata", NULL, MINUTES(5, 30)},
	{"Israel", "Asia/Jerusalem", NULL, 0, true},
	{"Irish", "Europe/Dublin", NULL, 0, true},
	{"Central European", "Europe/Berlin", NULL, 0, true},
	{"Eastern European", "Europe/Athens", NULL, 0, true},
	{"Western European", "Europe/Lisbon", NULL, 0, true},
	{"Atlantic", "America/Halifax", NULL, 0, true},
	{"Alaska", "America/Anchorage", NULL, 0, true},
	{"China", "Asia/Shanghai", NULL, MINUTES(8, 0)},
	{"Australian Eastern", "Australia/Sydney", NULL, 0, true},
	{"Australian Central", "Australia/Adelaide", NULL, 0, true},
	{"New Zealand", "Pacific/Auckland", NULL, 0, true},
};

/* Zones in words, without "time" at their end. */
static const struct {
	const char *words;
	const char *label;
} spelled[] = {
	{"US Eastern", "ET"},
	{"Eastern Standard", "EST"},
	{"Eastern Daylight", "EDT"},
	{"US Central", "CT"},
	{"Mountain", "MT"},
	{"US Mountain", "MT"},
	{"Mountain Daylight", "MDT"},
	{"Pacific", "PT"},
	{"US Pacific", "PT"},
	{"Pacific Daylight", "PDT"},
	{"Alaska Standard", "AKST"},
	{"Alaska Daylight", "AKDT"},
	{"Hawaii", "HST"},
	{"Hawaii Standard", "HST"},
	{"Atlantic Daylight", "ADT"},
	{"Newfoundland Standard", "NST"},
	{"Newfoundland Daylight", "NDT"},
	{"Greenwich Mean", "GMT"},
	{"Coordinated Universal", "UTC"},
	{"Universal", "UTC"},
	{"Central Europe", "Central European"},
	{"Central European Standard", "CET"},
	{"Central European Summer", "CEST"},
	{"Eastern European Standard", "EET"},
	{"Eastern European Summer", "EEST"},
	{"Western European Summer", "WEST"},
	{"Moscow Standard", "MSK"},
	{"Irish Standard", "Irish"},
	{"Israel Standard", "Israel"},
	{"Israel Daylight", "IDT"},
	{"Indian", "India"},
	{"India Standard", "India"},
	{"Indian Standard", "India"},
	{"China Standard", "China"},
	{"Japan Standard", "JST"},
	{"Korea Standard", "KST"},
	{"Singapore Standard", "SGT"},
	{"Hong Kong", "HKT"},
	{"Australian Eastern Standard", "AEST"},
	{"Australian Eastern Daylight", "AEDT"},
	{"Australian Central Standard", "ACST"},
	{"Australian Central Daylight", "ACDT"},
	{"Australian Western Standard", "AWST"},
	{"New Zealand Standard", "NZST"},
	{"New Zealand Daylight", "NZDT"},
};

/* These mean the same everywhere all year round, whatever the zone calls itself. */
static const char *const universal[] = {"UTC", "Z", "GMT", "UT", "Zulu"};

static bool is_same(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++)
		if ((*a >= 'a' && *a <= 'z' ? *a - 32 : *a) !=
			(*b >= 'a' && *b <= 'z' ? *b - 32 : *b))
			return false;
	return *a == *b;
}

/* Is the label in use in the zone at the instant wall - offset, where it was seen? */
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

static int32_t offset_at(const char *name, const struct civil *local)
{
	struct zone zone;
	int64_t seconds;

	if (!zone_init(&zone, name, NULL))
		return INT32_MAX;
	(void)zone_instant(&zone, local, &seconds);
	return (int32_t)(civil_seconds(local) - seconds);
}

static enum label_fit use(const struct label *self, const struct civil *local, int32_t *offset)
{
	int64_t wall = civil_seconds(local);
	struct zone zone;

	*offset = self->offset;
	if (!zone_init(&zone, self->zone, NULL))
		return LABEL_RIGHT;
	if (self->is_generic) {
		*offset = offset_at(self->zone, local);
		return LABEL_RIGHT;
	}
	struct civil there;

	zone_civil(&zone, wall - self->offset, &there);
	return there.offset == self->offset ? LABEL_RIGHT : LABEL_WRONG;
}

/* Is the zone in the label's part of the world? */
static bool is_near(const struct label *self, const struct zone *zone)
{
	return strncmp(self->zone, zone->name, strcspn(self->zone, "/") + 1) == 0;
}

/* And does it have the same offset then? */
static bool is_related(const struct label *self, const struct zone *zone, const struct civil *local)
{
	int64_t wall = civil_seconds(local);
	struct civil there;

	if (!is_near(self, zone))
		return false;
	if (self->is_generic)
		return offset_at(self->zone, local) == offset_at(zone->name, local);
	zone_civil(zone, wall - self->offset, &there);
	return there.offset == self->offset;
}

/* The line of the label: the zone's own, that of its part of the world, or the first. */
static const struct label *find(
	const struct zone *zone, const struct civil *local, const char *text)
{
	const struct label *first = NULL;
	const struct label *related = NULL;

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		const struct label *label = &labels[i];

		if (!is_same(label->text, text))
			continue;
		if (strcmp(label->zone, zone->name) == 0)
			return label;
		first = first != NULL ? first : label;
		if (related == NULL && is_related(label, zone, local))
			related = label;
	}
	return related != NULL && !is_near(first, zone) ? related : first;
}

/* Another region that uses it. */
static const char *find_other(const struct label *self)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (&labels[i] != self && is_same(labels[i].text, self->text))
			return labels[i].place;
	return NULL;
}

const char *label_zone(const char *label)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (is_same(labels[i].text, label))
			return labels[i].zone;
	return NULL;
}

/* The abbreviation of a zone in words; anything else is returned as it is. */
static const char *short_form(const char *label)
{
	for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++)
		if (is_same(spelled[i].words, label))
			return spelled[i].label;
	return label;
}

bool label_is_known(const char *label)
{
	return short_form(label) != label || label_zone(label) != NULL || label_is_utc(label);
}

bool label_is_utc(const char *label)
{
	label = short_form(label);
	for (size_t i = 0; i < sizeof universal / sizeof *universal; i++)
		if (is_same(universal[i], label))
			return true;
	return false;
}

void label_read(struct label_reading *self, const struct zone *zone, const struct civil *local,
	const char *text)
{
	int64_t wall = civil_seconds(local);

	text = short_form(text);
	*self = (struct label_reading){.fit = LABEL_RIGHT, .seconds = wall, .zone = zone->name};
	if (label_is_utc(text))
		return;
	self->fit = find_in_zone(zone, wall, text, &self->offset);
	const struct label *label = self->fit == LABEL_UNKNOWN ? find(zone, local, text) : NULL;

	if (label != NULL) {
		self->fit = use(label, local, &self->offset);
		self->zone = label->zone;
		bool is_own = strcmp(label->zone, zone->name) == 0 ||
			      (label->is_generic && is_related(label, zone, local));

		if (!is_own)
			self->place = label->place;
		self->other = find_other(label);
	}
	self->seconds = wall - self->offset;
}
