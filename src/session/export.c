/* Reports of the open document: made of what is on the screen, saved or not. */
#include "session/export.h"

#include "internal.h"

#include "report/report.h"
#include "store/file.h"
#include "store/path.h"
#include "store/print.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* "~/" is the user's folder, as in a shell. */
void session_export_path(const struct session *self, const char *path, struct str *out)
{
	const char *document = session_path(self);
	const char *home = path[0] == '~' && path[1] == '/' ? getenv("HOME") : NULL;

	if (home && *home)
		str_appendf(out, "%s%s", home, path + 1);
	else if (path[0] == '/')
		str_append_text(out, path);
	else
		str_appendf(out, "%.*s%s", (int)(path_name(document) - document), document, path);
}

static bool is_folder(const char *path)
{
	struct stat what;

	return stat(path, &what) == 0 && S_ISDIR(what.st_mode);
}

static bool has_folder(const char *path)
{
	struct str folder = {0};
	bool has_one;

	path_folder(path, &folder);
	has_one = is_folder(str_text(&folder));
	str_release(&folder);
	return has_one;
}

static enum export_target find_target(const struct session *self, const char *path)
{
	struct stat what;
	struct stat document;

	if (stat(path, &what) != 0)
		return has_folder(path) ? EXPORT_NEW : EXPORT_NO_FOLDER;
	if (stat(session_path(self), &document) == 0 && what.st_dev == document.st_dev &&
		what.st_ino == document.st_ino)
		return EXPORT_DOCUMENT;
	return S_ISREG(what.st_mode) ? EXPORT_REPLACES : EXPORT_NO_FILE;
}

enum export_target session_export_target(const struct session *self, const char *path)
{
	struct str whole = {0};
	enum export_target target;

	session_export_path(self, path, &whole);
	target = find_target(self, str_text(&whole));
	str_release(&whole);
	return target;
}

uint64_t session_export_stamp(const struct session *self, const char *path)
{
	struct str whole = {0};
	struct stat what;
	uint64_t stamp = 0;

	session_export_path(self, path, &whole);
	if (stat(str_text(&whole), &what) == 0) {
		const uint64_t parts[] = {what.st_dev, what.st_ino, (uint64_t)what.st_size,
			(uint64_t)what.st_mtim.tv_sec, (uint64_t)what.st_mtim.tv_nsec};

		stamp = 1;
		for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
			stamp = (stamp ^ parts[i]) * UINT64_C(1099511628211);
	}
	str_release(&whole);
	return stamp;
}

