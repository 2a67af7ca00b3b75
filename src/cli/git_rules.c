/* Reads gitattributes(5) for rules about merging and showing changes; see git_rules.h. */
#include "git_rules.h"

#include "base/mem.h"
#include "git.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#define OWN "merge=afterword"
#define OWN_DIFF "diff=afterword"

static const char macro_mark[] = "[attr]";

/* --- patterns --- */

/* Only the file name counts if a pattern has no slash except at its end. */
static const char *part_that_counts(const char *pattern, const char *other)
{
	const char *slash = strrchr(other, '/');
	const char *last = strrchr(pattern, '/');

	if (slash && last)
		return pattern + (pattern[0] == '/');
	return last ? last + 1 : pattern;
}

/* A name that matches the pattern, with something in place of its wildcards. */
static void sample(const char *pattern, struct str *out)
{
	for (const char *at = pattern; *at; at++) {
		const char *close = *at == '[' ? strchr(at + 1, ']') : NULL;

		if (close) {
			bool is_other = at[1] == '!' || at[1] == '^';

			str_append_char(out, is_other ? '~' : at[1]);
			at = close;
		} else if (*at == '*' || *at == '?') {
			str_append_char(out, 'x');
		} else {
			str_append_char(out, *at);
		}
	}
}

static bool fits(const char *pattern, const char *other)
{
	struct str name = {0};

	sample(other, &name);
	bool is_fit = fnmatch(pattern, str_text(&name), 0) == 0;
	str_release(&name);
	return is_fit;
}

bool git_patterns_overlap(const char *a, const char *b)
{
	const char *one = part_that_counts(a, b);
	const char *other = part_that_counts(b, a);
	size_t len = strlen(one);
	size_t other_len = strlen(other);

	if (fits(one, other) || fits(other, one))
		return true;
	/* "secret*" and "*.yaml" are both in "secret.yaml". */
	return len > 0 && other_len > 0 &&
	       ((one[0] == '*' && other[other_len - 1] == '*') ||
		       (other[0] == '*' && one[len - 1] == '*'));
}

/* --- lines --- */

static bool next_word(struct slice *rest, struct slice *word)
{
	size_t len = 0;

	*rest = slice_trim(*rest);
	while (len < rest->len && !ascii_is_space(rest->data[len]))
		len++;
	*word = (struct slice){rest->data, len};
	*rest = slice_from(*rest, len);
	return len > 0;
}

/* The first word, which may contain spaces in C-style quotes. */
static void take_pattern(struct slice *line, struct str *out)
{
	struct slice word;
	size_t at = 1;

	if (line->len == 0 || line->data[0] != '"') {
		next_word(line, &word);
		str_append(out, word.data, word.len);
		return;
	}
	for (; at < line->len && line->data[at] != '"'; at++) {
		if (line->data[at] == '\\' && at + 1 < line->len)
			at++;
		str_append_char(out, line->data[at]);
	}
	*line = slice_from(*line, at < line->len ? at + 1 : at);
}

static bool is_macro(const struct git_rules *self, struct slice word)
{
	for (size_t i = 0; i < self->n_macros; i++)
		if (slice_equal(word, self->macros[i]))
			return true;
	return slice_equal(word, "binary");
}

/* Is it an attribute, with or without a value? */
static bool is_attribute(struct slice word, const char *name)
{
	size_t len = strlen(name);

	return word.len >= len && memcmp(word.data, name, len) == 0 &&
	       (word.len == len || word.data[len] == '=');
}

/* "merge", "-merge", "!merge", "merge=union", the same with diff, "binary" and the user's own names
 * for them; not ours. */
static unsigned read_says(const struct git_rules *self, struct slice words)
{
	struct slice word;
	unsigned says = 0;

	while (next_word(&words, &word)) {
		struct slice name = word;

		if (word.len > 1 && ascii_is_one_of(word.data[0], "-!"))
			name = slice_from(word, 1);
		if (slice_equal(word, OWN) || slice_equal(word, OWN_DIFF))
			continue;
		if (is_macro(self, name))
			says |= RULE_MERGE | RULE_DIFF;
		else if (is_attribute(name, "merge"))
			says |= RULE_MERGE;
		else if (is_attribute(name, "diff"))
			says |= RULE_DIFF;
	}
	return says;
}

static bool is_own(struct slice words)
{
	struct slice word;

	while (next_word(&words, &word))
		if (slice_equal(word, OWN))
			return true;
	return false;
}

static void add_macro(struct git_rules *self, const char *name)
{
	self->macros = mem_grow(
		self->macros, &self->cap_macros, self->n_macros + 1, sizeof(*self->macros));
	self->macros[self->n_macros++] = mem_strdup(name);
}

