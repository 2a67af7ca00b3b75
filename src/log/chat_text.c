/* What chat programs put below and behind what somebody said. */
#include "chat.h"
#include "scan.h"

#include <string.h>

#define LINE_BYTES 200 /* of what a program says about a channel */

/* Lines that a program adds to a message. */
static const char *const added[] = {"APP", "BOT", "New", "View thread", "View newer replies",
	"Also sent to the channel", "Add reaction", "Edited", "(edited)", "NEW MESSAGES",
	"has context menu", "Neu", "Thread anzeigen", "Bearbeitet", "Nouveau",
	"Afficher le fil de discussion", "{Attachments}", "{Reactions}", "{Embed}", "{Stickers}"};

/* What they begin with. */
static const char *const added_before[] = {"Last reply ", "Letzte Antwort ",
	"Derni\xC3\xA8re r\xC3\xA9ponse ", "replied to a thread:"};

/* What only a count may follow. */
static const char *const counted[] = {"like", "heart", "laugh", "surprised", "sad", "angry"};

/* What stands behind a message that was changed. */
static const char *const edited[] = {"(edited)", "(bearbeitet)", "(modifi\xC3\xA9)"};

/* Does a text begin with this, whatever its case? */
static bool begins_with(struct slice text, const char *words)
{
	size_t len = strlen(words);

	return text.len >= len && slice_equal_fold((struct slice){text.data, len}, words);
}

static bool ends_with(struct slice text, const char *words)
{
	size_t len = strlen(words);

	return text.len >= len && slice_equal_fold(slice_from(text, text.len - len), words);
}

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

/* ":eyes:", an emoji, or a count: what the line of reactions consists of. */
static bool scan_reaction(struct scan *self, bool *is_sign)
{
	const char *from = self->at;

	if (scan_count(self))
		return true;
	*is_sign = true;
	if (scan_char(self, ':')) {
		while (ascii_is_alphanumeric(scan_peek(self)) ||
			ascii_is_one_of(scan_peek(self), "_+-'"))
			self->at++;
		return scan_char(self, ':');
	}
	/* Emoji are above the Basic Multilingual Plane, or begin at U+2600. */
	while (!scan_is_at_end(self) &&
		((unsigned char)*self->at >= 0xF0 || ((unsigned char)*self->at & 0xC0) == 0x80 ||
			(unsigned char)*self->at == 0xE2 || (unsigned char)*self->at == 0xEF))
		self->at++;
	return self->at != from;
}

/* Does a line consist of signs and counts only? */
static bool read_reactions(struct slice line, bool *has_sign, bool *has_count)
{
	struct scan scan = scan_of(slice_trim(line));

	*has_sign = *has_count = false;
	while (!scan_is_at_end(&scan)) {
		bool is_sign = false;

		if (!scan_reaction(&scan, &is_sign))
			return false;
		*has_sign = *has_sign || is_sign;
		*has_count = *has_count || !is_sign;
		(void)scan_blank(&scan);
	}
	return true;
}

static bool is_reactions(struct slice line)
{
	bool has_sign, has_count;

	return read_reactions(line, &has_sign, &has_count) && has_sign && has_count;
}

/* "4 replies", "1 reply", "2 replies Last reply today at 9:41" */
static bool is_count_of_replies(struct slice line)
{
	static const char *const words[] = {
		"replies", "reply", "Antworten", "Antwort", "r\xC3\xA9ponses", "r\xC3\xA9ponse"};
	struct scan scan = scan_of(slice_trim(line));
	bool is_count = false;

	if (!scan_digits(&scan, 1, 4, NULL) || !scan_blank(&scan))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words && !is_count; i++)
		is_count = scan_word(&scan, words[i]);
	(void)scan_blank(&scan);
	return is_count && (scan_is_at_end(&scan) || scan_word(&scan, "Last reply") ||
				   scan_word(&scan, "from"));
}