void session_export_name(
	const struct session *self, const char *folder, const char *extension, struct str *out)
{
	const char *name = path_name(session_path(self));
	const char *dot = strrchr(name, '.');
	struct str whole = {0};

	session_export_path(self, folder, &whole);
	if (*folder && is_folder(str_text(&whole)))
		str_appendf(out, "%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/");
	str_release(&whole);
	str_append(out, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
	str_appendf(out, ".%s", extension);
}

/* In HTML if it is to be printed. */
static bool write_source(const struct exporter *exporter, const struct document *document,
	const struct report_options *options, struct str *out, struct err *err)
{
	struct report_options printed = *options;

	if (options->is_public && options->problem)
		return err_set(err, ERR_REFUSED, "there can be no public report yet: %s",
			options->problem);
	/* Engines differ in what they take for the usual size. */
	if (exporter->is_printed && !printed.paper)
		printed.paper = "A4";
	return report_write(exporter, document, &printed, out, err);
}

bool export_make(const struct exporter *exporter, const struct document *document,
	const struct report_options *options, struct str *out, struct err *err)
{
	struct str html = {0};
	bool done;

	if (!exporter->is_printed)
		return write_source(exporter, document, options, out, err);
	done = write_source(exporter, document, options, &html, err) &&
	       print_pdf(&html, PRINT_SECONDS, out, err);
	str_release(&html);
	return done;
}

typedef bool making(const struct exporter *exporter, const struct document *document,
	const struct report_options *options, struct str *out, struct err *err);

static bool make(const struct session *self, const struct export_wish *wish, making *how,
	struct str *out, struct err *err)
{
	struct report_options options = {.name = path_name(session_path(self)),
		.is_public = wish->is_public,
		.enough = wish->enough,
		.now = session_seconds(self)};
	const struct document *document = editor_document(self->editor);
	struct str problem = {0};
	bool done;

	if (report_find_problem(document, &problem))
		options.problem = str_text(&problem);
	done = how(wish->exporter, document, &options, out, err);
	str_release(&problem);
	return done;
}

bool session_report(const struct session *self, const struct export_wish *wish, struct str *out,
	struct err *err)
{
	return make(self, wish, export_make, out, err);
}

/* What is there is compared again on writing, so that nobody else's report is lost unseen. */
static bool write_report(struct session *self, const char *path, const struct str *text,
	bool replaces, struct err *err)
{
	struct str old = {0};
	struct file_save save = {.path = path, .bytes = text, .ids = &self->ids};
	enum file_result result = FILE_FAILED;

	if (!replaces || file_load_report(self->io, path, &old, NULL, err)) {
		save.base = replaces ? &old : NULL;
		result = file_replace(self->io, &save, NULL, err);
	}
	if (result == FILE_CHANGED)
		err_set(err, ERR_CHANGED, "%s appeared or changed just now; nothing was written",
			path);
	str_release(&old);
	return result == FILE_SAVED;
}

/* Appends the path for other programs; false for one that no report may be written to. */
static bool find_path(const struct session *self, const char *path, struct str *whole,
	enum export_target *target, struct err *err)
{
	static const char *const refusals[] = {
		[EXPORT_DOCUMENT] = "is the document itself",
		[EXPORT_NO_FILE] = "is not a file",
		[EXPORT_NO_FOLDER] = "is in a folder that does not exist",
	};

	session_export_path(self, path, whole);
	*target = find_target(self, str_text(whole));
	return *target == EXPORT_NEW || *target == EXPORT_REPLACES ||
	       err_set(err, ERR_USAGE, "%s %s", path, refusals[*target]);
}

/* A file must be what its name says; unknown extensions are fine. */
static bool check_extension(const struct export_wish *wish, const char *path, struct err *err)
{
	const struct exporter *meant = report_exporter_of_file(path);

	return !meant || meant == wish->exporter ||
	       err_set(err, ERR_USAGE, "%s has the extension of %s, but the format is %s",
		       path_name(path), meant->name, wish->exporter->name);
}

bool session_export(struct session *self, const struct export_wish *wish, const char *path,
	bool replaces, struct err *err)
{
	struct str whole = {0};
	struct str text = {0};
	enum export_target target;
	bool done = find_path(self, path, &whole, &target, err) &&
		    check_extension(wish, path, err) && session_report(self, wish, &text, err) &&
		    write_report(self, str_text(&whole), &text,
			    replaces && target == EXPORT_REPLACES, err);

	str_release(&text);
	str_release(&whole);
	return done;
}

/* --- printing --- */

enum { LOOK_AGAIN = 50 /* milliseconds */, PATIENCE = 300 /* of these, on leaving */ };

bool session_print(struct session *self, const struct export_wish *wish, const char *path,
	bool replaces, struct err *err)
{
	struct printing *printing = &self->printing;
	struct str html = {0};
	enum export_target target;

	if (printing->print)
		return err_set(err, ERR_REFUSED, "another report is being printed");
	str_clear(&printing->path);
	str_set(&printing->name, path, strlen(path));
	if (find_path(self, path, &printing->path, &target, err) &&
		check_extension(wish, path, err) && make(self, wish, write_source, &html, err))
		printing->print = print_begin(&html, PRINT_SECONDS, err);
	printing->replaces = replaces && target == EXPORT_REPLACES;
	printing->look_at = session_clock(self) + LOOK_AGAIN;
	str_release(&html);
	return printing->print != NULL;
}

bool session_is_printing(const struct session *self)
{
	return self->printing.print != NULL;
}

static void finish(struct session *self)
{
	print_end(self->printing.print);
	self->printing.print = NULL;
}

void session_stop_printing(struct session *self)
{
	finish(self);
	session_say(self, MESSAGE_INFO, "%s was not printed", str_text(&self->printing.name));
}

static void look(struct session *self, int milliseconds)
{
	struct printing *printing = &self->printing;
	struct str pdf = {0};
	struct err err = {0};
	enum print_state state = print_wait(printing->print, milliseconds, &pdf, &err);

	printing->look_at = session_clock(self) + LOOK_AGAIN;
	if (state == PRINT_RUNS)
		return;
	finish(self);
	if (state == PRINT_MADE &&
		write_report(self, str_text(&printing->path), &pdf, printing->replaces, &err))
		session_say(self, MESSAGE_INFO, "The report was written to %s",
			str_text(&printing->name));
	else
		session_say(self, MESSAGE_ERROR, "Not written: %s", err.message);
	str_release(&pdf);
}

void printing_tick(struct session *self)
{
	if (self->printing.print)
		look(self, 0);
}

void printing_wait(struct session *self)
{
	for (int turn = 0; self->printing.print && turn < PATIENCE; turn++)
		look(self, LOOK_AGAIN);
}

int64_t printing_due_at(const struct session *self)
{
	return self->printing.print ? self->printing.look_at : INT64_MAX;
}

void printing_release(struct printing *self)
{
	print_end(self->print);
	str_release(&self->path);
	str_release(&self->name);
}
