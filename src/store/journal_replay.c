/*
 * Replays a journal: starts from the bytes that the file last durably had, and applies
 * the ops after them.
 *
 * A row without an id in its file is named after its position ("~3"). A session keeps the
 * names it began with, but the saved bytes number the rows again; so the ops after a save
 * are translated to the names in its bytes. Replaying the ops before it shows what the
 * rows were called at that moment.
 *
 * An op that does not fit (its field is gone from the form) is skipped, and so are later
 * ones on that text, because they depend on it.
 */
#include "base/mem.h"
#include "journal_file.h"
#include "replay.h"
#include "store/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rename {
	unsigned field;
	char from[ROW_ID_SIZE];
	char to[ROW_ID_SIZE];
};

struct renames {
	struct rename *items;
	size_t n;
	size_t cap;
	bool is_needed;
};

bool document_parse_again(struct document *last, const struct form *form, const struct str *bytes,
	struct document *document, struct err *err)
{
	const struct str *known = &last->source.source;

	if (last->form != form || !str_equal(known, str_text(bytes), bytes->len)) {
		document_release(last);
		if (!document_parse(last, form, bytes, err))
			return false;
	}
	document_copy(document, last);
	return true;
}

/* The document that some bytes contain; an empty one if there are none. */
static bool open_bytes(struct document *last, struct document *document, const struct form *form,
	const struct str *bytes, struct err *err)
{
	if (bytes->len > 0)
		return document_parse_again(last, form, bytes, document, err);
	document_init_new(document, form);
	return true;
}

static void apply_renames(const struct renames *renames, struct op *op)
{
	char fresh[ROW_ID_SIZE];

	if (!renames->is_needed || op->place.row[0] != '~')
		return;
	for (size_t i = 0; i < renames->n; i++) {
		const struct rename *rename = &renames->items[i];

		if (rename->field == op->place.field && strcmp(rename->from, op->place.row) == 0) {
			strcpy(op->place.row, rename->to);
			return;
		}
	}
	/* Removed before the save and brought back after it: gets a name that no position has. */
	snprintf(
		fresh, sizeof(fresh), "~9%09lu", strtoul(op->place.row + 1, NULL, 10) % 1000000000);
	strcpy(op->place.row, fresh);
}

/* Places whose text differs from the session's. */
struct losses {
	struct place *places;
	size_t n;
	size_t cap;
	size_t count;      /* skipped ops */
	struct str *lines; /* where they are listed; NULL: not at all */
};

static bool is_lost(const struct losses *losses, const struct place *place)
{
	for (size_t i = 0; i < losses->n; i++)
		if (place_is_equal(&losses->places[i], place))
			return true;
	return false;
}

static void note_loss(struct losses *losses, const struct op *op, const char *bytes, size_t len)
{
	losses->count++;
	if (losses->lines && op_show_bytes(bytes, len, losses->lines))
		str_append_char(losses->lines, '\n');
	if (!op || is_lost(losses, &op->place))
		return;
	losses->places =
		mem_grow(losses->places, &losses->cap, losses->n + 1, sizeof(*losses->places));
	losses->places[losses->n++] = op->place;
}

/* Applies the ops that were collected up to the one at end, and empties them. Moves and insertions
 * in a row are applied at once. */
static void apply_some(const struct journal_view *view, struct ops *some, size_t end,
	struct document *document, struct losses *losses)
{
	size_t done = losses->n > 0 ? 0 : document_apply_all(document, some->items, some->n, NULL);

	for (; done < some->n; done++) {
		const struct journal_payload *at = &view->ops[end - some->n + done];
		const struct op *op = &some->items[done];

		if (is_lost(losses, &op->place) || !document_apply(document, op, NULL))
			note_loss(losses, op, view->bytes.data + at->offset, at->len);
	}
	for (size_t i = 0; i < some->n; i++)
		op_release(&some->items[i]);
	some->n = 0;
}

/* Applies ops from first up to but not including last, as far as they fit. */
static void apply_ops(const struct journal_view *view, size_t first, size_t last,
	const struct renames *renames, struct document *document, struct losses *losses)
{
	struct ops some = {0};

	for (size_t i = first; i < last; i++) {
		const char *bytes = view->bytes.data + view->ops[i].offset;
		struct op *op = ops_add(&some);

		if (!op_parse(op, document->form, bytes, view->ops[i].len, NULL)) {
			some.n--;
			apply_some(view, &some, i, document, losses);
			note_loss(losses, NULL, bytes, view->ops[i].len);
			continue;
		}
		apply_renames(renames, op);
		if (op->kind != OP_ROW_INSERT && op->kind != OP_ROW_MOVE)
			apply_some(view, &some, i + 1, document, losses);
	}
	apply_some(view, &some, last, document, losses);
	ops_release(&some);
}

