/* The lines of the list of what is between a draft and a final document. */
#include "agreement.h"
#include "finding_lines.h"
#include "finding_place.h"

#include "check/check.h"
#include "review/states.h"
#include "text/grapheme.h"

#include <string.h>

enum {
	SELECTED = 2,
	SIGNS = SELECTED + 4, /* columns before the text: selected, "[x] " */
	LISTED_MOST = 1000,   /* reasons: making lines of 25,000 takes a tenth of a second */
};

int agreement_value(enum agreement_part part, size_t nth)
{
	return (int)part * PART_SIZE + (int)nth;
}

enum agreement_part agreement_part(int value)
{
	return (enum agreement_part)(value / PART_SIZE);
}

size_t agreement_nth(int value)
{
	return (size_t)(value % PART_SIZE);
}

/* --- what there is --- */

/* With the reasons that are listed. */
static void init_part(struct agreement *self, const struct screen *screen, enum agreement_part part)
{
	const struct document *document = editor_document(screen->editor);
	int64_t now = session_seconds(screen->session);

	*self = (struct agreement){.reasons = editor_reasons(screen->editor)};
	if (part == PART_QUESTION)
		checklist_init(&self->checklist, document, now);
	else if (part == PART_SIGNOFF)
		signoffs_init(&self->signoffs, document, now);
}

void agreement_init(struct agreement *self, struct screen *screen, enum agreement_part part)
{
	bool is_known = part != PART_REASON || editor_find_reasons(screen->editor);

	init_part(self, screen, part);
	self->is_known = is_known;
}

void agreement_release(struct agreement *self)
{
	checklist_release(&self->checklist);
	signoffs_release(&self->signoffs);
}

/* --- lines --- */

static void add_heading(struct popup *popup, const char *text, const char *end)
{
	struct popup_item *item;

	if (popup->n > 0)
		popup_add(popup)->is_text = true;
	item = popup_add_text(popup, NULL, text);
	item->is_heading = item->is_text = true;
	str_append_text(&item->end, end);
}

static void add_remark(struct popup *popup, const char *text)
{
	size_t first = popup->n;

	popup_add_wrapped(popup, "", STYLE_DIM, text, popup->columns - 2);
	for (size_t i = first; i < popup->n; i++)
		popup->items[i].is_text = true;
}

/* A choice of as many lines as it needs, with a sign before the first one and a text at its end. */
static void add_choice(
	struct popup *popup, const char *sign, const char *text, const char *end, int value)
{
	unsigned end_columns = grapheme_width(end, strlen(end)) + 2;
	unsigned room = popup->columns > SIGNS ? popup->columns - SIGNS : 1;
	struct wrap wrap = {0};

	if (end[0] && room > 2 * end_columns)
		room -= end_columns;
	else
		end = "";
	wrap_layout(&wrap, text, strlen(text), room);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		struct popup_item *item = popup_add(popup);

		item->mark.text = i == 0 ? sign : "    ";
		item->is_text = item->is_more = i > 0;
		item->value = value;
		item->place.field = FORM_NONE;
		str_append(&item->right, text + wrap.lines[i].start,
			wrap.lines[i].end - wrap.lines[i].start);
		if (i == 0)
			str_append_text(&item->end, end);
	}
	wrap_release(&wrap);
}

/* --- what holds it back --- */

static void add_reason(
	struct screen *screen, struct popup *popup, const struct finding *finding, size_t nth)
{
	const struct form *form = editor_form(screen->editor);
	size_t first = popup->n;
	struct str text = {0};

	if (finding->has_place) {
		str_appendf(
			&text, "%s, ", form->pages[form->fields[finding->place.field].page].title);
		finding_place_append(screen, finding, &text);
		str_append_text(&text, ": ");
	}
	str_append_text(&text, finding_words(finding));
	add_choice(popup, finding_levels[finding->level].mark, str_text(&text), "",
		agreement_value(PART_REASON, nth));
	popup->items[first].mark.style = finding_levels[finding->level].style;
	if (finding->has_place)
		popup->items[first].place = finding->place;
	str_release(&text);
}

/* "3 reasons", "3 reasons so far"; nothing for none. */
static void append_count(const struct agreement *agreement, struct str *out)
{
	size_t n = agreement->reasons->n;

	if (n > 0)
		str_appendf(out, "%zu reason%s%s", n, n == 1 ? "" : "s",
			agreement->is_known ? "" : " so far");
}

