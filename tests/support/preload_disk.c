/*
 * LD_PRELOAD: a slow disk. Every sync takes SYNC_MILLISECONDS longer.
 */
#define _GNU_SOURCE /* RTLD_NEXT */

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef int sync_call(int fd);

static int sync_slowly(const char *name, int fd)
{
	const char *delay = getenv("SYNC_MILLISECONDS");
	long milliseconds = delay ? strtol(delay, NULL, 10) : 0;
	struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
	sync_call *real;

	*(void **)&real = dlsym(RTLD_NEXT, name);
	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		continue;
	return real(fd);
}

int fsync(int fd)
{
	return sync_slowly("fsync", fd);
}

int fdatasync(int fd)
{
	return sync_slowly("fdatasync", fd);
}
