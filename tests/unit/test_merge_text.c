/* Merging three prose texts: what merges, what becomes a conflict, and that no word is lost. */
#include "merge/merge.h"
#include "model/conflict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define OURS "<<<<<<< ours\n"
#define BASE "||||||| base\n"
#define MIDDLE "=======\n"
#define THEIRS ">>>>>>> theirs"

static size_t merge(
	const char *base, const char *ours, const char *theirs, bool shows_base, struct str *out)
{
	struct merge_labels labels = {.shows_base = shows_base};
	struct str texts[3] = {{0}};
	const char *sources[3] = {base, ours, theirs};

	str_clear(out);
	for (size_t i = 0; i < 3; i++)
		str_append_text(&texts[i], sources[i] ? sources[i] : "");
	size_t n = merge_texts(base ? &texts[0] : NULL, &texts[1], &texts[2], &labels, out);

	for (size_t i = 0; i < 3; i++)
		str_release(&texts[i]);
	return n;
}

static void test_cases(void **state)
{
	static const struct {
		const char *base, *ours, *theirs, *merged;
	} cases[] = {
		/* one side, or both alike */
		{"a", "b", "a", "b"},
		{"a", "a", "b", "b"},
		{"a", "b", "b", "b"},
		{"a", "", "a", ""},
		{"a", "", "", ""},
		/* other lines */
		{"a\nb\nc", "x\nb\nc", "a\nb\ny", "x\nb\ny"},
		{"a\nb\nc", "b\nc", "a\nb", "b"},
		{"a\n\nb", "a\n\nb\n\nc", "a1\n\nb", "a1\n\nb\n\nc"},
		/* other words of one line */
		{"one two three", "ONE two three", "one two THREE", "ONE two THREE"},
		{"one two", "one two more", "ONE two", "ONE two more"},
		{"one two three", "ONE two", "one two three four",
			OURS "ONE two\n" MIDDLE "one two three four\n" THEIRS},
		{"The script failed.", "The new script failed.", "The script failed twice.",
			"The new script failed twice."},
		{"a line\nanother line", "a long line\nanother line", "a line that\nanother one",
			"a long line that\nanother one"},
		{"x m y\nz", "x m y2\nz", "x1 m y\nz\nw", "x1 m y2\nz\nw"},
		/* the same words */
		{"one two three", "one 2 three", "one zwei three",
			OURS "one 2 three\n" MIDDLE "one zwei three\n" THEIRS},
		{"top\none two three\nend", "top\none 2 three\nend", "TOP\none zwei three\nend",
			"TOP\n" OURS "one 2 three\n" MIDDLE "one zwei three\n" THEIRS "\nend"},
		{"one two", "one", "one 2", OURS "one\n" MIDDLE "one 2\n" THEIRS},
		/* lines inserted at one position: equal ones once, others are a conflict */
		{"a\nz", "a\nb\nz", "a\nc\nz", "a\n" OURS "b\n" MIDDLE "c\n" THEIRS "\nz"},
		{"a\nz", "a\nb\nz", "a\nb\nz", "a\nb\nz"},
		{"a\nz", "a\nb\nc\nz", "a\nb\nz", "a\nb\nc\nz"},
		{"a", "a\nb", "a\nc", "a\n" OURS "b\n" MIDDLE "c\n" THEIRS},
		{"a\n\nz", "a\n\nb\n\nz", "a\n\nc\n\nz",
			"a\n\n" OURS "b\n" MIDDLE "c\n" THEIRS "\n\nz"},
		/* words inserted at one position: a conflict, or the longer one */
		{"a z", "a b z", "a c z", OURS "a b z\n" MIDDLE "a c z\n" THEIRS},
		{"a", "a b", "a b c", "a b c"},
		{"a", "a b c", "a b", "a b c"},
		{"a z", "a b z", "a b c z", "a b c z"},
		/* the same one of several equal lines is removed on both sides */
		{"q\nk\nx\nx\nend", "r\nk\nx\nend", "q\nk\nx\nend", "r\nk\nx\nend"},
		/* removed lines that the other changed */
		{"a\nb\nc", "a\nc", "a\nb2\nc", "a\n" OURS MIDDLE "b2\n" THEIRS "\nc"},
		/* a removed blank line that the other filled */
		{"a\n\nb", "a\nb", "a\nt\nb", "a\n" OURS MIDDLE "t\n" THEIRS "\nb"},
		/* emptied and changed */
		{"a b", "", "a c", OURS MIDDLE "a c\n" THEIRS},
		{"a b", "a c", "", OURS "a c\n" MIDDLE THEIRS},
		/* there is no base */
		{"", "a", "b", OURS "a\n" MIDDLE "b\n" THEIRS},
		{"", "a", "a b", "a b"},
		{NULL, "a", "a", "a"},
		{NULL, "", "a", "a"},
		{NULL, "a\nb", "a\nc", "a\n" OURS "b\n" MIDDLE "c\n" THEIRS},
		{NULL, "a\nb\nc", "a\nc\nd", "a\nb\nc\nd"},
		/* newlines at the end are kept */
		{"a\n", "a\n", "b\n", "b\n"},
		{"a", "a\n", "b", "b\n"},
		{"a\n\n", "a\n", "b\n\n", "b\n"},
		/* never inside a character, nor between it and its mark */
		{"h\xc3\xa4t m z", "h\xc3\xb6t m z", "h\xc3\xa4t m y", "h\xc3\xb6t m y"},
		{"(e) m z", "(e\xcc\x81) m z", "(e) m y", "(e\xcc\x81) m y"},
		{". z", ".\xcc\x81 z", "? z", OURS ".\xcc\x81 z\n" MIDDLE "? z\n" THEIRS},
		{"\xe4\xb8\x80\xe4\xba\x8c\xe4\xb8\x89", "\xe5\x9b\x9b\xe4\xba\x8c\xe4\xb8\x89",
			"\xe4\xb8\x80\xe4\xba\x8c\xe4\xba\x94",
			"\xe5\x9b\x9b\xe4\xba\x8c\xe4\xba\x94"},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		size_t n = merge(cases[i].base, cases[i].ours, cases[i].theirs, false, &out);

		if (strcmp(str_text(&out), cases[i].merged) != 0 ||
			n != (strstr(cases[i].merged, OURS) ? 1 : 0))
			fail_msg("%zu: \"%s\", \"%s\", \"%s\" give %zu\n%s", i,
				cases[i].base ? cases[i].base : "none", cases[i].ours,
				cases[i].theirs, n, str_text(&out));
	}
	str_release(&out);
}

