/*
 * afterword log --import: all rows of a log or a chat copy, or those that the options leave; what
 * was left out is counted by its reason.
 */
#include "log_import.h"

#include "base/mem.h"
#include "log/rows.h"
#include "model/table_text.h"
#include "model/walk.h"
#include "text/search.h"

#include <stdlib.h>
#include <string.h>

/* An import in progress; it may be done again if somebody else saves meanwhile. */
struct importing {
	const struct log_import *options;
	struct log log;
	bool *is_wanted;
	size_t n_unmatched; /* left out by --grep */
	size_t n_outside;   /* by --since and --until */
	size_t n_added;
};

/* --- options --- */

static bool parse_moment(const char *option, const char *typed, const struct zone *zone,
	const struct when *near, int64_t now, struct when *out, struct err *err)
{
	const struct when_context context = {
		.zone = zone, .now = now, .before = *near, .tense = WHEN_PAST, .order = WHEN_LOOSE};
	struct err why = {0};

	*out = (struct when){0};
	if (!typed)
		return true;
	if (when_parse_loose(out, typed, &context, NULL, &why) &&
		(out->kind == WHEN_INSTANT || out->kind == WHEN_DATE))
		return true;
	return err_set(err, ERR_USAGE, "--%s \"%s\": %s", option, typed,
		why.code ? why.message : "it is no time");
}

static bool read_dating(const struct importing *self, const struct document *document,
	const struct invocation *call, struct zone *zone, struct log_dating *dating,
	struct err *err)
{
	const struct log_import *options = self->options;
	struct when captured;

	document_zone(document, zone);
	*dating = (struct log_dating){.zone = zone, .captured = invocation_now(call)};
	if (options->zone) {
		if (!zone_find(zone, options->zone, NULL, err))
			return false;
		dating->is_zone_given = true;
	}
	log_find_start(document, &dating->start);
	if (!parse_moment("day", options->day, zone, &dating->start, dating->captured, &dating->day,
		    err) ||
		!parse_moment("captured", options->captured, zone, &dating->start, dating->captured,
			&captured, err) ||
		(options->shift && !log_shift_parse(options->shift, &dating->shift, err)))
		return false;
	if (captured.kind != WHEN_NONE)
		dating->captured = when_begin(&captured, zone);
	else if (log_needs_captured(&self->log))
		return err_set(err, ERR_USAGE,
			"it has times such as \"Today at 9:41\"; say when it was copied: "
			"--captured \"2026-05-03 18:00\"");
	return true;
}

/* --- choosing --- */

static bool finds(const char *text, const char *words)
{
	return search_text(text, strlen(text), words, strlen(words), 0, NULL) != SIZE_MAX;
}

static bool holds(const struct log_entry *entry, const char *words)
{
	return !words || finds(entry->what, words) || finds(entry->who, words);
}

static bool choose(struct importing *self, const struct zone *zone, const struct log_dating *dating,
	struct err *err)
{
	const struct log_import *options = self->options;
	struct when since, until;

	if (!parse_moment(
		    "since", options->since, zone, &dating->start, dating->captured, &since, err) ||
		!parse_moment("until", options->until, zone, &dating->start, dating->captured,
			&until, err))
		return false;
	self->n_unmatched = self->n_outside = 0;
	for (size_t i = 0; i < self->log.n; i++) {
		const struct log_entry *entry = &self->log.entries[i];
		bool is_outside =
			entry->when.kind == WHEN_INSTANT &&
			((since.kind && entry->when.seconds < when_begin(&since, zone)) ||
				(until.kind && entry->when.seconds > when_begin(&until, zone)));

		self->is_wanted[i] = false;
		if (entry->rule != LOG_TAKEN)
			continue;
		if (!holds(entry, options->grep))
			self->n_unmatched++;
		else if (is_outside)
			self->n_outside++;
		else
			self->is_wanted[i] = true;
	}
	return true;
}

/* --- adding --- */

static bool add_row(struct document *document, const struct invocation *call,
	const struct timeline *timeline, const struct log_entry *entry, struct err *err)
{
	size_t n_columns = document->form->fields[timeline->field].n_columns;
	struct str *cells = mem_zalloc(n_columns, sizeof *cells);
	struct op op = {0};
	char id[ID_SIZE];
	bool done;

	log_fill_cells(entry, timeline, document->form, cells);
	do {
		id_source_next(&call->ids, id);
	} while (document_row_index(document, timeline->field, id) != SIZE_MAX);
	document_op_insert(document, timeline->field,
		timeline_place(timeline, document, str_text(&cells[timeline->time])), id, &op);
	for (size_t i = 0; i < n_columns; i++) {
		str_set(&op.cells[i], str_text(&cells[i]), cells[i].len);
		str_release(&cells[i]);
	}
	done = document_apply_at(document, &op, err);
	op_release(&op);
	free(cells);
	return done;
}

static void print_rows(const struct importing *self, const struct document *document,
	const struct timeline *timeline, const size_t *indexes, size_t n);

