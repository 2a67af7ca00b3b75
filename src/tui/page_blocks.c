/*
 * A page, or an open row, as a list of blocks from top to bottom: heading, description,
 * and the blocks of each field.
 */
#include "internal.h"

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
	screen->blocks.label_columns = field_label_columns(screen, fields, n);
	editor_set_list_columns(screen->editor, field_list_columns(screen));
}

static void add_heading(struct screen *screen, const struct form_field *field)
{
	struct str heading = {0};

	heading_append(screen, field, &heading);
	text_add_made_block(screen, &heading, STYLE_HEADING, 1, 1);
	str_release(&heading);
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
			add_heading(screen, field);
			gap = 0;
		}
		if (!span_has_line(screen, field))
			continue;
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
	struct str heading = {0};

	if (screen->layout.has_rules || !screen->layout.has_tabs)
		return;
	row_append_name(editor, ": ", &heading);
	text_add_made_block(screen, &heading, STYLE_HEADING, 1, 0);
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
	screen->blocks.number_columns = 0;
	screen->blocks.is_dense = !screen->layout.has_gaps;
	if (editor_focus(screen->editor)->in_row && !editor_is_quick(screen->editor))
		build_row(screen);
	else if (editor_focus(screen->editor)->on_start)
		start_blocks_build(screen);
	else
		build_page(screen);
}
