/*
 * Lines that begin with a time, in whatever form: "09:41 the queue is full",
 * "- **09:41** the queue is full", "[2024-05-03 09:41:02] ERROR the queue is full".
 */
#include "formats.h"
#include "stamp.h"
#include "stamp_words.h"

#include <string.h>

#define ZONE_LINE_BYTES 100 /* of a line that says the zone */

static const char *const levels[] = {"TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR",
	"CRITICAL", "CRIT", "FATAL", "ALERT", "PANIC", "stdout F", "stderr F", "stdout P",
	"stderr P"};

/* "1. ", "2) ", "[x] " in lists */
static void skip_number(struct scan *self)
{
	struct scan ahead = *self;

	if (scan_digits(&ahead, 1, 3, NULL) && scan_any(&ahead, ".)") && scan_blank(&ahead))
		*self = ahead;
	ahead = *self;
	if (scan_char(&ahead, '[') && scan_any(&ahead, "xX ") && scan_char(&ahead, ']') &&
		scan_blank(&ahead))
		*self = ahead;
}

/* Marks of lists and emphasis before a time. */
static void skip_marks(struct scan *self)
{
	(void)scan_blank(self);
	while (scan_any(self, "-*>|#`+_") || scan_text(self, "\xE2\x80\xA2"))
		(void)scan_blank(self);
	skip_number(self);
	while (scan_any(self, "*_`"))
		;
	(void)scan_any(self, "[(<");
	(void)scan_any(self, "*`_");
}

