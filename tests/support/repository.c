/* Makes repositories, and programs that pretend to be git. */
#include "repository.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define TREE "work tree"

static void set_environment(struct repository *self)
{
	static const char *const unset[] = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
		"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS"};
	const char *path = getenv("PATH");

	for (size_t i = 0; i < sizeof(unset) / sizeof(*unset); i++)
		unsetenv(unset[i]);
	setenv("HOME", self->folder.path, 1);
	setenv("XDG_CONFIG_HOME", self->folder.path, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	setenv("GIT_CEILING_DIRECTORIES", self->folder.path, 1);
	setenv("GIT_COMMITTER_NAME", "Committer", 1);
	setenv("GIT_COMMITTER_EMAIL", "committer@example.org", 1);
	self->path = strdup(path ? path : "/usr/bin:/bin");
	assert_non_null(self->path);
}

int repository_set_up(void **state)
{
	struct repository *self = calloc(1, sizeof(*self));

	assert_non_null(self);
	folder_init(&self->folder);
	set_environment(self);
	assert_int_equal(mkdir(folder_path(&self->folder, TREE), 0700), 0);
	repository_run(self, "git init -q -b main .");
	*state = self;
	return 0;
}

int repository_tear_down(void **state)
{
	struct repository *self = *state;

	repository_real(self);
	folder_release(&self->folder);
	free(self->path);
	free(self);
	return 0;
}

const char *repository_path(struct repository *self, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), TREE "/%s", name);
	return folder_path(&self->folder, path);
}

void repository_put(struct repository *self, const char *name, const char *text)
{
	char path[256];

	snprintf(path, sizeof(path), TREE "/%s", name);
	folder_put_text(&self->folder, path, text);
}

void repository_run(struct repository *self, const char *command)
{
	char line[1024];
	int len = snprintf(
		line, sizeof(line), "cd '%s/" TREE "' && { %s\n}", self->folder.path, command);

	assert_in_range(len, 1, sizeof(line) - 1);
	if (system(line) != 0)
		fail_msg("this failed: %s", command);
}

void repository_commit(struct repository *self, const char *author, const char *at)
{
	char command[512];

	snprintf(command, sizeof(command),
		"git add -A && GIT_COMMITTER_DATE=%s git commit -qm x --date=%s --author='%s "
		"<a@example.org>'",
		at, at, author);
	repository_run(self, command);
}

void repository_script(struct repository *self, const char *body)
{
	char text[2048];

	if (!body) {
		setenv("PATH", "/nowhere", 1);
		return;
	}
	mkdir(folder_path(&self->folder, "bin"), 0700);
	snprintf(text, sizeof(text), "#!/bin/sh\n%s\n", body);
	folder_put_text(&self->folder, "bin/git", text);
	assert_int_equal(chmod(folder_path(&self->folder, "bin/git"), 0755), 0);
	snprintf(text, sizeof(text), "%s:%s", folder_path(&self->folder, "bin"), self->path);
	setenv("PATH", text, 1);
}

void repository_real(struct repository *self)
{
	setenv("PATH", self->path, 1);
}
