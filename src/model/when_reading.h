/* A typed time being read: what its parts have said so far. */
#ifndef AFTERWORD_MODEL_WHEN_READING_H
#define AFTERWORD_MODEL_WHEN_READING_H

#include "when_civil.h"
#include "when_label.h"
#include "when_token.h"

struct reading {
	const struct when_context *context;
	const char *text; /* the complete text */
	const struct token *at;
	struct civil local; /* valid for the parts that were given */
	bool has_date;      /* month and day */
	bool has_year;
	bool has_day_shift; /* "yesterday" */
	int day_shift;
	bool has_weekday;
	int weekday;
	bool has_week; /* "last", "next" before it */
	int week;
	bool has_clock;
	const struct token *clock; /* where it begins */
	bool has_colon;            /* "14:05", not "1405" */
	bool has_seconds;
	bool has_half; /* am or pm */
	bool has_t;    /* the T of RFC 3339 before it */
	bool is_about;
	bool is_midnight;  /* as a word */
	bool is_day_end;   /* 24:00: the midnight after that day */
	bool is_range_end; /* being read as the second end of a range */
	bool has_offset;
	int32_t offset;
	const struct token *label; /* NULL: none */
	size_t label_words;
	bool is_fixed;      /* a period that names its year */
	bool has_asked_now; /* its meaning depends on the moment of reading */
	unsigned odd;       /* enum when_oddity, or-ed */
	struct str *note;   /* may be NULL */
	struct err *err;
};

/* What a reader made of the next tokens. */
enum part { PART_NONE, PART_READ, PART_BAD };

enum part reading_stamp(struct reading *self); /* everything in one number */
enum part reading_date(struct reading *self);
enum part reading_day(struct reading *self); /* "yesterday", "last monday" */
enum part reading_clock(struct reading *self);
enum part reading_range(struct reading *self); /* the second of two times */
enum part reading_zone(struct reading *self);

/* Reads all parts up to the end. */
bool reading_parts(struct reading *self);

/* Records a date or a clock, and reports a second one. A year below 0: none was given. */
enum part reading_take_date(struct reading *self, int64_t year, int64_t month, int64_t day);
enum part reading_take_clock(struct reading *self, const struct token *from, int64_t hour,
	int64_t minute, int64_t second);
/* Notes that a fraction of a second is dropped, unless it is zero; digits is its token. */
void reading_drop_fraction(struct reading *self, const struct token *digits);
/* The words of the label separated by single spaces, cut to size. */
void reading_copy_label(const struct reading *self, char out[LABEL_SIZE]);
/*
 * Is the dash after a clock the sign of an offset, or does it join a range?
 *
 * After the T of RFC 3339 it is a sign. Otherwise it is one only if it is a plain dash
 * without spaces before an offset that some zone has, and what follows is earlier than
 * the clock, or an offset of the document's own zone. Spaces are allowed if the digits
 * cannot be a clock: "08:00:00 -0400".
 */
bool reading_dash_is_offset(const struct reading *self);
/* An offset in digits at a sign; NULL: none. *minutes is signed, and may be one that no zone
 * has. */
const struct token *token_offset(const struct token *sign, int *minutes);

/* "now", "+7m", "-1h30m", "2 h ago": PART_READ if it is the complete text. */
enum part reading_relative(struct reading *self, struct when *out);

/* "next week", "end of month": PART_READ if it is the complete text. */
enum part reading_period(struct reading *self, struct when *out);
/* Notes that what should be in the future is past. */
void reading_note_past(struct reading *self, const struct when *when);
/* Notes that another day could be meant. */
void reading_note_other(struct reading *self, int64_t day);

/* Combines the parts into a time. */
bool reading_resolve(struct reading *self, struct when *out);

/* Sets the day of the time, counted from 1970. */
void reading_move_to(struct reading *self, int64_t day);
/* The weekday of the time's day; and whether it is the one that was given. */
int reading_weekday(const struct reading *self);
bool reading_is_weekday(const struct reading *self);

/* Are there neighbouring times to go by, other than now? */
bool reading_has_neighbour(const struct reading *self);
/* Move to the likeliest day for a clock or a weekday, or year for a day of a month; false if the
 * words mean nothing on any. */
bool reading_choose_day(struct reading *self);
bool reading_choose_year(struct reading *self);
/* Is it out of order on its day, but in order a day later? */
bool reading_fits_day_later(struct reading *self);

/* Fills in the moment of the day, the clock and the zone; false if there is no such zone. */
bool reading_set_moment(struct reading *self, struct when *out);
/* Fills in an instant, with the zone's offset at that time. */
void reading_set_instant(const struct reading *self, int64_t seconds, struct when *out);
/* The same for the local time in self, with a note if it is odd. */
void reading_set_local(struct reading *self, struct when *out);
/* Fills in a date. */
void reading_set_day(const struct civil *day, struct when *out);

/* Now, in whole minutes, as people state times. */
int64_t reading_now(struct reading *self);
/* The moment that other times are relative to: the neighbouring one, or now. */
int64_t reading_base(struct reading *self, struct civil *local);
/* The same for a choice, which is noted and so does not depend on the moment of reading. */
int64_t reading_around(const struct reading *self, struct civil *local);

/* Adds a sentence to the note. */
void reading_note(struct reading *self, unsigned oddity, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
