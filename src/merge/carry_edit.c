/* Edits of the merged file: recorded in any order, applied in the order of the file. */
#include "carry.h"

#include "base/mem.h"

#include <stdlib.h>

struct str *carry_edit(struct carry *self, enum carry_kind kind, size_t at, size_t removed)
{
	self->edits = mem_grow(self->edits, &self->cap, self->n + 1, sizeof(*self->edits));
	struct carry_edit *edit = &self->edits[self->n];

	*edit = (struct carry_edit){.at = at, .removed = removed, .kind = kind, .order = self->n};
	self->n++;
	return &edit->text;
}

struct str *carry_behind(struct carry *self, uint32_t left)
{
	return carry_edit(self, CARRY_KEY, unit_last_end(&self->merged, left), 0);
}

static int compare_edits(const void *left, const void *right)
{
	const struct carry_edit *a = left;
	const struct carry_edit *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* A last line without a newline gets one before lines are added after it. */
static void end_line(const struct carry *self, const struct carry_edit *edit, struct str *out)
{
	if (edit->at == self->merged.tree->source.len && edit->kind != CARRY_TAIL &&
		out->data[out->len - 1] != '\n')
		str_append_text(out, self->merged.tree->newline);
}

bool carry_write(struct carry *self, struct str *out)
{
	const struct str *source = &self->merged.tree->source;
	size_t done = 0;

	if (self->n == 0)
		return true;
	qsort(self->edits, self->n, sizeof(*self->edits), compare_edits);
	for (size_t i = 0; i < self->n; i++) {
		const struct carry_edit *edit = &self->edits[i];

		if (edit->at < done)
			return false;
		str_append(out, source->data + done, edit->at - done);
		end_line(self, edit, out);
		str_append(out, str_text(&edit->text), edit->text.len);
		done = edit->at + edit->removed;
	}
	str_append(out, source->data + done, source->len - done);
	return true;
}
