/*
 * Reads what people type. The text becomes tokens; each part of a time (day,
 * clock, zone, in any order) takes the tokens it knows, and what nobody takes is
 * an error that names it.
 */
#include "when_reading.h"

#define QUOTE_MAX 24 /* bytes of the text that a message repeats */

static enum part read_filler(struct reading *self)
{
	static const char marks[] = ",.;()@-";

	if (token_is_word(self->at, WORD_FILLER)) {
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

/* In this order: a number is rather part of a date than a clock, a sign rather an offset than a
 * dash. */
static enum part (*const parts[])(struct reading *) = {
	reading_date,
	reading_day,
	reading_clock,
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
	size_t len = self->at->len < QUOTE_MAX ? self->at->len : QUOTE_MAX;

	return err_set(self->err, ERR_VALUE,
		"\"%.*s\" is not understood here; a time is typed like 14:05, +7m or 15 Oct 2023 08:00",
		(int)len, self->at->text);
}

static bool read_parts(struct reading *self, struct when *out)
{
	while (self->at->kind != TOKEN_END)
		if (!read_part(self))
			return false;
	return reading_resolve(self, out);
}

/* "unknown", "n/a", "ongoing", "?" and nothing at all. */
static enum part read_value(struct reading *self, struct when *out)
{
	const struct token *token = self->at;
	bool is_question = token_is_mark(token, '?');

	if (token->kind == TOKEN_END)
		return PART_READ;
	if ((!is_question && !token_is_word(token, WORD_VALUE)) || token[1].kind != TOKEN_END)
		return PART_NONE;
	out->kind = is_question ? WHEN_UNKNOWN : (enum when_kind)token->number;
	if (out->kind != WHEN_ONGOING || self->context->may_be_ongoing)
		return PART_READ;
	err_set(self->err, ERR_VALUE, "only an end can be ongoing; \"unknown\" is possible");
	return PART_BAD;
}

static bool read_about(struct reading *self)
{
	const struct token *before = self->at;

	while (token_is_mark(self->at, '~') || token_is_word(self->at, WORD_ABOUT))
		self->at++;
	return self->at != before;
}

static bool read_all(struct reading *self, struct when *out)
{
	enum part part = read_value(self, out);

	if (part != PART_NONE)
		return part == PART_READ;
	bool is_about = read_about(self);

	if (is_about && self->at->kind == TOKEN_END)
		return err_set(self->err, ERR_VALUE, "about when?");
	part = reading_relative(self, out);
	if (part == PART_BAD || (part == PART_NONE && !read_parts(self, out)))
		return false;
	if (self->has_asked_now && self->context->lacks_now)
		return err_set(self->err, ERR_VALUE, "it does not say on which day");
	out->is_about = out->is_about || is_about;
	if (!civil_is_in_range(out->seconds))
		return err_set(self->err, ERR_VALUE, "the year is outside 0 to 9999");
	return true;
}

bool when_read_loose(struct when *self, const char *text, const struct when_context *context,
	unsigned *oddities, struct str *note, struct err *err)
{
	struct reading reading = {.context = context, .note = note, .err = err};
	struct when read = {0};

	*self = read;
	if (oddities != NULL)
		*oddities = 0;
	if (!token_split(text, reading.tokens))
		return err_set(err, ERR_VALUE, "that is too long for a time");
	reading.at = reading.tokens;
	if (!read_all(&reading, &read))
		return false;
	*self = read;
	if (oddities != NULL)
		*oddities = reading.odd;
	return true;
}

bool when_parse_loose(struct when *self, const char *text, const struct when_context *context,
	struct str *note, struct err *err)
{
	return when_read_loose(self, text, context, NULL, note, err);
}
