/* The walk over a document, and what is computed from its values. */
#include "model/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define NOW INT64_C(1705320000) /* 2024-01-15T12:00:00Z */

static const char form_source[] =
	"form: walked\n"
	"version: 1\n"
	"title: Walked\n"
	"pages:\n"
	"  - key: one\n"
	"    title: One\n"
	"    fields:\n"
	"      - {key: title, path: title, kind: line}\n"
	"      - {key: zone, path: zone, kind: line, role: zone}\n"
	"      - {key: start, kind: datetime}\n"
	"      - {key: end, kind: datetime}\n"
	"      - {key: took, kind: computed, span: {from: one.start, to: one.end}}\n"
	"      - {key: secret, kind: text, private: true}\n"
	"  - key: two\n"
	"    title: Two\n"
	"    fields:\n"
	"      - key: rows\n"
	"        kind: rows\n"
	"        columns:\n"
	"          - {key: what, kind: line}\n"
	"          - {key: who, kind: person, private: true}\n"
	"          - {key: at, kind: datetime}\n"
	"      - {key: n, kind: computed, count: two.rows}\n"
	"      - {key: factors, kind: list}\n"
	"      - {key: n_factors, kind: computed, count: two.factors}\n"
	"  - key: three\n"
	"    title: Three\n"
	"    fields:\n"
	"      - {key: hidden, kind: line, private: true}\n"
	"  - {key: four, title: Four, private: true, fields: [{key: x, kind: line}]}\n";

static const char source[] = "afterword: 1\n"
			     "form: walked\n"
			     "title: A title\n"
			     "zone: Europe/Berlin\n"
			     "one:\n"
			     "  start: \"2023-10-15T08:00:00+02:00\"\n"
			     "  end: \"2023-10-15T09:05:00+02:00\"\n"
			     "  secret: not for all\n"
			     "two:\n"
			     "  rows:\n"
			     "    - {id: a1, what: first, who: Ada}\n"
			     "    - {id: a2, at: \"2023-10-15T08:30:00+02:00\"}\n"
			     "  factors:\n"
			     "    - one\n"
			     "    - |\n"
			     "      two\n"
			     "      and its second line\n";

struct fixture {
	struct form *form;
	struct document document;
};

static void set_up(struct fixture *self, const char *text)
{
	struct yaml_tree tree;
	struct err err = {0};

	self->form = form_parse(form_source, strlen(form_source), "walked", &err);
	if (self->form == NULL)
		fail_msg("%u: %s", err.line, err.message);
	assert_true(yaml_tree_parse(&tree, text, strlen(text), &err));
	assert_true(document_init(&self->document, self->form, &tree, &err));
}

static void tear_down(struct fixture *self)
{
	document_release(&self->document);
	form_free(self->form);
}

static void describe(const struct walk *walk, struct str *out)
{
	static const char *const names[] = {
		[WALK_PAGE] = "page",
		[WALK_FIELD] = "field",
		[WALK_ROW] = "row",
		[WALK_CELL] = "cell",
		[WALK_PAGE_END] = "end",
		[WALK_DONE] = "done",
	};

	str_append_text(out, names[walk->event]);
	if (walk->event == WALK_PAGE)
		str_appendf(out, " %s", walk->page->key);
	if (walk->event == WALK_FIELD || walk->event == WALK_CELL)
		str_appendf(out, " %s=%s", walk->field->key, walk->text);
	if (walk->event == WALK_ROW)
		str_appendf(out, " %s", walk->row->id);
	if (walk->event == WALK_CELL)
		str_appendf(out, " at %s.%u", walk->place.row, walk->place.column);
	str_append_char(out, '\n');
}

static void check_walk(bool skips_private, const char *expected)
{
	struct fixture fixture;
	struct walk walk;
	struct str out = {0};

	set_up(&fixture, source);
	walk_init(&walk, &fixture.document, skips_private);
	while (walk_next(&walk) != WALK_DONE) {
		assert_int_equal(walk.page_number <= fixture.form->n_pages, 1);
		if (walk.event != WALK_CELL && walk.event != WALK_ROW)
			assert_string_equal(walk.place.row, "");
		describe(&walk, &out);
	}
	assert_int_equal(walk_next(&walk), WALK_DONE);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	tear_down(&fixture);
}

