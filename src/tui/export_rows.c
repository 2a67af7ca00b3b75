#include "export_rows.h"

#include "export_formats.h"
#include "internal.h"

#include "check/revealing.h"
#include "model/public.h"

#include <string.h>

enum {
	WIDE_COLUMNS = 60,   /* of text: from here on all choices are shown */
	PREVIEWED = 1 << 16, /* bytes of the report that are shown at first: 10 MB take a second */
	SCREENS = 3,         /* this far from the end of those more are shown */
};

/* The lines of the list. */
enum { FORMAT_ITEM, FOR_ITEM, CHECKS_ITEM, HEADING_ITEM };

static bool is_wide(const struct popup *popup)
{
	return popup->columns >= WIDE_COLUMNS;
}

/* "(*) text  ( ) json"; where there is less room only the chosen one. */
static void append_choice(
	const struct popup *popup, const char *name, bool is_chosen, struct str *out)
{
	if (is_chosen || is_wide(popup))
		str_appendf(
			out, "%s%s %s", out->len > 0 ? "  " : "", is_chosen ? "(*)" : "( )", name);
}

/* The formats from the first one on that fit into so many columns. */
static size_t count_formats(const struct exporter *all, size_t n, size_t first, size_t columns)
{
	enum { SIGN = sizeof "  (*) " - 1 };
	size_t last = first;

	for (; last < n; last++) {
		size_t taken = SIGN + strlen(all[last].name);

		if (taken > columns)
			break;
		columns -= taken;
	}
	return last - first;
}

/* "(*) text", and if there are ticks " [ ] text", ">[x] html" for the one that is chosen. */
static void append_format(const struct screen *screen, const struct popup *popup,
	const struct exporter *format, struct str *out)
{
	bool is_chosen = format == export_chosen(screen);
	bool is_ticked = exporter_list_has(&screen->exporting.ticked, format);

	if (!export_has_ticks(screen))
		append_choice(popup, format->name, is_chosen, out);
	else
		str_appendf(out, "%s%c[%c] %s", out->len > 0 ? " " : "", is_chosen ? '>' : ' ',
			is_ticked ? 'x' : ' ', format->name);
}

/* The chosen one, and how many are ticked. */
static void append_chosen(const struct screen *screen, const struct popup *popup, struct str *out)
{
	append_format(screen, popup, export_chosen(screen), out);
	if (export_has_ticks(screen))
		str_appendf(out, "  %zu ticked", screen->exporting.ticked.n);
}

/* A line of them holds as many as fit; the next line follows the last of them, and "..." says that
 * there are more. */
static void append_formats(const struct screen *screen, const struct popup *popup, struct str *out)
{
	enum { MORE = sizeof "  ..." - 1 };
	size_t n;
	const struct exporter *all = report_exporters(&n);
	size_t chosen = (size_t)(export_chosen(screen) - all);
	size_t columns = popup->columns - EXPORT_LABEL_COLUMNS - 2 * MORE;
	size_t first = 0;
	size_t count = count_formats(all, n, first, columns);

	if (!is_wide(popup)) {
		append_chosen(screen, popup, out);
		return;
	}
	for (; chosen >= first + count; count = count_formats(all, n, first, columns))
		first += count;
	while (first > 0 && first + count == n && count_formats(all, n, first - 1, columns) > count)
		first--, count++;
	if (first > 0)
		str_append_text(out, "...");
	for (size_t i = first; i < first + count; i++)
		append_format(screen, popup, &all[i], out);
	if (first + count < n)
		str_append_text(out, "  ...");
}

static void append_label(const char *label, struct str *out, size_t *n)
{
	enum { NAMED = 3 };

	if (*n < NAMED)
		str_appendf(out, "%s%s", *n > 0 ? ", " : "  without ", label);
	else if (*n == NAMED)
		str_append_text(out, " and more");
	++*n;
}

