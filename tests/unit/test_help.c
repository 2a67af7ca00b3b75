/* What the help says is so: times it shows are understood, words it names find something. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/help_times.h"
#include "../../src/tui/here.h"
#include "../../src/tui/legend.h"
#include "../../src/tui/palette_entries.h"
#include "../../src/tui/word_match.h"
#include "fixture.h"
#include "keys/keymap.h"
#include "model/milestone.h"
#include "model/when.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1697457600) /* 2023-10-16T12:00:00Z */

static struct when_context context_of(const struct help_time *time, const struct zone *zone)
{
	struct when_context context = {.zone = zone, .now = NOW, .may_be_ongoing = time->is_end};

	when_parse(&context.before, "2023-10-15T09:00:00-04:00", NULL);
	if (time->is_due) {
		context.tense = WHEN_TO_COME;
		context.date_only = true;
	}
	return context;
}

static void check_written(const struct help_time *time, const char *text)
{
	struct zone zone;
	struct when when;
	struct str note = {0};
	struct err err = {0};

	zone_init(&zone, "America/New_York", NULL);

	struct when_context context = context_of(time, &zone);

	if (!when_parse_loose(&when, text, &context, &note, &err))
		fail_msg("the help says \"%s\": %s", text, err.message);
	if (when.kind == WHEN_NONE)
		fail_msg("the help says \"%s\", which says nothing", text);
	str_release(&note);
}

static void check_all_written(const struct help_time *time, const char *rest)
{
	while (*rest) {
		char text[64] = "";
		const char *gap = strstr(rest, "  ");
		size_t len = gap ? (size_t)(gap - rest) : strlen(rest);

		assert_true(len < sizeof(text));
		memcpy(text, rest, len);
		check_written(time, text);
		rest += len;
		rest += strspn(rest, " ");
	}
}

static void test_times_are_understood(void **state)
{
	size_t n;
	const struct help_time *times = help_times(&n);
	(void)state;

	for (size_t i = 0; i < n; i++) {
		check_all_written(&times[i], times[i].written);
		if (times[i].month_first)
			check_all_written(&times[i], times[i].month_first);
	}
}

/* Whoever looks for how to write "about 14:00" finds it by any spelling of it. */
static void test_about_is_found(void **state)
{
	static const char *const about[] = {"about 14:00", "~14:00", "~ 14:00", "about", "approx",
		"approx.", "approximately 2pm", "circa", "ca. 14 Uhr", "c. 14:00", "around",
		"around 2 pm", "roughly", "etwa", "gegen 14 Uhr", "14:00ish", "vers 14h", "~"};
	static const char *const clocks[] = {"14:00", "14h00", "2pm", "2 pm", "02:00 PM"};
	static const char *const others[] = {"", "undo", "time", "x 14:00", "conflict"};
	size_t n;
	const struct help_time *times = help_times(&n);
	struct zone zone;
	(void)state;

	zone_init(&zone, "America/New_York", NULL);
	for (size_t i = 0; i < n; i++) {
		const struct help_time *time = &times[i];

		for (size_t j = 0; j < sizeof(about) / sizeof(*about); j++)
			if (help_time_is_meant(time, about[j], &zone, NOW) != time->is_about)
				fail_msg("%s, looking for %s", time->written, about[j]);
		for (size_t j = 0; j < sizeof(clocks) / sizeof(*clocks); j++)
			if (help_time_is_meant(time, clocks[j], &zone, NOW) != time->is_clock)
				fail_msg("%s, looking for %s", time->written, clocks[j]);
		for (size_t j = 0; j < sizeof(others) / sizeof(*others); j++)
			if (help_time_is_meant(time, others[j], &zone, NOW))
				fail_msg("%s, looking for %s", time->written, others[j]);
	}
}

typedef const struct legend_sign *legend(size_t *n);

static void check_signs(legend *list, const char *const *wanted)
{
	size_t n;
	const struct legend_sign *signs = list(&n);

	for (; *wanted; wanted++) {
		size_t at = 0;

		while (at < n && strcmp(signs[at].sign, *wanted) != 0)
			at++;
		if (at == n)
			fail_msg("the legend lacks %s", *wanted);
	}
}

