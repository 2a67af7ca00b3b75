/* Entries of a log as rows of a document's timeline. */
#include "internal.h"
#include "log/rows.h"

#include "model/kind.h"
#include "model/typed.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

bool timeline_find(struct timeline *self, const struct form *form, struct err *err)
{
	const struct form_field *rows;

	self->field = form_find_role(form, ROLE_EVENTS);
	if (self->field == FORM_NONE)
		return err_set(
			err, ERR_MISSING, "form '%s' has no timeline (role: events)", form->name);
	rows = &form->fields[self->field];
	self->time = form_find_column_role(rows, ROLE_EVENT_TIME);
	self->kind = form_find_column_role(rows, ROLE_EVENT_KIND);
	self->text = form_find_column_role(rows, ROLE_EVENT_TEXT);
	self->who = form_find_column_role(rows, ROLE_EVENT_WHO);
	if (self->time == FORM_NONE || self->text == FORM_NONE)
		return err_set(err, ERR_MISSING,
			"the timeline of form '%s' has no column for the time or the text",
			form->name);
	return true;
}

static bool read_time(const char *text, struct when *when)
{
	return when_parse(when, text, NULL) &&
	       (when->kind == WHEN_INSTANT || when->kind == WHEN_DATE);
}

static void find_time(const struct document *document, enum role role, struct when *out)
{
	unsigned field = form_find_role(document->form, role);

	if (field == FORM_NONE || !read_time(document_text(document, field), out))
		*out = (struct when){0};
}

void log_find_incident(const struct document *document, struct when *start, struct when *end)
{
	find_time(document, ROLE_START, start);
	find_time(document, ROLE_END, end);
}

void log_take_kinds(struct log *self, const struct timeline *timeline, const struct form *form)
{
	const struct form_field *columns = form->fields[timeline->field].columns;

	if (timeline->kind == FORM_NONE || !self->format->is_written)
		return;
	for (size_t i = 0; i < self->n; i++) {
		struct log_entry *entry = &self->entries[i];
		struct slice rest = slice_of_text(entry->what);
		const char *kind = typed_take_choice(&columns[timeline->kind], &rest);
		char *what;

		if (!kind || entry->kind[0] != '\0')
			continue;
		what = mem_strndup(rest.data, rest.len);
		free(entry->what);
		free(entry->kind);
		entry->what = what;
		entry->kind = mem_strndup(kind, strlen(kind));
	}
}

/* Such a place among the first n rows. */
static size_t place_among(const struct timeline *self, const struct document *document, size_t n,
	const struct when *at)
{
	const struct rows *rows = &document->tables[self->field];
	struct when when;

	while (n > 0) {
		const struct value *value = &rows->items[n - 1].cells[self->time];

		if (!when_parse(&when, str_text(&value->text), NULL) || when.kind != WHEN_INSTANT ||
			when.seconds <= at->seconds)
			break;
		n--;
	}
	return n;
}

size_t timeline_place(
	const struct timeline *self, const struct document *document, const char *time)
{
	size_t n = document->tables[self->field].n;
	struct when at;

	return read_time(time, &at) ? place_among(self, document, n, &at) : n;
}

/* The indexes at which the entries are inserted one after the other. */
static void find_places(const struct log *self, const size_t *indexes, size_t n,
	const struct timeline *timeline, const struct document *document, size_t *places)
{
	size_t place = document->tables[timeline->field].n;

	/* From the last one on, because an earlier one belongs no further down. */
	for (size_t i = n; i-- > 0;) {
		const struct when *when = &self->entries[indexes[i]].when;

		if (when->kind != WHEN_NONE)
			place = place_among(timeline, document, place, when);
		places[i] = place;
	}
	/* One without a time stays with the one before it. */
	for (size_t i = 1; i < n; i++)
		if (self->entries[indexes[i]].when.kind == WHEN_NONE)
			places[i] = places[i - 1];
	for (size_t i = 0; i < n; i++)
		places[i] += i;
}

void log_append_ops(const struct log *self, const size_t *indexes, size_t n,
	const struct timeline *timeline, const struct document *document,
	const struct id_source *ids, struct ops *ops)
{
	size_t *places = mem_zalloc(n + 1, sizeof *places);

	find_places(self, indexes, n, timeline, document, places);
	for (size_t i = 0; i < n; i++) {
		struct op *op = ops_add(ops);
		char id[ID_SIZE];

		document_new_row_id(document, timeline->field, ids, id);
		document_op_insert(document, timeline->field, places[i], id, op);
		log_fill_cells(&self->entries[indexes[i]], timeline, document->form, op->cells);
	}
	free(places);
}

/* --- duplicates --- */

/* What two rows are compared by: the moment, and the text without its white space; where nobody
 * can read the time, it is compared as text, too. */
