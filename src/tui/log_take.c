/* A paste that becomes a log to look at: in the timeline, or while another one is looked at. */
#include "internal.h"
#include "log_preview.h"

#include "text/paste.h"

#include <string.h>

/* What of the paste is in no row. */
static void append_missing(const struct log *log, const struct paste_loss *loss, struct str *out)
{
	size_t untimed = log->left_out[LOG_UNTIMED];

	if (log->cut_line > 0)
		str_appendf(out, "; what begins in line %u has no end", log->cut_line);
	if (untimed > 0)
		str_appendf(out, "; %zu line%s before the first time left out", untimed,
			untimed == 1 ? "" : "s");
	paste_loss_append(loss, "; ", out);
}

static void begin(struct screen *screen, struct log_paste *paste, const struct paste_loss *loss)
{
	struct str said = {0};
	const struct log *log = &screen->remembered.log.paste.log;

	log_preview_keep(screen, paste);
	log_preview_return(screen);
	append_missing(log, loss, &said);
	if (said.len > 0)
		session_say(screen->session, MESSAGE_WARNING, "Pasted%s", str_text(&said));
	else if (screen->remembered.log.paste.needs_captured)
		session_say(screen->session, MESSAGE_INFO,
			"It has times such as \"Today at\": c says when it was copied");
	str_release(&said);
}

/* Why nothing of it can be shown, and where. */
static void say_refused(struct screen *screen, const struct err *err)
{
	if (err->line > 0)
		session_say(screen->session, MESSAGE_WARNING,
			"Nothing was added: line %u, column %u: %s", err->line, err->column,
			err->message);
	else
		session_say(screen->session, MESSAGE_INFO, "Not a log: %s", err->message);
}

/* What is ticked is not lost by a key that was meant for something else. */
void log_take_another(struct screen *screen, const char *bytes, size_t len)
{
	struct log_preview *self = &screen->remembered.log;
	struct str text = {0};
	struct log_paste paste;
	struct paste_loss loss = {0};
	struct err err = {0};

	editor_begin(screen->editor);
	paste_clean_log(&text, bytes, len, &loss);
	if (!log_paste_init(&paste, screen->session, &text, &err)) {
		say_refused(screen, &err);
	} else if (!log_paste_is_chosen(&self->paste)) {
		begin(screen, &paste, &loss);
	} else {
		str_set(&self->waiting, str_text(&paste.text), paste.text.len);
		log_paste_release(&paste);
		log_waiting_open(screen);
	}
	str_release(&text);
}

/* --- what is for it --- */

/* In the timeline, but not in the long text of a row that is open. */
static bool is_for_it(const struct screen *screen)
{
	const struct focus *focus = editor_focus(screen->editor);
	const struct form *form = editor_form(screen->editor);
	const struct kind_info *kind;

	if (focus->field == FORM_NONE || !field_has_role(&form->fields[focus->field], ROLE_EVENTS))
		return false;
	kind = kind_info(editor_field(screen->editor)->kind);
	return !focus->in_row || editor_is_quick(screen->editor) || !kind->takes_text ||
	       kind->is_one_line;
}

/* A single line may be typed text, but nobody types JSON. */
static bool may_be_log(const struct str *text)
{
	return memchr(str_text(text), '\n', text->len) || strncmp(str_text(text), "{", 1) == 0 ||
	       strncmp(str_text(text), "[{", 2) == 0;
}

/* Is there nothing else that a paste of several lines could be? */
static bool is_on_rows(const struct screen *screen)
{
	return !editor_focus(screen->editor)->in_row && !editor_on_entry(screen->editor);
}

/* Opens the list, or says why not; false if it may be something else. */
static bool take(struct screen *screen, struct str *text, const struct paste_loss *loss)
{
	struct log_paste paste;
	struct err err = {0};

	if (!log_paste_init(&paste, screen->session, text, &err)) {
		bool is_no_log = err.code == ERR_MISSING;

		if (is_no_log && !is_on_rows(screen))
			return false;
		if (is_no_log)
			session_say(screen->session, MESSAGE_INFO,
				"Not a log: no line begins with a time. On the line with +, each "
				"line that you paste becomes a row");
		else
			say_refused(screen, &err);
		return true;
	}
	if (editor_is_quick(screen->editor)) /* a row that is begun is kept */
		editor_do(screen->editor, ACTION_LEAVE);
	begin(screen, &paste, loss);
	return true;
}

bool log_preview_take(struct screen *screen, const char *bytes, size_t len)
{
	struct str text = {0};
	struct paste_loss loss = {0};
	bool is_taken;

	if (!is_for_it(screen))
		return false;
	editor_begin(screen->editor);
	paste_clean_log(&text, bytes, len, &loss);
	is_taken = may_be_log(&text) && take(screen, &text, &loss);
	str_release(&text);
	return is_taken;
}
