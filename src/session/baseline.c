/*
 * The document as it was opened, to say what the user has changed since, and to revert it.
 * Its bytes are in the journal's base; only a session without a journal keeps them
 * itself, from the first save on.
 *
 * What others change meanwhile is not the user's to revert. It is applied to the opened
 * document too, so that a comparison does not show it.
 */
#include "internal.h"

#include "base/mem.h"
#include "merge/merge.h"

#include <stdlib.h>
#include <string.h>

const struct str *baseline_bytes(const struct session *self)
{
	const struct str *base = autosave_journal_base(self->autosave);

	if (self->baseline.bytes.len > 0)
		return &self->baseline.bytes;
	return base != NULL ? base : session_base(self);
}

void baseline_keep(struct session *self)
{
	const struct str *bytes = baseline_bytes(self);

	if (self->baseline.bytes.len == 0)
		str_append(&self->baseline.bytes, str_text(bytes), bytes->len);
}

bool baseline_load(const struct session *self, struct document *opened, struct err *err)
{
	return document_parse(opened, self->form, baseline_bytes(self), err);
}

/* Theirs wins where it meets ours, because our words are already gone from there. */
static void take_theirs(
	struct document *opening, const struct document *theirs, const struct place *place)
{
	const struct value *merged = document_value(opening, place);
	const struct value *value = document_value(theirs, place);
	struct conflict conflict;
	struct op op = {0};

	if (!merged || !value ||
		!conflict_find(str_text(&merged->text), merged->text.len, 0, &conflict))
		return;
	document_op_set(opening, place, str_text(&value->text), value->text.len, &op);
	document_apply(opening, &op, NULL);
	op_release(&op);
}

/* The saver's thread has read it with what it found, unless that was found by a save. */
static struct document *take_opening(struct session *self, struct file_probe *look)
{
	struct document *opening = look->opening;

	look->opening = NULL;
	if (opening)
		return opening;
	opening = mem_zalloc(1, sizeof(*opening));
	if (baseline_load(self, opening, NULL))
		return opening;
	free(opening);
	return NULL;
}

void baseline_follow(struct session *self, struct file_probe *look)
{
	struct document *opening = self->baseline.document;
	struct ops ops = {0};

	if (!opening)
		opening = self->baseline.document = take_opening(self, look);
	if (!opening)
		return;
	merge_documents(&look->base, opening, &look->theirs, NULL, &ops);
	size_t n = document_apply_all(opening, ops.items, ops.n, NULL);

	for (size_t i = 0; i < n; i++)
		take_theirs(opening, &look->theirs, &ops.items[i].place);
	ops_release(&ops);
}

void baseline_release(struct baseline *self)
{
	str_release(&self->bytes);
	if (self->document)
		document_release(self->document);
	free(self->document);
}

const struct document *baseline_find(struct session *self, struct document *scratch)
{
	struct err err = {0};

	if (self->baseline.document)
		return self->baseline.document;
	if (baseline_load(self, scratch, &err))
		return scratch;
	session_say(self, MESSAGE_ERROR, "The text as opened cannot be read: %s", err.message);
	return NULL;
}
