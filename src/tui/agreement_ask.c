/*
 * What is asked for before something about the review is written: a reason, a name, a status, or
 * just Enter. Afterwards the list of what is between a draft and a final document is there again.
 */
#include "agreement.h"

#include "check/check.h"
#include "model/place_path.h"
#include "review/states.h"

#include <string.h>

/* By its action, because the list asks, too. What there is to say comes afterwards: an action
 * begins with an empty message line. */
static void list_again(struct screen *screen, int value)
{
	screen->remembered.agreement_line = value;
	view_act(screen_page(screen), ACTION_AGREE);
}

/* The line of somebody's sign-off. */
static int signoff_of(struct screen *screen, const char *name)
{
	struct agreement agreement;
	const struct signoff *signoff;
	int value = agreement_value(PART_STATUS, 0);

	agreement_init(&agreement, screen, PART_SIGNOFF);
	signoff = signoffs_find(&agreement.signoffs, name);
	if (signoff)
		value = agreement_value(PART_SIGNOFF, (size_t)(signoff - agreement.signoffs.items));
	agreement_release(&agreement);
	return value;
}

/* --- what an answer does --- */

static bool not_applicable(
	struct screen *screen, const struct agreement *agreement, size_t nth, const char *text)
{
	if (nth >= agreement->checklist.n)
		return false;
	return session_tick_question(screen->session,
		&(struct new_tick){.of = agreement->checklist.items[nth].question->key,
			.answer = TICK_NOT_APPLICABLE,
			.why = text});
}

static bool object(
	struct screen *screen, const struct agreement *agreement, size_t nth, const char *text)
{
	(void)agreement;
	(void)nth;
	return session_sign(
		screen->session, &(struct new_signoff){.does = SIGNOFF_OBJECTS, .text = text});
}

static bool ask_somebody(
	struct screen *screen, const struct agreement *agreement, size_t nth, const char *text)
{
	(void)agreement;
	(void)nth;
	return session_sign(
		screen->session, &(struct new_signoff){.does = SIGNOFF_ASKS, .who = text});
}

/* The rule and the place, so that another finding of the rule is not covered. */
static bool waive(
	struct screen *screen, const struct agreement *agreement, size_t nth, const char *text)
{
	const struct document *document = editor_document(screen->editor);
	struct new_state state = {.is_waiver = true, .why = text};
	const struct finding *finding;
	struct str waives = {0};
	bool is_done;

	if (nth >= agreement->reasons->n)
		return false;
	finding = &agreement->reasons->items[nth];
	str_append_text(&waives, finding->rule->id);
	if (finding->has_place) {
		str_append_char(&waives, ' ');
		place_format(&finding->place, document->form, &waives);
	}
	state.waives = str_text(&waives);
	is_done = session_set_state(screen->session, &state);
	str_release(&waives);
	return is_done;
}

static const struct {
	const char *prompt;
	const char *done;
	bool (*run)(struct screen *screen, const struct agreement *agreement, size_t nth,
		const char *text);
} questions[] = {
	[ASK_WHY_NOT_APPLICABLE] = {"Why is it not applicable: ", "Not applicable", not_applicable},
	[ASK_WHY_NOT] = {"What do you object to: ", "You object", object},
	[ASK_WHO] = {"Who is to sign off: ", "Asked", ask_somebody},
	[ASK_WHY_WAIVED] = {"Why is it accepted: ", "Accepted, for that reason", waive},
};

/* --- a line --- */

static const struct popup_type line_type;

/* popup->place.field is the question. */
static enum request line_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct slice text = slice_trim(slice_of(&popup->prompt.input));
	unsigned asked = popup->place.field;
	int value = popup->value;
	struct agreement agreement;
	struct str line = {0};

	(void)item;
	if (text.len == 0) {
		list_again(screen, value);
		session_say(screen->session, MESSAGE_INFO, "Nothing was written: it needs a word");
		return REQUEST_NOTHING;
	}
	str_append(&line, text.data, text.len);
	agreement_init(&agreement, screen, agreement_part(value));
	if (questions[asked].run(screen, &agreement, agreement_nth(value), str_text(&line))) {
		if (asked == ASK_WHY_NOT || asked == ASK_WHO)
			value = signoff_of(screen,
				asked == ASK_WHO ? str_text(&line) : session_user(screen->session));
		list_again(screen, value);
		session_say(screen->session, MESSAGE_INFO, "%s", questions[asked].done);
	}
	agreement_release(&agreement);
	str_release(&line);
	return REQUEST_NOTHING;
}

static void line_closed(struct screen *screen)
{
	list_again(screen, screen->popup.value);
}

static const struct hint line_hints[] = {
	{.action = ACTION_ENTER, .word = "Write it down", .brief = "Write"},
	{.action = ACTION_LEAVE, .word = "As before"},
	{.word = NULL},
};

