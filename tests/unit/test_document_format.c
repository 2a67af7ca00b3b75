/* Saving: only the bytes of what changed, and it reads back as intended. */
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

/* Makes it compare every row with its node, whether it was changed or not. */
static void forget_what_is_unchanged(struct document *document)
{
	for (size_t i = 0; i < document->form->n_fields; i++) {
		struct rows *rows = &document->tables[i];

		rows->is_arranged = false;
		for (size_t k = 0; k < rows->n; k++)
			rows->items[k].is_touched = true;
	}
}

static void assert_nothing_is_left_out(const struct document *document, const struct str *bytes)
{
	struct document copy;
	struct str out = {0};

	document_copy(&copy, document);
	forget_what_is_unchanged(&copy);
	assert_true(document_format(&copy, &out, NULL));
	assert_true(str_equal(bytes, str_text(&out), out.len));
	str_release(&out);
	document_release(&copy);
}

static void format(const struct document *document, struct str *out)
{
	struct err err = {0};

	str_clear(out);
	if (document_format(document, out, &err)) {
		assert_nothing_is_left_out(document, out);
		return;
	}
	document_dump(document, out);
	fail_msg("%u:%u: %s\n--- from\n%s--- to\n%s---", err.line, err.column, err.message,
		str_text(&document->source.source), str_text(out));
}

static void assert_formats_as(const struct document *document, const char *expected)
{
	struct str out = {0};

	format(document, &out);
	if (!str_equal(&out, expected, strlen(expected)))
		fail_msg("--- expected\n%s--- but is\n%s---", expected, str_text(&out));
	str_release(&out);
}

/* Reads the bytes back and compares all values. */
static void assert_reads_back(
	const struct document *document, const struct str *bytes, struct document *again)
{
	struct str meant = {0};
	struct str got = {0};
	struct err err = {0};

	if (!fixture_init(again, document->form, str_text(bytes), bytes->len, &err))
		fail_msg("%u:%u: %s in\n%s", err.line, err.column, err.message, str_text(bytes));
	document_dump(document, &meant);
	document_dump(again, &got);
	if (!str_equal(&meant, got.data, got.len))
		fail_msg("--- meant\n%s--- but reads\n%s--- from\n%s---", meant.data, got.data,
			str_text(bytes));
	str_release(&meant);
	str_release(&got);
}

static const char *const corpus[] = {
	HEAD,
	"afterword: 1\nform: outage", /* no newline at the end */
	"# before\n\n" HEAD "# between\ntitle: a   # beside\n\n\n# after\n",
	"\xEF\xBB\xBF" HEAD "title: with a mark\n",
	"afterword: 1\r\nform: outage\r\nbasics:\r\n  story: |\r\n    One.\r\n\r\n    Two.\r\n"
	"log:\r\n  events:\r\n  - id: a\r\n    who: b\r\n",
	"---\n" HEAD "title: 'it''s'\nstatus: \"dr\\x61ft\"\n...\n",
	"{afterword: 1, form: outage, title: a, authors: [b, \"c\"], log: {events: [{id: x}, {}]}}\n",
	HEAD "log:\n      events:\n      -   id:   a\n          who:    b   \n\n\n"
	     "      -   # c\n          id: d\nbasics:\n         story: >\n          folded\n"
	     "          text\n\n         start: 2023-10-15\n",
	HEAD "title: [no, text]\nbasics: &a\n  story: *a\nunknown: {deep: [1, 2, {x: y}]}\n",
	HEAD
	"authors:\n- a\n-\n- b\n-   ''\nharm:\n    parts: lone\n    money: ~\n    share: '80'\n",
	HEAD "title: a\ntitle: b\n",
	HEAD "\"title\": |+\n  a\n\n\n'harm': {}\nlog:\n",
	HEAD
	"log:\n  events:\n    - text\n    - id: a\n      x-note: kept\n      # comment\n      who: z\n"
	"    - {who: flow, id: a}\n",
};

static void test_nothing_changes_without_a_change(void **state)
{
	for (size_t i = 0; i < LEN(corpus); i++) {
		struct document document;

		fixture_open(&document, *state, corpus[i]);
		assert_formats_as(&document, corpus[i]);
		document_release(&document);
	}
}

