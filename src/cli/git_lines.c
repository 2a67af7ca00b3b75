/*
 * A document as lines for git diff: one paragraph per answer and per row, whose first
 * line is the only one that is not indented, so that git names it in the heading of each
 * hunk. Times are as stored, so that a line depends on nothing else.
 */
#include "compare.h"

#include "base/visible.h"

#include <string.h>

enum { INDENT = 4 };

void name_append(struct str *out, const struct form_field *field)
{
	const char *name = field->ask[0] ? field->ask : field->label;
	size_t len = strlen(name);

	visible_append(out, name, len > 0 && name[len - 1] == ':' ? len - 1 : len);
}

/* On one line after its name, or several lines below it. */
static void append_cell(
	struct str *out, const struct form_field *column, const char *text, size_t len)
{
	str_append_repeat(out, ' ', INDENT);
	name_append(out, column);
	str_append_char(out, ':');
	if (!memchr(text, '\n', len)) {
		str_append_char(out, ' ');
		visible_append(out, text, len);
	} else {
		str_append_char(out, '\n');
		str_append_repeat(out, ' ', (size_t)2 * INDENT);
		lines_append(out, text, len, (size_t)2 * INDENT);
	}
	str_append_char(out, '\n');
}

static void append_head(struct str *out, const struct walk *walk)
{
	str_append_char(out, '\n');
	visible_append(out, walk->page->title, strlen(walk->page->title));
	str_append_text(out, ": ");
	name_append(out, walk->field);
	if (walk->event == WALK_ROW) {
		str_append_text(out, ", row ");
		visible_append(out, walk->row->id, strlen(walk->row->id));
	}
	str_append_char(out, '\n');
}

static void append_event(struct str *out, const struct walk *walk)
{
	const struct value *value = document_value(walk->document, &walk->place);

	switch (walk->event) {
	case WALK_FIELD:
		if (walk->field->kind == KIND_COMPUTED || walk->field->kind == KIND_ROWS ||
			value->text.len == 0 || value->is_foreign)
			return;
		append_head(out, walk);
		str_append_repeat(out, ' ', INDENT);
		lines_append(out, str_text(&value->text), value->text.len, INDENT);
		str_append_char(out, '\n');
		return;
	case WALK_ROW:
		append_head(out, walk);
		return;
	case WALK_CELL:
		if (value->text.len > 0 && !value->is_foreign)
			append_cell(out, walk->field, str_text(&value->text), value->text.len);
		return;
	default:
		return;
	}
}

void git_lines_append(const struct document *self, struct str *out)
{
	struct walk walk;
	struct str rest = {0};

	str_append_text(out, "Form: ");
	visible_append(out, self->form->name, strlen(self->form->name));
	str_append_char(out, '\n');
	walk_init(&walk, self, false);
	while (walk_next(&walk) != WALK_DONE)
		append_event(out, &walk);
	document_unmapped(self, &rest);
	if (rest.len > 0) {
		str_append_text(out, "\nComments and other keys of the file\n");
		str_append_repeat(out, ' ', INDENT);
		lines_append(out, rest.data, rest.len, INDENT);
	}
	str_release(&rest);
}
