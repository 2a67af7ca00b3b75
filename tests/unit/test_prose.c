/* Answers read into blocks and runs: what a reader sees, and that nothing typed gets lost. */
#include "prose/prose.h"

#include "base/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* ------------------------------------------------- prose as one line of text */

static const char *const kind_marks[] = {
	[PROSE_PARAGRAPH] = "p",
	[PROSE_HEADING] = "h",
	[PROSE_CODE] = "code",
	[PROSE_QUOTE] = "quote",
	[PROSE_LIST] = "ul",
	[PROSE_ITEM] = "li",
	[PROSE_TABLE] = "table",
	[PROSE_TABLE_ROW] = "tr",
	[PROSE_CELL] = "td",
};

static void show_run(const struct prose *prose, const struct prose_run *run, struct str *out)
{
	static const char marks[] = "_*`~!";
	const char *text = prose->text.data + run->text;

	if (run->line_break) {
		str_append_text(out, run->line_break == PROSE_SOFT_BREAK ? "<s>" : "<br>");
		return;
	}
	for (unsigned i = 0; i < 5; i++)
		if (run->styles >> i & 1)
			str_append_char(out, marks[i]);
	str_append_char(out, '\'');
	for (size_t i = 0; i < run->len; i++)
		str_append_text(out, text[i] == '\n' ? "\\n" : (char[]){text[i], '\0'});
	str_append_char(out, '\'');
	if (run->link) {
		const struct prose_link *link = &prose->links[run->link - 1];

		str_appendf(out, "@%.*s", (int)link->len, prose->text.data + link->address);
	}
}

static void show_kind(const struct prose *prose, const struct prose_block *block, struct str *out)
{
	str_append_text(out, block->is_ordered ? "ol" : kind_marks[block->kind]);
	if (block->level)
		str_appendf(out, "%u", block->level);
	if (block->is_ordered)
		str_appendf(out, "%u", block->start);
	if (block->kind == PROSE_LIST && !block->is_tight)
		str_append_text(out, "+");
	if (block->box)
		str_append_text(out, block->box == PROSE_BOX_DONE ? "x" : "o");
	if (block->language_len)
		str_appendf(
			out, ":%.*s", (int)block->language_len, prose->text.data + block->language);
}

static void show_blocks(const struct prose *prose, size_t from, size_t end, struct str *out)
{
	for (size_t i = from; i < end; i = prose->blocks[i].end) {
		const struct prose_block *block = &prose->blocks[i];

		if (i > from)
			str_append_char(out, ' ');
		show_kind(prose, block, out);
		str_append_char(out, '(');
		for (size_t r = 0; r < block->n_runs; r++)
			show_run(prose, &prose->runs[block->first_run + r], out);
		show_blocks(prose, i + 1, block->end, out);
		str_append_char(out, ')');
	}
}

struct prose_case {
	const char *text;
	const char *shown;
};

static void assert_cases(const struct prose_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct prose prose;
		struct str shown = {0};

		prose_parse(&prose, cases[i].text, strlen(cases[i].text));
		show_blocks(&prose, 0, prose.n_blocks, &shown);
		assert_string_equal(str_text(&shown), cases[i].shown);
		str_release(&shown);
		prose_release(&prose);
	}
}

#define ASSERT_CASES(cases) assert_cases(cases, sizeof(cases) / sizeof((cases)[0]))

/* ------------------------------------------------------------------ Markdown */

