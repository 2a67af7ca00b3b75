/*
 * What IRC programs log: irssi, HexChat, ZNC and their like.
 *
 *     --- Log opened Thu May 02 23:51:14 2024
 *     23:52 <@ines> cache07 is down        a sign or a space before the name is its mode
 *     23:55  * ines takes it out           an action
 *     23:58 -!- dag [~dag@host] has joined #ops
 *     [23:58:02] *** Joins: dag (~dag@host)
 */
#include "formats.h"
#include "stamp.h"

#include <string.h>

static bool read_frame(struct scan *self, struct head *head)
{
	static const char *const days[] = {"Log opened ", "Day changed to ", "Day changed ",
		"Session Start: ", "Session Time: ", "-!- Day changed to "};
	static const char *const frames[] = {"**** BEGIN LOGGING AT ", "**** ENDING LOGGING AT ",
		"Session Close: ", "Session Ident: "};
	bool is_frame = scan_text(self, "--- ");

	for (size_t i = 0; i < sizeof frames / sizeof *frames; i++)
		is_frame = is_frame || scan_text(self, frames[i]);
	if (!is_frame && !ascii_is_one_of(scan_peek(self), "DS-"))
		return false;
	head->type = is_frame ? HEAD_FRAME : HEAD_ENTRY;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		if (scan_text(self, days[i])) {
			head->type = HEAD_DAY;
			head->stamp = scan_rest(self);
		}
	}
	return head->type != HEAD_ENTRY;
}

/* HexChat and ZNC write "* dag (~dag@host) has joined #ops" as they do actions. */
static bool is_about_channel(struct slice text)
{
	static const char *const words[] = {" has joined", " has quit", " has left", " sets mode",
		" is now known as", " has changed the topic", " has kicked", " was kicked",
		" gives ", " has given ", "Now talking on ", "Topic for ",
		"Joins: ", "Parts: ", "Quits: "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_has(text, words[i]))
			return true;
	return false;
}

static bool read_notice(struct scan *self, struct head *head)
{
	static const char *const signs[] = {"-!- ", "*** ", "--> ", "<-- ", "== ", "=== ", "-- "};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (scan_text(self, signs[i])) {
			head->rule = LOG_JOIN;
			head->what = slice_trim(scan_rest(self));
			return true;
		}
	}
	return false;
}

static bool read_action(struct scan *self, struct head *head)
{
	if (!scan_char(self, '*') || !scan_blank(self))
		return false;
	head->what = scan_rest(self);
	if (is_about_channel(head->what)) {
		head->rule = LOG_JOIN;
		return true;
	}
	if (!scan_token(self, &head->who))
		return false;
	(void)scan_blank(self);
	head->what = scan_rest(self);
	return true;
}

/* "<@ines> text", "-ChanServ(services@host)- text", "[klaus(~p@host)] text" */
static bool read_name(struct scan *self, char left, char right, struct head *head)
{
	struct slice name;
	const char *host;

	if (!scan_char(self, left) || !scan_until(self, right, &name) || name.len == 0 ||
		name.len > 64 || (!scan_blank(self) && !scan_is_at_end(self)))
		return false;
	if (ascii_is_one_of(name.data[0], " @+%~&!"))
		name = slice_from(name, 1);
	host = memchr(name.data, '(', name.len);
	if (host && host > name.data)
		name.len = (size_t)(host - name.data);
	if (memchr(name.data, ' ', name.len))
		return false;
	head->who = name;
	head->what = scan_rest(self);
	return true;
}

static bool read_said(struct scan *self, struct head *head)
{
	static const char *const marks[] = {"<>", "--", "[]", "**"};
	struct scan ahead = *self;

	if (read_notice(&ahead, head))
		return true;
	ahead = *self;
	if (read_action(&ahead, head))
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		ahead = *self;
		if (read_name(&ahead, marks[i][0], marks[i][1], head)) {
			/* only "<name>" is so rare that it says what the log is */
			head->is_weak = i > 0;
			return true;
		}
	}
	return false;
}

size_t irssi_head(struct slice text, struct head *head)
{
	size_t used;
	struct scan scan = scan_of(first_line(text, &used));
	const char *from;
	bool is_bracketed;

	if (read_frame(&scan, head))
		return used;
	is_bracketed = scan_char(&scan, '[');
	from = scan.at;
	if (!(scan_stamp(&scan) & STAMP_CLOCK))
		return 0;
	head->stamp = scan_since(&scan, from);
	if ((is_bracketed && !scan_char(&scan, ']')) || !scan_blank(&scan))
		return 0;
	return read_said(&scan, head) ? used : 0;
}
