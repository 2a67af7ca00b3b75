/* Lossless parsing of YAML: spans, decoded text, opaque nodes, limits. */
#include "yaml_support.h"

#include <time.h>

/* A node of a source: the bytes its span covers, and its decoded text (NULL: a collection). */
struct span_case {
	const char *source;
	const char *path;
	const char *bytes;
	const char *text;
	int style;
};

static const struct span_case span_cases[] = {
	{"a: 1\nb: two words # note\n", "b", "two words", "two words", YAML_PLAIN},
	{"a: 'it''s'\n", "a", "'it''s'", "it's", YAML_SINGLE},
	{"a: \"x\\ty\\u00e9\"\n", "a", "\"x\\ty\\u00e9\"", "x\ty\u00e9", YAML_DOUBLE},
	/* characters before it are not bytes */
	{"caf\u00e9: \u65e5\u672c \U0001F600\nb: x\n", "b", "x", "x", YAML_PLAIN},
	{"\uFEFFcaf\u00e9: \u65e5\nb: x\n", "b", "x", "x", YAML_PLAIN},
	{"\uFEFFa: x\n", "a", "x", "x", YAML_PLAIN},
	{"a: 1\r\nb: x\r\nc: |\r\n  l1\r\n  l2\r\nd: y\r\n", "b", "x", "x", YAML_PLAIN},
	{"a: 1\r\nb: x\r\nc: |\r\n  l1\r\n  l2\r\nd: y\r\n", "c", "|\r\n  l1\r\n  l2", "l1\nl2\n",
		YAML_LITERAL},
	{"a: 1\r\nb: x\r\nc: |\r\n  l1\r\n  l2\r\nd: y\r\n", "d", "y", "y", YAML_PLAIN},
	/* empty values */
	{"a:\nb: 1\n", "a", "", "", YAML_PLAIN},
	{"a: # note\nb: 1\n", "a", "", "", YAML_PLAIN},
	{"a:\n  -\n  - x\n", "a/0", "", "", YAML_PLAIN},
	{"a:\n  -\n  - x\n", "a/1", "x", "x", YAML_PLAIN},
	{"a: ~\n", "a", "~", "~", YAML_PLAIN},
	/* blocks: the header and its comment are theirs, the blank lines after are not */
	{"a: |\n  x\n\n\nb: 1\n", "a", "|\n  x", "x\n", YAML_LITERAL},
	{"a: |-\n  x\n\n\nb: 1\n", "a", "|-\n  x", "x", YAML_LITERAL},
	{"a: |+\n  x\n\n\nb: 1\n", "a", "|+\n  x\n\n", "x\n\n\n", YAML_LITERAL},
	{"a: |+\n  x\nb: 1\n", "a", "|+\n  x", "x\n", YAML_LITERAL},
	{"a: | # note\n  x\n# after\nb: 1\n", "a", "| # note\n  x", "x\n", YAML_LITERAL},
	{"a: >\n  x\n  y\n\n# after\nb: 1\n", "a", ">\n  x\n  y", "x y\n", YAML_FOLDED},
	{"a: |\n  x\n  ", "a", "|\n  x", "x\n", YAML_LITERAL},
	{"a: |\n  x\n     \n\nb: 1\n", "a", "|\n  x\n     ", "x\n   \n", YAML_LITERAL},
	{"a: |2\n    x\n   \n \nb: 1\n", "a", "|2\n    x\n   ", "  x\n \n", YAML_LITERAL},
	{"a: |\n  x", "a", "|\n  x", "x", YAML_LITERAL},
	{"a: |+\n  x\n\n", "a", "|+\n  x\n", "x\n\n", YAML_LITERAL},
	{"a: |\n\nb: 1\n", "a", "|", "", YAML_LITERAL},
	{"a: |\n\n", "a", "|", "", YAML_LITERAL},
	{"- |\n x\n- y\n", "0", "|\n x", "x\n", YAML_LITERAL},
	/* plain and quoted over several lines */
	{"a: one\n  two\n\n  three\n# c\nb: 1\n", "a", "one\n  two\n\n  three", "one two\nthree",
		YAML_PLAIN},
	{"a: \"one\n  two\" # c\n", "a", "\"one\n  two\"", "one two", YAML_DOUBLE},
	/* collections */
	{"a:\n  b: 1\n  c: 2\n# after\n\nd: 3\n", "a", "b: 1\n  c: 2", NULL, YAML_BLOCK},
	{"a:\n  b: 1\n  c:\n# after\n\nd: 3\n", "a", "b: 1\n  c:", NULL, YAML_BLOCK},
	{"a:\n  - x\n  - y # n\n\nd: 3\n", "a", "- x\n  - y", NULL, YAML_BLOCK},
	{"a:\n- x\n- y\n\nd: 3\n", "a", "- x\n- y", NULL, YAML_BLOCK},
	{"a:\n- k: |\n    t\n\nd: 3\n", "a/0", "k: |\n    t", NULL, YAML_BLOCK},
	{"a: [x, {y: z }, ] # c\nb: 1\n", "a", "[x, {y: z }, ]", NULL, YAML_FLOW},
	{"a: [x, {y: z }, ] # c\nb: 1\n", "a/1", "{y: z }", NULL, YAML_FLOW},
	{"a: [x: y , z]\n", "a/0", "x: y", NULL, YAML_FLOW},
	{"a: [x: {y: z} ]\n", "a/0", "x: {y: z}", NULL, YAML_FLOW},
	{"a: {}\nb: []\n", "a", "{}", NULL, YAML_FLOW},
	{"a: {}\nb: []\n", "b", "[]", NULL, YAML_FLOW},
	{"a: &x\n  b: 1\nc: *x\n", "c", "*x", NULL, YAML_PLAIN},
	{"a: &x |+\n  t\n\nb: 1\n", "a", "&x |+\n  t\n", "t\n\n", YAML_LITERAL},
	{"a: !t #c\n  &x\u2028  |+ #c\n  t\n\nb: 1\n", "a", "!t #c\n  &x\u2028  |+ #c\n  t\n",
		"t\n\n", YAML_LITERAL},
	{"a: !t [1]\n", "a", "!t [1]", NULL, YAML_FLOW},
	{"--- # c\na: x\n...\n", "a", "x", "x", YAML_PLAIN},
	{"--- |\n  t\n", "", "|\n  t", "t\n", YAML_LITERAL},
	{"a: &x # c\n  |\n  t\n", "a", "&x # c\n  |\n  t", "t\n", YAML_LITERAL},
	{"a: &x\r  |\r  t\r", "a", "&x\r  |\r  t", "t\n", YAML_LITERAL},
};

