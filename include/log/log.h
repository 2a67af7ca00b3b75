/*
 * Chat copies, logs and lists of alerts as what they say happened: when, who, what. Nothing here
 * knows a document; what is read is looked at by a person before it becomes rows.
 */
#ifndef AFTERWORD_LOG_LOG_H
#define AFTERWORD_LOG_LOG_H

#include "base/err.h"
#include "base/slice.h"
#include "base/str.h"
#include "model/when.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why something is not taken into a timeline unless somebody asks for it. */
enum log_rule {
	LOG_TAKEN,     /* no reason: it is an event */
	LOG_JOIN,      /* somebody came, left, changed a name or a topic */
	LOG_REACTION,  /* only a reaction, or the count of replies */
	LOG_GREETING,  /* what a bot says whenever it starts or is asked */
	LOG_DELETED,   /* deleted or replaced later in the same export */
	LOG_DUPLICATE, /* it is in the timeline already */
	LOG_FRAME,     /* a line of the log itself: a day, a head, "-- Boot" */
	LOG_UNTIMED,   /* a line before the first time */
	LOG_N_RULES,
};

/* What happened to things left out by a rule: "joins and leaves". */
const char *log_rule_name(enum log_rule rule);

/* One thing that happened, as the log has it. */
struct log_entry {
	unsigned line;     /* where it begins, from 1 */
	char *stamp;       /* its time as written; "" if it has none */
	size_t day;        /* the day it stands below: an index in days; SIZE_MAX: none */
	char *who;         /* "" if unknown */
	char *what;        /* may have several lines */
	char *kind;        /* from a column of its own; "" if there is none */
	struct str *cells; /* of a row that was copied, n_cells texts as stored; NULL: it was not */
	enum log_rule rule; /* why it is not wanted, as far as the log itself says so */
	struct when when;   /* see log_date; WHEN_NONE: its time cannot be read */
};

/* Do these words stand in what or who, in any case? */
bool log_entry_holds(const struct log_entry *self, const char *words, size_t len);

struct log_format;

struct log {
	const struct log_format *format; /* what it was read as */
	struct log_entry *entries;       /* in the order of the file */
	size_t n;
	size_t cap;
	char **days; /* the days that stand between the lines, as written */
	size_t n_days;
	size_t cap_days;
	char *zone; /* what a head says about all its times, "CET"; NULL: nothing */
	size_t left_out[LOG_N_RULES]; /* lines that are no entries, by the reason */
	unsigned n_cells;             /* of rows that were copied */
	unsigned cut_line;            /* the line at which the end is missing; 0: it is complete */
	unsigned wide_line;           /* one with more columns than any table has; 0: none */
	unsigned wide_column;         /* where there is one too many, in characters from 1 */
	size_t n_fractions;           /* times of which log_date left out fractions of a second */
};

/* The names of the formats, with a line about each, in the order of the help. */
size_t log_n_formats(void);
const struct log_format *log_format_at(size_t index);
const char *log_format_name(const struct log_format *self);
const char *log_format_about(const struct log_format *self);
/* By its name, ignoring case; NULL if there is none. */
const struct log_format *log_format_find(const char *name);

/* By the shape of the text; NULL if it is like none of them. */
const struct log_format *log_recognise(struct slice text);

/*
 * Reads a text as a format; with NULL as the one that it looks like.
 *
 * Fails with line and column if it is not UTF-8, or like no format.
 */
bool log_read(
	struct log *self, struct slice text, const struct log_format *format, struct err *err);
void log_release(struct log *self);

/* What the times of a log are relative to. */
struct log_dating {
	const struct zone *zone; /* of times that name none */
	bool is_zone_given;      /* it is so for times below a head that names another, too */
	struct when start;       /* when the incident began; WHEN_NONE: not known */
	struct when end;         /* and when it was over, likewise */
	struct when before; /* of what stands before it in a log that grows; WHEN_NONE: nothing */
	struct when day;    /* of clock times before any day; WHEN_NONE: that of the incident */
	int64_t captured;   /* when it was copied, for "Today at": seconds since 1970 UTC */
	int64_t shift;      /* seconds added to each time */
};

/* Fills in when of all entries; may be called again with another dating. */
void log_date(struct log *self, const struct log_dating *dating);

/* A moment or a day that somebody types about a log, near the start of the incident and not later
 * than now. Fails with a sentence. */
bool log_moment_parse(const char *typed, const struct log_dating *dating, int64_t now,
	struct when *out, struct err *err);

/* The seconds of "+2h", "-30m", "+1h30m"; "" is none. Fails with a sentence. */
bool log_shift_parse(const char *typed, int64_t *seconds, struct err *err);

/* Does a time in it depend on when it was copied ("Today at", "5m")? */
bool log_needs_captured(const struct log *self);

#endif
