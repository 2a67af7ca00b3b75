/*
 * Every word that was put into a document while several wrote it: who wrote it, and where
 * it was found in the end. A word is "tk" and six digits, the same in any style of YAML,
 * in a journal and between the lines of a conflict.
 */
#ifndef TESTS_TWO_LEDGER_H
#define TESTS_TWO_LEDGER_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { WORD_SIZE = 9 /* with NUL */ };

/* Where a word is, the best first. */
enum where {
	IN_FILE,
	IN_CONFLICT, /* in the file, between marker lines */
	IN_BESIDE,   /* in another file in the folder, which the user is told about */
	IN_HISTORY,  /* in a version that git keeps */
	IN_JOURNAL,
	OVERWRITTEN, /* by a writer, as far as that could be observed */
	IN_GAP,      /* by us, in the remaining gap where names cannot be swapped */
	NOWHERE,
	N_WHERES,
};

extern const char *const where_names[N_WHERES];

struct word {
	const char *by;
	bool is_foreign; /* not typed into one of our editors */
	bool is_review;
	enum where where;
	unsigned times; /* in the file, outside of conflicts */
};

struct ledger {
	struct word *items;
	size_t n;
	size_t cap;
};

void ledger_release(struct ledger *self);
/* A new word. */
void ledger_add(struct ledger *self, const char *by, bool is_foreign, char word[WORD_SIZE]);
/* It was not accepted: the last word is withdrawn. */
void ledger_drop(struct ledger *self);
/* Records all words of a text as being there, unless a better place is known. */
void ledger_look(struct ledger *self, enum where where, const struct str *text);
/* The same for the file, where conflicts are distinguished from the rest. */
void ledger_look_file(struct ledger *self, const struct str *text);
/* The files of a folder whose names do not begin with a dot: the document, and the others. */
void ledger_look_folder(struct ledger *self, const char *folder, const char *document);
/* Appends the words that are in old but not in new, which replaced it. */
void words_overwritten(const struct str *old, const struct str *new, struct str *out);
/* Those words may no longer exist anywhere. */
void ledger_excuse(struct ledger *self, enum where how, const struct str *words);
/* A writer wrote to a file that had been replaced: its words may be lost. */
void ledger_displace(struct ledger *self, const struct str *text, const char *by);
/* The words of a text, in order, in one line. */
void ledger_words(const struct str *text, struct str *out);

#endif
