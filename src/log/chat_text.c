/* What chat programs put below and behind what somebody said. */
#include "chat.h"
#include "chat_name.h"
#include "chat_sign.h"
#include "scan.h"
#include "stamp.h"

#include <string.h>

#define LINE_BYTES 200 /* of what a program says about a channel */

/* Lines that a program adds to a message. */
static const char *const added[] = {"APP", "BOT", "New", "NEW", "View thread", "View newer replies",
	"Also sent to the channel", "Add reaction", "Edited", "EDITED", "(edited)", "NEW MESSAGES",
	"New Messages", "New messages", "has context menu", "Last read", "Wave to say hi!",
	"Following", "Follow", "Neu", "Thread anzeigen", "Bearbeitet", "Nouveau",
	"Afficher le fil de discussion", "Editado", "Nuevo", "Ver hilo", "{Attachments}", "{Embed}",
	"{Stickers}"};

/* What they begin with. */
static const char *const added_before[] = {"Last reply ", "Letzte Antwort ",
	"Derni\xC3\xA8re r\xC3\xA9ponse ", "\xC3\x9Altima respuesta ",
	"replied to a thread:", "Begin Reference, ", "Pinned by ", "Attachment file type: "};

/* What stands behind a message that was changed. */
static const char *const edited[] = {"(edited)", "(bearbeitet)", "(modifi\xC3\xA9)",
	"<This message was edited>", "(editado)", "(modificato)", "(bewerkt)"};

static bool is_reactions(struct slice line)
{
	bool has_sign, has_count;

	return reactions_read(line, &has_sign, &has_count) && has_sign && has_count;
}

/* "4 replies", "1 reply", "2 replies Last reply today at 9:41" */
static bool is_count_of_replies(struct slice line)
{
	static const char *const words[] = {"replies", "reply", "Antworten", "Antwort",
		"r\xC3\xA9ponses", "r\xC3\xA9ponse", "respuestas", "respuesta"};
	struct scan scan = scan_of(slice_trim(line));
	bool is_count = false;

	if (!scan_digits(&scan, 1, 4, NULL) || !scan_blank(&scan))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words && !is_count; i++)
		is_count = scan_word(&scan, words[i]);
	(void)scan_blank(&scan);
	return is_count && (scan_is_at_end(&scan) || scan_word(&scan, "Last reply") ||
				   scan_word(&scan, "from") || scan_stamp(&scan));
}

/* "Meeting ended: 12m 4s 2:45 PM" */
static bool is_meeting(struct slice line)
{
	static const char *const words[] = {"Meeting started", "Meeting ended"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct scan scan = scan_of(line);

		if (!scan_word(&scan, words[i]))
			continue;
		while (ascii_is_digit(scan_peek(&scan)) ||
			ascii_is_one_of(scan_peek(&scan), ": hmsAMPap"))
			scan.at++;
		return scan_is_at_end(&scan);
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
	       (slice_begins(line, "Exported ") && slice_ends(line, " message(s)"));
}

bool chat_is_added(struct slice line)
{
	if (is_reactions(line) || is_count_of_replies(line) || is_export_end(line) ||
		is_meeting(line) || reactions_are_counted(line))
		return true;
	for (size_t i = 0; i < sizeof added / sizeof *added; i++)
		if (slice_equal(line, added[i]))
			return true;
	for (size_t i = 0; i < sizeof added_before / sizeof *added_before; i++)
		if (slice_begins(line, added_before[i]))
			return true;
	return slice_begins(line, "Commented on ") && slice_has(line, "'s message:");
}

/* "Ivo Lund joined #inc-search.", which has no time of its own */
static bool is_notice(struct slice line)
{
	static const char *const words[] = {" joined #", " left #", " was added to #"};

	if (line.len == 0 || line.len > LINE_BYTES || line.data[line.len - 1] != '.')
		return false;
	for (size_t i = 1; i < line.len; i++)
		for (size_t word = 0; word < sizeof words / sizeof *words; word++)
			if (slice_begins(slice_from(line, i), words[word]))
				return name_is_likely((struct slice){line.data, i});
	return false;
}

enum log_rule chat_body(struct slice *line)
{
	struct slice end = slice_trim_end(*line);

	if (is_notice(slice_trim(end)))
		return LOG_JOIN;
	if (chat_is_added(slice_trim(*line)))
		return LOG_REACTION;
	for (size_t i = 0; i < sizeof edited / sizeof *edited; i++)
		if (slice_ends(end, edited[i]))
			end = slice_trim_end((struct slice){end.data, end.len - strlen(edited[i])});
	*line = end;
	return LOG_TAKEN;
}

/* What stands in the place of a message that was deleted. */
static bool is_deleted(struct slice text)
{
	static const char *const words[] = {"This message was deleted", "You deleted this message",
		"This message has been deleted", "(message deleted)",
		"Diese Nachricht wurde gel\xC3\xB6scht",
		"Ce message a \xC3\xA9t\xC3\xA9 supprim\xC3\xA9"};

	if (text.len > 0 && text.data[text.len - 1] == '.')
		text.len--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_equal_fold(text, words[i]))
			return true;
	return false;
}

