/*
 * Changes of files by inotify, which POSIX lacks. A folder says when its names change and when
 * files are written through them; the file itself also when it is written through another name.
 */
#include "base/file_watch.h"

#include "base/mem.h"
#include "base/str.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_INOTIFY
#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <stdint.h>
#include <sys/inotify.h>
#include <sys/vfs.h>

#define WRITTEN (IN_MODIFY | IN_CLOSE_WRITE)
#define RENAMED (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)
#define ITSELF (IN_DELETE_SELF | IN_MOVE_SELF)

/*
 * The numbers of file systems (statfs(2)) that are written by this system only. Others may be
 * written from elsewhere, or, as overlays, tell only a part.
 */
static bool is_local(const char *path)
{
	static const uint32_t numbers[] = {
		0xef53,     /* ext2, ext3, ext4 */
		0x58465342, /* xfs */
		0x9123683e, /* btrfs */
		0x01021994, /* tmpfs */
		0xf2f52010, /* f2fs */
		0x2fc12fc1, /* zfs */
		0xca451a4e, /* bcachefs */
	};
	struct statfs stat;

	if (statfs(path, &stat) != 0)
		return false;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		if (numbers[i] == (uint32_t)stat.f_type)
			return true;
	return false;
}

static int add(const struct file_watch *self, const char *path, uint32_t events)
{
	return is_local(path) ? inotify_add_watch(self->fd, path, events) : -1;
}

static int add_folder_of(const struct file_watch *self, const char *path)
{
	const char *name = strrchr(path, '/');
	struct str folder = {0};
	int number;

	if (name == NULL)
		str_append_text(&folder, ".");
	else
		str_append(&folder, path, name == path ? 1 : (size_t)(name - path));
	number = add(self, str_text(&folder), IN_ONLYDIR | WRITTEN | RENAMED | ITSELF);
	str_release(&folder);
	return number;
}

/* The folders above that of the file: only whether they stay where they are. */
static void add_above(const struct file_watch *self, const char *real, int *numbers, size_t n)
{
	char *folder = mem_strdup(real);
	char *end = strrchr(folder, '/');

	if (end != NULL)
		*end = '\0'; /* the folder itself is watched for more */
	for (size_t i = 0; i < n && (end = strrchr(folder, '/')) != NULL && end > folder; i++) {
		*end = '\0';
		numbers[i] = inotify_add_watch(self->fd, folder, IN_ONLYDIR | IN_MASK_ADD | ITSELF);
	}
	free(folder);
}

static bool has(const int *numbers, int number)
{
	for (size_t i = 0; i < FILE_WATCHES; i++)
		if (numbers[i] == number)
			return true;
	return false;
}

bool file_watch_set(struct file_watch *self, const char *path, const char *real)
{
	enum { OWN = 3 };
	int numbers[FILE_WATCHES];
	bool is_missing;

	if (self->fd < 0)
		return false;
	for (size_t i = OWN; i < FILE_WATCHES; i++)
		numbers[i] = -1;
	numbers[0] = add_folder_of(self, path);
	numbers[1] = add_folder_of(self, real);
	numbers[2] = add(self, real, WRITTEN | ITSELF);
	is_missing = numbers[2] < 0 && access(real, F_OK) != 0 && errno == ENOENT;
	add_above(self, real, numbers + OWN, FILE_WATCHES - OWN);
	for (size_t i = 0; i < FILE_WATCHES; i++)
		if (self->numbers[i] >= 0 && !has(numbers, self->numbers[i]))
			inotify_rm_watch(self->fd, self->numbers[i]);
	memcpy(self->numbers, numbers, sizeof(numbers));
	return numbers[0] >= 0 && numbers[1] >= 0 && (numbers[2] >= 0 || is_missing);
}

void file_watch_take(
	struct file_watch *self, void (*note)(void *context, const char *name), void *context)
{
	enum { READS = 16 };
	alignas(struct inotify_event) char bytes[4096];
	const struct inotify_event *event;
	ssize_t size;

	/* Whoever writes all the time would never let it end. */
	for (int i = 0; i < READS && (size = read(self->fd, bytes, sizeof(bytes))) > 0; i++) {
		for (char *at = bytes; at < bytes + size; at += sizeof(*event) + event->len) {
			event = (const struct inotify_event *)(const void *)at;
			/* A watch that has ended says why before. */
			if (!(event->mask & IN_IGNORED))
				note(context, event->len > 0 ? event->name : "");
		}
	}
}

static int start(void)
{
	return inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

#else

bool file_watch_set(struct file_watch *self, const char *path, const char *real)
{
	(void)self, (void)path, (void)real;
	return false;
}

void file_watch_take(
	struct file_watch *self, void (*note)(void *context, const char *name), void *context)
{
	(void)self, (void)note, (void)context;
}

static int start(void)
{
	return -1;
}
#endif

void file_watch_init(struct file_watch *self)
{
	self->fd = start();
	for (size_t i = 0; i < FILE_WATCHES; i++)
		self->numbers[i] = -1;
}

void file_watch_release(struct file_watch *self)
{
	if (self->fd >= 0)
		close(self->fd);
	self->fd = -1;
}
