/* Changing only parts of a file: scripts of edits and the bytes that they must give. */
#include "yaml_edits.h"

#include <time.h>

static void test_set_lines(void **state)
{
	static const struct edit_case cases[] = {
		{"a: x # c\nb: 1\n", {"set|a|w|u z"}, "a: u z # c\nb: 1\n"},
		{"a: x # c\nb: 1\n", {"set|a|w|yes"}, "a: \"yes\" # c\nb: 1\n"},
		{"a: x\n", {"set|a|w|"}, "a: \"\"\n"},
		{"a:   'x'\n", {"set|a|w|it's"}, "a:   'it''s'\n"},
		{"a: 'x'\n", {"set|a|w|t\tab"}, "a: \"t\\tab\"\n"},
		{"a: \"x\"\n", {"set|a|w|plain"}, "a: \"plain\"\n"},
		{"a: 1\n", {"set|a|r|2"}, "a: 2\n"},
		{"a: '1'\n", {"set|a|r|2"}, "a: '2'\n"},
		{"a: 2020-01-01\n", {"set|a|q|2020-01-02"}, "a: \"2020-01-02\"\n"},
		{"a: unknown\n", {"set|a|q|ongoing"}, "a: ongoing\n"},
		{"a:\nb: 1\n", {"set|a|w|x"}, "a: x\nb: 1\n"},
		{"a: # c\nb: 1\n", {"set|a|w|x"}, "a: x # c\nb: 1\n"},
		{"a: ~\n", {"set|a|q|x"}, "a: \"x\"\n"},
		{"a:\n  -\n  - u\n", {"set|a/0|w|x"}, "a:\n  - x\n  - u\n"},
		{"a: one\n  two # c\nb: 1\n", {"set|a|w|three"}, "a: three # c\nb: 1\n"},
		{"a:\n  \"x\"\nb: 1\n", {"set|a|w|u"}, "a:\n  \"u\"\nb: 1\n"},
		{"a: {b: x, c: , d: 1}\n", {"set|a/b|w|u", "set|a/c|w|z"},
			"a: {b: u, c: z , d: 1}\n"},
		{"a: [x, u]\n", {"set|a/0|w|1, 2", "set|a/1|p|one\ntwo"},
			"a: [\"1, 2\", \"one\\ntwo\"]\n"},
		{"a: x", {"set|a|w|u"}, "a: u"},
		{"\uFEFFcaf\u00e9: \u65e5 # \u65e5\r\nb: x\r\n", {"set|caf\u00e9|w|u", "set|b|w|z"},
			"\uFEFFcaf\u00e9: u # \u65e5\r\nb: z\r\n"},
		{"a: &x 1\nb: *x\nc: u\n", {"set|c|w|z"}, "a: &x 1\nb: *x\nc: z\n"},
		{"a: &x 1\nb: *x\n", {"set|a|w|z"}, NULL},
		{"a: &x 1\nb: *x\n", {"set|b|w|z"}, NULL},
		{"a: &x\n  b: 1\n", {"set|a/b|w|z"}, NULL},
		{"a: !t x\n", {"set|a|w|z"}, NULL},
		{"a: {b: 1}\n", {"set|a|w|z"}, NULL},
		{"a\n", {"set||w|z"}, NULL},
		{"? a\n: b\n", {"set|a|w|z"}, NULL},
		{"? # c\n  a\n: b\n", {"set|a|w|z"}, NULL},
		{"x: {?\n  a: b}\n", {"set|x/a|w|z"}, NULL},
		{"a: 1 # ?\n# ?\nb: x\n", {"set|b|w|z"}, "a: 1 # ?\n# ?\nb: z\n"},
		{"a: x\n", {"set|a|w|u", "set|a|w|z"}, NULL},
		/* a file with problems is not written */
		{"a: x\na: u\n", {"set|a|w|z"}, NULL},
		{"a: x\n---\nb: u\n", {"set|a|w|z"}, NULL},
		/* YAML 1.1 breaks lines at LS, and so do we */
		{"#c\u2028a:\u2028  b: x\u2028  c: |\u2028    t\n",
			{"set|a/c|p|u", "add|a|a/b|j|w|v"},
			"#c\u2028a:\u2028  b: x\u2028  j: v\n  c: |\n    u\n"},
	};
	(void)state;
	CHECK(cases);
}

