/* The list of all findings; Enter goes to the place of one. */
#include "internal.h"

#include "check/check.h"

static const char signs[N_LEVELS] = {
	[LEVEL_NOTE] = '-',
	[LEVEL_WARNING] = '?',
	[LEVEL_ERROR] = '!',
};

static void add_finding(
	const struct session *session, struct popup *popup, const struct finding *finding)
{
	struct popup_item *item = popup_add(popup);
	const struct form *form = session->form;

	str_appendf(&item->left, "%c ", signs[finding->level]);
	str_append_text(&item->right, finding->text);
	item->place.field = FORM_NONE;
	if (!finding->has_place)
		return;
	item->place = finding->place;
	str_append_text(&item->left, form->pages[form->fields[finding->place.field].page].title);
}

static void findings_list(struct screen *screen, struct popup *popup)
{
	const struct session *session = screen->session;

	for (int level = N_LEVELS - 1; level >= 0; level--)
		for (size_t i = 0; i < session->findings.n; i++)
			if (session->findings.items[i].level == (enum level)level)
				add_finding(session, popup, &session->findings.items[i]);
}

static enum want findings_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->place.field != FORM_NONE)
		session_go(screen->session, &item->place);
	return WANT_NOTHING;
}

static const struct popup_type findings_type = {
	.title = "Findings",
	.hint = "Enter goes there, Esc closes",
	.is_choice = true,
	.left_columns = 18,
	.list = findings_list,
	.choose = findings_choose,
};

void findings_open(struct screen *screen)
{
	if (screen->session->findings.n == 0)
		session_say(screen->session, MESSAGE_INFO, "Nothing was found");
	else
		popup_open(screen, &findings_type, "");
}
