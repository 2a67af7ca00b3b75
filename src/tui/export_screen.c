/*
 * Export: a report is looked at before it is written. Tab goes from the name of the file to the
 * format and to who it is for, which Left and Right step; Space ticks several formats. Letters are
 * always typed into the name. Below is the report as text.
 */
#include "export_rows.h"
#include "export_write.h"
#include "internal.h"

#include "session/export.h"
#include "store/path.h"

#include <string.h>

/* --- what is chosen --- */

static void step_choice(struct screen *screen, struct popup *popup, int direction)
{
	if (popup->value == EXPORT_ROW_FORMAT) {
		export_formats_step(screen, popup, direction);
	} else {
		screen->exporting.is_public = !screen->exporting.is_public;
		export_rows_preview(screen, popup);
	}
}

/* --- keys --- */

static bool is_space(const struct key *key)
{
	return key->code == ' ' && key->modifiers == 0;
}

/* How far a key steps a choice; 0: it does not. */
static int step_of(const struct popup *popup, const struct key *key, enum action action)
{
	if (popup->value == EXPORT_ROW_TO)
		return 0;
	if (action == ACTION_LEFT)
		return -1;
	return action == ACTION_RIGHT || is_space(key) ? 1 : 0;
}

static bool do_action(struct screen *screen, struct popup *popup, enum action action)
{
	if (action == ACTION_EDITOR) {
		if (export_write(screen, popup, ACTION_EDITOR))
			popup->request = REQUEST_OPEN;
	} else if (action == ACTION_COPY) {
		export_copy(screen, popup);
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
	else if (popup->value == EXPORT_ROW_FORMAT && is_space(key))
		export_formats_tick(screen, popup);
	else if (step != 0)
		step_choice(screen, popup, step);
	else
		return false;
	popup->top = 0;
	return true;
}

/* It would take the place of the proposed name. */
static bool is_stray_space(const struct popup *popup, const struct key *key)
{
	return popup->value == EXPORT_ROW_TO && popup->prompt.is_offered && is_space(key);
}

static bool export_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_TEXT);
	bool is_typed = key->code < KEY_NAMED && key->modifiers == 0;

	editor_begin(screen->editor);
	if (key->code == KEY_ENTER_KEY || action == ACTION_ENTER) {
		export_write(screen, popup, ACTION_ENTER);
		return true;
	}
	if (action != ACTION_EDITOR)
		screen->exporting.asked = ACTION_NONE;
	if (do_action(screen, popup, action) || is_stray_space(popup, key))
		return true;
	export_rows_onward(screen, popup, action);
	bool is_done = choose(screen, popup, key, action);

	if (!is_done && (is_typed || action == ACTION_BACKSPACE))
		popup->value = EXPORT_ROW_TO;
	export_rows_update(screen, popup);
	return is_done;
}

/* --- the popup --- */

/* The names of those that are there, without their folder. */
static void append_there(const struct export_files *files, struct str *out)
{
	struct str names = {0};

	export_files_name(files, files->there, &names);
	str_append_text(out, path_name(str_text(&names)));
	str_release(&names);
}

static bool is_one_there(const struct export_files *files)
{
	return (files->there & (files->there - 1)) == 0;
}

/* "reports/doc.{md,html}: doc.md exists" */
static void append_several(const struct export_files *files, struct str *out)
{
	unsigned all = (1U << files->formats.n) - 1;

	export_files_name(files, EXPORT_ALL_FILES, out);
	str_append_text(out, ": ");
	if (files->there == 0) {
		str_append_text(out, "new files");
	} else if (files->there == all) {
		str_append_text(out, "all exist");
	} else {
		append_there(files, out);
		str_append_text(out, is_one_there(files) ? " exists" : " exist");
	}
}

