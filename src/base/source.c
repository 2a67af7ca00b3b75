/* The system's clocks and random bytes behind the interfaces that tests replace. */
#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t read_clock(clockid_t clock)
{
	struct timespec now = {0};

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t system_wall(void *context)
{
	(void)context;
	return read_clock(CLOCK_REALTIME);
}

static int64_t system_steady(void *context)
{
	(void)context;
	return read_clock(CLOCK_MONOTONIC);
}

struct time_source time_source_system(void)
{
	return (struct time_source){.wall = system_wall, .steady = system_steady};
}

int64_t time_source_wall(const struct time_source *self)
{
	return self->wall(self->context);
}

int64_t time_source_steady(const struct time_source *self)
{
	return self->steady(self->context);
}

/* SplitMix64 seeded from clock and process: ids must be unique but not secret. */
static void fill_from_clock(unsigned char *bytes, size_t len)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_REALTIME, &now);
	uint64_t state = (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;

	state ^= (uint64_t)getpid() << 40;
	for (size_t i = 0; i < len; i++) {
		state += UINT64_C(0x9e3779b97f4a7c15);
		uint64_t mixed = (state ^ state >> 30) * UINT64_C(0xbf58476d1ce4e5b9);

		mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
		bytes[i] = (unsigned char)(mixed >> 56);
	}
}

static void system_fill(void *context, void *bytes, size_t len)
{
	unsigned char *at = bytes;
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	(void)context;
	while (fd >= 0 && len > 0) {
		ssize_t got = read(fd, at, len);

		if (got > 0) {
			at += got;
			len -= (size_t)got;
		} else if (got == 0 || errno != EINTR) {
			break;
		}
	}
	if (fd >= 0)
		close(fd);
	/* A chroot without /dev gets ids too. */
	if (len > 0)
		fill_from_clock(at, len);
}

struct id_source id_source_system(void)
{
	return (struct id_source){.fill = system_fill};
}

static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";

void id_source_next(const struct id_source *self, char out[ID_SIZE])
{
	unsigned char bytes[5];
	uint64_t bits = 0;

	self->fill(self->context, bytes, sizeof(bytes));
	for (size_t i = 0; i < sizeof(bytes); i++)
		bits = bits << 8 | bytes[i];
	/* An id that starts with a digit could be read as a number by YAML. */
	out[0] = alphabet[(bits >> 35) % 26];
	for (size_t i = 1; i < ID_SIZE - 1; i++)
		out[i] = alphabet[bits >> (35 - 5 * i) & 31];
	out[ID_SIZE - 1] = '\0';
}

bool id_is_made(const char *id)
{
	return strlen(id) == ID_SIZE - 1 && strspn(id, alphabet) == ID_SIZE - 1 && id[0] >= 'a';
}
