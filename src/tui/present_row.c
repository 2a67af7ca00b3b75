/* A row of the timeline while it is presented: when it was, of which kind it is, where it is in the
 * incident, and what to ask about it. Its text is drawn like all others. */
#include "presenter.h"

#include "model/milestone.h"
#include "model/walk.h"
#include "text/capitals.h"
#include "text/grapheme.h"

#include <string.h>

enum { GAP = 2 };

/* --- texts --- */

const struct form_prompts *presenter_prompts(const struct presenter *self)
{
	const struct form *form = editor_form(self->screen->editor);
	const struct row *row = presenter_row(self);
	unsigned column;

	if (!row)
		return NULL;
	column = form_find_column_role(&form->fields[self->events], ROLE_EVENT_KIND);
	return form_find_prompts(
		form, column != FORM_NONE ? str_text(&row->cells[column].text) : "");
}

static const struct str *cell(const struct presenter *self, enum role role)
{
	static const struct str nothing = {0};
	const struct form_field *events = &editor_form(self->screen->editor)->fields[self->events];
	unsigned column = form_find_column_role(events, role);

	return column != FORM_NONE ? &presenter_row(self)->cells[column].text : &nothing;
}

static bool read_time(const struct presenter *self, const struct row *row, struct when *when)
{
	const struct form_field *events = &editor_form(self->screen->editor)->fields[self->events];
	unsigned column = form_find_column_role(events, ROLE_EVENT_TIME);

	return column != FORM_NONE && when_parse(when, str_text(&row->cells[column].text), NULL) &&
	       (when->kind == WHEN_INSTANT || when->kind == WHEN_DATE);
}

/* "Sun 2023-10-15 08:41 EDT"; without room for the day "08:41 EDT". */
static void append_time(const struct presenter *self, bool has_day, struct str *out)
{
	struct when_style style = editor_when_style(self->screen->editor);
	const struct str *text = cell(self, ROLE_EVENT_TIME);
	struct civil civil;
	struct when when;

	if (!when_parse(&when, str_text(text), NULL)) {
		str_append(out, str_text(text), text->len);
	} else if (has_day || when.kind != WHEN_INSTANT) {
		when_show_long(&when, &style, out);
	} else {
		zone_civil(style.zone, when.seconds, &civil);
		str_appendf(out, "%s%02d:%02d %s", when.is_about ? "~" : "", civil.hour,
			civil.minute, civil.label);
	}
}

/* "+0:41", "+7 d 1:05", "-0:12", "≈ 0:10" */
static void append_distance(int64_t seconds, bool is_about, struct str *out)
{
	enum { MINUTE = 60, HOUR = 3600, DAY = 86400, DAYS_FROM = 100 * HOUR };
	int64_t length = seconds < 0 ? -seconds : seconds;

	if (is_about)
		str_append_text(out, "\xe2\x89\x88 ");
	if (seconds < 0 || !is_about)
		str_append_char(out, seconds < 0 ? '-' : '+');
	if (length >= DAYS_FROM) {
		str_appendf(out, "%lld d ", (long long)(length / DAY));
		length %= DAY;
	}
	str_appendf(out, "%lld:%02d", (long long)(length / HOUR), (int)(length % HOUR / MINUTE));
}

/* From the start of the incident, which is the first moment. */
static void append_from_start(
	const struct presenter *self, const struct when *when, struct str *out)
{
	const struct document *document = editor_document(self->screen->editor);
	unsigned start = form_find_role(document->form, ROLE_START);
	struct when from = {0};

	if (start != FORM_NONE)
		document_when(document, start, &from);
	if (from.kind == WHEN_INSTANT && when->kind == WHEN_INSTANT)
		append_distance(when->seconds - from.seconds, when->is_about || from.is_about, out);
}

