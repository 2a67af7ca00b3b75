/*
 * afterword log --import: all rows of a log or a chat copy, or those that the options leave; what
 * was left out is counted by its reason.
 */
#include "log_import.h"

#include "log_follow.h"

#include "log/rows.h"

#include <fcntl.h>
#include <string.h>

/* Of a log only some lines may be wanted: it may be larger than a document. */
#define LOG_MAX_BYTES ((size_t)32 << 20)

/* As adding them, to a document that is not saved. */
static bool look(const struct invocation *call, struct log_rows *rows, struct err *err)
{
	struct form_cache cache;
	struct loaded loaded;
	bool done = false;

	form_cache_init(&cache, call->io);
	if (loaded_init(&loaded, &cache, call->arguments[0], err)) {
		done = log_rows_add(&loaded.document, call, rows, err);
		loaded_release(&loaded);
	}
	form_cache_release(&cache);
	return done;
}

/* A document's own times would become rows of it. */
static bool check_input(
	const struct invocation *call, const struct log_options *options, struct err *err)
{
	const struct io *io = &call->io;
	struct stat input, document;

	if (strcmp(options->input, "-") == 0 ||
		io->ops->fstatat(io->context, AT_FDCWD, options->input, &input, 0) != 0 ||
		io->ops->fstatat(io->context, AT_FDCWD, call->arguments[0], &document, 0) != 0 ||
		input.st_dev != document.st_dev || input.st_ino != document.st_ino)
		return true;
	return err_set(err, ERR_USAGE, "'%s' is the document itself, not a log", options->input);
}

static void say_result(const struct log_rows *rows)
{
	struct str result = {0};

	log_counts_format(&rows->counts, rows->options, &result);
	complain("read as %s: %s", log_format_name(rows->log.format), str_text(&result));
	if (rows->log.n_fractions > 0)
		complain("times are to the second; fractions were left out of %zu",
			rows->log.n_fractions);
	if (rows->log.cut_line > 0)
		complain("%s:%u: what begins here has no end, so it was left out",
			input_name(rows->options->input), rows->log.cut_line);
	str_release(&result);
}

/* Adds what was read, or prints it. */
static int add(const struct invocation *call, struct log_rows *rows)
{
	struct err err = {0};
	bool done = rows->options->is_dry
			    ? look(call, rows, &err)
			    : document_update(call, call->arguments[0], log_rows_add, rows, &err);

	if (!done && rows->refused.code)
		return complain_err(&rows->refused);
	if (!done) /* what cannot be printed has been said */
		return err.code ? complain_err(&err) : EXIT_WRONG;
	say_result(rows);
	return rows->counts.added > 0 ? EXIT_FINE : EXIT_FINDINGS;
}

/* Reads a log for this document, of which it may have rows. */
static int read_for(const struct document *document, const struct log_format *format,
	struct slice input, struct log_rows *rows)
{
	struct timeline timeline;
	struct err err = {0};
	int status;

	if (!timeline_find(&timeline, document->form, &err))
		return complain_err(&err);
	if (log_read_for(&rows->log, input, format, &timeline, document->form, &err))
		return EXIT_FINE;
	status = err.code == ERR_MISSING ? EXIT_FINDINGS : EXIT_WRONG;
	err_locate(&err, input_name(rows->options->input), 0, 0);
	complain_err(&err);
	return status;
}

/* Frees the bytes that it has read, because adding needs the most memory. */
static int read_rows(
	const struct invocation *call, const struct log_format *format, struct log_rows *rows)
{
	struct form_cache cache;
	struct loaded loaded;
	struct str input = {0};
	struct err err = {0};
	int status;

	form_cache_init(&cache, call->io);
	if (!input_read_most(call->io, rows->options->input, LOG_MAX_BYTES, &input, &err) ||
		!loaded_init(&loaded, &cache, call->arguments[0], &err)) {
		status = complain_err(&err);
	} else {
		status = read_for(&loaded.document, format, slice_of(&input), rows);
		loaded_release(&loaded);
	}
	form_cache_release(&cache);
	str_release(&input);
	return status;
}

static int import_all(const struct invocation *call, const struct log_options *options,
	const struct log_format *format)
{
	struct log_rows rows = {.options = options};
	int status = read_rows(call, format, &rows);

	if (status != EXIT_FINE)
		return status;
	status = add(call, &rows);
	log_release(&rows.log);
	return status;
}

int log_import(const struct invocation *call, const struct log_options *options)
{
	const struct log_format *format;
	struct err err = {0};

	if (!log_options_format(options, &format, &err) || !check_input(call, options, &err))
		return complain_err(&err);
	return options->is_followed ? log_follow(call, options) : import_all(call, options, format);
}