static void read_line(struct git_rules *self, struct git_rule rule, struct slice line)
{
	struct slice words = slice_trim(line);
	struct str pattern = {0};

	if (words.len == 0 || words.data[0] == '#')
		return;
	take_pattern(&words, &pattern);
	rule.says = read_says(self, words);
	if (rule.place == RULE_INSIDE && is_own(words)) {
		rule.place = RULE_OWN;
	} else if (rule.says == 0) {
		str_release(&pattern);
		return;
	}
	if (strncmp(str_text(&pattern), macro_mark, strlen(macro_mark)) == 0) {
		add_macro(self, str_text(&pattern) + strlen(macro_mark));
		str_release(&pattern);
		return;
	}
	line = slice_trim(line);
	rule.path = mem_strdup(rule.path);
	rule.text = mem_strndup(line.data, line.len);
	rule.pattern = str_take(&pattern);
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = rule;
}

/* A file that does not exist, or cannot be read, has no rules; git will report it. */
static void read_file(
	struct git_rules *self, struct io io, enum git_rule_place place, const char *path)
{
	struct str text = {0};
	struct git_rule rule = {.place = place, .path = (char[]){""}};
	struct slice rest;
	struct slice line;
	char *copy = mem_strdup(path);

	if (file_load(io, path, &text, NULL, NULL)) {
		rule.path = copy;
		rest = slice_of(&text);
		while (slice_next_line(&rest, &line)) {
			rule.line++;
			rule.offset = (size_t)(line.data - text.data);
			read_line(self, rule, line);
		}
	}
	free(copy);
	str_release(&text);
}

/* --- files --- */

/* Those in folders of the repository, committed or not, except the one at the top. */
static bool read_nested(
	struct git_rules *self, struct io io, const struct git_file *ours, struct err *err)
{
	const char *path = str_text(&ours->path);
	char *top = mem_strndup(path, (size_t)(strrchr(path, '/') - path));
	struct str names = {0};
	struct slice rest;
	struct slice name;
	int status = 0;
	bool done = git_run(
		(const char *const[]){"-C", top, "-c", "core.quotePath=false", "ls-files", "-co",
			"--exclude-standard", "--", ":(glob)*/**/.gitattributes", NULL},
		true, &names, &status, err);

	rest = slice_of(&names);
	while (done && slice_next_line(&rest, &name)) {
		struct str full = {0};

		str_appendf(&full, "%s/%.*s", top, (int)name.len, name.data);
		read_file(self, io, RULE_ABOVE, str_text(&full));
		str_release(&full);
	}
	free(top);
	str_release(&names);
	return done;
}

/* The file that git names; *is_named (may be NULL) says whether it names one. */
static bool read_answer(struct git_rules *self, struct io io, enum git_rule_place place,
	const char *const *question, bool *is_named, struct err *err)
{
	struct str path = {0};
	int status = 0;
	bool done = git_run(question, true, &path, &status, err);
	bool is_there = done && status == 0 && path.len > 1;

	if (is_named)
		*is_named = is_there;
	if (is_there) {
		str_splice(&path, path.len - 1, 1, "", 0);
		read_file(self, io, place, str_text(&path));
	}
	str_release(&path);
	return done;
}

/* core.attributesFile from any configuration, else git's default. */
static bool read_users(struct git_rules *self, struct io io, struct err *err)
{
	static const char *const question[] = {
		"config", "--type=path", "--get", "core.attributesFile", NULL};
	struct git_file file = {0};
	struct err why = {0};
	bool is_named;

	if (!read_answer(self, io, RULE_BELOW, question, &is_named, err))
		return false;
	if (!is_named && git_file_find(&file, GIT_ATTRIBUTES, true, &why))
		read_file(self, io, RULE_BELOW, str_text(&file.path));
	git_file_release(&file);
	return true;
}

bool git_rules_load(
	struct git_rules *self, const struct git_file *ours, struct io io, struct err *err)
{
	static const char *const system[] = {"var", "GIT_ATTR_SYSTEM", NULL};
	static const char *const info[] = {"rev-parse", "--git-path", "info/attributes", NULL};
	bool done;

	*self = (struct git_rules){0};
	/* What git reads first, so that names defined there are known later. */
	done = read_answer(self, io, RULE_BELOW, system, NULL, err) &&
	       (ours->is_global || read_users(self, io, err));
	if (done)
		read_file(self, io, RULE_INSIDE, str_text(&ours->path));
	if (!done || ours->is_global)
		return done;
	return read_nested(self, io, ours, err) &&
	       read_answer(self, io, RULE_ABOVE, info, NULL, err);
}

void git_rules_release(struct git_rules *self)
{
	for (size_t i = 0; i < self->n; i++) {
		free(self->items[i].path);
		free(self->items[i].text);
		free(self->items[i].pattern);
	}
	for (size_t i = 0; i < self->n_macros; i++)
		free(self->macros[i]);
	free(self->items);
	free(self->macros);
	*self = (struct git_rules){0};
}
