/*
 * The user's own editor: it gets the text in a private file, never through a shell, and
 * whatever it does, the text is its result or what it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/external_editor.h"
#include "../../src/tui/signals.h"
#include "folder.h"

#include <stdlib.h>
#include <string.h>

struct setting {
	struct folder folder;
};

static int set_up(void **state)
{
	static struct setting setting;

	folder_init(&setting.folder);
	assert_true(signals_start(NULL));
	setenv("XDG_RUNTIME_DIR", setting.folder.path, 1);
	unsetenv("EDITOR");
	*state = &setting;
	return 0;
}

static int tear_down(void **state)
{
	struct setting *setting = *state;

	signals_stop();
	folder_release(&setting->folder);
	return 0;
}

/* Edits a text; returns what editor_run did. */
static bool edit(const char *visual, const char *before, const char *after, struct err *err)
{
	struct str text = {0};
	bool is_done;

	str_append_text(&text, before);
	is_done = editor_run(&text, "overview", visual, err);
	assert_string_equal(str_text(&text), after);
	str_release(&text);
	return is_done;
}

static void takes_the_result(void **state)
{
	struct setting *setting = *state;

	assert_true(edit("sed -i s/one/two/", "one and one", "two and one", NULL));
	assert_true(edit("true", "no change", "no change", NULL));
	assert_true(edit("true", "ends\n", "ends\n", NULL));
	assert_true(edit("true", "", "", NULL));
	assert_true(edit("sed -i d", "all of it", "", NULL));
	assert_int_equal(folder_count(&setting->folder), 0); /* nothing is left behind */
}

static void the_text_is_no_command(void **state)
{
	struct setting *setting = *state;
	const char *text = "$(touch hacked) `touch hacked` \"; touch hacked; '";

	assert_true(edit("true", text, text, NULL));
	assert_int_equal(folder_count(&setting->folder), 0);
}

static void the_file_is_private(void **state)
{
	(void)state;
	assert_true(edit("umask 000; f() { stat -c %a \"$1\" $(dirname \"$1\") >\"$1\".out; "
			 "mv \"$1\".out \"$1\"; }; f",
		"x", "600\n700", NULL));
}

static void failures_change_nothing(void **state)
{
	static const struct {
		const char *visual;
		const char *says;
		bool is_kept;
	} cases[] = {
		{"false", "false exited with status 1", true},
		{"kill -9 $$;", "kill -9 $$; was killed by signal 9", true},
		{"/nowhere/at/all", "/nowhere/at/all could not be run", true},
		{"rm", "the editor left no file; the field is as it was", false},
		{"rm \"$1\"; false", "exited with status 1; the field is as it was", false},
		{"printf '\\377' >", "not UTF-8", true},
	};
	struct setting *setting = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err err = {0};
		size_t kept = folder_count(&setting->folder);

		assert_false(edit(cases[i].visual, "as it was", "as it was", &err));
		if (!strstr(err.message, cases[i].says))
			fail_msg("\"%s\" does not say \"%s\"", err.message, cases[i].says);
		assert_int_equal(strstr(err.message, "the file is kept") != NULL, cases[i].is_kept);
		assert_int_equal(folder_count(&setting->folder), kept + cases[i].is_kept);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(takes_the_result, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_text_is_no_command, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_file_is_private, set_up, tear_down),
		cmocka_unit_test_setup_teardown(failures_change_nothing, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