static void test_set_blocks(void **state)
{
	static const struct edit_case cases[] = {
		{"a: |\n    x\n    u\n\nb: 1\n", {"set|a|p|one\n\ntwo"},
			"a: |\n    one\n\n    two\n\nb: 1\n"},
		{"a: |  # c\n  x\n# d\nb: 1\n", {"set|a|p|u"}, "a: |  # c\n  u\n# d\nb: 1\n"},
		{"a: |-\n  x\n\nb: 1\n", {"set|a|p|u"}, "a: |-\n  u\n\nb: 1\n"},
		{"a: >  # c\n  x\n  u\nb: 1\n", {"set|a|p|one\ntwo"},
			"a: |  # c\n  one\n  two\nb: 1\n"},
		{"a: >-\n  x\nb: 1\n", {"set|a|w|u"}, "a: |-\n  u\nb: 1\n"},
		{"a: |\n    x\nb: 1\n", {"set|a|p| u"}, "a: |4\n     u\nb: 1\n"},
		{"a: |1\n  x\nb: 1\n", {"set|a|p|u"}, "a: |1\n u\nb: 1\n"},
		{"a: |\n            x\nb: 1\n", {"set|a|p| u"}, "a: |2\n   u\nb: 1\n"},
		{"a: |\n\nb: 1\n", {"set|a|p|u"}, "a: |\n  u\n\nb: 1\n"},
		{"a: |\r\n  x\r\nb: 1\r\n", {"set|a|p|one\ntwo"},
			"a: |\r\n  one\r\n  two\r\nb: 1\r\n"},
		{"a: |\n  x", {"set|a|p|u"}, "a: |\n  u"},
		{"a:\n- |\n  x\n- z\n", {"set|a/0|p|u\nz"}, "a:\n- |\n  u\n  z\n- z\n"},
		/* what a block cannot represent, and back to one line */
		{"a: |  # c\n  x\n\nb: 1\n", {"set|a|p|\u202e"}, "a: \"\\u202E\"  # c\n\nb: 1\n"},
		{"a: |\n  x\n\nb: 1\n", {"set|a|p|"}, "a: \"\"\n\nb: 1\n"},
		/* a text that ends in newlines counts its blank lines */
		{"a: |\n  x\n\n\n\nb: 1\n", {"set|a|p|u\n"}, "a: |+\n  u\n\nb: 1\n"},
		{"a: |\n  x\nb: 1\n", {"set|a|p|u\n\n"}, "a: |+\n  u\n\n\nb: 1\n"},
		{"a: |-\n  x", {"set|a|p|u\n"}, "a: |+\n  u\n\n"},
		{"a: |+ # c\n  x\n\n\nb: 1\n", {"set|a|p|u\n"}, "a: |+ # c\n  u\n\nb: 1\n"},
		{"a: |+\n  x\n\n\nb: 1\n", {"set|a|p|u"}, "a: |\n  u\n\n\nb: 1\n"},
		{"a: |+\n  x\n\nb: 1\n", {"set|a|p|\u202e"}, "a: \"\\u202E\"\n\nb: 1\n"},
		/* lines become blocks */
		{"a: x # c\nb: 1\n", {"set|a|p|one\ntwo"}, "a: | # c\n  one\n  two\nb: 1\n"},
		{"a:  # c\nb: 1\n", {"set|a|p|one"}, "a: |  # c\n  one\nb: 1\n"},
		{"a:\nb: 1\n", {"set|a|p|one"}, "a: |\n  one\nb: 1\n"},
		/* a comment below is not swallowed */
		{"a:\n  # say what\nb: 1\n", {"set|a|p|one"}, "a: |\n   one\n  # say what\nb: 1\n"},
		{"a: x\n\n     # say what\nb: 1\n", {"set|a|p|o: n"},
			"a: |\n      o: n\n\n     # say what\nb: 1\n"},
		{"a:\n          # far\nb: 1\n", {"set|a|p| one\ntwo"},
			"a: \" one\\ntwo\"\n          # far\nb: 1\n"},
		{"a:", {"set|a|p|one"}, "a: |\n  one"},
		{"a:", {"set|a|p|one\n"}, "a: |+\n  one\n\n"},
		{"a: x\nb: 1\n", {"set|a|p|One sentence."}, "a: One sentence.\nb: 1\n"},
		{"a: x\nb: 1\n", {"set|a|p|One: two."}, "a: |\n  One: two.\nb: 1\n"},
		{"a: \"x\"\nb: 1\n", {"set|a|p|one"}, "a: \"one\"\nb: 1\n"},
		{"a: 'x'\nb: 1\n", {"set|a|p|one\ntwo"}, "a: |\n  one\n  two\nb: 1\n"},
		{"a: \"x\"\nb: 1\n", {"set|a|p|one\r\ntwo\n"}, "a: \"one\\r\\ntwo\\n\\n\"\nb: 1\n"},
		{"a:\n    - b: x\n      c: u\n", {"set|a/0/b|p|one\ntwo"},
			"a:\n    - b: |\n          one\n          two\n      c: u\n"},
		{"a:\n  - x\n  - u\n", {"set|a/1|p|one\ntwo"},
			"a:\n  - x\n  - |\n    one\n    two\n"},
	};
	(void)state;
	CHECK(cases);
}

