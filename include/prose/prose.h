/*
 * What an author wrote in an answer, read as Markdown (CommonMark, with GFM's tables, task
 * lists and strikethrough; no raw HTML) into blocks and runs. Every format and view that
 * shows prose draws from it, and each piece knows which bytes of the answer it came from.
 *
 * Where people's answers differ from Markdown files: a newline in a paragraph begins a new
 * one, unless the lines were wrapped by hand; a line of --- or *** is text; so are
 * www.example.com and mail addresses; what follows an unknown link scheme is shown, never
 * linked; a definition that no link uses is text.
 */
#ifndef AFTERWORD_PROSE_PROSE_H
#define AFTERWORD_PROSE_PROSE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum prose_kind {
	PROSE_PARAGRAPH,
	PROSE_HEADING,
	PROSE_CODE,
	PROSE_QUOTE, /* from here to PROSE_TABLE_ROW: they hold blocks */
	PROSE_LIST,
	PROSE_ITEM,
	PROSE_TABLE,
	PROSE_TABLE_ROW,
	PROSE_CELL,
};

enum prose_box { PROSE_NO_BOX, PROSE_BOX_OPEN, PROSE_BOX_DONE };
enum prose_align { PROSE_ALIGN_NONE, PROSE_ALIGN_LEFT, PROSE_ALIGN_CENTER, PROSE_ALIGN_RIGHT };

/* Bytes of the answer. */
struct prose_source {
	size_t begin;
	size_t end;
};

struct prose_block {
	enum prose_kind kind;
	struct prose_source source; /* of its runs, or of those of the blocks in it */
	size_t end;                 /* index of the first block after those in it */
	size_t first_run;
	size_t n_runs;          /* 0 for a block of blocks */
	unsigned level;         /* of a heading: 1 to 6 */
	unsigned start;         /* an ordered list's first number */
	bool is_ordered;        /* a list */
	bool is_tight;          /* a list: no blank lines between its items */
	bool is_head;           /* a table row or cell */
	enum prose_box box;     /* an item */
	enum prose_align align; /* a cell */
	size_t language;        /* of code, in the text; its length follows */
	size_t language_len;
};

enum prose_style {
	PROSE_EMPHASIS = 1,
	PROSE_STRONG = 2,
	PROSE_MONOSPACE = 4,
	PROSE_DELETED = 8,
	PROSE_IMAGE = 16, /* the description of an image; link is its address */
};

enum prose_break {
	PROSE_NO_BREAK,
	PROSE_SOFT_BREAK, /* the author's newline inside a block: a space to a reader */
	PROSE_HARD_BREAK,
};

/* Its text is that of its source, byte for byte, if both are equally long. */
struct prose_run {
	struct prose_source source;
	size_t text; /* offset in prose.text */
	size_t len;  /* 0 for a break */
	unsigned styles;
	enum prose_break line_break;
	size_t link; /* 1 + index in links; 0: none */
};

struct prose_link {
	size_t address; /* offset in prose.text */
	size_t len;
	bool is_image;
	size_t around; /* of an image: the link that it is the text of; 1 + its index, 0: none */
};

struct prose {
	struct prose_block *blocks; /* in the order of the text, each before those in it */
	size_t n_blocks;
	size_t cap_blocks;
	struct prose_run *runs;
	size_t n_runs;
	size_t cap_runs;
	struct prose_link *links; /* http, https and mailto; images also relative paths */
	size_t n_links;
	size_t cap_links;
	struct str text; /* what a reader sees, and addresses; escapes and entities are resolved */
};

/* Reads an answer, valid UTF-8 of less than 4 GB. The text is not used afterwards. */
void prose_parse(struct prose *self, const char *text, size_t len);
void prose_release(struct prose *self);

/* Is it an address on the web, http or https, as a whole and without spaces? */
bool prose_is_web_address(const char *address, size_t len);

/*
 * Where a run leads if images are not shown; as in its link. An image in a link leads where that
 * does; one by a relative path leads nowhere from where a report is read.
 */
size_t prose_run_target(const struct prose *self, const struct prose_run *run);

/* Does such a block hold blocks rather than runs? */
static inline bool prose_is_container(enum prose_kind kind)
{
	return kind >= PROSE_QUOTE && kind <= PROSE_TABLE_ROW;
}

#endif
