/*
 * Logs and chat copies, and what is read from them. tests/golden/log has a text for each shape, and
 * beside it what becomes of it; LOG_GOLDEN=write in the environment writes that. All are read for
 * an incident in Berlin that began on 2024-05-03 at 09:40, from copies made three days later.
 */
#include "log/log.h"

#include "base/fileio.h"
#include "base/visible.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define MAX_BYTES 1000000
#define MAX_CASES 400

static void folder_path(struct str *out)
{
	const char *root = getenv("SOURCE_ROOT");

	str_appendf(out, "%s/tests/golden/log", root != NULL ? root : "../..");
}

static bool read_file(const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	assert_true(io_read_all(io_system(), fd, MAX_BYTES, out, NULL));
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

static void set_dating(struct log_dating *dating, struct zone *zone)
{
	struct when captured;

	*dating = (struct log_dating){.zone = zone};
	assert_true(zone_init(zone, "Europe/Berlin", NULL));
	assert_true(when_parse(&dating->start, "2024-05-03T09:40:00+02:00", NULL));
	assert_true(when_parse(&captured, "2024-05-06T18:00:00+02:00", NULL));
	dating->captured = captured.seconds;
}

static void append_entry(const struct log_entry *entry, struct str *out)
{
	str_appendf(out, "%u: ", entry->line);
	if (entry->when.kind == WHEN_NONE)
		str_appendf(out, "(%s)", entry->stamp);
	else
		when_format(&entry->when, out);
	str_appendf(out, " | %s | ", entry->who);
	visible_append_text(out, entry->what);
	if (entry->kind[0] != '\0')
		str_appendf(out, " | %s", entry->kind);
	if (entry->rule != LOG_TAKEN)
		str_appendf(out, " [%s]", log_rule_name(entry->rule));
	str_append_char(out, '\n');
}

/* All that is said of a text, as the files beside the texts have it. */
static void append_read(struct slice text, struct str *out)
{
	struct log log;
	struct zone zone;
	struct log_dating dating;
	struct err err = {0};

	if (!log_read(&log, text, NULL, &err)) {
		str_appendf(out, "refused at %u:%u: %s\n", err.line, err.column, err.message);
		return;
	}
	set_dating(&dating, &zone);
	log_date(&log, &dating);
	str_appendf(out, "%s%s\n", log_format_name(log.format),
		log_needs_captured(&log) ? ", relative to the copy" : "");
	for (size_t i = 0; i < log.n; i++)
		append_entry(&log.entries[i], out);
	for (size_t i = 0; i < LOG_N_RULES; i++)
		if (log.left_out[i] > 0)
			str_appendf(out, "left out: %zu %s\n", log.left_out[i], log_rule_name(i));
	if (log.cut_line > 0)
		str_appendf(out, "cut at line %u\n", log.cut_line);
	log_release(&log);
}

static void check_text(const char *folder, const char *name)
{
	struct str text = {0}, expected = {0}, path = {0}, found = {0};

	str_appendf(&path, "%s/%s", folder, name);
	assert_true(read_file(str_text(&path), &text));
	append_read(slice_of(&text), &found);
	str_clear(&path);
	str_appendf(&path, "%s/%.*s.rows", folder, (int)strcspn(name, "."), name);
	if (getenv("LOG_GOLDEN"))
		write_file(str_text(&path), &found);
	else if (!read_file(str_text(&path), &expected))
		fail_msg("%s is missing", str_text(&path));
	else if (strcmp(str_text(&found), str_text(&expected)) != 0)
		fail_msg(
			"%s: expected\n%s\nfound\n%s", name, str_text(&expected), str_text(&found));
	str_release(&text);
	str_release(&expected);
	str_release(&path);
	str_release(&found);
}

static void every_shape_is_read(void **state)
{
	struct str folder = {0};
	DIR *names;
	struct dirent *entry;
	size_t n = 0;

	(void)state;
	folder_path(&folder);
	names = opendir(str_text(&folder));
	assert_non_null(names);
	while ((entry = readdir(names)) != NULL) {
		const char *end = strrchr(entry->d_name, '.');

		if (entry->d_name[0] == '.' || (end && strcmp(end, ".rows") == 0))
			continue;
		check_text(str_text(&folder), entry->d_name);
		n++;
	}
	closedir(names);
	assert_true(n > 30 && n < MAX_CASES);
	str_release(&folder);
}

/* With another zone, day and shift the same entries are dated again. */
static void times_can_be_read_again(void **state)
{
	struct log log;
	struct zone zone;
	struct log_dating dating;
	struct err err = {0};

	(void)state;
	assert_true(log_read(&log, slice_of_text("09:41 a\n23:50 b\n00:10 c\n"), NULL, &err));
	set_dating(&dating, &zone);
	log_date(&log, &dating);
	assert_int_equal(log.entries[0].when.seconds, 1714722060);
	assert_int_equal(log.entries[2].when.seconds - log.entries[1].when.seconds, 20 * 60);
	assert_true(zone_init(&zone, "UTC", NULL));
	dating.shift = -60;
	assert_true(when_parse(&dating.day, "2024-05-10", NULL));
	log_date(&log, &dating);
	assert_int_equal(log.entries[0].when.seconds, 1715334060 - 60);
	log_release(&log);
}

/* The moment that a document's start and end make of a clock without a day. */
static const char *clock_of(const char *clock, const char *start, const char *end)
{
	static struct str out;
	struct log log;
	struct zone zone;
	struct log_dating dating;
	struct err err = {0};

	str_clear(&out);
	str_appendf(&out, "%s a\n", clock);
	assert_true(log_read(&log, slice_of(&out), NULL, &err));
	set_dating(&dating, &zone);
	assert_true(when_parse(&dating.start, start, NULL));
	assert_true(end[0] == '\0' || when_parse(&dating.end, end, NULL));
	log_date(&log, &dating);
	str_clear(&out);
	when_format(&log.entries[0].when, &out);
	log_release(&log);
	return str_text(&out);
}

static void first_clock_takes_day_of_incident(void **state)
{
	const char *morning = "2024-05-15T08:00:00+02:00";
	const char *night = "2024-05-15T00:10:00+02:00";

	(void)state;
	assert_string_equal(clock_of("07:30", morning, ""), "2024-05-15T07:30:00+02:00");
	assert_string_equal(clock_of("23:50", morning, ""), "2024-05-15T23:50:00+02:00");
	assert_string_equal(
		clock_of("07:30 a\nMay 16, 2024\n06:00", morning, "2024-05-16T09:00:00+02:00"),
		"2024-05-15T07:30:00+02:00");
	assert_string_equal(
		clock_of("07:30 a\nMay 15, 2024\n06:00", morning, ""), "2024-05-14T07:30:00+02:00");
	assert_string_equal(clock_of("23:50", night, ""), "2024-05-14T23:50:00+02:00");
	assert_string_equal(
		clock_of("00:20", "2024-05-14T23:00:00+02:00", ""), "2024-05-15T00:20:00+02:00");
	assert_string_equal(clock_of("07:30", morning, "2024-05-16T09:00:00+02:00"),
		"2024-05-16T07:30:00+02:00");
	assert_string_equal(
		clock_of("23:50", night, "2024-05-16T00:00:00+02:00"), "2024-05-15T23:50:00+02:00");
	assert_string_equal(
		clock_of("23:50", night, "2024-05-15T02:00:00+02:00"), "2024-05-14T23:50:00+02:00");
}

static const char *format_of(const char *head, const char *line, size_t n)
{
	struct str text = {0};
	const struct log_format *format;

	str_append_text(&text, head);
	for (size_t i = 0; i < n; i++)
		str_append_text(&text, line);
	format = log_recognise(slice_of(&text));
	str_release(&text);
	return format ? log_format_name(format) : "none";
}

/* Their rows begin with a time, too, but they have a head. */
static void long_tables_are_no_lines(void **state)
{
	(void)state;
	assert_string_equal(format_of("Time;What\n", "09:41;a\n", 300), "csv");
	assert_string_equal(format_of("Time\tWhat\n", "09:41\ta\n", 300), "tsv");
	assert_string_equal(format_of("| Time | What |\n", "| 09:41 | a |\n", 300), "markdown");
	assert_string_equal(format_of("Times\n", "09:41 a\n", 300), "plain");
}

static void check_refused(const char *head, const char *piece, size_t n, const char *message,
	unsigned line, unsigned column)
{
	struct log log;
	struct err err = {0};
	struct str text = {0};

	str_append_text(&text, head);
	for (size_t i = 0; i < n; i++)
		str_append_text(&text, piece);
	assert_false(log_read(&log, slice_of(&text), NULL, &err));
	assert_non_null(strstr(err.message, message));
	assert_int_equal(err.line, line);
	assert_int_equal(err.column, column);
	str_release(&text);
}

/* What would take hours if each part were looked at again for all others. */
static void shapes_of_no_log_are_refused_at_once(void **state)
{
	(void)state;
	check_refused("", "{\"a\":", 200000, "like no log", 0, 0);
	check_refused("", "[", 400000, "like no log", 0, 0);
	check_refused("| Time | What |\n", "|", 1000000, "like no log", 0, 0);
	check_refused("09:41", ",a", 1000, "more than 256 columns", 1, 517);
	check_refused("09:41", ",\xc3\xa4", 1000, "more than 256 columns", 1, 517);
	check_refused(
		"09:41 a\n09:42 ", "0123456789abcdef", 600000, "longer than 8 MiB", 2, 8388609);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape_is_read),
		cmocka_unit_test(times_can_be_read_again),
		cmocka_unit_test(first_clock_takes_day_of_incident),
		cmocka_unit_test(long_tables_are_no_lines),
		cmocka_unit_test(shapes_of_no_log_are_refused_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
