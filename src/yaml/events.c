/*
 * Turns libyaml's events into nodes. Its loader is not used, because it is quadratic and
 * expands aliases. Nesting is capped here, because the library's cost grows with its
 * square.
 */
#include "base/ensure.h"
#include "base/mem.h"
#include "internal.h"
#include "mark_cursor.h"
#include "problem.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#define COLUMN_MASK 0xFFFFFFu /* a line of 16 MiB ends one column beyond */

/* An open collection. */
struct frame {
	uint32_t node;
	uint32_t last; /* its last child so far */
	bool is_value_next;
	bool is_value_sealed; /* the value of a merge or an explicit key */
};

struct builder {
	struct yaml_tree *tree;
	struct err *err;
	yaml_parser_t parser;
	struct mark_cursor cursor;
	struct frame frames[YAML_MAX_DEPTH];
	unsigned depth;
	struct yaml_key_set keys;
	size_t fed;      /* bytes handed to libyaml */
	size_t progress; /* bytes handed over by the last event */
	uint32_t line;   /* line where that event ended */
	bool is_starved;
	bool is_root_done;
	bool is_at_end; /* of the stream, or of the part that is read */
};

static bool fail_at(struct builder *self, uint32_t line, uint32_t column)
{
	return err_locate(self->err, NULL, line, column);
}

static struct frame *top(struct builder *self)
{
	return self->depth > 0 ? &self->frames[self->depth - 1] : NULL;
}

static void mark_opaque(struct yaml_tree *tree, uint32_t node)
{
	for (; node != YAML_NONE && !tree->nodes[node].is_opaque; node = tree->nodes[node].parent)
		tree->nodes[node].is_opaque = true;
}

static void seal(struct yaml_tree *tree, uint32_t node)
{
	tree->nodes[node].is_sealed = true;
	mark_opaque(tree, node);
}

/* Is there room for one more node and so many bytes of text? */
static bool check_room(struct builder *self, const yaml_event_t *event, size_t len)
{
	const struct yaml_tree *tree = self->tree;
	const struct frame *frame = top(self);
	bool is_entry = frame && !frame->is_value_next;
	if (is_entry && tree->nodes[frame->node].count >= YAML_MAX_ITEMS)
		err_set(self->err, ERR_LIMIT, "a list or mapping has more than %u entries",
			YAML_MAX_ITEMS);
	else if (tree->source.len + tree->strings.len + len +
			 (tree->n_nodes + 1) * sizeof(*tree->nodes) >
		 YAML_MAX_MEMORY)
		err_set(self->err, ERR_LIMIT, "there are too many values, more than %zu",
			tree->n_nodes);
	else
		return true;
	return fail_at(
		self, (uint32_t)event->start_mark.line + 1, (uint32_t)event->start_mark.column + 1);
}

/* Links a node into the open collection. */
static void link_node(struct builder *self, struct yaml_node *node, uint32_t index)
{
	struct frame *frame = top(self);
	if (!frame) {
		self->tree->root = index;
		return;
	}
	struct yaml_node *parent = &self->tree->nodes[frame->node];
	node->parent = frame->node;
	if (frame->last == YAML_NONE)
		parent->first = index;
	else
		self->tree->nodes[frame->last].next = index;
	frame->last = index;
	if (parent->kind == YAML_SEQUENCE) {
		parent->count++;
	} else {
		node->is_key = !frame->is_value_next;
		parent->count += node->is_key;
		frame->is_value_next = !frame->is_value_next;
	}
	node->is_sealed = parent->is_sealed || (!node->is_key && frame->is_value_sealed);
	if (node->is_key || parent->kind == YAML_SEQUENCE)
		frame->is_value_sealed = false;
}

