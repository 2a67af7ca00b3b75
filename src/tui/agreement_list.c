/*
 * The list of what is between a draft and a final document, and its keys. Enter leads to what is to
 * be mended; letters answer, sign and waive.
 */
#include "agreement.h"

#include "check/check.h"
#include "review/threads.h"

#include <string.h>

static struct popup_item *selected(struct popup *popup)
{
	return popup->selected < popup->n && !popup->items[popup->selected].is_text
		       ? &popup->items[popup->selected]
		       : NULL;
}

/* Lists all again, because each answer changes what holds it back. */
static void list_again(struct screen *screen, int value)
{
	popup_list_again(screen);
	popup_select_value(&screen->popup, value);
}

/* The rule of what holds it back; NULL if the line is something else. */
static const struct rule *rule_of(struct screen *screen, int value)
{
	const struct rule *rule = NULL;
	struct agreement agreement;

	if (agreement_part(value) != PART_REASON)
		return NULL;
	agreement_init(&agreement, screen, PART_REASON);
	if (agreement_nth(value) < agreement.reasons->n)
		rule = agreement.reasons->items[agreement_nth(value)].rule;
	agreement_release(&agreement);
	return rule;
}

/* --- keys --- */

/* Yes, or if it is that already, no. */
static void tick(struct screen *screen, int value)
{
	struct agreement agreement;
	struct new_tick new = {.answer = TICK_YES};

	agreement_init(&agreement, screen, PART_QUESTION);
	if (agreement_nth(value) < agreement.checklist.n) {
		const struct tick *tick = &agreement.checklist.items[agreement_nth(value)];

		new.of = tick->question->key;
		if (tick->answer == TICK_YES)
			new.answer = TICK_NO;
		session_tick_question(screen->session, &new);
	}
	agreement_release(&agreement);
	list_again(screen, value);
}

static void toggle(struct screen *screen, int value)
{
	if (agreement_part(value) == PART_QUESTION)
		tick(screen, value);
	else if (agreement_part(value) == PART_STATUS)
		agreement_ask_status(screen);
	else
		session_say(
			screen->session, MESSAGE_INFO, "Space answers a question of the checklist");
}

static void not_applicable(struct screen *screen, int value)
{
	if (agreement_part(value) == PART_QUESTION)
		agreement_ask(screen, ASK_WHY_NOT_APPLICABLE, value);
	else
		session_say(screen->session, MESSAGE_INFO,
			"Only a question of the checklist can be not applicable");
}

static void sign(struct screen *screen, int value)
{
	(void)value;
	agreement_ask_sign(screen);
}

static void object(struct screen *screen, int value)
{
	(void)value;
	agreement_ask_object(screen);
}

static void ask_somebody(struct screen *screen, int value)
{
	agreement_ask(screen, ASK_WHO, value);
}

static void withdraw(struct screen *screen, int value)
{
	struct agreement agreement;
	const struct signoff *own;

	agreement_init(&agreement, screen, PART_SIGNOFF);
	own = signoffs_find(&agreement.signoffs, session_user(screen->session));
	if (!own || own->does == SIGNOFF_ASKS)
		session_say(screen->session, MESSAGE_INFO, "You have not signed anything");
	else if (session_sign(screen->session, &(struct new_signoff){.does = SIGNOFF_WITHDRAWS}))
		session_say(screen->session, MESSAGE_INFO, "Your sign-off is withdrawn");
	agreement_release(&agreement);
	list_again(screen, value);
}

static void waive(struct screen *screen, int value)
{
	const struct rule *rule = rule_of(screen, value);

	if (!rule)
		session_say(screen->session, MESSAGE_INFO, "w is for what holds final back");
	else if (!editor_find_reasons(screen->editor))
		session_say(screen->session, MESSAGE_INFO, "This is still being checked");
	else if (!agreement_has_status(&screen->popup))
		session_say(screen->session, MESSAGE_INFO, "The form has no status");
	else if (check_waiver_refusal(rule))
		session_say(screen->session, MESSAGE_INFO, "This cannot be waived: %s",
			check_waiver_refusal(rule));
	else
		agreement_ask(screen, ASK_WHY_WAIVED, value);
}

static void set_status(struct screen *screen, int value)
{
	(void)value;
	agreement_ask_status(screen);
}

static void undo(struct screen *screen, int value)
{
	view_act(&screen->view, ACTION_UNDO);
	list_again(screen, value);
}

/* To the first line of the next part. */
static void next_part(struct screen *screen, int value)
{
	struct popup *popup = &screen->popup;
	enum agreement_part part = agreement_part(value);

	for (size_t i = popup->selected; i < popup->n; i++) {
		if (!popup->items[i].is_text && agreement_part(popup->items[i].value) != part) {
			popup->selected = i;
			return;
		}
	}
	popup->selected = popup_find_choice(popup, 0, 1);
}

