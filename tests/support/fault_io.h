/*
 * File calls that go wrong on purpose: the real table behind one that counts and
 * logs each call, fails the Nth, and runs a hook before it. For one thread.
 */
#ifndef SUPPORT_FAULT_IO_H
#define SUPPORT_FAULT_IO_H

#include "base/fileio.h"

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
	ino_t inode;     /* of its descriptor, 0 when it has none */
	bool is_folder;  /* the descriptor is one */
	bool is_created; /* openat with O_CREAT */
	bool failed;
};

struct fault_io {
	size_t n_calls;

	size_t fail_at; /* from 1; 0: none fails */
	bool for_ever;  /* that one and all after it */
	int number;     /* errno; 0: reads and writes are short, nothing else happens */

	size_t hook_at; /* the call the hook runs before */
	void (*hook)(void *context);
	void *hook_context;

	bool is_missing[N_CALLS]; /* the file system has no such call */
	int missing_number;       /* instead of EINVAL */

	struct fault_record *log;
	size_t n_log;
	size_t cap;
};

struct io fault_io(struct fault_io *self);
void fault_io_release(struct fault_io *self);

/* Did a call of this kind fail? */
bool fault_io_failed(const struct fault_io *self, enum fault_call call);

/* Was a file synced again after its sync had failed? */
bool fault_io_repeats_sync(const struct fault_io *self);

#endif
