/* Merging three documents: what merges, what becomes a conflict, and that nothing is lost. */
#include "document_fixture.h"
#include "merge/merge.h"
#include "model/conflict.h"
#include "sources.h"

#define EVENTS HEAD "log:\n  events:\n"
#define ROW(id, who) "    - id: " id "\n      who: " who "\n"
#define PLAIN_ROW(who) "    - who: " who "\n"

static size_t merge(const struct document *base, struct document *ours,
	const struct document *theirs, const struct merge_labels *labels)
{
	struct ops ops = {0};
	size_t n = merge_documents(base, ours, theirs, labels, &ops);

	for (size_t i = 0; i < ops.n; i++) {
		struct err err = {0};

		if (!document_apply(ours, &ops.items[i], &err))
			fail_msg("%s op %zu of kind %d on %s: %s", str_text(&ours->source.source),
				i, (int)ops.items[i].kind, ops.items[i].place.row, err.message);
	}
	ops_release(&ops);
	return n;
}

struct merge_case {
	const char *base, *ours, *theirs; /* base NULL: there is none */
	const char *merged;
	size_t n_conflicts;
};

static void check_case(const struct form *form, const struct merge_case *self, size_t number)
{
	struct document base, ours, theirs, expected;
	struct str dumps[2] = {{0}};

	fixture_open(&base, form, self->base ? self->base : HEAD);
	fixture_open(&ours, form, self->ours);
	fixture_open(&theirs, form, self->theirs);
	fixture_open(&expected, form, self->merged);
	size_t n = merge(self->base ? &base : NULL, &ours, &theirs, NULL);

	document_dump(&ours, &dumps[0]);
	document_dump(&expected, &dumps[1]);
	if (n != self->n_conflicts || !str_equal(&dumps[0], dumps[1].data, dumps[1].len))
		fail_msg("case %zu: %zu conflicts, %s is not %s", number, n, dumps[0].data,
			dumps[1].data);
	str_release(&dumps[0]);
	str_release(&dumps[1]);
	document_release(&base);
	document_release(&ours);
	document_release(&theirs);
	document_release(&expected);
}

static void check_cases(const struct merge_case *cases, size_t n)
{
	struct form *form = fixture_form_new();

	for (size_t i = 0; i < n; i++)
		check_case(form, &cases[i], i);
	form_free(form);
}

