/* afterword sort: the rows of a table in order of their time. */
#include "internal.h"
#include "merge/sort_rows.h"
#include "model/place_path.h"

#include <string.h>

/* What was sorted, for the message. */
struct sorting {
	size_t n_moved;
	const char *path;
};

/* By its path; without one the timeline. */
static bool find_table(
	const struct document *document, const char *path, unsigned *field, struct err *err)
{
	struct place place;

	if (!path) {
		*field = form_find_role(document->form, ROLE_EVENTS);
		return *field != FORM_NONE ||
		       err_set(err, ERR_MISSING, "form '%s' has no timeline; name a table",
			       document->form->name);
	}
	if (!place_parse(&place, document, path, err))
		return false;
	*field = place.field;
	if (place.row[0] != '\0' || document->form->fields[place.field].kind != KIND_ROWS)
		return err_set(err, ERR_USAGE, "'%s' is not a table", path);
	return true;
}

static bool change(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	struct sorting *self = data;
	const char *path = call->n_arguments > 1 ? call->arguments[1] : NULL;
	struct ops ops = {0};
	unsigned field;
	bool done;

	if (!find_table(document, path, &field, err))
		return false;
	self->path = document->form->fields[field].path;
	if (sort_column(&document->form->fields[field]) == FORM_NONE)
		return err_set(err, ERR_USAGE, "the rows of '%s' have no time to sort them by",
			self->path);
	sort_rows(document, field, &ops);
	self->n_moved = ops.n;
	done = document_apply_all_at(document, &ops, err);
	ops_release(&ops);
	return done;
}

static int run(const struct invocation *call)
{
	struct sorting self = {0};
	struct err err = {0};

	if (!document_update(call, call->arguments[0], change, &self, &err))
		return complain_err(&err);
	if (self.n_moved == 0)
		complain("the rows of %s are in order already", self.path);
	else
		complain("%s: %zu row%s moved", self.path, self.n_moved,
			self.n_moved == 1 ? "" : "s");
	return EXIT_FINE;
}

const struct command command_sort = {
	.name = "sort",
	.arguments = "FILE [TABLE]",
	.about = "Put the rows of the timeline, or another table, in order of time",
	.least = 1,
	.most = 2,
	.run = run,
};
