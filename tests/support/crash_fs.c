/* The disk's file calls, and its record of them; crash_state.c builds what a power loss leaves. */
#include "crash_inside.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { FIRST_FD = 1000 /* not descriptors of the system's */ };

/* --- nodes --- */

size_t crash_node_add(struct crash_fs *self, bool is_folder, mode_t mode)
{
	self->nodes =
		mem_grow(self->nodes, &self->cap_nodes, self->n_nodes + 1, sizeof(*self->nodes));
	self->nodes[self->n_nodes] = (struct crash_node){
		.is_folder = is_folder,
		.mode = mode,
		.modified = ++self->n_modified,
		.lock = -1,
	};
	return self->n_nodes++;
}

size_t crash_name_find(const struct crash_node *folder, const char *name, size_t len)
{
	for (size_t i = 0; i < folder->n_names; i++)
		if (strlen(folder->names[i].name) == len &&
			memcmp(folder->names[i].name, name, len) == 0)
			return folder->names[i].node;
	return NODE_NONE;
}

void crash_name_set(struct crash_node *folder, const char *name, size_t node)
{
	size_t i = 0;

	while (i < folder->n_names && strcmp(folder->names[i].name, name) != 0)
		i++;
	if (i < folder->n_names && node != NODE_NONE) {
		folder->names[i].node = node;
	} else if (i < folder->n_names) {
		free(folder->names[i].name);
		folder->names[i] = folder->names[--folder->n_names];
	} else if (node != NODE_NONE) {
		folder->names = mem_grow(
			folder->names, &folder->cap, folder->n_names + 1, sizeof(*folder->names));
		folder->names[folder->n_names++] = (struct crash_name){mem_strdup(name), node};
	}
}

void crash_bytes_end(struct crash_node *node, off_t len)
{
	while (node->bytes.len < (size_t)len)
		str_append_char(&node->bytes, '\0');
	str_splice(&node->bytes, (size_t)len, node->bytes.len - (size_t)len, "", 0);
}

void crash_bytes_put(struct crash_node *node, off_t offset, const char *bytes, size_t len)
{
	if (node->bytes.len < (size_t)offset + len)
		crash_bytes_end(node, offset + (off_t)len);
	if (len > 0)
		memcpy(node->bytes.data + offset, bytes, len);
}

/* --- changes: recorded and made --- */

struct change *crash_note(struct crash_fs *self, enum change_kind kind, size_t node)
{
	struct change *change;

	self->changes = mem_grow(
		self->changes, &self->cap_changes, self->n_changes + 1, sizeof(*self->changes));
	change = &self->changes[self->n_changes++];
	*change = (struct change){.kind = kind, .node = node, .at = *self->clock};
	self->nodes[node].modified = ++self->n_modified;
	return change;
}

/* One or two names of a folder, atomically; b NULL: one. */
static void set_names(struct crash_fs *self, size_t folder, const char *a, size_t node_a,
	const char *b, size_t node_b)
{
	struct change *change = crash_note(self, CHANGE_NAMES, folder);

	change->names[change->n_names++] = (struct crash_name){mem_strdup(a), node_a};
	crash_name_set(&self->nodes[folder], a, node_a);
	if (b == NULL)
		return;
	change->names[change->n_names++] = (struct crash_name){mem_strdup(b), node_b};
	crash_name_set(&self->nodes[folder], b, node_b);
}

static void put_bytes(
	struct crash_fs *self, size_t node, off_t offset, const char *bytes, size_t len)
{
	struct change *change = crash_note(self, CHANGE_BYTES, node);

	change->offset = offset;
	str_append(&change->bytes, bytes, len);
	crash_bytes_put(&self->nodes[node], offset, bytes, len);
}

/* --- paths --- */

