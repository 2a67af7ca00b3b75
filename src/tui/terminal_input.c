/*
 * The outer part of the decoder: characters, control characters, Escape with what may
 * follow it, and pastes, with markers or without (see burst.h). sequence.c reads the
 * sequences themselves.
 */
#include "terminal_input.h"

#include "burst.h"
#include "sequence.h"
#include "terminal_answer.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

struct input_sequence {
	char *text;
	size_t len;
	struct key key;
};

static const char paste_end[] = "\033[201~";
enum { PASTE_END_LEN = sizeof(paste_end) - 1 };

void input_init(struct input *self)
{
	*self = (struct input){.escape_delay = INPUT_ESCAPE_DELAY, .escaped = -1};
}

void input_release(struct input *self)
{
	for (size_t i = 0; i < self->n_sequences; i++)
		free(self->sequences[i].text);
	free(self->sequences);
	str_release(&self->bytes);
	str_release(&self->paste);
	*self = (struct input){0};
}

void input_define(struct input *self, const char *sequence, struct key key)
{
	size_t len = strlen(sequence);

	if (len < 2 || len > INPUT_SEQUENCE_MAX || sequence[0] != '\033')
		return;
	self->sequences = mem_grow(
		self->sequences, &self->cap, self->n_sequences + 1, sizeof(*self->sequences));
	self->sequences[self->n_sequences++] =
		(struct input_sequence){.text = mem_strdup(sequence), .len = len, .key = key};
}

void input_feed(struct input *self, const char *bytes, size_t len, int64_t now)
{
	if (self->at == self->bytes.len) {
		str_clear(&self->bytes);
		self->at = 0;
		self->looked_at = 0;
	}
	str_append(&self->bytes, bytes, len);
	self->fed = now;
}

/* --- one key --- */

/* Puts Alt before a key; letters are then not case-sensitive. */
static struct key with_alt(struct key key)
{
	key.modifiers |= KEY_ALT;
	if (key.code >= 'A' && key.code <= 'Z')
		key.code += 'a' - 'A';
	return key;
}

/* A character or a control character. */
static size_t decode_character(const char *bytes, size_t len, bool is_late, struct key *key)
{
	uint32_t code;
	size_t size = utf8_decode(bytes, len, &code);
	unsigned char first = (unsigned char)bytes[0];

	if (code == UTF8_INVALID) {
		bool may_grow = first >= 0xc2 && first <= 0xf4 && len < UTF8_MAX && !is_late;

		*key = (struct key){.code = 0xfffd};
		return may_grow ? 0 : size;
	}
	*key = key_of_code(code, 0);
	return size;
}

/* A sequence of the terminal's own description. *may_grow: one of them begins like this. */
static size_t decode_defined(
	const struct input *self, const char *bytes, size_t len, struct key *key, bool *may_grow)
{
	size_t best = 0;

	for (size_t i = 0; i < self->n_sequences; i++) {
		const struct input_sequence *sequence = &self->sequences[i];
		size_t common = len < sequence->len ? len : sequence->len;

		if (memcmp(bytes, sequence->text, common) != 0)
			continue;
		if (sequence->len > len)
			*may_grow = true;
		else if (sequence->len > best) {
			best = sequence->len;
			*key = sequence->key;
		}
	}
	return best;
}

/* Escape and a key: Alt and that key. The first byte is an Escape, and more follow. */
static size_t decode_alt(const char *bytes, size_t len, bool is_late, struct input_event *event)
{
	size_t size;

	if (bytes[1] == '\033') {
		if (len > 2 && (bytes[2] == '[' || bytes[2] == 'O')) {
			size = sequence_decode(bytes + 1, len - 1, event);
			event->key = with_alt(event->key);
			if (size > 0 || !is_late)
				return size > 0 ? size + 1 : 0;
		}
		event->key = (struct key){.code = KEY_ESCAPE_KEY};
		return len > 2 || is_late ? 1 : 0;
	}
	size = decode_character(bytes + 1, len - 1, is_late, &event->key);
	event->key = with_alt(event->key);
	return size == 0 ? 0 : size + 1;
}

