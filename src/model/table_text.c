/* Rows as text with tabs between their cells. */
#include "model/table_text.h"

#include "model/kind.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* --- writing --- */

static void append_cell(const char *text, struct str *out)
{
	if (strpbrk(text, "\t\n\"") == NULL) {
		str_append_text(out, text);
		return;
	}
	str_append_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			str_append_char(out, '"');
		str_append_char(out, *text);
	}
	str_append_char(out, '"');
}

static bool is_copied(const struct form_field *column)
{
	return kind_info(column->kind)->is_stored;
}

void table_text_append_head(const struct form_field *table, struct str *out)
{
	bool is_first = true;

	for (unsigned i = 0; i < table->n_columns; i++) {
		if (!is_copied(&table->columns[i]))
			continue;
		str_appendf(out, "%s%s", is_first ? "" : "\t", table->columns[i].key);
		is_first = false;
	}
	str_append_char(out, '\n');
}

void table_text_append_row(const struct form_field *table, const struct str *cells, struct str *out)
{
	bool is_first = true;

	for (unsigned i = 0; i < table->n_columns; i++) {
		if (!is_copied(&table->columns[i]))
			continue;
		if (!is_first)
			str_append_char(out, '\t');
		append_cell(str_text(&cells[i]), out);
		is_first = false;
	}
	str_append_char(out, '\n');
}

/* --- reading --- */

/* Does a cell end before this byte? */
static bool ends_cell(struct slice text, size_t at, char sign)
{
	return at == text.len || text.data[at] == sign || ascii_is_one_of(text.data[at], "\r\n");
}

size_t table_quoted_read(struct slice text, char sign, struct str *cell)
{
	str_clear(cell);
	for (size_t at = 1; at < text.len && text.data[0] == '"'; at++) {
		bool is_quote = text.data[at] == '"';

		if (is_quote && ends_cell(text, at + 1, sign))
			return at + 1;
		if (is_quote && text.data[++at] != '"')
			break;
		/* spreadsheets end the lines of a cell as those of the table */
		if (text.data[at] != '\r' || at + 1 == text.len || text.data[at + 1] != '\n')
			str_append_char(cell, text.data[at]);
	}
	str_clear(cell);
	return 0;
}

static size_t plain_length(struct slice text)
{
	size_t at = 0;

	while (at < text.len && !ascii_is_one_of(text.data[at], "\t\r\n"))
		at++;
	return at;
}

/* Takes a cell off a text, with what is behind it; false after the last one of a row. */
static bool take_cell(struct slice *text, struct str *cell)
{
	size_t len = table_quoted_read(*text, '\t', cell);
	bool goes_on;

	if (len == 0) {
		len = plain_length(*text);
		str_set(cell, text->data, len);
	}
	*text = slice_from(*text, len);
	goes_on = text->len > 0 && text->data[0] == '\t';
	if (text->len > 1 && text->data[0] == '\r' && text->data[1] == '\n')
		*text = slice_from(*text, 1);
	if (text->len > 0)
		*text = slice_from(*text, 1);
	return goes_on;
}

static unsigned find_column(const struct form_field *table, const char *name)
{
	for (unsigned i = 0; i < table->n_columns; i++)
		if (is_copied(&table->columns[i]) && strcmp(table->columns[i].key, name) == 0)
			return i;
	return FORM_NONE;
}

void table_head_release(struct table_head *self)
{
	for (size_t i = 0; i < self->n; i++)
		free(self->cells[i].name);
	free(self->cells);
	*self = (struct table_head){0};
}

static bool is_named(const struct table_head *self, unsigned column)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->cells[i].column == column)
			return true;
	return false;
}

/* A word that is a key by chance is no head: that has several, and most are keys. */
bool table_head_take(struct table_head *self, const struct form_field *table, struct slice *text)
{
	struct slice rest = *text;
	struct str name = {0};
	size_t n_known = 0;
	size_t cap = 0;
	bool goes_on = true;

	*self = (struct table_head){.table = table};
	while (goes_on && self->n < 2 * (size_t)table->n_columns) {
		unsigned column;

		goes_on = take_cell(&rest, &name);
		column = find_column(table, str_text(&name));
		if (column != FORM_NONE && is_named(self, column))
			column = FORM_NONE;
		if (self->n == 0 && column == FORM_NONE)
			break;
		self->cells = mem_grow(self->cells, &cap, self->n + 1, sizeof *self->cells);
		self->cells[self->n++] =
			(struct table_head_cell){column, mem_strndup(str_text(&name), name.len)};
		n_known += column != FORM_NONE;
	}
	str_release(&name);
	if (!goes_on && rest.len > 0 && 2 * n_known > self->n &&
		(n_known > 1 || table->n_columns == 1)) {
		*text = rest;
		return true;
	}
	table_head_release(self);
	return false;
}

static void add_more(const struct table_head_cell *head, const struct str *cell, struct str *out)
{
	if (cell->len == 0)
		return;
	str_append_text(out, out->len > 0 ? " (" : "(");
	if (head->name[0] != '\0')
		str_appendf(out, "%s: ", head->name);
	str_append(out, str_text(cell), cell->len);
	str_append_char(out, ')');
}

bool table_row_take(const struct table_head *self, struct slice *text, struct str *cells)
{
	struct str *main = &cells[form_main_column(self->table)];
	struct str cell = {0};
	struct str more = {0};
	bool goes_on = true;

	while (text->len > 0 && ascii_is_one_of(text->data[0], "\r\n"))
		*text = slice_from(*text, 1);
	if (text->len == 0)
		return false;
	for (unsigned i = 0; i < self->table->n_columns; i++)
		str_clear(&cells[i]);
	for (size_t i = 0; goes_on; i++) {
		goes_on = take_cell(text, &cell);
		if (i >= self->n)
			continue;
		if (self->cells[i].column == FORM_NONE)
			add_more(&self->cells[i], &cell, &more);
		else
			str_set(&cells[self->cells[i].column], str_text(&cell), cell.len);
	}
	if (more.len > 0 && main->len > 0)
		str_append_char(main, ' ');
	str_append(main, str_text(&more), more.len);
	str_release(&cell);
	str_release(&more);
	return true;
}