/* Two changes with no unchanged word in between. Combined, they would say what nobody wrote. */
static void test_changes_that_meet(void **state)
{
	static const struct {
		const char *base, *one, *other;
	} cases[] = {
		/* words inserted next to what the other rewrote, or removed */
		{"Some payments", "All of Some payments", "Most payments"},
		{"we paid Some", "we paid Some of it", "we paid Most"},
		{"Every card was refused.", "Every card was refused, entirely.",
			"Every card was declined."},
		{"one two three", "one new two three", "two three"},
		{"one two three", "one two new three", "one three"},
		{"one two three", "one two three new", "one two"},
		{"one (two) three", "one (new two) three", "one three"},
		/* words inserted on both sides of an unchanged sign */
		{"one, two", "one new, two", "one, old two"},
		{"one. two", "one. New. two", "one again. two"},
		/* adjacent words rewritten, with a space, a sign or the end of a line between
		 * them */
		{"one two", "ONE two", "one TWO"},
		{"zero one two three", "zero ONE two three", "zero one TWO three"},
		{"one; two", "ONE; two", "one; TWO"},
		{"a\nb", "x\nb", "a\ny"},
		{"a b\nc d", "a B\nc d", "a b\nC d"},
		/* adjacent words, of which one or both were removed */
		{"one two three four", "one three four", "one two THREE four"},
		{"a\nb", "b", "a"},
		{"a b c d", "a c d", "a b d"},
		/* a line inserted next to one that the other rewrote to its end */
		{"a\nb", "a\nnew\nb", "a\nB"},
		{"a", "a\nnew", "A"},
		/* scripts without spaces */
		{"\xe4\xb8\x80\xe4\xba\x8c", "\xe5\x9b\x9b\xe4\xba\x8c",
			"\xe4\xb8\x80\xe4\xba\x94"},
		/* one continues with the other's letters, but not with its words */
		{"a", "a All", "a Alligator"},
		{"", "All", "Alligator"},
		{"a\nz", "a\nAll\nz", "a\nAlligator\nz"},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		for (int turned = 0; turned < 2; turned++) {
			const char *ours = turned ? cases[i].other : cases[i].one;
			const char *theirs = turned ? cases[i].one : cases[i].other;

			if (merge(cases[i].base, ours, theirs, false, &out) != 1)
				fail_msg("\"%s\", \"%s\", \"%s\" give\n%s", cases[i].base, ours,
					theirs, str_text(&out));
		}
	str_release(&out);
}

/* Common parallel edits merge cleanly. */
static void test_changes_apart(void **state)
{
	static const struct {
		const char *base, *one, *other, *merged;
	} cases[] = {
		{"one two three", "ONE two three", "one two THREE", "ONE two THREE"},
		{"one two three", "new one two three", "one two three end",
			"new one two three end"},
		{"one two", "one new two", "one two end", "one new two end"},
		{"a b c\nd e f", "a B c\nd e f", "a b c\nd E f", "a B c\nd E f"},
		{"a b\nc", "A b\nc", "a b\nnew\nc", "A b\nnew\nc"},
		/* with an unchanged or blank line in between */
		{"a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"},
		{"a.\n\nb.", "a. New.\n\nb.", "a.\n\nThen b.", "a. New.\n\nThen b."},
		{"a\n\nb", "A\n\nb", "a\n\nB", "A\n\nB"},
		/* lines broken differently, or separated */
		{"a b c d", "a b\nc d", "a b C d", "a b\nC d"},
		{"a b\nc d", "a b c d", "a B\nc d", "a B c d"},
		{"a\nb", "a\n\nb", "a\nB", "a\n\nB"},
		/* the same, and more elsewhere */
		{"a b c", "A b c", "A b C", "A b C"},
		{"a b c", "new a b c", "new a b C", "new a b C"},
	};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++)
		for (int turned = 0; turned < 2; turned++) {
			const char *ours = turned ? cases[i].other : cases[i].one;
			const char *theirs = turned ? cases[i].one : cases[i].other;

			if (merge(cases[i].base, ours, theirs, false, &out) != 0 ||
				strcmp(str_text(&out), cases[i].merged) != 0)
				fail_msg("\"%s\", \"%s\", \"%s\" give\n%s", cases[i].base, ours,
					theirs, str_text(&out));
		}
	str_release(&out);
}