/* What Enter does, where the cursor is. */
static void append_enter(const struct screen *screen, enum export_row row,
	const struct export_files *files, struct str *out)
{
	static const char *const choosing[N_EXPORT_ROWS] = {
		[EXPORT_ROW_TO] = "",
		[EXPORT_ROW_FORMAT] = "Left and Right choose, Space ticks several, ",
		[EXPORT_ROW_FOR] = "Left and Right choose, ",
	};
	bool ticks = row == EXPORT_ROW_FORMAT && export_has_ticks(screen);

	str_appendf(out, "%sEnter writes ", ticks ? "Space ticks, " : choosing[row]);
	if (files->formats.n > 1)
		append_several(files, out);
	else if (ticks)
		str_appendf(out, "%s", str_text(&files->paths[0]));
	else
		str_appendf(out, "it%s%s", row == EXPORT_ROW_TO ? ": " : "",
			row == EXPORT_ROW_TO ? export_target_words(files->worst) : "");
}

static void append_asked(
	const struct screen *screen, const struct export_files *files, struct str *out)
{
	const char *key = screen_action_key(screen, screen->exporting.asked);
	const char *they = is_one_there(files) ? "it" : "them";

	str_appendf(
		out, "Exist%s: %s again replaces ", is_one_there(files) ? "s" : "", key ? key : "");
	if (files->formats.n == 1)
		str_append_text(out, they);
	else
		append_there(files, out);
	str_appendf(out, ", Esc keeps %s", they);
}

static void append_bottom(const struct screen *screen, const struct popup *popup,
	const struct export_files *files, struct str *out)
{
	enum export_row row = (enum export_row)popup->value;
	bool is_one = files->formats.n == 1;

	if (export_say_refusal(screen, files, out))
		return;
	if (screen->exporting.asked != ACTION_NONE) {
		append_asked(screen, files, out);
	} else if (popup->prompt.input.len == 0 && row == EXPORT_ROW_TO) {
		str_append_text(out, "type a name");
	} else if (files->worst > EXPORT_REPLACES && (row == EXPORT_ROW_TO || !is_one)) {
		if (!is_one)
			str_appendf(out, "%s: ", str_text(&files->paths[files->worst_at]));
		str_append_text(out, export_target_words(files->worst));
	} else {
		append_enter(screen, row, files, out);
	}
}

/* What would become of the files. */
static void export_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	struct export_files files;

	export_files_init(&files, screen, &popup->prompt.input);
	append_bottom(screen, popup, &files, out);
	export_files_release(&files);
}

static const struct hint export_hints[] = {
	{.action = ACTION_ENTER, .word = "Write"},
	{.action = ACTION_NEXT_FIELD, .word = "Next"},
	{.action = ACTION_EDITOR, .word = "Open it"},
	{.action = ACTION_COPY, .word = "Copy"},
	{.action = ACTION_PAGE_DOWN, .word = "More"},
	{.key = "Space", .word = "Tick several"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

/* Space ticks only where the formats are. */
static bool export_has_hint(const struct popup *popup, const struct hint *hint)
{
	return !hint->key || popup->value == EXPORT_ROW_FORMAT;
}

static void export_resized(struct screen *screen, struct popup *popup)
{
	popup_shorten(popup, 0);
	export_rows_add(screen, popup);
}

static const struct popup_type export_type = {
	.title = "Export the report",
	.bottom = export_bottom,
	.resized = export_resized,
	.follow = export_rows_update,
	.has_input = true,
	.is_page = true,
	.hints = export_hints,
	.has_hint = export_has_hint,
	.has_plain_names = true,
	.left_columns = EXPORT_LABEL_COLUMNS,
	.key = export_key,
};

/* As it was the last time. */
static void recall(struct screen *screen)
{
	export_formats_recall(screen);
	screen->exporting.is_public =
		settings_number(screen->settings, SETTING_EXPORT_FOR) == CHOICE_EXPORT_FOR_PUBLIC;
	screen->exporting.asked = ACTION_NONE;
}

void export_open(struct screen *screen)
{
	struct str name = {0};

	editor_settle_findings(screen->editor);
	recall(screen);
	export_formats_propose(screen, &name);
	popup_open(screen, &export_type, str_text(&name));
	export_rows_open(screen, &screen->popup);
	str_release(&name);
}