static void test_a_change_undone_is_no_change(void **state)
{
	struct document document;
	const char *source = HEAD
		"title: 'a'  # b\nauthors: [ x,  y ]\nlog:\n  events:\n"
		"    # one\n    - id: a\n      extra: 1\n      who: z\n    - id: b\n      extra: 2\n";

	fixture_open(&document, *state, source);
	fixture_set(&document, "title", "");
	fixture_set(&document, "authors", "x\nnew");
	fixture_set(&document, "harm.cost", "5");
	fixture_move_row(&document, 1, 0);
	fixture_remove_row(&document, 1);
	fixture_set(&document, "title", "a");
	fixture_set(&document, "authors", "x\ny\n");
	fixture_set(&document, "harm.cost", "");
	fixture_insert_row(&document, 1, "a");
	fixture_set_cell(&document, "a", "who", "z");
	fixture_move_row(&document, 0, 1);
	assert_formats_as(&document, source);

	fixture_remove_row(&document, 0);
	fixture_remove_row(&document, 0);
	fixture_insert_row(&document, 0, "a");
	fixture_insert_row(&document, 1, "b");
	fixture_set_cell(&document, "a", "who", "z");
	assert_formats_as(&document, source);
	document_release(&document);
}

static void test_only_the_changed_value_changes(void **state)
{
	static const struct {
		const char *path;
		const char *text;
		const char *source;
		const char *expected;
	} cases[] = {
		{"title", "new", HEAD "title: old  # why\nx: 1\n",
			HEAD "title: new  # why\nx: 1\n"},
		{"title", "new", HEAD "title: 'old'\n", HEAD "title: 'new'\n"},
		{"title", "", HEAD "title: old\n", HEAD "title: \"\"\n"},
		{"title", "no", HEAD "title: yes please\n", HEAD "title: \"no\"\n"},
		{"title", "new", HEAD "title:\n", HEAD "title: new\n"},
		{"title", "new", HEAD "title: ~\n", HEAD "title: new\n"},
		{"basics.story", "One.\nTwo.",
			HEAD "basics:\n    story: |\n        One.\n    end: x\n",
			HEAD "basics:\n    story: |\n        One.\n        Two.\n    end: x\n"},
		{"basics.story", "One.\nTwo.",
			"afterword: 1\r\nform: outage\r\nbasics:\r\n  story: |\r\n    One.\r\n",
			"afterword: 1\r\nform: outage\r\nbasics:\r\n  story: |\r\n    One.\r\n"
			"    Two.\r\n"},
		{"harm.share", "81", HEAD "harm: {share: 80, x: [a]}\n",
			HEAD "harm: {share: 81, x: [a]}\n"},
		{"harm.parts", "a\nb", HEAD "harm:\n  parts: a\n",
			HEAD "harm:\n  parts:\n    - a\n    - b\n"},
		{"harm.parts", "", HEAD "harm:\n  parts:\n    - a\n", HEAD "harm:\n  parts: []\n"},
		{"harm.parts", "a\nX\nc",
			HEAD "harm:\n  parts:\n  - a # 1\n  - 'b' # 2\n  - c # 3\n",
			HEAD "harm:\n  parts:\n  - a # 1\n  - 'X' # 2\n  - c # 3\n"},
		{"harm.parts", "c\na", HEAD "harm:\n  parts:\n  - a # 1\n  - b # 2\n  - c # 3\n",
			HEAD "harm:\n  parts:\n  - c # 3\n  - a # 1\n"},
		{"harm.parts", "x\na", HEAD "harm:\n  parts:\n  - a # 1\n  - x # 2\n  - a # 3\n",
			HEAD "harm:\n  parts:\n  - x # 2\n  - a # 3\n"},
		{"harm.parts", "a\nnew\nb", HEAD "harm:\n  parts:\n    - a\n    - b\n",
			HEAD "harm:\n  parts:\n    - a\n    - new\n    - b\n"},
		{"harm.parts", "a", HEAD "harm:\n  parts: []\n", HEAD "harm:\n  parts:\n    - a\n"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct document document;

		fixture_open(&document, *state, cases[i].source);
		fixture_set(&document, cases[i].path, cases[i].text);
		assert_formats_as(&document, cases[i].expected);
		document_release(&document);
	}
}

static void test_a_new_value_goes_to_its_place_in_the_form(void **state)
{
	static const struct {
		const char *path;
		const char *source;
		const char *expected;
	} cases[] = {
		{"title", HEAD, HEAD "title: new\n"},
		{"title", HEAD "status: draft\n", HEAD "title: new\nstatus: draft\n"},
		{"status", HEAD "title: a\nx: 1\nauthors:\n  - b\n",
			HEAD "title: a\nstatus: new\nx: 1\nauthors:\n  - b\n"},
		{"harm.share", HEAD "title: a\n", HEAD "title: a\n\nharm:\n  share: new\n"},
		{"harm.share", HEAD "basics:\n  end: a\nlog:\n  remark: b\n",
			HEAD "basics:\n  end: a\nharm:\n  share: new\nlog:\n  remark: b\n"},
		{"harm.share", HEAD "harm:\nx: 1\n", HEAD "harm:\n  share: new\nx: 1\n"},
		{"harm.share", HEAD "harm: {}\n", HEAD "harm:\n  share: new\n"},
		{"harm.day", HEAD "harm:\n  share: 1\n  cost: 2\n  parts: x\n",
			HEAD "harm:\n  share: 1\n  cost: 2\n  day: \"new\"\n  parts: x\n"},
		{"harm.day", HEAD "harm:\n  share: 1\n\n  parts: x\n",
			HEAD "harm:\n  share: 1\n\n  day: \"new\"\n\n  parts: x\n"},
		{"harm.money.won", HEAD "harm:\n  share: 1\n",
			HEAD "harm:\n  share: 1\n\n  money:\n    won: new\n"},
		{"harm.money.won", HEAD "harm:\n  money:\n    lost: 1\n",
			HEAD "harm:\n  money:\n    lost: 1\n\n    won: new\n"},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct document document;

		fixture_open(&document, *state, cases[i].source);
		fixture_set(&document, cases[i].path, "new");
		assert_formats_as(&document, cases[i].expected);
		document_release(&document);
	}
}

static void test_several_new_values_share_their_new_page(void **state)
{
	struct document document;

	fixture_open(&document, *state, HEAD "log: {remark: x}\n");
	fixture_set(&document, "harm.money.won", "4");
	fixture_set(&document, "basics.end", "2");
	fixture_set(&document, "harm.money.lost", "3");
	fixture_set(&document, "harm.share", "80");
	fixture_set(&document, "title", "1");
	assert_formats_as(&document, HEAD "title: \"1\"\n"
					  "\n"
					  "basics:\n"
					  "  end: \"2\"\n"
					  "\n"
					  "harm:\n"
					  "  share: 80\n"
					  "\n"
					  "  money:\n"
					  "    lost: \"3\"\n"
					  "\n"
					  "    won: \"4\"\n"
					  "\n"
					  "log: {remark: x}\n");
	document_release(&document);
}

static void test_rows_change_one_by_one(void **state)
{
	struct document document;
	const char *source = HEAD "log:\n"
				  "  events:\n"
				  "    # the first\n"
				  "    - id: a\n"
				  "      at: '1'  # rough\n"
				  "      extra: kept\n"
				  "\n"
				  "    - id: b\n"
				  "      who: Ana\n";

	fixture_open(&document, *state, source);
	fixture_set_cell(&document, "a", "at", "2");
	fixture_set_cell(&document, "b", "at", "3");
	fixture_set_cell(&document, "b", "what", "Alarm.");
	assert_formats_as(&document, HEAD "log:\n"
					  "  events:\n"
					  "    # the first\n"
					  "    - id: a\n"
					  "      at: '2'  # rough\n"
					  "      extra: kept\n"
					  "\n"
					  "    - id: b\n"
					  "      at: \"3\"\n"
					  "      who: Ana\n"
					  "      what: |\n"
					  "        Alarm.\n");
	document_release(&document);

	fixture_open(&document, *state, source);
	fixture_insert_row(&document, 1, "mid");
	fixture_set_cell(&document, "mid", "what", "Found.");
	fixture_set_cell(&document, "mid", "who", "Cem");
	assert_formats_as(&document, HEAD "log:\n"
					  "  events:\n"
					  "    # the first\n"
					  "    - id: a\n"
					  "      at: '1'  # rough\n"
					  "      extra: kept\n"
					  "\n"
					  "    - id: mid\n"
					  "      who: Cem\n"
					  "      what: |\n"
					  "        Found.\n"
					  "\n"
					  "    - id: b\n"
					  "      who: Ana\n");
	document_release(&document);

	fixture_open(&document, *state, source);
	fixture_move_row(&document, 1, 0);
	fixture_set_cell(&document, "b", "who", "Eve");
	assert_formats_as(&document, HEAD "log:\n"
					  "  events:\n"
					  "    - id: b\n"
					  "      who: Eve\n"
					  "\n"
					  "    # the first\n"
					  "    - id: a\n"
					  "      at: '1'  # rough\n"
					  "      extra: kept\n");
	fixture_remove_row(&document, 1);
	assert_formats_as(&document, HEAD "log:\n  events:\n    - id: b\n      who: Eve\n");
	fixture_remove_row(&document, 0);
	assert_formats_as(&document, HEAD "log:\n  events: []\n");
	document_release(&document);
}

static void test_rows_without_an_id_get_none(void **state)
{
	struct document document;
	struct document saved;
	struct str out = {0};

	fixture_open(&document, *state,
		HEAD "log:\n  events:\n    - who: a\n      x: 1\n    - who: b\n      x: 2\n"
		     "    - who: c\n      x: 3\n");
	fixture_move_row(&document, 2, 0);
	format(&document, &out);
	assert_reads_back(&document, &out, &saved);
	/* Continues before the saved file is adopted: ids must stay with their rows. */
	fixture_remove_row(&document, 1);
	fixture_set_cell(&document, "~3", "who", "C");
	document_adopt(&document, &saved);
	assert_string_equal(fixture_events(&document)->items[1].id, "~2");
	fixture_set_cell(&document, "~2", "who", "B");
	assert_formats_as(&document,
		HEAD "log:\n  events:\n    - who: C\n      x: 3\n    - who: B\n      x: 2\n");
	str_release(&out);
	document_release(&document);
}

static void test_a_new_file_has_the_canonical_shape(void **state)
{
	struct document document;
	struct document saved;
	struct str out = {0};

	document_init_new(&document, *state);
	assert_formats_as(&document, HEAD);
	fixture_set(&document, "title", "Card payments failed");
	fixture_set(&document, "status", "draft");
	fixture_set(&document, "authors", "Geda\nAna\n");
	fixture_set(&document, "basics.start", "2023-10-15T08:00:00-04:00");
	fixture_set(&document, "basics.story", "It failed.\n\nThen it worked.");
	fixture_set(&document, "harm.share", "80");
	fixture_set(&document, "harm.cost", "many");
	fixture_set(&document, "harm.public", "true");
	fixture_insert_row(&document, 0, "k3f9q2mx");
	fixture_insert_row(&document, 1, "p7c2w8da");
	fixture_set_cell(&document, "k3f9q2mx", "at", "2023-10-15T08:30:00-04:00");
	fixture_set_cell(&document, "k3f9q2mx", "what", "Alarm fired.");
	fixture_set_cell(&document, "p7c2w8da", "who", "no");
	assert_formats_as(&document, HEAD "title: Card payments failed\n"
					  "status: draft  # draft, review, final\n"
					  "authors:\n"
					  "  - Geda\n"
					  "  - Ana\n"
					  "\n"
					  "basics:\n"
					  "  start: \"2023-10-15T08:00:00-04:00\"\n"
					  "\n"
					  "  story: |\n"
					  "    It failed.\n"
					  "\n"
					  "    Then it worked.\n"
					  "\n"
					  "harm:\n"
					  "  share: 80\n"
					  "\n"
					  "  cost: many\n"
					  "\n"
					  "  public: true\n"
					  "\n"
					  "log:\n"
					  "  events:\n"
					  "    - id: k3f9q2mx\n"
					  "      at: \"2023-10-15T08:30:00-04:00\"\n"
					  "      what: |\n"
					  "        Alarm fired.\n"
					  "\n"
					  "    - id: p7c2w8da\n"
					  "      who: \"no\"\n");
	format(&document, &out);
	assert_reads_back(&document, &out, &saved);
	document_adopt(&document, &saved);
	assert_formats_as(&document, out.data);
	str_release(&out);
	document_release(&document);
}

static void test_numbers_are_bare_only_when_every_reader_sees_one(void **state)
{
	static const struct {
		const char *text;
		bool is_bare;
	} cases[] = {
		{"0", true},
		{"80", true},
		{"-1.5", true},
		{"0.25", true},
		{"012", false},
		{"1.", false},
		{".5", false},
		{"1_000", false},
		{"0x1F", false},
		{"-", false},
		{"12:30", false},
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct document document;
		struct str expected = {0};
		const char *quote = cases[i].is_bare ? "" : "\"";

		document_init_new(&document, *state);
		fixture_set(&document, "harm.cost", cases[i].text);
		str_appendf(
			&expected, HEAD "\nharm:\n  cost: %s%s%s\n", quote, cases[i].text, quote);
		assert_formats_as(&document, expected.data);
		str_release(&expected);
		document_release(&document);
	}
}

static void test_newlines_at_the_end_are_kept(void **state)
{
	static const char *const paths[] = {"title", "basics.story", "harm.cost", "basics.start"};
	static const char *const texts[] = {"a\n", "a\n\n", "\n", "a\nb"};

	for (size_t i = 0; i < LEN(paths); i++) {
		for (size_t k = 0; k < LEN(texts); k++) {
			struct document document;
			struct document again;
			struct str out = {0};

			document_init_new(&document, *state);
			fixture_set(&document, paths[i], texts[k]);
			format(&document, &out);
			assert_reads_back(&document, &out, &again);
			assert_string_equal(fixture_text(&again, paths[i]), texts[k]);
			str_release(&out);
			document_release(&document);
			document_release(&again);
		}
	}
}

/* The second row with an id becomes the first, once the first is removed. */
static void test_an_id_passes_on_to_the_next_row_with_it(void **state)
{
	struct document document;
	struct document again;
	struct str out = {0};

	fixture_open(&document, *state,
		HEAD "log:\n  events:\n    - id: a\n      who: x\n    - id: a\n      who: y\n");
	fixture_remove_row(&document, 0);
	format(&document, &out);
	assert_reads_back(&document, &out, &again);
	assert_string_equal(fixture_events(&again)->items[0].id, "a");
	document_adopt(&document, &again);
	assert_string_equal(fixture_events(&document)->items[0].id, "~2");
	assert_formats_as(&document, out.data);
	document_release(&document);

	fixture_open(&document, *state,
		HEAD "log:\n  events:\n    - id: a\n      who: x\n    - id: a\n      who: y\n");
	fixture_move_row(&document, 1, 0);
	format(&document, &out);
	assert_reads_back(&document, &out, &again);
	assert_string_equal(fixture_events(&again)->items[1].id, "~2");
	document_release(&again);
	str_release(&out);
	document_release(&document);
}

/* A row that comes back after its lines were removed from the file is a new one there. */
static void test_a_row_removed_and_saved_comes_back_as_new(void **state)
{
	struct document document;
	struct document saved;
	struct str out = {0};

	fixture_open(
		&document, *state, HEAD "log:\n  events:\n    - id: a\n    - id: b\n      x: 1\n");
	fixture_remove_row(&document, 1);
	format(&document, &out);
	assert_reads_back(&document, &out, &saved);
	document_adopt(&document, &saved);
	fixture_insert_row(&document, 1, "b");
	assert_int_equal(fixture_events(&document)->items[1].node, YAML_NONE);
	assert_formats_as(&document, HEAD "log:\n  events:\n    - id: a\n\n    - id: b\n");
	str_release(&out);
	document_release(&document);
}

/* Values where the file now has another kind: not saved. */
static void test_what_is_not_ours_is_never_overwritten(void **state)
{
	static const char *const sources[] = {
		HEAD "title: {a: b}\n",
		HEAD "title: &x a\n",
		HEAD "authors: {a: b}\n",
		HEAD "authors: [[a]]\n",
		HEAD "log: {events: text}\n",
		HEAD "log: {events: {a: b}}\n",
		HEAD "log: {events: [{id: r, who: {a: b}}]}\n",
	};

	for (size_t i = 0; i < LEN(sources); i++) {
		struct document document;
		struct document theirs;
		struct str out = {0};
		struct err err = {0};

		fixture_open(&document, *state, HEAD);
		fixture_set(&document, "title", "mine");
		fixture_set(&document, "authors", "Geda");
		fixture_insert_row(&document, 0, "r");
		fixture_set_cell(&document, "r", "who", "Ana");
		fixture_open(&theirs, *state, sources[i]);
		document_adopt(&document, &theirs);
		assert_string_equal(fixture_text(&document, "title"), "mine");
		if (document_format(&document, &out, &err))
			fail_msg("saved over\n%sas\n%s", sources[i], out.data);
		assert_int_equal(err.code, ERR_REFUSED);
		assert_int_equal(out.len, 0);
		str_release(&out);
		document_release(&document);
	}
}

/* --- many ops, fixed seeds --- */

static unsigned next_random(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 12) % below;
}

