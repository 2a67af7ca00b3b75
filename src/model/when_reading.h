/* A typed time while it is read: what its parts have said so far. */
#ifndef AFTERWORD_MODEL_WHEN_READING_H
#define AFTERWORD_MODEL_WHEN_READING_H

#include "when_civil.h"
#include "when_token.h"

struct reading {
	const struct when_context *context;
	struct token tokens[TOKEN_MAX];
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
	bool has_offset;
	int32_t offset;
	const struct token *label; /* NULL: none */
	bool has_asked_now;        /* what it means depends on the moment of reading */
	unsigned odd;              /* enum when_oddity, or-ed */
	struct str *note;          /* may be NULL */
	struct err *err;
};

/* What a part of a time made of the tokens before it. */
enum part { PART_NONE, PART_READ, PART_BAD };

enum part reading_date(struct reading *self);
enum part reading_day(struct reading *self); /* "yesterday", "last monday" */
enum part reading_clock(struct reading *self);
enum part reading_zone(struct reading *self);

/* "now", "+7m", "-1h30m", "2 h ago": PART_READ when all of it is one. */
enum part reading_relative(struct reading *self, struct when *out);

/* Makes a time of the parts. */
bool reading_resolve(struct reading *self, struct when *out);

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

/* Adds a sentence to the note. */
void reading_note(struct reading *self, unsigned oddity, const char *format, ...) PRINTF_LIKE(3, 4);

static inline bool token_is_mark(const struct token *self, char mark)
{
	return self->kind == TOKEN_MARK && self->mark == mark;
}

static inline bool token_is_word(const struct token *self, enum word_kind word)
{
	return self->kind == TOKEN_WORD && self->word == word;
}

#endif
