/*
 * Every word that was put into a document while several wrote it: who put it there, and
 * where it was found in the end. A word is "tk" and six digits, the same in any style of
 * YAML, in a journal and between the lines of a conflict.
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
	IN_BESIDE,   /* in a file beside it that the user is told of */
	IN_HISTORY,  /* in a version that git keeps */
	IN_JOURNAL,
	OVERWRITTEN, /* by a writer, as far as that could be seen */
	IN_GAP,      /* by us, in the gap that is left where names cannot be swapped */
	NOWHERE,
	N_WHERES,
};

extern const char *const where_names[N_WHERES];

struct word {
	const char *by;
	bool is_foreign; /* not typed into an editor of ours */
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
/* It never came in: the last one, and it is taken back. */
void ledger_drop(struct ledger *self);
/* Notes all words of a text as being there, unless they are known to be somewhere better. */
void ledger_look(struct ledger *self, enum where where, const struct str *text);
/* The same for the file, where conflicts are told from the rest. */
void ledger_look_file(struct ledger *self, const struct str *text);
/* The files of a folder whose names do not begin with a dot: the document, and those beside it. */
void ledger_look_folder(struct ledger *self, const char *folder, const char *document);
/* Appends the words that are in old but not in new, which was put into its place. */
void words_overwritten(const struct str *old, const struct str *new, struct str *out);
/* Those words may be nowhere else by now. */
void ledger_excuse(struct ledger *self, enum where how, const struct str *words);
/* A writer filled a file that had lost its name by then: its words in it may be in vain. */
void ledger_displace(struct ledger *self, const struct str *text, const char *by);
/* The words of a text, in order, in one line. */
void ledger_words(const struct str *text, struct str *out);

#endif
