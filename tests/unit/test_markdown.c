/*
 * Whatever text is in a document, an independent CommonMark reader (cmark) must find the
 * headings of the form, those of the author only below them, and nothing that acts: no HTML but
 * our <br>, no image, no rule, no link but http, https and mailto. And it must find the words that
 * the author wrote.
 */
#include "fixture.h"
#include "sources.h"

#include "base/slice.h"
#include "prose/prose.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmark.h>
#include <cmocka.h>

/* The usual one, and one with a field and a column of every kind. */
static const struct {
	const char *path;
	size_t n_tables; /* of a report with every field filled */
	const char *heading;
} forms[] = {
	{"forms/postmortem.yaml", 3, "##Impact\n###What service was down/slow?\n"},
	{"tests/support/every-kind.yaml", 1, "##One\n"},
};

#define FORM forms[0].path
#define N_FORMS (sizeof(forms) / sizeof(forms[0]))
#define ROUNDS 1500
#define MAX_TOKENS 24
/* A line longer than people break them by hand. */
#define LONG                                                                                       \
	"A schema migration of the payments database stopped half way and left rows that the "     \
	"payment service could not read."

/* Lines that somebody broke by hand. */
#define WRAPPED                                                                                    \
	"A schema migration of the payments database stopped half way and left\n"                  \
	"rows that the payment service could not read, so that it wrote to the\n"                  \
	"log and nothing else."

static void set(struct document *document, const struct place *place, const char *text)
{
	struct op op = {0};

	document_op_set(document, place, text, strlen(text), &op);
	assert_true(document_apply(document, &op, NULL));
	op_release(&op);
}

/* Puts the text into every field and, for tables, into every cell of two rows. */
static void fill(struct document *document, const struct form *form, const char *text)
{
	for (unsigned i = 0; i < form->n_fields; i++) {
		const struct form_field *field = &form->fields[i];
		struct place place = {.field = i};

		if (field->kind == KIND_COMPUTED)
			continue;
		if (field->kind != KIND_ROWS) {
			set(document, &place, text);
			continue;
		}
		for (size_t row = 0; row < 2; row++) {
			struct op op = {0};

			strcpy(place.row, row ? "aaaaaaa2" : "aaaaaaa1");
			document_op_insert(document, i, row, place.row, &op);
			assert_true(document_apply(document, &op, NULL));
			op_release(&op);
			for (place.column = 0; place.column < field->n_columns; place.column++)
				set(document, &place, text);
		}
	}
}

static void export(const struct form *form, const char *text, struct str *out)
{
	const struct report_options options = {.now = 1698796800};
	struct document document;

	document_init_new(&document, form);
	fill(&document, form, text);
	str_clear(out);
	assert_true(report_exporter_find("markdown")->run(&document, &options, out, NULL));
	document_release(&document);
}

static void append_text(cmark_node *node, struct str *out)
{
	for (cmark_node *child = cmark_node_first_child(node); child;
		child = cmark_node_next(child)) {
		if (cmark_node_get_literal(child))
			str_append_text(out, cmark_node_get_literal(child));
		append_text(child, out);
	}
}

/* The headings below the title, one per line; anything that acts is an error. */
static void check_node(cmark_node *node, const char *markdown, struct str *headings)
{
	const char *literal = cmark_node_get_literal(node);
	const char *url;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		if (cmark_node_get_heading_level(node) == 1) {
			str_append_text(headings, "title\n");
			break;
		}
		str_append_repeat(headings, '#', (size_t)cmark_node_get_heading_level(node));
		append_text(node, headings);
		str_append_char(headings, '\n');
		break;
	case CMARK_NODE_HTML_INLINE:
		if (strcmp(literal, "<br>") != 0)
			fail_msg("HTML %s in:\n%s", literal, markdown);
		break;
	case CMARK_NODE_LINK:
		url = cmark_node_get_url(node);
		if (strncasecmp(url, "http://", 7) != 0 && strncasecmp(url, "https://", 8) != 0 &&
			strncasecmp(url, "mailto:", 7) != 0)
			fail_msg("link to %s in:\n%s", url, markdown);
		break;
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_IMAGE:
	case CMARK_NODE_THEMATIC_BREAK:
		fail_msg("%s in:\n%s", cmark_node_get_type_string(node), markdown);
		break;
	default:
		break;
	}
}

