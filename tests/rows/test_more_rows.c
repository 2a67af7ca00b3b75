/*
 * A kind of field, a rule, an exporter, an importer and a command are one row each and the
 * functions it names: a program with one more of each knows it all.
 */
#include "model/kind.h"
#include "program.h"
#include "scripted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { TICKET = 1 }; /* the number of its field */

#define HEAD "afterword: 1\nform: tickets\n"

static const char form[] =
	"form: tickets\nversion: 1\ntitle: Tickets\npages:\n"
	"  - key: one\n    title: One\n    fields:\n"
	"      - {key: title, path: title, kind: line, label: Title, role: title, shown: head}\n"
	"      - {key: ticket, kind: ticket, ask: \"Which ticket?\"}\n"
	"  - key: two\n    title: Two\n    fields:\n"
	"      - key: calls\n        kind: rows\n        ask: \"Which calls?\"\n        columns:\n"
	"          - {key: call, kind: ticket, label: Call}\n"
	"          - {key: what, kind: line, label: What}\n";

static const char document[] =
	HEAD "title: Down\none:\n  ticket: OPS-1\n"
	     "two:\n  calls:\n"
	     "    - id: aaaaaaaa\n      call: SUP-7\n      what: It is slow.\n";

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	program_shell(program, "mkdir -p forms", "", "");
	folder_put_text(&program->folder, "forms/tickets.yaml", form);
	folder_put_text(&program->folder, "a.yaml", document);
	return 0;
}

static void test_typed_in_the_editor(void **state)
{
	struct scripted e;

	(void)state;
	scripted_init_form(&e, form, HEAD "title: Down\n");
	scripted_go(&e, TICKET);
	scripted_keys(&e, "ops 123<Tab>");
	assert_string_equal(scripted_text(&e, TICKET), "OPS-123");
	scripted_go(&e, TICKET);
	scripted_shows(&e, "#OPS-123|");
	scripted_keys(&e, "x<Tab>");
	assert_string_equal(scripted_text(&e, TICKET), "#OPS-123x");
	scripted_keys(&e, "<Alt+U><Alt+U>");
	assert_string_equal(scripted_text(&e, TICKET), "");
	scripted_release(&e);
}

static void test_set_and_got(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "set", "a.yaml", "one.ticket", "ops 42");
	RUN(program, 0, "get", "a.yaml", "one.ticket");
	assert_string_equal(str_text(&program->out), "OPS-42\n");
	assert_true(folder_has(&program->folder, "a.yaml", "  ticket: OPS-42\n"));
	RUN(program, 2, "set", "a.yaml", "one.ticket", "none");
	assert_true(has(&program->err, "is not a ticket"));
}

static void test_exported(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "export", "--to", "text", "a.yaml");
	assert_true(has(&program->out, "#OPS-1\n"));
	assert_true(has(&program->out, "#SUP-7"));
	RUN(program, 0, "export", "--to", "markdown", "a.yaml");
	assert_true(has(&program->out, "#OPS-1\n"));
	RUN(program, 0, "export", "--to", "json", "a.yaml");
	assert_true(has(&program->out, "\"ticket\": \"OPS-1\""));
}

static void test_imported(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "export", "--to", "text", "-o", "a.txt", "a.yaml");
	RUN(program, 0, "import", "--form", "tickets", "a.txt", "-o", "b.yaml");
	RUN(program, 0, "get", "b.yaml", "one.ticket");
	assert_string_equal(str_text(&program->out), "OPS-1\n");
	RUN(program, 0, "get", "b.yaml", "two.calls");
	assert_true(has(&program->out, "SUP-7"));
}

