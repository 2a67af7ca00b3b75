/*
 * One field: its question and its value. Short values are next to short questions, prose
 * is below. Nothing is to the right of text that can be typed, so that typing moves
 * nothing but the text itself.
 */
#include "finding_lines.h"
#include "internal.h"

#include "model/show.h"
#include "text/grapheme.h"

#include <string.h>

enum { ITEM_SIGN = 2 /* of a list's item, with a space */ };

unsigned field_label_columns(const struct screen *screen, const struct form_field *fields, size_t n)
{
	unsigned widest = 0;

	for (size_t i = 0; i < n; i++) {
		struct slice label;
		unsigned width;

		if (!field_is_inline(screen, &fields[i]) || !span_has_line(screen, &fields[i]))
			continue;
		label = field_side_label(screen, &fields[i]);
		width = grapheme_width(label.data, label.len);
		widest = width > widest ? width : widest;
	}
	return widest;
}

const char *screen_text(
	struct screen *self, const struct place *place, struct str *scratch, size_t *len)
{
	const struct document *document = editor_document(session_editor(self->session));
	const struct form_field *field = document_field(document, place);

	if (kind_info(field->kind)->is_stored && kind_shows_as_stored(field->kind)) {
		const struct value *value = document_value(document, place);

		*len = value ? value->text.len : 0;
		return value ? str_text(&value->text) : "";
	}
	str_clear(scratch);
	editor_show(session_editor(self->session), place, scratch);
	*len = scratch->len;
	return str_text(scratch);
}

/* --- marks --- */

void mark_draw(struct pen *pen, bool is_focused, const struct finding *finding,
	const struct remote_change *remote)
{
	if (is_focused)
		pen_styled(pen, STYLE_FOCUS, ">");
	pen_move(pen, pen->origin + 1);
	if (finding && finding->level > LEVEL_NOTE)
		finding_sign_draw(pen, finding->level);
	if (remote)
		pen_styled(pen, STYLE_CHANGED_SIGN, "*");
	pen_move(pen, pen->origin + MARK_COLUMNS);
}

void place_mark_draw(
	const struct screen *screen, struct pen *pen, bool is_focused, const struct place *place)
{
	const struct finding *finding = marks_find(&screen->marks, place);
	const struct remote_change *news = session_remote_change(screen->session, place);

	struct pen sign = *pen;

	mark_draw(pen, is_focused, finding, news);
	if (news || (finding && finding->level > LEVEL_NOTE) || !place_is_private(screen, place))
		return;
	pen_move(&sign, sign.origin + 1);
	pen_styled(&sign, STYLE_DIM, "#");
}

static enum style ask_style(const struct screen *screen, const struct block *block)
{
	if (!block->is_focused)
		return STYLE_QUESTION;
	if (editor_focus(screen->editor)->is_editing || kind_info(block->field->kind)->is_table)
		return STYLE_FOCUS;
	return STYLE_SELECTION;
}

/* --- the value --- */

/* The selected part of a line's range, as offsets; empty if there is none. */
static void selected_part(const struct screen *screen, const struct block *block, size_t start,
	size_t end, size_t *from, size_t *to)
{
	size_t low, high;

	editor_selection(screen->editor, &low, &high);
	*from = *to = end;
	if (!block->is_focused || low == high || high <= start || low >= end)
		return;
	*from = low > start ? low : start;
	*to = high < end ? high : end;
}

/* Is it a line between the versions of a conflict? */
static bool is_marker(const struct block *block, const struct wrap_line *line)
{
	struct conflict conflict;

	return conflict_is_marker(
		       (struct slice){block->text + line->start, line->end - line->start}) &&
	       conflict_find(block->text, block->len, 0, &conflict);
}

