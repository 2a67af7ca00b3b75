/*
 * A log of eight times the size takes about eight times as long to read and to date, whatever it
 * consists of; see test_growth.c. Anything quadratic would take sixty-four times as long.
 */
#include "log/log.h"

#include "processor_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))
#define CAPTURED INT64_C(1714986000) /* 2024-05-06T09:00:00Z */

enum { SMALL = 16 * 1024, TIMES = 8, MOST = 4 * TIMES, TRIES = 25 };

/* A log: the unit again and again. */
struct shape {
	const char *format;
	const char *before;
	const char *unit;
	const char *after;
};

#define SAID "[{\"type\":\"message\",\"user\":\"U1\",\"ts\":\"1714722060.000100\",\"text\":\""

static const struct shape shapes[] = {
	{"slack", "", "Rui Silva  9:41 AM\nit is down\n", ""},
	{"slack", "Rui Silva  9:41 AM\n", "it is down\n", ""},
	{"slack", "", "Rui Silva  9:41 AM\n```x\n", ""},
	{"slack", "Rui Silva  9:41 AM\n", ":eyes:\n2\n", ""},
	{"slack", "Rui Silva  9:41 AM\n", "Today\n", ""},
	{"slack", "Rui Silva  9:41 AM\n", "a ", "\n"},
	{"slack-export", "[", "{\"ts\":\"1714722060.0001\",\"user\":\"U1\",\"text\":\"<@U1>\"},",
		"]"},
	{"slack-export", SAID, "<", "\"}]"},
	{"slack-export", SAID, "*a", "\"}]"},
	{"slack-export", SAID, "*", "\"}]"},
	{"slack-export", SAID, "&", "\"}]"},
	{"teams", "", "[2:10 PM] Silva, Rui\nx\n", ""},
	{"discord", "", "ana \u2014 Today at 9:41 AM\nx\n", ""},
	{"discord", "ana \u2014 Today at 9:41 AM\n", " \u2014 ", "\n"},
	{"zulip-export", "[{\"sender_full_name\":\"A\",\"timestamp\":1714722060,\"content\":\"",
		"<p>", "\"}]"},
	{"irssi", "", "09:41 <@ines> it is down\n", ""},
	{"weechat", "", "2024-05-03 09:41:02\tines\tit is down\n", ""},
	{"syslog", "", "May  3 10:58:02 db2 app[1]: it is down\n", ""},
	{"syslog-5424", "2024-05-03T10:15:02Z web3 app - - ", "[a b=\"\\]\"]", " x\n"},
	{"access", "", "::1 - - [03/May/2024:09:41:02 +0000] \"GET / HTTP/1.1\" 200 1\n", ""},
	{"json", "", "{\"time\":\"2024-05-03T09:41:02Z\",\"msg\":\"it is down\"}\n", ""},
	{"json", "{\"time\":\"2024-05-03T09:41:02Z\",\"msg\":\"x\",\"more\":", "[", ""},
	{"json", "{\"time\":\"2024-05-03T09:41:02Z\",\"msg\":\"x\"}\n", "{\"a\":1}", ""},
	{"logfmt", "time=2024-05-03T09:41:02Z", " a=\"x\"", "\n"},
	{"csv", "Time,Who,What\n", "2024-05-03 09:41,Ana,it is down\n", ""},
	{"csv", "Time,What\n09:41,x\n", "09:42,\"x\n", ""},
	{"csv", "Time,What\n09:41,x\n09:42,", "<br", "\n"},
	{"markdown", "| Time | What |\n|---|---|\n", "| 09:41 | it is down |\n", ""},
	{"aligned", "AGE   MESSAGE\n", "5m    it is down\n", ""},
	{"git", "", "commit 1f\nAuthor: A\nDate:   Fri May 3 09:41:02 2024 +0000\n\n    x\n", ""},
	{"plain", "", "09:41 it is down\n", ""},
	{"plain", "09:41 x\n", "and more\n", ""},
	{"plain", "09:41 x\n", "```\n", ""},
	{"plain", "", "- ", "09:41 x\n"},
	{"discord", "ana", " ", "b\n"},
	{"discord", "ana \u2014 Today at 9:41 AM\n", "ana\n", ""},
	{"discord", "ana \u2014 Today at 9:41 AM\nx\n", "Today\n\n", "hello\n"},
	{"mattermost", "Rui Silva\n9:41 AM\n", "APP\n", ""},
	{"mattermost", "Rui Silva\n9:41 AM\n", "Ana Berg\n", ""},
	{"mattermost", "Rui Silva\n9:41 AM\n", "Ana Berg\n9:42 AM\n", ""},
	{"slack", "Rui Silva  9:41 AM\n", "{Reactions}\n", ""},
	{"slack", "Rui Silva  9:41 AM\n", "\n", "x\n"},
	{"slack", "Rui Silva  9:41 AM\n", "Today\n\nAPP\n", "x\n"},
	{"slack", "Rui Silva  9:41 AM\n", "\u200e", "\n"},
	{"slack", "Rui Silva  9:41 AM\n", "[", "\n"},
	{"zulip-export", "[{\"sender_full_name\":\"A\",\"timestamp\":1714722060,\"content\":\"",
		"<a", "\"}]"},
	{"zulip-export", "[{\"sender_full_name\":\"A\",\"timestamp\":1714722060,\"content\":\"",
		"&a", "\"}]"},
	{"json", "{\"time\":\"2024-05-03T09:41:02Z\",\"@mt\":\"", "{a", "\"}\n"},
	{"json", "{\"time\":\"2024-05-03T09:41:02Z\",\"@mt\":\"", "{}", "\"}\n"},
	{"json", "{\"time\":\"2024-05-03T09:41:02Z\"", ",\"a\":{\"b\":1}", "}\n"},
	{"git", "1f1f1f1f x ", "(", "\n"},
	{"weechat", "2024-05-03 09:41:02\tines\tit is down\n", " ", "|\n"},
	{"irssi", "", "=== x\n", ""},
	{"plain", "09:41 x\n", "##[", "\n"},
	{"plain", "09:41 x\n", "[a", "\n"},
	{"teams", "[2:10 PM] Silva, Rui\n", "Ana by Ana\n", ""},
	{"aligned", "AGE   MESSAGE\n5m", " ", "it\n"},
	{"markdown", "| Time | What |\n|---|---|\n| 09:41 | it", "|", "\n"},
	{"tsv", "Time\tWhat\n09:41\t", "\"", "\n"},
};

