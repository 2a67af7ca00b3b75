/* A row that one side removed while the other wrote on it, in its cells or elsewhere. */
#include "merge_cases.h"

#define TOKEN "tok17en"
#define FIRST "    - %swho: a\n"
#define LAST "    - %swho: z\n"
#define HEAD_OF_ROWS "log:\n  events:\n"
#define ROW(id) "    - id: " id "\n"

/* A row as in the base, and with a token in every place where a file can have one. */
struct written {
	const char *row; /* %s: its id, or nothing */
	bool is_flow;    /* accepted as it is, or refused */
};

static const struct written block[] = {
	/* what the form does not know */
	{"    - %swho: b\n      what: c\n      x: " TOKEN "\n", false},
	{"    - %sx:\n        y: " TOKEN "\n      who: b\n      what: c\n", false},
	{"    - %swho: b\n      x: [1, {y: " TOKEN "}]\n      what: c\n", false},
	{"    - %swho: b\n      " TOKEN ":\n      what: c\n", false},
	{"    - %swho: b\n      what: c\n      x: |\n        " TOKEN "\n", false},
	/* comments */
	{"    # " TOKEN "\n    - %swho: b\n      what: c\n", false},
	{"    - %s# " TOKEN "\n      who: b\n      what: c\n", false},
	{"    - %swho: b  # " TOKEN "\n      what: c\n", false},
	{"    - %swho: b\n      # " TOKEN "\n      what: c\n", false},
	{"    - %swho: b\n      what: c # " TOKEN "\n", false},
	{"    - %swho: b\n      what: |  # " TOKEN "\n        c\n", false},
	/* another kind of value, or a cell */
	{"    - %swho: [" TOKEN "]\n      what: c\n", true},
	{"    - %swho: b\n      what: {c: " TOKEN "}\n", true},
	{"    - %swho: b\n      what: " TOKEN "\n", false},
	{"    - %swho: !" TOKEN " b\n      what: c\n", true},
	{"    - %swho: &" TOKEN " b\n      what: c\n", true},
	{"    - %swho:\n        # " TOKEN "\n        b\n      what: c\n", true},
	{"    - %sx: &" TOKEN " 1\n      who: b\n      what: c\n", true},
	/* where its id was, or below the dash */
	{"    - # " TOKEN "\n      %swho: b\n      what: c\n", true},
	{"    -\n      # " TOKEN "\n      %swho: b\n      what: c\n", true},
};

static const struct written flow[] = {
	{"    - {%swho: b, what: c, x: " TOKEN "}\n", true},
	{"    - {%swho: b, # " TOKEN "\n       what: c}\n", true},
	{"    - {%swho: b, what: c} # " TOKEN "\n", true},
	{"    # " TOKEN "\n    - {%swho: b, what: c}\n", true},
	{"    - {%swho: b, what: " TOKEN "}\n", true},
};

static void append_row(struct str *out, const char *row, const char *number, bool is_flow)
{
	char id[32] = "";

	if (number)
		snprintf(id, sizeof(id), is_flow ? "id: r%s, " : "id: r%s\n      ", number);
	const char *slot = strstr(row, "%s");

	str_append(out, row, (size_t)(slot - row));
	str_append_text(out, id);
	str_append_text(out, slot + 2);
}

/* row NULL: it does not exist. */
static char *make_file(const char *row, bool has_ids, bool is_flow)
{
	struct str out = {0};

	str_append_text(&out, EVENTS);
	append_row(&out, FIRST, has_ids ? "1" : NULL, false);
	if (row)
		append_row(&out, row, has_ids ? "2" : NULL, is_flow);
	append_row(&out, LAST, has_ids ? "3" : NULL, false);
	return str_take(&out);
}