static void append_from_before(
	const struct presenter *self, const struct when *when, struct str *out)
{
	struct when before;
	struct span span;

	if (presenter_step(self)->row == 0 || !read_time(self, presenter_row(self) - 1, &before))
		return;
	span_between(&span, &before, when, editor_shown_zone(self->screen->editor),
		session_seconds(self->screen->session));
	if (span.kind != SPAN_EXACT && span.kind != SPAN_ABOUT && span.kind != SPAN_NEGATIVE)
		return;
	str_append_text(out, span.kind == SPAN_EXACT ? "+" : ""); /* the others have a sign */
	span_format(&span, out);
}

/* --- its head --- */

struct head {
	struct str time;
	struct str kind;
	struct str start;
	struct str before;
	enum style style; /* of the kind */
};

static void head_release(struct head *self)
{
	str_release(&self->time);
	str_release(&self->kind);
	str_release(&self->start);
	str_release(&self->before);
}

static void head_find(const struct presenter *self, bool is_wide, struct head *out)
{
	const struct form *form = editor_form(self->screen->editor);
	const struct str *kind = cell(self, ROLE_EVENT_KIND);
	struct when when;

	append_time(self, is_wide, &out->time);
	capitals_append(slice_of(kind), &out->kind);
	out->style = table_milestone_word_style(milestone_of_kind(form, str_text(kind)));
	if (!read_time(self, presenter_row(self), &when))
		return;
	append_from_start(self, &when, &out->start);
	append_from_before(self, &when, &out->before);
}

static void put(struct pen *pen, enum style style, const struct str *text, const char *behind)
{
	pen->style = style;
	pen_write(pen, str_text(text), text->len);
	pen_text(pen, behind);
	pen_finish(pen);
}

static unsigned width_of(const struct str *text)
{
	return (unsigned)grapheme_width(str_text(text), text->len);
}

/* At the right end, if it does not run into what is at the left. */
static void write_right(struct pen *pen, const struct str *text, const char *behind)
{
	unsigned width = width_of(text) + (unsigned)strlen(behind);

	if (text->len == 0 || pen->column + GAP + width > pen->end)
		return;
	pen_move(pen, pen->end - width);
	put(pen, STYLE_DIM, text, behind);
}

static void wide_head_draw(struct presenter *self, const struct stage *stage, struct canvas *canvas)
{
	struct head head = {.style = STYLE_NORMAL};
	struct pen pen = pen_at(canvas, stage->line, stage->column, stage->columns, STYLE_NORMAL);

	head_find(self, true, &head);
	if (head.start.len > 0)
		put(&pen, STYLE_DIM, &head.start, " from the start");
	write_right(&pen, &head.before, " from the row before");
	pen = pen_at(canvas, stage->line + 2, stage->column, stage->columns, STYLE_NORMAL);
	put(&pen, STYLE_QUESTION, &head.time, "");
	pen_move(&pen, pen.column + 3);
	put(&pen, head.style, &head.kind, "");
	write_right(&pen, cell(self, ROLE_EVENT_WHO), "");
	head_release(&head);
}

static unsigned width_of_head(const struct head *head)
{
	unsigned width = width_of(&head->time) + GAP + width_of(&head->kind);

	if (head->start.len > 0)
		width += GAP + width_of(&head->start);
	if (head->before.len > 0)
		width += GAP + width_of(&head->before) + 1;
	return width;
}

unsigned present_head_lines(const struct presenter *self, unsigned columns)
{
	struct head head = {.style = STYLE_NORMAL};
	unsigned n;

	head_find(self, false, &head);
	n = width_of_head(&head) <= columns ? 1 : 2;
	head_release(&head);
	return n;
}

static void spans_write(const struct head *head, bool has_words, struct pen *pen)
{
	if (head->start.len > 0)
		put(pen, STYLE_DIM, &head->start, has_words ? " from start" : "");
	if (head->start.len > 0 && head->before.len > 0)
		pen_text(pen, has_words ? ", " : " ");
	if (head->before.len > 0) {
		pen_text(pen, has_words ? "" : "(");
		put(pen, STYLE_DIM, &head->before, has_words ? " from last row" : ")");
	}
}

