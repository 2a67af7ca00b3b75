/* People in texts, by words without case and accents; see people.h. */
#include "people.h"

#include "lone_name.h"
#include "name_parts.h"
#include "names.h"

#include <string.h>

/* ------------------------------------------------------------------- collecting */

static bool is_thing(const struct person *person)
{
	for (size_t i = 0; i < person->n; i++)
		if (lone_name_is_thing(&person->words[i]) || names_is_title(person->words[i].text))
			return true;
	return false;
}

static bool is_there(const struct people *self, const struct person *person)
{
	for (size_t i = 0; i < self->n; i++) {
		const struct person *other = &self->items[i];
		size_t same = 0;

		while (same < person->n && same < other->n &&
			person_word_is_same(&person->words[same], &other->words[same]))
			same++;
		if (same == person->n && same == other->n && other->is_author >= person->is_author)
			return true;
	}
	return false;
}

static size_t beginning(uint32_t first, uint32_t second)
{
	return (first * 61 + second) % PEOPLE_BEGINNINGS;
}

/* By first letters most words are nobody. */
static void note_beginnings(struct people *self, const struct person *person)
{
	uint32_t first = person->words[0].codes[0];
	uint32_t last = person->words[person->n - 1].codes[0];

	for (size_t i = 0; i < person->n; i++) {
		const struct person_word *word = &person->words[i];

		self->begins[beginning(word->codes[0], 0)] = true;
		self->begins[beginning(word->codes[0], word->n > 1 ? word->codes[1] : 0)] = true;
	}
	self->begins[beginning(first, last)] = self->begins[beginning(last, first)] = true;
}

static bool may_begin(const struct people *self, const struct person_word *word)
{
	return self->begins[beginning(word->codes[0], word->n > 1 ? word->codes[1] : 0)];
}

static void read_words(struct person *person, struct slice name)
{
	struct person_word word;

	for (size_t at = 0; person_word_read(name, at, &word); at = person_word_end(name, &word)) {
		if (person->n < PERSON_WORDS)
			person->words[person->n] = word;
		person->n++;
	}
}

/* "Trust and Safety", "Roads and Bridges team": is one of what is joined a team's or a thing's? */
static bool is_of_team(const struct name_part *part)
{
	struct person_word word;

	if (!part->is_joined)
		return false;
	for (size_t at = 0; person_word_read(part->whole, at, &word);
		at = person_word_end(part->whole, &word))
		if (lone_name_is_thing(&word))
			return true;
	return names_is_group(part->whole.data, part->whole.len);
}

static void add(struct people *self, const struct name_part *part, bool is_author)
{
	struct person person = {.is_author = is_author};

	read_words(&person, part->text);
	if (person.n == 0 || person.n > PERSON_WORDS || self->n == PEOPLE_MOST ||
		names_is_group(part->text.data, part->text.len) || is_thing(&person) ||
		(person.n == 1 && is_of_team(part)))
		return;
	person.part = person_part_find(&person, part);
	if ((person.n == 1 && person.part == PART_NONE) || is_there(self, &person))
		return;
	self->items[self->n++] = person;
	note_beginnings(self, &person);
}

static void add_all(struct people *self, struct slice text, bool is_author)
{
	struct name_parts parts = {.rest = text};

	for (struct name_part part; name_parts_next(&parts, &part);)
		add(self, &part, is_author);
}

static bool may_name(const struct kind_info *kind)
{
	return kind->is_name || (kind->is_words && !kind->is_prose);
}

/* Is a word a part of a longer one, such as an address or a handle? */
static bool is_in_longer(struct slice text, const struct person_word *word)
{
	size_t start = (size_t)(word->text.data - text.data);
	struct slice rest = slice_from(text, person_word_end(text, word));

	return (start > 0 && ascii_is_one_of(text.data[start - 1], "@._-/")) ||
	       (rest.len > 0 && ascii_is_one_of(rest.data[0], "@_-/")) ||
	       (rest.len > 1 && rest.data[0] == '.' && ascii_is_letter(rest.data[1]));
}