static void find_headings(const struct str *markdown, struct str *headings)
{
	cmark_node *root = cmark_parse_document(markdown->data, markdown->len, CMARK_OPT_DEFAULT);
	cmark_iter *walk = cmark_iter_new(root);
	cmark_event_type event;

	str_clear(headings);
	while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE)
		if (event == CMARK_EVENT_ENTER)
			check_node(cmark_iter_get_node(walk), markdown->data, headings);
	cmark_iter_free(walk);
	cmark_node_free(root);
}

/* GFM: a pipe divides cells unless a backslash precedes it, even in code. */
static size_t count_pipes(struct slice line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.len; i++) {
		if (line.data[i] == '\\')
			i++;
		else
			n += line.data[i] == '|';
	}
	return n;
}

static size_t level_of(struct slice heading)
{
	size_t level = 0;

	while (level < heading.len && heading.data[level] == '#')
		level++;
	return level;
}

/* Those expected in their order, and between them only ones that are below the one before. */
static bool has_headings(const struct str *found, const struct str *expected)
{
	struct slice all = slice_of(found);
	struct slice wanted = slice_of(expected);
	struct slice next = {0};
	struct slice line;
	size_t level = 0;
	bool is_left = slice_next_line(&wanted, &next);

	while (slice_next_line(&all, &line)) {
		if (is_left && line.len == next.len &&
			memcmp(line.data, next.data, line.len) == 0) {
			level = level_of(line);
			is_left = slice_next_line(&wanted, &next);
		} else if (level_of(line) <= level || level == 0) {
			return false;
		}
	}
	return !is_left;
}

/* Every row below a table's rule has as many cells as its head; expected is 0 if not known. */
static void check_tables(const struct str *markdown, size_t expected)
{
	struct slice rest = slice_of(markdown);
	struct slice line;
	size_t pipes = 0;
	size_t n_tables = 0;

	while (slice_next_line(&rest, &line)) {
		if (line.len < 2 || memcmp(line.data, "| ", 2) != 0) {
			pipes = 0;
			continue;
		}
		n_tables += pipes == 0;
		pipes = pipes == 0 ? count_pipes(line) : pipes;
		if (count_pipes(line) != pipes)
			fail_msg("cells of a row in:\n%s", markdown->data);
	}
	if (expected > 0)
		assert_int_equal(n_tables, expected);
}

static void check(
	const struct form *form, const char *text, const struct str *expected, size_t n_tables)
{
	struct str markdown = {0};
	struct str headings = {0};

	export(form, text, &markdown);
	find_headings(&markdown, &headings);
	if (!has_headings(&headings, expected))
		fail_msg("headings of:\n%s", str_text(&markdown));
	if (!strstr(text, "```") && !strstr(text, "~~~"))
		check_tables(&markdown, strchr(text, '|') ? 0 : n_tables);
	str_release(&markdown);
	str_release(&headings);
}

/* The headings of a document that holds nothing but plain words. */
static void expected_headings(const struct form *form, struct str *out)
{
	struct str markdown = {0};

	export(form, "plain", &markdown);
	find_headings(&markdown, out);
	str_release(&markdown);
}