/* "08:41 EDT  +0:41 (+7 min)  DETECTED", or "+0:41 from start, +7 min from last row" below time and
 * kind. */
static void narrow_head_draw(
	struct presenter *self, const struct stage *stage, struct canvas *canvas)
{
	bool is_one = present_head_lines(self, stage->columns) == 1;
	struct head head = {.style = STYLE_NORMAL};
	struct pen pen = pen_at(canvas, stage->line, stage->column, stage->columns, STYLE_NORMAL);

	head_find(self, false, &head);
	put(&pen, STYLE_QUESTION, &head.time, "");
	pen_move(&pen, pen.column + GAP);
	if (is_one) {
		spans_write(&head, false, &pen);
		pen_move(&pen, pen.column + (head.start.len + head.before.len > 0 ? GAP : 0));
	}
	put(&pen, head.style, &head.kind, "");
	write_right(&pen, cell(self, ROLE_EVENT_WHO), "");
	if (!is_one) {
		pen = pen_at(canvas, stage->line + 1, stage->column, stage->columns, STYLE_DIM);
		spans_write(&head, true, &pen);
	}
	head_release(&head);
}

/* --- below it --- */

static void chart_draw(struct presenter *self, const struct stage *stage, struct canvas *canvas)
{
	const struct editor *editor = self->screen->editor;
	unsigned here;

	if (stage->chart == 0)
		return;
	kept_chart_update(&self->chart, editor, self->events, stage->columns);
	if (self->chart.chart.is_empty)
		return;
	here = chart_column_of_row(&self->chart.chart, editor_document(editor), self->events,
		presenter_step(self)->row);
	for (unsigned i = 0; i < CHART_LINES; i++) {
		struct pen pen = pen_at(
			canvas, stage->chart + i, stage->column, stage->columns, STYLE_NORMAL);

		chart_line_draw(&self->chart.chart, here, i, &pen);
	}
}

static unsigned prompt_draw(
	const struct stage *stage, struct canvas *canvas, unsigned used, const char *text)
{
	struct wrap wrap = {0};
	unsigned n = 0;

	wrap_layout(&wrap, text, strlen(text), stage->columns - ASK_COLUMNS);
	for (; n < wrap.n_lines && used + n < stage->ask_room; n++) {
		const struct wrap_line *line = &wrap.lines[n];
		struct pen pen = pen_at(canvas, stage->ask + used + n, stage->column + ASK_COLUMNS,
			stage->columns - ASK_COLUMNS, STYLE_NORMAL);
		bool is_last = used + n + 1 == stage->ask_room;

		pen_write(&pen, text + line->start,
			(is_last ? strlen(text) : line->end) - line->start);
		pen_finish(&pen);
	}
	wrap_release(&wrap);
	return n;
}

static void prompts_draw(struct presenter *self, const struct stage *stage, struct canvas *canvas)
{
	const struct form_prompts *prompts = presenter_prompts(self);
	struct pen pen;
	unsigned used = 0;

	if (!prompts || stage->ask_room == 0)
		return;
	pen = pen_at(canvas, stage->ask, stage->column, ASK_COLUMNS, STYLE_DIM);
	pen_text(&pen, "Ask:");
	for (size_t i = 0; i < prompts->n_ask && used < stage->ask_room; i++)
		used += prompt_draw(stage, canvas, used, prompts->ask[i]);
}

void present_row_draw(struct presenter *self, const struct stage *stage, struct canvas *canvas)
{
	bool is_wide = stage->text - stage->line > 3;

	(is_wide ? wide_head_draw : narrow_head_draw)(self, stage, canvas);
	chart_draw(self, stage, canvas);
	prompts_draw(self, stage, canvas);
}
