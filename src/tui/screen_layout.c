/*
 * Where each area of the screen is. It is designed for 80x24: title, tabs, a rule, the page, a
 * rule, two lines for help and messages, keys. From 110 columns on a side at the left has the
 * pages and the help instead; narrow screens name the page in the title, and low ones have no
 * rules.
 */
#include "internal.h"

#include <limits.h>

enum {
	TABS_LEAST_SCREEN = 80, /* columns */
	SIDE_LEAST_SCREEN = 110,
	SIDE_COLUMNS = 34,
	RULES_LEAST_SCREEN = 18, /* lines */
	FOOT_LINES = 2,
};

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* With a side, help is there. */
static unsigned foot_lines(const struct layout *self, const struct settings *settings)
{
	bool is_full = settings_number(settings, SETTING_HELP) == CHOICE_HELP_FULL;

	return self->has_room && is_full && !self->has_side ? FOOT_LINES : 1;
}

/* As far as there is room for what the user wants. */
static bool has_side(enum side_choice side, unsigned columns)
{
	static const unsigned least_columns[] = {
		[CHOICE_SIDE_AUTO] = SIDE_LEAST_SCREEN,
		[CHOICE_SIDE_ALWAYS] = TABS_LEAST_SCREEN,
		[CHOICE_SIDE_NEVER] = UINT_MAX,
	};

	return columns >= least_columns[side];
}

static void find_areas(
	struct layout *self, const struct settings *settings, unsigned columns, unsigned lines)
{
	unsigned rule = self->has_rules ? 1 : 0;
	unsigned foot = foot_lines(self, settings);
	unsigned top = 1 + (self->has_tabs ? 1 : 0) + rule;
	unsigned bottom = lines - 1 - foot - rule; /* the first line below the page */

	self->title = (struct area){0, 0, 1, columns};
	if (self->has_tabs)
		self->tabs = (struct area){1, 0, 1, columns};
	self->page = (struct area){top, 0, bottom - top, columns - 1};
	if (self->has_side) {
		self->side = (struct area){top, 0, bottom - top, SIDE_COLUMNS};
		self->page.column = SIDE_COLUMNS + 1;
		self->page.columns = columns - 1 - self->page.column;
	}
	self->upper_rule = top - 1;
	self->lower_rule = bottom;
	self->info = (struct area){lines - 1 - foot, 0, foot, columns};
	self->message = (struct area){lines - 2, 0, 1, columns};
	self->keys = (struct area){lines - 1, 0, 1, columns};
}

void layout_find_reading(struct layout *self, const struct settings *settings,
	enum side_choice side, unsigned columns, unsigned lines)
{
	unsigned below = 2; /* the title and the line with the place */

	layout_find(self, settings, side, columns, lines);
	if (self->is_too_small)
		return;
	self->is_reading = true;
	self->has_tabs = false;
	self->upper_rule = 1;
	/* Where there is no margin, what is found has no other place. */
	self->info.lines = columns >= MARGIN_LEAST_SCREEN ? 1 : FOOT_LINES;
	self->info.line = lines - 1 - self->info.lines;
	self->lower_rule = self->info.line - (self->has_rules ? 1 : 0);
	self->page.line = self->side.line = below;
	self->page.lines = self->lower_rule - below;
	if (self->has_side)
		self->side.lines = self->page.lines;
}

void layout_find_presenting(
	struct layout *self, const struct settings *settings, unsigned columns, unsigned lines)
{
	layout_find(self, settings, CHOICE_SIDE_NEVER, columns, lines);
	if (self->is_too_small)
		return;
	self->is_reading = true;
	self->has_tabs = false;
	self->info = (struct area){lines - 2 - (self->has_rules ? 1 : 0), 0, 1, columns};
	self->message = self->info;
	self->page = (struct area){1, 0, self->info.line - 1, columns - 1};
	/* Boxes have all of the page; the rule that is drawn is below the foot. */
	self->upper_rule = self->page.line;
	self->lower_rule = self->info.line - 1;
}

void layout_find(struct layout *self, const struct settings *settings, enum side_choice side,
	unsigned columns, unsigned lines)
{
	bool is_compact = settings_number(settings, SETTING_DENSITY);

	*self = (struct layout){
		.is_too_small = columns < SCREEN_LEAST_COLUMNS || lines < SCREEN_LEAST_LINES,
		.has_room = columns >= TABS_LEAST_SCREEN && lines >= RULES_LEAST_SCREEN,
		.prose_columns = (unsigned)settings_number(settings, SETTING_PROSE_WIDTH),
	};
	if (self->is_too_small)
		return;
	self->has_side = self->has_room && has_side(side, columns);
	self->has_rules = self->has_room && !is_compact;
	self->has_gaps = !is_compact;
	self->has_tabs = columns >= TABS_LEAST_SCREEN && !self->has_side;
	find_areas(self, settings, columns, lines);
	self->text_columns = least(self->page.columns - VALUE_INDENT, self->prose_columns);
}
