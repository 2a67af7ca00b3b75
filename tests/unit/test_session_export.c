/* Where the report of an open document goes. */
#include "editing.h"
#include "ending.h"

#include "session/export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void assert_path(struct editing *e, const char *typed, const char *folder, const char *rest)
{
	struct str path = {0};
	struct str expected = {0};

	session_export_path(e->session, typed, &path);
	str_appendf(&expected, "%s%s", folder, rest);
	assert_string_equal(str_text(&path), str_text(&expected));
	str_release(&path);
	str_release(&expected);
}

static void paths_begin_beside_the_document_or_at_home(void **state)
{
	struct editing editing;
	const char *here;

	(void)state;
	editing_init(&editing, editing_empty);
	here = editing.folder.path;
	setenv("HOME", "/home/ida", 1);
	assert_path(&editing, "a.md", here, "/a.md");
	assert_path(&editing, "reports/a.md", here, "/reports/a.md");
	assert_path(&editing, "/tmp/a.md", "", "/tmp/a.md");
	assert_path(&editing, "~/a.md", "/home/ida", "/a.md");
	assert_path(&editing, "~ida/a.md", here, "/~ida/a.md");
	assert_path(&editing, "~", here, "/~");
	unsetenv("HOME");
	assert_path(&editing, "~/a.md", here, "/~/a.md");
	editing_release(&editing);
}

static void assert_name(struct editing *e, const char *folder, const char *expected)
{
	struct str name = {0};

	session_export_name(e->session, folder, "md", &name);
	assert_string_equal(str_text(&name), expected);
	str_release(&name);
}

/* A folder that is remembered from another document may not be there. */
static void names_are_in_a_folder_that_is_there(void **state)
{
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_empty);
	assert_int_equal(mkdir(folder_path(&editing.folder, "reports"), 0700), 0);
	assert_name(&editing, "", "doc.md");
	assert_name(&editing, "reports", "reports/doc.md");
	assert_name(&editing, "reports/", "reports/doc.md");
	assert_name(&editing, "elsewhere", "doc.md");
	assert_name(&editing, "doc.yaml", "doc.md");
	assert_name(&editing, "/", "/doc.md");
	editing_release(&editing);
}

static void targets_are_told_apart(void **state)
{
	static const struct {
		const char *path;
		enum export_target target;
	} cases[] = {
		{"new.md", EXPORT_NEW},
		{"there.md", EXPORT_REPLACES},
		{"doc.yaml", EXPORT_DOCUMENT},
		{"forms", EXPORT_NO_FILE},
		{"none/new.md", EXPORT_NO_FOLDER},
		{"there.md/new.md", EXPORT_NO_FOLDER},
		{"", EXPORT_NO_FILE},
	};
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_empty);
	folder_put_text(&editing.folder, "there.md", "old");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(
			session_export_target(editing.session, cases[i].path), cases[i].target);
	editing_release(&editing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_begin_beside_the_document_or_at_home),
		cmocka_unit_test(names_are_in_a_folder_that_is_there),
		cmocka_unit_test(targets_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
