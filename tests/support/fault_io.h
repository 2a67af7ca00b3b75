/*
 * File calls that fail on purpose: a wrapper around the real table, or another one, that
 * counts and logs each call, fails the Nth, and runs a hook before it. From any thread.
 */
#ifndef SUPPORT_FAULT_IO_H
#define SUPPORT_FAULT_IO_H

#include "base/fileio.h"

#include <pthread.h>

enum fault_call {
	CALL_OPENAT,
	CALL_CLOSE,
	CALL_READ,
	CALL_WRITE,
	CALL_PWRITE,
	CALL_FTRUNCATE,
	CALL_ALLOCATE,
	CALL_FSYNC,
	CALL_FDATASYNC,
	CALL_FSTAT,
	CALL_FSTATAT,
	CALL_FCHMOD,
	CALL_FCHOWN,
	CALL_COPY_ATTRIBUTES,
	CALL_LINKAT,
	CALL_UNLINKAT,
	CALL_RENAMEAT,
	CALL_EXCHANGEAT,
	CALL_MKDIRAT,
	CALL_READLINKAT,
	CALL_REALPATH,
	CALL_LIST,
	CALL_LOCK,
	CALL_IS_LOCKED,
	N_CALLS,
};

extern const char *const fault_call_names[N_CALLS];

struct fault_record {
	enum fault_call call;
	ino_t inode;     /* of its descriptor, 0 if it has none */
	bool is_folder;  /* the descriptor is one */
	bool is_created; /* openat with O_CREAT */
	bool is_rewrite; /* a write at the start of the file */
	bool failed;
};

struct fault_io {
	struct io under; /* ops NULL: the system's */
	size_t n_calls;

	size_t fail_at;  /* from 1; 0: none fails */
	bool for_ever;   /* that one and all after it */
	int number;      /* errno; 0: reads and writes are short, but nothing fails */
	bool fails_sync; /* instead: the first sync of a file's bytes alone (fdatasync) */
	bool is_torn;    /* failing writes leave half of their bytes behind */
	/* A further effect of a failed sync of a file; NULL: none. */
	void (*sync_failed)(void *context, int fd);

	size_t hook_at; /* the call the hook runs before */
	void (*hook)(void *context);
	void *hook_context;

	bool is_missing[N_CALLS]; /* the file system has no such call */
	int missing_number;       /* instead of EINVAL */

	/* A call from another thread than this test's that waits until it is released. */
	size_t hold_at; /* counted among those calls; 0: none */
	size_t n_others;
	bool is_held;

	struct fault_record *log;
	size_t n_log;
	size_t cap;

	bool is_shared; /* by threads */
	pthread_mutex_t mutex;
	pthread_cond_t changes;
	pthread_t owner;
};

/* For use from more than one thread; otherwise all zeros suffice. Set the fields after that. */
void fault_io_init(struct fault_io *self);

bool fault_io_is_held(struct fault_io *self);
void fault_io_let_go(struct fault_io *self);

struct io fault_io(struct fault_io *self);
void fault_io_release(struct fault_io *self);

/* Did a call of this kind fail? */
bool fault_io_failed(const struct fault_io *self, enum fault_call call);

/* Was a file synced again after its sync had failed? */
bool fault_io_repeats_sync(const struct fault_io *self);

#endif
