/* The list of who else has the document open. */
#include "internal.h"

static void add_person(struct screen *screen, struct popup *popup, const struct person *person)
{
	const struct session *session = screen->session;
	struct str line = {0};

	session_describe_person(session, person, &line);
	str_append_text(&line, ", since ");
	append_moment(session, person->since, &line);
	popup_add_wrapped(popup, "", STYLE_NORMAL, str_text(&line), popup_columns(screen));
	str_release(&line);
}

static void company_list(struct screen *screen, struct popup *popup)
{
	const struct company *company = session_company(screen->session);

	for (size_t i = 0; i < company->n; i++)
		add_person(screen, popup, &company->items[i]);
}

static const struct popup_type company_type = {
	.title = "Who else has the document open",
	.hint = "Enter closes",
	.list = company_list,
};

void company_open(struct screen *screen)
{
	if (session_company(screen->session)->n == 0)
		session_say(screen->session, MESSAGE_INFO, "Nobody else has the document open");
	else
		popup_open(screen, &company_type, "");
}
