/*
 * The rules against the golden folder: each case is a document, its form if it is
 * not the default one, and the findings it must have. CHECK_GOLDEN=write in the
 * environment writes what is found instead of comparing it.
 */
#include "base/fileio.h"
#include "check/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define NOW INT64_C(1705320000) /* 2024-01-15T12:00:00Z */

static void source_path(struct str *out, const char *path)
{
	const char *root = getenv("SOURCE_ROOT");

	str_clear(out);
	str_appendf(out, "%s/%s", root != NULL ? root : "../..", path);
}

static bool read_file(const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	str_clear(out);
	if (fd < 0)
		return false;
	assert_true(io_read_all(io_system(), fd, YAML_MAX_BYTES, out, NULL));
	close(fd);
	return true;
}

static void write_file(const char *path, const struct str *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_true(io_write_all(io_system(), fd, bytes->data, bytes->len, NULL));
	close(fd);
}

static struct form *load_form(const struct str *folder)
{
	struct str path = {0};
	struct str source = {0};
	struct err err = {0};

	str_appendf(&path, "%s/form.yaml", str_text(folder));
	if (!read_file(path.data, &source)) {
		source_path(&path, "forms/postmortem.yaml");
		assert_true(read_file(path.data, &source));
	}
	struct form *form = form_parse(str_text(&source), source.len, path.data, &err);

	if (form == NULL)
		fail_msg("%s:%u: %s", path.data, err.line, err.message);
	str_release(&path);
	str_release(&source);
	return form;
}

static void load_document(const char *path, const struct form *form, struct document *out)
{
	struct str source = {0};
	struct yaml_tree tree;
	struct err err = {0};

	assert_true(read_file(path, &source));
	if (!yaml_tree_parse(&tree, str_text(&source), source.len, &err) ||
		!document_init(out, form, &tree, &err))
		fail_msg("%s:%u: %s", path, err.line, err.message);
	str_release(&source);
}

static void format(const struct findings *findings, struct str *out)
{
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *item = &findings->items[i];

		str_appendf(out, "%u:%u: %s: %s [%s]\n", item->line, item->column,
			level_name(item->level), item->text, item->rule->id);
	}
}

/* Invariants of every list of findings. */
static void check_sound(const struct document *document, const struct findings *findings)
{
	size_t counts[N_LEVELS] = {0};

	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *item = &findings->items[i];

		counts[item->level]++;
		assert_true(item->level <= item->rule->level);
		assert_non_null(item->text);
		assert_true(item->text[0] != '\0' && item->text[strlen(item->text) - 1] != '.');
		if (!item->has_place)
			continue;
		const struct value *value = document_value(document, &item->place);

		assert_non_null(value);
		assert_true(item->start <= item->end && item->end <= value->text.len);
	}
	assert_memory_equal(counts, findings->counts, sizeof counts);
}

static void run_case(const char *root, const char *name, bool *has_fired)
{
	struct str folder = {0};
	struct str path = {0};
	struct str expected = {0};
	struct str found = {0};
	struct document document;
	struct findings findings = {0};
	size_t n;
	const struct rule *rules = check_rules(&n);

	str_appendf(&folder, "%s/%s", root, name);
	struct form *form = load_form(&folder);

	str_appendf(&path, "%s/in.yaml", folder.data);
	load_document(path.data, form, &document);
	check_document(&document, STATUS_NEVER, NOW, &findings);
	check_sound(&document, &findings);
	format(&findings, &found);
	for (size_t i = 0; i < findings.n; i++)
		has_fired[findings.items[i].rule - rules] = true;
	str_clear(&path);
	str_appendf(&path, "%s/findings.txt", folder.data);
	if (getenv("CHECK_GOLDEN") != NULL)
		write_file(path.data, &found);
	else if (!read_file(path.data, &expected))
		fail_msg("%s is missing", path.data);
	else if (strcmp(str_text(&found), str_text(&expected)) != 0)
		fail_msg("%s: other findings:\n%s", name, str_text(&found));
	findings_release(&findings);
	document_release(&document);
	form_free(form);
	str_release(&folder);
	str_release(&path);
	str_release(&expected);
	str_release(&found);
}

static void test_golden(void **state)
{
	struct str root = {0};
	bool has_fired[256] = {false};
	size_t n;
	const struct rule *rules = check_rules(&n);
	(void)state;

	source_path(&root, "tests/golden/check");
	DIR *folder = opendir(root.data);

	assert_non_null(folder);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (entry->d_name[0] != '.')
			run_case(root.data, entry->d_name, has_fired);
	closedir(folder);
	for (size_t i = 0; i < n; i++)
		if (!has_fired[i])
			fail_msg("no golden case shows the rule %s", rules[i].id);
	str_release(&root);
}

