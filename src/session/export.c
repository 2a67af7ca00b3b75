/* Reports of the open document: made of what is on the screen, saved or not. */
#include "session/export.h"

#include "internal.h"

#include "report/report.h"
#include "store/file.h"
#include "store/path.h"

#include <string.h>
#include <sys/stat.h>

static void append_path(const struct session *self, const char *path, struct str *out)
{
	const char *document = session_path(self);

	if (path[0] != '/')
		str_append(out, document, (size_t)(path_name(document) - document));
	str_append_text(out, path);
}

static enum export_target find_target(const struct session *self, const char *path)
{
	struct stat what;
	struct stat document;

	if (stat(path, &what) != 0)
		return EXPORT_NEW;
	if (stat(session_path(self), &document) == 0 && what.st_dev == document.st_dev &&
		what.st_ino == document.st_ino)
		return EXPORT_DOCUMENT;
	return S_ISREG(what.st_mode) ? EXPORT_REPLACES : EXPORT_NO_FILE;
}

enum export_target session_export_target(const struct session *self, const char *path)
{
	struct str whole = {0};
	enum export_target target;

	append_path(self, path, &whole);
	target = find_target(self, str_text(&whole));
	str_release(&whole);
	return target;
}

void session_export_name(const struct session *self, const char *extension, struct str *out)
{
	const char *name = path_name(session_path(self));
	const char *dot = strrchr(name, '.');

	str_append(out, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
	str_appendf(out, ".%s", extension);
}

bool session_report(const struct session *self, const struct exporter *exporter, struct str *out,
	struct err *err)
{
	struct report_options options = {.now = session_seconds(self)};

	return exporter->run(editor_document(self->editor), &options, out, err);
}

/* What is there is compared again on writing, so that nobody else's report is lost unseen. */
static bool write_report(struct session *self, const char *path, const struct str *text,
	bool replaces, struct err *err)
{
	struct str old = {0};
	struct file_save save = {.path = path, .bytes = text, .ids = &self->ids};
	enum file_result result = FILE_FAILED;

	if (!replaces || file_load(self->io, path, &old, NULL, err)) {
		save.base = replaces ? &old : NULL;
		result = file_replace(self->io, &save, NULL, err);
	}
	if (result == FILE_CHANGED)
		err_set(err, ERR_CHANGED, "%s appeared or changed just now; nothing was written",
			path);
	str_release(&old);
	return result == FILE_SAVED;
}

bool session_export(struct session *self, const struct exporter *exporter, const char *path,
	bool replaces, struct err *err)
{
	struct str whole = {0};
	struct str text = {0};
	enum export_target target;
	bool done = false;

	append_path(self, path, &whole);
	target = find_target(self, str_text(&whole));
	if (target == EXPORT_DOCUMENT)
		err_set(err, ERR_USAGE, "%s is the document itself", path);
	else if (target == EXPORT_NO_FILE)
		err_set(err, ERR_USAGE, "%s is not a file", path);
	else
		done = session_report(self, exporter, &text, err) &&
		       write_report(self, str_text(&whole), &text,
			       replaces && target == EXPORT_REPLACES, err);
	str_release(&text);
	str_release(&whole);
	return done;
}
