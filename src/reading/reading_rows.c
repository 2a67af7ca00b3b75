/* The rows of tables: a timeline by its days, tasks with their boxes, others as items; what has no
 * place on the first line is below the text. */
#include "internal.h"

#include "model/milestone.h"
#include "model/show.h"
#include "model/task.h"
#include "text/grapheme.h"

#include <stdio.h>
#include <string.h>

enum {
	BESIDE_LEAST = 56, /* columns for time and kind beside the text, not above it */
	WORD_MOST = 14,
	CLOCK = 7, /* "08:00  " */
};

/* The row that is laid out. */
struct row_setting {
	struct reading *reading;
	const struct form_field *table;
	const struct row *row;
	struct place place;
	struct setter *setter;
	unsigned time_column; /* of a timeline; FORM_NONE */
	unsigned kind_column;
	unsigned main_column;
	unsigned state_column; /* of tasks; FORM_NONE */
	unsigned due_column;
};

static const struct str *cell(const struct row_setting *self, unsigned column)
{
	static const struct str nothing = {0};

	return column == FORM_NONE ? &nothing : &self->row->cells[column].text;
}

/* --- time --- */

static bool read_time(const struct row_setting *self, const struct row *row, struct when *when)
{
	const struct str *text = &row->cells[self->time_column].text;

	return text->len > 0 && when_parse(when, str_text(text), NULL) &&
	       (when->kind == WHEN_INSTANT || when->kind == WHEN_DATE);
}

/* The time of the nearest row before that has one; few rows have none. */
static bool time_before(const struct row_setting *self, size_t nth, struct when *when)
{
	enum { FAR = 1000 };
	const struct rows *rows = &self->reading->document->tables[self->place.field];

	for (size_t i = nth; i-- > 0 && nth - i < FAR;)
		if (read_time(self, &rows->items[i], when))
			return true;
	return false;
}

/* A line for the day, where another one begins. */
static void day_set(struct row_setting *self, size_t nth)
{
	const struct when_style *style = &self->reading->options.style;
	static const struct zone days = {"UTC"}; /* which have none */
	struct when when;
	struct when before;
	struct civil civil;
	struct str text = {0};

	if (!read_time(self, self->row, &when) ||
		(time_before(self, nth, &before) &&
			when_day(&before, style->zone) == when_day(&when, style->zone)))
		return;
	zone_civil(when.kind == WHEN_DATE ? &days : style->zone, when.seconds, &civil);
	civil_show_day(&civil, style->dates, true, &text);
	setter_blank(self->setter);
	setter_add(self->setter, slice_of(&text), READING_STRONG, 0, 0);
	setter_sign(self->setter, READING_DIM, " ────");
	struct setter *setter = self->setter;
	bool is_first = setter->is_first;
	bool is_row = setter->is_row;

	setter->is_first = setter->is_row = false;
	setter_end_line(setter);
	setter->is_first = is_first;
	setter->is_row = is_row;
	str_release(&text);
}

static void time_add(struct row_setting *self)
{
	struct when when;
	struct civil civil;
	struct str text = {0};

	if (!when_parse(&when, str_text(cell(self, self->time_column)), NULL)) {
		str_append(&text, str_text(cell(self, self->time_column)),
			cell(self, self->time_column)->len);
	} else if (when.kind == WHEN_INSTANT) {
		zone_civil(self->reading->options.style.zone, when.seconds, &civil);
		str_appendf(
			&text, "%s%02d:%02d", when.is_about ? "~" : "", civil.hour, civil.minute);
		if (civil.second != 0)
			str_appendf(&text, ":%02d", civil.second);
	} else if (when.kind != WHEN_DATE) {
		when_show_in(&when, &self->reading->options.style, &text);
	}
	unsigned width = grapheme_width(str_text(&text), text.len);

	str_append_repeat(&text, ' ', width + 1 < CLOCK ? CLOCK - width : 1);
	setter_add(self->setter, slice_of(&text), READING_DIM, 0, 0);
	str_release(&text);
}

/* --- kind --- */

