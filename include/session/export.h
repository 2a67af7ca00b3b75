/* Reports of the open document, as it is on the screen. */
#ifndef AFTERWORD_SESSION_EXPORT_H
#define AFTERWORD_SESSION_EXPORT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct exporter;
struct session;

/* What a report would be written to. Paths that do not begin with "/" are beside the document. */
enum export_target {
	EXPORT_NEW,
	EXPORT_REPLACES, /* a file that is there */
	EXPORT_DOCUMENT, /* the open document itself: refused */
	EXPORT_NO_FILE,  /* something else, such as a folder: refused */
};

enum export_target session_export_target(const struct session *self, const char *path);

/* Appends the document's name with another extension: "outage.md". */
void session_export_name(const struct session *self, const char *extension, struct str *out);

/* Appends a report. */
bool session_report(const struct session *self, const struct exporter *exporter, struct str *out,
	struct err *err);

/* Writes a report; a file that is there is replaced only if replaces, and never the document. */
bool session_export(struct session *self, const struct exporter *exporter, const char *path,
	bool replaces, struct err *err);

#endif