static void test_spans(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(span_cases) / sizeof(*span_cases); i++) {
		const struct span_case *each = &span_cases[i];
		struct yaml_tree tree;
		parse_fine(&tree, each->source, strlen(each->source));
		uint32_t at = node_at(&tree, each->path);
		assert_int_not_equal(at, YAML_NONE);
		const struct yaml_node *node = yaml_node(&tree, at);
		char *bytes = strndup(tree.source.data + node->start, node->end - node->start);
		if (strcmp(bytes, each->bytes) != 0)
			fail_msg("%s of:\n%s\nis '%s'", each->path, each->source, bytes);
		assert_int_equal(node->style, each->style);
		if (each->text) {
			size_t len;
			assert_string_equal(yaml_text(&tree, at, &len), each->text);
			assert_int_equal(len, strlen(each->text));
			assert_int_equal(node->kind, YAML_SCALAR);
		}
		free(bytes);
		yaml_tree_release(&tree);
	}
}

static void test_places(void **state)
{
	static const char source[] = "\uFEFFa: 1\r\n# c\r\n\u65e5: [x,\r\n  y]\r\n";
	struct yaml_tree tree;
	unsigned line;
	unsigned column;

	(void)state;
	parse_fine(&tree, source, sizeof(source) - 1);
	const struct yaml_node *node = yaml_node(&tree, node_at(&tree, "\u65e5/0"));
	assert_int_equal(node->line, 3);
	assert_int_equal(node->column, 5);
	yaml_place(&tree, node->start, &line, &column);
	assert_int_equal(line, 3);
	assert_int_equal(column, 5);
	node = yaml_node(&tree, node_at(&tree, "\u65e5/1"));
	assert_int_equal(node->line, 4);
	assert_int_equal(node->column, 3);
	assert_string_equal(tree.newline, "\r\n");
	assert_true(tree.has_bom);
	yaml_place(&tree, 0, &line, &column);
	assert_int_equal(line, 1);
	assert_int_equal(column, 1);
	yaml_tree_release(&tree);
}

