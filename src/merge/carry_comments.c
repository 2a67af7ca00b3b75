/*
 * Comments belong to the key that they are above or after. If only theirs changed them,
 * they become theirs; if both did, the lines of both are kept. Without their key they
 * stay where it was.
 */
#include "carry.h"

#include "base/ensure.h"

#include <string.h>

static struct slice comment_of(const struct outline *outline, const struct unit *unit)
{
	return unit ? unit_comment(outline, unit) : (struct slice){"", 0};
}

static void normalise(
	const struct outline *outline, const struct unit *unit, unsigned column, struct str *out)
{
	append_indented(out, comment_of(outline, unit), unit ? unit->column : 0, column, "\n");
}

static bool holds_line(const struct str *text, struct slice wanted)
{
	struct slice rest = slice_of(text);
	struct slice line;

	while (slice_next_line(&rest, &line))
		if (line.len == wanted.len && memcmp(line.data, wanted.data, line.len) == 0)
			return true;
	return false;
}

/* Ours, and what theirs added to the base. */
static void join_lines(
	const struct str *base, const struct str *ours, const struct str *theirs, struct str *out)
{
	struct slice rest = slice_of(theirs);
	struct slice line;

	str_append(out, str_text(ours), ours->len);
	while (slice_next_line(&rest, &line)) {
		if (slice_trim(line).len == 0 || holds_line(base, line) || holds_line(ours, line))
			continue;
		str_append(out, line.data, line.len);
		str_append_char(out, '\n');
	}
}

static bool is_same(const struct str *a, const struct str *b)
{
	return str_equal(a, str_text(b), b->len);
}

static void replace_comment(struct carry *self, const struct unit *merged, const struct str *lines)
{
	const struct yaml_tree *tree = self->merged.tree;
	struct slice old = unit_comment(&self->merged, merged);
	size_t at = (size_t)(old.data - tree->source.data);
	struct str *text = carry_edit(self, CARRY_COMMENT, at, old.len);

	append_indented(text, slice_of(lines), 0, 0, tree->newline);
}

void carry_comments(struct carry *self, const struct carried *unit)
{
	unsigned column = unit->merged->column;
	struct str base = {0};
	struct str ours = {0};
	struct str theirs = {0};
	struct str both = {0};

	normalise(&self->base, unit->base, column, &base);
	normalise(&self->merged, unit->merged, column, &ours);
	normalise(&self->theirs, unit->theirs, column, &theirs);
	if (!is_same(&theirs, &base) && !is_same(&theirs, &ours)) {
		if (is_same(&ours, &base))
			str_append(&both, str_text(&theirs), theirs.len);
		else
			join_lines(&base, &ours, &theirs, &both);
		if (!is_same(&both, &ours))
			replace_comment(self, unit->merged, &both);
	}
	str_release(&base);
	str_release(&ours);
	str_release(&theirs);
	str_release(&both);
}

static bool is_same_tail(struct slice a, struct slice b)
{
	a = slice_trim(a);
	b = slice_trim(b);
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

void carry_tail(struct carry *self, const struct carried *unit)
{
	struct slice base = unit->base ? unit_tail(&self->base, unit->base) : (struct slice){"", 0};
	struct slice ours = unit_tail(&self->merged, unit->merged);
	struct slice theirs = unit_tail(&self->theirs, unit->theirs);
	const char *source = self->merged.tree->source.data;

	if (is_same_tail(theirs, base) || is_same_tail(theirs, ours))
		return;
	if (is_same_tail(ours, base)) {
		struct str *text =
			carry_edit(self, CARRY_TAIL, (size_t)(ours.data - source), ours.len);

		str_append(text, theirs.data, theirs.len);
	} else if (slice_trim(theirs).len > 0) {
		struct str *text =
			carry_edit(self, CARRY_TAIL, (size_t)(ours.data - source) + ours.len, 0);

		str_appendf(text, "  %.*s", (int)slice_trim(theirs).len, slice_trim(theirs).data);
	}
}

/* Does the comment after a unit differ from the base's? */
static bool has_new_tail(const struct carry *self, const struct carried *unit)
{
	return unit->theirs->is_known &&
	       !is_same_tail(unit_tail(&self->theirs, unit->theirs),
		       unit->base->is_known ? unit_tail(&self->base, unit->base)
					    : (struct slice){"", 0});
}

/* The unit of merged that something goes after, or the one that contains it, and so on. */
static uint32_t find_left(const struct carry *self, uint32_t place)
{
	while (self->left[place] == NO_UNIT) {
		place = self->theirs.units[place].parent;
		ENSURE(place != NO_UNIT); /* the root always has one: the end of the file */
	}
	return self->left[place];
}

void carry_orphans(struct carry *self, uint32_t place, const struct carried *unit)
{
	uint32_t left = find_left(self, place);
	struct str base = {0};
	struct str theirs = {0};
	struct str lines = {0};

	normalise(&self->base, unit->base, 0, &base);
	normalise(&self->theirs, unit->theirs, 0, &theirs);
	if (has_new_tail(self, unit)) {
		struct slice tail = slice_trim(unit_tail(&self->theirs, unit->theirs));

		str_append(&theirs, tail.data, tail.len);
		str_append_char(&theirs, '\n');
	}
	join_lines(&base, &(struct str){0}, &theirs, &lines);
	if (lines.len > 0)
		append_indented(carry_behind(self, left), slice_of(&lines), 0,
			self->merged.units[left].column, self->merged.tree->newline);
	str_release(&base);
	str_release(&theirs);
	str_release(&lines);
}
