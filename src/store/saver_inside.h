/*
 * The saver, inside. Two letter boxes, one mutex: the editing thread puts a request or a
 * descriptor in, the thread puts an outcome out and a byte into a pipe, so that poll sees
 * it.
 */
#ifndef AFTERWORD_STORE_SAVER_INSIDE_H
#define AFTERWORD_STORE_SAVER_INSIDE_H

#include "store/saver.h"

#include <pthread.h>

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
	struct file_probe_request look_request;
	unsigned look_number; /* of the look that is wanted */
	bool has_look;
	struct file_probe look;
	int sync_fd;     /* -1: nothing to sync */
	int sync_folder; /* the same, with it */
	int sync_error;  /* errno of a sync that failed; 0: none */
	char *meet_path; /* where to meet others; NULL: not asked for */
	char *meet_page;
	struct company company;
	bool has_company; /* it was not taken yet */
};

/* The thread; context is the saver. */
void *saver_run(void *context);

#endif
