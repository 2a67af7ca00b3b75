/*
 * Settings: what a config.yaml sets, where it says a mistake is, that a change touches one value
 * alone, and that docs/config.md and the manual are what the table says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "keys/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* By the file, the environment or for this session. */
static bool is_given(const struct settings *self, enum setting setting)
{
	return self->values[setting].source != SETTING_DEFAULT;
}

static void load(struct settings *self, const char *source)
{
	settings_load(self, source, strlen(source), "config.yaml");
}

static void assert_value(const struct settings *self, enum setting setting, const char *expected)
{
	struct str value = {0};

	settings_append_value(self, setting, &value);
	assert_string_equal(str_text(&value), expected);
	str_release(&value);
}

static void assert_source(const struct settings *self, enum setting setting, const char *expected)
{
	struct str source = {0};

	settings_append_source(self, setting, &source);
	assert_string_equal(str_text(&source), expected);
	str_release(&source);
}

/* --- the table --- */

static void test_table(void **state)
{
	(void)state;
	for (int i = 0; i < N_SETTINGS; i++) {
		const struct setting_info *info = setting_info((enum setting)i);

		assert_int_equal(setting_find(info->name), i);
		assert_true(strlen(info->help) > 20 && info->help[strlen(info->help) - 1] != '.');
		assert_int_equal(!!info->choices + !!info->unit + !!info->otherwise, 1);
		if (info->unit)
			assert_true(info->least <= info->usual && info->usual <= info->most &&
				    info->step > 0);
	}
	assert_int_equal(setting_find("colour"), N_SETTINGS);
	assert_int_equal(setting_find(""), N_SETTINGS);
}

static void test_defaults(void **state)
{
	static const char *const sources[] = {
		"", "# nothing yet\n", "theme:\n", "~\n", "---\n...\n", "theme: ~\nname: null\n"};

	(void)state;
	for (size_t i = 0; i < COUNT(sources); i++) {
		struct settings settings;

		settings_init(&settings, NULL);
		load(&settings, sources[i]);
		assert_int_equal(settings.n_problems, 0);
		assert_value(&settings, SETTING_THEME, "auto");
		assert_value(&settings, SETTING_SAVE_AFTER, "2s");
		assert_value(&settings, SETTING_PROSE_WIDTH, "80");
		assert_string_equal(settings_text(&settings, SETTING_NAME), "");
		assert_false(is_given(&settings, SETTING_NAME));
		assert_source(&settings, SETTING_THEME, "default");
		settings_release(&settings);
	}
}

/* --- what a file sets --- */

static const struct {
	const char *source;
	enum setting setting;
	const char *value;
} values[] = {
	{"theme: dark\n", SETTING_THEME, "dark"},
	{"theme: \"dark\"\n", SETTING_THEME, "dark"},
	{"theme: 'Dark'\n", SETTING_THEME, "dark"},
	{"{theme: dark}\n", SETTING_THEME, "dark"},
	{"# mine\r\ntheme: mono # quiet\r\n", SETTING_THEME, "mono"},
	{"\xef\xbb\xbftheme: light\n", SETTING_THEME, "light"},
	{"mouse: on\n", SETTING_MOUSE, "on"},
	{"mouse: true\n", SETTING_MOUSE, "on"},
	{"mouse: yes\n", SETTING_MOUSE, "on"},
	{"bell: off\n", SETTING_BELL, "off"},
	{"confirm_delete: true\n", SETTING_CONFIRM_DELETE, "yes"},
	{"confirm_delete: on\n", SETTING_CONFIRM_DELETE, "yes"},
	{"help: off\n", SETTING_HELP, "off"},
	{"help: false\n", SETTING_HELP, "off"},
	{"clock: UTC\n", SETTING_CLOCK, "utc"},
	{"clock: local\n", SETTING_CLOCK, "local"},
	{"date: day-month\n", SETTING_DATE, "day-month"},
	{"date: Month-Day\n", SETTING_DATE, "month-day"},
	{"save_after: 0\n", SETTING_SAVE_AFTER, "0s"},
	{"save_after: 60s\n", SETTING_SAVE_AFTER, "60s"},
	{"save_after: 5 s\n", SETTING_SAVE_AFTER, "5s"},
	{"escape_delay: 25ms\n", SETTING_ESCAPE_DELAY, "25ms"},
	{"prose_width: 100\n", SETTING_PROSE_WIDTH, "100"},
	{"name: Ida M\xc3\xbcller\n", SETTING_NAME, "Ida M\xc3\xbcller"},
	{"editor: code --wait\n", SETTING_EDITOR, "code --wait"},
	{"zone: Europe/Berlin\n", SETTING_ZONE, "Europe/Berlin"},
	{"name: \"\"\n", SETTING_NAME, ""},
	{"name: 42\n", SETTING_NAME, "42"},
};

