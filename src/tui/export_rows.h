/* What the export screen shows: its choices, and the report as text. */
#ifndef AFTERWORD_TUI_EXPORT_ROWS_H
#define AFTERWORD_TUI_EXPORT_ROWS_H

#include "keys/action.h"

struct popup;
struct screen;

/* What the cursor is on; popup->value. */
enum export_row { EXPORT_ROW_TO, EXPORT_ROW_FORMAT, EXPORT_ROW_FOR, N_EXPORT_ROWS };

enum { EXPORT_LABEL_COLUMNS = 10 };

/* Opens them: a long report is shown from its beginning. */
void export_rows_open(struct screen *screen, struct popup *popup);
void export_rows_add(struct screen *screen, struct popup *popup);
/* Before an action scrolls past what is shown of the report. */
void export_rows_onward(struct screen *screen, struct popup *popup, enum action action);
/* The choices as they are now. */
void export_rows_update(struct screen *screen, struct popup *popup);
/* The report as it would be now. */
void export_rows_preview(struct screen *screen, struct popup *popup);

#endif
