/*
 * Files that are read without libyaml: what they mean is what libyaml says. Random damage to files
 * of all kinds must never be read as something else.
 */
#include "yaml_support.h"

#include "../support/same_tree.h"
#include "base/utf8.h"

#ifndef ROUNDS /* set a higher number, and another seed, to look for trouble */
#define ROUNDS 60000
#define SEED 11
#endif
#define MAX_SOURCE 4096

static const char *const simple[] = {
	"afterword: 1\nform: postmortem\ntitle: \"80\"\nstatus: draft  # draft, final\n"
	"authors:\n  - Geda Siraj\n  - \"1\"\n\nsummary:\n  start: \"2023-10-15T08:00:00-04:00\"\n\n"
	"  end: ongoing\n\n  overview: |\n    One.\n\n    Two.\n\ntimeline:\n  events:\n"
	"    - id: k3f9q2mx\n      what: |\n        Alarm.\n\n    - id: k3f9q2my\n      what: Done\n"
	"      owner: me\n\ntasks:\n  items: []\n",
	"a:\n- x\n- y: 1\n  z:\n  - 2\n  - 3\nb: {}\nc:\nd: # none\n\n# more\n   # deeper\ne:\n    f: g",
	"- one two\n- 'it''s'\n- \"a \\\"b\\\" \\\\ c\\n\"\n- k: |-\n    x\n\n     y\n  l: |+\n   z\n   \n\n- 1",
	"t: |\n  a\tb # c\n   \n  \n     \nu: v\nw: x#y:z, [no] {no} & ? - | ' \" % @\n",
	"t: |\n    # a\n    - b\n    c: d\n    \n\n  \n# no text\nu:\n  - |\n   x\n  - |+\n   y\n\n\n  - z\n",
	"a: caf\xC3\xA9 \xE2\x82\xAC\nb: \"\xF0\x9F\x98\x80\"\nc: '\xC2\xA0'\nd: |\n  \xE3\x83\x86\n  x",
	"a_b-c9: 2023-10-15T08:00:00Z\nb: \"\"\nc: ''\nd: ~\ne: x:y\n",
	"a: |\n  x\n  y",
	"a: |\n  x\n    ",
	"a:\n  b:\n    c:\n      d:\n  e:\nf:\n",
	"a: 1\nb: 2\na: 3\n",
	"a: \xEF\xBF\xBD\xE2\x81\xA8\xE2\x80\xA7\n",
};

/* What is left to libyaml. */
static const char *const others[] = {"", "# nothing\n", "a\n", "a: b\n  c\n", "a: b: c\n",
	"a : b\n", "\"a\": b\n", "a: \"b\n  c\"\n", "a: >\n  b\n", "a: |2\n  b\n", "a: |\n\n  b\n",
	"a: |\nb: c\n", "a: |  # c\n  b\n", "a: |\n \tb\n", "a: [b]\n", "a: {b: c}\n", "a: &b c\n",
	"a: *b\n", "a: !t b\n", "<<: b\n", "? a\n: b\n", "a: b\n---\nc: d\n", "---\na: b\n",
	"a: b\n...\n", "%YAML 1.1\n---\na: b\n", "a: b\r\n",
	"\xEF\xBB\xBF"
	"a: b\n",
	"a: b\xC2\x85",
	"a: b\xE2\x80\xA8"
	"c\n",
	"a:\tb\n", "a: b\t\n", "a: \"\\x41\"\n", "caf\xC3\xA9: 1\n", "- - a\n", "-\n  a: b\n",
	" a: b\n", "a:\n  b\n", "a: b\n c: d\n", "a: b\n- c\n", "a:\n  b: c\n d: e\n", "a: 'b' c\n",
	"a: @b\n", "a: %b\n", "a: \x7F\n", "a: [] b\n", "a: \x01\n",
	"a: \xE2\x80\xA9"
	"c\n",
	"a: \xEF\xBB\xBF"
	"c\n",
	"a: \xEF\xBF\xBE\n", "a: {b\n", "- a\nb: c\n", "a: |", "a: []x\n"};

static void assert_same(const struct yaml_tree *a, const struct yaml_tree *b, const char *source)
{
	if (!tree_is_same(a, b))
		fail_msg("read otherwise than libyaml does:\n%s", source);
}

/* Reads it in both ways, which must agree. Is it simple? */
static bool read_both(const char *source, size_t len)
{
	struct yaml_tree tree = tree_of(source, len);
	bool is_simple = yaml_simple_read(&tree);

	if (is_simple) {
		struct yaml_tree other = tree_of(source, len);
		struct err err = {0};

		if (!yaml_events_read(&other, &err))
			fail_msg("libyaml says %u:%u: %s\n%s", err.line, err.column, err.message,
				source);
		assert_same(&tree, &other, source);
		yaml_tree_release(&other);
	} else {
		assert_int_equal(tree.n_nodes, 0);
		assert_int_equal(tree.strings.len, 0);
	}
	yaml_tree_release(&tree);
	return is_simple;
}

