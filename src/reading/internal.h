/* What the files of a typeset document share: its parts, the pieces laid out last, and the setter
 * that fills a piece with lines. */
#ifndef AFTERWORD_READING_INTERNAL_H
#define AFTERWORD_READING_INTERNAL_H

#include "base/str.h"
#include "prose/prose.h"
#include "reading/chart.h"
#include "reading/reading.h"

enum part_kind {
	PART_TITLE,
	PART_BADGES,
	PART_FIGURES,
	PART_PAGE,     /* its heading */
	PART_HEADING,  /* one that the form gives above a field */
	PART_QUESTION, /* above its answer */
	PART_INLINE,   /* a question with its short answer */
	PART_OPEN,     /* a question without one */
	PART_PROSE,
	PART_ITEMS,
	PART_TEXT, /* as it is in the file: two versions of a text, a value of another kind */
	PART_CHART,
	PART_ROWS,
	PART_EVENTS, /* the texts of rows alone */
	N_PART_KINDS,
};

struct part {
	enum part_kind kind;
	unsigned page;
	unsigned field;
	size_t n_pieces; /* SIZE_MAX: not counted yet */
	bool has_gap;    /* a blank line before it */
	bool is_first;   /* nothing above it stands for its field */
};

/* The lines of one piece. */
struct chunk {
	bool is_made;
	size_t part;
	size_t piece;
	struct str text;
	struct reading_run *runs;
	size_t n_runs;
	size_t cap_runs;
	struct reading_line *lines;
	size_t n_lines;
	size_t cap_lines;
};

/* A block that others are in: a list, an item, a quote. */
struct nest {
	size_t block;
	size_t up;      /* the one that it is in, counted from 1; 0: none */
	size_t nth;     /* of an item: its number in the list, from 0 */
	size_t n_items; /* of a list, so far */
};

/* What is laid out by itself. */
struct leaf {
	size_t at;   /* a block, or where an item of a list begins */
	size_t nest; /* the innermost around it, counted from 1; 0: none */
};

struct leaves {
	struct leaf *items;
	size_t n;
	size_t cap;
	struct nest *nests;
	size_t n_nests;
	size_t cap_nests;
};

/* The prose of one part, or where the items of a list are. */
struct opened {
	size_t part; /* SIZE_MAX: none */
	struct prose prose;
	struct leaves leaves;
};

enum { CHUNKS = 256 };

struct reading {
	const struct document *document;
	struct reading_options options;
	unsigned revision;
	struct part *parts;
	size_t n_parts;
	size_t cap_parts;
	size_t *part_of;     /* by field: the part that stands for it */
	struct str *figures; /* by field: computed once, as that may take a look at each row */
	bool has_figures;
	struct chart chart; /* likewise */
	unsigned charted;   /* whose it is; FORM_NONE: none was made */
	struct opened opened;
	struct chunk chunks[CHUNKS];
	const struct chunk *shown; /* whose line was asked for last */
};

static inline const struct form_field *part_field(
	const struct reading *self, const struct part *part)
{
	return &self->document->form->fields[part->field];
}

/* --- parts.c --- */

/* Is it a short answer that is told below the title? */
bool is_badge(const struct reading *self, unsigned field);
/* Lists the parts of the document. */
void parts_find(struct reading *self);
size_t part_pieces(struct reading *self, size_t part);
/* The piece of an answer with a byte of it. */
size_t part_piece_at(struct reading *self, size_t part, size_t offset);
/* Lays out a piece, which is empty. */
void part_lay(struct reading *self, size_t part, size_t piece, struct chunk *chunk);

/* --- reading.c --- */

/* The lines of a piece; borrowed until the next call. */
const struct chunk *chunk_find(struct reading *self, size_t part, size_t piece);

/* --- setter.c --- */

/* A text that is going to be set, with the bytes of the value that it comes from. */
struct setter_piece {
	size_t at;
	size_t len;
	enum reading_style style;
	size_t begin;
	size_t end;
	bool is_own;
};

