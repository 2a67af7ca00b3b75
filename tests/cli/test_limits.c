/*
 * Files made to be expensive: whatever 16 MiB contain, the answer is one sentence with
 * its position, within a fifth of a second of work and 64 MiB. The figures are printed.
 */
#include "program.h"
#include "sanitized.h"

#include "base/fileio.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "part.h"

enum {
	FILE_MAX = 16 * 1024 * 1024,
	SIZE_MAX_KIB = 64 * 1024,
	TIME_MAX = 200,  /* milliseconds of processor time */
	SLACK = 4,       /* for a machine that is busy with other work */
	LATE_MAX = 1000, /* an error after 16 MiB of good YAML, which the parser must get through */
};

#define HEAD "afterword: 1\nform: postmortem\n"

/* --- files --- */

/* Head, then unit after unit up to nearly the size, then tail. */
struct bomb {
	const char *name;
	const char *head;
	const char *unit; /* '@' stands for a number, so that names differ */
	const char *tail;
	const char *says;
	bool is_late; /* the error is preceded by good content, value by value */
};

/* The filling of a file takes most of the time here, so it is done in large pieces. */
static void append_units(struct str *out, const char *unit, size_t limit)
{
	size_t len = strlen(unit);
	struct str piece = {0};

	while (piece.len < 65536)
		str_append(&piece, unit, len);
	while (out->len + piece.len < limit)
		str_append(out, piece.data, piece.len);
	while (out->len < limit)
		str_append(out, unit, len);
	str_release(&piece);
}

static void append_number(struct str *out, size_t number)
{
	char digits[24];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	str_append(out, digits + at, sizeof(digits) - at);
}

static void append_numbered(struct str *out, const char *unit, const char *mark, size_t limit)
{
	size_t tail = strlen(mark + 1);

	for (size_t i = 0; out->len < limit; i++) {
		str_append(out, unit, (size_t)(mark - unit));
		append_number(out, i);
		str_append(out, mark + 1, tail);
	}
}

static void fill(struct str *out, const struct bomb *bomb, size_t size)
{
	const char *mark = strchr(bomb->unit, '@');
	size_t limit = size - strlen(bomb->tail) - strlen(bomb->unit) - 24;

	str_clear(out);
	str_append_text(out, bomb->head);
	if (mark)
		append_numbered(out, bomb->unit, mark, limit);
	else
		append_units(out, bomb->unit, limit);
	str_append_text(out, bomb->tail);
}

#define ROW                                                                                        \
	"    - id: k@\n      at: \"2023-10-15T08:30:00Z\"\n      kind: detected\n"                 \
	"      what: The alarm fired again.\n"
#define ROWS HEAD "timeline:\n  events:\n"
#define WIDE "more than 262144 entries"
#define LONG "longer than the 4 MiB allowed"
#define MANY "too many values"
#define DEEP "nested deeper than the 32 levels"
#define LINES "more than 100 lines that start with '%'"
#define OTHER "this is not an Afterword document"