static void test_simple(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(simple) / sizeof(*simple); i++)
		if (!read_both(simple[i], strlen(simple[i])))
			fail_msg("left to libyaml:\n%s", simple[i]);
}

static void test_others(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (read_both(others[i], strlen(others[i])))
			fail_msg("not left to libyaml:\n%s", others[i]);
}

/* A change that may matter: a sign, a piece of another file, or less. */
static size_t damage(struct random *random, char *source, size_t len)
{
	static const char *const pieces[] = {"\n", " ", "  ", "-", "- ", ":", ": ", "#", " #", "|",
		"|-", "|+", ">", "\"", "'", "''", "\\", "\\n", "[]", "{}", "[", "}", ",", "&a ",
		"*a", "!", "?", "%", "@", "\t", "\r", "---", "...", "\n\n", "\n  ", "\n- ",
		"a: ", "b:\n", "\xC3\xA9", "\xC2\x85", "x", "~", "<<: ", "|\n   x\n", "\n      ",
		"c: |\n    d\n"};
	size_t at = random_below(random, len + 1), removed = 0, added = 0;
	char piece[64] = "";

	switch (random_below(random, 4)) {
	case 0:
		removed = random_below(random, 4);
		break;
	case 1: {
		const char *other = simple[random_below(random, sizeof(simple) / sizeof(*simple))];
		size_t from = random_below(random, strlen(other));

		snprintf(piece, sizeof(piece), "%.*s", (int)random_below(random, 60), other + from);
		break;
	}
	default:
		snprintf(piece, sizeof(piece), "%s",
			pieces[random_below(random, sizeof(pieces) / sizeof(*pieces))]);
		removed = random_below(random, 2);
	}
	added = strlen(piece);
	removed = removed < len - at ? removed : len - at;
	if (len - removed + added >= MAX_SOURCE)
		return len;
	memmove(source + at + added, source + at + removed, len - at - removed + 1);
	memcpy(source + at, piece, added);
	return len - removed + added;
}

static void test_damage(void **state)
{
	struct random random = {SEED};
	size_t n_simple = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		char source[MAX_SOURCE];
		size_t len = strlen(strcpy(
			source, simple[random_below(&random, sizeof(simple) / sizeof(*simple))]));

		for (size_t i = random_below(&random, 5); i > 0; i--)
			len = damage(&random, source, len);
		if (utf8_check(source, len, NULL))
			n_simple += read_both(source, len);
	}
	print_message("%zu of %d are simple\n", n_simple, ROUNDS);
	assert_true(n_simple > ROUNDS / 10);
}

/* What is over a limit is left to libyaml, after which the limit is found again and said. */
static void test_over_limits(void **state)
{
	static const char *const starts[] = {"", "- ", "a: ", "a: \"", "a:\n  - "};
	struct str source = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		str_set(&source, starts[i], strlen(starts[i]));
		str_append_repeat(&source, 'k', YAML_MAX_TEXT / 2);
		str_append_text(&source, i == 3 ? "\"\n" : i == 0 ? ": x\n" : "\n");
		assert_false(read_both(source.data, source.len));
	}
	str_clear(&source);
	for (int depth = 0; depth <= YAML_MAX_DEPTH; depth++) {
		str_append_repeat(&source, ' ', (size_t)depth);
		str_append_text(&source, "a:\n");
	}
	assert_false(read_both(source.data, source.len));
	str_set(&source, "", 0);
	for (int depth = 0; depth < YAML_MAX_DEPTH; depth++) {
		str_append_repeat(&source, ' ', (size_t)depth);
		str_append_text(&source, depth == YAML_MAX_DEPTH - 1 ? "a: []\n" : "a:\n");
	}
	assert_false(read_both(source.data, source.len));
	str_release(&source);
}

/* The text of a file near the limit of what one value may have: libyaml's refusal is ours. */
static void test_limit(void **state)
{
	(void)state;
	for (size_t len = YAML_MAX_TEXT - 200000; len < YAML_MAX_TEXT + 200000; len += 49999) {
		struct str source = {0};
		struct yaml_tree tree;
		struct err err = {0}, none = {0};

		str_append_text(&source, "a: |\n  ");
		str_append_repeat(&source, 'x', len);
		str_append_text(&source, "\n# c\nb: c\n");

		struct yaml_tree other = tree_of(source.data, source.len);
		bool is_fine = yaml_events_read(&other, &err);

		assert_int_equal(yaml_tree_parse(&tree, source.data, source.len, &none), is_fine);
		assert_string_equal(none.message, err.message);
		if (is_fine)
			assert_same(&tree, &other, "a long text");
		yaml_tree_release(&tree);
		yaml_tree_release(&other);
		str_release(&source);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_simple),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_over_limits),
		cmocka_unit_test(test_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