static void value_line_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	const struct wrap_line *line = &block->wrap->lines[nth];
	enum style style = is_marker(block, line) ? STYLE_WARNING : STYLE_NORMAL;
	struct slice text = {block->text, block->len};
	size_t from, to;

	selected_part(screen, block, line->start, line->end, &from, &to);
	pen->origin = pen->column;
	pen->style = style;
	found_write(screen, pen, &block->place, text, line->start, from);
	pen->style = STYLE_SELECTION;
	pen_write(pen, block->text + from, to - from);
	pen->style = style;
	found_write(screen, pen, &block->place, text, to, line->end);
}

/* Items of a list have a sign before them; lines that begin with two spaces continue an item. */
static bool begins_item(const struct block *block, size_t nth)
{
	const struct wrap_line *lines = block->wrap->lines;
	size_t start = lines[nth].start;

	if (!kind_info(block->field->kind)->has_items || (nth > 0 && !lines[nth - 1].is_hard))
		return false;
	return block->len - start < 2 || memcmp(block->text + start, "  ", 2) != 0;
}

static bool is_typed_in(const struct screen *screen, const struct block *block)
{
	return block->is_focused && editor_focus(screen->editor)->is_editing;
}

/* The hint stays until something is typed, so it begins where that will. In a list beside its label
 * there is no item yet whose sign would be before it. */
static void empty_value_draw(
	const struct screen *screen, const struct block *block, struct pen *pen)
{
	bool has_items = kind_info(block->field->kind)->has_items;
	unsigned column = block->column;

	if (has_items && !is_typed_in(screen, block) && field_is_inline(screen, block->field))
		column -= ITEM_SIGN;
	pen_move(pen, pen->origin + column);
	empty_draw(screen, block->field, !block->has_hint_below, pen);
}

static void value_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	bool has_sign = block->len > 0 || is_typed_in(screen, block);
	struct pen sign = *pen;

	if (nth >= block->wrap->n_lines) /* it has just become shorter */
		return;
	if (has_sign && begins_item(block, nth)) {
		pen_move(&sign, sign.origin + block->column - ITEM_SIGN);
		pen_styled(&sign, STYLE_DIM, "-");
	}
	if (block->len == 0) {
		empty_value_draw(screen, block, pen);
		return;
	}
	pen_move(pen, pen->origin + block->column);
	value_line_draw(screen, block, nth, pen);
}

/* Before a question, which is written in the same style. */
static void number_draw(const struct screen *screen, const struct block *block, struct pen *pen)
{
	pen->style = ask_style(screen, block);
	if (block->number > 0)
		pen_number(pen, block->number);
	pen_move(pen, pen->origin + MARK_COLUMNS + screen->blocks.number_columns);
}

static void inline_draw(
	struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	unsigned value = pen->origin + block->column -
			 (kind_info(block->field->kind)->has_items ? ITEM_SIGN : 0);
	struct slice label;

	if (nth == 0) {
		place_mark_draw(screen, pen, block->is_focused, &block->place);
		label = field_side_label(screen, block->field);
		number_draw(screen, block, pen);
		pen_write(pen, label.data, label.len);
		pen->style = STYLE_NORMAL;
		pen_move(pen, value);
	}
	value_draw(screen, block, nth, pen);
	if (nth == 0 && kind_info(block->field->kind)->is_moment && block->place.row[0] == '\0')
		spans_draw(screen, block->field, pen);
}

static void ask_draw(struct screen *screen, const struct block *block, size_t nth, struct pen *pen)
{
	const struct wrap_line *line = &block->wrap->lines[nth];

	if (nth == 0) /* in a table the row has the focus sign */
		place_mark_draw(screen, pen,
			block->is_focused && !kind_info(block->field->kind)->is_table,
			&block->place);
	pen_move(pen, pen->origin + MARK_COLUMNS);
	number_draw(screen, block, pen);
	pen_write(pen, block->text + line->start, line->end - line->start);
}

static const struct block_type value_type = {value_draw};
static const struct block_type inline_type = {inline_draw};
static const struct block_type ask_type = {ask_draw};

