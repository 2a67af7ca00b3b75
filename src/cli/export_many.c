/*
 * Documents are read and their reports written on all cores; what became of each arrives in the
 * order of the documents. From that the list, index.html, is made, if there are HTML reports of
 * more than one document.
 */
#include "export_many.h"

#include "base/mem.h"
#include "base/visible.h"
#include "export_names.h"
#include "pool.h"
#include "progress_line.h"
#include "report/report.h"
#include "store/path.h"

#include <stdlib.h>
#include <string.h>

enum { WORTH_A_WORKER = 8, WORTH_A_PRINTING_WORKER = 1 /* documents */ };

struct gap {
	const char *name;
	struct str reason;
};

struct many {
	struct export_job *job;
	struct document_paths paths;
	struct str *names; /* by document */
	struct progress_line progress;
	struct index_row *rows;
	size_t n_rows;
	struct gap *gaps;
	size_t n_gaps;
	struct str written;
	struct str left_out;
	size_t n_public;
	size_t n_public_whole; /* of which nothing was left out */
	struct str said;       /* last */
	size_t n_others;
	bool is_failed;
	bool has_band;
};

/* ------------------------------------------------------------- from process to process */

/* What is sent before the texts. */
struct result_header {
	bool is_other, is_failed, is_public, has_band;
	int64_t began;
	size_t lens[N_EXPORT_TEXTS];
};

static void work(void *data, size_t at, struct str *out)
{
	struct many *self = data;
	struct export_result result = {0};

	export_job_do(self->job, &self->paths.items[at], str_text(&self->names[at]), &result);

	struct result_header header = {.is_other = result.is_other,
		.is_failed = result.is_failed,
		.is_public = result.is_public,
		.has_band = result.has_band,
		.began = result.began};

	for (size_t i = 0; i < N_EXPORT_TEXTS; i++)
		header.lens[i] = result.texts[i].len;
	str_append(out, (const char *)&header, sizeof header);
	for (size_t i = 0; i < N_EXPORT_TEXTS; i++)
		str_append(out, str_text(&result.texts[i]), result.texts[i].len);
	export_result_release(&result);
}

static void receive(const struct str *in, struct export_result *result)
{
	struct result_header header;
	const char *from = in->data + sizeof header;

	memcpy(&header, in->data, sizeof header);
	*result = (struct export_result){.is_other = header.is_other,
		.is_failed = header.is_failed,
		.is_public = header.is_public,
		.has_band = header.has_band,
		.began = header.began};
	for (size_t i = 0; i < N_EXPORT_TEXTS; i++) {
		str_append(&result->texts[i], from, header.lens[i]);
		from += header.lens[i];
	}
}

/* ------------------------------------------------------------------------ the results */

/* What would be said of each document, such as a folder that cannot be made, is said once. */
static void say(struct many *self, const char *message)
{
	if (str_equal(&self->said, message, strlen(message)))
		return;
	progress_line_clear(&self->progress);
	complain("%s", message);
	str_set(&self->said, message, strlen(message));
}

static void say_messages(struct many *self, const struct str *messages)
{
	for (size_t at = 0; at < messages->len; at += strlen(messages->data + at) + 1)
		say(self, messages->data + at);
}

static void say_notes(struct many *self, const struct str *notes)
{
	if (notes->len == 0)
		return;
	progress_line_clear(&self->progress);
	complain_lines(notes);
}

/* As it is called in the list. */
static const char *name_of(const struct document_path *path)
{
	return path->error ? path_name(path->path) : path->path + path->below;
}

static void note_row(
	struct many *self, const struct document_path *path, struct export_result *result)
{
	struct str *texts = result->texts;

	if (texts[EXPORT_ROW].len > 0) {
		self->rows[self->n_rows++] = (struct index_row){
			.began = result->began,
			.title = texts[EXPORT_TITLE],
			.html = texts[EXPORT_ROW],
		};
		texts[EXPORT_TITLE] = texts[EXPORT_ROW] = (struct str){0};
	} else if (texts[EXPORT_REASON].len > 0) {
		self->gaps[self->n_gaps++] = (struct gap){name_of(path), texts[EXPORT_REASON]};
		texts[EXPORT_REASON] = (struct str){0};
	}
}

static void note_left_out(struct many *self, const struct export_result *result)
{
	const struct str *records = &result->texts[EXPORT_LEFT_OUT];

	self->n_public += result->is_public;
	self->n_public_whole += result->is_public && records->len == 0;
	str_append(&self->left_out, str_text(records), records->len);
}

/* One line for all of them: "left out of 3 of 4 public reports: 3 columns (Who)". */
static void say_left_out(const struct many *self)
{
	size_t n = self->n_public - self->n_public_whole;
	struct str words = {0};
	struct str line = {0};

	if (!self->job->has_several || self->n_public == 0)
		return;
	report_append_left_out(slice_of(&self->left_out), true, &words);
	str_append_text(&line, "afterword: left out of ");
	if (n > 0 && n < self->n_public)
		str_appendf(&line, "%zu of ", n);
	str_appendf(&line, "%zu public report%s: ", self->n_public, self->n_public == 1 ? "" : "s");
	visible_append(&line, str_text(&words), words.len);
	str_append_char(&line, '\n');
	complain_lines(&line);
	str_release(&words);
	str_release(&line);
}

