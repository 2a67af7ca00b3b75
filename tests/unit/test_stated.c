/* Durations as people write them, read one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "../../src/check/stated.h"

#include <math.h>
#include <string.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define H 3600.0

static void test_read(void **state)
{
	/* The duration ends where the text does, or at "|". */
	static const struct {
		const char *text;
		double seconds;
	} cases[] = {
		{"01:22 hours", 82 * 60},
		{"1:22 h", 82 * 60},
		{"1:22:30 hours", 82 * 60 + 30},
		{"1:22hrs", 82 * 60},
		{"12:30 minutes", 750},
		{"3/4 hour", 0.75 * H},
		{"3/4 of an hour", 0.75 * H},
		{"1 3/4 hours", 1.75 * H},
		{"1-1/2 hours", 1.5 * H},
		{"1\xc2\xbd h", 1.5 * H},
		{"1 \xc2\xbd h", 1.5 * H},
		{"\xc2\xbd hour", 0.5 * H},
		{"2\xc2\xbc"
		 "h",
			2.25 * H},
		{"\xe2\x85\x94 of an hour", 2 * H / 3},
		{"90 minutes and 30 seconds", 5430},
		{"90 minutes, 30 seconds", 5430},
		{"45 seconds", 45},
		{"1h22m", 82 * 60},
		{"1h 22m", 82 * 60},
		{"1 h 22 m 5 s", 82 * 60 + 5},
		{"1h22m5s", 82 * 60 + 5},
		{"1h22", 82 * 60},
		{"1h22|, then", 82 * 60},
		{"1hr22min", 82 * 60},
		{"2d4h", 52 * H},
		{"90m", 90 * 60},
		{"an hour", H},
		{"an hour and a half", 1.5 * H},
		{"an hour and a quarter", 1.25 * H},
		{"a day and a half", 36 * H},
		{"one and a half hours", 1.5 * H},
		{"One and a Half Hours", 1.5 * H},
		{"two and a half days", 60 * H},
		{"2 and a half days", 60 * H},
		{"1 and 1/2 hours", 1.5 * H},
		{"two hours and a half", 2.5 * H},
		{"two hours and thirty minutes", 2.5 * H},
		{"two hours and half a minute", 2 * H + 30},
		{"half an hour", 0.5 * H},
		{"half a day", 12 * H},
		{"a half hour", 0.5 * H},
		{"half-hour", 0.5 * H},
		{"half hour", 0.5 * H},
		{"quarter of an hour", 0.25 * H},
		{"a quarter of an hour", 0.25 * H},
		{"a quarter hour", 0.25 * H},
		{"three quarters of an hour", 0.75 * H},
		{"three-quarters of an hour", 0.75 * H},
		{"2.5 hours", 2.5 * H},
		{"1,5 h", 1.5 * H},
		{"1,500 minutes", 1500 * 60},
		{"two days", 48 * H},
		{"twenty-four hours", 24 * H},
		{"twenty four hours", 24 * H},
		{"a hundred and twenty minutes", 2 * H},
		{"one hundred twenty minutes", 2 * H},
		{"a couple of hours", 2 * H},
		{"a full day", 24 * H},
		{"30\xc2\xa0h", 30 * H},
		{"30\xe2\x80\xafmin", 1800},
		{"30 h| and more of it", 30 * H},
		{"2 h|. 30 minutes", 2 * H},
		{"90 minutes| m", 90 * 60},
	};
	static const char *const none[] = {"", "28", "28 people", "5 m", "5 M users", "1:75 hours",
		"1:22 days", "1:22", "half", "a", "an hours", "a quarter", "10/15/2023", "3/4",
		"1:2 h", "1:222 h", "9999999 h", "and a half hours", "hours", "half the day"};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct stated stated;
		char text[64];
		const char *mark = strchr(cases[i].text, '|');
		size_t end = mark ? (size_t)(mark - cases[i].text) : strlen(cases[i].text);

		strcpy(text, cases[i].text);
		if (mark)
			memmove(text + end, text + end + 1, strlen(text + end));
		assert_true(stated_may_begin(text));
		size_t len = stated_read(text, &stated);

		if (len != end || fabs(stated.seconds - cases[i].seconds) > 0.01)
			fail_msg("%s: %zu bytes, %g s", cases[i].text, len, stated.seconds);
	}
	/* what follows is not part of it */
	assert_false(stated_may_begin("a\0 "));
	for (size_t i = 0; i < LEN(none); i++) {
		struct stated stated;

		if (stated_read(none[i], &stated) != 0)
			fail_msg("%s: %g s", none[i], stated.seconds);
	}
}

/* Two numbers are a range, and words after them say how certain it is. */
static void test_range(void **state)
{
	static const struct {
		const char *text;
		double seconds;
		double most;
		enum bound bound;
	} cases[] = {
		{"2-3 hours", 2 * H, 3 * H, BOUND_EXACT},
		{"2\xe2\x80\x93"
		 "3 h",
			2 * H, 3 * H, BOUND_EXACT},
		{"30 to 40 minutes", 1800, 2400, BOUND_EXACT},
		{"two or three days", 48 * H, 72 * H, BOUND_EXACT},
		{"an hour or two", H, 2 * H, BOUND_EXACT},
		{"2 and 3 hours", 2 * H, 3 * H, BOUND_EXACT},
		{"30+ hours", 30 * H, 30 * H, BOUND_LEAST},
		{"30 h+", 30 * H, 30 * H, BOUND_LEAST},
		{"30 hours or more", 30 * H, 30 * H, BOUND_LEAST},
		{"30 hours or so", 30 * H, 30 * H, BOUND_ABOUT},
		{"a couple of hours", 2 * H, 2 * H, BOUND_ABOUT},
	};
	(void)state;

	for (size_t i = 0; i < LEN(cases); i++) {
		struct stated stated;

		if (stated_read(cases[i].text, &stated) != strlen(cases[i].text) ||
			stated.seconds != cases[i].seconds || stated.most != cases[i].most ||
			stated.bound != cases[i].bound)
			fail_msg("%s: %g to %g s, %d", cases[i].text, stated.seconds, stated.most,
				stated.bound);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