struct print {
	int64_t seconds; /* INT64_MIN: not known */
	uint64_t text;
	size_t entry; /* SIZE_MAX: a row of the document */
};

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv */
static uint64_t hash_text(uint64_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		if (!ascii_is_space(*text))
			hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return hash;
}

/* Of the cells of a row. */
static struct print print_of(const char *time, const char *text, size_t entry)
{
	static const uint64_t basis = UINT64_C(14695981039346656037);
	struct when when;

	if (read_time(time, &when))
		return (struct print){when.seconds, hash_text(basis, text), entry};
	return (struct print){INT64_MIN, hash_text(hash_text(basis, time), text), entry};
}

static int compare_prints(const void *left, const void *right)
{
	const struct print *a = left;
	const struct print *b = right;

	if (a->seconds != b->seconds)
		return a->seconds < b->seconds ? -1 : 1;
	if (a->text != b->text)
		return a->text < b->text ? -1 : 1;
	/* the rows of the document first, then in the order of the log */
	if (a->entry == b->entry)
		return 0;
	return a->entry + 1 < b->entry + 1 ? -1 : 1;
}

static size_t gather_rows(
	const struct timeline *timeline, const struct document *document, struct print *prints)
{
	const struct rows *rows = &document->tables[timeline->field];
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		const struct value *cells = rows->items[i].cells;

		prints[n++] = print_of(str_text(&cells[timeline->time].text),
			str_text(&cells[timeline->text].text), SIZE_MAX);
	}
	return n;
}

void log_find_duplicates(
	struct log *self, const struct timeline *timeline, const struct document *document)
{
	unsigned n_columns = document->form->fields[timeline->field].n_columns;
	struct str *cells = mem_zalloc(n_columns, sizeof *cells);
	size_t most = document->tables[timeline->field].n + self->n;
	struct print *prints = mem_zalloc(most ? most : 1, sizeof *prints);
	size_t n = gather_rows(timeline, document, prints);

	for (size_t i = 0; i < self->n; i++) {
		struct log_entry *entry = &self->entries[i];

		if (entry->rule == LOG_DUPLICATE)
			entry->rule = LOG_TAKEN;
		if (entry->rule != LOG_TAKEN)
			continue;
		log_fill_cells(entry, timeline, document->form, cells); /* as its row would be */
		prints[n++] = print_of(
			str_text(&cells[timeline->time]), str_text(&cells[timeline->text]), i);
	}
	qsort(prints, n, sizeof *prints, compare_prints);
	for (size_t i = 1; i < n; i++)
		if (prints[i].seconds == prints[i - 1].seconds &&
			prints[i].text == prints[i - 1].text && prints[i].entry != SIZE_MAX)
			self->entries[prints[i].entry].rule = LOG_DUPLICATE;
	for (unsigned i = 0; i < n_columns; i++)
		str_release(&cells[i]);
	free(cells);
	free(prints);
}

/* --- order --- */

struct place_in_time {
	int64_t seconds;
	size_t entry;
};

static int compare_places(const void *left, const void *right)
{
	const struct place_in_time *a = left;
	const struct place_in_time *b = right;

	if (a->seconds != b->seconds)
		return a->seconds < b->seconds ? -1 : 1;
	return a->entry < b->entry ? -1 : a->entry > b->entry;
}

size_t *log_sort(const struct log *self, const bool *is_wanted, size_t *n)
{
	struct place_in_time *places = mem_zalloc(self->n + 1, sizeof *places);
	size_t *indexes = mem_zalloc(self->n + 1, sizeof *indexes);
	int64_t last = INT64_MIN;

	*n = 0;
	for (size_t i = 0; i < self->n; i++) {
		if (self->entries[i].when.kind != WHEN_NONE)
			last = self->entries[i].when.seconds;
		if (is_wanted[i])
			places[(*n)++] = (struct place_in_time){last, i};
	}
	qsort(places, *n, sizeof *places, compare_places);
	for (size_t i = 0; i < *n; i++)
		indexes[i] = places[i].entry;
	free(places);
	return indexes;
}

/* --- room --- */

enum {
	CELL_BYTES = 16,  /* of its key, indentation and quotes in the file, beside its text */
	LINE_BYTES = 16,  /* of the indentation of each further line */
	ESCAPE_BYTES = 4, /* "\\x1B" */
	TIME_BYTES = 26,  /* "~2024-05-03T09:41:00+02:00" */
};

/* At most, in the file; none if it is empty. */
static size_t cell_bytes(const struct form_field *table, unsigned column, const char *text)
{
	size_t n = CELL_BYTES;

	if (column == FORM_NONE || text[0] == '\0')
		return 0;
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			n += 1 + LINE_BYTES;
		else if (*text == '"' || *text == '\\')
			n += 2;
		else
			n += (unsigned char)*text < ' ' || *text == 0x7F ? ESCAPE_BYTES : 1;
	}
	return n + strlen(table->columns[column].key);
}

