/* Asks git for earlier versions of a document. */
#include "store/versions.h"

#include "internal.h"
#include "store/git.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool version_place_init(struct version_place *self, struct io io, const char *path, struct err *err)
{
	struct str real = {0};
	bool done = file_real_path(io, path, &real, err);

	*self = (struct version_place){0};
	if (done) {
		path_folder(str_text(&real), &self->folder);
		str_appendf(&self->name, "./%s", path_name(str_text(&real)));
	}
	str_release(&real);
	return done;
}

void version_place_release(struct version_place *self)
{
	str_release(&self->folder);
	str_release(&self->name);
}

static bool ask(const struct version_place *self, const char *const *words, struct str *out,
	struct err *err)
{
	const struct git_question question = {
		str_text(&self->folder), words, VERSIONS_MILLISECONDS};

	return git_ask(&question, out, err);
}

/* No option, and no range: one commit. */
static bool is_revision(const char *text)
{
	return text[0] != '\0' && text[0] != '-' && !strpbrk(text, "\n:") && !strstr(text, "..");
}

static int64_t commit_time(const struct version_place *self, const char *revision)
{
	struct str out = {0};
	int64_t at = 0;

	if (ask(self,
		    (const char *const[]){
			    "rev-list", "--max-count=1", "--timestamp", revision, "--", NULL},
		    &out, NULL))
		at = strtoll(str_text(&out), NULL, 10);
	str_release(&out);
	return at;
}

bool version_load(const struct version_place *self, const char *revision, struct str *bytes,
	int64_t *at, struct err *err)
{
	struct str object = {0};
	struct err why = {0};
	bool done = false;

	str_appendf(&object, "%s:%s", revision, str_text(&self->name));
	if (is_revision(revision))
		done = ask(self, (const char *const[]){"cat-file", "blob", str_text(&object), NULL},
			bytes, &why);
	str_release(&object);
	if (done) {
		if (at)
			*at = commit_time(self, revision);
		return true;
	}
	if (why.code != ERR_NONE && why.code != ERR_MISSING)
		err_set(err, why.code, "%s", why.message);
	else
		err_set(err, ERR_MISSING,
			"\"%.64s\" is neither a file nor a revision in which git has the document",
			revision);
	return false;
}

bool version_list(const struct version_place *self, unsigned most, struct str *out)
{
	char count[32];

	snprintf(count, sizeof(count), "--max-count=%u", most);
	return ask(self,
		(const char *const[]){"rev-list", count, "HEAD", "--", str_text(&self->name), NULL},
		out, NULL);
}
