/* A log or a chat copy that is looked at before its rows are added to the timeline. */
#include "session/log_paste.h"

#include "internal.h"

#include "base/mem.h"
#include "model/walk.h"

#include <stdlib.h>
#include <string.h>

bool log_paste_init(
	struct log_paste *self, const struct session *session, struct slice text, struct err *err)
{
	const struct document *document = session_document(session);

	*self = (struct log_paste){0};
	if (!timeline_find(&self->timeline, document->form, err) ||
		!log_read(&self->log, text, NULL, err))
		return false;
	self->ticks = mem_zalloc(self->log.n + 1, sizeof *self->ticks);
	document_zone(document, &self->zone);
	self->dating.captured = session_seconds(session);
	log_find_start(document, &self->dating.start);
	log_paste_date(self, session);
	return true;
}

void log_paste_release(struct log_paste *self)
{
	log_release(&self->log);
	free(self->ticks);
	*self = (struct log_paste){0};
}

void log_paste_date(struct log_paste *self, const struct session *session)
{
	self->dating.zone = &self->zone;
	log_date(&self->log, &self->dating);
	log_find_duplicates(&self->log, &self->timeline, session_document(session));
}

bool log_paste_takes(const struct log_paste *self, size_t nth)
{
	return self->ticks[nth] == TICK_BY_RULE ? self->log.entries[nth].rule == LOG_TAKEN
						: self->ticks[nth] == TICK_TAKE;
}

size_t log_paste_count(const struct log_paste *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->log.n; i++)
		n += log_paste_takes(self, i);
	return n;
}

/* --- adding --- */

static void new_id(struct session *self, const struct log_paste *paste, char id[ID_SIZE])
{
	do
		id_source_next(&self->ids, id);
	while (document_row_index(session_document(self), paste->timeline.field, id) != SIZE_MAX);
}

/* The ops, in the order of time, so that each place counts those that were added before it. */
static void make_rows(struct session *self, const struct log_paste *paste, const size_t *entries,
	size_t n, struct ops *ops)
{
	const struct document *document = session_document(self);
	size_t least = 0;

	for (size_t i = 0; i < n; i++) {
		struct op *op = ops_add(ops);
		struct str time = {0};
		char id[ID_SIZE];
		size_t place;

		new_id(self, paste, id);
		log_append_time(&paste->log.entries[entries[i]], &time);
		place = timeline_place(&paste->timeline, document, str_text(&time));
		least = place > least ? place : least;
		document_op_insert(document, paste->timeline.field, least + i, id, op);
		log_fill_cells(&paste->log.entries[entries[i]], &paste->timeline, document->form,
			op->cells);
		str_release(&time);
	}
}

size_t log_paste_add(const struct log_paste *self, struct session *session)
{
	bool *is_wanted = mem_zalloc(self->log.n + 1, sizeof *is_wanted);
	struct ops ops = {0};
	size_t *entries;
	size_t n;

	for (size_t i = 0; i < self->log.n; i++)
		is_wanted[i] = log_paste_takes(self, i);
	entries = log_sort(&self->log, is_wanted, &n);
	make_rows(session, self, entries, n, &ops);
	if (n > 0 && !editor_apply(session->editor, &ops))
		n = 0;
	ops_release(&ops);
	free(entries);
	free(is_wanted);
	return n;
}
