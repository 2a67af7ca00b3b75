/*
 * Counts words: of scalars as they are read, of the text between them as it is. Only words that the
 * base does not have matter, and none of them is in an item or a line that the base has; so these
 * are looked up as a whole, and few are ever cut into words.
 */
#include "words.h"

#include "base/mem.h"
#include "yaml_outline.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct words *words;
	const struct yaml_tree *tree;
	size_t side;
	bool is_by_line; /* items and lines that the base has do not count */
	bool is_in_item;
	uint32_t row;                   /* YAML_NONE: everything counts */
	const struct form_field *table; /* of the row */
	size_t cursor;
	size_t known_end;  /* end of the cell that does not count */
	size_t passed_end; /* and of the last item that does not */
};

static void release_tally(struct tally *self)
{
	names_release(&self->names);
	for (size_t i = 0; i < WORDS_SIDES; i++)
		free(self->counts[i]);
}

void words_release(struct words *self)
{
	release_tally(&self->words);
	release_tally(&self->comments);
	known_items_release(&self->items);
	names_release(&self->lines);
}

/* --- adding --- */

static void count(struct tally *self, size_t side, uint32_t number)
{
	size_t known = self->caps[side];

	if (number >= known) {
		uint32_t *counts = mem_grow(
			self->counts[side], &self->caps[side], number + 1, sizeof(*counts));

		memset(counts + known, 0, (self->caps[side] - known) * sizeof(*counts));
		self->counts[side] = counts;
	}
	self->counts[side][number]++;
}

static void count_whole(struct reader *self, struct tally *tally, struct slice text)
{
	count(tally, self->side, names_number(&tally->names, text));
}

/* Most of what is between scalars has only white space and signs. */
static bool may_have_word(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.data[i];

		if (byte >= 'A' || (byte >= '0' && byte <= '9'))
			return true;
	}
	return false;
}

/* Notes a line of the base; does the base have that of another side? */
static bool is_in_base(struct reader *self, struct slice line)
{
	struct names *lines = &self->words->lines;

	if (self->side == WORDS_BASE)
		names_number(lines, line);
	return self->side == WORDS_BASE || names_look_up(lines, line) != UINT32_MAX;
}

static size_t add_line(struct reader *self, struct slice text)
{
	struct tally *tally = &self->words->words;
	struct tokens tokens;
	size_t n = 0;

	if (!may_have_word(text) || (self->is_by_line && is_in_base(self, text)))
		return 0;
	tokens_read_words(&tokens, &tally->names, text);
	for (size_t i = 0; i < tokens.n; i++)
		if (tokens_have_word(&tokens, i, i + 1)) {
			count(tally, self->side, tokens.numbers[i]);
			n++;
		}
	tokens_release(&tokens);
	return n;
}

/* No word goes on behind a newline. Returns how many were added. */
static size_t add_words(struct reader *self, struct slice text)
{
	size_t n = 0;

	while (text.len > 0) {
		const char *newline = memchr(text.data, '\n', text.len);
		size_t len = newline ? (size_t)(newline - text.data) + 1 : text.len;

		n += add_line(self, (struct slice){text.data, len});
		text = slice_from(text, len);
	}
	return n;
}

static bool starts_comment(struct slice text, size_t at)
{
	return text.data[at] == '#' && (at == 0 || ascii_is_space(text.data[at - 1]));
}

/* A comment also ends where merging appends another one to it. */
static void add_comments(struct reader *self, struct slice text)
{
	size_t end = 0;
	const char *sign;

	while ((sign = memchr(text.data + end, '#', text.len - end))) {
		size_t at = (size_t)(sign - text.data);

		end = at + 1;
		if (!starts_comment(text, at))
			continue;
		while (end < text.len && text.data[end] != '\n' && !starts_comment(text, end))
			end++;
		struct slice comment = slice_trim((struct slice){text.data + at, end - at});

		if (comment.len > 1)
			count_whole(self, &self->words->comments, comment);
	}
}