/* "like 3", as Teams writes reactions */
static bool is_counted(struct slice line)
{
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
		struct scan scan = scan_of(line);

		if (scan_word(&scan, counted[i]) && scan_blank(&scan) &&
			scan_digits(&scan, 1, 4, NULL) && scan_is_at_end(&scan))
			return true;
	}
	return false;
}

/* "Exported 3 message(s)" below a line, as exporters end */
static bool is_export_end(struct slice line)
{
	size_t n = 0;

	while (n < line.len && line.data[n] == '=')
		n++;
	return (n > 20 && n == line.len) ||
	       (begins_with(line, "Exported ") && ends_with(line, " message(s)"));
}

/* Is a line one that a program adds? */
static bool is_added(struct slice line)
{
	if (is_reactions(line) || is_count_of_replies(line) || is_counted(line) ||
		is_export_end(line))
		return true;
	for (size_t i = 0; i < sizeof added / sizeof *added; i++)
		if (slice_equal(line, added[i]))
			return true;
	for (size_t i = 0; i < sizeof added_before / sizeof *added_before; i++)
		if (begins_with(line, added_before[i]))
			return true;
	return false;
}

enum log_rule chat_body(struct slice *line)
{
	struct slice end = slice_trim_end(*line);

	if (is_added(slice_trim(*line)))
		return LOG_REACTION;
	for (size_t i = 0; i < sizeof edited / sizeof *edited; i++)
		if (ends_with(end, edited[i]))
			end = slice_trim_end((struct slice){end.data, end.len - strlen(edited[i])});
	*line = end;
	return LOG_TAKEN;
}

enum log_rule chat_rule(struct slice text)
{
	static const char *const joins[] = {"joined #", "has joined", "joined the channel",
		"left the channel", "has left", "was added to ", "was removed from ", "added @",
		"set the channel topic", "set the channel description", "set the channel purpose",
		"renamed the channel", "archived the channel", "un-archived the channel",
		"pinned a message", "added an integration", "created this channel",
		"joined the conversation", "joined the team", "changed the channel",
		"a huddle started", "ist #", "a rejoint #", "messages and calls are "};
	/* of which the name stands in the text */
	static const char *const endings[] = {"joined the channel.", "left the channel.",
		"joined the team.", "joined the server.", "beigetreten.", "pinned a message.",
		"joined the meeting", "left the chat.", "has joined the channel",
		"has left the channel"};
	static const char *const greetings[] = {"hi, i'm ", "hi! i'm ", "hello! i'm ",
		"hello, i'm ", "hi there! i'm", "thanks for adding me", "i'm your ", "type /help",
		"need help? "};

	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
		if (begins_with(text, joins[i]))
			return LOG_JOIN;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (!memchr(text.data, '\n', text.len) && ends_with(text, endings[i]))
			return LOG_JOIN;
	if (text.len < LINE_BYTES && !memchr(text.data, '\n', text.len) &&
		(slice_has(text, " added to the channel by ") ||
			slice_has(text, " removed from the channel")))
		return LOG_JOIN;
	for (size_t i = 0; i < sizeof greetings / sizeof *greetings; i++)
		if (begins_with(text, greetings[i]))
			return LOG_GREETING;
	return LOG_TAKEN;
}

/* The last line of a text. */
static struct slice last_line(struct slice text)
{
	size_t from = text.len;

	while (from > 0 && text.data[from - 1] != '\n')
		from--;
	return slice_from(text, from);
}

enum log_rule chat_finish(struct slice *text)
{
	for (;;) {
		struct slice count = last_line(*text);
		struct slice before =
			slice_trim_end((struct slice){text->data, text->len - count.len});
		struct slice sign = last_line(before);
		bool has_sign, has_count;

		if (count.len == 0 || sign.len == 0 ||
			!read_reactions(count, &has_sign, &has_count) || has_sign ||
			!read_reactions(sign, &has_sign, &has_count) || !has_sign || has_count)
			break;
		*text = slice_trim_end((struct slice){before.data, before.len - sign.len});
	}
	*text = slice_trim(*text); /* Teams indents it */
	return chat_rule(*text);
}