static void test_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		struct settings settings;

		settings_init(&settings, NULL);
		load(&settings, values[i].source);
		if (settings.n_problems > 0)
			fail_msg("%s: %s", values[i].source, settings.problems[0].message);
		assert_value(&settings, values[i].setting, values[i].value);
		assert_true(is_given(&settings, values[i].setting));
		settings_release(&settings);
	}
}

static const struct {
	const char *source;
	unsigned line, column;
	const char *message;
} mistakes[] = {
	{"theme: drak\n", 1, 8,
		"theme is auto, plain, dark, light, contrast or mono, not \"drak\""},
	{"\n# x\ncolour: red\n", 3, 1, "no setting \"colour\""},
	{"side: never\n  \ntheme: [dark]\n", 3, 8, "theme takes a single value"},
	{"theme: {a: b}\n", 1, 8, "theme takes a single value"},
	{"prose_width: 39\n", 1, 14, "prose_width is 40 to 100, not \"39\""},
	{"prose_width: 101\n", 1, 14, "40 to 100"},
	{"prose_width: wide\n", 1, 14, "40 to 100"},
	{"prose_width: 80s\n", 1, 14, "40 to 100"},
	{"prose_width: +80\n", 1, 14, "40 to 100"},
	{"prose_width: 99999999999999999999\n", 1, 14, "40 to 100"},
	{"save_after: 61s\n", 1, 13, "save_after is 0s to 60s, not \"61s\""},
	{"save_after: -1\n", 1, 13, "0s to 60s"},
	{"save_after: 2ms\n", 1, 13, "0s to 60s"},
	{"save_after: 1.5s\n", 1, 13, "0s to 60s"},
	{"mouse: \"\"\n", 1, 8, "mouse is off or on, not \"\""},
	{"mouse: maybe\n", 1, 8, "off or on"},
	{"name: \"a\\nb\"\n", 1, 7, "name is one line"},
	{"name: \"a\\0b\"\n", 1, 7, "name is one line"},
	{"theme: \"dark\\0\"\n", 1, 8, "theme is auto"},
	{"theme: dark\ntheme: light\n", 2, 1, "occurs twice"},
	{"- theme\n", 1, 1, "settings are lines like"},
	{"dark\n", 1, 1, "settings are lines like"},
	{"theme: 'dark\n", 0, 0, ""},
	{"theme: \xff\n", 1, 8, ""},
	{"? [a]\n: b\n", 0, 0, ""},
};

static void test_mistakes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct settings settings;
		const struct err *err;

		settings_init(&settings, NULL);
		load(&settings, mistakes[i].source);
		if (settings.n_problems == 0)
			fail_msg("%s: no mistake", mistakes[i].source);
		err = &settings.problems[0];
		assert_string_equal(err->path, "config.yaml");
		if (mistakes[i].line > 0 &&
			(err->line != mistakes[i].line || err->column != mistakes[i].column))
			fail_msg("%s: at %u:%u", mistakes[i].source, err->line, err->column);
		if (!strstr(err->message, mistakes[i].message))
			fail_msg("%s: %s", mistakes[i].source, err->message);
		settings_release(&settings);
	}
}

static void test_rest_holds(void **state)
{
	struct settings settings;

	(void)state;
	settings_init(&settings, NULL);
	load(&settings, "theme: drak\nsides: always\nside: always\nprose_width: 7\nmouse: on\n"
			"mouse: off\n");
	assert_int_equal(settings.n_problems, 4);
	assert_int_equal(settings.problems[0].line, 1);
	assert_int_equal(settings.problems[1].line, 2);
	assert_int_equal(settings.problems[2].line, 4);
	assert_int_equal(settings.problems[3].line, 6);
	assert_value(&settings, SETTING_THEME, "auto");
	assert_value(&settings, SETTING_SIDE, "always");
	assert_source(&settings, SETTING_SIDE, "line 3");
	assert_value(&settings, SETTING_PROSE_WIDTH, "80");
	assert_value(&settings, SETTING_MOUSE, "on");
	load(&settings, "theme: mono\n");
	assert_int_equal(settings.n_problems, 0);
	assert_value(&settings, SETTING_SIDE, "auto");
	settings_release(&settings);
}

