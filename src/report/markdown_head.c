/* The head of the Markdown report: what, how bad, when, by whom, and the figures. */
#include "markdown_parts.h"

#include "figures.h"
#include "outline.h"

#include <string.h>

static void write_title(const struct report_plan *plan, struct str *out)
{
	struct str title = {0};

	report_plan_write_title(plan, &title);
	str_append_text(out, "# ");
	markdown_line(str_text(&title), title.len, out);
	str_append_char(out, '\n');
	str_release(&title);
}

static void write_words(const char *text, struct str *out)
{
	size_t len = strlen(text);

	markdown_line(text, len > 0 && text[len - 1] == ':' ? len - 1 : len, out);
}

/* -------------------------------------------------------------------- badges */

static bool has_value(const struct report_plan *plan, unsigned field)
{
	return field != FORM_NONE &&
	       report_plan_may_show(report_plan_field(plan, field), plan->options) &&
	       slice_trim(slice_of(&plan->document->values[field].text)).len > 0;
}

/* "Severity: **sev2** · Status: **draft** · Services: **search, index-builder**" */
static void write_badges(const struct report_plan *plan, struct str *out)
{
	static const enum role roles[] = {ROLE_SEVERITY, ROLE_STATUS, ROLE_SERVICES};
	struct str value = {0};
	bool is_first = true;

	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
		unsigned field = form_find_role(plan->document->form, roles[i]);

		if (!has_value(plan, field))
			continue;
		str_append_text(out, is_first ? "\n" : " \xC2\xB7 ");
		is_first = false;
		write_words(report_plan_field(plan, field)->label, out);
		str_append_text(out, ": **");
		str_clear(&value);
		report_plan_show_field(plan, field, TIME_ISO, &value);
		markdown_line(str_text(&value), value.len, out);
		str_append_text(out, "**");
	}
	if (!is_first)
		str_append_char(out, '\n');
	str_release(&value);
}

/* -------------------------------------------------------------------- byline */

static void write_byline(const struct incident *incident, struct str *out)
{
	const struct report_plan *plan = incident->plan;
	struct str text = {0};

	incident_write_when(incident, &text);
	if (text.len > 0) {
		str_append_char(out, '\n');
		markdown_line_start(str_text(&text), text.len, out);
		str_append_char(out, '\n');
	}
	str_clear(&text);
	if (plan->authors != FORM_NONE)
		report_plan_show_field(plan, plan->authors, TIME_ISO, &text);
	if (text.len > 0) {
		str_append_text(out, "\nBy ");
		markdown_line(str_text(&text), text.len, out);
		str_append_char(out, '\n');
	}
	str_release(&text);
}

/* ------------------------------------------------------------------- figures */

static void write_figure_row(const struct figure *figures, size_t n,
	const struct str *(*part)(const struct figure *), const char *mark, struct str *out)
{
	str_append_char(out, '|');
	for (size_t i = 0; i < n; i++) {
		struct slice text = slice_trim(slice_of(part(&figures[i])));

		str_append_char(out, ' ');
		str_append_text(out, text.len > 0 ? mark : "");
		markdown_cell(text.data, text.len, out);
		str_append_text(out, text.len > 0 ? mark : "");
		str_append_text(out, " |");
	}
	str_append_char(out, '\n');
}

static const struct str *label_of(const struct figure *figure)
{
	return &figure->label;
}

static const struct str *value_of(const struct figure *figure)
{
	return &figure->value;
}

static const struct str *note_of(const struct figure *figure)
{
	return &figure->note;
}

static void write_figures(const struct incident *incident, struct str *out)
{
	struct figure figures[FIGURES_MOST];
	size_t n = figures_make(incident, figures);

	if (n > 0) {
		str_append_char(out, '\n');
		write_figure_row(figures, n, label_of, "", out);
		str_append_char(out, '|');
		for (size_t i = 0; i < n; i++)
			str_append_text(out, " --- |");
		str_append_char(out, '\n');
		write_figure_row(figures, n, value_of, "**", out);
		write_figure_row(figures, n, note_of, "", out);
	}
	for (size_t i = 0; i < n; i++)
		figure_release(&figures[i]);
}

/* --------------------------------------------------------------------- facts */

/* The moments, and what neither the lines above nor a page tells. */
static bool is_listed(const struct report_plan *plan, const struct report_plan_fact *fact)
{
	return milestone_of_field(report_plan_field(plan, fact->field)) != MILESTONE_NONE ||
	       (!fact->is_in_body && !outline_is_in_head(plan, fact->field));
}

static bool is_on_lines(const struct report_plan *plan, unsigned field)
{
	const struct str *text = &plan->document->values[field].text;

	return report_plan_field(plan, field)->kind != KIND_LIST &&
	       memchr(str_text(text), '\n', text->len);
}

static void write_fact(const struct report_plan *plan, unsigned field, struct str *out)
{
	struct str value = {0};

	str_append_text(out, "- ");
	write_words(report_plan_field(plan, field)->label, out);
	str_append_text(out, ": ");
	if (is_on_lines(plan, field) || kind_info(report_plan_field(plan, field)->kind)->is_prose) {
		markdown_prose_flat(slice_of(&plan->document->values[field].text), out);
	} else {
		report_plan_show_field(plan, field, TIME_ISO, &value);
		markdown_line(str_text(&value), value.len, out);
	}
	str_append_char(out, '\n');
	str_release(&value);
}

/* The zone is in the line that says when it was, if that is known and it is not the usual one. */
static bool lacks_zone(const struct incident *incident, unsigned zone)
{
	struct str when = {0};

	incident_write_when(incident, &when);
	bool lacks =
		has_value(incident->plan, zone) &&
		!strstr(str_text(&when), str_text(&incident->plan->document->values[zone].text));

	str_release(&when);
	return lacks;
}

static void write_facts(const struct incident *incident, struct str *out)
{
	const struct report_plan *plan = incident->plan;
	unsigned zone = form_find_role(plan->document->form, ROLE_ZONE);
	bool is_first = true;

	for (size_t i = 0; i < plan->n_facts; i++) {
		unsigned field = plan->facts[i].field;

		if (!is_listed(plan, &plan->facts[i]) &&
			!(field == zone && lacks_zone(incident, zone)))
			continue;
		str_append_text(out, is_first ? "\n" : "");
		is_first = false;
		write_fact(plan, field, out);
	}
}

void markdown_write_head(const struct incident *incident, struct str *out)
{
	write_title(incident->plan, out);
	write_badges(incident->plan, out);
	write_byline(incident, out);
	write_figures(incident, out);
	write_facts(incident, out);
}
