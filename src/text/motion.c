/*
 * Cursor motions. Words are looked up one hard line at a time: no word crosses a '\n', so
 * a jump costs only the lines it passes.
 */
#include "text/motion.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/grapheme.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unictype.h>
#include <uniwbrk.h>

size_t motion_left(const char *text, size_t len, size_t at)
{
	return grapheme_previous(text, len, at);
}

size_t motion_right(const char *text, size_t len, size_t at)
{
	return grapheme_next(text, len, at);
}

size_t motion_line_start(const char *text, size_t len, size_t at)
{
	(void)len;
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

size_t motion_line_end(const char *text, size_t len, size_t at)
{
	while (at < len && text[at] != '\n')
		at++;
	return at;
}

size_t motion_text_start(const char *text, size_t len, size_t at)
{
	(void)text, (void)len, (void)at;
	return 0;
}

static bool is_word_code(uint32_t code)
{
	if (code < 0x80)
		return (code >= '0' && code <= '9') ||
		       ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
	return code != UTF8_INVALID &&
	       (uc_is_property_alphabetic(code) || uc_is_property_ideographic(code) ||
		       uc_is_general_category_withtable(code, UC_CATEGORY_MASK_N));
}

/* A piece between two breaks of UAX 29 is a word if it contains a letter or digit. */
static bool is_word(const char *piece, size_t len)
{
	uint32_t code;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(piece + at, len - at, &code);
		if (is_word_code(code))
			return true;
	}
	return false;
}

/* Word breaks of a hard line; the caller frees them. None in bad UTF-8. */
static char *find_word_breaks(const char *line, size_t len)
{
	char *marks = mem_zalloc(len + 1, 1);

	if (utf8_check(line, len, NULL))
		u8_wordbreaks((const uint8_t *)line, len, marks);
	marks[len] = 1;
	return marks;
}

/* The end of the first word of a line that ends after at; false if there is none. */
static bool find_word_end(const char *line, size_t len, size_t at, size_t *found)
{
	char *marks = find_word_breaks(line, len);
	size_t start = 0;
	bool result = false;

	for (size_t end = 1; end <= len && !result; end++) {
		if (!marks[end])
			continue;
		if (end > at && is_word(line + start, end - start)) {
			*found = end;
			result = true;
		}
		start = end;
	}
	free(marks);
	return result;
}

/* The start of the last word of a line that starts before at. */
static bool find_word_start(const char *line, size_t len, size_t at, size_t *found)
{
	char *marks = find_word_breaks(line, len);
	size_t end = len;
	bool result = false;

	for (size_t start = len; start-- > 0 && !result;) {
		if (start > 0 && !marks[start])
			continue;
		if (start < at && is_word(line + start, end - start)) {
			*found = start;
			result = true;
		}
		end = start;
	}
	free(marks);
	return result;
}

size_t motion_word_left(const char *text, size_t len, size_t at)
{
	for (;;) {
		size_t start = motion_line_start(text, len, at);
		size_t end = motion_line_end(text, len, at);
		size_t found;

		if (find_word_start(text + start, end - start, at - start, &found))
			return grapheme_snap(text, len, start + found);
		if (start == 0)
			return 0;
		at = start - 1;
	}
}

size_t motion_word_right(const char *text, size_t len, size_t at)
{
	for (;;) {
		size_t start = motion_line_start(text, len, at);
		size_t end = motion_line_end(text, len, at);
		size_t found;

		if (find_word_end(text + start, end - start, at - start, &found)) {
			size_t boundary = grapheme_snap(text, len, start + found);

			/* Inside a cluster: its end is the word's. */
			return boundary == start + found ? boundary
							 : grapheme_next(text, len, boundary);
		}
		if (end == len)
			return len;
		at = end + 1;
	}
}
