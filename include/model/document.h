/*
 * A document: the values of a form's fields over the file they came from.
 *
 * Every value is a text. A list is one item per line; lines that start with two spaces
 * continue the item above. Absent and empty values are the same. Rows hold one text per
 * column and have an id that is unique in their field.
 */
#ifndef AFTERWORD_MODEL_DOCUMENT_H
#define AFTERWORD_MODEL_DOCUMENT_H

#include "model/form.h"
#include "model/op.h"
#include "yaml/tree.h"

struct value {
	struct str text;   /* cap is 0 as long as the bytes are the source's */
	uint32_t node;     /* in the source; YAML_NONE if absent */
	bool is_foreign;   /* the source holds another kind here: shown, never changed */
	unsigned revision; /* grows with every change, for caches */
};

struct row {
	char id[ROW_ID_SIZE]; /* "~N" for the Nth item if the file gives no usable one */
	struct value *cells;  /* one per column */
	uint32_t node;
	bool is_merged;  /* it may have more than its keys say, as with a merge key */
	bool is_touched; /* changed or put back since it was read; else its cells are what its node
			    says */
};

/* Finds rows by id: where each was when it was noted, and how far they may have moved since. */
struct row_index {
	struct row_slot *slots;
	size_t n; /* slots in use, cap is a power of two */
	size_t cap;
	size_t drift; /* no row is further than this from its last noted index */
};

/* Rows that were removed. */
struct row_traces {
	struct row_trace *items;
	size_t n;
	size_t cap;
	struct row_index index;
};

struct rows {
	struct row *items;
	size_t n;
	size_t cap;
	bool is_arranged; /* they are the source's, in its order */
	struct row_index index;
	struct row_traces gone; /* of the source, in case they come back */
};

/* What `dates:` at the root is to become. */
enum document_dates { DATES_AS_IN_FILE, DATES_ISO, DATES_US };

struct document {
	const struct form *form; /* borrowed */
	struct yaml_tree source;
	struct value *values;         /* one per field of the form */
	struct rows *tables;          /* one per field; used by rows fields */
	unsigned revision;            /* grows with every op */
	enum document_dates dates;    /* to be written; see document_has_us_dates */
	bool is_read_only;            /* see source.problems; or a newer `afterword:` number */
	struct format_memory *memory; /* what document_format wrote last, for document_adopt */
};

/*
 * Parses a document's file and takes the bytes out of it, even if it fails. A large file
 * that cannot be a document is refused before it is parsed.
 */
bool document_tree_take(struct yaml_tree *tree, struct str *bytes, struct err *err);

/*
 * The form that a file asks for: the text of `form:`, borrowed from tree.
 *
 * Fails with a position if the root is not a mapping, or if `afterword:` or `form:` is
 * missing or not a text.
 */
const char *document_form_name(const struct yaml_tree *tree, struct err *err);

/*
 * Reads the values. Takes the tree, even if it fails. Values of another kind than the
 * form's are kept as foreign. Fails if the file belongs to another form.
 */
bool document_init(
	struct document *self, const struct form *form, struct yaml_tree *tree, struct err *err);

/*
 * Reads a document of this form from the bytes of a file, which the caller keeps. Nothing needs
 * releasing if it fails.
 */
bool document_parse(
	struct document *self, const struct form *form, const struct str *bytes, struct err *err);
/* The same from bytes that we have written, which are taken; see yaml_tree_take_written. */
bool document_take_written(
	struct document *self, const struct form *form, struct str *bytes, struct err *err);

/* Does it say that text reports write dates as in "10/15/2023, 8:00 AM"? */
bool document_has_us_dates(const struct document *self);
/* Makes it say so, or the contrary. */
void document_set_us_dates(struct document *self, bool is_us);

/* Was its file written by a newer version than this program knows? It is then read-only. */
bool document_is_newer(const struct document *self);