static const char *path_last(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

struct place {
	size_t folder;
	const char *name;
	size_t len;
	size_t node; /* NODE_NONE: nothing of that name */
};

static struct crash_open *open_of(struct crash_fs *self, int fd)
{
	size_t at = (size_t)(fd - FIRST_FD);

	if (fd < FIRST_FD || at >= self->n_opens || !self->opens[at].is_used) {
		errno = EBADF;
		return NULL;
	}
	return &self->opens[at];
}

/* Fails if there is no folder to look in. */
static bool find(struct crash_fs *self, int dir, const char *path, struct place *place)
{
	struct crash_open *open = dir == AT_FDCWD ? NULL : open_of(self, dir);

	if (dir != AT_FDCWD && open == NULL)
		return false;
	*place = (struct place){.node = open ? open->node : NODE_ROOT, .name = ""};
	place->folder = place->node;
	for (path += strspn(path, "/"); *path != '\0'; path += strspn(path, "/")) {
		size_t len = strcspn(path, "/");

		if (place->node == NODE_NONE || !self->nodes[place->node].is_folder) {
			errno = place->node == NODE_NONE ? ENOENT : ENOTDIR;
			return false;
		}
		if (len != 1 || path[0] != '.') {
			place->folder = place->node;
			place->name = path;
			place->len = len;
			place->node = crash_name_find(&self->nodes[place->folder], path, len);
		}
		path += len;
	}
	return true;
}

/* The same, and the last part must exist. */
static bool find_there(struct crash_fs *self, int dir, const char *path, struct place *place)
{
	if (!find(self, dir, path, place))
		return false;
	if (place->node == NODE_NONE)
		errno = ENOENT;
	return place->node != NODE_NONE;
}

static size_t count_links(const struct crash_fs *self, size_t node)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n_nodes; i++)
		for (size_t j = 0; j < self->nodes[i].n_names; j++)
			n += self->nodes[i].names[j].node == node;
	return n;
}

static void fill_stat(const struct crash_fs *self, size_t at, struct stat *out)
{
	const struct crash_node *node = &self->nodes[at];

	*out = (struct stat){
		.st_dev = 1,
		.st_ino = at + 1,
		.st_mode = (node->is_folder ? S_IFDIR : S_IFREG) | node->mode,
		.st_nlink = (nlink_t)count_links(self, at),
		.st_uid = geteuid(),
		.st_gid = getegid(),
		.st_size = (off_t)node->bytes.len,
		.st_mtim = {.tv_sec = 1700000000, .tv_nsec = node->modified},
	};
}

/* --- the table --- */

static struct crash_fs *enter(void *context)
{
	struct crash_fs *self = context;

	pthread_mutex_lock(&self->mutex);
	return self;
}

static long leave(struct crash_fs *self, long result)
{
	pthread_mutex_unlock(&self->mutex);
	return result;
}

static int add_open(struct crash_fs *self, size_t node)
{
	size_t at = 0;

	while (at < self->n_opens && self->opens[at].is_used)
		at++;
	if (at == self->n_opens)
		self->opens = mem_grow(
			self->opens, &self->cap_opens, ++self->n_opens, sizeof(*self->opens));
	self->opens[at] = (struct crash_open){.is_used = true, .node = node};
	return FIRST_FD + (int)at;
}

static int create(struct crash_fs *self, const struct place *place, mode_t mode)
{
	char *name = mem_strndup(place->name, place->len);
	size_t node = crash_node_add(self, false, mode & 0777);

	set_names(self, place->folder, name, node, NULL, NODE_NONE);
	free(name);
	return add_open(self, node);
}

static int open_found(struct crash_fs *self, const struct place *place, int flags)
{
	if ((flags & O_CREAT) && (flags & O_EXCL))
		errno = EEXIST;
	else if ((flags & O_DIRECTORY) && !self->nodes[place->node].is_folder)
		errno = ENOTDIR;
	else
		return add_open(self, place->node);
	return -1;
}

static int crash_openat(void *context, int dir, const char *path, int flags, mode_t mode)
{
	struct crash_fs *self = enter(context);
	struct place place;
	int fd = -1;

	assert_false(flags & O_TRUNC);
	if (!find(self, dir, path, &place))
		fd = -1;
	else if (place.node != NODE_NONE)
		fd = open_found(self, &place, flags);
	else if (flags & O_CREAT)
		fd = create(self, &place, mode);
	else
		errno = ENOENT;
	return (int)leave(self, fd);
}

static int crash_close(void *context, int fd)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);

	if (open) {
		if (self->nodes[open->node].lock == fd)
			self->nodes[open->node].lock = -1;
		open->is_used = false;
	}
	return (int)leave(self, open ? 0 : -1);
}

