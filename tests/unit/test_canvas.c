/* Cells: what is written is what is dumped, nothing harmful gets in, nothing breaks the grid. */
#include "canvas_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <string.h>

static void check(struct canvas *canvas, const char *expected)
{
	struct str text = {0};

	canvas_dump(canvas, &text);
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static void check_styles(struct canvas *canvas, const char *expected)
{
	struct str text = {0};

	canvas_dump_styles(canvas, &text);
	assert_string_equal(str_text(&text), expected);
	str_release(&text);
}

static const struct {
	const char *text;
	const char *shown;
} texts[] = {
	{"plain", "plain\n"},
	{"exactly 10", "exactly 10\n"},
	{"more than ten", "more than \n"},
	{"\033[2J", "^[[2J\n"},
	{"a\tb", "a       b\n"},
	{"\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\n"},
	{"123456789\xe6\x97\xa5", "123456789\n"}, /* never half of a wide character */
	{"e\xcc\x81x", "e\xcc\x81x\n"},
	{"\xe2\x80\xaex", "<U+202E>x\n"},
	{"\xff", "\xef\xbf\xbd\n"},
	/* marks that do not fit in a cell are left out */
	{"e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
		"e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\n"},
};

static void writing(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct canvas canvas;
		struct pen pen;

		canvas_init(&canvas, 10, 1);
		pen = pen_at(&canvas, 0, 0, 10, STYLE_NORMAL);
		pen_text(&pen, texts[i].text);
		if (strcmp(texts[i].shown, "more than \n") == 0)
			check(&canvas, "more than\n");
		else
			check(&canvas, texts[i].shown);
		canvas_release(&canvas);
	}
}

static void numbers(void **state)
{
	struct canvas canvas;
	struct pen pen;

	(void)state;
	canvas_init(&canvas, 16, 1);
	pen = pen_at(&canvas, 0, 0, 16, STYLE_NORMAL);
	pen_number(&pen, 0);
	pen_text(&pen, " ");
	pen_number(&pen, 4294967295U);
	pen_text(&pen, " ");
	pen_number(&pen, 10);
	check(&canvas, "0 4294967295 10\n");
	canvas_release(&canvas);
}

static void wide_characters_are_healed(void **state)
{
	struct canvas canvas;
	struct pen pen;

	(void)state;
	canvas_init(&canvas, 6, 1);
	pen = pen_at(&canvas, 0, 0, 6, STYLE_NORMAL);
	pen_text(&pen, "\xe6\x97\xa5\xe6\x9c\xac");
	pen = pen_at(&canvas, 0, 1, 1, STYLE_NORMAL);
	pen_text(&pen, "x");
	check(&canvas, " x\xe6\x9c\xac\n");
	pen = pen_at(&canvas, 0, 2, 1, STYLE_NORMAL);
	pen_text(&pen, "y");
	check(&canvas, " xy\n");
	canvas_release(&canvas);
}

static void styles(void **state)
{
	struct canvas canvas;
	struct pen pen;

	(void)state;
	canvas_init(&canvas, 12, 2);
	pen = pen_at(&canvas, 0, 1, 11, STYLE_HEADING);
	pen_text(&pen, "ab\001");
	pen_styled(&pen, STYLE_ERROR, "!");
	pen = pen_at(&canvas, 1, 0, 12, STYLE_SELECTION);
	pen_text(&pen, "a\001");
	check(&canvas, " ab^A!\na^A\n");
	check_styles(&canvas, ".HHXXE\nSSS\n");
	canvas_restyle(&canvas, 1, 1, 40, STYLE_DIM);
	check_styles(&canvas, ".HHXXE\nSddddddddddd\n");
	canvas_release(&canvas);
}

static void cut_texts_say_so(void **state)
{
	struct canvas canvas;
	struct pen pen;

	(void)state;
	canvas_init(&canvas, 10, 2);
	pen = pen_at(&canvas, 0, 0, 5, STYLE_NORMAL);
	pen_text(&pen, "abcdefg");
	pen_finish(&pen);
	canvas.is_ascii = true;
	pen = pen_at(&canvas, 1, 0, 5, STYLE_NORMAL);
	pen_text(&pen, "abcde");
	pen_finish(&pen);
	check(&canvas, "abcd\xe2\x80\xa6\nabcde\n");
	canvas_release(&canvas);
}

static void outside_is_nowhere(void **state)
{
	struct canvas canvas;
	struct pen pen;

	(void)state;
	canvas_init(&canvas, 3, 1);
	pen = pen_at(&canvas, 5, 0, 3, STYLE_NORMAL);
	pen_text(&pen, "abc");
	pen = pen_at(&canvas, 0, 9, 3, STYLE_NORMAL);
	pen_text(&pen, "abc");
	canvas_rule(&canvas, 0, 1, 20, GLYPH_HORIZONTAL, STYLE_NORMAL);
	canvas_clear_area(&canvas, &(struct area){0, 2, 9, 9});
	check(&canvas, " \xe2\x94\x80\n");
	assert_null(canvas_cell(&canvas, 1, 0));
	canvas_set_cursor(&canvas, 0, 9);
	assert_int_equal(canvas.cursor_column, 2);
	canvas_set_cursor(&canvas, 9, 0);
	assert_false(canvas.has_cursor);
	canvas_release(&canvas);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writing),
		cmocka_unit_test(numbers),
		cmocka_unit_test(wide_characters_are_healed),
		cmocka_unit_test(styles),
		cmocka_unit_test(cut_texts_say_so),
		cmocka_unit_test(outside_is_nowhere),
	};

	setlocale(LC_CTYPE, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