static void check_written(const struct form *form, const char *plain, const struct written *written,
	bool has_ids, bool is_ours)
{
	bool is_flow = strchr(plain, '{') != NULL;
	char *base = make_file(plain, has_ids, is_flow);
	char *with = make_file(written->row, has_ids, is_flow);
	char *without = make_file(NULL, has_ids, is_flow);
	const char *sources[3] = {base, is_ours ? with : without, is_ours ? without : with};
	struct str out = {0};
	struct err err = {0};
	size_t conflicts = 0;
	bool is_merged = merge(form, sources, &out, &conflicts, &err);

	if (is_merged && (conflicts != 1 || !strstr(str_text(&out), TOKEN)))
		fail_msg("%s%zu conflicts in\n%s", with, conflicts, str_text(&out));
	if (!is_merged && !written->is_flow && has_ids)
		fail_msg("%s%s", with, err.message);
	str_release(&out);
	free(base);
	free(with);
	free(without);
}

/* The row stays, and one conflict asks about it. */
static void test_written_on(void **state)
{
	struct form *form = fixture_form_new();

	(void)state;
	for (int way = 0; way < 4; way++) {
		for (size_t i = 0; i < LEN(block); i++)
			check_written(form, "    - %swho: b\n      what: c\n", &block[i], way & 1,
				way & 2);
		for (size_t i = 0; i < LEN(flow); i++)
			check_written(
				form, "    - {%swho: b, what: c}\n", &flow[i], way & 1, way & 2);
	}
	form_free(form);
}

/* Nothing was written on it, so it is removed. */
static void test_not_written_on(void **state)
{
	static const char *const rows[] = {
		"    - %swhat: c\n      who: b\n",
		"    - %swho: 'b'\n      what: |\n        c\n",
		"\n    - %swho: b\n\n      what: c\n",
		"    - %swho: b\n",
		"    - {%swho: b, what: c}\n",
	};
	struct form *form = fixture_form_new();
	struct str out = {0};

	(void)state;
	for (size_t i = 0; i < LEN(rows); i++)
		for (int is_ours = 0; is_ours < 2; is_ours++) {
			char *base = make_file("    - %swho: b\n      what: c\n", true, false);
			char *with = make_file(rows[i], true, strchr(rows[i], '{'));
			char *without = make_file(NULL, true, false);
			const char *sources[3] = {
				base, is_ours ? with : without, is_ours ? without : with};
			size_t conflicts = 0;
			struct err err = {0};

			if (!merge(form, sources, &out, &conflicts, &err))
				fail_msg("%s%s", with, err.message);
			if (conflicts > 0 || strstr(out.data, "r2"))
				fail_msg("%sgives\n%s", with, out.data);
			free(base);
			free(with);
			free(without);
		}
	str_release(&out);
	form_free(form);
}

