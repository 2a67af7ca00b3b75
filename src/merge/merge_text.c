/*
 * Merges three versions of a prose text: by line, and where both sides changed the same
 * lines, by word. Only if both changed the same words, or adjacent ones, are both kept,
 * as a conflict of complete lines.
 *
 * During the merge, each text has an extra newline at its end, so that its last line is
 * like any other.
 */
#include "internal.h"

#include "base/ensure.h"
#include "model/conflict.h"

#include <string.h>

struct merger {
	const struct merge_labels *labels;
	struct str *out;
	size_t n_conflicts;
};

static const struct merge_labels no_labels;

static struct slice label_or(const char *label, const char *other)
{
	return slice_of_text(label ? label : other);
}

void conflict_put(struct str *out, const struct merge_labels *labels, struct slice base,
	struct slice ours, struct slice theirs)
{
	if (!labels)
		labels = &no_labels;
	struct conflict conflict = {
		.ours = ours,
		.theirs = theirs,
		.our_label = label_or(labels->ours, "ours"),
		.base_label = label_or(labels->base, "base"),
		.their_label = label_or(labels->theirs, "theirs"),
	};

	if (labels->shows_base && base.data)
		conflict.base = base;
	conflict_append(out, &conflict, labels->marker_size);
}

static void put(struct merger *self, struct slice text)
{
	str_append(self->out, text.data, text.len);
}

static void put_conflict(
	struct merger *self, struct slice base, struct slice ours, struct slice theirs)
{
	conflict_put(self->out, self->labels, base, ours, theirs);
	self->n_conflicts++;
}

