/* Text reports for mail: wrapped at a width, with what must stay whole in one piece. */
#include "fixture.h"

#include "report/report.h"
#include "text/grapheme.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW 1698796800 /* 2023-11-01 00:00 UTC */

static void export_text(const char *yaml, size_t len, unsigned width, struct str *out)
{
	const struct report_options options = {.now = NOW, .width = width};
	struct form *form = fixture_form("forms/postmortem.yaml");
	struct document document;

	fixture_document(&document, form, yaml, len);
	assert_true(report_write(report_exporter_find("text"), &document, &options, out, NULL));
	document_release(&document);
	form_free(form);
}

/* What of a report at 40 columns is below the question about the service. */
static void assert_wrapped(const char *answer, const char *expected)
{
	static const char begin[] = "What service was down/slow?\n";
	static const char end[] = "What were users experiencing?\n";
	struct str yaml = {0};
	struct str out = {0};

	str_append_text(&yaml, "afterword: 1\nform: postmortem\nimpact:\n  service: |\n    ");
	for (; *answer; answer++)
		str_appendf(&yaml, *answer == '\n' && answer[1] != '\n' ? "\n    " : "%c", *answer);
	str_append_char(&yaml, '\n');
	export_text(str_text(&yaml), yaml.len, 40, &out);
	char *from = strstr(out.data, begin);

	assert_non_null(from);
	from += strlen(begin);
	*strstr(from, end) = '\0';
	assert_string_equal(from, expected);
	str_release(&yaml);
	str_release(&out);
}

static void paragraphs_are_wrapped(void **state)
{
	(void)state;
	assert_wrapped("A text that is longer than the line that it is on.",
		"A text that is longer than the line that\nit is on.\n");
	/* A newline begins another one, which is told by a blank line. */
	assert_wrapped("One.\nTwo.", "One.\n\nTwo.\n");
	assert_wrapped("One.\n\nTwo.", "One.\n\nTwo.\n");
	/* Lines that were wrapped by hand are one. */
	assert_wrapped("This one was wrapped by hand at a width of seventy-two columns, and so\n"
		       "it is one paragraph to each reader although it has three lines, as can\n"
		       "be seen here.",
		"This one was wrapped by hand at a width\nof seventy-two columns, and so it is one\n"
		"paragraph to each reader although it has\nthree lines, as can be seen here.\n");
	/* By columns, not bytes; between ideographs. */
	assert_wrapped("漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
		"漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字\n漢字漢字\n");
	assert_wrapped("Käßer Käßer Käßer Käßer Käßer Käßer Käß",
		"Käßer Käßer Käßer Käßer Käßer Käßer Käß\n");
}

static void what_is_whole_stays_whole(void **state)
{
	(void)state;
	assert_wrapped("See https://example.com/a/very/long/path/that/fits/on/no/line?x=1 there.",
		"See\nhttps://example.com/a/very/long/path/that/fits/on/no/line?x=1\nthere.\n");
	assert_wrapped("It was run as `rm --verbose --recursive /tmp/x` by a job.",
		"It was run as\n`rm --verbose --recursive /tmp/x` by a\njob.\n");
	/* Where a link leads stays with the end of what it is called. */
	assert_wrapped("The picture shows it: ![link](img/folder/l.png) and so on.",
		"The picture shows it:\n![link](img/folder/l.png) and so on.\n");
	assert_wrapped("It is told at length by [the other one](https://x.org/(a)/b), too.",
		"It is told at length by [the other\none](https://x.org/(a)/b), too.\n");
	assert_wrapped("It is told at length in ![a](<img/a b/c d.png> \"Title\"), too.",
		"It is told at length in\n![a](<img/a b/c d.png> \"Title\"), too.\n");
	assert_wrapped("An [a](remark of more words is no link, but ends nothing [](",
		"An [a](remark of more words is no link,\nbut ends nothing [](\n");
	assert_wrapped("A ` alone breaks nothing that is longer than a line.",
		"A ` alone breaks nothing that is longer\nthan a line.\n");
	assert_wrapped("Keep\u00A0this in `a\u00A0b c` as it is, byte for byte, over lines.",
		"Keep\u00A0this in `a\u00A0b c` as it is, byte for\nbyte, over lines.\n");
	assert_wrapped("```\ncode   that is longer than any line that it may be on\n```",
		"```\ncode   that is longer than any line that it may be on\n```\n");
	assert_wrapped("Results were:\n| a head that is longer than one line | b |\n|---|---|\n"
		       "| 1 | 2 |\n| 3 | 4 |\n\nThe end.",
		"Results were:\n| a head that is longer than one line | b |\n|---|---|\n"
		"| 1 | 2 |\n| 3 | 4 |\n\nThe end.\n");
	assert_wrapped("| a | b |\n|---|---|\n| a cell that is longer than the line | b |",
		"| a | b |\n|---|---|\n| a cell that is longer than the line | b |\n");
}