static void reads_markdown(void **state)
{
	static const struct prose_case cases[] = {
		{"", ""},
		{" \n\n", ""},
		{"one", "p('one')"},
		{"one\n\ntwo\n", "p('one') p('two')"},
		{"a *b* __c__ `d` ~~e~~", "p('a '_'b'' '*'c'' '`'d'' '~'e')"},
		{"***both***", "p(_*'both')"},
		{"## What we saw", "h2('What we saw')"},
		{"- a\n- b", "ul(li(p('a')) li(p('b')))"},
		{"- a\n\n- b", "ul+(li(p('a')) li(p('b')))"},
		{"3. a\n4. b", "ol3(li(p('a')) li(p('b')))"},
		{"- a\n  - b\n- c", "ul(li(p('a') ul(li(p('b')))) li(p('c')))"},
		{"- [ ] a\n- [x] b", "ul(lio(p('a')) lix(p('b')))"},
		{"> said\n> so", "quote(p('said'<s>'so'))"},
		{"```sql\nselect 1;\n\nx\n```", "code:sql('select 1;\\n\\nx\\n')"},
		{"    four\n    spaces", "code('four\\n''spaces''\\n')"},
		{"a|b\n---|:-:\n1|2", "table(tr(td('a') td('b')) tr(td('1') td('2')))"},
		{"a|b\n---|---\n`x\\|y`|`\\d`",
			"table(tr(td('a') td('b')) tr(td(`'x'`'|y') td(`'\\d')))"},
		/* Right below text, as on GitHub. */
		{"Results:\n| a | b |\n|---|--:|\n| 1 | 2 |",
			"p('Results:') table(tr(td('a') td('b')) tr(td('1') td('2')))"},
		{"one\ntwo\na|b\n---|---\n1|2\n\nend",
			"p('one') p('two') table(tr(td('a') td('b')) tr(td('1') td('2'))) p('end')"},
		{"- item\n  | a |\n  |---|\n  | 1 |\n- next",
			"ul(li(p('item') table(tr(td('a')) tr(td('1')))) li(p('next')))"},
		{"> said\n> | a |\n> |---|\n> | 1 |",
			"quote(p('said') table(tr(td('a')) tr(td('1'))))"},
		{"x\n| a |\n|---|\n| 1 |\ny\n\nx\n| b |\n|---|",
			"p('x') table(tr(td('a')) tr(td('1')) tr(td('y'))) p('x') table(tr(td('b')))"},
		{"x\n| a | b |\n|---|", "p('x') p('| a | b |') p('|---|')"},
		{"x\n| a \\| b |\n|---|", "p('x') table(tr(td('a ''| b')))"},
		{"```\nx\n| a |\n|---|\n```", "code('x\\n| a |\\n|---|\\n')"},
		/* GitHub needs no three dashes. */
		{"|a|b|\n|--|-|\n|1|2|", "table(tr(td('a') td('b')) tr(td('1') td('2')))"},
		{"| a | b |\n| - | -: |\n| 1 | 2 |",
			"table(tr(td('a') td('b')) tr(td('1') td('2')))"},
		{"x\na|b\n:-|:-:\n1|-", "p('x') table(tr(td('a') td('b')) tr(td('1') td('-')))"},
		{"> a|b\n> -|-\n> 1|2", "quote(table(tr(td('a') td('b')) tr(td('1') td('2'))))"},
		{"a|b\n- | -", "p('a|b') ul(li(p('| -')))"},
		{"|a|\n|-|\n|1|2|", "p('|a|') p('|-|') p('|1|2|')"},
		{"|a|b|\n|- -|-|", "p('|a|b|') p('|- -|-|')"},
		{"```\na|b\n-|-\n```", "code('a|b\\n-|-\\n')"},
		{"x\n---", "p('x') p('---')"},
		{"a  \nb", "p('a'<br>'b')"},
		{"a \\* b", "p('a ''* b')"},
		{"5 &lt; 6 &#8212; &bogus; &#0;", "p('5 ''<'' 6 ''\xe2\x80\x94'' &bogus; &#0;')"},
		{"snake_case_name and 2 * 3 * 4", "p('snake_case_name and 2 * 3 * 4')"},
	};

	(void)state;
	ASSERT_CASES(cases);
}

static void links_only_what_is_safe(void **state)
{
	static const struct prose_case cases[] = {
		{"[a](http://x.org)", "p('a'@http://x.org)"},
		{"[a](HTTPS://x.org/?a&amp;b)", "p('a'@HTTPS://x.org/?a&b)"},
		{"[a](mailto:a@b.c)", "p('a'@mailto:a@b.c)"},
		{"see https://x.org/a_b_c.",
			"p('see ''https://x.org/a_b_c'@https://x.org/a_b_c'.')"},
		{"<https://x.org>", "p('https://x.org'@https://x.org)"},
		{"[](https://x.org)", "p('https://x.org'@https://x.org)"},
		{"[a](javascript:alert(1))", "p('a'' (javascript:alert(1))')"},
		{"[a](JaVaScRiPt:x)", "p('a'' (JaVaScRiPt:x)')"},
		{"[a](&#106;avascript:x)", "p('a'' (javascript:x)')"},
		{"[a](data:text/html,x)", "p('a'' (data:text/html,x)')"},
		{"[a](runbook.md)", "p('a'' (runbook.md)')"},
		{"[a](//evil.org)", "p('a'' (//evil.org)')"},
		{"[a](ftp://x.org)", "p('a'' (ftp://x.org)')"},
		{"[a]()", "p('a')"},
		{"www.example.com and me@example.com", "p('www.example.com and me@example.com')"},
		{"<script>alert(1)</script>", "p('<script>alert(1)</script>')"},
		{"<b onclick=x>", "p('<b onclick=x>')"},
		{"![graph](img/a.png)", "p(!'graph'@img/a.png)"},
		{"![graph](https://x.org/a.png)", "p(!'graph'@https://x.org/a.png)"},
		{"![](img/a.png)", "p(!'img/a.png'@img/a.png)"},
		{"![graph](<img/a b.png>)", "p(!'graph'@img/a b.png)"},
		{"![graph](<a\tb.png>)", "p(!'graph'!' (a\tb.png)')"},
		{"[graph](<img/a b.png>)", "p('graph'' (img/a b.png)')"},
		{"![graph](<https://x.org/a b>)", "p(!'graph'!' (https://x.org/a b)')"},
		{"![graph](../../etc/passwd)", "p(!'graph'!' (../../etc/passwd)')"},
		{"![graph](img/../a.png)", "p(!'graph'!' (img/../a.png)')"},
		{"![graph](..)", "p(!'graph'!' (..)')"},
		{"![graph](img/..)", "p(!'graph'!' (img/..)')"},
		{"![graph](a..b.png)", "p(!'graph'@a..b.png)"},
		{"![graph](img/..a.png)", "p(!'graph'@img/..a.png)"},
		{"![graph](img.../a.png)", "p(!'graph'@img.../a.png)"},
		{"![graph](.img/a.png)", "p(!'graph'@.img/a.png)"},
		{"![graph](./a.png)", "p(!'graph'@./a.png)"},
		{"![graph](/etc/passwd)", "p(!'graph'!' (/etc/passwd)')"},
		{"![graph](file:///etc/passwd)", "p(!'graph'!' (file:///etc/passwd)')"},
	};

	(void)state;
	ASSERT_CASES(cases);
}

