/* Sign-offs from the rows of a review: the newest of each name counts, however many there are. */
#include "document_fixture.h"

#include "review/signoffs.h"

#define NOW INT64_C(1796000000) /* 2026-11-29 */

static struct form *form;

static int set_up(void **state)
{
	struct str source = {0};
	struct err err = {0};
	(void)state;

	str_append_text(&source, fixture_form);
	form = form_parse(source.data, source.len, "outage.yaml", &err);
	if (!form)
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	str_release(&source);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	form_free(form);
	return 0;
}

static void read(struct document *document, const struct str *rows)
{
	struct str text = {0};
	struct err err = {0};

	str_append_text(&text, HEAD "review:\n  signoffs:\n");
	str_append(&text, str_text(rows), rows->len);
	if (!document_parse(document, form, &text, &err))
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	str_release(&text);
}

/* By whom and what, in the order in which they are first mentioned. */
static void test_newest(void **state)
{
	static const char rows[] =
		"    - {id: aaaaaaa1, by: Zoe, at: 2026-11-01T10:00Z, does: agree}\n"
		"    - {id: aaaaaaa2, by: Ida, at: 2026-11-01T10:00Z, does: ask, who: Geda}\n"
		"    - {id: aaaaaaa3, by: geda, at: 2026-11-03T10:00Z, does: withdraw}\n"
		"    - {id: aaaaaaa4, by: Geda, at: 2026-11-02T10:00Z, does: agree}\n"
		"    - {id: aaaaaaa5, by: Amy, at: 2026-11-01T10:00Z, does: agree}\n"
		"    - {id: aaaaaaa6, by: Amy, at: 2026-11-02T10:00Z, does: withdraw}\n"
		"    - {id: aaaaaaa7, by: Zoe, at: 2026-11-02T10:00Z, does: object}\n"
		"    - {id: aaaaaaa8, by: Zoe, at: 2100-01-01T10:00Z, does: agree}\n";
	struct document document;
	struct signoffs signoffs;
	struct str text = {0};

	(void)state;
	str_append_text(&text, rows);
	read(&document, &text);
	signoffs_init(&signoffs, &document, NOW);
	assert_int_equal(signoffs.n, 2);
	assert_string_equal(signoffs.items[0].name, "Zoe");
	assert_int_equal(signoffs.items[0].does, SIGNOFF_OBJECTS);
	assert_string_equal(signoffs.items[1].name, "Geda");
	assert_int_equal(signoffs.items[1].does, SIGNOFF_ASKS);
	signoffs_release(&signoffs);
	document_release(&document);
	str_release(&text);
}

static void test_many(void **state)
{
	enum { MANY = 2000 };
	struct document document;
	struct signoffs signoffs;
	struct str text = {0};

	(void)state;
	for (int i = 0; i < 2 * MANY; i++)
		str_appendf(&text, "    - {id: b%07d, by: N%d, at: 2026-11-01T10:00Z, does: %s}\n",
			i, i % MANY, i < MANY ? "agree" : "object");
	read(&document, &text);
	signoffs_init(&signoffs, &document, NOW);
	assert_int_equal(signoffs.n, MANY);
	for (int i = 0; i < MANY; i++) {
		char name[8];

		snprintf(name, sizeof(name), "N%d", i);
		assert_string_equal(signoffs.items[i].name, name);
		assert_int_equal(signoffs.items[i].does, SIGNOFF_OBJECTS);
	}
	signoffs_release(&signoffs);
	document_release(&document);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_newest),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
