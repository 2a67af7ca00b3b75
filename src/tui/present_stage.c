/*
 * Where things are on the screen while a document is presented: in the middle, with air at their
 * sides, and in lines so short that a step on a screen of 24 lines costs less than a kilobyte.
 */
#include "presenter.h"

#include <string.h>

enum {
	MARGIN = 4, /* columns at each side, */
	NARROW_MARGIN = 1,
	WIDE_LEAST = 60, /* from this width on */
	COLUMNS_MOST = 76,
	MEASURE = 60, /* columns of text */
	BIG_MEASURE = 40,
	HIGH_LEAST = 16, /* lines of the page from which there is room around it */
	TEXT_LEAST = 3,
	CHART_COLUMNS = 52,
	ASK_MOST = 6, /* lines */
};

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned count_lines(const char *text, unsigned columns)
{
	struct wrap wrap = {0};
	unsigned n;

	wrap_layout(&wrap, text, strlen(text), columns);
	n = (unsigned)wrap.n_lines;
	wrap_release(&wrap);
	return n;
}

/* Of all prompts that fit; the first one is there in any case. */
static unsigned prompt_lines(const struct presenter *self, unsigned columns, unsigned most)
{
	const struct form_prompts *prompts = presenter_prompts(self);
	unsigned n = 0;

	for (size_t i = 0; prompts && i < prompts->n_ask; i++) {
		unsigned own = count_lines(prompts->ask[i], columns - ASK_COLUMNS);

		if (n + own > most)
			return n > 0 ? n : most;
		n += own;
	}
	return n;
}

/* A row: its head, its text, the chart and the prompts, the less important ones where there is
 * room. */
static void place_row(const struct presenter *self, struct stage *out)
{
	const struct area *page = &self->screen->layout.page;
	bool is_high = page->lines >= HIGH_LEAST;
	unsigned end = page->line + page->lines;

	out->line = page->line + (is_high ? 1 : 0);
	out->text = out->line + (is_high ? 4 : present_head_lines(self, out->columns) + 1);
	out->ask_room = prompt_lines(self, out->columns, is_high ? ASK_MOST : page->lines / 4);
	if (is_high || out->ask_room == 0)
		end--; /* for what says that it goes on */
	if (out->ask_room > 0) {
		out->ask = end - out->ask_room;
		end = out->ask - 1;
	}
	if (is_high && out->columns >= CHART_COLUMNS &&
		end > out->text + TEXT_LEAST + CHART_LINES) {
		out->chart = end - CHART_LINES;
		end = out->chart - 1;
	}
	out->lines = end > out->text ? end - out->text : 1;
}

static void place_page(const struct presenter *self, struct stage *out)
{
	const struct area *page = &self->screen->layout.page;
	bool is_high = page->lines >= HIGH_LEAST;

	out->text = page->line + (is_high ? 2 : 0);
	out->lines = page->lines - (is_high ? 4 : 1); /* the last one says that it goes on */
}

void stage_find_columns(const struct presenter *self, struct stage *out)
{
	unsigned columns = self->screen->layout.title.columns;
	unsigned margin = columns >= WIDE_LEAST ? MARGIN : NARROW_MARGIN;

	*out = (struct stage){0};
	out->columns = least(columns - 2 * margin, COLUMNS_MOST);
	out->column = (columns - out->columns) / 2;
	out->measure = least(out->columns, MEASURE);
	if (self->is_big)
		out->measure = least(out->columns * 4 / 5, BIG_MEASURE);
}

void stage_find(const struct presenter *self, struct stage *out)
{
	stage_find_columns(self, out);
	(presenter_row(self) ? place_row : place_page)(self, out);
}
