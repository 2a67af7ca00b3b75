/* Failures: the first wins, the position is added on the way up. */
#include "base/err.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static void assert_format(const struct err *err, const char *expected)
{
	struct str out = {0};

	err_format(err, &out);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
}

static void test_first_wins(void **state)
{
	struct err err = {0};

	(void)state;
	assert_false(err_set(&err, ERR_SYNTAX, "Key %s appears twice", "a"));
	assert_false(err_set(&err, ERR_LIMIT, "Too deep"));
	assert_false(err_system(&err, ENOENT, "Later"));
	assert_int_equal(err.code, ERR_SYNTAX);
	assert_int_equal(err.number, 0);
	assert_string_equal(err.message, "Key a appears twice");
	assert_false(err_set(NULL, ERR_SYNTAX, "nobody listens"));
	assert_false(err_system(NULL, ENOENT, "nobody listens"));
	assert_false(err_locate(NULL, "x", 1, 1));
}

static void test_reason(void **state)
{
	struct err err = {0};
	struct err copy;

	(void)state;
	assert_false(err_set_reason(NULL, ERR_VALUE, "no page", "it has no \"%s\"", "title"));
	assert_false(err_set_reason(&err, ERR_VALUE, "no page", "it has no \"%s\"", "title"));
	assert_string_equal(err.message, "no page: it has no \"title\"");
	copy = err;
	assert_string_equal(err_reason(&copy), "it has no \"title\"");
	assert_false(err_set_reason(&err, ERR_LIMIT, "another", "second"));
	assert_string_equal(err_reason(&err), "it has no \"title\"");
	err = (struct err){0};
	err_set(&err, ERR_VALUE, "all of it: one sentence");
	assert_string_equal(err_reason(&err), "all of it: one sentence");
}

static void test_system(void **state)
{
	struct err err = {0};

	(void)state;
	assert_false(err_system(&err, ENOENT, "The form %s cannot be read", "x"));
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_int_equal(err.number, ENOENT);
	assert_string_equal(err.message, "The form x cannot be read: No such file or directory");
}

static void test_locate(void **state)
{
	struct err err = {0};

	(void)state;
	assert_false(err_locate(&err, "early.yaml", 1, 1));
	assert_string_equal(err.path, "");
	err_set(&err, ERR_SYNTAX, "Bad");
	assert_format(&err, "Bad");
	err_locate(&err, NULL, 3, 0);
	assert_format(&err, "3: Bad");
	err_locate(&err, "a.yaml", 9, 9);
	assert_format(&err, "a.yaml:3: Bad");
	err_locate(&err, "b.yaml", 0, 0);
	assert_format(&err, "a.yaml:3: Bad");

	struct err full = {0};

	err_set(&full, ERR_SYNTAX, "Bad");
	err_locate(&full, "a.yaml", 3, 7);
	assert_format(&full, "a.yaml:3:7: Bad");

	struct err path = {0};

	err_set(&path, ERR_MISSING, "Gone");
	err_locate(&path, "a.yaml", 0, 0);
	assert_format(&path, "a.yaml: Gone");
}

/* A message that is too long is cut between characters. */
static void test_cut(void **state)
{
	static const char *const units[] = {"x", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x9a\x80"};
	struct str text = {0};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		for (size_t lead = 0; lead < 4; lead++) {
			struct err err = {0};

			str_clear(&text);
			str_append_repeat(&text, '.', lead);
			while (text.len < 600)
				str_append_text(&text, units[i]);
			err_system(&err, EIO, "%s", str_text(&text));
			err_locate(&err, str_text(&text), 0, 0);
			assert_true(utf8_check(err.message, strlen(err.message), NULL));
			assert_true(utf8_check(err.path, strlen(err.path), NULL));
			assert_true(strlen(err.message) >= sizeof(err.message) - 4);
			assert_true(strlen(err.path) >= sizeof(err.path) - 4);
		}
	}
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_wins),
		cmocka_unit_test(test_reason),
		cmocka_unit_test(test_system),
		cmocka_unit_test(test_locate),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
