/* The head of the HTML report: how bad, what, when, by whom, and the figures. */
#include "html_parts.h"

#include "figures.h"
#include "model/walk.h"
#include "text/grapheme.h"

#include <string.h>

/* Columns of a value that are written large, and on one line. */
enum { VALUE_LARGE = 11, VALUE_LINE = 15 };

/* ------------------------------------------------------------------- badges */

static unsigned shown_field(const struct report_plan *plan, enum role role)
{
	unsigned field = form_find_role(plan->document->form, role);

	return field != FORM_NONE &&
			       report_plan_may_show(report_plan_field(plan, field), plan->options)
		       ? field
		       : FORM_NONE;
}

/* The first choice of a severity is the worst, the second is bad. */
static const char *severity_class(const struct form_field *field, const char *value)
{
	static const char *const classes[] = {" worst", " bad"};

	for (size_t i = 0; i < field->n_choices && i < 2; i++)
		if (strcmp(field->choices[i], value) == 0)
			return classes[i];
	return "";
}

void html_write_badge(
	const struct report_plan *plan, enum role role, const char *name, struct str *out)
{
	unsigned field = shown_field(plan, role);
	struct str value = {0};

	if (field == FORM_NONE)
		return;
	report_plan_show_field(plan, field, TIME_ISO, &value);
	if (value.len > 0) {
		str_appendf(out, "<span class=\"badge %s%s\">", name,
			role == ROLE_SEVERITY
				? severity_class(report_plan_field(plan, field), str_text(&value))
				: "");
		html_escape(slice_of(&value), out);
		str_append_text(out, "</span>\n");
	}
	str_release(&value);
}

void html_write_services(const struct report_plan *plan, struct str *out)
{
	unsigned field = shown_field(plan, ROLE_SERVICES);
	struct str item = {0};
	bool is_first = true;

	if (field == FORM_NONE)
		return;
	for (size_t at = 0; list_next(&plan->document->values[field].text, &at, &item);
		is_first = false) {
		str_append_text(
			out, is_first ? "<span class=\"services\"><bdi>" : " \xC2\xB7 <bdi>");
		html_escape(slice_trim(slice_of(&item)), out);
		str_append_text(out, "</bdi>");
	}
	if (!is_first)
		str_append_text(out, "</span>\n");
	str_release(&item);
}

static void write_badges(const struct report_plan *plan, struct str *out)
{
	size_t from = out->len;
	const char *open = "<p class=\"badges sans\">\n";

	str_append_text(out, open);
	html_write_badge(plan, ROLE_SEVERITY, "severity", out);
	html_write_badge(plan, ROLE_STATUS, "status", out);
	html_write_services(plan, out);
	if (out->len == from + strlen(open))
		str_splice(out, from, strlen(open), "", 0);
	else
		str_append_text(out, "</p>\n");
}

/* ------------------------------------------------------------------- byline */

static void write_authors(const struct report_plan *plan, struct str *out)
{
	struct str item = {0};
	size_t at = 0;

	if (plan->authors == FORM_NONE)
		return;
	const struct str *authors = &plan->document->values[plan->authors].text;

	for (bool is_first = true; list_next(authors, &at, &item); is_first = false) {
		size_t rest = at;
		struct str next = {0};
		bool is_last = !list_next(authors, &rest, &next);

		str_append_text(out, is_first ? "By <bdi>" : is_last ? " and <bdi>" : ", <bdi>");
		html_escape(slice_trim(slice_of(&item)), out);
		str_append_text(out, "</bdi>");
		str_release(&next);
	}
	str_release(&item);
}

static void write_byline(const struct incident *incident, struct str *out)
{
	struct str span = {0};
	struct str when = {0};
	struct str who = {0};

	incident_write_when(incident, &span);
	html_escape(slice_of(&span), &when);
	write_authors(incident->plan, &who);
	if (when.len > 0 || who.len > 0)
		str_appendf(out, "<p class=\"byline sans\">%s%s%s</p>\n", str_text(&when),
			when.len > 0 && who.len > 0 ? "<br>\n" : "", str_text(&who));
	str_release(&span);
	str_release(&when);
	str_release(&who);
}

/* ------------------------------------------------------------------ figures */

static const char *size_class(const struct str *value)
{
	unsigned width = grapheme_width(str_text(value), value->len);

	return width <= VALUE_LARGE ? "" : width <= VALUE_LINE ? " less" : " long";
}

static void write_figure(const struct figure *figure, struct str *out)
{
	str_append_text(out, "<div><dt>");
	if (figure->phase != PHASE_NONE)
		str_appendf(out, "<span class=\"swatch p%d\"></span>", (int)figure->phase);
	html_escape(slice_of(&figure->label), out);
	str_appendf(out, "</dt>\n<dd class=\"value%s\">", size_class(&figure->value));
	/* A long one has lines, which end between words. */
	if (grapheme_width(str_text(&figure->value), figure->value.len) > VALUE_LINE)
		html_escape(slice_of(&figure->value), out);
	else
		html_escape_whole(slice_of(&figure->value), out);
	str_append_text(out, "</dd>\n");
	if (figure->note.len > 0) {
		str_append_text(
			out, figure->is_bad ? "<dd class=\"note late\">" : "<dd class=\"note\">");
		html_escape(slice_of(&figure->note), out);
		str_append_text(out, "</dd>");
	}
	str_append_text(out, "</div>\n");
}

static void write_figures(const struct incident *incident, struct str *out)
{
	struct figure figures[FIGURES_MOST];
	size_t n = figures_make(incident, figures);

	if (n > 0)
		str_append_text(out, "<dl class=\"figures sans\">\n");
	for (size_t i = 0; i < n; i++) {
		write_figure(&figures[i], out);
		figure_release(&figures[i]);
	}
	if (n > 0)
		str_append_text(out, "</dl>\n");
}

/* ---------------------------------------------------------------- the whole */

/* Balances the lines where the engine does not: .53 em is the mean width of a letter. */
static void write_title(const struct report_plan *plan, struct str *out)
{
	struct str title = {0};

	report_plan_write_title(plan, &title);
	size_t n = grapheme_width(str_text(&title), title.len);
	size_t lines = (n + 41) / 42;

	str_append_text(out, "<h1");
	html_write_direction(slice_of(&title), out);
	if (lines > 1)
		str_appendf(
			out, " style=\"max-width:%.1fem\"", ((double)n / (double)lines + 4) * .53);
	str_append_char(out, '>');
	html_escape(slice_of(&title), out);
	str_append_text(out, "</h1>\n");
	str_release(&title);
}

void html_write_head(const struct incident *incident, struct str *out)
{
	str_append_text(out, "<header>\n");
	write_badges(incident->plan, out);
	write_title(incident->plan, out);
	write_byline(incident, out);
	write_figures(incident, out);
	html_write_picture(incident, out);
	str_append_text(out, "</header>\n");
}