/* Refused for their shape. */
static const struct bomb shapes[] = {
	{"brackets", HEAD "x: ", "[", "", DEEP, false},
	{"brackets in lines", HEAD "x: ", "[\n", "", DEEP, false},
	{"braces", HEAD "x: ", "{a: ", "", DEEP, false},
	{"items in items", HEAD "x:\n", "- ", "", DEEP, false},
	{"question marks", HEAD, "? ", "", DEEP, false},
	{"a wide list", HEAD "x: [", "a,", "", WIDE, false},
	{"a wide list of numbers", HEAD "x: [", "@,", "", WIDE, false},
	{"empty pairs", HEAD "x: {", "a,", "", WIDE, false},
	{"empty lists", HEAD "x: [", "[],", "", WIDE, false},
	{"items", HEAD "x:\n", "- a\n", "", WIDE, false},
	{"empty items", HEAD "x:\n", "-\n", "", WIDE, false},
	{"anchors", HEAD "x:\n", "- &a@ b\n", "", WIDE, false},
	{"aliases", HEAD "y: &a b\nx:\n", "- *a\n", "", WIDE, false},
	{"tags", HEAD "x:\n", "- !a@ b\n", "", WIDE, false},
	{"keys", HEAD, "a@: b\n", "", WIDE, false},
	{"the same key", HEAD, "a: b\n", "", WIDE, false},
	{"merge keys", HEAD "a: &a {}\n", "<<: *a\n", "", WIDE, false},
	{"lists in lists", HEAD "a: &a [x,x]\n", "a@: &a [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n", "", MANY,
		true},
	{"JSON with a head", HEAD "x: [", "{\"b\": \"c\", \"d\": [1, 2, 3]},", "", MANY, true},
	{"tag lines", "", "%TAG !a@! tag:b\n", "---\n" HEAD, LINES, false},
	{"tag lines that end in CR", "", "%TAG !a@! tag:b\r", "---\n" HEAD, LINES, false},
	{"tag lines that end in LS", "", "%TAG !a@! tag:b\xe2\x80\xa8", "---\n" HEAD, LINES, false},
	{"tag lines behind a document", HEAD "...\n", "%TAG !a@! tag:b\n", "---\n", LINES, false},
	{"version lines", "", "%YAML 1.1\n", "---\n" HEAD, LINES, false},
};

/* Refused for a long text, or for what is not in them. */
static const struct bomb texts[] = {
	{"an open quote", HEAD "x: \"", "aaaaaaaaaaaaaaaa", "", LONG, false},
	{"an open quote of lines", HEAD "x: '", "aaaaaaaaaaaaaaaa\n  ", "", LONG, false},
	{"an open quote of blanks", HEAD "x: \"a", "                ", "", LONG, false},
	{"an open quote of breaks", HEAD "x: \"a", "\n", "", LONG, false},
	{"an open quote of escapes", HEAD "x: \"", "\\u20ac", "", LONG, false},
	{"a plain text", HEAD "x: ", "aaaaaaaaaaaaaaa ", "", LONG, false},
	{"a plain text of lines", HEAD "x: a", "\n  b", "", LONG, false},
	{"a block", HEAD "x: |\n", "  aaaaaaaaaaaaa\n", "", LONG, false},
	{"a folded block", HEAD "x: >\n", "  aaaaaaaaaaaaa\n", "", LONG, false},
	{"a block of blank lines", HEAD "x: |+\n", "\n", "", LONG, false},
	{"a key", HEAD, "aaaaaaaaaaaaaaaa", ": b\n", LONG, false},
	{"an anchor", HEAD "x: &", "aaaaaaaaaaaaaaaa", "", LONG, false},
	{"an alias", HEAD "x: *", "aaaaaaaaaaaaaaaa", "", LONG, false},
	{"a tag", HEAD "x: !", "aaaaaaaaaaaaaaaa", "", LONG, false},
	{"a tag in brackets", HEAD "x: !<", "aaaaaaaaaaaaaaaa", "", LONG, false},
	{"a comment", HEAD "# ", "aaaaaaaaaaaaaaaa", "", LONG, false},
	{"comments", HEAD "y: z\n", "# a\n", "", LONG, false},
	{"blank lines", HEAD, "\n", "", LONG, false},
	{"lines that end in CR", HEAD, "\r", "", LONG, false},
	{"wide line ends", HEAD, "\xe2\x80\xa8", "", LONG, false},
	{"blanks", HEAD, "                ", "", LONG, false},
	{"tabs", HEAD, "\t", "", "tabs are not allowed for indentation", false},
	{"prose", "", "These are words, of no document. ", "", OTHER, false},
	{"lines of prose", "", "These are words, of no document.\n", "", OTHER, false},
	{"another program's list", "", "- a: b\n  c: d\n", "", OTHER, false},
	{"another program's keys", "", "key@: value\n", "", OTHER, false},
	{"JSON", "{\"a\": [", "{\"b\": \"c\", \"d\": [1, 2, 3]},", "1]}", OTHER, false},
	{"bad UTF-8 at the end", HEAD, "# aaaaaaaaaaaa\n", "\xff", "not UTF-8", false},
	{"a control early", HEAD "x: a\x1b\n", "# aaaaaaaaaaaa\n", "", "U+001B", false},
	{"a bracket behind rows", ROWS, ROW, "]", MANY, true},
	{"a bracket behind prose", HEAD "impact:\n  service: |\n",
		"    One paragraph that goes on and on for all of its line.\n", "]", LONG, false},
};

