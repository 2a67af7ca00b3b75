/* Byte strings, and the memory below them. */
#include "base/mem.h"
#include "base/str.h"

#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void test_empty(void **state)
{
	struct str text = {0};

	(void)state;
	assert_string_equal(str_text(&text), "");
	assert_true(str_equal(&text, "", 0));
	str_clear(&text);
	str_append(&text, NULL, 0);
	str_append_repeat(&text, 'x', 0);
	assert_null(text.data);
	char *taken = str_take(&text);
	assert_string_equal(taken, "");
	free(taken);
	str_release(&text);
}

static void test_append_first_line(void **state)
{
	static const struct {
		const char *text;
		size_t most;
		const char *expected;
	} cases[] = {
		{"", 4, ""},
		{"four", 4, "four"},
		{"fives", 4, "five\xe2\x80\xa6"},
		{"one\ntwo", 4, "one\xe2\x80\xa6"},
		{"one\n", 4, "one"},
		{"fives\n", 4, "five\xe2\x80\xa6"},
		{"abc\xc3\xa4", 4, "abc\xe2\x80\xa6"},
		{"abc\n\xc3\xa4", 8, "abc\xe2\x80\xa6"},
	};
	struct str text = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		str_set(&text, "- ", 2);
		str_append_first_line(&text, cases[i].text, cases[i].most);
		assert_string_equal(str_text(&text) + 2, cases[i].expected);
	}
	str_release(&text);
}

static void test_append_padded(void **state)
{
	static const struct {
		unsigned number, width;
		const char *text;
	} cases[] = {
		{0, 0, "0"},
		{0, 2, "00"},
		{7, 2, "07"},
		{59, 2, "59"},
		{123, 2, "123"},
		{2026, 4, "2026"},
		{33, 4, "0033"},
		{UINT_MAX, 12, "004294967295"},
	};
	struct str text = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		str_set(&text, "at ", 3);
		str_append_padded(&text, cases[i].number, cases[i].width);
		assert_string_equal(str_text(&text) + 3, cases[i].text);
	}
	str_release(&text);
}

static void test_append(void **state)
{
	struct str text = {0};

	(void)state;
	str_append(&text, "a\0b", 3);
	str_append_text(&text, "cd");
	str_append_char(&text, 'e');
	str_append_repeat(&text, '-', 3);
	str_appendf(&text, "%d %s", 7, "days");
	str_appendf(&text, "%s", "");
	assert_true(str_equal(&text, "a\0bcde---7 days", 15));
	assert_int_equal(text.data[text.len], '\0');
	assert_false(str_equal(&text, "a\0bcde---7 dayz", 15));
	str_set(&text, "new", 3);
	assert_string_equal(str_text(&text), "new");

	char *taken = str_take(&text);
	assert_string_equal(taken, "new");
	assert_null(text.data);
	assert_int_equal(text.len, 0);
	free(taken);
}

/* Every way to replace a part of a short text, against plain copying. */
static void test_splice(void **state)
{
	static const char before[] = "0123456789";
	static const char inserted[] = "abcdefghijklmnopqrstuvwxyz";

	(void)state;
	for (size_t at = 0; at <= 10; at++) {
		for (size_t removed = 0; removed <= 10 - at; removed++) {
			for (size_t len = 0; len <= 26; len += 2) {
				struct str text = {0};
				struct str expected = {0};

				str_append_text(&text, before);
				str_splice(&text, at, removed, inserted, len);
				str_append(&expected, before, at);
				str_append(&expected, inserted, len);
				str_append_text(&expected, before + at + removed);
				assert_true(str_equal(&text, expected.data, expected.len));
				assert_int_equal(str_text(&text)[text.len], '\0');
				str_release(&text);
				str_release(&expected);
			}
		}
	}
}

static void test_grow_is_amortised(void **state)
{
	struct str text = {0};
	size_t moves = 0;
	size_t cap = 0;

	(void)state;
	for (int i = 0; i < 1000000; i++) {
		str_append_char(&text, 'x');
		moves += text.cap != cap;
		cap = text.cap;
	}
	assert_int_equal(text.len, 1000000);
	assert_true(moves < 40);
	str_release(&text);
}

static void test_mem(void **state)
{
	int *items = NULL;
	size_t cap = 0;

	(void)state;
	items = mem_grow(items, &cap, 1, sizeof(*items));
	assert_true(cap >= 1);
	items = mem_grow(items, &cap, 100, sizeof(*items));
	assert_true(cap >= 100);
	items[99] = 1;
	assert_ptr_equal(mem_grow(items, &cap, 100, sizeof(*items)), items);
	free(items);

	int *zeros = mem_zalloc(64, sizeof(*zeros));

	for (int i = 0; i < 64; i++)
		assert_int_equal(zeros[i], 0);
	zeros = mem_resize(zeros, 128, sizeof(*zeros));
	zeros[127] = 1;
	free(zeros);

	char *copy = mem_strndup("abc", 2);

	assert_string_equal(copy, "ab");
	free(copy);
	copy = mem_strdup("abc");
	assert_string_equal(copy, "abc");
	free(copy);
	free(mem_alloc(0));
}

static int hook_pipe;
static volatile size_t too_many = SIZE_MAX / 4 + 2; /* times 4 is 4 */

/* A hook that breaks its one rule, not to allocate, must not run forever. */
static void write_mark(void)
{
	if (write(hook_pipe, "!", 1) != 1)
		_exit(99);
	mem_zalloc(too_many, 4);
}

/* A size that overflows ends the process with status 2, after calling the hook once. */
static void test_exhausted(void **state)
{
	int ends[2];
	int status;
	char marks[4];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	hook_pipe = ends[1];
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		mem_set_exhausted_hook(write_mark);
		mem_zalloc(too_many, 4);
		_exit(98);
	}
	close(ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_int_equal(read(ends[0], marks, sizeof(marks)), 1);
	close(ends[0]);
}

/* In every build, even with NDEBUG, which distributions use. */
static void test_beyond_the_end(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		struct str text = {0};

		signal(SIGABRT, SIG_DFL);
		close(STDERR_FILENO);
		str_append_text(&text, "short");
		str_splice(&text, 6, 0, "x", 1);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_append),
		cmocka_unit_test(test_append_first_line),
		cmocka_unit_test(test_append_padded),
		cmocka_unit_test(test_splice),
		cmocka_unit_test(test_grow_is_amortised),
		cmocka_unit_test(test_mem),
		cmocka_unit_test(test_exhausted),
		cmocka_unit_test(test_beyond_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
