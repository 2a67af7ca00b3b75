/*
 * Greedy wrapping: each line takes the clusters that fit and ends at the last possible
 * break. An edit lays out its own hard line again, starting two lines before it, until a line
 * begins where one began before, and shifts the offsets of the others. So a key costs a few
 * lines, and at most one paragraph.
 */
#include "text/wrap.h"
#include "base/ensure.h"
#include "base/mem.h"
#include "internal.h"
#include "step.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The hard line being laid out. */
struct paragraph {
	const char *text;
	size_t start;
	size_t end;      /* of what is drawn, without the '\n' */
	size_t next;     /* after the '\n' */
	bool *may_break; /* by offset from start */
	size_t cap;
};

void wrap_release(struct wrap *self)
{
	free(self->lines);
	*self = (struct wrap){0};
}

static void push_line(struct wrap *self, struct wrap_line line)
{
	self->lines = mem_grow(self->lines, &self->cap, self->n_lines + 1, sizeof(*self->lines));
	self->lines[self->n_lines++] = line;
}

static bool is_blank(const char *text, size_t at, size_t next)
{
	return next == at + 1 && (text[at] == ' ' || text[at] == '\t');
}

/* Ends a line before next; the spaces before it hang. */
static void push_soft_line(struct wrap *self, const char *text, size_t start, size_t next)
{
	size_t end = next;

	while (end > start) {
		size_t previous = grapheme_previous(text, next, end);

		if (!is_blank(text, previous, end))
			break;
		end = previous;
	}
	push_line(self, (struct wrap_line){.start = start, .end = end, .next = next});
}

static void lay_paragraph(struct wrap *self, const struct paragraph *paragraph)
{
	const char *text = paragraph->text;
	size_t start = paragraph->start;
	size_t chance = start; /* the last possible break; start: none yet */
	size_t fit = start;    /* where the line is full */
	unsigned column = 0;

	for (size_t at = start; at < paragraph->end;) {
		unsigned after = column;
		size_t next = text_step(text, paragraph->end, at, &after);
		bool hangs = is_blank(text, at, next);

		if (!hangs && paragraph->may_break[at - paragraph->start])
			chance = at;
		if (!hangs && after > self->columns && at > start &&
			(chance > start || !self->keeps_words)) {
			at = chance > start ? chance : at;
			push_soft_line(self, text, start, at);
			start = chance = fit = at;
			column = 0;
			continue;
		}
		if (!hangs || after <= self->columns)
			fit = next;
		column = after;
		at = next;
	}
	push_line(self,
		(struct wrap_line){
			.start = start, .end = fit, .next = paragraph->next, .is_hard = true});
}

/* Appends the lines of text from start to end, which are starts of hard lines or the end of the
 * text; start may also be that of a line within one. */
static void lay_range(struct wrap *self, const char *text, size_t start, size_t end, bool is_last)
{
	struct paragraph paragraph = {.text = text, .next = start};
	bool *marks = NULL;

	while (paragraph.next < end || is_last) {
		const char *newline = NULL;

		paragraph.start = paragraph.next;
		if (paragraph.start < end)
			newline = memchr(text + paragraph.start, '\n', end - paragraph.start);
		paragraph.end = newline ? (size_t)(newline - text) : end;
		paragraph.next = newline ? paragraph.end + 1 : end;

		size_t len = paragraph.end - paragraph.start;

		marks = mem_grow(marks, &paragraph.cap, len, sizeof(*marks));
		paragraph.may_break = marks;
		if (len > 0)
			linebreak_find(text + paragraph.start, len,
				self->keeps_words ? UINT_MAX : self->columns, marks);
		lay_paragraph(self, &paragraph);
		/* A '\n' at the end of the text adds one more line. */
		if (!newline)
			break;
	}
	free(marks);
}

void wrap_layout(struct wrap *self, const char *text, size_t len, unsigned columns)
{
	ENSURE(columns >= 1);
	self->columns = columns;
	self->n_lines = 0;
	lay_range(self, text, 0, len, true);
}

/* Replaces lines first to last with those of fresh, and shifts the lines after them. */
static void replace_lines(struct wrap *self, size_t first, size_t last, const struct wrap *fresh,
	size_t removed, size_t inserted)
{
	size_t n_tail = self->n_lines - last - 1;
	size_t n_lines = first + fresh->n_lines + n_tail;

	self->lines = mem_grow(self->lines, &self->cap, n_lines, sizeof(*self->lines));

	struct wrap_line *tail = self->lines + first + fresh->n_lines;

	memmove(tail, self->lines + last + 1, n_tail * sizeof(*tail));
	ENSURE(fresh->n_lines > 0);
	memcpy(self->lines + first, fresh->lines, fresh->n_lines * sizeof(*fresh->lines));
	for (size_t i = 0; i < n_tail; i++) {
		tail[i].start += inserted - removed;
		tail[i].end += inserted - removed;
		tail[i].next += inserted - removed;
	}
	self->n_lines = n_lines;
}

