/* Finding, counting and replacing in all places of a document. */
#include "scripted.h"
#include "sources.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

/* "ab" is on a line, twice in prose, in two items, in a choice's word and in two rows. */
static const char document[] = "afterword: 1\n"
			       "form: probe\n"
			       "title: Ab failed\n"
			       "main:\n"
			       "  body: |\n"
			       "    ab and AB.\n"
			       "    Abab.\n"
			       "  start: \"2023-10-15T08:00:00Z\"\n"
			       "  level: mid\n"
			       "  points:\n"
			       "    - ab first\n"
			       "    - second ab\n"
			       "timeline:\n"
			       "  events:\n"
			       "    - id: aaaaaaaa\n"
			       "      what: |\n"
			       "        Alarm ab.\n"
			       "    - id: bbbbbbbb\n"
			       "      what: |\n"
			       "        Rolled back.\n"
			       "  notes: |\n"
			       "    Nothing else, ab.\n";

enum { TOTAL = 9 };

static int open_document(void **state)
{
	(void)state;
	scripted_init(&e, document);
	return 0;
}

static void assert_count(const char *needle, size_t nth, size_t total)
{
	struct find_count count;

	editor_count(e.editor, needle, SIZE_MAX, &count);
	assert_int_equal(count.nth, nth);
	assert_int_equal(count.total, total);
}

#define LEN(array) (sizeof(array) / sizeof(*(array)))

/* What goes on from a word that is nowhere is nowhere, as long as nothing changes. */
static void test_count_of_nothing(void **state)
{
	(void)state;
	assert_count("zz", 0, 0);
	assert_count("zzz", 0, 0);
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, " zzz");
	assert_count("zzz", 0, 1);
	assert_count("zzx", 0, 0);
	scripted_keys(&e, "<:select-all>zze\u0301 zzex");
	assert_count("zzey", 0, 0);
	/* a letter with an accent is another letter */
	assert_count("zzel", 0, 0);
	assert_count("zzex", 0, 1);
	scripted_keys(&e, "<:select-all>soye\u0301");
	assert_count("soye", 0, 0);
	assert_count("soye\u0301", 0, 1);
	/* nor does it stay nowhere where times are shown otherwise */
	assert_count("15 oct", 0, 0);
	editor_set_dates(e.editor, DATE_DAY_MONTH);
	assert_count("15 oct 2023", 0, 1);
}

/* Every part of what a time shows is found, in each style, also of one that is no time. */
static void test_parts_of_times(void **state)
{
	static const char *const stored[] = {"2023-10-15T08:00:00Z", "~2023-11-05T05:30:00Z",
		"2023-10-15", "ongoing", "12 nothing", "12:30 Zulu"};

	(void)state;
	for (size_t i = 0; i < 6 * LEN(stored); i++) {
		struct str text = {0}, shown = {0};

		str_appendf(&text, "afterword: 1\nform: probe\n%smain:\n  start: \"%s\"\n",
			i % 2 == 0 ? "" : "timezone: America/New_York\n", stored[i / 6]);
		scripted_release(&e);
		scripted_init(&e, str_text(&text));
		editor_set_dates(e.editor, (enum date_style)(i % 3));
		editor_show(e.editor, &(struct place){.field = FIELD_START}, &shown);
		for (size_t from = 0; from < shown.len; from++) {
			for (size_t len = 1; len <= 3 && from + len <= shown.len; len++) {
				struct find_count count;
				char part[4] = {0};

				memcpy(part, shown.data + from, len);
				editor_count(e.editor, part, SIZE_MAX, &count);
				if (count.total == 0)
					fail_msg("%s is not found in %s", part, shown.data);
			}
		}
		str_release(&shown);
		str_release(&text);
	}
}

/* Counts some, and leaves the others to those who go on. */
static void assert_counts_some(const char *needle, size_t most, const struct find_count *all)
{
	struct find_count some;

	editor_count(e.editor, needle, most, &some);
	assert_int_equal(some.is_more, all->total >= most);
	assert_true(some.total >= (all->total < most ? all->total : most));
	assert_true(some.total <= all->total);
	assert_true(some.nth == all->nth || (some.nth == 0 && some.total < all->nth));
}

/* A count as the last one leaves it, and one that begins anew, of all or of some. */
static void assert_same_count(const char *needle, size_t most)
{
	struct find_count count, anew;

	editor_count(e.editor, needle, SIZE_MAX, &count);
	editor_count(e.editor, "?", SIZE_MAX, &anew);
	editor_count(e.editor, needle, SIZE_MAX, &anew);
	assert_int_equal(count.nth, anew.nth);
	assert_int_equal(count.total, anew.total);
	assert_counts_some(needle, most, &anew);
	editor_count(e.editor, needle, SIZE_MAX, &count);
	assert_int_equal(count.nth, anew.nth);
	assert_int_equal(count.total, anew.total);
	editor_count(e.editor, "?", SIZE_MAX, &count);
	assert_counts_some(needle, most, &anew);
}

