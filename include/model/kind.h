/* The kinds of field: one table, which forms, editor, checks and reports read. */
#ifndef AFTERWORD_MODEL_KIND_H
#define AFTERWORD_MODEL_KIND_H

#include "yaml/value.h"

#include <stdbool.h>
#include <stddef.h>

enum kind {
	KIND_LINE,
	KIND_TEXT,
	KIND_DATETIME,
	KIND_DATE,
	KIND_NUMBER,
	KIND_PERCENT,
	KIND_CHOICE,
	KIND_FLAG,
	KIND_PERSON,
	KIND_LINK,
	KIND_LIST,
	KIND_ROWS,
	KIND_COMPUTED,
	N_KINDS,
};

/* A value that every field of a kind may have. */
struct kind_pick {
	const char *value; /* as stored */
	const char *shown;
};

struct kind_info {
	const char *name;      /* as forms write it */
	const char *about;     /* one line for docs and help */
	enum yaml_shape shape; /* how its scalar is written to a file */
	bool is_one_line;      /* Enter leaves it; a paste is joined */
	bool is_prose;         /* wrapped, many lines */
	bool is_time;          /* datetime, date */
	bool is_moment;        /* a time that zones move */
	bool is_table;         /* has rows, whose cells are fields */
	bool has_items;        /* each line is one of several values */
	bool is_stored;        /* has a value of its own in the file */
	bool takes_text;       /* is typed letter by letter, not chosen */
	bool is_parsed;        /* typed loosely, stored strictly */
	bool is_picked;        /* from a list: the form's choices, after these: */
	const struct kind_pick *picks;
	size_t n_picks;
};

const struct kind_info *kind_info(enum kind kind);

/* false when no kind has that name. */
bool kind_parse(const char *name, enum kind *kind);

#endif
