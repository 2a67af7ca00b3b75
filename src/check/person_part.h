/* Whether a single word of somebody's name is that person, too, and which words are not. */
#ifndef AFTERWORD_CHECK_PERSON_PART_H
#define AFTERWORD_CHECK_PERSON_PART_H

#include "name_parts.h"
#include "person_word.h"

enum { PERSON_WORDS = 5 };

/* When one word of a name is this person, too. */
enum person_part {
	PART_NONE,
	PART_HANDLE, /* behind "@" only */
	PART_NAME,   /* with a capital and without an article: it could be a team's */
	PART_ANY,
};

struct person {
	struct person_word words[PERSON_WORDS];
	size_t n;
	enum person_part part;
	bool is_author;
};

/* Of a person with words, from the part of a text that has them. */
enum person_part person_part_find(const struct person *person, const struct name_part *part);

/* Is it between a first name and a last name, as "van" is? */
bool person_part_is_particle(const struct person_word *word);

/* Is a name also a word where it is in small letters? */
bool person_part_is_small_word(const struct person_word *word);

/* Is a name of two letters also a word? */
bool person_part_is_short_word(const struct person_word *word);

#endif
