/*
 * afterword log --import --follow: an entry is added once it is whole, which the next one or a
 * pause shows; those of a second together, so that a busy log does not save all the time.
 */
#include "log_follow.h"

#include "log/growing.h"
#include "yaml/tree.h"

#include <string.h>

enum {
	PAUSE = 500,          /* milliseconds without input, after which its last entry is whole */
	BETWEEN_SAVES = 1000, /* milliseconds, at least */
	LINES_TO_KNOW = 20,   /* by which a format is recognised without a pause */
	LINES_TO_GIVE_UP = 400,
};

struct following {
	const struct invocation *call;
	const struct log_options *options;
	struct log_growing growing;
	struct log_counts counts;
	int64_t came_at;  /* when the last input came, by the steady clock */
	int64_t saved_at; /* when rows were added last */
	bool has_saved;
	bool has_rows;  /* an entry was read already */
	bool is_waited; /* what is left waits for more input, not for time */
};

static int64_t now(const struct following *self)
{
	return time_source_steady(&self->call->time);
}

/* --- adding --- */

/* Lines above the first time belong to the row that was added before they came. */
static void note_late(struct following *self, struct log *log)
{
	if (self->has_rows) {
		self->counts.late += log->left_out[LOG_UNTIMED];
		log->left_out[LOG_UNTIMED] = 0;
	}
	self->has_rows = self->has_rows || log->n > 0;
}

/* Adds what stands in so many bytes. */
static bool take(struct following *self, size_t len, struct err *err)
{
	struct log_rows rows = {.options = self->options, .before = self->growing.before};
	bool done = true;

	if (len == 0)
		return true;
	log_growing_read(&self->growing, len, &rows.log);
	note_late(self, &rows.log);
	done = document_update(self->call, self->call->arguments[0], log_rows_add, &rows, err);
	if (done) {
		log_growing_dated(&self->growing, &rows.log, rows.shift);
		log_counts_add(&self->counts, &rows.counts);
		self->saved_at = now(self);
		self->has_saved = true;
	} else if (rows.refused.code) {
		*err = rows.refused;
	}
	log_release(&rows.log);
	return done;
}

/* --- recognising --- */

/* False: not yet, or with an error never. */
static bool know_format(struct following *self, bool is_pause, struct err *err)
{
	size_t n_lines = self->growing.format ? 0 : log_growing_n_lines(&self->growing);

	if (!self->growing.format && !is_pause && n_lines < LINES_TO_KNOW)
		return false;
	if (!log_growing_recognise(&self->growing)) {
		self->is_waited = true;
		if (n_lines >= LINES_TO_GIVE_UP)
			err_set(err, ERR_MISSING,
				"no line of it begins with a time, and it is like no log that is "
				"known; --format says what it is");
		return false;
	}
	return log_format_can_grow(self->growing.format) ||
	       err_set(err, ERR_USAGE,
		       "'%s' can be read only when all of it has come; use --import without "
		       "--follow",
		       log_format_name(self->growing.format));
}

/* --- the loop --- */

/* Adds what is whole, unless that was done a moment ago. */
static bool look(struct following *self, struct err *err)
{
	int64_t time = now(self);
	bool is_pause = time - self->came_at >= PAUSE;
	bool is_late_enough = !self->has_saved || time - self->saved_at >= BETWEEN_SAVES;

	if (self->growing.text.len > YAML_MAX_BYTES)
		return err_set(
			err, ERR_LIMIT, "more than %u MiB came at once", YAML_MAX_BYTES >> 20);
	if (!is_late_enough || !know_format(self, is_pause, err))
		return err->code == ERR_NONE;
	return take(self, log_growing_whole(&self->growing, is_pause), err);
}

/* How long to wait for input before looking again; -1: without end. */
static int64_t next_wait(const struct following *self)
{
	int64_t time = now(self);
	int64_t pause = self->came_at + PAUSE;
	int64_t save = self->has_saved ? self->saved_at + BETWEEN_SAVES : time;

	if (self->is_waited || log_growing_whole(&self->growing, true) == 0)
		return -1;
	if (self->growing.format && log_growing_whole(&self->growing, false) > 0)
		pause = time;
	if (pause < save)
		pause = save;
	return pause > time ? pause - time : 0;
}

/* Everything that is left; a last line without an end counts if no more will come. */
static bool finish(struct following *self, bool is_ended, struct err *err)
{
	struct str *text = &self->growing.text;

	if (is_ended && text->len > 0 && text->data[text->len - 1] != '\n')
		str_append_char(text, '\n');
	if (text->len == 0 && self->growing.line == 0)
		return err_set(err, ERR_MISSING, "there is nothing in it");
	self->came_at = now(self) - PAUSE;
	if (know_format(self, true, err))
		return take(self, log_growing_whole(&self->growing, true), err);
	err_set(err, ERR_MISSING,
		"no line of it begins with a time, and it is like no log that is known");
	return false;
}

static bool follow(struct following *self, const struct follow_source *source, struct err *err)
{
	while (true) {
		enum follow_event event =
			source->wait(source->context, next_wait(self), &self->growing.text, err);

		if (event == FOLLOW_FAILED)
			return false;
		if (event == FOLLOW_STOPPED || event == FOLLOW_ENDED)
			return finish(self, event == FOLLOW_ENDED, err);
		if (event == FOLLOW_CAME) {
			self->came_at = now(self);
			self->is_waited = false;
		}
		if (!look(self, err))
			return false;
	}
}

static void say_result(struct following *self)
{
	struct str result = {0};

	self->counts.unreadable = self->growing.n_unreadable;
	log_counts_format(&self->counts, self->options, &result);
	complain("read as %s: %s", log_format_name(self->growing.format), str_text(&result));
	str_release(&result);
}

int log_follow_source(const struct invocation *call, const struct log_options *options,
	const struct follow_source *source)
{
	struct following self = {.call = call, .options = options};
	struct err err = {0};
	bool done = log_options_format(options, &self.growing.format, &err) &&
		    follow(&self, source, &err);
	int status = self.counts.added > 0 ? EXIT_FINE : EXIT_FINDINGS;

	if (done || self.counts.added > 0)
		say_result(&self);
	if (!done) {
		complain_err(&err);
		status = err.code == ERR_MISSING && self.growing.line == 0 ? EXIT_FINDINGS
									   : EXIT_WRONG;
	}
	log_growing_release(&self.growing);
	return status;
}