static void add_renames(
	struct renames *renames, unsigned field, const struct rows *from, const struct rows *to)
{
	for (size_t i = 0; i < from->n && i < to->n; i++) {
		struct rename *rename;

		if (from->items[i].id[0] != '~')
			continue;
		renames->items = mem_grow(
			renames->items, &renames->cap, renames->n + 1, sizeof(*renames->items));
		rename = &renames->items[renames->n++];
		rename->field = field;
		strcpy(rename->from, from->items[i].id);
		strcpy(rename->to, to->items[i].id);
	}
}

/* Gives a place exactly the text that another document has there. */
static void carry_text(struct document *to, const struct place *place, const struct value *value)
{
	struct op op = {0};

	if (str_equal(&document_value(to, place)->text, str_text(&value->text), value->text.len))
		return;
	document_op_set(to, place, str_text(&value->text), value->text.len, &op);
	document_apply(to, &op, NULL);
	op_release(&op);
}

/*
 * The same values can have different texts: a list being typed has blank lines, a list
 * read from a file has none. The ops after the save refer to the typed ones.
 */
static void carry_texts(const struct document *session, struct document *recovered)
{
	const struct form *form = session->form;

	for (unsigned i = 0; i < form->n_fields; i++) {
		const struct rows *rows = &session->tables[i];
		struct place place = {.field = i};

		carry_text(recovered, &place, &session->values[i]);
		for (size_t row = 0; row < rows->n; row++) {
			strcpy(place.row, recovered->tables[i].items[row].id);
			for (unsigned j = 0; j < form->fields[i].n_columns; j++) {
				place.column = j;
				carry_text(recovered, &place, &rows->items[row].cells[j]);
			}
		}
	}
}

/* Brings recovered, read from the saved bytes, to the session's state at the save, and finds out
 * what the session called its rows. Does nothing if the session started over with these bytes. */
static void follow_session(struct document *last, const struct journal_view *view,
	struct document *recovered, struct renames *renames)
{
	struct document session = {0};
	struct losses losses = {0};

	if (!view->has_saved ||
		!open_bytes(last, &session, recovered->form, &view->header.base, NULL))
		return;
	apply_ops(view, 0, view->n_saved, &(struct renames){0}, &session, &losses);
	renames->is_needed = losses.count == 0 && document_holds_same(&session, recovered);
	free(losses.places);
	for (size_t i = 0; renames->is_needed && i < recovered->form->n_fields; i++)
		add_renames(renames, (unsigned)i, &session.tables[i], &recovered->tables[i]);
	if (renames->is_needed)
		carry_texts(&session, recovered);
	document_release(&session);
}

static bool replay_view(struct replay *self, const struct journal_view *view,
	const struct form *form, struct err *err)
{
	const struct str *bytes = view->has_saved ? &view->saved : &view->header.base;
	struct losses losses = {.lines = &self->lines};
	struct renames renames = {0};

	if (!open_bytes(&self->last, &self->base, form, bytes, err))
		return false;
	document_copy(&self->recovered, &self->base);
	follow_session(&self->last, view, &self->recovered, &renames);
	apply_ops(view, view->n_saved, view->n_ops, &renames, &self->recovered, &losses);
	self->lost = losses.count;
	free(renames.items);
	free(losses.places);
	return true;
}

/* A begun save is done if the file has its bytes, whether or not that was recorded. */
static void settle_save(struct io io, struct journal_view *view)
{
	struct str bytes = {0};

	if (view->has_saving && file_load(io, view->header.document_path, &bytes, NULL, NULL) &&
		str_equal(&bytes, str_text(&view->saving), view->saving.len)) {
		str_release(&view->saved);
		view->saved = view->saving;
		view->saving = (struct str){0};
		view->has_saved = true;
		view->n_saved = view->n_saving;
	}
	str_release(&bytes);
}

static void forget_journal(struct replay *self)
{
	document_release(&self->base);
	document_release(&self->recovered);
	str_clear(&self->lines);
	self->lost = 0;
}

bool replay_run(struct replay *self, struct io io, const struct journal_entry *entry,
	const struct form *form, struct err *err)
{
	struct journal_view view = {0};
	bool is_replayed = journal_view_load(&view, io, entry->path, err);

	forget_journal(self);
	if (is_replayed) {
		settle_save(io, &view);
		is_replayed = replay_view(self, &view, form, err);
	}
	journal_view_release(&view);
	return is_replayed || err_locate(err, entry->path, 0, 0);
}

void replay_release(struct replay *self)
{
	forget_journal(self);
	document_release(&self->last);
	str_release(&self->lines);
}

bool journal_replay(struct io io, const struct journal_entry *entry, const struct form *form,
	struct document *base, struct document *recovered, size_t *lost, struct err *err)
{
	struct replay replay = {0};

	if (!replay_run(&replay, io, entry, form, err)) {
		replay_release(&replay);
		return false;
	}
	*base = replay.base;
	*recovered = replay.recovered;
	*lost = replay.lost;
	replay.base = replay.recovered = (struct document){0};
	replay_release(&replay);
	return true;
}
