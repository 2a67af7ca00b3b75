/* Wrapping: known layouts, and invariants for any text and any edit. */
#include "base/str.h"
#include "base/utf8.h"
#include "text/grapheme.h"
#include "text/wrap.h"

#include <limits.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define E_ACUTE "\xc3\xa9"

static int set_locale(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

/* A layout as text: '|' ends a soft line, '$' a hard one, hanging spaces are '_'. */
static void describe(const struct wrap *wrap, const char *text, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < wrap->n_lines; i++) {
		const struct wrap_line *line = &wrap->lines[i];

		str_append(out, text + line->start, line->end - line->start);
		for (size_t at = line->end; at < line->next; at++) {
			if (text[at] != '\n')
				str_append_char(out, '_');
		}
		str_append_char(out, line->is_hard ? '$' : '|');
	}
}

static void test_known(void **state)
{
	static const struct {
		const char *text;
		unsigned columns;
		const char *layout;
	} cases[] = {
		{"", 10, "$"},
		{"\n", 10, "$$"},
		{"one two", 10, "one two$"},
		{"one two\n", 10, "one two$$"},
		{"a\n\nb", 10, "a$$b$"},
		{"one two three", 10, "one two_|three$"},
		{"one two three", 7, "one two_|three$"},
		{"one two three", 6, "one_|two_|three$"},
		{"one two   three", 7, "one two___|three$"},
		{"one\ttwo", 8, "one_|two$"},
		/* Spaces at a hard end are typed text: drawn as far as they fit. */
		{"ab   ", 10, "ab   $"},
		{"ab   \nc", 3, "ab __$c$"},
		{"   word", 5, "___|word$"},
		/* Words wider than a line. */
		{"abcdefgh", 3, "abc|def|gh$"},
		{"x abcdefgh y", 4, "x_|abcd|efgh_|y$"},
		{"e\xcc\x81"
		 "e\xcc\x81"
		 "e\xcc\x81",
			2,
			"e\xcc\x81"
			"e\xcc\x81|e\xcc\x81$"},
		{"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 5,
			"\xe6\x97\xa5\xe6\x9c\xac|\xe8\xaa\x9e$"},
		{"\xe6\x97\xa5\xe6\x9c\xac", 1, "\xe6\x97\xa5|\xe6\x9c\xac$"},
		/* Break after hyphens, but not after the dashes of an option. */
		{"well-known", 6, "well-|known$"},
		{"run --fast now", 8, "run_|--fast_|now$"},
		{"run -x", 5, "run_|-x$"},
		{"--fast", 3, "--f|ast$"},
		/* No break at a stop or colon inside a word. */
		{"so e.g. this", 5, "so_|e.g._|this$"},
		{"host.example.com", 8, "host.exa|mple.com$"},
		{"at 10:30am", 8, "at_|10:30am$"},
		{E_ACUTE "." E_ACUTE " x", 2,
			E_ACUTE "."
				"|" E_ACUTE "_|x$"},
		{E_ACUTE "x." E_ACUTE "x", 4, E_ACUTE "x." E_ACUTE "|x$"},
		{"c ab.\xe6\x97\xa5", 6, "c ab.|\xe6\x97\xa5$"},
		{"(a) [b] \"c d\"", 8, "(a) [b]_|\"c d\"$"},
		/* URLs. */
		{"see https://a.b/c?d now", 18, "see_|https://a.b/c?d_|now$"},
		{"see https://a.b/c?d now", 15, "see_|https://a.b/c?d_|now$"},
		{"see https://a.b/c?d now", 14, "see https://|a.b/c?d now$"},
		{"(git+ssh://h/p)", 20, "(git+ssh://h/p)$"},
		{"a: b://c/d/e f", 9, "a:_|b://c/d/e_|f$"},
		{"x h://a/b", 8, "x_|h://a/b$"},
		{"x 1://a/b", 8, "x 1://a/|b$"},
		{"x ://a/b", 7, "x ://a/|b$"},
		{"a/b/c/d", 6, "a/b/c/|d$"},
		{"http://a/\xe6\x97\xa5\xe6\x9c\xac", 11, "http://a/\xe6\x97\xa5|\xe6\x9c\xac$"},
		/* Not UTF-8: breaks at spaces. */
		{"a\xff b\xff-c d", 4, "a\xff_|b\xff-c_|d$"},
		/* The replacement of a control character counts. */
		{"a\x1b"
		 "b c",
			4,
			"a\x1b"
			"b_|c$"},
	};
	struct wrap wrap = {0};
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		wrap_layout(&wrap, cases[i].text, strlen(cases[i].text), cases[i].columns);
		describe(&wrap, cases[i].text, &out);
		assert_string_equal(str_text(&out), cases[i].layout);
	}
	wrap_release(&wrap);
	str_release(&out);
}