static void test_same_text_is_no_edit(void **state)
{
	static const char *const sources[] = {"a: |\n  x\n", "a: |-\n  x\n", "a: |\n  x", "a: x\n",
		"a: 'x'\n", "a: \"x\\n\"\n", "a: >\n  x\n"};
	struct yaml_tree tree;
	(void)state;
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++) {
		parse_fine(&tree, sources[i], strlen(sources[i]));
		struct yaml_plan *plan = yaml_plan_new(&tree);
		yaml_plan_set(plan, node_at(&tree, "a"), YAML_PROSE, "x", 1);
		assert_true(yaml_plan_is_empty(plan));
		yaml_plan_free(plan);
		yaml_tree_release(&tree);
	}
	parse_fine(&tree, "a:\nb: [x, u]\nc: \"x\\n\"\n", 22);
	struct yaml_plan *plan = yaml_plan_new(&tree);
	yaml_plan_set(plan, node_at(&tree, "a"), YAML_WORD, "", 0);
	struct yaml_item items[] = {
		{.node = node_at(&tree, "b/0")}, {.node = node_at(&tree, "b/1")}};
	yaml_plan_arrange(plan, node_at(&tree, "b"), items, 2);
	assert_true(yaml_plan_is_empty(plan));
	yaml_plan_set(plan, node_at(&tree, "c"), YAML_WORD, "x", 1);
	assert_false(yaml_plan_is_empty(plan));
	yaml_plan_free(plan);
	yaml_tree_release(&tree);
}