/* What a public report leaves out. */
static void append_private(const struct form *form, struct str *out)
{
	size_t n = 0;

	for (unsigned i = 0; i < form->n_answers; i++) {
		const struct form_field *field = &form->fields[i];

		if (!field_is_public(field, false))
			append_label(field->label, out, &n);
		for (unsigned c = 0; c < field->n_columns && field_is_public(field, false); c++)
			if (!field_is_public(&field->columns[c], false))
				append_label(field->columns[c].label, out, &n);
	}
	if (n == 0)
		str_append_text(out, "  nothing is private in this form");
}

static void append_audience(const struct screen *screen, const struct popup *popup, struct str *out)
{
	bool is_public = screen->exporting.is_public;

	append_choice(popup, "all", !is_public, out);
	append_choice(popup, "public", is_public, out);
	if (is_public)
		append_private(editor_form(screen->editor), out);
}

static void append_count(struct str *out, const char *sign, size_t n, const char *word)
{
	if (n > 0)
		str_appendf(out, "%s%s %zu %s%s", out->len > 0 ? "  " : "", sign, n, word,
			n == 1 ? "" : "s");
}

static struct slice word_of(const struct document *document, const struct finding *finding)
{
	const struct value *value = document_value(document, &finding->place);

	return (struct slice){
		str_text(&value->text) + finding->start, finding->end - finding->start};
}

/* Did an earlier finding have the same word? */
static bool is_repeated(
	const struct document *document, const struct findings *findings, size_t index)
{
	struct slice word = word_of(document, &findings->items[index]);

	for (size_t i = 0; i < index; i++) {
		struct slice other = word_of(document, &findings->items[i]);

		if (other.len == word.len && memcmp(other.data, word.data, word.len) == 0)
			return true;
	}
	return false;
}

static void list_words(const struct document *document, const struct findings *findings,
	size_t most, struct str *out)
{
	size_t n = findings->n < most ? findings->n : most;
	bool is_first = true;

	for (size_t i = 0; i < n; i++) {
		struct slice word = word_of(document, &findings->items[i]);

		if (is_repeated(document, findings, i))
			continue;
		str_append_text(out, is_first ? "" : ", ");
		str_append(out, word.data, word.len);
		is_first = false;
	}
	str_append_text(out, findings->n > most ? " and more" : "");
}

/* Words of a public report that tell too much: how many with the first ones, and all. */
static void find_words(struct screen *screen)
{
	enum { NAMED = 3, LISTED = 500 };
	const struct document *document = editor_document(screen->editor);
	struct str *out = &screen->exporting.words;
	struct findings findings = {0};

	str_clear(out);
	str_clear(&screen->exporting.revealing);
	if (screen->exporting.is_public)
		check_revealing(document, false, &findings);
	if (findings.n > 0) {
		str_appendf(out, "? %zu %s too much: ", findings.n,
			findings.n == 1 ? "word tells" : "words tell");
		list_words(document, &findings, NAMED, out);
		list_words(document, &findings, LISTED, &screen->exporting.revealing);
	}
	findings_release(&findings);
}

static void append_checks(const struct screen *screen, struct str *out)
{
	bool is_known = editor_findings_are_current(screen->editor);
	const struct findings *findings = editor_findings(screen->editor);
	const char *key = screen_action_key(screen, ACTION_FINDINGS);
	size_t counts[N_LEVELS] = {0};

	for (size_t i = 0; i < findings->n; i++)
		counts[findings->items[i].level]++;
	append_count(out, "!", counts[LEVEL_ERROR], "error");
	append_count(out, "?", counts[LEVEL_WARNING], "warning");
	append_count(out, "-", counts[LEVEL_NOTE], "note");
	if (!is_known)
		str_append_text(out, out->len > 0 ? " so far; still checking" : "still checking");
	else if (out->len == 0)
		str_append_text(out, "nothing was found");
	else
		str_appendf(out, "%s%s%s; nothing is held back", key ? ": " : "", key ? key : "",
			key ? " lists them" : "");
}

static void set_row(struct popup *popup, size_t nth, const struct str *text, bool is_here)
{
	struct popup_item *item = &popup->items[nth];

	str_set(&item->right, str_text(text), text->len);
	item->mark.text = is_here ? "> " : "  ";
	item->mark.has_cursor = is_here;
}

