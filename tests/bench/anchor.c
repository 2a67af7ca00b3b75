/*
 * How often a comment finds its words again in a text that was edited little or much: in a text of
 * which only the anchor is known, and in one that is compared with the text before.
 *
 *   bench-anchor [CASES [FIRST]]
 */
#include "anchor_internal.h"
#include "reworded.h"

#include <stdio.h>
#include <stdlib.h>

enum { CASES = 400 };

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
	return 0;
}
