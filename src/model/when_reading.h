/* A typed time while it is read: what its parts have said so far. */
#ifndef AFTERWORD_MODEL_WHEN_READING_H
#define AFTERWORD_MODEL_WHEN_READING_H

#include "when_civil.h"
#include "when_label.h"
#include "when_token.h"

struct reading {
	const struct when_context *context;
	const char *text; /* all of it */
	const struct token *at;
	struct civil local; /* of the parts that were given */
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
	bool is_midnight;  /* in a word */
	bool is_day_end;   /* 24:00: the midnight after that day */
	bool is_range_end; /* being read as the second end of a range */
	bool has_offset;
	int32_t offset;
	const struct token *label; /* NULL: none */
	size_t label_words;
	bool is_fixed;          /* a period that says its year */
	bool has_asked_now;     /* what it means depends on the moment of reading */
	struct str *range_rest; /* takes the second end of a range; NULL: a range is refused */
	unsigned odd;           /* enum when_oddity, or-ed */
	struct str *note;       /* may be NULL */
	struct err *err;
};

/* What a part of a time made of the tokens before it. */
enum part { PART_NONE, PART_READ, PART_BAD };

enum part reading_stamp(struct reading *self); /* all of it in one number */
enum part reading_date(struct reading *self);
enum part reading_day(struct reading *self); /* "yesterday", "last monday" */
enum part reading_clock(struct reading *self);
enum part reading_range(struct reading *self); /* the second of two times */
enum part reading_zone(struct reading *self);

/* Reads all parts up to the end. */
bool reading_parts(struct reading *self);

/* Takes a date, or a clock, and complains about a second one. A year below 0: none was given. */
enum part reading_take_date(struct reading *self, int64_t year, int64_t month, int64_t day);
enum part reading_take_clock(struct reading *self, const struct token *from, int64_t hour,
	int64_t minute, int64_t second);
/* Notes that a fraction of a second is left out, unless it is zero; digits is its token. */
void reading_drop_fraction(struct reading *self, const struct token *digits);
/* The label as its words with one blank between, cut to its size. */
void reading_copy_label(const struct reading *self, char out[LABEL_SIZE]);
/*
 * Is the dash behind a clock the sign of an offset, or does it join a range?
 *
 * Behind the T of RFC 3339 it is a sign. Else it is one only where it is a plain dash
 * without blanks before an offset that some zone has, and what follows is earlier than
 * the clock, or an offset that the document's own zone has. Blanks are allowed where
 * the figures cannot be a clock's: "08:00:00 -0400".
 */
bool reading_dash_is_offset(const struct reading *self);
/* An offset in figures at a sign; NULL: none. *minutes is signed, and may be one no zone has. */
const struct token *token_offset(const struct token *sign, int *minutes);

/* "now", "+7m", "-1h30m", "2 h ago": PART_READ when all of it is one. */
enum part reading_relative(struct reading *self, struct when *out);

/* "next week", "end of month": PART_READ when all of it is one. */
enum part reading_period(struct reading *self, struct when *out);
/* Notes that what should be to come is past. */
void reading_note_past(struct reading *self, const struct when *when);
/* Notes that another day could be meant. */
void reading_note_other(struct reading *self, int64_t day);

/* Makes a time of the parts. */
bool reading_resolve(struct reading *self, struct when *out);

/* The day of the time becomes this one, counted from 1970. */
void reading_move_to(struct reading *self, int64_t day);
/* The weekday of the day of the time; is it the one that was given? */
int reading_weekday(const struct reading *self);
bool reading_is_weekday(const struct reading *self);

/* Is there anything around the place to go by, other than now? */
bool reading_has_neighbour(const struct reading *self);
/* Move to the likeliest day for a clock or a weekday, or year for a day of a month; false when
 * the words mean nothing on any. */
bool reading_choose_day(struct reading *self);
bool reading_choose_year(struct reading *self);
/* Is it out of order on its day, and in order a day later? */
bool reading_fits_day_later(struct reading *self);

/* Fills in the moment of the day, the clock and the zone; false when there is no such zone. */
bool reading_set_moment(struct reading *self, struct when *out);
/* Fills in an instant, with the offset that holds in the zone then. */
void reading_set_instant(const struct reading *self, int64_t seconds, struct when *out);
/* The same for the local time in self, with a note where it is odd. */
void reading_set_local(struct reading *self, struct when *out);
/* Fills in a date. */
void reading_set_day(const struct civil *day, struct when *out);

/* Now, in whole minutes, as people say times. */
int64_t reading_now(struct reading *self);
/* The moment other times are relative to: the one near by, or now. */
int64_t reading_base(struct reading *self, struct civil *local);
/* The same to choose by, where the choice is noted and needs no moment of reading. */
int64_t reading_around(const struct reading *self, struct civil *local);

/* Adds a sentence to the note. */
void reading_note(struct reading *self, unsigned oddity, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