static const char *const texts[] = {
	"",
	"a",
	"plain words",
	"x: y",
	"- z",
	" lead",
	"trail ",
	"two\nlines",
	"end\n",
	"\n",
	"\n\n",
	"# hash",
	"a #b",
	"null",
	"~",
	"yes",
	"12",
	"0x1F",
	"-0.5",
	"true",
	"it's \"so\"",
	"caf\xC3\xA9",
	"tab\there",
	"|",
	"> b",
	"[a, b]",
	"{a: b}",
	"&a",
	"*a",
	"!t",
	"%d",
	"@x",
	"a\n\n\nb",
	"\tindent\n  more",
	"  two\n    four\n",
	"\xF0\x9F\x99\x82\nsecond \n\n",
	"line\xE2\x80\xA8separator",
	"a\rb",
	"\x01",
	"---",
	"...",
	"a\n---\nb",
	"? a",
	"a: ",
	"'",
	"2023-10-15T08:30:00-04:00",
	"key: |\n  block",
	"mark\xEF\xBB\xBFinside",
};

static void random_row_op(struct document *document, unsigned *seed, unsigned *ids, struct op *op)
{
	unsigned events = fixture_field(document, "log.events");
	size_t n = document->tables[events].n;
	unsigned what = next_random(seed, 3);
	char id[ROW_ID_SIZE];

	if (n == 0 || what == 0) {
		snprintf(id, sizeof id, "r%u", (*ids)++);
		document_op_insert(document, events, next_random(seed, (unsigned)n + 1), id, op);
	} else if (what == 1) {
		document_op_remove(document, events, next_random(seed, (unsigned)n), op);
	} else {
		document_op_move(document, events, next_random(seed, (unsigned)n),
			next_random(seed, (unsigned)n), op);
	}
}

