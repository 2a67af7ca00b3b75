/*
 * Several hundred ways to type a time, and what each is read as: the stored value
 * with its note, or the sentence that refuses it. tests/golden/when/spellings.txt
 * has them; WHEN_GOLDEN=write in the environment writes what is read into it.
 */
#include "model/when.h"

#include "base/fileio.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* 2024-01-15T12:00:37Z, a Monday */
#define NOW INT64_C(1705320037)
#define ARROW " => "
#define MAX_BYTES 1000000

/* What the lines up to the next heading are read against. */
struct setting {
	struct zone zone;
	struct when near;
	bool date_only;
	bool takes_range;
};

static void source_path(struct str *out)
{
	const char *root = getenv("SOURCE_ROOT");

	str_appendf(out, "%s/tests/golden/when/spellings.txt", root != NULL ? root : "../..");
}

static void read_file(const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		fail_msg("%s is missing", path);
	assert_true(io_read_all(io_system(), fd, MAX_BYTES, out, NULL));
	close(fd);
}

static void write_file(const char *path, const struct str *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	assert_true(io_write_all(io_system(), fd, bytes->data, bytes->len, NULL));
	close(fd);
}

/* "[Europe/Berlin date]", "[UTC range]"; false for other lines, such as "[10:15]". */
static bool read_head(const char *line, struct setting *out)
{
	static const char *const kinds[] = {" time]", " date]", " range]"};
	const char *kind = strchr(line, ' ');
	struct str zone = {0};
	bool is_head = false;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		is_head = is_head || (kind != NULL && strcmp(kind, kinds[i]) == 0);
	if (*line != '[' || !is_head)
		return false;
	str_append(&zone, line + 1, (size_t)(kind - line) - 1);
	assert_true(zone_init(&out->zone, str_text(&zone), NULL));
	assert_true(when_parse(&out->near, "2024-01-15T12:00:00Z", NULL));
	out->date_only = strcmp(kind, " date]") == 0;
	out->takes_range = strcmp(kind, " range]") == 0;
	str_release(&zone);
	return true;
}

static bool read_typed(const struct setting *setting, const char *typed, struct when *when,
	struct str *rest, struct str *note, struct err *err)
{
	const struct when_context context = {
		.zone = &setting->zone,
		.now = NOW,
		.before = setting->date_only ? (struct when){0} : setting->near,
		.date_only = setting->date_only,
		.may_be_ongoing = true,
		.range_end = setting->takes_range ? rest : NULL,
	};

	return when_parse_loose(when, typed, &context, note, err);
}

/* Appends "2023-10-15T08:00:00-04:00", perhaps with the rest of a range and a note; "! why not" */
static void tell(const struct setting *setting, const char *typed, struct str *out)
{
	struct when when;
	struct err err = {0};
	struct str note = {0};
	struct str rest = {0};

	if (read_typed(setting, typed, &when, &rest, &note, &err)) {
		when_format(&when, out);
		if (rest.len > 0)
			str_appendf(out, " (%s)", str_text(&rest));
		if (note.len > 0)
			str_appendf(out, "  # %s", str_text(&note));
	} else {
		str_appendf(out, "! %s", err.message);
	}
	str_release(&note);
	str_release(&rest);
}

static void tell_line(struct setting *setting, const char *line, struct str *out)
{
	const char *arrow = strstr(line, ARROW);
	struct str typed = {0};

	if (read_head(line, setting) || *line == '\0' || *line == '#') {
		str_appendf(out, "%s\n", line);
	} else {
		str_append(&typed, line, arrow != NULL ? (size_t)(arrow - line) : strlen(line));
		str_appendf(out, "%s" ARROW, str_text(&typed));
		tell(setting, str_text(&typed), out);
		str_append_char(out, '\n');
	}
	str_release(&typed);
}

static void test_spellings(void **state)
{
	struct str path = {0};
	struct str golden = {0};
	struct str told = {0};
	struct setting setting = {0};
	size_t n = 0;
	(void)state;

	source_path(&path);
	read_file(path.data, &golden);
	for (char *line = golden.data, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		size_t before = told.len;

		*end = '\0';
		tell_line(&setting, line, &told);
		if (getenv("WHEN_GOLDEN") == NULL &&
			(strncmp(told.data + before, line, strlen(line)) != 0 ||
				told.data[before + strlen(line)] != '\n'))
			fail_msg("%s: not\n%s", told.data + before, line);
		n++;
	}
	assert_true(n > 300);
	if (getenv("WHEN_GOLDEN") != NULL)
		write_file(path.data, &told);
	str_release(&path);
	str_release(&golden);
	str_release(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spellings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
