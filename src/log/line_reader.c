/*
 * Formats that are lines: a reader of heads says where an entry begins, and what follows up to the
 * next head is its text, with the code in it as it is.
 */
#include "internal.h"
#include "stamp.h"

#include "base/mem.h"

#include <string.h>

#define LINES_MOST 400       /* by which a format is recognised */
#define KNOWN_MOST 200       /* entries in which a name is looked for */
#define CODE_BYTES (1 << 16) /* a longer piece of code has lost its end */

/* A log being read line by line. */
struct line_reader {
	struct log *log;
	unsigned line;
	bool is_open;
	struct str text; /* of the open entry */
	bool is_code;    /* between two lines of ``` */
	bool is_after_blank;
	bool is_flush;    /* names have stood above times that are not indented */
	struct slice who; /* the last one, for entries that leave it out */
};

size_t lines_count(struct slice text, head_reader *head)
{
	bool has_who = false; /* there is somebody who can go on */
	size_t n = 0;

	for (size_t i = 0; i < LINES_MOST && text.len > 0; i++) {
		struct head found = {0};
		size_t used = head(text, &found);

		has_who = has_who || (used > 0 && found.who.len > 0);
		n += used > 0 && found.type == HEAD_ENTRY && !found.is_weak &&
		     (!found.is_same_who || has_who);
		if (used == 0)
			(void)first_line(text, &used);
		text = slice_from(text, used);
	}
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
	if (!self->log->format->is_chat && entry->rule == LOG_TAKEN && text.len == 0)
		entry->rule = LOG_FRAME; /* a time alone, as at an empty line of a program */
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
	if (head->until.len > 0)
		str_appendf(&self->text, "%s(until %.*s)", head->what.len > 0 ? " " : "",
			(int)head->until.len, head->until.data);
	self->is_open = true;
}

static void take_head(struct line_reader *self, const struct head *head)
{
	if (head->type == HEAD_QUOTE) {
		str_appendf(&self->text, "%.*s:", (int)head->who.len, head->who.data);
		return;
	}
	close_entry(self);
	self->is_flush = self->is_flush || head->is_flush;
	if (head->type == HEAD_ENTRY)
		open_entry(self, head);
	else if (head->type == HEAD_DAY)
		log_add_day(self->log, head->stamp);
	else if (head->type == HEAD_ZONE && !self->log->zone)
		self->log->zone = copy(head->stamp);
	if (head->type != HEAD_ENTRY)
		self->log->left_out[LOG_FRAME]++;
}

/* Does a line have a ``` that it does not close again? */
static bool turns_code(struct slice line)
{
	struct scan scan = scan_of(line);
	struct slice before;
	bool is_odd = false;

	while (scan_until(&scan, '`', &before))
		is_odd ^= scan_text(&scan, "``");
	return is_odd;
}

/* Is there the end of a piece of code? */
static bool has_code_end(struct slice rest)
{
	struct slice line;

	if (rest.len > CODE_BYTES)
		rest.len = CODE_BYTES;
	while (slice_next_line(&rest, &line))
		if (turns_code(line))
			return true;
	return false;
}

/* A line that is no head; rest is what follows it. */
static void take_text(struct line_reader *self, struct slice line, struct slice rest)
{
	bool turns = turns_code(line) && (self->is_code || has_code_end(rest));
	enum log_rule rule = LOG_TAKEN;

	if (!self->is_open) {
		if (slice_trim(line).len > 0)
			self->log->left_out[LOG_UNTIMED]++;
		return;
	}
	if (!self->is_code && !turns && self->log->format->body)
		rule = self->log->format->body(&line);
	self->is_code ^= turns;
	if (rule != LOG_TAKEN) {
		self->log->left_out[rule]++;
		return;
	}
	if (self->text.len > 0)
		str_append_char(&self->text, '\n');
	str_append(&self->text, line.data, line.len);
}

/* Has somebody of this name said something? */
static bool is_known(const struct line_reader *self, struct slice name)
{
	const struct log *log = self->log;

	for (size_t i = log->n; i > 0 && log->n - i < KNOWN_MOST; i--)
		if (slice_equal(name, log->entries[i - 1].who))
			return true;
	return false;
}

/* Does an entry follow, perhaps below lines that the program adds? */
static bool is_above_entry(const struct log_format *format, struct slice rest)
{
	while (rest.len > 0) {
		struct head head = {0};
		size_t used;
		struct slice line = first_line(rest, &used);

		if (format->head(rest, &head) > 0)
			return true;
		if (slice_trim(line).len > 0 && format->body(&line) == LOG_TAKEN)
			return false;
		rest = slice_from(rest, used);
	}
	return true;
}

/* What somebody said in one word may be like a name, or a day. */
static bool is_said(const struct line_reader *self, const struct head *head, struct slice rest)
{
	if (!self->is_open)
		return false;
	if (head->type == HEAD_DAY)
		return self->text.len == 0 || !is_above_entry(self->log->format, rest);
	return head->is_flush && !self->is_after_blank && !is_known(self, head->who) &&
	       (self->text.len == 0 || !self->is_flush);
}

/* The clock in a stamp, in seconds; -1: it has none. */
static int64_t clock_of(struct slice stamp)
{
	int64_t seconds;

	for (size_t i = 0; i < stamp.len; i++) {
		struct scan scan = scan_of(slice_from(stamp, i));

		if ((i == 0 || !ascii_is_digit(stamp.data[i - 1])) && scan_clock(&scan, &seconds))
			return seconds;
	}
	return -1;
}

/* Does an entry begin with the head of an earlier one, as answers in Teams do? */
static bool is_quote(const struct line_reader *self, const struct head *head)
{
	const struct log *log = self->log;

	if (!self->is_open || self->text.len > 0 || self->is_after_blank ||
		head->type != HEAD_ENTRY || head->is_same_who || head->who.len == 0)
		return false;
	for (size_t i = log->n - 1; i > 0 && log->n - i < KNOWN_MOST; i--)
		if (slice_equal(head->who, log->entries[i - 1].who) &&
			clock_of(slice_of_text(log->entries[i - 1].stamp)) == clock_of(head->stamp))
			return true;
	return false;
}

/* The head that a text begins with, as far as it is one in its place; 0: it is not. */
static size_t find_head(const struct line_reader *self, struct slice text, struct head *head)
{
	const struct log_format *format = self->log->format;
	size_t used = self->is_code ? 0 : format->head(text, head);

	if (used > 0 && format->is_chat && is_said(self, head, slice_from(text, used)))
		return 0;
	if (used > 0 && format->is_chat && is_quote(self, head))
		head->type = HEAD_QUOTE;
	if (used > 0 || self->is_code || !format->is_timed)
		return used;
	*head = (struct head){0};
	return timed_line_head(text, head);
}

bool lines_read_on(struct log *self, struct slice text, struct slice *who)
{
	struct line_reader reader = {.log = self, .line = 1, .is_after_blank = true, .who = *who};

	while (text.len > 0) {
		struct head head = {0};
		size_t used = find_head(&reader, text, &head);
		bool is_head = used > 0;
		struct slice line = first_line(text, is_head ? NULL : &used);

		if (is_head)
			take_head(&reader, &head);
		else
			take_text(&reader, line, slice_from(text, used));
		reader.is_after_blank = slice_trim(line).len == 0;
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
