/* Documents: what is read from a file, and what ops do to it. */
#include "document_fixture.h"

static int setup(void **state)
{
	*state = fixture_form_new();
	return 0;
}

static int teardown(void **state)
{
	form_free(*state);
	return 0;
}

static void test_values_are_read_as_the_form_says(void **state)
{
	struct document document;

	fixture_open(&document, *state,
		HEAD "title: \"Cards: failed\"\n"
		     "authors: [Geda, \"Ana\\nB\", '']\n"
		     "other: kept\n"
		     "basics:\n"
		     "  start: 2023-10-15T08:00:00-04:00\n"
		     "  end: ~\n"
		     "  story: |\n"
		     "    One.\n"
		     "\n"
		     "    Two.\n"
		     "harm:\n"
		     "  share: 80\n"
		     "  public: yes\n"
		     "  parts: lone\n"
		     "  money: {lost: much}\n");
	assert_false(document.is_read_only);
	assert_string_equal(fixture_text(&document, "title"), "Cards: failed");
	assert_string_equal(fixture_text(&document, "authors"), "Geda\nAna\n  B");
	assert_string_equal(fixture_text(&document, "basics.start"), "2023-10-15T08:00:00-04:00");
	assert_string_equal(fixture_text(&document, "basics.end"), "");
	assert_string_equal(fixture_text(&document, "basics.story"), "One.\n\nTwo.");
	assert_string_equal(fixture_text(&document, "harm.share"), "80");
	assert_string_equal(fixture_text(&document, "harm.public"), "yes");
	assert_string_equal(fixture_text(&document, "harm.parts"), "lone");
	assert_string_equal(fixture_text(&document, "harm.money.lost"), "much");
	assert_string_equal(fixture_text(&document, "harm.cost"), "");
	assert_int_equal(fixture_value(&document, "harm.cost")->node, YAML_NONE);
	assert_int_not_equal(fixture_value(&document, "basics.end")->node, YAML_NONE);
	document_release(&document);
}

static void test_one_final_newline_is_the_blocks_own(void **state)
{
	static const struct {
		const char *story;
		const char *text;
	} cases[] = {
		{"|\n    One.\n", "One."},
		{"|-\n    One.\n", "One."},
		{"|+\n    One.\n\n", "One.\n"},
		{">\n    One\n    line.\n", "One line."},
		{"\"One.\\n\"\n", "One."},
		{"|+\n\n", ""},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct document document;
		struct str source = {0};

		str_appendf(&source, HEAD "basics:\n  story: %s", cases[i].story);
		fixture_open(&document, *state, source.data);
		assert_string_equal(fixture_text(&document, "basics.story"), cases[i].text);
		document_release(&document);
		str_release(&source);
	}
}

static void test_rows_have_ids_whatever_the_file_says(void **state)
{
	struct document document;
	static const char *const ids[] = {"a1", "~2", "~3", "~4", "b_-9", "~6"};

	fixture_open(&document, *state,
		HEAD "log:\n"
		     "  events:\n"
		     "    - id: a1\n"
		     "      at: x\n"
		     "      more: kept\n"
		     "      what: |\n"
		     "        Alarm.\n"
		     "    - at: y\n"
		     "    - id: a1\n"
		     "    - id: \"no good\"\n"
		     "    - {who: z, id: b_-9}\n"
		     "    - id: abcdefghijklmnopqrstuvwxyz0123456789\n");
	const struct rows *rows = fixture_events(&document);
	assert_int_equal(rows->n, LEN(ids));
	for (size_t i = 0; i < LEN(ids); i++) {
		assert_string_equal(rows->items[i].id, ids[i]);
		assert_int_equal(document_row_index(
					 &document, fixture_field(&document, "log.events"), ids[i]),
			i);
	}
	struct place place = fixture_place(&document, "log.events", "a1", "what");
	assert_string_equal(str_text(&document_value(&document, &place)->text), "Alarm.");
	assert_string_equal(document_field(&document, &place)->key, "what");
	place = fixture_place(&document, "log.events", "b_-9", "who");
	assert_string_equal(str_text(&document_value(&document, &place)->text), "z");
	place = fixture_place(&document, "log.events", "none", "who");
	assert_null(document_value(&document, &place));
	document_release(&document);
}

