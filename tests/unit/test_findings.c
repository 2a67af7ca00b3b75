/* Findings as lines for people and as JSON for tools, with escape bytes made harmless. */
#include "fixture.h"

#include "check/check.h"
#include "report/findings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#define FORM "forms/postmortem.yaml"
#define NOW 1698796800 /* 2023-11-01 */

static const char yaml[] = "afterword: 1\n"
			   "form: postmortem\n"
			   "severity: \"sev\\u001b[31m\"\n"
			   "summary:\n"
			   "  start: \"2023-10-16T08:00:00+00:00\"\n"
			   "  end: \"2023-10-15T08:00:00+00:00\"\n"
			   "timeline:\n"
			   "  events:\n"
			   "    - id: aaaaaaa1\n"
			   "      at: \"2023-10-99T08:00:00+00:00\"\n"
			   "      what: Alarm\n";

struct checked {
	struct form *form;
	struct document document;
	struct findings findings;
};

static void checked_init(struct checked *self)
{
	*self = (struct checked){.form = fixture_form(FORM)};
	fixture_document(&self->document, self->form, yaml, sizeof yaml - 1);
	check_document(&self->document, STATUS_NEVER, NOW, &self->findings);
	assert_true(self->findings.n > 3);
}

static void checked_release(struct checked *self)
{
	findings_release(&self->findings);
	document_release(&self->document);
	form_free(self->form);
}

static void text_is_what_compilers_print(void **state)
{
	struct checked checked;
	struct str out = {0};
	size_t lines = 0;

	(void)state;
	checked_init(&checked);
	findings_format_text(&checked.findings, "a\x1b.yaml", &out);
	assert_non_null(strstr(str_text(&out), "a^[.yaml:6:8: error: "));
	assert_non_null(strstr(str_text(&out), " [end-before-start]\n"));
	assert_non_null(strstr(str_text(&out), "^[[31m"));
	for (size_t i = 0; i < out.len; i++) {
		assert_int_not_equal(out.data[i], 0x1b);
		lines += out.data[i] == '\n';
	}
	assert_int_equal(lines, checked.findings.n);
	checked_release(&checked);
	str_release(&out);
}

/* What is not in the file yet has no line; the file is still named. */
static void a_finding_without_a_place_names_the_file(void **state)
{
	const struct rule rule = {.id = "missing"};
	struct finding item = {.rule = &rule, .level = LEVEL_NOTE};
	const struct findings findings = {.items = &item, .n = 1};
	struct str out = {0};
	char text[] = "is missing";

	(void)state;
	item.text = text;
	findings_format_text(&findings, "a.yaml", &out);
	assert_string_equal(str_text(&out), "a.yaml: note: is missing [missing]\n");
	str_release(&out);
}

static json_t *find_rule(json_t *findings, const char *rule)
{
	size_t i;
	json_t *entry;

	json_array_foreach(findings, i,
		entry) if (strcmp(json_string_value(json_object_get(entry, "rule")), rule) ==
			   0) return entry;
	fail_msg("no finding of %s", rule);
	return NULL;
}

static void json_names_place_and_counts(void **state)
{
	const struct err failure = {.line = 3, .column = 7, .message = "not YAML"};
	struct checked checked;
	struct str out = {0};
	const char *path;
	const char *row;
	const char *cell;
	const char *hint;
	int line;
	int errors;
	int failures;
	json_int_t failed_line;

	(void)state;
	checked_init(&checked);
	const struct checked_file files[] = {
		{.path = "a.yaml", .form = checked.form, .findings = &checked.findings},
		{.path = "b\xFF.yaml", .failure = &failure},
	};
	assert_true(findings_format_json(files, 2, &out, NULL));
	json_t *root = json_loadb(out.data, out.len, 0, NULL);
	assert_non_null(root);
	json_t *first = json_array_get(json_object_get(root, "files"), 0);
	json_t *second = json_array_get(json_object_get(root, "files"), 1);

	assert_int_equal(json_array_size(json_object_get(first, "findings")), checked.findings.n);
	assert_int_equal(json_unpack(find_rule(json_object_get(first, "findings"), "not-a-time"),
				 "{s:s, s:s, s:s, s:i, s:s}", "path", &path, "row", &row, "cell",
				 &cell, "line", &line, "hint", &hint),
		0);
	assert_string_equal(path, "timeline.events");
	assert_string_equal(row, "aaaaaaa1");
	assert_string_equal(cell, "at");
	assert_int_equal(line, 10);
	assert_string_equal(
		json_string_value(json_object_get(second, "path")), "b\xEF\xBF\xBD.yaml");
	assert_int_equal(json_unpack(second, "{s:{s:I}}", "failure", "line", &failed_line), 0);
	assert_int_equal(failed_line, 3);
	assert_int_equal(json_unpack(root, "{s:{s:i, s:i}}", "counts", "error", &errors, "failures",
				 &failures),
		0);
	assert_int_equal(errors, checked.findings.counts[LEVEL_ERROR]);
	assert_int_equal(failures, 1);
	json_decref(root);
	checked_release(&checked);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_what_compilers_print),
		cmocka_unit_test(a_finding_without_a_place_names_the_file),
		cmocka_unit_test(json_names_place_and_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