static void test_base_is_shown(void **state)
{
	struct str out = {0};

	(void)state;
	assert_int_equal(merge("a b", "a c", "a d", true, &out), 1);
	assert_string_equal(str_text(&out), OURS "a c\n" BASE "a b\n" MIDDLE "a d\n" THEIRS);
	/* without a base it is left out */
	assert_int_equal(merge(NULL, "a c", "a d", true, &out), 1);
	assert_string_equal(str_text(&out), OURS "a c\n" MIDDLE "a d\n" THEIRS);
	str_release(&out);
}

static void test_several_conflicts(void **state)
{
	struct str out = {0};

	(void)state;
	assert_int_equal(merge("a b\nc\nd e", "a 1\nc\nd 1", "a 2\nc\nd 2", false, &out), 2);
	assert_string_equal(str_text(&out),
		OURS "a 1\n" MIDDLE "a 2\n" THEIRS "\nc\n" OURS "d 1\n" MIDDLE "d 2\n" THEIRS);
	str_release(&out);
}

/* --- at random --- */

static size_t random_below(uint64_t *seed, size_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)((*seed >> 33) % n);
}

enum { MAX_WORDS = 64 };

/* A text as words, each "\n" one. Words of the base are b0, b1, ... */
struct words {
	char items[MAX_WORDS][24];
	size_t n;
};

static void insert_word(struct words *self, size_t at, const char *word)
{
	if (self->n == MAX_WORDS)
		return;
	memmove(self->items[at + 1], self->items[at], (self->n - at) * sizeof(self->items[0]));
	snprintf(self->items[at], sizeof(self->items[at]), "%s", word);
	self->n++;
}

static void remove_word(struct words *self, size_t at)
{
	self->n--;
	memmove(self->items[at], self->items[at + 1], (self->n - at) * sizeof(self->items[0]));
}

static void random_base(struct words *self, uint64_t *seed)
{
	self->n = 0;
	for (size_t n = random_below(seed, 30); n > 0; n--) {
		char word[8];

		snprintf(word, sizeof(word), "b%zu", self->n);
		insert_word(self, self->n, random_below(seed, 4) == 0 ? "\n" : word);
	}
}

