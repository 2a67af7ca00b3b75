/*
 * The saver's thread. Two letter boxes, one mutex: the editing thread puts a
 * request or a descriptor in, the thread puts an outcome out and a byte into a
 * pipe, so that poll sees it. Calls that may take seconds (fsync on a busy disk)
 * happen here only, and never under the mutex.
 */
#include "store/saver.h"
#include "base/mem.h"
#include "store/load.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	PAUSE = 50,   /* milliseconds until somebody who writes the file is looked at again */
	PATIENCE = 6, /* times */
};

struct saver {
	struct io io;
	struct id_source ids;
	struct time_source time;
	pthread_t thread;
	int pipe[2];
	bool is_busy;              /* the editing thread's alone: from start to take */
	bool is_looking;           /* the same, for looks */
	struct presence *presence; /* the thread's alone from the first meeting on; NULL: none */

	pthread_mutex_t mutex; /* for all below */
	pthread_cond_t wakes_thread;
	pthread_cond_t wakes_editor;
	bool is_ending;
	bool is_working; /* the thread, outside of the mutex */
	bool has_request;
	struct save_request request;
	bool is_unguarded; /* the request's journal did not reach the disk */
	bool has_outcome;
	struct save_outcome outcome;
	bool has_look_request;
	struct look_request look_request;
	unsigned look_number; /* of the look that is wanted */
	bool has_look;
	struct look look;
	int sync_fd;     /* -1: nothing to sync */
	int sync_folder; /* the same, with it */
	int sync_error;  /* errno of a sync that failed; 0: none */
	char *meet_path; /* where to meet others; NULL: not asked for */
	char *meet_page;
	struct company company;
	bool has_company; /* it was not taken yet */
};

/* --- in the thread --- */

static void request_release(struct save_request *self)
{
	free(self->path);
	str_release(&self->base);
	str_release(&self->bytes);
	str_release(&self->dump);
	*self = (struct save_request){0};
}

/* The request's bytes were not written: others were there. What the file holds now comes back. */
static void look_after(
	struct saver *self, struct save_request *request, struct save_outcome *outcome)
{
	struct look_request look = {
		.path = request->path,
		.form = request->form,
		.reads = true,
		.base = request->base,
	};

	for (int i = 0; i < PATIENCE; i++) {
		look_make(&outcome->look, self->io, &look, time_source_wall(&self->time));
		if (outcome->look.result != LOOK_BUSY)
			return;
		poll(NULL, 0, PAUSE);
	}
}

/* The pipe is only a bell: one byte in it is as good as many, so a full one is no failure. */
static void ring(struct saver *self)
{
	ssize_t put;

	do {
		put = write(self->pipe[1], "", 1);
	} while (put < 0 && errno == EINTR);
}

/* The editing thread is to write the journal anew. */
static void note_sync_error(struct saver *self, int number)
{
	pthread_mutex_lock(&self->mutex);
	self->sync_error = number;
	ring(self);
	pthread_mutex_unlock(&self->mutex);
}

/* One save under way, for its guard. */
struct saving {
	struct saver *saver;
	int journal;
	bool is_unguarded;
};

/* The journal, with the bytes of this save in it, on the disk. */
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

/* Reads the bytes back, replaces the file, and says how that went. Takes the request. */
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
	pthread_mutex_unlock(&self->mutex);
	save(self, &request, is_unguarded, &outcome);
	pthread_mutex_lock(&self->mutex);
	self->outcome = outcome;
	self->has_outcome = true;
	pthread_cond_signal(&self->wakes_editor);
	ring(self);
}

static void run_sync(struct saver *self)
{
	int fd = self->sync_fd;
	int folder = self->sync_folder;
	int number = 0;

	self->sync_fd = self->sync_folder = -1;
	pthread_mutex_unlock(&self->mutex);
	if (self->io.ops->fdatasync(self->io.context, fd) != 0 ||
		(folder >= 0 && self->io.ops->fsync(self->io.context, folder) != 0))
		number = errno;
	pthread_mutex_lock(&self->mutex);
	/* Closed meanwhile: what it held is elsewhere. */
	if (number != 0 && number != EBADF) {
		self->sync_error = number;
		self->is_unguarded = true;
		ring(self);
	}
}

static void run_meeting(struct saver *self)
{
	char *path = self->meet_path;
	char *page = self->meet_page;
	struct company company = {0};

	self->meet_path = self->meet_page = NULL;
	pthread_mutex_unlock(&self->mutex);
	presence_meet(self->presence, path, page, &company);
	free(path);
	free(page);
	pthread_mutex_lock(&self->mutex);
	if (company_is_equal(&company, &self->company)) {
		company_release(&company);
		return;
	}
	company_release(&self->company);
	self->company = company;
	self->has_company = true;
	ring(self);
}