static void random_text_op(struct document *document, unsigned *seed, struct op *op)
{
	const char *text = texts[next_random(seed, LEN(texts))];
	struct place place = {.field = next_random(seed, (unsigned)document->form->n_fields)};
	const struct form_field *field = &document->form->fields[place.field];

	if (field->kind == KIND_COMPUTED)
		place.field = 0;
	if (field->kind == KIND_ROWS) {
		const struct rows *rows = &document->tables[place.field];
		if (rows->n == 0) {
			place.field = 0;
		} else {
			strcpy(place.row, rows->items[next_random(seed, (unsigned)rows->n)].id);
			place.column = next_random(seed, (unsigned)field->n_columns);
		}
	}
	size_t len = document_value(document, &place)->text.len;
	if (next_random(seed, 2) == 0)
		document_op_set(document, &place, text, strlen(text), op);
	else
		document_op_edit(document, &place, len, 0, text, strlen(text), op);
}

/* Applies an op, reverts it, applies it again; ops on foreign values are refused. */
static void apply_both_ways(struct document *document, struct op *op)
{
	struct str before = {0};
	struct str after = {0};
	struct op inverse;

	document_dump(document, &before);
	if (document_apply(document, op, NULL)) {
		op_invert(op, &inverse);
		assert_true(document_apply(document, &inverse, NULL));
		document_dump(document, &after);
		if (!str_equal(&before, after.data, after.len))
			fail_msg("--- before\n%s--- and back\n%s---", before.data, after.data);
		assert_true(document_apply(document, op, NULL));
		op_release(&inverse);
	}
	op_release(op);
	str_release(&before);
	str_release(&after);
}

