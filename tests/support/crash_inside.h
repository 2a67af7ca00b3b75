/* Shared by crash_fs.c and crash_state.c: nodes and the record of their changes. */
#ifndef SUPPORT_CRASH_INSIDE_H
#define SUPPORT_CRASH_INSIDE_H

#include "crash_fs.h"

#include <pthread.h>

#define NODE_NONE SIZE_MAX

enum { NODE_ROOT = 0, SECTOR = 512 };

struct crash_name {
	char *name;
	size_t node; /* in a change: NODE_NONE removes the name */
};

struct crash_node {
	bool is_folder;
	mode_t mode;
	unsigned modified; /* a growing number, as nanoseconds */
	int lock;          /* the descriptor that holds it; -1 */
	struct str bytes;
	struct crash_name *names; /* of a folder */
	size_t n_names;
	size_t cap;
};

enum change_kind { CHANGE_BYTES, CHANGE_LENGTH, CHANGE_NAMES, CHANGE_SYNC };

struct change {
	enum change_kind kind;
	size_t node;
	int64_t at;
	bool is_doomed; /* its sync failed: no later one covers it */
	off_t offset;   /* of bytes; the new length */
	struct str bytes;
	struct crash_name names[2]; /* one or two, changed atomically */
	size_t n_names;
};

struct crash_open {
	bool is_used;
	size_t node;
	off_t at;
};

struct crash_fs {
	const int64_t *clock;
	pthread_mutex_t mutex;
	bool without_exchange;
	bool without_links;
	unsigned n_modified;
	struct crash_node *nodes;
	size_t n_nodes;
	size_t cap_nodes;
	struct crash_open *opens;
	size_t n_opens;
	size_t cap_opens;
	struct change *changes;
	size_t n_changes;
	size_t cap_changes;
};

size_t crash_node_add(struct crash_fs *self, bool is_folder, mode_t mode);
size_t crash_name_find(const struct crash_node *folder, const char *name, size_t len);
void crash_name_set(struct crash_node *folder, const char *name, size_t node);
void crash_bytes_put(struct crash_node *node, off_t offset, const char *bytes, size_t len);
void crash_bytes_end(struct crash_node *node, off_t len);
struct change *crash_note(struct crash_fs *self, enum change_kind kind, size_t node);

#endif