static void marks_hang(void **state)
{
	(void)state;
	assert_wrapped("- an item that is longer than one line of these\n"
		       "  and goes on\n"
		       "  - one inside that is longer than a line, too\n"
		       "12. a numbered one that is longer than one line",
		"- an item that is longer than one line\n  of these and goes on\n"
		"  - one inside that is longer than a\n    line, too\n"
		"12. a numbered one that is longer than\n    one line\n");
	assert_wrapped("> a quote that is longer than one line of these\n> and goes on",
		"> a quote that is longer than one line\n> of these and goes on\n");
}

static void rows_and_lists_are_wrapped_below_themselves(void **state)
{
	static const char yaml[] =
		"afterword: 1\nform: postmortem\ntitle: A title that does not fit into forty columns\n"
		"timezone: UTC\nroot_cause:\n  factors:\n"
		"    - A factor that is longer than one line of this report\n"
		"timeline:\n  events:\n    - {id: a1, at: \"2023-10-15T08:00:00Z\", kind: action,"
		" what: It was switched off and on again by a timer., who: Ida}\n";
	struct str out = {0};

	(void)state;
	export_text(yaml, sizeof yaml - 1, 64, &out);
	assert_non_null(strstr(out.data,
		"\n2023-10-15 08:00 UTC  action  It was switched off and on again\n"
		"                              by a timer. [Who: Ida]\n"));
	str_clear(&out);
	export_text(yaml, sizeof yaml - 1, 40, &out);
	assert_int_equal(
		strncmp(out.data, "A title that does not fit into forty\ncolumns\n", 45), 0);
	assert_non_null(strstr(out.data, "\n2023-10-15 08:00 UTC  action\n"
					 "    It was switched off and on again by\n"
					 "    a timer. [Who: Ida]\n"));
	str_release(&out);
}

static void drop_spaces(const struct str *text, struct str *out)
{
	for (size_t i = 0; i < text->len; i++)
		if (!strchr(" \n\\>", text->data[i]))
			str_append_char(out, text->data[i]);
}

static void assert_narrow(const struct str *report, unsigned width, bool is_prose)
{
	struct slice rest = slice_of(report);
	struct slice line;

	while (is_prose && slice_next_line(&rest, &line))
		assert_true(grapheme_width(line.data, line.len) <= width);
}

/* Nothing is lost at any width; in prose without long words, no line is wider. */
static void all_words_are_there_at_all_widths(void **state)
{
	static const char *const files[] = {"tests/golden/report/full/in.yaml",
		"tests/golden/report/seed/in.yaml", "tests/golden/report/hostile/in.yaml",
		"docs/examples/payments-outage.yaml"};

	(void)state;
	for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
		struct str yaml = {0};
		struct str plain = {0};
		struct str expected = {0};

		assert_true(tree_read(files[f], &yaml));
		export_text(str_text(&yaml), yaml.len, 500, &plain);
		drop_spaces(&plain, &expected);
		for (unsigned width = 20; width < 200; width += 13) {
			struct str out = {0};
			struct str words = {0};

			export_text(str_text(&yaml), yaml.len, width, &out);
			drop_spaces(&out, &words);
			assert_string_equal(str_text(&words), str_text(&expected));
			assert_narrow(&out, width, strstr(files[f], "docs") && width >= 72);
			str_release(&out);
			str_release(&words);
		}
		str_release(&yaml);
		str_release(&plain);
		str_release(&expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_are_wrapped),
		cmocka_unit_test(what_is_whole_stays_whole),
		cmocka_unit_test(marks_hang),
		cmocka_unit_test(rows_and_lists_are_wrapped_below_themselves),
		cmocka_unit_test(all_words_are_there_at_all_widths),
	};

	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
