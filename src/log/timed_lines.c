/*
 * Lines that begin with a time, in whatever form: "09:41 the queue is full",
 * "- **09:41** the queue is full", "[2024-05-03 09:41:02] ERROR the queue is full".
 */
#include "formats.h"
#include "stamp.h"

static const char *const levels[] = {"TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR",
	"CRITICAL", "CRIT", "FATAL", "ALERT", "PANIC"};

/* Marks of lists and emphasis before a time. */
static void skip_marks(struct scan *self)
{
	(void)scan_blank(self);
	while (scan_any(self, "-*>|#`+") || scan_text(self, "\xE2\x80\xA2"))
		(void)scan_blank(self);
	(void)scan_any(self, "[(<");
	(void)scan_any(self, "*`");
}

/* Brackets, points and dashes between a time and the text. */
static void skip_joint(struct scan *self)
{
	static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", "|", ":", ","};

	while (scan_any(self, "])>*`"))
		;
	(void)scan_any(self, ":,");
	while (scan_any(self, "*`"))
		;
	(void)scan_blank(self);
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		struct scan ahead = *self;

		if (scan_text(&ahead, dashes[i]) && scan_blank(&ahead)) {
			*self = ahead;
			return;
		}
	}
}

/* "ERROR ", "[info] ": how loud it is, which is no part of what happened. */
static void skip_level(struct scan *self)
{
	struct scan ahead = *self;
	bool is_bracketed = scan_char(&ahead, '[');

	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		struct scan word = ahead;

		if (is_bracketed ? !scan_word(&word, levels[i]) : !scan_text(&word, levels[i]))
			continue;
		if (is_bracketed && !scan_char(&word, ']'))
			continue;
		(void)scan_char(&word, ':');
		if (!scan_blank(&word))
			continue;
		*self = word;
		return;
	}
}

/* "~", "about", "ca." before a time */
static bool scan_about(struct scan *self)
{
	static const char *const words[] = {"about", "approx", "ca", "circa", "around"};

	if (scan_char(self, '~')) {
		(void)scan_blank(self);
		return true;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct scan ahead = *self;

		if (!scan_word(&ahead, words[i]))
			continue;
		(void)scan_char(&ahead, '.');
		if (scan_blank(&ahead) && ascii_is_digit(scan_peek(&ahead))) {
			*self = ahead;
			return true;
		}
	}
	return false;
}

/* "16:5?", "2x:xx": a clock of which nobody knows all digits */
static bool scan_open_clock(struct scan *self)
{
	struct scan ahead = *self;
	struct slice token;
	char word[8] = {0};

	if (!scan_token(&ahead, &token) || token.len < 4 || token.len >= sizeof word)
		return false;
	for (size_t i = 0; i < token.len; i++)
		word[i] = token.data[i];
	if (!when_has_open_digits(word))
		return false;
	*self = ahead;
	return true;
}

size_t plain_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from;
	unsigned parts;

	skip_marks(&scan);
	from = scan.at;
	(void)scan_about(&scan);
	parts = scan_stamp(&scan);
	if (!(parts & STAMP_CLOCK) && !scan_open_clock(&scan))
		return 0;
	head->stamp = scan_since(&scan, from);
	if (!scan_is_at_end(&scan) && ascii_is_alphanumeric(scan_peek(&scan)))
		return 0;
	skip_joint(&scan);
	skip_level(&scan);
	head->what = scan_rest(&scan);
	return used;
}
