/* From two documents to ops, and with them to the second document. */
#include "document_fixture.h"
#include "merge/diff.h"
#include "sources.h"

enum { N_IDS = 12 };

static const char *const texts[] = {"", "one", "two words", "a line\nand another\n",
	"a line\nand a third\n", "h\xc3\xa4", "h\xc3\xb6", "\xe2\x82\xac", "\xe2\x82\xad x",
	"2023-10-15T08:00:00-04:00"};

static const char *random_text(uint64_t *seed)
{
	return texts[random_below(seed, LEN(texts))];
}

/* Fields, then rows of a random choice of ids in random order. */
static void random_document(struct document *document, const struct form *form, uint64_t *seed)
{
	static const char *const paths[] = {"title", "authors", "basics.start", "basics.story",
		"harm.cost", "harm.parts", "harm.money.lost", "log.remark"};
	bool used[N_IDS] = {0};
	size_t n = random_below(seed, N_IDS + 1);

	document_init_new(document, form);
	for (size_t i = 0; i < LEN(paths); i++)
		fixture_set(document, paths[i], random_text(seed));
	for (size_t i = 0; i < n; i++) {
		size_t which = random_below(seed, N_IDS);
		size_t at = random_below(seed, fixture_events(document)->n + 1);
		char id[ROW_ID_SIZE];

		if (used[which])
			continue;
		used[which] = true;
		snprintf(id, sizeof(id), "row%zu", which);
		fixture_insert_row(document, at, id);
		if (random_below(seed, 2) > 0)
			fixture_set_cell(document, id, "what", random_text(seed));
		if (random_below(seed, 4) > 0)
			fixture_set_cell(document, id, "who", random_text(seed));
	}
}

/* The maximum number of rows that are in the same order in both, by trying every length. */
static size_t longest_run(const struct rows *a, const struct rows *b)
{
	size_t best[N_IDS + 1] = {0};
	size_t longest = 0;

	for (size_t i = 0; i < b->n; i++) {
		size_t at = 0;

		while (at < a->n && strcmp(a->items[at].id, b->items[i].id) != 0)
			at++;
		if (at == a->n)
			continue;
		/* best[k]: the longest run so far that ends with row k of a */
		for (size_t k = 0; k < at; k++)
			if (best[k] > best[at])
				best[at] = best[k];
		best[at]++;
		if (best[at] > longest)
			longest = best[at];
	}
	return longest;
}

static size_t count_common(const struct rows *a, const struct rows *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++)
			n += strcmp(a->items[i].id, b->items[j].id) == 0;
	return n;
}

static size_t count_ops(const struct ops *ops, enum op_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < ops->n; i++)
		n += ops->items[i].kind == kind;
	return n;
}

static void check_pair(const struct form *form, uint64_t seed)
{
	struct document from, to;
	struct ops ops = {0};
	uint64_t state = seed;
	size_t common;

	random_document(&from, form, &state);
	random_document(&to, form, &state);
	common = count_common(fixture_events(&from), fixture_events(&to));
	diff_documents(&from, &to, &ops);
	assert_int_equal(count_ops(&ops, OP_ROW_MOVE),
		common - longest_run(fixture_events(&from), fixture_events(&to)));
	assert_int_equal(count_ops(&ops, OP_ROW_REMOVE), fixture_events(&from)->n - common);
	assert_int_equal(count_ops(&ops, OP_ROW_INSERT), fixture_events(&to)->n - common);
	for (size_t i = 0; i < ops.n; i++) {
		struct err err = {0};

		if (!document_apply(&from, &ops.items[i], &err))
			fail_msg("seed %llu, op %zu: %s", (unsigned long long)seed, i, err.message);
	}
	fixture_expect_same(&from, &to, seed);
	/* Nothing is left to do. */
	ops_release(&ops);
	diff_documents(&from, &to, &ops);
	assert_int_equal(ops.n, 0);
	ops_release(&ops);
	document_release(&from);
	document_release(&to);
}