/* Forms may have 256 kB; larger ones are not read. */
static const struct bomb forms[] = {
	{"a large form", "form: x\n", "# aaaaaaaaaaaa\n", "", "at most 256 kB", false},
};

#define FORM "form: x\nversion: 1\ntitle: X\npages:\n"

static const struct bomb small_forms[] = {
	{"a form of brackets", FORM "  - ", "[", "", DEEP, false},
	{"a form of tag lines", "", "%TAG !a@! tag:b\r", "---\n" FORM, LINES, false},
	{"a form of pages", FORM,
		"  - {key: a@, title: A, fields: [{key: b, ask: B, kind: line}]}\n", "",
		"more than 64 pages", false},
	{"a form of fields", FORM "  - key: a\n    title: A\n    fields:\n",
		"      - {key: b@, ask: B, kind: line}\n", "", "more than 512 fields", false},
	{"a form of choices",
		FORM "  - key: a\n    title: A\n    fields:\n      - key: b\n        ask: B\n"
		     "        kind: choice\n        choices:\n",
		"          - c@\n", "", "1 to 64 texts", false},
	{"a form of keys", "", "a@: b\n", "", "unknown key", false},
	{"a form of the same key", "", "form: b\n", "", "occurs twice", false},
	{"a form of one text", "form: x\ntitle: \"", "aaaaaaaa", "\"\n", "longer than 200 bytes",
		false},
};

/* A short tag that expands to a long one, a million times. */
static void fill_tag_bomb(struct str *out)
{
	str_clear(out);
	str_append_text(out, "%TAG !a! tag:");
	str_append_repeat(out, 'a', FILE_MAX / 2);
	str_append_text(out, "\n---\n" HEAD "x:\n");
	while (out->len + 16 < FILE_MAX)
		str_append_text(out, "- !a!b c\n");
}

/* 100,000 events in 10 MB, with all columns of the form. */
static void fill_large(struct str *out)
{
	str_clear(out);
	str_append_text(out, ROWS);
	for (int i = 0; i < 100000; i++)
		str_appendf(out,
			"    - id: k%07d\n      at: \"2023-10-15T08:30:00Z\"\n      kind: detected\n"
			"      what: The alarm %d\n      who: Jo\n",
			i, i);
}

/* --- measuring --- */

struct cost {
	int status;
	double milliseconds; /* of the processor, in user and system mode */
	long kib;
};

static double to_ms(const struct timeval *time)
{
	return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

/* A child of a child, so that the figures are only for this one. */
static struct cost measure(struct program *program, const char *const *words)
{
	struct cost cost = {0};
	struct rusage usage;
	int ends[2];

	assert_int_equal(pipe(ends), 0);

	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		program_run(program, words);
		getrusage(RUSAGE_CHILDREN, &usage);
		cost.status = program->status;
		cost.milliseconds = to_ms(&usage.ru_utime) + to_ms(&usage.ru_stime);
		cost.kib = usage.ru_maxrss;
		if (write(ends[1], &cost, sizeof(cost)) > 0)
			io_write_all(io_system(), ends[1], str_text(&program->err),
				program->err.len, NULL);
		_exit(0);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &cost, sizeof(cost)), sizeof(cost));
	str_clear(&program->err);
	assert_true(io_read_all(io_system(), ends[0], 1 << 20, &program->err, NULL));
	close(ends[0]);
	waitpid(pid, NULL, 0);
	return cost;
}