static void add_raw(struct reader *self, size_t end)
{
	struct slice text = {self->tree->source.data + self->cursor, end - self->cursor};

	if (end <= self->cursor)
		return;
	add_words(self, text);
	add_comments(self, text);
	self->cursor = end;
}

/* A conflict may contain comments. */
static void add_text(struct reader *self, struct slice text)
{
	size_t n = add_words(self, text);

	if (self->side == WORDS_RESULT)
		add_comments(self, text);
	if (n == 0 && text.len > 0 && self->row != YAML_NONE)
		count_whole(self, &self->words->words, text);
}

/* --- reading --- */

/* The line of a block's header may have a comment. */
static size_t text_start(const struct reader *self, const struct yaml_node *node)
{
	const char *source = self->tree->source.data;

	if (node->style != YAML_LITERAL && node->style != YAML_FOLDED)
		return node->start;
	return node->start + strcspn(source + node->start, "\r\n");
}

/* Values with tags and aliases are never rewritten, so they count as they are in the file. */
static void read_leaf(struct reader *self, uint32_t at)
{
	const struct yaml_node *node = yaml_node(self->tree, at);
	size_t len;

	add_raw(self, node->start);
	if (node->kind == YAML_ALIAS || node->is_opaque) {
		add_raw(self, node->end);
		return;
	}
	const char *text = yaml_text(self->tree, at, &len);

	add_raw(self, text_start(self, node));
	if (node->start >= self->known_end)
		add_text(self, (struct slice){text, len});
	self->cursor = node->end > self->cursor ? node->end : self->cursor;
}

/* A key that the table knows, with a value of its kind, does not count, nor does the value. */
static void pass_known(struct reader *self, uint32_t key)
{
	uint32_t value = yaml_node(self->tree, key)->next;
	const char *name = yaml_text(self->tree, key, NULL);
	unsigned column = form_find_column(self->table, name);
	bool is_known = column != FORM_NONE &&
			value_is_as_form_has(self->tree, value, self->table->columns[column].kind);

	if (is_known || strcmp(name, "id") == 0)
		self->known_end = yaml_node(self->tree, value)->end;
}

