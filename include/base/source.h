/* Time and randomness from outside, so that tests can supply their own. */
#ifndef AFTERWORD_BASE_SOURCE_H
#define AFTERWORD_BASE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct time_source {
	int64_t (*wall)(void *context);   /* milliseconds since 1970-01-01 UTC */
	int64_t (*steady)(void *context); /* milliseconds; never jumps */
	void *context;
};

/* The system's clocks. */
struct time_source time_source_system(void);
int64_t time_source_wall(const struct time_source *self);
int64_t time_source_steady(const struct time_source *self);

struct id_source {
	void (*fill)(void *context, void *bytes, size_t len);
	void *context;
};

#define ID_SIZE 9 /* 40 bits as 8 characters of base 32, and NUL */

/* The system's random bytes. */
struct id_source id_source_system(void);

/* A row id: 8 characters of a-z and 2-7 (RFC 4648), the first one always a letter. */
void id_source_next(const struct id_source *self, char out[ID_SIZE]);

/* Can it be one of these, which is like no other? People also write ids. */
bool id_is_made(const char *id);

#endif