static void list_reasons(
	struct screen *screen, struct popup *popup, const struct agreement *agreement)
{
	size_t n = agreement->reasons->n;
	struct str text = {0};

	append_count(agreement, &text);
	add_heading(popup, "What holds final back", str_text(&text));
	for (size_t i = 0; i < n && i < LISTED_MOST; i++)
		add_reason(screen, popup, &agreement->reasons->items[i], i);
	str_clear(&text);
	if (!agreement->is_known) /* the cursor waits there for the first one */
		add_choice(popup, "    ", "Still checking...", "", agreement_value(PART_REASON, n));
	else if (n == 0)
		str_append_text(&text, "Nothing: it can be final.");
	else if (n > LISTED_MOST)
		str_appendf(&text, "And %zu more.", n - LISTED_MOST);
	if (text.len > 0)
		add_remark(popup, str_text(&text));
	str_release(&text);
}

/* --- the checklist --- */

static void append_date(
	const struct screen *screen, const struct row *row, unsigned column, struct str *out)
{
	bool is_ahead;
	int64_t at = review_seconds(row, column, session_seconds(screen->session), &is_ahead);
	struct civil civil;

	if (at == INT64_MIN)
		return;
	session_civil(screen->session, at, &civil);
	str_append_char(out, ' ');
	civil_append_date(&civil, editor_when_style(screen->editor).dates, false, out);
	str_appendf(out, " %02d:%02d", civil.hour, civil.minute);
}

static void add_question(
	struct screen *screen, struct popup *popup, const struct tick *tick, size_t nth)
{
	struct str text = {0};
	struct str end = {0};
	const char *sign = "[ ] ";

	str_append_text(&text, tick->question->ask);
	if (tick->is_settled)
		sign = tick->answer == TICK_YES ? "[x] " : "[-] ";
	if (tick->row) {
		const char *why = review_text(tick->row, TICK_WHY);

		if (tick->answer != TICK_YES)
			str_appendf(&text, "  %s%s%s", tick_answer_name(tick->answer),
				why[0] ? ": " : "", why);
		str_append_text(&end, review_text(tick->row, TICK_BY));
		append_date(screen, tick->row, TICK_AT, &end);
	}
	add_choice(
		popup, sign, str_text(&text), str_text(&end), agreement_value(PART_QUESTION, nth));
	str_release(&text);
	str_release(&end);
}

static void list_questions(
	struct screen *screen, struct popup *popup, const struct agreement *agreement)
{
	const struct checklist *checklist = &agreement->checklist;
	struct str count = {0};

	if (checklist->n == 0)
		return;
	str_appendf(&count, "%zu of %zu settled", checklist->n_settled, checklist->n);
	add_heading(popup, "Checklist", str_text(&count));
	for (size_t i = 0; i < checklist->n; i++)
		add_question(screen, popup, &checklist->items[i], i);
	str_release(&count);
}

/* --- sign-offs --- */

static void add_signoff(
	struct screen *screen, struct popup *popup, const struct signoff *signoff, size_t nth)
{
	static const struct {
		const char *sign, *word;
	} kinds[N_SIGNOFF_DOES] = {
		[SIGNOFF_ASKS] = {"[ ] ", "asked, not yet"},
		[SIGNOFF_AGREES] = {"[x] ", "agreed"},
		[SIGNOFF_OBJECTS] = {"[!] ", "objects"},
	};
	const char *why = review_text(signoff->row, SIGNOFF_TEXT);
	struct str text = {0};
	struct str end = {0};

	str_appendf(&text, "%s  %s", signoff->name, kinds[signoff->does].word);
	if (signoff->stale.len > 0)
		str_appendf(&text, "; changed since: %s", str_text(&signoff->stale));
	else if (signoff->does == SIGNOFF_OBJECTS && why[0])
		str_appendf(&text, ": %s", why);
	append_date(screen, signoff->row, SIGNOFF_AT, &end);
	add_choice(popup, signoff->stale.len > 0 ? "[~] " : kinds[signoff->does].sign,
		str_text(&text), str_text(&end), agreement_value(PART_SIGNOFF, nth));
	str_release(&text);
	str_release(&end);
}