static void random_ops(struct document *document, unsigned *seed, unsigned *ids, unsigned n)
{
	while (n-- > 0) {
		struct op op;

		if (next_random(seed, 3) == 0)
			random_row_op(document, seed, ids, &op);
		else
			random_text_op(document, seed, &op);
		apply_both_ways(document, &op);
	}
}

static void adopt_own(struct document *document, struct document *saved)
{
	document_adopt_own(document, saved);
	document_release(saved);
}

/* Saves, continues editing, adopts the saved file, saves again, as the editor does. The file may
 * be somebody else's for all the document knows, with the same result. */
static void save_and_go_on(struct document *document, unsigned *seed, unsigned *ids)
{
	static void (*const adopters[])(struct document *, struct document *) = {
		document_adopt, adopt_own};
	struct document saved;
	struct str out = {0};
	struct str before = {0};
	struct str after = {0};

	format(document, &out);
	assert_reads_back(document, &out, &saved);
	if (next_random(seed, 2) == 0)
		random_ops(document, seed, ids, next_random(seed, 4));
	document_dump(document, &before);
	adopters[next_random(seed, 2)](document, &saved);
	document_dump(document, &after);
	assert_true(str_equal(&before, after.data, after.len));
	str_release(&out);
	str_release(&before);
	str_release(&after);
}