static uint32_t add_node(
	struct builder *self, const yaml_event_t *event, enum yaml_kind kind, enum yaml_style style)
{
	struct yaml_tree *tree = self->tree;
	mark_cursor_seek(&self->cursor, tree, event->start_mark.index);
	tree->nodes = mem_grow(tree->nodes, &tree->cap, tree->n_nodes + 1, sizeof(*tree->nodes));
	uint32_t index = (uint32_t)tree->n_nodes++;
	struct yaml_node *node = &tree->nodes[index];
	*node = (struct yaml_node){
		.start = (uint32_t)self->cursor.byte,
		.end = (uint32_t)self->cursor.byte,
		.parent = YAML_NONE,
		.next = YAML_NONE,
		.line = (uint32_t)event->start_mark.line + 1,
		.column = (uint32_t)(event->start_mark.column + 1) & COLUMN_MASK,
		.kind = kind,
		.style = style,
	};
	if (kind == YAML_MAPPING || kind == YAML_SEQUENCE)
		node->first = YAML_NONE;
	link_node(self, node, index);
	if (node->is_sealed)
		seal(tree, index);
	return index;
}

/* The column, from 0, that block scalars in the open collection are indented from. */
static unsigned parent_column(struct builder *self)
{
	const struct frame *frame = top(self);
	return frame ? self->tree->nodes[frame->node].column - 1 : 0;
}

static void set_end(struct builder *self, uint32_t index, const yaml_event_t *event)
{
	struct yaml_node *node = &self->tree->nodes[index];
	mark_cursor_seek(&self->cursor, self->tree, event->end_mark.index);
	node->end = (uint32_t)self->cursor.byte;
	if (node->style != YAML_LITERAL && node->style != YAML_FOLDED)
		return;
	size_t start = yaml_skip_properties(self->tree, node->start);
	node->end = (uint32_t)yaml_block_end(self->tree, start, node->end, parent_column(self));
}

/* The two kinds of keys whose values must not be written. */
static void seal_odd_key(struct builder *self, uint32_t index)
{
	struct yaml_node *node = &self->tree->nodes[index];
	bool is_merge = node->kind == YAML_SCALAR && node->style == YAML_PLAIN &&
			strcmp(self->tree->strings.data + node->text, "<<") == 0;
	if (is_merge || yaml_pair_start(self->tree, index) < node->start) {
		struct frame *mapping = top(self);

		ENSURE(mapping);
		seal(self->tree, index);
		mapping->is_value_sealed = true;
	}
}

/* Checks that a key is a text. */
static bool check_key(struct builder *self, uint32_t index)
{
	const struct yaml_node *node = &self->tree->nodes[index];
	if (node->text_len > YAML_MAX_KEY) {
		err_set(self->err, ERR_LIMIT, "this key is %u bytes long, more than the %d allowed",
			node->text_len, YAML_MAX_KEY);
		return fail_at(self, node->line, node->column);
	}
	seal_odd_key(self, index);
	return true;
}

/* Is the ':' at an offset the one after the key of a value? */
static bool is_own_sign(const struct yaml_tree *tree, uint32_t value, size_t at)
{
	uint32_t key = yaml_key_of(tree, value);
	ENSURE(key != YAML_NONE);
	return yaml_skip_blanks(tree, tree->nodes[key].end) == at;
}

/*
 * Inside brackets libyaml puts an empty value at the next token; moves it back to its
 * `:`. One without a sign (`? a`, `{a}`) cannot be written.
 */
static void check_empty(struct builder *self, uint32_t index)
{
	struct yaml_node *node = &self->tree->nodes[index];
	if (node->start != node->end)
		return;
	const char *source = self->tree->source.data;
	uint32_t stood = node->start;
	while (node->start > 0 && source[node->start - 1] == ' ')
		node->end = --node->start;
	/* At the end of the source libyaml reports the line after it. */
	unsigned line = node->line;
	unsigned column = node->column - (stood - node->start);
	if (stood - node->start >= node->column)
		yaml_place(self->tree, node->start, &line, &column);
	node->line = line;
	node->column = column & COLUMN_MASK;
	const struct frame *frame = top(self);
	bool is_item = frame && self->tree->nodes[frame->node].kind == YAML_SEQUENCE;
	char before = node->start > 0 ? source[node->start - 1] : '\0';
	bool has_sign = before == (is_item ? '-' : ':') &&
			(is_item || !frame || is_own_sign(self->tree, index, node->start - 1));
	if (!has_sign)
		seal(self->tree, index);
}

