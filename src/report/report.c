/* The table of exporters. */
#include "internal.h"

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

const struct exporter *report_exporter_get(const char *name, struct err *err)
{
	enum { N = sizeof exporters / sizeof exporters[0] };
	const struct exporter *found = report_exporter_find(name);
	struct str names = {0};

	for (size_t i = 0; i < N; i++)
		str_appendf(&names, "%s%s",
			i == 0      ? ""
			: i + 1 < N ? ", "
				    : " and ",
			exporters[i].name);
	if (!found)
		err_set(err, ERR_VALUE, "the formats of reports are %s, not \"%s\"",
			str_text(&names), name);
	str_release(&names);
	return found;
}
