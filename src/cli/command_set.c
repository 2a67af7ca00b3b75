/* afterword set: one value of a document, typed as loosely as in the editor. */
#include "internal.h"
#include "review_call.h"

#include "model/place_path.h"
#include "model/typed.h"
#include "model/walk.h"
#include "model/when_place.h"
#include "review/states.h"

#include <string.h>
#include <strings.h>

/* `dates` is no field of a form but one of the program's own paths. */
static bool change_dates(struct document *document, const struct str *typed, struct err *err)
{
	bool is_us = strcasecmp(str_text(typed), "us") == 0;

	if (!is_us && strcasecmp(str_text(typed), "iso") != 0)
		return err_set(err, ERR_VALUE, "dates is us or iso");
	document_set_us_dates(document, is_us);
	return true;
}

/* A new status is written down with who set it. */
static bool note_status(struct document *document, const struct invocation *call,
	const struct place *place, struct err *err)
{
	char id[ID_SIZE];
	struct str by = {0};
	struct op op = {0};
	bool done;

	if (!field_has_role(document_field(document, place), ROLE_STATUS))
		return true;
	done = review_name(call, call->arguments[0], &by, err);
	id_source_next(&call->ids, id);
	if (done && state_note_op(document, str_text(&by), id, invocation_now(call), &op))
		done = document_apply_at(document, &op, err);
	op_release(&op);
	str_release(&by);
	return done;
}

static bool change(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	const struct str *typed = data;
	struct place place;
	struct zone zone;
	struct when_place here;
	struct when_context context;
	struct str stored = {0};
	struct str note = {0};
	struct op op = {0};
	bool done = false;

	if (strcmp(call->arguments[1], "dates") == 0)
		return change_dates(document, typed, err);
	if (!place_parse(&place, document, call->arguments[1], err))
		goto out;
	if (place.row[0] && place.column == FORM_NONE) {
		err_set(err, ERR_USAGE, "'%s' is a whole row; name a column: %s.COLUMN",
			call->arguments[1], call->arguments[1]);
		goto out;
	}
	document_zone(document, &zone);
	here = when_place_of(document, &place);
	when_place_context(&here, &zone, invocation_now(call), &context);
	if (!typed_parse(document_field(document, &place), str_text(typed), &context, &stored,
		    &note, err))
		goto out;
	document_op_set(document, &place, str_text(&stored), stored.len, &op);
	done = document_apply_at(document, &op, err) && note_status(document, call, &place, err);
	if (done)
		print_understood(document_field(document, &place), str_text(typed), &context,
			str_text(&stored), &note);
out:
	op_release(&op);
	str_release(&stored);
	str_release(&note);
	return done;
}

static int run(const struct invocation *call)
{
	struct str typed = {0};
	struct err err = {0};
	bool done = input_read_value(call->io, call->arguments[2], &typed, &err) &&
		    document_update(call, call->arguments[0], change, &typed, &err);

	str_release(&typed);
	return done ? EXIT_FINE : complain_err(&err);
}

const struct command command_set = {
	.name = "set",
	.arguments = "FILE PATH VALUE",
	.about = "Set a value, such as impact.service; VALUE - reads standard input",
	.least = 3,
	.most = 3,
	.run = run,
};
