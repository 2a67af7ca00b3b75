/*
 * Reads durations. An amount is a quantity with a unit; several of them, each with a
 * smaller unit than the one before, make one duration.
 */
#include "stated.h"

#include "internal.h"
#include "quantity.h"

#include <ctype.h>
#include <string.h>

#define HOUR 3600.0
#define MINUTE 60.0

static const struct named units[] = {{"seconds", 1}, {"second", 1}, {"secs", 1}, {"sec", 1},
	{"s", 1}, {"minutes", MINUTE}, {"minute", MINUTE}, {"mins", MINUTE}, {"min", MINUTE},
	{"m", MINUTE}, {"hours", HOUR}, {"hour", HOUR}, {"hrs", HOUR}, {"hr", HOUR}, {"h", HOUR},
	{"days", 24 * HOUR}, {"day", 24 * HOUR}, {"d", 24 * HOUR}, {"weeks", 168 * HOUR},
	{"week", 168 * HOUR}};

/* --- amounts --- */

struct amount {
	double seconds;
	double most;
	double unit;
	double grain; /* in seconds */
	struct quantity quantity;
};

/* A unit and its length. "m" and "s" are only units right after a digit or a larger unit. */
static size_t read_unit(const char *text, bool is_sure, double *unit)
{
	char word[WORD_MAX];
	size_t gap = quantity_joint(text);
	size_t len = quantity_word(text + gap, word);

	*unit = len > 0 ? quantity_look_up(units, LENGTH(units), word) : 0;
	if (*unit == 0 || (len == 1 && *unit <= MINUTE && gap > 0 && !is_sure))
		return 0;
	return gap + len;
}

