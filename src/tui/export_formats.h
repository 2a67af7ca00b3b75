/* In which formats the report is to be written, and to which files. */
#ifndef AFTERWORD_TUI_EXPORT_FORMATS_H
#define AFTERWORD_TUI_EXPORT_FORMATS_H

#include "report/report.h"
#include "session/export.h"

struct popup;
struct screen;

/* The one that the cursor is on. */
const struct exporter *export_chosen(const struct screen *screen);
/* Those that are ticked, in the order of the table; without any the chosen one. */
void export_formats(const struct screen *screen, struct exporter_list *out);
bool export_has_ticks(const struct screen *screen);

/* Goes to another one, or ticks the chosen one; the name in the popup follows. */
void export_formats_step(struct screen *screen, struct popup *popup, int direction);
void export_formats_tick(struct screen *screen, struct popup *popup);

/* As the setting has them: "html,pdf". */
void export_formats_recall(struct screen *screen);
void export_formats_remember(struct screen *screen);

/* Appends the document's name for them, in the folder of the last report. */
void export_formats_propose(const struct screen *screen, struct str *name);

/* The files of the reports. */
struct export_files {
	struct exporter_list formats;
	struct str paths[EXPORTERS_MOST];
	struct str common; /* of several, what their names begin with: "reports/outage" */
	uint64_t stamps[EXPORTERS_MOST]; /* of those that would be replaced; 0: it would not be */
	unsigned there;                  /* a bit for each of these */
	enum export_target worst;
	size_t worst_at; /* which has that */
};

enum { EXPORT_ALL_FILES = (1 << EXPORTERS_MOST) - 1 };

/* As named by the input so far; release it. */
void export_files_init(
	struct export_files *self, const struct screen *screen, const struct str *input);
void export_files_release(struct export_files *self);
/* Appends those whose bits are set: "reports/outage.md", "reports/outage.{md,html}". */
void export_files_name(const struct export_files *self, unsigned which, struct str *out);

#endif
