/* The files with drafts that earlier sessions left. */
#ifndef AFTERWORD_STORE_DRAFT_FORMERS_H
#define AFTERWORD_STORE_DRAFT_FORMERS_H

#include "base/fileio.h"
#include "store/drafts.h"

#include <stdint.h>

struct draft_former {
	char *name;
	char *document_path;
	char *problem; /* NULL, or why it cannot be read */
	int64_t started;
	struct draft_list list;
	struct str took; /* names of those that it contains, each with its NUL */
	bool is_live;    /* its session is still running */
	bool is_cut;     /* its end is damaged */
};

struct draft_formers {
	struct draft_former *items;
	size_t n;
	size_t cap;
};

/* Those of a document whose sessions have ended, oldest first; their drafts are moved to list. */
void draft_formers_load(struct draft_formers *self, struct draft_list *list, struct io io,
	const char *folder, const char *document_path);

/* Removes what is durable elsewhere, or posted. A damaged one stays for anyone who can read more of
 * it. */
void draft_formers_remove(struct draft_formers *self, struct io io, int dir);
void draft_formers_release(struct draft_formers *self);

#endif
