/* What the readers of formats share. */
#ifndef AFTERWORD_LOG_INTERNAL_H
#define AFTERWORD_LOG_INTERNAL_H

#include "log/log.h"

/* What a reader recognised at the beginning of a text. */
enum head_type {
	HEAD_ENTRY, /* an entry begins */
	HEAD_DAY,   /* the entries below are of the day in stamp */
	HEAD_FRAME, /* a line of the log itself, which says nothing that happened */
};

/* All slices point into the text; empty: not there. */
struct head {
	enum head_type type;
	struct slice stamp;
	struct slice who;
	struct slice what;
	struct slice kind;
	enum log_rule rule;
	bool is_same_who; /* the one who said what is above */
};

/*
 * Reads what stands at the beginning of text, which begins with a line and goes on to the end of
 * the log.
 *
 * Returns how many bytes it has used, or 0 if the line is not a head.
 */
typedef size_t head_reader(struct slice text, struct head *head);

/* Reads all of a text; false if there is no entry in it. */
typedef bool text_reader(struct log *self, struct slice text);
/* How many entries the beginning of a text has; those of a format that is not its own are none. */
typedef size_t text_counter(struct slice text);

struct log_format {
	const char *name;
	const char *about;
	bool is_written;   /* by people, line by line: all other logs have such lines, too */
	head_reader *head; /* of formats that are lines */
	/* A line of what somebody said: takes off what is not said, or gives the reason why all of
	 * it is not; NULL: it is all as it is. */
	enum log_rule (*body)(struct slice *line);
	/* Takes off the end of a text what is not said, and says why the rest is no event; NULL:
	 * nothing is. */
	enum log_rule (*finish)(struct slice *text);
	text_reader *read; /* of the other formats */
	text_counter *count;
	bool is_objects; /* an object of JSON on each line, so that it can be read as it grows */
};

struct log_entry *log_add(struct log *self, unsigned line);
/* The entries that follow are of that day. */
void log_add_day(struct log *self, struct slice day);

/* Reads lines by the format's head and body; false if there was no entry. */
bool lines_read(struct log *self, struct slice text);
/* The same for what follows another text: *who is the one who spoke last. */
bool lines_read_on(struct log *self, struct slice text, struct slice *who);
/* How many heads there are in the first lines. */
size_t lines_count(struct slice text, head_reader *head);

/* The first line of a text, without its end; *used (may be NULL) is its length with it. */
struct slice first_line(struct slice text, size_t *used);

#endif