static bool on_scalar(struct builder *self, const yaml_event_t *event)
{
	static const uint8_t styles[] = {
		[YAML_ANY_SCALAR_STYLE] = YAML_PLAIN,
		[YAML_PLAIN_SCALAR_STYLE] = YAML_PLAIN,
		[YAML_SINGLE_QUOTED_SCALAR_STYLE] = YAML_SINGLE,
		[YAML_DOUBLE_QUOTED_SCALAR_STYLE] = YAML_DOUBLE,
		[YAML_LITERAL_SCALAR_STYLE] = YAML_LITERAL,
		[YAML_FOLDED_SCALAR_STYLE] = YAML_FOLDED,
	};
	struct str *strings = &self->tree->strings;
	if (!check_room(self, event, event->data.scalar.length + 1))
		return false;
	uint32_t index = add_node(self, event, YAML_SCALAR, styles[event->data.scalar.style]);
	struct yaml_node *node = &self->tree->nodes[index];
	node->text = (uint32_t)strings->len;
	node->text_len = (uint32_t)event->data.scalar.length;
	/* libyaml's value also ends in a NUL. */
	str_append(strings, (const char *)event->data.scalar.value, node->text_len + 1);
	if (event->data.scalar.anchor || event->data.scalar.tag)
		seal(self->tree, index);
	set_end(self, index, event);
	if (node->is_key)
		return check_key(self, index);
	check_empty(self, index);
	return true;
}

static bool on_alias(struct builder *self, const yaml_event_t *event)
{
	if (!check_room(self, event, 0))
		return false;
	uint32_t index = add_node(self, event, YAML_ALIAS, YAML_PLAIN);
	set_end(self, index, event);
	seal(self->tree, index);
	return true;
}

static bool open_collection(struct builder *self, const yaml_event_t *event, enum yaml_kind kind,
	bool is_flow, bool has_property)
{
	if (!check_room(self, event, 0))
		return false;
	uint32_t index = add_node(self, event, kind, is_flow ? YAML_FLOW : YAML_BLOCK);
	const struct yaml_node *node = &self->tree->nodes[index];
	if (has_property)
		seal(self->tree, index);
	if (self->depth == YAML_MAX_DEPTH) {
		err_set(self->err, ERR_LIMIT, "values are nested deeper than the %d levels allowed",
			YAML_MAX_DEPTH);
		return fail_at(self, node->line, node->column);
	}
	if (node->is_key)
		seal_odd_key(self, index);
	self->frames[self->depth++] = (struct frame){.node = index, .last = YAML_NONE};
	return true;
}

static bool on_mapping_start(struct builder *self, const yaml_event_t *event)
{
	return open_collection(self, event, YAML_MAPPING,
		event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
		event->data.mapping_start.anchor || event->data.mapping_start.tag);
}

static bool on_sequence_start(struct builder *self, const yaml_event_t *event)
{
	return open_collection(self, event, YAML_SEQUENCE,
		event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
		event->data.sequence_start.anchor || event->data.sequence_start.tag);
}

/*
 * A flow collection ends at its bracket. A block collection, and the pair without braces in `[a:
 * b]`, ends with its last child, because its event has the mark of what follows.
 */
static bool on_collection_end(struct builder *self, const yaml_event_t *event)
{
	ENSURE(self->depth > 0);

	struct yaml_tree *tree = self->tree;
	struct frame frame = *top(self);
	struct yaml_node *node = &tree->nodes[frame.node];
	char last = '\0';
	if (node->style == YAML_FLOW) {
		mark_cursor_seek(&self->cursor, tree, event->end_mark.index);
		last = tree->source.data[self->cursor.byte - 1];
	}
	if (last == ']' || last == '}')
		node->end = (uint32_t)self->cursor.byte;
	else if (frame.last != YAML_NONE)
		node->end = tree->nodes[frame.last].end;
	if (node->kind == YAML_MAPPING)
		yaml_duplicates_find(tree, frame.node, &self->keys);
	self->depth--;
	return true;
}