/* The signs that screens have. */
static void test_legend_has_every_sign(void **state)
{
	static const char *const chart[] = {"━", "─", "┿ ┼", "╋", "▲", NULL};
	static const char *const wanted[] = {"!", "?", "-", "#", ".", "--", "*", ">", "+", "[ ]",
		"[>]", "[x]", "[-]", "~", "≈", "…", NULL};
	(void)state;

	check_signs(legend_signs, wanted);
	check_signs(legend_chart_signs, chart);
}

/* --- signs on screens --- */

/* A sign of ASCII is one only if it is not in the middle of a word or of a longer sign. */
static bool is_alone(const char *line, const char *at, size_t len)
{
	char before = at > line ? at[-1] : ' ';
	char after = at[len];

	return (before == ' ' || isdigit((unsigned char)before)) &&
	       (after == ' ' || after == '\0' || (*at == '~' && isdigit((unsigned char)after)));
}

static bool line_has(const char *line, const char *sign, size_t len)
{
	for (const char *at = line; (at = strstr(at, sign)); at++)
		if ((unsigned char)*sign >= 0x80 || is_alone(line, at, len))
			return true;
	return false;
}

/* On a line that does not explain it? Then it is in use there. */
static bool screen_has(char *screen, const struct legend_sign *sign, const char *one)
{
	for (char *line = strtok(screen, "\n"); line; line = strtok(NULL, "\n"))
		if (!strstr(line, sign->means) && line_has(line, one, strlen(one)))
			return true;
	return false;
}

static bool folder_has(const char *path, const struct legend_sign *sign, const char *one)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	bool is_found = false;

	while (!is_found && folder && (entry = readdir(folder))) {
		struct str name = {0};
		struct str screen = {0};

		str_appendf(&name, "%s/%s", path, entry->d_name);
		if (strstr(entry->d_name, ".txt") && strcmp(entry->d_name, "keys.txt") != 0 &&
			tree_read(str_text(&name) + strlen(getenv("SOURCE_ROOT")) + 1, &screen))
			is_found = screen_has(screen.data, sign, one);
		str_release(&name);
		str_release(&screen);
	}
	if (folder)
		closedir(folder);
	return is_found;
}

static bool some_screen_has(const struct legend_sign *sign, const char *one)
{
	struct str root = {0};
	DIR *cases;
	struct dirent *entry;
	bool is_found = false;

	str_appendf(&root, "%s/tests/screen", getenv("SOURCE_ROOT"));
	cases = opendir(str_text(&root));
	while (!is_found && cases && (entry = readdir(cases))) {
		struct str path = {0};

		/* The help's own screens show signs, but do not use them. */
		str_appendf(&path, "%s/%s", str_text(&root), entry->d_name);
		is_found = strcmp(entry->d_name, "help") != 0 && entry->d_name[0] != '.' &&
			   folder_has(str_text(&path), sign, one);
		str_release(&path);
	}
	if (cases)
		closedir(cases);
	str_release(&root);
	return is_found;
}

/* "┿ ┼" are two. */
static void check_used(legend *list)
{
	size_t n;
	const struct legend_sign *signs = list(&n);

	for (size_t i = 0; i < n; i++) {
		struct str copy = {0};
		char *rest;

		str_append_text(&copy, signs[i].sign);
		rest = copy.data;
		if (signs[i].sign[0] == '[') {
			if (!some_screen_has(&signs[i], signs[i].sign))
				fail_msg("no screen has %s", signs[i].sign);
			rest += strlen(rest);
		}
		for (char *one; (one = strtok_r(rest, " ", &rest));)
			if (!some_screen_has(&signs[i], one))
				fail_msg("no screen has %s", one);
		str_release(&copy);
	}
}

static void test_signs_are_used(void **state)
{
	(void)state;
	check_used(legend_signs);
	check_used(legend_chart_signs);
	for (int i = MILESTONE_NONE + 1; i < N_MILESTONES; i++) {
		char letter[] = {milestone_letter((enum milestone)i), '\0'};
		struct legend_sign sign = {letter, "Detected", NULL};

		assert_true(some_screen_has(&sign, letter));
	}
	assert_false(some_screen_has(&(struct legend_sign){"[?]", "nothing", NULL}, "[?]"));
}

