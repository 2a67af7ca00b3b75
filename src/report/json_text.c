/* Strings to JSON and JSON to strings; see json_text.h. */
#include "json_text.h"

#include "base/utf8.h"
#include "base/visible.h"

#include <string.h>

#define SIGNIFICANT_DIGITS 15 /* keeps 99.95 as 99.95 */

json_t *json_text(const char *bytes, size_t len)
{
	struct str clean = {0};

	if (utf8_check(bytes, len, NULL))
		return json_stringn_nocheck(bytes, len);
	for (size_t i = 0; i < len;) {
		uint32_t code;
		size_t size = utf8_decode(bytes + i, len - i, &code);

		if (code == UTF8_INVALID)
			str_append_text(&clean, "\xEF\xBF\xBD");
		else
			str_append(&clean, bytes + i, size);
		i += size;
	}
	json_t *text = json_stringn_nocheck(str_text(&clean), clean.len);
	str_release(&clean);
	return text;
}

json_t *json_text_of(const char *text)
{
	return json_text(text, strlen(text));
}

static int append(const char *bytes, size_t len, void *out)
{
	str_append(out, bytes, len);
	return 0;
}

bool json_write(json_t *root, struct str *out, struct err *err)
{
	struct str raw = {0};
	int failed = json_dump_callback(
		root, append, &raw, JSON_INDENT(2) | JSON_REAL_PRECISION(SIGNIFICANT_DIGITS));

	json_decref(root);
	if (!failed) {
		visible_append_json(out, str_text(&raw), raw.len);
		str_append_char(out, '\n');
	}
	str_release(&raw);
	return !failed || err_set(err, ERR_LIMIT, "the document cannot be written as JSON");
}