/* Changing a copy leaves the document unchanged; then the copy replaces it. */
static void go_on_as_copy(struct document *document, unsigned *seed, unsigned *ids)
{
	struct document copy;
	unsigned same_seed = *seed;
	struct str before = {0};
	struct str after = {0};

	document_copy(&copy, document);
	document_dump(document, &before);
	document_dump(&copy, &after);
	assert_true(str_equal(&before, str_text(&after), after.len));
	random_ops(&copy, &same_seed, &(unsigned){*ids}, 3);
	str_clear(&after);
	document_dump(document, &after);
	assert_true(str_equal(&before, str_text(&after), after.len));
	random_ops(document, seed, ids, 3);
	str_clear(&before);
	str_clear(&after);
	format(document, &before);
	format(&copy, &after);
	assert_true(str_equal(&before, str_text(&after), after.len));
	document_release(document);
	*document = copy;
	str_release(&before);
	str_release(&after);
}

static void run_random(const struct form *form, const char *source, unsigned seed)
{
	struct document document;
	unsigned ids = 0;

	if (source)
		fixture_open(&document, form, source);
	else
		document_init_new(&document, form);
	for (unsigned round = 0; round < 12 && !document.is_read_only; round++) {
		random_ops(&document, &seed, &ids, 1 + next_random(&seed, 6));
		go_on_as_copy(&document, &seed, &ids);
		save_and_go_on(&document, &seed, &ids);
	}
	document_release(&document);
}

