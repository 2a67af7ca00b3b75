/*
 * Looking at a file that others may write. A writer that does not rename is seen in
 * the middle of its work at times: what was changed a moment ago is looked at again
 * before it is believed.
 */
#include "store/file_probe.h"

#include <stdlib.h>
#include <string.h>

/* Bytes at the end of a text that tell it from a part of another one. */
enum { COMPARED = 120 };

/* Milliseconds since the last change after which nobody writes any more. */
enum {
	SETTLED = 100,
	END_SETTLED = 1000, /* when the text ends where it went on before */
	CUT_SETTLED = 2000, /* when it ends in the middle of a line */
};

static bool ends_line(const struct str *text)
{
	return text->len > 0 && text->data[text->len - 1] == '\n';
}

/* Up to the last byte that is not blank. */
static size_t end_of(const struct str *text)
{
	size_t end = text->len;

	while (end > 0 && strchr(" \t\r\n", text->data[end - 1]))
		end--;
	return end;
}

/* Does it end with words after which the base goes on? */
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
 * Is somebody in the middle of writing it? What ends without a newline, or is empty, and was
 * not like that before is a part of a text most likely, however long its writer is kept from
 * going on; what lost its end may be one. A clock that is before the file's time says nothing
 * about it.
 */
static bool is_unfinished(const struct look *self, const struct look_request *request,
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

static enum look_result fail(struct look *self)
{
	return self->err.code == ERR_MISSING ? LOOK_GONE : LOOK_NO_DOCUMENT;
}

static bool is_base(const struct look_request *request, const struct str *bytes)
{
	return str_equal(bytes, str_text(&request->base), request->base.len);
}

static enum look_result compare(
	struct look *self, const struct look_request *request, const struct str *bytes)
{
	if (is_base(request, bytes))
		return LOOK_EQUAL;
	if (!document_parse(&self->theirs, request->form, bytes, &self->err))
		return LOOK_NO_DOCUMENT;
	if (document_parse(&self->base, request->form, &request->base, &self->err))
		return LOOK_DOCUMENT;
	document_release(&self->theirs);
	return LOOK_NO_DOCUMENT;
}

static enum look_result look(
	struct look *self, struct io io, const struct look_request *request, int64_t wall)
{
	struct str bytes = {0};
	enum look_result result;

	if (request->known.exists && file_is_same(io, request->path, &request->known))
		return LOOK_SAME;
	if (!request->reads)
		return LOOK_CHANGED;
	if (!file_load(io, request->path, &bytes, &self->stamp, &self->err))
		result = fail(self);
	else if (request->is_patient && is_base(request, &bytes))
		result = LOOK_EQUAL; /* our own save: no wait for it to settle */
	else if (is_unfinished(self, request, &bytes, wall) ||
		 !file_is_same(io, request->path, &self->stamp))
		result = LOOK_BUSY;
	else
		result = compare(self, request, &bytes);
	str_release(&bytes);
	return result;
}

void look_make(struct look *self, struct io io, const struct look_request *request, int64_t wall)
{
	*self = (struct look){0};
	self->result = look(self, io, request, wall);
}

void look_release(struct look *self)
{
	if (self->result == LOOK_DOCUMENT) {
		document_release(&self->base);
		document_release(&self->theirs);
	}
	*self = (struct look){0};
}

void look_request_release(struct look_request *self)
{
	free(self->path);
	str_release(&self->base);
	*self = (struct look_request){0};
}
