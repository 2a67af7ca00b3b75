/*
 * Where each area is. Designed for 80x24; narrow screens lose the page list, low ones the
 * rules, and on larger ones the page gets the extra room.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum {
	LIST_LEAST_SCREEN = 70, /* columns from which the page list is shown */
	LIST_TITLE_MAX = 14,
	LIST_EXTRA = 8, /* ">4 " before the title, "  2 !" after it */
	RULES_LEAST_SCREEN = 18,
	INFO_MORE_SCREEN = 32,
};

static unsigned list_columns(const struct form *form)
{
	unsigned widest = 0;

	for (size_t i = 0; i < form->n_pages; i++) {
		unsigned width = grapheme_width(form->pages[i].title, strlen(form->pages[i].title));

		if (width > widest)
			widest = width;
	}
	return (widest < LIST_TITLE_MAX ? widest : LIST_TITLE_MAX) + LIST_EXTRA;
}

static unsigned info_lines(const struct layout *self, unsigned lines)
{
	if (!self->has_rules)
		return 1;
	return lines < INFO_MORE_SCREEN ? 2 : 3;
}

void layout_find(struct layout *self, const struct form *form, unsigned columns, unsigned lines)
{
	unsigned rule, info, top, bottom;

	*self = (struct layout){
		.is_too_small = columns < SCREEN_LEAST_COLUMNS || lines < SCREEN_LEAST_LINES,
		.has_list = columns >= LIST_LEAST_SCREEN,
		.has_rules = lines >= RULES_LEAST_SCREEN,
	};
	if (self->is_too_small)
		return;
	rule = self->has_rules ? 1 : 0;
	info = info_lines(self, lines);
	top = 1 + rule;
	bottom = lines - (rule + info + 2); /* first line below the page */
	self->title = (struct area){0, 0, 1, columns};
	self->keys = (struct area){lines - 1, 0, 1, columns};
	self->message = (struct area){lines - 2, 0, 1, columns};
	self->info = (struct area){lines - 2 - info, 0, info, columns};
	self->page = (struct area){top, 0, bottom - top, columns};
	if (self->has_list) {
		unsigned width = list_columns(form);

		self->list = (struct area){top, 0, bottom - top, width};
		self->page.column = width + 1;
		self->page.columns = columns - width - 1;
	}
	self->text_columns = self->page.columns - VALUE_INDENT;
	if (self->text_columns > TEXT_COLUMNS_MAX)
		self->text_columns = TEXT_COLUMNS_MAX;
}
