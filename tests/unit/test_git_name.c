/* The user's name in git's settings: the forms that git writes and people write by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/cli/git_name.h"

#include <string.h>

static const struct {
	const char *source;
	const char *name;
} cases[] = {
	{"", ""},
	{"[user]\n\tname = Ida Nyman\n\temail = ida@example.org\n", "Ida Nyman"},
	{"[USER]\nName=Ida\n", "Ida"},
	{"[core]\n\tname = no\n[user]\n\tname = Ida\n[alias]\n\tname = no\n", "Ida"},
	{"[user]\n\tname = \"Ida # Nyman\" # me\n", "Ida # Nyman"},
	{"[user]\n\tname = Ida ; me\n", "Ida"},
	{"[user]\n\tname = Ida \\\"I\\\" Nyman\n", "Ida \"I\" Nyman"},
	{"[user]\n\tname = First\n[user]\n\tname = Last\n", "Last"},
	{"[user \"work\"]\n\tname = no\n", ""},
	{"[user]\n\tusername = no\n\tname\n# name = no\n", ""},
	{"[user]\r\n\tname = Ida\r\n", "Ida"},
	{"[user]\n\tname = \xe9\x81\x8b\xe7\x94\xa8\n", "\xe9\x81\x8b\xe7\x94\xa8"},
	{"[user", ""},
	{"[]\nname = no", ""},
	{"[user]\nname = Ida", "Ida"},
	{"[user]\n=\nname =\n", ""},
};

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str name = {0};

		git_name_read(cases[i].source, strlen(cases[i].source), &name);
		assert_string_equal(str_text(&name), cases[i].name);
		str_release(&name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