static void test_order(void **state)
{
	(void)state;
	check_walk(false, "page one\n"
			  "field title=A title\n"
			  "field zone=Europe/Berlin\n"
			  "field start=2023-10-15T08:00:00+02:00\n"
			  "field end=2023-10-15T09:05:00+02:00\n"
			  "field took=\n"
			  "field secret=not for all\n"
			  "end\n"
			  "page two\n"
			  "field rows=\n"
			  "row a1\n"
			  "cell what=first at a1.0\n"
			  "cell who=Ada at a1.1\n"
			  "cell at= at a1.2\n"
			  "row a2\n"
			  "cell what= at a2.0\n"
			  "cell who= at a2.1\n"
			  "cell at=2023-10-15T08:30:00+02:00 at a2.2\n"
			  "field n=\n"
			  "field factors=one\ntwo\n  and its second line\n"
			  "field n_factors=\n"
			  "end\n"
			  "page three\n"
			  "field hidden=\n"
			  "end\n"
			  "page four\n"
			  "field x=\n"
			  "end\n");
}

static void test_private_is_skipped(void **state)
{
	(void)state;
	check_walk(true, "page one\n"
			 "field title=A title\n"
			 "field zone=Europe/Berlin\n"
			 "field start=2023-10-15T08:00:00+02:00\n"
			 "field end=2023-10-15T09:05:00+02:00\n"
			 "field took=\n"
			 "end\n"
			 "page two\n"
			 "field rows=\n"
			 "row a1\n"
			 "cell what=first at a1.0\n"
			 "cell at= at a1.2\n"
			 "row a2\n"
			 "cell what= at a2.0\n"
			 "cell at=2023-10-15T08:30:00+02:00 at a2.2\n"
			 "field n=\n"
			 "field factors=one\ntwo\n  and its second line\n"
			 "field n_factors=\n"
			 "end\n"
			 "page three\n"
			 "end\n");
}

static void check_computed(const struct fixture *fixture, const char *path, const char *expected)
{
	struct str out = {0};

	document_compute(&fixture->document, form_find(fixture->form, path), NOW, &out);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void test_computed(void **state)
{
	struct fixture fixture;
	struct zone zone;
	struct when when;
	(void)state;

	set_up(&fixture, source);
	check_computed(&fixture, "one.took", "1 h 5 min");
	check_computed(&fixture, "two.n", "2");
	check_computed(&fixture, "two.n_factors", "2");
	check_computed(&fixture, "title", "");
	document_zone(&fixture.document, &zone);
	assert_string_equal(zone.name, "Europe/Berlin");
	document_when(&fixture.document, form_find(fixture.form, "one.start"), &when);
	assert_int_equal(when.kind, WHEN_INSTANT);
	assert_int_equal(when.offset, 7200);
	document_when(&fixture.document, form_find(fixture.form, "title"), &when);
	assert_int_equal(when.kind, WHEN_NONE);
	tear_down(&fixture);
}

/* A day is the document's: in Berlin the 15th has begun. */
static void test_computed_of_days(void **state)
{
	struct fixture fixture;
	(void)state;

	set_up(&fixture, "afterword: 1\nform: walked\nzone: Europe/Berlin\none:\n"
			 "  start: \"2023-10-15\"\n  end: \"2023-10-14T23:00:00Z\"\n");
	check_computed(&fixture, "one.took", "unknown");
	tear_down(&fixture);
	set_up(&fixture, "afterword: 1\nform: walked\nzone: Europe/Berlin\none:\n"
			 "  start: \"2023-10-15T08:00:00Z\"\n  end: \"2023-10-17\"\n");
	check_computed(&fixture, "one.took", "\xe2\x89\x88 2 d");
	tear_down(&fixture);
}

static void test_computed_of_little(void **state)
{
	struct fixture fixture;
	struct zone zone;
	(void)state;

	set_up(&fixture, "afterword: 1\n"
			 "form: walked\n"
			 "zone: Mars/Olympus\n"
			 "one:\n"
			 "  start: \"2024-01-15T10:00:00Z\"\n"
			 "  end: ongoing\n");
	check_computed(&fixture, "one.took", "ongoing, 2 h so far");
	check_computed(&fixture, "two.n", "0");
	check_computed(&fixture, "two.n_factors", "0");
	document_zone(&fixture.document, &zone);
	assert_string_equal(zone.name, "UTC");
	tear_down(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_private_is_skipped),
		cmocka_unit_test(test_computed),
		cmocka_unit_test(test_computed_of_days),
		cmocka_unit_test(test_computed_of_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