static void test_any_pair(void **state)
{
	struct form *form = fixture_form_new();

	(void)state;
	for (uint64_t seed = 1; seed <= 2000; seed++)
		check_pair(form, seed);
	form_free(form);
}

/* Several changes in a prose text are several edits, each relative to the text after the last. */
static void test_edits_by_word(void **state)
{
	static const struct {
		size_t offset;
		const char *removed, *inserted;
	} edits[] = {{4, "big ", ""}, {11, "fail", "stopp"}, {24, "line", "new lines"}};
	struct form *form = fixture_form_new();
	struct document from, to;
	struct ops ops = {0};

	(void)state;
	document_init_new(&from, form);
	document_init_new(&to, form);
	fixture_set(&from, "basics.story", "One big script failed.\n\nA \nline.");
	fixture_set(&to, "basics.story", "One script stopped.\n\nA \nnew lines.");
	diff_documents(&from, &to, &ops);
	assert_int_equal(ops.n, LEN(edits));
	for (size_t i = 0; i < ops.n; i++) {
		assert_int_equal(ops.items[i].offset, edits[i].offset);
		assert_string_equal(str_text(&ops.items[i].removed), edits[i].removed);
		assert_string_equal(str_text(&ops.items[i].inserted), edits[i].inserted);
		assert_true(document_apply(&from, &ops.items[i], NULL));
	}
	fixture_expect_same(&from, &to, 0);
	ops_release(&ops);
	document_release(&from);
	document_release(&to);
	form_free(form);
}

/* Changes separated only by spaces and signs are one. */
static void test_signs_do_not_part(void **state)
{
	static const struct {
		const char *from, *to;
		size_t n;
	} cases[] = {
		{"a - b", "x - y", 1},
		{"a _ b", "x _ y", 2},
		{"a 7 b", "x 7 y", 2},
		{"a \u00f6 b", "x \u00f6 y", 2},
		{"a\nb", "x\ny", 2},
		/* a mark without a letter before it is a word */
		{"\u0301 b", "\u0301 y", 1},
	};
	struct form *form = fixture_form_new();

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct document from, to;
		struct ops ops = {0};

		document_init_new(&from, form);
		document_init_new(&to, form);
		fixture_set(&from, "basics.story", cases[i].from);
		fixture_set(&to, "basics.story", cases[i].to);
		diff_documents(&from, &to, &ops);
		if (ops.n != cases[i].n)
			fail_msg("case %zu: %zu edits", i, ops.n);
		assert_true(ops_apply(&ops, &from, NULL));
		fixture_expect_same(&from, &to, 0);
		ops_release(&ops);
		document_release(&from);
		document_release(&to);
	}
	form_free(form);
}

/* Ops made for another document: stops at the first that does not fit. */
static void test_ops_that_do_not_fit(void **state)
{
	struct form *form = fixture_form_new();
	struct document from, to, other;
	struct ops ops = {0};
	struct err err = {0};

	(void)state;
	document_init_new(&from, form);
	document_init_new(&to, form);
	document_init_new(&other, form);
	fixture_set(&from, "basics.story", "one two");
	fixture_set(&to, "title", "a");
	fixture_set(&to, "basics.story", "one three");
	fixture_set(&to, "log.remark", "b");
	diff_documents(&from, &to, &ops);
	assert_int_equal(ops.n, 3);
	assert_false(ops_apply(&ops, &other, &err));
	assert_int_not_equal(err.code, 0);
	assert_string_equal(fixture_text(&other, "title"), "a");
	assert_string_equal(fixture_text(&other, "log.remark"), "");
	ops_release(&ops);
	document_release(&from);
	document_release(&to);
	document_release(&other);
	form_free(form);
}

