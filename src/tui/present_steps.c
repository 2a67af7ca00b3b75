/* The steps in which a document is presented, and going through them. */
#include "presenter.h"

#include "base/mem.h"

#include <string.h>

enum {
	CONTEXT = 2,    /* lines above a place that is gone to */
	BEGUN_MOST = 2, /* at the end of a screen of what is on the next one */
};

/* --- listing them --- */

static void add_step(struct presenter *self, unsigned page, size_t row)
{
	struct present_steps *steps = &self->steps;

	steps->items = mem_grow(steps->items, &steps->cap, steps->n + 1, sizeof(*steps->items));
	steps->items[steps->n++] = (struct present_step){page, row};
}

/* Is there more on a page than its heading? */
static bool has_answers(struct presenter *self, unsigned page)
{
	struct reading_at at;

	return reading_find_page(self->reading, page, &at) &&
	       reading_move(self->reading, &at, 1) > 0 && reading_page(self->reading, &at) == page;
}

/* The timeline comes before what else is answered on its page. */
static void list_page(struct presenter *self, unsigned page)
{
	const struct document *document = editor_document(self->screen->editor);
	size_t n = 0;

	if (self->events != FORM_NONE && document->form->fields[self->events].page == page)
		n = document->tables[self->events].n;
	for (size_t i = 0; i < n; i++)
		add_step(self, page, i);
	if (n == 0 || has_answers(self, page))
		add_step(self, page, SIZE_MAX);
}

static void list_steps(struct presenter *self)
{
	const struct form *form = editor_form(self->screen->editor);

	self->steps.n = 0;
	add_step(self, FORM_NONE, SIZE_MAX);
	for (unsigned i = 0; i < form->n_pages; i++)
		list_page(self, i);
}

/* --- the present one --- */

static void note_row(struct presenter *self)
{
	const struct row *row = presenter_row(self);

	self->row[0] = '\0';
	if (row)
		memcpy(self->row, row->id, sizeof(self->row));
}

/* The same row or page again; where its row was if that is gone. */
static void find_step(struct presenter *self, const struct present_step *former)
{
	size_t row = former->row;

	if (row != SIZE_MAX) {
		size_t found = document_row_index(
			editor_document(self->screen->editor), self->events, self->row);

		row = found != SIZE_MAX ? found : row;
		if (found == SIZE_MAX)
			self->above = 0;
	}
	for (size_t i = 0; i < self->steps.n; i++) {
		const struct present_step *step = &self->steps.items[i];

		if (step->page != former->page)
			continue;
		self->at = i;
		if (step->row == row)
			break;
	}
	note_row(self);
}

static bool stays(
	struct presenter *self, const struct reading_at *from, const struct reading_at *to)
{
	if (presenter_step(self)->row != SIZE_MAX)
		return from->part == to->part && from->piece == to->piece;
	return reading_page(self->reading, to) == presenter_step(self)->page;
}

bool presenter_first_line(struct presenter *self, struct reading_at *at)
{
	const struct present_step *step = presenter_step(self);
	struct place place = {.field = self->events};

	*at = (struct reading_at){0};
	if (step->row != SIZE_MAX) {
		const struct form_field *events =
			&editor_form(self->screen->editor)->fields[self->events];

		place.column = form_main_column(events);
		memcpy(place.row, self->row, sizeof(place.row));
		return reading_find(self->reading, &place, SIZE_MAX, at);
	}
	return step->page == FORM_NONE || reading_find_page(self->reading, step->page, at);
}

bool presenter_next_line(struct presenter *self, struct reading_at *at)
{
	struct reading_at next = *at;

	if (reading_move(self->reading, &next, 1) == 0 || !stays(self, at, &next))
		return false;
	*at = next;
	return true;
}

/* --- screens of it --- */

static bool is_blank(struct presenter *self, const struct reading_at *at)
{
	const struct reading_run *runs;

	return reading_line(self->reading, at, &runs)->n_runs == 0;
}

static bool is_row(struct presenter *self, const struct reading_at *at)
{
	const struct reading_run *runs;

	return reading_line(self->reading, at, &runs)->is_row;
}

/* Counts the lines of a screen that begins there, and goes to where the next one begins; false:
 * there is none. A screen is full, but for a few lines of something that would only begin there. */
static bool next_screen(struct presenter *self, struct reading_at *at, size_t *n)
{
	struct stage stage;
	struct reading_at line = *at;
	struct reading_at below = *at;
	size_t end = 0;
	bool is_there = true;

	stage_find(self, &stage);
	size_t most = self->is_big ? (stage.lines + 1) / 2 : stage.lines;

	for (*n = 0; is_there && *n < most;) {
		bool ends = is_blank(self, &line);

		is_there = presenter_next_line(self, &line);
		++*n;
		if (is_there && (ends || is_row(self, &line))) {
			end = *n;
			below = line;
		}
	}
	if (!is_there)
		return false;
	*at = line;
	if (end + BEGUN_MOST >= *n && end > BEGUN_MOST) {
		*n = end;
		*at = below;
	}
	return true;
}

/* Goes to a line of the step; false if it has no such line. */
static bool find_line(struct presenter *self, size_t nth, struct reading_at *at)
{
	bool is_there = presenter_first_line(self, at);

	while (is_there && nth-- > 0)
		is_there = presenter_next_line(self, at);
	return is_there;
}

