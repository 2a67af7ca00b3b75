/*
 * Nothing from a file, a form or a name is ever executed or expanded. The program runs
 * with a PATH that only contains traps, on documents and forms full of what shells,
 * formats and templates act on; under strace, if available, it starts no other program.
 */
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Each would leave a file, or a different text. */
static const char *const payloads[] = {
	"$(touch pwned)",
	"`touch pwned`",
	"; touch pwned #",
	"| touch pwned",
	"&& touch pwned",
	"'; touch pwned; '",
	"\\\"; touch pwned; \\\"",
	"\\ntouch pwned\\n",
	"$HOME ${HOME} ~ * ? [a-z]",
	"%s%s%s%n%x%d %1$s",
	"{{7*7}} {% include 'x' %} <%= 7*7 %> ${7*7} #{7*7}",
	"!!python/object/apply:os.system ['touch pwned']",
	"=cmd|'/c touch pwned'!A1",
	"--help",
	"-o pwned",
};

/* File names that careless code would split. */
static const char *const names[] = {
	"a b.yaml",
	"$(touch pwned).yaml",
	"`touch pwned`.yaml",
	"a;touch pwned.yaml",
	"'a\".yaml",
	"a\ntouch pwned.yaml",
	"a\033]0;x\007.yaml",
	"./-o.yaml",
	"./--help.yaml",
	"%s%n.yaml",
	"a|b.yaml",
	"~.yaml",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int set_up(void **state)
{
	static struct program program;
	struct str copy = {0};

	program_init(&program);
	str_appendf(&copy,
		"mkdir forms traps && cp '%s/tests/support/every-kind.yaml' forms/ && cd traps && "
		"for name in sh bash git vi ed touch less tmux hunspell cmd python3; do "
		"printf '#!/bin/sh\\necho \"$0\" >>%s/sprung\\n' >$name; done; chmod +x *",
		getenv("SOURCE_ROOT"), program.folder.path);
	program_shell(&program, str_text(&copy), "", "");
	assert_int_equal(program.status, 0);
	str_release(&copy);
	*state = &program;
	return 0;
}

/* The payload, as in YAML double quotes, in every field and cell. */
static void make_document(struct str *out, const char *payload)
{
	static const char *const kinds[] = {"line", "text", "datetime", "date", "number", "percent",
		"choice", "flag", "person", "link"};

	str_clear(out);
	str_appendf(out, "afterword: 1\nform: every-kind\ntitle: \"%s\"\nzone: \"%s\"\none:\n",
		payload, payload);
	for (size_t i = 0; i < COUNT(kinds); i++)
		str_appendf(out, "  %s: \"%s\"\n", kinds[i], payload);
	str_appendf(out, "  list: [\"%s\"]\n  \"%s\": x\ntwo:\n  rows:\n    - id: \"%s\"\n",
		payload, payload, payload);
	for (size_t i = 0; i < COUNT(kinds); i++)
		str_appendf(out, "      %s: \"%s\"\n", kinds[i], payload);
}

static bool is_there(struct program *program, const char *name)
{
	struct str bytes = {0};
	bool found = folder_get(&program->folder, name, &bytes);

	str_release(&bytes);
	return found;
}

static void assert_nothing_ran(struct program *program)
{
	struct str sprung = {0};

	assert_false(is_there(program, "pwned"));
	if (folder_get(&program->folder, "sprung", &sprung))
		fail_msg("these ran: %s", str_text(&sprung));
}

/* Every command that reads a document, one after the other, with $1 for its name. */
static const char script[] = "PATH=$PWD/traps; export PATH\n"
			     "for to in text markdown json; do\n"
			     "  $AFTERWORD export --to $to \"$1\" || exit 3\n"
			     "  $AFTERWORD export --to $to -o out.$to \"$1\" || exit 4\n"
			     "done\n"
			     "for path in title one.line one.text one.link two.rows; do\n"
			     "  $AFTERWORD get \"$1\" $path || exit 5\n"
			     "done\n"
			     "$AFTERWORD check \"$1\"\n"
			     "$AFTERWORD check --format json \"$1\"\n"
			     "$AFTERWORD check .\n"
			     "$AFTERWORD diff \"$1\" b.yaml\n"
			     "$AFTERWORD forms\n"
			     "$AFTERWORD set \"$1\" one.line new || exit 6\n"
			     "$AFTERWORD import out.text\n"
			     "exit 0\n";

static void run_script(struct program *program, const char *name)
{
	folder_put_text(&program->folder, "run.sh", script);
	folder_put_text(&program->folder, "name", name);
	folder_put_text(&program->folder, "b.yaml", "afterword: 1\nform: every-kind\n");
	program_shell(program, "/bin/sh ./run.sh \"$(/bin/cat name)\"", "", "");
	if (program->status != 0)
		fail_msg("%s: status %d: %s", name, program->status, str_text(&program->err));
	assert_nothing_ran(program);
}

static void test_payloads(void **state)
{
	struct program *program = *state;
	struct str document = {0};
	struct str value = {0};

	for (size_t i = 0; i < COUNT(payloads); i++) {
		make_document(&document, payloads[i]);
		folder_put(&program->folder, "a.yaml", document.data, document.len);
		run_script(program, "a.yaml");
		/* It came through unchanged. */
		if (strchr(payloads[i], '\\'))
			continue;
		RUN(program, 0, "get", "a.yaml", "one.text");
		str_clear(&value);
		str_appendf(&value, "%s\n", payloads[i]);
		assert_string_equal(str_text(&program->out), str_text(&value));
	}
	str_release(&document);
	str_release(&value);
}

static void test_names(void **state)
{
	struct program *program = *state;
	struct str document = {0};

	make_document(&document, "plain");
	for (size_t i = 0; i < COUNT(names); i++) {
		folder_put(&program->folder, names[i], document.data, document.len);
		run_script(program, names[i]);
	}
	str_release(&document);
}

/* A form is data, too: its text is printed, never run. */
static void test_form(void **state)
{
	struct program *program = *state;
	struct str form = {0};

	for (size_t i = 0; i < COUNT(payloads); i++) {
		str_clear(&form);
		if (strstr(payloads[i], "\\n"))
			continue;
		str_appendf(&form,
			"form: sly\nversion: 1\ntitle: \"%s\"\nabout: \"%s\"\npages:\n"
			"  - {key: p, title: \"%s\", about: \"%s\", fields: [\n"
			"      {key: a, kind: choice, ask: \"%s\", help: \"%s\", choices: [\"%s\"]},\n"
			"      {key: b, kind: line, label: \"%s\", ask: \"?\"}]}\n",
			payloads[i], payloads[i], payloads[i], payloads[i], payloads[i],
			payloads[i], payloads[i], payloads[i]);
		folder_put(&program->folder, "forms/sly.yaml", form.data, form.len);
		folder_put_text(
			&program->folder, "c.yaml", "afterword: 1\nform: sly\np: {a: x, b: y}\n");
		program_shell(program,
			"PATH=$PWD/traps; export PATH; $AFTERWORD export c.yaml && "
			"$AFTERWORD export --to markdown c.yaml && $AFTERWORD forms && "
			"$AFTERWORD set c.yaml p.b '$(touch pwned)' && $AFTERWORD get c.yaml",
			"", "");
		if (program->status != 0)
			fail_msg("%s: %s", payloads[i], str_text(&program->err));
		assert_nothing_ran(program);
	}
	str_release(&form);
}

/* The traps work: otherwise a command that runs something would pass. */
static void test_the_traps(void **state)
{
	struct program *program = *state;
	struct str sprung = {0};

	program_shell(program, "PATH=$PWD/traps; touch pwned", "", "");
	assert_false(is_there(program, "pwned"));
	assert_true(folder_get(&program->folder, "sprung", &sprung));
	assert_non_null(strstr(str_text(&sprung), "traps/touch"));
	str_release(&sprung);
}

/* One execve, the program's own. */
static void test_traced(void **state)
{
	struct program *program = *state;
	struct str document = {0};
	struct str trace = {0};

	program_shell(program, "strace -qq -o try /bin/true", "", "");
	if (program->status != 0 || getenv("ASAN_OPTIONS")) {
		print_message("strace cannot be used here\n");
		skip();
	}
	make_document(&document, "$(touch pwned)");
	folder_put(&program->folder, "a.yaml", document.data, document.len);
	program_shell(program,
		"for words in 'check a.yaml' 'export a.yaml' 'get a.yaml' 'forms' "
		"'set a.yaml one.line x' 'diff a.yaml a.yaml'; do "
		"strace -qq -f -e trace=execve,execveat -A -o trace $AFTERWORD $words; done",
		"", "");
	assert_true(folder_get(&program->folder, "trace", &trace));

	size_t n = 0;

	for (const char *at = trace.data; (at = strstr(at, "exec")); at++)
		n += strncmp(at, "execve(", 7) == 0 || strncmp(at, "execveat(", 9) == 0;
	assert_int_equal(n, 6);
	str_release(&document);
	str_release(&trace);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, program_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_payloads),
		TEST(test_names),
		TEST(test_form),
		TEST(test_the_traps),
		TEST(test_traced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
