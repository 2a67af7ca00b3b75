/* People in texts, by words without case and accents; see people.h. */
#include "people.h"

#include "lone_name.h"
#include "names.h"
#include "shapes.h"

#include <string.h>

/* Between a first name and a last name. */
static const char *const particles[] = {"van", "von", "der", "den", "de", "da", "di", "du", "del",
	"dos", "das", "la", "le", "el", "al", "bin", "ibn", "ter", "ten", "zu", "y", "und", "and"};

/* Names that are also words where they are in small letters, and short ones at all. */
static const char *const small_words[] = {"son", "man", "sun", "tan", "pan", "fox", "low", "bar",
	"wolf", "bell", "ball", "ford", "wells", "lamb", "pool", "rice", "rock", "sand", "sea",
	"ship", "lin", "han", "song", "yes", "sam", "ram", "tim", "lang", "fuchs", "koch", "klein",
	"gross", "kurz", "jung", "neu", "weiss", "schwarz", "braun", "sommer", "vogel", "richter",
	"kaiser", "bauer", "fischer", "hahn", "light", "wright", "may", "set", "bug"};
static const char *const short_words[] = {"an", "as", "at", "be", "by", "do", "go", "he", "if",
	"in", "is", "it", "me", "my", "no", "of", "on", "or", "so", "to", "up", "us", "we", "am",
	"er", "es", "ja", "wo", "um", "im", "ab", "ob"};

#define IS_IN(word, words) shape_is_in((word)->text, words, sizeof(words) / sizeof(words)[0])

/* ------------------------------------------------------------------- collecting */

/* "API" */
static bool is_acronym(const struct person_word *word)
{
	for (size_t i = 0; i < word->text.len; i++)
		if (word->text.data[i] < 'A' || word->text.data[i] > 'Z')
			return false;
	return word->text.len <= 4;
}

static bool is_thing(const struct person *person)
{
	for (size_t i = 0; i < person->n; i++)
		if (lone_name_is_thing(&person->words[i]) || names_is_title(person->words[i].text))
			return true;
	return false;
}

static bool is_written_as_name(const struct person *person)
{
	for (size_t i = 0; i < person->n; i++)
		if (!IS_IN(&person->words[i], particles) &&
			(!person_word_is_large(&person->words[i]) || is_acronym(&person->words[i])))
			return false;
	return true;
}

/* Parts of what is not clearly a person's name would be found everywhere. */
static enum person_part find_parts(const struct person *person)
{
	enum { LETTERS_MOST = 5 };
	const struct person_word *word = &person->words[0];
	bool is_long = person->n == 1 && word->n > LETTERS_MOST;

	if (person->is_author)
		return PART_ANY;
	if (!is_written_as_name(person))
		return is_long && lone_name_is_likely(word) ? PART_HANDLE : PART_NONE;
	if (is_long)
		return lone_name_is_likely(word) ? PART_NAME : PART_NONE;
	return person->n > 1 || word->n > 1 ? PART_ANY : PART_NONE;
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

static void add(struct people *self, struct slice name, bool is_author)
{
	struct person person = {.is_author = is_author};
	struct person_word word;

	for (size_t at = 0; person_word_read(name, at, &word); at = person_word_end(name, &word)) {
		if (person.n == PERSON_WORDS)
			return;
		person.words[person.n++] = word;
	}
	if (person.n == 0 || self->n == PEOPLE_MOST || names_is_group(name.data, name.len) ||
		is_thing(&person))
		return;
	person.part = find_parts(&person);
	if ((person.n == 1 && person.part == PART_NONE) || is_there(self, &person))
		return;
	self->items[self->n++] = person;
	note_beginnings(self, &person);
}

static void add_all(struct people *self, struct slice text, bool is_author)
{
	while (text.len > 0) {
		struct slice name = {text.data, names_part_length(text.data, text.len)};

		if (name.len > 0 && !memchr(name.data, '@', name.len))
			add(self, name, is_author);
		text = slice_from(text, name.len < text.len ? name.len + 1 : name.len);
	}
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
	       !IS_IN(part, small_words);
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
		       !IS_IN(word, short_words) && !IS_IN(word, particles);
	return !names_is_word(word->text) && !IS_IN(word, particles) &&
	       (person_word_is_large(word) || (person->n > 1 && !IS_IN(word, small_words)));
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