/* What the result looks like. */
static void test_results(void **state)
{
	static const struct file_case cases[] = {
		{EVENTS "    - id: r1\n      who: a\n      what: b\n    - id: r2\n",
			EVENTS
			"    - id: r1\n      who: a\n      what: b\n      x: 1\n    - id: r2\n",
			EVENTS "    - id: r2\n",
			EVENTS "    - id: r1\n      who: a\n      what: |\n        <<<<<<< ours\n"
			       "        b\n        =======\n        >>>>>>> theirs (row removed)\n"
			       "      x: 1\n    - id: r2\n",
			1},
		{EVENTS "    - id: r1\n      who: a\n    - id: r2\n", EVENTS "    - id: r2\n",
			EVENTS "    - id: r1  # x\n      who: a\n    - id: r2\n",
			EVENTS "    - id: r1  # x\n      who: |\n"
			       "        <<<<<<< ours (row removed)\n        =======\n        a\n"
			       "        >>>>>>> theirs\n\n    - id: r2\n",
			1},
		/* a changed cell is enough of a conflict */
		{EVENTS "    - id: r1\n      who: a\n      what: b\n    - id: r2\n",
			EVENTS
			"    - id: r1\n      who: c\n      what: b\n      x: 1\n    - id: r2\n",
			EVENTS "    - id: r2\n",
			EVENTS "    - id: r1\n      who: |\n        <<<<<<< ours\n"
			       "        c\n        =======\n        >>>>>>> theirs (row removed)\n"
			       "      what: b\n      x: 1\n    - id: r2\n",
			1},
		/* a row without any cell just stays */
		{EVENTS "    - id: r1\n    - id: r2\n",
			EVENTS "    - id: r1\n      x: 1\n    - id: r2\n", EVENTS "    - id: r2\n",
			EVENTS "    - id: r1\n      x: 1\n    - id: r2\n", 0},
		/* having less than before is not a reason to keep it */
		{EVENTS "    - id: r1\n      who: a  # b\n      x: 1\n    - id: r2\n",
			EVENTS "    - id: r1\n      who: a\n    - id: r2\n",
			EVENTS "    - id: r2\n", EVENTS "    - id: r2\n", 0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

/* Removals that are left out do not disturb the positions of later ops. */
static void test_set_aside(void **state)
{
	static const struct {
		const char *events;
		const char *order; /* ids */
	} cases[] = {
		{"    - id: r2\n    - id: r3\n    - id: new\n      who: n\n", "r1 r2 r3 new "},
		{"    - id: r3\n    - id: new\n      who: n\n", "r1 r2 r3 new "},
		{"    - id: r3\n    - id: r2\n", "r1 r3 r2 "},
		{"    - id: r2\n    - id: new\n      who: n\n", "r1 r2 r3 new "},
		{"    - id: new\n      who: n\n    - id: r2\n", "r1 new r2 r3 "},
		{"    - id: new\n      who: n\n", "r1 r2 r3 new "},
		{"    - id: new\n      who: n\n    - id: r3\n    - id: r2\n", "r1 new r3 r2 "},
		{"    - id: r1\n    - id: r3\n    - id: new\n      who: n\n", "r1 r2 r3 new "},
	};
	struct form *form = fixture_form_new();

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct str text = {0};
		struct str order = {0};
		struct document base, file, left;
		struct ops ops = {0};
		struct ops aside = {0};

		fixture_open(&base, form, EVENTS ROW("r1") ROW("r2") ROW("r3"));
		fixture_open(&file, form, EVENTS ROW("r1  # a") ROW("r2  # b") ROW("r3  # c"));
		str_appendf(&text, EVENTS "%s", cases[i].events);
		fixture_open(&left, form, str_text(&text));
		diff_documents(&base, &left, &ops);
		merge_set_removals_aside(&base, &file, &ops, &aside);
		assert_true(aside.n > 0);
		if (!ops_apply(&ops, &file, NULL))
			fail_msg("case %zu cannot be applied", i);

		unsigned field = form_find(form, "log.events");

		for (size_t k = 0; k < file.tables[field].n; k++)
			str_appendf(&order, "%s ", file.tables[field].items[k].id);
		assert_string_equal(str_text(&order), cases[i].order);
		ops_release(&ops);
		ops_release(&aside);
		document_release(&base);
		document_release(&file);
		document_release(&left);
		str_release(&text);
		str_release(&order);
	}
	form_free(form);
}

/* Only the removals that would lose words are left out. */
static void test_only_those_set_aside(void **state)
{
	static const struct {
		const char *base, *file, *left;
		size_t n_aside;
		const char *after; /* the file with the rest done to it */
	} cases[] = {
		/* a row is removed, a list item with somebody else's comment stays */
		{"harm:\n  parts: [p, q]\n" HEAD_OF_ROWS ROW("r1") ROW("r2") ROW("r3"),
			"harm:\n  parts:\n    - p\n    - q  # ask Ann\n" HEAD_OF_ROWS ROW("r1")
				ROW("r2") ROW("r3"),
			"harm:\n  parts: [p]\n" HEAD_OF_ROWS ROW("r1") ROW("r3"), 1,
			"harm:\n  parts:\n    - p\n    - q  # ask Ann\n" HEAD_OF_ROWS ROW("r1")
				ROW("r3")},
		/* one list stays, the other is changed */
		{"authors:\n  - Ann\n  - Bob\nharm:\n  parts:\n    - p\n    - q\n",
			"authors:\n  - Ann\n  - Bob\nharm:\n  parts:\n    - p\n"
			"    - q  # ask Ann\n",
			"authors:\n  - Ann\nharm:\n  parts:\n    - p\n", 1,
			"authors:\n  - Ann\nharm:\n  parts:\n    - p\n    - q  # ask Ann\n"},
		{"authors:\n  - Ann\n  - Bob\nharm:\n  parts:\n    - p\n    - q\n",
			"authors:\n  - Ann\n  - Bob # him\nharm:\n  parts:\n    - p\n    - q\n",
			"authors:\n  - Ann\nharm:\n  parts:\n    - p\n", 1,
			"authors:\n  - Ann\n  - Bob # him\nharm:\n  parts:\n    - p\n"},
		/* both */
		{"authors:\n  - Ann\n  - Bob\nharm:\n  parts:\n    - p\n    - q\n",
			"authors:\n  - Ann\n  - Bob # him\nharm:\n  parts:\n    - p\n"
			"    - q # it\n",
			"authors:\n  - Ann\nharm:\n  parts:\n    - p\n", 2,
			"authors:\n  - Ann\n  - Bob # him\nharm:\n  parts:\n    - p\n"
			"    - q # it\n"},
		/* each of several removed rows, around a list that stays */
		{"harm:\n  parts:\n    - p\n    - q\n" HEAD_OF_ROWS ROW("r1") ROW("r2") ROW("r3"),
			"harm:\n  parts:\n    - p  # ask Ann\n    - q\n" HEAD_OF_ROWS ROW("r1")
				ROW("r2") ROW("r3"),
			"harm:\n  parts:\n    - q\n" HEAD_OF_ROWS ROW("r2"), 1,
			"harm:\n  parts:\n    - p  # ask Ann\n    - q\n" HEAD_OF_ROWS ROW("r2")},
	};
	struct form *form = fixture_form_new();

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct str text = {0};
		struct document base, file, left;
		struct ops ops = {0};
		struct ops aside = {0};

		str_appendf(&text, HEAD "%s", cases[i].base);
		fixture_open(&base, form, str_text(&text));
		str_clear(&text);
		str_appendf(&text, HEAD "%s", cases[i].file);
		fixture_open(&file, form, str_text(&text));
		str_clear(&text);
		str_appendf(&text, HEAD "%s", cases[i].left);
		fixture_open(&left, form, str_text(&text));
		merge_documents(&base, &file, &left, NULL, &ops);
		merge_set_removals_aside(&base, &file, &ops, &aside);
		if (aside.n != cases[i].n_aside)
			fail_msg("case %zu: %zu are set aside", i, aside.n);
		assert_true(ops_apply(&ops, &file, NULL));
		str_clear(&text);
		assert_true(document_format(&file, &text, NULL));
		if (strcmp(str_text(&text) + strlen(HEAD), cases[i].after) != 0)
			fail_msg("case %zu gives\n%s", i, str_text(&text));
		ops_release(&ops);
		ops_release(&aside);
		document_release(&base);
		document_release(&file);
		document_release(&left);
		str_release(&text);
	}
	form_free(form);
}

/* Words that were overtyped were visible: only what is lost with a row or item is checked. */
static void test_typed_over(void **state)
{
	struct form *form = fixture_form_new();
	struct document base, theirs;
	struct ops ops = {0};

	(void)state;
	fixture_open(&base, form, HEAD "title: one\n");
	fixture_open(&theirs, form, HEAD "title: one two\n");
	document_op_set(&theirs, &(struct place){.field = form_find(form, "title")}, "one", 3,
		ops_add(&ops));
	assert_true(merge_ops_keep_words(&base, &theirs, &ops));
	ops_release(&ops);
	document_release(&base);
	document_release(&theirs);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_written_on),
		cmocka_unit_test(test_not_written_on),
		cmocka_unit_test(test_results),
		cmocka_unit_test(test_set_aside),
		cmocka_unit_test(test_only_those_set_aside),
		cmocka_unit_test(test_typed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
