/*
 * The saver's internals. Two mailboxes, one mutex: the editing thread deposits a request
 * or a descriptor, the saver's thread an outcome, and each writes a byte into a pipe to wake
 * the other's poll.
 */
#ifndef AFTERWORD_STORE_SAVER_INSIDE_H
#define AFTERWORD_STORE_SAVER_INSIDE_H

#include "store/saver.h"

#include "base/file_watch.h"
#include "wake_pipe.h"

#include <pthread.h>

struct sync_job {
	int fd;     /* -1: nothing to sync */
	int folder; /* the same for its folder */
	int error;  /* errno of a failed sync; 0: none */
};

/* The file as the editing thread knows it. */
struct watch_order {
	char *path; /* NULL: none */
	struct file_stamp known;
	bool is_quick;
};

/* What the thread does by itself. */
struct saver_watch {
	struct watch_order order; /* the last one; path NULL: there was none */
	bool is_armed;            /* nothing has made it void: neither another file nor a save */
	struct str real;          /* its path with links resolved */
	struct file_watch hints;
	bool is_trusted; /* the hints leave out nothing */
	bool is_hinted;  /* at the file, */
	bool is_hinted_meeting;
	bool is_deaf; /* the next rest takes no hints, and is short */
	int64_t look_at;
	int64_t missing_since; /* 0: it is not */
	char *path;            /* where others are met; NULL: nowhere yet */
	char *page;
	int64_t meet_at;
};

struct saver {
	struct io io;
	struct id_source ids;
	struct time_source time;
	pthread_t thread;
	struct wake_pipe editor_pipe;
	struct wake_pipe thread_pipe;
	bool is_busy;            /* only for the editing thread: from start to take */
	bool is_looking;         /* the same, for looks */
	struct watch_order told; /* the same: what it was told last to watch */
	struct saver_watch watch;
	struct presence
		*presence; /* only for the saver's thread from the first meeting on; NULL: none */

	pthread_mutex_t mutex; /* protects everything below */
	pthread_cond_t wakes_editor;
	bool is_ending;
	bool is_working; /* the thread is busy outside the mutex */
	bool has_request;
	struct save_request request;
	bool has_discarded;
	struct document discarded;
	bool is_unguarded; /* the request's journal did not reach the disk */
	bool has_outcome;
	struct save_outcome outcome;
	bool has_look_request;
	struct file_probe_request look_request;
	unsigned look_number; /* of the requested look */
	bool has_look;
	struct file_probe look;
	struct sync_job syncs[N_SAVER_FILES];
	char *presence_path; /* where to meet others; NULL: not requested */
	char *presence_page;
	struct company company;
	bool has_company;         /* not taken yet */
	struct watch_order order; /* to be watched from now on */
	bool has_stirred;         /* the file is another than the thread was told */
};

/* The next one to be done; NULL: none. */
struct sync_job *saver_next_sync(struct saver *self);

/* The thread; context is the saver. */
void *saver_run(void *context);

/* --- saver_watch.c --- */

bool watch_order_is(const struct watch_order *self, const char *path,
	const struct file_stamp *known, bool is_quick);

/* The rest only for the thread, with the mutex held. */

/* Meets others as requested last. Releases the mutex meanwhile, as the next two do. */
void meet_run(struct saver *self);
/* Does what is due; false: nothing is. */
bool watch_step(struct saver *self);
/* Waits for a request, a hint, or until something is due. */
void watch_rest(struct saver *self);
void watch_release(struct saver *self);

#endif
