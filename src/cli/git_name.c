/*
 * Opening a document must not wait for another program, so the user's name is read from git's
 * settings file, in which it is a line "name = Ida" below "[user]".
 */
#include "git_name.h"

#include "base/slice.h"
#include "store/file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- one file --- */

static bool is_word(struct slice text, const char *word)
{
	return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

/* Up to a comment, without quotes and backslashes. */
static void set_value(struct slice text, struct str *out)
{
	bool is_quoted = false;

	str_clear(out);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if (c == '"')
			is_quoted = !is_quoted;
		else if ((c == '#' || c == ';') && !is_quoted)
			break;
		else if (c == '\\' && i + 1 < text.len)
			str_append_char(out, text.data[++i]);
		else
			str_append_char(out, c);
	}
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		str_splice(out, out->len - 1, 1, "", 0);
}

/* "[user]", but not "[user "x"]". */
static bool is_user_section(struct slice line)
{
	const char *end = memchr(line.data, ']', line.len);
	struct slice name = {line.data + 1, end ? (size_t)(end - line.data) - 1 : 0};

	return is_word(slice_trim(name), "user");
}

void git_name_read(const char *source, size_t len, struct str *out)
{
	struct slice rest = {source, len};
	struct slice line;
	bool is_user = false;

	while (slice_next_line(&rest, &line)) {
		const char *sign;

		line = slice_trim(line);
		if (line.len > 0 && line.data[0] == '[')
			is_user = is_user_section(line);
		sign = line.len > 0 ? memchr(line.data, '=', line.len) : NULL;
		if (!is_user || !sign)
			continue;
		struct slice key = {line.data, (size_t)(sign - line.data)};
		struct slice value = {sign + 1, line.len - key.len - 1};

		if (is_word(slice_trim(key), "name"))
			set_value(slice_trim(value), out);
	}
}

/* --- all of them --- */

static void read_file(struct io io, const char *folder, const char *name, struct str *out)
{
	struct str path = {0};
	struct str source = {0};

	str_appendf(&path, "%s%s", folder, name);
	if (file_load(io, str_text(&path), &source, NULL, NULL))
		git_name_read(str_text(&source), source.len, out);
	str_release(&path);
	str_release(&source);
}

/* As git does: one file that the environment names, else both of the user's, of which the last one
 * wins. */
void git_name_find(struct io io, struct str *out)
{
	const char *only = getenv("GIT_CONFIG_GLOBAL");
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (only) {
		read_file(io, only, "", out);
		return;
	}
	if (config && *config)
		read_file(io, config, "/git/config", out);
	else if (home && *home)
		read_file(io, home, "/.config/git/config", out);
	if (home && *home)
		read_file(io, home, "/.gitconfig", out);
}