/* New words are named by side and number, so that each can be found in the result. */
static void random_edits(struct words *self, char side, uint64_t *seed)
{
	for (size_t n = random_below(seed, 5); n > 0; n--) {
		char word[24];

		snprintf(word, sizeof(word), "%c%zu", side, n);
		if (self->n > 0 && random_below(seed, 2) > 0)
			remove_word(self, random_below(seed, self->n));
		if (random_below(seed, 3) > 0)
			insert_word(self, random_below(seed, self->n + 1),
				random_below(seed, 6) == 0 ? "\n" : word);
	}
}

static void write_words(const struct words *self, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < self->n; i++) {
		if (i > 0 && self->items[i][0] != '\n' && self->items[i - 1][0] != '\n')
			str_append_char(out, ' ');
		str_append_text(out, self->items[i]);
	}
}

static size_t count_word(const struct str *text, const char *word)
{
	const char *at = str_text(text);
	size_t n = 0;

	while ((at = strstr(at, word))) {
		at += strlen(word);
		n += *at < '0' || *at > '9';
	}
	return n;
}

struct triple {
	struct words words[3];
	struct str texts[3]; /* base, ours, theirs */
	uint64_t seed;
};

static void make_triple(struct triple *self, uint64_t seed)
{
	self->seed = seed;
	random_base(&self->words[0], &seed);
	self->words[1] = self->words[0];
	self->words[2] = self->words[0];
	random_edits(&self->words[1], 'o', &seed);
	random_edits(&self->words[2], 't', &seed);
	for (size_t i = 0; i < 3; i++)
		write_words(&self->words[i], &self->texts[i]);
}

static void expect(bool is_so, const char *what, const struct triple *triple, const struct str *out)
{
	if (!is_so)
		fail_msg("%s, seed %llu:\n--- base\n%s\n--- ours\n%s\n--- theirs\n%s\n--- "
			 "merged\n%s",
			what, (unsigned long long)triple->seed, str_text(&triple->texts[0]),
			str_text(&triple->texts[1]), str_text(&triple->texts[2]), str_text(out));
}

static bool equals(const struct str *a, const struct str *b)
{
	return str_equal(a, str_text(b), b->len);
}

static void check_trivial(const struct triple *triple, struct str *out)
{
	const struct str *base = &triple->texts[0];
	const struct str *side = &triple->texts[1];

	str_clear(out);
	assert_int_equal(merge_texts(base, base, side, NULL, out), 0);
	expect(equals(out, side), "merge(b,b,x) is not x", triple, out);
	str_clear(out);
	assert_int_equal(merge_texts(base, side, base, NULL, out), 0);
	expect(equals(out, side), "merge(b,x,b) is not x", triple, out);
	str_clear(out);
	assert_int_equal(merge_texts(base, side, side, NULL, out), 0);
	expect(equals(out, side), "merge(b,x,x) is not x", triple, out);
}

/* What is new on a side is there, once if there is no conflict; what one removed is not. */
static void check_words(const struct triple *triple, size_t n_conflicts, const struct str *out)
{
	for (size_t side = 1; side <= 2; side++)
		for (size_t i = 0; i < triple->words[side].n; i++) {
			const char *word = triple->words[side].items[i];
			size_t n = count_word(out, word);

			if (word[0] != 'b' && word[0] != '\n')
				expect(n_conflicts > 0 ? n >= 1 : n == 1, word, triple, out);
		}
	for (size_t i = 0; n_conflicts == 0 && i < triple->words[0].n; i++) {
		const char *word = triple->words[0].items[i];

		if (word[0] == 'b')
			expect(count_word(out, word) ==
					(count_word(&triple->texts[1], word) &&
						count_word(&triple->texts[2], word)),
				word, triple, out);
	}
}

/* Without a conflict, a new word of one side is never next to one of the other's, unless a blank
 * line separates them. */
static void check_neighbours(const struct triple *triple, const struct str *out)
{
	char before = 'b';

	for (const char *at = str_text(out); *at; at++) {
		if (at[0] == '\n' && at[1] == '\n')
			before = 'b';
		if (*at < 'a' || *at > 'z')
			continue;
		expect(*at == 'b' || before == 'b' || *at == before, "no word between", triple,
			out);
		before = *at;
	}
}

static size_t count_conflicts(const struct str *text)
{
	struct conflict conflict;
	size_t n = 0;

	for (size_t at = 0; conflict_find(str_text(text), text->len, at, &conflict); n++)
		at = conflict.end;
	return n;
}

