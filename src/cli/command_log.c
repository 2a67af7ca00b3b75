/* afterword log: a timeline row from the shell, in the middle of an incident. */
#include "internal.h"
#include "log/rows.h"
#include "log_import.h"
#include "model/typed.h"
#include "model/walk.h"
#include "model/when_place.h"

#include <string.h>

enum {
	OPTION_AT,
	OPTION_KIND,
	OPTION_WHO,
	OPTION_IMPORT,
	OPTION_FORMAT,
	OPTION_GREP,
	OPTION_SINCE,
	OPTION_UNTIL,
	OPTION_ZONE,
	OPTION_SHIFT,
	OPTION_DAY,
	OPTION_CAPTURED,
	OPTION_FOLLOW,
	OPTION_DRY_RUN,
};

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

static bool check_who(const char *who, const struct timeline *timeline, struct err *err)
{
	if (who && timeline->who == FORM_NONE)
		return err_set(err, ERR_MISSING, "the timeline has no column for who it was");
	return true;
}

static bool change(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	struct timeline timeline = {0};
	struct str time = {0};
	struct str kind = {0};
	struct op op = {0};
	char id[ID_SIZE];
	const char *who = call->values[OPTION_WHO];

	(void)data;
	if (!timeline_find(&timeline, document->form, err) || !check_who(who, &timeline, err) ||
		!parse_kind(&kind, document, &timeline, call, err) ||
		!parse_at(&time, document, &timeline, call, err)) {
		str_release(&kind);
		return false;
	}
	document_new_row_id(document, timeline.field, &call->ids, id);
	document_op_insert(document, timeline.field,
		timeline_place(&timeline, document, str_text(&time)), id, &op);
	str_set(&op.cells[timeline.time], str_text(&time), time.len);
	str_set(&op.cells[timeline.text], call->arguments[1], strlen(call->arguments[1]));
	if (kind.len)
		str_set(&op.cells[timeline.kind], str_text(&kind), kind.len);
	if (who)
		str_set(&op.cells[timeline.who], who, strlen(who));

	bool done = document_apply_at(document, &op, err);

	str_release(&time);
	str_release(&kind);
	op_release(&op);
	return done;
}

static bool check_use(const struct invocation *call, struct err *err)
{
	bool is_import = call->values[OPTION_IMPORT] != NULL;

	for (int i = 0; i <= OPTION_DRY_RUN; i++) {
		bool is_for_import = i > OPTION_IMPORT;

		if (i != OPTION_IMPORT && call->values[i] && is_for_import != is_import)
			return err_set(err, ERR_USAGE,
				is_import ? "--%s does not go with --import"
					  : "--%s goes only with --import",
				call->command->options[i].name);
	}
	if (call->values[OPTION_FOLLOW] && call->values[OPTION_DRY_RUN])
		return err_set(err, ERR_USAGE, "--dry-run does not go with --follow");
	if (is_import && call->n_arguments > 1)
		return err_set(err, ERR_USAGE,
			"with --import 'log' takes only the document, not '%s'",
			call->arguments[1]);
	if (call->n_arguments > 2)
		return err_set(err, ERR_USAGE,
			"'log' does not take '%s'; put all of TEXT in quotes", call->arguments[2]);
	if (!is_import && call->n_arguments < 2)
		return err_set(err, ERR_USAGE, "'log' needs %s", call->command->arguments);
	if (!is_import && call->arguments[1][strspn(call->arguments[1], " \t\n")] == '\0')
		return err_set(err, ERR_USAGE, "there is nothing to log: TEXT is empty");
	return true;
}

static int run_import(const struct invocation *call)
{
	const struct log_options options = {
		.input = call->values[OPTION_IMPORT],
		.format = call->values[OPTION_FORMAT],
		.grep = call->values[OPTION_GREP],
		.since = call->values[OPTION_SINCE],
		.until = call->values[OPTION_UNTIL],
		.zone = call->values[OPTION_ZONE],
		.shift = call->values[OPTION_SHIFT],
		.day = call->values[OPTION_DAY],
		.captured = call->values[OPTION_CAPTURED],
		.is_followed = call->values[OPTION_FOLLOW] != NULL,
		.is_dry = call->values[OPTION_DRY_RUN] != NULL,
	};

	return log_import(call, &options);
}

static int run(const struct invocation *call)
{
	struct err err = {0};

	if (!check_use(call, &err))
		return complain_err(&err);
	if (call->values[OPTION_IMPORT])
		return run_import(call);
	if (!document_update(call, call->arguments[0], change, NULL, &err))
		return complain_err(&err);
	return EXIT_FINE;
}

static void list_formats(struct str *out)
{
	str_append_text(out, "\nformats of --import, recognised by their shape:\n");
	for (size_t i = 0; i < log_n_formats(); i++) {
		const struct log_format *format = log_format_at(i);
		size_t start = out->len;

		str_appendf(out, "  %s", log_format_name(format));
		help_row(out, start, HELP_COLUMN, log_format_about(format));
	}
}

const struct command command_log = {
	.name = "log",
	.arguments = "FILE TEXT",
	.about = "Append a row to the timeline, at the current time",
	.least = 1,
	.most = -1,
	.options =
		{
			[OPTION_AT] = {"at", 0, "TIME",
				"another time: 14:05, \"yesterday 22:10\", -7m"},
			[OPTION_KIND] = {"kind", 0, "KIND", "the kind of event, such as detected"},
			[OPTION_WHO] = {"who", 0, "NAME", "who did or saw it"},
			[OPTION_IMPORT] = {"import", 0, "LOG",
				"add the rows of a log or a chat copy instead; - is standard input"},
			[OPTION_FORMAT] = {"format", 0, "FORMAT",
				"one of the formats below; by default what it looks like"},
			[OPTION_GREP] = {"grep", 0, "WORDS", "only rows that have these words"},
			[OPTION_SINCE] = {"since", 0, "TIME", "only rows from then on"},
			[OPTION_UNTIL] = {"until", 0, "TIME", "only rows up to then"},
			[OPTION_ZONE] = {"zone", 0, "ZONE",
				"the zone of its times; by default that of the document"},
			[OPTION_SHIFT] = {"shift", 0, "SPAN",
				"add to all times, for a clock that was wrong: +2h, -30m"},
			[OPTION_DAY] = {"day", 0, "DAY",
				"the day of times without one; by default the one near the start"},
			[OPTION_CAPTURED] = {"captured", 0, "TIME",
				"when it was copied, for \"Today at 9:41\""},
			[OPTION_FOLLOW] = {"follow", 0, NULL,
				"add rows as they come, until the log ends or Ctrl+C"},
			[OPTION_DRY_RUN] = {"dry-run", 'n', NULL,
				"only print the rows, with tabs between cells"},
		},
	.more_help = list_formats,
	.run = run,
};
