/*
 * People copy from the examples of the documentation: they have no findings, are written
 * as the program writes files, and have their report next to them.
 */
#include "fixture.h"

#include "check/check.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define FORM "forms/postmortem.yaml"
#define NOW 1735689600 /* 2025-01-01 */

static const char *const examples[] = {
	"docs/examples/payments-outage",
	"docs/examples/checkout-latency",
};

struct example {
	struct form *form;
	struct str yaml;
	struct document document;
};

static void example_init(struct example *self, const char *name)
{
	struct str path = {0};

	*self = (struct example){.form = fixture_form(FORM)};
	str_appendf(&path, "%s.yaml", name);
	assert_true(tree_read(str_text(&path), &self->yaml));
	fixture_document(&self->document, self->form, str_text(&self->yaml), self->yaml.len);
	str_release(&path);
}

static void example_release(struct example *self)
{
	document_release(&self->document);
	form_free(self->form);
	str_release(&self->yaml);
}

static void nothing_is_to_be_found_in_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
		struct example example;
		struct findings findings = {0};

		example_init(&example, examples[i]);
		check_document(&example.document, STATUS_FINAL, NOW, &findings);
		if (findings.n > 0)
			fail_msg("%s.yaml:%u: %s", examples[i], findings.items[0].line,
				findings.items[0].text);
		findings_release(&findings);
		example_release(&example);
	}
}

static void check_report(const char *name, const char *format)
{
	const struct report_options options = {.now = NOW};
	const struct exporter *exporter = report_exporter_find(format);
	struct example example;
	struct str path = {0};
	struct str expected = {0};
	struct str out = {0};

	example_init(&example, name);
	str_appendf(&path, "%s.%s", name, exporter->extension);
	assert_true(report_write(exporter, &example.document, &options, &out, NULL));
	if (getenv("UPDATE_GOLDEN"))
		tree_write(str_text(&path), &out);
	assert_true(tree_read(str_text(&path), &expected));
	assert_string_equal(str_text(&out), str_text(&expected));
	example_release(&example);
	str_release(&path);
	str_release(&expected);
	str_release(&out);
}

static void their_reports_are_up_to_date(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
		check_report(examples[i], "text");
		check_report(examples[i], "html");
	}
}

static void apply(struct document *document, struct op *op)
{
	assert_true(document_apply(document, op, NULL));
	op_release(op);
}

static void copy_rows(struct document *to, const struct document *from, unsigned field)
{
	const struct rows *rows = &from->tables[field];

	for (size_t r = 0; r < rows->n; r++) {
		struct op op = {0};

		document_op_insert(to, field, r, rows->items[r].id, &op);
		for (size_t c = 0; c < from->form->fields[field].n_columns; c++)
			str_set(&op.cells[c], str_text(&rows->items[r].cells[c].text),
				rows->items[r].cells[c].text.len);
		apply(to, &op);
	}
}

static void update_yaml(const char *name, const struct str *content)
{
	struct str path = {0};

	str_appendf(&path, "%s.yaml", name);
	tree_write(str_text(&path), content);
	str_release(&path);
}

/* The same values in a new document are written as the same bytes. */
static void they_are_written_as_new_files_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
		struct example example;
		struct document copy;
		struct str out = {0};

		example_init(&example, examples[i]);
		document_init_new(&copy, example.form);
		for (unsigned field = 0; field < example.form->n_fields; field++) {
			const struct str *text = &example.document.values[field].text;
			const struct place place = {.field = field};
			struct op op = {0};

			copy_rows(&copy, &example.document, field);
			if (text->len == 0)
				continue;
			document_op_set(&copy, &place, text->data, text->len, &op);
			apply(&copy, &op);
		}
		assert_true(document_format(&copy, &out, NULL));
		if (getenv("UPDATE_GOLDEN"))
			update_yaml(examples[i], &out);
		else
			assert_string_equal(str_text(&out), str_text(&example.yaml));
		document_release(&copy);
		example_release(&example);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_to_be_found_in_them),
		cmocka_unit_test(their_reports_are_up_to_date),
		cmocka_unit_test(they_are_written_as_new_files_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
