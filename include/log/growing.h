/*
 * A log that grows, as from `tail -f`. What has come is read as soon as it is whole; who spoke
 * last, the day and the time go on from what was read before.
 */
#ifndef AFTERWORD_LOG_GROWING_H
#define AFTERWORD_LOG_GROWING_H

#include "log/log.h"

struct log_growing {
	const struct log_format *format; /* NULL: not known yet */
	struct str text;                 /* what has come and is not read yet */
	unsigned line;                   /* how many lines were read */
	struct str who;                  /* who spoke last */
	struct str day;                  /* the day of entries to come; empty: none stands there */
	struct when before;              /* the last time that was read, not shifted */
	size_t n_unreadable;             /* lines that are not UTF-8 */
};

void log_growing_release(struct log_growing *self);

/* How many complete lines have come and are not read yet. */
size_t log_growing_n_lines(const struct log_growing *self);
/* Recognises the format, unless it is known. False: what has come so far is like none. */
bool log_growing_recognise(struct log_growing *self);
/* Can this format be read before its end has come? */
bool log_format_can_grow(const struct log_format *format);

/* How many bytes of the text are whole entries: all before the beginning of the last one, or, after
 * a pause, all complete lines. */
size_t log_growing_whole(const struct log_growing *self, bool is_pause);

/* Takes so many bytes out of the text and reads them, which may give no entries. */
void log_growing_read(struct log_growing *self, size_t len, struct log *log);
/* The entries just read were dated with this shift: what follows goes on from there. */
void log_growing_dated(struct log_growing *self, const struct log *log, int64_t shift);

#endif
