/*
 * The cells of a row. Roles say what they mean: clock times, the time since the row before,
 * kinds with the letter of their milestone, states with their box, and what is late.
 */
#include "internal.h"

#include "model/milestone.h"
#include "model/task.h"
#include "text/grapheme.h"

#include <string.h>

struct pen table_column_pen(const struct pen *pen, unsigned width)
{
	struct pen cell = *pen;

	cell.origin = pen->column;
	cell.is_cut = false;
	if (cell.column + width < cell.end)
		cell.end = cell.column + width;
	return cell;
}

static const struct value *value_at(const struct screen *screen, const struct place *place)
{
	return document_value(editor_document(screen->editor), place);
}

/* --- times --- */

static void time_draw(struct screen *screen, const struct block *block, const struct place *place,
	struct pen *pen)
{
	struct str text = {0};

	table_append_time(screen, &block->table, place, &text);
	found_write(screen, pen, place, slice_of(&text), 0, text.len);
	str_release(&text);
}

/* "4 min", "4 h 5 min", "3 d 2 h": never wider than its column, so the longer the coarser. */
static void append_gap(int64_t seconds, bool is_about, struct str *out)
{
	enum { MINUTE = 60, HOUR = 3600, DAY = 86400, YEAR = 365 * DAY };
	static const struct {
		int64_t below; /* seconds */
		const char *name;
		int64_t unit;
		const char *rest; /* NULL: it does not matter there */
		int64_t rest_unit;
	} scales[] = {
		{MINUTE, "s", 1, NULL, 1},
		{HOUR, "min", MINUTE, NULL, 1},
		{DAY, "h", HOUR, "min", MINUTE},
		{INT64_C(100) * DAY, "d", DAY, "h", HOUR},
		{INT64_C(3) * YEAR, "d", DAY, NULL, 1},
		{INT64_MAX, "years", YEAR, NULL, 1},
	};
	size_t i = 0;
	int64_t rest;

	while (seconds >= scales[i].below)
		i++;
	rest = seconds % scales[i].unit / scales[i].rest_unit;
	str_appendf(out, "%s%lld %s", is_about ? "~" : "", (long long)(seconds / scales[i].unit),
		scales[i].name);
	/* "~12 h 30 min" has one sign too many, and says more than is known. */
	if (scales[i].rest && rest > 0 && !(is_about && seconds >= 10 * scales[i].unit))
		str_appendf(out, " %lld %s", (long long)rest, scales[i].rest);
}

/* The moments of a row and of the one shown before it; false if one of them has none. */
static bool find_moments(const struct screen *screen, const struct block *block,
	const struct table_row *row, struct when *before, struct when *when)
{
	const struct editor *editor = screen->editor;
	unsigned field = row->place.field;
	const struct rows *rows = &editor_document(editor)->tables[field];
	unsigned column = form_find_column_role(block->field, ROLE_EVENT_TIME);

	if (column == FORM_NONE || row->nth == 0)
		return false;
	for (size_t i = 0; i < 2; i++) {
		size_t index = editor_row_at(editor, field, row->nth - 1 + i);
		struct when *out = i == 0 ? before : when;

		if (!when_parse(out, str_text(&rows->items[index].cells[column].text), NULL) ||
			out->kind != WHEN_INSTANT)
			return false;
	}
	return true;
}

static void gap_draw(struct screen *screen, const struct block *block, const struct table_row *row,
	struct pen *pen)
{
	struct when before = {0}, when = {0};
	struct str text = {0};

	if (!find_moments(screen, block, row, &before, &when) || when.seconds < before.seconds)
		return;
	append_gap(when.seconds - before.seconds, when.is_about || before.is_about, &text);
	if (text.len < pen->end - pen->column)
		pen_move(pen, pen->end - (unsigned)text.len);
	pen->style = STYLE_DIM;
	pen_write(pen, str_text(&text), text.len);
	str_release(&text);
}

/* --- kinds and states --- */

static const struct {
	enum style sign;
	enum style word;
} milestone_styles[N_MILESTONES] = {
	[MILESTONE_NONE] = {STYLE_NORMAL, STYLE_NORMAL},
	[MILESTONE_START] = {STYLE_STARTED_SIGN, STYLE_STARTED},
	[MILESTONE_DETECTED] = {STYLE_SEEN_SIGN, STYLE_SEEN},
	[MILESTONE_ACKNOWLEDGED] = {STYLE_SEEN_SIGN, STYLE_SEEN},
	[MILESTONE_MITIGATED] = {STYLE_OVER_SIGN, STYLE_OVER},
	[MILESTONE_END] = {STYLE_OVER_SIGN, STYLE_OVER},
};

