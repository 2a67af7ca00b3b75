/* The page that lists reports, in the style of the reports; see report/index.h. */
#include "report/index.h"

#include "base/mem.h"
#include "figures.h"
#include "html_parts.h"

#include <stdlib.h>
#include <string.h>

/* Below 50 rem each row becomes a card, with the names of its figures. */
static const char style[] =
	".index{margin:1.8rem 0 0;width:100%;max-width:100%}\n"
	".index tbody th,.index tbody td{padding:.6rem .8rem .6rem 0;border-top:1px solid;"
	"border-color:var(--hair)}\n"
	".index .date,.index .figure{font-variant-numeric:tabular-nums}\n"
	".index th>a{font-weight:600}\n"
	".index .services{margin-left:0}\n"
	".index .badge{margin-right:0;font-size:.8125rem}\n"
	".index small{display:block;font-size:.8125rem;color:var(--mute)}\n"
	".index .late{white-space:nowrap}\n"
	".index small.late{color:var(--bad)}\n"
	"#gaps{padding-left:0}#gaps h2{margin-left:0}\n"
	"@media screen and (max-width:50rem){.index table,.index tbody,.index tr,.index td,"
	".index tbody th{display:block;width:auto}.index thead{display:none}"
	".index tbody tr{padding:.7rem 0;border-top:1px solid;border-color:var(--hair)}"
	".index tbody th,.index tbody td{padding:0;border-top:0}"
	".index tbody th{margin-bottom:.3rem}"
	".index td:empty{display:none}"
	".index .mark,.index .figure{display:inline-block;margin-right:.8rem}"
	".index .duration::before{content:\"Duration: \"}.index .open::before{content:\"Open tasks: \"}"
	".index small{display:inline;margin-left:.3rem}}\n";

/* ---------------------------------------------------------------------- one row */

/* The first moment that is known. */
static const struct when *find_beginning(const struct incident *incident)
{
	for (unsigned i = MILESTONE_START; i < N_MILESTONES; i++)
		if (incident->moments[i].kind == WHEN_INSTANT ||
			incident->moments[i].kind == WHEN_DATE)
			return &incident->moments[i];
	for (size_t i = 0; i < incident->n_entries; i++)
		if (incident->entries[i].when.kind == WHEN_INSTANT ||
			incident->entries[i].when.kind == WHEN_DATE)
			return &incident->entries[i].when;
	return NULL;
}

static void write_date(const struct report_plan *plan, const struct when *when, struct str *out)
{
	struct civil civil;
	struct str date = {0};

	str_append_text(out, "<td class=\"date\">");
	if (when && when_civil(when, &plan->zone, &civil)) {
		date_write(&civil, DATE_SHORT, &date);
		html_escape_whole(slice_of(&date), out);
	}
	str_append_text(out, "</td>\n");
	str_release(&date);
}

/* RFC 3986 2.3: all but the unreserved characters and the slash are escaped, so that no part of a
 * name is a scheme, a query or an attribute. */
static void write_address(const char *path, struct str *out)
{
	for (; *path; path++) {
		if (ascii_is_letter(*path) || ascii_is_digit(*path) ||
			ascii_is_one_of(*path, "-._~/"))
			str_append_char(out, *path);
		else
			str_appendf(out, "%%%02X", (unsigned)(unsigned char)*path);
	}
}

static void write_link(const struct index_link *link, struct slice text, struct str *out)
{
	str_append_text(out, "<a href=\"");
	write_address(link->path, out);
	str_append_text(out, "\">");
	html_escape(text, out);
	str_append_text(out, "</a>");
}

static void write_sub(
	const struct report_plan *plan, const struct index_link *links, size_t n, struct str *out)
{
	struct str sub = {0};

	html_write_services(plan, &sub);
	for (size_t i = 1; i < n; i++) {
		str_append_text(&sub, sub.len > 0 ? " \xC2\xB7 " : "");
		write_link(&links[i], slice_of_text(links[i].name), &sub);
	}
	if (plan->options->problem)
		str_appendf(&sub, "%s<span class=\"late\">has a problem</span>",
			sub.len > 0 ? " \xC2\xB7 " : "");
	if (sub.len > 0)
		str_appendf(out, "\n<div class=\"sub\">%s</div>", str_text(&sub));
	str_release(&sub);
}

static void write_mark(
	const struct report_plan *plan, enum role role, const char *name, struct str *out)
{
	str_append_text(out, "<td class=\"mark\">");
	html_write_badge(plan, role, name, out);
	str_append_text(out, "</td>\n");
}

static void write_duration(const struct incident *incident, struct str *out)
{
	const struct when *start = &incident->moments[MILESTONE_START];
	bool is_running =
		incident->is_ongoing && (start->kind == WHEN_INSTANT || start->kind == WHEN_DATE);
	struct figure figure = {0};

	str_append_text(out, "<td class=\"figure duration\">");
	if (figures_make_duration(incident, &figure)) {
		html_escape_whole(slice_of(&figure.value), out);
		if (is_running) {
			str_append_text(out, "<small>");
			html_escape(slice_of(&figure.note), out);
			str_append_text(out, "</small>");
		}
	}
	str_append_text(out, "</td>\n");
	figure_release(&figure);
}

