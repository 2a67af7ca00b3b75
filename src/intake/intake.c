/* The table of importers. */
#include "internal.h"

#include <strings.h>

static const struct importer importers[] = {
	{
		.name = "text",
		.about = "plain text with the headings and questions of the form",
		.run = text_import,
	},
};

const struct importer *intake_importers(size_t *n)
{
	*n = sizeof importers / sizeof importers[0];
	return importers;
}

const struct importer *intake_importer_find(const char *name)
{
	for (size_t i = 0; i < sizeof importers / sizeof importers[0]; i++)
		if (strcasecmp(importers[i].name, name) == 0)
			return &importers[i];
	return NULL;
}