/* One line with the file, and except for a few limits the line and column in it. */
static void assert_sentence(const struct program *program, const char *file, const char *says)
{
	const char *said = str_text(&program->err);
	struct str start = {0};

	str_appendf(&start, "afterword: %s:", file);
	assert_int_equal(program->status, 2);
	assert_memory_equal(said, start.data, start.len);
	assert_non_null(strstr(said, says));
	assert_ptr_equal(strchr(said, '\n'), said + program->err.len - 1);
	str_release(&start);
}

/* Puts the bytes into a file, has a document read, and checks the answer and its cost. */
static void assert_refused(struct program *program, const char *name, const char *file,
	const struct str *bytes, const struct bomb *bomb)
{
	const char *document = strchr(file, '/') ? "a.yaml" : file;

	folder_put(&program->folder, file, str_text(bytes), bytes->len);

	struct cost cost = measure(program, (const char *const[]){"check", document, NULL});
	double most = (bomb && bomb->is_late ? LATE_MAX : TIME_MAX) * SLACK;

	program->status = cost.status;
	print_message("%-32s %4.0f ms %6ld KiB  %s", name, cost.milliseconds, cost.kib,
		str_text(&program->err));
	assert_sentence(program, strchr(file, '/') ? "./forms/x.yaml" : file,
		bomb ? bomb->says : "this '%' line is longer than 256 bytes");
	if (IS_SANITIZED)
		return;
	assert_true(cost.milliseconds <= most);
	assert_true(cost.kib <= SIZE_MAX_KIB);
}

static void assert_all_refused(
	struct program *program, const struct bomb *bombs, size_t n, const char *file, size_t size)
{
	struct str bytes = {0};

	for (size_t i = 0; i < n; i++) {
		fill(&bytes, &bombs[i], size);
		assert_refused(program, bombs[i].name, file, &bytes, &bombs[i]);
	}
	str_release(&bytes);
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void test_texts(void **state)
{
	assert_all_refused(*state, texts, COUNT(texts), "x.yaml", FILE_MAX);
}

static void test_shapes(void **state)
{
	struct str bytes = {0};

	assert_all_refused(*state, shapes, COUNT(shapes), "x.yaml", FILE_MAX);
	fill_tag_bomb(&bytes);
	assert_refused(*state, "a tag of eight million letters", "x.yaml", &bytes, NULL);
	str_release(&bytes);
}

static void test_forms(void **state)
{
	struct program *program = *state;

	folder_put_text(&program->folder, "a.yaml", "afterword: 1\nform: x\n");
	program_shell(program, "mkdir forms", "", "");
	assert_all_refused(program, forms, COUNT(forms), "forms/x.yaml", FILE_MAX);
	assert_all_refused(program, small_forms, COUNT(small_forms), "forms/x.yaml", 256 * 1024);
}

/* Realistic sizes still open: 10 MB, and 3 MiB in one field. */
static void test_large(void **state)
{
	struct program *program = *state;
	struct str bytes = {0};

	fill_large(&bytes);
	assert_true(bytes.len > 10000000);
	folder_put(&program->folder, "rows.yaml", str_text(&bytes), bytes.len);
	RUN(program, 0, "get", "rows.yaml", "timeline.events[100000].what");
	assert_string_equal(str_text(&program->out), "The alarm 99999\n");

	str_clear(&bytes);
	str_append_text(&bytes, HEAD "impact:\n  service: |\n");
	while (bytes.len < 3 * 1024 * 1024)
		str_append_text(&bytes, "    One line of a long log that somebody has pasted.\n");
	folder_put(&program->folder, "log.yaml", str_text(&bytes), bytes.len);
	RUN(program, 0, "set", "log.yaml", "title", "Still written");
	RUN(program, 0, "get", "log.yaml", "title");
	assert_string_equal(str_text(&program->out), "Still written\n");
	str_release(&bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, program_set_up, program_tear_down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(test_shapes),
		TEST(test_texts),
		TEST(test_forms),
		TEST(test_large),
	};

	choose_part(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