enum style table_milestone_style(enum milestone milestone)
{
	return milestone_styles[milestone].sign;
}

enum style table_milestone_word_style(enum milestone milestone)
{
	return milestone_styles[milestone].word;
}

/* In a narrow table either the letter of a milestone, or the beginning of another kind. */
static void kind_draw(struct screen *screen, const struct block *block, const struct place *place,
	struct pen *pen)
{
	const struct str *kind = &value_at(screen, place)->text;
	enum milestone milestone = milestone_of_kind(editor_form(screen->editor), str_text(kind));
	const char letter[] = {milestone_letter(milestone), ' ', '\0'};

	if (!block->table.is_narrow || milestone != MILESTONE_NONE)
		pen_styled(pen, milestone_styles[milestone].sign, letter);
	if (block->table.is_narrow && milestone != MILESTONE_NONE)
		return;
	pen->style = milestone_styles[milestone].word;
	if (!block->table.is_narrow)
		pen->end++; /* the longest one uses a space of the gap */
	found_write(screen, pen, place, slice_of(kind), 0, kind->len);
}

static void state_draw(struct screen *screen, const struct block *block, const struct place *place,
	struct pen *pen)
{
	static const enum style styles[N_TASK_BOXES] = {
		[TASK_BOX_OPEN] = STYLE_NORMAL,
		[TASK_BOX_DOING] = STYLE_DOING,
		[TASK_BOX_DONE] = STYLE_DONE,
		[TASK_BOX_DROPPED] = STYLE_DROPPED,
	};
	const struct str *state = &value_at(screen, place)->text;
	const struct form_field *column = &block->field->columns[place->column];
	enum task_box box = task_box_of(column, str_text(state));
	enum style style = pen->style == STYLE_SELECTION ? STYLE_SELECTION : styles[box];

	pen_styled(pen, style, task_box_text(box));
	if (block->table.is_narrow)
		return;
	pen->style = style;
	pen->end++; /* the longest one uses a space of the gap */
	pen_text(pen, " ");
	if (state->len == 0 && column->n_choices > 0) { /* it counts as the first one */
		if (style != STYLE_SELECTION)
			pen->style = STYLE_DIM;
		pen_printf(pen, "(%s)", column->choices[0]);
	}
	found_write(screen, pen, place, slice_of(state), 0, state->len);
}

/* How late an open task is, instead of a date that has passed. */
static void due_draw(struct screen *screen, const struct block *block, const struct place *place,
	struct pen *pen)
{
	static const enum style styles[] = {
		[DUE_DATED] = STYLE_NORMAL,
		[DUE_LATE] = STYLE_LATE,
		[DUE_UNDATED] = STYLE_UNDATED,
		[DUE_NEVER] = STYLE_DIM,
	};
	struct str text = {0};
	enum due due = table_append_due(screen, &block->table, place, &text);

	if (due == DUE_DATED) {
		found_write(screen, pen, place, slice_of(&text), 0, text.len);
	} else {
		pen->style = styles[due];
		pen_write(pen, str_text(&text), text.len);
	}
	str_release(&text);
}

/* --- any cell --- */

/* Its first line. */
static void text_draw(struct screen *screen, const struct place *place, struct pen *pen)
{
	struct str scratch = {0};
	size_t len, line;
	const char *text = screen_text(screen, place, &scratch, &len);

	for (line = 0; line < len && text[line] != '\n';)
		line++;
	found_write(screen, pen, place, (struct slice){text, len}, 0, line);
	if (line + 1 < len)
		pen->is_cut = true;
	str_release(&scratch);
}

void table_cell_draw(struct screen *screen, const struct block *block, const struct table_row *row,
	unsigned column, struct pen *pen)
{
	const struct form_field *definition;
	struct place place = row->place;

	if (column == GAP_BEFORE) {
		gap_draw(screen, block, row, pen);
		return;
	}
	place.column = column;
	definition = &block->field->columns[column];
	if (field_has_role(definition, ROLE_EVENT_KIND))
		kind_draw(screen, block, &place, pen);
	else if (field_has_role(definition, ROLE_TASK_STATE))
		state_draw(screen, block, &place, pen);
	else if (field_has_role(definition, ROLE_TASK_DUE))
		due_draw(screen, block, &place, pen);
	else if (kind_info(definition->kind)->is_time)
		time_draw(screen, block, &place, pen);
	else
		text_draw(screen, &place, pen);
	pen_finish(pen);
}