/* ----------------------------------------------------------- lines that stay */

#define SIXTY "a line that somebody broke by hand because mails have always"
#define WORD "been"

static void keeps_the_lines_of_a_paragraph(void **state)
{
	static const struct prose_case cases[] = {
		{"one\ntwo", "p('one') p('two')"},
		{"one\r\ntwo", "p('one') p('two')"},
		{"*one\ntwo*", "p(_'one') p(_'two')"},
		/* Wrapped by hand: the next word did not fit. */
		{SIXTY "\n" WORD " so", "p('" SIXTY "'<s>'" WORD " so')"},
		/* It would have fitted, so the newline was meant. */
		{SIXTY "\na b", "p('" SIXTY "'<s>'a b')"},
		{SIXTY " and so\n" SIXTY "\nbut not here",
			"p('" SIXTY " and so') p('" SIXTY "') p('but not here')"},
		/* Shorter than anybody wraps, and longer. */
		{"one short line of words\ntwo", "p('one short line of words') p('two')"},
		{SIXTY SIXTY "\n" WORD, "p('" SIXTY SIXTY "') p('" WORD "')"},
		/* Not inside a list or a quote. */
		{"- one\n  two", "ul(li(p('one'<s>'two')))"},
		{"> one\n> two", "quote(p('one'<s>'two'))"},
	};

	(void)state;
	ASSERT_CASES(cases);
}

static void shows_what_was_typed(void **state)
{
	static const struct prose_case cases[] = {
		{"* * *", "p('* * *')"},
		{"a\n\n---\n\nb", "p('a') p('---') p('b')"},
		{"a\n---\nb", "p('a') p('---') p('b')"},
		{"a\nb\n===", "p('a') p('b') p('===')"},
		{"> a\n> ---", "quote(p('a') p('---'))"},
		{"- a\n\n  ***\n", "ul+(li(p('a') p('***')))"},
		{"#", "p('#')"},
		{"#1 in line", "p('#1 in line')"},
		{"``` text that is not code", "p('``` text that is not code')"},
		{"``` a &amp; b", "p('``` a &amp; b')"},
		{"text\n\n- ~~~ x\n", "p('text') ul(li(p('~~~ x')))"},
		/* A conflict's last line is no quote, wherever it is but in code. */
		{"<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs",
			"p('<<<<<<< ours') p('A') p('=======') p('B') p('>>>>>>> theirs')"},
		{"B\n\n>>>>>>>\nafter", "p('B') p('>>>>>>>') p('after')"},
		{"- B\n>>>>>>> t (row)\n\n- c", "ul+(li(p('B'<s>'>>>>>>> t (row)')) li(p('c')))"},
		{"```\n>>>>>>> x\n```", "code('>>>>>>> x\\n')"},
		{">>>>>>>>x", "quote(quote(quote(quote(quote(quote(quote(quote(p('x')))))))))"},
		{"[note]: see below", "p('[note]: see below')"},
		{"a\n\n[note]: see\n\nb", "p('a') p('[note]: see') p('b')"},
		{"[note]: see\n\"a title\"", "p('[note]: see\\n\"a title\"')"},
		{"- a\n\n  [note]: see\n- b\n\nc",
			"ul+(li(p('a')) li(p('b'))) p('[note]: see') p('c')"},
		{"[a][1]\n\n[1]: https://x.org", "p('a'@https://x.org)"},
	};

	(void)state;
	ASSERT_CASES(cases);
}

