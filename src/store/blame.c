/* Reads what git blame prints about a document, by its porcelain format. */
#include "store/versions.h"

#include "base/mem.h"
#include "base/slice.h"
#include "store/git.h"

#include <stdlib.h>
#include <string.h>

void blame_release(struct blame *self)
{
	for (size_t i = 0; i < self->n_commits; i++)
		free(self->commits[i].name);
	free(self->commits);
	free(self->lines);
	*self = (struct blame){0};
}

static bool begins(struct slice line, const char *word, struct slice *rest)
{
	size_t len = strlen(word);

	if (line.len < len || memcmp(line.data, word, len) != 0)
		return false;
	*rest = slice_from(line, len);
	return true;
}

/* Lines of one commit are in groups, so it is most often the last one that was found. */
static size_t find_commit(const struct blame *self, struct slice hash)
{
	for (size_t i = self->n_commits; i-- > 0;)
		if (slice_equal(hash, self->commits[i].hash))
			return i;
	return SIZE_MAX;
}

static size_t add_commit(struct blame *self, struct slice hash)
{
	struct blame_commit *commit;

	self->commits = mem_grow(
		self->commits, &self->cap_commits, self->n_commits + 1, sizeof(*self->commits));
	commit = &self->commits[self->n_commits];
	*commit = (struct blame_commit){.name = mem_strndup("", 0)};
	memcpy(commit->hash, hash.data, hash.len);
	commit->hash[hash.len] = '\0';
	commit->is_committed = strspn(commit->hash, "0") < hash.len;
	return self->n_commits++;
}

/* "HASH OLD NEW COUNT": the next line's. */
static bool take_head(struct blame *self, struct slice line, size_t *commit)
{
	struct slice hash;

	if (!slice_next_part(&line, ' ', &hash) || hash.len < 40 ||
		hash.len >= sizeof(self->commits->hash))
		return false;
	for (size_t i = 0; i < hash.len; i++)
		if (!ascii_is_one_of(hash.data[i], "0123456789abcdef"))
			return false;
	*commit = find_commit(self, hash);
	if (*commit == SIZE_MAX)
		*commit = add_commit(self, hash);
	return true;
}

static void take_detail(struct blame_commit *commit, struct slice line)
{
	struct slice rest;

	if (begins(line, "author ", &rest)) {
		free(commit->name);
		commit->name = mem_strndup(rest.data, rest.len);
	} else if (begins(line, "author-time ", &rest)) {
		char *number = mem_strndup(rest.data, rest.len);

		commit->at = strtoll(number, NULL, 10);
		free(number);
	}
}

static bool parse(struct blame *self, const struct str *out)
{
	struct slice rest = slice_of(out);
	struct slice line;
	size_t commit = SIZE_MAX;

	while (slice_next_line(&rest, &line)) {
		if (commit == SIZE_MAX) {
			if (!take_head(self, line, &commit))
				return false;
		} else if (line.len > 0 && line.data[0] == '\t') {
			self->lines = mem_grow(self->lines, &self->cap_lines, self->n_lines + 1,
				sizeof(*self->lines));
			self->lines[self->n_lines++] = commit;
			commit = SIZE_MAX;
		} else {
			take_detail(&self->commits[commit], line);
		}
	}
	return self->n_lines > 0;
}

bool blame_load(struct blame *self, const struct version_place *place)
{
	/* The document as it is, not as git-setup has git show it. */
	const char *const words[] = {"-c", "blame.ignoreRevsFile=", "blame", "--porcelain",
		"--no-textconv", "--", str_text(&place->name), NULL};
	const struct git_question question = {
		str_text(&place->folder), words, VERSIONS_MILLISECONDS};
	struct str out = {0};
	bool done;

	*self = (struct blame){0};
	done = git_ask(&question, &out, NULL) && parse(self, &out);
	if (!done)
		blame_release(self);
	str_release(&out);
	return done;
}

const struct blame_commit *blame_newest(const struct blame *self, unsigned first, unsigned last)
{
	const struct blame_commit *newest = NULL;

	for (size_t i = first; i <= last && i <= self->n_lines && i > 0; i++) {
		const struct blame_commit *commit = &self->commits[self->lines[i - 1]];

		if (!commit->is_committed)
			return commit;
		if (!newest || commit->at > newest->at)
			newest = commit;
	}
	return newest;
}
