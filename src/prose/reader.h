/* Builds blocks and runs from what md4c finds, in the order in which it finds it. */
#ifndef AFTERWORD_PROSE_READER_H
#define AFTERWORD_PROSE_READER_H

#include "internal.h"

enum {
	PROSE_DEEPEST = 16, /* what is nested deeper belongs to the innermost block that is kept */
	PROSE_STYLES = 5,
};

/* A link that text is being added to. */
struct open_link {
	size_t link;    /* as in struct prose_run; 0: its address is only shown */
	size_t address; /* in the text */
	size_t len;
	size_t first_run; /* of what it is called */
};

struct reader {
	struct prose *prose;
	struct slice source;
	const struct prose_spaced *spaced; /* what md4c reads in place of it; NULL: itself */
	size_t at;                         /* the end of what was read */
	size_t most_blocks;
	size_t open[PROSE_DEEPEST]; /* blocks that the next one is in, or its runs */
	size_t n_open;
	size_t n_skipped; /* open ones that are too deep */
	bool is_implied;  /* the innermost is a paragraph of a tight list */
	bool is_in_head;
	bool has_info; /* something follows the fence of a code block */
	unsigned depths[PROSE_STYLES];
	struct open_link links[PROSE_DEEPEST];
	size_t n_links;
	size_t n_skipped_links;
};

void reader_init(struct reader *self, struct prose *prose, struct slice source);

/* The new block, borrowed until the next; NULL if it is too deep to be kept. */
struct prose_block *reader_open(struct reader *self, enum prose_kind kind);
void reader_close(struct reader *self, enum prose_kind kind);
/* In a tight list md4c gives text without its paragraph; this ends the one made for it. */
void reader_end_implied(struct reader *self);
/* Ends the innermost block as it is. */
void reader_end(struct reader *self);
/* Ends the last block before a break and begins another with the runs after it. */
void reader_cut(struct reader *self, size_t line_break);

/* Begins (1) or ends (-1) styles of the runs that follow. */
void reader_style(struct reader *self, unsigned styles, int change);
/* The address is what the prose's text has from an offset on. */
void reader_enter_link(struct reader *self, size_t address, bool is_image);
void reader_leave_link(struct reader *self);

void reader_add_text(struct reader *self, struct slice text);
void reader_add_entity(struct reader *self, struct slice entity);
void reader_add_break(struct reader *self, enum prose_break line_break);

/* A thematic break, as the text that was typed. */
void as_typed_add_rule(struct reader *self);
/* Makes of the last block, once it has ended, what it is in an answer. */
void as_typed_finish(struct reader *self, enum prose_kind kind);

#endif
