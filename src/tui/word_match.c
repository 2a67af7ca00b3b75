/* Case is ignored for ASCII letters only. */
#include "word_match.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { WORD_MAX = 24 };

static bool holds(const char *text, const char *word, size_t len)
{
	for (; *text; text++)
		if (strncasecmp(text, word, len) == 0)
			return true;
	return len == 0;
}

bool words_match(const char *text, const char *input)
{
	while (*input) {
		size_t len = strcspn(input, " ");

		if (!holds(text, input, len))
			return false;
		input += len;
		input += strspn(input, " ");
	}
	return true;
}

static bool is_gap(char c)
{
	return c == ' ' || c == '-';
}

/* Does the text continue with this, however both are split into words? */
static bool goes_on(const char *text, const char *input)
{
	for (;; text++, input++) {
		while (is_gap(*text))
			text++;
		while (is_gap(*input))
			input++;
		if (*input == '\0')
			return true;
		if (strncasecmp(text, input, 1) != 0)
			return false;
	}
}

bool words_match_joined(const char *text, const char *input)
{
	for (size_t i = 0; text[i] != '\0'; i++)
		if ((i == 0 || is_gap(text[i - 1])) && goes_on(text + i, input))
			return true;
	return false;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

static bool is_letter(char a, char b)
{
	return strncasecmp(&a, &b, 1) == 0;
}

/* Edit distance between two words. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t rows[3][WORD_MAX + 1]; /* by the letters of a, the last three */

	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i - 1) % 3];

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t changed = above[j - 1] + !is_letter(a[i - 1], b[j - 1]);

			row[j] = smallest(above[j] + 1, row[j - 1] + 1, changed);
			if (i > 1 && j > 1 && is_letter(a[i - 1], b[j - 2]) &&
				is_letter(a[i - 2], b[j - 1]))
				row[j] = smallest(row[j], rows[(i - 2) % 3][j - 2] + 1, row[j]);
		}
	}
	return rows[a_len % 3][b_len];
}

size_t words_distance(const char *text, const char *input)
{
	size_t len = strcspn(input, " ");
	size_t best = SIZE_MAX;

	while (*text && len <= WORD_MAX) {
		size_t n = strcspn(text, " ");

		if (n > 0 && n <= WORD_MAX) {
			size_t here = distance(input, len, text, n);

			best = here < best ? here : best;
		}
		text += n;
		text += strspn(text, " ");
	}
	return best;
}

size_t words_distance_most(const char *input)
{
	return strcspn(input, " ") / 3;
}
