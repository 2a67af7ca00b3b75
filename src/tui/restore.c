/*
 * The one piece of state that must outlive everything else: a signal handler has no
 * other way to reach it.
 */
#include "restore.h"

#include "base/mem.h"

#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static struct {
	volatile sig_atomic_t is_armed;
	bool has_handlers;
	struct termios modes;
	char bytes[RESTORE_MAX];
	size_t len;
} kept;

static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

#define N_CRASHES (sizeof(crashes) / sizeof(*crashes))

static struct sigaction before[N_CRASHES];

void restore_now(void)
{
	ssize_t written;

	if (!kept.is_armed)
		return;
	kept.is_armed = 0;
	written = write(STDOUT_FILENO, kept.bytes, kept.len);
	(void)written;
	tcsetattr(STDIN_FILENO, TCSANOW, &kept.modes);
}

/* Restores, then lets happen what would have happened. */
static void on_crash(int number)
{
	restore_now();
	for (size_t i = 0; i < N_CRASHES; i++)
		if (crashes[i] == number)
			sigaction(number, &before[i], NULL);
	raise(number);
}

/* A stack of its own, for when the stack is what ran out. */
static void use_own_stack(void)
{
	static char memory[32768];
	stack_t stack = {.ss_sp = memory, .ss_size = sizeof(memory)};

	sigaltstack(&stack, NULL);
}

static void catch_crashes(void)
{
	struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};

	use_own_stack();
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < N_CRASHES; i++)
		sigaction(crashes[i], &action, &before[i]);
	mem_set_exhausted_hook(restore_now);
}

void restore_arm(const struct termios *modes, const char *bytes, size_t len)
{
	kept.is_armed = 0;
	kept.modes = *modes;
	kept.len = len < RESTORE_MAX ? len : RESTORE_MAX;
	memcpy(kept.bytes, bytes, kept.len);
	kept.is_armed = 1;
	if (!kept.has_handlers)
		catch_crashes();
	kept.has_handlers = true;
}

void restore_disarm(void)
{
	kept.is_armed = 0;
}
