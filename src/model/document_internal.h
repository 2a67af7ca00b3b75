/* What the parts of the document share: values over their nodes, rows and their index. */
#ifndef AFTERWORD_MODEL_DOCUMENT_INTERNAL_H
#define AFTERWORD_MODEL_DOCUMENT_INTERNAL_H

#include "model/document.h"
#include "yaml/splice.h"

/* An entry in the table of ids. */
struct row_slot {
	uint32_t hash;
	uint32_t place; /* 1 + index; 0: free */
};

/* A row of the source that was removed. */
struct row_trace {
	char id[ROW_ID_SIZE];
	uint32_t node; /* YAML_NONE: it is back */
};

/* The ids of a table's rows in the order written, if some rows have none in the file. */
struct written_rows {
	char (*ids)[ROW_ID_SIZE];
	size_t n;
};

struct format_memory {
	uint32_t sum; /* CRC-32C of the bytes; only set if some table needs it */
	struct written_rows *tables;
	size_t n_tables;
};

void format_memory_clear(struct format_memory *self);
void format_memory_copy(struct format_memory *self, const struct format_memory *other);

/* Is one of them named after its position, as one that has no usable id in the file? */
bool rows_have_nameless(const struct rows *rows);

/* Records the order of rows without a name in bytes just written. */
void format_memory_set(
	struct format_memory *self, const struct document *document, const char *bytes, size_t len);

/* Is it UTF-8 without NUL? Only such text can be saved. */
bool text_is_storable(const char *text, size_t len);

/* A usable id, or "~" and a number. */
bool row_id_is_valid(const char *id);

#define PATH_PART_SIZE 65 /* a name in a path and its NUL; forms have no longer ones */

/* Copies the first name of a path; returns what follows it, NULL if it is the last. */
const char *path_next(const char *path, char part[PATH_PART_SIZE]);

/* --- values --- */

void value_release(struct value *self);

/* Are its bytes those of the tree? */
bool value_is_borrowed(const struct value *self);

/* Gives the value a text of its own, to be changed. */
void value_own(struct value *self);

/* Reads a node (may be YAML_NONE) as a value of that kind. */
void value_read(struct value *self, const struct yaml_tree *tree, uint32_t node, enum kind kind);

/* Is the text still what its node says? */
bool value_is_unchanged(const struct value *self, const struct yaml_tree *tree, enum kind kind);

/* A scalar's text without the one final newline that ends a block; borrowed from the tree. */
const char *scalar_text(const struct yaml_tree *tree, uint32_t node, size_t *len);

/* The node at a path, or YAML_NONE and, in *nearest, the last existing node on the path. */
uint32_t node_at_path(const struct yaml_tree *tree, const char *path, uint32_t *nearest);

/* --- rows --- */

void rows_release(struct rows *self, size_t n_columns);

/* Reads the items of a sequence. */
void rows_read(struct rows *self, const struct yaml_tree *tree, uint32_t sequence,
	const struct form_field *field);

/* The usable id that an item of the file has, even if it is not the first with it; or NULL. */
const char *row_written_id(const struct yaml_tree *tree, uint32_t node);

/* Makes the cells of a row: read from its node, empty if that is YAML_NONE. */
void row_read_cells(struct row *self, const struct yaml_tree *tree, const struct form_field *field);

void row_release(struct row *self, size_t n_columns);

size_t rows_find(const struct rows *self, const char *id);
/* Notes anew where each of them is. */
void rows_index(struct rows *self);

/* Inserts a row at index and takes its content. */
void rows_insert(struct rows *self, size_t index, const struct row *row);
void rows_move(struct rows *self, size_t from, size_t to);

/* Removes a row; the caller releases it. A row of the source is remembered. */
struct row rows_take(struct rows *self, size_t index);
/* The same, with an empty row in its place. */
struct row rows_empty(struct rows *self, size_t index);

/* Empties it and makes room for that many ids. */
void row_index_begin(struct row_index *self, size_t n);
void row_index_note(struct row_index *self, const char *id, size_t place);
/* A place that was noted for this id, or for one with the same hash; *from starts at 0. SIZE_MAX:
 * there are no more. */
size_t row_index_next(const struct row_index *self, const char *id, size_t *from);

/* Where the source has a row that was removed. */
void row_traces_add(struct row_traces *self, const char *id, uint32_t node);
/* The node of one that comes back, which is then forgotten; YAML_NONE for a new row. */
uint32_t row_traces_take(struct row_traces *self, const char *id);
void row_traces_copy(struct row_traces *self, const struct row_traces *other);
void row_traces_release(struct row_traces *self);

/* --- writing --- */

/* How a text of a kind is written: numbers and flags bare only if they are valid. */
enum yaml_shape text_shape(enum kind kind, const char *text, size_t len);

/* Builds the scalar or list that a value is written as. */
void value_build(struct yaml_value *out, const struct value *value, enum kind kind);

/* Builds a row's mapping: id, then the non-empty cells. */
void row_build(struct yaml_value *out, const struct row *row, const struct form_field *field);

/* Builds what a field is written as, whatever its kind. */
void field_build(struct yaml_value *out, const struct document *document, size_t number);

/* The value at a path in a mapping, adding missing mappings on the way; borrowed until the next
 * call. */
struct yaml_value *path_build(struct yaml_value *mapping, const char *path, bool is_root);

/* Is there anything to write? */
bool field_is_empty(const struct document *document, size_t number);

/* Writes a document without a file, in canonical shape. */
void document_write(const struct document *self, struct str *out);

/* The value of `dates:`, and its change where it is not what the file says. */
void dates_build(struct yaml_value *out, const struct document *document);
void dates_plan(struct yaml_plan *plan, const struct document *document);

/* Plans the items of a list whose text differs from its node. */
void list_plan(struct yaml_plan *plan, const struct yaml_tree *tree, const struct value *value);

#endif