/* Letter by letter, and with letters taken back, whatever happens between them. */
static void test_count_of_what_is_typed(void **state)
{
	enum { STEPS = 4000 };
	static const char *const letters[] = {
		"a", "b", "B", "e", "\u0301", " ", "0", "8", ":", "m", "i", "l", "."};
	static const char *const between[] = {"<Down>", "<Tab>", "<:find-next>", "<Alt+U>",
		"<Enter>", "ab", "e\u0301", "Abe", "<Esc>", "<Alt+Z>", "8:0"};
	struct str needle = {0};
	uint64_t seed = 5;

	(void)state;
	for (int i = 0; i < STEPS; i++) {
		if (needle.len > 4 || random_below(&seed, 9) == 0)
			str_clear(&needle);
		str_append_text(&needle, letters[random_below(&seed, LEN(letters))]);
		assert_same_count(str_text(&needle), 1 + random_below(&seed, 5));
		if (random_below(&seed, 3) == 0)
			scripted_keys(&e, between[random_below(&seed, LEN(between))]);
		if (random_below(&seed, 50) == 0)
			editor_set_dates(
				e.editor, random_below(&seed, 2) ? DATE_DAY_MONTH : DATE_ISO);
	}
	str_release(&needle);
}

/* A time that is typed is shown as it is typed, and then in another way, though it is the same. */
static void test_count_in_a_time(void **state)
{
	(void)state;
	assert_count("zz", 0, 0);
	scripted_go(&e, FIELD_START);
	scripted_keys(&e, "<:select-all>2023-10-15T08:00:00Z");
	assert_count("15T08", 0, 1);
	assert_count("08:00 UTC", 0, 0);
	scripted_keys(&e, "<Esc>");
	assert_count("08:00 UTC", 0, 1);
	assert_count("15T08", 0, 0);
}

static void test_count(void **state)
{
	(void)state;
	assert_count("ab", 0, TOTAL);
	assert_count("zebra", 0, 0);
	assert_count("", 0, 0);
	/* in times and choices as they are shown, too */
	assert_count("mid", 0, 1);
	assert_count("08:00 UTC", 0, 1);
}

/* Once around, each match once, each with its number; and back. */
static void test_next_and_back(void **state)
{
	(void)state;
	scripted_keys(&e, "<Home>");
	for (size_t i = 1; i <= TOTAL; i++) {
		assert_true(editor_find(e.editor, "ab", false));
		assert_count("ab", i, TOTAL);
	}
	assert_true(editor_find(e.editor, "ab", false));
	assert_count("ab", 1, TOTAL);
	for (size_t i = TOTAL; i > 0; i--) {
		assert_true(editor_find(e.editor, "ab", true));
		assert_count("ab", i, TOTAL);
	}
	scripted_keys(&e, "<:find-next>");
	assert_count("ab", 2, TOTAL);
	scripted_keys(&e, "<:find-previous>");
	assert_count("ab", 1, TOTAL);
	/* moved away: not on one */
	scripted_keys(&e, "<Right>");
	assert_count("ab", 0, TOTAL);
}

/* The search moves on from a choice: its one match does not stop the search. */
static void test_past_a_choice(void **state)
{
	(void)state;
	assert_true(editor_find(e.editor, "i", false));
	for (int i = 0; i < 40 && editor_focus(e.editor)->field != FIELD_LEVEL; i++)
		editor_find(e.editor, "i", false);
	assert_int_equal(editor_focus(e.editor)->field, FIELD_LEVEL);
	editor_find(e.editor, "i", false);
	assert_int_not_equal(editor_focus(e.editor)->field, FIELD_LEVEL);
	editor_find(e.editor, "i", true);
	assert_int_equal(editor_focus(e.editor)->field, FIELD_LEVEL);
}

static void test_match_at_the_cursor(void **state)
{
	(void)state;
	scripted_keys(&e, "<Home>");
	editor_find(e.editor, "ab", false);
	scripted_shows(&e, "|Ab failed");
	editor_find(e.editor, "ab", false);
	scripted_shows(&e, "|ab and AB.\nAbab.");
}

