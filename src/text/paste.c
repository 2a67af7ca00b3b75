/* Cleaning of pasted bytes in one pass; runs of plain text are copied as they are. */
#include "text/paste.h"
#include "base/utf8.h"
#include "text/grapheme.h"

#include <string.h>

#define UNKNOWN "\xef\xbf\xbd" /* U+FFFD */

static bool is_control(uint32_t code)
{
	return (code < 0x20 && code != '\t') || code == 0x7f;
}

static void note_control(struct paste_loss *loss, unsigned char code)
{
	loss->controls++;
	if (loss->n_kinds > PASTE_KINDS || memchr(loss->kinds, code, loss->n_kinds))
		return;
	if (loss->n_kinds < PASTE_KINDS)
		loss->kinds[loss->n_kinds] = code;
	loss->n_kinds++;
}

struct cleaner {
	struct str *out;
	bool one_line;
	bool keeps_controls;
	struct paste_loss *loss;
};

/* Is it to be left as it is? */
static bool is_text(const struct cleaner *self, uint32_t code)
{
	if (self->keeps_controls && code != '\0' && code != '\r')
		return code != UTF8_INVALID;
	return code != UTF8_INVALID && !is_control(code);
}

/* Appends the replacement of a character that is not text. */
static void replace(const struct cleaner *self, uint32_t code)
{
	if (code == UTF8_INVALID) {
		str_append_text(self->out, UNKNOWN);
		self->loss->invalid++;
	} else if (code == '\n' || code == '\r') {
		str_append_char(self->out, self->one_line ? ' ' : '\n');
		self->loss->joined += self->one_line;
	} else {
		note_control(self->loss, (unsigned char)code);
	}
}

static void clean(const struct cleaner *self, const char *bytes, size_t len)
{
	size_t kept = 0; /* from here on nothing is copied yet */
	uint32_t code;

	for (size_t at = 0; at < len;) {
		size_t step = utf8_decode(bytes + at, len - at, &code);

		if (is_text(self, code)) {
			at += step;
			continue;
		}
		str_append(self->out, bytes + kept, at - kept);
		if (code == '\r' && at + 1 < len && bytes[at + 1] == '\n')
			step = 2;
		replace(self, code);
		at += step;
		kept = at;
	}
	str_append(self->out, bytes + kept, len - kept);
}

void paste_clean(
	struct str *out, const char *bytes, size_t len, bool one_line, struct paste_loss *loss)
{
	struct paste_loss unwanted = {0};
	const struct cleaner cleaner = {
		.out = out, .one_line = one_line, .loss = loss ? loss : &unwanted};

	clean(&cleaner, bytes, len);
}

void paste_clean_log(struct str *out, const char *bytes, size_t len, struct paste_loss *loss)
{
	const struct cleaner cleaner = {.out = out, .keeps_controls = true, .loss = loss};

	clean(&cleaner, bytes, len);
}

void paste_cut(struct str *text, size_t most, struct paste_loss *loss)
{
	size_t end;

	if (text->len <= most)
		return;
	end = grapheme_snap(text->data, text->len, most);
	loss->over += text->len - end;
	str_splice(text, end, text->len - end, "", 0);
}

/* --- reporting losses --- */

/* The ASCII names; 0x7f is DEL. */
static const char *control_name(unsigned char code)
{
	static const char names[][4] = {"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL",
		"BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4",
		"NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US"};

	return code < sizeof(names) / sizeof(*names) ? names[code] : "DEL";
}

static void append_kinds(const struct paste_loss *self, struct str *out)
{
	bool has_more = self->n_kinds > PASTE_KINDS;
	size_t n = has_more ? PASTE_KINDS : self->n_kinds;

	for (size_t i = 0; i < n; i++)
		str_appendf(out, "%s%s", i > 0 ? ", " : "", control_name(self->kinds[i]));
	if (has_more)
		str_append_text(out, " and others");
}

bool paste_loss_append(const struct paste_loss *self, const char *separator, struct str *out)
{
	size_t start = out->len;

	if (self->controls > 0) {
		str_appendf(out, "%s%zu control %s left out (", separator, self->controls,
			self->controls == 1 ? "character" : "characters");
		append_kinds(self, out);
		str_append_char(out, ')');
	}
	if (self->invalid > 0)
		str_appendf(out, "%s%zu %s not UTF-8 became %s", separator, self->invalid,
			self->invalid == 1 ? "byte that is" : "bytes that are", UNKNOWN);
	if (self->over > 0)
		str_appendf(out, "%s%zu %s left out for lack of room", separator, self->over,
			self->over == 1 ? "byte" : "bytes");
	return out->len > start;
}
