/* The chart of a timeline as three lines of text. */
#include "internal.h"

#include <string.h>

static enum reading_style letter_style(enum milestone milestone)
{
	return milestone == MILESTONE_START       ? READING_STARTED_SIGN
	       : milestone >= MILESTONE_MITIGATED ? READING_OVER_SIGN
						  : READING_SEEN_SIGN;
}

static void letters_set(const struct chart *chart, struct setter *setter)
{
	for (unsigned i = 0; i < chart->span.columns; i++) {
		const char letter[] = {milestone_letter(chart->letters[i]), '\0'};
		bool is_there = chart->letters[i] != MILESTONE_NONE;

		setter_say(setter, is_there ? letter_style(chart->letters[i]) : READING_NORMAL,
			is_there ? letter : " ");
	}
	setter_end_line(setter);
}

static const char *axis_sign(const struct chart *chart, unsigned column)
{
	bool is_heavy = column >= chart->harm_from && column < chart->harm_to;

	if (chart->is_ongoing && column + 1 == chart->span.columns)
		return "▸";
	if (chart_is_midnight(chart, column))
		return "╋";
	if (chart->ticks[column])
		return is_heavy ? "┿" : "┼";
	return is_heavy ? "━" : "─";
}

static void axis_set(const struct chart *chart, struct setter *setter)
{
	for (unsigned i = 0; i < chart->span.columns; i++)
		setter_sign(setter,
			i >= chart->harm_from && i < chart->harm_to ? READING_HARM
								    : READING_AFTERMATH,
			axis_sign(chart, i));
	setter_end_line(setter);
}

static const struct chart_label *label_at(const struct chart *chart, unsigned column)
{
	for (size_t i = 0; i < chart->scale.n; i++)
		if (chart->scale.items[i].column == column)
			return &chart->scale.items[i];
	return NULL;
}

static void scale_set(const struct chart *chart, struct setter *setter)
{
	for (unsigned i = 0; i < chart->span.columns;) {
		const struct chart_label *label = label_at(chart, i);

		if (!label) {
			setter_say(setter, READING_NORMAL, " ");
			i++;
			continue;
		}
		if (label->is_day)
			setter_sign(setter, READING_NORMAL, "│");
		setter_say(setter, label->is_day ? READING_NORMAL : READING_DIM, label->text);
		i += (unsigned)strlen(label->text) + label->is_day;
	}
	setter_end_line(setter);
}

void chart_lay(struct reading *self, const struct part *part, struct setter *setter)
{
	unsigned columns = self->options.wide < CHART_MAX ? self->options.wide : CHART_MAX;
	struct chart *chart = &self->chart;

	if (self->charted != part->field)
		chart_make(chart, self->document, part->field, &self->options.style, columns);
	self->charted = part->field;
	if (chart->is_empty)
		return;
	letters_set(chart, setter);
	axis_set(chart, setter);
	scale_set(chart, setter);
}