static const char *const hostile[] = {
	"# heading",
	"text\n===\ntext\n---\n",
	"***\n---\n___\n- - -\n* * *",
	"-\n+\n*\n1.\n1)",
	"```\nno end",
	"~~~\nno end\n```\n",
	"text\n```\n# in code\n```\n# behind",
	"````\n```\n````",
	"- item\n```\nno end",
	"- ```\n  in the marker's line\n  ```",
	"1. > quote\n2. # heading\n3. <b>html</b>",
	"- - - - deep\n1. 1. 1. deep",
	"> quote\n>> quote",
	"<div>\n\n</div>\n<!--\n-->\n<?php ?>\n<![CDATA[ ]]>\n<!X>",
	"<script>alert(1)</script> <b>bold</b> </p>",
	"[a](javascript:alert(1)) ![b](https://x.example/y)",
	"[a]: javascript:alert(1)\n[a]\n[a][]\n[b][a]",
	"[a]: http://x.example 'title\nmore'",
	"<javascript:alert(1)> <data:text/html,x> <a@b.example>",
	"&lt;script&gt; &#60;b&#62; &#x3C;b>",
	"`<b>` ``a`b`` `open",
	"\\<b>\\# \\` \\",
	"`\\`<b>`",
	"a\\\nb  \nc",
	"\t# tab\n    # four\n\x0b# feed\n\x0c# feed",
	"one\r# two\r\n# three",
	"| a | b |\n| - | - |\n| 1 | 2 |\n",
	":-|-:\n|-\n-|",
	"\\| \\\\| `|` `\\|` |",
	"https://x.example/<b> https://x.example/|y https://x.example/`z`",
	"https:// http://. HTTPS://X.example/(a) (http://x.example/)",
	"xhttps://a javascript:https://b",
	"**bold** _em_ ~~strike~~ $x$ $$y$$",
	"---\ntitle: front matter\n---\n",
	"trailing ## \ntrailing #",
	"\xEF\xBB\xBF# mark",
	"\xC2\xA0# blank",
	"\xE2\x80\xA8# separator",
	"123456789. nine\n1234567890. ten\n0. zero\n007. many",
	"- a\n\n\n- b\n\n  c\n\n      d\n\nout\n\n    deep",
	"1. a\n2. b\n- c\n3. d\n* e",
	"- a\n  - b\n    - c\n      - d\n        - e\n          - f\n            - g\n- h",
};

static void hostile_text_makes_no_structure(void **state)
{
	(void)state;
	for (size_t n = 0; n < N_FORMS; n++) {
		struct form *form = fixture_form(forms[n].path);
		struct str expected = {0};

		expected_headings(form, &expected);
		assert_non_null(strstr(str_text(&expected), forms[n].heading));
		for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++)
			check(form, hostile[i], &expected, forms[n].n_tables);
		str_release(&expected);
		form_free(form);
	}
}

/* Each token could end, begin or break something. */
static void random_text(uint64_t *seed, struct str *out)
{
	static const char *const tokens[] = {"\n", "\n", "\n\n", " ", "  ", "    ", "\t", "#", "# ",
		"- ", "* ", "+ ", "1. ", "2) ", "-", "---", "===", "***", "```", "````", "~~~", "`",
		"``", "> ", "<", ">", "<b>", "</b>", "<!--", "-->", "[", "]", "(", ")", "](",
		"]: ", "!", "&", ";", "&lt;", "\\", "|", "| - |", "_", "__", "*", "**", "~", "$",
		"https://x.example/", "javascript:alert(1)", "word", "a", "1", "\r", ":", "="};
	size_t n = 1 + random_below(seed, MAX_TOKENS);

	str_clear(out);
	for (size_t i = 0; i < n; i++)
		str_append_text(out, tokens[random_below(seed, sizeof tokens / sizeof tokens[0])]);
}

static void is_blank_text_skipped(struct str *text)
{
	/* A blank answer has no heading, so it is not comparable. */
	str_append_text(text, "\nend");
	str_splice(text, 0, 0, "begin\n", 6);
}

static void random_texts(size_t nth)
{
	struct form *form = fixture_form(forms[nth].path);
	struct str expected = {0};
	struct str text = {0};
	uint64_t seed = 20231015;

	expected_headings(form, &expected);
	for (size_t i = 0; i < ROUNDS; i++) {
		random_text(&seed, &text);
		if (i % 2 == 0)
			is_blank_text_skipped(&text);
		else
			str_append_text(&text, "x");
		check(form, str_text(&text), &expected, forms[nth].n_tables);
	}
	str_release(&expected);
	str_release(&text);
	form_free(form);
}

static void random_text_makes_no_structure(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_FORMS; i++)
		random_texts(i);
}

/* ------------------------------------------------------------ what is kept */

struct kept {
	const char *prose;
	const char *markdown;
};