/* A value of another kind in the file is shown as it is, and never changed. */
static void test_foreign_values_are_shown_and_kept(void **state)
{
	struct document document;
	struct err err = {0};
	static const struct {
		const char *path;
		const char *text;
	} cases[] = {
		{"title", "[a, b]"},
		{"authors", "{a: b}"},
		{"basics.start", "x: 1"},
		{"basics.end", "*here"},
		{"basics.story", "anchored"},
		{"harm.share", ""},
	};

	fixture_open(&document, *state,
		HEAD "title: [a, b]\n"
		     "authors: {a: b}\n"
		     "basics:\n"
		     "  start:\n"
		     "    x: 1\n"
		     "  story: &here anchored\n"
		     "  end: *here\n"
		     "harm: some text\n");
	for (size_t i = 0; i < LEN(cases); i++) {
		struct place place = fixture_place(&document, cases[i].path, NULL, NULL);
		struct op op;

		assert_string_equal(fixture_text(&document, cases[i].path), cases[i].text);
		assert_true(fixture_value(&document, cases[i].path)->is_foreign);
		document_op_set(&document, &place, "new", 3, &op);
		assert_false(document_apply(&document, &op, &err));
		assert_int_equal(err.code, ERR_REFUSED);
		op_release(&op);
	}
	assert_false(fixture_value(&document, "status")->is_foreign);
	assert_int_equal(document.revision, 0);
	document_release(&document);
}

static void test_foreign_rows_are_shown_and_kept(void **state)
{
	struct document document;
	struct op op;
	struct err err = {0};

	fixture_open(&document, *state,
		HEAD "log:\n"
		     "  events:\n"
		     "    - just a text\n"
		     "    - id: b\n"
		     "      who: [two, people]\n");
	const struct rows *rows = fixture_events(&document);
	assert_int_equal(rows->n, 2);
	assert_string_equal(str_text(&rows->items[0].cells[2].text), "just a text");
	assert_true(rows->items[0].cells[0].is_foreign);
	assert_string_equal(str_text(&rows->items[1].cells[1].text), "[two, people]");
	assert_false(rows->items[1].cells[0].is_foreign);
	for (size_t i = 0; i < 2; i++) {
		document_op_remove(&document, fixture_field(&document, "log.events"), i, &op);
		assert_false(document_apply(&document, &op, &err));
		op_release(&op);
	}
	fixture_move_row(&document, 0, 1);
	fixture_set_cell(&document, "b", "at", "now");
	document_release(&document);

	fixture_open(&document, *state, HEAD "log: {events: none}\n");
	assert_true(fixture_value(&document, "log.events")->is_foreign);
	assert_string_equal(fixture_text(&document, "log.events"), "none");
	document_op_insert(&document, fixture_field(&document, "log.events"), 0, "a", &op);
	assert_false(document_apply(&document, &op, NULL));
	op_release(&op);
	document_release(&document);
}

