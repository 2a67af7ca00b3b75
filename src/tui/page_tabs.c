/*
 * The pages in one line, ">4 Timeline 1?": the sign of the focus, the number, the name, and
 * what is to be done there. Where the line is too short, the pages far from the current one
 * go without their names.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

enum { TAB_MAX = 64 };

struct tab {
	unsigned page;
	unsigned column;
	unsigned width; /* with the sign of the focus in front */
	bool is_named;
	struct page_state state;
};

struct tabs {
	struct tab items[TAB_MAX];
	unsigned n;
	unsigned current;
};

static const char *page_title(const struct screen *screen, unsigned page)
{
	return editor_form(screen->editor)->pages[page].title;
}

static bool is_private(const struct screen *screen, const struct tab *tab)
{
	return editor_form(screen->editor)->pages[tab->page].is_private;
}

/* The number, the name if it has one, the mark if there is one, a space before each. */
static unsigned tab_width(const struct screen *screen, const struct tab *tab)
{
	const char *title = page_title(screen, tab->page);
	unsigned width = tab->page < 9 ? 2 : 3;

	if (tab->is_named)
		width += 1 + grapheme_width(title, strlen(title)) +
			 (is_private(screen, tab) ? 2 : 0);
	return width + (tab->state.sign[0] ? 1 + (unsigned)strlen(tab->state.sign) : 0);
}

static unsigned tabs_width(const struct tabs *self)
{
	unsigned width = 0;

	for (unsigned i = 0; i < self->n; i++)
		width += self->items[i].width;
	return width;
}

/* The furthest from the current page that still has a name; on a tie the one at the right. */
static struct tab *find_furthest(struct tabs *self)
{
	struct tab *furthest = NULL;
	unsigned most = 0;

	for (unsigned i = 0; i < self->n; i++) {
		unsigned away = i < self->current ? self->current - i : i - self->current;

		if (self->items[i].is_named && away > 0 && away >= most) {
			most = away;
			furthest = &self->items[i];
		}
	}
	return furthest;
}

static void tabs_fit(const struct screen *screen, struct tabs *self, unsigned columns)
{
	struct tab *tab;

	while (tabs_width(self) > columns && (tab = find_furthest(self))) {
		tab->is_named = false;
		tab->width = tab_width(screen, tab);
	}
}

/* A column between two tabs, as far as there are columns left. */
static void tabs_place(struct tabs *self, unsigned columns)
{
	unsigned spare = columns - tabs_width(self);
	unsigned column = 0;

	for (unsigned i = 0; i < self->n; i++) {
		self->items[i].column = column;
		column += self->items[i].width + (i < spare ? 1 : 0);
	}
}

static void tabs_find(const struct screen *screen, struct tabs *self)
{
	unsigned columns = screen->layout.tabs.columns - 1;
	size_t n = editor_form(screen->editor)->n_pages;

	*self = (struct tabs){.n = n < TAB_MAX ? (unsigned)n : TAB_MAX,
		.current = editor_focus(screen->editor)->page};
	for (unsigned i = 0; i < self->n; i++) {
		struct tab *tab = &self->items[i];

		tab->page = i;
		tab->is_named = true;
		page_state_find(screen, i, &tab->state);
		tab->width = tab_width(screen, tab);
	}
	tabs_fit(screen, self, columns);
	if (tabs_width(self) <= columns)
		tabs_place(self, columns);
}

static void tab_draw(
	const struct screen *screen, struct canvas *canvas, const struct tab *tab, bool is_current)
{
	enum style style = is_current ? STYLE_CURRENT : STYLE_NORMAL;
	struct pen pen = pen_at(canvas, screen->layout.tabs.line, tab->column, tab->width, style);

	pen_text(&pen, is_current ? ">" : " ");
	pen_number(&pen, tab->page + 1);
	if (tab->is_named) {
		pen_text(&pen, " ");
		pen_text(&pen, page_title(screen, tab->page));
		pen_text(&pen, is_private(screen, tab) ? " #" : "");
	}
	if (tab->state.sign[0]) {
		pen_text(&pen, " ");
		pen_styled(&pen, is_current ? style : tab->state.style, tab->state.sign);
	}
}

void tabs_draw(struct screen *screen, struct canvas *canvas)
{
	struct tabs tabs;

	if (!screen->layout.has_tabs)
		return;
	tabs_find(screen, &tabs);
	for (unsigned i = 0; i < tabs.n; i++)
		tab_draw(screen, canvas, &tabs.items[i], i == tabs.current);
}

unsigned tabs_page_at(const struct screen *screen, unsigned column)
{
	struct tabs tabs;

	tabs_find(screen, &tabs);
	for (unsigned i = 0; i < tabs.n; i++)
		if (column >= tabs.items[i].column &&
			column < tabs.items[i].column + tabs.items[i].width)
			return tabs.items[i].page;
	return FORM_NONE;
}
