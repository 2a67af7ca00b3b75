/* Reports of the open document, as it is on the screen. */
#ifndef AFTERWORD_SESSION_EXPORT_H
#define AFTERWORD_SESSION_EXPORT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct document;
struct exporter;
struct report_options;
struct session;

/* What a report would be written to. Paths that do not begin with "/" or "~/" are beside the
 * document. */
enum export_target {
	EXPORT_NEW,
	EXPORT_REPLACES,  /* a file that is there */
	EXPORT_DOCUMENT,  /* the open document itself: refused */
	EXPORT_NO_FILE,   /* something else, such as a folder: refused */
	EXPORT_NO_FOLDER, /* there is no such folder: refused */
};

enum export_target session_export_target(const struct session *self, const char *path);

/* Tells one state of a file that is there from the next; 0: there is none. */
uint64_t session_export_stamp(const struct session *self, const char *path);

/* Appends where that is as a path for other programs. */
void session_export_path(const struct session *self, const char *path, struct str *out);

/* Appends the document's name with another extension, in a folder if there is such a one:
 * "reports/outage.md". */
void session_export_name(
	const struct session *self, const char *folder, const char *extension, struct str *out);

/*
 * Appends a report of any document. What is printed takes a second or two. A public one is refused
 * if the options tell of a problem, as report_find_problem finds it.
 */
bool export_make(const struct exporter *exporter, const struct document *document,
	const struct report_options *options, struct str *out, struct err *err);

/* What to make. */
struct export_wish {
	const struct exporter *exporter;
	bool is_public; /* without private answers */
	size_t enough;  /* for session_report: see report_options */
};

/* Appends a report. */
bool session_report(const struct session *self, const struct export_wish *wish, struct str *out,
	struct err *err);

/* Writes a report; a file that is there is replaced only if replaces, and never the document. */
bool session_export(struct session *self, const struct export_wish *wish, const char *path,
	bool replaces, struct err *err);

/*
 * Reports that are printed take a second or two, so they are only begun; typing goes on. What is on
 * the screen now is printed. A message tells the end; leaving waits for it. One at a time.
 */
bool session_print(struct session *self, const struct export_wish *wish, const char *path,
	bool replaces, struct err *err);
bool session_is_printing(const struct session *self);
/* Stops it, with a message. */
void session_stop_printing(struct session *self);

#endif
