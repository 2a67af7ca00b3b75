/* afterword import: a document from another format. */
#include "form_place.h"
#include "intake/intake.h"
#include "internal.h"

#include <string.h>
#include <unistd.h>

enum { OPTION_FROM, OPTION_OUT, OPTION_FORM, OPTION_ZONE };

static void list_formats(struct str *out)
{
	size_t n;
	const struct importer *all = intake_importers(&n);

	str_append_text(out, "\nformats:\n");
	for (size_t i = 0; i < n; i++) {
		size_t start = out->len;

		str_appendf(out, "  %s", all[i].name);
		help_row(out, start, HELP_COLUMN, all[i].about);
	}
}

static const struct importer *choose(const struct invocation *call)
{
	const char *name = call->values[OPTION_FROM];
	struct str formats = {0};
	size_t n;
	const struct importer *all = intake_importers(&n);
	const struct importer *found = name ? intake_importer_find(name) : all;

	for (size_t i = 0; i < n; i++)
		str_appendf(&formats, "%s%s", i ? ", " : "", all[i].name);
	if (!found)
		complain("unknown import format '%s'; use %s", name, str_text(&formats));
	str_release(&formats);
	return found;
}

static void print_notes(const struct intake_report *report, const char *path)
{
	for (size_t i = 0; i < report->n; i++) {
		const struct intake_note *note = &report->notes[i];

		if (note->line)
			complain("%s:%u: %s", path, note->line, note->text);
		else
			complain("%s: %s", path, note->text);
	}
}

static bool write_file(const struct invocation *call, const struct document *document,
	const char *out, struct err *err)
{
	const char *form = call->values[OPTION_FORM];
	struct err why = {0};

	if (access(out, F_OK) == 0)
		return err_set(err, ERR_CHANGED, "%s: already exists; nothing was written", out);
	if (form && !form_place(call, document->form, form, out, err))
		return false;

	enum file_result result = document_save(document, call->io, out, NULL, &call->ids, &why);

	if (result == FILE_CHANGED)
		return err_set(err, ERR_CHANGED, "%s: already exists; nothing was written", out);
	if (result == FILE_FAILED)
		*err = why;
	return result == FILE_SAVED;
}

static bool write_document(
	const struct invocation *call, const struct document *document, struct err *err)
{
	const char *out = call->values[OPTION_OUT];
	struct str text = {0};

	if (out && strcmp(out, "-") != 0)
		return write_file(call, document, out, err);

	bool done = document_format(document, &text, err) && print(&text);

	str_release(&text);
	return done;
}

static bool import(const struct invocation *call, const struct importer *importer,
	const struct form *form, struct err *err)
{
	const char *path = call->arguments[0];
	struct intake_options options = {
		.zone = call->values[OPTION_ZONE] ? call->values[OPTION_ZONE] : "",
		.now = invocation_now(call),
		.ids = &call->ids,
	};
	struct intake_report report = {0};
	struct document document;
	struct str input = {0};
	bool done = false;

	document_init_new(&document, form);
	if (input_read(call->io, path, &input, err)) {
		done = importer->run(
			&document, str_text(&input), input.len, &options, &report, err);
		if (!done)
			err_locate(err, path, 0, 0);
	}
	if (done) {
		print_notes(&report, path);
		done = write_document(call, &document, err);
	}
	intake_report_release(&report);
	document_release(&document);
	str_release(&input);
	return done;
}

static int run(const struct invocation *call)
{
	const char *name = call->values[OPTION_FORM] ? call->values[OPTION_FORM] : "postmortem";
	const struct importer *importer = choose(call);
	struct form_cache cache;
	struct zone zone;
	struct err err = {0};
	bool done = false;

	if (!importer)
		return EXIT_WRONG;
	if (call->values[OPTION_ZONE] && !zone_find(&zone, call->values[OPTION_ZONE], NULL, &err))
		return complain_err(&err);
	form_cache_init(&cache, call->io);

	const struct form *form = form_cache_find(&cache, name, call->values[OPTION_OUT], &err);

	if (form)
		done = import(call, importer, form, &err);
	form_cache_release(&cache);
	if (err.code != ERR_NONE)
		complain_err(&err);
	return done ? EXIT_FINE : EXIT_WRONG;
}

const struct command command_import = {
	.name = "import",
	.arguments = "IN",
	.about = "Make a document from a report",
	.least = 1,
	.most = 1,
	.options =
		{
			[OPTION_FROM] = {"from", 0, "FORMAT",
				"one of the formats below; by default the first"},
			[OPTION_OUT] = {"output", 'o', "OUT",
				"the new document; by default standard output"},
			[OPTION_FORM] = {"form", 0, "FORM", "the form to use: a name or a path"},
			[OPTION_ZONE] = {"zone", 0, "ZONE",
				"the zone of its times, such as Europe/Berlin; by default UTC"},
		},
	.more_help = list_formats,
	.run = run,
};
