/* Which area of the screen is where. */
#ifndef AFTERWORD_TUI_LAYOUT_H
#define AFTERWORD_TUI_LAYOUT_H

#include "keys/settings.h"
#include "tui/canvas.h"

#include <stdbool.h>

struct layout {
	bool is_too_small;
	bool has_tabs; /* with neither these nor a side the title line says which page it is */
	bool has_side;
	bool has_room; /* it is at least as large as what it is designed for */
	bool has_rules;
	bool has_gaps;          /* blank lines between fields */
	bool is_reading;        /* of what is read or presented, which has no tabs */
	unsigned prose_columns; /* the most that prose may have */
	struct area title;
	struct area tabs;
	struct area side;
	struct area page;
	struct area info;    /* findings and help of the focus, where there is no side */
	struct area message; /* its last line */
	struct area keys;
	unsigned upper_rule; /* lines, if there are rules */
	unsigned lower_rule;
	unsigned text_columns; /* of prose */
};

/* Columns of a page before its questions and before its values. */
enum { MARK_COLUMNS = 3, VALUE_INDENT = 5 };

/* From here on there are notes beside what is read. */
enum { MARGIN_LEAST_SCREEN = 78 };

/* side: what is wanted of the side at present, instead of what the settings say. */
void layout_find(struct layout *self, const struct settings *settings, enum side_choice side,
	unsigned columns, unsigned lines);

/* The same for the reading view: a line below the title says where it is. */
void layout_find_reading(struct layout *self, const struct settings *settings,
	enum side_choice side, unsigned columns, unsigned lines);

/* The same while it is presented: a line at the foot, and as much air as there can be. */
void layout_find_presenting(
	struct layout *self, const struct settings *settings, unsigned columns, unsigned lines);

#endif
