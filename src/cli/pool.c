/*
 * Worker w of n processes the items w, w + n, w + 2n and so on, and writes each result,
 * preceded by its length, into its own pipe. Reading the pipes in turn restores the
 * items' order; a full pipe makes a worker wait.
 */
#include "pool.h"

#include "base/fileio.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	MAX_WORKERS = 16,
	FAILED = 3, /* exit status of a worker that could not hand over its results */
};

struct worker {
	pid_t pid;
	int fd;
};

struct pool {
	struct worker workers[MAX_WORKERS];
	size_t n;
	pool_work *work;
	void *data;
};

static size_t count_workers(size_t n, size_t worth)
{
	long cores = 1;

#ifdef _SC_NPROCESSORS_ONLN /* not in POSIX.1-2008 */
	cores = sysconf(_SC_NPROCESSORS_ONLN);
#endif
	size_t count = cores > 1 ? (size_t)cores : 1;

	if (count > MAX_WORKERS)
		count = MAX_WORKERS;
	return count < n / worth ? count : n / worth;
}

/* --- in a worker --- */

static void serve(const struct pool *self, size_t first, size_t step, size_t n, int fd)
{
	struct io io = io_system();

	for (size_t at = first; at < n; at += step) {
		struct str result = {0};
		uint64_t len = 0;

		str_append(&result, (const char *)&len, sizeof(len));
		self->work(self->data, at, &result);
		len = result.len - sizeof(len);
		memcpy(result.data, &len, sizeof(len));
		if (!io_write_all(io, fd, result.data, result.len, NULL))
			_exit(FAILED);
		str_release(&result);
	}
	_exit(0);
}

/* --- in the first process --- */

static bool start_worker(struct pool *self, size_t number, size_t step, size_t n)
{
	int ends[2];

	if (pipe(ends) != 0)
		return false;

	pid_t pid = fork();

	if (pid == 0) {
		for (size_t i = 0; i < self->n; i++)
			close(self->workers[i].fd);
		close(ends[0]);
		serve(self, number, step, n, ends[1]);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return false;
	}
	self->workers[self->n++] = (struct worker){pid, ends[0]};
	return true;
}

static bool read_bytes(int fd, char *to, size_t len)
{
	while (len > 0) {
		ssize_t got = read(fd, to, len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		to += got;
		len -= (size_t)got;
	}
	return true;
}

static bool read_result(int fd, struct str *result)
{
	uint64_t len;

	str_clear(result);
	if (!read_bytes(fd, (char *)&len, sizeof(len)))
		return false;
	str_reserve(result, len);
	if (!read_bytes(fd, result->data, len))
		return false;
	result->data[len] = '\0';
	result->len = len;
	return true;
}

/* Reports how a worker ended early. */
static bool report(struct worker *worker, struct err *err)
{
	int status = 0;

	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	worker->pid = -1;
	if (WIFSIGNALED(status))
		return err_set(err, ERR_SYSTEM,
			"a process working on the files was killed by signal %d (%s)",
			WTERMSIG(status), strsignal(WTERMSIG(status)));
	return err_set(err, ERR_SYSTEM, "a process working on the files ended too early");
}

static bool take_results(struct pool *self, size_t n, pool_take *take, struct err *err)
{
	struct str result = {0};
	bool done = true;

	for (size_t at = 0; at < n && done; at++) {
		struct worker *worker = &self->workers[at % self->n];

		done = read_result(worker->fd, &result);
		if (done)
			take(self->data, at, &result);
		else
			report(worker, err);
	}
	str_release(&result);
	return done;
}

static void stop(struct pool *self)
{
	for (size_t i = 0; i < self->n; i++)
		close(self->workers[i].fd);
	for (size_t i = 0; i < self->n; i++)
		while (self->workers[i].pid > 0 && waitpid(self->workers[i].pid, NULL, 0) < 0 &&
			errno == EINTR)
			continue;
}

static void work_here(const struct pool *self, size_t n, pool_take *take)
{
	struct str result = {0};

	for (size_t at = 0; at < n; at++) {
		str_clear(&result);
		self->work(self->data, at, &result);
		take(self->data, at, &result);
	}
	str_release(&result);
}

bool pool_run(size_t n, size_t worth, pool_work *work, pool_take *take, void *data, struct err *err)
{
	struct pool self = {.work = work, .data = data};
	size_t count = count_workers(n, worth);
	bool done = count > 1;

	for (size_t i = 0; i < count && done; i++)
		done = start_worker(&self, i, count, n);
	if (done) {
		done = take_results(&self, n, take, err);
	} else {
		stop(&self); /* those that could be started */
		self.n = 0;
		work_here(&self, n, take);
		done = true;
	}
	stop(&self);
	return done;
}