/* Decodes what begins with an Escape. Returns the bytes taken, 0 if more are needed. */
static size_t decode_escape(const struct input *self, const char *bytes, size_t len, bool is_late,
	struct input_event *event)
{
	bool may_grow = false;
	size_t size = decode_defined(self, bytes, len, &event->key, &may_grow);

	if (may_grow && !is_late)
		return 0;
	if (size > 0)
		return size;
	if (len == 1) {
		event->key = (struct key){.code = KEY_ESCAPE_KEY};
		return is_late ? 1 : 0;
	}
	if (bytes[1] == '[' || bytes[1] == 'O') {
		size = sequence_decode(bytes, len, event);
		if (size > 0 || !is_late)
			return size;
	}
	if (bytes[1] == ']') {
		event->key.code = KEY_UNKNOWN;
		size = answer_decode(bytes, len, event, &may_grow);
		if (size > 0 || (may_grow && !is_late))
			return size;
		if (answer_is_sure(bytes, len))
			return len; /* its end got lost */
	}
	return decode_alt(bytes, len, is_late, event);
}

/* --- pastes --- */

/* Is there pasted text that was not handed over yet? */
static bool has_held(const struct input *self)
{
	return self->paste.len > 0 && !self->is_given;
}

/* How long to wait for the rest of what has begun; more than Escape and one key is a sequence. */
static int64_t patience(const struct input *self)
{
	const char *bytes = str_text(&self->bytes) + self->at;
	size_t len = self->bytes.len - self->at;

	if (self->is_pasting)
		return INPUT_PASTE_PATIENCE;
	if (has_held(self) && bytes[0] != '\033')
		return INPUT_BURST_PATIENCE;
	if (answer_is_sure(bytes, len))
		return INPUT_ANSWER_PATIENCE;
	if (len > 2 || (len == 2 && bytes[0] == '\033' && bytes[1] == ']'))
		return INPUT_SEQUENCE_PATIENCE;
	return self->escape_delay;
}

static void forget_paste(struct input *self)
{
	str_clear(&self->paste);
	self->is_given = false;
	self->missing = 0;
}

static void keep_pasted(struct input *self, const char *bytes, size_t len)
{
	size_t room = INPUT_PASTE_MAX - self->paste.len;

	if (len > room) {
		self->missing += len - room;
		len = room;
	}
	str_append(&self->paste, bytes, len);
}

/* The end marker, or NULL. *kept: bytes before it, or before what may be its beginning. */
static const char *find_paste_end(const char *bytes, size_t len, size_t *kept)
{
	size_t at = 0;

	while (at < len) {
		const char *escape = memchr(bytes + at, '\033', len - at);
		size_t common;

		if (!escape)
			break;
		at = (size_t)(escape - bytes);
		common = len - at < PASTE_END_LEN ? len - at : PASTE_END_LEN;
		if (memcmp(escape, paste_end, common) == 0) {
			*kept = at;
			return common == PASTE_END_LEN ? escape : NULL;
		}
		at++;
	}
	*kept = len;
	return NULL;
}

static void end_paste(struct input *self, struct input_event *event)
{
	*event = (struct input_event){
		.kind = INPUT_PASTE,
		.bytes = str_text(&self->paste),
		.len = self->paste.len,
		.missing = self->missing,
	};
	self->is_pasting = false;
	self->is_given = true;
}

static bool next_in_paste(struct input *self, int64_t now, struct input_event *event)
{
	const char *bytes = str_text(&self->bytes) + self->at;
	size_t len = self->bytes.len - self->at;
	size_t kept;
	const char *end = find_paste_end(bytes, len, &kept);

	keep_pasted(self, bytes, kept);
	self->at += kept + (end ? PASTE_END_LEN : 0);
	if (!end && now - self->fed < patience(self))
		return false;
	if (!end) {
		keep_pasted(self, bytes + kept, len - kept);
		self->at = self->bytes.len;
		self->missing = SIZE_MAX;
	}
	end_paste(self, event);
	return true;
}

/* --- one event --- */

