/* Words on the command line: help, version, and a sentence for each kind of mistake. */
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Where the description of a row begins: behind two spaces or more; 0 if it is no row. */
static size_t description_column(const char *line)
{
	const char *gap =
		strncmp(line, "  ", 2) == 0 && line[2] != ' ' ? strstr(line + 2, "  ") : NULL;

	return gap ? (size_t)(gap - line) + strspn(gap, " ") : 0;
}

/* Descriptions are in one column, which is that of the first row since the last other line. */
static void check_columns(const struct str *help)
{
	struct str copy = {0};
	size_t column = 0;

	str_set(&copy, str_text(help), help->len);
	for (char *line = copy.data, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';

		size_t own = description_column(line);

		if (strlen(line) > 80)
			fail_msg("wider than a terminal: %s", line);
		if (own > 0 && column > 0 && own != column)
			fail_msg("not in column %zu: %s", column, line);
		if (strncmp(line, "  ", 2) == 0 && line[2] != ' ' && own == 0)
			fail_msg("no gap before the description: %s", line);
		column = own;
	}
	str_release(&copy);
}

/* The help of a command, by its name or on request. */
static void check_help(struct program *program, const char *command)
{
	RUN(program, 0, "help", command);
	assert_true(has(&program->out, "usage: afterword"));
	check_columns(&program->out);

	struct str first = program->out;

	program->out = (struct str){0};
	RUN(program, 0, command, "--help");
	assert_string_equal(str_text(&program->out), str_text(&first));
	str_release(&first);
}

static void test_help(void **state)
{
	struct program *program = *state;
	size_t n = 0;

	RUN(program, 0, "help");
	RUN(program, 0, "-h");
	RUN(program, 2, NULL); /* no arguments at all is an error that shows the help */
	assert_true(has(&program->out, "usage: afterword"));
	RUN(program, 0, "--help");
	assert_int_equal(program->err.len, 0);

	check_columns(&program->out);

	struct str all = program->out;
	char *rest = all.data;

	program->out = (struct str){0};
	for (char *line; (line = strtok_r(rest, "\n", &rest)) != NULL;) {
		if (strncmp(line, "  ", 2) != 0 || line[2] == ' ')
			continue;
		line[2 + strcspn(line + 2, " ")] = '\0';
		check_help(program, line + 2);
		n++;
	}
	assert_true(n >= 14);
	str_release(&all);
	RUN(program, 0, "help", "export");
	assert_true(has(&program->out, "-o, --output OUT"));
}

static void test_version(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "--version");
	assert_string_equal(str_text(&program->out), "afterword " AFTERWORD_VERSION "\n");
}

struct mistake {
	const char *words[8];
	const char *says;
};

static const struct mistake mistakes[] = {
	{{"get"}, "'get' needs FILE"},
	{{"set", "a.yaml", "title"}, "'set' needs FILE PATH VALUE"},
	{{"get", "a.yaml", "b", "c"}, "'get' does not take 'c'"},
	{{"new", "--colour", "a.yaml"}, "'new' has no option '--colour'"},
	{{"new", "a.yaml", "--title"}, "'--title' needs a value"},
	{{"export", "--to", "html", "--to", "md", "a.yaml"}, "--to is given twice"},
	{{"export", "-x", "a.yaml"}, "'export' has no option '-x'"},
	{{"export", "a.yaml", "-o"}, "'-o' needs a value"},
	{{"help", "dance"}, "unknown command 'dance'"},
	{{"check", "--format", "xml", "a.yaml"}, "unknown format 'xml'; use text or json"},
	{{"check", "--as", "done", "a.yaml"}, "unknown status 'done'; use draft, review or final"},
	{{"export", "--to", "word", "a.yaml"}, "unknown report format 'word': text"},
	{{"import", "--from", "word", "a.txt"}, "unknown import format 'word'"},
	{{"new", "--form", "nosuch", "a.yaml"},
		"there is no form named \"nosuch\"; 'afterword forms' lists what there is"},
	{{"new", "--zone", "Europe/Pariss", "a.yaml"}, "there is no time zone \"Europe/Pariss\""},
	{{"log", "a.yaml", " "}, "there is nothing to log"},
	{{"forms", "a", "b"}, "'forms' does not take 'b'"},
	{{"--unknown"}, "has no option '--unknown'"},
};

static void test_mistakes(void **state)
{
	struct program *program = *state;

	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		program_expect(program, 2, mistakes[i].words);
		if (!has(&program->err, mistakes[i].says))
			fail_msg("no \"%s\" in: %s", mistakes[i].says, str_text(&program->err));
		assert_int_equal(program->out.len, 0);
		assert_int_equal(strncmp(str_text(&program->err), "afterword: ", 11), 0);
	}
	/* None of them has created a file. */
	assert_int_equal(folder_count(&program->folder), 0);
}

/* Options may be anywhere; after "--" all words are arguments. */
static void test_order(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "new", "a.yaml", "--title", "One");
	RUN(program, 0, "get", "a.yaml", "title");
	assert_string_equal(str_text(&program->out), "One\n");
	RUN(program, 0, "new", "--title=Two", "--", "-b.yaml");
	RUN(program, 0, "get", "--", "-b.yaml", "title");
	assert_string_equal(str_text(&program->out), "Two\n");
	RUN(program, 0, "set", "a.yaml", "impact.affected_percent", "0.5");
	RUN(program, 0, "set", "a.yaml", "impact.service", "- it begins with a dash");
	RUN(program, 0, "get", "a.yaml", "impact.service");
	assert_string_equal(str_text(&program->out), "- it begins with a dash\n");
}

/* The editor asks for a terminal before anything else. */
static void test_no_terminal(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "new", "a.yaml");
	RUN(program, 2, "a.yaml");
	assert_true(has(&program->err, "terminal"));
	RUN(program, 2, "edit", "a.yaml");
	assert_true(has(&program->err, "terminal"));
	assert_int_equal(program->out.len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_help, program_set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_version, program_set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_mistakes, program_set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(test_order, program_set_up, program_tear_down),
		cmocka_unit_test_setup_teardown(
			test_no_terminal, program_set_up, program_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
