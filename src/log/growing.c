/* A log that grows: cut where an entry begins, with what its next part must know. */
#include "log/growing.h"

#include "base/utf8.h"
#include "internal.h"
#include "scan.h"

#include <string.h>

void log_growing_release(struct log_growing *self)
{
	str_release(&self->text);
	str_release(&self->who);
	str_release(&self->day);
	*self = (struct log_growing){0};
}

bool log_format_can_grow(const struct log_format *format)
{
	return !format->read || format->is_objects;
}

static struct slice complete_lines(const struct log_growing *self)
{
	struct slice text = slice_of(&self->text);

	while (text.len > 0 && text.data[text.len - 1] != '\n')
		text.len--;
	return text;
}

size_t log_growing_n_lines(const struct log_growing *self)
{
	return count_lines(slice_of(&self->text));
}

bool log_growing_recognise(struct log_growing *self)
{
	if (!self->format)
		self->format = log_recognise(complete_lines(self));
	return self->format != NULL;
}

/* --- cutting --- */

/* How much of the text a head takes at its beginning; 0: none is there. */
static size_t head_length(const struct log_format *format, struct slice text)
{
	struct head head = {0};
	size_t used = 0;

	if (!format->is_objects)
		return format->head(text, &head);
	if (text.data[0] == '{')
		(void)first_line(text, &used);
	return used;
}

size_t log_growing_whole(const struct log_growing *self, bool is_pause)
{
	struct slice text = complete_lines(self);
	size_t at = 0, last = 0;

	if (is_pause || !self->format)
		return text.len;
	while (at < text.len) {
		size_t used = head_length(self->format, slice_from(text, at));

		if (used > 0)
			last = at;
		else
			(void)first_line(slice_from(text, at), &used);
		at += used;
	}
	return last;
}

/* --- reading --- */

/* Only lines that can be kept, without those with zero bytes and in other encodings. */
static void take_readable(struct log_growing *self, struct slice text, struct str *out)
{
	while (text.len > 0) {
		size_t used;
		struct slice line = first_line(text, &used);

		if (utf8_check(line.data, line.len, NULL) && !memchr(line.data, '\0', line.len))
			str_append(out, text.data, used);
		else
			self->n_unreadable++;
		text = slice_from(text, used);
	}
}

/* A day that stands after the last entry is that of the next ones. */
static void note_day(struct log_growing *self, const struct log *log)
{
	size_t last = log->n > 0 ? log->entries[log->n - 1].day : SIZE_MAX;

	if (log->n_days > 0 && last != log->n_days - 1)
		str_set(&self->day, log->days[log->n_days - 1], strlen(log->days[log->n_days - 1]));
	else
		str_clear(&self->day);
}

static void read_lines(struct log_growing *self, struct slice text, struct log *log)
{
	struct slice who = slice_of(&self->who);
	struct str kept = {0};

	if (self->day.len > 0)
		log_add_day(log, slice_of(&self->day));
	(void)lines_read_on(log, text, &who);
	str_append(&kept, who.data, who.len);
	str_release(&self->who);
	self->who = kept;
	note_day(self, log);
}

void log_growing_read(struct log_growing *self, size_t len, struct log *log)
{
	struct str text = {0};
	unsigned n_lines = count_lines((struct slice){self->text.data, len});

	take_readable(self, (struct slice){self->text.data, len}, &text);
	*log = (struct log){.format = self->format};
	if (self->format->read)
		(void)self->format->read(log, slice_of(&text));
	else
		read_lines(self, slice_of(&text), log);
	for (size_t i = 0; i < log->n; i++)
		log->entries[i].line += self->line;
	self->line += n_lines;
	str_splice(&self->text, 0, len, NULL, 0);
	str_release(&text);
}

void log_growing_dated(struct log_growing *self, const struct log *log, int64_t shift)
{
	for (size_t i = log->n; i-- > 0;) {
		if (log->entries[i].when.kind == WHEN_NONE)
			continue;
		self->before = log->entries[i].when;
		self->before.seconds -= shift;
		return;
	}
}