static void test_replace_all(void **state)
{
	struct replaced replaced;
	struct str before = {0}, after = {0};

	(void)state;
	document_dump(editor_document(e.editor), &before);
	/* the replacement contains the word again */
	editor_replace_all(e.editor, "ab", "cabs", &replaced);
	assert_int_equal(replaced.done, TOTAL);
	assert_int_equal(replaced.left, 0);
	scripted_says(&e, "9 replaced");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "cabs failed");
	assert_string_equal(scripted_text(&e, FIELD_BODY), "cabs and cabs.\ncabscabs.");
	assert_string_equal(scripted_text(&e, FIELD_POINTS), "cabs first\nsecond cabs");
	assert_string_equal(scripted_cell(&e, FIELD_EVENTS, 0, 2), "Alarm cabs.");
	assert_string_equal(scripted_text(&e, FIELD_NOTES), "Nothing else, cabs.");
	/* one step */
	scripted_keys(&e, "<Alt+U>");
	document_dump(editor_document(e.editor), &after);
	assert_string_equal(str_text(&after), str_text(&before));
	scripted_keys(&e, "<Alt+U>");
	scripted_says(&e, "Nothing to undo");
	scripted_keys(&e, "<Alt+E>");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "cabs failed");
	str_release(&before);
	str_release(&after);
}

static void assert_told(size_t nth, size_t offset, const char *removed, const char *inserted)
{
	const struct op *op = &e.told.items[nth];

	assert_true(nth < e.told.n);
	assert_int_equal(op->kind, OP_EDIT);
	assert_int_equal(op->offset, offset);
	assert_string_equal(str_text(&op->removed), removed);
	assert_string_equal(str_text(&op->inserted), inserted);
}

/* Only the difference in a text is touched, in complete characters, because others may change the
 * rest. */
static void test_what_differs_is_replaced(void **state)
{
	struct replaced replaced;

	(void)state;
	editor_replace_all(e.editor, "else", "elsewhere", &replaced);
	assert_told(0, 12, "", "where");
	editor_replace_all(e.editor, "Rolled", "rolled", &replaced);
	assert_told(1, 0, "R", "r");
	editor_replace_all(e.editor, "failed", "f\xc3\xa4iled", &replaced);
	assert_told(2, 4, "a", "\xc3\xa4");
	editor_replace_all(e.editor, "f\xc3\xa4iled", "f\xc3\xb6iled", &replaced);
	assert_told(3, 4, "\xc3\xa4", "\xc3\xb6");
	editor_replace_all(e.editor, "f\xc3\xb6iled", "f\xc4\xb6iled", &replaced);
	assert_told(4, 4, "\xc3\xb6", "\xc4\xb6");
	/* by the same: no change at all */
	editor_replace_all(e.editor, "elsewhere", "elsewhere", &replaced);
	assert_int_equal(e.told.n, 5);
}

/* Times, choices, flags, numbers and computed values are left, counted and reported. */
static void test_what_is_left(void **state)
{
	struct replaced replaced;

	(void)state;
	editor_replace_all(e.editor, "mid", "low", &replaced);
	assert_int_equal(replaced.done, 0);
	assert_int_equal(replaced.left, 1);
	scripted_says(&e, "0 replaced; 1 left as they were");
	assert_string_equal(scripted_text(&e, FIELD_LEVEL), "mid");
	editor_replace_all(e.editor, "0", "1", &replaced);
	assert_int_equal(replaced.done, 0);
	assert_string_equal(scripted_text(&e, FIELD_START), "2023-10-15T08:00:00Z");
	/* by one as well */
	editor_find(e.editor, "mid", false);
	assert_false(editor_replace_match(e.editor, "mid", "low"));
	scripted_says(&e, "Left as it was");
}

static void test_read_only_is_left(void **state)
{
	struct replaced replaced;

	(void)state;
	scripted_restart(&e, "afterword: 1\nform: probe\ntitle: ab\ntitle: ab\n");
	editor_replace_all(e.editor, "ab", "c", &replaced);
	assert_int_equal(replaced.done, 0);
	assert_int_equal(replaced.left, 1);
}

/* The versions of a conflict keep their markers. */
static void test_conflict_is_left(void **state)
{
	static const char text[] = "<<<<<<< ab\nab one\n=======\nab two\n>>>>>>> other\n";
	struct replaced replaced;

	(void)state;
	editor_set(e.editor, &(struct place){.field = FIELD_NOTES}, text, strlen(text));
	editor_replace_all(e.editor, "ab", "c", &replaced);
	assert_int_equal(replaced.left, 3);
	assert_int_equal(replaced.done, TOTAL - 1);
	assert_string_equal(scripted_text(&e, FIELD_NOTES), text);
}

static void test_replace_one(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Ctrl+Home>");
	editor_find(e.editor, "ab", false);
	assert_true(editor_replace_match(e.editor, "ab", "xaby"));
	scripted_shows(&e, "xaby| and AB.\nAbab.");
	/* the cursor is no longer on a match */
	assert_false(editor_replace_match(e.editor, "ab", "xaby"));
	editor_find(e.editor, "ab", false);
	scripted_shows(&e, "xaby and |AB.\nAbab.");
	assert_true(editor_replace_match(e.editor, "ab", ""));
	editor_find(e.editor, "ab", false);
	assert_true(editor_replace_match(e.editor, "ab", "ab"));
	editor_find(e.editor, "ab", false);
	scripted_shows(&e, "xaby and .\nab|ab.");
	/* each is a step */
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_BODY), "xaby and .\nAbab.");
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_BODY), "xaby and AB.\nAbab.");
}

