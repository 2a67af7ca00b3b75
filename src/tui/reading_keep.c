/*
 * Where the reader is. The lines on the screen stay where they are while others write: the first
 * one and that with the cursor are found again by their place and their words.
 */
#include "reader.h"

#include "review/signoffs.h"
#include "review/threads.h"
#include "review/turn.h"
#include "session/session.h"

#include <string.h>

enum { NARROW_MARGIN = 28, WIDE_MARGIN = 36, WIDE_LEAST = 110, SIGNS = 2 };

/* --- the room --- */

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static struct reading_options options_of(struct reader *self)
{
	const struct screen *screen = self->screen;
	const struct layout *layout = &screen->layout;
	unsigned room = layout->page.columns - SIGNS;

	self->margin = 0;
	if (layout->title.columns >= MARGIN_LEAST_SCREEN) {
		self->margin = layout->page.columns >= WIDE_LEAST ? WIDE_MARGIN : NARROW_MARGIN;
		room -= self->margin + 3;
	}
	self->lines = layout->page.lines;
	room = least(room, layout->prose_columns);
	return (struct reading_options){.columns = room,
		.wide = room,
		.style = editor_when_style(screen->editor),
		.now = session_seconds(screen->session)};
}

/* --- what is kept --- */

static const struct value *value_at(const struct reader *self, const struct place *place)
{
	return document_value(editor_document(self->screen->editor), place);
}

/* The first line from there on that has a place. */
static void keep(struct reader *self, struct reading_at at, struct reader_anchor *anchor)
{
	enum { FAR = 20 };
	const struct reading_run *runs;

	*anchor = (struct reader_anchor){0};
	for (long i = 0; i < FAR; i++) {
		const struct reading_line *line = reading_line(self->reading, &at, &runs);

		if (line->has_place) {
			anchor->is_set = true;
			anchor->place = line->place;
			anchor->above = i;
			anchor->offset = line->begin < line->end ? line->begin : SIZE_MAX;
			break;
		}
		if (reading_move(self->reading, &at, 1) == 0)
			return;
	}
	const struct value *value = anchor->is_set ? value_at(self, &anchor->place) : NULL;

	if (!value || anchor->offset == SIZE_MAX || anchor->offset >= value->text.len)
		return;
	anchor->len = value->text.len - anchor->offset;
	if (anchor->len > sizeof(anchor->words))
		anchor->len = sizeof(anchor->words);
	memcpy(anchor->words, value->text.data + anchor->offset, anchor->len);
}

void reader_keep(struct reader *self)
{
	keep(self, self->top, &self->top_anchor);
	keep(self, self->here, &self->here_anchor);
}

/* Where the words are now: as near as possible to where they were. */
static size_t find_words(const struct reader_anchor *anchor, const struct str *text)
{
	size_t found = SIZE_MAX;

	for (size_t at = 0; anchor->len > 0 && at + anchor->len <= text->len; at++) {
		const char *first =
			memchr(text->data + at, anchor->words[0], text->len - anchor->len + 1 - at);

		if (!first)
			break;
		at = (size_t)(first - text->data);
		if (memcmp(first, anchor->words, anchor->len) != 0)
			continue;
		if (found != SIZE_MAX && at > anchor->offset &&
			at - anchor->offset > anchor->offset - found)
			break;
		found = at;
		if (at >= anchor->offset)
			break;
	}
	return found;
}

static bool restore(struct reader *self, const struct reader_anchor *anchor, struct reading_at *at)
{
	const struct value *value = anchor->is_set ? value_at(self, &anchor->place) : NULL;
	struct place place = anchor->place;
	size_t offset = anchor->offset;

	if (!anchor->is_set)
		return false;
	if (value && offset != SIZE_MAX) {
		size_t found = find_words(anchor, &value->text);

		offset = found != SIZE_MAX ? found : offset;
	}
	if (!value)
		place = (struct place){.field = place.field};
	if (!reading_find(self->reading, &place, offset, at))
		return false;
	reading_move(self->reading, at, -anchor->above);
	return true;
}

/* --- up to date --- */

static void count_turn(struct reader *self, const struct threads *threads)
{
	const char *user = session_user(self->screen->session);
	struct signoffs signoffs;
	const struct signoff *own;

	self->turn = (struct reader_turn){.n_open = threads_count_open(threads)};
	for (size_t i = 0; i < threads->n; i++)
		self->turn.n_mine += thread_waits_for(threads, &threads->items[i], user);
	signoffs_init(&signoffs, threads->document, session_seconds(self->screen->session));
	own = signoffs_find(&signoffs, user);
	self->turn.is_asked = own && own->does != SIGNOFF_OBJECTS && signoff_is_open(own);
	signoffs_release(&signoffs);
}

