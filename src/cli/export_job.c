/* Reads a document, makes its reports, and writes them; see export_job.h. */
#include "export_job.h"

#include "export_images.h"
#include "export_notes.h"
#include "session/export.h"
#include "store/path.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

/* ------------------------------------------------------------------------- writing */

/* Makes the folders that a path leads through. */
static bool make_folders(struct io io, const char *path, struct err *err)
{
	struct str folder = {0};
	bool done = true;

	for (const char *slash = strchr(path + 1, '/'); slash && done;
		slash = strchr(slash + 1, '/')) {
		str_set(&folder, path, (size_t)(slash - path));
		if (io.ops->mkdirat(io.context, AT_FDCWD, str_text(&folder), 0777) != 0 &&
			errno != EEXIST) {
			err_system(err, errno, "the folder cannot be made");
			done = err_locate(err, str_text(&folder), 0, 0);
		}
	}
	str_release(&folder);
	return done;
}

/* What is at a path where a report is to be. */
struct present {
	struct str bytes;
	struct file_stamp stamp; /* .exists is false if there is nothing */
};

static bool look(
	const struct export_job *self, const char *path, struct present *out, struct err *err)
{
	struct err missing = {0};

	*out = (struct present){0};
	if (file_load_report(self->io, path, &out->bytes, &out->stamp, &missing) ||
		missing.code == ERR_MISSING)
		return true;
	*err = missing;
	return false;
}

static bool may_replace(const struct export_job *self, const char *name,
	const struct present *present, const struct file_stamp *source, struct err *err)
{
	if (!present->stamp.exists || export_record_has(&self->record, name, &present->bytes))
		return true;
	if (is_document_text(&present->bytes) ||
		(source && present->stamp.device == source->device &&
			present->stamp.inode == source->inode))
		return err_set(err, ERR_REFUSED, "is a document, which no report replaces");
	return self->is_forced ||
	       err_set(err, ERR_REFUSED,
		       "is there, and is not as export wrote it; --force replaces it");
}

static bool replace(const struct export_job *self, const char *path, const struct present *present,
	const struct str *bytes, struct err *err)
{
	struct file_save save = {.path = path,
		.base = present->stamp.exists ? &present->bytes : NULL,
		.bytes = bytes,
		.ids = &self->call->ids};
	enum file_result result = file_replace(self->io, &save, NULL, err);

	if (result == FILE_CHANGED)
		err_set(err, ERR_CHANGED, "was changed at the same moment; nothing was written");
	return result == FILE_SAVED;
}

static bool is_there(const struct present *present, const struct str *bytes)
{
	return present->stamp.exists && str_equal(&present->bytes, str_text(bytes), bytes->len);
}

bool export_job_write(const struct export_job *self, const char *name, const struct str *bytes,
	const struct file_stamp *source, struct str *lines, struct err *err)
{
	struct str path = {0};
	struct present present = {0};

	str_appendf(&path, "%s/%s", self->folder, name);
	bool done = make_folders(self->io, str_text(&path), err) &&
		    look(self, str_text(&path), &present, err) &&
		    (is_there(&present, bytes) ||
			    (may_replace(self, name, &present, source, err) &&
				    replace(self, str_text(&path), &present, bytes, err)));

	if (done)
		export_record_add_line(name, bytes, lines);
	else
		err_locate(err, str_text(&path), 0, 0);
	str_release(&present.bytes);
	str_release(&path);
	return done;
}

/* ------------------------------------------------------------------------ one document */

/* With the NUL at its end. */
static void add_message(struct export_result *result, const struct str *text)
{
	str_append(&result->texts[EXPORT_MESSAGES], str_text(text), text->len + 1);
}

/* reason also goes to the list, where there is one. */
static void fail(struct export_result *result, const struct err *err, bool is_gap)
{
	struct str text = {0};

	err_format(err, &text);
	add_message(result, &text);
	result->is_failed = true;
	if (is_gap && result->texts[EXPORT_REASON].len == 0)
		str_append_text(&result->texts[EXPORT_REASON], err->message);
	str_release(&text);
}

static void note_what_it_lacks(const struct export_job *self, struct export_result *result,
	const char *path, const struct document *document, const struct report_options *options)
{
	size_t n_words = export_notes(path, document, options, &result->texts[EXPORT_NOTES]);

	result->has_band = options->problem || (self->is_strict && n_words > 0);
	result->is_public = options->is_public;
	if (exporter_list_has(&self->exporters, report_exporter_find("ics")))
		export_notes_undated(path, document, options, &result->texts[EXPORT_NOTES]);
	if (self->has_several && options->is_public)
		report_find_left_out(document, options, &result->texts[EXPORT_LEFT_OUT]);
	else
		export_notes_left_out(path, document, options, &result->texts[EXPORT_NOTES]);
}

