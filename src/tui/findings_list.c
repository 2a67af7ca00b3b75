/*
 * The list of findings, page by page, with the reason for the selected one below it. Enter goes
 * to its place; other keys show only those of the page, and explain the rule.
 */
#include "internal.h"

#include "finding_lines.h"
#include "finding_place.h"
#include "legend.h"

#include "check/check.h"

#include <string.h>

enum { MARGIN = 100 /* from here to an end of those that are listed, the next are */ };

static const struct findings *found(const struct screen *screen)
{
	return editor_findings(screen->editor);
}

static void findings_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	(void)popup;
	if (editor_findings_are_current(screen->editor))
		str_appendf(out, "Enter goes there, checked as %s",
			status_name(document_status(editor_document(screen->editor))));
	else
		str_append_text(out, "Enter goes there, still checking...");
}

static void findings_foot(struct screen *screen, struct notes *notes)
{
	(void)screen;
	legend_write(notes);
}

/* NULL if it has been settled meanwhile. */
static const struct finding *finding_of(const struct screen *screen, const struct popup_item *item)
{
	if (item->is_text || (size_t)item->value >= found(screen)->n)
		return NULL;
	return &found(screen)->items[item->value];
}

static void findings_detail(
	const struct screen *screen, const struct popup_item *item, struct str *out)
{
	const struct finding *finding = finding_of(screen, item);

	if (finding)
		str_appendf(out, "%s %s.", check_rule_reason(finding->rule), finding->rule->hint);
}

/* --- keys --- */

static enum request findings_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	const struct finding *finding = item ? finding_of(screen, item) : NULL;

	(void)popup;
	if (item && item->place.field != FORM_NONE)
		editor_go(screen->editor, &item->place);
	else if (finding && finding->rule->is_about_review)
		agreement_open(screen);
	return REQUEST_NOTHING;
}

/* The first finding at the focus, else on its page, else of all. */
static size_t find_near(const struct screen *screen)
{
	unsigned page = editor_focus(screen->editor)->page;
	size_t on_page = SIZE_MAX;
	struct place place;

	marks_place(&screen->marks, screen->session, &place);
	for (size_t i = 0; i < found(screen)->n; i++) {
		const struct finding *finding = &found(screen)->items[i];

		if (finding_page(screen, finding) != page)
			continue;
		if (on_page == SIZE_MAX)
			on_page = i;
		if (finding->place.field == place.field &&
			strcmp(finding->place.row, place.row) == 0)
			return i;
	}
	return on_page == SIZE_MAX ? 0 : on_page;
}

static void select_number(struct popup *popup, int number)
{
	for (size_t i = 0; i < popup->n; i++)
		if (!popup->items[i].is_text && popup->items[i].value == number)
			popup->selected = i;
	popup->top = popup->selected > 0 ? popup->selected - 1 : 0;
}

/* Lists those around one, which is selected. */
static void list_around(struct screen *screen, size_t number)
{
	struct popup *popup = &screen->popup;

	popup->rest.around = number;
	popup->selected = popup->top = 0;
	popup_list_again(screen);
	select_number(popup, (int)number);
}

/* The nearest to a number of those on the same page, else of all. */
static size_t find_nearest(const struct screen *screen, const struct popup_item *item)
{
	unsigned page = item->place.field == FORM_NONE
				? FORM_NONE
				: editor_form(screen->editor)->fields[item->place.field].page;
	size_t number = (size_t)item->value;
	size_t nearest = SIZE_MAX;
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < found(screen)->n; i++) {
		size_t distance = i > number ? i - number : number - i;

		if (distance >= least || finding_page(screen, &found(screen)->items[i]) != page)
			continue;
		least = distance;
		nearest = i;
	}
	if (nearest != SIZE_MAX)
		return nearest;
	return number < found(screen)->n || number == 0 ? number : found(screen)->n - 1;
}

/* The same one of those that have the selected one's place; else one near it. */
static size_t find_again(const struct screen *screen, const struct popup *popup)
{
	const struct popup_item *item = &popup->items[popup->selected];
	size_t number = SIZE_MAX;
	size_t before = 0;

	for (size_t i = 0; i < popup->selected; i++)
		before += !popup->items[i].is_text &&
			  place_is_equal(&popup->items[i].place, &item->place);
	for (size_t i = 0; item->place.field != FORM_NONE && i < found(screen)->n; i++) {
		const struct finding *finding = &found(screen)->items[i];

		if (!finding->has_place || !place_is_equal(&finding->place, &item->place))
			continue;
		number = i;
		if (before-- == 0)
			break;
	}
	return number != SIZE_MAX ? number : find_nearest(screen, item);
}

/* After a check: the cursor stays on what it was on, and where it was. */
static void findings_follow(struct screen *screen, struct popup *popup)
{
	bool is_on_one = popup->selected < popup->n && !popup->items[popup->selected].is_text;
	size_t line = popup->selected - popup->top;

	list_around(screen, is_on_one ? find_again(screen, popup) : find_near(screen));
	if (is_on_one)
		popup->top = popup->selected > line ? popup->selected - line : 0;
}

