/* Reads a complete typed text: a value, a period, a span or the parts of a time. */
#include "when_reading.h"

#include <string.h>

/* "unknown", "n/a", "ongoing", "?" and empty text. */
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

	while (token_is_mark(self->at, '~') || token_is_word(self->at, WORD_ABOUT)) {
		self->at++;
		if (token_is_mark(self->at, '.')) /* "ca." */
			self->at++;
	}
	return self->at != before;
}

static bool is_unsure(char c)
{
	return c == '?' || c == 'x' || c == 'X' || c == '-' || c == '_' || c == '*';
}

static bool is_place(char c)
{
	return (c >= '0' && c <= '9') || is_unsure(c);
}

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Is there an unknown digit next to this colon, in a word of its own? */
static bool is_open_at(const char *text, const char *colon)
{
	const char *start = colon;

	while (start > text && colon - start < 2 && is_place(start[-1]))
		start--;
	if (*start == '-' && start > text && start[-1] >= '0' && start[-1] <= '9')
		start++; /* the dash of "1:30-1:45" */
	if (start == colon || (start > text && is_letter(start[-1])) || !is_place(colon[1]))
		return false;
	if (is_unsure(*start) || is_unsure(colon[-1]))
		return is_place(colon[2]);
	return colon[1] == '?' ||
	       (is_place(colon[2]) && (is_unsure(colon[1]) || is_unsure(colon[2])));
}

bool when_has_open_digits(const char *text)
{
	for (const char *colon = text; (colon = strchr(colon, ':')) != NULL; colon++)
		if (is_open_at(text, colon))
			return true;
	return false;
}

static bool read_all(struct reading *self, struct when *out)
{
	enum part part = read_value(self, out);

	if (part != PART_NONE)
		return part == PART_READ;
	if (when_has_open_digits(self->text))
		return err_set(self->err, ERR_VALUE,
			"some digits of the time are not known; type about when it was, as in ~14:30, "
			"or \"unknown\"");
	self->is_about = read_about(self);
	if (self->is_about && self->at->kind == TOKEN_END)
		return err_set(self->err, ERR_VALUE, "about when?");
	part = reading_period(self, out);
	if (part == PART_NONE)
		part = reading_relative(self, out);
	if (part == PART_BAD)
		return false;
	if (part == PART_NONE && (!reading_parts(self) || !reading_resolve(self, out)))
		return false;
	if (self->has_asked_now && self->context->lacks_now)
		return err_set(self->err, ERR_VALUE, "it does not say which day");
	out->is_about = out->is_about || self->is_about;
	if (self->context->tense == WHEN_TO_COME)
		reading_note_past(self, out);
	if (!civil_is_in_range(out->seconds))
		return err_set(self->err, ERR_VALUE, "the year is outside 0 to 9999");
	return true;
}

static bool read_text(struct when *self, const char *text, struct reading *reading)
{
	struct token tokens[TOKEN_MAX];
	struct when read = {0};

	*self = read;
	if (!token_split(text, tokens))
		return err_set(reading->err, ERR_VALUE, "that is too long for a %s",
			reading->context->date_only ? "day" : "time");
	reading->text = text;
	reading->at = tokens;
	bool is_read = read_all(reading, &read);

	/* the tokens go out of scope */
	reading->at = reading->clock = reading->label = NULL;
	if (is_read)
		*self = read;
	return is_read;
}

/* In capitals, such as "EDT", or the name of a zone. */
static bool is_label(const struct token *token)
{
	if (token->word != WORD_OTHER || token->len < 2)
		return false;
	for (size_t i = 0; i < token->len; i++)
		if (token->text[i] < 'A' || token->text[i] > 'Z')
			return memchr(token->text, '/', token->len) != NULL;
	return true;
}

bool when_ends(const char *text)
{
	struct token tokens[TOKEN_MAX];
	const struct token *last = tokens;
	bool is_morning;

	if (!token_split(text, tokens) || tokens[0].kind == TOKEN_END)
		return false;
	while (last[1].kind != TOKEN_END)
		last++;
	while (last > tokens && last->kind == TOKEN_MARK && last->is_glued)
		last--;
	/* "8:30 p. m." */
	if (token_is_letter(last, 'm') && last - tokens >= 2 &&
		token_after_half(&last[token_is_mark(&last[-1], '.') ? -2 : -1], &is_morning) !=
			NULL)
		return true;
	return last->kind == TOKEN_NUMBER || token_is_word(last, WORD_HALF) ||
	       token_is_word(last, WORD_UNIT) || token_is_word(last, WORD_OCLOCK) ||
	       token_is_word(last, WORD_CLOCK) ||
	       (last->kind == TOKEN_WORD && (last->is_glued || is_label(last))) ||
	       token_is_letter(last, 'h');
}

bool when_read_loose(struct when *self, const char *text, const struct when_context *context,
	unsigned *oddities, struct str *note, struct err *err)
{
	struct reading reading = {.context = context, .note = note, .err = err};
	bool is_read = read_text(self, text, &reading);

	if (oddities != NULL)
		*oddities = is_read ? reading.odd : 0;
	return is_read;
}

bool when_parse_loose(struct when *self, const char *text, const struct when_context *context,
	struct str *note, struct err *err)
{
	return when_read_loose(self, text, context, NULL, note, err);
}

bool when_is_chosen(const char *text, const struct when_context *context)
{
	struct when when;
	unsigned odd;

	return when_read_loose(&when, text, context, &odd, NULL, NULL) &&
	       (odd & (WHEN_ODD_NO_DATE | WHEN_ODD_ASSUMED | WHEN_ODD_MOVING));
}
