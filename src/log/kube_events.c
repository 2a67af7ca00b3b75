/*
 * Events of Kubernetes, kubectl get events -o json: what kubectl prints as columns, and as those it
 * becomes rows.
 */
#include "formats.h"
#include "json_items.h"

#include "base/mem.h"

#include <stdlib.h>

static const char *const times[] = {"series/lastObservedTime", "lastTimestamp", "eventTime",
	"firstTimestamp", "metadata/creationTimestamp", NULL};
static const char *const texts[] = {"message", "note", NULL};

static bool takes(const json_t *object)
{
	return (json_is_object(json_object_get(object, "involvedObject")) ||
		       json_is_object(json_object_get(object, "regarding"))) &&
	       json_first_member(object, times).len > 0 && json_first_member(object, texts).len > 0;
}

/* "pod/cart-6f9d" */
static void append_object(const json_t *object, struct str *out)
{
	static const char *const kinds[] = {"involvedObject/kind", "regarding/kind", NULL};
	static const char *const names[] = {"involvedObject/name", "regarding/name", NULL};
	struct slice kind = json_first_member(object, kinds);
	struct slice name = json_first_member(object, names);

	for (size_t i = 0; i < kind.len; i++)
		str_append_char(out, ascii_lower(kind.data[i]));
	if (kind.len > 0 && name.len > 0)
		str_append_char(out, '/');
	str_append(out, name.data, name.len);
}

static void add(struct log *log, const json_t *object, unsigned line, void *context)
{
	struct slice text = json_first_member(object, texts);
	struct slice reason = json_member(object, "reason");
	struct slice type = json_member(object, "type");
	struct log_entry *entry;
	struct str who = {0};
	struct str what = {0};

	(void)context;
	append_object(object, &who);
	str_append(&what, text.data, text.len);
	if (reason.len > 0)
		str_appendf(&what, " (REASON: %.*s)", (int)reason.len, reason.data);
	entry = json_add(
		log, line, json_first_member(object, times), slice_of(&who), slice_of(&what));
	free(entry->kind);
	entry->kind = mem_strndup(type.data, type.len);
	str_release(&who);
	str_release(&what);
}

static const struct json_format format = {
	takes, add, .needs = {"\"involvedObject\"", "\"regarding\""}};

bool kube_events_read(struct log *self, struct slice text)
{
	return json_items_read(self, text, &format, NULL);
}

size_t kube_events_count(struct slice text)
{
	return json_items_count(text, &format);
}