static void test_files_that_are_none_of_ours(void **state)
{
	static const struct {
		const char *source;
		unsigned line;
		unsigned column;
		const char *message;
	} cases[] = {
		{"", 1, 1, "this is not an Afterword document: it is empty"},
		{"# a\n- b\n", 2, 1,
			"this is not an Afterword document: it does not begin with `key: value` lines"},
		{"form: outage\n", 1, 1,
			"this is not an Afterword document: it has no \"afterword\""},
		{"afterword: one\nform: outage\n", 1, 12,
			"\"afterword\" must be a whole number, as in `afterword: 1`"},
		{"afterword: 1\n", 1, 1, "this is not an Afterword document: it has no \"form\""},
		{"afterword: 1\nform: [a]\n", 2, 7, "\"form\" must be a text"},
		{"afterword: 1\nform: ../../etc\n", 2, 7,
			"a form's name has only letters, digits, - and _"},
		{"afterword: 1\nform: other\n", 2, 7,
			"this file uses the form \"other\", not \"outage\""},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct document document;
		struct err err = {0};

		assert_false(fixture_init(
			&document, *state, cases[i].source, strlen(cases[i].source), &err));
		if (err.line != cases[i].line || err.column != cases[i].column ||
			strcmp(err.message, cases[i].message) != 0)
			fail_msg("case %zu, %u:%u: %s", i, err.line, err.column, err.message);
		document_release(&document);
	}
}

static void test_files_that_are_only_read(void **state)
{
	static const char *const sources[] = {
		"afterword: 2\nform: outage\ntitle: a\n",
		HEAD "title: a\ntitle: b\n",
		HEAD "title: a\n---\ntitle: b\n",
	};

	for (size_t i = 0; i < LEN(sources); i++) {
		struct document document;
		struct err err = {0};
		struct op op;
		struct place place = {0};

		fixture_open(&document, *state, sources[i]);
		assert_true(document.is_read_only);
		assert_string_equal(fixture_text(&document, "title"), "a");
		document_op_set(&document, &place, "b", 1, &op);
		assert_false(document_apply(&document, &op, &err));
		assert_string_equal(err.message, "this file is read-only");
		op_release(&op);
		document_release(&document);
	}
}

static void test_ops_change_what_they_name(void **state)
{
	struct document document;
	struct place story;
	struct op op;

	fixture_open(&document, *state, HEAD "basics: {story: One.}\n");
	story = fixture_place(&document, "basics.story", NULL, NULL);
	document_op_edit(&document, &story, 0, 3, "Tw\xC3\xB6", 4, &op);
	fixture_apply(&document, &op);
	assert_string_equal(fixture_text(&document, "basics.story"), "Tw\xC3\xB6.");
	assert_int_equal(document.revision, 1);
	unsigned revision = document_value(&document, &story)->revision;

	fixture_set(&document, "harm.money.lost", "a lot");
	assert_string_equal(fixture_text(&document, "harm.money.lost"), "a lot");
	assert_int_equal(document_value(&document, &story)->revision, revision);

	fixture_insert_row(&document, 0, "one");
	fixture_insert_row(&document, 1, "two");
	fixture_insert_row(&document, 1, "mid");
	fixture_set_cell(&document, "mid", "who", "Ana");
	fixture_move_row(&document, 1, 0);
	const struct rows *rows = fixture_events(&document);
	assert_string_equal(rows->items[0].id, "mid");
	assert_string_equal(rows->items[1].id, "one");
	assert_string_equal(rows->items[2].id, "two");
	fixture_remove_row(&document, 1);
	assert_int_equal(rows->n, 2);
	assert_string_equal(str_text(&rows->items[0].cells[1].text), "Ana");
	assert_int_equal(document.revision, 8);
	document_release(&document);
}

