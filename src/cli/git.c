/* Runs git with posix_spawn, and queries it. */
#include "git.h"

#include "model/when.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* git must not ignore the signals that this program ignores. */
static void set_signals(posix_spawnattr_t *attributes)
{
	sigset_t defaults;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGXFSZ);
	posix_spawnattr_setsigdefault(attributes, &defaults);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
}

static bool spawn(
	pid_t *child, const char *const *words, bool is_quiet, const int *ends, struct err *err)
{
	char *arguments[GIT_WORDS + 2] = {(char[]){"git"}};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int number;

	for (size_t i = 0; words[i]; i++)
		memcpy(&arguments[i + 1], &words[i], sizeof(words[i]));
	zone_leave();
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	set_signals(&attributes);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	if (is_quiet)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	number = posix_spawnp(child, arguments[0], &actions, &attributes, arguments, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (number == ENOENT)
		return err_set(err, ERR_MISSING, "git is not installed");
	return number == 0 || err_system(err, number, "git cannot be run");
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return 255;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool git_run(const char *const *words, bool is_quiet, struct str *out, int *status, struct err *err)
{
	int ends[2];
	pid_t child;
	bool done;

	if (pipe(ends) != 0)
		return err_system(err, errno, "cannot create a pipe");
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	done = spawn(&child, words, is_quiet, ends, err);
	close(ends[1]);
	if (done) {
		done = io_read_all(io_system(), ends[0], SIZE_MAX / 4, out, err);
		*status = wait_for(child);
	}
	close(ends[0]);
	return done;
}

void git_setting(const char *name, struct str *out)
{
	int status;

	git_run((const char *const[]){"config", "--get", name, NULL}, true, out, &status, NULL);
	if (out->len > 0 && out->data[out->len - 1] == '\n')
		str_splice(out, out->len - 1, 1, "", 0);
}

bool git_read(struct io io, const char *path, struct str *out, struct err *err)
{
	int fd = io.ops->openat(io.context, AT_FDCWD, path, O_RDONLY | O_NOCTTY | O_CLOEXEC, 0);
	bool done;

	if (fd < 0) {
		err_system(err, errno, "the file cannot be opened");
		return err_locate(err, path, 0, 0);
	}
	done = io_read_all(io, fd, SIZE_MAX / 4, out, err);
	io_close(io, fd);
	return done || err_locate(err, path, 0, 0);
}

/* --- forms --- */

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* "a/forms/NAME.yaml" and "copy.yaml": "a/copy.yaml". */
static void sibling(const char *form, const char *name, struct str *out)
{
	const char *folder = strstr(form, "forms/");

	for (const char *next = folder; (next = strstr(next + 1, "forms/"));)
		folder = next;
	str_clear(out);
	str_append(out, form, (size_t)(folder - form));
	str_append_text(out, name);
}

/*
 * The path in the repository of a copied file, as far as its form requires: one with a form of that
 * name next to it. False if there is none.
 */
static bool find_home(const char *form, const char *name, struct str *out)
{
	struct str pattern = {0};
	struct str found = {0};
	int status = 0;
	size_t n = 0;

	str_appendf(&pattern, ":(top,glob)**/forms/%s.yaml", form);
	git_run((const char *const[]){"ls-files", "-z", "--", str_text(&pattern), NULL}, true,
		&found, &status, NULL);
	for (size_t at = 0; at < found.len; at += strlen(found.data + at) + 1) {
		n++;
		sibling(found.data + at, name, out);
		if (access(str_text(out), F_OK) == 0)
			break;
		if (n > 1)
			str_clear(out); /* several, and none of them has such a file next to it */
	}
	str_release(&pattern);
	str_release(&found);
	return out->len > 0;
}

const struct form *git_find_form(
	struct form_cache *cache, const char *name, const char *path, struct err *err)
{
	struct str home = {0};
	const struct form *form;

	/* A name that is a pattern is not a form's name. */
	if (path[0] == '/' && !strpbrk(name, "*?[\\/") && find_home(name, name_of(path), &home))
		path = str_text(&home);
	form = form_cache_find(cache, name, path, err);
	str_release(&home);
	return form;
}
