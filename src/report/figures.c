/* The numbers at the head of a report; see figures.h. */
#include "figures.h"

#include "model/task.h"

#include <string.h>

#define NOTHING "\xE2\x80\x93" /* an en dash */

/* A length of time between two milestones. */
struct length {
	enum milestone from;
	enum milestone to;
	enum incident_phase phase;
	const char *label; /* where the form computes no such span */
};

/* The duration is the first. */
static const struct length lengths[] = {
	{MILESTONE_START, MILESTONE_END, PHASE_NONE, "Duration"},
	{MILESTONE_START, MILESTONE_DETECTED, PHASE_UNDETECTED, "To detect"},
	{MILESTONE_DETECTED, MILESTONE_MITIGATED, PHASE_MITIGATING, "To mitigate"},
};

static bool is_at(const struct form *form, const char *path, enum milestone milestone)
{
	unsigned field = form_find(form, path);

	return field != FORM_NONE && field == milestone_field(form, milestone);
}

/* What the form calls the span. */
static void write_label(const struct form *form, const struct length *length, struct str *out)
{
	for (size_t i = 0; i < form->n_answers; i++) {
		const struct form_field *field = &form->fields[i];

		if (field->how == COMPUTED_SPAN && is_at(form, field->from, length->from) &&
			is_at(form, field->to, length->to)) {
			str_append_text(out, field->label);
			return;
		}
	}
	str_append_text(out, length->label);
}

static void append_lower(struct slice text, struct str *out)
{
	for (size_t i = 0; i < text.len; i++)
		str_append_char(out, i == 0 ? ascii_lower(text.data[i]) : text.data[i]);
}

/* "start to detected" */
static void write_ends(
	const struct incident *incident, const struct length *length, struct str *out)
{
	append_lower(incident_label(incident, length->from), out);
	str_append_text(out, " to ");
	append_lower(incident_label(incident, length->to), out);
}

/* "≈40 min": large figures have no room for the space. */
static void join_about(struct str *value)
{
	static const char about[] = "\xE2\x89\x88 ";

	if (value->len >= sizeof about - 1 && memcmp(value->data, about, sizeof about - 1) == 0)
		str_splice(value, sizeof about - 2, 1, "", 0);
}

void figures_write_span(const struct span *span, struct str *out)
{
	enum { HOUR = 3600, DAYS_FROM = 48 * HOUR };
	struct span rounded = *span;

	if (rounded.seconds >= DAYS_FROM)
		rounded.seconds -= rounded.seconds % HOUR;
	span_format(&rounded, out);
}

/* "at least 3 h so far"; of what is known only about, nothing is certain: "≈ 3 h so far". */
static void write_so_far(const struct span *span, struct str *out)
{
	struct span known = *span;

	if (span->is_about && span->seconds == 0) /* since some time today */
		return;
	known.kind = span->is_about ? SPAN_ABOUT : SPAN_EXACT;
	str_append_text(out, span->is_about ? "" : "at least ");
	figures_write_span(&known, out);
	str_append_text(out, " so far");
}

static void write_length(const struct incident *incident, const struct length *length,
	const struct span *span, struct figure *out)
{
	if (span->kind == SPAN_ONGOING) {
		str_append_text(&out->value, "ongoing");
		write_so_far(span, &out->note);
	} else if (span->kind == SPAN_NONE && incident->is_ongoing) {
		str_append_text(&out->value, "not yet");
		write_ends(incident, length, &out->note);
	} else if (span->kind == SPAN_NONE) {
		str_append_text(&out->value, NOTHING);
		str_append_text(&out->note, "not known yet");
	} else {
		figures_write_span(span, &out->value);
		join_about(&out->value);
		write_ends(incident, length, &out->note);
	}
}

static bool may_show_both(const struct incident *incident, const struct length *length)
{
	const struct form *form = incident->plan->document->form;
	const enum milestone ends[] = {length->from, length->to};

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		unsigned field = milestone_field(form, ends[i]);

		if (field == FORM_NONE ||
			!report_plan_may_show(&form->fields[field], incident->plan->options))
			return false;
	}
	return true;
}

static bool make_length(
	const struct incident *incident, const struct length *length, struct figure *out)
{
	const struct report_plan *plan = incident->plan;
	struct span span;

	if (!may_show_both(incident, length))
		return false;
	span_between(&span, &incident->moments[length->from], &incident->moments[length->to],
		&plan->zone, plan->options->now);
	out->phase = length->phase;
	write_label(plan->document->form, length, &out->label);
	write_length(incident, length, &span, out);
	return true;
}

bool figures_make_duration(const struct incident *incident, struct figure *out)
{
	return make_length(incident, &lengths[0], out);
}

static bool make_affected(const struct report_plan *plan, struct figure *out)
{
	unsigned field = form_find_role(plan->document->form, ROLE_AFFECTED);

	if (field == FORM_NONE ||
		!report_plan_may_show(report_plan_field(plan, field), plan->options))
		return false;
	str_append_text(&out->label, report_plan_field(plan, field)->label);
	report_plan_show_field(plan, field, TIME_ISO, &out->value);
	if (out->value.len == 0) {
		str_append_text(&out->value, NOTHING);
		str_append_text(&out->note, "not known yet");
	} else if (kind_info(report_plan_field(plan, field)->kind)->is_share) {
		str_append_text(&out->note, "of users");
	}
	return true;
}

bool task_counts_find(const struct report_plan *plan, struct task_counts *counts)
{
	unsigned tasks = form_find_role(plan->document->form, ROLE_TASKS);
	const struct form_field *field;
	struct row_layout layout;

	*counts = (struct task_counts){0};
	if (tasks == FORM_NONE)
		return false;
	field = report_plan_field(plan, tasks);
	if (!report_plan_may_show(field, plan->options) || !report_plan_tells_open(plan, field))
		return false;
	row_layout_init(&layout, field, plan->options);
	for (size_t i = 0; i < plan->document->tables[tasks].n; i++) {
		const struct row *row = &plan->document->tables[tasks].items[i];

		if (row_is_blank(row, &layout))
			continue;
		counts->all++;
		counts->open += !task_is_closed(field, row);
		counts->overdue += report_plan_is_late(plan, field, row);
	}
	row_layout_release(&layout);
	return true;
}

static bool make_tasks(const struct report_plan *plan, struct figure *out)
{
	struct task_counts counts;

	if (!task_counts_find(plan, &counts))
		return false;
	str_append_text(&out->label, "Open tasks");
	if (counts.all == 0) {
		str_append_text(&out->value, NOTHING);
		str_append_text(&out->note, "none written yet");
		return true;
	}
	str_appendf(&out->value, "%zu of %zu", counts.open, counts.all);
	if (counts.open == 0)
		str_append_text(&out->note, "all done");
	if (counts.overdue > 0)
		str_appendf(&out->note, "%zu overdue", counts.overdue);
	if (counts.open > 0 && counts.open < counts.all)
		str_appendf(&out->note, "%s%zu done", counts.overdue > 0 ? ", " : "",
			counts.all - counts.open);
	out->is_bad = counts.overdue > 0;
	return true;
}

size_t figures_make(const struct incident *incident, struct figure out[FIGURES_MOST])
{
	size_t n = 0;

	memset(out, 0, FIGURES_MOST * sizeof *out);
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
		n += make_length(incident, &lengths[i], &out[n]);
	n += make_affected(incident->plan, &out[n]);
	n += make_tasks(incident->plan, &out[n]);
	return n;
}

void figure_release(struct figure *self)
{
	str_release(&self->label);
	str_release(&self->value);
	str_release(&self->note);
}
