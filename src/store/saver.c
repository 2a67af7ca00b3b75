/* The editing thread's side of the saver: requests in, outcomes out. */
#include "saver_inside.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static bool open_pipe(struct saver *self, struct err *err)
{
	if (pipe(self->pipe) != 0)
		return err_system(err, errno, "the saver cannot be started");
	/* A pipe that could block would hold up a key. */
	for (int i = 0; i < 2; i++)
		if (fcntl(self->pipe[i], F_SETFD, FD_CLOEXEC) != 0 ||
			fcntl(self->pipe[i], F_SETFL, O_NONBLOCK) != 0)
			return err_system(err, errno, "the saver cannot be started");
	return true;
}

static bool start_thread(struct saver *self, struct err *err)
{
	static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP};
	sigset_t all, before;
	int number;

	/*
	 * The thread inherits the mask, because signals are meant for the editing thread and its
	 * poll. But a fault in a thread that blocks its signal would end the program unhandled.
	 */
	sigfillset(&all);
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		sigdelset(&all, faults[i]);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	number = pthread_create(&self->thread, NULL, saver_run, self);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return number == 0 || err_system(err, number, "the saver cannot be started");
}

static void release(struct saver *self)
{
	for (int i = 0; i < 2; i++)
		if (self->pipe[i] >= 0)
			close(self->pipe[i]);
	pthread_cond_destroy(&self->wakes_editor);
	pthread_cond_destroy(&self->wakes_thread);
	pthread_mutex_destroy(&self->mutex);
	free(self);
}

struct saver *saver_new(
	struct io io, struct id_source ids, struct time_source time, struct err *err)
{
	struct saver *self = mem_zalloc(1, sizeof(*self));

	self->io = io;
	self->ids = ids;
	self->time = time;
	for (size_t i = 0; i < N_SAVER_FILES; i++)
		self->syncs[i] = (struct sync_job){.fd = -1, .folder = -1};
	self->pipe[0] = self->pipe[1] = -1;
	self->is_working = true;
	pthread_mutex_init(&self->mutex, NULL);
	pthread_cond_init(&self->wakes_thread, NULL);
	pthread_cond_init(&self->wakes_editor, NULL);
	if (open_pipe(self, err) && start_thread(self, err))
		return self;
	release(self);
	return NULL;
}

void saver_free(struct saver *self)
{
	if (!self)
		return;
	pthread_mutex_lock(&self->mutex);
	self->is_ending = true;
	pthread_cond_signal(&self->wakes_thread);
	pthread_mutex_unlock(&self->mutex);
	pthread_join(self->thread, NULL);
	if (self->has_outcome)
		save_outcome_release(&self->outcome);
	file_probe_release(&self->look);
	file_probe_request_release(&self->look_request);
	free(self->presence_path);
	free(self->presence_page);
	company_release(&self->company);
	release(self);
}

int saver_fd(const struct saver *self)
{
	return self->pipe[0];
}

bool saver_is_busy(const struct saver *self)
{
	return self->is_busy;
}

void saver_start(struct saver *self, struct save_request *request)
{
	ENSURE(!self->is_busy);
	saver_forget_look(self);
	self->is_busy = true;
	pthread_mutex_lock(&self->mutex);
	self->request = *request;
	*request = (struct save_request){0};
	self->has_request = true;
	self->is_unguarded = self->syncs[SAVER_JOURNAL].error != 0;
	pthread_cond_signal(&self->wakes_thread);
	pthread_mutex_unlock(&self->mutex);
}

void saver_sync(struct saver *self, enum saver_file file, int fd, int folder)
{
	struct sync_job *job = &self->syncs[file];

	pthread_mutex_lock(&self->mutex);
	job->fd = fd;
	if (folder >= 0)
		job->folder = folder;
	pthread_cond_signal(&self->wakes_thread);
	pthread_mutex_unlock(&self->mutex);
}

void saver_set_presence(struct saver *self, struct presence *presence)
{
	ENSURE(!self->presence);
	self->presence = presence;
}

