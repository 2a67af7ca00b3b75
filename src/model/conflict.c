/*
 * Conflicts in a text: marker lines are found in one pass, and written so that they can
 * be found again. The markers of one conflict have the same size; others inside it are
 * text, or conflicts inside its versions.
 */
#include "model/conflict.h"

#include <string.h>

enum {
	MAX_OPEN = 16, /* nested conflicts; the outermost of more are read as text */
};

/* A line of git's: signs, then nothing or a space and a label. */
struct marker {
	char sign; /* one of < | = > */
	size_t size;
	size_t start;
	size_t end; /* after its newline */
	struct slice label;
};

/* A conflict that has begun. */
struct frame {
	struct conflict found;
	size_t size;
	size_t version; /* where the version that is being read begins */
	char sign;      /* the last marker seen: < | or = */
};

struct conflict_search {
	const char *text;
	struct frame frames[MAX_OPEN];
	size_t n;
	struct conflict best;
	bool is_found;
};

/* Reads the line at an offset; false if it is not a marker. *end is where the next one begins. */
static bool read_marker(const char *text, size_t len, size_t at, struct marker *marker, size_t *end)
{
	const char *newline = memchr(text + at, '\n', len - at);
	size_t stop = newline ? (size_t)(newline - text) : len;
	char sign = stop > at ? text[at] : '\0';
	size_t size = 0;

	*end = newline ? stop + 1 : len;
	if (sign == '\0' || !strchr("<|=>", sign))
		return false;
	while (at + size < stop && text[at + size] == sign)
		size++;
	if (size < CONFLICT_MARKER || (at + size < stop && text[at + size] != ' '))
		return false;
	size_t label = at + size < stop ? at + size + 1 : stop;

	*marker = (struct marker){.sign = sign, .size = size, .start = at, .end = *end};
	marker->label = (struct slice){text + label, stop - label};
	return true;
}

bool conflict_is_marker(struct slice line)
{
	struct marker marker;
	size_t end;

	return read_marker(line.data, line.len, 0, &marker, &end);
}

bool conflict_is_possible(struct slice text)
{
	const char *end = text.data + text.len;

	for (const char *sign = text.data; sign < end; sign++) {
		const char *first = sign = memchr(sign, '<', (size_t)(end - sign));

		if (!sign)
			break;
		while (sign < end && *sign == '<')
			sign++;
		if (sign - first >= CONFLICT_MARKER)
			return true;
	}
	return false;
}

static void open_frame(struct conflict_search *self, const struct marker *marker)
{
	if (self->n == MAX_OPEN) {
		memmove(&self->frames[0], &self->frames[1], (MAX_OPEN - 1) * sizeof(struct frame));
		self->n--;
	}
	self->frames[self->n++] = (struct frame){
		.found = {.start = marker->start, .our_label = marker->label},
		.size = marker->size,
		.version = marker->end,
		.sign = '<',
	};
}

/* The innermost conflict that this marker continues; NULL if it is just a line of text. */
static struct frame *find_frame(struct conflict_search *self, const struct marker *marker)
{
	for (size_t i = self->n; i-- > 0;) {
		struct frame *frame = &self->frames[i];
		bool fits = marker->sign == '>'   ? frame->sign == '='
			    : marker->sign == '=' ? frame->sign != '='
						  : frame->sign == '<';

		if (frame->size == marker->size && fits)
			return frame;
	}
	return NULL;
}

/* Ends the version before the marker. */
static void end_version(
	struct conflict_search *self, struct frame *frame, const struct marker *marker)
{
	struct slice version = {self->text + frame->version, marker->start - frame->version};

	if (marker->sign == '|')
		frame->found.base_label = marker->label;
	if (frame->sign == '<')
		frame->found.ours = version;
	else if (frame->sign == '|')
		frame->found.base = version;
	else
		frame->found.theirs = version;
	frame->found.has_base = frame->found.has_base || marker->sign == '|';
	frame->version = marker->end;
	frame->sign = marker->sign;
	self->n = (size_t)(frame - self->frames) + 1; /* whatever began inside it did not end */
}

/* True if this one is certainly the first: no conflict around it is open. */
static bool close_frame(
	struct conflict_search *self, struct frame *frame, const struct marker *marker)
{
	frame->found.end = marker->end;
	frame->found.their_label = marker->label;
	self->n--;
	if (!self->is_found || frame->found.start < self->best.start)
		self->best = frame->found;
	self->is_found = true;
	return self->n == 0;
}

bool conflict_find(const char *text, size_t len, size_t from, struct conflict *out)
{
	struct conflict_search search = {.text = text};
	size_t next;

	while (from > 0 && from < len && text[from - 1] != '\n')
		from++;
	for (size_t at = from; at < len; at = next) {
		struct marker marker;
		struct frame *frame;

		if (!read_marker(text, len, at, &marker, &next))
			continue;
		if (marker.sign == '<') {
			open_frame(&search, &marker);
			continue;
		}
		frame = find_frame(&search, &marker);
		if (!frame)
			continue;
		end_version(&search, frame, &marker);
		if (marker.sign == '>' && close_frame(&search, frame, &marker))
			break;
	}
	if (search.is_found)
		*out = search.best;
	return search.is_found;
}

/* --- writing --- */

static bool holds_marker(struct slice text, size_t size)
{
	struct marker marker;
	size_t next;

	for (size_t at = 0; at < text.len; at = next)
		if (read_marker(text.data, text.len, at, &marker, &next) && marker.size == size)
			return true;
	return false;
}

static void append_marker(struct str *out, char sign, size_t size, struct slice label)
{
	const char *newline = label.len > 0 ? memchr(label.data, '\n', label.len) : NULL;

	str_append_repeat(out, sign, size);
	if (label.len > 0) {
		str_append_char(out, ' ');
		str_append(out, label.data, newline ? (size_t)(newline - label.data) : label.len);
	}
	str_append_char(out, '\n');
}

static void append_version(struct str *out, struct slice version)
{
	if (version.len == 0)
		return;
	str_append(out, version.data, version.len);
	if (version.data[version.len - 1] != '\n')
		str_append_char(out, '\n');
}

void conflict_append(struct str *out, const struct conflict *conflict, unsigned size)
{
	size_t signs = size > CONFLICT_MARKER ? size : CONFLICT_MARKER;

	while (holds_marker(conflict->ours, signs) || holds_marker(conflict->theirs, signs) ||
		(conflict->base.data && holds_marker(conflict->base, signs)))
		signs++;
	append_marker(out, '<', signs, conflict->our_label);
	append_version(out, conflict->ours);
	if (conflict->base.data) {
		append_marker(out, '|', signs, conflict->base_label);
		append_version(out, conflict->base);
	}
	append_marker(out, '=', signs, (struct slice){0});
	append_version(out, conflict->theirs);
	append_marker(out, '>', signs, conflict->their_label);
}

static const char removal[] = " (row removed)";

void conflict_append_removal(struct str *label, const char *who)
{
	str_append_text(label, who);
	str_append_text(label, removal);
}

bool conflict_is_removal(struct slice label, struct slice *who)
{
	size_t len = sizeof removal - 1;
	bool is_removal =
		label.len >= len && memcmp(label.data + label.len - len, removal, len) == 0;

	if (who)
		*who = (struct slice){label.data, is_removal ? label.len - len : label.len};
	return is_removal;
}
