/*
 * Times as postmortems have them: RFC 3339 with offset, a date, "~" for about, and the
 * words unknown, n/a, ongoing. The stored form and what people type.
 */
#ifndef AFTERWORD_MODEL_WHEN_H
#define AFTERWORD_MODEL_WHEN_H

#include "base/err.h"
#include "base/slice.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum when_kind {
	WHEN_NONE,           /* empty */
	WHEN_INSTANT,        /* seconds and offset are valid */
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
 * Reads the stored form: "2023-10-15T08:00:00-04:00" (RFC 3339; a space for the T, no
 * seconds and fractions allowed), "2023-10-15", "~...", "unknown", "n/a", "ongoing", "".
 *
 * Fails with ERR_VALUE, saying what is wrong: no such day, hour 25, no offset. With a
 * space for the T a dash may join a range, "09:00-11:00", which is not a stored form.
 */
bool when_parse(struct when *self, const char *text, struct err *err);

/* Appends the stored form. */
void when_format(const struct when *self, struct str *out);

/* How days are written. */
enum date_style {
	DATE_ISO,       /* "2023-10-15" */
	DATE_DAY_MONTH, /* "15 Oct 2023" */
	DATE_MONTH_DAY, /* "Oct 15 2023" */
};

/* A zone of tzdata, by name. */
struct zone {
	char name[64];
};

/* false, with a sentence, if tzdata has no zone of that name. "" and "UTC" are UTC. */
bool zone_init(struct zone *self, const char *name, struct err *err);

/*
 * A zone by what people call it: "europe/berlin", "America/New York", "Berlin", ":UTC",
 * "/usr/share/zoneinfo/Europe/Berlin", "UTC+2"; *note says how another name was
 * understood.
 *
 * Fails with ERR_VALUE and the nearest name.
 */
bool zone_find(struct zone *self, const char *typed, struct str *note, struct err *err);

/* As zone_find for TZ in the environment, where "UTC-3" is three hours ahead of UTC. */
bool zone_of_environment(struct zone *self, const char *tz, struct str *note, struct err *err);

/* Is it UTC, by any of its names? */
bool zone_is_utc(const struct zone *self);

/* The machine's zone, by the name that /etc/localtime leads to; false: it leads to none. */
bool zone_of_machine(struct zone *self);

/* The user's own zone: that of TZ as the program found it, else the machine's. What has no name in
 * tzdata has a name in words, with which zone_civil works, too. */
void zone_own(struct zone *self);

/*
 * The names that begin with what was typed, or whose city does, then those that contain
 * it; puts the first ones in out. Returns how many there are.
 */
size_t zone_match(const char *typed, const char **out, size_t most);

/* The names of all zones, sorted; none without a database. */
const char *const *zone_names(size_t *n);

/*
 * Restores TZ as the program found it; call it before starting another program.
 *
 * The C library knows one zone at a time, the one in TZ, and the functions here set it
 * when a zone is first used. They do so again after this.
 */
void zone_leave(void);

/* What a clock on the wall shows. */
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
 * The instant of a local time, checked by converting it back.
 *
 * ZONE_TWICE gives the earlier of the two, ZONE_NEVER the instant that the gap shifts it
 * to.
 */
enum zone_fit zone_instant(const struct zone *self, const struct civil *local, int64_t *seconds);

#define WHEN_CLOCK_SKEW INT64_C(300) /* later than now by this much is not the future yet */

/* On which side of now a time is, where its words leave that open. */
enum when_tense {
	WHEN_EITHER,
	WHEN_PAST,    /* it has happened */
	WHEN_TO_COME, /* it is due: counted from now, whatever is around it */
};

/* How the neighbouring times constrain one. */
enum when_order {
	WHEN_LOOSE,    /* near them */
	WHEN_IN_ROWS,  /* between the one before and the one after, if possible */
	WHEN_IN_STEPS, /* never earlier than the one before */
};

/* The context for reading a typed time; when_place_context fills it in for a place in a
 * document. */
struct when_context {
	const struct zone *zone;
	int64_t now;        /* seconds, UTC */
	struct when before; /* the time before it (the row above, the start), for "14:05" and "+7m";
			       none: now */
	struct when after;  /* the time after it */
	struct when former; /* what it replaces, or the same moment stated elsewhere */
	enum when_tense tense;
	enum when_order order;
	bool is_live;   /* logged while things happen: "-7m" counts back from now */
	bool lacks_now; /* the moment of reading is irrelevant: anything relative to it is refused
			 */
	bool date_only;
	bool may_be_ongoing;
	enum date_style dates; /* in notes */
	struct str *range_end; /* the text of a range's second time is appended; NULL: no ranges */
};

