/*
 * The one piece of state that must outlive everything else, because a signal handler has
 * no other way to reach it.
 */
#include "restore.h"

#include "base/mem.h"

#include <assert.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
	volatile sig_atomic_t is_ours;  /* the terminal, */
	volatile sig_atomic_t is_armed; /* and not restored yet */
	bool has_handlers;
	pthread_t painter; /* the thread that draws on the terminal */
	struct termios modes;
	char bytes[RESTORE_MAX];
	size_t len;
	char words[2][RESTORE_WORDS_MAX];
	volatile sig_atomic_t spoken; /* which of them to use; the other may be half written */
	mem_hook *on_exhausted;       /* the previous hook */
} kept;

static const char *const reasons[] = {
	[RESTORE_FAULT] = "afterword: ended because of a bug",
	[RESTORE_MEMORY] = "afterword: ended because it ran out of memory",
	[RESTORE_OVERDUE] = "afterword: ended before the save was finished",
};
static_assert(sizeof(reasons) / sizeof(*reasons) == N_RESTORE_REASONS, "words for each reason");

/* Every signal that a fault in the program raises. */
static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP};

#define N_CRASHES (sizeof(crashes) / sizeof(*crashes))

static struct sigaction before[N_CRASHES];

static void put(const char *text, size_t len)
{
	ssize_t written = write(STDOUT_FILENO, text, len);

	(void)written;
}

static void say(enum restore_reason reason)
{
	const char *words = kept.words[kept.spoken];

	put(reasons[reason], strlen(reasons[reason]));
	if (*words) {
		put("; ", 2);
		put(words, strlen(words));
	}
	put("\r\n", 2);
}

/* Never blocks, so a terminal that accepts no bytes cannot delay the end. Other programs may share
 * the open file, so its flags are restored. */
void restore_now(enum restore_reason reason)
{
	int flags;

	if (!kept.is_armed)
		return;
	kept.is_armed = 0;
	flags = fcntl(STDOUT_FILENO, F_GETFL);
	fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
	put(kept.bytes, kept.len);
	say(reason);
	fcntl(STDOUT_FILENO, F_SETFL, flags);
	tcsetattr(STDIN_FILENO, TCSANOW, &kept.modes);
}

/* Another thread must not restore the terminal while the painter is painting: it interrupts the
 * painter with a signal and waits for the end. */
static void leave_to_painter(int number)
{
	if (!kept.is_ours || pthread_equal(pthread_self(), kept.painter))
		return;
	pthread_kill(kept.painter, number);
	for (;;)
		pause();
}

/* Restores the terminal, then lets the signal take its course. */
static void on_crash(int number)
{
	leave_to_painter(number);
	restore_now(RESTORE_FAULT);
	for (size_t i = 0; i < N_CRASHES; i++)
		if (crashes[i] == number)
			sigaction(number, &before[i], NULL);
	raise(number);
}

/* Nothing else sends this signal. */
enum { EXHAUSTED = SIGVTALRM, EXIT_EXHAUSTED = 2 };

static void on_exhausted(void)
{
	leave_to_painter(EXHAUSTED);
	if (kept.is_armed)
		restore_now(RESTORE_MEMORY);
	else if (kept.on_exhausted)
		kept.on_exhausted(); /* the terminal is not ours: do what the previous hook did */
}

static void on_exhausted_elsewhere(int number)
{
	(void)number;
	if (!kept.is_armed)
		return; /* this thread was already doing it */
	restore_now(RESTORE_MEMORY);
	_exit(EXIT_EXHAUSTED);
}

/* While curses has the terminal, it exits the program only if it runs out of memory. */
static void on_exit_early(void)
{
	restore_now(RESTORE_MEMORY);
}

/* A separate stack, in case the normal one has overflowed. */
static void use_own_stack(void)
{
	static char memory[32768];
	stack_t stack = {.ss_sp = memory, .ss_size = sizeof(memory)};

	sigaltstack(&stack, NULL);
}

static void catch_crashes(void)
{
	struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
	struct sigaction exhausted = {.sa_handler = on_exhausted_elsewhere};

	use_own_stack();
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < N_CRASHES; i++)
		sigaction(crashes[i], &action, &before[i]);
	sigemptyset(&exhausted.sa_mask);
	sigaction(EXHAUSTED, &exhausted, NULL);
	kept.painter = pthread_self();
	atexit(on_exit_early);
	kept.on_exhausted = mem_set_exhausted_hook(on_exhausted);
}

void restore_arm(const struct termios *modes, const char *bytes, size_t len)
{
	kept.is_armed = 0;
	kept.modes = *modes;
	kept.len = len < RESTORE_MAX ? len : RESTORE_MAX;
	memcpy(kept.bytes, bytes, kept.len);
	kept.is_armed = 1;
	kept.is_ours = 1;
	if (!kept.has_handlers)
		catch_crashes();
	kept.has_handlers = true;
}

void restore_disarm(void)
{
	kept.is_ours = 0;
	kept.is_armed = 0;
}

void restore_set_words(const char *words)
{
	int other = !kept.spoken;
	char *to = kept.words[other];

	to[0] = '\0';
	strncat(to, words, RESTORE_WORDS_MAX - 1);
	kept.spoken = other;
}
