/* A pool: results in order whichever process made them, and a worker's end is reported. */
#include "../../src/cli/pool.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include <cmocka.h>

struct job {
	pid_t pid; /* of the test */
	size_t deadly;
	size_t n_taken;
	size_t n_elsewhere;
};

struct answer {
	size_t at;
	pid_t pid;
};

static void work(void *data, size_t at, struct str *result)
{
	const struct job *job = data;
	struct answer answer = {at, getpid()};

	if (at == job->deadly && getpid() != job->pid)
		kill(getpid(), SIGKILL);
	str_append(result, (const char *)&answer, sizeof(answer));
	/* More than fits in a pipe, now and then. */
	str_append_repeat(result, 'x', at % 50 == 0 ? 200000 : at % 7);
}

static void take(void *data, size_t at, const struct str *result)
{
	struct job *job = data;
	struct answer answer;

	memcpy(&answer, result->data, sizeof(answer));
	assert_int_equal(at, job->n_taken++);
	assert_int_equal(answer.at, at);
	assert_int_equal(result->len, sizeof(answer) + (at % 50 == 0 ? 200000 : at % 7));
	job->n_elsewhere += answer.pid != job->pid;
}

static void test_order(void **state)
{
	static const size_t sizes[] = {0, 1, 31, 64, 65, 1000};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct job job = {.pid = getpid(), .deadly = SIZE_MAX};
		struct err err = {0};

		assert_true(pool_run(sizes[i], 32, work, take, &job, &err));
		assert_int_equal(job.n_taken, sizes[i]);
		assert_true(job.n_elsewhere == 0 || sizes[i] >= 64);
	}
}

static void test_end_of_a_worker(void **state)
{
	struct job job = {.pid = getpid(), .deadly = SIZE_MAX};
	struct err err = {0};

	(void)state;
	assert_true(pool_run(500, 32, work, take, &job, &err));
	if (job.n_elsewhere == 0)
		skip(); /* one core: there are no workers */
	job = (struct job){.pid = getpid(), .deadly = 301};
	assert_false(pool_run(500, 32, work, take, &job, &err));
	assert_int_equal(job.n_taken, 301);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_non_null(strstr(err.message, "signal 9"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_end_of_a_worker),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