static const struct kept kept[] = {
	{"One.\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree.\n"},
	{"Two:\n- a\n- b", "Two:\n\n- a\n- b\n"},
	{"* a\n* b\n\n1) c\n2) d", "- a\n- b\n\n1. c\n2. d\n"},
	{"- a\n* b\n- c", "- a\n\n* b\n\n- c\n"},
	{"- a\n  goes on\n  - b", "- a\n  goes on\n  - b\n"},
	{"3. c\n4. d\n\n   2. e", "3. c\n\n4. d\n\n   2. e\n"},
	{"3. c\n   2. d", "3. c\n   2\\. d\n"},
	{"- [ ] a\n- [x] b", "- [ ] a\n- [x] b\n"},
	{"- a\n\n  b\n- c", "- a\n\n  b\n\n- c\n"},
	{"Run `rm -rf *` now", "Run `rm -rf *` now\n"},
	{"`` a`b `` ``` `` ```", "``a`b`` ``` `` ```\n"},
	{"```sh\nls | wc\n```", "```sh\nls | wc\n```\n"},
	{"~~~\na ``` b ```` c\n~~~", "`````\na ``` b ```` c\n`````\n"},
	{"~~~ a`b\nc\n~~~", "```\nc\n```\n"},
	{"```\nno end", "```\nno end\n```\n"},
	{"- a\n  ```\n  b\n\n  c", "- a\n  ```\n  b\n\n  c\n  ```\n"},
	{"> a\n> - b\n\n> c", "> a\n>\n> - b\n\n> c\n"},
	{"# a\n## b\n# c #\\#", "#### a\n\n##### b\n\n#### c #\\#\n"},
	{"Head\n===\nHead\n---", "Head\n\n\\===\n\nHead\n\n\\---\n"},
	{"a\n\n---\n* * *\nb", "a\n\n\\---\n\n\\* * \\*\n\nb\n"},
	{"a | b\n:---|---:\n`x` | y\\|z", "| a | b |\n| :-- | --: |\n| `x` | y\\|z |\n"},
	{"a | b\nc | d", "a | b\n\nc | d\n"},
	{"**bold** _em_ *em*x ~~no~~", "**bold** _em_ *em*x ~~no~~\n"},
	{"**a _b_ c** _a **b**_", "**a _b_ c** _a **b**_\n"},
	{"**bold [a](https://x.example) b**", "**bold [a](https://x.example) b**\n"},
	{"[**a** b](https://x.example)!", "[**a** b](https://x.example)!\n"},
	{"2 * 3 * 4 at ~5 min and ~6 min, $5", "2 * 3 * 4 at ~5 min and ~6 min, $5\n"},
	{"$5 or $6, $x$", "\\$5 or \\$6, \\$x\\$\n"},
	{"See https://x.example/a_b, or (http://y.example).",
		"See <https://x.example/a_b>, or (<http://y.example>).\n"},
	{"See www.x.example, a@b.example, ftp://x.example",
		"See www\\.x.example, a@b.example, ftp\\://x.example\n"},
	{"<a@b.example> [a](MAILTO:a@b.example)",
		"[a@b.example](mailto:a@b.example) [a](MAILTO:a@b.example)\n"},
	{"snake_case AT&T 5 < 6 > 4", "snake_case AT&T 5 \\< 6 > 4\n"},
	{"In\n1986. A year", "In\n\n1986\\. A year\n"},
	{LONG "\nMore.\nAnd more.", LONG "\n\nMore.\n\nAnd more.\n"},
	{WRAPPED, WRAPPED "\n"},
	{"[a](https://x.example/b)", "[a](https://x.example/b)\n"},
	{"[a](<https://x.example/(b c>)", "a (https\\://x.example/(b c)\n"},
	{"[a](https://x.example/\\(b`c)", "[a](<https://x.example/(b%60c>)\n"},
	{"[a](javascript:b) [c](d.html)", "a (javascript:b) c (d.html)\n"},
	{"A!![b](https://x.example/c.png)", "A\\![b](https://x.example/c.png)\n"},
	{"![i](x.png) **b** and *c*", "i (x.png) **b** and _c_\n"},
	{"**![i](x.png)** ~~k~~ ![](<y z.png>)", "**i (x.png)** ~~k~~ y z.png\n"},
	{"[![build](http://i.example/x.svg)](http://x.example)", "[build](http://x.example)\n"},
	{"[a ![b](c.png) *d*](http://x.example) e", "[a b _d_](http://x.example) e\n"},
	{"[![b](http://i.example/x.svg)](y.md)", "[b](http://i.example/x.svg) (y.md)\n"},
	{"![b](c/d.png)", "b (c/d.png)\n"},
	{"[a]: https://x.example\n\nsee [a]", "see [a](https://x.example)\n"},
	{"[a]: https://x.example", "\\[a]: https\\://x.example\n"},
	{"[^1]: note", "\\[^1]: note\n"},
	{"a\\\nb", "a\\\nb\n"},
	{"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D **\xD7\xA9** 1.",
		"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D **\xD7\xA9** 1.\n"},
};