/* Only the first document is read. */
static bool on_document_start(struct builder *self, const yaml_event_t *event)
{
	if (!self->is_root_done)
		return true;
	self->is_at_end = true;
	yaml_problem_add(self->tree, (unsigned)event->start_mark.line + 1,
		(unsigned)event->start_mark.column + 1,
		"a second document starts here, and only the first one is read");
	return true;
}

static bool on_document_end(struct builder *self, const yaml_event_t *event)
{
	self->is_root_done = true;
	if (event->data.document_end.implicit)
		return true;
	mark_cursor_seek(&self->cursor, self->tree, event->start_mark.index);
	self->tree->content_end = self->cursor.byte;
	return true;
}

static bool on_stream_end(struct builder *self, const yaml_event_t *event)
{
	(void)event;
	self->is_at_end = true;
	return true;
}

static bool handle(struct builder *self, const yaml_event_t *event)
{
	static bool (*const handlers[])(struct builder *, const yaml_event_t *) = {
		[YAML_STREAM_END_EVENT] = on_stream_end,
		[YAML_DOCUMENT_START_EVENT] = on_document_start,
		[YAML_DOCUMENT_END_EVENT] = on_document_end,
		[YAML_ALIAS_EVENT] = on_alias,
		[YAML_SCALAR_EVENT] = on_scalar,
		[YAML_SEQUENCE_START_EVENT] = on_sequence_start,
		[YAML_SEQUENCE_END_EVENT] = on_collection_end,
		[YAML_MAPPING_START_EVENT] = on_mapping_start,
		[YAML_MAPPING_END_EVENT] = on_collection_end,
	};
	return !handlers[event->type] || handlers[event->type](self, event);
}

/*
 * Feeds libyaml, and stops if it has read too much without an event: it copies a text
 * several times, each time into a buffer twice as large.
 */
static int feed(void *data, unsigned char *buffer, size_t size, size_t *size_read)
{
	struct builder *self = data;
	const struct str *source = &self->tree->source;
	size_t left = source->len - self->fed;
	if (self->fed - self->progress > YAML_MAX_TEXT) {
		self->is_starved = true;
		return 0;
	}
	*size_read = size < left ? size : left;
	memcpy(buffer, str_text(source) + self->fed, *size_read);
	self->fed += *size_read;
	return 1;
}

static bool explain(struct builder *self)
{
	if (!self->is_starved)
		return yaml_parser_explain(&self->parser, self->tree, self->err);
	err_set(self->err, ERR_LIMIT, "a value or comment below is longer than the %u MiB allowed",
		YAML_MAX_TEXT >> 20);
	return fail_at(self, self->line, 1);
}

static bool read_events(struct builder *self)
{
	bool is_fine = true;
	while (is_fine && !self->is_at_end) {
		yaml_event_t event;
		if (!yaml_parser_parse(&self->parser, &event))
			return explain(self);
		self->progress = self->fed;
		self->line = (uint32_t)event.end_mark.line + 1;
		is_fine = handle(self, &event);
		yaml_event_delete(&event);
	}
	return is_fine;
}

bool yaml_events_read(struct yaml_tree *tree, struct err *err)
{
	struct builder builder = {.tree = tree, .err = err, .line = 1};
	if (!yaml_parser_initialize(&builder.parser))
		mem_exhausted();
	mark_cursor_init(&builder.cursor, tree);
	builder.fed = builder.cursor.byte;
	builder.progress = builder.fed;
	yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&builder.parser, feed, &builder);
	/* Scalars are rarely longer than their source, and growing would copy them. */
	str_reserve(&tree->strings, tree->source.len);
	bool is_fine = read_events(&builder);
	yaml_parser_delete(&builder.parser);
	free(builder.keys.slots);
	return is_fine;
}