/* -------------------------------------------------------------- whatever comes */

static void assert_nested(const struct prose *prose, size_t from, size_t end)
{
	for (size_t i = from; i < end; i = prose->blocks[i].end) {
		const struct prose_block *block = &prose->blocks[i];

		assert_true(block->end > i && block->end <= end);
		assert_true(block->source.begin <= block->source.end);
		assert_true(
			prose_is_container(block->kind) ? block->n_runs == 0 : block->end == i + 1);
		assert_nested(prose, i + 1, block->end);
	}
}

/* Letters of the answer are in a run, or in an address, a language or a title. */
static void assert_runs(const struct prose *prose, const char *text, size_t len)
{
	char *seen = test_calloc(len + 1, 1);

	for (size_t b = 0; b < prose->n_blocks; b++) {
		const struct prose_block *block = &prose->blocks[b];

		for (size_t i = block->first_run; i < block->first_run + block->n_runs; i++) {
			const struct prose_run *run = &prose->runs[i];

			assert_true(run->source.begin <= run->source.end && run->source.end <= len);
			assert_true(run->text + run->len <= prose->text.len);
			assert_true(run->source.begin >= block->source.begin);
			assert_true(run->source.end <= block->source.end);
			if (run->source.end - run->source.begin == run->len)
				assert_memory_equal(text + run->source.begin,
					prose->text.data + run->text, run->len);
			memset(seen + run->source.begin, 1, run->source.end - run->source.begin);
		}
	}
	if (!strstr(text, "](") && !strstr(text, "```") && !strstr(text, "~~~"))
		for (size_t i = 0; i < len; i++)
			if (ascii_is_letter(text[i]) && !seen[i])
				fail_msg("byte %zu is lost of %s", i, text);
	test_free(seen);
}

static void loses_nothing_of_any_text(void **state)
{
	static const char *const pieces[] = {"a", "b ", "\n", "\n\n", "- ", "1. ", "> ", "#", "# ",
		"*", "**", "_", "`", "```", "---", "|", "|-|", "a\n|b|\n|-|\n", "[", "]", "](", ")",
		"[y]", "]: ", "<", "&amp;", "    ", "\t", "\\", "  \n", "~~", "\r\n", "http://x",
		"\xc3\xa9", "!", "[ ] ", "="};
	uint32_t random = 11;

	(void)state;
	for (unsigned round = 0; round < 4000; round++) {
		struct str text = {0};
		struct prose prose;

		for (unsigned i = 0; i < 4 + round % 24; i++) {
			random = random * 1664525u + 1013904223u;
			str_append_text(
				&text, pieces[(random >> 16) % (sizeof pieces / sizeof pieces[0])]);
		}
		prose_parse(&prose, text.data, text.len);
		assert_nested(&prose, 0, prose.n_blocks);
		assert_runs(&prose, text.data, text.len);
		prose_release(&prose);
		str_release(&text);
	}
}

/* What is deeply nested or multiplies must neither take long nor get lost. */
static void withstands_depth_and_wide_tables(void **state)
{
	static const char *const repeated[] = {"> ", "- ", "[", "![", "*", "`", "<", "&", "|", "a|",
		"[a](", "**a ", "_a ", "~~a", "\\", "[a]: b\n", "\n- ", "# ", "a\n"};

	(void)state;
	for (size_t i = 0; i < sizeof repeated / sizeof repeated[0]; i++) {
		struct str text = {0};
		struct prose prose;

		for (unsigned n = 0; n < 20000; n++)
			str_append_text(&text, repeated[i]);
		str_append_text(&text, "\n");
		for (unsigned n = 0; n < 20000; n++)
			str_append_text(&text, i == 9 && n % 2 ? "\n" : "-|");
		str_append_text(&text, "\nend");
		prose_parse(&prose, text.data, text.len);
		assert_nested(&prose, 0, prose.n_blocks);
		assert_true(prose.n_blocks < 4 * text.len + 100);
		prose_release(&prose);
		str_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_markdown),
		cmocka_unit_test(links_only_what_is_safe),
		cmocka_unit_test(keeps_the_lines_of_a_paragraph),
		cmocka_unit_test(shows_what_was_typed),
		cmocka_unit_test(loses_nothing_of_any_text),
		cmocka_unit_test(withstands_depth_and_wide_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
