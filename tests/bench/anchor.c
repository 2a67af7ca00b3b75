/*
 * How often a comment finds its words again in a text that was edited little or much: in a text of
 * which only the anchor is known, and in one that is compared with the text before. And how long
 * that takes in a large text.
 *
 *   bench-anchor [CASES [FIRST]]
 */
#include "anchor_internal.h"
#include "reworded.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CASES = 400, LARGE = 1 << 20, SPANS = 1000, TURNS = 7 };

#define LEN(array) (sizeof(array) / sizeof(array)[0])

static const struct {
	const char *name;
	struct doubts doubts;
} ways[] = {
	{"nothing is doubted", {0, 0}},
	{"a short quote needs half its context", {50, 0}},
	{"no rival within a tenth", {0, 90}},
	{"no rival within a fiftieth (as built)", {0, 98}},
	{"both, within a tenth", {50, 90}},
};

struct result {
	unsigned right;
	unsigned wrong;
	unsigned lost; /* though the words are there */
	unsigned gone; /* rightly */
};

static void note(struct result *self, const struct reworded_case *edited, struct anchor_place place)
{
	if (place.match != ANCHOR_LOST) {
		bool is_right = reworded_case_is_right(edited, place.start, place.end);

		self->right += is_right;
		self->wrong += !is_right;
	} else {
		bool is_there = reworded_case_is_there(edited);

		self->lost += is_there;
		self->gone += !is_there;
	}
}

static void measure(struct result found[], struct result carried[], unsigned level, unsigned seed)
{
	struct reworded_case edited;
	struct anchor anchor;
	size_t start, end;

	reworded_case_make(&edited, level, seed);
	reworded_case_span(&edited, &start, &end);
	struct slice old = slice_of(&edited.old);
	struct slice new = slice_of(&edited.new);

	anchor_make(&anchor, old, start, end);
	struct anchor_text *text = anchor_text_new(new);

	for (size_t i = 0; i < LEN(ways); i++) {
		note(&found[i], &edited, anchor_text_find_doubting(text, &anchor, &ways[i].doubts));
		note(&carried[i], &edited,
			anchor_carry_doubting(old, new, start, end, &ways[i].doubts));
	}
	anchor_text_free(text);
	anchor_release(&anchor);
	reworded_case_release(&edited);
}

static void show(const char *title, const struct result results[], unsigned cases)
{
	double share = 100.0 / cases;

	printf("  %-38s  %6s %6s %6s %6s\n", title, "right", "wrong", "lost", "gone");
	for (size_t i = 0; i < LEN(ways); i++)
		printf("    %-36s  %6.2f %6.2f %6.2f %6.2f\n", ways[i].name,
			results[i].right * share, results[i].wrong * share, results[i].lost * share,
			results[i].gone * share);
}

/* --- a large text --- */

static double milliseconds(void)
{
	return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

static void make_large(struct str *old, struct str *new)
{
	for (unsigned seed = 1; old->len < LARGE; seed++) {
		struct reworded text;

		reworded_make(&text, seed);
		reworded_write(&text, old);
		str_append_text(old, "\n\n");
		reworded_release(&text);
	}
	str_append(new, old->data, old->len);
	for (size_t at = 13; at < LARGE; at += LARGE / 200)
		str_splice(new, at, 3, "changed ", 8);
}

static struct str old_text, new_text;

static void make_one(void)
{
	struct anchor anchor;

	anchor_make(&anchor, slice_of(&old_text), LARGE / 2, LARGE / 2 + 20);
	anchor_release(&anchor);
}

static void find_one(void)
{
	struct slice around = {old_text.data + LARGE / 2 - 500, 1000};
	struct anchor anchor;

	anchor_make(&anchor, around, 500, 520);
	anchor_find(&anchor, slice_of(&new_text));
	anchor_release(&anchor);
}

static void carry_one(void)
{
	anchor_carry(slice_of(&old_text), slice_of(&new_text), LARGE / 2, LARGE / 2 + 20);
}

static void carry_many(void)
{
	static struct anchor_place spans[SPANS];

	for (size_t i = 0; i < SPANS; i++) {
		size_t start = i * (LARGE / SPANS) + 500;

		spans[i] = (struct anchor_place){.start = start, .end = start + 20};
	}
	anchor_carry_all(slice_of(&old_text), slice_of(&new_text), spans, SPANS);
}

/* The best of some turns, in processor time. */
static void show_time(const char *name, void (*run)(void))
{
	double best = 1e9;

	for (int turn = 0; turn < TURNS; turn++) {
		double start = milliseconds();

		run();
		double took = milliseconds() - start;

		best = took < best ? took : best;
	}
	printf("  %-38s  %6.1f\n", name, best);
}

static void measure_large(void)
{
	make_large(&old_text, &new_text);
	printf("1 MB with 200 changes, best of %d, ms\n", TURNS);
	show_time("make an anchor", make_one);
	show_time("find one", find_one);
	show_time("carry a span", carry_one);
	show_time("carry 1000 spans", carry_many);
	str_release(&old_text);
	str_release(&new_text);
}

int main(int argc, char **argv)
{
	static const unsigned levels[] = {1, 5, 15};
	unsigned cases = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : CASES;
	unsigned first = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1;

	for (size_t i = 0; i < LEN(levels); i++) {
		struct result found[LEN(ways)] = {{0}};
		struct result carried[LEN(ways)] = {{0}};

		for (unsigned seed = first; seed < first + cases; seed++)
			measure(found, carried, levels[i], seed);
		printf("%u texts, %u edits per 100 words, percent\n", cases, levels[i]);
		show("found by the anchor alone", found, cases);
		show("carried from the text before", carried, cases);
	}
	measure_large();
	return 0;
}