static void assert_problems(const struct settings *self, size_t most, const char *expected)
{
	struct str text = {0};

	settings_append_problems(self, most, &text);
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

/* All of them, in the file's order, or as many as there is room for and how many more there are. */
static void test_mistakes_in_words(void **state)
{
	struct settings settings;

	(void)state;
	settings_init(&settings, NULL);
	load(&settings, "theme: dark\n");
	assert_problems(&settings, 3, "");
	load(&settings, "sides: always\n");
	assert_problems(&settings, 3,
		"config.yaml:1:1: there is no setting \"sides\"; docs/config.md lists them");
	load(&settings, "sides: always\nbell: loud\nmouse: on\nmouse: off\n");
	assert_problems(&settings, 3,
		"config.yaml: 3 mistakes; the rest of it holds\n"
		"line 1, column 1: there is no setting \"sides\"; docs/config.md lists them\n"
		"line 2, column 7: bell is off or on, not \"loud\"\n"
		"line 4, column 1: key \"mouse\" occurs twice, first in line 3");
	assert_problems(&settings, 1,
		"config.yaml: 3 mistakes; the rest of it holds\n"
		"line 1, column 1: there is no setting \"sides\"; docs/config.md lists them\n"
		"and 2 more");
	settings_release(&settings);
}

static void test_many_mistakes(void **state)
{
	struct settings settings;
	struct str source = {0};

	(void)state;
	for (int i = 0; i < 1000; i++)
		str_appendf(&source, "key%d: x\n", i);
	settings_init(&settings, NULL);
	load(&settings, str_text(&source));
	assert_int_equal(settings.n_problems, SETTING_PROBLEMS_MAX);
	assert_int_equal(settings.n_more, 1000 - SETTING_PROBLEMS_MAX);
	str_append_repeat(&source, '#', 70000);
	load(&settings, str_text(&source));
	assert_int_equal(settings.n_problems, 1);
	assert_non_null(strstr(settings.problems[0].message, "at most 64 kB"));
	settings_release(&settings);
	str_release(&source);
}

/* A zone that does not exist is found by who asks for it. */
static void test_refused_later(void **state)
{
	struct settings settings;

	(void)state;
	settings_init(&settings, NULL);
	load(&settings, "side: never\nzone: Mars/Base\n");
	settings_refuse(&settings, SETTING_ZONE, "config.yaml", "there is no such zone");
	assert_int_equal(settings.n_problems, 1);
	assert_int_equal(settings.problems[0].line, 2);
	assert_int_equal(settings.problems[0].column, 7);
	assert_false(is_given(&settings, SETTING_ZONE));
	assert_string_equal(settings_text(&settings, SETTING_ZONE), "");
	settings_release(&settings);
}

/* --- the environment --- */

static char *environment(const char *name)
{
	static char ascii[] = "1", delay[] = "200", editor[] = "emacs -nw", empty[] = "";
	static char own_name[] = "Ida Nyman";

	if (strcmp(name, "AFTERWORD_ASCII") == 0)
		return ascii;
	if (strcmp(name, "AFTERWORD_NAME") == 0)
		return own_name;
	if (strcmp(name, "ESCDELAY") == 0)
		return delay;
	if (strcmp(name, "EDITOR") == 0)
		return editor;
	return strcmp(name, "VISUAL") == 0 ? empty : NULL;
}

static char *wrong_environment(const char *name)
{
	static char text[] = "soon";

	return strcmp(name, "ESCDELAY") == 0 ? text : NULL;
}

static void test_environment(void **state)
{
	struct settings settings;

	(void)state;
	settings_init(&settings, environment);
	assert_value(&settings, SETTING_BORDERS, "ascii");
	load(&settings, "borders: none\nescape_delay: 10\neditor: vi\nzone: UTC\n");
	assert_value(&settings, SETTING_BORDERS, "ascii");
	assert_source(&settings, SETTING_BORDERS, "AFTERWORD_ASCII");
	assert_value(&settings, SETTING_ESCAPE_DELAY, "200ms");
	assert_value(&settings, SETTING_EDITOR, "emacs -nw");
	assert_source(&settings, SETTING_EDITOR, "EDITOR");
	assert_value(&settings, SETTING_NAME, "Ida Nyman");
	assert_source(&settings, SETTING_ZONE, "line 4");
	settings_release(&settings);

	settings_init(&settings, wrong_environment);
	load(&settings, "escape_delay: 10\n");
	assert_value(&settings, SETTING_ESCAPE_DELAY, "10ms");
	assert_int_equal(settings.n_problems, 0);
	settings_release(&settings);
}

/* --- stepping --- */

static void assert_next(
	const char *source, enum setting setting, int direction, const char *expected)
{
	struct settings settings;
	struct str next = {0};

	settings_init(&settings, NULL);
	load(&settings, source);
	assert_int_equal(
		settings_append_next(&settings, setting, direction, &next), expected != NULL);
	assert_string_equal(str_text(&next), expected ? expected : "");
	settings_release(&settings);
	str_release(&next);
}

static void test_stepping(void **state)
{
	(void)state;
	assert_next("", SETTING_THEME, 1, "plain");
	assert_next("", SETTING_THEME, -1, "mono");
	assert_next("theme: mono\n", SETTING_THEME, 1, "auto");
	assert_next("mouse: on\n", SETTING_MOUSE, 1, "off");
	assert_next("", SETTING_PROSE_WIDTH, 1, "85");
	assert_next("prose_width: 83\n", SETTING_PROSE_WIDTH, -1, "80");
	assert_next("prose_width: 83\n", SETTING_PROSE_WIDTH, 1, "85");
	assert_next("prose_width: 100\n", SETTING_PROSE_WIDTH, 1, "100");
	assert_next("prose_width: 40\n", SETTING_PROSE_WIDTH, -1, "40");
	assert_next("save_after: 0\n", SETTING_SAVE_AFTER, -1, "0s");
	assert_next("escape_delay: 1\n", SETTING_ESCAPE_DELAY, 1, "25ms");
	assert_next("", SETTING_NAME, 1, NULL);
}

static void test_setting(void **state)
{
	struct settings settings;
	struct err err = {0};
	unsigned revision;

	(void)state;
	settings_init(&settings, NULL);
	revision = settings.revision;
	assert_true(settings_set(&settings, SETTING_THEME, "dark", &err));
	assert_value(&settings, SETTING_THEME, "dark");
	assert_source(&settings, SETTING_THEME, "not kept");
	assert_true(settings.revision > revision);
	assert_false(settings_set(&settings, SETTING_THEME, "drak", &err));
	assert_value(&settings, SETTING_THEME, "dark");
	settings_release(&settings);
}

/* --- writing --- */

#define HEAD                                                                                        \
	"# Settings of afterword. The command \"Settings\" (^P) and docs/config.md say what there " \
	"is.\n"

static const struct {
	const char *source;
	enum setting setting;
	const char *value;
	const char *expected; /* NULL: refused */
} changes[] = {
	{"", SETTING_THEME, "dark", HEAD "theme: dark\n"},
	{"# mine\n", SETTING_THEME, "dark", "# mine\ntheme: dark\n"},
	{"theme: dark\n", SETTING_THEME, "light", "theme: light\n"},
	{"theme:   dark   # at night\n", SETTING_THEME, "light", "theme:   light   # at night\n"},
	{"theme: \"dark\"\n", SETTING_THEME, "mono", "theme: \"mono\"\n"},
	{"theme:\nside: auto\n", SETTING_THEME, "mono", "theme: mono\nside: auto\n"},
	{"# a\r\nside: never\r\n\r\n# b\r\n", SETTING_MOUSE, "on",
		"# a\r\nside: never\r\nmouse: on\r\n\r\n# b\r\n"},
	{"side: never", SETTING_MOUSE, "on", "side: never\nmouse: on\n"},
	{"{side: never}\n", SETTING_MOUSE, "on", "{side: never, mouse: on}\n"},
	{"theme: [dark]\n", SETTING_THEME, "mono", "theme: mono\n"},
	{"colour: red\ntheme: dark\n", SETTING_THEME, "mono", "colour: red\ntheme: mono\n"},
	{"save_after: 2\n", SETTING_SAVE_AFTER, "3s", "save_after: 3s\n"},
	{"", SETTING_NAME, "Ida: me # you", HEAD "name: \"Ida: me # you\"\n"},
	{"", SETTING_NAME, "yes", HEAD "name: \"yes\"\n"},
	{"name: x\n", SETTING_NAME, "", "name: \"\"\n"},
	{"theme: dark\ntheme: light\n", SETTING_THEME, "mono", NULL},
	{"theme: 'dark\n", SETTING_THEME, "mono", NULL},
	{"- dark\n", SETTING_THEME, "mono", NULL},
	{"theme: &a dark\n", SETTING_THEME, "mono", NULL},
	{"", SETTING_THEME, "drak", NULL},
};

static void test_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(changes); i++) {
		const char *source = changes[i].source;
		struct str out = {0};
		struct err err = {0};
		bool is_done = settings_change_source(
			source, strlen(source), changes[i].setting, changes[i].value, &out, &err);

		if (is_done != !!changes[i].expected)
			fail_msg("%s: %s", source, is_done ? str_text(&out) : err.message);
		assert_int_equal(is_done, err.code == ERR_NONE);
		assert_string_equal(str_text(&out), is_done ? changes[i].expected : "");
		str_release(&out);
	}
}

