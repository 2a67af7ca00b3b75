/* What is said about a paste that arrived incomplete. */
#include "internal.h"

void say_missing(struct session *session, size_t missing)
{
	struct str text = {0};

	if (missing == 0)
		return;
	if (editor_message(session_editor(session))->text.len > 0)
		str_appendf(
			&text, "%s; ", str_text(&editor_message(session_editor(session))->text));
	if (missing == SIZE_MAX)
		str_append_text(&text, "the paste was cut off; some of it may be missing");
	else
		str_appendf(
			&text, "the paste is too long; its last %zu bytes are left out", missing);
	session_say(session, MESSAGE_WARNING, "%s", str_text(&text));
	str_release(&text);
}
