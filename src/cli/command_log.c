/* afterword log: a timeline row from the shell, in the middle of an incident. */
#include "internal.h"
#include "model/typed.h"
#include "model/walk.h"
#include "model/when_place.h"

#include <string.h>

enum { OPTION_AT, OPTION_KIND };

/* The timeline: a rows field with a column for the time and one for the text. */
struct timeline {
	unsigned field;
	unsigned time, kind, text;
};

static bool find_timeline(struct timeline *self, const struct document *document, struct err *err)
{
	const struct form *form = document->form;

	self->field = form_find_role(form, ROLE_EVENTS);
	if (self->field == FORM_NONE)
		return err_set(
			err, ERR_MISSING, "form '%s' has no timeline (role: events)", form->name);

	const struct form_field *rows = &form->fields[self->field];

	self->time = form_find_column_role(rows, ROLE_EVENT_TIME);
	self->kind = form_find_column_role(rows, ROLE_EVENT_KIND);
	self->text = form_find_column_role(rows, ROLE_EVENT_TEXT);
	if (self->time == FORM_NONE || self->text == FORM_NONE)
		return err_set(err, ERR_MISSING,
			"the timeline of form '%s' has no column for the time or the text",
			form->name);
	return true;
}

static bool parse_at(struct str *stored, const struct document *document,
	const struct timeline *timeline, const struct invocation *call, struct err *err)
{
	const struct when_place place = {
		.document = document,
		.field = timeline->field,
		.row = document->tables[timeline->field].n,
		.column = timeline->time,
	};
	struct zone zone;
	struct when_context context;
	struct str note = {0};
	const char *typed = call->values[OPTION_AT] ? call->values[OPTION_AT] : "now";

	document_zone(document, &zone);
	when_place_context(&place, &zone, invocation_now(call), &context);
	when_context_log(&context);

	const struct form_field *column = when_place_field(&place);
	bool done = typed_parse(column, typed, &context, stored, &note, err);

	if (done && call->values[OPTION_AT])
		print_understood(column, typed, &context, str_text(stored), &note);
	str_release(&note);
	return done;
}

/* After the last row that is not later, so that a late entry is in order. */
static size_t find_index(
	const struct document *document, const struct timeline *timeline, const struct str *time)
{
	const struct rows *rows = &document->tables[timeline->field];
	size_t index = rows->n;
	struct when at;

	if (!when_parse(&at, str_text(time), NULL) ||
		(at.kind != WHEN_INSTANT && at.kind != WHEN_DATE))
		return index;
	while (index > 0) {
		const struct str *text = &rows->items[index - 1].cells[timeline->time].text;
		struct when when;

		if (!when_parse(&when, str_text(text), NULL) || when.kind != WHEN_INSTANT ||
			when.seconds <= at.seconds)
			break;
		index--;
	}
	return index;
}

/* The kind as the form spells it; *kind stays empty if none was given. */
static bool parse_kind(struct str *kind, const struct document *document,
	const struct timeline *timeline, const struct invocation *call, struct err *err)
{
	const struct form_field *rows = &document->form->fields[timeline->field];
	const char *typed = call->values[OPTION_KIND];
	const struct when_context context = {0};
	struct str note = {0};

	if (!typed)
		return true;
	if (timeline->kind == FORM_NONE)
		return err_set(err, ERR_MISSING, "the timeline has no column for a kind");

	bool done = typed_parse(&rows->columns[timeline->kind], typed, &context, kind, &note, err);

	str_release(&note);
	return done;
}

/* An id the table does not have yet. */
static void new_id(const struct invocation *call, const struct document *document, unsigned field,
	char id[ID_SIZE])
{
	do {
		id_source_next(&call->ids, id);
	} while (document_row_index(document, field, id) != SIZE_MAX);
}

static bool change(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	struct timeline timeline = {0};
	struct str time = {0};
	struct str kind = {0};
	struct op op = {0};
	char id[ID_SIZE];

	(void)data;
	if (!find_timeline(&timeline, document, err) ||
		!parse_kind(&kind, document, &timeline, call, err) ||
		!parse_at(&time, document, &timeline, call, err)) {
		str_release(&kind);
		return false;
	}
	new_id(call, document, timeline.field, id);
	document_op_insert(
		document, timeline.field, find_index(document, &timeline, &time), id, &op);
	str_set(&op.cells[timeline.time], str_text(&time), time.len);
	str_set(&op.cells[timeline.text], call->arguments[1], strlen(call->arguments[1]));
	if (kind.len)
		str_set(&op.cells[timeline.kind], str_text(&kind), kind.len);

	bool done = document_apply_at(document, &op, err);

	str_release(&time);
	str_release(&kind);
	op_release(&op);
	return done;
}

static int run(const struct invocation *call)
{
	struct err err = {0};

	if (call->arguments[1][strspn(call->arguments[1], " \t\n")] == '\0') {
		complain("there is nothing to log: TEXT is empty");
		return EXIT_WRONG;
	}
	if (!document_update(call, call->arguments[0], change, NULL, &err))
		return complain_err(&err);
	return EXIT_FINE;
}

const struct command command_log = {
	.name = "log",
	.arguments = "FILE TEXT",
	.about = "Append a row to the timeline, at the current time",
	.least = 2,
	.most = 2,
	.options =
		{
			[OPTION_AT] = {"at", 0, "TIME",
				"another time: 14:05, \"yesterday 22:10\", -7m"},
			[OPTION_KIND] = {"kind", 0, "KIND", "the kind of event, such as detected"},
		},
	.run = run,
};
