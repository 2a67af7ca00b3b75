/* Conflicts in texts: found as git and we write them, and found again whatever they contain. */
#include "model/conflict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define OURS "<<<<<<< ours\n"
#define BASE "||||||| base\n"
#define THEIRS ">>>>>>> theirs\n"
#define MIDDLE "=======\n"

static void append_slice(struct str *out, struct slice slice)
{
	str_append_char(out, '[');
	str_append(out, slice.data, slice.len);
	str_append_char(out, ']');
}

/* All conflicts of a text: place and versions. */
static void describe(const char *text, struct str *out)
{
	struct conflict conflict;
	size_t at = 0;

	str_clear(out);
	while (conflict_find(text, strlen(text), at, &conflict)) {
		str_appendf(out, "%zu-%zu", conflict.start, conflict.end);
		append_slice(out, conflict.ours);
		if (conflict.has_base)
			append_slice(out, conflict.base);
		append_slice(out, conflict.theirs);
		at = conflict.end;
	}
}

static void test_find(void **state)
{
	static const struct {
		const char *text, *found;
	} cases[] = {
		{"", ""},
		{"plain\ntext", ""},
		{OURS "a\n" MIDDLE "b\n" THEIRS, "0-40[a\n][b\n]"},
		{"x\n" OURS "a\n" MIDDLE "b\n" THEIRS "y\n", "2-42[a\n][b\n]"},
		/* the end of a text needs no newline */
		{OURS "a\n" MIDDLE "b\n>>>>>>> theirs", "0-39[a\n][b\n]"},
		{"<<<<<<<\na\n=======\nb\n>>>>>>>", "0-27[a\n][b\n]"},
		{OURS MIDDLE "b\n" THEIRS, "0-38[][b\n]"},
		{OURS "a\n" MIDDLE THEIRS, "0-38[a\n][]"},
		{OURS "a\n" BASE "o\n" MIDDLE "b\n" THEIRS, "0-55[a\n][o\n][b\n]"},
		{OURS "a\n" BASE MIDDLE "b\n" THEIRS, "0-53[a\n][][b\n]"},
		/* two */
		{OURS "a\n" MIDDLE "b\n" THEIRS OURS "c\n" MIDDLE "d\n" THEIRS,
			"0-40[a\n][b\n]40-80[c\n][d\n]"},
		/* not markers: six signs, no space after, other orders, incomplete ones */
		{"<<<<<< ours\na\n======\nb\n>>>>>> theirs\n", ""},
		{"<<<<<<<ours\na\n=======\nb\n>>>>>>> theirs\n", ""},
		{" <<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n", ""},
		{OURS "a\n" MIDDLE "b\n", ""},
		{OURS "a\n" THEIRS, ""},
		{"a\n" MIDDLE "b\n" THEIRS, ""},
		/* of another size */
		{"<<<<<<<< ours\na\n=======\nb\n========\nc\n>>>>>>>> theirs\n",
			"0-53[a\n=======\nb\n][c\n]"},
		/* a lone one before it is text */
		{OURS OURS "a\n" MIDDLE "b\n" THEIRS, "13-53[a\n][b\n]"},
		{OURS "a\n<<<<<<<< ours\na\n========\nb\n>>>>>>>> theirs\n", "15-58[a\n][b\n]"},
		/* one inside another is part of its version */
		{OURS OURS "a\n" MIDDLE "b\n" THEIRS MIDDLE "c\n" THEIRS,
			"0-78[" OURS "a\n" MIDDLE "b\n" THEIRS "][c\n]"},
		{OURS "x\n" MIDDLE "<<<<<<<< ours\na\n========\nb\n>>>>>>>> theirs\n" THEIRS,
			"0-81[x\n][<<<<<<<< ours\na\n========\nb\n>>>>>>>> theirs\n]"},
	};
	struct str found = {0};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		describe(cases[i].text, &found);
		if (strcmp(str_text(&found), cases[i].found) != 0)
			fail_msg("%s gives %s", cases[i].text, str_text(&found));
	}
	str_release(&found);
}

static void test_labels(void **state)
{
	static const char text[] =
		"<<<<<<< Geda, 14:32\na\n||||||| the file\n=======\nb\n>>>>>>>\n";
	struct conflict conflict;

	(void)state;
	assert_true(conflict_find(text, strlen(text), 0, &conflict));
	assert_true(slice_equal(conflict.our_label, "Geda, 14:32"));
	assert_true(slice_equal(conflict.base_label, "the file"));
	assert_true(slice_equal(conflict.their_label, ""));
}

/* From the middle of a line on, only conflicts after it are found. */
static void test_find_from(void **state)
{
	static const char text[] = OURS "a\n" MIDDLE "b\n" THEIRS;
	struct conflict conflict;

	(void)state;
	assert_true(conflict_find(text, strlen(text), 0, &conflict));
	for (size_t from = 1; from <= strlen(text); from++)
		assert_false(conflict_find(text, strlen(text), from, &conflict));
}

