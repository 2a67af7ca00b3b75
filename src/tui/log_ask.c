/* What the preview of a pasted log asks for in the message line: words to look for, the zone of its
 * times, a shift, a day, when it was copied. */
#include "internal.h"
#include "log_preview.h"

#include "model/when.h"

#include <string.h>

static bool take_filter(struct screen *screen, const char *typed, struct err *err)
{
	(void)err;
	str_set(&screen->remembered.log.filter, typed, strlen(typed));
	return true;
}

static bool take_zone(struct screen *screen, const char *typed, struct err *err)
{
	struct log_paste *paste = &screen->remembered.log.paste;
	struct zone zone;

	if (!zone_find(&zone, typed, NULL, err))
		return false;
	paste->zone = zone;
	paste->dating.is_zone_given = true;
	return true;
}

static bool take_shift(struct screen *screen, const char *typed, struct err *err)
{
	return log_shift_parse(typed, &screen->remembered.log.paste.dating.shift, err);
}

/* "" takes it back. */
static bool read_moment(
	const struct screen *screen, const char *typed, struct when *out, struct err *err)
{
	*out = (struct when){0};
	return typed[0] == '\0' || log_moment_parse(typed, &screen->remembered.log.paste.dating,
					   session_seconds(screen->session), out, err);
}

static bool take_day(struct screen *screen, const char *typed, struct err *err)
{
	return read_moment(screen, typed, &screen->remembered.log.paste.dating.day, err);
}

static bool take_captured(struct screen *screen, const char *typed, struct err *err)
{
	struct log_paste *paste = &screen->remembered.log.paste;
	struct when when;

	if (!read_moment(screen, typed, &when, err))
		return false;
	paste->dating.captured = when.kind == WHEN_NONE ? session_seconds(screen->session)
							: when_begin(&when, &paste->zone);
	return true;
}

static const struct {
	const char *prompt;
	bool (*take)(struct screen *screen, const char *typed, struct err *err);
} questions[] = {
	[LOG_ASK_FILTER] = {"Only rows with (nothing: all): ", take_filter},
	[LOG_ASK_ZONE] = {"Zone of its times: ", take_zone},
	[LOG_ASK_SHIFT] = {"Add to all times, as +2h or -30m: ", take_shift},
	[LOG_ASK_DAY] = {"Day of times without one: ", take_day},
	[LOG_ASK_CAPTURED] = {"When was it copied: ", take_captured},
};

/* popup->value is the question. */
static enum request ask_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct err err = {0};
	bool is_taken = questions[popup->value].take(screen, str_text(&popup->prompt.input), &err);

	(void)item;
	if (is_taken && popup->value != LOG_ASK_FILTER)
		log_paste_date(&screen->remembered.log.paste, screen->session);
	if (is_taken)
		log_lines_forget(&screen->remembered.log);
	log_preview_return(screen);
	if (!is_taken)
		session_say(screen->session, MESSAGE_WARNING, "Not done: %s", err.message);
	return REQUEST_NOTHING;
}

static const struct hint ask_hints[] = {
	{.action = ACTION_ENTER, .word = "Do so"},
	{.action = ACTION_LEAVE, .word = "As before"},
	{.word = NULL},
};

static const struct popup_type ask_type = {
	.title = "Only rows with: ",
	.has_input = true,
	.is_line = true,
	.hints = ask_hints,
	.choose = ask_choose,
	.closed = log_preview_return,
};

void log_ask(struct screen *screen, enum log_question question)
{
	const char *zone = screen->remembered.log.paste.zone.name;

	popup_open(screen, &ask_type, question == LOG_ASK_ZONE ? zone : "");
	screen->popup.value = (int)question;
	str_append_text(&screen->popup.about, questions[question].prompt);
}
