/* check: findings as text and JSON, of files and folders, and its exit status. */
#include "program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>
#include <jansson.h>

#define HEAD "afterword: 1\nform: postmortem\n"

/* Nothing but notes as a draft; the reversed times are an error whatever the status. */
static const char draft[] = HEAD "title: A draft\nseverity: sev2\nstatus: draft\ntimezone: UTC\n";
static const char reversed[] =
	HEAD "title: Reversed\nseverity: sev2\nstatus: draft\ntimezone: UTC\nsummary:\n"
	     "  start: \"2023-10-15T08:00:00Z\"\n  end: \"2023-10-14T08:00:00Z\"\n";

static int set_up(void **state)
{
	program_set_up(state);

	struct program *program = *state;

	folder_put_text(&program->folder, "draft.yaml", draft);
	folder_put_text(&program->folder, "reversed.yaml", reversed);
	return 0;
}

static void test_status(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "check", "draft.yaml");
	assert_true(has(&program->out, "draft.yaml:1:1: note: "));
	RUN(program, 1, "check", "reversed.yaml");
	assert_true(has(&program->out, "reversed.yaml:9:8: error: "));
	RUN(program, 1, "check", "draft.yaml", "reversed.yaml");
	RUN(program, 2, "check", "reversed.yaml", "nowhere.yaml", "draft.yaml");
	assert_true(has(&program->err, "afterword: nowhere.yaml: there is no such file\n"));
	/* An unreadable one does not hide the others. */
	assert_true(has(&program->out, "reversed.yaml:9:8: error: "));
	assert_true(has(&program->out, "draft.yaml:1:1: note: "));
}

/* A given status turns gaps into warnings or errors, whatever the document says. */
static void test_as(void **state)
{
	struct program *program = *state;

	RUN(program, 0, "check", "--as", "review", "draft.yaml");
	assert_true(has(&program->out, ": warning: "));
	RUN(program, 1, "check", "--as", "final", "draft.yaml");
	assert_true(has(&program->out, ": error: "));
}

/* Each line is file:line:column: level: message [rule], sorted the same in every run. */
static void test_lines(void **state)
{
	struct program *program = *state;
	struct str copy = {0};

	RUN(program, 1, "check", "--as", "final", "reversed.yaml", "draft.yaml");
	str_append(&copy, str_text(&program->out), program->out.len);
	RUN(program, 1, "check", "--as", "final", "reversed.yaml", "draft.yaml");
	assert_string_equal(str_text(&copy), str_text(&program->out));
	for (char *line = strtok(copy.data, "\n"); line; line = strtok(NULL, "\n")) {
		const char *at = line + strcspn(line, ":");

		assert_true(strncmp(line, "reversed.yaml:", 14) == 0 ||
			    strncmp(line, "draft.yaml:", 11) == 0);
		for (int i = 0; i < 2; i++) {
			assert_int_equal(*at, ':');
			assert_true(strspn(at + 1, "0123456789") > 0);
			at += 1 + strspn(at + 1, "0123456789");
		}
		assert_true(strncmp(at, ": note: ", 8) == 0 ||
			    strncmp(at, ": warning: ", 11) == 0 ||
			    strncmp(at, ": error: ", 9) == 0);
		assert_int_equal(line[strlen(line) - 1], ']');
	}
	str_release(&copy);
}