/*
 * Reads what people type and programs print: "14:05", "8:30 pm", "yesterday 22:10",
 * "+7m", "-1h30m", "now", "today", "15 Oct 2023 08:00", "10/15/2023, 8:00 AM", "31.12.
 * 23:50", "Sun Oct 15 08:00:00 EDT 2023", "1697371200", an offset or a zone label at the
 * end, "~" or "about" on either side, "unknown", "n/a", "ongoing", and every stored form.
 * tests/golden/when has several hundred of them. *note (may be empty) says what was
 * assumed, left out, or odd (a local time that exists twice, a label that is wrong for
 * that date).
 *
 * Fails with ERR_VALUE and a helpful sentence. A range ("13:30–13:45") is a time only if the
 * context has a place for the text of its end: then the time is its beginning.
 */
bool when_parse_loose(struct when *self, const char *text, const struct when_context *context,
	struct str *note, struct err *err);

/* Is it "about", "circa", "etwa" or another word that makes the time after it an approximate one?
 */
bool when_is_about(struct slice word);

/* Does a time end where this text ends? Not in "14:05 at" or "14:05 we", which are read as times
 * too, but begin a sentence. */
bool when_ends(const char *text);

/* Is it a clock time with unknown digits: "2X:XX", "--:--", "12:??"? */
bool when_has_open_digits(const char *text);

/* What is odd about a typed time, or-ed. */
enum when_oddity {
	WHEN_ODD_NO_DATE = 1,   /* "14:05": the day was taken from the context */
	WHEN_ODD_NO_TIME = 2,   /* a day only, where a time was expected */
	WHEN_ODD_NO_OFFSET = 4, /* a local time, read in the context's zone */
	WHEN_ODD_TWICE = 8,     /* such a local time exists twice that day */
	WHEN_ODD_NEVER = 16,    /* or not at all */
	WHEN_ODD_LABEL = 32,    /* "EDT" in January */
	WHEN_ODD_WEEKDAY = 64,  /* "Monday" before a date that is another day */
	WHEN_ODD_ASSUMED = 128, /* the year, or which number is the month */
	WHEN_ODD_MOVING = 256,  /* "yesterday", "+7m": depends on the moment of reading */
};

/* As when_parse_loose; *oddities (may be NULL) says what is odd, for callers who judge it. */
bool when_read_loose(struct when *self, const char *text, const struct when_context *context,
	unsigned *oddities, struct str *note, struct err *err);

/* Was the day or year of a typed time chosen for the user, who should then see the result? */
bool when_is_chosen(const char *text, const struct when_context *context);

/* What a clock in the zone shows at a moment, or the day itself with its midnight; false for what
 * is neither. */
bool when_civil(const struct when *self, const struct zone *zone, struct civil *out);

/* The full names of a month from 1 and of a weekday from 0, Sunday; their first three letters are
 * abbreviations. */
const char *civil_month_name(int month);
const char *civil_weekday_name(int weekday);

/* How times are shown to somebody. */
struct when_style {
	const struct zone *zone; /* NULL, where that is allowed: the document's */
	enum date_style dates;
};

/* Appends a day, with or without the year: "2023-10-15" or "10-15". */
void civil_append_date(
	const struct civil *self, enum date_style style, bool has_year, struct str *out);

/* Appends "2023-10-15 08:00 EDT" in a zone; "about ...", "unknown" and so on as words.
 * when_parse_loose reads it back as the same value. */
void when_show(const struct when *self, const struct zone *zone, struct str *out);

/* The same in a style. */
void when_show_in(const struct when *self, const struct when_style *style, struct str *out);

/* May a time that is a number, shown in a style, have this character, a letter in either case? */
bool when_number_may_show(const struct when_style *style, uint32_t code);

/* As when_show_in, preceded by the weekday, to echo what was understood. */
void when_show_long(const struct when *self, const struct when_style *style, struct str *out);

/* "2023-10-15 08:00" or "10-15 08:00", with "~" for about; for tables, where the zone is known. */
void when_show_short(
	const struct when *self, const struct when_style *style, bool has_year, struct str *out);

/* "Sun 15 Oct 2023", with or without the year; in the style with the month first "Sun Oct 15 2023".
 */
void civil_show_day(
	const struct civil *self, enum date_style style, bool has_year, struct str *out);

/* As when_show in the style 10/15/2023, 8:00 AM, for text reports. */
void when_show_us(const struct when *self, const struct zone *zone, struct str *out);

/* The first second of a day in a zone, or the moment itself. Only for these two kinds. */
int64_t when_begin(const struct when *self, const struct zone *zone);

/* The day of a moment in a zone, or the day itself: days since 1970-01-01. Only for these two
 * kinds. */
int64_t when_day(const struct when *self, const struct zone *zone);

/* The time between two of them. */
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
	bool is_about;   /* also of ongoing */
	bool is_in_days; /* between days, or a day and a moment: seconds are whole days */
};

/*
 * From one to the other. Days are counted in the zone, and as days: from a day to a moment of
 * another day it is about so many; within one day it is unknown.
 */
void span_between(struct span *self, const struct when *from, const struct when *to,
	const struct zone *zone, int64_t now);

/* Appends "30 h", "1 h 5 min", "≈ 30 h", "3 d 2 h", "ongoing, 2 h so far", "n/a", "unknown", "" */
void span_format(const struct span *self, struct str *out);

#endif