/* Does a word always start at this position, whatever comes before? */
static bool is_word_start(const char *text, size_t at)
{
	return text[at - 1] == ' ' &&
	       ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= 'A' && text[at] <= 'Z'));
}

/*
 * The first line to lay out again when line changes: the start of its hard line, or a line in
 * between. The line before that one ended because its first word did not fit, so this word and the
 * break after it must be unchanged: two starts of words must come before the change.
 */
static size_t first_to_lay(const struct wrap *self, const char *text, size_t line)
{
	const struct wrap_line *lines = self->lines;
	size_t first = line;

	while (first > 0 && !lines[first - 1].is_hard) {
		if (line - first >= 2 && is_word_start(text, lines[first].start) &&
			is_word_start(text, lines[first + 1].start))
			break;
		first--;
	}
	return first;
}

/* An edit, by the lines of the text before it. */
struct change {
	size_t shift; /* of what is behind it; wraps around if that moves back */
	size_t line;  /* in which it ends */
	size_t last;  /* of that hard line */
};

/* The first line from so many lines behind a change on that starts with a word; after the last, if
 * none does. What is before such a line can be laid out without it. */
static size_t line_to_stop(
	const struct wrap *self, const char *text, const struct change *change, size_t ahead)
{
	size_t line = change->line + ahead;

	while (line <= change->last &&
		!is_word_start(text, self->lines[line].start + change->shift))
		line++;
	return line <= change->last ? line : change->last + 1;
}

/* Finds a fresh line that starts where an old one did behind the change, with a word: from these on
 * nothing changes. */
static bool find_in_step(const struct wrap *self, const struct wrap *fresh, const char *text,
	const struct change *change, size_t *n_fresh, size_t *old)
{
	size_t line = change->line + 1;

	for (size_t i = 1; i < fresh->n_lines; i++) {
		size_t start = fresh->lines[i].start;

		while (line <= change->last && self->lines[line].start + change->shift < start)
			line++;
		if (line > change->last)
			return false;
		if (self->lines[line].start + change->shift == start &&
			is_word_start(text, start)) {
			*n_fresh = i;
			*old = line;
			return true;
		}
	}
	return false;
}

void wrap_update(
	struct wrap *self, const char *text, size_t len, size_t at, size_t removed, size_t inserted)
{
	enum { FEW = 2, MORE = 4 };
	struct wrap fresh = {.columns = self->columns};
	struct change change = {.shift = inserted - removed};
	size_t first = first_to_lay(self, text, wrap_line_of(self, at));
	size_t next = 0;

	ENSURE(len == self->lines[self->n_lines - 1].next + change.shift);
	change.line = change.last = wrap_line_of(self, at + removed);
	while (!self->lines[change.last].is_hard)
		change.last++;
	for (size_t ahead = FEW; next == 0; ahead *= MORE) {
		size_t stop = line_to_stop(self, text, &change, ahead);
		size_t end = self->lines[stop - 1].next + change.shift;

		fresh.n_lines = 0;
		lay_range(&fresh, text, self->lines[first].start, end, stop == self->n_lines);
		if (stop > change.last)
			next = stop;
		else
			find_in_step(self, &fresh, text, &change, &fresh.n_lines, &next);
	}
	replace_lines(self, first, next - 1, &fresh, removed, inserted);
	wrap_release(&fresh);
}

size_t wrap_line_of(const struct wrap *self, size_t at)
{
	size_t low = 0;
	size_t high = self->n_lines;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (self->lines[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The last offset on a line where the cursor can be. */
static size_t last_place(const struct wrap *self, const char *text, size_t line)
{
	const struct wrap_line *place = &self->lines[line];

	if (!place->is_hard)
		return grapheme_previous(text, place->next, place->next);
	return line + 1 < self->n_lines ? place->next - 1 : place->next;
}

unsigned wrap_column_of(const struct wrap *self, const char *text, size_t at)
{
	const struct wrap_line *line = &self->lines[wrap_line_of(self, at)];
	unsigned column = 0;

	for (size_t place = line->start; place < at;) {
		unsigned after = column;

		place = text_step(text, line->next, place, &after);
		if (place > at || after >= self->columns)
			return place > at ? column : self->columns - 1;
		column = after;
	}
	return column;
}

size_t wrap_offset_at(const struct wrap *self, const char *text, size_t line, unsigned column)
{
	size_t last = last_place(self, text, line);
	size_t at = self->lines[line].start;
	unsigned here = 0;

	while (at < last) {
		unsigned after = here;
		size_t next = text_step(text, last, at, &after);

		if (after > column)
			return after - column < column - here ? next : at;
		here = after;
		at = next;
	}
	return last;
}
