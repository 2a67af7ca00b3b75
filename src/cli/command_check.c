/* afterword check: all findings of documents and folders of them. */
#include "base/mem.h"
#include "check/check.h"
#include "document_paths.h"
#include "internal.h"
#include "pool.h"
#include "report/findings.h"

#include <stdlib.h>
#include <string.h>

enum { OPTION_FORMAT, OPTION_AS };

enum { WORTH_A_WORKER = 32 /* documents */ };

/* One file's result; findings refer to the form of the document. */
struct result {
	const struct document_path *file;
	bool is_other; /* not a document: another program's YAML file */
	struct findings findings;
	const struct form *form;
	struct err failure;
};

struct run {
	const struct invocation *call;
	struct form_cache cache;
	enum status as;
	struct document_paths paths;
	struct result *items;
	size_t n;
};

static void check_file(struct run *run, struct result *result)
{
	const char *path = result->file->path;
	struct loaded loaded;
	struct str bytes = {0};

	if (result->file->error) {
		err_system(&result->failure, result->file->error, "the folder cannot be read");
		err_locate(&result->failure, path, 0, 0);
	} else if (file_load(run->call->io, path, &bytes, NULL, &result->failure)) {
		result->is_other = !result->file->was_named && !is_document_text(&bytes);
		if (!result->is_other &&
			loaded_parse(&loaded, &run->cache, path, &bytes, &result->failure)) {
			result->form = loaded.document.form;
			check_document(&loaded.document, run->as, invocation_now(run->call),
				&result->findings);
			loaded_release(&loaded);
		}
	}
	str_release(&bytes);
}

/* --- in processes --- */

/* What one process sends to the other before the findings and their texts. Rules have the same
 * address in both, because they run the same program. */
struct result_header {
	bool is_other;
	bool has_form;
	struct err failure;
	size_t n;
	size_t counts[N_LEVELS];
};

/* Results from this process are kept; from another process they arrive with such a header. */
static void work(void *data, size_t at, struct str *out)
{
	struct run *run = data;
	struct result result = run->items[at];

	check_file(run, &result);

	struct result_header header = {.is_other = result.is_other,
		.has_form = result.form != NULL,
		.failure = result.failure,
		.n = result.findings.n};

	memcpy(header.counts, result.findings.counts, sizeof(header.counts));
	str_append(out, (const char *)&header, sizeof(header));
	str_append(out, (const char *)result.findings.items,
		result.findings.n * sizeof(*result.findings.items));
	for (size_t i = 0; i < result.findings.n; i++)
		str_append(out, result.findings.items[i].text,
			strlen(result.findings.items[i].text) + 1);
	if (result.form)
		str_append(out, result.form->name, strlen(result.form->name) + 1);
	findings_release(&result.findings);
}

static void take(void *data, size_t at, const struct str *in)
{
	struct run *run = data;
	struct result *result = &run->items[at];
	struct findings *findings = &result->findings;
	struct result_header header;
	const char *from = in->data;

	memcpy(&header, from, sizeof(header));
	from += sizeof(header);
	result->is_other = header.is_other;
	result->failure = header.failure;
	findings->items = mem_grow(NULL, &findings->cap, header.n + 1, sizeof(*findings->items));
	findings->n = header.n;
	memcpy(findings->items, from, header.n * sizeof(*findings->items));
	memcpy(findings->counts, header.counts, sizeof(header.counts));
	from += header.n * sizeof(*findings->items);
	for (size_t i = 0; i < header.n; i++) {
		findings->items[i].text = mem_strdup(from);
		from += strlen(from) + 1;
	}
	if (header.has_form)
		result->form =
			form_cache_find(&run->cache, from, result->file->path, &result->failure);
}

/* Drops files that turned out not to be documents. */
static void drop_others(struct run *run)
{
	size_t kept = 0;

	for (size_t i = 0; i < run->n; i++) {
		if (run->items[i].is_other) {
			findings_release(&run->items[i].findings);
		} else {
			run->items[kept++] = run->items[i];
		}
	}
	run->n = kept;
}

static bool print_text(const struct run *run)
{
	struct str text = {0};

	for (size_t i = 0; i < run->n; i++) {
		if (run->items[i].failure.code != ERR_NONE)
			complain_err(&run->items[i].failure);
		else
			findings_format_text(
				&run->items[i].findings, run->items[i].file->path, &text);
	}

	bool done = print(&text);

	str_release(&text);
	return done;
}

static bool print_json(const struct run *run)
{
	struct checked_file *files = mem_zalloc(run->n + 1, sizeof(*files));
	struct str text = {0};
	struct err err = {0};

	for (size_t i = 0; i < run->n; i++) {
		const struct result *item = &run->items[i];
		bool failed = item->failure.code != ERR_NONE;

		files[i] = (struct checked_file){item->file->path, item->form, &item->findings,
			failed ? &item->failure : NULL};
		if (failed)
			complain_err(&item->failure);
	}

	bool done = findings_format_json(files, run->n, &text, &err);

	if (!done)
		complain_err(&err);
	else
		done = print(&text);
	str_release(&text);
	free(files);
	return done;
}

static const struct format {
	const char *name;
	bool (*print)(const struct run *run);
} formats[] = {
	{"text", print_text},
	{"json", print_json},
};

static const struct format *find_format(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (!name || strcmp(formats[i].name, name) == 0)
			return &formats[i];
	}
	complain("unknown format '%s'; use text or json", name);
	return NULL;
}

static int exit_status(const struct run *run)
{
	int status = EXIT_FINE;

	for (size_t i = 0; i < run->n; i++) {
		if (run->items[i].failure.code != ERR_NONE)
			return EXIT_WRONG;
		if (run->items[i].findings.counts[LEVEL_ERROR])
			status = EXIT_FINDINGS;
	}
	return status;
}

static void run_release(struct run *self)
{
	for (size_t i = 0; i < self->n; i++)
		findings_release(&self->items[i].findings);
	free(self->items);
	document_paths_release(&self->paths);
	form_cache_release(&self->cache);
}

static int run(const struct invocation *call)
{
	struct run run = {.call = call, .as = STATUS_NEVER};
	const struct format *format = find_format(call->values[OPTION_FORMAT]);

	if (!format)
		return EXIT_WRONG;
	if (call->values[OPTION_AS] && !status_parse(call->values[OPTION_AS], &run.as)) {
		complain(
			"unknown status '%s'; use draft, review or final", call->values[OPTION_AS]);
		return EXIT_WRONG;
	}
	form_cache_init(&run.cache, call->io);
	for (int i = 0; i < call->n_arguments; i++)
		document_paths_add(&run.paths, call->arguments[i]);
	run.n = run.paths.n;
	run.items = mem_zalloc(run.n + 1, sizeof(*run.items));
	for (size_t i = 0; i < run.n; i++)
		run.items[i].file = &run.paths.items[i];

	struct err err = {0};
	int status = EXIT_WRONG;

	if (!pool_run(run.n, WORTH_A_WORKER, work, take, &run, &err)) {
		complain_err(&err);
	} else {
		drop_others(&run);
		status = exit_status(&run);
		if (!format->print(&run))
			status = EXIT_WRONG;
	}
	run_release(&run);
	return status;
}

const struct command command_check = {
	.name = "check",
	.arguments = "PATH...",
	.about = "Show what is missing or inconsistent in documents or folders of them",
	.least = 1,
	.most = -1,
	.options =
		{
			[OPTION_FORMAT] = {"format", 0, "FORMAT", "text or json"},
			[OPTION_AS] = {"as", 0, "STATUS",
				"check as draft, review or final, whatever the document says"},
		},
	.run = run,
};
