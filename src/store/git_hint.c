/* Asks git how it would merge a document. */
#include "store/git_hint.h"

#include "store/git.h"
#include "store/versions.h"

#include <string.h>

/* One who has just posted a comment waits for that. */
enum { MILLISECONDS = 300 };

static bool ask(const struct version_place *place, const char *const *words, struct str *out)
{
	const struct git_question question = {str_text(&place->folder), words, MILLISECONDS};

	str_clear(out);
	return git_ask(&question, out, NULL);
}

/* NAME, "merge" and the value, each with a NUL. Outside a work tree git does not answer. */
static const char *merge_attribute(const struct version_place *place, struct str *out)
{
	const char *value;

	if (!ask(place,
		    (const char *const[]){
			    "check-attr", "-z", "merge", "--", str_text(&place->name), NULL},
		    out) ||
		out->len == 0 || out->data[out->len - 1] != '\0')
		return "";
	value = out->data + strlen(out->data) + 1;
	if (value >= out->data + out->len)
		return "";
	value += strlen(value) + 1;
	return value < out->data + out->len ? value : "";
}

static bool has_setting(const struct version_place *place, const char *name, struct str *out)
{
	return ask(place, (const char *const[]){"config", "--get", name, NULL}, out);
}

static bool is_wanted(const struct version_place *place)
{
	struct str out = {0};
	const char *merge = merge_attribute(place, &out);
	bool is_ours = strcmp(merge, "afterword") == 0;
	bool is_open = strcmp(merge, "unspecified") == 0;
	bool result =
		(is_open || (is_ours && !has_setting(place, "merge.afterword.driver", &out))) &&
		!has_setting(place, "afterword.told", &out);

	str_release(&out);
	return result;
}

bool git_hint_take(struct io io, const char *path)
{
	struct version_place place;
	struct str out = {0};
	bool result = version_place_init(&place, io, path, NULL) && is_wanted(&place);

	/* A clone that cannot be written to hears it again. */
	if (result)
		ask(&place,
			(const char *const[]){"config", "--local", "afterword.told", "true", NULL},
			&out);
	version_place_release(&place);
	str_release(&out);
	return result;
}
