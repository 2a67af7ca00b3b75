/* An op on a table of the review, as what it means to people. */
#include "review/review_events.h"

#include "base/mem.h"
#include "event_words.h"
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* The row that begins a comment's thread; the comment itself if it cannot be followed there. */
static const struct row *find_root(const struct document *document, const struct row *row)
{
	enum { MOST = 16 /* replies to replies; Afterword writes none */ };
	unsigned field = review_field(document->form, REVIEW_COMMENTS);
	const struct row *root = row;

	for (int i = 0; i < MOST; i++) {
		const char *to = review_text(root, COMMENT_TO);
		size_t at = to[0] ? document_row_index(document, field, to) : SIZE_MAX;

		if (at == SIZE_MAX)
			return root;
		root = &review_rows(document, REVIEW_COMMENTS)->items[at];
	}
	return row;
}

static void describe_comment(
	const struct document *document, const struct row *row, bool is_gone, struct str *out)
{
	const struct row *root = find_root(document, row);
	unsigned kind = review_choice(document, REVIEW_COMMENTS, root, COMMENT_KIND);
	struct place on = {.field = FORM_NONE, .column = FORM_NONE};
	struct comment_deed deed = {
		.by = review_text(row, COMMENT_BY),
		.on = &on,
		.kind = kind < N_THREAD_KINDS ? (enum thread_kind)kind : THREAD_REMARK,
		.does = (enum comment_does)review_choice(
			document, REVIEW_COMMENTS, row, COMMENT_DOES),
		.is_first = review_text(row, COMMENT_TO)[0] == '\0',
	};

	if (!deed.is_first && deed.does == COMMENT_MOVES)
		return;
	thread_find_place(document, review_text(root, COMMENT_ABOUT), &on);
	comment_append_deed(&deed, document, is_gone, out);
}

static void describe_state(
	const struct document *document, const struct row *row, bool is_gone, struct str *out)
{
	(void)document;
	state_append_deed(row, is_gone, out);
}

static const struct {
	void (*describe)(const struct document *document, const struct row *row, bool is_gone,
		struct str *out);
	unsigned text; /* the column of what was said */
} tables[] = {
	[REVIEW_COMMENTS] = {describe_comment, COMMENT_TEXT},
	[REVIEW_SIGNOFFS] = {signoff_append_deed, SIGNOFF_TEXT},
	[REVIEW_STATES] = {describe_state, STATE_WHY},
	[REVIEW_CHECKLIST] = {tick_append_deed, TICK_WHY},
};

bool review_describe_op(
	const struct op *op, const struct document *document, struct str *deed, struct str *said)
{
	struct row row = {0};
	size_t table;

	if (op->place.field < document->form->n_answers || op->kind == OP_SET ||
		op->kind == OP_EDIT)
		return false;
	table = op->place.field - document->form->n_answers;
	if (table >= sizeof(tables) / sizeof(tables[0]) || op->kind == OP_ROW_MOVE)
		return true;
	memcpy(row.id, op->place.row, sizeof(row.id));
	row.cells = mem_zalloc(op->n_cells, sizeof(*row.cells));
	for (size_t i = 0; i < op->n_cells; i++)
		row.cells[i].text = op->cells[i];
	tables[table].describe(document, &row, op->kind == OP_ROW_REMOVE, deed);
	if (deed->len > 0)
		str_append_text(said, review_text(&row, tables[table].text));
	free(row.cells);
	return true;
}