static void test_add(void **state)
{
	static const struct edit_case cases[] = {
		{"a: 1\nb: 2\n", {"add||a|j|w|x"}, "a: 1\nj: x\nb: 2\n"},
		{"a: 1 # c\n# about b\nb: 2\n", {"add||a|j|w|x"},
			"a: 1 # c\nj: x\n# about b\nb: 2\n"},
		{"a: 1\n", {"add||a|j|w|x", "add||a|m|w|u"}, "a: 1\nj: x\nm: u\n"},
		{"a: 1", {"add||a|j|w|x"}, "a: 1\nj: x\n"},
		{"a: |\n  x", {"add||a|j|w|x"}, "a: |\n  x\nj: x\n"},
		{"a: 1\r\n", {"add||a|j|p|x\nu"}, "a: 1\r\nj: |\r\n  x\r\n  u\r\n"},
		{"a:\n   b: 1\nc: 2\n", {"add|a|a/b|j|p|x", "add||a|m|w|u"},
			"a:\n   b: 1\n   j: |\n      x\nm: u\nc: 2\n"},
		{"a:\n  b: 1\n  # end of a\nc: 2\n", {"add||a|j|w|x"},
			"a:\n  b: 1\n  # end of a\nj: x\nc: 2\n"},
		{"- id: 1\n  k: x\n- id: 2\n", {"add|0|0/id|j|w|u", "add|1|1/id|j|w|z"},
			"- id: 1\n  j: u\n  k: x\n- id: 2\n  j: z\n"},
		/* blank lines */
		{"a: 1\n", {"add||a|j|W|x"}, "a: 1\n\nj: x\n"},
		{"a: 1\n\nb: 2\n", {"add||a|j|W|x"}, "a: 1\n\nj: x\n\nb: 2\n"},
		{"a: 1\n\nb: 2\n", {"add||a|j|w|x"}, "a: 1\nj: x\n\nb: 2\n"},
		{"a: 1\nb: 2\n", {"add||a|j|W|x"}, "a: 1\n\nj: x\n\nb: 2\n"},
		{"a: |\n  x\nb: |\n  u\n", {"add||a|j|W|x"}, "a: |\n  x\nj: x\nb: |\n  u\n"},
		{"a: |+\n  x\n\nb: 1\n", {"add||a|j|W|x"}, "a: |+\n  x\n\nj: x\n\nb: 1\n"},
		{"a: |+\n  x\n\n", {"add||a|j|W|x"}, "a: |+\n  x\n\nj: x\n"},
		{"a: 1\n\n\nb: 1\n", {"add||a|j|p|x\n"}, "a: 1\nj: |+\n  x\n\nb: 1\n"},
		{"a: 1\n", {"add||a|j|P|x\n", "add||a|m|W|u"}, "a: 1\n\nj: |+\n  x\n\nm: u\n"},
		/* as the first */
		{"a: 1\nb: 2\n", {"add||-|j|w|x"}, "j: x\na: 1\nb: 2\n"},
		{"# file\na: 1\n", {"add||-|j|w|x"}, "# file\nj: x\na: 1\n"},
		{"x:\n  # about a\n  a: 1\n", {"add|x|-|j|w|x"},
			"x:\n  j: x\n  # about a\n  a: 1\n"},
		{"- a: 1\n  b: 2\n", {"add|0|-|j|w|x"}, "- j: x\n  a: 1\n  b: 2\n"},
		{"- a: 1\n", {"add|0|-|j|p|x", "add|0|-|m|w|u"}, "- j: |\n    x\n  m: u\n  a: 1\n"},
		/* flow */
		{"x: {a: 1, b: 2} # c\n", {"add|x|x/a|j|w|x, u"},
			"x: {a: 1, j: \"x, u\", b: 2} # c\n"},
		{"x: { a: 1 }\n", {"add|x|-|j|w|x", "add|x|x/a|m|p|l\nm"},
			"x: { j: x, a: 1, m: \"l\\nm\" }\n"},
		{"x: {a: , }\n", {"add|x|x/a|j|w|x"}, "x: {a: , j: x , }\n"},
		{"x: [a: 1]\n", {"add|x/0|x/0/a|j|w|x"}, NULL},
		/* a key after '?' keeps it */
		{"x: {?a: 1, b: 2}\n", {"add|x|-|j|w|x"}, "x: {j: x, ?a: 1, b: 2}\n"},
		{"x: { ? a : 1 }\n", {"add|x|-|j|w|x"}, "x: { j: x, ? a : 1 }\n"},
		{"x: {? a}\n", {"add|x|-|j|w|x"}, "x: {j: x, ? a}\n"},
		{"x: {? , b: 1}\n", {"add|x|-|j|w|x"}, "x: {j: x, ? , b: 1}\n"},
		{"x: {? [a]: 1}\n", {"add|x|-|j|w|x"}, "x: {j: x, ? [a]: 1}\n"},
		{"x: { # a ? here\n  ? # and ? here\n  a : 1}\n", {"add|x|-|j|w|x"},
			"x: { # a ? here\n  j: x, ? # and ? here\n  a : 1}\n"},
		{"x: {a: 1, ?b: 2}\n", {"add|x|x/a|j|w|x"}, "x: {a: 1, j: x, ?b: 2}\n"},
		{"x: {?b: 2}\n", {"add|x|x/b|j|w|x"}, "x: {?b: 2, j: x}\n"},
		{"{?a: 1}\n", {"add||-|j|w|x"}, "{j: x, ?a: 1}\n"},
		{"? a\n: 1\n", {"add||-|j|w|x"}, NULL},
		{"?\n  a\n: 1\n", {"add||-|j|w|x"}, NULL},
		/* into nothing */
		{"x: {} # c\nu: 1\n", {"add|x|-|j|w|x", "add|x|-|m|p|z"},
			"x: # c\n  j: x\n  m: |\n    z\nu: 1\n"},
		{"x:\nu: 1\n", {"add|x|-|j|w|x"}, "x:\n  j: x\nu: 1\n"},
		{"x: # c\nu: 1\n", {"add|x|-|j|w|x"}, "x: # c\n  j: x\nu: 1\n"},
		{"x: ~", {"add|x|-|j|w|x"}, "x:\n  j: x"},
		{"- x\n-\n", {"add|1|-|j|w|x"}, "- x\n- j: x\n"},
		{"x: [{}, 1]\n", {"add|x/0|-|j|w|x"}, "x: [{j: x}, 1]\n"},
		{"{}\n", {"add||-|j|w|x"}, "j: x\n"},
		{"  {}\n", {"add||-|j|p|x"}, "j: |\n  x\n"},
		{"{} # c\n", {"add||-|j|w|x"}, "# c\nj: x\n"},
		{"--- {}\n", {"add||-|j|w|x"}, "--- \nj: x\n"},
		{"", {"add|-|-|j|w|x", "add|-|-|m|W|u"}, "j: x\n\nm: u\n"},
		{"# only this", {"add|-|-|j|w|x"}, "# only this\nj: x\n"},
		{"---\n...\n", {"add|-|-|j|w|x"}, "---\nj: x\n...\n"},
		{"\uFEFF", {"add|-|-|j|w|x"}, "\uFEFFj: x\n"},
		/* never into opaque values */
		{"a: &x\n  b: 1\nc: *x\n", {"add|a|a/b|j|w|x"}, NULL},
		{"a: &x\n  b: 1\nc: *x\n", {"add||a|j|w|x"}, "a: &x\n  b: 1\nj: x\nc: *x\n"},
		{"a: &x |\n  t\n\nb: 1\n", {"add||a|j|w|x"}, "a: &x |\n  t\nj: x\n\nb: 1\n"},
		{"a: 1\n<<: {b: 2}\n", {"add||<<|j|w|x"}, "a: 1\n<<: {b: 2}\nj: x\n"},
		{"? a\n? b\n", {"add||a|j|w|x"}, NULL},
		{"- a\n", {"add||-|j|w|x"}, NULL},
		{"- a\n", {"add|-|-|j|w|x"}, NULL},
		{"a: x\n", {"add|a|-|j|w|x"}, NULL},
	};
	(void)state;
	CHECK(cases);
}

