/* Cleaning of pasted bytes, in one pass; runs of plain text are copied whole. */
#include "text/paste.h"
#include "base/utf8.h"

#define UNKNOWN "\xef\xbf\xbd" /* U+FFFD */

static bool is_control(uint32_t code)
{
	return (code < 0x20 && code != '\t') || code == 0x7f;
}

void paste_clean(struct str *out, const char *bytes, size_t len, bool one_line, size_t *joined)
{
	size_t n_joined = 0;
	size_t kept = 0; /* from here on nothing is copied yet */
	uint32_t code;

	for (size_t at = 0; at < len;) {
		size_t step = utf8_decode(bytes + at, len - at, &code);

		if (code != UTF8_INVALID && !is_control(code)) {
			at += step;
			continue;
		}
		str_append(out, bytes + kept, at - kept);
		if (code == '\r' && at + 1 < len && bytes[at + 1] == '\n')
			step = 2;
		if (code == UTF8_INVALID) {
			str_append_text(out, UNKNOWN);
		} else if (code == '\n' || code == '\r') {
			str_append_char(out, one_line ? ' ' : '\n');
			n_joined += one_line;
		}
		at += step;
		kept = at;
	}
	str_append(out, bytes + kept, len - kept);
	if (joined)
		*joined = n_joined;
}