/* A document, and the reports of it, by format; an empty name is one that was not written. */
struct exported {
	const struct document_path *path;
	const char *name;
	struct loaded loaded;
	struct str written[EXPORTERS_MOST];
};

/* images is where the options have theirs from. */
static void write_formats(const struct export_job *self, const struct report_options *options,
	struct export_images *images, struct exported *exported, struct export_result *result)
{
	for (size_t i = 0; i < self->exporters.n; i++) {
		const struct exporter *exporter = self->exporters.items[i];
		struct str text = {0};
		struct err err = {0};

		images->total = 0;
		str_appendf(&exported->written[i], "%s.%s", exported->name, exporter->extension);
		if (!export_make(exporter, &exported->loaded.document, options, &text, &err) ||
			!export_job_write(self, str_text(&exported->written[i]), &text,
				&exported->loaded.stamp, &result->texts[EXPORT_WRITTEN], &err)) {
			err_locate(&err, exported->path->path, 0, 0);
			fail(result, &err, strcmp(exporter->name, "html") == 0);
			str_clear(&exported->written[i]);
		}
		str_release(&text);
	}
}

/* The HTML first, to which the title leads. */
static void make_row(const struct export_job *self, const struct report_options *options,
	const struct exported *exported, struct export_result *result)
{
	struct index_link links[EXPORTERS_MOST];
	struct index_row row;
	size_t n = 1;

	links[0].name = NULL;
	for (size_t i = 0; i < self->exporters.n; i++) {
		struct index_link link = {
			self->exporters.items[i]->name, str_text(&exported->written[i])};

		if (exported->written[i].len > 0)
			links[strcmp(link.name, "html") == 0 ? 0 : n++] = link;
	}
	if (!links[0].name)
		return;
	index_row_init(&row, &exported->loaded.document, options, links, n);
	result->began = row.began;
	str_append(&result->texts[EXPORT_TITLE], str_text(&row.title), row.title.len);
	str_append(&result->texts[EXPORT_ROW], str_text(&row.html), row.html.len);
	index_row_release(&row);
}

static void export_document(
	const struct export_job *self, struct exported *exported, struct export_result *result)
{
	const struct document *document = &exported->loaded.document;
	struct report_options options = self->options;
	struct export_images images;
	struct str problem = {0};

	options.name = path_name(exported->path->path);
	if (report_find_problem(document, &problem))
		options.problem = str_text(&problem);
	export_images_init(&images, self->call->io, exported->path->path);
	if (self->has_images)
		options.images = &images.source;
	write_formats(self, &options, &images, exported, result);
	bool lacks_images = export_images_finish(&images, &result->texts[EXPORT_NOTES]) > 0;

	if (result->texts[EXPORT_WRITTEN].len > 0)
		note_what_it_lacks(self, result, exported->path->path, document, &options);
	result->has_band = result->has_band || lacks_images;
	if (self->has_index)
		make_row(self, &options, exported, result);
	for (size_t i = 0; i < self->exporters.n; i++)
		str_release(&exported->written[i]);
	str_release(&problem);
}

static bool read_document(struct export_job *self, const struct document_path *path,
	struct loaded *loaded, struct export_result *result, struct err *err)
{
	struct str bytes = {0};
	struct file_stamp stamp = {0};
	bool is_read = false;

	if (path->error) {
		err_system(err, path->error, "the folder cannot be read");
		return err_locate(err, path->path, 0, 0);
	}
	if (file_load(self->call->io, path->path, &bytes, &stamp, err)) {
		result->is_other = !path->was_named && !is_document_text(&bytes);
		is_read = !result->is_other &&
			  loaded_parse(loaded, &self->cache, path->path, &bytes, err);
		if (is_read)
			loaded->stamp = stamp;
	}
	str_release(&bytes);
	return is_read;
}

void export_job_do(struct export_job *self, const struct document_path *path, const char *name,
	struct export_result *result)
{
	struct exported exported = {.path = path, .name = name};
	struct err err = {0};

	if (read_document(self, path, &exported.loaded, result, &err)) {
		export_document(self, &exported, result);
		loaded_release(&exported.loaded);
	} else if (!result->is_other) {
		fail(result, &err, true);
	}
}

void export_result_release(struct export_result *self)
{
	for (size_t i = 0; i < N_EXPORT_TEXTS; i++)
		str_release(&self->texts[i]);
}