/* The first node that begins at or after an offset. */
static size_t find_node(const struct yaml_tree *tree, size_t start)
{
	size_t from = 0;
	size_t to = tree->n_nodes;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (tree->nodes[middle].start < start)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* An item that is a mapping, from the start of its line; empty if it shares that line, or may have
 * a comment. */
static struct slice item_of(const struct reader *self, const struct yaml_node *node)
{
	static const struct slice none = {"", 0};
	const char *source = self->tree->source.data;
	const struct yaml_node *list =
		node->parent == YAML_NONE ? NULL : yaml_node(self->tree, node->parent);
	size_t line = node->start + 1 - node->column;

	if (node->kind != YAML_MAPPING || node->style != YAML_BLOCK || !list ||
		list->kind != YAML_SEQUENCE || node->column > node->start || line < self->cursor ||
		source[line - 1] != '\n' || memchr(source + line, '#', node->end - line))
		return none;
	return (struct slice){source + line, node->end - line};
}

static void read_range(struct reader *self, size_t end);

/* Notes the lines of the item that the base probably has in its place. */
static void note_earlier(struct reader *self)
{
	struct words *words = self->words;
	struct slice item = known_items_pass(&words->items);

	if (item.len == 0)
		return;
	struct reader base = {.words = words,
		.tree = words->base,
		.side = WORDS_BASE,
		.is_by_line = true,
		.is_in_item = true,
		.row = YAML_NONE,
		.cursor = (size_t)(item.data - words->base->source.data)};

	read_range(&base, base.cursor + item.len);
}

/* Passes an item that the base has just the same; in the base, notes it. */
static bool pass_item(struct reader *self, const struct yaml_node *node)
{
	struct slice item =
		self->is_by_line && !self->is_in_item ? item_of(self, node) : (struct slice){"", 0};

	if (item.len == 0)
		return false;
	if (self->side == WORDS_BASE)
		known_items_add(&self->words->items, item);
	else if (!known_items_have(&self->words->items, item)) {
		note_earlier(self);
		return false;
	}
	add_raw(self, (size_t)(item.data - self->tree->source.data));
	self->cursor = self->passed_end = node->end;
	return true;
}

static void read_range(struct reader *self, size_t end)
{
	for (size_t i = find_node(self->tree, self->cursor); i < self->tree->n_nodes; i++) {
		const struct yaml_node *node = &self->tree->nodes[i];

		if (node->start >= end)
			break;
		if (node->start < self->passed_end || pass_item(self, node))
			continue;
		if (node->is_key && node->parent == self->row && self->row != YAML_NONE)
			pass_known(self, (uint32_t)i);
		if (node->kind == YAML_SCALAR || node->kind == YAML_ALIAS)
			read_leaf(self, (uint32_t)i);
	}
	add_raw(self, end);
}

static void read_file(
	struct words *self, size_t side, const struct yaml_tree *tree, bool is_by_line)
{
	struct reader reader = {.words = self,
		.tree = tree,
		.side = side,
		.is_by_line = is_by_line,
		.row = YAML_NONE,
		.cursor = tree->has_bom ? 3 : 0};

	read_range(&reader, tree->source.len);
}

void words_read(struct words *self, size_t side, const struct yaml_tree *tree)
{
	if (side == WORDS_BASE)
		self->base = tree;
	self->items.next = 0;
	read_file(self, side, tree, true);
}

void words_read_row(struct words *self, size_t side, const struct yaml_tree *tree,
	struct slice range, uint32_t row, const struct form_field *table)
{
	struct reader reader = {.words = self,
		.tree = tree,
		.side = side,
		.row = row,
		.table = table,
		.cursor = (size_t)(range.data - tree->source.data)};

	read_range(&reader, reader.cursor + range.len);
}

/* --- comparing --- */

static uint32_t count_of(const struct tally *self, size_t side, size_t number)
{
	return number < self->caps[side] ? self->counts[side][number] : 0;
}

static bool has_gained(const struct tally *self, size_t before, size_t after)
{
	for (size_t i = 0; i < self->names.n; i++)
		if (count_of(self, after, i) > count_of(self, before, i))
			return true;
	return false;
}

bool words_gained(const struct words *self, size_t before, size_t after)
{
	return has_gained(&self->words, before, after) ||
	       has_gained(&self->comments, before, after);
}

/* Does the result have it as often as the side that added it? Not checked if fewer than so many are
 * left on the other side: it may have gone with what was removed there. */
static bool is_kept(const struct tally *self, size_t number, uint32_t least)
{
	uint32_t ours = count_of(self, WORDS_OURS, number);
	uint32_t theirs = count_of(self, WORDS_THEIRS, number);
	uint32_t more = ours > theirs ? ours : theirs;
	uint32_t less = ours > theirs ? theirs : ours;

	return more <= count_of(self, WORDS_BASE, number) || less < least ||
	       count_of(self, WORDS_RESULT, number) >= more;
}

static bool is_new_word_lost(const struct words *self)
{
	for (size_t i = 0; i < self->words.names.n; i++)
		if (count_of(&self->words, WORDS_BASE, i) == 0 && !is_kept(&self->words, i, 0))
			return true;
	return false;
}

static bool is_comment_lost(const struct words *self)
{
	for (size_t i = 0; i < self->comments.names.n; i++)
		if (!is_kept(&self->comments, i, count_of(&self->comments, WORDS_BASE, i)))
			return true;
	return false;
}

/* A comment rarely occurs twice in a file. Words do, and one more here may be one less there. */
bool words_are_kept(struct words *self)
{
	if (is_comment_lost(self))
		return false;
	if (!is_new_word_lost(self))
		return true;
	/* some seem to be, unless the base has them in another line */
	if (self->base)
		read_file(self, WORDS_BASE, self->base, false);
	return !is_new_word_lost(self);
}
