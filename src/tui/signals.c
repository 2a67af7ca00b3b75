/* Flags and a pipe are all a handler touches: the rest is done by the loop. */
#include "signals.h"

#include "restore.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { END_SECONDS = 1, EXIT_OVERDUE = 2 };

static struct {
	volatile sig_atomic_t hangup, resize, suspend, interrupt;
	int ends[2]; /* of the pipe */
} state = {.ends = {-1, -1}};

static void wake(void)
{
	int saved = errno;
	ssize_t written = write(state.ends[1], "", 1);

	(void)written; /* a full pipe wakes as well */
	errno = saved;
}

static void on_signal(int number)
{
	if (number == SIGHUP || number == SIGTERM) {
		state.hangup = 1;
		alarm(END_SECONDS); /* also when a write to the terminal never returns */
	}
	if (number == SIGWINCH)
		state.resize = 1;
	else if (number == SIGTSTP)
		state.suspend = 1;
	else if (number == SIGINT)
		state.interrupt = 1;
	wake();
}

/* The journal has the text; a disk or terminal that hangs must not keep the process. */
static void on_overdue(int number)
{
	(void)number;
	restore_now();
	_exit(EXIT_OVERDUE);
}

static const struct {
	int number;
	void (*handler)(int);
} caught[] = {
	{SIGHUP, on_signal},
	{SIGTERM, on_signal},
	{SIGWINCH, on_signal},
	{SIGTSTP, on_signal},
	{SIGINT, on_signal},
	{SIGALRM, on_overdue},
	{SIGPIPE, SIG_IGN},
	{SIGQUIT, SIG_IGN},
};

#define N_CAUGHT (sizeof(caught) / sizeof(*caught))

static struct sigaction before[N_CAUGHT];

static void handle(int number, void (*handler)(int), struct sigaction *old)
{
	struct sigaction action = {.sa_handler = handler};

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, old);
}

bool signals_start(struct err *err)
{
	if (pipe(state.ends) != 0)
		return err_system(err, errno, "cannot make a pipe");
	for (int i = 0; i < 2; i++) {
		fcntl(state.ends[i], F_SETFL, O_NONBLOCK);
		fcntl(state.ends[i], F_SETFD, FD_CLOEXEC);
	}
	for (size_t i = 0; i < N_CAUGHT; i++)
		handle(caught[i].number, caught[i].handler, &before[i]);
	return true;
}

void signals_stop(void)
{
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i].number, &before[i], NULL);
	for (int i = 0; i < 2; i++) {
		close(state.ends[i]);
		state.ends[i] = -1;
	}
}

int signals_fd(void)
{
	return state.ends[0];
}

static bool take(volatile sig_atomic_t *flag)
{
	bool was_set = *flag;

	*flag = 0;
	return was_set;
}

void signals_take(struct signals *out)
{
	char bytes[64];

	while (read(state.ends[0], bytes, sizeof(bytes)) > 0)
		continue;
	*out = (struct signals){
		.hangup = take(&state.hangup),
		.resize = take(&state.resize),
		.suspend = take(&state.suspend),
		.interrupt = take(&state.interrupt),
	};
}

bool signals_hung_up(void)
{
	return state.hangup;
}

void signals_suspend_self(void)
{
	struct sigaction ours;

	handle(SIGTSTP, SIG_DFL, &ours);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	state.suspend = 0;
}

void signals_end_soon(void)
{
	alarm(END_SECONDS);
}
