/*
 * The kinds of field: one table, which forms, editor, checks and reports read.
 *
 * A kind is its row in src/model/kind.c. It needs a name in the enum only where code is about that
 * particular kind: three of them are structure (several texts, a table, nothing stored), and roles
 * say which kinds may carry them.
 */
#ifndef AFTERWORD_MODEL_KIND_H
#define AFTERWORD_MODEL_KIND_H

#include "yaml/value.h"

#include <stdbool.h>
#include <stddef.h>

struct err;
struct form_field;
struct str;
struct when_context;
struct zone;

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
	N_NAMED_KINDS,
};

/* A value that every field of a kind may have. */
struct kind_pick {
	const char *value; /* as stored */
	const char *shown;
};

/* Appends the stored form of a typed text; see typed_parse in model/typed.h. */
typedef bool kind_parser(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err);

/* Appends a stored text as people read it. */
typedef void kind_shower(const struct str *text, const struct zone *zone, struct str *out);

struct kind_info {
	const char *name;      /* as forms write it */
	const char *about;     /* one line for docs and help */
	enum yaml_shape shape; /* how its scalar is written to a file */
	kind_parser *parse;    /* NULL: not typed */
	kind_shower *show;     /* NULL: as stored, or as its pick says */
	bool is_one_line;      /* Enter leaves it; the lines of a paste are joined */
	bool is_prose;         /* wrapped, many lines */
	bool is_words;         /* natural language: its wording is checked, its words are merged */
	bool is_name;          /* a person's */
	bool is_time;          /* datetime, date */
	bool is_moment;        /* a time that zones shift */
	bool is_figure;        /* a number */
	bool is_share;         /* a number from 0 to 100, followed by % in reports */
	bool is_truth;         /* true or false, toggled with Enter */
	bool is_table;         /* has rows, whose cells are fields */
	bool has_items;        /* each line is one of several values */
	bool is_stored;        /* has its own value in the file */
	bool takes_text;       /* typed letter by letter, not chosen */
	bool is_parsed;        /* typed loosely, stored strictly */
	bool is_picked;        /* from a list: the form's choices, after these: */
	bool takes_choices;    /* the form gives choices */
	const struct kind_pick *picks;
	size_t n_picks;
};

const struct kind_info *kind_info(enum kind kind);
size_t kind_count(void);

/* Predicates for rules and for keys of forms that apply to several kinds. */
typedef bool kind_test(const struct kind_info *kind);
bool kind_is_time(const struct kind_info *kind);
bool kind_is_moment(const struct kind_info *kind);
bool kind_is_figure(const struct kind_info *kind);
bool kind_is_words(const struct kind_info *kind);
bool kind_takes_choices(const struct kind_info *kind);
bool kind_is_table(const struct kind_info *kind);
bool kind_is_computed(const struct kind_info *kind);
/* Is it stored exactly as typed? */
bool kind_is_free(const struct kind_info *kind);

/* false if no kind has that name. */
bool kind_parse(const char *name, enum kind *kind);

#endif
