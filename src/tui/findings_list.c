/* The list of all findings; Enter goes to the place of one. */
#include "internal.h"

#include "check/check.h"

#include <string.h>
#include <strings.h>

static const char signs[N_LEVELS] = {
	[LEVEL_NOTE] = '-',
	[LEVEL_WARNING] = '?',
	[LEVEL_ERROR] = '!',
};

static bool names_field(const char *sentence, const struct str *name)
{
	return strncasecmp(sentence, str_text(name), name->len) == 0 ||
	       strstr(sentence, str_text(name)) != NULL;
}

/* The field, if the sentence itself does not name it. */
static void append_field(
	const struct session *session, const struct finding *finding, struct str *out)
{
	const struct form_field *field =
		&editor_form(session_editor(session))->fields[finding->place.field];
	struct slice name = form_field_name(field);
	struct str text = {0};

	str_append(&text, name.data, name.len);
	if (finding->place.row[0] != '\0')
		str_appendf(out, "%s, row %zu: ", str_text(&text), finding->row + 1);
	else if (!names_field(finding->text, &text))
		str_appendf(out, "%s%s ", str_text(&text),
			name.len > 0 && name.data[name.len - 1] == '?' ? "" : ":");
	str_release(&text);
}

static void add_finding(
	const struct session *session, struct popup *popup, const struct finding *finding)
{
	struct popup_item *item = popup_add(popup);
	const struct form *form = editor_form(session_editor(session));

	str_appendf(&item->left, "%c ", signs[finding->level]);
	item->place.field = FORM_NONE;
	if (finding->has_place) {
		item->place = finding->place;
		str_append_text(
			&item->left, form->pages[form->fields[finding->place.field].page].title);
		append_field(session, finding, &item->right);
	}
	str_append_text(&item->right, finding->text);
}

static void findings_list(struct screen *screen, struct popup *popup)
{
	const struct session *session = screen->session;

	for (int level = N_LEVELS - 1; level >= 0; level--)
		for (size_t i = 0; i < editor_findings(screen->editor)->n; i++)
			if (editor_findings(screen->editor)->items[i].level == (enum level)level)
				add_finding(
					session, popup, &editor_findings(screen->editor)->items[i]);
}

static enum want findings_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->place.field != FORM_NONE)
		editor_go(screen->editor, &item->place);
	return WANT_NOTHING;
}

static const struct popup_type findings_type = {
	.title = "Findings",
	.hint = "Enter goes there, Esc closes",
	.is_choice = true,
	.is_fitted = true,
	.list = findings_list,
	.choose = findings_choose,
};

void findings_open(struct screen *screen)
{
	editor_check_quickly(screen->editor);
	if (editor_findings(screen->editor)->n == 0)
		session_say(screen->session, MESSAGE_INFO, "Nothing was found");
	else
		popup_open(screen, &findings_type, "");
}