static void test_append(void **state)
{
	struct conflict conflict = {
		.ours = slice_of_text("a"),
		.theirs = slice_of_text("b\n"),
		.our_label = slice_of_text("me\nor not"),
	};
	struct str out = {0};

	(void)state;
	conflict_append(&out, &conflict, 0);
	assert_string_equal(str_text(&out), "<<<<<<< me\na\n=======\nb\n>>>>>>>\n");
	str_clear(&out);
	conflict.base = slice_of_text("");
	conflict.base_label = slice_of_text("base");
	conflict_append(&out, &conflict, 9);
	assert_string_equal(
		str_text(&out), "<<<<<<<<< me\na\n||||||||| base\n=========\nb\n>>>>>>>>>\n");
	str_release(&out);
}

static size_t random_below(uint64_t *seed, size_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)((*seed >> 33) % n);
}

static void random_version(struct str *out, uint64_t *seed)
{
	static const char *const lines[] = {"a\n", "<<<<<<< x\n", "=======\n", ">>>>>>> y\n",
		"||||||| z\n", "<<<<<<<< x\n", "========\n", ">>>>>>>> y\n", "b\n", "\n"};

	str_clear(out);
	for (size_t n = random_below(seed, 8); n > 0; n--)
		str_append_text(out, lines[random_below(seed, LEN(lines))]);
}

/* Whatever the versions contain, including conflicts, they come back unchanged. */
static void test_found_again(void **state)
{
	struct str versions[3] = {{0}};
	struct str out = {0};
	uint64_t seed = 1;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		struct conflict conflict = {0};
		struct conflict found;

		for (size_t i = 0; i < LEN(versions); i++)
			random_version(&versions[i], &seed);
		conflict.ours = slice_of(&versions[0]);
		conflict.theirs = slice_of(&versions[1]);
		if (random_below(&seed, 2) > 0)
			conflict.base = slice_of(&versions[2]);
		str_clear(&out);
		conflict_append(&out, &conflict, 0);
		assert_true(conflict_find(out.data, out.len, 0, &found));
		assert_int_equal(found.start, 0);
		assert_int_equal(found.end, out.len);
		assert_true(slice_equal(found.ours, str_text(&versions[0])));
		assert_true(slice_equal(found.theirs, str_text(&versions[1])));
		assert_true(found.has_base == (conflict.base.data != NULL));
		if (found.has_base)
			assert_true(slice_equal(found.base, str_text(&versions[2])));
	}
	for (size_t i = 0; i < LEN(versions); i++)
		str_release(&versions[i]);
	str_release(&out);
}

/* The label says who removed a row; another label may only look like it. */
static void test_removal(void **state)
{
	struct str label = {0};
	struct slice who;

	(void)state;
	conflict_append_removal(&label, "theirs");
	assert_string_equal(str_text(&label), "theirs (row removed)");
	assert_true(conflict_is_removal(slice_of(&label), &who));
	assert_true(slice_equal(who, "theirs"));
	assert_true(conflict_is_removal(slice_of(&label), NULL));
	str_append_text(&label, " by hand");
	assert_false(conflict_is_removal(slice_of(&label), &who));
	assert_true(slice_equal(who, "theirs (row removed) by hand"));
	assert_false(conflict_is_removal((struct slice){0}, &who));
	str_release(&label);
}

static void test_possible(void **state)
{
	static const struct {
		const char *text;
		bool is_possible;
	} cases[] = {
		{"", false},
		{"a < b\n", false},
		{"<<<<<< ours\n=======\n>>>>>>> theirs\n", false},
		{"<<< <<<<\n", false},
		{"a\n<<<<<<<", true},
		{"<<<\n<<<<<<<< ours\n", true},
	};

	(void)state;
	assert_false(conflict_is_possible((struct slice){0}));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (conflict_is_possible(slice_of_text(cases[i].text)) != cases[i].is_possible)
			fail_msg("\"%s\"", cases[i].text);
}

static void test_marker(void **state)
{
	static const struct {
		const char *line;
		bool is_marker;
	} cases[] = {
		{"<<<<<<< ours", true},
		{"|||||||", true},
		{"=========", true},
		{">>>>>>> theirs, and more", true},
		{"<<<<<< ours", false},
		{"<<<<<<<ours", false},
		{"<<<<<<= ours", false},
		{" <<<<<<< ours", false},
		{"-------", false},
		{"", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (conflict_is_marker(slice_of_text(cases[i].line)) != cases[i].is_marker)
			fail_msg("\"%s\"", cases[i].line);
}

/* A megabyte of markers that never end is read once. */
static void test_hostile(void **state)
{
	struct conflict conflict;
	struct str text = {0};

	(void)state;
	while (text.len < 1000000)
		str_append_text(&text, text.len % 3 > 0 ? "<<<<<<< x\n" : "=======\n");
	assert_false(conflict_find(text.data, text.len, 0, &conflict));
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_find_from),
		cmocka_unit_test(test_append),
		cmocka_unit_test(test_found_again),
		cmocka_unit_test(test_removal),
		cmocka_unit_test(test_possible),
		cmocka_unit_test(test_marker),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
