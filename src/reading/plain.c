/* A typeset document as plain text; see reading/plain.h. */
#include "reading/plain.h"

#include "text/wrap.h"

#include <string.h>

enum { INDENT = 2, ROOM_LEAST = 20 };

static void end_line(struct str *out)
{
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	str_append_char(out, '\n');
}

/* Wrapped, further lines below the first one. */
static void write_wrapped(
	struct slice text, const char *first, size_t hang, unsigned columns, struct str *out)
{
	struct wrap wrap = {0};

	wrap_layout(&wrap, text.data, text.len,
		columns > hang + ROOM_LEAST ? columns - (unsigned)hang : ROOM_LEAST);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		if (i == 0)
			str_append_text(out, first);
		else
			str_append_repeat(out, ' ', hang);
		str_append(out, text.data + wrap.lines[i].start,
			wrap.lines[i].end - wrap.lines[i].start);
		end_line(out);
	}
	wrap_release(&wrap);
}

static void write_note(const struct reading_note *note, unsigned columns, struct str *out)
{
	struct str first = {0};
	struct str text = {0};

	str_appendf(&first, "    %s ", note->sign);
	str_append(&text, str_text(&note->text), note->text.len);
	write_wrapped(slice_of(&text), str_text(&first), first.len, columns, out);
	str_release(&first);
	str_release(&text);
}

static void write_line(struct reading *reading, const struct reading_at *at, struct str *out)
{
	const struct reading_run *runs;
	const struct reading_line *line = reading_line(reading, at, &runs);

	for (size_t i = 0; i < line->n_runs; i++) {
		struct slice text = reading_run_text(reading, &runs[i]);

		str_append(out, text.data, text.len);
	}
	end_line(out);
}

/* Writes the notes that belong to a line, of those that are left. */
static size_t write_notes(struct reading *reading, const struct reading_notes *notes, size_t next,
	const struct reading_at *at, unsigned columns, struct str *out)
{
	struct reading_at found;

	for (; next < notes->n; next++) {
		const struct reading_note *note = &notes->items[next];

		if (reading_note_at(reading, note, &found) && reading_compare(&found, at) > 0)
			break;
		write_note(note, columns, out);
	}
	return next;
}

void reading_write_plain(struct reading *reading, const struct reading_notes *notes,
	unsigned columns, struct str *out)
{
	struct reading_at at = {0};
	size_t next = 0;

	do {
		write_line(reading, &at, out);
		next = write_notes(reading, notes, next, &at, columns, out);
	} while (reading_move(reading, &at, 1) > 0);
	for (; next < notes->n; next++)
		write_note(&notes->items[next], columns, out);
}

/* --- of an unknown form --- */

struct tree_text {
	const struct yaml_tree *tree;
	unsigned columns;
	struct str *out;
};

static void write_node(const struct tree_text *self, uint32_t at, size_t depth, const char *before);

static void write_scalar(
	const struct tree_text *self, uint32_t at, size_t depth, const char *before)
{
	size_t len;
	const char *text = yaml_text(self->tree, at, &len);
	struct str first = {0};
	bool is_long = memchr(text, '\n', len) != NULL;

	str_append_repeat(&first, ' ', depth * INDENT);
	str_append_text(&first, before);
	if (is_long) {
		str_append(self->out, str_text(&first), first.len);
		end_line(self->out);
		str_clear(&first);
		str_append_repeat(&first, ' ', (depth + 1) * INDENT);
	}
	write_wrapped(slice_trim_lines((struct slice){text, len}), str_text(&first),
		(depth + 1) * INDENT, self->columns, self->out);
	str_release(&first);
}

static void write_pairs(const struct tree_text *self, uint32_t at, size_t depth)
{
	struct str before = {0};

	for (uint32_t key = yaml_node(self->tree, at)->first; key != YAML_NONE;) {
		uint32_t value = yaml_node(self->tree, key)->next;

		str_clear(&before);
		str_appendf(&before, "%s: ", yaml_text(self->tree, key, NULL));
		write_node(self, value, depth, str_text(&before));
		key = yaml_node(self->tree, value)->next;
	}
	str_release(&before);
}

static void write_items(const struct tree_text *self, uint32_t at, size_t depth)
{
	for (uint32_t item = yaml_node(self->tree, at)->first; item != YAML_NONE;
		item = yaml_node(self->tree, item)->next)
		write_node(self, item, depth, "- ");
}

static void write_node(const struct tree_text *self, uint32_t at, size_t depth, const char *before)
{
	enum yaml_kind kind = yaml_node(self->tree, at)->kind;

	if (kind != YAML_MAPPING && kind != YAML_SEQUENCE) {
		write_scalar(self, at, depth, before);
		return;
	}
	str_append_repeat(self->out, ' ', depth * INDENT);
	str_append_text(self->out, before);
	end_line(self->out);
	if (kind == YAML_MAPPING)
		write_pairs(self, at, depth + 1);
	else
		write_items(self, at, depth + 1);
}

void reading_write_tree(const struct yaml_tree *tree, unsigned columns, struct str *out)
{
	struct tree_text text = {tree, columns, out};

	if (tree->root == YAML_NONE)
		return;
	if (yaml_node(tree, tree->root)->kind == YAML_MAPPING)
		write_pairs(&text, tree->root, 0);
	else
		write_node(&text, tree->root, 0, "");
}
