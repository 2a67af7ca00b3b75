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
		.about = "GitHub-flavoured Markdown with tables for facts, timeline and tasks",
		.run = markdown_export,
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
