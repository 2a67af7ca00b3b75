/* What a comment is about, and the order of such places. */
#include "internal.h"

#include "base/mem.h"
#include "model/place_path.h"

#include <stdlib.h>
#include <string.h>

static const struct place whole_document = {.field = FORM_NONE, .column = FORM_NONE};

/* The field of a path whose row or column is gone. */
static struct place nearest(const struct document *document, const char *path)
{
	char *field = mem_strndup(path, strcspn(path, "["));
	struct place place = {.field = form_find(document->form, field), .column = FORM_NONE};

	free(field);
	return place;
}

bool thread_find_place(const struct document *document, const char *path, struct place *on)
{
	bool is_gone = false;

	*on = whole_document;
	if (path[0] == '\0')
		return false;
	if (!place_parse(on, document, path, NULL)) {
		*on = nearest(document, path);
		is_gone = true;
	}
	if (on->field != FORM_NONE && on->field < document->form->n_answers)
		return is_gone;
	*on = whole_document; /* a field that the form does not have, or a comment on a comment */
	return true;
}

struct place thread_cell(const struct thread *thread)
{
	struct place place = thread->on;

	if (place.row[0] != '\0' && place.column == FORM_NONE)
		place.column = 0;
	return place;
}

struct place_rank place_rank(const struct document *document, const struct place *place)
{
	struct place_rank rank = {.field = place->field + 1u}; /* FORM_NONE becomes 0 */

	if (place->field == FORM_NONE || place->row[0] == '\0')
		return rank;
	rank.row = document_row_index(document, place->field, place->row) + 1;
	rank.column = place->column + 1u;
	return rank;
}

static int compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

int place_rank_compare(const struct place_rank *a, const struct place_rank *b)
{
	int order = compare(a->field, b->field);

	if (order == 0)
		order = compare(a->row, b->row);
	return order != 0 ? order : compare(a->column, b->column);
}