void saver_update_presence(struct saver *self, const char *path, const char *page)
{
	pthread_mutex_lock(&self->mutex);
	free(self->presence_path);
	free(self->presence_page);
	self->presence_path = mem_strdup(path);
	self->presence_page = mem_strdup(page);
	pthread_cond_signal(&self->wakes_thread);
	pthread_mutex_unlock(&self->mutex);
}

/* A byte left in it by a signal wakes the next turn, which finds nothing new. */
static void empty_pipe(struct saver *self)
{
	char bytes[64];

	while (read(self->pipe[0], bytes, sizeof(bytes)) > 0)
		continue;
}

bool saver_take(struct saver *self, bool wait, struct save_outcome *outcome)
{
	bool has_outcome;

	pthread_mutex_lock(&self->mutex);
	while (wait && self->is_busy && !self->has_outcome)
		pthread_cond_wait(&self->wakes_editor, &self->mutex);
	empty_pipe(self);
	has_outcome = self->has_outcome;
	if (has_outcome) {
		*outcome = self->outcome;
		self->has_outcome = false;
		self->is_busy = false;
	}
	pthread_mutex_unlock(&self->mutex);
	return has_outcome;
}

void saver_settle(struct saver *self)
{
	pthread_mutex_lock(&self->mutex);
	while (self->is_working || saver_next_sync(self) || self->has_request ||
		self->has_look_request || self->presence_path)
		pthread_cond_wait(&self->wakes_editor, &self->mutex);
	pthread_mutex_unlock(&self->mutex);
}

void saver_look(struct saver *self, struct file_probe_request *request)
{
	ENSURE(!self->is_busy && !self->is_looking);
	self->is_looking = true;
	pthread_mutex_lock(&self->mutex);
	self->look_request = *request;
	*request = (struct file_probe_request){0};
	self->has_look_request = true;
	pthread_cond_signal(&self->wakes_thread);
	pthread_mutex_unlock(&self->mutex);
}

bool saver_is_looking(const struct saver *self)
{
	return self->is_looking;
}

void saver_forget_look(struct saver *self)
{
	if (!self->is_looking)
		return;
	self->is_looking = false;
	pthread_mutex_lock(&self->mutex);
	self->look_number++;
	self->has_look_request = false;
	file_probe_request_release(&self->look_request);
	self->has_look = false;
	file_probe_release(&self->look);
	pthread_mutex_unlock(&self->mutex);
}

/* The pipe was emptied by saver_take, which comes first in a turn, or wakes the next one. */
bool saver_take_look(struct saver *self, bool wait, struct file_probe *look)
{
	bool has_look;

	if (!self->is_looking)
		return false;
	pthread_mutex_lock(&self->mutex);
	while (wait && !self->has_look)
		pthread_cond_wait(&self->wakes_editor, &self->mutex);
	has_look = self->has_look;
	if (has_look) {
		*look = self->look;
		self->look = (struct file_probe){0};
		self->has_look = false;
		self->is_looking = false;
	}
	pthread_mutex_unlock(&self->mutex);
	return has_look;
}

int saver_take_sync_error(struct saver *self, enum saver_file file)
{
	int number;

	pthread_mutex_lock(&self->mutex);
	number = self->syncs[file].error;
	self->syncs[file].error = 0;
	pthread_mutex_unlock(&self->mutex);
	return number;
}

bool saver_take_company(struct saver *self, struct company *out)
{
	bool has_company;

	pthread_mutex_lock(&self->mutex);
	has_company = self->has_company;
	if (has_company)
		company_copy(out, &self->company);
	self->has_company = false;
	pthread_mutex_unlock(&self->mutex);
	return has_company;
}

void save_outcome_release(struct save_outcome *self)
{
	str_release(&self->bytes);
	if (self->result == FILE_SAVED)
		document_release(&self->document);
	file_probe_release(&self->look);
	*self = (struct save_outcome){0};
}
