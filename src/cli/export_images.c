/* The images of one document; see export_images.h. */
#include "export_images.h"

#include "base/visible.h"
#include "store/image.h"
#include "store/path.h"

#include <string.h>

#define TOTAL_MAX_BYTES ((size_t)24 << 20)

static void refuse(struct export_images *self, const char *path, const char *why)
{
	struct str line = {0};

	str_append_text(&line, "afterword: ");
	visible_append(&line, self->document, strlen(self->document));
	str_append_text(&line, ": the image ");
	visible_append(&line, path, strlen(path));
	str_appendf(&line, " is not in the report: it %s\n", why);
	if (!strstr(str_text(&self->said), str_text(&line)))
		str_append(&self->said, line.data, line.len);
	str_release(&line);
}

static void refuse_address(struct image_source *source, const char *shown)
{
	refuse((struct export_images *)source, shown, "is not below the document's folder");
}

static bool load(
	struct image_source *source, const char *path, struct str *bytes, const char **type)
{
	struct export_images *self = (struct export_images *)source;
	struct err err = {0};

	if (!image_load(self->io, str_text(&self->folder), path, bytes, type, &err)) {
		refuse(self, path, err.message);
		return false;
	}
	if (self->total + bytes->len > TOTAL_MAX_BYTES) {
		refuse(self, path, "is one too many for a report of 24 MB of images");
		return false;
	}
	self->total += bytes->len;
	return true;
}

void export_images_init(struct export_images *self, struct io io, const char *document)
{
	*self = (struct export_images){
		.source = {load, refuse_address}, .io = io, .document = document};
	path_folder(document, &self->folder);
}

size_t export_images_finish(struct export_images *self, struct str *lines)
{
	size_t n = 0;

	for (size_t i = 0; i < self->said.len; i++)
		n += self->said.data[i] == '\n';
	str_append(lines, str_text(&self->said), self->said.len);
	str_release(&self->said);
	str_release(&self->folder);
	return n;
}
