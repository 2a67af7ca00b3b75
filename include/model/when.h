/*
 * Times as postmortems have them: RFC 3339 with offset, a date, "~" for about,
 * and the words unknown, n/a, ongoing. Stored form and loosely typed form.
 */
#ifndef AFTERWORD_MODEL_WHEN_H
#define AFTERWORD_MODEL_WHEN_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum when_kind {
	WHEN_NONE,           /* nothing said */
	WHEN_INSTANT,        /* seconds and offset hold */
	WHEN_DATE,           /* a day without time: seconds is its midnight, offset 0 */
	WHEN_UNKNOWN,        /* "unknown" */
	WHEN_NOT_APPLICABLE, /* "n/a" */
	WHEN_ONGOING,        /* "ongoing" */
};

struct when {
	enum when_kind kind;
	bool is_about;   /* "~" before it */
	int64_t seconds; /* since 1970-01-01 UTC */
	int32_t offset;  /* seconds east of UTC */
};

/*
 * Reads the stored form: "2023-10-15T08:00:00-04:00" (RFC 3339; a blank for the T, no
 * seconds and fractions allowed), "2023-10-15", "~...", "unknown", "n/a", "ongoing", "".
 *
 * Fails with ERR_VALUE, saying what is wrong: no such day, hour 25, no offset. With a
 * blank for the T a dash may join a range, "09:00-11:00", which is no stored form.
 */
bool when_parse(struct when *self, const char *text, struct err *err);

/* Appends the stored form. */
void when_format(const struct when *self, struct str *out);

/* A zone of tzdata, by name. */
struct zone {
	char name[64];
};

/* false, with a sentence, when tzdata has no zone of that name. "" and "UTC" are UTC. */
bool zone_init(struct zone *self, const char *name, struct err *err);

/*
 * A zone by what people call it: "europe/berlin", "America/New York", "Berlin", ":UTC",
 * "/usr/share/zoneinfo/Europe/Berlin", "UTC+2"; *note says what was made of another name.
 *
 * Fails with ERR_VALUE and the nearest name.
 */
bool zone_find(struct zone *self, const char *typed, struct str *note, struct err *err);

/* As zone_find for what TZ in the environment says, where "UTC-3" is three hours ahead of UTC. */
bool zone_of_environment(struct zone *self, const char *tz, struct str *note, struct err *err);

/*
 * The names that begin with what was typed, or whose city does, then those that hold it;
 * the first ones in out. Returns how many there are.
 */
size_t zone_match(const char *typed, const char **out, size_t most);

/* The names of all zones in order; none when there is no database. */
const char *const *zone_names(size_t *n);

/*
 * Puts TZ back as the program found it; call it before starting another program.
 *
 * The C library knows one zone at a time, the one in TZ, and the functions here set
 * it when a zone is first used. They do so again after this.
 */
void zone_leave(void);

/* What a clock on the wall there shows. */
struct civil {
	int year, month, day, hour, minute, second;
	int32_t offset; /* seconds east of UTC */
	char label[16]; /* "EDT" */
	int weekday;    /* 0: Sunday */
};

void zone_civil(const struct zone *self, int64_t seconds, struct civil *out);
/* The same for the user's own zone: the one in TZ as the program found it, else the machine's. */
void zone_civil_own(int64_t seconds, struct civil *out);

enum zone_fit { ZONE_ONCE, ZONE_TWICE, ZONE_NEVER };

/*
 * The instant of a local time; checked by round trip.
 *
 * ZONE_TWICE gives the earlier of both, ZONE_NEVER the instant the gap shifts it to.
 */
enum zone_fit zone_instant(const struct zone *self, const struct civil *local, int64_t *seconds);

#define WHEN_CLOCK_SKEW INT64_C(300) /* later than now by that much is not yet to come */

/* On which side of now a time lies, where its words leave that open. */
enum when_tense {
	WHEN_EITHER,
	WHEN_PAST,    /* it has happened */
	WHEN_TO_COME, /* it is due: counted from now, whatever stands around it */
};

/* How the times around one bind it. */
enum when_order {
	WHEN_LOOSE,    /* near them */
	WHEN_IN_ROWS,  /* between the one before and the one after, where that is possible */
	WHEN_IN_STEPS, /* never before the one before */
};

/* What loose typing is read against; when_place_context fills it in for a place in a document. */
struct when_context {
	const struct zone *zone;
	int64_t now;        /* seconds, UTC */
	struct when before; /* the time that stands before it (the row above, the start), for
			       "14:05" and "+7m"; none: now */
	struct when after;  /* and after it */
	struct when former; /* what it replaces, or the same moment told elsewhere */
	enum when_tense tense;
	enum when_order order;
	bool is_live;   /* logged while things happen: "-7m" goes back from now */
	bool lacks_now; /* the moment of reading says nothing: what counts from it is refused */
	bool date_only;
	bool may_be_ongoing;
};