#define ROWS                                                                                       \
	"x:\n"                                                                                     \
	"  # of the list\n"                                                                        \
	"  - id: 0 # zero\n"                                                                       \
	"    t: |\n"                                                                               \
	"      text\n"                                                                             \
	"\n"                                                                                       \
	"  # of one\n"                                                                             \
	"  - id: 1\n"                                                                              \
	"\n"                                                                                       \
	"  - id:    2\n"                                                                           \
	"    # in two\n"                                                                           \
	"u: 1\n"

static void test_arrange(void **state)
{
	static const struct edit_case cases[] = {
		{ROWS, {"arrange|x|0,2"},
			"x:\n  # of the list\n  - id: 0 # zero\n    t: |\n      text\n\n"
			"  - id:    2\n    # in two\nu: 1\n"},
		{ROWS, {"arrange|x|2,1,0"},
			"x:\n  - id:    2\n    # in two\n\n  # of one\n  - id: 1\n\n"
			"  # of the list\n  - id: 0 # zero\n    t: |\n      text\nu: 1\n"},
		{ROWS, {"arrange|x|+m:id=9,0,1,2,+m:id=8;k=v"},
			"x:\n  - id: \"9\"\n\n  # of the list\n  - id: 0 # zero\n    t: |\n      text\n\n"
			"  # of one\n  - id: 1\n\n  - id:    2\n    # in two\n\n"
			"  - id: \"8\"\n    k: v\nu: 1\n"},
		{ROWS,
			{"arrange|x|1,0", "set|x/0/t|p|new\ntext", "add|x/1|x/1/id|j|w|v",
				"add||x|z|w|w"},
			"x:\n  # of one\n  - id: 1\n    j: v\n\n  # of the list\n  - id: 0 # zero\n"
			"    t: |\n      new\n      text\nz: w\nu: 1\n"},
		{ROWS, {"arrange|x|0,1,2,+m:id=3", "add|x/2|x/2/id|j|w|v", "add||x|z|w|w"},
			"x:\n  # of the list\n  - id: 0 # zero\n    t: |\n      text\n\n"
			"  # of one\n  - id: 1\n\n  - id:    2\n    j: v\n    # in two\n\n"
			"  - id: \"3\"\nz: w\nu: 1\n"},
		{ROWS, {"arrange|x|"}, "x: []\nu: 1\n"},
		{ROWS, {"arrange|x|1", "set|x/0/id|w|z"}, NULL},
		{ROWS, {"arrange|x|1,1"}, NULL},
		{"- a\n- b\n- c\n", {"arrange||2,+w:new,0"}, "- c\n- new\n- a\n"},
		{"- a\n- b", {"arrange||1,0"}, "- b\n- a\n"},
		{"- a\n- b", {"arrange||+w:j,1"}, "- j\n- b"},
		{"- a\r\n- b\r\n", {"arrange||0,1,+w:c"}, "- a\r\n- b\r\n- c\r\n"},
		{"x:\n- a\n- b\n", {"arrange|x|1"}, "x:\n- b\n"},
		{"x: # c\n- a\n", {"arrange|x|"}, "x: [] # c\n"},
		{"- a\n\n# apart\n\n- b\n- c\n", {"arrange||0,2"}, "- a\n\n# apart\n\n- c\n"},
		{"- a\n\n# apart\n\n- b\n", {"arrange||0"}, "- a\n# apart\n\n"},
		{"- a\n\n# apart\n\n- b\n- c\n", {"arrange||1,0,2"},
			"# apart\n\n- b\n\n- a\n\n- c\n"},
		{"- a: 1\n", {"arrange||0,+m:b=2"}, "- a: 1\n\n- b: \"2\"\n"},
		{"- a: 1\n- b: 1\n", {"arrange||0,+m:c=x,1"}, "- a: 1\n- c: x\n- b: 1\n"},
		/* a `+` block does not gain blank lines */
		{"- |+\n  a\n- b\n\n- c\n", {"arrange||1,0,2"}, "- b\n\n- |+\n  a\n- c\n"},
		{"x:\n- |+\n  a\n- b\n\nu: 1\n", {"arrange|x|1,0"}, "x:\n- b\n- |+\n  a\nu: 1\n"},
		{"x:\n- b\n\nu: 1\n", {"arrange|x|0,+p:a", "add||x|j|W|z"},
			"x:\n- b\n- |\n  a\n\nj: z\n\nu: 1\n"},
		/* flow and nothing */
		{"x: [a, 'b',  c, ] # d\n", {"arrange|x|0,1,+w:j,2"}, "x: [a, 'b', j, c, ] # d\n"},
		{"x: [a, 'b',  c]\n", {"arrange|x|1,2,0"}, "x: ['b',  c, a]\n"},
		{"x: [a, b]\n", {"arrange|x|"}, "x: []\n"},
		{"x: [a, b]\n", {"arrange|x|1,0", "set|x/0|w|u"}, "x: [b, u]\n"},
		{"x: [{id: 1}]\n", {"arrange|x|0,+m:id=u;k=v"}, "x: [{id: 1}, {id: u, k: v}]\n"},
		{"x: [] # c\n", {"arrange|x|+w:a,+w:b"}, "x: # c\n  - a\n  - b\n"},
		{"x:\nu: 1\n", {"arrange|x|+m:id=a,+m:id=b"}, "x:\n  - id: a\n\n  - id: b\nu: 1\n"},
		{"{x: []}\n", {"arrange|x|+w:a"}, "{x: [a]}\n"},
		/* opaque items stay, in their order */
		{"- &x a\n- b\n- *x\n", {"arrange||1,0,2"}, "- b\n- &x a\n- *x\n"},
		{"- &x a\n- b\n- *x\n", {"arrange||2,0,1"}, NULL},
		{"- &x a\n- b\n- *x\n", {"arrange||0,1"}, NULL},
		{"x: &x\n- a\n- b\n", {"arrange|x|0"}, NULL},
		{"x: u\n", {"arrange|x|+w:z"}, NULL},
		{"- - a\n  - b\n", {"arrange|0|1,0"}, NULL},
	};
	(void)state;
	CHECK(cases);
}

