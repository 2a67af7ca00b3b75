/*
 * The list of findings, page by page, with the reason for the selected one below it. Enter goes
 * to its place; other keys show only those of the page, and explain the rule.
 */
#include "internal.h"

#include "finding_lines.h"
#include "finding_place.h"
#include "legend.h"

#include "check/check.h"
#include "text/grapheme.h"

#include <string.h>

enum {
	WIDE_COLUMNS = 60,  /* of text: from here on the place has a column of its own */
	PLACE_SHARE = 36,   /* percent of the room that places take at most */
	LISTED_MOST = 2000, /* at a time: making 150,000 lines takes a second */
	MARGIN = 100,       /* from here to an end of those, the next are listed */
};

/* In popup->value: the page whose findings are listed, from 1. */
enum { ALL_PAGES = 0 };

static const struct findings *found(const struct screen *screen)
{
	return editor_findings(screen->editor);
}

static unsigned page_of(const struct screen *screen, const struct finding *finding)
{
	if (!finding->has_place)
		return FORM_NONE;
	return editor_form(screen->editor)->fields[finding->place.field].page;
}

static bool is_wide(const struct popup *popup)
{
	return popup->columns >= WIDE_COLUMNS;
}

static bool is_listed(
	const struct screen *screen, const struct popup *popup, const struct finding *finding)
{
	return popup->value == ALL_PAGES || page_of(screen, finding) == (unsigned)popup->value - 1;
}

/* --- the title --- */

static void find_title(const struct screen *screen, const struct popup *popup, struct str *out)
{
	size_t counts[N_LEVELS] = {0};

	for (size_t i = 0; i < found(screen)->n; i++)
		if (is_listed(screen, popup, &found(screen)->items[i]))
			counts[found(screen)->items[i].level]++;
	str_append_text(out, "Findings");
	if (popup->value != ALL_PAGES)
		str_appendf(
			out, " on %s", editor_form(screen->editor)->pages[popup->value - 1].title);
	finding_counts_append(counts, is_wide(popup), out);
}

/* --- the list --- */

/* Which of the findings are listed: those around one, if there are too many. */
struct listed {
	size_t from;
	size_t end;
};

static void find_listed(const struct screen *screen, struct popup *popup, struct listed *out)
{
	struct popup_rest *rest = &popup->rest;
	size_t total = 0;
	size_t nth = 0;
	size_t i = 0;

	for (size_t j = 0; j < found(screen)->n; j++) {
		bool is_here = is_listed(screen, popup, &found(screen)->items[j]);

		nth += is_here && j < rest->around;
		total += is_here;
	}
	rest->before = nth > LISTED_MOST / 2 ? nth - LISTED_MOST / 2 : 0;
	if (rest->before + LISTED_MOST > total)
		rest->before = total > LISTED_MOST ? total - LISTED_MOST : 0;
	rest->after = total - rest->before > LISTED_MOST ? total - rest->before - LISTED_MOST : 0;
	for (nth = 0; i < found(screen)->n && nth < rest->before; i++)
		nth += is_listed(screen, popup, &found(screen)->items[i]);
	out->from = i;
	for (; i < found(screen)->n && nth < total - rest->after; i++)
		nth += is_listed(screen, popup, &found(screen)->items[i]);
	out->end = i;
}

/* The width of the widest place, up to a limit; longer ones continue below. */
static unsigned place_columns(
	const struct screen *screen, const struct popup *popup, const struct listed *listed)
{
	unsigned most = popup->columns * PLACE_SHARE / 100;
	unsigned widest = 0;
	struct str place = {0};

	for (size_t i = listed->from; i < listed->end && widest < most; i++) {
		unsigned width;

		if (!is_listed(screen, popup, &found(screen)->items[i]))
			continue;
		str_clear(&place);
		finding_place_append(screen, &found(screen)->items[i], &place);
		width = grapheme_width(str_text(&place), place.len);
		widest = width > widest ? width : widest;
	}
	str_release(&place);
	return widest < most ? widest : most;
}

static void add_page(const struct screen *screen, struct popup *popup, unsigned page)
{
	const struct form *form = editor_form(screen->editor);
	struct popup_item *item = popup_add_text(
		popup, NULL, page == FORM_NONE ? "The document" : form->pages[page].title);

	item->is_heading = item->is_text = true;
}

static void findings_list(struct screen *screen, struct popup *popup)
{
	bool wide = is_wide(popup);
	unsigned page = FORM_NONE - 1;
	struct listed listed;

	find_listed(screen, popup, &listed);
	str_clear(&popup->title);
	find_title(screen, popup, &popup->title);
	popup->left = wide ? FINDING_SIGNS + place_columns(screen, popup, &listed) + FINDING_GAP
			   : FINDING_SIGNS;
	for (size_t i = listed.from; i < listed.end; i++) {
		const struct finding *finding = &found(screen)->items[i];

		if (!is_listed(screen, popup, finding))
			continue;
		if (wide && page_of(screen, finding) != page)
			add_page(screen, popup, page_of(screen, finding));
		page = page_of(screen, finding);
		(wide ? finding_add_wide : finding_add_narrow)(screen, popup, finding, i);
	}
	if (popup->n == 0)
		popup_add_text(popup, NULL, "Nothing was found on this page")->is_text = true;
}

static void findings_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	(void)popup;
	str_appendf(out, "Enter goes there, checked as %s",
		status_name(document_status(editor_document(screen->editor))));
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

		if (page_of(screen, finding) != page)
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

/* Lists those of the page, or all again, with the same one selected. */
static void switch_pages(struct screen *screen, struct popup *popup)
{
	int value = popup->selected < popup->n ? popup->items[popup->selected].value : 0;

	popup->value =
		popup->value == ALL_PAGES ? (int)editor_focus(screen->editor)->page + 1 : ALL_PAGES;
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
	.choose = findings_choose,
	.key = findings_key,
};

void findings_open(struct screen *screen)
{
	editor_settle_findings(screen->editor);
	if (found(screen)->n == 0) {
		session_say(screen->session, MESSAGE_INFO, "Nothing was found");
		return;
	}
	marks_update(&screen->marks, screen->session);
	popup_open(screen, &findings_type, "");
	list_around(screen, find_near(screen));
}
