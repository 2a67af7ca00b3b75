/*
 * The same key twice in one mapping, which YAML forbids and libyaml allows. Small
 * mappings are compared pair by pair, large ones through a hash table, so that the cost
 * of 100,000 keys stays linear.
 */
#include "base/mem.h"
#include "base/visible.h"
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SMALL 16
#define KEY_SHOWN 60 /* bytes of a key in a message */

void yaml_problem_add(
	struct yaml_tree *tree, unsigned line, unsigned column, const char *format, ...)
{
	if (tree->n_problems == YAML_MAX_PROBLEMS)
		return;
	tree->problems = mem_grow(
		tree->problems, &tree->cap_problems, tree->n_problems + 1, sizeof(*tree->problems));
	struct yaml_problem *problem = &tree->problems[tree->n_problems++];
	problem->line = line;
	problem->column = column;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(problem->message, sizeof(problem->message), format, arguments);
	va_end(arguments);
}

/* Cuts a text to at most len bytes of complete characters and appends dots for the rest. */
static void shorten(struct str *text, size_t len)
{
	if (text->len <= len)
		return;
	while (len > 0 && ((unsigned char)text->data[len] & 0xC0) == 0x80)
		len--;
	str_splice(text, len, text->len - len, "...", 3);
}

static void report(struct yaml_tree *tree, const struct yaml_node *again, uint32_t first_line)
{
	struct str shown = {0};
	visible_append(&shown, tree->strings.data + again->text, again->text_len);
	shorten(&shown, KEY_SHOWN);
	yaml_problem_add(tree, again->line, again->column,
		"key \"%s\" occurs twice, first in line %u", str_text(&shown),
		(unsigned)first_line);
	str_release(&shown);
}

static bool same_key(
	const struct yaml_tree *tree, const struct yaml_node *a, const struct yaml_node *b)
{
	return a->text_len == b->text_len &&
	       memcmp(tree->strings.data + a->text, tree->strings.data + b->text, a->text_len) == 0;
}

static uint32_t next_key(const struct yaml_tree *tree, uint32_t key)
{
	return tree->nodes[tree->nodes[key].next].next;
}

static bool is_text(const struct yaml_tree *tree, uint32_t key)
{
	return tree->nodes[key].kind == YAML_SCALAR;
}

static void compare_pairs(struct yaml_tree *tree, uint32_t mapping)
{
	uint32_t first = tree->nodes[mapping].first;
	for (uint32_t key = first; key != YAML_NONE; key = next_key(tree, key)) {
		if (!is_text(tree, key))
			continue;
		for (uint32_t older = first; older != key; older = next_key(tree, older)) {
			if (is_text(tree, older) &&
				same_key(tree, &tree->nodes[older], &tree->nodes[key])) {
				report(tree, &tree->nodes[key], tree->nodes[older].line);
				break;
			}
		}
	}
}

static uint32_t hash(const char *text, size_t len)
{
	uint32_t sum = 2166136261u; /* FNV-1a */
	for (size_t i = 0; i < len; i++)
		sum = (sum ^ (unsigned char)text[i]) * 16777619u;
	return sum ^ sum >> 15;
}

static void insert_or_report(struct yaml_tree *tree, uint32_t key, uint32_t *slots, size_t mask)
{
	const struct yaml_node *node = &tree->nodes[key];
	size_t slot = hash(tree->strings.data + node->text, node->text_len) & mask;
	while (slots[slot] != 0) {
		const struct yaml_node *older = &tree->nodes[slots[slot] - 1];
		if (same_key(tree, older, node)) {
			report(tree, node, older->line);
			return;
		}
		slot = (slot + 1) & mask;
	}
	slots[slot] = key + 1;
}

void yaml_duplicates_find(struct yaml_tree *tree, uint32_t mapping, struct yaml_key_set *scratch)
{
	uint32_t count = tree->nodes[mapping].count;
	if (count <= SMALL) {
		compare_pairs(tree, mapping);
		return;
	}
	size_t size = 64;
	while (size < (size_t)count * 2)
		size *= 2;
	if (size > scratch->cap)
		scratch->slots =
			mem_grow(scratch->slots, &scratch->cap, size, sizeof(*scratch->slots));
	memset(scratch->slots, 0, size * sizeof(*scratch->slots));
	for (uint32_t key = tree->nodes[mapping].first; key != YAML_NONE; key = next_key(tree, key))
		if (is_text(tree, key))
			insert_or_report(tree, key, scratch->slots, size - 1);
}
