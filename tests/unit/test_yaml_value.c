/* Writing new YAML: scalars that read back as intended, and the canonical shape. */
#include "yaml_support.h"

#include "base/utf8.h"
#include "yaml/value.h"

static const struct yaml_layout root_layout = {"\n", 2, 0};

struct scalar_case {
	enum yaml_shape shape;
	const char *text;
	const char *written;
};

static const struct scalar_case scalar_cases[] = {
	/* words */
	{YAML_WORD, "Card payments failed", "Card payments failed"},
	{YAML_WORD, "sev1", "sev1"},
	{YAML_WORD, "America/New_York", "America/New_York"},
	{YAML_WORD, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"},
	{YAML_WORD, "30 engineers", "30 engineers"},
	{YAML_WORD, "+1 from everyone", "+1 from everyone"},
	{YAML_WORD, "C# and C++", "C# and C++"},
	{YAML_WORD, "it's \"it\"", "it's \"it\""},
	{YAML_WORD, "caf\u00e9 \u65e5\u672c \U0001F600", "caf\u00e9 \u65e5\u672c \U0001F600"},
	{YAML_WORD, "~14:05", "~14:05"},
	{YAML_WORD, "n/a", "n/a"},
	{YAML_WORD, "", "\"\""},
	{YAML_WORD, " x", "\" x\""},
	{YAML_WORD, "x ", "\"x \""},
	{YAML_WORD, "a: b", "\"a: b\""},
	{YAML_WORD, "a:", "\"a:\""},
	{YAML_WORD, "a #b", "\"a #b\""},
	{YAML_WORD, "- x", "\"- x\""},
	{YAML_WORD, "-x", "\"-x\""},
	{YAML_WORD, "?x", "\"?x\""},
	{YAML_WORD, ":x", "\":x\""},
	{YAML_WORD, "---", "\"---\""},
	{YAML_WORD, "...", "\"...\""},
	{YAML_WORD, "#x", "\"#x\""},
	{YAML_WORD, "&x", "\"&x\""},
	{YAML_WORD, "*x", "\"*x\""},
	{YAML_WORD, "!x", "\"!x\""},
	{YAML_WORD, "|", "\"|\""},
	{YAML_WORD, ">x", "\">x\""},
	{YAML_WORD, "%x", "\"%x\""},
	{YAML_WORD, "@x", "\"@x\""},
	{YAML_WORD, "`x`", "\"`x`\""},
	{YAML_WORD, "[x]", "\"[x]\""},
	{YAML_WORD, "{x}", "\"{x}\""},
	{YAML_WORD, "'x'", "\"'x'\""},
	{YAML_WORD, "\"x\"", "\"\\\"x\\\"\""},
	{YAML_WORD, ", x", "\", x\""},
	/* what some reader would read as something else */
	{YAML_WORD, "yes", "\"yes\""},
	{YAML_WORD, "No", "\"No\""},
	{YAML_WORD, "y", "\"y\""},
	{YAML_WORD, "on", "\"on\""},
	{YAML_WORD, "OFF", "\"OFF\""},
	{YAML_WORD, "true", "\"true\""},
	{YAML_WORD, "null", "\"null\""},
	{YAML_WORD, "~", "\"~\""},
	{YAML_WORD, "=", "\"=\""},
	{YAML_WORD, "<<", "\"<<\""},
	{YAML_WORD, ".inf", "\".inf\""},
	{YAML_WORD, "-.INF", "\"-.INF\""},
	{YAML_WORD, ".NaN", "\".NaN\""},
	{YAML_WORD, "80", "\"80\""},
	{YAML_WORD, "-1", "\"-1\""},
	{YAML_WORD, "+1", "\"+1\""},
	{YAML_WORD, "3.10", "\"3.10\""},
	{YAML_WORD, ".5", "\".5\""},
	{YAML_WORD, "1e3", "\"1e3\""},
	{YAML_WORD, "1_000", "\"1_000\""},
	{YAML_WORD, "1,000", "\"1,000\""},
	{YAML_WORD, "010", "\"010\""},
	{YAML_WORD, "0o17", "\"0o17\""},
	{YAML_WORD, "0x1F", "\"0x1F\""},
	{YAML_WORD, "0b11", "\"0b11\""},
	{YAML_WORD, "12:30:45", "\"12:30:45\""},
	{YAML_WORD, "1:2", "\"1:2\""},
	{YAML_WORD, "190:20:30.15", "\"190:20:30.15\""},
	{YAML_WORD, "2024-01-02", "\"2024-01-02\""},
	{YAML_WORD, "2024-01-02T10:00:00Z", "\"2024-01-02T10:00:00Z\""},
	{YAML_WORD, "2024-01-02 10:00:00 -5", "\"2024-01-02 10:00:00 -5\""},
	{YAML_WORD, "2024-01-02 at noon", "\"2024-01-02 at noon\""},
	{YAML_WORD, "2024-xy", "2024-xy"},
	/* what would be invisible, or unreadable */
	{YAML_WORD, "a\tb", "\"a\\tb\""},
	{YAML_WORD, "a\nb", "\"a\\nb\""},
	{YAML_WORD, "a\r", "\"a\\r\""},
	{YAML_WORD, "\033[31m\a\b\v\f\x01\x7f", "\"\\e[31m\\a\\b\\v\\f\\x01\\x7F\""},
	{YAML_WORD, "\xC2\x85\xC2\x9B", "\"\\x85\\x9B\""},
	{YAML_WORD, "\u2028\u2029\u202e\u2066\u200f\u061c",
		"\"\\u2028\\u2029\\u202E\\u2066\\u200F\\u061C\""},
	{YAML_WORD, "\uFEFFx\uFFFE", "\"\\uFEFFx\\uFFFE\""},
	{YAML_WORD, "back\\slash", "back\\slash"},
	{YAML_WORD, "back\\slash\t", "\"back\\\\slash\\t\""},
	{YAML_WORD, "bad \xff byte", "\"bad \\uFFFD byte\""},
	/* the other shapes */
	{YAML_QUOTED, "2023-10-15T08:00:00-04:00", "\"2023-10-15T08:00:00-04:00\""},
	{YAML_QUOTED, "", "\"\""},
	{YAML_RAW, "80", "80"},
	{YAML_RAW, "-1.5", "-1.5"},
	{YAML_RAW, "true", "true"},
	{YAML_RAW, "", "\"\""},
	{YAML_RAW, "- x", "\"- x\""},
	{YAML_RAW, "1\n2", "\"1\\n2\""},
	{YAML_PROSE, "one line", "|\n  one line"},
	{YAML_PROSE, "one\n\ntwo \n\tthree \U0001F600", "|\n  one\n\n  two \n  \tthree \U0001F600"},
	{YAML_PROSE, "one\n", "|+\n  one\n"},
	{YAML_PROSE, "one\n\n", "|+\n  one\n\n"},
	{YAML_PROSE, " one", "|2\n   one"},
	{YAML_PROSE, "\n\tone\n", "|2+\n\n  \tone\n"},
	{YAML_PROSE, "one\n   \ntwo", "|\n  one\n     \n  two"},
	{YAML_PROSE, "", "\"\""},
	{YAML_PROSE, "\n", "\"\\n\\n\""},
	{YAML_PROSE, "one\r\ntwo", "\"one\\r\\ntwo\""},
	{YAML_PROSE, "one\u2028two\n", "\"one\\u2028two\\n\\n\""},
};

static void test_scalars(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(scalar_cases) / sizeof(*scalar_cases); i++) {
		const struct scalar_case *each = &scalar_cases[i];
		struct str out = {0};
		yaml_scalar_write(&out, each->shape, each->text, strlen(each->text), &root_layout);
		assert_string_equal(str_text(&out), each->written);
		str_release(&out);
	}
}

