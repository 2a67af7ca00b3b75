/*
 * Start: the first answers of a document, numbered, each with what is wanted below it, if there is
 * room. At the end is what was filled in without asking, so that a wrong zone is seen at once.
 */
#include "internal.h"

#include <string.h>

enum { NUMBER_COLUMNS = 2, NUMBER_LONG_COLUMNS = 3 /* from 10 on */ };

/* --- the answers --- */

static unsigned widest_label(const struct screen *screen, const unsigned *fields, size_t n)
{
	unsigned widest = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned width = field_label_columns(
			screen, &editor_form(screen->editor)->fields[fields[i]], 1);

		if (width > widest)
			widest = width;
	}
	return widest;
}

/* In ( ) until it is answered and left: nothing of it changes while somebody types. */
static void add_hint(
	struct screen *screen, const struct form_field *field, const struct block *value)
{
	bool is_open = value->len == 0 || value->is_focused;
	struct str text = {0};

	str_append_text(&text, field_hint(field));
	if (is_open && text.len > 0) {
		str_splice(&text, 0, 0, "(", 1);
		str_append_text(&text, ")");
	}
	text_add_made_block(screen, &text, STYLE_DIM, value->column, 0);
	str_release(&text);
}

static void add_answer(struct screen *screen, unsigned number, unsigned nth, unsigned gap)
{
	const struct form_field *field = &editor_form(screen->editor)->fields[number];
	struct blocks *blocks = &screen->blocks;
	size_t first = blocks->n;
	struct block value;

	if (kind_info(field->kind)->is_table)
		table_add_blocks(screen, number, gap, nth > 1);
	else
		field_add_blocks(screen, &(struct place){.field = number}, field, gap);
	blocks->items[first].number = nth;
	if (!screen->layout.has_rules || !field_is_inline(screen, field))
		return;
	blocks->items[first].has_hint_below = true;
	value = blocks->items[first]; /* the list may move as it grows */
	add_hint(screen, field, &value);
}

/* --- what was filled in --- */

/* Is the value what the program began this document with? */
static bool is_as_begun(const struct screen *screen, enum role role)
{
	unsigned field = form_find_role(editor_form(screen->editor), role);
	const struct value *value =
		field != FORM_NONE ? &editor_document(screen->editor)->values[field] : NULL;

	return screen->is_begun && value && value->text.len > 0 && value->revision == 0;
}

/* A list in one line. */
static void append_line(struct str *out, const struct str *text)
{
	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] == '\n')
			str_append_text(out, ", ");
		else
			str_append_char(out, text->data[i]);
}

static void append_filled(const struct screen *screen, enum role role, struct str *out)
{
	const struct form *form = editor_form(screen->editor);
	unsigned field = form_find_role(form, role);
	struct slice name;

	if (field == FORM_NONE || editor_document(screen->editor)->values[field].text.len == 0)
		return;
	name = form_field_name(&form->fields[field]);
	if (out->len > 0)
		str_append_text(out, "   ");
	str_append(out, name.data, name.len);
	str_append_text(out, "  ");
	append_line(out, &editor_document(screen->editor)->values[field].text);
}

/* Where the program found the value of a role, which is still as it began; NULL: it is not. */
static const char *source_of(const struct screen *screen, enum role role)
{
	const struct settings *settings = screen->settings;

	if (!is_as_begun(screen, role))
		return NULL;
	if (settings->values[role == ROLE_ZONE ? SETTING_ZONE : SETTING_NAME].source ==
		SETTING_FILE)
		return "config.yaml";
	return role == ROLE_ZONE ? "this machine" : "git";
}

static void append_sources(const struct screen *screen, struct str *out)
{
	const char *author = source_of(screen, ROLE_AUTHORS);
	const char *zone = source_of(screen, ROLE_ZONE);
	bool are_two = author && zone && strcmp(author, zone) != 0;

	if (author || zone)
		str_appendf(out, "   from %s%s%s", author ? author : zone, are_two ? " and " : "",
			are_two ? zone : "");
}

/* Where a wrong zone is mended. */
static void append_page(const struct screen *screen, struct str *out)
{
	const struct form *form = editor_form(screen->editor);
	unsigned field = form_find_role(form, ROLE_ZONE);
	unsigned page = field != FORM_NONE ? form->fields[field].page : 0;

	if (field != FORM_NONE && out->len > 0 && screen->layout.has_rules)
		str_appendf(
			out, "\n(wrong? It is on page %u %s)", page + 1, form->pages[page].title);
}

static void add_filled(struct screen *screen)
{
	struct str text = {0};

	append_filled(screen, ROLE_ZONE, &text);
	append_filled(screen, ROLE_AUTHORS, &text);
	append_sources(screen, &text);
	append_page(screen, &text);
	text_add_made_block(
		screen, &text, STYLE_DIM, MARK_COLUMNS + screen->blocks.number_columns, 1);
	str_release(&text);
}

void start_blocks_build(struct screen *screen)
{
	const unsigned *fields;
	size_t n = editor_start_fields(screen->editor, &fields);
	unsigned gap = screen->layout.has_rules ? 1 : 0;

	screen->blocks.number_columns = n > 9 ? NUMBER_LONG_COLUMNS : NUMBER_COLUMNS;
	screen->blocks.label_columns =
		screen->blocks.number_columns + widest_label(screen, fields, n);
	editor_set_list_columns(screen->editor, field_list_columns(screen));
	for (size_t i = 0; i < n; i++)
		add_answer(screen, fields[i], (unsigned)i + 1, gap);
	add_filled(screen);
}