/*
 * Reads what people type and programs print: "14:05", "8:30 pm", "yesterday 22:10",
 * "+7m", "-1h30m", "now", "today", "15 Oct 2023 08:00", "10/15/2023, 8:00 AM",
 * "31.12. 23:50", "Sun Oct 15 08:00:00 EDT 2023", "1697371200", an offset or a zone
 * label at the end, "~" or "about" on either side, "unknown", "n/a", "ongoing", and every
 * stored form. tests/golden/when has several hundred of them. *note (may be empty) says
 * what was assumed, left out, or is odd (a local time that exists twice, a label that
 * is wrong for that date).
 *
 * Fails with ERR_VALUE and a sentence that helps. A range of two times is none.
 */
bool when_parse_loose(struct when *self, const char *text, const struct when_context *context,
	struct str *note, struct err *err);

/*
 * As when_parse_loose, where the two ends of a range ("13:30–13:45") can be kept: the
 * time is the first of them, and the text of the second is appended to *rest.
 */
bool when_parse_range(struct when *self, const char *text, const struct when_context *context,
	struct str *rest, struct str *note, struct err *err);

/* Does a time stop where this text stops? Not with "14:05 at" or "14:05 we", which are read as
 * times, too, but where a sentence begins. */
bool when_ends(const char *text);

/* Is it a clock with digits that nobody knows: "2X:XX", "--:--", "12:??"? */
bool when_has_open_digits(const char *text);

/* What is odd about a time as it was typed, or-ed. */
enum when_oddity {
	WHEN_ODD_NO_DATE = 1,   /* "14:05": the day was taken from the context */
	WHEN_ODD_NO_TIME = 2,   /* a day only, where a time was expected */
	WHEN_ODD_NO_OFFSET = 4, /* a local time, read in the context's zone */
	WHEN_ODD_TWICE = 8,     /* such a local time exists twice there that day */
	WHEN_ODD_NEVER = 16,    /* and such a one is skipped */
	WHEN_ODD_LABEL = 32,    /* "EDT" in January */
	WHEN_ODD_WEEKDAY = 64,  /* "Monday" before a date that is none */
	WHEN_ODD_ASSUMED = 128, /* the year, or which number is the month */
	WHEN_ODD_MOVING = 256,  /* "yesterday", "+7m": depends on the moment it is read at */
};

/* As when_parse_loose; *oddities (NULL allowed) says what is odd, for those who judge it. */
bool when_read_loose(struct when *self, const char *text, const struct when_context *context,
	unsigned *oddities, struct str *note, struct err *err);

/* Does a typed time leave its day or its year to be chosen, so that one should see what it became?
 */
bool when_is_chosen(const char *text, const struct when_context *context);

/* Appends "2023-10-15 08:00 EDT" in a zone; "about ...", "unknown" and so on as words. What
 * when_parse_loose reads back as the same value. */
void when_show(const struct when *self, const struct zone *zone, struct str *out);

/* As when_show with the weekday in front, to echo what was understood. */
void when_show_long(const struct when *self, const struct zone *zone, struct str *out);

/* "2023-10-15 08:00" or "10-15 08:00", "~" for about: where the zone is known, for tables. */
void when_show_short(
	const struct when *self, const struct zone *zone, bool has_year, struct str *out);

/* "8:30 AM" and "10/15/2023" for text reports: as when_show in the style 10/15/2023, 8:00 AM. */
void when_show_us(const struct when *self, const struct zone *zone, struct str *out);

/* The first second of a day in a zone, the moment itself of a moment. Both kinds only. */
int64_t when_begin(const struct when *self, const struct zone *zone);

/* The day of a moment in a zone, or the day itself: days since 1970-01-01. Both kinds only. */
int64_t when_day(const struct when *self, const struct zone *zone);

/* A span of time between two of them. */
struct span {
	enum {
		SPAN_NONE,
		SPAN_EXACT,
		SPAN_ABOUT,
		SPAN_ONGOING,
		SPAN_NOT_APPLICABLE,
		SPAN_UNKNOWN,
		SPAN_NEGATIVE
	} kind;
	int64_t seconds; /* of exact, about, ongoing (until now) and negative */
	bool is_about;   /* of ongoing, too */
	bool is_in_days; /* between days, or a day and a moment: seconds are whole days */
};

/*
 * From one to the other. Days are counted in the zone, and as days: from a day to a moment of
 * another one it is about so many, within one day nobody knows.
 */
void span_between(struct span *self, const struct when *from, const struct when *to,
	const struct zone *zone, int64_t now);

/* Appends "30 h", "1 h 5 min", "≈ 30 h", "3 d 2 h", "ongoing, 2 h so far", "n/a", "unknown", "" */
void span_format(const struct span *self, struct str *out);

#endif