static void write_tasks(const struct report_plan *plan, struct str *out)
{
	struct task_counts counts;

	str_append_text(out, "<td class=\"figure open\">");
	if (task_counts_find(plan, &counts) && counts.all > 0) {
		str_appendf(out, "%zu of %zu", counts.open, counts.all);
		if (counts.overdue > 0)
			str_appendf(
				out, "<small class=\"late\">%zu overdue</small>", counts.overdue);
	}
	str_append_text(out, "</td>");
}

/* One without a title is told apart by its name. */
static void write_title(
	const struct report_plan *plan, const struct index_link *link, struct str *out)
{
	const char *dot = strrchr(link->path, '.');

	report_plan_write_title(plan, out);
	if (plan->title == FORM_NONE)
		str_appendf(out, " (%.*s)",
			(int)(dot ? (size_t)(dot - link->path) : strlen(link->path)), link->path);
}

void index_row_init(struct index_row *self, const struct document *document,
	const struct report_options *options, const struct index_link *links, size_t n)
{
	struct report_source source;
	struct report_plan plan;
	struct incident incident;
	struct str *out = &self->html;

	*self = (struct index_row){.began = INT64_MIN};
	report_source_init(&source, document, options);
	report_plan_init_head(&plan, source.document, options);
	incident_init(&incident, &plan);
	write_title(&plan, &links[0], &self->title);
	const struct when *when = find_beginning(&incident);

	if (when)
		self->began = when_begin(when, &plan.zone);
	str_append_text(out, "<tr>");
	write_date(&plan, when, out);
	str_append_text(out, "<th scope=\"row\"");
	html_write_direction(slice_of(&self->title), out);
	str_append_char(out, '>');
	write_link(&links[0], slice_of(&self->title), out);
	write_sub(&plan, links, n, out);
	str_append_text(out, "</th>\n");
	write_mark(&plan, ROLE_SEVERITY, "severity", out);
	write_mark(&plan, ROLE_STATUS, "status", out);
	write_duration(&incident, out);
	write_tasks(&plan, out);
	str_append_text(out, "</tr>\n");
	incident_release(&incident);
	report_plan_release(&plan);
	report_source_release(&source);
}

void index_row_release(struct index_row *self)
{
	str_release(&self->title);
	str_release(&self->html);
}

/* ------------------------------------------------------------------------ the page */

static int compare_rows(const void *a, const void *b)
{
	const struct index_row *one = *(const struct index_row *const *)a;
	const struct index_row *other = *(const struct index_row *const *)b;
	int by_title = strcmp(str_text(&one->title), str_text(&other->title));

	if (one->began != other->began)
		return one->began < other->began ? 1 : -1;
	/* They are in one array, in the order of the documents. */
	return by_title != 0 ? by_title : one < other ? -1 : one > other;
}

static void write_rows(const struct index_row *rows, size_t n, struct str *out)
{
	const struct index_row **sorted = mem_zalloc(n + 1, sizeof(const struct index_row *));

	for (size_t i = 0; i < n; i++)
		sorted[i] = &rows[i];
	if (n > 0)
		qsort(sorted, n, sizeof(const struct index_row *), compare_rows);
	for (size_t i = 0; i < n; i++)
		str_append(out, sorted[i]->html.data, sorted[i]->html.len);
	free(sorted);
}

static void write_table(const struct index_row *rows, size_t n, struct str *out)
{
	static const struct {
		const char *name, *width;
	} heads[] = {{"Date", "7.25rem"}, {"Incident", NULL}, {"Severity", "5.5rem"},
		{"Status", "6rem"}, {"Duration", "7.5rem"}, {"Open tasks", "6rem"}};

	str_append_text(out,
		"<div class=\"table rows index\">\n<table aria-label=\"Reports\">\n<thead><tr>");
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
		str_append_text(out, "<th scope=\"col\"");
		if (heads[i].width)
			str_appendf(out, " style=\"width:%s\"", heads[i].width);
		str_appendf(out, ">%s</th>", heads[i].name);
	}
	str_append_text(out, "</tr></thead>\n<tbody>\n");
	write_rows(rows, n, out);
	str_append_text(out, "</tbody>\n</table>\n</div>\n");
}

static void write_gaps(const struct index_gap *gaps, size_t n, struct str *out)
{
	str_append_text(out, "<section id=\"gaps\" aria-labelledby=\"head-gaps\">\n"
			     "<h2 id=\"head-gaps\">Without a report</h2>\n"
			     "<div class=\"answer\">\n<ul>\n");
	for (size_t i = 0; i < n; i++) {
		str_append_text(out, "<li><bdi>");
		html_escape_text(gaps[i].name, out);
		str_append_text(out, "</bdi>");
		if (gaps[i].reason[0]) {
			str_append_text(out, ": ");
			html_escape_text(gaps[i].reason, out);
		}
		str_append_text(out, "</li>\n");
	}
	str_append_text(out, "</ul>\n</div>\n</section>\n");
}

void index_write(const struct index_row *rows, size_t n, const struct index_gap *gaps,
	size_t n_gaps, struct str *out)
{
	static const char title[] = "Incident reports";

	html_write_head_element(
		&(struct html_head){
			.title = slice_of_text(title), .style = style, .language = "en"},
		out);
	str_appendf(out,
		"<body>\n<main id=\"report\">\n<header>\n<h1>%s</h1>\n"
		"<p class=\"byline sans\">%zu report%s</p>\n</header>\n",
		title, n, n == 1 ? "" : "s, newest first");
	if (n > 0)
		write_table(rows, n, out);
	if (n_gaps > 0)
		write_gaps(gaps, n_gaps, out);
	html_write_footer(out);
}
