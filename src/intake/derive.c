/*
 * Figures stated in prose: "The issue was first detected on 10/15/2023 at 8:30 AM."
 * answers the question and fills the time field that belongs to it. Only what is stated
 * exactly once and completely is used; the prose is left as it is.
 */
#include "internal.h"
#include "model/number.h"
#include "model/show.h"

#include <string.h>

#define MAX_WORDS 512 /* the part of an answer that is searched */
#define MAX_TIME_WORDS 9
#define ABBREVIATION_MAX 5 /* letters, as in AKST */

struct words {
	struct slice items[MAX_WORDS];
	size_t n;
	bool is_cut; /* there are more, so nothing can be said to occur only once */
};

static void split(struct slice text, struct words *words)
{
	text = slice_trim(text);
	*words = (struct words){0};
	for (size_t at = 0; at < text.len;) {
		size_t from;

		words->is_cut = words->n == MAX_WORDS;
		if (words->is_cut)
			return;

		while (at < text.len && ascii_is_space(text.data[at]))
			at++;
		for (from = at; at < text.len && !ascii_is_space(text.data[at]);)
			at++;
		if (at > from)
			words->items[words->n++] = (struct slice){text.data + from, at - from};
	}
}

/* Without surrounding punctuation: "8:30", "AM.", "(10/15/2023)" */
static struct slice bare(struct slice word)
{
	while (word.len > 0 && ascii_is_one_of(word.data[0], "(\"'"))
		word = slice_from(word, 1);
	while (word.len > 0 && ascii_is_one_of(word.data[word.len - 1], ".,;:!?)\"'"))
		word.len--;
	return word;
}

static bool is_linking(struct slice word)
{
	return slice_equal_fold(word, "at") || slice_equal_fold(word, "on");
}

/* A window of words as a user would type a time: without "at" and "on". */
static void join(const struct words *words, size_t from, size_t n, struct str *out)
{
	for (size_t i = from; i < from + n; i++) {
		struct slice word = bare(words->items[i]);

		if (is_linking(word) || word.len == 0)
			continue;
		if (out->len > 0)
			str_append_char(out, ' ');
		str_append(out, word.data, word.len);
	}
}

static bool has_digit(struct slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (ascii_is_digit(word.data[i]))
			return true;
	return false;
}

static bool looks_like_clock(struct slice word)
{
	const char *colon = memchr(word.data, ':', word.len);

	return colon && colon > word.data && ascii_is_digit(colon[-1]);
}

