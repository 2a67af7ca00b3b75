/*
 * A changed list over its sequence in the file: items that still exist keep their lines
 * and comments wherever they moved; an edited one is changed in place; only new ones are
 * written from scratch.
 */
#include "document_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* An item, old or new. */
struct entry {
	struct str text;
	uint32_t node; /* the old item that it is, or will become */
	size_t place;
	bool is_paired;
	bool is_changed; /* the node gets its text */
};

struct entries {
	struct entry *items;
	size_t n;
	size_t cap;
};

static struct entry *add_entry(struct entries *self, const struct str *text, uint32_t node)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof *self->items);
	struct entry *entry = &self->items[self->n];
	*entry = (struct entry){.node = node, .place = self->n};
	str_append(&entry->text, text->data, text->len);
	self->n++;
	return entry;
}

static void release_entries(struct entries *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->items[i].text);
	free(self->items);
}

/* Reads old items the same way as the text that was shown. */
static void read_old(struct entries *self, const struct yaml_tree *tree, uint32_t sequence)
{
	struct str shown = {0};
	struct str item = {0};

	for (uint32_t node = yaml_node(tree, sequence)->first; node != YAML_NONE;
		node = yaml_node(tree, node)->next) {
		size_t len;
		const char *text = scalar_text(tree, node, &len);

		str_clear(&shown);
		list_append(&shown, text, len);
		size_t at = 0;
		if (list_next(&shown, &at, &item))
			add_entry(self, &item, node);
	}
	str_release(&shown);
	str_release(&item);
}

static void read_new(struct entries *self, const struct str *text)
{
	struct str item = {0};

	for (size_t at = 0; list_next(text, &at, &item);)
		add_entry(self, &item, YAML_NONE);
	str_release(&item);
}

static bool is_same_text(const struct entry *a, const struct entry *b)
{
	return str_equal(&a->text, str_text(&b->text), b->text.len);
}

static void pair(struct entry *old, struct entry *new)
{
	new->node = old->node;
	new->is_changed = !is_same_text(old, new);
	old->is_paired = true;
	new->is_paired = true;
}

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = *(struct entry *const *)left;
	const struct entry *b = *(struct entry *const *)right;
	int order = strcmp(str_text(&a->text), str_text(&b->text));

	if (order != 0)
		return order;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* Those not paired yet, sorted by text; the caller frees the array. */
static struct entry **sort_unpaired(struct entries *self, size_t *n)
{
	struct entry **sorted = mem_zalloc(self->n + 1, sizeof *sorted);

	*n = 0;
	for (size_t i = 0; i < self->n; i++)
		if (!self->items[i].is_paired)
			sorted[(*n)++] = &self->items[i];
	qsort(sorted, *n, sizeof *sorted, compare_entries);
	return sorted;
}

/* Pairs equal texts, wherever they are. */
static void pair_equal(struct entries *old, struct entries *new)
{
	size_t n_old;
	size_t n_new;
	struct entry **olds = sort_unpaired(old, &n_old);
	struct entry **news = sort_unpaired(new, &n_new);

	for (size_t i = 0, k = 0; i < n_old && k < n_new;) {
		int order = strcmp(str_text(&olds[i]->text), str_text(&news[k]->text));

		if (order == 0)
			pair(olds[i++], news[k++]);
		else if (order < 0)
			i++;
		else
			k++;
	}
	free(olds);
	free(news);
}

static void pair_ends(struct entries *old, struct entries *new)
{
	size_t n = old->n < new->n ? old->n : new->n;
	size_t head = 0;

	while (head < n && is_same_text(&old->items[head], &new->items[head])) {
		pair(&old->items[head], &new->items[head]);
		head++;
	}
	for (size_t tail = 1; tail <= n - head; tail++) {
		if (!is_same_text(&old->items[old->n - tail], &new->items[new->n - tail]))
			break;
		pair(&old->items[old->n - tail], &new->items[new->n - tail]);
	}
}

/* Pairs the rest in order, as edited. */
static void pair_rest(struct entries *old, struct entries *new)
{
	size_t k = 0;

	for (size_t i = 0; i < old->n; i++) {
		while (k < new->n &&new->items[k].is_paired)
			k++;
		if (k == new->n)
			return;
		if (!old->items[i].is_paired)
			pair(&old->items[i], &new->items[k]);
	}
}

/* Are the paired nodes exactly the sequence's own, in its order? */
static bool is_in_order(const struct entries *new, const struct yaml_tree *tree, uint32_t sequence)
{
	uint32_t node = yaml_node(tree, sequence)->first;

	for (size_t i = 0; i < new->n; i++) {
		if (node == YAML_NONE || new->items[i].node != node)
			return false;
		node = yaml_node(tree, node)->next;
	}
	return node == YAML_NONE;
}

static void arrange(struct yaml_plan *plan, uint32_t sequence, const struct entries *new)
{
	struct yaml_item *items = mem_zalloc(new->n, sizeof *items);
	struct yaml_value *values = mem_zalloc(new->n, sizeof *values);

	for (size_t i = 0; i < new->n; i++) {
		const struct str *text = &new->items[i].text;

		items[i].node = new->items[i].node;
		if (items[i].node != YAML_NONE)
			continue;
		yaml_value_set(&values[i], text_shape(KIND_LIST, text->data, text->len), text->data,
			text->len);
		items[i].value = &values[i];
	}
	yaml_plan_arrange(plan, sequence, items, new->n);
	free(items);
	free(values);
}

static void plan_items(struct yaml_plan *plan, const struct yaml_tree *tree, uint32_t sequence,
	const struct entries *new)
{
	if (!is_in_order(new, tree, sequence))
		arrange(plan, sequence, new);
	for (size_t i = 0; i < new->n; i++) {
		const struct entry *entry = &new->items[i];

		if (entry->is_changed)
			yaml_plan_set(plan, entry->node,
				text_shape(KIND_LIST, entry->text.data, entry->text.len),
				entry->text.data, entry->text.len);
	}
}

void list_plan(struct yaml_plan *plan, const struct yaml_tree *tree, const struct value *value)
{
	struct entries old = {0};
	struct entries new = {0};

	read_old(&old, tree, value->node);
	read_new(&new, &value->text);
	pair_ends(&old, &new);
	pair_equal(&old, &new);
	pair_rest(&old, &new);
	plan_items(plan, tree, value->node, &new);
	release_entries(&old);
	release_entries(&new);
}