/* Lists those of the page, or all again, with the same one selected. */
static void switch_pages(struct screen *screen, struct popup *popup)
{
	int value = popup->selected < popup->n ? popup->items[popup->selected].value : 0;

	popup->value = popup->value == FINDINGS_ALL ? (int)editor_focus(screen->editor)->page + 1
						    : FINDINGS_ALL;
	list_around(screen, (size_t)value);
}

/* Before a key moves the selection past those that are listed; nothing moves on the screen. */
static void list_onward(struct screen *screen, struct popup *popup, const struct key *key)
{
	size_t line = popup->selected - popup->top;
	bool is_near_end = popup->selected < MARGIN || popup->selected + MARGIN >= popup->n;

	if ((popup->rest.before == 0 && popup->rest.after == 0) || popup->selected >= popup->n)
		return;
	if (key->code == KEY_HOME_KEY)
		list_around(screen, 0);
	else if (key->code == KEY_END_KEY)
		list_around(screen, found(screen)->n - 1);
	else if (is_near_end)
		list_around(screen, (size_t)popup->items[popup->selected].value);
	else
		return;
	popup->top = popup->selected > line ? popup->selected - line : 0;
}

/* --- a rule --- */

static const struct popup_type findings_type;

static void add_paragraph(struct popup *popup, enum style style, const char *text)
{
	if (popup->n > 0)
		popup_add(popup)->is_text = true;
	popup_add_wrapped(popup, "", style, text, popup->columns);
}

static void add_sentence(struct popup *popup, const char *text)
{
	struct str sentence = {0};

	str_appendf(&sentence, "%s.", text);
	add_paragraph(popup, STYLE_NORMAL, str_text(&sentence));
	str_release(&sentence);
}

/* Its popup has the number of the finding in value, and the list's value in place.field. */
static void rule_list(struct screen *screen, struct popup *popup)
{
	const struct rule *rule;
	const char *off;

	if ((size_t)popup->value >= found(screen)->n)
		return;
	rule = found(screen)->items[popup->value].rule;
	off = check_rule_off(rule);
	str_clear(&popup->title);
	str_appendf(&popup->title, "Rule: %s", rule->id);
	add_paragraph(popup, STYLE_HEADING, rule->title);
	add_paragraph(popup, STYLE_NORMAL, check_rule_reason(rule));
	add_sentence(popup, rule->hint);
	add_paragraph(popup, STYLE_NORMAL,
		"Findings hold nothing back: you can save, leave and "
		"export with them.");
	add_sentence(popup, off ? off : "The rule cannot be turned off");
}

/* Back to the list, where it was. */
static void rule_closed(struct screen *screen)
{
	struct popup *popup = &screen->popup;
	int number = popup->value;
	int pages = (int)popup->place.field;

	if (found(screen)->n == 0)
		return;
	popup_open(screen, &findings_type, "");
	popup->value = pages;
	list_around(screen, (size_t)number);
}

static enum request rule_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)item;
	screen->popup.value = popup->value;
	screen->popup.place = popup->place;
	rule_closed(screen);
	return REQUEST_NOTHING;
}

static const struct popup_type rule_type = {
	.title = "Rule",
	.hint = "Enter goes back to the list",
	.list = rule_list,
	.choose = rule_choose,
	.closed = rule_closed,
};

static void rule_open(struct screen *screen, int number, int pages)
{
	popup_open(screen, &rule_type, "");
	screen->popup.value = number;
	screen->popup.place = (struct place){.field = (unsigned)pages};
	popup_list_again(screen);
}

static bool findings_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_FIELD);

	list_onward(screen, popup, key);
	if (action == ACTION_NEXT_FIELD) {
		switch_pages(screen, popup);
	} else if (action == ACTION_NEXT_FINDING || action == ACTION_PREVIOUS_FINDING) {
		popup_close(popup);
		view_act(screen_page(screen), action);
	} else if (key->code == 'e' && key->modifiers == 0 && popup->selected < popup->n) {
		if (finding_of(screen, &popup->items[popup->selected]))
			rule_open(screen, popup->items[popup->selected].value, popup->value);
	} else {
		return false;
	}
	return true;
}

static const struct hint findings_hints[] = {
	{.action = ACTION_ENTER, .word = "Go there", .brief = "Go"},
	{.action = ACTION_NEXT_FIELD, .word = "Page/all", .brief = "Page"},
	{.key = "e", .word = "Rule"},
	{.action = ACTION_NEXT_FINDING, .word = "Next, closed", .brief = "Next"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

static const struct popup_type findings_type = {
	.title = "Findings",
	.bottom = findings_bottom,
	.is_page = true,
	.foot = findings_foot,
	.detail = findings_detail,
	.detail_title = "Why",
	.hints = findings_hints,
	.is_choice = true,
	.has_plain_names = true,
	.list = findings_list,
	.follow = findings_follow,
	.choose = findings_choose,
	.key = findings_key,
};

void findings_open(struct screen *screen)
{
	if (editor_settle_findings(screen->editor) && found(screen)->n == 0) {
		session_say(screen->session, MESSAGE_INFO, "Nothing was found");
		return;
	}
	marks_update(&screen->marks, screen->session);
	popup_open(screen, &findings_type, "");
	list_around(screen, find_near(screen));
}