void field_cursor(
	const struct screen *screen, const struct block *block, size_t *line, unsigned *column)
{
	const struct focus *focus = editor_focus(screen->editor);
	unsigned cells;

	*line = 0;
	*column = block->column;
	if (!focus->is_editing || focus->cursor > block->len)
		return;
	*line = wrap_line_of(block->wrap, focus->cursor);
	cells = wrap_column_of(block->wrap, block->text, focus->cursor);
	*column += cells;
}

/* --- adding --- */

static bool is_focused(const struct screen *screen, const struct place *place)
{
	struct place focused;

	if (editor_focus(screen->editor)->field == FORM_NONE)
		return false;
	editor_place(screen->editor, &focused);
	return place_is_equal(&focused, place);
}

void ask_add_block(struct screen *screen, const struct place *place, const struct form_field *field,
	unsigned gap)
{
	const char *ask = field_ask(field);
	unsigned columns = screen->layout.page.columns - MARK_COLUMNS;
	const struct wrap *wrap = label_cache_find(&screen->drawn.cache, ask, strlen(ask), columns);
	struct block *block = blocks_add(&screen->blocks, &ask_type, wrap->n_lines, gap);

	block->field = field;
	block->place = *place;
	block->is_focused = is_focused(screen, place);
	block->text = ask;
	block->len = strlen(ask);
	block->wrap = wrap;
}

/* Where a value beside its label begins, and how wide it may be. */
static unsigned value_column(const struct screen *screen, const struct form_field *field)
{
	return MARK_COLUMNS + screen->blocks.label_columns + 2 +
	       (kind_info(field->kind)->has_items ? ITEM_SIGN : 0);
}

static unsigned value_columns(const struct screen *screen, unsigned column)
{
	unsigned columns = screen->layout.page.columns;
	unsigned most = screen->layout.prose_columns;

	columns = columns > column + 8 ? columns - column : 8;
	return columns < most ? columns : most;
}

unsigned field_list_columns(const struct screen *screen)
{
	return value_columns(screen, MARK_COLUMNS + screen->blocks.label_columns + 2 + ITEM_SIGN);
}

static bool set_moment(struct screen *screen, struct block *block)
{
	str_clear(&block->shown);
	if (!moment_append(screen, &block->place, &block->shown))
		return false;
	block->text = str_text(&block->shown);
	block->len = block->shown.len;
	return true;
}

/* Fetches the text; a value below its question is laid out by the session, which moves in it. */
static void set_value(struct screen *screen, struct block *block, bool is_beside)
{
	if (!is_beside || is_typed_in(screen, block) || !set_moment(screen, block))
		block->text = screen_text(screen, &block->place, &block->shown, &block->len);
	block->takes_cursor = true;
	if (!is_beside) {
		block->column = VALUE_INDENT;
		block->wrap = editor_wrap(screen->editor, &block->place);
		return;
	}
	block->column = value_column(screen, block->field);
	if (kind_info(block->field->kind)->has_items)
		block->wrap = editor_wrap(screen->editor, &block->place);
	else
		block->wrap = label_cache_find(&screen->drawn.cache, block->text, block->len,
			value_columns(screen, block->column));
}

void field_add_blocks(struct screen *screen, const struct place *place,
	const struct form_field *field, unsigned gap)
{
	bool is_beside = field_is_inline(screen, field);
	struct block *block;

	if (!is_beside)
		ask_add_block(screen, place, field, gap);
	block = blocks_add(
		&screen->blocks, is_beside ? &inline_type : &value_type, 1, is_beside ? gap : 0);
	block->field = field;
	block->place = *place;
	block->is_focused = is_focused(screen, place);
	set_value(screen, block, is_beside);
	block->height = block->wrap->n_lines;
	if (is_typed_in(screen, block)) {
		block->height = still_lines(screen, block->wrap->n_lines);
		if (block->wrap->n_lines > block->height)
			block->n_over = block->wrap->n_lines - block->height;
	}
	screen->blocks.height = block->top + block->height;
}
