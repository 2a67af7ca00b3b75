/* The lines of the list of findings: page by page, and if there are too many those around one. */
#include "finding_lines.h"
#include "finding_place.h"
#include "internal.h"

#include "text/grapheme.h"

enum {
	WIDE_COLUMNS = 60,  /* of text: from here on the place has a column of its own */
	PLACE_SHARE = 36,   /* percent of the room that places take at most */
	LISTED_MOST = 2000, /* at a time: making 150,000 lines takes a second */
};

static const struct findings *found(const struct screen *screen)
{
	return editor_findings(screen->editor);
}

unsigned finding_page(const struct screen *screen, const struct finding *finding)
{
	if (!finding->has_place)
		return FORM_NONE;
	return editor_form(screen->editor)->fields[finding->place.field].page;
}

static bool is_wide(const struct popup *popup)
{
	return popup->columns >= WIDE_COLUMNS;
}

static bool is_listed(
	const struct screen *screen, const struct popup *popup, const struct finding *finding)
{
	return popup->value == FINDINGS_ALL ||
	       finding_page(screen, finding) == (unsigned)popup->value - 1;
}

/* --- the title --- */

static void find_title(const struct screen *screen, const struct popup *popup, struct str *out)
{
	size_t counts[N_LEVELS] = {0};

	for (size_t i = 0; i < found(screen)->n; i++)
		if (is_listed(screen, popup, &found(screen)->items[i]))
			counts[found(screen)->items[i].level]++;
	str_append_text(out, "Findings");
	if (!editor_findings_are_current(screen->editor))
		str_append_text(out, " so far");
	if (popup->value != FINDINGS_ALL)
		str_appendf(
			out, " on %s", editor_form(screen->editor)->pages[popup->value - 1].title);
	finding_counts_append(counts, is_wide(popup), out);
}

/* --- the list --- */

/* Which of the findings are listed: those around one, if there are too many. */
struct listed {
	size_t from;
	size_t end;
};

static void find_listed(const struct screen *screen, struct popup *popup, struct listed *out)
{
	struct popup_rest *rest = &popup->rest;
	size_t total = 0;
	size_t nth = 0;
	size_t i = 0;

	for (size_t j = 0; j < found(screen)->n; j++) {
		bool is_here = is_listed(screen, popup, &found(screen)->items[j]);

		nth += is_here && j < rest->around;
		total += is_here;
	}
	rest->before = nth > LISTED_MOST / 2 ? nth - LISTED_MOST / 2 : 0;
	if (rest->before + LISTED_MOST > total)
		rest->before = total > LISTED_MOST ? total - LISTED_MOST : 0;
	rest->after = total - rest->before > LISTED_MOST ? total - rest->before - LISTED_MOST : 0;
	for (nth = 0; i < found(screen)->n && nth < rest->before; i++)
		nth += is_listed(screen, popup, &found(screen)->items[i]);
	out->from = i;
	for (; i < found(screen)->n && nth < total - rest->after; i++)
		nth += is_listed(screen, popup, &found(screen)->items[i]);
	out->end = i;
}

/* The width of the widest place, up to a limit; longer ones continue below. */
static unsigned place_columns(
	const struct screen *screen, const struct popup *popup, const struct listed *listed)
{
	unsigned most = popup->columns * PLACE_SHARE / 100;
	unsigned widest = 0;
	struct str place = {0};

	for (size_t i = listed->from; i < listed->end && widest < most; i++) {
		unsigned width;

		if (!is_listed(screen, popup, &found(screen)->items[i]))
			continue;
		str_clear(&place);
		finding_place_append(screen, &found(screen)->items[i], &place);
		width = grapheme_width(str_text(&place), place.len);
		widest = width > widest ? width : widest;
	}
	str_release(&place);
	return widest < most ? widest : most;
}

static void add_page(const struct screen *screen, struct popup *popup, unsigned page)
{
	const struct form *form = editor_form(screen->editor);
	struct popup_item *item = popup_add_text(
		popup, NULL, page == FORM_NONE ? "The document" : form->pages[page].title);

	item->is_heading = item->is_text = true;
}

static const char *words_for_none(const struct screen *screen, const struct popup *popup)
{
	if (!editor_findings_are_current(screen->editor))
		return "Still checking...";
	return popup->value == FINDINGS_ALL ? "Nothing was found"
					    : "Nothing was found on this page";
}

void findings_list(struct screen *screen, struct popup *popup)
{
	bool wide = is_wide(popup);
	unsigned page = FORM_NONE - 1;
	struct listed listed;

	find_listed(screen, popup, &listed);
	str_clear(&popup->title);
	find_title(screen, popup, &popup->title);
	popup->left = wide ? FINDING_SIGNS + place_columns(screen, popup, &listed) + FINDING_GAP
			   : FINDING_SIGNS;
	for (size_t i = listed.from; i < listed.end; i++) {
		const struct finding *finding = &found(screen)->items[i];

		if (!is_listed(screen, popup, finding))
			continue;
		if (wide && finding_page(screen, finding) != page)
			add_page(screen, popup, finding_page(screen, finding));
		page = finding_page(screen, finding);
		(wide ? finding_add_wide : finding_add_narrow)(screen, popup, finding, i);
	}
	if (popup->n == 0)
		popup_add_text(popup, NULL, words_for_none(screen, popup))->is_text = true;
}
