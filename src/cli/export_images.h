/* The images of one document for its reports, and what is to be said of those that were refused. */
#ifndef AFTERWORD_CLI_EXPORT_IMAGES_H
#define AFTERWORD_CLI_EXPORT_IMAGES_H

#include "internal.h"
#include "report/report.h"

struct export_images {
	struct image_source source; /* for the options of a report; first */
	struct io io;
	const char *document; /* its path */
	struct str folder;
	size_t total; /* bytes in this report */
	struct str said;
};

void export_images_init(struct export_images *self, struct io io, const char *document);
/* Appends a line for each image that is not in a report, once. Returns how many there are. */
size_t export_images_finish(struct export_images *self, struct str *lines);

#endif