static void test_shape(void **state)
{
	static const char source[] = "a:\n    - id: x\n      n: |\n          t\nb: {c: [1, 2]}\n";
	struct yaml_tree tree;

	(void)state;
	parse_fine(&tree, source, sizeof(source) - 1);
	assert_int_equal(tree.indent, 4);
	assert_string_equal(tree.newline, "\n");
	const struct yaml_node *root = yaml_node(&tree, tree.root);
	assert_int_equal(root->count, 2);
	assert_int_equal(root->parent, YAML_NONE);
	uint32_t a = node_at(&tree, "a");
	assert_int_equal(yaml_node(&tree, a)->count, 1);
	assert_int_equal(yaml_node(&tree, a)->parent, tree.root);
	assert_string_equal(yaml_text(&tree, yaml_key_of(&tree, a), NULL), "a");
	assert_int_equal(yaml_key_of(&tree, tree.root), YAML_NONE);
	assert_int_equal(yaml_key_of(&tree, yaml_key_of(&tree, a)), YAML_NONE);
	assert_int_equal(yaml_key_of(&tree, node_at(&tree, "a/0")), YAML_NONE);
	assert_string_equal(yaml_text(&tree, yaml_key_of(&tree, node_at(&tree, "b/c")), NULL), "c");
	assert_int_equal(yaml_find(&tree, tree.root, "z"), YAML_NONE);
	assert_int_equal(yaml_find(&tree, a, "id"), YAML_NONE);
	assert_int_equal(yaml_find(&tree, YAML_NONE, "id"), YAML_NONE);
	assert_string_equal(yaml_text(&tree, a, NULL), "");
	yaml_tree_release(&tree);
	parse_fine(&tree, "[a, b]: c\n", 10);
	uint32_t value = yaml_node(&tree, yaml_node(&tree, tree.root)->first)->next;
	assert_int_equal(yaml_key_of(&tree, value), yaml_node(&tree, tree.root)->first);
	yaml_tree_release(&tree);
}

static void test_null(void **state)
{
	static const char source[] =
		"a:\nb: ~\nc: null\nd: NULL\ne: \"\"\nf: 'null'\ng: x\nh: {}\n";
	struct yaml_tree tree;

	(void)state;
	parse_fine(&tree, source, sizeof(source) - 1);
	for (const char *key = "abcdefgh"; *key; key++) {
		char name[] = {*key, '\0'};
		assert_int_equal(yaml_is_null(&tree, node_at(&tree, name)), *key <= 'd');
	}
	yaml_tree_release(&tree);
}

static void test_empty_documents(void **state)
{
	static const char *const sources[] = {"", "# only a comment\n", "---\n", "\n\n",
		"---\n...\n", "\uFEFF", "%YAML 1.1\n---\n", "\uFEFF# c\n"};
	(void)state;
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++) {
		struct yaml_tree tree;
		parse_fine(&tree, sources[i], strlen(sources[i]));
		assert_int_equal(tree.root, YAML_NONE);
		assert_int_equal(tree.n_nodes, 0);
		assert_int_equal(tree.n_problems, 0);
		yaml_tree_release(&tree);
	}
}

/* Which nodes are opaque, and which sealed. */
struct opaque_case {
	const char *source;
	const char *path;
	bool is_opaque;
	bool is_sealed;
};

#define ANCHORS "a: &x\n  b: 1\nc: *x\nd: plain\ne:\n  - !t y\n  - z\nf: {<<: *x, g: 1}\n"

