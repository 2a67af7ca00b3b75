/*
 * A pasted line that becomes a row, read as it would be typed: a time at its beginning, a kind
 * before a colon, and the text. What cannot be read as one of these is text.
 */
#include "internal.h"

#include <string.h>
#include <strings.h>

enum { TIME_WORDS = 6 /* of the longest time: "Sun Oct 15 08:00:00 EDT 2023" */ };

/* "Sun" or "Oct" begin the times of some logs. */
static bool begins_with_name(struct slice text)
{
	static const char names[] =
		"mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct "
		"nov dec";

	for (const char *name = names; text.len > 3 && name < names + sizeof(names) - 1; name += 4)
		if (strncasecmp(text.data, name, 3) == 0)
			return text.data[3] == ' ' || text.data[3] == ',';
	return false;
}

/* "about 14:20 the queue was empty" */
static bool begins_with_about(struct slice text)
{
	struct slice word;

	(void)slice_next_part(&text, ' ', &word);
	if (word.len > 0 && word.data[word.len - 1] == '.')
		word.len--;
	return text.data && when_is_about(word);
}

/* Numbers are times only with something that says so: "3 of them" is a text. */
static bool looks_like_time(const char *text)
{
	size_t digits = 0;

	if (ascii_is_one_of(text[0], "+-~") && ascii_is_digit(text[1]))
		return true;
	for (; *text != '\0'; text++) {
		digits = ascii_is_digit(*text) ? digits + 1 : 0;
		if (digits >= 9 ||
			(digits > 0 && ascii_is_one_of(text[1], ":hH") && ascii_is_digit(text[2])))
			return true;
		if (digits == 4 && text[1] == '-' && ascii_is_digit(text[2]))
			return true;
		if (digits > 0 && (strncasecmp(text + 1, "am", 2) == 0 ||
					  strncasecmp(text + 1, "pm", 2) == 0))
			return true;
	}
	return false;
}

/* Without what people put around a time. */
static struct slice strip_marks(struct slice text)
{
	while (text.len > 0 && ascii_is_one_of(text.data[0], "[("))
		text = slice_from(text, 1);
	while (text.len > 0 && ascii_is_one_of(text.data[text.len - 1], "]),;:|"))
		text.len--;
	return text;
}

/* Reads a text as the focused time; false if it is none. */
static bool read_time(const struct editor *self, struct slice text, struct str *stored)
{
	struct str typed = {0};
	struct str read = {0};
	bool is_time;

	text = strip_marks(text);
	str_append(&typed, text.data, text.len);
	is_time = looks_like_time(str_text(&typed)) && when_ends(str_text(&typed)) &&
		  entry_parse(self, str_text(&typed), &read, NULL);
	if (is_time)
		str_set(stored, str_text(&read), read.len);
	str_release(&typed);
	str_release(&read);
	return is_time;
}

/* Between a time and what follows: "14:05 - text", "14:05 | text". */
static void skip_separator(struct slice *line)
{
	static const char *const signs[] = {"- ", "| ", ": ", "\xe2\x80\x93 ", "\xe2\x80\x94 "};

	*line = slice_trim(*line);
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t len = strlen(signs[i]);

		if (line->len > len && memcmp(line->data, signs[i], len) == 0) {
			*line = slice_trim(slice_from(*line, len));
			return;
		}
	}
}

bool quick_take_time(const struct editor *self, struct slice *line, struct str *stored)
{
	struct slice rest = strip_marks(*line);
	size_t taken = 0;
	size_t at = 0;

	if (rest.len == 0 || !(ascii_is_one_of(rest.data[0], "0123456789+-~") ||
				     begins_with_name(rest) || begins_with_about(rest)))
		return false;
	for (size_t word = 0; word < TIME_WORDS && at < line->len; word++) {
		while (at < line->len && line->data[at] == ' ')
			at++;
		while (at < line->len && !ascii_is_one_of(line->data[at], " \t"))
			at++;
		if (read_time(self, (struct slice){line->data, at}, stored))
			taken = at;
		if (at < line->len && line->data[at] == '\t')
			break;
	}
	if (taken == 0)
		return false;
	*line = slice_from(*line, taken);
	skip_separator(line);
	return true;
}