/* After a number without a unit: the sign of a range. */
static size_t read_range_sign(const char *text)
{
	static const char *const signs[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94", "to", "or", "and"};
	size_t gap = quantity_blanks(text);
	size_t len = quantity_starts_with(text + gap, signs, LENGTH(signs));

	return len > 0 && !quantity_is_letter(text[gap + len])
		       ? gap + len + quantity_blanks(text + gap + len)
		       : 0;
}

static void set_amount(struct amount *self, double most, double unit)
{
	self->unit = unit;
	self->seconds = self->quantity.number * unit;
	self->most = most * unit;
	self->grain = self->quantity.grain * unit;
}

/* "28 hours", "2-3 h", "half an hour" */
static size_t read_amount(const char *text, bool is_sure, struct amount *out)
{
	struct quantity first = {0};
	struct quantity more = {0};
	double unit;
	size_t len = quantity_read(text, &first);

	if (len == 0)
		return 0;
	*out = (struct amount){.quantity = first};
	if (text[len] == '+') {
		out->quantity.bound = BOUND_LEAST;
		len++;
	}
	size_t unit_len = read_unit(text + len, is_sure, &unit);
	size_t sign = unit_len == 0 ? read_range_sign(text + len) : 0;
	size_t second = sign > 0 ? quantity_read(text + len + sign, &more) : 0;

	if (second > 0 && more.number > out->quantity.number) {
		len += sign + second;
		unit_len = read_unit(text + len, is_sure, &unit);
	}
	if (unit_len == 0 || (out->quantity.is_clock && unit != HOUR && unit != MINUTE) ||
		(out->quantity.is_article && (unit == 1 || text[len + unit_len - 1] == 's')))
		return 0;
	set_amount(out, second > 0 ? more.number : out->quantity.number, unit);
	return len + unit_len;
}

/* --- durations --- */

static void add(struct stated *self, double seconds, double grain)
{
	self->seconds += seconds;
	self->most += seconds;
	self->grain = grain;
}

/* "1h22": digits right after hours are minutes. */
static size_t read_bare_minutes(const char *text, double unit, struct stated *out)
{
	double minutes;
	size_t len = unit == HOUR ? quantity_read_digits(text, &minutes) : 0;

	if (len == 0 || len > 2 || is_word_byte(text[len]) ||
		(ispunct((unsigned char)text[len]) && quantity_is_digit(text[len + 1])))
		return 0;
	add(out, minutes * MINUTE, MINUTE);
	return len;
}

/* "an hour and a half", "an hour or two" */
static size_t read_behind(const char *text, double unit, struct stated *out)
{
	struct quantity more = {0};
	size_t gap = quantity_blanks(text);
	size_t and = quantity_skip_word(text + gap, "and");
	size_t or = quantity_skip_word(text + gap, "or");
	size_t len = and > 0 ? quantity_read_part(text + gap + and, &more) : 0;

	if (len > 0) {
		add(out, more.number * unit, more.grain * unit);
		return gap + and+len;
	}
	len = or > 0 ? quantity_read_word(text + gap + or, &more) : 0;
	if (len == 0 || more.number * unit <= out->seconds)
		return 0;
	out->most = more.number * unit;
	return gap + or +len;
}

static size_t skip_between(const char *text)
{
	size_t len = quantity_blanks(text);

	len += text[len] == ',';
	len += quantity_blanks(text + len);
	return len + quantity_skip_word(text + len, "and");
}

/* "+", "or more", "or so" */
static size_t read_bound(const char *text, enum bound *bound)
{
	static const struct {
		const char *word;
		enum bound bound;
	} words[] = {{"more", BOUND_LEAST}, {"longer", BOUND_LEAST}, {"so", BOUND_ABOUT},
		{"less", BOUND_MOST}};
	size_t gap = quantity_blanks(text);
	size_t or = quantity_skip_word(text + gap, "or");

	if (*text == '+') {
		*bound = BOUND_LEAST;
		return 1;
	}
	for (size_t i = 0; or > 0 && i < LENGTH(words); i++) {
		size_t len = quantity_skip_word(text + gap + or, words[i].word);

		if (len > 0) {
			*bound = words[i].bound;
			return gap + or +len;
		}
	}
	return 0;
}

/* The parts after the first amount. */
static size_t read_more(const char *text, double unit, struct stated *out)
{
	size_t len = read_bare_minutes(text, unit, out);

	for (;;) {
		struct amount more;
		size_t gap = skip_between(text + len);
		size_t next = read_amount(text + len + gap, true, &more);

		if (next == 0 || more.unit >= unit)
			break;
		add(out, more.seconds, more.grain);
		unit = more.unit;
		len += gap + next;
	}
	return len;
}

size_t stated_read(const char *text, struct stated *out)
{
	struct amount amount;
	size_t len = read_amount(text, false, &amount);

	if (len == 0)
		return 0;
	*out = (struct stated){
		.seconds = amount.seconds,
		.most = amount.most,
		.grain = amount.grain,
		.bound = amount.quantity.bound,
		.is_clock = amount.quantity.is_clock,
		.is_article = amount.quantity.is_article,
	};
	size_t more = read_more(text + len, amount.unit, out);

	len += more > 0 ? more : read_behind(text + len, amount.unit, out);
	len += read_bound(text + len, &out->bound);
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\n' || text[len - 1] == '-'))
		len--;
	return len;
}

/* What follows the first letter of number words, and of an article before what may follow it. */
static const char *const beginnings[26][11] = {['o' - 'a'] = {"ne"},
	['t' - 'a'] = {"wo", "we", "hree", "hir", "en"},
	['f' - 'a'] = {"our", "ive", "if", "ort"},
	['s' - 'a'] = {"ix", "even"},
	['e' - 'a'] = {"igh", "lev"},
	['n' - 'a'] = {"in"},
	['h' - 'a'] = {"alf"},
	['q' - 'a'] = {"uarter"},
	['a' - 'a'] = {"n ", " h", " d", " m", " w", " q", " c", " f", " g", " s"}};

const char *const *stated_after(char letter)
{
	return beginnings[letter - 'a'];
}

/* Compares without case; a text's end counts as a blank. */
static bool goes_on(const char *text, const char *with)
{
	for (; *with != '\0'; text++, with++)
		if ((*text | 0x20) != *with)
			return false;
	return true;
}

bool stated_may_begin(const char *text)
{
	unsigned char first = (unsigned char)*text;

	if (first >= 0x80) /* "½", "⅓" and their like */
		return first == 0xc2 ? (unsigned char)text[1] >= 0xbc
				     : first == 0xe2 && (unsigned char)text[1] == 0x85;
	if (quantity_is_digit(*text))
		return true;
	if (!quantity_is_letter(*text) || text[1] == '\0')
		return false;
	for (const char *const *next = stated_after((char)(first | 0x20)); *next; next++)
		if (goes_on(text + 1, *next))
			return true;
	return false;
}