static void test_replace(void **state)
{
	static const struct edit_case cases[] = {
		{"a: x # c\nb: 1\n", {"replace|a|l|u,z"}, "a: # c\n  - u\n  - z\nb: 1\n"},
		{"a: |  # c\n  x\n\nb: 1\n", {"replace|a|l|u"}, "a:  # c\n  - u\n\nb: 1\n"},
		{"a: # c\n  - u\n  - z # d\nb: 1\n", {"replace|a|w|x"}, "a: x # c\nb: 1\n"},
		{"a:\n  k: v\nb: 1\n", {"replace|a|p|x\nu"}, "a: |\n  x\n  u\nb: 1\n"},
		{"a: [x,\n  u] # c\nb: 1\n", {"replace|a|m|k=v"}, "a: # c\n  k: v\nb: 1\n"},
		{"a:\nb: 1\n", {"replace|a|l|"}, "a: []\nb: 1\n"},
		{"- x # c\n- u\n", {"replace|0|m|k=v,l=w", "replace|1|m|k=v,l=w"},
			"- # c\n  k: v\n  l: w\n- k: v\n  l: w\n"},
		{"- k: v\n  l: w\n- u\n", {"replace|0|w|x"}, "- x\n- u\n"},
		{"a: x\n\nb: 1\n", {"replace|a|p|u\n"}, "a: |+\n  u\n\nb: 1\n"},
		{"a: x", {"replace|a|p|u\n"}, "a: |+\n  u\n\n"},
		{"a: [x, u]\n", {"replace|a/0|m|k=v"}, "a: [{k: v}, u]\n"},
		{"a: {b: }\n", {"replace|a/b|l|k,v"}, "a: {b: [k, v] }\n"},
		{"- x\n", {"replace||m|k=v"}, "k: v\n"},
		{"a: &x\n  b: 1\n", {"replace|a|w|x"}, NULL},
		{"a:\n  b: &x 1\n", {"replace|a|w|x"}, NULL},
		{"a:\n  b: x\n", {"replace|a|w|x", "set|a/b|w|u"}, NULL},
	};
	(void)state;
	CHECK(cases);
}

