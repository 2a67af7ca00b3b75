/* The names of those who say something in a chat. */
#ifndef AFTERWORD_LOG_CHAT_NAME_H
#define AFTERWORD_LOG_CHAT_NAME_H

#include "scan.h"

/* "Rui Silva", "rui.silva": is it short, with a capital at each word, or one word? */
bool name_is_likely(struct slice text);
/* Where its place says that it is a name: is it short, and no sentence? */
bool name_is_possible(struct slice text);
/* "Everyone welcome carl!", as Discord has it in the place of a name. */
bool name_is_sentence(struct slice text);

/* Without what programs write behind a name: "APP", "(Guest)", ":palm_tree:". */
struct slice name_without_marks(struct slice name);
/* Skips such a word at the beginning of what follows a name. */
bool scan_name_mark(struct scan *self);

#endif