static void test_clean_is_clean(void **state)
{
	struct str path = {0};
	struct str nowhere = {0};
	struct document document;
	struct findings findings = {0};
	(void)state;

	struct form *form = load_form(&nowhere);

	source_path(&path, "tests/golden/check/clean/in.yaml");
	load_document(path.data, form, &document);
	for (enum status as = STATUS_NEVER; as <= STATUS_FINAL; as++) {
		check_document(&document, as, NOW, &findings);
		assert_int_equal(findings.n, 0);
	}
	findings_release(&findings);
	document_release(&document);
	form_free(form);
	str_release(&path);
}

static size_t count_rule(const struct findings *findings, const char *id)
{
	size_t n = 0;

	for (size_t i = 0; i < findings->n; i++)
		n += strcmp(findings->items[i].rule->id, id) == 0;
	return n;
}

/* Checked as final, a draft has errors; final-with-errors is not reported. */
static void test_judged_as_another_status(void **state)
{
	struct str path = {0};
	struct str nowhere = {0};
	struct document document;
	struct findings findings = {0};
	(void)state;

	struct form *form = load_form(&nowhere);

	source_path(&path, "tests/golden/check/draft/in.yaml");
	load_document(path.data, form, &document);
	check_document(&document, STATUS_FINAL, NOW, &findings);
	assert_true(findings.counts[LEVEL_ERROR] > 0);
	assert_int_equal(count_rule(&findings, "final-with-errors"), 0);
	document_release(&document);
	source_path(&path, "tests/golden/check/final/in.yaml");
	load_document(path.data, form, &document);
	check_document(&document, STATUS_NEVER, NOW, &findings);
	assert_int_equal(count_rule(&findings, "final-with-errors"), 1);
	check_document(&document, STATUS_DRAFT, NOW, &findings);
	assert_int_equal(findings.counts[LEVEL_ERROR], 0);
	findings_release(&findings);
	document_release(&document);
	form_free(form);
	str_release(&path);
}

/* A new document has no source to point into, and its gaps become more severe with the status. */
static void test_new_document(void **state)
{
	static const enum level levels[] = {
		[STATUS_DRAFT] = LEVEL_NOTE,
		[STATUS_REVIEW] = LEVEL_WARNING,
		[STATUS_FINAL] = LEVEL_ERROR,
	};
	struct str nowhere = {0};
	struct document document;
	struct findings findings = {0};
	(void)state;

	struct form *form = load_form(&nowhere);

	document_init_new(&document, form);
	for (enum status as = STATUS_DRAFT; as <= STATUS_FINAL; as++) {
		check_document(&document, as, NOW, &findings);
		check_sound(&document, &findings);
		const struct finding *finding = findings.items; /* of the title, the first field */

		assert_int_equal(finding->place.field, form_find(form, "title"));
		assert_string_equal(finding->rule->id, "missing");
		assert_int_equal(finding->level, levels[as]);
	}
	findings_release(&findings);
	document_release(&document);
	form_free(form);
}

/* Fifty thousand rows: every second is out of order, and each text is a placeholder. */
static void make_many_rows(struct document *document, struct form **form)
{
	static const char form_source[] =
		"form: big\nversion: 1\ntitle: Big\npages:\n  - key: all\n    title: All\n"
		"    fields:\n      - {key: start, path: start, kind: datetime, role: start}\n"
		"      - key: log\n        path: log\n        kind: rows\n        role: events\n"
		"        sorted: true\n        columns:\n"
		"          - {key: at, kind: datetime, role: event-time, required: draft}\n"
		"          - {key: what, kind: line, role: event-text}\n";
	struct str source = {0};
	struct err err = {0};

	*form = form_parse(form_source, strlen(form_source), "big", &err);
	assert_non_null(*form);
	str_append_text(
		&source, "afterword: 1\nform: big\nstart: \"2023-10-15T08:00:00Z\"\nlog:\n");
	for (int i = 0; i < 50000; i++)
		str_appendf(&source, "  - {id: r%d, at: \"2023-10-15T%02d:00:00Z\", what: TODO}\n",
			i, i % 2 + 8);
	assert_true(document_parse(document, *form, &source, &err));
	str_release(&source);
}

/* Rows are visited once, not searched: ten times the rows take ten times as long, not a hundred. */
static void test_many_rows(void **state)
{
	struct form *form;
	struct document document;
	struct findings findings = {0};
	(void)state;

	make_many_rows(&document, &form);
	check_document(&document, STATUS_NEVER, NOW, &findings);
	assert_int_equal(findings.n, 25000 - 1 + 50000);
	assert_int_equal(findings.items[0].line, 5);
	findings_release(&findings);
	document_release(&document);
	form_free(form);
}

