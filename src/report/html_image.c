/* Images as data of the page, for reports that were asked to hold them. */
#include "html_text.h"

#include "report/report.h"

#include <string.h>

static void write_base64(const struct str *bytes, struct str *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < bytes->len; i += 3) {
		size_t n = bytes->len - i < 3 ? bytes->len - i : 3;
		unsigned value = 0;

		for (size_t k = 0; k < 3; k++)
			value = value << 8 | (k < n ? (unsigned char)bytes->data[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			str_append_char(out, k <= n ? digits[value >> (18 - 6 * k) & 63] : '=');
	}
}

bool html_write_image(struct image_source *images, struct slice address, struct slice description,
	struct str *out)
{
	struct str path = {0};
	struct str bytes = {0};
	const char *type = NULL;

	str_append(&path, address.data, address.len);
	bool done = images->load(images, str_text(&path), &bytes, &type);

	if (done) {
		str_appendf(out, "<img src=\"data:%s;base64,", type);
		write_base64(&bytes, out);
		str_append_text(out, "\" alt=\"");
		html_escape(description, out);
		str_append_text(out, "\">");
	}
	str_release(&path);
	str_release(&bytes);
	return done;
}
