/* Templates of messages with names of their values. */
#include "message_template.h"

#include "json_items.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* "{OrderId:000}", "{@Customer,-10}": reads the name in it; false if that is no hole. */
static bool scan_hole(struct scan *self, struct slice *name)
{
	struct scan ahead = *self;
	struct slice inside;

	if (!scan_char(&ahead, '{') || !scan_until(&ahead, '}', &inside))
		return false;
	*self = ahead;
	ahead = scan_of(inside);
	(void)scan_any(&ahead, "@$");
	*name = scan_rest(&ahead);
	for (size_t i = 0; i < name->len; i++)
		if (ascii_is_one_of(name->data[i], ",:"))
			name->len = i;
	return name->len > 0;
}

static bool append_value(struct slice name, const json_t *values, struct str *out)
{
	char *key = mem_strndup(name.data, name.len);
	const json_t *value = json_object_get(values, key);

	free(key);
	if (value)
		json_append_value(value, out);
	return value != NULL;
}

void message_template_append(struct slice template, const json_t *values, struct str *out)
{
	struct scan scan = scan_of(template);
	struct slice name;

	while (!scan_is_at_end(&scan)) {
		const char *from = scan.at;

		if (scan_text(&scan, "{{") || scan_text(&scan, "}}")) {
			str_append_char(out, *from);
		} else if (!scan_hole(&scan, &name) || !append_value(name, values, out)) {
			scan.at = scan.at == from ? from + 1 : scan.at;
			str_append(out, from, (size_t)(scan.at - from));
		}
	}
}
