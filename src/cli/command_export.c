/* afterword export: a document as a report. */
#include "internal.h"
#include "report/report.h"

#include <string.h>
#include <sys/stat.h>

enum { OPTION_TO, OPTION_OUT, OPTION_PUBLIC };

/* By --to, else by the ending of -o, else text. */
static const struct exporter *choose(const struct invocation *call)
{
	const char *name = call->values[OPTION_TO];
	const char *out = call->values[OPTION_OUT];
	const char *dot = out ? strrchr(out, '.') : NULL;
	size_t n;
	const struct exporter *all = report_exporters(&n);

	for (size_t i = 0; i < n && !name && dot; i++) {
		if (strcmp(all[i].extension, dot + 1) == 0)
			return &all[i];
	}

	const struct exporter *exporter = report_exporter_find(name ? name : "text");
	struct str names = {0};

	for (size_t i = 0; i < n && !exporter; i++)
		str_appendf(&names, "%s%s", i ? ", " : "", all[i].name);
	if (!exporter)
		complain("there is no report format '%s': %s", name, str_text(&names));
	str_release(&names);
	return exporter;
}

/* A report never takes the place of the document it is made from. */
static bool is_document(const char *out, const struct file_stamp *stamp)
{
	struct stat what;

	return stat(out, &what) == 0 && what.st_dev == stamp->device && what.st_ino == stamp->inode;
}

static bool write_report(const struct invocation *call, const char *out, const struct str *text,
	const struct file_stamp *document, struct err *err)
{
	struct str old = {0};
	struct err missing = {0};
	struct file_save save = {.path = out, .bytes = text, .ids = &call->ids};

	if (is_document(out, document))
		return err_set(err, ERR_USAGE,
			"'%s' is the document itself, the report was not written", out);
	if (file_load(call->io, out, &old, NULL, &missing))
		save.base = &old;

	enum file_result result = file_replace(call->io, &save, NULL, err);

	if (result == FILE_CHANGED)
		err_set(err, ERR_CHANGED, "%s: changed at the same moment, nothing was written",
			out);
	str_release(&old);
	return result == FILE_SAVED;
}

static int run(const struct invocation *call)
{
	const struct exporter *exporter = choose(call);
	const char *out = call->values[OPTION_OUT];
	struct report_options options = {
		.is_public = call->values[OPTION_PUBLIC] != NULL,
		.now = invocation_now(call),
	};
	struct form_shelf shelf;
	struct loaded loaded;
	struct str text = {0};
	struct err err = {0};
	bool done = false;

	if (!exporter)
		return EXIT_WRONG;
	form_shelf_init(&shelf, call->io);
	if (loaded_init(&loaded, &shelf, call->arguments[0], &err)) {
		done = exporter->run(&loaded.document, &options, &text, &err);
		if (done && out && strcmp(out, "-") != 0)
			done = write_report(call, out, &text, &loaded.stamp, &err);
		else if (done)
			done = print(&text);
		loaded_release(&loaded);
	}
	form_shelf_release(&shelf);
	str_release(&text);
	if (err.code != ERR_NONE)
		complain_err(&err);
	return done ? EXIT_FINE : EXIT_WRONG;
}

const struct command command_export = {
	.name = "export",
	.arguments = "FILE",
	.about = "Write a report: text, markdown or json",
	.least = 1,
	.most = 1,
	.options =
		{
			[OPTION_TO] = {"to", 0, "FORMAT",
				"text, markdown or json; otherwise by the ending of OUT"},
			[OPTION_OUT] = {"output", 'o', "OUT",
				"the file to write; standard output otherwise"},
			[OPTION_PUBLIC] = {"public", 0, NULL, "leave private fields out"},
		},
	.run = run,
};
