/*
 * The differences between two lists of tokens. First those that occur once in each
 * (patience diff: people see these as unchanged), then, between them, the shortest edit
 * script (E. Myers, An O(ND) Difference Algorithm, 1986) as long as it is short, so that
 * no text takes more than linear time.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

enum {
	MAX_DEPTH = 24, /* nested parts that are searched for anchors */
	MAX_STEPS = 96, /* tokens that only one side has, between anchors */
};

/* Where a token is in the current part. */
struct occurrence {
	uint32_t n[2]; /* in from, in to; 2 means more */
	size_t at[2];
};

struct differ {
	const struct tokens *tokens; /* those of from */
	const uint32_t *from;
	const uint32_t *to;
	size_t *partner;         /* of each token of from: its index in to, or NOWHERE */
	struct occurrence *seen; /* by number; all zero between uses */
	size_t *reached;         /* how far each step came on each diagonal */
	size_t cap_reached;
};

struct part {
	size_t from, from_end;
	size_t to, to_end;
};

static void trim(struct differ *self, struct part *part)
{
	while (part->from < part->from_end && part->to < part->to_end &&
		self->from[part->from] == self->to[part->to])
		self->partner[part->from++] = part->to++;
	while (part->from < part->from_end && part->to < part->to_end &&
		self->from[part->from_end - 1] == self->to[part->to_end - 1])
		self->partner[--part->from_end] = --part->to_end;
}

/* --- anchors --- */

static void count(
	struct differ *self, unsigned side, const uint32_t *numbers, size_t at, size_t end)
{
	for (; at < end; at++) {
		struct occurrence *seen = &self->seen[numbers[at]];

		seen->n[side] += seen->n[side] < 2;
		seen->at[side] = at;
	}
}

static void forget(struct differ *self, const uint32_t *numbers, size_t at, size_t end)
{
	for (; at < end; at++)
		self->seen[numbers[at]] = (struct occurrence){0};
}

/* Does it occur once in each part? White space and empty lines are not anchors. */
static bool is_anchor(const struct differ *self, size_t token)
{
	const struct occurrence *seen = &self->seen[self->from[token]];

	return seen->n[0] == 1 && seen->n[1] == 1 &&
	       slice_trim(tokens_text(self->tokens, token, token + 1)).len > 0;
}

/* Pairs what occurs once in each and in the same order; returns how many there are. */
static size_t find_anchors(struct differ *self, const struct part *part)
{
	size_t n = part->from_end - part->from;
	size_t *places = mem_alloc(n * sizeof(*places));
	bool *is_settled = mem_zalloc(n, sizeof(*is_settled));
	size_t found = 0;

	count(self, 0, self->from, part->from, part->from_end);
	count(self, 1, self->to, part->to, part->to_end);
	for (size_t i = 0; i < n; i++)
		places[i] = is_anchor(self, part->from + i)
				    ? self->seen[self->from[part->from + i]].at[1]
				    : NOWHERE;
	forget(self, self->from, part->from, part->from_end);
	forget(self, self->to, part->to, part->to_end);
	mark_longest_run(places, n, is_settled);
	for (size_t i = 0; i < n; i++) {
		if (!is_settled[i])
			continue;
		self->partner[part->from + i] = places[i];
		found++;
	}
	free(places);
	free(is_settled);
	return found;
}

/* --- the shortest edit script --- */

/* The diagonals of a step are stored after those of the steps before it: 1, 3, 5, ... of them. */
static size_t *diagonal(const struct differ *self, size_t step, ptrdiff_t k)
{
	return &self->reached[(size_t)((ptrdiff_t)(step * step + step) + k)];
}

/* Does the best path to this diagonal take a token of to as its next step? */
static bool comes_down(const struct differ *self, size_t step, ptrdiff_t k)
{
	ptrdiff_t edge = (ptrdiff_t)step;

	if (k == -edge || k == edge)
		return k == -edge;
	return *diagonal(self, step - 1, k - 1) < *diagonal(self, step - 1, k + 1);
}

/* Where a step begins on a diagonal, in tokens of from. */
static size_t begin_on(const struct differ *self, size_t step, ptrdiff_t k)
{
	if (step == 0)
		return 0;
	return comes_down(self, step, k) ? *diagonal(self, step - 1, k + 1)
					 : *diagonal(self, step - 1, k - 1) + 1;
}

/* Takes one step on every diagonal; true if one of them reached the end. */
static bool take_step(struct differ *self, const struct part *part, size_t step)
{
	size_t n = part->from_end - part->from;
	size_t m = part->to_end - part->to;

	for (ptrdiff_t k = -(ptrdiff_t)step; k <= (ptrdiff_t)step; k += 2) {
		size_t x = begin_on(self, step, k);
		size_t y = (size_t)((ptrdiff_t)x - k);

		while (x < n && y < m && self->from[part->from + x] == self->to[part->to + y]) {
			x++;
			y++;
		}
		*diagonal(self, step, k) = x;
		if (x >= n && y >= m)
			return true;
	}
	return false;
}

static void note_way(struct differ *self, const struct part *part, size_t step)
{
	ptrdiff_t k =
		(ptrdiff_t)(part->from_end - part->from) - (ptrdiff_t)(part->to_end - part->to);

	for (;; step--) {
		size_t x = *diagonal(self, step, k);

		for (size_t begin = begin_on(self, step, k); x > begin; x--)
			self->partner[part->from + x - 1] =
				part->to + (size_t)((ptrdiff_t)x - k) - 1;
		if (step == 0)
			return;
		k += comes_down(self, step, k) ? 1 : -1;
	}
}

