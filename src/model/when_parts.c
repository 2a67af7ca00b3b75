/*
 * The parts of a typed time (day, clock, zone, in any order): each reader takes the tokens that it
 * knows, and a token that no reader takes is an error that names it.
 */
#include "when_reading.h"

#include "base/utf8.h"

#include <string.h>

#define QUOTE_MAX 24 /* bytes of the text that a message repeats */

/* Where the quote in a message ends: a refused sign is quoted with the word it begins. */
static int quote_length(const struct token *token)
{
	size_t word = strcspn(token->text, " \t\r\n");

	return (int)utf8_prefix(token->text, word > token->len ? word : token->len, QUOTE_MAX);
}

/* "(Eastern Daylight Time)" after an offset is ignored. */
static bool skip_remark(struct reading *self)
{
	const struct token *token = &self->at[1];

	if (!token_is_mark(self->at, '(') || !self->has_offset)
		return false;
	while (token->kind == TOKEN_WORD)
		token++;
	if (!token_is_mark(token, ')') || token == &self->at[2])
		return false;
	self->at = &token[1];
	return true;
}

/* "m=+0.003" after the times that Go prints */
static bool skip_monotonic(struct reading *self)
{
	if (!token_is_letter(self->at, 'm') || !token_is_mark(&self->at[1], '=') ||
		!self->has_offset)
		return false;
	while (self->at->kind != TOKEN_END)
		self->at++;
	return true;
}

/* "a las 8:30", "a la 1:30" */
static bool is_spanish_at(const struct token *self)
{
	return token_is_letter(self, 'a') && !self->is_glued &&
	       (token_is_text(&self[1], "las") || token_is_text(&self[1], "la"));
}

/* "on the", and "am" as in "am 15. Oktober". */
static bool is_filler_word(const struct reading *self)
{
	const struct token *token = self->at;

	return token_is_word(token, WORD_FILLER) || is_spanish_at(token) ||
	       (token_is_word(token, WORD_HALF) && !self->has_clock &&
		       token_is_number(&token[1], 1, 2) && token_is_mark(&token[2], '.'));
}

/* A colon between day and clock, as web servers write, or at the end. */
static bool is_loose_colon(const struct reading *self)
{
	return token_is_mark(self->at, ':') &&
	       (self->at[1].kind == TOKEN_END || (self->has_date && !self->has_clock));
}

static enum part read_filler(struct reading *self)
{
	static const char marks[] = ",.;()[]@-_\"'`";

	if (skip_remark(self) || skip_monotonic(self))
		return PART_READ;
	if (is_filler_word(self) || is_loose_colon(self)) {
		if (token_is_letter(self->at, 't') && self->at->is_glued && self->at[1].is_glued)
			self->has_t = self->has_date;
		self->at++;
		return PART_READ;
	}
	for (const char *mark = marks; *mark != '\0'; mark++) {
		if (token_is_mark(self->at, *mark)) {
			self->at++;
			return PART_READ;
		}
	}
	return PART_NONE;
}

/* Counts the words of "or so" and similar phrases after a clock; 0 for anything else. */
static size_t count_doubt_words(const struct token *self)
{
	static const char *const phrases[][4] = {
		{"or", "so"},
		{"or", "thereabouts"},
		{"thereabouts"},
		{"more", "or", "less"},
		{"give", "or", "take"},
	};

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		size_t n = 0;

		while (phrases[i][n] != NULL && token_is_text(&self[n], phrases[i][n]))
			n++;
		if (phrases[i][n] == NULL)
			return n;
	}
	return 0;
}

/* "18:30 ca.", "14:05?", "18:30 or so" */
static enum part read_doubt(struct reading *self)
{
	bool is_doubt = token_is_mark(self->at, '?') && self->has_clock;

	size_t words = self->has_clock ? count_doubt_words(self->at) : 0;

	if (words > 0) {
		self->is_about = true;
		self->at += words;
		return PART_READ;
	}
	if (!is_doubt && !token_is_mark(self->at, '~') && !token_is_word(self->at, WORD_ABOUT))
		return PART_NONE;
	if (is_doubt && !self->is_about)
		reading_note(self, 0, "the question mark is read as \"about\"");
	self->is_about = true;
	self->at++;
	return PART_READ;
}

/* The order matters: a number is more likely part of a date than a clock, and a dash may join two
 * clocks rather than be a sign. */
static enum part (*const parts[])(struct reading *) = {
	reading_stamp,
	reading_date,
	reading_day,
	reading_clock,
	reading_range,
	read_doubt,
	reading_zone,
	read_filler,
};

static bool read_part(struct reading *self)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		enum part part = parts[i](self);

		if (part != PART_NONE)
			return part == PART_READ;
	}
	return err_set(self->err, ERR_VALUE,
		self->context->date_only
			? "\"%.*s\" is not a day; type one like 31 Dec or +2w"
			: "\"%.*s\" is not understood here; a time is typed like 14:05, +7m or 15 Oct 2023 08:00",
		quote_length(self->at), self->at->text);
}

bool reading_parts(struct reading *self)
{
	while (self->at->kind != TOKEN_END)
		if (!read_part(self))
			return false;
	return true;
}
