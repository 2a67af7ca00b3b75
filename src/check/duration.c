/*
 * A duration told in words against the incident's own times: "The outage took 28
 * hours". A number with a unit alone proves nothing ("a retry after 5 minutes"); the
 * words around it must say that it is about the whole incident.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

#define WORD_MAX 16
#define WORDS_BEFORE 6

enum bound { BOUND_EXACT, BOUND_ABOUT, BOUND_LEAST, BOUND_MOST };

struct stated {
	size_t start;
	size_t end;
	double seconds;
	double unit; /* the smallest one named */
	enum bound bound;
};

struct word {
	char text[WORD_MAX]; /* lower case, cut */
};

struct named_number {
	const char *name;
	double number;
};

static const struct named_number numbers[] = {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4},
	{"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10},
	{"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
	{"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},
	{"thirty", 30}, {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"ninety", 90}};

static const struct named_number units[] = {{"minutes", 60}, {"minute", 60}, {"mins", 60},
	{"min", 60}, {"hours", 3600}, {"hour", 3600}, {"hrs", 3600}, {"hr", 3600}, {"h", 3600},
	{"days", 86400}, {"day", 86400}, {"d", 86400}, {"weeks", 604800}, {"week", 604800}};

static const char *const subjects[] = {
	"outage", "incident", "downtime", "disruption", "interruption", "degradation"};
static const char *const verbs[] = {"lasted", "lasting", "took", "continued"};
static const char *const failures[] = {"failed", "failing", "down", "out", "unavailable", "unable",
	"offline", "unreachable", "broken", "slow", "degraded", "interrupted", "affected",
	"impossible"};

static const struct {
	const char *text;
	enum bound bound;
} bounds[] = {
	{"about", BOUND_ABOUT}, {"around", BOUND_ABOUT}, {"approximately", BOUND_ABOUT},
	{"roughly", BOUND_ABOUT}, {"some", BOUND_ABOUT}, {"nearly", BOUND_ABOUT},
	{"almost", BOUND_ABOUT}, {"over", BOUND_LEAST},
	{"than", BOUND_LEAST}, /* "more than"; "less than" below */
	{"least", BOUND_LEAST}, {"under", BOUND_MOST}, {"to", BOUND_MOST}, /* "up to" */
};

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

static double look_up(const struct named_number *table, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(table[i].name, word) == 0)
			return table[i].number;
	return 0;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Reads a word of letters; returns its length in the text. */
static size_t read_word(const char *text, struct word *out)
{
	size_t len = 0;

	for (; is_letter(text[len]); len++)
		if (len < WORD_MAX - 1)
			out->text[len] = (char)(text[len] | 0x20);
	out->text[len < WORD_MAX ? len : WORD_MAX - 1] = '\0';
	return len;
}

/* Could a unit, or the second half of "twenty-four", stand behind a word of this length? Most words
 * are told apart here at the cost of a look. */
static bool may_be_number(const char *text, size_t len)
{
	size_t behind = len + strspn(text + len, " \n-");

	return len >= 3 && len <= 9 && behind > len &&
	       (text[len] == '-' || strchr("mhdw", text[behind] | 0x20) != NULL);
}

/* "28", "1.5", "thirty", "twenty-four" */
static size_t read_number(const char *text, double *number)
{
	struct word word;
	size_t digits = strspn(text, "0123456789");

	if (digits > 0) {
		char *end;

		if (digits > 6)
			return 0;
		*number = strtod(text, &end);
		return (size_t)(end - text);
	}
	size_t len = read_word(text, &word);

	*number = may_be_number(text, len) ? look_up(numbers, LENGTH(numbers), word.text) : 0;
	if (*number == 0)
		return 0;
	if (*number >= 20 && text[len] == '-') {
		size_t more = read_word(text + len + 1, &word);
		double ones = look_up(numbers, LENGTH(numbers), word.text);

		if (more > 0 && ones > 0 && ones < 10) {
			*number += ones;
			len += 1 + more;
		}
	}
	return len;
}

/* "28 hours", "30-hour"; 0 when it is none. */
static size_t read_amount(const char *text, struct stated *out)
{
	struct word word;
	double number;
	size_t len = read_number(text, &number);

	if (len == 0)
		return 0;
	len += strspn(text + len, " \n-");
	size_t unit_len = read_word(text + len, &word);
	double unit = unit_len > 0 ? look_up(units, LENGTH(units), word.text) : 0;

	if (unit == 0)
		return 0;
	out->seconds += number * unit;
	out->unit = unit;
	return len + unit_len;
}

static size_t skip_joint(const char *text)
{
	size_t len = strspn(text, " ,\n");

	if (strncmp(text + len, "and ", 4) == 0)
		len += 4;
	return len;
}

/* "1 hour and 30 minutes" */
static bool read_stated(const char *text, size_t at, struct stated *out)
{
	*out = (struct stated){.start = at};
	size_t len = read_amount(text + at, out);

	if (len == 0)
		return false;
	for (;;) {
		struct stated more = {0};
		size_t joint = skip_joint(text + at + len);
		size_t next = read_amount(text + at + len + joint, &more);

		if (next == 0 || more.unit >= out->unit)
			break;
		out->seconds += more.seconds;
		out->unit = more.unit;
		len += joint + next;
	}
	out->end = at + len;
	return true;
}

/* The words before a place, the nearest first. */
static size_t words_before(const char *text, size_t at, struct word words[WORDS_BEFORE])
{
	size_t n = 0;

	while (n < WORDS_BEFORE) {
		while (at > 0 && !is_letter(text[at - 1]) && text[at - 1] != '.')
			at--;
		size_t end = at;

		while (at > 0 && is_letter(text[at - 1]))
			at--;
		if (at == end)
			break;
		(void)read_word(text + at, &words[n++]);
	}
	return n;
}

static bool has_any(const struct word *words, size_t n, const char *const *wanted, size_t n_wanted)
{
	for (size_t i = 0; i < n; i++)
		if (is_one_of(words[i].text, wanted, n_wanted))
			return true;
	return false;
}

static enum bound bound_of(const struct word *words, size_t n)
{
	if (n > 1 && strcmp(words[0].text, "than") == 0 &&
		(strcmp(words[1].text, "less") == 0 || strcmp(words[1].text, "fewer") == 0))
		return BOUND_MOST;
	for (size_t i = 0; n > 0 && i < LENGTH(bounds); i++)
		if (strcmp(words[0].text, bounds[i].text) == 0)
			return bounds[i].bound;
	return BOUND_EXACT;
}

/* "30-hour outage", "28 hours of downtime" */
static bool is_subject_behind(const char *text, size_t end)
{
	struct word word;

	end += strspn(text + end, " ");
	size_t len = read_word(text + end, &word);

	if (strcmp(word.text, "of") == 0) {
		end += len + 1;
		(void)read_word(text + end, &word);
	}
	return is_one_of(word.text, subjects, LENGTH(subjects));
}

/* Is the whole incident meant? A title and the answer to the question itself need less. */
static bool is_about_incident(
	const struct spot *spot, const struct stated *stated, const struct word *words, size_t n)
{
	if (is_subject_behind(spot->text, stated->end))
		return true;
	if (has_any(words, n, subjects, LENGTH(subjects)) &&
		(has_any(words, n, verbs, LENGTH(verbs)) || strcmp(words[0].text, "of") == 0))
		return true;
	if (spot->field->role != ROLE_STATED_DURATION && spot->field->role != ROLE_TITLE)
		return false;
	if (n == 0)
		return spot->field->role == ROLE_STATED_DURATION;
	return has_any(words, n, failures, LENGTH(failures));
}

static bool agrees(const struct stated *stated, double real)
{
	double room = real * (stated->bound == BOUND_ABOUT ? 0.1 : 0.05);

	if (room < stated->unit)
		room = stated->unit;
	if (stated->bound == BOUND_LEAST)
		return real > stated->seconds - room;
	if (stated->bound == BOUND_MOST)
		return real < stated->seconds + room;
	return real > stated->seconds - room && real < stated->seconds + room;
}

#define ANY ""

/* The second and third letters of the numbers' names, by the first; a digit is followed by
 * anything. */
static const char *const beginnings[256] = {['o'] = "ne",
	['t'] = "wowehrhien",
	['f'] = "ouivifor",
	['s'] = "ixev",
	['e'] = "igle",
	['n'] = "in",
	['0'] = ANY,
	['1'] = ANY,
	['2'] = ANY,
	['3'] = ANY,
	['4'] = ANY,
	['5'] = ANY,
	['6'] = ANY,
	['7'] = ANY,
	['8'] = ANY,
	['9'] = ANY};

static bool goes_on(const char *text, const char *pairs)
{
	for (; *pairs != '\0'; pairs += 2)
		if ((text[0] | 0x20) == pairs[0] && (text[1] | 0x20) == pairs[1])
			return true;
	return false;
}

/* Which bytes are no place to begin behind: a table, because it is asked for each byte of a text.
 */
struct insides {
	bool is_inside[256];
};

static void insides_init(struct insides *self)
{
	for (unsigned byte = 0; byte < 256; byte++)
		self->is_inside[byte] = is_word_byte((char)byte) || byte == '.';
}

/* The next place on or behind at where a number may begin, len when there is none. */
static size_t find_beginning(const struct insides *insides, const char *text, size_t len, size_t at)
{
	bool was_inside = at > 0 && insides->is_inside[(unsigned char)text[at - 1]];

	for (; at < len; at++) {
		unsigned char byte = (unsigned char)text[at];

		if (!was_inside) {
			const char *pairs = beginnings[byte | 0x20];

			if (pairs && (*pairs == '\0' || goes_on(text + at + 1, pairs)))
				return at;
		}
		was_inside = insides->is_inside[byte];
	}
	return len;
}

/* Reports the first duration that contradicts, unless another one in the text agrees. */
static void check_text(struct check *check, const struct rule *rule, const struct spot *spot,
	const struct span *span, const struct insides *insides)
{
	struct stated wrong = {0};
	struct str real = {0};

	for (size_t at = find_beginning(insides, spot->text, spot->len, 0); at < spot->len;
		at = find_beginning(insides, spot->text, spot->len, at + 1)) {
		struct stated stated;
		struct word words[WORDS_BEFORE];

		if (!read_stated(spot->text, at, &stated))
			continue;
		size_t n = words_before(spot->text, at, words);

		at = stated.end - 1;
		stated.bound = bound_of(words, n);
		if (!is_about_incident(spot, &stated, words, n))
			continue;
		if (agrees(&stated, (double)span->seconds))
			return;
		if (wrong.end == 0)
			wrong = stated;
	}
	if (wrong.end == 0)
		return;
	span_format(span, &real);
	check_report_words(check, rule, rule->level, spot, wrong.start, wrong.end,
		"%s is stated, but start to end is %s",
		check_quote(check, spot->text + wrong.start, wrong.end - wrong.start),
		str_text(&real));
	str_release(&real);
}

void run_stated_duration(struct check *check, const struct rule *rule)
{
	static const unsigned kinds = KIND_BIT(KIND_LINE) | KIND_BIT(KIND_TEXT);
	struct when start;
	struct when end;
	struct span span;
	struct insides insides;

	if (!time_of_role(check, ROLE_START, &start) || !time_of_role(check, ROLE_END, &end))
		return;
	span_between(&span, &start, &end, &check->zone, check->now);
	if (span.kind != SPAN_EXACT || span.seconds == 0)
		return;
	insides_init(&insides);
	for (struct spot spot = {0}; spot_next(check, &spot, kinds);)
		check_text(check, rule, &spot, &span, &insides);
}