static const struct {
	enum reading_style sign;
	enum reading_style word;
} milestones[N_MILESTONES] = {
	[MILESTONE_NONE] = {READING_NORMAL, READING_NORMAL},
	[MILESTONE_START] = {READING_STARTED_SIGN, READING_STARTED},
	[MILESTONE_DETECTED] = {READING_SEEN_SIGN, READING_SEEN},
	[MILESTONE_ACKNOWLEDGED] = {READING_SEEN_SIGN, READING_SEEN},
	[MILESTONE_MITIGATED] = {READING_OVER_SIGN, READING_OVER},
	[MILESTONE_END] = {READING_OVER_SIGN, READING_OVER},
};

/* The widest that the form has, so that no row needs a look at the others. */
static unsigned kind_width(const struct row_setting *self)
{
	const struct form_field *field = &self->table->columns[self->kind_column];
	unsigned width = 0;

	for (size_t i = 0; i < field->n_choices; i++) {
		unsigned own = grapheme_width(field->choices[i], strlen(field->choices[i]));

		width = own > width ? own : width;
	}
	return width < WORD_MOST ? width : WORD_MOST;
}

static void kind_add(struct row_setting *self, bool is_beside)
{
	const struct str *kind = cell(self, self->kind_column);
	enum milestone milestone = milestone_of_kind(self->reading->document->form, str_text(kind));
	const char letter[] = {milestone_letter(milestone), ' ', '\0'};
	unsigned width = grapheme_width(str_text(kind), kind->len);

	setter_say(self->setter, milestones[milestone].sign, letter);
	setter_add(self->setter, slice_of(kind), milestones[milestone].word, 0, 0);
	for (unsigned i = width; is_beside && i <= kind_width(self); i++)
		setter_say(self->setter, READING_NORMAL, " ");
	if (is_beside && width > kind_width(self))
		setter_say(self->setter, READING_NORMAL, " ");
}

/* --- what is below the text --- */

static void between_add(struct row_setting *self)
{
	if (self->setter->n > 0)
		setter_say(self->setter, READING_DIM, "; ");
}

static bool is_on_first_line(const struct row_setting *self, unsigned column)
{
	return column == self->main_column || column == self->time_column ||
	       column == self->kind_column || column == self->state_column;
}

static void due_add(struct row_setting *self)
{
	const struct str *text = cell(self, self->due_column);
	bool is_closed = task_is_closed(self->table, self->row);
	int64_t late = task_days_late(self->table, self->row, self->reading->options.style.zone,
		self->reading->options.now);
	struct str shown = {0};

	if (text->len == 0) {
		if (!is_closed) {
			between_add(self);
			setter_say(self->setter, READING_UNDATED, "no date");
		}
		return;
	}
	between_add(self);
	value_show_in(&self->table->columns[self->due_column], text, &self->reading->options.style,
		&shown);
	setter_say(self->setter, READING_DIM, "due ");
	setter_add(self->setter, slice_of(&shown), READING_NORMAL, 0, 0);
	if (late > 0) {
		str_clear(&shown);
		str_appendf(&shown, ", %lld d late", (long long)late);
		setter_add(self->setter, slice_of(&shown), READING_LATE, 0, 0);
	}
	str_release(&shown);
}

static void detail_add(struct row_setting *self, unsigned column)
{
	const struct form_field *field = &self->table->columns[column];
	const struct str *text = cell(self, column);
	struct str shown = {0};

	if (text->len == 0)
		return;
	between_add(self);
	if (!field_has_role(field, ROLE_EVENT_WHO) && !field_has_role(field, ROLE_TASK_OWNER)) {
		setter_say(self->setter, READING_DIM, field->label);
		setter_say(self->setter, READING_DIM, ": ");
	}
	value_show_in(field, text, &self->reading->options.style, &shown);
	for (size_t i = 0; i < shown.len; i++)
		shown.data[i] = shown.data[i] == '\n' ? ' ' : shown.data[i];
	setter_add(self->setter, slice_of(&shown), READING_NORMAL, 0, 0);
	str_release(&shown);
}

