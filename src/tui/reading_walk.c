/* What n and N go to in the reading view: comments, findings, rows, missing answers, news. */
#include "reader.h"

#include "review/threads.h"

#include <string.h>

static const struct {
	const char *one;
	const char *many;
} walks[N_WALKS] = {
	[WALK_THREADS] = {"open thread", "open threads"},
	[WALK_CLOSED] = {"closed comment", "closed comments"},
	[WALK_FINDINGS] = {"finding", "findings"},
	[WALK_ROWS] = {"row", "rows"},
	[WALK_OPEN] = {"missing answer", "missing answers"},
	[WALK_NEWS] = {"new change", "new changes"},
};

/* Is that note on the line with the cursor? */
bool reader_note_is_here(struct reader *self, size_t nth)
{
	struct reading_at at;

	return nth < self->notes.n &&
	       reading_note_at(self->reading, &self->notes.items[nth], &at) &&
	       reading_compare(&at, &self->here) == 0;
}

/* What the line shows, or the text that it ends; at the head, and on the heading of a page, the
 * whole document. */
struct place reader_subject(struct reader *self)
{
	const struct reading_run *runs;
	struct reading_at at = self->here;

	for (int i = 0; i < 2; i++) {
		const struct reading_line *line = reading_line(self->reading, &at, &runs);

		if (line->has_place)
			return line->place;
		if (line->n_runs > 0 || reading_move(self->reading, &at, -1) == 0)
			break;
	}
	return (struct place){.field = FORM_NONE, .column = FORM_NONE};
}

static bool is_about(const struct reading_note *note, const struct place *subject)
{
	if (note->kind == NOTE_FINDING || note->begin < note->end)
		return false;
	if (!note->has_place)
		return subject->field == FORM_NONE;
	return note->place.field == subject->field && strcmp(note->place.row, subject->row) == 0;
}

size_t reader_thread_about(struct reader *self, size_t from)
{
	struct place subject = reader_subject(self);
	struct reading_at first = {0};
	size_t begin = 0;

	if (subject.field != FORM_NONE && !reading_find(self->reading, &subject, SIZE_MAX, &first))
		return self->notes.n;
	begin = reading_notes_from(&self->notes, self->reading, &first);
	for (size_t i = from > begin ? from : begin; i < self->notes.n; i++) {
		struct reading_at at;

		if (!reading_note_at(self->reading, &self->notes.items[i], &at))
			continue;
		if (reading_compare(&at, &first) > 0)
			break;
		if (is_about(&self->notes.items[i], &subject))
			return i;
	}
	return self->notes.n;
}

static const struct reading_note *thread_about(struct reader *self)
{
	struct place subject = reader_subject(self);
	size_t nth = self->note;

	if (nth >= self->notes.n || !is_about(&self->notes.items[nth], &subject))
		nth = reader_thread_about(self, 0);
	return nth < self->notes.n ? &self->notes.items[nth] : NULL;
}

/* The thread that n has led to, else the first one on the line, else that about all of the
 * answer. */
const struct reading_note *reader_thread(struct reader *self)
{
	size_t from = reading_notes_from(&self->notes, self->reading, &self->here);

	if (reader_note_is_here(self, self->note) &&
		self->notes.items[self->note].kind != NOTE_FINDING)
		return &self->notes.items[self->note];
	for (; from < self->notes.n; from++) {
		const struct reading_note *note = &self->notes.items[from];
		struct reading_at found;

		if (!reading_note_at(self->reading, note, &found))
			continue;
		if (reading_compare(&found, &self->here) > 0)
			break;
		if (note->kind != NOTE_FINDING && reader_note_is_here(self, from))
			return note;
	}
	return thread_about(self);
}

static bool next_note(
	struct reader *self, enum reading_note_kind kind, int direction, struct reading_at *at)
{
	/* Each of several threads on a line; findings by line. */
	bool is_on_one = kind != NOTE_FINDING && reader_note_is_here(self, self->note) &&
			 self->notes.items[self->note].kind == kind;
	size_t nth = is_on_one ? self->note + (direction > 0)
			       : reading_notes_from(&self->notes, self->reading, at);

	for (; direction > 0 ? nth < self->notes.n : nth-- > 0; nth += direction > 0) {
		struct reading_at found;

		if (nth < self->notes.n && self->notes.items[nth].kind == kind &&
			reading_note_at(self->reading, &self->notes.items[nth], &found) &&
			reading_compare(&found, at) * direction >= (is_on_one ? 0 : 1)) {
			self->note = nth;
			*at = found;
			return true;
		}
	}
	return false;
}

