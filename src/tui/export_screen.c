/*
 * Export: a report is looked at before it is written. Tab goes from the name of the file to the
 * format and to who it is for, which Left and Right step; letters are always typed into the name.
 * Below is the report as text. A file that is there is only replaced when asked a second time. What
 * was chosen is remembered for the next report.
 */
#include "export_rows.h"
#include "internal.h"

#include "report/report.h"
#include "session/export.h"

#include <string.h>

/* --- the choices and the file --- */

static bool ends_with(const struct str *path, const char *extension)
{
	size_t len = strlen(extension);

	return path->len > len + 1 && path->data[path->len - len - 1] == '.' &&
	       strcmp(str_text(path) + path->len - len, extension) == 0;
}

/* The name follows the format, unless it was given another ending. */
static void step_format(struct screen *screen, struct popup *popup, int direction)
{
	size_t n;
	const char *before = export_chosen(screen)->extension;

	report_exporters(&n);
	screen->exporting.format =
		(screen->exporting.format + n + (size_t)(direction + (int)n)) % n;
	if (ends_with(&popup->prompt.input, before)) {
		str_splice(&popup->prompt.input, popup->prompt.input.len - strlen(before),
			strlen(before), export_chosen(screen)->extension,
			strlen(export_chosen(screen)->extension));
		popup->prompt.cursor = popup->prompt.input.len;
	}
}

static void step_choice(struct screen *screen, struct popup *popup, int direction)
{
	if (popup->value == EXPORT_ROW_FORMAT) {
		step_format(screen, popup, direction);
	} else {
		screen->exporting.is_public = !screen->exporting.is_public;
		export_rows_preview(screen, popup);
	}
}

static size_t format_of(const char *name)
{
	size_t n;
	const struct exporter *all = report_exporters(&n);
	const struct exporter *found = report_exporter_find(name);

	return found ? (size_t)(found - all) : 0;
}

/* For the next report, of this document or another one. */
static void remember(struct screen *screen, const char *path)
{
	const char *name = strrchr(path, '/');
	struct str folder = {0};

	if (name)
		str_append(&folder, path, name == path ? 1 : (size_t)(name - path));
	if (format_of(settings_text(screen->settings, SETTING_EXPORT_FORMAT)) !=
		screen->exporting.format)
		setting_remember(screen, SETTING_EXPORT_FORMAT, export_chosen(screen)->name);
	setting_remember(
		screen, SETTING_EXPORT_FOR, screen->exporting.is_public ? "public" : "all");
	setting_remember(screen, SETTING_EXPORT_FOLDER, str_text(&folder));
	str_release(&folder);
}

static void say_printing(struct screen *screen, const char *path)
{
	const char *key = screen_action_key(screen, ACTION_CANCEL);

	session_say(screen->session, MESSAGE_INFO, "Printing %s; you can go on%s%s%s", path,
		key ? ", and " : "", key ? key : "", key ? " stops it" : "");
}

static void say_written(struct screen *screen, struct popup *popup)
{
	struct str path = {0};

	str_append(&path, str_text(&popup->prompt.input), popup->prompt.input.len);
	str_clear(&screen->exporting.written);
	session_export_path(screen->session, str_text(&path), &screen->exporting.written);
	remember(screen, str_text(&path));
	popup_dismiss(screen);
	if (session_is_printing(screen->session))
		say_printing(screen, str_text(&path));
	else
		session_say(screen->session, MESSAGE_INFO, "The report was written to %s",
			str_text(&path));
	str_release(&path);
}

/* A printed one only begins here. */
static bool make_report(struct screen *screen, const struct export_wish *wish, const char *path,
	bool replaces, struct err *err)
{
	return wish->exporter->is_printed
		       ? session_print(screen->session, wish, path, replaces, err)
		       : session_export(screen->session, wish, path, replaces, err);
}

/* Says why nothing would be written, whatever the file is; false if it would. */
static bool say_refusal(const struct screen *screen, const struct popup *popup, struct str *out)
{
	const struct exporter *meant = report_exporter_of_file(str_text(&popup->prompt.input));
	const struct exporter *chosen = export_chosen(screen);

	if (screen->exporting.refusal.len > 0)
		str_append_text(out, "refused: no public report yet");
	else if (meant && meant != chosen)
		str_appendf(out, "refused: the name says %s, not %s", meant->name, chosen->name);
	else
		return false;
	return true;
}

/* how: the action that asks for it; what is there is replaced when the same comes twice. */
static bool write_report(struct screen *screen, struct popup *popup, enum action how)
{
	const char *path = str_text(&popup->prompt.input);
	struct export_wish wish = export_wish_of(screen);
	bool replaces = screen->exporting.asked == how;
	struct str why = {0};
	struct err err = {0};
	bool is_refused = say_refusal(screen, popup, &why);

	str_release(&why);
	screen->exporting.asked = ACTION_NONE;
	if (popup->prompt.input.len == 0) {
		session_say(screen->session, MESSAGE_WARNING, "A report needs the name of a file");
	} else if (!replaces && !is_refused &&
		   session_export_target(screen->session, path) == EXPORT_REPLACES) {
		screen->exporting.asked = how;
	} else if (make_report(screen, &wish, path, replaces, &err)) {
		say_written(screen, popup);
		return !wish.exporter->is_printed;
	} else {
		session_say(screen->session, MESSAGE_ERROR, "Not written: %s", err.message);
	}
	return false;
}

