/*
 * Learns from the system when a file may have changed, where the system can tell (inotify on
 * Linux). What it says is only a hint: who wants to know looks at the file.
 */
#ifndef AFTERWORD_BASE_FILE_WATCH_H
#define AFTERWORD_BASE_FILE_WATCH_H

#include <stdbool.h>

enum { FILE_WATCHES = 16 };

struct file_watch {
	int fd; /* readable when there is something to take; -1: the system cannot tell */
	int numbers[FILE_WATCHES];
};

void file_watch_init(struct file_watch *self);
void file_watch_release(struct file_watch *self);

/*
 * Watches the file at a path, real being the same with links resolved, and the folders of both: who
 * saves by renaming puts another file there; and the folders above, a dozen at most, which may be
 * renamed. Called again, it watches what is there now. False: some changes would go unnoticed, as
 * on a network, where others' are made elsewhere.
 */
bool file_watch_set(struct file_watch *self, const char *path, const char *real);

/* Takes what there is, without waiting. Each name in one of the folders that something happened to
 * is noted; "" if it was the file, a folder, or too much to tell. */
void file_watch_take(
	struct file_watch *self, void (*note)(void *context, const char *name), void *context);

#endif