/* Folders: sorted, with their subfolders, without other programs' YAML and hidden files. */
static void test_folders(void **state)
{
	struct program *program = *state;
	struct folder *folder = &program->folder;

	mkdir(folder_path(folder, "lib"), 0700);
	mkdir(folder_path(folder, "lib/2023"), 0700);
	mkdir(folder_path(folder, "lib/.git"), 0700);
	folder_put_text(folder, "lib/b.yaml", draft);
	folder_put_text(folder, "lib/a.yml", draft);
	folder_put_text(folder, "lib/2023/c.yaml", reversed);
	folder_put_text(folder, "lib/compose.yaml", "services:\n  web: x\n");
	folder_put_text(folder, "lib/notes.txt", reversed);
	folder_put_text(folder, "lib/.git/d.yaml", reversed);
	folder_put_text(folder, "lib/.hidden.yaml", reversed);
	RUN(program, 1, "check", "lib");
	assert_int_equal(program->err.len, 0);

	const char *first = strstr(str_text(&program->out), "lib/2023/c.yaml:");
	const char *second = strstr(str_text(&program->out), "lib/a.yml:");
	const char *third = strstr(str_text(&program->out), "lib/b.yaml:");

	assert_true(first && second && third && first < second && second < third);
	assert_false(has(&program->out, "compose"));
	assert_false(has(&program->out, "notes"));
	assert_false(has(&program->out, "hidden"));
	assert_false(has(&program->out, ".git"));
	/* A file named explicitly is checked, whatever it is. */
	RUN(program, 2, "check", "lib/compose.yaml");
	mkdir(folder_path(folder, "none"), 0700);
	RUN(program, 0, "check", "none");
	assert_int_equal(program->out.len, 0);
}

static void test_json(void **state)
{
	struct program *program = *state;
	json_error_t error;

	RUN(program, 2, "check", "--format", "json", "draft.yaml", "nowhere.yaml", "reversed.yaml");
	assert_true(has(&program->err, "nowhere.yaml: there is no such file"));

	json_t *root = json_loadb(str_text(&program->out), program->out.len, 0, &error);

	if (!root)
		fail_msg("%s at %d", error.text, error.line);

	json_t *files = json_object_get(root, "files");

	assert_int_equal(json_array_size(files), 3);

	json_t *last = json_array_get(files, 2);

	assert_string_equal(json_string_value(json_object_get(last, "path")), "reversed.yaml");

	json_t *findings = json_object_get(last, "findings");
	size_t index;
	json_t *item;
	bool found = false;

	assert_true(json_array_size(findings) > 0);
	json_array_foreach(findings, index, item)
	{
		const char *level = json_string_value(json_object_get(item, "level"));

		found |= strcmp(level, "error") == 0 &&
			 json_integer_value(json_object_get(item, "line")) == 9;
		assert_non_null(json_string_value(json_object_get(item, "rule")));
	}
	assert_true(found);
	json_decref(root);
	RUN(program, 0, "check", "--format", "json", "draft.yaml");
	RUN(program, 1, "check", "--format", "json", "reversed.yaml");
}

/* Enough files for several processes: all are reported in order, as by one process. */
static void test_many(void **state)
{
	struct program *program = *state;
	struct folder *folder = &program->folder;
	const char *at;
	char name[64];
	json_error_t where;

	mkdir(folder_path(folder, "lib"), 0700);
	for (int i = 0; i < 200; i++) {
		snprintf(name, sizeof(name), "lib/%03d.yaml", i);
		folder_put_text(folder, name,
			i % 10 == 3   ? "services:\n  web: x\n"
			: i % 10 == 7 ? "afterword: [\n"
				      : reversed);
	}
	RUN(program, 2, "check", "lib");
	at = str_text(&program->out);
	for (int i = 0; i < 200; i++) {
		snprintf(name, sizeof(name), "lib/%03d.yaml:", i);
		if (i % 10 == 3) {
			assert_false(has(&program->out, name) || has(&program->err, name));
		} else if (i % 10 == 7) {
			assert_true(has(&program->err, name));
		} else {
			at = strstr(at, name);
			assert_non_null(at);
		}
	}
	RUN(program, 2, "check", "--format", "json", "lib");

	json_t *root = json_loads(str_text(&program->out), 0, &where);
	json_t *counts = json_object_get(root, "counts");
	json_t *last = json_array_get(json_object_get(root, "files"), 179);

	assert_int_equal(json_integer_value(json_object_get(counts, "files")), 180);
	assert_int_equal(json_integer_value(json_object_get(counts, "failures")), 20);
	assert_string_equal(json_string_value(json_object_get(last, "path")), "lib/199.yaml");
	assert_string_equal(json_string_value(json_object_get(last, "form")), "postmortem");
	json_decref(root);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, program_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_status),
		TEST(test_as),
		TEST(test_lines),
		TEST(test_folders),
		TEST(test_json),
		TEST(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
