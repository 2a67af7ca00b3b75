/* The blocks of which newer messages of Slack consist. */
#include "slack_blocks.h"

#include "json_items.h"

#define DEPTH_MOST 8 /* lists in quotes in sections */

struct writer {
	slack_name *name;
	const void *context;
	struct str *out;
};

static void start_line(const struct writer *self)
{
	if (self->out->len > 0 && self->out->data[self->out->len - 1] != '\n')
		str_append_char(self->out, '\n');
}

/* "text" is a string in what is said, and an object in sections and headers. */
static void append_text(const struct writer *self, const json_t *object)
{
	struct slice text = json_member(object, "text");

	if (text.len == 0)
		text = json_member(object, "text/text");
	slack_text(text, self->name, self->context, self->out);
}

/* "@Ana", "#ops", ":fire:", an address */
static void append_reference(const struct writer *self, const json_t *object)
{
	static const struct {
		const char *member, *before, *after;
	} kinds[] = {
		{"user_id", "@", ""}, {"channel_id", "#", ""}, {"range", "@", ""}, {"url", "", ""}};
	struct slice type = json_member(object, "type");

	if (slice_equal(type, "emoji"))
		str_appendf(self->out, ":%.*s:", (int)json_member(object, "name").len,
			json_member(object, "name").data);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct slice value = json_member(object, kinds[i].member);
		struct slice name = self->name(self->context, value);

		if (value.len == 0)
			continue;
		if (name.len == 0)
			name = value;
		str_appendf(self->out, "%s%.*s", kinds[i].before, (int)name.len, name.data);
		return;
	}
}

static void append_blocks(const struct writer *self, const json_t *blocks, unsigned depth)
{
	const json_t *block;
	size_t index;

	json_array_foreach(blocks, index, block)
	{
		const json_t *inside = json_object_get(block, "elements");
		struct slice type = json_member(block, "type");
		bool is_line = depth == 0 || json_is_array(inside) || slice_equal(type, "mrkdwn");

		if (is_line)
			start_line(self);
		if (json_object_get(block, "text"))
			append_text(self, block);
		else if (!inside && !slice_equal(type, "image"))
			append_reference(self, block);
		if (depth < DEPTH_MOST && !slice_equal(type, "actions"))
			append_blocks(self, inside, depth + 1);
		if (depth < DEPTH_MOST)
			append_blocks(self, json_object_get(block, "fields"), depth + 1);
	}
}

void slack_blocks(const json_t *blocks, slack_name *name, const void *context, struct str *out)
{
	const struct writer writer = {name, context, out};

	append_blocks(&writer, blocks, 0);
}