static void test_values(void **state)
{
	static const struct merge_case cases[] = {
		/* other fields */
		{HEAD "title: a\nstatus: draft\n", HEAD "title: b\nstatus: draft\n",
			HEAD "title: a\nstatus: final\nharm: {cost: 1}\n",
			HEAD "title: b\nstatus: final\nharm: {cost: 1}\n", 0},
		/* both alike; one emptied it */
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: b\n", HEAD "title: b\n", 0},
		{HEAD "title: a\n", HEAD, HEAD "title: a\n", HEAD, 0},
		/* a line merges by words */
		{HEAD "title: one two three\n", HEAD "title: ONE two three\n",
			HEAD "title: one two THREE\n", HEAD "title: ONE two THREE\n", 0},
		{HEAD "title: one two\n", HEAD "title: one 2\n", HEAD "title: one zwei\n",
			HEAD "title: |\n  <<<<<<< ours\n  one 2\n  =======\n  one zwei\n"
			     "  >>>>>>> theirs\n",
			1},
		/* other values are merged as a unit */
		{HEAD "status: draft\n", HEAD "status: review\n", HEAD "status: final\n",
			HEAD "status: |\n  <<<<<<< ours\n  review\n  =======\n  final\n"
			     "  >>>>>>> theirs\n",
			1},
		{HEAD "harm: {cost: 1}\n", HEAD "harm: {cost: 12}\n", HEAD "harm: {cost: 13}\n",
			HEAD "harm:\n  cost: |\n    <<<<<<< ours\n    12\n    =======\n    13\n"
			     "    >>>>>>> theirs\n",
			1},
		/* emptied and changed */
		{HEAD "harm: {day: 2024-01-01}\n", HEAD, HEAD "harm: {day: 2024-01-02}\n",
			HEAD "harm:\n  day: |\n    <<<<<<< ours\n    =======\n    2024-01-02\n"
			     "    >>>>>>> theirs\n",
			1},
		{HEAD "title: a\n", HEAD "title: b\n", HEAD,
			HEAD "title: |\n  <<<<<<< ours\n  b\n  =======\n  >>>>>>> theirs\n", 1},
		/* new on both sides */
		{NULL, HEAD "title: a\nstatus: draft\n", HEAD "title: a\nharm: {cost: 1}\n",
			HEAD "title: a\nstatus: draft\nharm: {cost: 1}\n", 0},
		{NULL, HEAD "status: draft\n", HEAD "status: final\n",
			HEAD "status: |\n  <<<<<<< ours\n  draft\n  =======\n  final\n"
			     "  >>>>>>> theirs\n",
			1},
		/* a conflict that one of them has resolved */
		{HEAD "title: |\n  <<<<<<< ours\n  a\n  =======\n  b\n  >>>>>>> theirs\n",
			HEAD "title: |\n  <<<<<<< ours\n  a\n  =======\n  b\n  >>>>>>> theirs\n",
			HEAD "title: b\n", HEAD "title: b\n", 0},
		/* another kind than the form's stays ours */
		{HEAD "title: a\n", HEAD "title: {x: y}\n", HEAD "title: b\n",
			HEAD "title: {x: y}\n", 0},
		{HEAD "title: a\n", HEAD "title: b\n", HEAD "title: {x: y}\n", HEAD "title: b\n",
			0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

static void test_lists(void **state)
{
	static const struct merge_case cases[] = {
		{HEAD "authors: [a, b]\n", HEAD "authors: [a, b, o]\n", HEAD "authors: [t, a, b]\n",
			HEAD "authors: [t, a, b, o]\n", 0},
		{HEAD "authors: [a, b, c]\n", HEAD "authors: [b, c]\n", HEAD "authors: [a, b]\n",
			HEAD "authors: [b]\n", 0},
		/* at one position: ours first, equal ones once */
		{HEAD "authors: [a]\n", HEAD "authors: [a, o]\n", HEAD "authors: [a, t]\n",
			HEAD "authors: [a, o, t]\n", 0},
		{HEAD, HEAD "authors: [a, o]\n", HEAD "authors: [t, a]\n",
			HEAD "authors: [t, a, o]\n", 0},
		{HEAD "authors: [a]\n", HEAD "authors: [a, x]\n", HEAD "authors: [a, x]\n",
			HEAD "authors: [a, x]\n", 0},
		/* edited by one, by both, and removed by one */
		{HEAD "authors: [a, b, c]\n", HEAD "authors: [a, B, c]\n",
			HEAD "authors: [a, b, c, d]\n", HEAD "authors: [a, B, c, d]\n", 0},
		{HEAD "authors: [a, b, c]\n", HEAD "authors: [a, b1, c]\n",
			HEAD "authors: [a, b2, c]\n", HEAD "authors: [a, b1, b2, c]\n", 0},
		{HEAD "authors: [a, b, c]\n", HEAD "authors: [a, c]\n",
			HEAD "authors: [a, b2, c]\n", HEAD "authors: [a, b2, c]\n", 0},
		/* moved */
		{HEAD "authors: [a, b, c]\n", HEAD "authors: [a, b, c, o]\n",
			HEAD "authors: [c, a, b]\n", HEAD "authors: [c, a, b, o]\n", 0},
		/* equal items */
		{HEAD "authors: [a, a]\n", HEAD "authors: [a, a, o]\n", HEAD "authors: [a]\n",
			HEAD "authors: [a, o]\n", 0},
		/* emptied: what the other added stays */
		{HEAD "authors: [a, b]\n", HEAD, HEAD "authors: [a, b, t]\n", HEAD "authors: [t]\n",
			0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

static void test_rows(void **state)
{
	static const struct merge_case cases[] = {
		/* other cells of one row, other rows */
		{EVENTS ROW("r1", "a") "      what: x\n", EVENTS ROW("r1", "b") "      what: x\n",
			EVENTS ROW("r1", "a") "      what: y\n",
			EVENTS ROW("r1", "b") "      what: y\n", 0},
		{EVENTS ROW("r1", "a"), EVENTS ROW("r1", "a") ROW("r2", "o"),
			EVENTS ROW("r3", "t") ROW("r1", "a"),
			EVENTS ROW("r3", "t") ROW("r1", "a") ROW("r2", "o"), 0},
		/* inserted at one position: ours first */
		{EVENTS ROW("r1", "a"), EVENTS ROW("r1", "a") ROW("r2", "o"),
			EVENTS ROW("r1", "a") ROW("r3", "t"),
			EVENTS ROW("r1", "a") ROW("r2", "o") ROW("r3", "t"), 0},
		/* one cell on both sides */
		{EVENTS ROW("r1", "a"), EVENTS ROW("r1", "b"), EVENTS ROW("r1", "c"),
			EVENTS ROW("r1", "|\n        <<<<<<< ours\n        b\n        =======\n"
					 "        c\n        >>>>>>> theirs"),
			1},
		/* removed */
		{EVENTS ROW("r1", "a") ROW("r2", "b"), EVENTS ROW("r1", "a"),
			EVENTS ROW("r1", "a") ROW("r2", "b"), EVENTS ROW("r1", "a"), 0},
		{EVENTS ROW("r1", "a") ROW("r2", "b"), EVENTS ROW("r1", "a") ROW("r2", "b"),
			EVENTS ROW("r2", "b"), EVENTS ROW("r2", "b"), 0},
		{EVENTS ROW("r1", "a"), HEAD, HEAD, HEAD, 0},
		/* removed by one, changed by the other */
		{EVENTS ROW("r1", "a") "      what: x\n" ROW("r2", "b"),
			EVENTS ROW("r1", "c") "      what: x\n" ROW("r2", "b"),
			EVENTS ROW("r2", "b"),
			EVENTS ROW("r1",
				"|\n        <<<<<<< ours\n        c\n        =======\n"
				"        >>>>>>> theirs (row removed)") "      what: x\n" ROW("r2",
				"b"),
			1},
		{EVENTS ROW("r1", "a") "      what: x\n" ROW("r2", "b"), EVENTS ROW("r2", "b"),
			EVENTS ROW("r1", "c") "      what: x\n" ROW("r2", "b"),
			EVENTS ROW("r1",
				"|\n        <<<<<<< ours (row removed)\n        =======\n"
				"        c\n        >>>>>>> theirs") "      what: x\n" ROW("r2",
				"b"),
			1},
		/* moved by one, by both */
		{EVENTS ROW("r1", "a") ROW("r2", "b") ROW("r3", "c"),
			EVENTS ROW("r1", "a") ROW("r2", "o") ROW("r3", "c"),
			EVENTS ROW("r3", "c") ROW("r1", "a") ROW("r2", "b"),
			EVENTS ROW("r3", "c") ROW("r1", "a") ROW("r2", "o"), 0},
		{EVENTS ROW("r1", "a") ROW("r2", "b") ROW("r3", "c") ROW("r4", "d"),
			EVENTS ROW("r2", "b") ROW("r3", "c") ROW("r4", "d") ROW("r1", "a"),
			EVENTS ROW("r2", "b") ROW("r3", "c") ROW("r1", "a") ROW("r4", "d"),
			EVENTS ROW("r2", "b") ROW("r3", "c") ROW("r4", "d") ROW("r1", "a"), 0},
		/* without ids: by position as long as none is added or removed, else by content */
		{EVENTS PLAIN_ROW("a") "      what: x\n" PLAIN_ROW("b"),
			EVENTS PLAIN_ROW("o") "      what: x\n" PLAIN_ROW("b"),
			EVENTS PLAIN_ROW("a") "      what: y\n" PLAIN_ROW("b"),
			EVENTS PLAIN_ROW("o") "      what: y\n" PLAIN_ROW("b"), 0},
		{EVENTS PLAIN_ROW("a") PLAIN_ROW("b"), EVENTS PLAIN_ROW("b"),
			EVENTS PLAIN_ROW("a") PLAIN_ROW("b") PLAIN_ROW("t"),
			EVENTS PLAIN_ROW("b") PLAIN_ROW("t"), 0},
		{EVENTS PLAIN_ROW("a") PLAIN_ROW("a"), EVENTS PLAIN_ROW("a") PLAIN_ROW("a"),
			EVENTS PLAIN_ROW("a"), EVENTS PLAIN_ROW("a"), 0},
		/* new on both sides */
		{NULL, EVENTS ROW("r1", "a") ROW("r2", "b"), EVENTS ROW("r2", "b") ROW("r3", "c"),
			EVENTS ROW("r1", "a") ROW("r2", "b") ROW("r3", "c"), 0},
		/* rows that must not be touched stay where they are */
		{EVENTS ROW("r1", "a") "    - &x {id: r2}\n",
			EVENTS ROW("r1", "a") "    - &x {id: r2}\n", EVENTS ROW("r3", "t"),
			EVENTS "    - &x {id: r2}\n" ROW("r3", "t"), 0},
		{EVENTS ROW("r1", "a") "    - &x {id: r2}\n" ROW("r3", "b"),
			EVENTS ROW("r1", "a") "    - &x {id: r2}\n" ROW("r3", "b"),
			EVENTS "    - &x {id: r2}\n" ROW("r3", "c") ROW("r1", "a"),
			EVENTS ROW("r1", "a") "    - &x {id: r2}\n" ROW("r3", "c"), 0},
	};

	(void)state;
	check_cases(cases, LEN(cases));
}

static void test_labels(void **state)
{
	static const struct merge_labels labels = {.ours = "HEAD",
		.base = "1a2b",
		.theirs = "main",
		.marker_size = 9,
		.shows_base = true};
	struct form *form = fixture_form_new();
	struct document base, ours, theirs;

	(void)state;
	fixture_open(&base, form, EVENTS ROW("r1", "a"));
	fixture_open(&ours, form, HEAD);
	fixture_open(&theirs, form, EVENTS ROW("r1", "b"));
	assert_int_equal(merge(&base, &ours, &theirs, &labels), 1);
	assert_string_equal(str_text(&fixture_events(&ours)->items[0].cells[1].text),
		"<<<<<<<<< HEAD (row removed)\n||||||||| 1a2b\na\n=========\nb\n>>>>>>>>> main");
	document_release(&base);
	document_release(&ours);
	document_release(&theirs);
	form_free(form);
}

/* --- at random --- */

static const char *const paths[] = {"title", "status", "authors", "basics.start", "basics.story",
	"harm.cost", "harm.parts", "harm.money.lost", "log.remark"};
static const char *const columns[] = {"at", "who", "what"};

struct triple {
	struct document documents[3]; /* base, ours, theirs */
	uint64_t seed;
	unsigned n_words; /* given so far: each one is new */
};

/* A new word at a random place of the value, a new text, or none. */
static void random_text(struct triple *self, const char *was, struct str *out)
{
	char word[32];
	size_t at = strlen(was) > 0 ? random_below(&self->seed, strlen(was) + 1) : 0;

	snprintf(word, sizeof(word), "w%ux", ++self->n_words);
	str_clear(out);
	while (at > 0 && was[at] != ' ' && was[at] != '\n')
		at--;
	switch (random_below(&self->seed, 6)) {
	case 0:
		break;
	case 1:
		str_appendf(out, "%s", word);
		break;
	case 2:
		str_appendf(out, "%s\n%s", was, word);
		break;
	default:
		str_appendf(out, "%.*s %s%s", (int)at, was, word, was + at);
	}
}

static void random_value(struct triple *self, struct document *document)
{
	const char *path = paths[random_below(&self->seed, LEN(paths))];
	struct str text = {0};

	random_text(self, fixture_text(document, path), &text);
	fixture_set(document, path, str_text(&text));
	str_release(&text);
}

static void random_cell(struct triple *self, struct document *document, const char *row)
{
	const char *column = columns[random_below(&self->seed, LEN(columns))];
	struct place place = fixture_place(document, "log.events", row, column);
	struct str text = {0};

	random_text(self, str_text(&document_value(document, &place)->text), &text);
	fixture_set_cell(document, row, column, str_text(&text));
	str_release(&text);
}

static void random_edit(struct triple *self, struct document *document)
{
	const struct rows *rows = fixture_events(document);
	size_t row = rows->n > 0 ? random_below(&self->seed, rows->n) : 0;
	char id[ROW_ID_SIZE];

	switch (random_below(&self->seed, rows->n > 0 ? 8 : 4)) {
	case 0:
		snprintf(id, sizeof(id), "row%u", ++self->n_words);
		fixture_insert_row(document, random_below(&self->seed, rows->n + 1), id);
		random_cell(self, document, id);
		break;
	case 4:
		fixture_remove_row(document, row);
		break;
	case 5:
		fixture_move_row(document, row, random_below(&self->seed, rows->n));
		break;
	case 6:
	case 7:
		random_cell(self, document, rows->items[row].id);
		break;
	default:
		random_value(self, document);
	}
}

static void copy_document(const struct document *from, struct document *to)
{
	struct ops ops = {0};

	document_init_new(to, from->form);
	diff_documents(to, from, &ops);
	for (size_t i = 0; i < ops.n; i++)
		assert_true(document_apply(to, &ops.items[i], NULL));
	ops_release(&ops);
}

static void make_triple(struct triple *self, const struct form *form, uint64_t seed, size_t n_edits)
{
	*self = (struct triple){.seed = seed};
	document_init_new(&self->documents[0], form);
	for (size_t n = random_below(&self->seed, 15); n > 0; n--)
		random_edit(self, &self->documents[0]);
	for (size_t side = 1; side <= 2; side++) {
		copy_document(&self->documents[0], &self->documents[side]);
		for (size_t n = random_below(&self->seed, n_edits + 1); n > 0; n--)
			random_edit(self, &self->documents[side]);
	}
}

static void release_triple(struct triple *self)
{
	for (size_t i = 0; i < 3; i++)
		document_release(&self->documents[i]);
}

/* merge(b,b,x), merge(b,x,b) and merge(b,x,x) are all x. */
static void check_trivial(const struct triple *triple, uint64_t seed)
{
	static const unsigned sides[][2] = {{0, 1}, {1, 0}, {1, 1}};

	for (size_t i = 0; i < LEN(sides); i++) {
		struct document ours;

		copy_document(&triple->documents[sides[i][0]], &ours);
		assert_int_equal(
			merge(&triple->documents[0], &ours, &triple->documents[sides[i][1]], NULL),
			0);
		fixture_expect_same(&ours, &triple->documents[1], seed);
		document_release(&ours);
	}
}

/* Every word that a side added to the base is in the result. */
static void check_words(
	const struct triple *triple, size_t side, const struct document *merged, uint64_t seed)
{
	struct str dumps[3] = {{0}};

	document_dump(&triple->documents[0], &dumps[0]);
	document_dump(&triple->documents[side], &dumps[1]);
	document_dump(merged, &dumps[2]);
	for (unsigned i = 1; i <= triple->n_words; i++) {
		char word[16];

		snprintf(word, sizeof(word), "w%ux", i);
		if (strstr(dumps[1].data, word) && !strstr(dumps[0].data, word) &&
			!strstr(dumps[2].data, word))
			fail_msg("seed %llu: %s of side %zu is lost:\n%s\n%s",
				(unsigned long long)seed, word, side, dumps[1].data, dumps[2].data);
	}
	for (size_t i = 0; i < 3; i++)
		str_release(&dumps[i]);
}

/* Its file can be read, and has what was merged. */
static void check_file(const struct document *merged, const struct form *form, uint64_t seed)
{
	struct str bytes = {0};
	struct document again;
	struct err err = {0};

	if (!document_format(merged, &bytes, &err) ||
		!fixture_init(&again, form, bytes.data, bytes.len, &err))
		fail_msg("seed %llu: %s", (unsigned long long)seed, err.message);
	fixture_expect_same(&again, merged, seed);
	document_release(&again);
	str_release(&bytes);
}

static size_t count_in(const struct value *value)
{
	struct conflict conflict;
	size_t n = 0;

	for (size_t at = 0; conflict_find(str_text(&value->text), value->text.len, at, &conflict);
		n++)
		at = conflict.end;
	return n;
}

static size_t count_conflicts(const struct document *document)
{
	size_t n = 0;

	for (size_t i = 0; i < LEN(paths); i++)
		n += count_in(fixture_value(document, paths[i]));
	for (size_t i = 0; i < fixture_events(document)->n; i++)
		for (size_t k = 0; k < LEN(columns); k++)
			n += count_in(&fixture_events(document)->items[i].cells[k]);
	return n;
}

static void check_triple(const struct form *form, uint64_t seed)
{
	struct triple triple;
	struct document ours, mirrored;

	make_triple(&triple, form, seed, 6);
	check_trivial(&triple, seed);
	copy_document(&triple.documents[1], &ours);
	copy_document(&triple.documents[2], &mirrored);
	size_t n = merge(&triple.documents[0], &ours, &triple.documents[2], NULL);
	size_t m = merge(&triple.documents[0], &mirrored, &triple.documents[1], NULL);

	check_words(&triple, 1, &ours, seed);
	check_words(&triple, 2, &ours, seed);
	check_file(&ours, form, seed);
	if (n != m || n != count_conflicts(&ours) ||
		fixture_events(&ours)->n != fixture_events(&mirrored)->n)
		fail_msg("seed %llu: %zu conflicts, %zu found, %zu from the other side",
			(unsigned long long)seed, n, count_conflicts(&ours), m);
	document_release(&ours);
	document_release(&mirrored);
	release_triple(&triple);
}

static void test_any_triple(void **state)
{
	struct form *form = fixture_form_new();

	(void)state;
	for (uint64_t seed = 1; seed <= 3000; seed++)
		check_triple(form, seed);
	form_free(form);
}

/* Fields and rows that only one side edits never conflict, whatever it does there. */
static void test_other_places_never_conflict(void **state)
{
	struct form *form = fixture_form_new();

	(void)state;
	for (uint64_t seed = 1; seed <= 2000; seed++) {
		struct triple triple;
		struct document ours;

		make_triple(&triple, form, seed, 0);
		for (size_t i = 0; i < LEN(paths); i++) {
			struct str text = {0};
			size_t side = random_below(&triple.seed, 3);

			random_text(&triple, fixture_text(&triple.documents[0], paths[i]), &text);
			if (side > 0)
				fixture_set(&triple.documents[side], paths[i], str_text(&text));
			str_release(&text);
		}
		for (size_t i = 0; i < fixture_events(&triple.documents[0])->n; i++) {
			size_t side = random_below(&triple.seed, 3);

			if (side > 0)
				random_cell(&triple, &triple.documents[side],
					fixture_events(&triple.documents[0])->items[i].id);
		}
		copy_document(&triple.documents[1], &ours);
		assert_int_equal(merge(&triple.documents[0], &ours, &triple.documents[2], NULL), 0);
		check_words(&triple, 1, &ours, seed);
		check_words(&triple, 2, &ours, seed);
		document_release(&ours);
		release_triple(&triple);
	}
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_any_triple),
		cmocka_unit_test(test_other_places_never_conflict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