static void details_set(struct row_setting *self, const char *indent)
{
	for (unsigned i = 0; i < self->table->n_columns; i++) {
		if (i == self->due_column)
			due_add(self);
		else if (!is_on_first_line(self, i))
			detail_add(self, i);
	}
	if (self->setter->n > 0)
		setter_end(self->setter, indent, indent, self->reading->options.columns);
}

/* --- rows --- */

static unsigned column_of(const struct row_setting *self, enum role role)
{
	return form_find_column_role(self->table, role);
}

/* Puts what is before the text on its line and returns how many columns that takes; 0 and a line of
 * its own where there is little room. */
static size_t lead_set(struct row_setting *self)
{
	static const enum reading_style boxes[N_TASK_BOXES] = {
		[TASK_BOX_OPEN] = READING_NORMAL,
		[TASK_BOX_DOING] = READING_DOING,
		[TASK_BOX_DONE] = READING_DONE,
		[TASK_BOX_DROPPED] = READING_DROPPED,
	};
	bool is_beside = self->reading->options.columns >= BESIDE_LEAST;
	struct setter *setter = self->setter;

	if (self->state_column != FORM_NONE) {
		enum task_box box = task_box_of(&self->table->columns[self->state_column],
			str_text(cell(self, self->state_column)));

		setter_say(setter, boxes[box], task_box_text(box));
		setter_say(setter, READING_NORMAL, " ");
	} else if (self->time_column == FORM_NONE) {
		setter_say(setter, READING_NORMAL, "- ");
	} else {
		time_add(self);
		if (self->kind_column != FORM_NONE)
			kind_add(self, is_beside);
		if (!is_beside) {
			setter_end_line(setter);
			return 0;
		}
	}
	size_t width = grapheme_width(str_text(&setter->text), setter->text.len);

	setter_lead(setter);
	return width;
}

static struct row_setting row_setting_of(
	struct reading *self, const struct part *part, size_t nth, struct setter *setter)
{
	struct row_setting row = {.reading = self,
		.table = part_field(self, part),
		.row = &self->document->tables[part->field].items[nth],
		.setter = setter};

	row.time_column = row.kind_column = row.state_column = row.due_column = FORM_NONE;
	row.main_column = form_main_column(row.table);
	if (field_has_role(row.table, ROLE_EVENTS)) {
		row.time_column = column_of(&row, ROLE_EVENT_TIME);
		row.kind_column = column_of(&row, ROLE_EVENT_KIND);
	}
	if (field_has_role(row.table, ROLE_TASKS)) {
		row.state_column = column_of(&row, ROLE_TASK_STATE);
		row.due_column = column_of(&row, ROLE_TASK_DUE);
	}
	row.place.field = part->field;
	row.place.column = row.main_column;
	memcpy(row.place.row, row.row->id, sizeof(row.place.row));
	return row;
}

void event_lay(struct reading *self, size_t part, size_t nth, struct setter *setter)
{
	struct row_setting row = row_setting_of(self, &self->parts[part], nth, setter);
	struct slice none = {"", 0};

	setter->place = &row.place;
	setter->is_first = true;
	prose_set(slice_of(cell(&row, row.main_column)), &(struct origin){0}, setter, none, none,
		self->options.columns);
	setter->place = NULL;
}

void row_lay(struct reading *self, const struct part *part, size_t nth, struct setter *setter)
{
	enum { NARROW_INDENT = 2 };
	struct row_setting row = row_setting_of(self, part, nth, setter);
	const struct str *text;
	struct str indent = {0};

	setter->place = &row.place;
	setter->is_first = setter->is_row = true;
	if (row.time_column != FORM_NONE)
		day_set(&row, nth);
	size_t width = lead_set(&row);

	text = cell(&row, row.main_column);
	str_append_repeat(&indent, ' ', width > 0 ? width : NARROW_INDENT);
	prose_set(slice_of(text), &(struct origin){0}, setter,
		slice_of_text(width > 0 ? "" : str_text(&indent)), slice_of(&indent),
		self->options.columns);
	details_set(&row, str_text(&indent));
	setter->place = NULL;
	str_release(&indent);
}