static void write_log(const struct shape *shape, size_t size, struct str *out)
{
	str_append_text(out, shape->before);
	while (out->len < size)
		str_append_text(out, shape->unit);
	str_append_text(out, shape->after);
}

/* Microseconds to read and date such a log, which may be refused. */
static int64_t measure(const struct shape *shape, size_t size)
{
	static const struct zone utc = {"UTC"};
	const struct log_dating dating = {.zone = &utc, .captured = CAPTURED};
	struct str text = {0};
	struct log log;
	int64_t since;

	write_log(shape, size, &text);
	since = processor_time();
	if (log_read(&log, slice_of(&text), log_format_find(shape->format), NULL)) {
		log_date(&log, &dating);
		log_release(&log);
	}
	(void)log_recognise(slice_of(&text));
	str_release(&text);
	return processor_time() - since;
}

/* Other work on the machine can only add time, so the fastest turns count. */
static void check_growth(const struct shape *shape)
{
	int64_t small = INT64_MAX;
	int64_t large = INT64_MAX;

	for (int i = 0; i < TRIES; i++) {
		int64_t now = measure(shape, SMALL);

		small = now < small ? now : small;
		now = measure(shape, (size_t)SMALL * TIMES);
		large = now < large ? now : large;
		if (large <= small * MOST)
			return;
	}
	fail_msg("%s of \"%s\": %d times the size took %lld us after %lld us", shape->format,
		shape->unit, TIMES, (long long)large, (long long)small);
}

static void test_growth(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(shapes); i++)
		check_growth(&shapes[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_growth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