/* What cannot be done safely is not done at all. */
static void test_refused(void **state)
{
	static const struct edit_case cases[] = {
		{"- a\n", {"arrange||"}, NULL},
		{"a:\n  - u\n  - x\n", {"arrange|a|0,0"}, NULL},
		{"a: [u, x]\n", {"arrange|a|1,1"}, NULL},
		{"? a\n: b\n", {"add|||c|w|x"}, NULL},
		{"? a\n: b\n", {"replace|a|l|u"}, NULL},
	};
	(void)state;
	CHECK(cases);
}

/* Spaces, tabs and line ends as other editors leave them. */
#define NEL "\xC2\x85"

static void test_odd_lines(void **state)
{
	static const struct edit_case cases[] = {
		{"a: x\t# c\nb: 1\n", {"set|a|w|u"}, "a: u\t# c\nb: 1\n"},
		{"a: x\rb: 1\r", {"set|a|w|u"}, "a: u\rb: 1\r"},
		{"a: x\rb: 1\r", {"add||b|c|w|u"}, "a: x\rb: 1\rc: u\n"},
		/* only these characters end a line */
		{"a: \u00a3 # \u00a3\nb: 1\n", {"set|a|w|\u20ac"}, "a: \u20ac # \u00a3\nb: 1\n"},
		{"a: x" NEL "b: 1\n", {"set|a|w|u"}, "a: u" NEL "b: 1\n"},
		/* a block would begin on a line with such an end */
		{"a: x\u2028b: 1\n", {"set|a|p|one\ntwo"}, "a: \"one\\ntwo\"\u2028b: 1\n"},
		{"a: [x]\u2028b: 1\n", {"replace|a|p|one\ntwo"}, NULL},
		/* a blank line with such an end would add a line to a text that keeps its end */
		{"a: |\n \u2028b: 1\n", {"set|a|p|one\n\n"}, "a: \"one\\n\\n\\n\"\n \u2028b: 1\n"},
		{"a: x\n\u2028b: 1\n", {"set|a|p|one\n\n"}, "a: \"one\\n\\n\\n\"\n\u2028b: 1\n"},
		{"a: |\n \u2028b: 1\n", {"set|a|p|one\ntwo"}, "a: |\n  one\n  two\n \u2028b: 1\n"},
		{"a: [x]\n\u2028b: 1\n", {"replace|a|p|one\n\n"}, NULL},
		/* the rest of a header stays, except for spaces */
		{"a: |  \n  x\nb: 1\n", {"set|a|w|"}, "a: \"\"\nb: 1\n"},
		{"a: |\t\n  x\nb: 1\n", {"set|a|w|"}, "a: \"\"\nb: 1\n"},
		{"a: | # c \n  x\nb: 1\n", {"set|a|w|"}, "a: \"\" # c\nb: 1\n"},
		/* a block keeps its indentation, unless its leading spaces need an indicator */
		{"a: |\n            x\n", {"set|a|p|one\ntwo"},
			"a: |\n            one\n            two\n"},
		{"a: |\n            x\n", {"set|a|p| one\ntwo"}, "a: |2\n   one\n  two\n"},
		{"a:\n|\n  x\n", {"set|a|w|"}, NULL},
		/* spaces in the lines below would become text */
		{"a: x\n    \nb: 1\n", {"set|a|p|one\ntwo"},
			"a: |\n    one\n    two\n    \nb: 1\n"},
		{"a: x\n           \nb: 1\n", {"set|a|p| one\ntwo"},
			"a: \" one\\ntwo\"\n           \nb: 1\n"},
		{"a: x\n  \t\nb: 1\n", {"set|a|w|u"}, "a: u\n  \t\nb: 1\n"},
		{"a: x\n  \t\nb: 1\n", {"set|a|w|yes"}, NULL},
		{"a: x\n  \t\nb: 1\n", {"replace|a|l|u"}, NULL},
		{"a: x\n  \t # c\nb: 1\n", {"set|a|w|yes"}, NULL},
		{"a: x\n\n \t# c\nb: 1\n", {"replace|a|l|u"}, NULL},
		{"a: x\n  # c\td\nb: 1\n", {"set|a|w|yes"}, "a: \"yes\"\n  # c\td\nb: 1\n"},
		/* further in than the largest indicator */
		{"a: x\n               # c\nb: 1\n", {"replace|a|p|one\ntwo"},
			"a: |\n                one\n                two\n               # c\nb: 1\n"},
		{"a: x\n               # c\nb: 1\n", {"replace|a|p| one\ntwo"},
			"a: \" one\\ntwo\"\n               # c\nb: 1\n"},
		/* a dash above its item */
		{"a:\n  -\n    # c\n\n    b: 1\n", {"replace|a/0|w|u"}, "a:\n  - u\n"},
		{"a:\n  -\n    b: 1\n", {"replace|a/0|w|u"}, "a:\n  - u\n"},
		/* the root is replaced by a multi-line value */
		{"a: 1\n", {"replace||w|x"}, NULL},
		{"a: 1\n", {"replace||l|"}, "[]\n"},
		{"[a]\n", {"replace||m|"}, "{}\n"},
		/* a first key below its '?' */
		{"x:\n  ? a\n  : b\n  c: d\n", {"add|x|-|k|w|v"}, NULL},
		/* an item that the list does not have */
		{"a: ~\nb:\n  - x\n", {"arrange|a|0,+w:u"}, NULL},
		{"a:\n  - u\n", {"arrange|a|5"}, NULL},
	};
	(void)state;
	CHECK(cases);
	yaml_plan_free(NULL);
}