static void test_any_triple(void **state)
{
	struct triple triple = {0};
	struct str out = {0};
	struct str mirrored = {0};
	size_t clean = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 20000; seed++) {
		make_triple(&triple, seed);
		check_trivial(&triple, &out);
		str_clear(&out);
		str_clear(&mirrored);
		size_t n = merge_texts(
			&triple.texts[0], &triple.texts[1], &triple.texts[2], NULL, &out);
		size_t m = merge_texts(
			&triple.texts[0], &triple.texts[2], &triple.texts[1], NULL, &mirrored);

		clean += n == 0;
		expect(n == count_conflicts(&out), "conflicts are not found", &triple, &out);
		expect(n == m, "another number from the other side", &triple, &out);
		expect(out.len == mirrored.len, "another length from the other side", &triple,
			&out);
		check_words(&triple, n, &out);
		if (n == 0)
			check_neighbours(&triple, &out);
	}
	/* Most merge, because the words are spread out. */
	assert_true(clean > 12000);
	for (size_t i = 0; i < 3; i++)
		str_release(&triple.texts[i]);
	str_release(&out);
	str_release(&mirrored);
}

/* Two people at different words of a text never conflict, as long as a word is between them. */
static void test_other_words_merge(void **state)
{
	struct triple triple = {0};
	struct str out = {0};

	(void)state;
	for (uint64_t seed = 1; seed <= 5000; seed++) {
		uint64_t random = seed * 7;
		struct words expected;
		bool was_changed = false;

		triple.seed = seed;
		random_base(&triple.words[0], &random);
		triple.words[1] = triple.words[2] = expected = triple.words[0];
		for (size_t i = 0; i < expected.n; i++) {
			size_t side = random_below(&random, 3);

			if (expected.items[i][0] == '\n')
				continue;
			if (was_changed)
				side = 0;
			was_changed = side > 0;
			if (side == 0)
				continue;
			triple.words[side].items[i][0] = side == 1 ? 'o' : 't';
			expected.items[i][0] = side == 1 ? 'o' : 't';
		}
		for (size_t i = 0; i < 3; i++)
			write_words(&triple.words[i], &triple.texts[i]);
		str_clear(&out);
		size_t n = merge_texts(
			&triple.texts[0], &triple.texts[1], &triple.texts[2], NULL, &out);
		struct str text = {0};

		write_words(&expected, &text);
		expect(n == 0 && equals(&out, &text), "not merged", &triple, &out);
		str_release(&text);
	}
	for (size_t i = 0; i < 3; i++)
		str_release(&triple.texts[i]);
	str_release(&out);
}

/* --- large --- */

static double merge_seconds(const struct str texts[3])
{
	struct timespec start, end;
	struct str out = {0};

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	merge_texts(&texts[0], &texts[1], &texts[2], NULL, &out);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	str_release(&out);
	return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

/* Usually it is 0.2; the machine may be busy, and valgrind's slowdown is known. */
static double most_seconds(void)
{
	const char *slower = getenv("AFTERWORD_SLOWER");

	return slower ? 4 * strtod(slower, NULL) : 4;
}

/* A megabyte of each, different on all sides: by lines, on one line, and with hardly any words. */
static void test_hostile(void **state)
{
	static const struct {
		size_t words; /* different ones */
		const char *end;
	} kinds[] = {{SIZE_MAX, " side\n"}, {SIZE_MAX, " "}, {7, " side\n"}, {2, " "}, {3, "\n"}};

	(void)state;
	for (size_t kind = 0; kind < LEN(kinds); kind++) {
		struct str texts[3] = {{0}};
		uint64_t seed = 5;

		for (size_t side = 0; side < 3; side++)
			while (texts[side].len < 1000000)
				str_appendf(&texts[side], "%zu%s",
					random_below(&seed, kinds[kind].words), kinds[kind].end);
		double seconds = merge_seconds(texts);

		if (seconds > most_seconds())
			fail_msg("kind %zu: %.2f s", kind, seconds);
		for (size_t i = 0; i < 3; i++)
			str_release(&texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_changes_that_meet),
		cmocka_unit_test(test_changes_apart),
		cmocka_unit_test(test_base_is_shown),
		cmocka_unit_test(test_several_conflicts),
		cmocka_unit_test(test_any_triple),
		cmocka_unit_test(test_other_words_merge),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
