/* Those entries of a log that the options leave, as rows of a document. */
#include "log_rows.h"

#include "base/mem.h"
#include "log/rows.h"
#include "model/table_text.h"
#include "model/walk.h"

#include <stdlib.h>
#include <string.h>

#define DAY_SECONDS INT64_C(86400)

/* The options, understood for a document. */
struct choice {
	struct timeline timeline;
	struct zone zone;
	struct log_dating dating;
	struct when since, until;
	bool *is_wanted;
};

/* --- options --- */

bool log_options_format(
	const struct log_options *self, const struct log_format **format, struct err *err)
{
	const char *name = self->format;
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

/* Many a reason begins with what was typed. */
static bool fail_option(
	const char *option, const char *typed, const struct err *why, struct err *err)
{
	return why->message[0] == '"'
		       ? err_set(err, ERR_USAGE, "--%s: %s", option, why->message)
		       : err_set(err, ERR_USAGE, "--%s \"%s\": %s", option, typed, why->message);
}

static bool parse_moment(const char *option, const char *typed, const struct choice *choice,
	struct when *out, struct err *err)
{
	struct err why = {0};

	*out = (struct when){0};
	return !typed ||
	       log_moment_parse(typed, &choice->dating, choice->dating.captured, out, &why) ||
	       fail_option(option, typed, &why, err);
}

static bool read_zone(const struct log_options *options, struct choice *choice, struct err *err)
{
	struct err why = {0};

	if (!options->zone)
		return true;
	choice->dating.is_zone_given = true;
	return zone_find(&choice->zone, options->zone, NULL, &why) ||
	       fail_option("zone", options->zone, &why, err);
}

static bool read_shift(const struct log_options *options, struct choice *choice, struct err *err)
{
	struct err why = {0};

	return !options->shift || log_shift_parse(options->shift, &choice->dating.shift, &why) ||
	       fail_option("shift", options->shift, &why, err);
}

/* What is followed is copied right now. */
static bool read_captured(const struct log_rows *self, struct choice *choice, struct err *err)
{
	struct when captured;

	if (!parse_moment("captured", self->options->captured, choice, &captured, err))
		return false;
	if (captured.kind != WHEN_NONE)
		choice->dating.captured = when_begin(&captured, &choice->zone);
	else if (!self->options->is_followed && log_needs_captured(&self->log))
		return err_set(err, ERR_USAGE,
			"it has times such as \"Today at 9:41\"; say when it was copied: "
			"--captured \"2026-05-03 18:00\"");
	return true;
}

/* A day is meant to its end. */
static int64_t last_second(const struct when *until, const struct zone *zone)
{
	return when_begin(until, zone) + (until->kind == WHEN_DATE ? DAY_SECONDS - 1 : 0);
}

static bool read_range(const struct log_options *options, struct choice *choice, struct err *err)
{
	if (!parse_moment("since", options->since, choice, &choice->since, err) ||
		!parse_moment("until", options->until, choice, &choice->until, err))
		return false;
	if (choice->since.kind && choice->until.kind &&
		last_second(&choice->until, &choice->zone) <
			when_begin(&choice->since, &choice->zone))
		return err_set(err, ERR_USAGE, "--until \"%s\" is before --since \"%s\"",
			options->until, options->since);
	return true;
}

static bool choice_init(struct choice *self, const struct log_rows *rows,
	const struct document *document, const struct invocation *call, struct err *err)
{
	const struct log_options *options = rows->options;

	*self = (struct choice){.dating = {.captured = invocation_now(call)}};
	document_zone(document, &self->zone);
	self->dating.zone = &self->zone;
	self->dating.before = rows->before;
	log_find_incident(document, &self->dating.start, &self->dating.end);
	return timeline_find(&self->timeline, document->form, err) &&
	       read_zone(options, self, err) && read_shift(options, self, err) &&
	       parse_moment("day", options->day, self, &self->dating.day, err) &&
	       read_range(options, self, err) && read_captured(rows, self, err);
}

/* --- choosing --- */

static bool is_outside(const struct log_entry *entry, const struct choice *choice)
{
	const struct zone *zone = &choice->zone;
	int64_t seconds = entry->when.seconds;

	if (entry->when.kind == WHEN_NONE)
		return false;
	if (entry->when.kind == WHEN_DATE)
		seconds = when_begin(&entry->when, zone);
	return (choice->since.kind && seconds < when_begin(&choice->since, zone)) ||
	       (choice->until.kind && seconds > last_second(&choice->until, zone));
}

static void choose(struct log_rows *self, struct choice *choice)
{
	const char *words = self->options->grep;
	struct log_counts *counts = &self->counts;

	*counts = (struct log_counts){0};
	for (size_t i = 0; i < LOG_N_RULES; i++)
		counts->by_rule[i] = self->log.left_out[i];
	for (size_t i = 0; i < self->log.n; i++) {
		const struct log_entry *entry = &self->log.entries[i];

		if (entry->rule != LOG_TAKEN)
			counts->by_rule[entry->rule]++;
		else if (words && !log_entry_holds(entry, words, strlen(words)))
			counts->unmatched++;
		else if (is_outside(entry, choice))
			counts->outside++;
		else
			choice->is_wanted[i] = true;
	}
}

/* --- adding --- */

/* Fails, and says which rows a document has room for. */
static bool refuse_rows(const struct log_rows *self, const size_t *indexes, size_t fitting,
	size_t n, struct err *err)
{
	struct str last = {0};

	if (fitting == 0)
		return err_set(err, ERR_LIMIT,
			"nothing was added: a document holds %u MiB, and this one has no room for "
			"the first of these %zu rows",
			YAML_MAX_BYTES >> 20, n);
	when_format(&self->log.entries[indexes[fitting - 1]].when, &last);
	err_set(err, ERR_LIMIT,
		"nothing was added: a document holds %u MiB, and of these %zu rows only the first "
		"%zu in time fit%s%s; --until takes just these",
		YAML_MAX_BYTES >> 20, n, fitting, last.len > 0 ? ", up to " : "", str_text(&last));
	str_release(&last);
	return false;
}

static bool add_rows(const struct log_rows *self, const struct choice *choice,
	struct document *document, const struct invocation *call, const size_t *indexes, size_t n,
	struct err *err)
{
	size_t fitting = log_count_fitting(&self->log, indexes, n, &choice->timeline, document);
	struct ops ops = {0};
	bool done;

	if (fitting < n)
		return refuse_rows(self, indexes, fitting, n, err);
	log_append_ops(&self->log, indexes, n, &choice->timeline, document, &call->ids, &ops);
	done = document_apply_all_at(document, &ops, err);
	ops_release(&ops);
	return done;
}

/* --- printing --- */

/* False, after a message, if they cannot be written. */
static bool print_rows(const struct log_rows *self, const struct choice *choice,
	const struct document *document, const size_t *indexes, size_t n)
{
	const struct form_field *table = &document->form->fields[choice->timeline.field];
	struct str *cells = mem_zalloc(table->n_columns, sizeof *cells);
	struct str out = {0};
	bool done;

	table_text_append_head(table, &out);
	for (size_t i = 0; i < n; i++) {
		for (unsigned column = 0; column < table->n_columns; column++)
			str_clear(&cells[column]);
		log_fill_cells(
			&self->log.entries[indexes[i]], &choice->timeline, document->form, cells);
		table_text_append_row(table, cells, &out);
	}
	done = print(&out);
	for (unsigned i = 0; i < table->n_columns; i++)
		str_release(&cells[i]);
	free(cells);
	str_release(&out);
	return done;
}

bool log_rows_add(
	struct document *document, const struct invocation *call, void *data, struct err *err)
{
	struct log_rows *self = data;
	struct choice choice;
	size_t *indexes;
	size_t n;
	bool done;

	if (!choice_init(&choice, self, document, call, err)) {
		if (err->code == ERR_USAGE)
			self->refused = *err;
		return false;
	}
	choice.is_wanted = mem_zalloc(self->log.n + 1, sizeof *choice.is_wanted);
	log_date(&self->log, &choice.dating);
	log_take_kinds(&self->log, &choice.timeline, document->form);
	log_find_duplicates(&self->log, &choice.timeline, document);
	choose(self, &choice);
	indexes = log_sort(&self->log, choice.is_wanted, &n);
	done = self->options->is_dry ? print_rows(self, &choice, document, indexes, n)
				     : add_rows(self, &choice, document, call, indexes, n, err);
	self->counts.added = n;
	self->shift = choice.dating.shift;
	free(indexes);
	free(choice.is_wanted);
	return done;
}