/* A text cut out of a longer one is judged only by its own bytes. */
static void test_scalar_within(void **state)
{
	struct str out = {0};

	(void)state;
	yaml_scalar_write(&out, YAML_WORD, "2024 was good", 4, &root_layout);
	yaml_scalar_write(&out, YAML_WORD, "note: x", 4, &root_layout);
	yaml_scalar_write(&out, YAML_PROSE, "line\nline", 5, &root_layout);
	assert_string_equal(str_text(&out), "\"2024\"note|+\n  line\n");
	str_clear(&out);
	yaml_scalar_write(&out, YAML_WORD,
		"12\0"
		"3",
		4, &root_layout);
	yaml_scalar_write(&out, YAML_RAW, "a\0", 2, &root_layout);
	assert_string_equal(str_text(&out), "\"12\\03\"\"a\\0\"");
	str_release(&out);
}

static void test_layout(void **state)
{
	static const struct yaml_layout layout = {"\r\n", 4, 2};
	struct str out = {0};

	(void)state;
	yaml_scalar_write(&out, YAML_PROSE, "  one\n\ntwo", 10, &layout);
	assert_string_equal(str_text(&out), "|4\r\n        one\r\n\r\n      two");
	str_release(&out);
}

/* Appends a random text of ordinary, Unicode and hostile pieces. */
static void random_text(struct random *random, struct str *out)
{
	static const char *const pieces[] = {"\n", "\n\n", " ", "  ", "\t", "word", "- ", "? ",
		": ", ":", " #", "#", "|", ">", "\"", "'", "\\", "\\n", "---\n", "...\n", "%", "@",
		"`", "{", "}", "[", "]", ",", "&a", "*a", "!t", "<<", "=", "~", "null", "yes", "0",
		"12:30", "2024-01-02", ".5", "\r\n", "\r", "\u00e9", "\u65e5\u672c", "\U0001F600",
		"e\u0301", "\xC2\x85", "\u2028", "\u2029", "\u202e", "\uFEFF", "\u00a0", "\033[0m",
		"\x01", "\x7f", "\u0600", "\uFFFD", "\u200d"};
	size_t count = random_below(random, 12);
	for (size_t i = 0; i < count; i++) {
		if (random_below(random, 5) > 0) {
			str_append_text(out,
				pieces[random_below(random, sizeof(pieces) / sizeof(*pieces))]);
			continue;
		}
		uint32_t code = (uint32_t)random_below(random, 0x110000);
		if (code >= 0xD800 && code <= 0xDFFF)
			code = 'x';
		char bytes[UTF8_MAX];
		str_append(out, bytes, utf8_encode(code, bytes));
	}
}

