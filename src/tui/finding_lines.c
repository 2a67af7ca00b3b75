/* A finding as lines of a list: its sign, its place, its text, and the rule. */
#include "finding_lines.h"

#include "finding_place.h"
#include "internal.h"

#include "check/check.h"

#include <string.h>

const struct finding_level finding_levels[N_LEVELS] = {
	[LEVEL_NOTE] = {"- ", STYLE_NOTE_SIGN, STYLE_DIM, "note"},
	[LEVEL_WARNING] = {"? ", STYLE_WARNING_SIGN, STYLE_WARNING, "warning"},
	[LEVEL_ERROR] = {"! ", STYLE_ERROR_SIGN, STYLE_ERROR, "error"},
};

void finding_sign_draw(struct pen *pen, enum level level)
{
	const char sign[] = {finding_levels[level].mark[0], '\0'};

	pen_styled(pen, finding_levels[level].style, sign);
}

void finding_counts_append(const size_t counts[N_LEVELS], bool has_words, struct str *out)
{
	const char *separator = ":";

	for (int level = N_LEVELS - 1; level >= 0; level--) {
		const struct finding_level *words = &finding_levels[level];

		if (counts[level] == 0)
			continue;
		if (has_words)
			str_appendf(out, "%s %zu %s%s", separator, counts[level], words->name,
				counts[level] == 1 ? "" : "s");
		else
			str_appendf(out, "%s %zu%c", separator, counts[level], words->mark[0]);
		separator = has_words ? "," : "";
	}
}

/* A text in a column. */
struct part {
	struct str text;
	struct wrap wrap;
};

static void part_lay_out(struct part *self, unsigned columns)
{
	wrap_layout(&self->wrap, str_text(&self->text), self->text.len, columns > 0 ? columns : 1);
}

static void part_append_line(const struct part *self, size_t nth, struct str *out)
{
	const struct wrap_line *line = &self->wrap.lines[nth];

	if (nth < self->wrap.n_lines && self->text.len > 0)
		str_append(out, self->text.data + line->start, line->end - line->start);
}

static void part_release(struct part *self)
{
	str_release(&self->text);
	wrap_release(&self->wrap);
}

const char *finding_words(const struct finding *finding)
{
	return finding->brief ? finding->brief : finding->text;
}

static struct popup_item *add_first(
	struct popup *popup, const struct finding *finding, size_t number)
{
	struct popup_item *item = popup_add(popup);

	item->mark.text = finding_levels[finding->level].mark;
	item->mark.style = finding_levels[finding->level].style;
	item->value = (int)number;
	item->place.field = FORM_NONE;
	if (finding->has_place)
		item->place = finding->place;
	return item;
}

static struct popup_item *add_more(struct popup *popup)
{
	struct popup_item *item = popup_add(popup);

	item->is_text = item->is_more = true;
	item->mark.text = "  ";
	return item;
}

void finding_add_wide(
	const struct screen *screen, struct popup *popup, const struct finding *finding, size_t i)
{
	unsigned place_room = popup->left - FINDING_SIGNS - FINDING_GAP;
	unsigned end = (unsigned)strlen(finding->rule->id) + FINDING_GAP;
	struct part place = {0};
	struct part text = {0};

	finding_place_append(screen, finding, &place.text);
	str_append_text(&text.text, finding_words(finding));
	part_lay_out(&place, place_room);
	part_lay_out(&text, popup->columns - popup->left - end);
	for (size_t line = 0; line < place.wrap.n_lines || line < text.wrap.n_lines; line++) {
		struct popup_item *item =
			line == 0 ? add_first(popup, finding, i) : add_more(popup);

		if (line == 0)
			str_append_text(&item->end, finding->rule->id);
		part_append_line(&place, line, &item->left);
		part_append_line(&text, line, &item->right);
	}
	part_release(&place);
	part_release(&text);
}

void finding_add_narrow(
	const struct screen *screen, struct popup *popup, const struct finding *finding, size_t i)
{
	const struct form *form = editor_form(screen->editor);
	struct part place = {0};
	struct part text = {0};

	if (finding->has_place)
		str_appendf(&place.text,
			"%s: ", form->pages[form->fields[finding->place.field].page].title);
	else
		str_append_text(&place.text, "The document");
	finding_place_append(screen, finding, &place.text);
	str_append_text(&text.text, finding_words(finding));
	part_lay_out(&place, popup->columns - FINDING_SIGNS);
	part_lay_out(&text, popup->columns - FINDING_SIGNS);
	for (size_t line = 0; line < place.wrap.n_lines; line++)
		part_append_line(&place, line,
			&(line == 0 ? add_first(popup, finding, i) : add_more(popup))->right);
	for (size_t line = 0; line < text.wrap.n_lines; line++)
		part_append_line(&text, line, &add_more(popup)->right);
	part_release(&place);
	part_release(&text);
}