/* One event's bytes; 0 if more are needed. An event without a kind is skipped. */
static size_t decode_one(const struct input *self, int64_t now, struct input_event *event)
{
	const char *bytes = str_text(&self->bytes) + self->at;
	size_t len = self->bytes.len - self->at;
	bool is_late = now - self->fed >= patience(self);

	*event = (struct input_event){.kind = INPUT_KEY};
	if (bytes[0] == '\033')
		return decode_escape(self, bytes, len, is_late, event);
	return decode_character(bytes, len, is_late, &event->key);
}

/* Notes a lone Escape, and marks the key that follows it. */
static void note_escape(struct input *self, int64_t now, struct input_event *event)
{
	bool is_escape = event->kind == INPUT_KEY && event->key.code == KEY_ESCAPE_KEY &&
			 event->key.modifiers == 0;

	event->follows_escape = event->kind == INPUT_KEY && !is_escape && self->escaped >= 0 &&
				now - self->escaped < INPUT_ESCAPE_PATIENCE;
	self->escaped = is_escape ? now : -1;
}

static bool is_nothing(const struct input_event *event)
{
	return event->kind == INPUT_KEY && event->key.code == KEY_UNKNOWN;
}

/* --- bursts --- */

/* Keys that arrive together are examined once, not again with each of them. */
static bool begins_burst(struct input *self)
{
	const char *bytes = str_text(&self->bytes) + self->at;
	size_t run;

	if (self->at < self->looked_at)
		return false;
	run = burst_run(bytes, self->bytes.len - self->at);
	self->looked_at = self->at + run;
	return burst_is_paste(bytes, run);
}

/* Takes text up to a key, including colour sequences and the like, which keys never send. Returns
 * whether there is a key. */
static bool collect_burst(struct input *self, int64_t now)
{
	while (self->at < self->bytes.len) {
		const char *bytes = str_text(&self->bytes) + self->at;
		size_t len = self->bytes.len - self->at;
		size_t size = burst_run(bytes, len);
		struct input_event event;

		if (size == 0 && (unsigned char)bytes[0] >= 0x80) { /* half a character */
			if (now - self->fed < INPUT_BURST_PATIENCE)
				return false;
			size = len;
		} else if (size == 0) {
			size = decode_one(self, now, &event);
			if (size == 0 || !is_nothing(&event))
				return size > 0;
		}
		keep_pasted(self, bytes, size);
		self->at += size;
	}
	return false;
}

/*
 * A pause ends a burst. A key inside it acts as a key, and what follows it in the same read is text
 * again. Returns whether its text is complete.
 */
static bool next_in_burst(struct input *self, int64_t now, struct input_event *event)
{
	bool has_key = collect_burst(self, now);
	bool is_over = now - self->fed >= INPUT_BURST_PATIENCE;
	bool is_there = has_held(self) && (has_key || is_over);

	if (is_there)
		end_paste(self, event);
	if (!has_key && !has_held(self) && (is_over || self->at == self->bytes.len))
		self->is_bursting = false;
	return is_there;
}

/* --- all of it --- */

static void begin_paste(struct input *self)
{
	forget_paste(self);
	self->is_pasting = true;
	self->is_bursting = false;
}

bool input_next(struct input *self, int64_t now, struct input_event *event)
{
	if (self->is_given)
		forget_paste(self);
	for (;;) {
		if (self->is_pasting)
			return next_in_paste(self, now, event);
		self->is_bursting = self->is_bursting || begins_burst(self);
		if (self->is_bursting && next_in_burst(self, now, event))
			return true;
		if (self->at == self->bytes.len || has_held(self))
			return false;
		size_t size = decode_one(self, now, event);
		if (size == 0)
			return false;
		self->at += size;
		if (event->kind == INPUT_PASTE) {
			begin_paste(self);
		} else if (!is_nothing(event)) {
			note_escape(self, now, event);
			return true;
		}
	}
}

int input_timeout(const struct input *self, int64_t now)
{
	int64_t left = self->fed + patience(self) - now;

	if (!self->is_pasting && !has_held(self) && self->at == self->bytes.len)
		return -1;
	return left > 0 ? (int)left : 0;
}