static const struct kept kept_in_cells[] = {
	{"`a | b`", "`a \\| b`"},
	{"`a || b` and `c`", "`a \\|\\| b` and `c`"},
	{"grep `a\\|b`", "grep `a`\\\\`\\|b`"},
	{"`\\|`", "\\\\`\\|`"},
	{"`a\\\\|b`", "`a\\\\\\|b`"},
	{"`a\\b`", "`a\\b`"},
	{"``a`|b``", "``a`\\|b``"},
	{"https://x.example/a|b", "<https://x.example/a%7Cb>"},
	{"https://x.example/a[1]\\\"'", "<https://x.example/a[1]\\>\"'"},
	{"one\n\ntwo", "one<br><br>two"},
};

static void harmless_markup_is_kept(void **state)
{
	struct form *form = fixture_form(FORM);
	const struct place place = {.field = form_find(form, "impact.service")};
	const struct report_options options = {.now = 0};
	struct str out = {0};
	struct str expected = {0};

	(void)state;
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
		struct document document;

		document_init_new(&document, form);
		set(&document, &place, kept[i].prose);
		str_clear(&out);
		str_clear(&expected);
		str_appendf(
			&expected, "### What service was down/slow?\n\n%s\n###", kept[i].markdown);
		assert_true(report_exporter_find("markdown")->run(&document, &options, &out, NULL));
		if (!strstr(str_text(&out), str_text(&expected)))
			fail_msg("expected:\n%s\nin:\n%s", str_text(&expected), str_text(&out));
		document_release(&document);
	}
	str_release(&out);
	str_release(&expected);
	form_free(form);
}

static void harmless_markup_is_kept_in_cells(void **state)
{
	struct form *form = fixture_form(FORM);
	struct str out = {0};
	struct str expected = {0};

	(void)state;
	for (size_t i = 0; i < sizeof kept_in_cells / sizeof kept_in_cells[0]; i++) {
		export(form, kept_in_cells[i].prose, &out);
		str_clear(&expected);
		str_appendf(&expected, "| %s |\n", kept_in_cells[i].markdown);
		if (!strstr(str_text(&out), str_text(&expected)))
			fail_msg("expected:\n%s\nin:\n%s", str_text(&expected), str_text(&out));
	}
	str_release(&out);
	str_release(&expected);
	form_free(form);
}

/* A table, which cmark reads as a paragraph. */
static bool is_table(cmark_node *paragraph)
{
	cmark_node *first = cmark_node_first_child(paragraph);
	const char *text = first ? cmark_node_get_literal(first) : NULL;

	return text && text[0] == '|';
}

/* The numbered words of a paragraph, "w3 w4 ": two words separated by a blank line must not share
 * one. */
static void check_paragraph(cmark_node *paragraph, const unsigned *parts, const char *markdown)
{
	struct str text = {0};
	const char *word;
	unsigned first = 0;
	bool any = false;

	append_text(paragraph, &text);
	for (word = strstr(str_text(&text), "w_"); word; word = strstr(word + 1, "w_")) {
		unsigned part = parts[strtoul(word + 2, NULL, 10)];

		if (any && part != first)
			fail_msg("two paragraphs are one, %s, in:\n%s", str_text(&text), markdown);
		first = part;
		any = true;
	}
	str_release(&text);
}

#define N_WORDS 8

