/* What the files of the YAML layer share. */
#ifndef AFTERWORD_YAML_INTERNAL_H
#define AFTERWORD_YAML_INTERNAL_H

#include "base/err.h"
#include "yaml/tree.h"
#include "yaml/value.h"

#define YAML_BOM "\xEF\xBB\xBF"
#define YAML_BOM_LEN 3

/* events.c: fills in the nodes of a tree from its source, by libyaml. */
bool yaml_events_read(struct yaml_tree *tree, struct err *err);

/* simple.c: the same without libyaml, for sources in a form that is read the same way; false, with
 * the tree as it was, for all others. */
bool yaml_simple_read(struct yaml_tree *tree);

/* ordinary.c: is valid UTF-8 only text, tabs and line feeds? */
bool yaml_is_ordinary(const char *source, size_t len);
/* The length of the plain scalar that the rest of a line begins with, before spaces and a comment;
 * 0 if there is a key or a tab in it. Its first byte is no sign. */
size_t yaml_plain_len(const char *line, size_t len);

/* lines.c: the source as lines. Line breaks are those of libyaml: LF, CRLF, CR, NEL, LS, PS. */

/* Bytes of the line break at, or right before, an offset; 0 when there is none. */
size_t yaml_break_at(const struct yaml_tree *tree, size_t at);
size_t yaml_break_before(const struct yaml_tree *tree, size_t at);
/* Where the line of an offset starts (after a BOM), where its break or the end of the source is,
 * and where the next line starts. */
size_t yaml_line_start(const struct yaml_tree *tree, size_t at);
size_t yaml_line_end(const struct yaml_tree *tree, size_t at);
size_t yaml_line_next(const struct yaml_tree *tree, size_t at);
/* Does the line of an offset end in NEL, LS or PS? A block before such a break would include it as
 * text. */
bool yaml_ends_oddly(const struct yaml_tree *tree, size_t at);
/* The first offset from at on that is not a space (a tab is not one). */
size_t yaml_skip_spaces(const struct yaml_tree *tree, size_t at);
size_t yaml_skip_blanks(const struct yaml_tree *tree, size_t at);

/* block.c: block scalars, from their header. */

struct yaml_block_header {
	char chomp;         /* '-', '+', or 0 to clip */
	unsigned indicator; /* the indentation indicator, 0 when absent */
	size_t tail;        /* after the indicators: spaces and a comment may follow */
	size_t end;         /* of the header line, before its break */
	size_t body;        /* the line after it */
};

/* Reads the header of a block scalar that starts at start. */
struct yaml_block_header yaml_block_header(const struct yaml_tree *tree, size_t start);

/*
 * The column of its content, 0 if it has none before limit. parent: the column, from 0,
 * of the block collection that the scalar is in.
 */
unsigned yaml_block_indent(const struct yaml_tree *tree, const struct yaml_block_header *header,
	size_t limit, unsigned parent);

/* Where its last line with text ends, or its header if it has none before limit. */
size_t yaml_block_text_end(const struct yaml_tree *tree, const struct yaml_block_header *header,
	size_t limit, unsigned parent);

/* Where the scalar ends, before the break of its last line, if libyaml ends it at limit. */
size_t yaml_block_end(const struct yaml_tree *tree, size_t start, size_t limit, unsigned parent);

/* Skips the anchor and tag at the start of a node's span, if any. */
size_t yaml_skip_properties(const struct yaml_tree *tree, size_t at);

/* pair.c: a key and its value, in a mapping. */

/* Where a pair starts: at the '?' before its key, if there is one, else at the key. */
size_t yaml_pair_start(const struct yaml_tree *tree, uint32_t key);

/* duplicate.c: the same key twice in one mapping. */

struct yaml_key_set {
	uint32_t *slots;
	size_t cap;
};

/* Adds a problem for each repeated key of the mapping. */
void yaml_duplicates_find(struct yaml_tree *tree, uint32_t mapping, struct yaml_key_set *scratch);

/* Adds a problem to a tree. */
void yaml_problem_add(struct yaml_tree *tree, unsigned line, unsigned column, const char *format,
	...) PRINTF_LIKE(4, 5);

#define YAML_MAX_INDICATOR 9 /* the largest indentation indicator */

/* scalar.c: which style can represent a text, and writing it in that style. */

/* Is it plain text that means a string to every reader? is_flow: inside brackets. */
bool yaml_is_plain_word(const char *text, size_t len, bool is_flow);
bool yaml_fits_single(const char *text, size_t len);
bool yaml_fits_literal(const char *text, size_t len);

void yaml_single_write(struct str *out, const char *text, size_t len);
void yaml_double_write(struct str *out, const char *text, size_t len);
/* As yaml_double_write for prose: with the final newline that its reader removes. */
void yaml_double_prose_write(struct str *out, const char *text, size_t len);
/* The text in one line: plain, raw or double-quoted. */
void yaml_line_write(
	struct str *out, enum yaml_shape shape, const char *text, size_t len, bool is_flow);

/* Does a literal of this text need an indentation indicator? The text must fit a literal. */
bool yaml_needs_indicator(const char *text);
/* The lines of a literal, each after a newline and indented by content columns, the last one
 * without its newline. */
void yaml_literal_lines(
	struct str *out, const char *text, size_t len, const char *newline, unsigned content);

/* value.c: what the public header does not need. */

/* A key with its colon. */
void yaml_key_write(struct str *out, const char *key, bool is_flow);
/* Appends any value in one line, in flow style. */
void yaml_flow_write(struct str *out, const struct yaml_value *value);
/* Appends a pair or an item of a block collection at layout's indent, with its lines. */
void yaml_item_write(
	struct str *out, const struct yaml_value *value, const struct yaml_layout *layout);
/*
 * Appends what follows `key:` or `-`: " scalar", or the lines of a collection. tail
 * (spaces, a comment) ends the first line. The last line gets its newline.
 */
void yaml_slot_write(struct str *out, const struct yaml_value *value, bool is_item,
	const struct yaml_layout *layout, const char *tail, size_t tail_len);
/* Does it end in a block, which continues as long as lines are indented enough? */
bool yaml_value_ends_block(const struct yaml_value *value);
/* Does it end in a block whose blank lines count? Then none may follow. */
bool yaml_value_ends_kept(const struct yaml_value *value);

#endif
