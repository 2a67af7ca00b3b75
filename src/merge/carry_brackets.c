/*
 * Values in brackets have no lines that could be carried. If only theirs changed one, theirs is
 * taken. Otherwise only values are merged there, and whatever else theirs did must already be in
 * the merged file, or the merge is refused.
 */
#include "carry.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* --- what is in brackets --- */

/* The texts in a node, each after the keys and ids that lead to it, and the comments. */
struct entries {
	const struct outline *outline;
	struct str *items;
	size_t n;
	size_t cap;
	size_t cursor; /* after the last scalar; the search for comments starts here */
};

static struct str *add_entry(struct entries *self, const struct str *prefix)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	struct str *entry = &self->items[self->n++];

	*entry = (struct str){0};
	str_append(entry, str_text(prefix), prefix->len);
	return entry;
}

static void add_comments(struct entries *self, size_t end)
{
	const char *source = self->outline->tree->source.data;

	for (; self->cursor < end; self->cursor++) {
		if (source[self->cursor] != '#')
			continue;
		size_t len = strcspn(source + self->cursor, "\r\n");

		str_append(add_entry(self, &(struct str){0}), source + self->cursor, len);
		self->cursor += len;
	}
}

static void add_node(struct entries *self, uint32_t node, struct str *prefix);

static void cut_prefix(struct str *prefix, size_t len)
{
	str_splice(prefix, len, prefix->len - len, "", 0);
}

static void add_pair(struct entries *self, uint32_t key, struct str *prefix)
{
	const struct yaml_tree *tree = self->outline->tree;
	uint32_t value = yaml_node(tree, key)->next;
	size_t len = prefix->len;

	add_comments(self, yaml_node(tree, key)->start);
	append_texts(self->outline, key, prefix);
	self->cursor = yaml_node(tree, key)->end;
	if (yaml_node(tree, value)->kind != YAML_SCALAR)
		add_entry(self, prefix);
	add_node(self, value, prefix);
	cut_prefix(prefix, len);
}

static void add_children(struct entries *self, uint32_t node, struct str *prefix)
{
	const struct yaml_tree *tree = self->outline->tree;
	bool is_mapping = yaml_node(tree, node)->kind == YAML_MAPPING;
	uint32_t id = is_mapping ? yaml_find(tree, node, "id") : YAML_NONE;
	uint32_t child = yaml_node(tree, node)->first;
	size_t len = prefix->len;

	if (id != YAML_NONE)
		append_texts(self->outline, id, prefix);
	while (child != YAML_NONE) {
		uint32_t last = is_mapping ? yaml_node(tree, child)->next : child;

		if (is_mapping)
			add_pair(self, child, prefix);
		else
			add_node(self, child, prefix);
		child = yaml_node(tree, last)->next;
	}
	cut_prefix(prefix, len);
}

static void add_node(struct entries *self, uint32_t node, struct str *prefix)
{
	const struct yaml_node *at = yaml_node(self->outline->tree, node);

	if (at->kind == YAML_SCALAR) {
		add_comments(self, at->start);
		append_texts(self->outline, node, add_entry(self, prefix));
		self->cursor = at->end;
	} else if (at->kind != YAML_ALIAS) {
		add_children(self, node, prefix);
		add_comments(self, at->end);
	}
}

/* --- did it arrive --- */

enum { IN_BASE = 1, IN_MERGED = 2, IN_THEIRS = 4 };

/* Reads a unit's value; nothing for a missing unit. */
static void read_entries(
	struct entries *self, const struct outline *outline, const struct unit *unit)
{
	struct str prefix = {0};

	*self = (struct entries){.outline = outline};
	if (!unit || unit->value == YAML_NONE)
		return;
	self->cursor = yaml_node(outline->tree, unit->value)->start;
	add_node(self, unit->value, &prefix);
	str_release(&prefix);
}