/* Words "w_0" and so on among separators, and the part between blank lines that each is in. */
static void random_paragraphs(uint64_t *seed, struct str *out, unsigned *parts)
{
	static const char *const between[] = {"\n", "\n\n", "\n \n", "\n\t\n", " ", "\n- ",
		"\n\n- ", "\n  ", "\n\n  ", "\n    ", "\n\n    ", "\n1. ", "\n\n2. ", "\n\n```\n",
		"\n```\n\n", "\n\n  - ", "\n* ", "\n> ", "\n\n# ", "\r\r", "\r\n\r\n"};
	unsigned part = 0;

	str_clear(out);
	for (unsigned i = 0; i < N_WORDS; i++) {
		const char *gap = between[random_below(seed, sizeof between / sizeof between[0])];
		bool is_parted = strpbrk(gap, "\n\r") &&
				 strpbrk(strpbrk(gap, "\n\r") + 1, "\n\r") &&
				 strcmp(gap, "\r\n") != 0;

		if (i > 0)
			str_append_text(out, gap);
		part += i > 0 && is_parted;
		parts[i] = part;
		str_appendf(out, "w_%u_", i);
	}
}

/* The head tells them on a line each. */
static const uint64_t on_one_line = ROLE_BIT(ROLE_SERVICES) | ROLE_BIT(ROLE_AUTHORS);

/* In every field that can have paragraphs. */
static void export_prose(const struct form *form, const char *text, struct str *out)
{
	const struct report_options options = {.now = 1698796800};
	struct document document;

	document_init_new(&document, form);
	for (unsigned i = 0; i < form->n_fields; i++) {
		const struct place place = {.field = i};
		struct str list = {0};

		if (form->fields[i].roles & on_one_line)
			continue;
		if (form->fields[i].kind == KIND_LIST)
			list_append(&list, text, strlen(text));
		if (form->fields[i].kind == KIND_LIST || form->fields[i].kind == KIND_TEXT)
			set(&document, &place, list.len > 0 ? list.data : text);
		str_release(&list);
	}
	str_clear(out);
	assert_true(report_exporter_find("markdown")->run(&document, &options, out, NULL));
	document_release(&document);
}

/* Fences keep blank lines inside one block; everything else they separate stays separate. */
static void paragraphs_stay_parted(void **state)
{
	struct form *form = fixture_form(FORM);
	unsigned parts[N_WORDS];
	struct str text = {0};
	struct str out = {0};
	uint64_t seed = 20231016;

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		random_paragraphs(&seed, &text, parts);
		export_prose(form, str_text(&text), &out);
		cmark_node *root = cmark_parse_document(out.data, out.len, CMARK_OPT_DEFAULT);
		cmark_iter *walk = cmark_iter_new(root);
		cmark_event_type event;

		while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
			cmark_node *node = cmark_iter_get_node(walk);

			if (event == CMARK_EVENT_ENTER &&
				cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH &&
				!is_table(node))
				check_paragraph(node, parts, out.data);
		}
		cmark_iter_free(walk);
		cmark_node_free(root);
	}
	str_release(&text);
	str_release(&out);
	form_free(form);
}

/* ------------------------------------------------------------ what is read */

/* Emphasis and the like, in every order. */
static void random_inline(uint64_t *seed, struct str *out)
{
	static const char *const tokens[] = {"**", "*", "_", "__", "***", "`", "``", "[", "](", ")",
		"https://x.example/a", "<", ">", "!", "\\", "&amp;", "&nbsp;", "&", "lt;", " ", " ",
		"\n", "a", "b", "1. ", "- ", "# ", "> ", "(", ".", ",", "\xC3\xA9", "  \n", "    ",
		":", "[a](https://y.example/_b_)", "![c](d)", "\t", "+", "=", "$", "www.x", "@",
		"]"};
	size_t n = 1 + random_below(seed, MAX_TOKENS);

	str_set(out, "x", 1);
	for (size_t i = 0; i < n; i++)
		str_append_text(out, tokens[random_below(seed, sizeof tokens / sizeof tokens[0])]);
}

static void append_letters(struct slice text, struct str *out)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_space(text.data[i]))
			str_append_char(out, text.data[i]);
}

