/*
 * What a file has around its mapping: directives, comments and `---` before it, `...` and
 * what follows after it. Each is carried as a unit.
 */
#include "carry.h"

#include <string.h>

static bool is_same(struct slice a, struct slice b)
{
	struct slice lines[2];
	bool more[2];

	do {
		more[0] = slice_next_line(&a, &lines[0]);
		more[1] = slice_next_line(&b, &lines[1]);
		if (more[0] && more[1] &&
			(lines[0].len != lines[1].len ||
				memcmp(lines[0].data, lines[1].data, lines[0].len) != 0))
			return false;
	} while (more[0] && more[1]);
	return more[0] == more[1];
}

/* Takes over what theirs changed; if ours changed it too, there is no room for both. */
static void carry_end(struct carry *self, enum carry_kind kind, struct slice base,
	struct slice merged, struct slice theirs)
{
	size_t at = (size_t)(merged.data - self->merged.tree->source.data);

	if (is_same(theirs, base) || is_same(theirs, merged))
		return;
	if (is_same(merged, base))
		append_indented(carry_edit(self, kind, at, merged.len), theirs, 0, 0,
			self->merged.tree->newline);
	else
		self->is_refused = true;
}

void carry_ends(struct carry *self)
{
	static const struct slice none = {"", 0};
	const struct yaml_tree *base = self->base.tree;
	const struct yaml_tree *merged = self->merged.tree;
	const struct yaml_tree *theirs = self->theirs.tree;

	/* before the comments at the same position */
	carry_end(self, CARRY_HEAD, base ? head_of(base) : none, head_of(merged), head_of(theirs));
	carry_end(self, CARRY_VALUE, base ? foot_of(base) : none, foot_of(merged), foot_of(theirs));
}
