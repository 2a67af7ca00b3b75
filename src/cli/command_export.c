/* afterword export: documents as reports. */
#include "export_images.h"
#include "export_many.h"
#include "export_notes.h"
#include "export_options.h"
#include "internal.h"
#include "report/report.h"
#include "session/export.h"
#include "store/path.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct exporter *complain_unknown(const char *what, const char *name)
{
	struct str formats = {0};
	size_t n;
	const struct exporter *all = report_exporters(&n);

	for (size_t i = 0; i < n; i++)
		str_appendf(&formats, "%s%s (.%s)", i ? ", " : "", all[i].name, all[i].extension);
	complain("%s '%s': %s", what, name, str_text(&formats));
	str_release(&formats);
	return NULL;
}

/* An extension too long for the left column is told on the right. */
static void list_formats(struct str *out)
{
	enum { NAMES_MOST = HELP_COLUMN - (int)sizeof "   (.) " };
	size_t n;
	const struct exporter *all = report_exporters(&n);

	str_append_text(out, "\nformats:\n");
	for (size_t i = 0; i < n; i++) {
		size_t start = out->len;
		bool fits = strlen(all[i].name) + strlen(all[i].extension) < NAMES_MOST;
		struct str about = {0};

		str_appendf(out, "  %s", all[i].name);
		str_append_text(&about, all[i].about);
		str_appendf(fits ? out : &about, " (.%s)", all[i].extension);
		help_row(out, start, HELP_COLUMN, str_text(&about));
		str_release(&about);
	}
}

/* "report.v2.MD": "MD"; NULL for a name without an extension, such as ".md" or "notes.d/report". */
static const char *ending_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return dot && dot > name && dot[1] ? dot + 1 : NULL;
}

static bool is_same_file(const char *a, const char *b)
{
	struct stat one;
	struct stat other;

	return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
	       one.st_ino == other.st_ino;
}

/*
 * From --to, else from the extension of -o, else the first. One format with the extension of
 * another is a mistake; unknown extensions are fine.
 */
static const struct exporter *choose(const struct invocation *call)
{
	const char *name = call->values[OPTION_TO];
	const char *out = call->values[OPTION_OUT];
	const char *ending = out ? ending_of(out) : NULL;
	size_t n;
	const struct exporter *named = name ? report_exporter_find(name) : NULL;
	const struct exporter *meant = out ? report_exporter_of_file(out) : NULL;

	if (name && !named)
		return complain_unknown("unknown report format", name);
	if (named && meant && named != meant) {
		complain(
			"'%s' has the extension of %s, but --to says %s; the report was not written",
			out, meant->name, named->name);
		return NULL;
	}
	if (!named && ending && !meant && is_same_file(out, call->arguments[0]))
		complain("'%s' is the document itself; the report was not written", out);
	else if (!named && ending && !meant)
		complain_unknown("no report format has the extension", ending);
	if (!named && ending)
		return meant;
	return named ? named : report_exporters(&n);
}

/* A report must not overwrite the document that it is made from. */
static bool is_document(const char *out, const struct file_stamp *stamp)
{
	struct stat what;

	return stat(out, &what) == 0 && what.st_dev == stamp->device && what.st_ino == stamp->inode;
}

static bool write_report(const struct invocation *call, const char *out, const struct str *text,
	const struct file_stamp *document, struct err *err)
{
	struct str old = {0};
	struct file_save save = {.path = out, .bytes = text, .ids = &call->ids};

	if (is_document(out, document))
		return err_set(err, ERR_USAGE,
			"'%s' is the document itself; the report was not written", out);
	if (!input_read_replaced(call->io, &save, &old, err))
		return false;

	enum file_result result = file_replace(call->io, &save, NULL, err);

	if (result == FILE_CHANGED)
		err_set(err, ERR_CHANGED, "%s: was changed at the same moment; nothing was written",
			out);
	str_release(&old);
	return result == FILE_SAVED;
}

/* What is printed is bytes that no terminal can show. */
static bool is_unreadable(const struct exporter *exporter, const char *out)
{
	bool is_shown = (!out || strcmp(out, "-") == 0) && isatty(STDOUT_FILENO);

	if (exporter->is_printed && is_shown)
		complain("a %s cannot be shown on a terminal: name a file with -o", exporter->name);
	return exporter->is_printed && is_shown;
}

/* ---------------------------------------------------------------------- into a folder */

/* Is it not one report of one document? */
static bool is_for_folder(const struct invocation *call)
{
	const char *to = call->values[OPTION_TO];
	const char *out = call->values[OPTION_OUT];

	return call->n_arguments > 1 || (to && strchr(to, ',')) || is_folder(call->arguments[0]) ||
	       (out && *out && (out[strlen(out) - 1] == '/' || is_folder(out)));
}

static bool read_formats(const char *names, struct exporter_list *exporters)
{
	struct str unknown = {0};
	bool done = exporter_list_read(exporters, names, &unknown);

	if (!done)
		complain_unknown("unknown report format", str_text(&unknown));
	str_release(&unknown);
	return done;
}

/* Such as report.html; nobody means a folder by that, unless it is there or ends in a slash. */
static bool is_report_name(const char *out)
{
	return out[strlen(out) - 1] != '/' && ending_of(out) && report_exporter_of_file(out);
}

