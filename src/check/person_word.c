/* Words without case and accents; see person_word.h. */
#include "person_word.h"

#include "name_word.h"

#include "base/utf8.h"

#include <string.h>

enum { EAST_ASIA = 0x2E80, MARKS = 0x300, MARKS_END = 0x370 };

/* The letter in lower case without its accent. */
static uint32_t fold(uint32_t code)
{
	static const char latin[] =
		"aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty" /* U+00C0 */
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" /* U+0100 */
		"lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code | 0x20 : code;
	if (code >= 0xC0 && code < 0x180)
		return (uint32_t)latin[code - 0xC0];
	if ((code >= 0x391 && code <= 0x3A9) || (code >= 0x410 && code <= 0x42F))
		return code + 0x20;
	if (code >= 0x400 && code <= 0x40F)
		return code + 0x50;
	return code >= 0x1E00 && code < 0x1F00 ? code | 1 : code;
}

/* "Müller" is also "Mueller"; "ß" is "ss". */
static void add_code(struct person_word *word, uint32_t code)
{
	uint32_t before = word->n > 0 ? word->codes[word->n - 1] : 0;
	uint32_t letter = fold(code);

	if (letter == 'e' && (before == 'a' || before == 'o' || before == 'u'))
		return;
	for (unsigned times = code == 0xDF ? 2 : 1; times > 0; times--) {
		if (word->n < PERSON_LETTERS)
			word->codes[word->n] = letter;
		word->n++;
	}
}

/* "O'Brien" is a word. */
static size_t apostrophe_len(struct slice rest, const struct person_word *word)
{
	size_t n = rest.len > 0 && rest.data[0] == '\''                        ? 1
		   : rest.len > 3 && memcmp(rest.data, "\xe2\x80\x99", 3) == 0 ? 3
									       : 0;

	return n > 0 && (word->n == 1 || word->n == 2) && rest.len > n &&
			       ascii_is_letter(rest.data[n])
		       ? n
		       : 0;
}

bool person_word_read(struct slice text, size_t at, struct person_word *word)
{
	size_t begin = at;
	size_t n;

	word->n = 0;
	for (; at < text.len; at += n) {
		struct slice rest = slice_from(text, at);
		uint32_t code;

		n = apostrophe_len(rest, word);
		if (n > 0)
			continue;
		n = utf8_decode(rest.data, rest.len, &code);
		if (word->n > 0 && (!name_is_letter(code) || code >= EAST_ASIA))
			break;
		if (word->n == 0)
			begin = at;
		if (name_is_letter(code) && (code < MARKS || code >= MARKS_END))
			add_code(word, code);
		if (code >= EAST_ASIA && word->n > 0) {
			at += n;
			break;
		}
	}
	word->text = (struct slice){text.data + begin, at - begin};
	return word->n > 0;
}

size_t person_word_end(struct slice text, const struct person_word *word)
{
	return (size_t)(word->text.data - text.data) + word->text.len;
}

bool person_word_is_same(const struct person_word *a, const struct person_word *b)
{
	return a->n == b->n && a->n <= PERSON_LETTERS &&
	       memcmp(a->codes, b->codes, a->n * sizeof *a->codes) == 0;
}

bool person_word_is_asian(const struct person_word *word)
{
	return word->codes[0] >= EAST_ASIA;
}

/* In Latin Extended-A the capitals are the even ones, or the odd ones. */
static bool is_large(uint32_t code)
{
	if (code >= 0xC0 && code < 0x100)
		return code < 0xDF;
	if (code >= 0x100 && code < 0x180)
		return code % 2 == ((code >= 0x139 && code <= 0x148) || code >= 0x179);
	return fold(code) != code;
}

bool person_word_is_large(const struct person_word *word)
{
	uint32_t code;

	(void)utf8_decode(word->text.data, word->text.len, &code);
	return person_word_is_asian(word) || is_large(code);
}
