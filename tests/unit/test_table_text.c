/* Rows as text with tabs: what is copied can be pasted as the same rows, whatever is in them. */
#include "scripted.h"

#include "model/table_text.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_ROUNDS 300

static const char form[] = "form: kinds\n"
			   "version: 1\n"
			   "title: Kinds\n"
			   "pages:\n"
			   "  - key: one\n"
			   "    title: One\n"
			   "    fields:\n"
			   "      - key: rows\n"
			   "        kind: rows\n"
			   "        ask: Rows?\n"
			   "        columns:\n"
			   "          - {key: line, kind: line, label: Line}\n"
			   "          - {key: text, kind: text, label: Text}\n"
			   "          - {key: datetime, kind: datetime, label: Datetime}\n"
			   "          - {key: date, kind: date, label: Date}\n"
			   "          - {key: number, kind: number, label: Number}\n"
			   "          - {key: percent, kind: percent, label: Percent}\n"
			   "          - {key: choice, kind: choice, label: Choice,\n"
			   "             choices: [a, b c]}\n"
			   "          - {key: flag, kind: flag, label: Flag}\n"
			   "          - {key: person, kind: person, label: Person}\n"
			   "          - {key: link, kind: link, label: Link}\n"
			   "          - {key: list, kind: list, label: List}\n";

static struct scripted e;

static int open_kinds(void **state)
{
	(void)state;
	scripted_init_form(&e, form, "afterword: 1\nform: kinds\n");
	scripted_go(&e, 0);
	return 0;
}

static int close_kinds(void **state)
{
	(void)state;
	scripted_release(&e);
	return 0;
}

static const struct form_field *table(void)
{
	return &editor_form(e.editor)->fields[0];
}

static const struct rows *rows(void)
{
	return &editor_document(e.editor)->tables[0];
}

/* --- a random row --- */

static void append_words(uint64_t *random, bool is_one_line, struct str *out)
{
	static const char *const words[] = {"=SUM(A1)", "\"", "\"\"", "one", " ", ",", ";", "'",
		"\t", "\n", "ä", "- ", "|", "line", "\\t"};

	for (size_t n = random_below(random, 6); n > 0; n--) {
		const char *word = words[random_below(random, sizeof words / sizeof *words)];

		if (!is_one_line || (word[0] != '\n' && word[0] != '\t'))
			str_append_text(out, word);
	}
}

/* Stored values, among them some that no file should have. */
static void append_value(uint64_t *random, const struct form_field *column, struct str *out)
{
	static const char *const values[N_NAMED_KINDS][4] = {
		[KIND_DATETIME] = {"2023-10-15T08:00:00-04:00", "~2023-10-15T09:00:00Z",
			"2023-10-15T08:00:00.5+02:00", "soon"},
		[KIND_DATE] = {"2023-10-15", "~2023-10-15", "2023-10", "then"},
		[KIND_NUMBER] = {"0", "1300.50", "-3", "many"},
		[KIND_PERCENT] = {"80", "99.5", "0", "all"},
		[KIND_CHOICE] = {"a", "b c", "b", "other"},
		[KIND_FLAG] = {"true", "false", "true", "perhaps"},
	};
	const char *const *some = values[column->kind];

	if (random_below(random, 4) == 0)
		return;
	if (some[0])
		str_append_text(out, some[random_below(random, 3)]);
	else
		append_words(random, kind_info(column->kind)->is_one_line, out);
}

static void insert_random(uint64_t *random, size_t index)
{
	struct ops ops = {0};
	struct op *op = ops_add(&ops);
	char id[ROW_ID_SIZE] = "row";

	id[3] = (char)('a' + index);
	document_op_insert(editor_document(e.editor), 0, index, id, op);
	append_value(random, &table()->columns[0], &op->cells[0]);
	str_append_text(&op->cells[0], "x"); /* a row without anything is none */
	for (unsigned i = 1; i < table()->n_columns; i++)
		append_value(random, &table()->columns[i], &op->cells[i]);
	assert_true(editor_apply(e.editor, &ops));
	ops_release(&ops);
}

static void assert_same_row(size_t a, size_t b)
{
	for (unsigned i = 0; i < table()->n_columns; i++)
		assert_string_equal(str_text(&rows()->items[a].cells[i].text),
			str_text(&rows()->items[b].cells[i].text));
}

static void test_round_trip(void **state)
{
	uint64_t random = 7;

	(void)state;
	for (unsigned round = 0; round < N_ROUNDS; round++) {
		size_t n = 1 + random_below(&random, 4);

		for (size_t i = 0; i < n; i++)
			insert_random(&random, i);
		scripted_keys(&e, "<:select-all><:copy><:paste>");
		assert_int_equal(rows()->n, 2 * n);
		for (size_t i = 0; i < n; i++)
			assert_same_row(i, n + i);
		for (size_t i = 0; i < n + 1; i++)
			scripted_keys(&e, "<:undo>");
		assert_int_equal(rows()->n, 0);
	}
}

/* --- from elsewhere --- */

static void paste(const char *text)
{
	editor_paste(e.editor, text, strlen(text));
}

static void assert_cell(size_t row, unsigned column, const char *expected)
{
	assert_string_equal(str_text(&rows()->items[row].cells[column].text), expected);
}

/* What was typed into a spreadsheet is read as if it had been typed here. */
static void test_of_a_spreadsheet(void **state)
{
	(void)state;
	paste("line\tnumber\tchoice\tflag\r\n=1+1\t1,300.5\tB C\tYes\r\n\"a \"\"b\"\"\"\tmany\t\t\r\n");
	assert_int_equal(rows()->n, 2);
	assert_cell(0, 0, "=1+1");
	assert_cell(0, 4, "1300.5");
	assert_cell(0, 6, "b c");
	assert_cell(0, 7, "true");
	assert_cell(1, 0, "a \"b\"");
	assert_cell(1, 4, "many"); /* a finding says what is wrong with it */
	scripted_keys(&e, "<:undo>");
	assert_int_equal(rows()->n, 0);
}

static void test_other_columns(void **state)
{
	unsigned main = form_main_column(table());

	(void)state;
	paste("text\tticket\tline\nalarm\tPAY-1\tone\n\tPAY-2\ttwo\n");
	assert_int_equal(rows()->n, 2);
	assert_cell(0, 0, "one");
	assert_cell(0, main, "alarm (ticket: PAY-1)");
	assert_cell(1, main, "(ticket: PAY-2)");
}

/* Words that are keys by chance. */
static void test_no_head(void **state)
{
	static const char *const texts[] = {"line", "line\n", "line\none\n", "line\tticket\n",
		"ticket\tline\ttext\none\ttwo\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct slice text = slice_of_text(texts[i]);
		struct table_head head;

		assert_false(table_head_take(&head, table(), &text));
		assert_int_equal(text.len, strlen(texts[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, open_kinds, close_kinds),
		cmocka_unit_test_setup_teardown(test_of_a_spreadsheet, open_kinds, close_kinds),
		cmocka_unit_test_setup_teardown(test_other_columns, open_kinds, close_kinds),
		cmocka_unit_test_setup_teardown(test_no_head, open_kinds, close_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
