/* The editing thread's side of the saver: requests in, outcomes out. */
#include "saver_inside.h"

#include "base/ensure.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool open_pipes(struct saver *self, struct err *err)
{
	bool is_open = wake_pipe_open(&self->editor_pipe);
	bool is_thread_open = wake_pipe_open(&self->thread_pipe);

	return (is_open && is_thread_open) || err_system(err, errno, "the saver cannot be started");
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
	wake_pipe_close(&self->editor_pipe);
	wake_pipe_close(&self->thread_pipe);
	pthread_cond_destroy(&self->wakes_editor);
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
	self->is_working = true;
	pthread_mutex_init(&self->mutex, NULL);
	pthread_cond_init(&self->wakes_editor, NULL);
	if (open_pipes(self, err) && start_thread(self, err))
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
	wake_pipe_ring(&self->thread_pipe);
	pthread_mutex_unlock(&self->mutex);
	pthread_join(self->thread, NULL);
	if (self->has_outcome)
		save_outcome_release(&self->outcome);
	file_probe_release(&self->look);
	file_probe_request_release(&self->look_request);
	free(self->presence_path);
	free(self->presence_page);
	free(self->order.path);
	free(self->told.path);
	company_release(&self->company);
	if (self->has_discarded)
		document_release(&self->discarded);
	release(self);
}

int saver_fd(const struct saver *self)
{
	return self->editor_pipe.ends[0];
}

bool saver_is_busy(const struct saver *self)
{
	return self->is_busy;
}

/* What it is told to watch from now on. With the mutex held. */
static void set_order(struct saver *self, struct watch_order order)
{
	free(self->order.path);
	self->order = order;
	self->has_stirred = false;
}

/* Whatever it was told, it must be told again, even the same. */
static void forget_told(struct saver *self)
{
	free(self->told.path);
	self->told = (struct watch_order){0};
}

void saver_start(struct saver *self, struct save_request *request)
{
	ENSURE(!self->is_busy);
	saver_forget_look(self);
	forget_told(self);
	self->is_busy = true;
	pthread_mutex_lock(&self->mutex);
	set_order(self, (struct watch_order){0});
	self->request = *request;
	*request = (struct save_request){0};
	self->has_request = true;
	self->is_unguarded = self->syncs[SAVER_JOURNAL].error != 0;
	wake_pipe_ring(&self->thread_pipe);
	pthread_mutex_unlock(&self->mutex);
}

void saver_discard(struct saver *self, struct document *document)
{
	pthread_mutex_lock(&self->mutex);
	if (self->has_discarded)
		document_release(&self->discarded);
	self->discarded = *document;
	*document = (struct document){0};
	self->has_discarded = true;
	wake_pipe_ring(&self->thread_pipe);
	pthread_mutex_unlock(&self->mutex);
}

void saver_sync(struct saver *self, enum saver_file file, int fd, int folder)
{
	struct sync_job *job = &self->syncs[file];

	pthread_mutex_lock(&self->mutex);
	job->fd = fd;
	if (folder >= 0)
		job->folder = folder;
	wake_pipe_ring(&self->thread_pipe);
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
	wake_pipe_ring(&self->thread_pipe);
	pthread_mutex_unlock(&self->mutex);
}

bool saver_take(struct saver *self, bool wait, struct save_outcome *outcome)
{
	bool has_outcome;

	pthread_mutex_lock(&self->mutex);
	while (wait && self->is_busy && !self->has_outcome)
		pthread_cond_wait(&self->wakes_editor, &self->mutex);
	wake_pipe_empty(&self->editor_pipe);
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
		self->has_look_request || self->presence_path || self->order.path)
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
	wake_pipe_ring(&self->thread_pipe);
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

/* --- watching --- */

void saver_watch(
	struct saver *self, const char *path, const struct file_stamp *known, bool is_quick)
{
	if (watch_order_is(&self->told, path, known, is_quick))
		return;
	forget_told(self);
	self->told = (struct watch_order){mem_strdup(path), *known, is_quick};
	pthread_mutex_lock(&self->mutex);
	set_order(self, (struct watch_order){mem_strdup(path), *known, is_quick});
	wake_pipe_ring(&self->thread_pipe);
	pthread_mutex_unlock(&self->mutex);
}

bool saver_take_stir(struct saver *self)
{
	bool has_stirred;

	pthread_mutex_lock(&self->mutex);
	has_stirred = self->has_stirred;
	self->has_stirred = false;
	pthread_mutex_unlock(&self->mutex);
	if (has_stirred)
		forget_told(self);
	return has_stirred;
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
