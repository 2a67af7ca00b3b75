/* What an object says that has no text. */
#include "json_rest.h"

#include "json_items.h"

#include <string.h>

/* What an object inside is called: "environment": {"id": 9, "name": "production"} */
static const char *const titles[] = {
	"name", "title", "summary", "message", "username", "login", "id", NULL};

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static void append_pair(const char *name, struct slice value, struct str *out)
{
	if (value.len == 0)
		return;
	str_appendf(out, "%s%s: ", out->len > 0 ? "; " : "", name);
	str_append(out, value.data, value.len);
}

/* A text, a number or whether; other members say nothing in a line. */
static void append_plain(const char *name, const json_t *value, struct str *out)
{
	struct str text = {0};

	if (json_is_string(value) || json_is_number(value) || json_is_boolean(value))
		json_append_value(value, &text);
	append_pair(name, slice_trim(slice_of(&text)), out);
	str_release(&text);
}

void json_rest_append(const json_t *object, const char *const *without, struct str *out)
{
	json_t *copy = json_deep_copy(object); /* going through one needs one that may change */
	const char *name, *inner_name;
	json_t *value, *inner;

	json_object_foreach(copy, name, value)
	{
		struct slice title = json_first_member(value, titles);

		if (is_one_of(name, without))
			continue;
		append_plain(name, value, out);
		append_pair(name, title, out);
		if (title.len > 0)
			continue;
		json_object_foreach(value, inner_name, inner) append_plain(inner_name, inner, out);
	}
	json_decref(copy);
}