/* A word that the document has in small letters is no name: "Voucher", "a voucher". */
static void drop_words(struct people *self, struct slice text)
{
	struct person_word word;

	for (size_t at = 0; person_word_read(text, at, &word); at = person_word_end(text, &word)) {
		if (person_word_is_large(&word) || !may_begin(self, &word) ||
			is_in_longer(text, &word))
			continue;
		for (size_t i = 0; i < self->n; i++)
			if (self->items[i].part == PART_NAME &&
				person_word_is_same(&word, &self->items[i].words[0]))
				self->items[i].part = PART_NONE;
	}
}

void people_init(struct people *self, const struct check *check)
{
	for (struct rule_cursor cursor = {0};
		self->n < PEOPLE_MOST && rule_cursor_next(check, &cursor, may_name);) {
		bool is_author = field_has_role(cursor.field, ROLE_AUTHORS);

		if (is_author || names_is_of_person(cursor.field))
			add_all(self, (struct slice){cursor.text, cursor.len}, is_author);
	}
	for (struct rule_cursor cursor = {0}; rule_cursor_next(check, &cursor, kind_is_words);)
		if (!names_is_of_person(cursor.field))
			drop_words(self, (struct slice){cursor.text, cursor.len});
}

/* ---------------------------------------------------------------------- finding */

/* How a person may be written from a word on. */
struct search {
	struct slice text;
	struct person_word word;
	size_t start;
	bool is_handle; /* follows "@" */
};

/* Between the words of a name: "Anna Schmidt", "schmidt, anna", "anna.schmidt", "A. Schmidt" */
static bool may_separate(struct slice between, bool is_after_initial)
{
	static const char *const all[] = {" ", "\t", "\n", ".", "_", "-", ", ", "\xc2\xa0"};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (slice_equal(between, all[i]))
			return true;
	return is_after_initial && slice_equal(between, ". ");
}

static bool read_next(
	const struct search *self, const struct person_word *word, struct person_word *next)
{
	size_t end = person_word_end(self->text, word);
	struct slice between = {self->text.data + end, 0};

	if (!person_word_read(self->text, end, next))
		return false;
	between.len = (size_t)(next->text.data - between.data);
	return between.len == 0 ? person_word_is_asian(next) : may_separate(between, word->n == 1);
}

/* All words in order, beginning with one of them and going round; 0: they are not there. */
static size_t match_whole(const struct search *self, const struct person *person, size_t first)
{
	struct person_word word = self->word;
	struct person_word next;

	for (size_t i = 0; i < person->n; i++) {
		if (i > 0 && !read_next(self, &word, &next))
			return 0;
		word = i > 0 ? next : word;
		if (!person_word_is_same(&word, &person->words[(first + i) % person->n]))
			return 0;
	}
	return person_word_end(self->text, &word);
}

/* "B. Li", "b.li", not "b li" */
static size_t match_initial(const struct search *self, const struct person *person)
{
	size_t end = person_word_end(self->text, &self->word);
	struct person_word last;

	return self->word.n == 1 && self->word.codes[0] == person->words[0].codes[0] &&
			       end < self->text.len &&
			       ascii_is_one_of(self->text.data[end], "._-") &&
			       read_next(self, &self->word, &last) &&
			       person_word_is_same(&last, &person->words[person->n - 1])
		       ? person_word_end(self->text, &last)
		       : 0;
}

/* Is a word these two, of which the first may be cut to its first letters? */
static bool is_joined(const struct person_word *word, const struct person_word *a, size_t n_a,
	const struct person_word *b, size_t n_b)
{
	return word->n == n_a + n_b && word->n <= PERSON_LETTERS &&
	       memcmp(word->codes, a->codes, n_a * sizeof *a->codes) == 0 &&
	       memcmp(word->codes + n_a, b->codes, n_b * sizeof *b->codes) == 0;
}