static bool is_same(struct slice a, struct slice b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

/* Does a word, or a character with its marks, continue across this offset? */
static bool is_inside_word(struct slice text, size_t at)
{
	unsigned char before = (unsigned char)text.data[at - 1];
	unsigned char next = (unsigned char)text.data[at];
	bool goes_on = next >= 0x80 || next == '_' || ascii_is_letter((char)next) ||
		       ascii_is_digit((char)next);

	return goes_on && (next >= 0x80 || before >= 0x80 || before == '_' ||
				  ascii_is_letter((char)before) || ascii_is_digit((char)before));
}

/* Of two texts inserted at the same position, the one that continues where the other ends; false if
 * neither does. */
static bool find_longer(struct slice a, struct slice b, struct slice *longer)
{
	size_t len = a.len < b.len ? a.len : b.len;

	*longer = a.len > b.len ? a : b;
	return memcmp(a.data, b.data, len) == 0 &&
	       (len == 0 || len == longer->len || !is_inside_word(*longer, len));
}

/* --- three texts over each other --- */

struct sides {
	struct names names;
	struct tokens base;
	struct tokens both[2]; /* ours, theirs */
	struct regions regions;
};

typedef void read_tokens(struct tokens *self, struct names *names, struct slice text);

static void compare_sides(struct sides *self, bool by_word)
{
	struct hunks hunks[2] = {{0}};

	for (size_t i = 0; i < 2; i++) {
		diff_tokens(&self->base, &self->both[i], &self->names, &hunks[i]);
		hunks_join(&hunks[i], &self->base, by_word);
	}
	regions_find(&self->regions, hunks, &self->base, self->both, by_word);
	for (size_t i = 0; i < 2; i++)
		hunks_release(&hunks[i]);
}

static void read_sides(
	struct sides *self, bool by_word, struct slice base, struct slice ours, struct slice theirs)
{
	read_tokens *read = by_word ? tokens_read_words : tokens_read_lines;

	*self = (struct sides){0};
	read(&self->base, &self->names, base);
	read(&self->both[0], &self->names, ours);
	read(&self->both[1], &self->names, theirs);
	compare_sides(self, by_word);
}

static void release_sides(struct sides *self)
{
	names_release(&self->names);
	tokens_release(&self->base);
	for (size_t i = 0; i < 2; i++)
		tokens_release(&self->both[i]);
	regions_release(&self->regions);
}

static struct slice base_of(const struct sides *self, const struct region *region)
{
	return tokens_text(&self->base, region->base, region->base_end);
}

static struct slice ours_of(const struct sides *self, const struct region *region)
{
	return tokens_text(&self->both[0], region->ours, region->ours_end);
}

static struct slice theirs_of(const struct sides *self, const struct region *region)
{
	return tokens_text(&self->both[1], region->theirs, region->theirs_end);
}

/* What a region becomes if nobody has to decide; false if somebody does. */
static bool settle(const struct sides *self, const struct region *region, struct slice *text)
{
	struct slice ours = ours_of(self, region);
	struct slice theirs = theirs_of(self, region);

	*text = region->by_ours ? ours : theirs;
	if (!region->by_ours || !region->by_theirs || is_same(ours, theirs))
		return true;
	return region->base == region->base_end && find_longer(ours, theirs, text);
}

/* --- by word --- */

/* A line of the base up to a newline that both sides kept, with the regions in it. */
struct line {
	struct region all;
	size_t first; /* region */
	size_t end;
	bool is_open; /* one of them has to be decided */
};

/* Finds the line that begins where the last one ended. */
static void find_line(const struct sides *self, const struct line *last, struct line *line)
{
	struct slice text;
	size_t at = last->all.base_end;

	line->is_open = false;
	line->first = line->end = last->end;
	line->all.base = at;
	line->all.ours = last->all.ours_end;
	line->all.theirs = last->all.theirs_end;
	for (;;) {
		const struct region *region = &self->regions.items[line->end];

		if (line->end < self->regions.n && region->base <= at) {
			at = region->base_end;
			line->is_open = line->is_open || !settle(self, region, &text);
			line->end++;
		} else if (at == self->base.n || tokens_is_newline(&self->base, at)) {
			break;
		} else {
			at++;
		}
	}
	line->all.base_end = at < self->base.n ? at + 1 : at;
}

/* Finds where the line ends on both sides. */
static void locate_line(const struct sides *self, struct line *line)
{
	size_t base = line->all.base;
	size_t ours = line->all.ours;
	size_t theirs = line->all.theirs;

	if (line->end > line->first) {
		const struct region *last = &self->regions.items[line->end - 1];

		base = last->base_end;
		ours = last->ours_end;
		theirs = last->theirs_end;
	}
	line->all.ours_end = ours + (line->all.base_end - base);
	line->all.theirs_end = theirs + (line->all.base_end - base);
}

static void put_line(struct merger *merger, const struct sides *sides, const struct line *line)
{
	size_t at = line->all.base;

	if (line->is_open) {
		put_conflict(merger, base_of(sides, &line->all), ours_of(sides, &line->all),
			theirs_of(sides, &line->all));
		return;
	}
	for (size_t i = line->first; i < line->end; i++) {
		const struct region *region = &sides->regions.items[i];
		struct slice text;

		settle(sides, region, &text);
		put(merger, tokens_text(&sides->base, at, region->base));
		put(merger, text);
		at = region->base_end;
	}
	put(merger, tokens_text(&sides->base, at, line->all.base_end));
}

static void merge_words(
	struct merger *self, struct slice base, struct slice ours, struct slice theirs)
{
	struct sides sides;
	struct line line = {0};

	read_sides(&sides, true, base, ours, theirs);
	while (line.all.base_end < sides.base.n || line.end < sides.regions.n) {
		struct line next = {0};

		find_line(&sides, &line, &next);
		locate_line(&sides, &next);
		put_line(self, &sides, &next);
		line = next;
	}
	release_sides(&sides);
}

/* --- without a base --- */

/* What only one side has is kept; if each has something of its own, both versions are. */
static void merge_gap(struct merger *self, struct slice ours, struct slice theirs)
{
	struct slice a = {ours.data, ours.len > 0 ? ours.len - 1 : 0};
	struct slice b = {theirs.data, theirs.len > 0 ? theirs.len - 1 : 0};
	struct slice longer;

	if (find_longer(a, b, &longer))
		put(self, ours.len > theirs.len ? ours : theirs);
	else
		put_conflict(self, (struct slice){0}, ours, theirs);
}

static void merge_two(struct merger *self, struct slice our_text, struct slice their_text)
{
	struct token_diff lines;
	size_t at = 0;

	token_diff_init(&lines, our_text, their_text, tokens_read_lines);
	for (size_t i = 0; i < lines.hunks.n; i++) {
		const struct hunk *hunk = &lines.hunks.items[i];

		put(self, tokens_text(&lines.from, at, hunk->from));
		merge_gap(self, tokens_text(&lines.from, hunk->from, hunk->from_end),
			tokens_text(&lines.to, hunk->to, hunk->to_end));
		at = hunk->from_end;
	}
	put(self, tokens_text(&lines.from, at, lines.from.n));
	token_diff_release(&lines);
}

/* --- by line --- */

/* Both sides changed these or adjacent lines, or inserted some at the same position. */
static void merge_region(
	struct merger *self, const struct sides *sides, const struct region *region)
{
	struct slice text;

	if (settle(sides, region, &text)) {
		put(self, text);
	} else if (region->base == region->base_end) {
		merge_two(self, ours_of(sides, region), theirs_of(sides, region));
	} else {
		merge_words(self, base_of(sides, region), ours_of(sides, region),
			theirs_of(sides, region));
	}
}

static void merge_lines(struct merger *self, const struct str texts[3])
{
	struct sides sides;
	size_t at = 0;

	read_sides(&sides, false, slice_of(&texts[0]), slice_of(&texts[1]), slice_of(&texts[2]));
	for (size_t i = 0; i < sides.regions.n; i++) {
		const struct region *region = &sides.regions.items[i];

		put(self, tokens_text(&sides.base, at, region->base));
		merge_region(self, &sides, region);
		at = region->base_end;
	}
	put(self, tokens_text(&sides.base, at, sides.base.n));
	release_sides(&sides);
}

/* --- all of it --- */

static bool is_same_text(const struct str *a, const struct str *b)
{
	return is_same(slice_of(a), slice_of(b));
}

static void merge_changed(struct merger *self, const struct str *base, const struct str *ours,
	const struct str *theirs)
{
	const struct str *sides[3] = {base, ours, theirs};
	struct str texts[3] = {{0}};

	for (size_t i = 0; i < 3; i++) {
		str_append(&texts[i], str_text(sides[i]), sides[i]->len);
		str_append_char(&texts[i], '\n');
	}
	if (base->len == 0)
		merge_two(self, slice_of(&texts[1]), slice_of(&texts[2]));
	else if (ours->len == 0 || theirs->len == 0)
		put_conflict(self, slice_of(&texts[0]),
			ours->len == 0 ? slice_of(ours) : slice_of(&texts[1]),
			theirs->len == 0 ? slice_of(theirs) : slice_of(&texts[2]));
	else
		merge_lines(self, texts);
	for (size_t i = 0; i < 3; i++)
		str_release(&texts[i]);
}

size_t merge_texts(const struct str *base, const struct str *ours, const struct str *theirs,
	const struct merge_labels *labels, struct str *out)
{
	static const struct str none;
	struct merger merger = {.labels = labels, .out = out};
	size_t start = out->len;

	if (!base)
		base = &none;
	if (is_same_text(ours, theirs) || is_same_text(base, theirs)) {
		put(&merger, slice_of(ours));
	} else if (is_same_text(base, ours)) {
		put(&merger, slice_of(theirs));
	} else {
		merge_changed(&merger, base, ours, theirs);
		if (out->len > start && out->data[out->len - 1] == '\n')
			str_splice(out, out->len - 1, 1, "", 0);
	}
	return merger.n_conflicts;
}
