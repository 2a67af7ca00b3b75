/*
 * The plain text report: headings and questions line by line, each answer below
 * its question. What import reads in the same layout it gives back line for line.
 * Bytes are the document's own; who prints them on a terminal makes them visible.
 */
#include "internal.h"
#include "outline.h"
#include "text_rows.h"

static void write_line(struct str *out, const char *text)
{
	str_append_text(out, text);
	str_append_char(out, '\n');
}

static void write_prose(const struct str *text, struct str *out)
{
	struct slice rest = slice_trim_lines(slice_of(text));
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		str_append(out, line.data, line.len);
		str_append_char(out, '\n');
	}
}

static void write_list(const struct str *text, struct str *out)
{
	struct str item = {0};
	size_t at = 0;

	while (list_next(text, &at, &item)) {
		struct slice rest = slice_trim(slice_of(&item));
		struct slice line;

		for (bool first = true; slice_next_line(&rest, &line); first = false) {
			str_append_text(out, first ? "- " : "  ");
			str_append(out, line.data, line.len);
			str_append_char(out, '\n');
		}
	}
	str_release(&item);
}

static void write_value(const struct outline *outline, unsigned field, struct str *out)
{
	enum kind kind = outline_field(outline, field)->kind;
	const struct str *text = &outline->document->values[field].text;

	if (kind == KIND_ROWS) {
		text_rows_write(outline, field, out);
	} else if (kind == KIND_LIST) {
		write_list(text, out);
	} else if (kind_info(kind)->is_prose) {
		write_prose(text, out);
	} else {
		outline_show_field(outline, field, TIME_US, out);
		str_append_char(out, '\n');
	}
}

static void write_item(
	const struct outline *outline, const struct outline_item *item, struct str *out)
{
	const struct form_field *field = outline_field(outline, item->field);

	if (field->heading[0])
		write_line(out, field->heading);
	if (item->is_inline) {
		str_append_text(out, field->ask);
		if (item->answer != FORM_NONE) {
			str_append_char(out, ' ');
			outline_show_field(outline, item->answer, TIME_US, out);
		}
		str_append_char(out, '\n');
		return;
	}
	if (field->ask[0])
		write_line(out, field->ask);
	if (item->answer != FORM_NONE)
		write_value(outline, item->answer, out);
}

/* Only a report with a title has a head: the bare layout begins with its first page. */
static void write_head(const struct outline *outline, struct str *out)
{
	if (outline->title == FORM_NONE)
		return;
	outline_show_field(outline, outline->title, TIME_US, out);
	str_append_char(out, '\n');
	for (size_t i = 0; i < outline->n_facts; i++) {
		if (outline->facts[i].is_in_body)
			continue;
		str_appendf(out, "%s: ", outline_field(outline, outline->facts[i].field)->label);
		outline_show_field(outline, outline->facts[i].field, TIME_US, out);
		str_append_char(out, '\n');
	}
	str_append_char(out, '\n');
}

bool text_export(const struct document *document, const struct report_options *options,
	struct str *out, struct err *err)
{
	struct outline outline;

	(void)err;
	outline_init(&outline, document, options);
	write_head(&outline, out);
	for (size_t i = 0; i < outline.n_pages; i++) {
		const struct outline_page *page = &outline.pages[i];

		write_line(out, page->page->heading);
		for (size_t j = 0; j < page->n_items; j++)
			write_item(&outline, &outline.items[page->first + j], out);
	}
	if (outline.authors != FORM_NONE) {
		str_append_text(out, "**by ");
		outline_show_field(&outline, outline.authors, TIME_US, out);
		str_append_text(out, "**\n");
	}
	outline_release(&outline);
	return true;
}
