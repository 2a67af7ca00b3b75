/* Reactions to what somebody said. */
#include "chat_sign.h"

/* What only a count may follow. */
static const char *const counted[] = {"like", "heart", "laugh", "surprised", "sad", "angry",
	"gef\xC3\xA4llt mir", "j'aime", "me gusta"};

/* "2", or "(2)" as exporters write it */
static bool scan_count(struct scan *self)
{
	struct scan ahead = *self;
	bool is_bracketed = scan_char(&ahead, '(');

	if (!scan_digits(&ahead, 1, 4, NULL) || (is_bracketed && !scan_char(&ahead, ')')))
		return false;
	*self = ahead;
	return true;
}

/* An emoji or a part of one: above the Basic Multilingual Plane, or among the symbols below it. No
 * dash, bullet or quote is. */
static bool scan_emoji(struct scan *self)
{
	/* first two bytes of three */
	static const char *const symbols[] = {"\xE2\x8C", "\xE2\x8F", "\xE2\x98", "\xE2\x99",
		"\xE2\x9A", "\xE2\x9B", "\xE2\x9C", "\xE2\x9D", "\xE2\x9E", "\xE2\xAC", "\xE2\xAD"};
	bool is_emoji = (unsigned char)scan_peek(self) >= 0xF0;

	if (scan_text(self, "\xEF\xB8\x8F") || scan_text(self, "\xE2\x80\x8D"))
		return true;
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols && !is_emoji; i++) {
		struct scan ahead = *self;

		is_emoji = scan_text(&ahead, symbols[i]);
	}
	if (!is_emoji)
		return false;
	do
		self->at++;
	while (((unsigned char)scan_peek(self) & 0xC0) == 0x80);
	return true;
}

bool scan_sign(struct scan *self)
{
	const char *from = self->at;

	if (scan_char(self, ':')) {
		while (ascii_is_alphanumeric(scan_peek(self)) ||
			ascii_is_one_of(scan_peek(self), "_+-'"))
			self->at++;
		return scan_char(self, ':');
	}
	while (scan_emoji(self))
		;
	return self->at != from;
}

bool reactions_read(struct slice line, bool *has_sign, bool *has_count)
{
	struct scan scan = scan_of(slice_trim(line));

	*has_sign = *has_count = false;
	while (!scan_is_at_end(&scan)) {
		bool is_sign = !scan_count(&scan);

		if (is_sign && !scan_sign(&scan))
			return false;
		*has_sign = *has_sign || is_sign;
		*has_count = *has_count || !is_sign;
		(void)scan_blank(&scan);
	}
	return true;
}

bool reactions_are_counted(struct slice line)
{
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		struct scan scan = scan_of(line);

		if (scan_word(&scan, counted[i]) && scan_blank(&scan) &&
			scan_digits(&scan, 1, 4, NULL) && scan_is_at_end(&scan))
			return true;
	}
	return false;
}

bool reactions_are_words(struct slice line)
{
	struct scan scan = scan_of(line);

	return scan_digits(&scan, 1, 4, NULL) && scan_blank(&scan) &&
	       (slice_ends(line, " reaction.") || slice_ends(line, " reactions."));
}
