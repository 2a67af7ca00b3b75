/* Threads as text for people and tools. */
#ifndef AFTERWORD_REPORT_THREADS_H
#define AFTERWORD_REPORT_THREADS_H

#include "base/err.h"
#include "base/str.h"
#include "review/threads.h"

#include <stdbool.h>
#include <stddef.h>

/* Which threads to list. */
struct thread_filter {
	bool with_closed;
	const char *waits_for;        /* NULL: whoever it is */
	const struct document *since; /* only with a comment that this has not; NULL: all */
};

/* One file: its threads, or why it could not be read. */
struct reviewed_file {
	const char *path;
	const struct threads *threads;
	const struct err *failure;
	struct thread_filter filter;
	int64_t now; /* seconds since 1970 */
};

/* Is the thread to be listed? */
bool thread_filter_takes(const struct thread_filter *self, const struct threads *threads,
	const struct thread *thread);

/* Appends one line per thread, visible-safe: "file:line:column: open question by Ida [c8x2k4qm]:
 * text". */
void threads_format_text(const struct threads *threads, const char *file,
	const struct thread_filter *filter, struct str *out);

struct signoff;
struct signoffs;

/* Is the sign-off to be listed? It waits for whose it is. */
bool signoff_filter_takes(const struct thread_filter *self, const struct document *document,
	const struct signoff *signoff);
/* The same for sign-offs: "file:line:column: sign-off by Ida [c8x2k4qm]: agreed, stale: Impact". */
void signoffs_format_text(const struct signoffs *signoffs, const struct document *document,
	const char *file, const struct thread_filter *filter, struct str *out);

/* Appends a JSON document about all files; its shape is in docs/review.md. */
bool threads_format_json(
	const struct reviewed_file *files, size_t n, struct str *out, struct err *err);

#endif