/* Each is refused, and the document stays the same byte for byte. */
static void test_ops_that_do_not_fit_leave_no_trace(void **state)
{
	struct document document;
	struct str before = {0};
	struct str after = {0};
	unsigned n = 0;

	fixture_open(&document, *state,
		HEAD "title: \"\xC3\xA9 abc\"\nlog: {events: [{id: a, who: Ana}, {id: b}]}\n");
	document_dump(&document, &before);
	unsigned events = fixture_field(&document, "log.events");
	struct place title = fixture_place(&document, "title", NULL, NULL);
	struct place cell = fixture_place(&document, "log.events", "a", "who");
	struct op ops[20] = {0};

	document_op_set(&document, &title, "x", 1, &ops[n]);
	str_append_char(&ops[n++].removed, 'd'); /* more than is there */
	document_op_set(&document, &title, "x", 1, &ops[n]);
	ops[n].removed.data[2] = 'X';
	n++;
	document_op_edit(&document, &title, 3, 3, "x", 1, &ops[n]);
	ops[n++].offset = 4; /* outside */
	document_op_edit(&document, &title, 3, 3, "x", 1, &ops[n]);
	ops[n++].offset = (size_t)-2;
	document_op_edit(&document, &title, 1, 0, "x", 1, &ops[n++]); /* inside a character */
	document_op_edit(&document, &title, 0, 1, "x", 1, &ops[n++]);
	document_op_edit(&document, &title, 1, 1, "x", 1, &ops[n++]);
	document_op_edit(&document, &title, 0, 0, "\xE9", 1, &ops[n++]);
	document_op_edit(&document, &title, 0, 0, "\0", 1, &ops[n++]);
	document_op_set(&document, &cell, "x", 1, &ops[n]);
	strcpy(ops[n++].place.row, "zz");
	document_op_set(&document, &cell, "x", 1, &ops[n]);
	ops[n++].place.column = 3;
	document_op_set(&document, &title, "x", 1, &ops[n]);
	ops[n].removed.len = 0;
	ops[n++].place.field = events; /* a text for a table */
	document_op_set(&document, &title, "x", 1, &ops[n]);
	ops[n++].place.field = 9999;
	document_op_insert(&document, events, 3, "new", &ops[n++]);
	document_op_insert(&document, events, 0, "b", &ops[n++]);
	document_op_insert(&document, events, 0, "b/c", &ops[n++]);
	document_op_remove(&document, events, 0, &ops[n]);
	ops[n++].from = 1;
	document_op_remove(&document, events, 0, &ops[n]);
	str_append_char(&ops[n++].cells[1], 'x');
	document_op_move(&document, events, 0, 2, &ops[n++]);
	document_op_move(&document, events, 1, 0, &ops[n]);
	ops[n++].from = 0;

	for (unsigned i = 0; i < n; i++) {
		struct err err = {0};

		if (document_apply(&document, &ops[i], &err))
			fail_msg("op %u was applied", i);
		assert_true(err.code != ERR_NONE && err.message[0] != '\0');
		op_release(&ops[i]);
	}
	document_dump(&document, &after);
	assert_true(str_equal(&before, after.data, after.len));
	assert_int_equal(document.revision, 0);
	str_release(&before);
	str_release(&after);
	document_release(&document);
}

static void test_ids_are_found_among_many_rows(void **state)
{
	struct document document;
	char id[ROW_ID_SIZE];
	unsigned seed = 7;

	document_init_new(&document, *state);
	unsigned events = fixture_field(&document, "log.events");
	for (unsigned i = 0; i < 3000; i++) {
		seed = seed * 1103515245 + 12345;
		snprintf(id, sizeof id, "r%u", i);
		size_t n = fixture_events(&document)->n;
		fixture_insert_row(&document, (seed >> 8) % (n + 1), id);
		if (i % 3 == 0)
			fixture_move_row(&document, (seed >> 4) % (n + 1), (seed >> 12) % (n + 1));
		if (i % 5 == 0)
			fixture_remove_row(&document, (seed >> 6) % (n + 1));
	}
	const struct rows *rows = fixture_events(&document);
	for (size_t i = 0; i < rows->n; i++)
		assert_int_equal(document_row_index(&document, events, rows->items[i].id), i);
	assert_int_equal(document_row_index(&document, events, "none"), SIZE_MAX);
	document_release(&document);
}

