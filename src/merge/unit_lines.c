/* The text of a unit, and what is around it. */
#include "yaml_outline.h"

#include <string.h>

struct slice unit_comment(const struct outline *self, const struct unit *unit)
{
	const char *source = self->tree->source.data;
	size_t line = unit->gap;

	while (line < unit->line) {
		size_t sign = line + strspn(source + line, " \t");

		if (source[sign] == '#')
			return (struct slice){source + line, unit->line - line};
		line = outline_line_next(self, line);
	}
	return (struct slice){source + unit->line, 0};
}

/* After the value of a leaf, the header of a block, or the colon before what continues below. */
static size_t find_tail(const struct outline *self, const struct unit *unit)
{
	const char *source = self->tree->source.data;
	const struct yaml_node *value = yaml_node(self->tree, unit->value);
	size_t tail = value->end;

	if (!unit->is_leaf)
		tail = (size_t)(strchr(source + yaml_node(self->tree, unit->key)->end, ':') + 1 -
				source);
	else if (value->style == YAML_LITERAL || value->style == YAML_FOLDED)
		tail = value->start + 1 + strspn(source + value->start + 1, "+-0123456789");
	return tail;
}

struct slice unit_tail(const struct outline *self, const struct unit *unit)
{
	const char *source = self->tree->source.data;

	if (unit->value == YAML_NONE || (unit->key == YAML_NONE && !unit->is_leaf))
		return (struct slice){source + unit->line, 0};
	size_t tail = find_tail(self, unit);

	return (struct slice){source + tail, strcspn(source + tail, "\r\n")};
}

struct slice unit_text(const struct outline *self, const struct unit *unit)
{
	return (struct slice){self->tree->source.data + unit->start, unit->end - unit->start};
}

const struct unit *unit_at(const struct outline *self, uint32_t place)
{
	return place == NO_UNIT ? NULL : &self->units[place];
}

size_t unit_last_end(const struct outline *self, uint32_t unit)
{
	return self->units[self->units[unit].last].end;
}

void append_indented(
	struct str *out, struct slice lines, unsigned from, unsigned to, const char *newline)
{
	struct slice line;

	while (slice_next_line(&lines, &line)) {
		size_t blanks = 0;

		while (blanks < from && blanks < line.len && line.data[blanks] == ' ')
			blanks++;
		if (blanks < line.len)
			str_append_repeat(out, ' ', to);
		str_append(out, line.data + blanks, line.len - blanks);
		str_append_text(out, newline);
	}
}
