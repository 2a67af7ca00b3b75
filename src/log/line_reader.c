/*
 * Formats that are lines: a reader of heads says where an entry begins, and what follows up to the
 * next head is its text, with the code in it as it is.
 */
#include "internal.h"

#include "base/mem.h"

#include <string.h>

#define LINES_MOST 400 /* by which a format is recognised */

/* A log being read line by line. */
struct line_reader {
	struct log *log;
	unsigned line;
	bool is_open;
	struct str text;  /* of the open entry */
	bool is_code;     /* between two lines of ``` */
	struct slice who; /* the last one, for entries that leave it out */
};

struct slice first_line(struct slice text, size_t *used)
{
	struct slice rest = text;
	struct slice line = {text.data, 0};

	(void)slice_next_line(&rest, &line);
	if (used)
		*used = text.len - rest.len;
	return line;
}

size_t lines_count(struct slice text, head_reader *head)
{
	bool has_who = false; /* there is somebody who can go on */
	size_t n = 0;

	for (size_t i = 0; i < LINES_MOST && text.len > 0; i++) {
		struct head found = {0};
		size_t used = head(text, &found);

		has_who = has_who || (used > 0 && found.who.len > 0);
		n += used > 0 && found.type == HEAD_ENTRY && (!found.is_same_who || has_who);
		if (used == 0)
			(void)first_line(text, &used);
		text = slice_from(text, used);
	}
	return n;
}

static unsigned count_lines(struct slice text)
{
	unsigned n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.data[i] == '\n';
	return n;
}

static char *copy(struct slice text)
{
	return mem_strndup(text.data, text.len);
}

static void close_entry(struct line_reader *self)
{
	struct slice text = slice_trim_lines(slice_of(&self->text));

	if (!self->is_open)
		return;

	struct log_entry *entry = &self->log->entries[self->log->n - 1];

	if (self->log->format->finish && entry->rule == LOG_TAKEN)
		entry->rule = self->log->format->finish(&text);
	entry->what = copy(text);
	self->is_open = false;
	self->is_code = false;
}

static void open_entry(struct line_reader *self, const struct head *head)
{
	struct log_entry *entry = log_add(self->log, self->line);

	if (!head->is_same_who)
		self->who = head->who;
	entry->stamp = copy(head->stamp);
	entry->who = copy(slice_trim(self->who));
	entry->kind = copy(slice_trim(head->kind));
	entry->rule = head->rule;
	str_set(&self->text, head->what.data, head->what.len);
	self->is_open = true;
}

static void take_head(struct line_reader *self, const struct head *head)
{
	close_entry(self);
	if (head->type == HEAD_ENTRY)
		open_entry(self, head);
	else if (head->type == HEAD_DAY)
		log_add_day(self->log, head->stamp);
	if (head->type != HEAD_ENTRY)
		self->log->left_out[LOG_FRAME]++;
}

static void take_text(struct line_reader *self, struct slice line)
{
	bool is_fence = line.len >= 3 && memcmp(line.data, "```", 3) == 0;
	enum log_rule rule = LOG_TAKEN;

	if (!self->is_open) {
		if (slice_trim(line).len > 0)
			self->log->left_out[LOG_UNTIMED]++;
		return;
	}
	if (!self->is_code && !is_fence && self->log->format->body)
		rule = self->log->format->body(&line);
	self->is_code ^= is_fence;
	if (rule != LOG_TAKEN) {
		self->log->left_out[rule]++;
		return;
	}
	if (self->text.len > 0)
		str_append_char(&self->text, '\n');
	str_append(&self->text, line.data, line.len);
}

bool lines_read_on(struct log *self, struct slice text, struct slice *who)
{
	struct line_reader reader = {.log = self, .line = 1, .who = *who};

	while (text.len > 0) {
		struct head head = {0};
		size_t used = reader.is_code ? 0 : self->format->head(text, &head);

		if (used == 0)
			take_text(&reader, first_line(text, &used));
		else
			take_head(&reader, &head);
		reader.line += count_lines((struct slice){text.data, used});
		text = slice_from(text, used);
	}
	close_entry(&reader);
	str_release(&reader.text);
	*who = reader.who;
	return self->n > 0;
}

bool lines_read(struct log *self, struct slice text)
{
	struct slice who = {0};

	return lines_read_on(self, text, &who);
}
