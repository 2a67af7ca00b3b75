/* A line is "checksum size name", sorted by name; see export_record.h. */
#include "export_record.h"

#include "base/mem.h"
#include "base/slice.h"
#include "store/file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record_line {
	struct slice line;
	struct slice name; /* in it */
};

enum { SUM_LEN = 16 /* hexadecimal digits */ };

static bool read_line(struct slice line, struct record_line *out)
{
	const char *space = line.len > SUM_LEN + 1
				    ? memchr(line.data + SUM_LEN + 1, ' ', line.len - SUM_LEN - 1)
				    : NULL;

	if (!space)
		return false;
	*out = (struct record_line){line, slice_from(line, (size_t)(space + 1 - line.data))};
	return out->name.len > 0;
}

static int compare_names(struct slice a, struct slice b)
{
	size_t least = a.len < b.len ? a.len : b.len;
	int order = memcmp(a.data, b.data, least);

	return order != 0 ? order : a.len < b.len ? -1 : a.len > b.len;
}

/* Of two with the same name the later one comes first. */
static int compare_lines(const void *a, const void *b)
{
	const struct record_line *one = a;
	const struct record_line *other = b;
	int order = compare_names(one->name, other->name);

	return order != 0 ? order : one->line.data > other->line.data ? -1 : 1;
}

static struct record_line *read_lines(const struct str *text, size_t *n)
{
	struct record_line *lines = NULL;
	struct slice rest = slice_of(text);
	struct slice line;
	size_t cap = 0;

	*n = 0;
	while (slice_next_line(&rest, &line)) {
		lines = mem_grow(lines, &cap, *n + 1, sizeof *lines);
		*n += read_line(line, &lines[*n]);
	}
	if (lines)
		qsort(lines, *n, sizeof *lines, compare_lines);
	return lines;
}

static void append_path(const char *folder, struct str *out)
{
	str_appendf(out, "%s/%s", folder, EXPORT_RECORD_NAME);
}

bool export_record_load(
	struct export_record *self, struct io io, const char *folder, struct err *err)
{
	struct str path = {0};
	struct err missing = {0};

	*self = (struct export_record){0};
	append_path(folder, &path);
	bool done = file_load(io, str_text(&path), &self->text, NULL, &missing) ||
		    missing.code == ERR_MISSING;

	if (!done)
		*err = missing;
	self->lines = read_lines(&self->text, &self->n);
	str_release(&path);
	return done;
}

void export_record_release(struct export_record *self)
{
	free(self->lines);
	str_release(&self->text);
}

/* Notices changes, with eight bytes at a time; nobody gains by deceiving it. */
static uint64_t sum_of(const struct str *bytes)
{
	uint64_t sum = bytes->len;
	size_t at = 0;

	for (; at + sizeof sum <= bytes->len; at += sizeof sum) {
		uint64_t word;

		memcpy(&word, bytes->data + at, sizeof word);
		sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		sum ^= sum >> 32;
	}
	for (; at < bytes->len; at++)
		sum = (sum ^ (unsigned char)bytes->data[at]) * UINT64_C(0x9e3779b97f4a7c15);
	return sum ^ sum >> 32;
}

void export_record_add_line(const char *name, const struct str *bytes, struct str *lines)
{
	if (strchr(name, '\n'))
		return;
	str_appendf(lines, "%016" PRIx64 " %zu %s\n", sum_of(bytes), bytes->len, name);
}

static const struct record_line *find(const struct export_record *self, struct slice name)
{
	size_t low = 0;
	size_t high = self->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_names(self->lines[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < self->n && compare_names(self->lines[low].name, name) == 0 ? &self->lines[low]
										: NULL;
}

bool export_record_has(const struct export_record *self, const char *name, const struct str *bytes)
{
	const struct record_line *line = find(self, slice_of_text(name));
	struct str now = {0};
	bool has = false;

	if (line) {
		export_record_add_line(name, bytes, &now);
		has = now.len == line->line.len + 1 &&
		      memcmp(str_text(&now), line->line.data, line->line.len) == 0;
	}
	str_release(&now);
	return has;
}

/* The later of each name. */
static void merge(const struct str *all, struct str *out)
{
	size_t n;
	struct record_line *lines = read_lines(all, &n);

	for (size_t i = 0; i < n; i++)
		if (i == 0 || compare_names(lines[i - 1].name, lines[i].name) != 0)
			str_appendf(out, "%.*s\n", (int)lines[i].line.len, lines[i].line.data);
	free(lines);
}

bool export_record_save(const struct export_record *self, struct io io, const char *folder,
	const struct str *lines, const struct id_source *ids, struct err *err)
{
	struct str path = {0};
	struct str all = {0};
	struct str merged = {0};
	bool done = true;

	append_path(folder, &path);
	str_append(&all, self->text.data, self->text.len);
	str_append(&all, lines->data, lines->len);
	merge(&all, &merged);
	if (!str_equal(&self->text, str_text(&merged), merged.len)) {
		struct file_save save = {.path = str_text(&path),
			.base = self->text.len > 0 ? &self->text : NULL,
			.bytes = &merged,
			.ids = ids};
		enum file_result result = file_replace(io, &save, NULL, err);

		done = result == FILE_SAVED;
	}
	str_release(&path);
	str_release(&all);
	str_release(&merged);
	return done;
}