/* What a text reads back as when it was written in a shape. */
static size_t read_len(enum yaml_shape shape, const char *text, size_t len)
{
	return shape == YAML_PROSE ? yaml_prose_len(text, len) : len;
}

static void check_read(const struct yaml_tree *tree, const char *path, enum yaml_shape shape,
	const struct str *text)
{
	size_t len;
	const char *read = yaml_text(tree, node_at(tree, path), &len);
	len = read_len(shape, read, len);
	if (!str_equal(text, read, len))
		fail_msg("%s reads back as '%.*s', not '%s', in\n%s", path, (int)len, read,
			str_text(text), tree->source.data);
}

static void test_round_trip(void **state)
{
	struct random random = {20231015};

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct str text = {0};
		struct str file = {0};
		random_text(&random, &text);
		enum yaml_shape shape = (enum yaml_shape[]){
			YAML_WORD, YAML_QUOTED, YAML_PROSE}[random_below(&random, 3)];
		struct yaml_layout layout = {random_below(&random, 2) ? "\n" : "\r\n",
			1 + (unsigned)random_below(&random, 9), 0};
		bool is_last = random_below(&random, 2);
		str_append_text(&file, "a: ");
		yaml_scalar_write(&file, shape, str_text(&text), text.len, &layout);
		str_append_text(&file, layout.newline);
		str_append_text(&file, "b:\n   - ");
		layout.indent = 3;
		yaml_scalar_write(&file, shape, str_text(&text), text.len, &layout);
		str_append_text(&file, layout.newline);
		if (!is_last)
			str_append_text(&file, "c: 1\n");
		struct yaml_tree tree;
		parse_fine(&tree, file.data, file.len);
		assert_int_equal(tree.n_problems, 0);
		assert_int_equal(yaml_node(&tree, tree.root)->count, is_last ? 2 : 3);
		check_read(&tree, "a", shape, &text);
		check_read(&tree, "b/0", shape, &text);
		yaml_tree_release(&tree);
		str_release(&text);
		str_release(&file);
	}
}

