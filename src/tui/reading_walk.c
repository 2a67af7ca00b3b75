/* What n and N go to in the reading view: comments, findings, rows, missing answers, news. */
#include "reader.h"

#include "review/threads.h"

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

void reader_walk_to(struct reader *self, enum reader_walk what, int direction)
{
	struct reading_at at = self->here;
	bool is_found = steps[what](self, direction, &at);

	if (is_found)
		reader_go(self, &at);
	else
		session_say(self->screen->session, MESSAGE_INFO, "There is no %s %s here",
			walks[what].one, direction > 0 ? "below" : "above");
}

/* Unless something else was chosen: threads if there are any, else findings. */
static enum reader_walk chosen_walk(const struct reader *self)
{
	if (self->walk == WALK_THREADS && count_notes(self, NOTE_THREAD) == 0)
		return WALK_FINDINGS;
	return self->walk;
}

void reader_walk_on(struct reader *self, int direction)
{
	reader_walk_to(self, chosen_walk(self), direction);
}

static size_t count_closed(const struct reader *self)
{
	struct threads threads;

	editor_threads(self->screen->editor, &threads);
	size_t n = threads.n - threads_count_open(&threads);

	threads_release(&threads);
	return n;
}

void reader_choose_walk(struct reader *self)
{
	const size_t counts[N_WALKS] = {
		[WALK_THREADS] = count_notes(self, NOTE_THREAD),
		[WALK_CLOSED] = count_closed(self),
		[WALK_FINDINGS] = count_notes(self, NOTE_FINDING),
		[WALK_ROWS] = reading_count_rows(self->reading),
		[WALK_OPEN] = reading_count_open(self->reading),
		[WALK_NEWS] = session_count_unread(self->screen->session),
	};

	self->walk = (chosen_walk(self) + 1) % N_WALKS;
	reading_notes_clear(&self->notes); /* closed comments are among them only if chosen */
	reader_update(self);
	session_say(self->screen->session, MESSAGE_INFO, "n and N go to %s: %zu",
		walks[self->walk].many, counts[self->walk]);
}
