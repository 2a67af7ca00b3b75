/* The last line of a table, where a new row begins: what goes into its columns, and the key. */
#include "internal.h"

#include "text/grapheme.h"

enum { SHORTEST_NAME = 4 /* what a sign is for, needs no name */ };

/* What goes into a column: its question if that fits, else its label. */
static struct slice column_name(const struct form_field *column, unsigned width)
{
	struct slice name = form_field_name(column);

	return grapheme_width(name.data, name.len) <= width ? name : slice_of_text(column->label);
}

static void entry_names_draw(const struct block *block, const char *key, struct pen *pen)
{
	unsigned main = form_main_column(block->field);

	for (unsigned i = 0; i < block->table.n; i++) {
		unsigned nth = block->table.nth[i];
		unsigned width = block->table.widths[i];
		struct pen cell = table_column_pen(pen, width);

		if (width == 0)
			continue;
		if (nth != GAP_BEFORE) {
			const struct form_field *column = &block->field->columns[nth];
			struct slice name = column_name(column, width);

			if (field_has_role(column, ROLE_EVENT_KIND) && !block->table.is_narrow)
				pen_move(&cell, cell.column + 2);
			if (width >= SHORTEST_NAME)
				pen_write(&cell, name.data, name.len);
			if (nth == main && key[0])
				pen_printf(&cell, ": %s starts a row here", key);
			pen_finish(&cell);
		}
		pen_move(pen, pen->column + width + COLUMN_GAP);
	}
}

void table_entry_draw(struct screen *screen, const struct block *block, struct pen *pen)
{
	bool is_here = block->is_focused && block->lines.n_rows == 0;
	struct str key = {0};

	if (is_here)
		pen_styled(pen, STYLE_FOCUS, ">");
	pen->style = STYLE_DIM;
	if (block->lines.n_rows == 0 && editor_filter(screen->editor)->len > 0) {
		pen_move(pen, pen->origin + MARK_COLUMNS);
		pen_text(pen, "no row contains that");
		return;
	}
	pen_move(pen, pen->origin + 1);
	pen_styled(pen, STYLE_KEY, "+");
	pen_move(pen, pen->origin + MARK_COLUMNS);
	screen_key_in(screen, ACTION_ROW_ADD, KEYS_TABLE, &key);
	entry_names_draw(block, str_text(&key), pen);
	str_release(&key);
}
