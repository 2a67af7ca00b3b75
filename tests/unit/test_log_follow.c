/* A log that is followed: when its rows are added, by a clock that only the test moves. */
#include "../../src/cli/log_follow.h"

#include "folder.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof *(array))

static const char empty[] = "afterword: 1\nform: postmortem\ntimezone: UTC\n";

/* What comes when, and how many rows the document has by then. */
struct step {
	int64_t at; /* milliseconds */
	const char *text;
	size_t n_rows;
	enum follow_event end; /* 0: it goes on */
};

struct script {
	struct folder folder;
	const struct step *steps;
	size_t n;
	size_t next;
	int64_t now;
	unsigned ids;
	char path[200];
};

static size_t count_rows(struct script *self)
{
	struct str text = {0};
	size_t n = 0;

	assert_true(folder_get(&self->folder, "a.yaml", &text));
	for (const char *at = str_text(&text); (at = strstr(at, "- id: ")); at++)
		n++;
	str_release(&text);
	return n;
}

static enum follow_event wait_for_step(
	void *context, int64_t milliseconds, struct str *out, struct err *err)
{
	struct script *self = context;
	const struct step *step = &self->steps[self->next];

	(void)err;
	assert_true(self->next < self->n);
	if (milliseconds >= 0 && self->now + milliseconds < step->at) {
		self->now += milliseconds;
		return FOLLOW_TIME_UP;
	}
	self->now = step->at;
	assert_int_equal(count_rows(self), step->n_rows);
	str_append_text(out, step->text);
	self->next++;
	return step->end;
}

static int set_up(void **state)
{
	static struct script script;

	script = (struct script){0};
	folder_init(&script.folder);
	folder_put_text(&script.folder, "a.yaml", empty);
	strcpy(script.path, folder_path(&script.folder, "a.yaml"));
	*state = &script;
	return 0;
}

static int tear_down(void **state)
{
	struct script *script = *state;

	folder_release(&script->folder);
	return 0;
}

/* Returns the exit status when all steps have come. */
static int follow(
	struct script *self, const struct log_options *options, const struct step *steps, size_t n)
{
	char *arguments[] = {self->path, NULL};
	const struct invocation call = {
		.arguments = arguments,
		.n_arguments = 1,
		.io = io_system(),
		.time = standing_time(&self->now),
		.ids = counting_ids(&self->ids),
	};
	const struct follow_source source = {wait_for_step, self};
	int status;

	self->steps = steps;
	self->n = n;
	self->next = 0;
	status = log_follow_source(&call, options, &source);
	assert_int_equal(self->next, n);
	return status;
}

/* Follows all steps, and finds as many rows in the end. */
static void assert_rows(struct script *self, const struct step *steps, size_t n, size_t n_rows)
{
	const struct log_options plain = {.input = "-", .is_followed = true};

	assert_int_equal(follow(self, &plain, steps, n), EXIT_FINE);
	assert_int_equal(count_rows(self), n_rows);
}

static void assert_has(struct script *self, const char *text)
{
	assert_true(folder_has(&self->folder, "a.yaml", text));
}

static void an_entry_is_added_after_a_pause(void **state)
{
	static const struct step steps[] = {
		{1000, "2024-05-03 09:40 al", 0, 0},
		{9000, "arm\n", 0, 0},
		{9400, "  of the queue\n", 0, 0},
		{9800, "", 0, 0},
		{12000, "09:41 lo", 1, 0},
		{12100, "oks", 1, FOLLOW_ENDED},
	};

	assert_rows(*state, steps, LEN(steps), 2);
	assert_has(*state, "of the queue");
	assert_has(*state, "2024-05-03T09:41:00+00:00");
}

