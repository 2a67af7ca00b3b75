/*
 * In its default setting tmux ignores OSC 52 from a program, but sends its own if it is
 * given a buffer with load-buffer -w (tmux 3.2).
 */
#include "terminal_clipboard.h"

#include "child.h"

#include <stdint.h>
#include <stdlib.h>

enum { COPY_MAX = 74994 }; /* bytes; 100,000 in base 64, the limit of many terminals */

/* RFC 4648 */
static void append_base64(struct str *out, const char *bytes, size_t len)
{
	static const char letters[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		size_t n = len - i < 3 ? len - i : 3;
		uint32_t bits = 0;

		for (size_t j = 0; j < 3; j++)
			bits = bits << 8 | (j < n ? (unsigned char)bytes[i + j] : 0);
		for (size_t j = 0; j < 4; j++)
			str_append_char(out, j <= n ? letters[bits >> (18 - 6 * j) & 63] : '=');
	}
}

static bool give_to_tmux(const char *text, size_t len)
{
	char tmux[] = "tmux", load[] = "load-buffer", clipboard[] = "-w", input[] = "-";
	char *const arguments[] = {tmux, load, clipboard, input, NULL};

	return child_run(arguments, arguments[0], text, len, NULL);
}

bool clipboard_copy(struct term *term, const char *text, size_t len)
{
	const char *tmux = getenv("TMUX");
	struct str bytes = {0};

	if (len > COPY_MAX)
		return false;
	if (tmux && *tmux)
		return give_to_tmux(text, len);
	str_append_text(&bytes, "\033]52;c;");
	append_base64(&bytes, text, len);
	str_append_char(&bytes, '\a');
	term_send(term, str_text(&bytes), bytes.len);
	str_release(&bytes);
	return true;
}
