/* Whether one word that owns or did something is a person, or a team, a system, a plain word. */
#ifndef AFTERWORD_CHECK_LONE_NAME_H
#define AFTERWORD_CHECK_LONE_NAME_H

#include "person_word.h"

/* Is it the name of something that does things in incidents, and is nobody? */
bool lone_name_is_thing(const struct person_word *word);

/* As far as the word itself tells. */
bool lone_name_is_likely(const struct person_word *word);

/* Is the word before an offset one that stands before things, not before people? */
bool lone_name_has_article(struct slice text, size_t at);

#endif