static void test_edit_is_the_middle(void **state)
{
	static const struct {
		const char *from, *to;
		size_t offset;
		const char *removed, *inserted;
	} cases[] = {
		{"one three", "one two three", 4, "", "two "},
		{"one two", "one", 3, " two", ""},
		{"", "new", 0, "", "new"},
		{"aaa", "aaaa", 3, "", "a"},
		{"aaaa", "aa", 2, "aa", ""},
		/* Never inside a character. */
		{"h\xc3\xa4t", "h\xc3\xb6t", 1, "\xc3\xa4", "\xc3\xb6"},
		{"\xe2\x82\xac", "\xe3\x82\xac", 0, "\xe2\x82\xac", "\xe3\x82\xac"},
		{"x\xc3\xa4", "x\xc5\xa4", 1, "\xc3\xa4", "\xc5\xa4"},
	};
	struct form *form = fixture_form_new();

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct document from, to;
		struct ops ops = {0};

		document_init_new(&from, form);
		document_init_new(&to, form);
		fixture_set(&from, "basics.story", cases[i].from);
		fixture_set(&to, "basics.story", cases[i].to);
		diff_documents(&from, &to, &ops);
		assert_int_equal(ops.n, 1);
		assert_int_equal(ops.items[0].kind, OP_EDIT);
		assert_int_equal(ops.items[0].offset, cases[i].offset);
		assert_string_equal(str_text(&ops.items[0].removed), cases[i].removed);
		assert_string_equal(str_text(&ops.items[0].inserted), cases[i].inserted);
		ops_release(&ops);
		document_release(&from);
		document_release(&to);
	}
	form_free(form);
}

/* A value of another kind in the file is left alone, on whichever side. */
static void test_foreign(void **state)
{
	static const char foreign[] = HEAD "title: {a: b}\nlog:\n  events: none\n";
	static const char plain[] = HEAD "title: x\nlog:\n  events:\n    - id: r1\n      who: me\n";
	struct form *form = fixture_form_new();
	struct document a, b;
	struct ops ops = {0};

	(void)state;
	fixture_open(&a, form, foreign);
	fixture_open(&b, form, plain);
	diff_documents(&a, &b, &ops);
	diff_documents(&b, &a, &ops);
	assert_int_equal(ops.n, 0);
	document_release(&a);
	document_release(&b);
	form_free(form);
}

static void test_many_rows(void **state)
{
	enum { MANY = 20000 };
	struct form *form = fixture_form_new();
	struct document from, to;
	struct ops ops = {0};

	(void)state;
	document_init_new(&from, form);
	document_init_new(&to, form);
	for (size_t i = 0; i < MANY; i++) {
		char id[ROW_ID_SIZE];

		snprintf(id, sizeof(id), "r%zu", i);
		fixture_insert_row(&from, i, id);
		fixture_insert_row(&to, i, id);
	}
	fixture_move_row(&to, 5, MANY - 7);
	fixture_remove_row(&to, 100);
	fixture_insert_row(&to, 50, "new");
	diff_documents(&from, &to, &ops);
	assert_int_equal(ops.n, 3);
	for (size_t i = 0; i < ops.n; i++)
		assert_true(document_apply(&from, &ops.items[i], NULL));
	fixture_expect_same(&from, &to, 0);
	ops_release(&ops);
	document_release(&from);
	document_release(&to);
	form_free(form);
}

/* --- descriptions --- */

static const char described[] =
	"form: words\n"
	"title: Words\n"
	"pages:\n"
	"  - key: impact\n"
	"    title: Impact\n"
	"    fields:\n"
	"      - {key: service, kind: text, ask: What service was down?, label: Service}\n"
	"      - {key: level, kind: line, label: Level}\n"
	"      - {key: cause, kind: text, ask: \"Cause:\"}\n"
	"  - key: timeline\n"
	"    title: Timeline\n"
	"    fields:\n"
	"      - key: events\n"
	"        label: Events\n"
	"        kind: rows\n"
	"        columns:\n"
	"          - {key: at, kind: datetime, label: Time}\n"
	"          - {key: what, kind: text, label: What}\n";

