/*
 * New YAML to be written: a small tree, and its writer. libyaml's emitter is never used,
 * because it turns a paragraph with one emoji, tab or trailing space into one escaped
 * line.
 *
 * Canonical shape: `|` blocks for prose, never re-wrapped; strings that YAML 1.1 or 1.2
 * could read as something else in double quotes; list items indented below their key; a
 * blank line after each prose or rows value and between the items of a list of mappings.
 */
#ifndef AFTERWORD_YAML_VALUE_H
#define AFTERWORD_YAML_VALUE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum yaml_shape {
	YAML_WORD,   /* plain where every reader sees a string, else double-quoted */
	YAML_QUOTED, /* always double-quoted: times, dates */
	YAML_RAW,    /* written as it is: numbers and booleans that the caller has checked */
	YAML_PROSE,  /* a literal block */
};

struct yaml_value {
	enum { YAML_VALUE_SCALAR, YAML_VALUE_MAPPING, YAML_VALUE_SEQUENCE } kind;
	enum yaml_shape shape; /* of a scalar */
	struct str text;       /* of a scalar */
	char *key;             /* in a mapping */
	char *comment;         /* NULL, or text for a trailing `# comment` on a one-line scalar */
	bool blank_before;     /* a blank line before it, unless it comes first */
	struct yaml_value *items; /* of a collection */
	size_t n_items;
	size_t cap;
};

struct yaml_layout {
	const char *newline;
	unsigned step;   /* columns per level */
	unsigned indent; /* column of the value's own level */
	unsigned clear;  /* minimum column of the value's last block, so that it does not swallow
			    what follows (place_clear_column); 0: any */
};

void yaml_value_release(struct yaml_value *self);

/* Makes it a scalar holding a copy of text. */
void yaml_value_set(struct yaml_value *self, enum yaml_shape shape, const char *text, size_t len);

/*
 * Adds an item under key (NULL in a sequence): an empty word until it is set or gets
 * items of its own. This makes its parent a mapping or a sequence; to make an empty
 * collection, set the kind. Borrowed until the next add.
 */
struct yaml_value *yaml_value_add(struct yaml_value *self, const char *key);
/* Makes room for exactly so many items, more than it has. */
void yaml_value_reserve(struct yaml_value *self, size_t n_items);

/*
 * Appends a scalar as it is written after `key: ` or `- ` at layout's indent: for a block
 * `|`, newline and the lines, without the last line's newline. Text that the shape cannot
 * represent is written double-quoted; so is prose that begins with a space where the
 * block would be indented too far for an indentation indicator.
 *
 * Prose reads back with one final newline more than text has (see yaml_prose_len). Text
 * without one at its end is a `|` block, which ends in that newline; text that ends in
 * newlines is a `|+` block, after which a blank line would be text; quoted prose gets the
 * newline only if the text itself ends in one.
 */
void yaml_scalar_write(struct str *out, enum yaml_shape shape, const char *text, size_t len,
	const struct yaml_layout *layout);

/* Appends a complete mapping or sequence, each line with its newline. */
void yaml_value_write(
	struct str *out, const struct yaml_value *value, const struct yaml_layout *layout);

#endif