static const struct opaque_case opaque_cases[] = {
	{ANCHORS, "", true, false},
	{ANCHORS, "a", true, true},
	{ANCHORS, "a/b", true, true},
	{ANCHORS, "c", true, true},
	{ANCHORS, "d", false, false},
	{ANCHORS, "e", true, false},
	{ANCHORS, "e/0", true, true},
	{ANCHORS, "e/1", false, false},
	{ANCHORS, "f", true, false},
	{ANCHORS, "f/<<", true, true},
	{ANCHORS, "f/g", false, false},
	{"<<: {a: 1}\nb: 2\n", "<<", true, true},
	{"<<: {a: 1}\nb: 2\n", "<</a", true, true},
	{"<<: {a: 1}\nb: 2\n", "b", false, false},
	{"'<<': {a: 1}\n", "<<", false, false},
	{"? a\n: b\nc: d\n", "a", true, true},
	{"? a\n: b\nc: d\n", "c", false, false},
	{"? a\n? b\n", "a", true, true},
	{"x: {a, b: 1}\n", "x/a", true, true},
	{"x: {a, b: 1}\n", "x/b", false, false},
	{"x: {-a-, b: 1}\n", "x/-a-", true, true},
	{"x: {a: , b: 1}\n", "x/a", false, false},
	{"- \n- a\n", "0", false, false},
	{"a: &n\nb: !!str\n", "a", true, true},
	{"a: &n\nb: !!str\n", "b", true, true},
	{"a: 1\nb: 2\n", "", false, false},
	{"&k a: 1\nb: 2\n", "a", false, false},
	{"a: !t {b: 1}\n", "a/b", true, true},
	{"a: !t\n  b: 1\n", "a/b", true, true},
	{"a: {\tb: 1}\n", "a/b", false, false},
	{"? [a]\n: b\nc: d\n", "c", false, false},
};

static void test_opaque(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(opaque_cases) / sizeof(*opaque_cases); i++) {
		const struct opaque_case *each = &opaque_cases[i];
		struct yaml_tree tree;
		parse_fine(&tree, each->source, strlen(each->source));
		const struct yaml_node *node = yaml_node(&tree, node_at(&tree, each->path));
		if (node->is_opaque != each->is_opaque || node->is_sealed != each->is_sealed)
			fail_msg("%s in:\n%s", each->path, each->source);
		yaml_tree_release(&tree);
	}
}

static void test_problems(void **state)
{
	struct yaml_tree tree;

	(void)state;
	parse_fine(&tree, "title: a\nb: 1\ntitle: c\ntitle: d\n", 32);
	assert_int_equal(tree.n_problems, 2);
	assert_string_equal(
		tree.problems[0].message, "key \"title\" occurs twice, first in line 1");
	assert_int_equal(tree.problems[0].line, 3);
	assert_int_equal(tree.problems[0].column, 1);
	assert_string_equal(yaml_text(&tree, node_at(&tree, "title"), NULL), "a");
	yaml_tree_release(&tree);
	parse_fine(&tree, "a: 1\n---\nb: [\n", 14);
	assert_int_equal(tree.n_problems, 1);
	assert_int_equal(tree.problems[0].line, 2);
	assert_non_null(strstr(tree.problems[0].message, "second document"));
	assert_int_equal(yaml_node(&tree, tree.root)->count, 1);
	yaml_tree_release(&tree);
	/* a long key is cut after a complete character */
	parse_fine(&tree,
		"a\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5"
		"\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5: 1\n"
		"a\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5"
		"\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5: 1\n",
		2 * (1 + 21 * 3 + 4));
	assert_non_null(strstr(tree.problems[0].message, "\u65e5...\""));
	yaml_tree_release(&tree);
	/* a key that would act on a terminal is made harmless, and cut after a complete
	 * character */
	static const char hostile[] =
		"\"\\e[31m\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5"
		"\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\u65e5\": 1\n";
	struct str twice = {0};
	str_append_text(&twice, hostile);
	str_append_text(&twice, hostile);
	parse_fine(&tree, twice.data, twice.len);
	assert_int_equal(tree.n_problems, 1);
	assert_null(strchr(tree.problems[0].message, '\033'));
	assert_non_null(strstr(tree.problems[0].message, "\u65e5...\""));
	str_release(&twice);
	yaml_tree_release(&tree);
}

