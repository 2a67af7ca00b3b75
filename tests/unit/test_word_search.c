/*
 * The one look at each text finds what looking for each word at each byte would find. Random texts
 * are made of words that are asked for, of parts of them, and of signs that join and part words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "../../src/check/stated.h"
#include "../../src/check/word_table.h"

#include "sources.h"

#include <stdlib.h>
#include <string.h>

#ifndef ROUNDS /* set a higher number, and another seed, to look for trouble */
#define ROUNDS 4000
#define SEED 13
#endif

static const char form_source[] =
	"form: one\ntitle: One\npages:\n  - key: all\n    title: All\n    fields:\n"
	"      - {key: cause, path: cause, kind: text, lint: [blame, vague]}\n";

static const char *const parts[] = {" ", " ", " ", "\n", ".", "'", "\xe2\x80\x99", "\xe2\x80\xa6",
	"\xe2\x80\x99s fault", "\xe2\x80\x94", "\xc2\xa0", "\xc2\xbd", "\xe2\x85\x93", "\xc3\xa9",
	"-", "...", "\n- ...\n", "\n\xe2\x80\xa6\n", "?", "??", "???", "<fill", "[fill", " in>",
	"in]", "Tom", "s fault", "a ", "an ", "A day", "hour", "one", "twenty", "30", "1", "half",
	"shouldn", "should", " have", "SHOULD", "HAVE", "t", "ve", "x", "xx", "TODO", "less", "\t"};

struct searched {
	struct check_memory memory;
	struct check check;
	struct word_table table;
	struct str *text; /* of the document's only field */
};

static void make_text(uint64_t *random, const struct word_table *table, struct str *out)
{
	str_clear(out);
	for (size_t n = 1 + random_below(random, 12); n > 0; n--) {
		size_t i = random_below(random, LENGTH(parts) + table->n_phrases);

		if (i < LENGTH(parts)) {
			str_append_text(out, parts[i]);
			continue;
		}
		const char *phrase = table->phrases[i - LENGTH(parts) + 1].text;

		str_append(out, phrase, strcspn(phrase, "*"));
	}
}

/* The length of the first phrase of the list that is at an offset. The last one is added first. */
static size_t match_at(const struct searched *self, enum word_kind kind, size_t at)
{
	const char *text = str_text(self->text);

	if (at > 0 && is_ascii_word(text[at]) && is_word_byte(text[at - 1]))
		return 0;
	for (unsigned i = self->table.n_phrases; i > 0; i--) {
		const struct phrase *phrase = &self->table.phrases[i];
		size_t len = phrase->kind == kind
				     ? phrase_match(text + at, self->text->len - at, phrase->text)
				     : 0;

		if (len > 0)
			return len;
	}
	return 0;
}

static size_t dots_at(const struct searched *self, size_t at)
{
	const char *text = str_text(self->text);
	size_t line = at;
	size_t len = strcspn(text + at, "\n");
	size_t dots = strspn(text + at, ".");

	while (line > 0 && text[line - 1] != '\n')
		line--;
	return line + strspn(text + line, " \t-") == at &&
			       ((dots == len && len >= 3) ||
				       (len == 3 && memcmp(text + at, "\xe2\x80\xa6", 3) == 0))
		       ? len
		       : 0;
}

/* Where a duration may begin that is not inside a word; none has one byte only. */
static bool may_be_duration(const struct searched *self, size_t at)
{
	const char *text = str_text(self->text);

	return at + 1 < self->text->len && stated_may_begin(text + at) &&
	       !(at > 0 && is_ascii_word(text[at]) && is_ascii_word(text[at - 1]));
}

static void check_kind(struct searched *self, enum word_kind kind)
{
	struct word_places places = {0};
	size_t n = 0;
	bool has_any = word_places_next(&self->check, kind, &places);

	for (size_t at = 0; at < self->text->len;) {
		size_t len = kind == WORDS_DOTS       ? dots_at(self, at)
			     : kind == WORDS_DURATION ? 0
						      : match_at(self, kind, at);
		bool is_there = len > 0 || (kind == WORDS_DURATION && may_be_duration(self, at));

		if (is_there && (!has_any || n == places.n || places.items[n].start != at ||
					places.items[n].end != at + len))
			fail_msg("kind %d at %zu is not found in: %s", (int)kind, at,
				str_text(self->text));
		n += is_there;
		at += len > 0 ? len : 1;
	}
	if (has_any && n != places.n)
		fail_msg("kind %d: more than there is in: %s", (int)kind, str_text(self->text));
	assert_false(has_any && word_places_next(&self->check, kind, &places));
}

static void check_texts(struct searched *self)
{
	uint64_t random = SEED;
	struct str text = {0};

	for (int i = 0; i < ROUNDS; i++) {
		make_text(&random, &self->table, &text);
		*self->text = text;
		for (unsigned kind = 0; kind < N_WORD_KINDS; kind++)
			check_kind(self, (enum word_kind)kind);
		word_search_free(self->memory.words);
		self->memory.words = NULL;
	}
	str_release(&text);
}

static void test_random(void **state)
{
	struct searched self = {0};
	struct err err = {0};
	struct form *form = form_parse(form_source, strlen(form_source), "one", &err);
	struct document document;
	struct str source = {0};
	(void)state;

	str_append_text(&source, "afterword: 1\nform: one\ncause: x\n");
	if (!form || !document_parse(&document, form, &source, &err))
		fail_msg("%s", err.message);
	word_table_init(&self.table);
	self.check.document = &document;
	self.check.memory = &self.memory;
	self.text = &document.values[form_find(form, "cause")].text;
	const struct str own = *self.text;

	check_texts(&self);
	*self.text = own;
	document_release(&document);
	str_release(&source);
	form_free(form);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