/* A new, empty document; its file is written in canonical shape. */
void document_init_new(struct document *self, const struct form *form);
/* Makes self an independent copy that shares only the form; cheaper than parsing again. */
void document_copy(struct document *self, const struct document *other);
/* Releases the values of a document of which only the source is still needed; it is then as good as
 * empty. */
void document_drop_values(struct document *self);
/* Reads them again from the source. */
void document_read_values(struct document *self);
void document_release(struct document *self);

/* The value at a place; NULL if there is no such row. Borrowed until the next op. */
const struct value *document_value(const struct document *self, const struct place *place);
/* Its text, "" when absent. */
const char *document_text(const struct document *self, unsigned field);
const struct form_field *document_field(const struct document *self, const struct place *place);
/* Index of a row; SIZE_MAX if no row has that id. */
size_t document_row_index(const struct document *self, unsigned field, const char *id);

/*
 * Applies an op.
 *
 * Fails, with nothing changed, if it does not fit: no such row, an offset outside the
 * text, other bytes than those it removes, a foreign value, a read-only document.
 */
bool document_apply(struct document *self, const struct op *op, struct err *err);
/*
 * Applies ops one after the other; many that only insert and move rows of one table in much less
 * time than one by one. Stops at the first that does not fit. Returns how many were applied.
 */
size_t document_apply_all(struct document *self, const struct op *ops, size_t n, struct err *err);

/* An id for a new row that no row of the table has. */
void document_new_row_id(
	const struct document *self, unsigned field, const struct id_source *ids, char id[ID_SIZE]);

/* Helpers that build ops; the caller owns the op. */
void document_op_set(const struct document *self, const struct place *place, const char *text,
	size_t len, struct op *op);
void document_op_edit(const struct document *self, const struct place *place, size_t offset,
	size_t removed, const char *inserted, size_t len, struct op *op);
/* A new row of empty cells with this id. */
void document_op_insert(
	const struct document *self, unsigned field, size_t index, const char *id, struct op *op);
void document_op_remove(const struct document *self, unsigned field, size_t index, struct op *op);
void document_op_move(
	const struct document *self, unsigned field, size_t from, size_t to, struct op *op);

/*
 * The bytes to save: the source with the changed values spliced in; without a change the
 * source itself.
 *
 * Fails with ERR_REFUSED if that would change more than these values.
 */
bool document_format(const struct document *self, struct str *out, struct err *err);

/* All values as one byte string, equal for two documents of one form exactly if their values
 * are. */
void document_dump(const struct document *self, struct str *out);
bool document_holds_same(const struct document *self, const struct document *other);

/*
 * Takes over the source of saved, a document parsed from the bytes last formatted or from
 * what somebody else wrote, with our row ids. Our values are kept, except those of
 * another kind on both sides, which are taken from saved. saved is released.
 */
void document_adopt(struct document *self, struct document *saved);
/* The same of bytes that were formatted and hold what was to be written: without comparing. saved
 * gets the former source, and is the caller's to release. */
void document_adopt_own(struct document *self, struct document *saved);

/* Line and column (from 1) in the source of a place's value, or of the nearest thing that
 * exists. */
void document_locate(
	const struct document *self, const struct place *place, unsigned *line, unsigned *column);
/* The first and the last line of it, or of a row; false if nothing of it is in the source. */
bool document_locate_lines(
	const struct document *self, const struct place *place, unsigned *first, unsigned *last);

/*
 * Iterates over the items of a list's text: puts the next one into item, its lines
 * without the two spaces that mark continuation; empty ones are skipped.
 *
 * *at starts at 0. Returns false after the last one.
 */
bool list_next(const struct str *text, size_t *at, struct str *item);

/* Appends an item to a list's text. */
void list_append(struct str *text, const char *item, size_t len);

/* Is it an id that a file may give a row: 1 to 31 of A-Z, a-z, 0-9, - and _? */
bool row_id_is_usable(const char *id);

/* The document's status; STATUS_DRAFT if it has none that is known. */
enum status document_status(const struct document *self);

#endif