/* Once the format is known, the next head shows that the one before is whole. */
static void a_busy_log_is_saved_once_a_second(void **state)
{
	static const struct step steps[] = {
		{0, "2024-05-03 09:40 one\n", 0, 0},
		{1000, "09:41 two\n", 1, 0},
		{1400, "09:42 three\n", 1, 0},
		{1490, "09:43 four\n", 1, 0},
		{1600, "09:44 five\n", 3, 0},
		{1900, "09:45 six\n", 3, 0},
		{2200, "09:46 seven\n", 3, 0},
		{2499, "09:47 eight\n", 3, 0},
		{2600, "09:48 nine\n", 7, 0},
		{2700, "09:49 t", 7, FOLLOW_STOPPED},
	};

	assert_rows(*state, steps, LEN(steps), 9); /* what has no end yet is not whole */
}

static void who_and_day_go_on(void **state)
{
	static const struct step steps[] = {
		{0, "--- Log opened Thu May 02 23:51:14 2024\n23:52 <@ines> cache07 answers 404\n",
			0, 0},
		{2000, "--- Day changed Sat May 04 2024\n", 1, 0},
		{4000, "00:04 < dag> the disk is full\n", 1, FOLLOW_ENDED},
	};

	assert_rows(*state, steps, LEN(steps), 2);
	assert_has(*state, "2024-05-02T23:52:00+00:00");
	assert_has(*state, "2024-05-04T00:04:00+00:00");
}

static void midnight_passes(void **state)
{
	static const struct step steps[] = {
		{0, "2024-05-02 23:59:00 late\n", 0, 0},
		{2000, "23:59:30 later\n", 1, 0},
		{4000, "00:00:10 early\n", 2, 0},
		{6000, "00:00:20 earlier\n", 3, FOLLOW_ENDED},
	};
	const struct log_options shifted = {.input = "-", .is_followed = true, .shift = "+1h"};

	assert_int_equal(follow(*state, &shifted, steps, LEN(steps)), EXIT_FINE);
	assert_has(*state, "2024-05-03T00:59:30+00:00");
	assert_has(*state, "2024-05-03T01:00:20+00:00");
}

static void lines_that_cannot_be_kept_are_left_out(void **state)
{
	static const struct step steps[] = {
		{0, "2024-05-03 09:40 one\n2024-05-03 09:41 \xff\n2024-05-03 09:42 two\n", 0, 0},
		{2000, "  of yesterday\n", 2, FOLLOW_ENDED},
	};

	assert_rows(*state, steps, LEN(steps), 2);
}

static void objects_are_read_line_by_line(void **state)
{
	static const struct step steps[] = {
		{0, "{\"time\":\"2024-05-03T09:40:00Z\",\"msg\":\"one\"}\n{\"time\":\"2024-", 0, 0},
		{2000, "05-03T09:41:00Z\",\"msg\":\"two\"}\n", 1, 0},
		{2100, "", 1, FOLLOW_STOPPED},
	};

	assert_rows(*state, steps, LEN(steps), 2);
}

/* Nothing is added, and the exit status says why. */
static void some_logs_cannot_be_followed(void **state)
{
	static const struct {
		const char *text;
		const char *format;
		int status;
	} cases[] = {
		{"", NULL, EXIT_FINDINGS},
		{"no time\nat all\n", NULL, EXIT_FINDINGS},
		{"Time (UTC),Who,What\n2024-05-03 09:40,Ana,alarm\n", "csv", EXIT_WRONG},
		{"# none\n", "plain", EXIT_FINDINGS},
	};

	struct script *script = *state;

	for (size_t i = 0; i < LEN(cases); i++) {
		const struct step steps[] = {{0, cases[i].text, 0, FOLLOW_ENDED}};
		const struct log_options options = {
			.input = "-", .is_followed = true, .format = cases[i].format};

		assert_int_equal(follow(script, &options, steps, 1), cases[i].status);
		assert_true(folder_holds(&script->folder, "a.yaml", empty));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_entry_is_added_after_a_pause, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_busy_log_is_saved_once_a_second, set_up, tear_down),
		cmocka_unit_test_setup_teardown(who_and_day_go_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(midnight_passes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			lines_that_cannot_be_kept_are_left_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(objects_are_read_line_by_line, set_up, tear_down),
		cmocka_unit_test_setup_teardown(some_logs_cannot_be_followed, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