static size_t entry_bytes(const struct log_entry *entry, const struct timeline *timeline,
	const struct form_field *table)
{
	size_t n = CELL_BYTES + ID_SIZE;

	for (unsigned i = 0; entry->cells && i < table->n_columns; i++)
		n += cell_bytes(table, i, str_text(&entry->cells[i]));
	if (entry->cells)
		return n;
	return n + cell_bytes(table, timeline->time, entry->stamp) + TIME_BYTES +
	       cell_bytes(table, timeline->text, entry->what) +
	       cell_bytes(table, timeline->who, entry->who) +
	       cell_bytes(table, timeline->kind, entry->kind);
}

/* What a save would write; its source, if that is not possible. */
static size_t document_bytes(const struct document *document)
{
	struct str bytes = {0};
	size_t n = document->source.source.len;

	if (document_format(document, &bytes, NULL))
		n = bytes.len;
	str_release(&bytes);
	return n;
}

size_t log_count_fitting(const struct log *self, const size_t *indexes, size_t n,
	const struct timeline *timeline, const struct document *document)
{
	const struct form_field *table = &document->form->fields[timeline->field];
	size_t all = 0;
	size_t room;

	for (size_t i = 0; i < n; i++)
		all += entry_bytes(&self->entries[indexes[i]], timeline, table);
	room = document_bytes(document);
	room = room < YAML_MAX_BYTES ? YAML_MAX_BYTES - room : 0;
	if (all <= room)
		return n;
	for (size_t i = 0; i < n; i++) {
		size_t bytes = entry_bytes(&self->entries[indexes[i]], timeline, table);

		if (bytes > room)
			return i;
		room -= bytes;
	}
	return n;
}

/* --- cells --- */

/* Line ends become spaces where a column holds one line. */
static void set_text(const struct form_field *column, const char *text, struct str *cell)
{
	str_set(cell, text, strlen(text));
	if (!kind_info(column->kind)->is_one_line)
		return;
	for (size_t i = 0; i < cell->len; i++)
		if (cell->data[i] == '\n')
			cell->data[i] = ' ';
}

/* "Ana: search is down", where no column is for Ana. */
static void put_before(const char *who, struct str *cell)
{
	str_splice(cell, 0, 0, ": ", 2);
	str_splice(cell, 0, 0, who, strlen(who));
}

/* As it is stored, or as it stands in the log if it cannot be read. */
static void append_time(const struct log_entry *entry, struct str *out)
{
	if (entry->when.kind == WHEN_NONE)
		str_append_text(out, entry->stamp);
	else
		when_format(&entry->when, out);
}

/* The time stays as it is stored, unless dating has made another one of it. */
static void fill_copied(const struct log_entry *entry, const struct timeline *timeline,
	unsigned n_columns, struct str *cells)
{
	struct when stored;

	for (unsigned i = 0; i < n_columns; i++)
		str_set(&cells[i], str_text(&entry->cells[i]), entry->cells[i].len);
	if (entry->when.kind == WHEN_NONE ||
		(when_parse(&stored, entry->stamp, NULL) && stored.kind == entry->when.kind &&
			stored.seconds == entry->when.seconds))
		return;
	str_clear(&cells[timeline->time]);
	when_format(&entry->when, &cells[timeline->time]);
}

void log_fill_cells(const struct log_entry *entry, const struct timeline *timeline,
	const struct form *form, struct str *cells)
{
	const struct form_field *columns = form->fields[timeline->field].columns;
	const struct when_context context = {0};
	bool has_kind = false;

	if (entry->cells) {
		fill_copied(entry, timeline, form->fields[timeline->field].n_columns, cells);
		return;
	}
	str_clear(&cells[timeline->time]);
	append_time(entry, &cells[timeline->time]);
	set_text(&columns[timeline->text], entry->what, &cells[timeline->text]);
	if (timeline->who == FORM_NONE && entry->who[0] != '\0')
		put_before(entry->who, &cells[timeline->text]);
	if (timeline->who != FORM_NONE)
		set_text(&columns[timeline->who], entry->who, &cells[timeline->who]);
	if (entry->kind[0] == '\0')
		return;
	if (timeline->kind != FORM_NONE) {
		str_clear(&cells[timeline->kind]);
		has_kind = typed_parse(&columns[timeline->kind], entry->kind, &context,
			&cells[timeline->kind], NULL, NULL);
	}
	if (!has_kind)
		str_appendf(&cells[timeline->text], " (%s)", entry->kind);
}