static unsigned next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(*seed >> 33);
}

static void append_random(uint64_t *seed, struct str *out)
{
	static const char *const pieces[] = {"a", "word ", " ", "   ", "\n", "\n\n", "\t", ".",
		", ", "-", "--x", "https://example.com/a/b?c=d.e ", "http://",
		"\xe6\x97\xa5\xe6\x9c\xac", "\xcc\x81",
		"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "\xf0\x9f\x87\xa9", "\xe2\x80\xae",
		"\x1b", "(", ")", "\"", "/", "\xc3\xa9t\xc3\xa9 ", "averyveryverylongword", "\xff",
		"\xe2\x80\x8d"};

	str_append_text(out, pieces[next_random(seed) % (sizeof(pieces) / sizeof(pieces[0]))]);
}

/* Lines cover the text without gap or overlap, break between clusters, and fit. */
static void assert_laws(const struct wrap *wrap, const char *text, size_t len)
{
	size_t expected = 0;

	assert_true(wrap->n_lines >= 1);
	for (size_t i = 0; i < wrap->n_lines; i++) {
		const struct wrap_line *line = &wrap->lines[i];
		bool is_last = i + 1 == wrap->n_lines;
		size_t n_clusters = 0;

		assert_int_equal(line->start, expected);
		assert_true(line->start <= line->end && line->end <= line->next);
		assert_true(is_last || line->next > line->start);
		assert_int_equal(grapheme_snap(text, len, line->start), line->start);
		assert_int_equal(grapheme_snap(text, len, line->end), line->end);
		for (size_t at = line->start; at < line->end; at = grapheme_next(text, len, at))
			n_clusters++;
		for (size_t at = line->end; at < line->next; at++)
			assert_non_null(strchr(" \t\n", text[at]));
		assert_true(n_clusters <= 1 || grapheme_width(text + line->start,
						       line->end - line->start) <= wrap->columns);
		assert_null(memchr(text + line->start, '\n', line->end - line->start));
		if (is_last)
			assert_true(line->is_hard && line->next == len);
		else
			assert_int_equal(line->is_hard, text[line->next - 1] == '\n');
		expected = line->next;
	}
	assert_int_equal(expected, len);
}

static void assert_same(const struct wrap *left, const struct wrap *right)
{
	assert_int_equal(left->n_lines, right->n_lines);
	for (size_t i = 0; i < left->n_lines; i++) {
		assert_int_equal(left->lines[i].start, right->lines[i].start);
		assert_int_equal(left->lines[i].end, right->lines[i].end);
		assert_int_equal(left->lines[i].next, right->lines[i].next);
		assert_int_equal(left->lines[i].is_hard, right->lines[i].is_hard);
	}
}

