/* What the readers of formats share. */
#ifndef AFTERWORD_LOG_INTERNAL_H
#define AFTERWORD_LOG_INTERNAL_H

#include "scan.h"

#include "log/log.h"

/* What a reader recognised at the beginning of a text. */
enum head_type {
	HEAD_ENTRY, /* an entry begins */
	HEAD_DAY,   /* the entries below are of the day in stamp */
	HEAD_ZONE,  /* the times are in the zone in stamp */
	HEAD_QUOTE, /* an earlier message is quoted in an entry */
	HEAD_FRAME, /* a line of the log itself, which says nothing that happened */
};

/* All slices point into the text; empty: not there. */
struct head {
	enum head_type type;
	struct slice stamp;
	struct slice who;
	struct slice what;
	struct slice until; /* the end of a span that begins at stamp */
	struct slice kind;
	enum log_rule rule;
	bool is_same_who; /* the one who said what is above */
	bool is_weak;     /* it is a head among surer ones only, and says nothing of the format */
	bool is_flush; /* who may be what somebody said: it stands above a time that is not indented
			*/
};

/*
 * Reads what stands at the beginning of text, which begins with a line and goes on to the end of
 * the log.
 *
 * Returns how many bytes it has used, or 0 if the line is not a head.
 */
typedef size_t head_reader(struct slice text, struct head *head);

/* Takes off a line what is no part of it; the reason, if all of it is not. */
typedef enum log_rule line_cutter(struct slice *line);

/* Looks at all entries of a log that was read. */
typedef void log_completer(struct log *self);

/* Reads all of a text; false if there is no entry in it. */
typedef bool text_reader(struct log *self, struct slice text);
/* How many entries the beginning of a text has; those of a format that is not its own are none. */
typedef size_t text_counter(struct slice text);

struct log_format {
	const char *name;
	const char *about;
	bool is_written;   /* by people, line by line: all other logs have such lines, too */
	head_reader *head; /* of formats that are lines */
	line_cutter *body; /* for lines of the text below a head; NULL: they are as they are */
	/* Takes off the end of a text what is not said, and says why the rest is no event; NULL:
	 * nothing is. */
	enum log_rule (*finish)(struct slice *text);
	bool is_chat;            /* what somebody said may be like a head */
	bool is_timed;           /* any line that begins with a day and a clock is an entry */
	log_completer *complete; /* what only all lines together show; NULL: nothing */
	text_reader *read;       /* of the other formats */
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

/* A line that begins with a day and a clock, whatever follows, as a head of a log that also has
 * other lines than it should. */
head_reader timed_line_head;

#endif
