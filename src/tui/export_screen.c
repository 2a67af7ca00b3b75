/*
 * Export: a report is looked at before it is written. The format is stepped by Tab, the file's name
 * is typed, and below is the report as text. A file that is there is only replaced after a second
 * Enter.
 */
#include "internal.h"

#include "check/finding.h"
#include "report/report.h"
#include "session/export.h"

#include <string.h>

enum { FORMAT_ITEM, CHECKS_ITEM, LABEL_COLUMNS = 10 };

/* What Enter does next; popup->value has it. */
enum { ASK, REPLACE };

static const struct exporter *exporter_of(const struct screen *screen)
{
	size_t n;
	const struct exporter *all = report_exporters(&n);

	return &all[screen->exporting.format % n];
}

/* --- the items --- */

static void write_formats(const struct screen *screen, struct str *out)
{
	size_t n;
	const struct exporter *all = report_exporters(&n);

	str_clear(out);
	for (size_t i = 0; i < n; i++)
		str_appendf(out, "%s%s %s", i > 0 ? "  " : "",
			&all[i] == exporter_of(screen) ? "(*)" : "( )", all[i].name);
}

static void append_count(struct str *out, const char *sign, size_t n, const char *word)
{
	if (n > 0)
		str_appendf(out, "%s%s %zu %s%s", out->len > 0 ? "  " : "", sign, n, word,
			n == 1 ? "" : "s");
}

static void append_checks(const struct screen *screen, struct str *out)
{
	const struct findings *findings = editor_findings(screen->editor);
	const char *key = screen_action_key(screen, ACTION_FINDINGS);
	size_t counts[N_LEVELS] = {0};

	for (size_t i = 0; i < findings->n; i++)
		counts[findings->items[i].level]++;
	append_count(out, "!", counts[LEVEL_ERROR], "error");
	append_count(out, "?", counts[LEVEL_WARNING], "warning");
	append_count(out, "-", counts[LEVEL_NOTE], "note");
	if (out->len == 0)
		str_append_text(out, "nothing was found");
	else
		str_appendf(out, "; nothing is held back%s%s%s", key ? ", " : "", key ? key : "",
			key ? " lists them" : "");
}

static void add_label(struct popup *popup, const char *label, const struct str *text)
{
	struct popup_item *item = popup_add_text(popup, label, str_text(text));

	item->columns.left = LABEL_COLUMNS;
}

/* As text, whatever the format is: it is what people read. */
static void add_preview(struct screen *screen, struct popup *popup)
{
	const struct exporter *exporter = report_exporter_find("text");
	struct str text = {0};
	struct err err = {0};
	struct slice rest, line;

	if (!exporter || !session_report(screen->session, exporter, &text, &err))
		str_append_text(&text, err.message);
	rest = (struct slice){str_text(&text), text.len};
	while (slice_next_line(&rest, &line)) {
		struct str one = {0};

		str_append(&one, line.data, line.len);
		popup_add_wrapped(popup, "", STYLE_NORMAL, str_text(&one), popup_columns(screen));
		str_release(&one);
	}
	str_release(&text);
}

static void add_items(struct screen *screen, struct popup *popup)
{
	struct str text = {0};
	struct popup_item *heading;

	write_formats(screen, &text);
	add_label(popup, "Format", &text);
	str_clear(&text);
	append_checks(screen, &text);
	add_label(popup, "Checks", &text);
	heading = popup_add_text(popup, NULL, "Preview, as text");
	heading->is_text = true;
	heading->is_heading = true;
	add_preview(screen, popup);
	str_release(&text);
}

/* --- the format and the file --- */

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
	const char *before = exporter_of(screen)->extension;

	report_exporters(&n);
	screen->exporting.format =
		(screen->exporting.format + n + (size_t)(direction + (int)n)) % n;
	if (ends_with(&popup->prompt.input, before)) {
		str_splice(&popup->prompt.input, popup->prompt.input.len - strlen(before),
			strlen(before), exporter_of(screen)->extension,
			strlen(exporter_of(screen)->extension));
		popup->prompt.cursor = popup->prompt.input.len;
	}
	write_formats(screen, &popup->items[FORMAT_ITEM].right);
}