/* --- going there --- */

static bool is_rule(const struct rule *rule, const char *id)
{
	return strncmp(rule->id, id, strlen(id)) == 0;
}

/* What a reason without a place is about: the lines below, or the comments. */
static void go_to_part(struct screen *screen, int value)
{
	const struct rule *rule = rule_of(screen, value);

	if (!rule)
		session_say(screen->session, MESSAGE_INFO, "This is still being checked");
	else if (is_rule(rule, "unanswered-"))
		popup_select_value(&screen->popup, agreement_value(PART_QUESTION, 0));
	else if (is_rule(rule, "sign-off-"))
		popup_select_value(&screen->popup, agreement_value(PART_SIGNOFF, 0));
	else if (is_rule(rule, "open-thread"))
		threads_open(screen);
	else
		session_say(screen->session, MESSAGE_INFO, "That is about the whole document");
}

static const struct {
	char key;
	void (*run)(struct screen *screen, int value);
} letters[] = {
	{' ', toggle},
	{'-', not_applicable},
	{'s', sign},
	{'S', object},
	{'k', ask_somebody},
	{'t', withdraw},
	{'w', waive},
	{'f', set_status},
};

static bool agreement_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	const struct popup_item *item = selected(popup);
	int value = item ? item->value : agreement_value(PART_SIGNOFF, 0);
	enum action action = keymap_find(screen->keys.map, key, KEYS_FIELD);

	for (size_t i = 0; key->modifiers == 0 && i < sizeof(letters) / sizeof(letters[0]); i++) {
		if (key->code != (unsigned char)letters[i].key)
			continue;
		letters[i].run(screen, value);
		return true;
	}
	if (key->code == KEY_ENTER_KEY && agreement_part(value) != PART_REASON)
		toggle(screen, value);
	else if (key->code == KEY_ENTER_KEY && item && item->place.field == FORM_NONE)
		go_to_part(screen, value);
	else if (action == ACTION_NEXT_FIELD)
		next_part(screen, value);
	else if (action == ACTION_UNDO)
		undo(screen, value);
	else
		return false;
	return true;
}

/* To what holds it back. */
static enum request agreement_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->place.field != FORM_NONE)
		editor_go(screen->editor, &item->place);
	return REQUEST_NOTHING;
}

/* Those of the line first, then those of the whole list. */
static const struct hint hints[] = {
	{.action = ACTION_ENTER, .word = "Go there", .brief = "Go"},
	{.key = "w", .word = "Waive"},
	{.key = "Space", .word = "Yes/no", .brief = "Yes"},
	{.key = "-", .word = "n/a"},
	{.key = "Space", .word = "Set it", .brief = "Set"},
	{.key = "s", .word = "Sign"},
	{.key = "S", .word = "Object"},
	{.key = "k", .word = "Ask"},
	{.key = "f", .word = "Status"},
	{.key = "t", .word = "Take back"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

/* The part of the list whose lines a key works on; 0: all of them. */
static enum agreement_part part_of_hint(const struct hint *hint)
{
	static const enum agreement_part parts[] = {
		PART_REASON, PART_REASON, PART_QUESTION, PART_QUESTION, PART_STATUS};
	size_t nth = (size_t)(hint - hints);

	return nth < sizeof(parts) / sizeof(*parts) ? parts[nth] : 0;
}

/* With it everything is written down that is waived. */
static bool needs_status(const struct hint *hint)
{
	return hint->key != NULL && (strcmp(hint->key, "f") == 0 || strcmp(hint->key, "w") == 0);
}

static bool has_hint(const struct popup *popup, const struct hint *hint)
{
	enum agreement_part part = part_of_hint(hint);

	if (needs_status(hint) && !agreement_has_status(popup))
		return false;
	return part == 0 || (popup->selected < popup->n && !popup->items[popup->selected].is_text &&
				    agreement_part(popup->items[popup->selected].value) == part);
}

static void agreement_bottom(
	const struct screen *screen, const struct popup *popup, struct str *out)
{
	(void)screen;
	str_appendf(out, "Tab next part, s sign, k ask, %st take back",
		agreement_has_status(popup) ? "f status, " : "");
}

static const struct popup_type agreement_type = {
	.title = "Before it is final",
	.bottom = agreement_bottom,
	.is_choice = true,
	.is_page = true,
	.is_tall = true,
	.has_plain_names = true,
	.hints = hints,
	.has_hint = has_hint,
	.list = agreement_list,
	.follow = popup_follow,
	.detail = agreement_detail,
	.detail_title = "About it",
	.key = agreement_key,
	.choose = agreement_choose,
};

void agreement_open(struct screen *screen)
{
	editor_forget_reasons(screen->editor);
	popup_open(screen, &agreement_type, "");
	popup_select_value(&screen->popup, screen->remembered.agreement_line);
	screen->remembered.agreement_line = 0;
}