static ssize_t crash_read(void *context, int fd, void *bytes, size_t len)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);
	const struct str *from;

	if (!open)
		return leave(self, -1);
	from = &self->nodes[open->node].bytes;
	if (open->at >= (off_t)from->len)
		return leave(self, 0);
	if (len > from->len - (size_t)open->at)
		len = from->len - (size_t)open->at;
	memcpy(bytes, from->data + open->at, len);
	open->at += (off_t)len;
	return leave(self, (long)len);
}

static ssize_t crash_write(void *context, int fd, const void *bytes, size_t len)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);

	if (!open)
		return leave(self, -1);
	put_bytes(self, open->node, open->at, bytes, len);
	open->at += (off_t)len;
	return leave(self, (long)len);
}

static ssize_t crash_pwrite(void *context, int fd, const void *bytes, size_t len, off_t offset)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);

	if (open)
		put_bytes(self, open->node, offset, bytes, len);
	return leave(self, open ? (long)len : -1);
}

static int crash_ftruncate(void *context, int fd, off_t len)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);

	if (open) {
		crash_note(self, CHANGE_LENGTH, open->node)->offset = len;
		crash_bytes_end(&self->nodes[open->node], len);
	}
	return (int)leave(self, open ? 0 : -1);
}

static int crash_allocate(void *context, int fd, off_t offset, off_t len)
{
	struct crash_fs *self = enter(context);

	(void)offset, (void)len;
	return (int)leave(self, open_of(self, fd) ? 0 : -1);
}

static int crash_sync(void *context, int fd)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);

	if (open)
		crash_note(self, CHANGE_SYNC, open->node);
	return (int)leave(self, open ? 0 : -1);
}

static int crash_fstat(void *context, int fd, struct stat *out)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);

	if (open)
		fill_stat(self, open->node, out);
	return (int)leave(self, open ? 0 : -1);
}

static int crash_fstatat(void *context, int dir, const char *path, struct stat *out, int flags)
{
	struct crash_fs *self = enter(context);
	struct place place;
	bool is_there = find_there(self, dir, path, &place);

	(void)flags;
	if (is_there)
		fill_stat(self, place.node, out);
	return (int)leave(self, is_there ? 0 : -1);
}

static int crash_fchmod(void *context, int fd, mode_t mode)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);

	if (open)
		self->nodes[open->node].mode = mode & 07777;
	return (int)leave(self, open ? 0 : -1);
}

static int crash_fchown(void *context, int fd, uid_t owner, gid_t group)
{
	struct crash_fs *self = enter(context);

	(void)owner, (void)group;
	return (int)leave(self, open_of(self, fd) ? 0 : -1);
}

static int crash_copy_attributes(void *context, int from, int to)
{
	struct crash_fs *self = enter(context);

	return (int)leave(self, open_of(self, from) && open_of(self, to) ? 0 : -1);
}

static int link_names(struct crash_fs *self, int dir, const char *from, const char *to)
{
	struct place old, new;

	if (!find_there(self, dir, from, &old) || !find(self, dir, to, &new))
		return -1;
	if (self->without_links || new.node != NODE_NONE) {
		errno = self->without_links ? EPERM : EEXIST;
		return -1;
	}
	set_names(self, new.folder, path_last(to), old.node, NULL, NODE_NONE);
	return 0;
}

static int crash_linkat(void *context, int dir, const char *from, const char *to)
{
	struct crash_fs *self = enter(context);

	return (int)leave(self, link_names(self, dir, from, to));
}

static int crash_unlinkat(void *context, int dir, const char *path)
{
	struct crash_fs *self = enter(context);
	struct place place;
	bool is_there = find_there(self, dir, path, &place);

	if (is_there)
		set_names(self, place.folder, path_last(path), NODE_NONE, NULL, NODE_NONE);
	return (int)leave(self, is_there ? 0 : -1);
}

/* All renames of a save and of a journal stay in their folder. */
static int crash_renameat(void *context, int dir, const char *from, const char *to)
{
	struct crash_fs *self = enter(context);
	struct place old, new;

	if (!find_there(self, dir, from, &old) || !find(self, dir, to, &new))
		return (int)leave(self, -1);
	assert_int_equal(old.folder, new.folder);
	set_names(self, old.folder, path_last(to), old.node, path_last(from), NODE_NONE);
	return (int)leave(self, 0);
}

