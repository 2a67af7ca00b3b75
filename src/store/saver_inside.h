/*
 * The saver's internals. Two mailboxes, one mutex: the editing thread deposits a request
 * or a descriptor, the saver's thread an outcome, and writes a byte into a pipe to wake
 * poll.
 */
#ifndef AFTERWORD_STORE_SAVER_INSIDE_H
#define AFTERWORD_STORE_SAVER_INSIDE_H

#include "store/saver.h"

#include <pthread.h>

struct sync_job {
	int fd;     /* -1: nothing to sync */
	int folder; /* the same for its folder */
	int error;  /* errno of a failed sync; 0: none */
};

struct saver {
	struct io io;
	struct id_source ids;
	struct time_source time;
	pthread_t thread;
	int pipe[2];
	bool is_busy;    /* only for the editing thread: from start to take */
	bool is_looking; /* the same, for looks */
	struct presence
		*presence; /* only for the saver's thread from the first meeting on; NULL: none */

	pthread_mutex_t mutex; /* protects everything below */
	pthread_cond_t wakes_thread;
	pthread_cond_t wakes_editor;
	bool is_ending;
	bool is_working; /* the thread is busy outside the mutex */
	bool has_request;
	struct save_request request;
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
	bool has_company; /* not taken yet */
};

/* The next one to be done; NULL: none. */
struct sync_job *saver_next_sync(struct saver *self);

/* The thread; context is the saver. */
void *saver_run(void *context);

#endif