static void test_what_is_saved_is_what_was_meant(void **state)
{
	for (unsigned seed = 1; seed <= 60; seed++) {
		for (size_t i = 0; i < LEN(corpus); i++)
			run_random(*state, corpus[i], seed);
		run_random(*state, NULL, seed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_changes_without_a_change),
		cmocka_unit_test(test_a_change_undone_is_no_change),
		cmocka_unit_test(test_only_the_changed_value_changes),
		cmocka_unit_test(test_a_new_value_goes_to_its_place_in_the_form),
		cmocka_unit_test(test_several_new_values_share_their_new_page),
		cmocka_unit_test(test_rows_change_one_by_one),
		cmocka_unit_test(test_rows_without_an_id_get_none),
		cmocka_unit_test(test_a_new_file_has_the_canonical_shape),
		cmocka_unit_test(test_numbers_are_bare_only_when_every_reader_sees_one),
		cmocka_unit_test(test_newlines_at_the_end_are_kept),
		cmocka_unit_test(test_an_id_passes_on_to_the_next_row_with_it),
		cmocka_unit_test(test_a_row_removed_and_saved_comes_back_as_new),
		cmocka_unit_test(test_what_is_not_ours_is_never_overwritten),
		cmocka_unit_test(test_what_is_saved_is_what_was_meant),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
