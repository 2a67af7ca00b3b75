/*
 * The saver's thread. Calls that may take seconds (fsync on a busy disk) are made only here, and
 * never under the mutex.
 */
#include "saver_inside.h"

#include "base/mem.h"
#include "store/load.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	PAUSE = 50,   /* milliseconds before checking again while somebody is writing the file */
	PATIENCE = 6, /* times */
};

static void request_release(struct save_request *self)
{
	free(self->path);
	str_release(&self->base);
	str_release(&self->bytes);
	str_release(&self->dump);
	*self = (struct save_request){0};
}

/* Checks the file, repeatedly while somebody is writing it. */
static void look_on(
	struct saver *self, struct file_probe *look, const struct file_probe_request *request)
{
	for (int i = 0; i < PATIENCE; i++) {
		file_probe_make(look, self->io, request, time_source_wall(&self->time));
		if (look->result != PROBE_BUSY)
			return;
		poll(NULL, 0, PAUSE);
	}
}

/* The request's bytes were not written because the file had changed. Returns what it has now. */
static void look_after(
	struct saver *self, struct save_request *request, struct save_outcome *outcome)
{
	struct file_probe_request look = {
		.path = request->path,
		.form = request->form,
		.reads = true,
		.base = request->base,
	};

	look_on(self, &outcome->look, &look);
}

/* Makes the editing thread rewrite the journal. */
static void note_sync_error(struct saver *self, int number)
{
	pthread_mutex_lock(&self->mutex);
	self->syncs[SAVER_JOURNAL].error = number;
	wake_pipe_ring(&self->editor_pipe);
	pthread_mutex_unlock(&self->mutex);
}

/* One save in progress, for its guard. */
struct saving {
	struct saver *saver;
	int journal;
	bool is_unguarded;
};

/* Syncs the journal, which contains the bytes of this save. */
static bool guard(void *context, struct err *err)
{
	static const char what[] = "the journal did not reach the disk, and without it the file "
				   "is not written in place";
	struct saving *saving = context;
	struct saver *self = saving->saver;

	if (saving->is_unguarded)
		return err_set(err, ERR_SYSTEM, "%s", what);
	if (self->io.ops->fdatasync(self->io.context, saving->journal) == 0)
		return true;
	err_system(err, errno, "%s", what);
	note_sync_error(self, err->number);
	return false;
}

/* Reads the bytes back, replaces the file, and reports the result. Takes the request. */
static void save(struct saver *self, struct save_request *request, bool is_unguarded,
	struct save_outcome *outcome)
{
	struct saving saving = {self, request->journal, is_unguarded};
	struct file_save file = {
		.path = request->path,
		.base = request->has_base ? &request->base : NULL,
		.bytes = &request->bytes,
		.ids = &self->ids,
		.is_anew = request->is_anew,
		.guard = request->has_journal ? guard : NULL,
		.guard_context = &saving,
	};

	*outcome = (struct save_outcome){.result = FILE_FAILED, .sequence = request->sequence};
	if (document_read_back(&outcome->document, request->form, &request->bytes, &request->dump,
		    &outcome->err)) {
		outcome->result = file_replace(self->io, &file, &outcome->stamp, &outcome->err);
		if (outcome->result != FILE_SAVED)
			document_release(&outcome->document);
		if (outcome->result == FILE_CHANGED)
			look_after(self, request, outcome);
	}
	outcome->saved_at = time_source_wall(&self->time);
	outcome->bytes = request->bytes;
	request->bytes = (struct str){0};
	request_release(request);
}

static void run_save(struct saver *self)
{
	struct save_request request = self->request;
	bool is_unguarded = self->is_unguarded;
	struct save_outcome outcome;

	self->request = (struct save_request){0};
	self->has_request = false;
	self->watch.is_armed = false; /* what is known of the file changes */
	pthread_mutex_unlock(&self->mutex);
	save(self, &request, is_unguarded, &outcome);
	pthread_mutex_lock(&self->mutex);
	self->outcome = outcome;
	self->has_outcome = true;
	pthread_cond_signal(&self->wakes_editor);
	wake_pipe_ring(&self->editor_pipe);
}

struct sync_job *saver_next_sync(struct saver *self)
{
	for (size_t i = 0; i < N_SAVER_FILES; i++)
		if (self->syncs[i].fd >= 0)
			return &self->syncs[i];
	return NULL;
}

static void run_sync(struct saver *self, struct sync_job *job)
{
	int fd = job->fd;
	int folder = job->folder;
	int number = 0;

	job->fd = job->folder = -1;
	pthread_mutex_unlock(&self->mutex);
	if (self->io.ops->fdatasync(self->io.context, fd) != 0 ||
		(folder >= 0 && self->io.ops->fsync(self->io.context, folder) != 0))
		number = errno;
	pthread_mutex_lock(&self->mutex);
	/* It was closed meanwhile: its content is elsewhere. */
	if (number != 0 && number != EBADF) {
		job->error = number;
		self->is_unguarded = self->is_unguarded || job == &self->syncs[SAVER_JOURNAL];
		wake_pipe_ring(&self->editor_pipe);
	}
}

/* The result is dropped if the request was withdrawn meanwhile. */
static void run_look(struct saver *self)
{
	struct file_probe_request request = self->look_request;
	unsigned number = self->look_number;
	struct file_probe look;

	self->look_request = (struct file_probe_request){0};
	self->has_look_request = false;
	pthread_mutex_unlock(&self->mutex);
	if (request.is_patient)
		look_on(self, &look, &request);
	else
		file_probe_make(&look, self->io, &request, time_source_wall(&self->time));
	file_probe_request_release(&request);
	pthread_mutex_lock(&self->mutex);
	if (number != self->look_number) {
		file_probe_release(&look);
		return;
	}
	self->look = look;
	self->has_look = true;
	pthread_cond_signal(&self->wakes_editor);
	wake_pipe_ring(&self->editor_pipe);
}

/* Two documents and their bytes were in memory while it was saved. */
static void run_discard(struct saver *self)
{
	struct document document = self->discarded;

	self->has_discarded = false;
	pthread_mutex_unlock(&self->mutex);
	document_release(&document);
	mem_trim();
	pthread_mutex_lock(&self->mutex);
}

/* The journal first: it is short, and its content is nowhere else yet. */
void *saver_run(void *context)
{
	struct saver *self = context;

	pthread_mutex_lock(&self->mutex);
	for (;;) {
		struct sync_job *job = saver_next_sync(self);

		self->is_working = true;
		if (job) {
			run_sync(self, job);
		} else if (self->has_request) {
			run_save(self);
		} else if (self->is_ending) {
			break;
		} else if (self->has_look_request) {
			run_look(self);
		} else if (self->presence_path) {
			meet_run(self);
		} else if (self->has_discarded) {
			run_discard(self);
		} else if (!watch_step(self)) {
			self->is_working = false;
			pthread_cond_signal(&self->wakes_editor);
			watch_rest(self);
		}
	}
	pthread_mutex_unlock(&self->mutex);
	watch_release(self);
	presence_free(self->presence);
	return NULL;
}