static const char words_before[] =
	"afterword: 1\nform: words\nimpact:\n  service: Payments\n  cause: Load\ntimeline:\n  events:\n"
	"    - id: r1\n      at: \"2023-10-15T08:30:00+00:00\"\n      what: Alarm\n"
	"    - id: r2\n      what: A text that goes on for longer than anyone wants to read in one "
	"line\n"
	"    - id: r3\n"
	"    - id: r4\n      what: |\n        First\n        Second\n"
	"    - id: r7\n      at: unknown\n"
	"    - id: r8\n      what: "
	"\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20acaa\u20ac"
	"\u20ac\u20ac\n"
	"    - id: r9\n      at: 2023-10-15\n";

static const char words_after[] =
	"afterword: 1\nform: words\nimpact:\n  service: Payments and more\n  level: high\n"
	"timeline:\n  events:\n"
	"    - id: r3\n"
	"    - id: r1\n      at: \"2023-10-15T08:30:00+00:00\"\n      what: Alert\n"
	"    - id: r5\n      at: \"2023-10-15T09:00:00+00:00\"\n"
	"    - id: r6\n";

static void test_describe(void **state)
{
	static const char *const lines[] = {
		"Impact: What service was down? changed",
		"Impact: Level filled in",
		"Impact: Cause emptied",
		"Timeline: row 2023-10-15 removed",
		("Timeline: row "
		 "\"\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20acaa"
		 "\u20ac\u2026\" removed"),
		"Timeline: row \"unknown\" removed",
		"Timeline: row \"First\u2026\" removed",
		("Timeline: row \"A text that goes on for longer than anyone wants\u2026\" "
		 "removed"),
		"Timeline: row 3 moved",
		"Timeline: row 2023-10-15 09:00 UTC added",
		"Timeline: row 4 added",
		"Timeline: row 2023-10-15 08:30 UTC: What changed",
	};
	struct form *form = form_parse(described, strlen(described), "words", NULL);
	struct document before, after;
	struct ops ops = {0};

	(void)state;
	assert_non_null(form);
	fixture_open(&before, form, words_before);
	fixture_open(&after, form, words_after);
	diff_documents(&before, &after, &ops);
	assert_int_equal(ops.n, LEN(lines));
	for (size_t i = 0; i < ops.n; i++) {
		struct str line = {0};

		diff_describe(&ops.items[i], &before, &line);
		assert_string_equal(line.data, lines[i]);
		str_release(&line);
	}
	ops_release(&ops);
	document_release(&before);
	document_release(&after);
	form_free(form);
}

/* An op may come from elsewhere: about a row that does not exist, or a new row without cells. */
static void test_describe_stray_ops(void **state)
{
	struct form *form = form_parse(described, strlen(described), "words", NULL);
	struct document document;
	struct op ops[] = {{.kind = OP_ROW_INSERT, .place = {.row = "r1"}, .to = 6},
		{.kind = OP_EDIT, .place = {.row = "r1", .column = 1}}};
	static const char *const lines[] = {
		"Timeline: row 7 added", "Timeline: row 1: What filled in"};

	(void)state;
	assert_non_null(form);
	document_init_new(&document, form);
	for (size_t i = 0; i < LEN(ops); i++) {
		struct str line = {0};

		ops[i].place.field = form_find(form, "timeline.events");
		diff_describe(&ops[i], &document, &line);
		assert_string_equal(line.data, lines[i]);
		str_release(&line);
	}
	document_release(&document);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_pair),
		cmocka_unit_test(test_edits_by_word),
		cmocka_unit_test(test_signs_do_not_part),
		cmocka_unit_test(test_ops_that_do_not_fit),
		cmocka_unit_test(test_edit_is_the_middle),
		cmocka_unit_test(test_foreign),
		cmocka_unit_test(test_many_rows),
		cmocka_unit_test(test_describe),
		cmocka_unit_test(test_describe_stray_ops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