static void list_signoffs(
	struct screen *screen, struct popup *popup, const struct agreement *agreement)
{
	add_heading(popup, "Sign-offs", "");
	for (size_t i = 0; i < agreement->signoffs.n; i++)
		add_signoff(screen, popup, &agreement->signoffs.items[i], i);
	if (agreement->signoffs.n == 0)
		add_remark(popup, "None yet: k asks somebody, s signs.");
}

/* --- the status --- */

static void list_status(
	struct screen *screen, struct popup *popup, const struct agreement *agreement)
{
	const struct document *document = editor_document(screen->editor);
	const struct row *last = state_find_last(document, session_seconds(screen->session));
	const char *name = status_name(document_status(document));
	struct str end = {0};

	(void)agreement;
	if (form_find_role(document->form, ROLE_STATUS) == FORM_NONE)
		return;
	add_heading(popup, "Status", "");
	if (last && strcmp(review_text(last, STATE_TO), name) == 0) {
		str_append_text(&end, review_text(last, STATE_BY));
		append_date(screen, last, STATE_AT, &end);
	}
	add_choice(popup, "", name, str_text(&end), agreement_value(PART_STATUS, 0));
	popup->items[popup->n - 1].columns.left = SELECTED;
	str_release(&end);
}

bool agreement_has_status(const struct popup *popup)
{
	return popup->n > 0 && agreement_part(popup->items[popup->n - 1].value) == PART_STATUS;
}

void agreement_list(struct screen *screen, struct popup *popup)
{
	static void (*const lists[])(struct screen *, struct popup *, const struct agreement *) = {
		[PART_REASON] = list_reasons,
		[PART_QUESTION] = list_questions,
		[PART_SIGNOFF] = list_signoffs,
		[PART_STATUS] = list_status,
	};

	popup->left = SIGNS;
	for (enum agreement_part part = PART_REASON; part <= PART_STATUS; part++) {
		struct agreement agreement;

		agreement_init(&agreement, screen, part);
		lists[part](screen, popup, &agreement);
		agreement_release(&agreement);
	}
}

/* --- about a line --- */

static void reason_detail(const struct agreement *agreement, size_t nth, struct str *out)
{
	if (nth < agreement->reasons->n)
		str_appendf(out, "%s %s.", check_rule_reason(agreement->reasons->items[nth].rule),
			agreement->reasons->items[nth].rule->hint);
}

static void question_detail(const struct agreement *agreement, size_t nth, struct str *out)
{
	if (nth < agreement->checklist.n)
		str_append_text(out, agreement->checklist.items[nth].question->help);
}

static void signoff_detail(const struct agreement *agreement, size_t nth, struct str *out)
{
	static const char *const texts[N_SIGNOFF_DOES] = {
		[SIGNOFF_ASKS] = "It waits for them: they press s here, or object with S.",
		[SIGNOFF_AGREES] = "They agreed to the pages as they are now.",
		[SIGNOFF_OBJECTS] = "Talk to them. When it is settled, they press s here.",
	};

	if (nth >= agreement->signoffs.n)
		return;
	if (agreement->signoffs.items[nth].stale.len > 0)
		str_append_text(out, "They agreed to other words than those on these pages now. It "
				     "still counts for the other pages; k asks them again.");
	else
		str_append_text(out, texts[agreement->signoffs.items[nth].does]);
}

static void status_detail(const struct agreement *agreement, size_t nth, struct str *out)
{
	(void)agreement;
	(void)nth;
	str_append_text(out, "A draft may have gaps. In review, gaps are warnings. Final is for a "
			     "report that is complete and agreed.");
}

void agreement_detail(const struct screen *screen, const struct popup_item *item, struct str *out)
{
	static void (*const details[])(const struct agreement *, size_t, struct str *) = {
		[PART_REASON] = reason_detail,
		[PART_QUESTION] = question_detail,
		[PART_SIGNOFF] = signoff_detail,
		[PART_STATUS] = status_detail,
	};
	struct agreement agreement;

	if (item->is_text)
		return;
	init_part(&agreement, screen, agreement_part(item->value));
	details[agreement_part(item->value)](&agreement, agreement_nth(item->value), out);
	agreement_release(&agreement);
}