static const struct popup_type line_type = {
	.title = "Why: ",
	.has_input = true,
	.is_line = true,
	.hints = line_hints,
	.choose = line_choose,
	.closed = line_closed,
};

void agreement_ask(struct screen *screen, enum agreement_question question, int value)
{
	popup_open(screen, &line_type, "");
	screen->popup.value = value;
	screen->popup.place = (struct place){.field = (unsigned)question};
	str_append_text(&screen->popup.about, questions[question].prompt);
}

void agreement_ask_object(struct screen *screen)
{
	agreement_ask(screen, ASK_WHY_NOT, agreement_value(PART_SIGNOFF, 0));
}

/* --- signing --- */

/* popup->value is the revision that one was asked about: nobody signs what they have not seen. */
static enum request sign_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)item;
	if ((unsigned)popup->value != editor_document(screen->editor)->revision) {
		agreement_ask_sign(screen);
		session_say(screen->session, MESSAGE_WARNING,
			"The document has just changed: Enter signs it as it is now");
		return REQUEST_NOTHING;
	}
	if (session_sign(screen->session, &(struct new_signoff){.does = SIGNOFF_AGREES})) {
		list_again(screen, signoff_of(screen, session_user(screen->session)));
		session_say(screen->session, MESSAGE_INFO, "Signed; undo takes it back");
	}
	return REQUEST_NOTHING;
}

static void sign_list(struct screen *screen, struct popup *popup)
{
	struct agreement agreement;
	struct str text = {0};

	agreement_init(&agreement, screen, PART_REASON);
	str_appendf(&text, "You agree, as %s, to all pages as they are now.",
		session_user(screen->session));
	if (!agreement.is_known)
		str_append_text(
			&text, " What holds it back from being final is still being checked.");
	else if (agreement.reasons->n > 0)
		str_appendf(&text, " %zu %s it back from being final.", agreement.reasons->n,
			agreement.reasons->n == 1 ? "thing holds" : "things hold");
	popup_add_wrapped(popup, "", STYLE_NORMAL, str_text(&text), popup_columns(screen));
	agreement_release(&agreement);
	str_release(&text);
}

static void sign_closed(struct screen *screen)
{
	list_again(screen, 0);
}

static const struct hint sign_hints[] = {
	{.action = ACTION_ENTER, .word = "Sign"},
	{.action = ACTION_LEAVE, .word = "Not now"},
	{.word = NULL},
};

static const struct popup_type sign_type = {
	.title = "Sign off?",
	.hint = "Enter signs",
	.list = sign_list,
	.follow = popup_follow,
	.hints = sign_hints,
	.choose = sign_choose,
	.closed = sign_closed,
};

void agreement_ask_sign(struct screen *screen)
{
	popup_open(screen, &sign_type, "");
	screen->popup.value = (int)editor_document(screen->editor)->revision;
}

/* --- the status --- */

static enum request status_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (!item)
		return REQUEST_NOTHING;
	if (document_status(editor_document(screen->editor)) == (enum status)item->value) {
		list_again(screen, agreement_value(PART_STATUS, 0));
	} else if (session_set_state(
			   screen->session, &(struct new_state){.to = (enum status)item->value})) {
		list_again(screen, agreement_value(PART_STATUS, 0));
		session_say(screen->session, MESSAGE_INFO, "The status is %s",
			status_name((enum status)item->value));
	}
	return REQUEST_NOTHING;
}

static void append_against(const struct agreement *agreement, struct str *out)
{
	size_t n = agreement->reasons->n;

	if (!agreement->is_known)
		str_append_text(out, "still checking");
	else if (n > 0)
		str_appendf(out, "%zu reason%s against it", n, n == 1 ? "" : "s");
}

static void status_list(struct screen *screen, struct popup *popup)
{
	enum status present = document_status(editor_document(screen->editor));
	struct agreement agreement;

	agreement_init(&agreement, screen, PART_REASON);
	for (enum status status = STATUS_DRAFT; status <= STATUS_FINAL; status++) {
		struct popup_item *item = popup_add_text(popup, status_name(status), "");

		item->value = (int)status;
		if (status == present)
			popup->selected = popup->n - 1;
		if (status == STATUS_FINAL)
			append_against(&agreement, &item->right);
	}
	agreement_release(&agreement);
}

static void status_closed(struct screen *screen)
{
	list_again(screen, agreement_value(PART_STATUS, 0));
}

static const struct popup_type status_type = {
	.title = "Status",
	.hint = "Enter sets it, with your name",
	.is_choice = true,
	.has_plain_names = true,
	.left_columns = 10,
	.list = status_list,
	.follow = popup_follow,
	.choose = status_choose,
	.closed = status_closed,
};

void agreement_ask_status(struct screen *screen)
{
	if (form_find_role(editor_form(screen->editor), ROLE_STATUS) == FORM_NONE)
		session_say(screen->session, MESSAGE_INFO, "The form has no status");
	else
		popup_open(screen, &status_type, "");
}