enum log_rule chat_rule(struct slice text)
{
	static const char *const joins[] = {"joined #", "has joined", "joined the channel",
		"left the channel", "has left", "was added to ", "was removed from ", "added @",
		"set the channel topic", "set the channel description", "set the channel purpose",
		"renamed the channel", "archived the channel", "un-archived the channel",
		"pinned a message", "added an integration", "created this channel",
		"joined the conversation", "joined the team", "changed the channel",
		"a huddle started", "ist #", "a rejoint #", "messages and calls are ",
		"this topic was moved "};
	/* of which the name stands in the text */
	static const char *const endings[] = {"joined the channel.", "left the channel.",
		"joined the team.", "joined the server.", "beigetreten.", "pinned a message.",
		"joined the meeting", "left the chat.", "has joined the channel",
		"has left the channel", "marked this topic as resolved.",
		"marked this topic as unresolved."};
	static const char *const greetings[] = {"hi, i'm ", "hi! i'm ", "hello! i'm ",
		"hello, i'm ", "hi there! i'm", "thanks for adding me", "i'm your ", "type /help",
		"need help? "};

	if (is_deleted(text))
		return LOG_DELETED;
	for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
		if (slice_begins(text, joins[i]))
			return LOG_JOIN;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (!memchr(text.data, '\n', text.len) && slice_ends(text, endings[i]))
			return LOG_JOIN;
	if (text.len < LINE_BYTES && !memchr(text.data, '\n', text.len) &&
		(slice_has(text, " added to the channel by ") ||
			(slice_has(text, "added ") && slice_ends(text, " to the chat.")) ||
			slice_has(text, " removed from the channel")))
		return LOG_JOIN;
	for (size_t i = 0; i < sizeof greetings / sizeof *greetings; i++)
		if (slice_begins(text, greetings[i]))
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

/* Cuts the last line off, or leaves the text as it is if that is not only of reactions. */
static bool cut_reactions(struct slice *text)
{
	struct slice last = last_line(*text);
	struct slice before = slice_trim_end((struct slice){text->data, text->len - last.len});
	struct slice sign = last_line(before);
	bool has_sign, has_count;

	if (reactions_are_words(last)) {
		*text = before;
		return true;
	}
	if (last.len == 0 || sign.len == 0 || !reactions_read(last, &has_sign, &has_count) ||
		has_sign)
		return false;
	if (!reactions_are_words(sign) &&
		(!reactions_read(sign, &has_sign, &has_count) || !has_sign || has_count))
		return false;
	*text = slice_trim_end((struct slice){before.data, before.len - sign.len});
	return true;
}

enum log_rule chat_finish(struct slice *text)
{
	struct slice rest = *text;
	struct slice line;

	if (slice_has(*text, "{Reactions}"))
		while (slice_next_line(&rest, &line)) /* last, and some as words */
			if (slice_equal(line, "{Reactions}"))
				text->len = (size_t)(line.data - text->data);
	*text = slice_trim_end(*text);
	while (cut_reactions(text))
		;
	*text = slice_trim(*text); /* Teams indents it */
	return text->len == 0 ? LOG_FRAME : chat_rule(*text);
}
