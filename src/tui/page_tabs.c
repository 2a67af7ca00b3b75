/* The page list at the left: number, title and state of each page. */
#include "internal.h"

#include <string.h>

static void item_draw(struct screen *screen, struct canvas *canvas, unsigned page, unsigned line)
{
	const struct area *area = &screen->layout.list;
	bool is_current = page == editor_focus(screen->editor)->page;
	enum style style = is_current ? STYLE_FOCUS : STYLE_NORMAL;
	struct page_state state;
	struct pen pen;
	unsigned width;

	page_state_find(screen, page, &state);
	width = (unsigned)strlen(state.text);
	pen = pen_at(canvas, line, area->column, area->columns - width - 2, style);
	pen_printf(&pen, "%c%u ", is_current ? '>' : ' ', page + 1);
	pen_text(&pen, editor_form(screen->editor)->pages[page].title);
	pen_finish(&pen);
	pen = pen_at(canvas, line, area->column + area->columns - width - 1, width, state.style);
	pen_text(&pen, state.text);
}

unsigned list_first(const struct screen *screen)
{
	unsigned current = editor_focus(screen->editor)->page;
	unsigned lines = screen->layout.list.lines;

	return current < lines ? 0 : current + 1 - lines;
}

void list_draw(struct screen *screen, struct canvas *canvas)
{
	const struct layout *layout = &screen->layout;
	unsigned border = layout->list.column + layout->list.columns;
	size_t n = editor_form(screen->editor)->n_pages;
	unsigned lines = layout->list.lines;
	unsigned first = list_first(screen);

	if (!layout->has_list)
		return;
	for (unsigned i = 0; i < lines && first + i < n; i++)
		item_draw(screen, canvas, first + i, layout->list.line + i);
	for (unsigned i = 0; i < layout->list.lines; i++)
		canvas_glyph(canvas, layout->list.line + i, border, GLYPH_VERTICAL, STYLE_DIM);
	if (layout->has_rules) {
		canvas_glyph(canvas, layout->list.line - 1, border, GLYPH_TEE_DOWN, STYLE_DIM);
		canvas_glyph(canvas, layout->list.line + layout->list.lines, border, GLYPH_TEE_UP,
			STYLE_DIM);
	}
}
