/*
 * JSON of any document: a strict reader gets every value back unchanged, once for each
 * field and cell, and no byte of it would act on a terminal. The plain text of the same
 * document has every heading and question of the form, and the values as they are.
 */
#include "fixture.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define FORM "tests/support/every-kind.yaml"

/* None is a number, a boolean or a list of several, so each stays text. */
static const char *const hostile[] = {
	"\"}], \"a\": [{\"b\": \"",
	"\\",
	"\\\\",
	"\\\"",
	"\\u0022",
	"\\n",
	"\x01\x02\x1b[31m\x1b]0;x\x07\x7f",
	"\xc2\x85\xc2\x9b\xe2\x80\xa8\xe2\x80\xa9",
	"\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8b\xef\xbb\xbf",
	"\xf3\xa0\x80\x81\xf3\xa0\x84\x80\xef\xbf\xbf\xf4\x8f\xbf\xbf",
	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xcc\x81\xcc\x81",
	"</script><script>alert(1)</script><!--",
	"nullx",
	"1e999x",
	"{}",
	"[]",
	"NaN",
	"-Infinity",
	"0x10",
	"__proto__",
	"=1+1",
	"'",
	"%s%n",
	"${x}",
};

static void set(struct document *document, const struct place *place, const char *text)
{
	struct op op = {0};

	document_op_set(document, place, text, strlen(text), &op);
	assert_true(document_apply(document, &op, NULL));
	op_release(&op);
}

/* Every field and, in one row of each table, every cell. Returns how many. */
static size_t fill(struct document *document, const struct form *form, const char *text)
{
	size_t n = 0;

	for (unsigned i = 0; i < form->n_answers; i++) {
		const struct form_field *field = &form->fields[i];
		struct place place = {.field = i, .row = "aaaaaaaa"};
		struct op op = {0};

		if (field->kind != KIND_ROWS) {
			set(document, &(struct place){.field = i}, text);
			n++;
			continue;
		}
		document_op_insert(document, i, 0, place.row, &op);
		assert_true(document_apply(document, &op, NULL));
		op_release(&op);
		for (place.column = 0; place.column < field->n_columns; place.column++, n++)
			set(document, &place, text);
	}
	return n;
}

static size_t count_strings(const json_t *json, const char *text)
{
	size_t n = 0;
	const char *key;
	size_t i;
	json_t *item;

	if (json_is_string(json))
		return json_string_length(json) == strlen(text) &&
		       strcmp(json_string_value(json), text) == 0;
	json_array_foreach(json, i, item) n += count_strings(item, text);
	json_object_foreach((json_t *)(uintptr_t)json, key, item) n += count_strings(item, text);
	return n;
}

static void assert_safe(const struct str *out)
{
	char replacement[VISIBLE_MAX];

	for (size_t at = 0; at < out->len;) {
		uint32_t code;

		at += utf8_decode(out->data + at, out->len - at, &code);
		if (code != '\n' && visible_replacement(code, replacement))
			assert_true(visible_is_joiner(code));
	}
}

static void check_json(const struct document *document, const char *text, size_t n)
{
	const struct report_options options = {.now = 0};
	struct str out = {0};
	json_error_t error;

	assert_true(report_write(report_exporter_find("json"), document, &options, &out, NULL));
	assert_true(utf8_check(out.data, out.len, NULL));
	assert_safe(&out);

	json_t *root = json_loadb(out.data, out.len, JSON_REJECT_DUPLICATES, &error);

	if (!root)
		fail_msg("%s in line %d of:\n%s", error.text, error.line, out.data);
	assert_int_equal(count_strings(json_object_get(root, "values"), text), n);
	assert_true(count_strings(json_object_get(root, "pages"), text) >= n);
	/* Only the values have changed: the keys are those of the form. */
	assert_int_equal(json_object_size(json_object_get(root, "values")), 4);
	assert_int_equal(
		json_object_size(json_object_get(json_object_get(root, "values"), "one")), 11);
	json_decref(root);
	str_release(&out);
}

static void json_keeps_every_text(void **state)
{
	struct form *form = fixture_form(FORM);

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct document document;

		document_init_new(&document, form);
		check_json(&document, hostile[i], 0);
		check_json(&document, hostile[i], fill(&document, form, hostile[i]));
		document_release(&document);
	}
	form_free(form);
}

static size_t count(const struct str *out, const char *what)
{
	size_t n = 0;

	for (const char *at = out->data; at && (at = strstr(at, what)); at++)
		n++;
	return n;
}

static void text_keeps_every_question(void **state)
{
	static const char *const questions[] = {"Line?", "Text?", "Datetime?", "Number?",
		"Percent?", "Choice?", "Flag?", "Person?", "Link?", "List?", "Rows?"};
	const struct report_options options = {.now = 0};
	struct form *form = fixture_form(FORM);

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct document document;
		struct str out = {0};

		document_init_new(&document, form);
		fill(&document, form, hostile[i]);
		assert_true(report_write(
			report_exporter_find("text"), &document, &options, &out, NULL));
		for (size_t j = 0; j < sizeof(questions) / sizeof(questions[0]); j++)
			assert_int_equal(count(&out, questions[j]), 1);
		document_release(&document);
		str_release(&out);
	}
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_keeps_every_text),
		cmocka_unit_test(text_keeps_every_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