static void test_update_equals_layout(void **state)
{
	struct wrap updated = {0};
	struct wrap fresh = {0};
	struct str text = {0};
	struct str inserted = {0};
	uint64_t seed = 11;

	(void)state;
	for (int round = 0; round < 300; round++) {
		unsigned columns = 1 + next_random(&seed) % 40;

		str_clear(&text);
		for (unsigned i = next_random(&seed) % 60; i > 0; i--)
			append_random(&seed, &text);
		/* Mostly prose, long enough that an update begins in its middle. */
		for (unsigned i = round % 2 ? next_random(&seed) % 200 : 0; i > 0; i--)
			str_append_text(&text, i % 7 ? "word " : "another ");
		for (unsigned i = round % 4 == 1 ? 20 : 0; i > 0; i--)
			append_random(&seed, &text);
		wrap_layout(&updated, str_text(&text), text.len, columns);
		for (int edit = 0; edit < 60; edit++) {
			size_t at = next_random(&seed) % (text.len + 1);
			size_t most = text.len - at;
			size_t removed = next_random(&seed) % 3 ? next_random(&seed) % 8
								: next_random(&seed) % 40;

			/* Any bytes may be removed, so sequences are cut as well. */
			removed = removed > most ? most : removed;
			str_clear(&inserted);
			for (unsigned i = next_random(&seed) % 4; i > 0; i--)
				append_random(&seed, &inserted);
			str_splice(&text, at, removed, inserted.data, inserted.len);
			wrap_update(&updated, str_text(&text), text.len, at, removed, inserted.len);
			wrap_layout(&fresh, str_text(&text), text.len, columns);
			assert_same(&updated, &fresh);
			assert_laws(&fresh, str_text(&text), text.len);
		}
	}
	wrap_release(&updated);
	wrap_release(&fresh);
	str_release(&text);
	str_release(&inserted);
}

/* From offset to line and column and back, and from any column to a position on its line. */
static void test_round_trip(void **state)
{
	struct wrap wrap = {0};
	struct str text = {0};
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < 1500; round++) {
		unsigned columns = 2 + next_random(&seed) % 30;

		str_clear(&text);
		for (unsigned i = next_random(&seed) % 40; i > 0; i--)
			append_random(&seed, &text);
		wrap_layout(&wrap, str_text(&text), text.len, columns);
		for (size_t at = 0;; at = grapheme_next(str_text(&text), text.len, at)) {
			size_t line = wrap_line_of(&wrap, at);
			unsigned column = wrap_column_of(&wrap, str_text(&text), at);
			size_t back = wrap_offset_at(&wrap, str_text(&text), line, column);

			assert_true(wrap.lines[line].start <= at);
			assert_true(at < wrap.lines[line].next || at == text.len);
			assert_true(column < columns);
			assert_int_equal(wrap_line_of(&wrap, back), line);
			/* In the last cell the hanging spaces and the end of a full line
			 * coincide. */
			if (column + 1 < columns)
				assert_int_equal(back, at);
			if (at == text.len)
				break;
		}
		for (size_t line = 0; line < wrap.n_lines; line++) {
			for (unsigned column = 0; column < columns + 5; column++) {
				size_t at = wrap_offset_at(&wrap, str_text(&text), line, column);

				assert_int_equal(wrap_line_of(&wrap, at), line);
				assert_int_equal(grapheme_snap(str_text(&text), text.len, at), at);
			}
		}
	}
	wrap_release(&wrap);
	str_release(&text);
}

static void test_nearest(void **state)
{
	static const char text[] = "a\xe6\x97\xa5"
				   "b\tc and more\nlast";
	static const size_t offsets[] = {0, 1, 1, 4, 5, 5, 5, 6, 6, 7, 8, 8};
	struct wrap wrap = {0};

	(void)state;
	wrap_layout(&wrap, text, strlen(text), 10);
	assert_int_equal(wrap.n_lines, 3);
	for (unsigned column = 0; column < 9; column++)
		assert_int_equal(wrap_offset_at(&wrap, text, 0, column), offsets[column]);
	/* The last position of a soft line is before its last space, of a hard one its end. */
	assert_int_equal(wrap_offset_at(&wrap, text, 0, UINT_MAX), 7);
	assert_int_equal(wrap_offset_at(&wrap, text, 1, UINT_MAX), 16);
	assert_int_equal(wrap_offset_at(&wrap, text, 2, UINT_MAX), strlen(text));
	assert_int_equal(wrap_line_of(&wrap, 8), 1);
	assert_int_equal(wrap_line_of(&wrap, 17), 2);
	wrap_release(&wrap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_update_equals_layout),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, set_locale, NULL);
}
