/*
 * A word is replaced in the words of each comment on a text, which is left then: eight times the
 * text, with eight times the comments, takes about eight times as long.
 */
#include "editing.h"
#include "processor_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SMALL = 100, TIMES = 8, MOST = 3 * TIMES, TRIES = 5 };

/* Each sentence has a number of its own, and a comment on its words with that. */
static void write_document(size_t n, struct str *out)
{
	str_append_text(out, "afterword: 1\nform: probe\nmain:\n  body: |\n");
	for (size_t i = 0; i < n; i++)
		str_appendf(out, "    Then the pool %zu was exhausted.\n", i);
	str_append_text(out, "review:\n  comments:\n");
	for (size_t i = 0; i < n; i++)
		str_appendf(out,
			"    - id: c%zu\n      about: main.body\n"
			"      quote: the pool %zu was exhausted\n"
			"      kind: remark\n      by: Ida Nyman\n"
			"      at: \"2023-10-16T09:00:00Z\"\n      text: Which one?\n",
			i, i);
}

static int64_t measure(size_t n)
{
	struct editing e;
	struct str text = {0};
	struct replaced replaced;
	int64_t since;

	write_document(n, &text);
	editing_init(&e, str_text(&text));
	editing_wait(&e, 2000);
	editing_go(&e, FIELD_BODY);
	since = processor_time();
	editor_replace_all(session_editor(e.session), "pool", "pools", &replaced);
	assert_int_equal(replaced.done, n);
	editing_keys(&e, "<Alt+.>");
	since = processor_time() - since;
	editing_release(&e);
	str_release(&text);
	return since;
}

static void edited_words_grow(void **state)
{
	int64_t small = INT64_MAX, large = INT64_MAX;

	(void)state;
	for (int i = 0; i < TRIES && (i == 0 || large > small * MOST); i++) {
		int64_t took = measure(SMALL);

		small = took < small ? took : small;
		took = measure((size_t)SMALL * TIMES);
		large = took < large ? took : large;
	}
	if (large > small * MOST)
		fail_msg("%d times the comments took %lld us after %lld us", TIMES,
			(long long)large, (long long)small);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edited_words_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