static struct yaml_value *add(
	struct yaml_value *parent, const char *key, enum yaml_shape shape, const char *text)
{
	struct yaml_value *value = yaml_value_add(parent, key);
	yaml_value_set(value, shape, text, strlen(text));
	return value;
}

static void test_canonical(void **state)
{
	static const char expected[] = "afterword: 1\n"
				       "title: \"yes\"\n"
				       "status: draft  # draft, review, final\n"
				       "\"on\": x\n"
				       "authors:\n"
				       "  - Geda Siraj\n"
				       "  - \"1\"\n"
				       "\n"
				       "summary:\n"
				       "  start: \"2023-10-15\"\n"
				       "\n"
				       "  overview: |\n"
				       "    One.\n"
				       "\n"
				       "    Two.\n"
				       "\n"
				       "  kept: |+\n"
				       "    One.\n"
				       "\n"
				       "  none: []\n"
				       "  nothing: {}\n"
				       "timeline:\n"
				       "  events:\n"
				       "    - id: a\n"
				       "      what: |\n"
				       "        x\n"
				       "\n"
				       "      by: me\n"
				       "\n"
				       "    - id: b\n"
				       "      list:\n"
				       "        - |\n"
				       "          z\n"
				       "\n"
				       "  last: 1\n";
	struct yaml_value root = {0};

	(void)state;
	add(&root, "afterword", YAML_RAW, "1");
	add(&root, "title", YAML_WORD, "yes");
	add(&root, "status", YAML_WORD, "draft")->comment = strdup("draft,\nreview,\rfinal");
	add(&root, "on", YAML_WORD, "x");
	struct yaml_value *page = yaml_value_add(&root, "authors");
	add(page, NULL, YAML_WORD, "Geda Siraj");
	add(page, NULL, YAML_WORD, "1");
	page = yaml_value_add(&root, "summary");
	page->blank_before = true;
	add(page, "start", YAML_QUOTED, "2023-10-15")->blank_before = true;
	add(page, "overview", YAML_PROSE, "One.\n\nTwo.")->blank_before = true;
	add(page, "kept", YAML_PROSE, "One.\n")->blank_before = true;
	yaml_value_add(page, "none")->kind = YAML_VALUE_SEQUENCE;
	yaml_value_add(page, "nothing")->kind = YAML_VALUE_MAPPING;
	page = yaml_value_add(&root, "timeline");
	struct yaml_value *rows = yaml_value_add(page, "events");
	struct yaml_value *row = yaml_value_add(rows, NULL);
	add(row, "id", YAML_WORD, "a");
	add(row, "what", YAML_PROSE, "x");
	add(row, "by", YAML_WORD, "me");
	row = yaml_value_add(rows, NULL);
	add(row, "id", YAML_WORD, "b");
	add(yaml_value_add(row, "list"), NULL, YAML_PROSE, "z");
	add(page, "last", YAML_RAW, "1");
	struct str out = {0};
	yaml_value_write(&out, &root, &root_layout);
	assert_string_equal(str_text(&out), expected);
	struct yaml_tree tree;
	parse_fine(&tree, out.data, out.len);
	assert_string_equal(yaml_text(&tree, node_at(&tree, "summary/kept"), NULL), "One.\n\n");
	yaml_tree_release(&tree);
	str_release(&out);
	yaml_value_release(&root);
	root.kind = YAML_VALUE_MAPPING;
	yaml_value_write(&out, &root, &root_layout);
	assert_string_equal(str_text(&out), "{}\n");
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scalars),
		cmocka_unit_test(test_scalar_within),
		cmocka_unit_test(test_layout),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_canonical),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