static void find_way(struct differ *self, const struct part *part)
{
	for (size_t step = 0; step <= MAX_STEPS; step++) {
		self->reached = mem_grow(self->reached, &self->cap_reached, (step + 1) * (step + 1),
			sizeof(*self->reached));
		if (take_step(self, part, step)) {
			note_way(self, part, step);
			return;
		}
	}
}

/* --- all of it --- */

static void diff_part(struct differ *self, struct part part, unsigned depth);

/* Compares what is between the anchors. */
static void diff_between(struct differ *self, const struct part *part, unsigned depth)
{
	struct part gap = {.from = part->from, .to = part->to};

	for (size_t i = part->from; i < part->from_end; i++) {
		if (self->partner[i] == NOWHERE)
			continue;
		size_t to = self->partner[i];

		gap.from_end = i;
		gap.to_end = to;
		diff_part(self, gap, depth + 1);
		gap.from = i + 1;
		gap.to = to + 1;
	}
	gap.from_end = part->from_end;
	gap.to_end = part->to_end;
	diff_part(self, gap, depth + 1);
}

static void diff_part(struct differ *self, struct part part, unsigned depth)
{
	trim(self, &part);
	if (part.from == part.from_end || part.to == part.to_end)
		return;
	if (depth < MAX_DEPTH && find_anchors(self, &part) > 0)
		diff_between(self, &part, depth);
	else
		find_way(self, &part);
}

static void add_hunk(struct hunks *self, const struct hunk *hunk)
{
	if (hunk->from == hunk->from_end && hunk->to == hunk->to_end)
		return;
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = *hunk;
}

void hunks_release(struct hunks *self)
{
	free(self->items);
	*self = (struct hunks){0};
}

static void collect(const struct differ *self, size_t n, size_t m, struct hunks *hunks)
{
	struct hunk hunk = {0};

	for (size_t i = 0; i < n; i++) {
		if (self->partner[i] == NOWHERE)
			continue;
		hunk.from_end = i;
		hunk.to_end = self->partner[i];
		add_hunk(hunks, &hunk);
		hunk.from = i + 1;
		hunk.to = self->partner[i] + 1;
	}
	hunk.from_end = n;
	hunk.to_end = m;
	add_hunk(hunks, &hunk);
}

/* Could a hunk that only removes, or only adds, just as well be one token further on? */
static bool can_slide(const struct hunk *hunk, const struct differ *self, size_t from_end)
{
	if (hunk->from_end >= from_end ||
		(hunk->from < hunk->from_end) == (hunk->to < hunk->to_end))
		return false;
	return hunk->from < hunk->from_end ? self->from[hunk->from] == self->from[hunk->from_end]
					   : self->to[hunk->to] == self->to[hunk->to_end];
}

/*
 * Moves hunks as far forward as possible, so that the same change is always found at the
 * same position.
 */
static void slide(struct hunks *hunks, const struct differ *self, size_t n)
{
	for (size_t i = hunks->n; i-- > 0;) {
		struct hunk *hunk = &hunks->items[i];
		size_t end = i + 1 < hunks->n ? hunk[1].from : n;

		while (can_slide(hunk, self, end)) {
			hunk->from++;
			hunk->from_end++;
			hunk->to++;
			hunk->to_end++;
		}
	}
}

void diff_tokens(const struct tokens *from, const struct tokens *to, const struct names *names,
	struct hunks *hunks)
{
	struct differ differ = {.tokens = from, .from = from->numbers, .to = to->numbers};

	differ.partner = mem_alloc((from->n + 1) * sizeof(*differ.partner));
	for (size_t i = 0; i < from->n; i++)
		differ.partner[i] = NOWHERE;
	differ.seen = mem_zalloc(names->n + 1, sizeof(*differ.seen));
	diff_part(&differ, (struct part){0, from->n, 0, to->n}, 0);
	collect(&differ, from->n, to->n, hunks);
	slide(hunks, &differ, from->n);
	free(differ.partner);
	free(differ.seen);
	free(differ.reached);
}

void token_diff_init(struct token_diff *self, struct slice from, struct slice to,
	void (*read)(struct tokens *, struct names *, struct slice))
{
	*self = (struct token_diff){0};
	read(&self->from, &self->names, from);
	read(&self->to, &self->names, to);
	diff_tokens(&self->from, &self->to, &self->names, &self->hunks);
}

void token_diff_release(struct token_diff *self)
{
	hunks_release(&self->hunks);
	tokens_release(&self->from);
	tokens_release(&self->to);
	names_release(&self->names);
}

/* Is it a line with only white space, or a word of spaces? */
static bool is_filling(struct slice token)
{
	unsigned char first = (unsigned char)token.data[0];

	if (token.len > 1 && token.data[token.len - 1] == '\n')
		return slice_trim(token).len == 0;
	return first < 0x80 && first != '_' && !ascii_is_letter((char)first) &&
	       !ascii_is_digit((char)first) && first != '\n';
}

static bool is_all_filling(const struct tokens *tokens, size_t from, size_t to, bool by_word)
{
	for (; from < to; from++)
		if (!is_filling(tokens_text(tokens, from, from + 1)) &&
			(by_word || !tokens_is_newline(tokens, from)))
			return false;
	return true;
}

void hunks_join(struct hunks *self, const struct tokens *from, bool by_word)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++) {
		struct hunk *last = n > 0 ? &self->items[n - 1] : NULL;

		if (last && is_all_filling(from, last->from_end, self->items[i].from, by_word)) {
			last->from_end = self->items[i].from_end;
			last->to_end = self->items[i].to_end;
		} else {
			self->items[n++] = self->items[i];
		}
	}
	self->n = n;
}
