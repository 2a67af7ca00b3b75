/*
 * Turns libyaml's events into nodes. Its loader is not used, because it is quadratic and
 * expands aliases. Nesting is capped by the builder, because the library's cost grows with its
 * square.
 */
#include "base/ensure.h"
#include "base/mem.h"
#include "builder.h"
#include "mark_cursor.h"
#include "problem.h"

#include <string.h>
#include <yaml.h>

struct events {
	struct builder builder;
	yaml_parser_t parser;
	struct mark_cursor cursor;
	size_t fed;      /* bytes handed to libyaml */
	size_t progress; /* bytes handed over by the last event */
	uint32_t line;   /* line where that event ended */
	bool is_starved;
	bool is_root_done;
	bool is_at_end; /* of the stream, or of the part that is read */
};

/* The byte that a mark is at. */
static size_t seek(struct events *self, const yaml_mark_t *mark)
{
	mark_cursor_seek(&self->cursor, self->builder.tree, mark->index);
	return self->cursor.byte;
}

static struct found found_at(struct events *self, const yaml_event_t *event)
{
	return (struct found){
		.start = seek(self, &event->start_mark),
		.line = (uint32_t)event->start_mark.line + 1,
		.column = (uint32_t)event->start_mark.column + 1,
	};
}

static bool on_scalar(struct events *self, const yaml_event_t *event)
{
	static const uint8_t styles[] = {
		[YAML_ANY_SCALAR_STYLE] = YAML_PLAIN,
		[YAML_PLAIN_SCALAR_STYLE] = YAML_PLAIN,
		[YAML_SINGLE_QUOTED_SCALAR_STYLE] = YAML_SINGLE,
		[YAML_DOUBLE_QUOTED_SCALAR_STYLE] = YAML_DOUBLE,
		[YAML_LITERAL_SCALAR_STYLE] = YAML_LITERAL,
		[YAML_FOLDED_SCALAR_STYLE] = YAML_FOLDED,
	};
	struct str *strings = &self->builder.tree->strings;
	struct found found = found_at(self, event);
	size_t text = strings->len;
	/* libyaml's value also ends in a NUL. */
	str_append(strings, (const char *)event->data.scalar.value, event->data.scalar.length + 1);
	found.end = seek(self, &event->end_mark);
	found.style = styles[event->data.scalar.style];
	found.has_property = event->data.scalar.anchor || event->data.scalar.tag;
	return builder_scalar(&self->builder, &found, text);
}

static bool on_alias(struct events *self, const yaml_event_t *event)
{
	struct found found = found_at(self, event);
	found.end = seek(self, &event->end_mark);
	return builder_alias(&self->builder, &found);
}

static bool on_mapping_start(struct events *self, const yaml_event_t *event)
{
	struct found found = found_at(self, event);
	bool is_flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	found.style = is_flow ? YAML_FLOW : YAML_BLOCK;
	found.has_property = event->data.mapping_start.anchor || event->data.mapping_start.tag;
	return builder_open(&self->builder, &found, YAML_MAPPING);
}

static bool on_sequence_start(struct events *self, const yaml_event_t *event)
{
	struct found found = found_at(self, event);
	bool is_flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	found.style = is_flow ? YAML_FLOW : YAML_BLOCK;
	found.has_property = event->data.sequence_start.anchor || event->data.sequence_start.tag;
	return builder_open(&self->builder, &found, YAML_SEQUENCE);
}

static bool on_collection_end(struct events *self, const yaml_event_t *event)
{
	const struct frame *frame = builder_top(&self->builder);
	ENSURE(frame);
	bool is_flow = self->builder.tree->nodes[frame->node].style == YAML_FLOW;
	builder_close(&self->builder, is_flow ? seek(self, &event->end_mark) : 0);
	return true;
}

/* Only the first document is read. */
static bool on_document_start(struct events *self, const yaml_event_t *event)
{
	if (!self->is_root_done)
		return true;
	self->is_at_end = true;
	yaml_problem_add(self->builder.tree, (unsigned)event->start_mark.line + 1,
		(unsigned)event->start_mark.column + 1,
		"a second document starts here, and only the first one is read");
	return true;
}

static bool on_document_end(struct events *self, const yaml_event_t *event)
{
	self->is_root_done = true;
	if (event->data.document_end.implicit)
		return true;
	self->builder.tree->content_end = seek(self, &event->start_mark);
	return true;
}

static bool on_stream_end(struct events *self, const yaml_event_t *event)
{
	(void)event;
	self->is_at_end = true;
	return true;
}

static bool handle(struct events *self, const yaml_event_t *event)
{
	static bool (*const handlers[])(struct events *, const yaml_event_t *) = {
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
	struct events *self = data;
	const struct str *source = &self->builder.tree->source;
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

static bool explain(struct events *self)
{
	if (!self->is_starved)
		return yaml_parser_explain(&self->parser, self->builder.tree, self->builder.err);
	err_set(self->builder.err, ERR_LIMIT,
		"a value or comment below is longer than the %u MiB allowed", YAML_MAX_TEXT >> 20);
	return err_locate(self->builder.err, NULL, self->line, 1);
}

static bool read_events(struct events *self)
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
	struct events events = {.builder = {.tree = tree, .err = err}, .line = 1};
	if (!yaml_parser_initialize(&events.parser))
		mem_exhausted();
	mark_cursor_init(&events.cursor, tree);
	events.fed = events.cursor.byte;
	events.progress = events.fed;
	yaml_parser_set_encoding(&events.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input(&events.parser, feed, &events);
	/* Scalars are rarely longer than their source, and growing would copy them. */
	str_reserve(&tree->strings, tree->source.len);
	bool is_fine = read_events(&events);
	yaml_parser_delete(&events.parser);
	builder_release(&events.builder);
	return is_fine;
}