/* Brackets, points and dashes between a time and the text. */
static void skip_joint(struct scan *self)
{
	static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", "|", ":", ","};

	while (scan_any(self, "])>*`_"))
		;
	(void)scan_any(self, ":,");
	while (scan_any(self, "*`_"))
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

/* "##[error]" of GitHub's and Azure's runners, whose "##[endgroup]" says nothing */
static void skip_command(struct scan *self)
{
	struct scan ahead = *self;
	struct slice word;

	if (scan_text(&ahead, "##[") && scan_until(&ahead, ']', &word))
		*self = ahead;
}

/* "~", "about", "ca." before a time */
static bool scan_about(struct scan *self)
{
	static const char *const words[] = {
		"about", "approx", "ca", "circa", "around", "gegen", "vers"};

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

/* "10" of "around 10 all was dry", which "around 10 users" has not. */
static bool scan_hour(struct scan *self)
{
	static const char *const units[] = {
		"%", "min", "minuten", "people", "percent", "sec", "stunden", "sekunden"};
	struct scan ahead = *self;
	const char *end;
	struct slice word;
	int64_t hour;

	if (!scan_digits(&ahead, 1, 2, &hour) || hour > 24)
		return false;
	end = ahead.at;
	if (!ascii_is_one_of(scan_peek(&ahead), ":,")) {
		if (!scan_blank(&ahead) || !scan_token(&ahead, &word) || slice_ends(word, "s"))
			return false;
		for (size_t i = 0; i < sizeof units / sizeof *units; i++)
			if (slice_equal_fold(word, units[i]))
				return false;
	}
	self->at = end;
	return true;
}

/* "at 9:41", "um 9:41 Uhr" */
static bool skip_at(struct scan *self)
{
	struct scan ahead = *self;

	if ((!scan_word(&ahead, "at") && !scan_word(&ahead, "um")) || !scan_blank(&ahead) ||
		!ascii_is_digit(scan_peek(&ahead)))
		return false;
	*self = ahead;
	return true;
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

/* "1187:M", as Redis begins */
static bool is_role(struct slice token)
{
	struct scan scan = scan_of(token);

	return scan_digits(&scan, 1, 7, NULL) && scan_char(&scan, ':') && scan_any(&scan, "MSCX") &&
	       scan_is_at_end(&scan);
}

static bool is_level(struct slice token)
{
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		if (slice_equal(token, levels[i]))
			return true;
	return false;
}

/* "[pod/cart-1/cart] ", "[812] ", "build\tSet up job\t", "https ", "# Time: " */
static bool skip_label(struct scan *self, struct slice *who)
{
	static const char *const words[] = {"http", "https", "h2", "ws", "wss", "Time:"};
	struct scan ahead = *self;
	struct slice token, step;

	(void)scan_char(&ahead, '['); /* unless it was a mark before a time */
	if (scan_until(&ahead, ']', &token) && !memchr(token.data, ' ', token.len) &&
		scan_blank(&ahead)) {
		*self = ahead;
		*who = memchr(token.data, '/', token.len) ? token : *who;
		return true;
	}
	ahead = *self;
	if (scan_until(&ahead, '\t', &token) && scan_until(&ahead, '\t', &step)) {
		(void)scan_text(&ahead, "\xEF\xBB\xBF"); /* gh leaves the marks of its files in */
		*self = ahead;
		return true;
	}
	ahead = *self;
	if (!scan_token(&ahead, &token) || !scan_blank(&ahead))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (slice_equal(token, words[i])) {
			*self = ahead;
			return true;
		}
	}
	return false;
}

/* What some programs write before the time: "ERROR [main] ", "I, [", "1187:M ", "shop-1  | " */
static bool skip_before(struct scan *self)
{
	struct scan ahead = *self;
	struct slice token;

	if (scan_any(&ahead, "DIWEFA") && scan_text(&ahead, ", [")) {
		*self = ahead;
		return true;
	}
	ahead = *self;
	if (!scan_token(&ahead, &token) || !scan_blank(&ahead))
		return false;
	if (scan_text(&ahead, "| ") || is_role(token)) {
		(void)scan_blank(&ahead);
		*self = ahead;
		return true;
	}
	if (!is_level(token))
		return false;
	if (scan_char(&ahead, '[') && (!scan_until(&ahead, ']', &token) || !scan_blank(&ahead)))
		return false;
	*self = ahead;
	return true;
}

/* " #812]  INFO -- shop: ", as Ruby goes on after the time */
static void skip_process(struct scan *self, struct head *head)
{
	struct scan ahead = *self;
	struct slice skipped;

	if (!scan_text(&ahead, " #") || !scan_until(&ahead, ']', &skipped) || !scan_blank(&ahead) ||
		!scan_token(&ahead, &skipped) || !scan_text(&ahead, " -- ") ||
		!scan_until(&ahead, ':', &head->who))
		return;
	*self = ahead;
}

/* A time with day and seconds behind such a beginning. */
static bool scan_late_stamp(struct scan *self, struct head *head)
{
	static const unsigned needed = STAMP_DATE | STAMP_SECONDS;
	struct scan ahead = *self;
	struct slice name = {self->at, 0};
	struct slice who = {self->at, 0};
	const char *from;

	while (name.data + name.len < self->end && !ascii_is_space(name.data[name.len]))
		name.len++;
	if (!skip_before(&ahead) && !skip_label(&ahead, &who))
		return false;
	from = ahead.at;
	if ((scan_stamp(&ahead) & needed) != needed)
		return false;
	head->stamp = scan_since(&ahead, from);
	if (from - name.data > 2 && memchr(name.data, '|', (size_t)(from - name.data)))
		head->who = name;
	else
		head->who = who;
	skip_process(&ahead, head);
	*self = ahead;
	return true;
}

size_t timed_line_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from;
	unsigned parts;

	(void)scan_char(&scan, '[');
	from = scan.at;
	parts = scan_stamp(&scan);
	if (!(parts & STAMP_CLOCK) || !(parts & (STAMP_DATE | STAMP_SECONDS)))
		return 0;
	head->stamp = scan_since(&scan, from);
	skip_joint(&scan);
	skip_level(&scan);
	skip_command(&scan);
	head->what = scan_rest(&scan);
	return used;
}

/* "Friday, 3 May", "## 2024-05-03": what stands above the lines of a day */
static bool read_day(struct scan scan, struct head *head)
{
	const char *from = scan.at;

	if (!(scan_day(&scan) & STAMP_DATE))
		return false;
	head->stamp = scan_since(&scan, from);
	while (scan_any(&scan, "])>*`_#: "))
		;
	head->type = HEAD_DAY;
	return scan_is_at_end(&scan);
}

/* "All times are UTC" */
static bool read_zone(struct slice line, struct head *head)
{
	if (line.len > ZONE_LINE_BYTES ||
		(!slice_has(line, "imes ") && !slice_has(line, "ime zone") &&
			!slice_has(line, "imezone") && !slice_has(line, "Zeiten ")))
		return false;
	for (size_t i = 1; i < line.len; i++) {
		struct scan scan = scan_of(slice_from(line, i));

		if (ascii_is_alphanumeric(line.data[i - 1]) || !scan_zone_label(&scan))
			continue;
		head->type = HEAD_ZONE;
		head->stamp = scan_since(&scan, line.data + i);
		return true;
	}
	return false;
}

/* "2024-05-03: restarted": only a day, which must have its year and a text */
static bool is_dated(unsigned parts, struct scan scan)
{
	return (parts & STAMP_YEAR) && (scan_any(&scan, ":])") || scan_blank(&scan)) &&
	       slice_trim(scan_rest(&scan)).len > 0;
}

/* Reads the time of a line; false: it has none at its beginning. */
static bool read_stamp(struct scan *self, struct head *head)
{
	const char *from;
	bool is_about;
	unsigned parts;

	head->is_weak = skip_at(self); /* so sentences begin, too */
	from = self->at;
	is_about = scan_about(self);
	parts = scan_stamp(self);
	if (!(parts & STAMP_CLOCK) && !is_dated(parts, *self) && !scan_open_clock(self) &&
		!(is_about && scan_hour(self))) {
		self->at = from;
		return scan_late_stamp(self, head);
	}
	head->stamp = scan_since(self, from);
	if (parts & STAMP_CLOCK)
		(void)scan_until_clock(self, &head->until);
	return scan_is_at_end(self) || !ascii_is_alphanumeric(scan_peek(self));
}

size_t plain_head(struct slice text, struct head *head)
{
	size_t used;
	struct slice line = first_line(text, &used);
	struct scan scan = scan_of(line);

	skip_marks(&scan);
	if (read_day(scan, head))
		return used;
	*head = (struct head){0};
	if (!read_stamp(&scan, head)) {
		*head = (struct head){0};
		return read_zone(line, head) ? used : 0;
	}
	skip_joint(&scan);
	skip_level(&scan);
	skip_command(&scan);
	head->what = scan_rest(&scan);
	return used;
}