/* The lines above the preview, as they are now. */
void export_rows_update(struct screen *screen, struct popup *popup)
{
	enum export_row row = (enum export_row)popup->value;
	struct str text = {0};

	append_formats(screen, popup, &text);
	set_row(popup, FORMAT_ITEM, &text, row == EXPORT_ROW_FORMAT);
	str_clear(&text);
	append_audience(screen, popup, &text);
	set_row(popup, FOR_ITEM, &text, row == EXPORT_ROW_FOR);
	str_clear(&text);
	if (screen->exporting.refusal.len > 0)
		str_append_text(&text, "! it would be refused, as is told below");
	else if (screen->exporting.words.len > 0)
		str_append(&text, str_text(&screen->exporting.words), screen->exporting.words.len);
	else
		append_checks(screen, &text);
	set_row(popup, CHECKS_ITEM, &text, false);
	str_clear(&popup->about);
	str_appendf(&popup->about, "%s%-*s", row == EXPORT_ROW_TO ? "> " : "  ",
		EXPORT_LABEL_COLUMNS - 2, "To");
	str_release(&text);
}

static void add_heading(struct popup *popup, const char *text)
{
	struct popup_item *heading = popup_add_text(popup, NULL, text);

	heading->is_text = true;
	heading->is_heading = true;
}

static void add_lines(struct screen *screen, struct popup *popup, struct slice text)
{
	struct slice line;
	struct str one = {0};

	while (slice_next_line(&text, &line)) {
		str_set(&one, line.data, line.len);
		popup_add_wrapped(popup, "", STYLE_NORMAL, str_text(&one), popup_columns(screen));
	}
	str_release(&one);
}

/* As text, whatever the format is: it is what people read. */
void export_rows_preview(struct screen *screen, struct popup *popup)
{
	struct exporting *exporting = &screen->exporting;
	struct export_wish wish = {
		report_exporter_find("text"), exporting->is_public, exporting->previewed};
	struct str text = {0};
	struct err err = {0};

	popup_shorten(popup, HEADING_ITEM);
	find_words(screen);
	str_clear(&exporting->refusal);
	if (!session_report(screen->session, &wish, &text, &err))
		str_append_text(&exporting->refusal, err.message);
	if (exporting->refusal.len > 0) {
		add_heading(popup, "No report");
		add_lines(screen, popup, slice_of(&exporting->refusal));
	} else {
		if (exporting->revealing.len > 0) {
			add_heading(popup, "Words that tell too much");
			add_lines(screen, popup, slice_of(&exporting->revealing));
		}
		add_heading(popup, "Preview, as text");
		add_lines(screen, popup, slice_of(&text));
	}
	popup->rest.after = text.len >= exporting->previewed; /* who knows how many lines */
	str_release(&text);
}

void export_rows_onward(struct screen *screen, struct popup *popup, enum action action)
{
	enum { TIMES = 4 };
	struct exporting *exporting = &screen->exporting;
	bool is_near_end = popup->top + SCREENS * popup->visible >= popup->n;

	if (popup->rest.after == 0 || (action != ACTION_TEXT_END && !is_near_end))
		return;
	exporting->previewed = action == ACTION_TEXT_END ? SIZE_MAX : exporting->previewed * TIMES;
	export_rows_preview(screen, popup);
}

void export_rows_open(struct screen *screen, struct popup *popup)
{
	screen->exporting.previewed = PREVIEWED;
	export_rows_add(screen, popup);
}

void export_rows_add(struct screen *screen, struct popup *popup)
{
	static const char *const labels[] = {
		[FORMAT_ITEM] = "Format", [FOR_ITEM] = "For", [CHECKS_ITEM] = "Checks"};

	for (size_t i = 0; i < HEADING_ITEM; i++)
		popup_add_text(popup, labels[i], "")->columns.left = EXPORT_LABEL_COLUMNS;
	export_rows_preview(screen, popup);
	export_rows_update(screen, popup);
}
