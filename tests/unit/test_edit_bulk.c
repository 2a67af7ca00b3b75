/* Pastes and texts from another editor: losses are always reported. */
#include "scripted.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct scripted e;

/* Bytes of which three are invalid. */
static const char dirty[] = "a\033b\0c\007";
enum { DIRTY_LEN = sizeof(dirty) - 1 };

#define LOST "3 control characters left out (ESC, NUL, BEL)"

static const unsigned texts[] = {FIELD_TITLE, FIELD_BODY, FIELD_START, FIELD_END, FIELD_SHARE,
	FIELD_POINTS, FIELD_ZONE, FIELD_NOTES, FIELD_FIXED};

enum { N_TEXTS = sizeof(texts) / sizeof(*texts) };

static void test_paste_counts(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_TEXTS; i++) {
		scripted_go(&e, texts[i]);
		scripted_keys(&e, "<:select-all>");
		editor_paste(e.editor, dirty, DIRTY_LEN);
		scripted_shows(&e, "abc|");
		scripted_says(&e, "Pasted; " LOST);
	}
	for (unsigned column = 0; column < 3; column += 2) {
		scripted_go_cell(&e, FIELD_EVENTS, 0, column);
		scripted_keys(&e, "<:select-all>");
		editor_paste(e.editor, dirty, DIRTY_LEN);
		scripted_shows(&e, "abc|");
		scripted_says(&e, "Pasted; " LOST);
	}
}

static void test_set_counts(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_TEXTS; i++) {
		editor_set(e.editor, &(struct place){.field = texts[i]}, dirty, DIRTY_LEN);
		scripted_says(&e, LOST);
	}
	editor_set(e.editor, &(struct place){.field = FIELD_TITLE}, "a\r\nb", 4);
	scripted_says(&e, "1 line break became a space");
	assert_string_equal(scripted_text(&e, FIELD_TITLE), "a b");
	editor_set(e.editor, &(struct place){.field = FIELD_TITLE}, "fine", 4);
	scripted_says(&e, "");
}

/* With the size, with line breaks, with bytes that are no UTF-8. */
static void test_paste_counts_all(void **state)
{
	char many[300];

	(void)state;
	memset(many, 'x', sizeof(many));
	many[7] = '\0';
	scripted_go(&e, FIELD_BODY);
	editor_paste(e.editor, many, sizeof(many));
	scripted_says(
		&e, "Pasted 299 bytes; Alt+U takes them back; 1 control character left out (NUL)");
	scripted_go(&e, FIELD_TITLE);
	editor_paste(e.editor, "a\nb\fc\xff", 6);
	scripted_says(&e, "1 line break became a space; 1 control character left out (FF); "
			  "1 byte that is not UTF-8 became \xef\xbf\xbd");
}

/* Nothing is left of it: the selection stays. */
static void test_paste_of_nothing(void **state)
{
	(void)state;
	scripted_go(&e, FIELD_TITLE);
	scripted_keys(&e, "<:select-all>");
	editor_paste(e.editor, "\033\033", 2);
	scripted_shows(&e, "[Cards failed|]");
	scripted_says(&e, "Nothing to paste: 2 control characters left out (ESC)");
	editor_paste(e.editor, "", 0);
	scripted_shows(&e, "[Cards failed|]");
}

/* Without a text, nothing of a paste arrives. */
static void test_paste_beside_text(void **state)
{
	static const unsigned others[] = {FIELD_LEVEL, FIELD_DONE, FIELD_EVENTS};

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		unsigned revision = editor_document(e.editor)->revision;

		scripted_go(&e, others[i]);
		editor_paste(e.editor, dirty, DIRTY_LEN);
		assert_int_equal(editor_document(e.editor)->revision, revision);
		scripted_says(&e, "There is no text here");
	}
}

#define TEST(function) SCRIPTED_TEST(function, &e)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_paste_counts),
		TEST(test_set_counts),
		TEST(test_paste_counts_all),
		TEST(test_paste_of_nothing),
		TEST(test_paste_beside_text),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
