/*
 * Words are counted only where the base does not say the same. In random files the verdict must be
 * that of counting every word of every file.
 */
#include "../../src/merge/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "sources.h"

enum { LINES = 6, VOCABULARY = 40, CASES = 20000 };

/* Words by number; 0 is none. */
struct line {
	unsigned value[2];
	unsigned comment;
};

static void write_file(const struct line *lines, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < LINES; i++) {
		str_appendf(out, "k%zu: w%u w%u", i, lines[i].value[0], lines[i].value[1]);
		if (lines[i].comment > 0)
			str_appendf(out, " # w%u", lines[i].comment);
		str_append_char(out, '\n');
	}
}

static struct line random_line(uint64_t *random, unsigned n_words)
{
	return (struct line){{(unsigned)random_below(random, n_words) + 1,
				     (unsigned)random_below(random, n_words) + 1},
		random_below(random, 3) == 0 ? (unsigned)random_below(random, n_words) + 1 : 0};
}

/* --- all of them counted --- */

struct counts {
	unsigned words[VOCABULARY];
	unsigned comments[VOCABULARY];
};

static void count(const struct line *lines, struct counts *counts)
{
	*counts = (struct counts){0};
	for (size_t i = 0; i < LINES; i++) {
		counts->words[lines[i].value[0]]++;
		counts->words[lines[i].value[1]]++;
		if (lines[i].comment == 0)
			continue;
		counts->words[lines[i].comment]++;
		counts->comments[lines[i].comment]++;
	}
}

static bool is_kept(const struct counts counts[WORDS_SIDES], size_t word)
{
	const unsigned *ours = counts[WORDS_OURS].comments;
	const unsigned *theirs = counts[WORDS_THEIRS].comments;
	unsigned most = ours[word] > theirs[word] ? ours[word] : theirs[word];
	unsigned least = ours[word] > theirs[word] ? theirs[word] : ours[word];

	if (most > counts[WORDS_BASE].comments[word] &&
		least >= counts[WORDS_BASE].comments[word] &&
		counts[WORDS_RESULT].comments[word] < most)
		return false;
	ours = counts[WORDS_OURS].words;
	theirs = counts[WORDS_THEIRS].words;
	most = ours[word] > theirs[word] ? ours[word] : theirs[word];
	return counts[WORDS_BASE].words[word] > 0 || counts[WORDS_RESULT].words[word] >= most;
}

static bool are_kept(struct line files[WORDS_SIDES][LINES])
{
	struct counts counts[WORDS_SIDES];

	for (size_t i = 0; i < WORDS_SIDES; i++)
		count(files[i], &counts[i]);
	for (size_t word = 1; word < VOCABULARY; word++)
		if (!is_kept(counts, word))
			return false;
	return true;
}

/* --- and by lines --- */

static bool are_kept_by_line(const struct str texts[WORDS_SIDES])
{
	struct yaml_tree trees[WORDS_SIDES];
	struct words words = {0};

	for (size_t i = 0; i < WORDS_SIDES; i++) {
		assert_true(yaml_tree_borrow(&trees[i], &texts[i], NULL));
		words_read(&words, i, &trees[i]);
	}
	bool are_kept = words_are_kept(&words);

	words_release(&words);
	for (size_t i = 0; i < WORDS_SIDES; i++)
		yaml_tree_release(&trees[i]);
	return are_kept;
}

/* A few lines of each side differ from the base, or the result's from ours. */
static void make_files(uint64_t *random, struct line files[WORDS_SIDES][LINES])
{
	unsigned n_words = 8 + (unsigned)random_below(random, VOCABULARY - 8);

	for (size_t i = 0; i < LINES; i++)
		files[WORDS_BASE][i] = random_line(random, n_words - 1);
	for (size_t side = 1; side < WORDS_SIDES; side++) {
		memcpy(files[side], files[side == WORDS_RESULT ? WORDS_OURS : WORDS_BASE],
			sizeof files[side]);
		for (size_t n = random_below(random, 3); n > 0; n--)
			files[side][random_below(random, LINES)] =
				random_below(random, 2)
					? files[side - 1][random_below(random, LINES)]
					: random_line(random, n_words - 1);
	}
}

static void test_random(void **state)
{
	struct str texts[WORDS_SIDES] = {{0}};
	size_t n_kept = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= CASES; seed++) {
		struct line files[WORDS_SIDES][LINES] = {0};
		uint64_t random = seed;

		make_files(&random, files);
		for (size_t i = 0; i < WORDS_SIDES; i++)
			write_file(files[i], &texts[i]);
		bool is_expected = are_kept(files);

		if (are_kept_by_line(texts) != is_expected)
			fail_msg("seed %llu:\n%s---\n%s---\n%s---\n%s", (unsigned long long)seed,
				str_text(&texts[0]), str_text(&texts[1]), str_text(&texts[2]),
				str_text(&texts[3]));
		n_kept += is_expected;
	}
	for (size_t i = 0; i < WORDS_SIDES; i++)
		str_release(&texts[i]);
	print_message("%zu of %d lost nothing\n", n_kept, CASES);
	assert_in_range(n_kept, CASES / 10, CASES - CASES / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