/* What an answer says, without its spaces; false if cmark knows no such block. */
static bool words_of_prose(const struct str *text, struct str *out)
{
	struct prose prose;
	bool is_known = true;

	prose_parse(&prose, text->data, text->len);
	for (size_t i = 0; i < prose.n_blocks; i++)
		is_known = is_known && prose.blocks[i].kind != PROSE_TABLE && !prose.blocks[i].box;
	for (size_t i = 0; i < prose.n_runs; i++) {
		const struct prose_run *run = &prose.runs[i];
		const struct prose_link *link = run->link ? &prose.links[run->link - 1] : NULL;
		struct slice shown = {str_text(&prose.text) + run->text, run->len};

		append_letters(shown, out);
		/* The path of an image is shown behind it. */
		is_known = is_known && !(link && link->is_image);
	}
	prose_release(&prose);
	return is_known;
}

static void words_of_cmark(const struct str *markdown, struct str *out)
{
	cmark_node *root = cmark_parse_document(markdown->data, markdown->len, CMARK_OPT_DEFAULT);
	cmark_iter *walk = cmark_iter_new(root);
	cmark_event_type event;

	while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
		const char *literal = cmark_node_get_literal(cmark_iter_get_node(walk));

		if (event == CMARK_EVENT_ENTER && literal)
			append_letters(slice_of_text(literal), out);
	}
	cmark_iter_free(walk);
	cmark_node_free(root);
}

/* The part of the report between the question and the one behind it. */
static void cut_answer(const struct str *report, struct str *out)
{
	static const char before[] = "### What service was down/slow?\n\n";
	static const char after[] = "\n### What were users experiencing?";
	const char *from = strstr(str_text(report), before);
	const char *to = strstr(str_text(report), after);

	assert_non_null(from);
	assert_non_null(to);
	from += sizeof before - 1;
	str_set(out, from, (size_t)(to - from));
}

static void every_word_is_read(void **state)
{
	struct form *form = fixture_form(FORM);
	const struct place place = {.field = form_find(form, "impact.service")};
	const struct report_options options = {.now = 0};
	struct str text = {0};
	struct str report = {0};
	struct str answer = {0};
	struct str expected = {0};
	struct str found = {0};
	uint64_t seed = 20231017;

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		struct document document;

		random_inline(&seed, &text);
		str_clear(&expected);
		if (!words_of_prose(&text, &expected))
			continue;
		document_init_new(&document, form);
		set(&document, &place, str_text(&text));
		str_clear(&report);
		assert_true(
			report_exporter_find("markdown")->run(&document, &options, &report, NULL));
		cut_answer(&report, &answer);
		str_clear(&found);
		words_of_cmark(&answer, &found);
		if (!str_equal(&found, str_text(&expected), expected.len))
			fail_msg("from:\n%s\nin:\n%s\nread as:\n%s", str_text(&text),
				str_text(&answer), str_text(&found));
		document_release(&document);
	}
	str_release(&text);
	str_release(&report);
	str_release(&answer);
	str_release(&expected);
	str_release(&found);
	form_free(form);
}

/* A megabyte of unclosed fences is read in linear, not quadratic, time. */
static void many_open_fences_are_read_once(void **state)
{
	struct form *form = fixture_form(FORM);
	const struct place place = {.field = form_find(form, "impact.service")};
	const struct report_options options = {.now = 0};
	struct document document;
	struct str text = {0};
	struct str out = {0};

	(void)state;
	while (text.len < 1024 * 1024)
		str_append_text(&text, "```a\n");
	document_init_new(&document, form);
	set(&document, &place, str_text(&text));
	assert_true(report_exporter_find("markdown")->run(&document, &options, &out, NULL));
	document_release(&document);
	form_free(form);
	str_release(&text);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hostile_text_makes_no_structure),
		cmocka_unit_test(random_text_makes_no_structure),
		cmocka_unit_test(harmless_markup_is_kept),
		cmocka_unit_test(harmless_markup_is_kept_in_cells),
		cmocka_unit_test(paragraphs_stay_parted),
		cmocka_unit_test(every_word_is_read),
		cmocka_unit_test(many_open_fences_are_read_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