static void copy_report(struct screen *screen, struct popup *popup)
{
	struct export_wish wish = export_wish_of(screen);
	struct err err = {0};

	str_clear(&screen->exporting.outgoing);
	if (wish.exporter->is_printed)
		session_say(screen->session, MESSAGE_WARNING, "A %s cannot be copied",
			wish.exporter->name);
	else if (session_report(screen->session, &wish, &screen->exporting.outgoing, &err)) {
		popup->request = REQUEST_COPY;
		session_say(screen->session, MESSAGE_INFO, "The report was copied");
	} else {
		session_say(screen->session, MESSAGE_ERROR, "Not copied: %s", err.message);
	}
}

/* --- keys --- */

/* How far a key steps a choice; 0: it does not. */
static int step_of(const struct popup *popup, const struct key *key, enum action action)
{
	if (popup->value == EXPORT_ROW_TO)
		return 0;
	if (action == ACTION_LEFT)
		return -1;
	return action == ACTION_RIGHT || (key->code == ' ' && key->modifiers == 0) ? 1 : 0;
}

static bool do_action(struct screen *screen, struct popup *popup, enum action action)
{
	if (action == ACTION_EDITOR) {
		if (write_report(screen, popup, ACTION_EDITOR))
			popup->request = REQUEST_OPEN;
	} else if (action == ACTION_COPY) {
		copy_report(screen, popup);
	} else if (action == ACTION_FINDINGS) {
		popup_dismiss(screen);
		findings_open(screen);
	} else {
		return false;
	}
	return true;
}

/* Goes to another choice, or steps one; false if the key does neither. */
static bool choose(
	struct screen *screen, struct popup *popup, const struct key *key, enum action action)
{
	int step = step_of(popup, key, action);

	if (action == ACTION_NEXT_FIELD)
		popup->value = (popup->value + 1) % N_EXPORT_ROWS;
	else if (action == ACTION_PREVIOUS_FIELD)
		popup->value = (popup->value + N_EXPORT_ROWS - 1) % N_EXPORT_ROWS;
	else if (step != 0)
		step_choice(screen, popup, step);
	else
		return false;
	popup->top = 0;
	return true;
}

static bool export_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_TEXT);
	bool is_typed = key->code < KEY_NAMED && key->modifiers == 0;

	editor_begin(screen->editor);
	if (key->code == KEY_ENTER_KEY || action == ACTION_ENTER) {
		write_report(screen, popup, ACTION_ENTER);
		return true;
	}
	if (action != ACTION_EDITOR)
		screen->exporting.asked = ACTION_NONE;
	if (do_action(screen, popup, action))
		return true;
	bool is_done = choose(screen, popup, key, action);

	if (!is_done && (is_typed || action == ACTION_BACKSPACE))
		popup->value = EXPORT_ROW_TO;
	export_rows_update(screen, popup);
	return is_done;
}

/* --- the popup --- */

/* What would become of the file. */
static void export_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	static const char *const words[] = {
		[EXPORT_NEW] = "a new file",
		[EXPORT_REPLACES] = "exists, will be replaced",
		[EXPORT_DOCUMENT] = "is the document itself: another name, please",
		[EXPORT_NO_FILE] = "is not a file: another name, please",
		[EXPORT_NO_FOLDER] = "there is no such folder: another name, please",
	};
	enum export_target target =
		session_export_target(screen->session, str_text(&popup->prompt.input));
	const char *key = screen_action_key(screen, screen->exporting.asked);

	if (say_refusal(screen, popup, out))
		return;
	if (screen->exporting.asked != ACTION_NONE)
		str_appendf(out, "Exists: %s again replaces it, Esc keeps it", key ? key : "");
	else if (popup->value != EXPORT_ROW_TO)
		str_append_text(out, "Left and Right choose, Enter writes it");
	else if (popup->prompt.input.len > 0 && target <= EXPORT_REPLACES)
		str_appendf(out, "Enter writes it: %s", words[target]);
	else if (popup->prompt.input.len > 0)
		str_append_text(out, words[target]);
	else
		str_append_text(out, "type a name");
}

static const struct hint export_hints[] = {
	{.action = ACTION_ENTER, .word = "Write"},
	{.action = ACTION_NEXT_FIELD, .word = "Next"},
	{.action = ACTION_EDITOR, .word = "Open it"},
	{.action = ACTION_COPY, .word = "Copy"},
	{.action = ACTION_PAGE_DOWN, .word = "More"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

static void export_resized(struct screen *screen, struct popup *popup)
{
	popup_shorten(popup, 0);
	export_rows_add(screen, popup);
}

static const struct popup_type export_type = {
	.title = "Export the report",
	.bottom = export_bottom,
	.resized = export_resized,
	.has_input = true,
	.is_page = true,
	.hints = export_hints,
	.has_plain_names = true,
	.left_columns = EXPORT_LABEL_COLUMNS,
	.key = export_key,
};

/* As it was the last time. */
static void recall(struct screen *screen)
{
	screen->exporting.format =
		format_of(settings_text(screen->settings, SETTING_EXPORT_FORMAT));
	screen->exporting.is_public =
		settings_number(screen->settings, SETTING_EXPORT_FOR) == CHOICE_EXPORT_FOR_PUBLIC;
	screen->exporting.asked = ACTION_NONE;
}

void export_open(struct screen *screen)
{
	struct str name = {0};

	editor_settle(screen->editor);
	recall(screen);
	session_export_name(screen->session, settings_text(screen->settings, SETTING_EXPORT_FOLDER),
		export_chosen(screen)->extension, &name);
	popup_open(screen, &export_type, str_text(&name));
	export_rows_add(screen, &screen->popup);
	str_release(&name);
}