static bool is_a_command(const char *word)
{
	struct entry entry;

	for (int i = 0; i < entry_count(); i++)
		if (entry_find(i, &entry) &&
			(words_match(entry.title, word) || words_match(entry.name, word) ||
				words_match(entry.words, word)))
			return true;
	return false;
}

/* Both prompts name words to try. */
static void test_suggested_words_find_something(void **state)
{
	static const char *const words[] = {"quit", "undo", "cua", "time", "paste", "conflict"};
	(void)state;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!is_a_command(words[i]))
			fail_msg("%s finds nothing", words[i]);
}

/* Whoever wants to hand the report on looks for what it is to become, or for what it is for. */
static void test_export_is_found(void **state)
{
	static const char *const words[] = {"pdf", "html", "csv", "ics", "calendar", "json",
		"markdown", "text", "share", "send", "print", "publish", "report", "format"};
	struct entry entry;
	(void)state;

	assert_true(entry_find(ACTION_EXPORT, &entry));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!words_match(entry.title, words[i]) && !words_match(entry.words, words[i]))
			fail_msg("%s does not find the export", words[i]);
}

/* Who does not understand a word of the screen types it. */
static void test_words_of_screens_are_found(void **state)
{
	static const char *const said[] = {"saved", "edited", "saving", "unchanged", "new",
		"not saved", "changed on disk", "gone", "read only", "conflict", "for review",
		"missing", "empty", "ok", "late", "overdue", "gap", "no date", "ongoing", "unknown",
		"here"};
	size_t n;
	const struct legend_word *words = legend_words(&n);
	(void)state;

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		size_t at = 0;

		while (at < n && !words_match(words[at].said, said[i]) &&
			!(words[at].others && words_match(words[at].others, said[i])))
			at++;
		if (at == n)
			fail_msg("nothing explains %s", said[i]);
	}
	for (size_t i = 0; i < n; i++)
		if (strlen(words[i].said) > 20 || strlen(words[i].means) > 52)
			fail_msg("too long: %s %s", words[i].said, words[i].means);
}

/* In two columns at 80 there is room for that much. */
static void test_lines_fit(void **state)
{
	size_t n;
	const struct here_line *lines = here_lines(&n);
	size_t n_signs;
	const struct legend_sign *signs = legend_signs(&n_signs);
	(void)state;

	for (size_t i = 0; i < n; i++)
		if (strlen(lines[i].does) > 17)
			fail_msg("too long: %s", lines[i].does);
	for (size_t i = 0; i < n_signs; i++)
		if (strlen(signs[i].sign) > 3 ||
			strlen(signs[i].means) > (i < n_signs / 2 ? 33 : 28))
			fail_msg("too long: %s %s", signs[i].sign, signs[i].means);
	for (int i = 0; i < N_ACTIONS; i++)
		if (strlen(action_info((enum action)i)->help) > 44)
			fail_msg("too long: %s", action_info((enum action)i)->help);
}

static void test_words(void **state)
{
	(void)state;
	assert_true(words_match("Delete the row", "row del"));
	assert_true(words_match("Delete the row", ""));
	assert_false(words_match("Delete the row", "row dle"));
	assert_true(words_match_joined("Go to page 1", "goto"));
	assert_true(words_match_joined("row-delete", "rowdelete"));
	assert_false(words_match_joined("Go to page 1", "oto"));
	assert_int_equal(words_distance("Export the report", "exprot"), 1);
	assert_int_equal(words_distance("export", "EXPORT me"), 0);
	assert_int_equal(words_distance("undo", "udno"), 1);
	assert_int_equal(words_distance("undo", "ndo"), 1);
	assert_int_equal(words_distance("undo", "unndo"), 1);
	assert_int_equal(words_distance("undo", "onda"), 2);
	assert_true(words_distance("export", "") == 6);
	assert_true(words_distance("a", "abcdefghijklmnopqrstuvwxyz") == SIZE_MAX);
	assert_int_equal(words_distance_most("exprot now"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times_are_understood),
		cmocka_unit_test(test_about_is_found),
		cmocka_unit_test(test_legend_has_every_sign),
		cmocka_unit_test(test_signs_are_used),
		cmocka_unit_test(test_suggested_words_find_something),
		cmocka_unit_test(test_export_is_found),
		cmocka_unit_test(test_words_of_screens_are_found),
		cmocka_unit_test(test_lines_fit),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