/* A mapping with many keys, one of them a list, then one with fewer; each key occurs twice. */
static void test_many_problems(void **state)
{
	struct yaml_tree tree;
	struct str source = {0};

	(void)state;
	str_append_text(&source, "a:\n  ? [k0]\n  : 1\n");
	for (size_t i = 0; i < 160; i++)
		str_appendf(&source, "  k%zu: 1\n", i / 2);
	str_append_text(&source, "b:\n");
	for (size_t i = 0; i < 60; i++)
		str_appendf(&source, "  k%zu: 1\n", i / 2);
	parse_fine(&tree, source.data, source.len);
	assert_int_equal(tree.n_problems, YAML_MAX_PROBLEMS);
	assert_string_equal(tree.problems[0].message, "key \"k0\" occurs twice, first in line 4");
	assert_string_equal(
		tree.problems[80].message, "key \"k0\" occurs twice, first in line 165");
	assert_string_equal(tree.problems[YAML_MAX_PROBLEMS - 1].message,
		"key \"k19\" occurs twice, first in line 203");
	yaml_tree_release(&tree);
	str_release(&source);
}

/* The indentation step of a file; one beyond the largest indicator does not count. */
static void test_indent(void **state)
{
	static const struct {
		const char *source;
		unsigned indent;
	} cases[] = {{"a:\n   b: 1\n", 3}, {"a:\n            b: 1\n", 2},
		{"a:\n            b: 1\nc:\n    d: 1\n", 4}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct yaml_tree tree;

		parse_fine(&tree, cases[i].source, strlen(cases[i].source));
		assert_int_equal(tree.indent, cases[i].indent);
		yaml_tree_release(&tree);
	}
}

struct error_case {
	const char *source;
	enum err_code code;
	unsigned line;
	unsigned column;
	const char *part;
};

#define KEY_64 "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"

static const struct error_case error_cases[] = {
	{"a: 1\n\u65e5\xff: 2\n", ERR_ENCODING, 2, 2, "UTF-8"},
	{"a: \xed\xa0\x80\n", ERR_ENCODING, 1, 4, "UTF-8"},
	{"a: 1\nb: \x07\n", ERR_ENCODING, 2, 4, "U+0007"},
	{"\uFEFFa: 1\nb: \x07\n", ERR_ENCODING, 2, 4, "U+0007"},
	{"title: a: b\n", ERR_SYNTAX, 1, 9, "double quotes"},
	{"a: 1\nb\nc: 2\n", ERR_SYNTAX, 2, 1, "no ':'"},
	{"a: \"x\nb: 2\n", ERR_SYNTAX, 1, 4, "never closed"},
	{"a: |\n  x\n<<<<<<< HEAD\n  y\n=======\n  z\n>>>>>>> side\n", ERR_SYNTAX, 3, 1,
		"git left a conflict"},
	{"a: b\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> side\n", ERR_SYNTAX, 2, 1,
		"git left a conflict"},
	{"a: b\n<<<<<<<\n", ERR_SYNTAX, 2, 1, "no ':'"},
	{"a: b\n<<<<<<<", ERR_SYNTAX, 2, 1, "no ':'"},
	{"a: b\n<<<<", ERR_SYNTAX, 2, 1, "no ':'"},
	{"a: b\n<<<<<<<HEAD\n", ERR_SYNTAX, 2, 1, "no ':'"},
	/* errors without words of our own */
	{"%YAML x\n---\na: 1\n", ERR_SYNTAX, 1, 7, "this is not YAML: the reader "},
	{"%" KEY_64 KEY_64 KEY_64 KEY_64 "\n---\na: 1\n", ERR_LIMIT, 1, 1, "256 bytes"},
	{"a: [1, 2\nb: 2\n", ERR_SYNTAX, 1, 4, "not closed"},
	{"a:\n  b: 1\n c: 2\n", ERR_SYNTAX, 3, 2, "indentation"},
	{"a: @x\n", ERR_SYNTAX, 1, 4, "double quotes"},
	{"a:\n\tb: 1\n", ERR_SYNTAX, 2, 1, "tab"},
	{"a: |\n  \tx\n\ty\n", ERR_SYNTAX, 2, 3, "tab"},
	{"a: \"\\q\"\n", ERR_SYNTAX, 1, 5, "escape"},
	{KEY_64 KEY_64 KEY_64 KEY_64 "k: 1\n", ERR_LIMIT, 1, 1, "257 bytes"},
	{"a: 1\n? " KEY_64 KEY_64 KEY_64 KEY_64 KEY_64 "\n: 1\n", ERR_LIMIT, 2, 3, "320 bytes"},
	{"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]", ERR_LIMIT, 1, 33, "32 levels"},
};

