/*
 * The box in which a comment is written: the line that it is about stays in view at any place, on
 * any screen and however much is written, and a box with little in it is small.
 */
#include "viewed.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define PAYMENTS "tests/screen/docs/payments.yaml"

enum { PAGES = 6, PLACES = 12, WRITTEN = 30 /* lines */, SMALL = 10 };

static void start(struct viewed *viewed, unsigned columns, unsigned lines)
{
	struct str document = {0};

	assert_true(tree_read(PAYMENTS, &document));
	viewed_start(viewed, &document, columns, lines);
	str_release(&document);
}

static void read_line(const struct viewed *viewed, unsigned line, struct str *out)
{
	const struct canvas *canvas = &viewed->canvas;

	str_clear(out);
	for (unsigned i = 0; i < canvas->columns; i++) {
		const struct cell *cell = &canvas->cells[line * canvas->columns + i];

		str_append(out, cell->text, cell->len);
	}
}

static void assert_line(const struct viewed *viewed, unsigned line, const struct str *expected)
{
	struct str now = {0};

	read_line(viewed, line, &now);
	assert_string_equal(str_text(&now), str_text(expected));
	str_release(&now);
}

/* Comments on the present place, at length, and leaves. */
static void comment(struct viewed *viewed, const char *key)
{
	unsigned line = viewed->canvas.cursor_line;
	struct str before = {0};

	read_line(viewed, line, &before);
	viewed_key(viewed, key);
	if (viewed_shows(viewed, " Comment: ")) {
		assert_line(viewed, line, &before);
		for (unsigned i = 0; i < WRITTEN; i++) {
			viewed_key(viewed, "a");
			viewed_key(viewed, "Enter");
			assert_line(viewed, line, &before);
		}
		for (unsigned i = 0; i < 2 * WRITTEN; i++)
			viewed_key(viewed, "Backspace");
		viewed_key(viewed, "Esc");
	}
	str_release(&before);
}

static void comment_everywhere(struct viewed *viewed, const char *key)
{
	for (unsigned page = 1; page <= PAGES; page++) {
		char name[8];

		snprintf(name, sizeof(name), "Alt+%u", page);
		viewed_key(viewed, name);
		for (unsigned i = 0; i < PLACES; i++) {
			comment(viewed, key);
			viewed_key(viewed, "Down");
		}
	}
}

static void test_words_stay(void **state)
{
	static const struct {
		unsigned columns, lines;
	} sizes[] = {{80, 24}, {40, 12}, {120, 30}};

	(void)state;
	for (size_t i = 0; i < LEN(sizes); i++) {
		struct viewed viewed;

		start(&viewed, sizes[i].columns, sizes[i].lines);
		comment_everywhere(&viewed, "Alt+;");
		viewed_key(&viewed, "Alt+0");
		comment_everywhere(&viewed, "c");
		viewed_stop(&viewed);
	}
}

/* Lines of the screen that a comment changes. */
static unsigned count_changed(struct viewed *viewed)
{
	struct str before[24] = {{0}};
	unsigned n = 0;

	for (unsigned i = 0; i < LEN(before); i++)
		read_line(viewed, i, &before[i]);
	viewed_key(viewed, "Alt+;");
	for (unsigned i = 0; i < LEN(before); i++) {
		struct str now = {0};

		read_line(viewed, i, &now);
		n += !str_equal(&now, str_text(&before[i]), before[i].len);
		str_release(&now);
		str_release(&before[i]);
	}
	viewed_key(viewed, "Esc");
	return n;
}

static void test_small(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, 80, 24);
	for (unsigned page = 1; page <= PAGES; page++) {
		char name[8];

		snprintf(name, sizeof(name), "Alt+%u", page);
		viewed_key(&viewed, name);
		assert_in_range(count_changed(&viewed), 1, SMALL);
	}
	viewed_stop(&viewed);
}

/* The kind that was chosen is there again, also if nothing was typed after it. */
static void test_kind_stays(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed, 80, 24);
	viewed_key(&viewed, "Alt+;");
	viewed_key(&viewed, "x");
	viewed_key(&viewed, "Tab");
	assert_true(viewed_shows(&viewed, "remark"));
	viewed_key(&viewed, "Esc");
	viewed_key(&viewed, "Alt+;");
	assert_true(viewed_shows(&viewed, "remark"));
	viewed_stop(&viewed);
}

/* Nobody signs what has changed while they were asked. */
static void test_nothing_unseen_is_signed(void **state)
{
	const struct place title = {.field = 0};
	struct viewed viewed;

	(void)state;
	start(&viewed, 80, 24);
	viewed_key(&viewed, "Alt+0");
	viewed_key(&viewed, "s");
	assert_true(viewed_shows(&viewed, "Sign off?"));
	assert_true(editor_set(session_editor(viewed.session), &title, "Changed", 7));
	viewed_key(&viewed, "Enter");
	assert_true(viewed_shows(&viewed, "Sign off?"));
	assert_true(viewed_shows(&viewed, "has just changed"));
	viewed_key(&viewed, "Enter");
	assert_true(viewed_shows(&viewed, "Signed"));
	viewed_stop(&viewed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_stay),
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_kind_stays),
		cmocka_unit_test(test_nothing_unseen_is_signed),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
