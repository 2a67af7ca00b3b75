/* afterword get: one value of a document, or all of its paths. */
#include "internal.h"
#include "model/place_path.h"
#include "model/walk.h"

#include <string.h>

/* A row on one line: its id and cells, separated by tabs. */
static void print_row(const struct row *row, size_t n_columns, struct str *out)
{
	str_append_text(out, row->id);
	for (size_t i = 0; i < n_columns; i++) {
		const struct str *text = &row->cells[i].text;

		str_append_char(out, '\t');
		for (size_t j = 0; j < text->len; j++)
			str_append_char(out, strchr("\t\r\n", text->data[j]) ? ' ' : text->data[j]);
	}
	str_append_char(out, '\n');
}

static void print_place(
	const struct document *document, const struct place *place, int64_t now, struct str *out)
{
	const struct form_field *field = &document->form->fields[place->field];
	const struct rows *rows = &document->tables[place->field];

	if (field->kind == KIND_ROWS && place->column == FORM_NONE) {
		for (size_t i = 0; i < rows->n; i++) {
			if (!place->row[0] || strcmp(rows->items[i].id, place->row) == 0)
				print_row(&rows->items[i], field->n_columns, out);
		}
		return;
	}
	if (field->kind == KIND_COMPUTED) {
		document_compute(document, place->field, now, out);
	} else {
		const struct value *value = document_value(document, place);

		str_append(out, str_text(&value->text), value->text.len);
	}
	if (out->len == 0 || out->data[out->len - 1] != '\n')
		str_append_char(out, '\n');
}

static void print_paths(const struct document *document, struct str *out)
{
	struct walk walk;

	walk_init(&walk, document, false);
	while (walk_next(&walk) != WALK_DONE) {
		if (walk.event == WALK_FIELD)
			str_appendf(out, "%s\n", walk.field->path);
	}
}

static int run(const struct invocation *call)
{
	struct form_cache cache;
	struct loaded loaded;
	struct err err = {0};
	struct str text = {0};
	struct place place;
	int status = EXIT_FINE;

	form_cache_init(&cache, call->io);
	if (!loaded_init(&loaded, &cache, call->arguments[0], &err)) {
		form_cache_release(&cache);
		return complain_err(&err);
	}
	if (call->n_arguments == 1)
		print_paths(&loaded.document, &text);
	else if (strcmp(call->arguments[1], "dates") == 0)
		str_append_text(&text, document_has_us_dates(&loaded.document) ? "us\n" : "iso\n");
	else if (place_parse(&place, &loaded.document, call->arguments[1], &err))
		print_place(&loaded.document, &place, invocation_now(call), &text);
	if (err.code != ERR_NONE)
		status = complain_err(&err);
	else if (!print(&text))
		status = EXIT_WRONG;
	str_release(&text);
	loaded_release(&loaded);
	form_cache_release(&cache);
	return status;
}

const struct command command_get = {
	.name = "get",
	.arguments = "FILE [PATH]",
	.about = "Print a value, such as impact.service; without PATH, all paths",
	.least = 1,
	.most = 2,
	.run = run,
};
