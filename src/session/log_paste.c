/* A log or a chat copy that is looked at before its rows are added to the timeline. */
#include "session/log_paste.h"

#include "internal.h"

#include "base/mem.h"
#include "model/walk.h"

#include <stdlib.h>
#include <string.h>

static void take_log(struct log_paste *self, const struct session *session, struct log *log)
{
	log_release(&self->log);
	free(self->ticks);
	self->log = *log;
	self->needs_captured = log_needs_captured(log);
	self->ticks = mem_zalloc(self->log.n + 1, sizeof *self->ticks);
	log_take_kinds(&self->log, &self->timeline, session_document(session)->form);
	log_paste_date(self, session);
}

bool log_paste_init(
	struct log_paste *self, const struct session *session, struct str *text, struct err *err)
{
	const struct document *document = session_document(session);
	struct log log;

	*self = (struct log_paste){0};
	if (!timeline_find(&self->timeline, document->form, err) ||
		!log_read_for(&log, slice_of(text), NULL, &self->timeline, document->form, err))
		return false;
	self->text = *text;
	*text = (struct str){0};
	document_zone(document, &self->zone);
	self->dating.captured = session_seconds(session);
	log_find_incident(document, &self->dating.start, &self->dating.end);
	take_log(self, session, &log);
	return true;
}

void log_paste_release(struct log_paste *self)
{
	log_release(&self->log);
	free(self->ticks);
	str_release(&self->text);
	*self = (struct log_paste){0};
}

bool log_paste_read_as(struct log_paste *self, const struct session *session,
	const struct log_format *format, struct err *err)
{
	struct log log;

	if (!log_read_for(&log, slice_of(&self->text), format, &self->timeline,
		    session_document(session)->form, err))
		return false;
	take_log(self, session, &log);
	return true;
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

bool log_paste_is_chosen(const struct log_paste *self)
{
	for (size_t i = 0; i < self->log.n; i++)
		if (self->ticks[i] != TICK_BY_RULE)
			return true;
	return false;
}

size_t log_paste_count(const struct log_paste *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->log.n; i++)
		n += log_paste_takes(self, i);
	return n;
}

/* --- adding --- */

/* The cursor on the first of them. */
static void go_to_first(const struct log_paste *self, struct session *session, const char *row)
{
	struct place place = {.field = self->timeline.field, .column = FORM_NONE};

	memcpy(place.row, row, ID_SIZE);
	editor_go(session->editor, &place);
	editor_note_cursor(session->editor);
}

/* Says so if the document has no room for all of them. */
static bool fits(
	const struct log_paste *self, struct session *session, const size_t *entries, size_t n)
{
	size_t fitting = log_count_fitting(
		&self->log, entries, n, &self->timeline, session_document(session));

	if (fitting == 0 && n > 0)
		session_say(session, MESSAGE_WARNING,
			"Nothing was added: a document holds %u MiB, and this one has no room "
			"for the first row",
			YAML_MAX_BYTES >> 20);
	else if (fitting < n)
		session_say(session, MESSAGE_WARNING,
			"Nothing was added: a document holds %u MiB, and of these %zu rows only "
			"the first %zu in time fit; untick the later ones",
			YAML_MAX_BYTES >> 20, n, fitting);
	return fitting == n;
}

size_t log_paste_add(const struct log_paste *self, struct session *session)
{
	bool *is_wanted = mem_zalloc(self->log.n + 1, sizeof *is_wanted);
	struct ops ops = {0};
	char first[ID_SIZE] = "";
	size_t *entries;
	size_t n;

	for (size_t i = 0; i < self->log.n; i++)
		is_wanted[i] = log_paste_takes(self, i);
	entries = log_sort(&self->log, is_wanted, &n);
	if (n > 0 && fits(self, session, entries, n)) {
		log_append_ops(&self->log, entries, n, &self->timeline, session_document(session),
			&session->ids, &ops);
		memcpy(first, ops.items[0].place.row, ID_SIZE);
	}
	if (ops.n == 0 || !editor_apply(session->editor, &ops))
		n = 0;
	else
		go_to_first(self, session, first);
	ops_release(&ops);
	free(entries);
	free(is_wanted);
	return n;
}