static void test_lists_are_texts_with_an_item_per_line(void **state)
{
	static const struct {
		const char *text;
		const char *items[4];
	} cases[] = {
		{"", {NULL}},
		{"\n\n", {NULL}},
		{"a", {"a"}},
		{"a\nb\n", {"a", "b"}},
		{"a\n  b\n  \n  c\nd", {"a\nb\n\nc", "d"}},
		{"  a\n b", {"a", "b"}},
		{"a\n   b", {"a\n b"}},
		{"a\n\nb", {"a", "b"}},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct str text = {0};
		struct str again = {0};
		struct str item = {0};
		size_t at = 0;
		size_t n = 0;

		str_append_text(&text, cases[i].text);
		while (list_next(&text, &at, &item)) {
			assert_non_null(cases[i].items[n]);
			assert_string_equal(str_text(&item), cases[i].items[n++]);
			list_append(&again, item.data, item.len);
		}
		assert_null(cases[i].items[n]);
		at = 0;
		n = 0;
		while (list_next(&again, &at, &item))
			assert_string_equal(str_text(&item), cases[i].items[n++]);
		str_release(&text);
		str_release(&again);
		str_release(&item);
	}
}

static bool is_same_dump(const struct form *form, const char *one, const char *other)
{
	struct document a;
	struct document b;
	struct str left = {0};
	struct str right = {0};

	fixture_open(&a, form, one);
	fixture_open(&b, form, other);
	document_dump(&a, &left);
	document_dump(&b, &right);
	bool is_same = str_equal(&left, right.data, right.len);
	str_release(&left);
	str_release(&right);
	document_release(&a);
	document_release(&b);
	return is_same;
}

static void test_dumps_tell_what_differs_and_only_that(void **state)
{
	assert_true(is_same_dump(*state, HEAD "title: a\nx: y\n", HEAD "# c\ntitle: \"a\"\n"));
	assert_true(
		is_same_dump(*state, HEAD "authors: [a, '', b]\n", HEAD "authors:\n- a\n- b\n"));
	assert_true(is_same_dump(*state, HEAD "title:\n", HEAD));
	assert_true(is_same_dump(*state, HEAD "log: {events: [{}, {who: a}]}\n",
		HEAD "log: {events: [{id: 'a b'}, {who: a}]}\n"));
	assert_false(is_same_dump(*state, HEAD "title: a\n", HEAD "title: b\n"));
	assert_false(is_same_dump(*state, HEAD "authors: [ab]\n", HEAD "authors: [a, b]\n"));
	assert_false(is_same_dump(*state, HEAD "authors: [\"a\\nb\"]\n", HEAD "authors: [a, b]\n"));
	assert_false(is_same_dump(
		*state, HEAD "log: {events: [{id: a}]}\n", HEAD "log: {events: [{id: b}]}\n"));
	assert_false(is_same_dump(
		*state, HEAD "log: {events: [{who: a}]}\n", HEAD "log: {events: [{what: a}]}\n"));
	assert_false(is_same_dump(*state, HEAD "title: [a]\n", HEAD "title: \"[a]\"\n"));
}

static void test_places_in_the_file(void **state)
{
	struct document document;
	static const struct {
		const char *path;
		const char *row;
		const char *column;
		unsigned line;
		unsigned column_number;
	} cases[] = {
		{"title", NULL, NULL, 3, 8},
		{"harm.cost", NULL, NULL, 5, 3}, /* not there: its page */
		{"harm.share", NULL, NULL, 5, 10},
		{"basics.start", NULL, NULL, 1, 1}, /* no page either */
		{"log.events", "a", "who", 9, 12},
		{"log.events", "a", "at", 8, 7}, /* not there: its row */
		{"log.events", NULL, NULL, 8, 5},
	};

	fixture_open(&document, *state,
		HEAD "title: a\n"
		     "harm:\n"
		     "  share: 5\n"
		     "log:\n"
		     "  events:\n"
		     "    - id: a\n"
		     "      who: Ana\n");
	for (size_t i = 0; i < LEN(cases); i++) {
		struct place place =
			fixture_place(&document, cases[i].path, cases[i].row, cases[i].column);
		unsigned line;
		unsigned column;

		document_locate(&document, &place, &line, &column);
		if (line != cases[i].line || column != cases[i].column_number)
			fail_msg("case %zu: %u:%u", i, line, column);
	}
	document_release(&document);
	document_init_new(&document, *state);
	unsigned line;
	unsigned column;
	struct place place = {.field = 3};
	document_locate(&document, &place, &line, &column);
	assert_int_equal(line, 1);
	document_release(&document);
}