/* An item stays an item: it does not gain leading spaces. */
static void test_items_stay(void **state)
{
	struct replaced replaced;

	(void)state;
	editor_set(e.editor, &(struct place){.field = FIELD_POINTS}, "one\nab  two\n  ab on", 20);
	editor_replace_all(e.editor, "ab", "", &replaced);
	assert_string_equal(scripted_text(&e, FIELD_POINTS), "one\ntwo\n   on");
	editor_set(e.editor, &(struct place){.field = FIELD_POINTS}, "one\nab two", 10);
	editor_replace_all(e.editor, "ab", "   x", &replaced);
	assert_string_equal(scripted_text(&e, FIELD_POINTS), "one\nx two");
}

/* Letters of several bytes, and those whose lower case has another length. */
static void test_wide_letters(void **state)
{
	static const char text[] = "\xc3\x84rger \xc3\xa4rgert, \xe2\x84\xaa";
	struct replaced replaced;

	(void)state;
	editor_set(e.editor, &(struct place){.field = FIELD_BODY}, text, strlen(text));
	editor_replace_all(e.editor, "\xc3\xa4", "\xc3\xb6", &replaced);
	assert_int_equal(replaced.done, 2);
	editor_replace_all(e.editor, "k", "K!", &replaced);
	assert_string_equal(scripted_text(&e, FIELD_BODY), "\xc3\xb6rger \xc3\xb6rgert, K!");
}

/* An accent of its own code belongs to the letter before it. */
static void test_whole_letters(void **state)
{
	static const char text[] =
		"cafe, cafe\xcc\x81, \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb";
	struct replaced replaced;

	(void)state;
	editor_set(e.editor, &(struct place){.field = FIELD_BODY}, text, strlen(text));
	assert_count("\xf0\x9f\x91\xa9", 0, 0);
	assert_count("\xf0\x9f\x92\xbb", 0, 0);
	assert_count("cafe\xcc\x81", 0, 1);
	editor_replace_all(e.editor, "cafe", "tea", &replaced);
	assert_int_equal(replaced.done, 1);
	assert_memory_equal(scripted_text(&e, FIELD_BODY), "tea, cafe\xcc\x81", 11);
}

/* An accent that is a character of its own, and one that is part of the letter, are the same. */
static void test_letters_taken_apart(void **state)
{
	static const char text[] = "caf\xc3\xa9, CAFE\xcc\x81, cafe";
	struct replaced replaced;

	(void)state;
	editor_set(e.editor, &(struct place){.field = FIELD_BODY}, text, strlen(text));
	assert_count("cafe\xcc\x81", 0, 2);
	assert_count("caf\xc3\xa9", 0, 2);
	scripted_go(&e, FIELD_BODY);
	scripted_keys(&e, "<Ctrl+Home>");
	editor_find(e.editor, "cafe\xcc\x81", false);
	editor_find(e.editor, "\xc3\xa9,", false);
	assert_true(editor_replace_match(e.editor, "\xc3\xa9,", "e;"));
	assert_string_equal(scripted_text(&e, FIELD_BODY), "cafe; CAFE\xcc\x81, cafe");
	editor_replace_all(e.editor, "\xc3\xa9", "e", &replaced);
	assert_int_equal(replaced.done, 1);
	assert_string_equal(scripted_text(&e, FIELD_BODY), "cafe; CAFe, cafe");
	scripted_keys(&e, "<Alt+U>");
	assert_string_equal(scripted_text(&e, FIELD_BODY), "cafe; CAFE\xcc\x81, cafe");
}

#define TEST(function)                                                                             \
	cmocka_unit_test_prestate_setup_teardown(function, open_document, scripted_tear_down, &e)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_count),
		TEST(test_count_of_nothing),
		TEST(test_parts_of_times),
		TEST(test_count_of_what_is_typed),
		TEST(test_count_in_a_time),
		TEST(test_next_and_back),
		TEST(test_past_a_choice),
		TEST(test_match_at_the_cursor),
		TEST(test_replace_all),
		TEST(test_what_differs_is_replaced),
		TEST(test_what_is_left),
		TEST(test_read_only_is_left),
		TEST(test_conflict_is_left),
		TEST(test_replace_one),
		TEST(test_items_stay),
		TEST(test_wide_letters),
		TEST(test_whole_letters),
		TEST(test_letters_taken_apart),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
