/*
 * A page, or an open row, as a list of blocks from top to bottom: heading, description,
 * and the blocks of each field.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <string.h>

/* --- headings and other text that cannot be edited --- */

static void text_draw(struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	const struct wrap_line *line = &block->wrap->lines[nth];

	(void)screen;
	pen->style = block->style;
	pen_move(pen, pen->origin + block->column);
	pen_write(pen, block->text + line->start, line->end - line->start);
}

static const struct block_type text_type = {text_draw};

/* A block with a text of the form, wrapped. */
static void add_text(struct screen *screen, const char *text, enum style style, unsigned gap)
{
	size_t len = strlen(text);
	unsigned columns = screen->layout.page.columns - MARK_COLUMNS;
	const struct wrap *wrap;
	struct block *block;

	if (len == 0)
		return;
	if (columns > TEXT_COLUMNS_MAX)
		columns = TEXT_COLUMNS_MAX;
	wrap = label_cache_find(&screen->cache, text, len, columns);
	block = blocks_add(&screen->blocks, &text_type, wrap->n_lines, gap);
	block->wrap = wrap;
	block->text = text;
	block->len = len;
	block->style = style;
	block->column = 1;
}

/* The same for a text built here, which the block owns. */
static void add_made_text(
	struct screen *screen, const struct str *text, enum style style, unsigned gap)
{
	struct block *block;

	add_text(screen, str_text(text), style, gap);
	block = &screen->blocks.items[screen->blocks.n - 1];
	str_set(&block->shown, str_text(text), text->len);
	block->text = str_text(&block->shown);
}

/* --- fields --- */

/* Fields beside their questions stand close together; others have air around them. */
static unsigned gap_between(
	const struct screen *screen, const struct form_field *above, const struct form_field *field)
{
	if (!above)
		return 1;
	return field_is_inline(screen, above) && field_is_inline(screen, field) ? 0 : 1;
}

/* Labels are as wide as the widest of the page; what is left is the room of lists. */
static void find_columns(struct screen *screen, const struct form_field *fields, size_t n)
{
	screen->label_columns = field_label_columns(screen, fields, n);
	editor_set_list_columns(screen->editor, field_list_columns(screen));
}

static void build_page(struct screen *screen)
{
	const struct editor *editor = screen->editor;
	const struct form_page *page = &editor_form(editor)->pages[editor_focus(editor)->page];
	const struct form_field *fields = editor_form(editor)->fields;

	find_columns(screen, fields + page->first, page->n_fields);
	for (unsigned i = 0; i < page->n_fields; i++) {
		struct place place = {.field = page->first + i};
		const struct form_field *field = &fields[place.field];
		unsigned gap = gap_between(screen, i > 0 ? field - 1 : NULL, field);

		if (field->heading[0]) {
			add_text(screen, field->heading, STYLE_HEADING, 1);
			gap = 0;
		}
		if (kind_info(field->kind)->is_table)
			table_add_blocks(screen, place.field, gap, i > 0 || field->heading[0]);
		else
			field_add_blocks(screen, &place, field, gap);
	}
}

/* Which row it is, where neither a rule nor the title says so. */
static void add_row_heading(struct screen *screen)
{
	const struct editor *editor = screen->editor;
	const struct form_field *rows = &editor_form(editor)->fields[editor_focus(editor)->field];
	struct str heading = {0};

	if (screen->layout.has_rules || !screen->layout.has_tabs)
		return;
	str_appendf(&heading, "%s: row %zu of %zu", rows->label, editor_focus(editor)->row + 1,
		editor_document(editor)->tables[editor_focus(editor)->field].n);
	add_made_text(screen, &heading, STYLE_HEADING, 0);
	str_release(&heading);
}

static void build_row(struct screen *screen)
{
	struct editor *editor = screen->editor;
	const struct form_field *rows = &editor_form(editor)->fields[editor_focus(editor)->field];
	size_t n_neighbours = screen->layout.has_rules ? 2 : 1;
	struct place place;

	add_row_heading(screen);
	table_add_neighbours(screen, 0, -1, n_neighbours);
	find_columns(screen, rows->columns, rows->n_columns);
	editor_place(editor, &place);
	for (unsigned i = 0; i < rows->n_columns; i++) {
		const struct form_field *field = &rows->columns[i];

		place.column = i;
		field_add_blocks(screen, &place, field,
			gap_between(screen, i > 0 ? field - 1 : NULL, field));
	}
	table_add_neighbours(screen, 1, 1, n_neighbours);
}

void blocks_build(struct screen *screen)
{
	screen->blocks.n = 0;
	screen->blocks.height = 0;
	if (editor_focus(screen->editor)->in_row)
		build_row(screen);
	else
		build_page(screen);
}