static int crash_exchangeat(void *context, int dir, const char *a, const char *b)
{
	struct crash_fs *self = enter(context);
	struct place of_a, of_b;

	if (self->without_exchange) {
		errno = EINVAL;
		return (int)leave(self, -1);
	}
	if (!find_there(self, dir, a, &of_a) || !find_there(self, dir, b, &of_b))
		return (int)leave(self, -1);
	set_names(self, of_a.folder, path_last(a), of_b.node, path_last(b), of_a.node);
	return (int)leave(self, 0);
}

static int make_folder(struct crash_fs *self, int dir, const char *path, mode_t mode)
{
	struct place place;

	if (!find(self, dir, path, &place))
		return -1;
	if (place.node != NODE_NONE) {
		errno = EEXIST;
		return -1;
	}
	set_names(self, place.folder, path_last(path), crash_node_add(self, true, mode & 0777),
		NULL, NODE_NONE);
	return 0;
}

static int crash_mkdirat(void *context, int dir, const char *path, mode_t mode)
{
	struct crash_fs *self = enter(context);

	return (int)leave(self, make_folder(self, dir, path, mode));
}

static ssize_t crash_readlinkat(void *context, int dir, const char *path, char *out, size_t size)
{
	struct crash_fs *self = enter(context);
	struct place place;

	(void)out, (void)size;
	if (find_there(self, dir, path, &place))
		errno = EINVAL;
	return leave(self, -1);
}

static int crash_realpath(void *context, const char *path, struct str *out)
{
	struct crash_fs *self = enter(context);
	struct place place;
	bool is_there = find_there(self, AT_FDCWD, path, &place);
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	if (is_there)
		str_append(out, path, len);
	return (int)leave(self, is_there ? 0 : -1);
}

static int crash_list(void *context, int dir, struct str *names)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, dir);

	for (size_t i = 0; open && i < self->nodes[open->node].n_names; i++) {
		const char *name = self->nodes[open->node].names[i].name;

		str_append(names, name, strlen(name) + 1);
	}
	return (int)leave(self, open ? 0 : -1);
}

static int crash_lock(void *context, int fd)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);
	int *lock = open ? &self->nodes[open->node].lock : NULL;

	if (lock && *lock >= 0 && *lock != fd) {
		errno = EAGAIN;
		return (int)leave(self, -1);
	}
	if (lock)
		*lock = fd;
	return (int)leave(self, lock ? 0 : -1);
}

static int crash_is_locked(void *context, int fd)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);
	int lock = open ? self->nodes[open->node].lock : -1;

	return (int)leave(self, !open ? -1 : lock >= 0 && lock != fd);
}

static const struct io_ops crash_ops = {
	.openat = crash_openat,
	.close = crash_close,
	.read = crash_read,
	.write = crash_write,
	.pwrite = crash_pwrite,
	.ftruncate = crash_ftruncate,
	.allocate = crash_allocate,
	.fsync = crash_sync,
	.fdatasync = crash_sync,
	.fstat = crash_fstat,
	.fstatat = crash_fstatat,
	.fchmod = crash_fchmod,
	.fchown = crash_fchown,
	.copy_attributes = crash_copy_attributes,
	.linkat = crash_linkat,
	.unlinkat = crash_unlinkat,
	.renameat = crash_renameat,
	.exchangeat = crash_exchangeat,
	.mkdirat = crash_mkdirat,
	.readlinkat = crash_readlinkat,
	.realpath = crash_realpath,
	.list = crash_list,
	.lock = crash_lock,
	.is_locked = crash_is_locked,
};

struct io crash_fs_io(struct crash_fs *self)
{
	return (struct io){.ops = &crash_ops, .context = self};
}