struct setter {
	struct chunk *chunk;
	const struct place *place; /* NULL: none */
	struct str text;
	struct setter_piece *pieces;
	size_t n;
	size_t cap;
	size_t n_lead; /* pieces that are before the text, on its first line only, */
	size_t lead;   /* and their bytes */
	bool is_first; /* the next line is the first of its place */
	bool is_open;
	bool is_row;
};

void setter_release(struct setter *self);
void setter_add(
	struct setter *self, struct slice text, enum reading_style style, size_t begin, size_t end);
/* A text that is in no value. */
void setter_say(struct setter *self, enum reading_style style, const char *text);
/* The same with signs of ours. */
void setter_sign(struct setter *self, enum reading_style style, const char *text);
/* What was added is before the text that follows, which is wrapped beside it. */
void setter_lead(struct setter *self);
/* Sets what was added, wrapped, behind a prefix: that of the first line and that of the others. */
void setter_end(struct setter *self, const char *first, const char *others, unsigned columns);
/* The same as one line, however long it is. */
void setter_end_line(struct setter *self);
void setter_blank(struct setter *self);

/* --- plain.c --- */

void plain_end_line(struct str *out);
/* Wrapped, further lines below the first one. */
void plain_write_wrapped(
	struct slice text, const char *first, size_t hang, unsigned columns, struct str *out);

/* --- leaves.c --- */

void leaves_release(struct leaves *self);
void leaves_clear(struct leaves *self);
void leaves_add(struct leaves *self, size_t at, size_t nest);
/* The blocks of an answer that are laid out one by one: those with text, tables, empty items. */
void leaves_find(struct leaves *self, const struct prose *prose);
/* Is there a blank line before the nth? */
bool leaf_has_gap(const struct prose *prose, const struct leaves *leaves, size_t nth);
/* Appends what is before its first line, and before the others. */
void leaf_prefix(const struct prose *prose, const struct leaves *leaves, size_t nth,
	struct str *first, struct str *others);

/* From bytes of the text that was read to bytes of the value. */
struct origin {
	size_t begin;
	struct slice item; /* each of its newlines is followed by two more bytes in the value */
};

/* --- prose_runs.c --- */

/* Appends the runs of a block. */
void runs_add(const struct prose *prose, const struct prose_block *block,
	const struct origin *origin, enum reading_style style, struct setter *setter);

/* --- prose_setting.c --- */

void leaf_set(const struct prose *prose, const struct leaves *leaves, size_t nth,
	const struct origin *origin, struct setter *setter, struct slice before, struct slice below,
	unsigned columns);
/* All of a text, the first line behind before. */
void prose_set(struct slice text, const struct origin *origin, struct setter *setter,
	struct slice first, struct slice others, unsigned columns);

/* --- prose_table.c --- */

void prose_table_set(const struct prose *prose, size_t table, const struct origin *origin,
	struct setter *setter, const char *before, unsigned columns);

/* --- reading_rows.c, chart_lay.c, fields.c --- */

void row_lay(struct reading *self, const struct part *part, size_t nth, struct setter *setter);
void event_lay(struct reading *self, size_t part, size_t nth, struct setter *setter);
void chart_lay(struct reading *self, const struct part *part, struct setter *setter);

void title_lay(struct reading *self, const struct part *part, struct setter *setter);
void badges_lay(struct reading *self, const struct part *part, struct setter *setter);
void figures_lay(struct reading *self, const struct part *part, struct setter *setter);
void page_lay(struct reading *self, const struct part *part, struct setter *setter);
void heading_lay(struct reading *self, const struct part *part, struct setter *setter);
void question_lay(struct reading *self, const struct part *part, struct setter *setter);
void inline_lay(struct reading *self, const struct part *part, struct setter *setter);
void open_lay(struct reading *self, const struct part *part, struct setter *setter);

#endif