static unsigned char *find_sides(struct entries sides[3], size_t *n)
{
	static const unsigned char flags[3] = {IN_BASE, IN_MERGED, IN_THEIRS};
	struct names names = {0};
	unsigned char *found = mem_zalloc(sides[0].n + sides[1].n + sides[2].n + 1, sizeof(*found));

	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; k < sides[i].n; k++)
			found[names_number(&names, slice_of(&sides[i].items[k]))] |= flags[i];
	*n = names.n;
	names_release(&names);
	return found;
}

/* Does the merged file contain everything that theirs added, and nothing that theirs removed? */
static bool has_arrived(const struct carry *self, const struct carried *unit)
{
	struct entries sides[3];
	size_t n = 0;
	bool has = true;

	read_entries(&sides[0], &self->base, unit->base);
	read_entries(&sides[1], &self->merged, unit->merged);
	read_entries(&sides[2], &self->theirs, unit->theirs);
	unsigned char *found = find_sides(sides, &n);

	for (size_t i = 0; i < n && has; i++)
		has = found[i] != IN_THEIRS && found[i] != (IN_BASE | IN_MERGED);
	free(found);
	for (size_t i = 0; i < 3; i++) {
		for (size_t k = 0; k < sides[i].n; k++)
			str_release(&sides[i].items[k]);
		free(sides[i].items);
	}
	return has;
}

/* --- inserting it --- */

static void append_whole(struct str *out, const struct outline *from, const struct unit *unit)
{
	size_t end = unit_last_end(from, (uint32_t)(unit - from->units));
	struct slice text = {from->tree->source.data + unit->start, end - unit->start};

	append_indented(out, text, unit->column, 0, "\n");
}

/* Are they the same text, including everything inside? */
static bool is_same_whole(const struct outline *a, const struct unit *x, const struct outline *b,
	const struct unit *y)
{
	struct str texts[2] = {{0}};

	if (!x || !y)
		return x == y;
	append_whole(&texts[0], a, x);
	append_whole(&texts[1], b, y);
	bool is_same = str_equal(&texts[0], str_text(&texts[1]), texts[1].len);

	str_release(&texts[0]);
	str_release(&texts[1]);
	return is_same;
}

static void take_theirs(struct carry *self, uint32_t place, const struct carried *unit)
{
	const struct unit *merged = unit->merged;
	size_t end = unit_last_end(&self->merged, self->in_merged[place]);
	struct str *text = carry_edit(self, CARRY_VALUE, merged->start, end - merged->start);

	append_unit(text, &self->theirs, unit->theirs, merged->column, self->merged.tree->newline);
}

bool carry_brackets(struct carry *self, uint32_t place, const struct carried *unit)
{
	const struct unit *theirs = unit->theirs;
	const struct unit *base = unit_at(&self->base, self->in_base[place]);
	const struct unit *ours = unit_at(&self->ours, self->in_ours[place]);

	if (!theirs->is_leaf || theirs->value == YAML_NONE ||
		yaml_node(self->theirs.tree, theirs->value)->style != YAML_FLOW ||
		is_same_whole(&self->theirs, theirs, &self->base, base))
		return false;
	/* a missing item would be a different one */
	if (!is_same_whole(&self->ours, ours, &self->base, base) ||
		(!unit->merged && theirs->key == YAML_NONE)) {
		if (!has_arrived(self, unit))
			self->is_refused = true;
		return false;
	}
	if (!unit->merged)
		return carry_key(self, place, unit);
	take_theirs(self, place, unit);
	return true;
}

static struct unit root_of(const struct outline *outline)
{
	return (struct unit){.value = outline->tree ? outline->tree->root : YAML_NONE};
}

void carry_root(struct carry *self)
{
	struct unit base = root_of(&self->base);
	struct unit merged = root_of(&self->merged);
	struct unit theirs = root_of(&self->theirs);

	if (yaml_node(self->theirs.tree, theirs.value)->style == YAML_FLOW &&
		!has_arrived(self, &(struct carried){&base, &merged, &theirs}))
		self->is_refused = true;
}
