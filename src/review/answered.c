/* Which rows of the review may be taken away again: those that nobody has answered. */
#include "review/answered.h"

#include "internal.h"
#include "review/review_tables.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The ops, and the document before them. */
struct going {
	const struct document *document;
	const struct ops *ops;
	size_t *roots; /* of the comments; NULL until they are needed */
};

/* Is a row among those that ops of a kind take away, or bring? */
static bool has_row(const struct ops *ops, enum op_kind kind, unsigned field, const char *id)
{
	for (size_t i = 0; i < ops->n; i++)
		if (ops->items[i].kind == kind && ops->items[i].place.field == field &&
			strcmp(ops->items[i].place.row, id) == 0)
			return true;
	return false;
}

/* Was another row written after this one? Not known of one that does not say when. */
static bool is_later(const struct row *other, const struct row *row, unsigned column)
{
	bool is_ahead;
	int64_t at = review_seconds(other, column, INT64_MAX, &is_ahead);

	return at != INT64_MIN && at >= review_seconds(row, column, INT64_MAX, &is_ahead);
}

/* --- what answers a row --- */

/* The rest of its thread, if the row begins it; else what names it, and what others said after it.
 */
static bool comment_answers(struct going *self, const struct row *row, const struct row *other)
{
	const struct rows *rows = review_rows(self->document, REVIEW_COMMENTS);
	size_t at = (size_t)(row - rows->items);
	size_t its = (size_t)(other - rows->items);

	if (strcmp(review_text(other, COMMENT_TO), row->id) == 0)
		return true;
	if (self->roots == NULL)
		self->roots = thread_find_roots(self->document);
	if (self->roots[its] != self->roots[at])
		return false;
	return self->roots[at] == at ||
	       (strcmp(review_text(row, COMMENT_BY), review_text(other, COMMENT_BY)) != 0 &&
		       is_later(other, row, COMMENT_AT));
}

/* Whose sign-off a row is about. */
static const char *signer(const struct row *row)
{
	const char *who = review_text(row, SIGNOFF_WHO);

	return who[0] != '\0' ? who : review_text(row, SIGNOFF_BY);
}

static bool signoff_answers(struct going *self, const struct row *row, const struct row *other)
{
	(void)self;
	return strcasecmp(signer(row), signer(other)) == 0 && is_later(other, row, SIGNOFF_AT);
}

static bool tick_answers(struct going *self, const struct row *row, const struct row *other)
{
	(void)self;
	return strcmp(review_text(row, TICK_OF), review_text(other, TICK_OF)) == 0 &&
	       is_later(other, row, TICK_AT);
}

/* What was accepted, and which status was set, is about the document, not about other rows. */
static const struct answering {
	bool (*answers)(struct going *self, const struct row *row, const struct row *other);
	const char *refusal;
} answerings[] = {
	[REVIEW_COMMENTS] = {comment_answers,
		"others have answered this, so it stays; reply to it, or resolve it"},
	[REVIEW_SIGNOFFS] = {signoff_answers,
		"something newer was said since, so this stays; sign, object or take it back"},
	[REVIEW_CHECKLIST] = {tick_answers,
		"the question was answered again since, so this stays; answer it once more"},
};

/* --- ops --- */

static bool may_be_taken(
	struct going *self, enum review_table table, const char *id, struct err *err)
{
	const struct rows *rows = review_rows(self->document, table);
	unsigned field = review_field(self->document->form, table);
	size_t at = document_row_index(self->document, field, id);

	for (size_t i = 0; at != SIZE_MAX && i < rows->n; i++) {
		const struct row *other = &rows->items[i];

		if (i != at && answerings[table].answers(self, &rows->items[at], other) &&
			!has_row(self->ops, OP_ROW_REMOVE, field, other->id))
			return err_set(err, ERR_REFUSED, "%s", answerings[table].refusal);
	}
	return true;
}

/* A comment that comes back, by redo, must have its thread; what never was an id names none. */
static bool may_come_back(struct going *self, const struct op *op, struct err *err)
{
	unsigned field = review_field(self->document->form, REVIEW_COMMENTS);
	const char *to = op->place.field == field ? str_text(&op->cells[COMMENT_TO]) : "";

	return !id_is_made(to) || document_row_index(self->document, field, to) != SIZE_MAX ||
	       has_row(self->ops, OP_ROW_INSERT, field, to) ||
	       err_set(err, ERR_REFUSED, "what this answers is not there any more");
}

static bool is_allowed(struct going *self, const struct op *op, struct err *err)
{
	size_t table = op->place.field - self->document->form->n_answers;

	if (op->place.field < self->document->form->n_answers)
		return true;
	if (op->kind == OP_ROW_INSERT)
		return may_come_back(self, op, err);
	return op->kind != OP_ROW_REMOVE || table >= sizeof(answerings) / sizeof(answerings[0]) ||
	       answerings[table].answers == NULL ||
	       may_be_taken(self, (enum review_table)table, op->place.row, err);
}

bool review_allows(const struct document *document, const struct ops *ops, struct err *err)
{
	struct going going = {.document = document, .ops = ops};
	bool is_fine = true;

	for (size_t i = 0; is_fine && i < ops->n; i++)
		is_fine = is_allowed(&going, &ops->items[i], err);
	free(going.roots);
	return is_fine;
}

static void take_out(struct ops *ops, size_t at)
{
	op_release(&ops->items[at]);
	ops->n--;
	memmove(&ops->items[at], &ops->items[at + 1], (ops->n - at) * sizeof(*ops->items));
}

/* Its other rows stay where they are, too: the ops were made to be done together. */
static void leave_table(struct ops *ops, unsigned field)
{
	for (size_t i = ops->n; i-- > 0;)
		if (ops->items[i].place.field == field)
			take_out(ops, i);
}

void review_keep_answered(const struct document *document, struct ops *ops)
{
	struct going going = {.document = document, .ops = ops};

	for (size_t i = 0; i < ops->n; i++) {
		if (is_allowed(&going, &ops->items[i], NULL))
			continue;
		leave_table(ops, ops->items[i].place.field);
		i = SIZE_MAX; /* from the beginning: the ops are others now */
	}
	free(going.roots);
}