static void take(void *data, size_t at, const struct str *in)
{
	struct many *self = data;
	struct export_result result;

	receive(in, &result);
	self->n_others += result.is_other;
	self->is_failed = self->is_failed || result.is_failed;
	self->has_band = self->has_band || result.has_band;
	say_messages(self, &result.texts[EXPORT_MESSAGES]);
	say_notes(self, &result.texts[EXPORT_NOTES]);
	note_left_out(self, &result);
	str_append(&self->written, str_text(&result.texts[EXPORT_WRITTEN]),
		result.texts[EXPORT_WRITTEN].len);
	note_row(self, &self->paths.items[at], &result);
	export_result_release(&result);
	progress_line_show(&self->progress, at + 1);
}

static void take_failure(struct many *self, const struct err *err)
{
	struct str text = {0};

	err_format(err, &text);
	say(self, str_text(&text));
	self->is_failed = true;
	str_release(&text);
}

/* ---------------------------------------------------------------------- what is at the end */

/* The reason may quote the document, so a public list only has the name. */
static void write_index(struct many *self)
{
	struct index_gap *gaps = mem_zalloc(self->n_gaps + 1, sizeof *gaps);
	bool is_public = self->job->options.is_public;
	struct str html = {0};
	struct err err = {0};

	for (size_t i = 0; i < self->n_gaps; i++)
		gaps[i] = (struct index_gap){
			self->gaps[i].name, is_public ? "" : str_text(&self->gaps[i].reason)};
	index_write(self->rows, self->n_rows, gaps, self->n_gaps, &html);
	if (!export_job_write(
		    self->job, EXPORT_INDEX_NAME ".html", &html, NULL, &self->written, &err))
		take_failure(self, &err);
	str_release(&html);
	free(gaps);
}

static void save_record(struct many *self)
{
	struct err err = {0};

	if (self->written.len > 0 &&
		!export_record_save(&self->job->record, self->job->io, self->job->folder,
			&self->written, &self->job->call->ids, &err))
		take_failure(self, &err);
}

static void many_release(struct many *self)
{
	for (size_t i = 0; i < self->n_rows; i++)
		index_row_release(&self->rows[i]);
	for (size_t i = 0; i < self->n_gaps; i++)
		str_release(&self->gaps[i].reason);
	for (size_t i = 0; i < self->paths.n; i++)
		str_release(&self->names[i]);
	free(self->rows);
	free(self->gaps);
	free(self->names);
	str_release(&self->written);
	str_release(&self->left_out);
	str_release(&self->said);
	document_paths_release(&self->paths);
}

/* -------------------------------------------------------------------------- the whole */

static bool has_format(const struct export_job *job, const char *name)
{
	for (size_t i = 0; i < job->exporters.n; i++)
		if (strcmp(job->exporters.items[i]->name, name) == 0)
			return true;
	return false;
}

static size_t worth_a_worker(const struct export_job *job)
{
	for (size_t i = 0; i < job->exporters.n; i++)
		if (job->exporters.items[i]->is_printed)
			return WORTH_A_PRINTING_WORKER;
	return WORTH_A_WORKER;
}

static void many_init(struct many *self, struct export_job *job)
{
	const struct invocation *call = job->call;
	bool has_several = call->n_arguments > 1;

	*self = (struct many){.job = job};
	for (int i = 0; i < call->n_arguments; i++) {
		has_several = has_several || is_folder(call->arguments[i]);
		document_paths_add(&self->paths, call->arguments[i]);
	}
	document_paths_drop_doubles(&self->paths);
	job->has_several = self->paths.n > 1;
	job->has_index = has_several && has_format(job, "html");
	self->names = export_names_make(&self->paths, job->has_index);
	self->rows = mem_zalloc(self->paths.n + 1, sizeof *self->rows);
	self->gaps = mem_zalloc(self->paths.n + 1, sizeof *self->gaps);
	progress_line_init(&self->progress, "documents", self->paths.n);
}

static void run(struct many *self)
{
	struct err err = {0};

	if (!pool_run(self->paths.n, worth_a_worker(self->job), work, take, self, &err))
		take_failure(self, &err);
	progress_line_clear(&self->progress);
	if (self->n_others == self->paths.n) {
		complain("there is no document in %s", self->job->call->arguments[0]);
		self->is_failed = true;
	} else if (self->job->has_index) {
		write_index(self);
	}
	save_record(self);
	say_left_out(self);
}

int export_many(struct export_job *job)
{
	struct many self;
	struct err err = {0};

	job->io = io_unsynced();
	if (!export_record_load(&job->record, job->io, job->folder, &err))
		return complain_err(&err);
	form_cache_init(&job->cache, job->call->io);
	many_init(&self, job);
	run(&self);

	int status = self.is_failed ? EXIT_WRONG : self.has_band ? EXIT_FINDINGS : EXIT_FINE;

	many_release(&self);
	form_cache_release(&job->cache);
	export_record_release(&job->record);
	return status;
}
