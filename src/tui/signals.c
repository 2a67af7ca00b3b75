/* Handlers only touch flags and a pipe; the loop does the rest. */
#include "signals.h"

#include "restore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_OVERDUE = 2 };

/* A second is promised; the rest of it is for the end itself, on a busy machine. */
static const struct itimerspec end_soon = {.it_value = {.tv_nsec = 800 * 1000000L}};

static struct {
	volatile sig_atomic_t hangup, resize, suspend, interrupt;
	volatile sig_atomic_t is_ending;
	timer_t deadline;
	int ends[2]; /* of the pipe */
} state = {.ends = {-1, -1}};

static void wake(void)
{
	int saved = errno;
	ssize_t written = write(state.ends[1], "", 1);

	(void)written; /* a full pipe also wakes the loop */
	errno = saved;
}

static void on_resize(int number, siginfo_t *info, void *context)
{
	(void)number, (void)info, (void)context;
	state.resize = 1;
	wake();
}

static void on_suspend(int number, siginfo_t *info, void *context)
{
	(void)number, (void)info, (void)context;
	state.suspend = 1;
	wake();
}

/* Must work even if a write to the terminal never returns, or the loop is waiting for the disk. */
static void on_hangup(int number, siginfo_t *info, void *context)
{
	(void)number, (void)info, (void)context;
	state.hangup = 1;
	signals_end_soon();
	wake();
}

/* From a process it asks us to end; from a terminal's key it is meant for the child. */
static void on_interrupt(int number, siginfo_t *info, void *context)
{
	if (info->si_code <= 0) {
		on_hangup(number, info, context);
		return;
	}
	state.interrupt = 1;
	wake();
}

static void on_child(int number, siginfo_t *info, void *context)
{
	(void)number, (void)info, (void)context;
	wake();
}

/* The journal has the text; a disk or terminal that hangs must not keep the process alive. */
static void on_overdue(int number, siginfo_t *info, void *context)
{
	(void)number, (void)info, (void)context;
	restore_now(RESTORE_OVERDUE);
	_exit(EXIT_OVERDUE);
}

typedef void handler(int number, siginfo_t *info, void *context);

static const struct {
	int number;
	handler *run; /* NULL: ignored */
} caught[] = {
	{SIGHUP, on_hangup},
	{SIGTERM, on_hangup},
	{SIGXCPU, on_hangup},
	{SIGUSR1, on_hangup},
	{SIGUSR2, on_hangup},
	{SIGINT, on_interrupt},
	{SIGWINCH, on_resize},
	{SIGTSTP, on_suspend},
	{SIGCHLD, on_child},
	{SIGALRM, on_overdue},
	{SIGPIPE, NULL},
	{SIGQUIT, NULL},
};

#define N_CAUGHT (sizeof(caught) / sizeof(*caught))

static struct sigaction before[N_CAUGHT];

static void handle(int number, handler *run, struct sigaction *old)
{
	struct sigaction action = {.sa_flags = SA_SIGINFO, .sa_sigaction = run};

	if (!run)
		action = (struct sigaction){.sa_handler = SIG_IGN};
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, old);
	/* Under nohup it stays ignored; then only the end of the terminal itself counts. */
	if (number == SIGHUP && old->sa_handler == SIG_IGN)
		sigaction(number, old, NULL);
}

bool signals_start(struct err *err)
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};

	if (pipe(state.ends) != 0)
		return err_system(err, errno, "cannot create a pipe");
	/* A pipe that could block would hold up a handler, or the loop. */
	for (int i = 0; i < 2; i++)
		if (fcntl(state.ends[i], F_SETFL, O_NONBLOCK) != 0 ||
			fcntl(state.ends[i], F_SETFD, FD_CLOEXEC) != 0)
			return err_system(err, errno, "cannot set up a pipe");
	if (timer_create(CLOCK_MONOTONIC, &event, &state.deadline) != 0)
		return err_system(err, errno, "cannot create a timer");
	for (size_t i = 0; i < N_CAUGHT; i++)
		handle(caught[i].number, caught[i].run, &before[i]);
	return true;
}

void signals_stop(void)
{
	for (size_t i = 0; i < N_CAUGHT; i++)
		sigaction(caught[i].number, &before[i], NULL);
	timer_delete(state.deadline);
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

static void empty_pipe(void)
{
	char bytes[64];

	while (read(state.ends[0], bytes, sizeof(bytes)) > 0)
		continue;
}

void signals_take(struct signals *out)
{
	empty_pipe();
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

bool signals_came(void)
{
	return state.hangup || state.resize || state.suspend || state.interrupt;
}

bool signals_wait(int fd)
{
	struct pollfd fds[] = {
		{.fd = STDIN_FILENO}, /* only for its hangup */
		{.fd = state.ends[0], .events = POLLIN},
		{.fd = fd, .events = POLLIN},
	};

	poll(fds, sizeof(fds) / sizeof(*fds), -1);
	empty_pipe();
	return !state.hangup && fds[0].revents == 0;
}

/* --- stopping --- */

static void stop(pid_t whom)
{
	struct sigaction standard = {.sa_handler = SIG_DFL};
	struct sigaction ours;

	sigemptyset(&standard.sa_mask);
	sigaction(SIGTSTP, &standard, &ours);
	kill(whom, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	state.suspend = 0;
}

void signals_suspend_group(void)
{
	stop(0);
}

void signals_follow_group(void)
{
	if (state.suspend)
		stop(getpid());
}

/* --- ending --- */

void signals_end_soon(void)
{
	if (state.is_ending)
		return;
	state.is_ending = 1;
	timer_settime(state.deadline, 0, &end_soon, NULL);
}
