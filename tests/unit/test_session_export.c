/* Where the report of an open document goes. */
#include "editing.h"
#include "ending.h"

#include "report/report.h"
#include "session/export.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* A file with a name that says otherwise is only found out by who gets it. */
static void names_agree_with_the_format(void **state)
{
	static const struct {
		const char *format, *path;
		bool is_fine;
	} cases[] = {
		{"text", "a.md", false},
		{"text", "a.PDF", false},
		{"markdown", "a.md", true},
		{"markdown", "a.draft", true},
		{"markdown", "a", true},
	};
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_empty);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct export_wish wish = {report_exporter_find(cases[i].format), false};
		struct err err = {0};

		assert_int_equal(session_export(editing.session, &wish, cases[i].path, false, &err),
			cases[i].is_fine);
		assert_int_equal(access(folder_path(&editing.folder, cases[i].path), F_OK) == 0,
			cases[i].is_fine);
	}
	const struct export_wish pdf = {report_exporter_find("pdf"), false};
	struct err err = {0};

	assert_false(session_print(editing.session, &pdf, "q.md", false, &err));
	assert_string_equal(
		err.message, "q.md has the extension of markdown, but the format is pdf");
	editing_release(&editing);
}

/* What is replaced may be larger than any document. */
static void a_large_report_is_replaced(void **state)
{
	const struct export_wish wish = {.exporter = report_exporter_find("text")};
	struct editing editing;
	struct err err = {0};

	(void)state;
	editing_init(&editing, editing_empty);
	folder_put_text(&editing.folder, "a.txt", "");
	assert_int_equal(truncate(folder_path(&editing.folder, "a.txt"), (16 << 20) + 1), 0);
	assert_true(session_export(editing.session, &wish, "a.txt", true, &err));
	editing_release(&editing);
}

/* --- printing --- */

#define WHOLE "printf '%%PDF-1.7\\nbody\\n%%%%EOF\\n' >report.pdf\n"

/* A program in place of the one that prints, which tells its process. */
static void begin_printing(struct editing *e, const char *script)
{
	const struct export_wish wish = {.exporter = report_exporter_find("pdf")};
	struct str text = {0};
	struct err err = {0};

	assert_int_equal(mkdir(folder_path(&e->folder, "bin"), 0700), 0);
	assert_int_equal(mkdir(folder_path(&e->folder, "tmp"), 0700), 0);
	setenv("TMPDIR", folder_path(&e->folder, "tmp"), 1);
	str_appendf(&text, "#!/bin/sh\nPATH=/bin:/usr/bin\necho $$ >%s/pid\n%s", e->folder.path,
		script);
	folder_put(&e->folder, "bin/weasyprint", text.data, text.len);
	assert_int_equal(chmod(folder_path(&e->folder, "bin/weasyprint"), 0700), 0);
	setenv("PATH", folder_path(&e->folder, "bin"), 1);
	assert_true(session_print(e->session, &wish, "doc.pdf", false, &err));
	assert_true(session_is_printing(e->session));
	str_release(&text);
}

static bool is_there(struct editing *e, const char *name)
{
	return access(folder_path(&e->folder, name), F_OK) == 0;
}

/* Nothing is left in the folder for temporary ones. */
static void assert_cleared(struct editing *e)
{
	assert_int_equal(rmdir(folder_path(&e->folder, "tmp")), 0);
}

static void typing_goes_on_while_it_prints(void **state)
{
	const struct export_wish wish = {.exporter = report_exporter_find("pdf")};
	struct editing editing;
	struct str script = {0};
	struct err err = {0};

	(void)state;
	editing_init(&editing, editing_empty);
	str_appendf(&script, "while [ ! -e %s/go ]; do sleep 0.01; done\n", editing.folder.path);
	str_append_text(&script, WHOLE);
	begin_printing(&editing, str_text(&script));
	session_tick(editing.session);
	assert_true(session_is_printing(editing.session));
	assert_true(session_timeout(editing.session) >= 0);
	assert_false(is_there(&editing, "doc.pdf"));
	assert_false(session_print(editing.session, &wish, "other.pdf", false, &err));
	assert_string_equal(err.message, "another report is being printed");

	folder_put_text(&editing.folder, "go", "");
	while (session_is_printing(editing.session)) {
		poll(NULL, 0, 1);
		session_tick(editing.session);
	}
	assert_says(&editing, "The report was written to doc.pdf");
	assert_true(folder_has(&editing.folder, "doc.pdf", "body"));
	assert_cleared(&editing);
	str_release(&script);
	editing_release(&editing);
}

/* Somebody's file of that name, which was not there when it began. */
static void printed_reports_replace_nothing_unseen(void **state)
{
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_empty);
	begin_printing(&editing, WHOLE);
	folder_put_text(&editing.folder, "doc.pdf", "mine");
	while (session_is_printing(editing.session)) {
		poll(NULL, 0, 1);
		session_tick(editing.session);
	}
	assert_true(folder_holds(&editing.folder, "doc.pdf", "mine"));
	assert_says(&editing, "Not written: ");
	editing_release(&editing);
}

static void printing_can_be_stopped(void **state)
{
	struct editing editing;
	struct str pid = {0};

	(void)state;
	editing_init(&editing, editing_empty);
	begin_printing(&editing, "sleep 1000\n" WHOLE);
	while (!folder_get(&editing.folder, "pid", &pid) || pid.len == 0) {
		poll(NULL, 0, 1);
		str_clear(&pid);
	}
	session_stop_printing(editing.session);
	assert_false(session_is_printing(editing.session));
	assert_says(&editing, "doc.pdf was not printed");
	assert_int_equal(kill((pid_t)atoi(str_text(&pid)), 0), -1);
	assert_false(is_there(&editing, "doc.pdf"));
	assert_cleared(&editing);
	str_release(&pid);
	editing_release(&editing);
}

static void leaving_waits_for_it(void **state)
{
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_empty);
	begin_printing(&editing, "sleep 0.1\n" WHOLE);
	session_leave(editing.session);
	while (session_flush_step(editing.session) == FLUSH_WAITS)
		poll(NULL, 0, 1);
	assert_true(is_there(&editing, "doc.pdf"));
	assert_cleared(&editing);
	editing_release(&editing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_begin_beside_the_document_or_at_home),
		cmocka_unit_test(names_are_in_a_folder_that_is_there),
		cmocka_unit_test(targets_are_told_apart),
		cmocka_unit_test(names_agree_with_the_format),
		cmocka_unit_test(a_large_report_is_replaced),
		cmocka_unit_test(typing_goes_on_while_it_prints),
		cmocka_unit_test(printed_reports_replace_nothing_unseen),
		cmocka_unit_test(printing_can_be_stopped),
		cmocka_unit_test(leaving_waits_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