static void write_report(struct screen *screen, struct popup *popup)
{
	const char *path = str_text(&popup->prompt.input);
	enum export_target target = session_export_target(screen->session, path);
	struct err err = {0};
	struct str said = {0};

	if (popup->prompt.input.len == 0) {
		session_say(screen->session, MESSAGE_WARNING, "A report needs the name of a file");
	} else if (target == EXPORT_REPLACES && popup->value != REPLACE) {
		popup->value = REPLACE;
	} else if (session_export(screen->session, exporter_of(screen), path,
			   popup->value == REPLACE, &err)) {
		str_appendf(&said, "The report was written to %s", path);
		popup_dismiss(screen);
		session_say(screen->session, MESSAGE_INFO, "%s", str_text(&said));
		str_release(&said);
	} else {
		popup->value = ASK;
		session_say(screen->session, MESSAGE_ERROR, "Not written: %s", err.message);
	}
}

static void copy_report(struct screen *screen, struct popup *popup)
{
	struct err err = {0};

	str_clear(&screen->exporting.outgoing);
	if (session_report(
		    screen->session, exporter_of(screen), &screen->exporting.outgoing, &err)) {
		popup->want = WANT_COPY;
		session_say(screen->session, MESSAGE_INFO, "The report was copied");
	} else {
		session_say(screen->session, MESSAGE_ERROR, "Not copied: %s", err.message);
	}
}

static bool export_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	enum action action = keymap_find(screen->keys.map, key, KEYS_TEXT);

	editor_begin(screen->editor);
	if (key->code == KEY_ENTER_KEY || action == ACTION_ENTER) {
		write_report(screen, popup);
		return true;
	}
	popup->value = ASK;
	if (action == ACTION_NEXT_FIELD || action == ACTION_PREVIOUS_FIELD)
		step_format(screen, popup, action == ACTION_NEXT_FIELD ? 1 : -1);
	else if (action == ACTION_COPY)
		copy_report(screen, popup);
	else
		return false;
	return true;
}

/* --- the popup --- */

/* What would become of the file. */
static void export_bottom(const struct screen *screen, const struct popup *popup, struct str *out)
{
	static const char *const words[] = {
		[EXPORT_NEW] = "a new file beside the document",
		[EXPORT_REPLACES] = "exists, will be replaced",
		[EXPORT_DOCUMENT] = "is the document itself: another name, please",
		[EXPORT_NO_FILE] = "is not a file: another name, please",
	};

	if (popup->value == REPLACE)
		str_append_text(out, "Exists: Enter again replaces it, Esc keeps it");
	else if (popup->prompt.input.len > 0)
		str_append_text(out, words[session_export_target(
					     screen->session, str_text(&popup->prompt.input))]);
}

static const struct hint export_hints[] = {
	{.action = ACTION_ENTER, .word = "Write"},
	{.action = ACTION_NEXT_FIELD, .word = "Format"},
	{.action = ACTION_PAGE_DOWN, .word = "Preview"},
	{.action = ACTION_COPY, .word = "Copy"},
	{.action = ACTION_LEAVE, .word = "Close"},
	{.word = NULL},
};

static const struct popup_type export_type = {
	.title = "Export the report",
	.bottom = export_bottom,
	.has_input = true,
	.prompt = "To        ",
	.is_page = true,
	.hints = export_hints,
	.has_plain_names = true,
	.left_columns = LABEL_COLUMNS,
	.key = export_key,
};

void export_open(struct screen *screen)
{
	struct str name = {0};

	editor_finish_typed(screen->editor);
	session_export_name(screen->session, exporter_of(screen)->extension, &name);
	popup_open(screen, &export_type, str_text(&name));
	add_items(screen, &screen->popup);
	str_release(&name);
}
