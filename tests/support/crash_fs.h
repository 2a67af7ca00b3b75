/*
 * A disk in memory behind struct io_ops, which records every change in order and knows
 * what a sync has made safe. From the record it builds the disks that a power loss may
 * leave: what was not synced is kept, lost, or kept in part, names and bytes each on
 * their own, the bytes by sectors of 512. Syncing a file does not sync its name, syncing
 * a folder not the files in it. A rename or an exchange is one step.
 *
 * It has folders, files and hard links, but no symbolic links. From any thread.
 */
#ifndef SUPPORT_CRASH_FS_H
#define SUPPORT_CRASH_FS_H

#include "base/fileio.h"

#include <stdint.h>

struct crash_fs;

/* Changes carry the time *clock says. */
struct crash_fs *crash_fs_new(const int64_t *clock);
void crash_fs_free(struct crash_fs *self);

struct io crash_fs_io(struct crash_fs *self);

/* Paths are absolute. What these put there is synced, including the folders above it. */
void crash_fs_put(struct crash_fs *self, const char *path, const char *bytes, size_t len);
void crash_fs_make_folder(struct crash_fs *self, const char *path);
void crash_fs_link(struct crash_fs *self, const char *from, const char *to);

/* Appends a file's bytes as a program would read them; false if there is none. */
bool crash_fs_get(struct crash_fs *self, const char *path, struct str *out);
/* Names in a folder that end in this. */
size_t crash_fs_count(struct crash_fs *self, const char *folder, const char *suffix);

/* A file system without renameat2, without hard links. */
void crash_fs_forbid(struct crash_fs *self, bool exchange, bool links);

/*
 * A sync of this descriptor failed: what was not synced may be lost forever, whatever a
 * later sync says, as on Linux.
 */
void crash_fs_fail_sync(void *self, int fd);

/* --- the changes and what is left of them --- */

size_t crash_fs_n_changes(const struct crash_fs *self);
int64_t crash_fs_time(const struct crash_fs *self, size_t change);

/* One of the things before a moment that a power loss may keep or lose. */
struct crash_unit {
	size_t change;
	off_t from; /* of bytes: this sector of the file */
	enum { UNIT_NAMES, UNIT_SECTOR, UNIT_LENGTH } kind;
};

struct crash_units {
	struct crash_unit *items;
	size_t n;
	size_t cap;
};

/* What is not safe after the first n changes. The caller frees the items. */
void crash_fs_units(const struct crash_fs *self, size_t n, struct crash_units *units);

/* The disk after a power loss then, which leaves the units marked as kept. */
struct crash_fs *crash_fs_after(
	const struct crash_fs *self, size_t n, const struct crash_units *units, const bool *kept);

/* The same for disks with the same files. */
uint64_t crash_fs_hash(const struct crash_fs *self);

#endif