static bool next_finding(struct reader *self, int direction, struct reading_at *at)
{
	return next_note(self, NOTE_FINDING, direction, at);
}

static bool next_thread(struct reader *self, int direction, struct reading_at *at)
{
	return next_note(self, NOTE_THREAD, direction, at);
}

static bool next_closed(struct reader *self, int direction, struct reading_at *at)
{
	return next_note(self, NOTE_CLOSED, direction, at);
}

static size_t count_notes(const struct reader *self, enum reading_note_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < self->notes.n; i++)
		n += self->notes.items[i].kind == kind;
	return n;
}

static bool next_row(struct reader *self, int direction, struct reading_at *at)
{
	return reading_next_row(self->reading, direction, at);
}

static bool next_open(struct reader *self, int direction, struct reading_at *at)
{
	return reading_next_open(self->reading, direction, at);
}

static bool (*const steps[N_WALKS])(struct reader *, int, struct reading_at *) = {
	[WALK_THREADS] = next_thread,
	[WALK_CLOSED] = next_closed,
	[WALK_FINDINGS] = next_finding,
	[WALK_ROWS] = next_row,
	[WALK_OPEN] = next_open,
	[WALK_NEWS] = news_next,
};

/* --- how many there are --- */

static size_t count_closed(const struct reader *self)
{
	struct threads threads;

	editor_threads(self->screen->editor, &threads);
	size_t n = threads.n - threads_count_open(&threads);

	threads_release(&threads);
	return n;
}

static size_t count_rows(const struct reader *self)
{
	return reading_count_rows(self->reading);
}

static size_t count_open(const struct reader *self)
{
	return reading_count_open(self->reading);
}

static size_t count_threads(const struct reader *self)
{
	return count_notes(self, NOTE_THREAD);
}

static size_t count_findings(const struct reader *self)
{
	return count_notes(self, NOTE_FINDING);
}

static size_t count_news(const struct reader *self)
{
	return session_count_unread(self->screen->session);
}

static size_t count(const struct reader *self, enum reader_walk what)
{
	static size_t (*const counts[N_WALKS])(const struct reader *) = {
		[WALK_THREADS] = count_threads,
		[WALK_CLOSED] = count_closed,
		[WALK_FINDINGS] = count_findings,
		[WALK_ROWS] = count_rows,
		[WALK_OPEN] = count_open,
		[WALK_NEWS] = count_news,
	};

	return counts[what](self);
}

/* --- walking --- */

/* Whoever goes to what was found does not wait for the first pause. */
static void check_first(struct reader *self)
{
	if (editor_is_checked(self->screen->editor))
		return;
	editor_check(self->screen->editor);
	reader_update(self);
}

void reader_walk_to(struct reader *self, enum reader_walk what, int direction)
{
	struct reading_at at;

	check_first(self);
	at = self->here;
	if (steps[what](self, direction, &at))
		reader_go(self, &at);
	else if (count(self, what) == 0)
		session_say(
			self->screen->session, MESSAGE_INFO, "There are no %s", walks[what].many);
	else
		session_say(self->screen->session, MESSAGE_INFO, "There is no %s %s here",
			walks[what].one, direction > 0 ? "below" : "above");
}

/* Unless something else was chosen: threads if there are any, else findings. */
enum reader_walk reader_chosen_walk(const struct reader *self)
{
	if (self->walk == WALK_THREADS && count(self, WALK_THREADS) == 0)
		return WALK_FINDINGS;
	return self->walk;
}

bool reader_can_walk(const struct reader *self)
{
	return self->reading != NULL && (count(self, reader_chosen_walk(self)) > 0 ||
						!editor_is_checked(self->screen->editor));
}

void reader_walk_on(struct reader *self, int direction)
{
	reader_walk_to(self, reader_chosen_walk(self), direction);
}

/* The next kind of which there are some; the present one if there are no others. */
void reader_choose_walk(struct reader *self)
{
	enum reader_walk from = reader_chosen_walk(self);
	enum reader_walk next = (from + 1) % N_WALKS;
	size_t n;

	check_first(self);
	while (next != from && count(self, next) == 0)
		next = (next + 1) % N_WALKS;
	n = count(self, next);
	self->walk = next;
	reading_notes_clear(&self->notes); /* closed comments are among them only if chosen */
	reader_update(self);
	if (n > 0)
		session_say(self->screen->session, MESSAGE_INFO, "n and N go to %s: %zu",
			walks[next].many, n);
	else
		session_say(self->screen->session, MESSAGE_INFO, "There is nothing to go to");
}