/* Nobody waits for a look that was forgotten meanwhile. */
static void run_look(struct saver *self)
{
	struct look_request request = self->look_request;
	unsigned number = self->look_number;
	struct look look;

	self->look_request = (struct look_request){0};
	self->has_look_request = false;
	pthread_mutex_unlock(&self->mutex);
	look_make(&look, self->io, &request, time_source_wall(&self->time));
	look_request_release(&request);
	pthread_mutex_lock(&self->mutex);
	if (number != self->look_number) {
		look_release(&look);
		return;
	}
	self->look = look;
	self->has_look = true;
	ring(self);
}

/* The journal first: it is short, and what it holds is nowhere else yet. */
static void *run(void *context)
{
	struct saver *self = context;

	pthread_mutex_lock(&self->mutex);
	for (;;) {
		self->is_working = true;
		if (self->sync_fd >= 0) {
			run_sync(self);
		} else if (self->has_request) {
			run_save(self);
		} else if (self->is_ending) {
			break;
		} else if (self->has_look_request) {
			run_look(self);
		} else if (self->meet_path) {
			run_meeting(self);
		} else {
			self->is_working = false;
			pthread_cond_signal(&self->wakes_editor);
			pthread_cond_wait(&self->wakes_thread, &self->mutex);
		}
	}
	pthread_mutex_unlock(&self->mutex);
	presence_free(self->presence);
	return NULL;
}

/* --- in the editing thread --- */

static bool open_pipe(struct saver *self, struct err *err)
{
	if (pipe(self->pipe) != 0)
		return err_system(err, errno, "the saver cannot be started");
	/* A pipe that could block would hold a key up. */
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
	 * The thread inherits the mask: signals are for the editing thread and its poll. But
	 * a fault in a thread that blocks its signal would end the program unhandled.
	 */
	sigfillset(&all);
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		sigdelset(&all, faults[i]);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	number = pthread_create(&self->thread, NULL, run, self);
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
	self->sync_fd = self->sync_folder = -1;
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
	look_release(&self->look);
	look_request_release(&self->look_request);
	free(self->meet_path);
	free(self->meet_page);
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
	assert(!self->is_busy);
	saver_forget_look(self);
	self->is_busy = true;
	pthread_mutex_lock(&self->mutex);
	self->request = *request;
	*request = (struct save_request){0};
	self->has_request = true;
	self->is_unguarded = self->sync_error != 0;
	pthread_cond_signal(&self->wakes_thread);
	pthread_mutex_unlock(&self->mutex);
}

void saver_sync(struct saver *self, int fd, int folder)
{
	pthread_mutex_lock(&self->mutex);
	self->sync_fd = fd;
	if (folder >= 0)
		self->sync_folder = folder;
	pthread_cond_signal(&self->wakes_thread);
	pthread_mutex_unlock(&self->mutex);
}

void saver_set_presence(struct saver *self, struct presence *presence)
{
	assert(!self->presence);
	self->presence = presence;
}

void saver_meet(struct saver *self, const char *path, const char *page)
{
	pthread_mutex_lock(&self->mutex);
	free(self->meet_path);
	free(self->meet_page);
	self->meet_path = mem_strdup(path);
	self->meet_page = mem_strdup(page);
	pthread_cond_signal(&self->wakes_thread);
	pthread_mutex_unlock(&self->mutex);
}

static void empty_pipe(struct saver *self)
{
	char bytes[64];
	ssize_t got;

	do {
		got = read(self->pipe[0], bytes, sizeof(bytes));
	} while (got > 0 || (got < 0 && errno == EINTR));
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
	while (self->is_working || self->sync_fd >= 0 || self->has_request ||
		self->has_look_request || self->meet_path)
		pthread_cond_wait(&self->wakes_editor, &self->mutex);
	pthread_mutex_unlock(&self->mutex);
}

void saver_look(struct saver *self, struct look_request *request)
{
	assert(!self->is_busy && !self->is_looking);
	self->is_looking = true;
	pthread_mutex_lock(&self->mutex);
	self->look_request = *request;
	*request = (struct look_request){0};
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
	look_request_release(&self->look_request);
	self->has_look = false;
	look_release(&self->look);
	pthread_mutex_unlock(&self->mutex);
}

/* The pipe was emptied by saver_take, which comes first in a turn, or rings for the next one. */
bool saver_take_look(struct saver *self, struct look *look)
{
	bool has_look;

	if (!self->is_looking)
		return false;
	pthread_mutex_lock(&self->mutex);
	has_look = self->has_look;
	if (has_look) {
		*look = self->look;
		self->look = (struct look){0};
		self->has_look = false;
		self->is_looking = false;
	}
	pthread_mutex_unlock(&self->mutex);
	return has_look;
}

int saver_take_sync_error(struct saver *self)
{
	int number;

	pthread_mutex_lock(&self->mutex);
	number = self->sync_error;
	self->sync_error = 0;
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
	look_release(&self->look);
	*self = (struct save_outcome){0};
}