/* All values of all settings, one after the other in one file: each is as it was set. */
static void test_every_value(void **state)
{
	struct settings settings;
	struct str source = {0};

	(void)state;
	settings_init(&settings, NULL);
	for (int i = 0; i < N_SETTINGS; i++) {
		const struct setting_info *info = setting_info((enum setting)i);

		for (int n = 0; n < 7 && (info->choices || info->unit); n++) {
			struct str next = {0}, changed = {0};

			settings_append_next(&settings, (enum setting)i, 1, &next);
			assert_true(settings_change_source(str_text(&source), source.len,
				(enum setting)i, str_text(&next), &changed, NULL));
			load(&settings, str_text(&changed));
			assert_int_equal(settings.n_problems, 0);
			assert_value(&settings, (enum setting)i, str_text(&next));
			str_release(&source);
			str_release(&next);
			source = changed;
		}
	}
	settings_release(&settings);
	str_release(&source);
}

/* --- the pages --- */

static void read_page(const char *name, struct str *out)
{
	char path[4096], buffer[4096];
	size_t n;

	snprintf(path, sizeof(path), "%s/docs/%s", getenv("SOURCE_ROOT"), name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
		str_append(out, buffer, n);
	fclose(file);
}

/* On a difference what is expected is printed, ready to be put into the page. */
static void check_page(const char *name, const struct str *expected)
{
	struct str page = {0};

	read_page(name, &page);
	if (!strstr(str_text(&page), str_text(expected))) {
		fputs(str_text(expected), stdout);
		fail_msg("docs/%s is another", name);
	}
	str_release(&page);
}

static void test_config_page(void **state)
{
	struct str expected = {0};

	(void)state;
	str_append_text(
		&expected, "| Name | Values | Default | What it does |\n|---|---|---|---|\n");
	for (int i = 0; i < N_SETTINGS; i++) {
		const struct setting_info *info = setting_info((enum setting)i);

		str_appendf(&expected, "| `%s` | ", info->name);
		setting_append_values((enum setting)i, &expected);
		str_append_text(&expected, " | ");
		setting_append_default((enum setting)i, &expected);
		str_appendf(&expected, " | %s |\n", info->help);
	}
	check_page("config.md", &expected);
	str_release(&expected);
}

/* An underscore would begin an underlined word. */
static void append_escaped(const char *text, struct str *out)
{
	for (; *text; text++) {
		if (*text == '_')
			str_append_char(out, '\\');
		str_append_char(out, *text);
	}
}

static void test_manual(void **state)
{
	struct str expected = {0};

	(void)state;
	for (int i = 0; i < N_SETTINGS; i++) {
		const struct setting_info *info = setting_info((enum setting)i);

		str_append_text(&expected, "*");
		append_escaped(info->name, &expected);
		str_append_text(&expected, "*: ");
		setting_append_values((enum setting)i, &expected);
		str_append_text(&expected, " (");
		setting_append_default((enum setting)i, &expected);
		str_append_text(&expected, ")\n\t");
		append_escaped(info->help, &expected);
		str_append_text(&expected, ".\n\n");
	}
	check_page("afterword.1.scd", &expected);
	str_release(&expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_rest_holds),
		cmocka_unit_test(test_mistakes_in_words),
		cmocka_unit_test(test_many_mistakes),
		cmocka_unit_test(test_refused_later),
		cmocka_unit_test(test_environment),
		cmocka_unit_test(test_stepping),
		cmocka_unit_test(test_setting),
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_every_value),
		cmocka_unit_test(test_config_page),
		cmocka_unit_test(test_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