struct asking {
	int patience; /* how often it is asked in vain */
	int n;
};

static bool gives_up(void *context)
{
	struct asking *self = context;

	return ++self->n > self->patience;
}

/* Given up at any moment it ends soon and has found nothing; else it finds what it always does. */
static void test_given_up(void **state)
{
	struct form *form;
	struct document document;
	struct findings findings = {0};
	struct asking asking = {.patience = 1000000};
	const struct check_setting setting = {.now = NOW, .gives_up = gives_up, .context = &asking};
	(void)state;

	make_many_rows(&document, &form);
	assert_true(check_document_in(&document, &setting, &findings));
	assert_int_equal(findings.n, 25000 - 1 + 50000);

	int often = asking.n;

	assert_true(often > 100);
	for (int patience = 0; patience < often; patience += 7) {
		asking = (struct asking){.patience = patience};
		assert_false(check_document_in(&document, &setting, &findings));
		assert_int_equal(findings.n, 0);
		assert_int_equal(asking.n, patience + 1);
	}
	findings_release(&findings);
	document_release(&document);
	form_free(form);
}

/* docs/rules.md has a heading for each rule, with a paragraph below it, and no other rules. */
static void test_docs_have_every_rule(void **state)
{
	struct str path = {0};
	struct str text = {0};
	size_t n;
	const struct rule *rules = check_rules(&n);
	size_t n_headings = 0;
	(void)state;

	source_path(&path, "docs/rules.md");
	assert_true(read_file(path.data, &text));
	for (size_t i = 0; i < n; i++) {
		str_clear(&path);
		str_appendf(&path, "\n### %s\n\n", rules[i].id);
		const char *heading = strstr(text.data, path.data);

		if (heading == NULL)
			fail_msg("docs/rules.md has no paragraph on %s", rules[i].id);
		const char *paragraph = heading + path.len;
		const char *end = strstr(paragraph, "\n\n");

		if (*paragraph == '#' || end == NULL || end - paragraph < 40)
			fail_msg("docs/rules.md says too little on %s", rules[i].id);
	}
	for (const char *at = text.data; (at = strstr(at, "\n### ")) != NULL; at++)
		n_headings++;
	assert_int_equal(n_headings, n);
	str_release(&path);
	str_release(&text);
}

/* The editor shows the reason and what to do in three lines of 70 columns. */
static void test_every_rule_has_a_reason(void **state)
{
	size_t n;
	const struct rule *rules = check_rules(&n);
	(void)state;

	for (size_t i = 0; i < n; i++) {
		const char *why = check_rule_reason(&rules[i]);
		size_t len = strlen(why);

		if (len < 20 || why[len - 1] != '.')
			fail_msg("%s has no reason", rules[i].id);
		if (len + 1 + strlen(rules[i].hint) > 190)
			fail_msg("%s says too much", rules[i].id);
	}
}

/* Where its place is named, a finding does not name it again. */
static void test_brief_leaves_the_place_out(void **state)
{
	struct document document;
	struct str nowhere = {0};
	struct form *form = load_form(&nowhere);
	struct findings findings = {0};
	size_t n = 0;
	(void)state;

	document_init_new(&document, form);
	check_document(&document, STATUS_FINAL, NOW, &findings);
	for (size_t i = 0; i < findings.n; i++)
		if (findings.items[i].brief != NULL) {
			assert_non_null(strstr(findings.items[i].text, findings.items[i].brief));
			n++;
		}
	assert_true(n > 5);
	findings_release(&findings);
	document_release(&document);
	form_free(form);
}

static void test_table_is_sound(void **state)
{
	size_t n;
	const struct rule *rules = check_rules(&n);
	(void)state;

	for (size_t i = 0; i < n; i++) {
		const struct rule *rule = &rules[i];

		assert_int_equal(strspn(rule->id, "abcdefghijklmnopqrstuvwxyz-"), strlen(rule->id));
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(rules[j].id, rule->id);
		assert_non_null(rule->run);
		assert_true(
			strlen(rule->title) > 10 && rule->title[strlen(rule->title) - 1] != '.');
		assert_true(strlen(rule->hint) > 10 && rule->hint[strlen(rule->hint) - 1] != '.');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table_is_sound),
		cmocka_unit_test(test_docs_have_every_rule),
		cmocka_unit_test(test_every_rule_has_a_reason),
		cmocka_unit_test(test_brief_leaves_the_place_out),
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_clean_is_clean),
		cmocka_unit_test(test_judged_as_another_status),
		cmocka_unit_test(test_new_document),
		cmocka_unit_test(test_many_rows),
		cmocka_unit_test(test_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
