/* Quantities in figures, signs and words, as they precede a unit, and the words in between. */
#include "quantity.h"

#include "internal.h"

#include <string.h>

#define DIGITS_MAX 6

static const struct named numbers[] = {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4},
	{"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10},
	{"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
	{"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
	{"thirty", 30}, {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70},
	{"eighty", 80}, {"ninety", 90}};

static const struct named vulgar[] = {{"\xc2\xbc", 0.25}, {"\xc2\xbd", 0.5}, {"\xc2\xbe", 0.75},
	{"\xe2\x85\x93", 1.0 / 3}, {"\xe2\x85\x94", 2.0 / 3}};

/* --- basics --- */

/* The length of the first of the words that the text begins with; 0 for none. */
size_t quantity_starts_with(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(words[i]);

		if (strncmp(text, words[i], len) == 0)
			return len;
	}
	return 0;
}

/* White space, including typographic spaces. */
size_t quantity_blanks(const char *text)
{
	static const char *const wide[] = {"\xc2\xa0", "\xe2\x80\xaf"};
	size_t len = 0;

	for (;;) {
		char c = text[len];
		bool is_blank = c == ' ' || c == '\n' || c == '\t';
		size_t n = (unsigned char)c < 0x80
				   ? is_blank
				   : quantity_starts_with(text + len, wide, LENGTH(wide));

		if (n == 0)
			return len;
		len += n;
	}
}

/* Between a number and its unit, or inside a number of two words. */
size_t quantity_joint(const char *text)
{
	size_t len = quantity_blanks(text);

	return len > 0 ? len : *text == '-';
}

size_t quantity_word(const char *text, char out[WORD_MAX])
{
	size_t len = 0;

	for (; quantity_is_letter(text[len]); len++)
		if (len < WORD_MAX - 1)
			out[len] = (char)(text[len] | 0x20);
	out[len < WORD_MAX ? len : WORD_MAX - 1] = '\0';
	return len;
}

/* Bytes of a word at the text's start, with the spaces or the dash after it; 0 if it is another. */
size_t quantity_skip_word(const char *text, const char *word)
{
	size_t len = 0;

	while (word[len] != '\0' && (text[len] | 0x20) == word[len])
		len++;
	if (word[len] != '\0' || quantity_is_letter(text[len]))
		return 0;
	return len + quantity_joint(text + len);
}

double quantity_look_up(const struct named *table, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (*table[i].name == *word && strcmp(table[i].name, word) == 0)
			return table[i].number;
	return 0;
}

/* "of an", "an", "a", or nothing. */
static size_t skip_of_a(const char *text)
{
	size_t len = quantity_skip_word(text, "of");
	size_t article = quantity_skip_word(text + len, "an");

	if (article == 0)
		article = quantity_skip_word(text + len, "a");
	return article > 0 ? len + article : 0;
}

/* --- fractions --- */

size_t quantity_read_digits(const char *text, double *number)
{
	size_t len = 0;

	*number = 0;
	for (; quantity_is_digit(text[len]); len++)
		*number = *number * 10 + (text[len] - '0');
	return len <= DIGITS_MAX ? len : 0;
}

/* "½"; "3/4" */
static size_t read_sign(const char *text, struct quantity *out)
{
	double over;
	double under;

	for (size_t i = 0; (unsigned char)*text >= 0x80 && i < LENGTH(vulgar); i++) {
		size_t len = strlen(vulgar[i].name);

		if (strncmp(text, vulgar[i].name, len) == 0) {
			out->number = vulgar[i].number;
			out->grain = vulgar[i].number == 0.5 ? 0.5 : 0.25;
			return len;
		}
	}
	size_t len = quantity_read_digits(text, &over);

	if (len == 0 || text[len] != '/')
		return 0;
	size_t more = quantity_read_digits(text + len + 1, &under);

	if (more == 0 || over <= 0 || over >= under || under > 12)
		return 0;
	out->number = over / under;
	out->grain = 1 / under;
	return len + 1 + more;
}

/* "half", "a quarter", "three quarters", each perhaps "of an" */
static size_t read_part_word(const char *text, struct quantity *out)
{
	size_t len = quantity_skip_word(text, "a");
	size_t three = quantity_skip_word(text, "three");
	size_t half = quantity_skip_word(text + len, "half");
	size_t quarter = quantity_skip_word(text + len, "quarter");
	size_t quarters = three > 0 ? quantity_skip_word(text + three, "quarters") : 0;

	if (half + quarter + quarters == 0)
		return 0;
	out->number = half > 0 ? 0.5 : quarter > 0 ? 0.25 : 0.75;
	out->grain = half > 0 ? 0.5 : 0.25;
	out->is_word = true;
	return quarters > 0 ? three + quarters : len + half + quarter;
}

size_t quantity_read_part(const char *text, struct quantity *out)
{
	size_t len = read_sign(text, out);

	return len > 0 ? len : read_part_word(text, out);
}

/* --- quantities --- */

/* "1:22", "01:22:30": hours, or minutes. */
static size_t read_clock(const char *text, struct quantity *out)
{
	size_t len = quantity_read_digits(text, &out->number);

	out->grain = 1;
	for (int i = 0; len > 0 && i < 2 && text[len] == ':'; i++) {
		double part;

		if (!quantity_is_digit(text[len + 1]) || !quantity_is_digit(text[len + 2]) ||
			quantity_is_digit(text[len + 3]) || text[len + 1] > '5')
			return 0;
		(void)quantity_read_digits(text + len + 1, &part);
		out->grain /= 60;
		out->number += part * out->grain;
		out->is_clock = true;
		len += 3;
	}
	return out->is_clock ? len : 0;
}

/* After integer digits: "1,500" has thousands, "1,5" and "2.5" a fraction. */
static size_t read_decimals(const char *text, struct quantity *out)
{
	double part;
	size_t len = *text == '.' || *text == ',' ? quantity_read_digits(text + 1, &part) : 0;

	if (len == 0)
		return 0;
	if (*text == ',' && len == 3) {
		out->number = out->number * 1000 + part;
		return 1 + len;
	}
	for (size_t i = 0; i < len; i++) {
		part /= 10;
		out->grain /= 10;
	}
	out->number += part;
	if (part == 0.5 || part == 0.25 || part == 0.75)
		out->grain = part == 0.5 ? 0.5 : 0.25;
	return 1 + len;
}

/* "28", "1.5", "1,500" */
static size_t read_figure(const char *text, struct quantity *out)
{
	size_t len = quantity_read_digits(text, &out->number);

	out->grain = 1;
	return len > 0 ? len + read_decimals(text + len, out) : 0;
}

/* "thirty", "twenty-four" */
static size_t read_small_word(const char *text, double *number)
{
	char word[WORD_MAX];
	size_t len = quantity_word(text, word);

	*number = len > 0 ? quantity_look_up(numbers, LENGTH(numbers), word) : 0;
	if (*number == 0)
		return 0;
	size_t next = len + quantity_joint(text + len);
	size_t more = next > len ? quantity_word(text + next, word) : 0;
	double ones = more > 0 ? quantity_look_up(numbers, LENGTH(numbers), word) : 0;

	if (*number < 20 || ones <= 0 || ones >= 10)
		return len;
	*number += ones;
	return next + more;
}

/* After "one" or "a": "hundred and twenty" */
static size_t read_hundred(const char *text, double *number)
{
	double more;
	size_t len = quantity_skip_word(text, "hundred");

	if (len == 0)
		return 0;
	size_t and = quantity_skip_word(text + len, "and");
	size_t rest = read_small_word(text + len + and, &more);

	*number = *number * 100 + (rest > 0 ? more : 0);
	return rest > 0 ? len + and+rest : len;
}

/* "an", "a full", "a couple of", "a hundred" */
static size_t read_article(const char *text, struct quantity *out)
{
	static const char *const kinds[] = {"full", "whole", "good", "solid"};
	size_t len = quantity_skip_word(text, "a") + quantity_skip_word(text, "an");
	size_t couple = len > 0 ? quantity_skip_word(text + len, "couple") : 0;

	if (len == 0)
		return 0;
	out->number = 1;
	if (couple > 0) {
		out->number = 2;
		out->bound = BOUND_ABOUT;
		return len + couple + quantity_skip_word(text + len + couple, "of");
	}
	size_t hundred = read_hundred(text + len, &out->number);

	out->is_article = hundred == 0;
	for (size_t i = 0; hundred == 0 && i < LENGTH(kinds); i++)
		len += quantity_skip_word(text + len, kinds[i]);
	return len + hundred;
}

size_t quantity_read_word(const char *text, struct quantity *out)
{
	size_t len = read_article(text, out);

	out->grain = 1;
	out->is_word = true;
	if (len > 0)
		return len;
	len = read_small_word(text, &out->number);
	if (len == 0)
		return 0;
	size_t next = len + quantity_joint(text + len);
	size_t more = read_hundred(text + next, &out->number);

	return more > 0 ? next + more : len;
}

/* After an integer: "1½", "1 3/4", "one and a half" */
static size_t read_rest(const char *text, struct quantity *out)
{
	struct quantity part = {0};
	size_t len = quantity_joint(text);
	size_t and = quantity_skip_word(text + len, "and");
	size_t more = and > 0 ? quantity_read_part(text + len + and, &part)
			      : read_sign(text + len, &part);

	if (more == 0)
		return 0;
	out->number += part.number;
	out->grain = part.grain;
	out->is_article = false;
	return len + and+more;
}

size_t quantity_read(const char *text, struct quantity *out)
{
	size_t len = 0;

	if (quantity_is_digit(*text)) {
		len = read_clock(text, out);
		if (len > 0)
			return len;
		*out = (struct quantity){0};
	}
	len = quantity_read_part(text, out);
	if (len > 0)
		return len +
		       skip_of_a(text + len + (out->is_word ? 0 : quantity_joint(text + len)));
	len = read_figure(text, out);
	if (len == 0)
		len = quantity_read_word(text, out);
	if (len > 0 && out->grain == 1)
		len += read_rest(text + len, out);
	return len;
}
