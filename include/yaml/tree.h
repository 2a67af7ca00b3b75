/*
 * A lossless YAML file: the source bytes and, over them, one node per value with its
 * exact byte span. Built from libyaml's events, with what libyaml leaves inexact put
 * right: it counts characters instead of bytes, ends blocks at the next token, and does
 * not count a BOM.
 *
 * Nodes are in one array and refer to each other by number. A tree is immutable once
 * parsed.
 */
#ifndef AFTERWORD_YAML_TREE_H
#define AFTERWORD_YAML_TREE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define YAML_NONE UINT32_MAX
#define YAML_MAX_BYTES (16u * 1024 * 1024)
#define YAML_MAX_DEPTH 32
#define YAML_MAX_KEY 256
#define YAML_MAX_ITEMS (256u * 1024)        /* in one list or mapping */
#define YAML_MAX_TEXT (4u * 1024 * 1024)    /* in bytes of the file, of one value or comment */
#define YAML_MAX_MEMORY (56u * 1024 * 1024) /* of a tree */
#define YAML_MAX_PROBLEMS 100               /* more are not kept */

enum yaml_kind { YAML_SCALAR, YAML_MAPPING, YAML_SEQUENCE, YAML_ALIAS };

enum yaml_style {
	YAML_PLAIN,
	YAML_SINGLE,
	YAML_DOUBLE,
	YAML_LITERAL,
	YAML_FOLDED,
	YAML_BLOCK,
	YAML_FLOW
};

/* 32 bytes, because a file of 16 MiB may have a million of them. */
struct yaml_node {
	/*
	 * Byte span of the value in the source. A block scalar ends before the break of its last
	 * line (blank lines that follow count only under `+`), a block collection with its last
	 * child, a flow collection with its bracket. Zero width for an empty value, right after the
	 * `:` or `-`.
	 */
	uint32_t start;
	uint32_t end;
	union {
		uint32_t text;  /* scalars: decoded content, an offset into strings */
		uint32_t first; /* collections only: first child; in a mapping keys and values
				   alternate */
	};
	union {
		uint32_t text_len;
		uint32_t count; /* children: items, or pairs */
	};
	uint32_t parent; /* YAML_NONE at the root */
	uint32_t next;   /* next sibling */
	uint32_t line;   /* position of start, from 1; columns in characters */
	uint32_t column : 24;
	uint32_t kind : 2;      /* enum yaml_kind */
	uint32_t style : 3;     /* enum yaml_style */
	uint32_t is_opaque : 1; /* an anchor, alias, tag, merge or `? key` on, in or around it:
				   never rewritten */
	uint32_t is_sealed : 1; /* on or around it, not only in it: nothing within changes
				   either */
	uint32_t is_key : 1;
};

/* Why a file can be read but must not be written. */
struct yaml_problem {
	unsigned line;
	unsigned column;
	char message[128]; /* "key \"title\" is here twice, first in line 3" */
};

struct yaml_tree {
	struct str source;  /* cap is 0 if it is borrowed */
	struct str strings; /* decoded scalars, each followed by a NUL */
	struct yaml_node *nodes;
	size_t n_nodes;
	size_t cap;
	uint32_t root;                 /* YAML_NONE for an empty file */
	size_t content_end;            /* before an explicit `...`, else the end of the source */
	struct yaml_problem *problems; /* duplicate keys, a second document */
	size_t n_problems;
	size_t cap_problems;
	const char *newline; /* the file's line ending: "\n" or "\r\n" */
	unsigned indent;     /* columns per level as found, else 2 */
	bool has_bom;
};

/*
 * Parses len bytes, which are copied.
 *
 * Failures carry line and column: bad UTF-8, characters YAML does not allow,
 * syntax, over a limit. The tree is then empty.
 */
bool yaml_tree_parse(struct yaml_tree *self, const char *source, size_t len, struct err *err);
/* The same, taking the bytes out of source even if it fails. */
bool yaml_tree_take(struct yaml_tree *self, struct str *source, struct err *err);
/* The same for what we have written: always by libyaml, so that another reader than ours has
 * understood it. */
bool yaml_tree_take_written(struct yaml_tree *self, struct str *source, struct err *err);
/* The same without a copy of the bytes, which must not change as long as there is a tree. */
bool yaml_tree_borrow(struct yaml_tree *self, const struct str *source, struct err *err);
/* Makes self an independent copy. */
void yaml_tree_copy(struct yaml_tree *self, const struct yaml_tree *other);
void yaml_tree_release(struct yaml_tree *self);

const struct yaml_node *yaml_node(const struct yaml_tree *self, uint32_t node);

/* A scalar's decoded content, NUL-terminated, with its length (NULL allowed); "" for other kinds.
 */
const char *yaml_text(const struct yaml_tree *self, uint32_t node, size_t *len);

/*
 * The length of prose without one final newline: a block always ends in one, whether or
 * not the person wrote it. Every reader of prose removes it, whatever the style;
 * yaml_scalar_write accounts for that.
 */
size_t yaml_prose_len(const char *text, size_t len);

/* The value of a key in a mapping, the first one if it occurs twice; YAML_NONE if absent. */
uint32_t yaml_find(const struct yaml_tree *self, uint32_t mapping, const char *key);

/* The key node a mapping's value belongs to; YAML_NONE for items and the root. */
uint32_t yaml_key_of(const struct yaml_tree *self, uint32_t value);

/* Is it a plain empty value or null (`key:`, `key: ~`, `key: null`)? */
bool yaml_is_null(const struct yaml_tree *self, uint32_t node);

/* Line and column, from 1, of a byte offset in the source; lines end where they do in YAML 1.1. */
void yaml_place(const struct yaml_tree *self, size_t offset, unsigned *line, unsigned *column);

#endif