size_t presenter_screen_lines(struct presenter *self, bool *goes_on)
{
	struct reading_at at;
	size_t n = 0;

	*goes_on = find_line(self, self->above, &at) && next_screen(self, &at, &n);
	return n;
}

/* Where the screen begins that has this line, or the last one. */
static size_t find_screen(struct presenter *self, size_t line)
{
	struct reading_at at;
	size_t from = 0;
	size_t n;

	if (!presenter_first_line(self, &at))
		return 0;
	while (next_screen(self, &at, &n) && from + n <= line)
		from += n;
	return from;
}

void presenter_go(struct presenter *self, size_t step)
{
	present_clock_note(self);
	self->at = step < self->steps.n ? step : self->steps.n - 1;
	self->above = 0;
	note_row(self);
}

bool presenter_turn(struct presenter *self, int direction)
{
	bool goes_on;
	size_t n = presenter_screen_lines(self, &goes_on);

	if (direction > 0 && goes_on) {
		self->above += n;
	} else if (direction < 0 && self->above > 0) {
		self->above = find_screen(self, self->above - 1);
	} else if (direction > 0 ? self->at + 1 == self->steps.n : self->at == 0) {
		return false;
	} else {
		presenter_go(self, direction > 0 ? self->at + 1 : self->at - 1);
		if (direction < 0)
			self->above = find_screen(self, SIZE_MAX);
	}
	return true;
}

void presenter_go_page(struct presenter *self, unsigned page)
{
	for (size_t i = 0; i < self->steps.n; i++)
		if (self->steps.items[i].page == page) {
			presenter_go(self, i);
			return;
		}
}

/* The step of a row of the timeline, else that of the rest of a page. */
static size_t find_step_of(const struct presenter *self, const struct place *place)
{
	const struct document *document = editor_document(self->screen->editor);
	struct present_step wanted = {.page = FORM_NONE, .row = SIZE_MAX};
	size_t found = 0;

	if (place->field < document->form->n_answers)
		wanted.page = document->form->fields[place->field].page;
	if (place->field == self->events && place->row[0])
		wanted.row = document_row_index(document, self->events, place->row);
	for (size_t i = 0; i < self->steps.n; i++) {
		if (self->steps.items[i].page != wanted.page)
			continue;
		found = i;
		if (self->steps.items[i].row == wanted.row)
			break;
	}
	return found;
}

static void go_place(struct presenter *self, const struct place *place, size_t offset)
{
	struct place whole = *place;
	struct reading_at wanted;
	struct reading_at at;
	size_t n = 0;

	presenter_go(self, find_step_of(self, place));
	if (place->row[0] && place->column == FORM_NONE)
		whole.column =
			form_main_column(&editor_form(self->screen->editor)->fields[place->field]);
	if (place->field == FORM_NONE || !reading_find(self->reading, &whole, offset, &wanted))
		return;
	for (bool is_there = presenter_first_line(self, &at);
		is_there && reading_compare(&at, &wanted) < 0;
		is_there = presenter_next_line(self, &at))
		n++;
	self->above = n > CONTEXT ? n - CONTEXT : 0;
}

struct place presenter_place(struct presenter *self)
{
	struct place place = {.field = FORM_NONE, .column = FORM_NONE};
	const struct reading_run *runs;
	struct reading_at at;
	bool is_there = presenter_first_line(self, &at);

	if (presenter_row(self)) {
		place.field = self->events;
		memcpy(place.row, self->row, sizeof(place.row));
		return place;
	}
	if (presenter_step(self)->page == FORM_NONE)
		return place;
	for (size_t i = 0; is_there; i++) {
		const struct reading_line *line = reading_line(self->reading, &at, &runs);

		if (line->has_place && i >= self->above)
			return line->place;
		is_there = presenter_next_line(self, &at);
	}
	return place;
}

/* --- up to date --- */

void presenter_update(struct presenter *self)
{
	const struct editor *editor = self->screen->editor;
	const struct document *document = editor_document(editor);
	struct present_step former = {.page = FORM_NONE, .row = SIZE_MAX};
	struct stage stage;

	stage_find_columns(self, &stage);
	const struct reading_options options = {.columns = stage.measure,
		.wide = stage.measure,
		.style = editor_when_style(editor),
		.now = session_seconds(self->screen->session),
		.is_presented = true};

	bool is_other = self->reading && reading_update(self->reading, &options);

	if (!self->reading)
		self->reading = reading_new(document, &options);
	if (self->steps.n == 0 || self->revision != document->revision) {
		if (self->steps.n > 0)
			former = *presenter_step(self);
		list_steps(self);
		self->revision = document->revision;
		find_step(self, &former);
	}
	if (self->kept.is_left)
		presenter_go(self, find_step_of(self, &self->kept.place));
	self->kept.is_left = false;
	if (is_other && self->above > 0)
		self->above = find_screen(self, self->above);
}

void presenter_show(struct screen *screen, const struct place *place, size_t offset)
{
	struct presenter *self = screen->over.presenter;

	if (!presenter_is_open(screen) || screen->layout.is_too_small)
		return;
	present_clock_look(self);
	presenter_update(self);
	go_place(self, place, offset);
}
