/* Times of a document for the rules: reading, comparing, and how they are written. */
#include "internal.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>

bool time_has_number(const struct when *when)
{
	return when->kind == WHEN_INSTANT || when->kind == WHEN_DATE;
}

const char *time_preposition(const struct when *when)
{
	return when->kind == WHEN_DATE ? "on" : "at";
}

/* --- times that were read --- */

static struct column_readings *find_column(
	const struct check *check, const struct rule_cursor *cursor)
{
	const struct form_field *field = &check->document->form->fields[cursor->number];
	struct column_readings **columns = &check->memory->readings.tables[cursor->number];

	if (!*columns)
		*columns = mem_zalloc(field->n_columns, sizeof(**columns));
	return &(*columns)[cursor->column];
}

static struct reading *find_slot(const struct check *check, const struct rule_cursor *cursor)
{
	const struct document *document = check->document;
	struct readings *self = &check->memory->readings;
	size_t n_fields = document->form->n_fields;

	if (!self->fields) {
		self->fields = mem_zalloc(n_fields, sizeof(*self->fields));
		self->tables = mem_zalloc(n_fields, sizeof(*self->tables));
	}
	if (cursor->row == NO_ROW)
		return &self->fields[cursor->number];

	struct column_readings *column = find_column(check, cursor);

	if (!column->rows)
		column->rows =
			mem_zalloc(document->tables[cursor->number].n, sizeof(*column->rows));
	return &column->rows[cursor->row];
}

void time_forget(const struct check *check)
{
	const struct form *form = check->document->form;
	struct readings *self = &check->memory->readings;

	for (size_t i = 0; self->fields && i < form->n_fields; i++) {
		for (size_t column = 0; self->tables[i] && column < form->fields[i].n_columns;
			column++)
			free(self->tables[i][column].rows);
		free(self->tables[i]);
	}
	free(self->fields);
	free(self->tables);
}

/* Of a time that find_slot was asked for. */
static struct when_context context_of(const struct check *check, const struct rule_cursor *cursor)
{
	const struct when_place place = {
		.document = check->document,
		.field = cursor->number,
		.row = cursor->row,
		.column = cursor->column,
		.gap = cursor->row == NO_ROW ? NULL : &find_column(check, cursor)->gap,
	};
	struct when_context context;

	when_place_context(&place, &check->zone, check->now, &context);
	return context;
}

static const struct reading *find_reading(
	const struct check *check, const struct rule_cursor *cursor)
{
	struct reading *reading = find_slot(check, cursor);

	if (reading->is_done)
		return reading;
	reading->is_done = true;
	reading->is_stored = when_parse(&reading->when, cursor->text, NULL);
	if (!reading->is_stored) {
		struct when_context context = context_of(check, cursor);

		reading->is_read = when_read_loose(
			&reading->when, cursor->text, &context, &reading->odd, NULL, NULL);
	}
	return reading;
}

bool time_read(const struct check *check, const struct rule_cursor *cursor, struct when *when)
{
	const struct reading *reading = find_reading(check, cursor);

	*when = reading->when;
	return reading->is_stored ||
	       (reading->is_read && !(reading->odd & (WHEN_ODD_MOVING | WHEN_ODD_NO_DATE)));
}

bool time_read_stored(
	const struct check *check, const struct rule_cursor *cursor, struct when *when)
{
	const struct reading *reading = find_reading(check, cursor);

	*when = reading->when;
	return reading->is_stored;
}

bool time_read_field(const struct check *check, unsigned field, struct when *when)
{
	struct rule_cursor cursor = rule_cursor_field(check, field);

	*when = (struct when){0};
	return !cursor.value->is_foreign && time_read(check, &cursor, when);
}

bool time_of_role(const struct check *check, enum role role, struct when *when)
{
	unsigned field = form_find_role(check->document->form, role);

	*when = (struct when){0};
	return field != FORM_NONE && time_read_field(check, field, when) && time_has_number(when);
}

int64_t time_difference(const struct check *check, const struct when *a, const struct when *b)
{
	if (a->kind == WHEN_INSTANT && b->kind == WHEN_INSTANT)
		return a->seconds - b->seconds;
	return (when_day(a, &check->zone) - when_day(b, &check->zone)) * DAY_SECONDS;
}

int64_t time_moment(const struct check *check, const struct when *when)
{
	return when_begin(when, &check->zone) + (when->kind == WHEN_DATE ? DAY_SECONDS / 2 : 0);
}

/* --- how a time is written --- */

/* What is wrong with a text that is not in the stored form. */
struct form_fault {
	enum time_fault which;
	enum level level;
	const char *sentence; /* NULL: the note of reading it */
};

struct oddity {
	unsigned bit;
	struct form_fault fault;
};