void crash_fs_fail_sync(void *context, int fd)
{
	struct crash_fs *self = enter(context);
	struct crash_open *open = open_of(self, fd);
	size_t first = 0;

	for (size_t i = 0; open && i < self->n_changes; i++)
		if (self->changes[i].node == open->node && self->changes[i].kind == CHANGE_SYNC)
			first = i;
	for (size_t i = first; open && i < self->n_changes; i++)
		if (self->changes[i].node == open->node && self->changes[i].kind != CHANGE_NAMES)
			self->changes[i].is_doomed = true;
	leave(self, 0);
}

/* --- for the test --- */

struct crash_fs *crash_fs_new(const int64_t *clock)
{
	struct crash_fs *self = mem_zalloc(1, sizeof(*self));

	self->clock = clock;
	pthread_mutex_init(&self->mutex, NULL);
	crash_node_add(self, true, 0755);
	return self;
}

void crash_fs_free(struct crash_fs *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < self->n_nodes; i++) {
		for (size_t j = 0; j < self->nodes[i].n_names; j++)
			free(self->nodes[i].names[j].name);
		free(self->nodes[i].names);
		str_release(&self->nodes[i].bytes);
	}
	for (size_t i = 0; i < self->n_changes; i++) {
		for (size_t j = 0; j < self->changes[i].n_names; j++)
			free(self->changes[i].names[j].name);
		str_release(&self->changes[i].bytes);
	}
	free(self->nodes);
	free(self->opens);
	free(self->changes);
	pthread_mutex_destroy(&self->mutex);
	free(self);
}

void crash_fs_make_folder(struct crash_fs *self, const char *path)
{
	size_t above = NODE_ROOT;
	struct place place;

	for (size_t len = 1; path[len - 1] != '\0'; len++) {
		char *part;

		if (path[len] != '/' && path[len] != '\0')
			continue;
		part = mem_strndup(path, len);
		make_folder(self, AT_FDCWD, part, 0700);
		crash_note(self, CHANGE_SYNC, above);
		assert_true(find_there(self, AT_FDCWD, part, &place));
		above = place.node;
		free(part);
	}
}

void crash_fs_put(struct crash_fs *self, const char *path, const char *bytes, size_t len)
{
	char *folder = mem_strndup(path, (size_t)(path_last(path) - path) - 1);
	struct place place;
	int fd;

	crash_fs_make_folder(self, folder);
	free(folder);
	fd = crash_openat(self, AT_FDCWD, path, O_CREAT | O_WRONLY, 0644);
	assert_true(fd >= 0);
	crash_pwrite(self, fd, bytes, len, 0);
	crash_sync(self, fd);
	crash_close(self, fd);
	assert_true(find_there(self, AT_FDCWD, path, &place));
	crash_note(self, CHANGE_SYNC, place.folder);
}

void crash_fs_link(struct crash_fs *self, const char *from, const char *to)
{
	struct place place;

	assert_int_equal(link_names(self, AT_FDCWD, from, to), 0);
	assert_true(find_there(self, AT_FDCWD, to, &place));
	crash_note(self, CHANGE_SYNC, place.folder);
}

bool crash_fs_get(struct crash_fs *self, const char *path, struct str *out)
{
	struct place place;
	bool is_there;

	enter(self);
	is_there = find_there(self, AT_FDCWD, path, &place);
	if (is_there)
		str_append(out, str_text(&self->nodes[place.node].bytes),
			self->nodes[place.node].bytes.len);
	leave(self, 0);
	return is_there;
}

size_t crash_fs_count(struct crash_fs *self, const char *folder, const char *suffix)
{
	struct place place;
	size_t n = 0;

	enter(self);
	if (find_there(self, AT_FDCWD, folder, &place)) {
		const struct crash_node *node = &self->nodes[place.node];

		for (size_t i = 0; i < node->n_names; i++) {
			const char *name = node->names[i].name;
			size_t len = strlen(name);

			n += len >= strlen(suffix) &&
			     strcmp(name + len - strlen(suffix), suffix) == 0;
		}
	}
	leave(self, 0);
	return n;
}

void crash_fs_forbid(struct crash_fs *self, bool exchange, bool links)
{
	self->without_exchange = exchange;
	self->without_links = links;
}

size_t crash_fs_n_changes(const struct crash_fs *self)
{
	return self->n_changes;
}

int64_t crash_fs_time(const struct crash_fs *self, size_t change)
{
	return self->changes[change].at;
}
