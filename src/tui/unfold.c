/*
 * The row under the cursor shows all of its text once the cursor has rested there. Before that
 * nothing changes but the place of the cursor, so that holding a key down stays cheap.
 */
#include "internal.h"

#include "model/task.h"

#include <string.h>

enum { REST = 200 /* milliseconds */, TEXT_LEAST = 3, TEXT_MOST = 6, TEXT_SHARE = 4 };

/* --- rest --- */

/* Then everything is painted anyway, so nothing waits. */
static bool is_new_page(const struct screen *screen)
{
	const struct focus *focus = editor_focus(screen->editor);
	const struct rest *rest = &screen->tables.rest;

	return rest->since == 0 || rest->page != focus->page || rest->in_row != focus->in_row;
}

void rest_note(struct screen *screen)
{
	const struct focus *focus = editor_focus(screen->editor);
	struct rest *rest = &screen->tables.rest;

	if (rest->since > 0 && rest->page == focus->page && rest->field == focus->field &&
		rest->row == focus->row && rest->in_row == focus->in_row)
		return;
	*rest = (struct rest){.is_over = is_new_page(screen),
		.page = focus->page,
		.field = focus->field,
		.row = focus->row,
		.in_row = focus->in_row,
		.since = session_clock(screen->session)};
}

void rest_tick(struct screen *screen)
{
	struct rest *rest = &screen->tables.rest;

	if (session_clock(screen->session) - rest->since >= REST)
		rest->is_over = true;
}

int rest_timeout(const struct screen *screen)
{
	const struct rest *rest = &screen->tables.rest;
	int64_t left = rest->since + REST - session_clock(screen->session);

	if (rest->is_over || editor_key_context(screen->editor) != KEYS_TABLE)
		return -1;
	return left > 0 ? (int)left : 0;
}

/* --- what is unfolded --- */

bool unfold_is_due(const struct screen *screen)
{
	switch (settings_number(screen->settings, SETTING_UNFOLD)) {
	case CHOICE_UNFOLD_ALWAYS:
		return true;
	case CHOICE_UNFOLD_NEVER:
		return false;
	default:
		return screen->tables.rest.is_over;
	}
}

static size_t most_lines(const struct screen *screen)
{
	size_t most = screen->layout.page.lines / TEXT_SHARE;

	return most < TEXT_LEAST ? TEXT_LEAST : most > TEXT_MOST ? TEXT_MOST : most;
}

static bool is_visible(const struct table *table, unsigned column)
{
	for (unsigned i = 0; i < table->n; i++)
		if (table->nth[i] == column && table->widths[i] > 0)
			return true;
	return false;
}

/* Dates and numbers need a name; a team, a priority or a ticket does not. */
static void append_detail(const struct screen *screen, const struct place *place, struct str *out)
{
	const struct form_field *column = document_field(editor_document(screen->editor), place);
	struct str text = {0};

	editor_show(screen->editor, place, &text);
	if (text.len > 0) {
		str_append_text(out, out->len > 0 ? "   " : "");
		if (kind_info(column->kind)->is_time || field_is_parsed(column))
			str_appendf(out, "%s ", column->label);
		str_append(out, str_text(&text), strcspn(str_text(&text), "\n"));
	}
	str_release(&text);
}

/* Then its date is not in its column. */
static bool row_is_late(
	const struct screen *screen, const struct form_field *field, const struct place *row)
{
	const struct document *document = editor_document(screen->editor);
	const struct rows *rows = &document->tables[row->field];

	return task_days_late(field,
		       &rows->items[document_row_index(document, row->field, row->row)],
		       editor_zone(screen->editor), screen->tables.today.now) > 0;
}

void unfold_details(const struct screen *screen, const struct table *table, const struct place *row,
	struct str *out)
{
	const struct form_field *field = &editor_form(screen->editor)->fields[row->field];
	unsigned main = form_main_column(field);
	bool is_late = row_is_late(screen, field, row);
	struct place place = *row;

	for (unsigned i = 0; i < field->n_columns; i++) {
		bool is_due = field_has_role(&field->columns[i], ROLE_TASK_DUE);

		place.column = i;
		if (i != main && ((is_due && is_late) || !is_visible(table, i)))
			append_detail(screen, &place, out);
	}
}

void unfold_find(struct screen *screen, const struct block *block, const struct place *row,
	struct unfolded *out)
{
	unsigned main = form_main_column(block->field);
	struct str details = {0};
	struct place place = *row;
	const struct str *text;

	*out = (struct unfolded){.n_text = 1};
	place.column = main;
	text = &document_value(editor_document(screen->editor), &place)->text;
	for (unsigned i = 0; i < block->table.n; i++)
		if (block->table.nth[i] == main && block->table.widths[i] > 0)
			out->wrap = label_cache_find(&screen->drawn.cache, str_text(text),
				text->len, block->table.widths[i]);
	if (out->wrap)
		out->n_text = out->wrap->n_lines < most_lines(screen) ? out->wrap->n_lines
								      : most_lines(screen);
	unfold_details(screen, &block->table, row, &details);
	out->n_details = details.len > 0;
	str_release(&details);
}