/* The note of a thread; SIZE_MAX if there is none. */
static size_t find_note(const struct reader *self, const char *thread)
{
	for (size_t i = 0; i < self->notes.n; i++)
		if (strcmp(self->notes.items[i].thread, thread) == 0)
			return i;
	return SIZE_MAX;
}

static void update_notes(struct reader *self)
{
	struct editor *editor = self->screen->editor;
	char thread[ROW_ID_SIZE] = "";
	struct threads threads;

	if (self->findings == editor_findings_revision(editor) && self->notes.n > 0)
		return;
	self->findings = editor_findings_revision(editor);
	if (self->note < self->notes.n)
		memcpy(thread, self->notes.items[self->note].thread, sizeof(thread));
	reading_notes_clear(&self->notes);
	reading_notes_add_findings(&self->notes, editor_findings(editor));
	editor_threads(editor, &threads);
	reading_notes_add_threads(&self->notes, &threads, self->walk == WALK_CLOSED);
	count_turn(self, &threads);
	threads_release(&threads);
	reading_notes_sort(&self->notes, self->reading);
	self->note = thread[0] != '\0' ? find_note(self, thread) : SIZE_MAX;
}

/* If both do not fit on the screen any more, it is the cursor that moves, unless it is the screen
 * that has another size. */
static void restore_all(struct reader *self, bool is_changed)
{
	struct reading_at top = {0};
	struct reading_at here = {0};
	struct reading_at last;

	restore(self, &self->top_anchor, &top);
	last = top;
	reading_move(self->reading, &last, (long)self->lines - 1);
	if (!restore(self, &self->here_anchor, &here) || reading_compare(&here, &top) < 0)
		here = top;
	if (is_changed && reading_compare(&here, &last) > 0)
		here = last;
	self->top = top;
	self->here = here;
}

void reader_update(struct reader *self)
{
	const struct document *document = editor_document(self->screen->editor);
	struct reading_options options = options_of(self);

	if (!self->reading) {
		self->reading = reading_new(document, &options);
	} else if (reading_update(self->reading, &options)) {
		restore_all(self, self->revision != document->revision);
		self->findings = 0;
		reading_notes_clear(&self->notes);
	}
	if (self->revision != document->revision)
		session_find_unread(self->screen->session);
	self->revision = document->revision;
	update_notes(self);
}

/* --- going --- */

/* How many lines one is below the other; most: no more are counted. */
static long lines_between(
	struct reader *self, struct reading_at from, const struct reading_at *to, long most)
{
	long n = 0;

	while (n < most && reading_compare(&from, to) < 0 &&
		reading_move(self->reading, &from, 1) > 0)
		n++;
	return n;
}

void reader_show(struct reader *self)
{
	struct reading_at last;
	long lines = (long)self->lines;
	long below;

	if (reading_compare(&self->here, &self->top) < 0)
		self->top = self->here;
	below = lines_between(self, self->top, &self->here, 2 * lines);
	if (below >= 2 * lines) {
		self->top = self->here;
		reading_move(self->reading, &self->top, -lines / 3);
	} else if (below >= lines) {
		reading_move(self->reading, &self->top, below - lines + 1);
	}
	/* The last screen is full. */
	reading_last(self->reading, &last);
	below = lines_between(self, self->top, &last, lines - 1);
	if (below < lines - 1)
		reading_move(self->reading, &self->top, below - lines + 1);
}

void reader_go(struct reader *self, const struct reading_at *at)
{
	struct reading_at last = self->top;

	self->here = *at;
	reading_move(self->reading, &last, (long)self->lines - 1);
	if (reading_compare(at, &self->top) < 0 || reading_compare(at, &last) > 0) {
		self->top = *at;
		reading_move(self->reading, &self->top, -(long)self->lines / 3);
	}
	reader_show(self);
}

void reader_follow(struct reader *self)
{
	const struct editor *editor = self->screen->editor;
	const struct focus *focus = editor_focus(editor);
	struct place place;
	struct reading_at at;

	if (focus->field == FORM_NONE)
		return;
	editor_row_place(editor, &place);
	if (place_is_equal(&place, &self->focus) && self->cursor == focus->cursor)
		return;
	self->focus = place;
	self->cursor = focus->cursor;
	if (reading_find(self->reading, &place, focus->is_editing ? focus->cursor : SIZE_MAX, &at))
		reader_go(self, &at);
}

bool reader_place(struct reader *self, struct place *place, size_t *offset)
{
	const struct reading_run *runs;

	for (int direction = 1; direction >= -1; direction -= 2) {
		struct reading_at at = self->here;

		do {
			const struct reading_line *line = reading_line(self->reading, &at, &runs);

			if (!line->has_place)
				continue;
			*place = line->place;
			*offset = line->begin < line->end ? line->begin : 0;
			return true;
		} while (reading_move(self->reading, &at, direction) != 0);
	}
	return false;
}
