/* A program in its own process group, with its words kept; see print_run.h. */
#include "print_run.h"

#include "base/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SAID_MOST = 4096, DEEPEST = 20 };

bool print_find(const char *program, struct str *path)
{
	const char *rest = getenv("PATH");

	for (size_t len; rest && *rest; rest += len + (rest[len] == ':')) {
		len = strcspn(rest, ":");
		str_clear(path);
		str_append(path, rest, len);
		str_appendf(path, "/%s", program);
		/* A relative entry would mean another file in the temporary folder. */
		if (rest[0] == '/' && access(str_text(path), X_OK) == 0)
			return true;
	}
	return false;
}

/* In the child, where only simple calls are allowed. */
static _Noreturn void become(
	const char *path, const char *const *words, int folder, const int *ends)
{
	static const int signals[] = {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
	int nothing = open("/dev/null", O_RDWR);
	char *arguments[32];
	size_t n = 0;
	sigset_t none;

	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		signal(signals[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setpgid(0, 0);
	for (; words[n] && n + 1 < sizeof arguments / sizeof arguments[0]; n++)
		memcpy(&arguments[n], &words[n], sizeof words[n]);
	arguments[n] = NULL;
	if (nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 && dup2(nothing, STDOUT_FILENO) >= 0 &&
		dup2(ends[1], STDERR_FILENO) >= 0 && fchdir(folder) == 0)
		execv(path, arguments);
	_exit(127);
}

/* Takes what it has said by now; false at its end. */
static bool take_words(int fd, struct str *said)
{
	char bytes[512];
	ssize_t n = read(fd, bytes, sizeof bytes);

	if (n > 0 && said->len < SAID_MOST)
		str_append(said, bytes, (size_t)n);
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

static int64_t now(void)
{
	const struct time_source clock = time_source_system();

	return time_source_steady(&clock);
}

bool print_run_start(struct print_run *self, const char *path, const char *const *words, int folder,
	unsigned seconds, struct err *err)
{
	int ends[2];

	*self = (struct print_run){.child = -1, .fd = -1};
	if (pipe(ends) != 0)
		return err_system(err, errno, "cannot create a pipe");
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);

	pid_t child = fork();

	if (child == 0)
		become(path, words, folder, ends);
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		return err_system(err, errno, "%s cannot be run", path);
	}
	setpgid(child, child); /* the child does it too; whoever is first */
	self->child = child;
	self->fd = ends[0];
	self->limit = now() + (int64_t)seconds * 1000;
	return true;
}

/* The pipe is left open, as something that it started may write to it. */
static void take_all_words(struct print_run *self, int milliseconds)
{
	struct pollfd words = {.fd = self->fd, .events = POLLIN};

	while (words.fd >= 0 && poll(&words, 1, milliseconds) > 0) {
		if (!take_words(self->fd, &self->said)) {
			close(self->fd);
			self->fd = words.fd = -1;
		}
		milliseconds = 0;
	}
	if (milliseconds > 0 && words.fd < 0)
		poll(NULL, 0, milliseconds);
}

/* Those that it started keep its standard error open perhaps, so its own end is what counts. */
enum print_ending print_run_wait(struct print_run *self, int milliseconds)
{
	int status = 0;

	take_all_words(self, milliseconds);
	pid_t ended = waitpid(self->child, &status, WNOHANG);

	if (ended == 0 && now() < self->limit)
		return PRINT_NOT_ENDED;
	if (ended == 0) {
		print_run_stop(self);
		return PRINT_TOO_LONG;
	}
	kill(-self->child, SIGKILL);
	self->child = -1;
	take_all_words(self, 0);
	return ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? PRINT_DONE
									  : PRINT_FAILED;
}

void print_run_stop(struct print_run *self)
{
	if (self->child > 0) {
		kill(-self->child, SIGKILL);
		while (waitpid(self->child, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
	if (self->fd >= 0)
		close(self->fd);
	self->child = -1;
	self->fd = -1;
	str_release(&self->said);
}

static void clear_folder(int folder, unsigned depth)
{
	DIR *entries = fdopendir(folder);
	const struct dirent *entry;

	if (!entries) {
		close(folder);
		return;
	}
	while ((entry = readdir(entries)) != NULL) {
		int below;

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
			unlinkat(folder, entry->d_name, 0) == 0 || depth == 0)
			continue;
		below = openat(
			folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (below >= 0)
			clear_folder(below, depth - 1);
		unlinkat(folder, entry->d_name, AT_REMOVEDIR);
	}
	closedir(entries);
}

void print_clear(int folder)
{
	if (folder >= 0)
		clear_folder(folder, DEEPEST);
}
