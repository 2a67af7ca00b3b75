/*
 * A duration stated in words against the incident's own times: "The outage took 28
 * hours". A number with a unit proves nothing on its own ("a retry after 5 minutes"); the
 * words around it must show that it is about the complete incident.
 */
#include "internal.h"
#include "quantity.h"
#include "word_search.h"

#include <string.h>

#define WORDS_BEFORE 6

struct word {
	char text[WORD_MAX];
};

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
	{"almost", BOUND_ABOUT}, {"approx", BOUND_ABOUT}, {"circa", BOUND_ABOUT},
	{"ca", BOUND_ABOUT}, {"over", BOUND_LEAST},
	{"than", BOUND_LEAST}, /* "more than"; "less than" below */
	{"least", BOUND_LEAST}, {"under", BOUND_MOST}, {"to", BOUND_MOST}, /* "up to" */
};

static bool is_one_of(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (*word == *words[i] && strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* The words before an offset, the nearest first. */
static size_t words_before(const char *text, size_t at, struct word words[WORDS_BEFORE])
{
	size_t n = 0;

	while (n < WORDS_BEFORE) {
		while (at > 0 && !quantity_is_letter(text[at - 1]) && text[at - 1] != '.')
			at--;
		size_t end = at;

		while (at > 0 && quantity_is_letter(text[at - 1]))
			at--;
		if (at == end)
			break;
		(void)quantity_word(text + at, words[n++].text);
	}
	return n;
}

/* The end of the words before a duration: "~30 h", "ca. 30 h". */
static size_t before_sign(const char *text, size_t at, enum bound *bound)
{
	static const struct {
		const char *sign;
		enum bound bound;
	} signs[] = {{"~", BOUND_ABOUT}, {"\xe2\x89\x88", BOUND_ABOUT}, {"ca.", BOUND_ABOUT},
		{"approx.", BOUND_ABOUT}, {"c.", BOUND_ABOUT}, {">", BOUND_LEAST},
		{"<", BOUND_MOST}};
	size_t end = at;

	while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\n'))
		end--;
	for (size_t i = 0; i < LENGTH(signs); i++) {
		size_t len = strlen(signs[i].sign);

		if (end >= len && strncmp(text + end - len, signs[i].sign, len) == 0) {
			*bound = signs[i].bound;
			return end - len;
		}
	}
	return at;
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
	if (n > 1 && strcmp(words[0].text, "to") == 0 && strcmp(words[1].text, "close") == 0)
		return BOUND_ABOUT;
	for (size_t i = 0; n > 0 && i < LENGTH(bounds); i++)
		if (strcmp(words[0].text, bounds[i].text) == 0)
			return bounds[i].bound;
	return BOUND_EXACT;
}

/* "30-hour outage", "28 hours of total downtime" */
static bool is_subject_behind(const char *text, size_t end)
{
	static const char *const between[] = {
		"of", "long", "total", "full", "partial", "complete", "service", "the"};
	struct word word;

	for (size_t i = 0; i < 4; i++) {
		end += quantity_joint(text + end);
		end += quantity_word(text + end, word.text);
		if (!is_one_of(word.text, between, LENGTH(between)))
			return is_one_of(word.text, subjects, LENGTH(subjects));
	}
	return false;
}

/* "an hour after the deploy" says when, not how long. */
static bool is_moment_behind(const char *text, size_t end)
{
	static const char *const behind[] = {
		"after", "before", "later", "ago", "earlier", "into", "apart", "ahead"};
	struct word word;

	end += quantity_blanks(text + end);
	(void)quantity_word(text + end, word.text);
	return is_one_of(word.text, behind, LENGTH(behind));
}

/* "at 01:22 hours" is a time of day, "300 orders an hour" a rate. */
static bool is_no_duration(const struct rule_cursor *cursor, const struct stated *stated,
	const struct word *words, size_t n)
{
	static const char *const before_clocks[] = {
		"at", "by", "until", "till", "from", "since", "before", "after", "within", "every"};
	static const char *const before_articles[] = {"for", "only", "just", "of", "about",
		"around", "approximately", "roughly", "nearly", "almost", "over", "than", "least",
		"under", "to", "another"};

	if (is_moment_behind(cursor->text, stated->end) ||
		(n > 0 && is_one_of(words[0].text, before_clocks, LENGTH(before_clocks))))
		return true;
	if (stated->is_article && n == 0) /* "A day of work" is not a statement, "A day." is */
		return strchr(".,;", cursor->text[stated->end]) == NULL;
	return stated->is_article &&
	       !is_one_of(words[0].text, before_articles, LENGTH(before_articles)) &&
	       !is_one_of(words[0].text, verbs, LENGTH(verbs)) &&
	       !is_one_of(words[0].text, failures, LENGTH(failures));
}

/* Is it about the complete incident? A title and the answer to the question itself need less
 * proof. */
static bool is_about_incident(const struct rule_cursor *cursor, const struct stated *stated,
	const struct word *words, size_t n)
{
	if (is_subject_behind(cursor->text, stated->end))
		return true;
	if (has_any(words, n, subjects, LENGTH(subjects)) &&
		(has_any(words, n, verbs, LENGTH(verbs)) || strcmp(words[0].text, "of") == 0))
		return true;
	if (!field_has_role(cursor->field, ROLE_STATED_DURATION) &&
		!field_has_role(cursor->field, ROLE_TITLE))
		return false;
	if (n == 0)
		return field_has_role(cursor->field, ROLE_STATED_DURATION);
	return has_any(words, n, failures, LENGTH(failures));
}

static bool agrees(const struct stated *stated, double real)
{
	double room = real * (stated->bound == BOUND_ABOUT ? 0.1 : 0.05);

	if (room < stated->grain)
		room = stated->grain;
	return (stated->bound == BOUND_MOST || real > stated->seconds - room) &&
	       (stated->bound == BOUND_LEAST || real < stated->most + room);
}

/* Is the offset inside a word or number? Signs such as "≈" and a dash are not letters. */
static bool is_inside(const char *text, size_t at)
{
	size_t lead = at;

	if (at == 0 || (unsigned char)text[at - 1] < 0x80)
		return at > 0 && (is_word_byte(text[at - 1]) || text[at - 1] == '.');
	do
		lead--;
	while (lead > 0 && ((unsigned char)text[lead] & 0xc0) == 0x80);
	return (unsigned char)text[lead] != 0xe2 && strncmp(text + lead, "\xc2\xa0", 2) != 0;
}

/* Reads the duration at an offset; false if there is none that is about the incident. */
static bool read_stated(const struct rule_cursor *cursor, size_t at, struct stated *out)
{
	struct word words[WORDS_BEFORE];
	enum bound bound = BOUND_EXACT;
	size_t len = stated_read(cursor->text + at, out);

	if (len == 0)
		return false;
	size_t n = words_before(cursor->text, before_sign(cursor->text, at, &bound), words);

	out->start = at;
	out->end = at + len;
	if (bound == BOUND_EXACT)
		bound = bound_of(words, n);
	if (bound != BOUND_EXACT)
		out->bound = bound;
	return is_about_incident(cursor, out, words, n) && !is_no_duration(cursor, out, words, n);
}

static void report(struct check *check, const struct rule *rule, const struct rule_cursor *cursor,
	const struct stated *wrong, const struct span *span)
{
	struct str real = {0};

	span_format(span, &real);
	check_report_words(check, rule, rule->level, cursor, wrong->start, wrong->end,
		"%s is stated, but start to end is %s",
		check_quote(check, cursor->text + wrong->start, wrong->end - wrong->start),
		str_text(&real));
	str_release(&real);
}

/* Reports the first duration that contradicts the times, unless another one in the text agrees. */
static void check_text(struct check *check, const struct rule *rule,
	const struct word_places *places, const struct span *span)
{
	const struct rule_cursor *cursor = &places->cursor;
	struct stated wrong = {0};
	struct stated stated = {0};

	for (size_t i = 0; i < places->n; i++) {
		size_t at = places->items[i].start;

		if (at < stated.end || is_inside(cursor->text, at) ||
			!read_stated(cursor, at, &stated))
			continue;
		if (agrees(&stated, (double)span->seconds))
			return;
		if (wrong.end == 0)
			wrong = stated;
	}
	if (wrong.end > 0)
		report(check, rule, cursor, &wrong, span);
}

void run_stated_duration(struct check *check, const struct rule *rule)
{
	struct when start;
	struct when end;
	struct span span;

	if (!time_of_role(check, ROLE_START, &start) || !time_of_role(check, ROLE_END, &end))
		return;
	span_between(&span, &start, &end, &check->zone, check->now);
	if (span.kind != SPAN_EXACT || span.seconds == 0)
		return;
	for (struct word_places places = {0}; word_places_next(check, WORDS_DURATION, &places);)
		check_text(check, rule, &places, &span);
}
