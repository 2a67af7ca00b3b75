/*
 * Checks a file that others may write. A writer that does not use rename may be seen in
 * the middle of its work, so a recent change is checked again before it is accepted.
 */
#include "store/file_probe.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Bytes at the end of a text that identify a truncated one. */
enum { COMPARED = 120 };

/* Milliseconds since the last change after which the writer is assumed to be done. */
enum {
	SETTLED = 100,
	END_SETTLED = 1000, /* if the text ends where it used to continue */
	CUT_SETTLED = 2000, /* if it ends in the middle of a line */
};

static bool ends_line(const struct str *text)
{
	return text->len > 0 && text->data[text->len - 1] == '\n';
}

/* The end of the last non-blank. */
static size_t end_of(const struct str *text)
{
	size_t end = text->len;

	while (end > 0 && strchr(" \t\r\n", text->data[end - 1]))
		end--;
	return end;
}

/* Does it end with words after which the base continues? */
static bool lacks_end(const struct str *text, const struct str *base)
{
	char tail[COMPARED + 1];
	size_t end = end_of(text);
	size_t base_end = end_of(base);
	size_t len = end < COMPARED ? end : COMPARED;

	if (len == 0)
		return false;
	memcpy(tail, text->data + end - len, len);
	tail[len] = '\0';
	if (base_end >= len && memcmp(base->data + base_end - len, tail, len) == 0)
		return false;
	return strstr(str_text(base), tail) != NULL;
}

/*
 * Is somebody in the middle of writing it? A text that newly ends without a newline, or is empty,
 * is most likely incomplete, however long its writer is delayed; one that lost its end may be. A
 * clock earlier than the file's time says nothing.
 */
static bool is_unfinished(const struct file_probe *self, const struct file_probe_request *request,
	const struct str *bytes, int64_t wall)
{
	const struct timespec *time = &self->stamp.modified;
	int64_t modified = (int64_t)time->tv_sec * 1000 + (int64_t)time->tv_nsec / 1000000;
	int64_t settled = SETTLED;

	if (ends_line(&request->base) && !ends_line(bytes))
		settled = CUT_SETTLED;
	else if (lacks_end(bytes, &request->base))
		settled = END_SETTLED;
	return modified <= wall && wall - modified < settled;
}

static enum probe_result fail(struct file_probe *self)
{
	return self->err.code == ERR_MISSING ? PROBE_GONE : PROBE_NO_DOCUMENT;
}

static bool is_base(const struct file_probe_request *request, const struct str *bytes)
{
	return str_equal(bytes, str_text(&request->base), request->base.len);
}

static struct document *parse_opening(const struct file_probe_request *request)
{
	struct document *opening;

	if (request->opening.len == 0)
		return NULL;
	opening = mem_zalloc(1, sizeof(*opening));
	if (document_parse(opening, request->form, &request->opening, NULL))
		return opening;
	free(opening);
	return NULL;
}

static enum probe_result compare(
	struct file_probe *self, const struct file_probe_request *request, const struct str *bytes)
{
	if (is_base(request, bytes))
		return PROBE_EQUAL;
	if (!document_parse(&self->theirs, request->form, bytes, &self->err))
		return PROBE_NO_DOCUMENT;
	if (document_parse(&self->base, request->form, &request->base, &self->err)) {
		self->opening = parse_opening(request);
		return PROBE_DOCUMENT;
	}
	document_release(&self->theirs);
	return PROBE_NO_DOCUMENT;
}

static enum probe_result look(struct file_probe *self, struct io io,
	const struct file_probe_request *request, int64_t wall)
{
	struct str bytes = {0};
	enum probe_result result;

	if (request->known.exists && file_is_same(io, request->path, &request->known))
		return PROBE_SAME;
	if (!request->reads)
		return PROBE_CHANGED;
	if (!file_load(io, request->path, &bytes, &self->stamp, &self->err))
		result = fail(self);
	else if (request->is_patient && is_base(request, &bytes))
		result = PROBE_EQUAL; /* our own save, which need not settle */
	else if (is_unfinished(self, request, &bytes, wall) ||
		 !file_is_same(io, request->path, &self->stamp))
		result = PROBE_BUSY;
	else
		result = compare(self, request, &bytes);
	str_release(&bytes);
	return result;
}

void file_probe_make(struct file_probe *self, struct io io,
	const struct file_probe_request *request, int64_t wall)
{
	*self = (struct file_probe){0};
	self->result = look(self, io, request, wall);
}

void file_probe_release(struct file_probe *self)
{
	if (self->result == PROBE_DOCUMENT) {
		document_release(&self->base);
		document_release(&self->theirs);
		if (self->opening)
			document_release(self->opening);
		free(self->opening);
	}
	*self = (struct file_probe){0};
}

void file_probe_request_release(struct file_probe_request *self)
{
	free(self->path);
	str_release(&self->base);
	str_release(&self->opening);
	*self = (struct file_probe_request){0};
}
