/*
 * Marks come in ascending order, so one cursor that passes over the source once turns all of them
 * into byte offsets. In most sources they are the same.
 */
#include "mark_cursor.h"

#include "base/eight.h"
#include "internal.h"

static bool is_ascii(const struct str *source)
{
	const char *at = str_text(source);
	size_t left = source->len;
	for (; left >= 8 && eight_is_ascii(eight_at(at)); left -= 8)
		at += 8;
	for (; left > 0 && (*at & 0x80) == 0; left--)
		at++;
	return left == 0;
}

static void rewind_cursor(struct mark_cursor *self, const struct yaml_tree *tree)
{
	self->byte = tree->has_bom ? YAML_BOM_LEN : 0;
	self->index = 0;
}

void mark_cursor_init(struct mark_cursor *self, const struct yaml_tree *tree)
{
	rewind_cursor(self, tree);
	self->is_ascii = is_ascii(&tree->source);
}

void mark_cursor_seek(struct mark_cursor *self, const struct yaml_tree *tree, size_t index)
{
	const struct str *source = &tree->source;
	if (self->is_ascii) {
		self->byte = index < source->len ? index : source->len;
		return;
	}
	if (index < self->index)
		rewind_cursor(self, tree);
	while (self->index < index && self->byte < source->len) {
		bool is_run = source->len - self->byte >= 8 &&
			      eight_is_ascii(eight_at(source->data + self->byte));
		size_t most = is_run ? 8 : 1;
		size_t step = index - self->index < most ? index - self->index : most;
		self->byte += step;
		self->index += step;
		while (self->byte < source->len &&
			((unsigned char)source->data[self->byte] & 0xC0) == 0x80)
			self->byte++;
	}
}