static void test_compared_and_merged(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "ours.yaml", document);
	folder_put_text(&program->folder, "theirs.yaml", document);
	RUN(program, 0, "set", "ours.yaml", "one.ticket", "OPS-2");
	RUN(program, 1, "diff", "a.yaml", "ours.yaml");
	assert_true(has(&program->out, "from #OPS-1 to #OPS-2"));
	RUN(program, 0, "set", "theirs.yaml", "title", "All down");
	RUN(program, 0, "merge", "a.yaml", "ours.yaml", "theirs.yaml", "-o", "merged.yaml");
	assert_true(folder_has(&program->folder, "merged.yaml", "ticket: OPS-2\n"));
	assert_true(folder_has(&program->folder, "merged.yaml", "title: All down\n"));
	RUN(program, 0, "set", "theirs.yaml", "one.ticket", "OPS-3");
	RUN(program, 1, "merge", "a.yaml", "ours.yaml", "theirs.yaml", "-o", "merged.yaml");
	assert_true(folder_has(&program->folder, "merged.yaml", "OPS-3"));
	RUN(program, 0, "check", "a.yaml");
}

/* What roles a kind can have is said by its columns: this one is a name. */
static void test_role(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "forms/named.yaml",
		"form: named\nversion: 1\ntitle: Named\npages:\n"
		"  - key: one\n    title: One\n    fields:\n"
		"      - {key: title, path: title, kind: line, label: Title, role: title}\n"
		"      - {key: by, kind: ticket, role: authors, ask: \"By which ticket?\"}\n");
	RUN(program, 0, "new", "--form", "named", "--title", "Down", "n.yaml");
	folder_put_text(&program->folder, "forms/word.yaml",
		"form: word\nversion: 1\ntitle: Word\npages:\n"
		"  - key: one\n    title: One\n    fields:\n"
		"      - {key: title, path: title, kind: ticket, label: Title, role: title}\n");
	RUN(program, 2, "new", "--form", "word", "w.yaml");
	assert_true(has(&program->err, "kind ticket cannot have the role title"));
}

static void test_rule(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "set", "a.yaml", "title", "All down!");
	RUN(program, 0, "check", "a.yaml");
	assert_true(has(&program->out, "a.yaml:3:8: warning: shouts [shouting]"));
	RUN(program, 0, "check", "--format", "json", "a.yaml");
	assert_true(has(&program->out, "\"shouting\""));
}

static void test_exporter(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "help", "export");
	assert_true(has(&program->out, "  answers (.csv)        each answer after its path\n"));
	RUN(program, 2, "export", "--to", "word", "a.yaml");
	assert_true(has(&program->err, "answers (.csv)"));
	RUN(program, 0, "export", "--to", "answers", "a.yaml");
	assert_true(has(&program->out, "one.ticket,OPS-1\n"));
	RUN(program, 0, "export", "-o", "a.csv", "a.yaml");
	assert_true(folder_has(&program->folder, "a.csv", "title,Down\n"));
	RUN(program, 2, "export", "--to", "text", "-o", "a.csv", "a.yaml");
	assert_true(has(&program->err, "'a.csv' has the extension of answers"));
}

static void test_importer(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "help", "import");
	assert_true(has(&program->out, "  title                 nothing but a title\n"));
	RUN(program, 2, "import", "--from", "word", "a.txt");
	assert_true(has(&program->err, "use text, title"));
	folder_put_text(&program->folder, "a.txt", "Down again\nand more\n");
	RUN(program, 0, "import", "--from", "title", "--form", "tickets", "a.txt", "-o", "b.yaml");
	assert_true(has(&program->err, "a.txt:2: left out"));
	RUN(program, 0, "get", "b.yaml", "title");
	assert_string_equal(str_text(&program->out), "Down again\n");
}

static void test_command(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "help");
	assert_true(has(&program->out, "  echo       Print a word\n"));
	RUN(program, 0, "help", "echo");
	assert_true(has(&program->out, "usage: afterword echo [OPTIONS] WORD\n"));
	RUN(program, 0, "echo", "-l", "word");
	assert_string_equal(str_text(&program->out), "loud word\n");
	RUN(program, 2, "echo");
	assert_true(has(&program->err, "'echo' needs WORD"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typed_in_the_editor),
		cmocka_unit_test_setup_teardown(test_set_and_got, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_exported, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_imported, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(
			test_compared_and_merged, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_role, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_rule, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_exporter, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_importer, set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_command, set_up, program_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