/* The first that applies is reported. */
static const struct oddity oddities[] = {
	{WHEN_ODD_MOVING, {TIME_UNREAD, LEVEL_ERROR, "depends on when it is read"}},
	{WHEN_ODD_NO_DATE, {TIME_NO_DATE, LEVEL_WARNING, "has no date"}},
	{WHEN_ODD_NEVER, {TIME_NEVER, LEVEL_ERROR, NULL}},
	{WHEN_ODD_TWICE, {TIME_TWICE, LEVEL_WARNING, NULL}},
	{WHEN_ODD_LABEL, {TIME_LABEL, LEVEL_WARNING, NULL}},
	{WHEN_ODD_WEEKDAY, {TIME_FORM, LEVEL_WARNING, NULL}},
	{WHEN_ODD_NO_OFFSET, {TIME_NO_OFFSET, LEVEL_WARNING, "has no offset"}},
};

static const struct form_fault plain_fault = {TIME_FORM, LEVEL_NOTE, NULL};

static const struct form_fault *fault_of(unsigned odd)
{
	for (size_t i = 0; i < LENGTH(oddities); i++)
		if (odd & oddities[i].bit)
			return &oddities[i].fault;
	return &plain_fault;
}

static bool is_over_days(const struct check *check)
{
	struct when start;
	struct when end;

	return time_of_role(check, ROLE_START, &start) && time_of_role(check, ROLE_END, &end) &&
	       when_day(&start, &check->zone) != when_day(&end, &check->zone);
}

static void report_no_date(struct check *check, const struct rule *rule,
	const struct rule_cursor *cursor, const char *quote)
{
	if (is_over_days(check))
		check_report(check, rule, LEVEL_ERROR, cursor,
			"%s has no date, and the incident took more than one day", quote);
	else
		check_report(check, rule, LEVEL_WARNING, cursor, "%s has no date", quote);
}

static void report_fault(struct check *check, const struct rule *rule,
	const struct form_fault *fault, const struct rule_cursor *cursor, const struct when *when,
	const char *note)
{
	const char *quote = check_quote(check, cursor->text, cursor->len);
	struct str stored = {0};

	assert(fault != NULL);
	when_format(when, &stored);
	if (fault->which == TIME_NO_DATE)
		report_no_date(check, rule, cursor, quote);
	else if (fault->which == TIME_NO_OFFSET)
		check_report(check, rule, fault->level, cursor, "%s has no offset; in %s it is %s",
			quote, check->zone.name, str_text(&stored));
	else if (fault == &plain_fault)
		check_report(check, rule, fault->level, cursor, "%s is read as %s%s%s", quote,
			str_text(&stored), *note != '\0' ? "; " : "", note);
	else
		check_report(check, rule, fault->level, cursor, "%s: %s", quote,
			fault->sentence != NULL ? fault->sentence : note);
	str_release(&stored);
}

/* Reads the same text again, to report on it. */
static void report_form(struct check *check, const struct rule *rule,
	const struct rule_cursor *cursor, const struct form_fault *fault)
{
	struct when_context context = context_of(check, cursor);
	struct when when;
	struct str note = {0};
	struct err err = {0};
	unsigned odd;

	if (when_read_loose(&when, cursor->text, &context, &odd, &note, &err))
		report_fault(check, rule, fault, cursor, &when, str_text(&note));
	else
		check_report(check, rule, LEVEL_ERROR, cursor, "%s is not a time: %s",
			check_quote(check, cursor->text, cursor->len), err.message);
	str_release(&note);
}

/* For a text that is not in the stored form: does it belong to this one of the rules that share
 * this? */
static void check_form(
	struct check *check, const struct rule *rule, const struct rule_cursor *cursor)
{
	const struct reading *reading = find_reading(check, cursor);
	const struct form_fault *fault = reading->is_read ? fault_of(reading->odd) : NULL;
	enum time_fault meant = fault ? fault->which : TIME_UNREAD;

	if ((int)meant == rule->which && (!fault || reading->when.kind != WHEN_NONE))
		report_form(check, rule, cursor, fault);
}

/* A time where a date is enough. */
static bool is_too_exact(const struct rule_cursor *cursor, const struct when *when)
{
	return !kind_info(cursor->field->kind)->is_moment && when->kind == WHEN_INSTANT;
}

/* Nearly all times are as they should be. */
static void collect_odd(struct check *check)
{
	struct odd_times *odd = &check->memory->odd;

	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, kind_is_time);) {
		struct when when;

		if (time_read_stored(check, &cursor, &when) && !is_too_exact(&cursor, &when))
			continue;
		odd->items = mem_grow(odd->items, &odd->cap, odd->n + 1, sizeof(*odd->items));
		odd->items[odd->n++] = cursor;
	}
	odd->is_collected = true;
}

void run_time_form(struct check *check, const struct rule *rule)
{
	const struct odd_times *odd = &check->memory->odd;

	if (!odd->is_collected)
		collect_odd(check);
	for (size_t i = 0; i < odd->n; i++) {
		const struct rule_cursor *cursor = &odd->items[i];
		struct when when;

		if (!time_read_stored(check, cursor, &when))
			check_form(check, rule, cursor);
		else if (rule->which == TIME_FORM)
			check_report(check, rule, LEVEL_NOTE, cursor,
				"%s is a time where a date is enough", check_time(check, 0, &when));
	}
}
