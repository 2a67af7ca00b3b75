/* What one word of a name may be; see person_part.h. */
#include "person_part.h"

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

bool person_part_is_particle(const struct person_word *word)
{
	return IS_IN(word, particles);
}

bool person_part_is_small_word(const struct person_word *word)
{
	return IS_IN(word, small_words);
}

bool person_part_is_short_word(const struct person_word *word)
{
	return IS_IN(word, short_words);
}

/* "API" */
static bool is_acronym(const struct person_word *word)
{
	for (size_t i = 0; i < word->text.len; i++)
		if (word->text.data[i] < 'A' || word->text.data[i] > 'Z')
			return false;
	return word->text.len <= 4;
}

static bool is_written_as_name(const struct person *person)
{
	for (size_t i = 0; i < person->n; i++)
		if (!IS_IN(&person->words[i], particles) &&
			(!person_word_is_large(&person->words[i]) || is_acronym(&person->words[i])))
			return false;
	return true;
}

/* "ida.nyman", the words of which are hardly a thing's, unlike those of "red-panda" */
static bool is_first_and_last(const struct name_part *part)
{
	return part->is_handle && memchr(part->text.data, '.', part->text.len) != NULL;
}

/* Of one word that may be a team's as well. */
static enum person_part find_lone_part(const struct person_word *word, enum person_part part)
{
	return lone_name_is_likely(word) ? part : PART_NONE;
}

/* "kim" in "@kim", who is Kim elsewhere. */
static enum person_part find_handle_part(const struct person *person, const struct name_part *part)
{
	const struct person_word *word = &person->words[0];

	if (person->n > 1)
		return is_first_and_last(part) ? PART_ANY : PART_NONE;
	return IS_IN(word, small_words) || IS_IN(word, short_words) || names_is_word(word->text)
		       ? PART_NONE
		       : find_lone_part(word, PART_NAME);
}

static bool is_beside(const struct name_part *part)
{
	return part->is_aside || part->is_joined;
}

/* Parts of what is not clearly a person's name would be found everywhere. */
enum person_part person_part_find(const struct person *person, const struct name_part *part)
{
	enum { LETTERS_MOST = 5 };
	const struct person_word *word = &person->words[0];
	bool is_long = person->n == 1 && word->n > LETTERS_MOST;

	if (part->is_handle)
		return find_handle_part(person, part);
	if (person->n == 1 && is_beside(part))
		return is_written_as_name(person) ? find_lone_part(word, PART_NAME) : PART_NONE;
	if (person->is_author)
		return PART_ANY;
	if (!is_written_as_name(person))
		return is_long ? find_lone_part(word, PART_HANDLE) : PART_NONE;
	if (is_long)
		return find_lone_part(word, PART_NAME);
	return person->n > 1 || word->n > 1 ? PART_ANY : PART_NONE;
}