/* May a time begin or end with this word? "at", "the" and the end of a sentence may not. */
static bool may_border(struct slice word)
{
	word = bare(word);
	return word.len > 0 && word.len <= 32 && !is_linking(word);
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/*
 * "8:30 AM Central" names a zone at the end of a clause, but not before "database" or "Monitoring".
 */
static bool may_end(const struct words *words, size_t last)
{
	struct slice word = bare(words->items[last]);
	bool is_long = word.len > ABBREVIATION_MAX && !has_digit(word);
	bool is_clause_end = words->items[last].len > word.len || last + 1 == words->n;

	return !is_long || (is_capital(word.data[0]) &&
				   (is_clause_end || !is_capital(words->items[last + 1].data[0])));
}

/* Words of the longest complete time that begins at an index; 0 for none. */
static size_t match_time(const struct intake *intake, const struct form_field *field,
	const struct words *words, size_t from, struct when *when)
{
	size_t most = words->n - from < MAX_TIME_WORDS ? words->n - from : MAX_TIME_WORDS;
	struct str text = {0};
	size_t found = 0;

	if (!may_border(words->items[from]))
		return 0;
	for (size_t n = most; n > 0 && found == 0; n--) {
		if (!may_border(words->items[from + n - 1]) || !may_end(words, from + n - 1))
			continue;
		str_clear(&text);
		join(words, from, n, &text);
		if (has_digit(slice_of(&text)) &&
			intake_reads_as_time(intake, field, slice_of(&text), DAY_OWN, when) &&
			(when->kind == WHEN_INSTANT || when->kind == WHEN_DATE))
			found = n;
	}
	str_release(&text);
	return found;
}

/* Is there exactly one complete time, and no other clock time next to it? */
static bool find_time(const struct intake *intake, const struct form_field *field,
	struct slice prose, struct str *out)
{
	struct words words;
	struct when found = {0};
	size_t n = 0;
	bool is_clear = true;

	split(prose, &words);
	for (size_t i = 0; i < words.n;) {
		struct when when;
		size_t taken = match_time(intake, field, &words, i, &when);

		if (taken > 0) {
			found = when;
			n++;
		} else if (looks_like_clock(words.items[i])) {
			is_clear = false;
		}
		i += taken > 0 ? taken : 1;
	}
	/* A day does not answer a question for a moment. */
	if (n != 1 || !is_clear || words.is_cut ||
		(kind_info(field->kind)->is_moment && found.kind != WHEN_INSTANT))
		return false;
	when_format(&found, out);
	return true;
}

/* Is the number that a word begins with one of the field's kind, judging by what follows it? */
static bool is_of_kind(
	const struct form_field *field, struct slice prose, struct slice word, size_t len)
{
	if (!kind_info(field->kind)->is_share)
		return word.len == len;
	return number_percent_length(slice_from(prose, (size_t)(word.data - prose.data) + len)) > 0;
}

static bool find_figure(const struct form_field *field, struct slice prose, struct str *out)
{
	struct words words;
	struct str number = {0};
	size_t n = 0;

	split(prose, &words);
	for (size_t i = 0; i < words.n; i++) {
		struct slice word = bare(words.items[i]);
		size_t len;

		str_clear(&number);
		if (word.len == 0 || !ascii_is_digit(word.data[0]))
			continue;
		len = number_read(word, &number);
		if (is_of_kind(field, prose, word, len) && n++ == 0)
			str_append(out, str_text(&number), number.len);
	}
	str_release(&number);
	return n == 1 && !words.is_cut;
}

static bool find_value(const struct intake *intake, const struct form_field *field,
	struct slice prose, struct str *out)
{
	if (kind_info(field->kind)->is_time)
		return find_time(intake, field, prose, out);
	if (kind_info(field->kind)->is_figure)
		return find_figure(field, prose, out);
	return false;
}

static bool read_lone(const struct intake *intake, const struct form_field *field,
	struct slice text, struct str *stored)
{
	struct when when;

	if (kind_info(field->kind)->is_share)
		return number_read(text, stored) > 0;
	if (!kind_info(field->kind)->is_time ||
		!intake_reads_as_time(intake, field, text, DAY_OWN, &when))
		return false;
	when_format(&when, stored);
	return true;
}

/* Is the text just a value of the field, exactly as reports spell it? */
static bool is_lone_value(
	const struct intake *intake, const struct form_field *field, struct slice text)
{
	struct str stored = {0};
	struct str shown = {0};
	bool is_lone = answer_is_figure(text) && read_lone(intake, field, text, &stored);

	bool is_shown = false;

	for (enum time_style style = TIME_US; style <= TIME_ISO; style++) {
		str_clear(&shown);
		value_show_report(field, &stored, &intake->zone, style, &shown);
		is_shown = is_shown || str_equal(&shown, text.data, text.len);
	}
	is_lone = is_lone && is_shown;
	str_release(&stored);
	str_release(&shown);
	return is_lone;
}

unsigned intake_lone_answer(const struct intake *self, unsigned question, struct slice text)
{
	const struct form *form = self->document->form;

	text = slice_trim(text);
	for (unsigned i = 0; i < form->n_fields; i++)
		if (strcmp(form->fields[i].answers, form->fields[question].path) == 0 &&
			self->document->values[i].text.len == 0 &&
			is_lone_value(self, &form->fields[i], text))
			return i;
	return question;
}

bool intake_derive(struct intake *self, struct err *err)
{
	struct document *document = self->document;
	struct str value = {0};
	bool good = true;

	for (unsigned i = 0; good && i < document->form->n_fields; i++) {
		const struct form_field *field = &document->form->fields[i];
		unsigned question =
			field->answers[0] ? form_find(document->form, field->answers) : FORM_NONE;

		if (question == FORM_NONE || document->values[i].text.len > 0)
			continue;
		str_clear(&value);
		if (find_value(self, field, slice_of(&document->values[question].text), &value))
			good = intake_set(self, i, value.data, value.len, err);
	}
	str_release(&value);
	return good;
}
