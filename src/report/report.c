/* The table of exporters. */
#include "internal.h"
#include "report_plan.h"

#include "base/slice.h"
#include "check/revealing.h"

#include <string.h>
#include <strings.h>

static const struct exporter exporters[] = {
	{
		.name = "text",
		.extension = "txt",
		.about = "plain text: headings, questions and answers, line by line",
		.run = text_export,
	},
	{
		.name = "markdown",
		.extension = "md",
		.about = "for GitHub and GitLab: figures, overview, tasks, timeline by day",
		.run = markdown_export,
	},
	{
		.name = "html",
		.extension = "html",
		.about = "a page to read, print and send: figures, chart, timeline, tasks",
		.run = html_export,
	},
	{
		.name = "pdf",
		.extension = "pdf",
		.about = "the same on paper, printed by WeasyPrint or Chromium",
		.is_printed = true,
		.run = html_export,
	},
	{
		.name = "json",
		.extension = "json",
		.about = "every value for scripts, with what is computed from the times",
		.run = json_export,
	},
	{
		.name = "timeline-csv",
		.extension = "timeline.csv",
		.about = "the timeline for spreadsheets, a line for each entry",
		.run = timeline_csv_export,
	},
	{
		.name = "tasks-csv",
		.extension = "tasks.csv",
		.about = "the tasks for spreadsheets",
		.run = tasks_csv_export,
	},
	{
		.name = "timeline-tsv",
		.extension = "timeline.tsv",
		.about = "the timeline for scripts, with tabs and no quotes",
		.run = timeline_tsv_export,
	},
	{
		.name = "tasks-tsv",
		.extension = "tasks.tsv",
		.about = "the tasks for scripts",
		.run = tasks_tsv_export,
	},
	{
		.name = "ics",
		.extension = "ics",
		.about = "due dates of open tasks, for calendars",
		.run = calendar_export,
	},
};

const struct exporter *report_exporters(size_t *n)
{
	*n = sizeof exporters / sizeof exporters[0];
	return exporters;
}

const struct exporter *report_exporter_find(const char *name)
{
	for (size_t i = 0; i < sizeof exporters / sizeof exporters[0]; i++)
		if (strcasecmp(exporters[i].name, name) == 0 ||
			strcasecmp(exporters[i].extension, name) == 0)
			return &exporters[i];
	return NULL;
}

bool report_write(const struct exporter *exporter, const struct document *document,
	const struct report_options *options, struct str *out, struct err *err)
{
	struct report_options whole = *options;
	struct report_source source;
	struct findings findings = {0};

	/* What is private must be known to find its words; the rules may quote it. */
	if (options->wants_findings && options->is_public)
		check_revealing(document, options->shows_authors, &findings);
	else if (options->wants_findings)
		check_document(document, STATUS_NEVER, options->now, &findings);
	findings_drop_review(&findings);
	whole.findings = options->wants_findings ? &findings : NULL;
	report_source_init(&source, document, options);
	bool done = exporter->run(source.document, &whole, out, err);

	report_source_release(&source);
	findings_release(&findings);
	return done;
}

static bool ends_with(struct slice text, const char *end)
{
	size_t len = strlen(end);

	return text.len >= len && slice_equal_fold(slice_from(text, text.len - len), end);
}

/* Is it "x.md" for "md"; for "tasks.csv" also just that? */
static bool has_extension(struct slice name, const char *extension)
{
	size_t len = strlen(extension);

	if (!ends_with(name, extension))
		return false;
	return name.len == len ? strchr(extension, '.') != NULL
			       : name.len > len + 1 && name.data[name.len - len - 1] == '.';
}

const struct exporter *report_exporter_of_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct slice name = slice_of_text(slash ? slash + 1 : path);
	const struct exporter *found = NULL;

	for (size_t i = 0; i < sizeof exporters / sizeof exporters[0]; i++)
		if (has_extension(name, exporters[i].name) ||
			(has_extension(name, exporters[i].extension) &&
				(!found ||
					strlen(exporters[i].extension) > strlen(found->extension))))
			found = &exporters[i];
	return found;
}

/* ------------------------------------------------------------------------ several */

_Static_assert(sizeof exporters / sizeof exporters[0] <= EXPORTERS_MOST, "a list holds them all");

bool exporter_list_has(const struct exporter_list *self, const struct exporter *exporter)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i] == exporter)
			return true;
	return false;
}

bool exporter_list_read(struct exporter_list *self, const char *names, struct str *unknown)
{
	const struct exporter *exporter;

	self->n = 0;
	do {
		size_t len = strcspn(names, ",");
		struct slice name = slice_trim((struct slice){names, len});

		str_set(unknown, name.data, name.len);
		exporter = report_exporter_find(str_text(unknown));
		if (exporter && !exporter_list_has(self, exporter))
			self->items[self->n++] = exporter;
		names += len;
	} while (exporter && *names++);
	return exporter != NULL;
}

bool exporter_list_get(struct exporter_list *self, const char *names, struct err *err)
{
	struct str unknown = {0};
	bool done = exporter_list_read(self, names, &unknown);

	if (!done)
		err_set(err, ERR_VALUE,
			"there is no report format \"%s\"; afterword help export lists them",
			str_text(&unknown));
	str_release(&unknown);
	return done;
}