/* "@bli", "annaschmidt"; short ones are words without their sign. */
static bool is_handle(const struct search *self, const struct person *person)
{
	enum { LETTERS_LEAST = 3, ALONE_LEAST = 6 };
	const struct person_word *word = &self->word;
	const struct person_word *a = &person->words[0];
	const struct person_word *b = &person->words[person->n - 1];

	if (person->n < 2 || word->n < (self->is_handle ? LETTERS_LEAST : ALONE_LEAST))
		return false;
	return is_joined(word, a, a->n, b, b->n) || is_joined(word, b, b->n, a, a->n) ||
	       is_joined(word, a, 1, b, b->n) ||
	       (self->is_handle &&
		       (is_joined(word, a, a->n, b, 1) || is_joined(word, b, b->n, a, 1)));
}

/* "Annas Rechner"; of short names this is often another name or word: "Hans", "News". */
static bool is_genitive(const struct person_word *word, const struct person_word *part)
{
	enum { LETTERS_LEAST = 4 };
	struct person_word shorter = *word;

	shorter.n--;
	return part->n >= LETTERS_LEAST && word->n == part->n + 1 && word->n <= PERSON_LETTERS &&
	       word->text.data[word->text.len - 1] == 's' && person_word_is_same(&shorter, part) &&
	       person_word_is_large(word) && !names_is_word(part->text) &&
	       !person_part_is_small_word(part);
}

/* An author of one long word: "maximiliane". */
static bool is_known_small(const struct search *self, const struct person *person)
{
	enum { LETTERS_LEAST = 5 };

	return person->is_author && person->words[0].n >= LETTERS_LEAST &&
	       lone_name_is_likely(&person->words[0]) &&
	       !lone_name_has_article(self->text, self->start);
}

static bool is_part(const struct search *self, const struct person *person, size_t i)
{
	enum { LETTERS_LEAST = 3 };
	const struct person_word *word = &self->word;
	const struct person_word *part = &person->words[i];

	if (person_word_is_asian(word) || word->n < 2 ||
		(!person_word_is_same(word, part) && !is_genitive(word, part)))
		return false;
	if (self->is_handle)
		return true;
	if (person->part != PART_ANY)
		return person->part == PART_NAME && person_word_is_large(word) &&
		       !lone_name_has_article(self->text, self->start);
	if (word->n < LETTERS_LEAST)
		return person_word_is_large(part) && word->text.len == part->text.len &&
		       memcmp(word->text.data, part->text.data, word->text.len) == 0 &&
		       !person_part_is_short_word(word) && !person_part_is_particle(word);
	if (names_is_word(word->text) || person_part_is_particle(word))
		return false;
	return person_word_is_large(word) ||
	       (!person_part_is_small_word(word) &&
		       (person->n > 1 || is_known_small(self, person)));
}

static size_t match(const struct search *self, const struct person *person)
{
	size_t longest = 0;

	for (size_t first = 0; first < person->n && person->n > 1; first++) {
		size_t end = match_whole(self, person, first);

		longest = end > longest ? end : longest;
	}
	if (longest == 0 && person->n > 1)
		longest = match_initial(self, person);
	if (longest == 0 && is_handle(self, person))
		longest = person_word_end(self->text, &self->word);
	for (size_t i = 0; i < person->n && longest == 0 && person->part != PART_NONE; i++)
		if (is_part(self, person, i))
			longest = person_word_end(self->text, &self->word);
	return longest;
}

bool people_find(
	const struct people *self, struct slice text, size_t at, struct person_match *found)
{
	struct search search = {.text = text};

	for (; self->n > 0 && person_word_read(text, at, &search.word);
		at = person_word_end(text, &search.word)) {
		search.start = (size_t)(search.word.text.data - text.data);
		search.is_handle = search.start > 0 && text.data[search.start - 1] == '@';
		*found = (struct person_match){.start = search.start};
		for (size_t i = 0; i < self->n && may_begin(self, &search.word); i++) {
			size_t end = match(&search, &self->items[i]);

			if (end > found->end || (end == found->end && self->items[i].is_author))
				*found = (struct person_match){
					search.start, end, self->items[i].is_author};
		}
		if (found->end > 0)
			return true;
	}
	return false;
}
