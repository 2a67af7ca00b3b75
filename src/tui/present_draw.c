/* Draws what is presented: the title with the count, the text of the step, and the foot with what
 * was parked and the time. */
#include "presenter.h"

#include "text/grapheme.h"

/* --- the title line --- */

/* "11 of 34 │ 26 min" */
static void head_draw(struct presenter *self, struct canvas *canvas)
{
	struct str parts = {0};

	str_appendf(
		&parts, "%zu of %zu │ %u min", self->at + 1, self->steps.n, present_minutes(self));
	presenting_title_draw(self->screen, canvas, str_text(&parts));
	str_release(&parts);
}

/* --- the text --- */

/* What is said on the step without an answer. */
static void nothing_draw(const struct presenter *self, const struct stage *stage, unsigned line,
	struct canvas *canvas)
{
	struct pen pen = pen_at(canvas, line, stage->column, stage->columns, STYLE_DIM);

	pen_text(&pen, presenter_row(self) ? "Nothing is written in this row yet."
					   : "Nothing is answered here yet.");
}

static void text_draw(struct presenter *self, const struct stage *stage, struct canvas *canvas)
{
	bool goes_on;
	size_t n = presenter_screen_lines(self, &goes_on);
	unsigned step = self->is_big ? 2 : 1;
	struct reading_at at;
	bool is_there = presenter_first_line(self, &at);

	canvas_set_cursor(canvas, stage->text, stage->column);
	for (size_t i = 0; is_there && i < self->above; i++)
		is_there = presenter_next_line(self, &at);
	for (unsigned i = 0; is_there && i < n; i++) {
		struct pen pen = pen_at(canvas, stage->text + i * step, stage->column,
			stage->columns, STYLE_NORMAL);

		reading_line_draw(self->screen, self->reading, &at, &pen);
		is_there = presenter_next_line(self, &at);
	}
	/* A page has its heading; what is said then is below that. */
	if (self->above == 0 && n <= (presenter_row(self) ? 0 : 1))
		nothing_draw(self, stage, stage->text + (unsigned)n * 2, canvas);
	if (goes_on) {
		struct pen pen = pen_at(canvas, stage->text + (unsigned)n * step, stage->column,
			stage->columns, STYLE_DIM);

		pen_text(&pen, "(goes on)");
	}
}

/* --- the foot --- */

/* The time comes first where both do not fit. */
static void foot_draw(struct presenter *self, struct canvas *canvas)
{
	const struct area *area = &self->screen->layout.info;
	struct str said = {0};
	struct str plan = {0};
	bool is_over = present_append_plan(self, &plan);
	unsigned width = (unsigned)grapheme_width(str_text(&plan), plan.len);
	unsigned end = area->columns > width + 2 ? area->columns - 1 - width : 1;
	struct pen pen;

	present_counts_update(self);
	present_counts_append(&self->counts, end > 3 ? end - 3 : 0, &said);
	pen = pen_at(canvas, area->line, end, area->columns - 1 - end,
		is_over ? STYLE_WARNING : STYLE_DIM);
	pen_write(&pen, str_text(&plan), plan.len);
	pen_finish(&pen);
	pen = pen_at(canvas, area->line, 1, end > 3 ? end - 3 : 0, STYLE_NORMAL);
	pen_write(&pen, str_text(&said), said.len);
	pen_finish(&pen);
	str_release(&said);
	str_release(&plan);
}

/* --- all of it --- */

/* The meeting sees what others change where it is presented. */
static void hush_news(struct editor *editor)
{
	if (editor_message(editor)->level == MESSAGE_INFO)
		editor_clear_message(editor, TOPIC_MERGE);
}

void presenter_draw(struct presenter *self, struct canvas *canvas)
{
	struct screen *screen = self->screen;
	struct stage stage;

	present_clock_look(self);
	if (!screen_begin_drawing(screen, canvas))
		return;
	hush_news(screen->editor);
	presenter_update(self);
	stage_find(self, &stage);
	head_draw(self, canvas);
	text_draw(self, &stage, canvas);
	if (presenter_row(self))
		present_row_draw(self, &stage, canvas);
	foot_draw(self, canvas);
	if (editor_message(screen->editor)->level != MESSAGE_NONE)
		canvas_clear_area(canvas, &screen->layout.info);
	info_draw(screen, canvas);
	if (screen->layout.has_rules)
		canvas_rule(canvas, screen->layout.keys.line - 1, 0, canvas->columns - 1,
			GLYPH_HORIZONTAL, STYLE_DIM);
	keybar_draw(screen, canvas);
}