static void test_errors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(error_cases) / sizeof(*error_cases); i++) {
		const struct error_case *each = &error_cases[i];
		struct yaml_tree tree;
		struct err err = {0};
		assert_false(yaml_tree_parse(&tree, each->source, strlen(each->source), &err));
		if (err.code != each->code || err.line != each->line ||
			err.column != each->column || !strstr(err.message, each->part))
			fail_msg("%u:%u: %s (%d)\nin:\n%s", err.line, err.column, err.message,
				err.code, each->source);
		assert_int_equal(tree.root, YAML_NONE);
		assert_null(tree.nodes);
		yaml_tree_release(&tree);
		assert_false(yaml_tree_parse(&tree, each->source, strlen(each->source), NULL));
	}
}

static void test_limits_reached(void **state)
{
	struct yaml_tree tree;
	struct str source = {0};

	(void)state;
	str_append_repeat(&source, '[', YAML_MAX_DEPTH);
	str_append_repeat(&source, ']', YAML_MAX_DEPTH);
	parse_fine(&tree, source.data, source.len);
	yaml_tree_release(&tree);
	str_clear(&source);
	str_append_repeat(&source, 'k', YAML_MAX_KEY);
	str_append_text(&source, ": 1\n");
	parse_fine(&tree, source.data, source.len);
	yaml_tree_release(&tree);
	str_clear(&source);
	for (int key = 0; source.len < YAML_MAX_BYTES; key++) {
		str_appendf(&source, "k%d: |\n", key);
		for (int line = 0; line < 10000; line++)
			str_append_text(&source, "  0123456789012345678901234567890123456789\n");
	}
	source.len = YAML_MAX_BYTES;
	parse_fine(&tree, source.data, source.len);
	yaml_tree_release(&tree);
	struct err err = {0};
	str_append_char(&source, 'x');
	assert_false(yaml_tree_parse(&tree, source.data, source.len, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	str_release(&source);
}

/* The maximum number of entries, then one more, of each kind. */
static void test_entries(void **state)
{
	static const struct {
		const char *start, *entry, *end;
	} cases[] = {{"[", "1,", "]"}, {"[", "*a,", "]"}, {"[", "[],", "]"}, {"[", "{},", "]"},
		{"{", "[1]: 2,", "}"}};
	struct str source = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct yaml_tree tree;
		struct err err = {0};

		str_set(&source, cases[i].start, 1);
		for (size_t k = 0; k < YAML_MAX_ITEMS; k++)
			str_append_text(&source, cases[i].entry);
		str_append_text(&source, cases[i].end);
		parse_fine(&tree, source.data, source.len);
		assert_int_equal(yaml_node(&tree, tree.root)->count, YAML_MAX_ITEMS);
		yaml_tree_release(&tree);
		str_splice(&source, source.len - 1, 0, cases[i].entry, strlen(cases[i].entry));
		assert_false(yaml_tree_parse(&tree, source.data, source.len, &err));
		assert_int_equal(err.code, ERR_LIMIT);
		assert_non_null(strstr(err.message, "more than 262144 entries"));
	}
	str_release(&source);
}

/* Nested lists: each has few entries, but together too many. */
static void test_values(void **state)
{
	struct str source = {0};
	struct yaml_tree tree;
	struct err err = {0};

	(void)state;
	str_append_char(&source, '[');
	for (size_t i = 0; i < 7; i++) {
		str_append_char(&source, '[');
		for (size_t k = 0; k < YAML_MAX_ITEMS; k++)
			str_append_text(&source, "1,");
		str_append_text(&source, "],\n");
	}
	str_append_char(&source, ']');
	assert_false(yaml_tree_parse(&tree, source.data, source.len, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.message, "too many values"));
	str_release(&source);
}

/* An endless text is not read to its end. */
static void test_long_text(void **state)
{
	struct str source = {0};
	struct yaml_tree tree;
	struct err err = {0};

	(void)state;
	str_append_text(&source, "a: 1\nb: \"");
	str_append_repeat(&source, 'x', YAML_MAX_TEXT + 100000);
	str_append_text(&source, "\"\n");
	assert_false(yaml_tree_parse(&tree, source.data, source.len, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(err.line, 2);
	assert_non_null(strstr(err.message, "longer than the 4 MiB"));
	str_release(&source);
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void repeat(struct str *source, const char *text, size_t count)
{
	str_clear(source);
	while (count-- > 0)
		str_append_text(source, text);
}

/* What would take minutes if it were quadratic ends quickly on any machine. */
static void test_hostile_is_fast(void **state)
{
	struct yaml_tree tree;
	struct str source = {0};

	(void)state;
	double start = seconds();
	repeat(&source, "[", 1000000);
	assert_false(yaml_tree_parse(&tree, source.data, source.len, NULL));
	repeat(&source, "{a: ", 300000);
	assert_false(yaml_tree_parse(&tree, source.data, source.len, NULL));
	repeat(&source, "- ", 1000000);
	assert_false(yaml_tree_parse(&tree, source.data, source.len, NULL));
	str_clear(&source);
	for (unsigned i = 0; i < 100000; i++)
		str_appendf(&source, "%%TAG !a%u! x\n", i);
	struct err err = {0};
	assert_false(yaml_tree_parse(&tree, source.data, source.len, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	str_clear(&source);
	for (unsigned i = 0; i < 100000; i++)
		str_appendf(&source, "key%u: 1\n", i);
	str_append_text(&source, "key77: 2\n");
	parse_fine(&tree, source.data, source.len);
	assert_int_equal(yaml_node(&tree, tree.root)->count, 100001);
	assert_int_equal(tree.n_problems, 1);
	assert_string_equal(
		tree.problems[0].message, "key \"key77\" occurs twice, first in line 78");
	yaml_tree_release(&tree);
	assert_true(seconds() - start < 20);
	str_release(&source);
}

/* Every prefix of a file with everything parses or fails, and never reads outside. */
static void test_prefixes(void **state)
{
	static const char source[] =
		"\uFEFF# head\r\na: &x {b: [1, \"\\u65e5\"], ? c : d}\r\ne: |2-  # n\r\n    t\r\n"
		"    u\r\n\r\nf: >+\r\n  x\r\n\r\ng:\r\n- *x\r\n- \r\n- ? k\r\n  : v\r\n- <<: *x\r\nh:\r\n";
	(void)state;
	for (size_t len = 0; len < sizeof(source); len++) {
		struct yaml_tree tree;
		char *copy = malloc(len + 1);
		memcpy(copy, source, len);
		if (yaml_tree_parse(&tree, copy, len, NULL))
			for (uint32_t i = 0; i < tree.n_nodes; i++) {
				const struct yaml_node *node = yaml_node(&tree, i);
				assert_true(node->start <= node->end && node->end <= len);
				yaml_is_null(&tree, i);
				yaml_key_of(&tree, i);
			}
		yaml_tree_release(&tree);
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_shape),
		cmocka_unit_test(test_null),
		cmocka_unit_test(test_empty_documents),
		cmocka_unit_test(test_opaque),
		cmocka_unit_test(test_indent),
		cmocka_unit_test(test_problems),
		cmocka_unit_test(test_many_problems),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_limits_reached),
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_hostile_is_fast),
		cmocka_unit_test(test_prefixes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
