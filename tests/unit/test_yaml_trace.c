/* Where in the file a byte of a value's text stands, in every style. */
#include "yaml/trace.h"
#include "yaml_support.h"

#define LEN(array) (sizeof(array) / sizeof *(array))

static void test_styles(void **state)
{
	static const struct {
		const char *source; /* of the key "a" */
		const char *word;   /* the last one like it in the text */
		unsigned line;
		unsigned column;
	} cases[] = {
		{"a: word\n", "word", 1, 4},
		{"\uFEFFa: word\n", "word", 1, 4},
		{"caf\u00e9: \u65e5\na: \u00e9\u65e5\U0001F600 word\n", "word", 2, 8},
		{"a: one\n  two\n\n  word\n", "word", 4, 3},
		{"a: 'it''s ''a'' word'\n", "word", 1, 17},
		{"a: 'one\n\n   ''word'\n", "'word", 3, 4},
		{"a: \"\\tone\\n\\n  word\"\n", "word", 1, 16},
		{"a: \"\\x77ord\"\n", "word", 1, 5},
		{"a: \"\\u00e9\\U0001F600\\\" word\"\n", "word", 1, 24},
		{"a: \"one\\\n    two word\"\n", "word", 2, 9},
		{"a: \"one\\\n    \\  word\"\n", "word", 2, 8},
		{"a: \"\\_\\N\\L\\P\\r\\/word\"\n", "word", 1, 17},
		{"a: |\n  one\n  word\n", "word", 3, 3},
		{"a: |2- # note\n     one\n   word\n", "word", 3, 4},
		{"a: |+\n\n\n  word\n\n", "word", 4, 3},
		{"a: >\n  one\n  two\n\n    deep\n  word\n", "word", 6, 3},
		{"a: |\r\n  one\r\n  word\r\n", "word", 3, 3},
		{"a: |\r  one\r  word\r", "word", 3, 3},
		{"a: |\n  one\u2028  word\n", "word", 3, 3},
		{"a: \"one\xc2\x85  word\"\n", "word", 2, 3},
		{"a: !!str word\n", "word", 1, 10},
		{"a: &x |\n  word\n", "word", 2, 3},
		{"a: [x, 'word']\n", "x", 1, 5},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct yaml_tree tree;
		struct yaml_trace trace;
		size_t len;

		parse_fine(&tree, cases[i].source, strlen(cases[i].source));
		uint32_t node = node_at(&tree, "a");

		if (yaml_node(&tree, node)->kind == YAML_SEQUENCE)
			node = yaml_node(&tree, node)->first;
		const char *text = yaml_text(&tree, node, &len);
		const char *word = strstr(text, cases[i].word);

		assert_non_null(word);
		yaml_trace_init(&trace, &tree, node, text, len);
		if (!yaml_trace_seek(&trace, (size_t)(word - text)) ||
			trace.line != cases[i].line || trace.column != cases[i].column)
			fail_msg("%s: %u:%u", cases[i].source, trace.line, trace.column);
		yaml_tree_release(&tree);
	}
}

/* Each word of a text is found, asked for one after another, and at its own place. */
static void test_goes_on(void **state)
{
	static const char source[] = "a: >-\n  w0 w1\n  w2\n\n  w3\n    w4\n  w5\n";
	static const unsigned places[][2] = {{2, 3}, {2, 6}, {3, 3}, {5, 3}, {6, 5}, {7, 3}};
	struct yaml_tree tree;
	struct yaml_trace trace;
	size_t len;
	(void)state;

	parse_fine(&tree, source, strlen(source));
	const char *text = yaml_text(&tree, node_at(&tree, "a"), &len);

	yaml_trace_init(&trace, &tree, node_at(&tree, "a"), text, len);
	for (unsigned i = 0; i < LEN(places); i++) {
		char word[8];

		snprintf(word, sizeof(word), "w%u", i);
		assert_true(yaml_trace_seek(&trace, (size_t)(strstr(text, word) - text)));
		assert_int_equal(trace.line, places[i][0]);
		assert_int_equal(trace.column, places[i][1]);
	}
	yaml_tree_release(&tree);
}

/* A text that was changed is known as far as it is the same. */
static void test_other_text(void **state)
{
	static const char source[] = "a: one two three\nb: [x]\nc:\n";
	static const char text[] = "one  two 3";
	struct yaml_tree tree;
	struct yaml_trace trace;
	(void)state;

	parse_fine(&tree, source, strlen(source));
	yaml_trace_init(&trace, &tree, node_at(&tree, "a"), text, strlen(text));
	assert_true(yaml_trace_seek(&trace, 5));
	assert_int_equal(trace.column, 8);
	assert_false(yaml_trace_seek(&trace, 10));
	yaml_trace_init(&trace, &tree, node_at(&tree, "b"), text, strlen(text));
	assert_false(yaml_trace_seek(&trace, 0));
	yaml_trace_init(&trace, &tree, node_at(&tree, "c"), text, strlen(text));
	assert_false(yaml_trace_seek(&trace, 0));
	yaml_tree_release(&tree);
}

static void append_random(struct str *source, struct random *random, const char *between)
{
	static const char *const pieces[] = {"a", "word", "several words and more", "''", " ",
		"caf\u00e9", "\U0001F600", "x#", "0123456789abcdef", "it''s"};

	for (size_t n = 1 + random_below(random, 12); n > 0; n--) {
		str_append_text(source, pieces[random_below(random, LEN(pieces))]);
		if (random_below(random, 6) == 0)
			str_append_text(source, between);
	}
}

/* Going far at once, where most is compared by eight bytes, leads to where byte after byte does. */
static void test_far_as_near(void **state)
{
	static const char *const styles[][3] = {{"a: |\n  x", "\n  x", "\n"},
		{"a: >\n  x", "\n\n  x", "\n"}, {"a: 'x", "\n\n  x", "'\n"},
		{"a: \"x", "\\t\\\"\\u00e9", "\"\n"}, {"a: x", " y\n  x", "\n"}};
	struct random random = {3};
	(void)state;

	for (int round = 0; round < 500; round++) {
		const char *const *style = styles[round % (int)LEN(styles)];
		struct str source = {0};
		struct yaml_tree tree;
		struct yaml_trace far, near;
		size_t len;

		str_append_text(&source, style[0]);
		append_random(&source, &random, style[1]);
		str_append_text(&source, style[2]);
		parse_fine(&tree, source.data, source.len);
		const char *text = yaml_text(&tree, node_at(&tree, "a"), &len);

		yaml_trace_init(&near, &tree, node_at(&tree, "a"), text, len);
		for (size_t at = 0; at <= len; at++) {
			yaml_trace_init(&far, &tree, node_at(&tree, "a"), text, len);
			assert_int_equal(yaml_trace_seek(&far, at), yaml_trace_seek(&near, at));
			assert_int_equal(far.line, near.line);
			assert_int_equal(far.column, near.column);
		}
		yaml_tree_release(&tree);
		str_release(&source);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_styles),
		cmocka_unit_test(test_goes_on),
		cmocka_unit_test(test_other_text),
		cmocka_unit_test(test_far_as_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
