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

enum { STEP = 50 /* ms between looks at the program */, SAID_MOST = 4096, DEEPEST = 20 };

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

/* Something that it started may keep its standard error open, so its own end is what counts. */
static enum print_ending wait_for(pid_t child, int fd, unsigned seconds, struct str *said)
{
	const struct time_source clock = time_source_system();
	int64_t limit = time_source_steady(&clock) + (int64_t)seconds * 1000;
	struct pollfd words = {.fd = fd, .events = POLLIN};
	pid_t ended = 0;
	int status = 0;

	while (ended == 0 && time_source_steady(&clock) < limit) {
		if (poll(&words, 1, STEP) > 0 && !take_words(fd, said))
			words.fd = -1;
		ended = waitpid(child, &status, WNOHANG);
	}
	kill(-child, SIGKILL);
	if (ended == 0)
		(void)waitpid(child, &status, 0);
	while (words.fd >= 0 && poll(&words, 1, 0) > 0 && take_words(fd, said))
		;
	if (ended == 0)
		return PRINT_TOO_LONG;
	return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? PRINT_DONE
									       : PRINT_FAILED;
}

enum print_ending print_run(const char *path, const char *const *words, int folder,
	unsigned seconds, struct str *said, struct err *err)
{
	int ends[2];

	if (pipe(ends) != 0) {
		err_system(err, errno, "cannot create a pipe");
		return PRINT_NOT_RUN;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);

	pid_t child = fork();

	if (child == 0)
		become(path, words, folder, ends);
	close(ends[1]);

	enum print_ending ending = PRINT_NOT_RUN;

	if (child > 0) {
		setpgid(child, child); /* the child does it too; whoever is first */
		ending = wait_for(child, ends[0], seconds, said);
	}
	if (child < 0)
		err_system(err, errno, "%s cannot be run", path);
	close(ends[0]);
	return ending;
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
