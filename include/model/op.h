/*
 * The op: the only way to change a document. Editing makes them, the journal
 * keeps them, undo inverts them, diff finds them.
 *
 * An op names its place by numbers for speed; in a file it names field and column
 * by path and key, so that it survives another version of the form.
 */
#ifndef AFTERWORD_MODEL_OP_H
#define AFTERWORD_MODEL_OP_H

#include "base/err.h"
#include "base/source.h"
#include "base/str.h"
#include "model/form.h"
#include "model/place.h"

enum op_kind {
	OP_SET,        /* removed is the complete old text, inserted the new one */
	OP_EDIT,       /* at offset, removed is replaced by inserted */
	OP_ROW_INSERT, /* row with cells is inserted at index to */
	OP_ROW_REMOVE, /* row with cells is removed from index from */
	OP_ROW_MOVE,   /* row moves from index from to index to (of the list without it) */
	N_OP_KINDS,
};

struct op {
	enum op_kind kind;
	struct place place;
	size_t offset;
	struct str removed;
	struct str inserted;
	size_t from;
	size_t to;
	struct str *cells; /* texts of all columns, in the form's order */
	size_t n_cells;
};

/* Does it change the rows of a table rather than a text? */
bool op_is_on_rows(const struct op *self);

void op_release(struct op *self);
void op_copy(struct op *to, const struct op *from);

/* The op that reverts this one; op_inverse borrows its texts and cells. */
struct op op_inverse(const struct op *self);
void op_invert(const struct op *self, struct op *out);

/*
 * Extends an edit by the one that follows it, if both insert (or both delete) at
 * adjoining offsets; returns false, with nothing changed, if they cannot be joined.
 */
bool op_join(struct op *self, const struct op *next);

/* Bytes for the journal, and back. The bytes are untrusted: parse checks every length, path and
 * key. */
void op_format(const struct op *self, const struct form *form, struct str *out);
bool op_parse(
	struct op *self, const struct form *form, const char *bytes, size_t len, struct err *err);

/* Appends what can be shown of bytes that no longer fit the form: field, row and column as they
 * were named, and the new text. False if they are damaged. */
bool op_show_bytes(const char *bytes, size_t len, struct str *out);

#endif