static bool add(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	struct importing *self = data;
	struct timeline timeline;
	struct zone zone;
	struct log_dating dating;
	size_t *indexes;
	size_t n;
	bool done = true;

	if (!timeline_find(&timeline, document->form, err) ||
		!read_dating(self, document, call, &zone, &dating, err))
		return false;
	log_date(&self->log, &dating);
	log_take_kinds(&self->log, &timeline, document->form);
	log_find_duplicates(&self->log, &timeline, document);
	if (!choose(self, &zone, &dating, err))
		return false;
	indexes = log_sort(&self->log, self->is_wanted, &n);
	if (self->options->is_dry)
		print_rows(self, document, &timeline, indexes, n);
	for (size_t i = 0; i < n && done && !self->options->is_dry; i++)
		done = add_row(document, call, &timeline, &self->log.entries[indexes[i]], err);
	self->n_added = n;
	free(indexes);
	return done;
}

/* --- saying --- */

static void print_rows(const struct importing *self, const struct document *document,
	const struct timeline *timeline, const size_t *indexes, size_t n)
{
	const struct form_field *rows = &document->form->fields[timeline->field];
	struct str *cells = mem_zalloc(rows->n_columns, sizeof *cells);
	struct str out = {0};

	table_text_append_head(rows, &out);
	for (size_t i = 0; i < n; i++) {
		for (unsigned column = 0; column < rows->n_columns; column++)
			str_clear(&cells[column]);
		log_fill_cells(&self->log.entries[indexes[i]], timeline, document->form, cells);
		table_text_append_row(rows, cells, &out);
	}
	(void)print(&out);
	for (unsigned i = 0; i < rows->n_columns; i++)
		str_release(&cells[i]);
	free(cells);
	str_release(&out);
}

static void count(struct str *out, size_t n, const char *what)
{
	if (n > 0)
		str_appendf(out, "%s%zu %s", out->len > 0 ? ", " : "", n, what);
}

static void say_result(const struct importing *self)
{
	size_t by_rule[LOG_N_RULES] = {0};
	struct str out = {0};
	const char *rows = self->n_added == 1 ? "row" : "rows";

	for (size_t i = 0; i < LOG_N_RULES; i++)
		by_rule[i] = self->log.left_out[i];
	for (size_t i = 0; i < self->log.n; i++)
		by_rule[self->log.entries[i].rule]++;
	for (size_t i = LOG_TAKEN + 1; i < LOG_N_RULES; i++)
		count(&out, by_rule[i], log_rule_name(i));
	count(&out, self->n_unmatched, "without the words of --grep");
	count(&out, self->n_outside, "outside --since and --until");
	complain("read as %s: %zu %s%s%s%s", log_format_name(self->log.format), self->n_added, rows,
		self->options->is_dry ? "" : " added", out.len > 0 ? "; left out: " : "",
		str_text(&out));
	if (self->log.cut_line > 0)
		complain("%s:%u: what begins here has no end, so it was left out",
			self->options->input, self->log.cut_line);
	str_release(&out);
}

static bool find_format(const char *name, const struct log_format **format, struct err *err)
{
	struct str names = {0};

	*format = name ? log_format_find(name) : NULL;
	if (!name || *format)
		return true;
	for (size_t i = 0; i < log_n_formats(); i++)
		str_appendf(&names, "%s%s", i > 0 ? ", " : "", log_format_name(log_format_at(i)));
	err_set(err, ERR_USAGE, "unknown log format '%s'; use %s", name, str_text(&names));
	str_release(&names);
	return false;
}

/* As adding them, to a document that is not saved. */
static bool look(const struct invocation *call, struct importing *self, struct err *err)
{
	struct form_cache cache;
	struct loaded loaded;
	bool done = false;

	form_cache_init(&cache, call->io);
	if (loaded_init(&loaded, &cache, call->arguments[0], err)) {
		done = add(&loaded.document, call, self, err);
		loaded_release(&loaded);
	}
	form_cache_release(&cache);
	return done;
}

int log_import(const struct invocation *call, const struct log_import *options)
{
	struct importing self = {.options = options};
	const struct log_format *format;
	struct str input = {0};
	struct err err = {0};
	bool done = find_format(options->format, &format, &err) &&
		    input_read(call->io, options->input, &input, &err);

	if (done && !log_read(&self.log, slice_of(&input), format, &err))
		done = err_locate(&err, options->input, 0, 0);
	if (done) {
		self.is_wanted = mem_zalloc(self.log.n + 1, sizeof *self.is_wanted);
		done = options->is_dry
			       ? look(call, &self, &err)
			       : document_update(call, call->arguments[0], add, &self, &err);
	}
	if (done)
		say_result(&self);
	free(self.is_wanted);
	log_release(&self.log);
	str_release(&input);
	if (!done)
		return complain_err(&err);
	return self.n_added > 0 ? EXIT_FINE : EXIT_FINDINGS;
}