static bool find_folder(const struct invocation *call, struct str *folder)
{
	const char *out = call->values[OPTION_OUT];
	struct stat what;

	if (!out || !*out || strcmp(out, "-") == 0) {
		if (is_folder(call->arguments[0]))
			complain("%s: this is a folder; name another for its reports with -o",
				call->arguments[0]);
		else
			complain("several reports need a folder: name one with -o");
		return false;
	}
	if (stat(out, &what) == 0 ? !S_ISDIR(what.st_mode) : is_report_name(out)) {
		complain(
			"'%s' is not a folder; several reports need one, such as -o reports/", out);
		return false;
	}
	str_append_text(folder, out);
	while (folder->len > 1 && folder->data[folder->len - 1] == '/')
		str_splice(folder, folder->len - 1, 1, "", 0);
	return true;
}

static int export_into_folder(const struct invocation *call, const struct report_options *options)
{
	const char *to = call->values[OPTION_TO];
	struct export_job job = {.call = call,
		.options = *options,
		.has_images = call->values[OPTION_IMAGES] != NULL,
		.is_strict = call->values[OPTION_STRICT] != NULL,
		.is_forced = call->values[OPTION_FORCE] != NULL};
	struct str folder = {0};
	int status = EXIT_WRONG;

	if (read_formats(to ? to : "html", &job.exporters) &&
		export_options_suit(call, job.exporters.items, job.exporters.n) &&
		find_folder(call, &folder)) {
		job.folder = str_text(&folder);
		status = export_many(&job);
	}
	str_release(&folder);
	return status;
}

static bool is_calendar(const struct exporter *exporter)
{
	return strcmp(exporter->name, "ics") == 0;
}

static int export_one(const struct invocation *call, struct report_options options)
{
	const struct exporter *exporter = choose(call);
	const char *out = call->values[OPTION_OUT];
	struct form_cache cache;
	struct loaded loaded;
	struct str text = {0};
	struct str problem = {0};
	struct str notes = {0};
	struct export_images images;
	struct err err = {0};
	size_t n_words = 0;
	size_t n_images = 0;
	bool done = false;

	if (!exporter || !export_options_suit(call, &exporter, 1) || is_unreadable(exporter, out))
		return EXIT_WRONG;
	options.name = path_name(call->arguments[0]);
	form_cache_init(&cache, call->io);
	if (loaded_init(&loaded, &cache, call->arguments[0], &err)) {
		if (report_find_problem(&loaded.document, &problem))
			options.problem = str_text(&problem);
		export_images_init(&images, call->io, call->arguments[0]);
		if (call->values[OPTION_IMAGES])
			options.images = &images.source;
		done = export_make(exporter, &loaded.document, &options, &text, &err) ||
		       err_locate(&err, call->arguments[0], 0, 0);
		n_images = export_images_finish(&images, &notes);
		if (done && out && strcmp(out, "-") != 0)
			done = write_report(call, out, &text, &loaded.stamp, &err);
		else if (done)
			done = print(&text);
		if (done) {
			n_words = export_notes(
				call->arguments[0], &loaded.document, &options, &notes);
			if (is_calendar(exporter))
				export_notes_undated(
					call->arguments[0], &loaded.document, &options, &notes);
			export_notes_left_out(
				call->arguments[0], &loaded.document, &options, &notes);
		}
		loaded_release(&loaded);
	}
	form_cache_release(&cache);
	if (err.code != ERR_NONE)
		complain_err(&err);
	complain_lines(&notes);
	/* A document that should not be passed on as it is. */
	int status =
		!done ? EXIT_WRONG
		: options.problem || n_images > 0 || (n_words > 0 && call->values[OPTION_STRICT])
			? EXIT_FINDINGS
			: EXIT_FINE;

	str_release(&notes);
	str_release(&text);
	str_release(&problem);
	return status;
}

static int run(const struct invocation *call)
{
	struct report_options options;

	if (!export_options_read(call, &options))
		return EXIT_WRONG;
	return is_for_folder(call) ? export_into_folder(call, &options) : export_one(call, options);
}

const struct command command_export = {
	.name = "export",
	.arguments = "PATH...",
	.about = "Write reports of documents or of folders of them",
	.least = 1,
	.most = -1,
	.options =
		{
			[OPTION_TO] = {"to", 0, "FORMATS",
				"of those below, as in html,pdf; by default from the extension of "
				"OUT, for a folder html"},
			[OPTION_OUT] = {"output", 'o', "OUT",
				"the file to write, by default standard output; a folder for "
				"several formats or documents"},
			[OPTION_PUBLIC] = {"public", 0, NULL,
				"leave out what is private, people, tickets and empty questions"},
			[OPTION_AUTHORS] = {"authors", 0, NULL, "sign a public report"},
			[OPTION_STRICT] = {"strict", 0, NULL,
				"exit with 1 if a public report names people, hosts, addresses or "
				"tickets"},
			[OPTION_TASKS] = {"tasks", 0, "SHAPE",
				"tasks in Markdown: table, or list for boxes to check"},
			[OPTION_WIDTH] = {"width", 0, "N",
				"wrap a text report at N columns, for mail"},
			[OPTION_PAPER] = {"paper", 0, "SIZE",
				"what HTML and PDF are printed on: A4 (for PDF by default) or letter"},
			[OPTION_IMAGES] = {"embed-images", 0, NULL,
				"put images below the document's folder into HTML and PDF"},
			[OPTION_FINDINGS] = {"findings", 0, NULL,
				"what check finds, in JSON; in a public one words that tell too "
				"much"},
			[OPTION_REVIEW] = {"with-review", 0, NULL,
				"also what was said about the document, and who agreed"},
			[OPTION_AS_OF] = {"as-of", 0, "TIME",
				"what is late or ongoing at another time than now"},
			[OPTION_FORCE] = {"force", 'f', NULL,
				"in a folder, also replace files that export did not write"},
		},
	.more_help = list_formats,
	.run = run,
};
