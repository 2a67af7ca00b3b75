/*
 * By the terminal's description curses begins each change of attributes with "no line drawing" and
 * "no attributes": "\033(B\033[0;1m" for what "\033[1m" says after plain text. Lines are never
 * drawn with the other character set here, so that part is always left out.
 */
#include "sgr.h"

#include <string.h>

enum { CODES_MAX = 64 };

/* Changes that follow each other, as one. */
struct change {
	bool is_any;
	bool resets; /* all attributes, before setting those of codes */
	char codes[CODES_MAX];
	size_t len;
};

/* Where the shortened bytes go: over those already read. */
struct writer {
	char *at;
	bool is_normal;
	struct change change;
};

static void put(struct writer *self, const char *bytes, size_t len)
{
	memmove(self->at, bytes, len);
	self->at += len;
}

static void put_change(struct writer *self)
{
	struct change *change = &self->change;
	bool resets = change->resets && !self->is_normal;

	if (!change->is_any)
		return;
	if (change->len > 0 || resets) {
		put(self, "\033[", 2);
		if (resets && change->len > 0)
			put(self, ";", 1); /* none is 0, which resets */
		put(self, change->codes, change->len);
		put(self, "m", 1);
	}
	self->is_normal = change->len == 0 && (change->resets || self->is_normal);
	*change = (struct change){0};
}

static void add_codes(struct writer *self, const char *codes, size_t len)
{
	struct change *change = &self->change;
	bool resets = len == 0 || (codes[0] == '0' && (len == 1 || codes[1] == ';'));

	if (resets) {
		*change = (struct change){.resets = true};
		codes += len < 2 ? len : 2;
		len -= len < 2 ? len : 2;
	}
	change->is_any = true;
	if (len == 0)
		return;
	if (change->len > 0)
		change->codes[change->len++] = ';';
	memcpy(change->codes + change->len, codes, len);
	change->len += len;
}

/* The length of a change of attributes, or of the character set, at the start of a text. */
static size_t change_at(const char *text, size_t len)
{
	size_t n = 2;

	if (len > 0 && text[0] == '\017')
		return 1;
	if (len < 3 || text[0] != '\033')
		return 0;
	if (text[1] == '(')
		return text[2] == 'B' ? 3 : 0;
	if (text[1] != '[')
		return 0;
	while (n < len && ((text[n] >= '0' && text[n] <= '9') || text[n] == ';'))
		n++;
	return n < len && text[n] == 'm' && n < CODES_MAX / 2 ? n + 1 : 0;
}

void sgr_shorten(struct str *bytes, size_t from, bool *is_normal)
{
	struct writer writer = {.is_normal = *is_normal};
	size_t at = from;

	if (bytes->len == from)
		return;
	writer.at = bytes->data + from;
	while (at < bytes->len) {
		const char *text = bytes->data + at;
		size_t len = change_at(text, bytes->len - at);

		if (len == 0 || writer.change.len + len + 1 > CODES_MAX)
			put_change(&writer);
		if (len == 0)
			put(&writer, text, 1);
		else if (len > 3 || text[len - 1] == 'm')
			add_codes(&writer, text + 2, len - 3);
		at += len > 0 ? len : 1;
	}
	put_change(&writer);
	*is_normal = writer.is_normal;
	bytes->len = (size_t)(writer.at - bytes->data);
	bytes->data[bytes->len] = '\0';
}