/* What is written above blank lines does not swallow them. */
static void test_wide_blanks(void **state)
{
	static const struct edit_case cases[] = {
		{"a: 1\n          ", {"add||a|j|p|x\nu"},
			"a: 1\nj: |\n          x\n          u\n          "},
		{"a: 1\n          ", {"add||a|j|w|x"}, "a: 1\nj: x\n          "},
		{"a: 1\n      \nb: 2\n", {"add||a|j|p|x\nu"},
			"a: 1\nj: |\n      x\n      u\n      \nb: 2\n"},
		{"a: 1\n            ", {"add||a|j|p| x\nu"}, "a: 1\nj: \" x\\nu\"\n            "},
		{"a: 1\n      ", {"add||a|j|p|x\n"}, "a: 1\nj: |+\n  x\n\n"},
		{"a: 1\n   \t\nb: 2\n", {"add||a|j|p|x\nu"}, "a: 1\nj: |\n  x\n  u\n\nb: 2\n"},
		{"a: 1\n   \t", {"add||a|j|p|x\nu"}, "a: 1\nj: |\n  x\n  u\n"},
		{"a:\n- |\n  x\n- u\n          ", {"arrange|a|1,0"}, "a:\n- u\n- |\n  x\n"},
		{"a:\n- |\n  x\n- u\n     \nb: 1\n", {"arrange|a|1,0"},
			"a:\n- u\n- |\n  x\n\nb: 1\n"},
		{"a:\n- |\n  x\n- u\n          ", {"arrange|a|0"}, "a:\n- |\n  x\n"},
	};
	(void)state;
	CHECK(cases);
}

/* 100,000 rows in reverse order, each with a changed text and an added key. */
static void test_large_is_fast(void **state)
{
	enum { N = 100000 };
	struct str source = {0};
	struct str out = {0};
	struct err err = {0};
	struct yaml_tree tree;
	(void)state;
	str_append_text(&source, "x:\n");
	for (unsigned i = 0; i < N; i++)
		str_appendf(&source, "  - id: i%u\n    a: |\n      text\n    b: 1\n\n", i);
	parse_fine(&tree, source.data, source.len);
	struct yaml_plan *plan = yaml_plan_new(&tree);
	struct yaml_item *items = calloc(N, sizeof(*items));
	uint32_t sequence = node_at(&tree, "x");
	size_t n = N;
	clock_t start = clock();
	for (uint32_t at = yaml_node(&tree, sequence)->first; at != YAML_NONE;
		at = yaml_node(&tree, at)->next) {
		struct yaml_value value = {.key = strdup("c")};
		uint32_t text = yaml_find(&tree, at, "a");
		items[--n].node = at;
		yaml_plan_set(plan, text, YAML_PROSE, "kept\n", 5);
		yaml_value_set(&value, YAML_PROSE, "more\n", 5);
		yaml_plan_add(plan, at, text, &value);
	}
	yaml_plan_arrange(plan, sequence, items, N);
	assert_true(yaml_plan_apply(plan, &out, &err));
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
	static const char head[] = "x:\n  - id: i99999\n    a: |+\n      kept\n\n    c: |+\n"
				   "      more\n\n    b: 1\n\n  - id: i99998\n";
	assert_memory_equal(out.data, head, sizeof(head) - 1);
	free(items);
	yaml_plan_free(plan);
	yaml_tree_release(&tree);
	str_release(&source);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set_lines),
		cmocka_unit_test(test_set_blocks),
		cmocka_unit_test(test_same_text_is_no_edit),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_arrange),
		cmocka_unit_test(test_replace),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_odd_lines),
		cmocka_unit_test(test_wide_blanks),
		cmocka_unit_test(test_large_is_fast),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