static void test_the_status(void **state)
{
	struct document document;

	document_init_new(&document, *state);
	assert_int_equal(document_status(&document), STATUS_DRAFT);
	fixture_set(&document, "status", "final");
	assert_int_equal(document_status(&document), STATUS_FINAL);
	fixture_set(&document, "status", "finished");
	assert_int_equal(document_status(&document), STATUS_DRAFT);
	document_release(&document);
}

static void test_adopting_keeps_values_and_takes_places(void **state)
{
	struct document document;
	struct document saved;
	unsigned line;
	unsigned column;

	fixture_open(&document, *state,
		HEAD "title: old\nharm: {share: 80}\nlog: {events: [{id: a, who: Ana}, {id: b}, "
		     "{who: Cem}]}\n");
	fixture_set(&document, "title", "newer");
	fixture_remove_row(&document, 1);
	fixture_insert_row(&document, 2, "d");
	fixture_set_cell(&document, "a", "who", "Eve");
	fixture_open(&saved, *state,
		HEAD
		"\n\ntitle: new\nharm: {share: 81}\nlog:\n  events:\n    - {id: b}\n    - {id: a, who: Ana}\n"
		"    - {who: Cem}\n");
	document_adopt(&document, &saved);

	assert_string_equal(fixture_text(&document, "title"), "newer");
	const struct rows *rows = fixture_events(&document);
	assert_int_equal(rows->n, 3);
	assert_string_equal(str_text(&rows->items[0].cells[1].text), "Eve");
	assert_string_equal(rows->items[1].id, "~3");
	assert_string_equal(str_text(&rows->items[1].cells[1].text), "Cem");
	assert_int_equal(rows->items[2].node, YAML_NONE);
	struct place place = fixture_place(&document, "title", NULL, NULL);
	document_locate(&document, &place, &line, &column);
	assert_int_equal(line, 5);
	place = fixture_place(&document, "log.events", "a", "who");
	document_locate(&document, &place, &line, &column);
	assert_int_equal(line, 10);
	place = fixture_place(&document, "log.events", "~3", "who");
	document_locate(&document, &place, &line, &column);
	assert_int_equal(line, 11);

	/* What was not touched stays, too: merging is done by ops. */
	assert_string_equal(fixture_text(&document, "harm.share"), "80");

	/* A row that was removed comes back to the lines it has now. */
	fixture_insert_row(&document, 0, "b");
	assert_int_not_equal(fixture_events(&document)->items[0].node, YAML_NONE);

	fixture_open(&saved, *state, HEAD "title: a\ntitle: b\n");
	document_adopt(&document, &saved);
	assert_true(document.is_read_only);
	document_release(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_are_read_as_the_form_says),
		cmocka_unit_test(test_one_final_newline_is_the_blocks_own),
		cmocka_unit_test(test_rows_have_ids_whatever_the_file_says),
		cmocka_unit_test(test_foreign_values_are_shown_and_kept),
		cmocka_unit_test(test_foreign_rows_are_shown_and_kept),
		cmocka_unit_test(test_files_that_are_none_of_ours),
		cmocka_unit_test(test_files_that_are_only_read),
		cmocka_unit_test(test_ops_change_what_they_name),
		cmocka_unit_test(test_ops_that_do_not_fit_leave_no_trace),
		cmocka_unit_test(test_ids_are_found_among_many_rows),
		cmocka_unit_test(test_lists_are_texts_with_an_item_per_line),
		cmocka_unit_test(test_dumps_tell_what_differs_and_only_that),
		cmocka_unit_test(test_places_in_the_file),
		cmocka_unit_test(test_the_status),
		cmocka_unit_test(test_adopting_keeps_values_and_takes_places),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
