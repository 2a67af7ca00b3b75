/*
 * The bytes of a journal, for its writer and its reader:
 *
 *     magic     8 bytes
 *     record    length u32, type u32, sequence u64, payload, CRC-32C u32 of all before it
 *     ...
 *
 * Numbers are little-endian. A length of 0 (the reserve, or what a crash left) marks the
 * end. The first record is the header, which includes the base text that the ops apply
 * to.
 */
#ifndef AFTERWORD_STORE_JOURNAL_FILE_H
#define AFTERWORD_STORE_JOURNAL_FILE_H

#include "base/err.h"
#include "base/fileio.h"
#include "base/str.h"
#include "store/drafts.h"

#include <stdbool.h>
#include <stdint.h>

#define JOURNAL_MAGIC "AFTWJNL1"
#define JOURNAL_SUFFIX ".journal"
#define JOURNAL_DRAFTS_SUFFIX ".drafts"   /* of those that have drafts, and nothing else */
#define JOURNAL_DAMAGED_SUFFIX ".damaged" /* behind that, once what could be read is elsewhere */
#define JOURNAL_ASIDE_SUFFIX ".dropped"   /* for journals the user did not want but that are kept */

enum {
	JOURNAL_VERSION = 2,
	JOURNAL_VERSION_BEFORE = 1, /* without device and inode */
	JOURNAL_MAGIC_SIZE = 8,
	JOURNAL_HEAD_SIZE = 16, /* of a record, before its payload */
	JOURNAL_SUM_SIZE = 4,
	JOURNAL_MAX_BYTES = 256 * 1024 * 1024,
};

enum record_type {
	RECORD_HEADER = 1,
	RECORD_OP,
	RECORD_SAVED,  /* the file contains the ops up to sequence; the difference from the base */
	RECORD_SAVING, /* it is about to */
	RECORD_TOOK,   /* the ops so far include those of another journal, which it names */
	RECORD_FILE,   /* the file's device and inode from now on */
	RECORD_REBASE, /* all ops before it are void: this is the new base, with new ops */
	RECORD_DRAFT,  /* a cell of a draft, whose number is the sequence; only where drafts are */
};

/* Which file a path led to; both 0: unknown. */
struct file_identity {
	uint64_t device;
	uint64_t inode;
};

struct journal_header {
	bool has_base; /* the file existed */
	uint64_t pid;
	int64_t started; /* seconds since 1970 UTC */
	char *form_name;
	char *document_path;
	struct file_identity file;
	struct str base;
};

void journal_header_release(struct journal_header *self);

/* Appends a record; payload must not be empty. */
void record_format(
	enum record_type type, uint64_t sequence, const struct str *payload, struct str *out);

/* Appends the magic and the header record. */
void journal_header_format(const struct journal_header *self, struct str *out);
/* The same without the base, which may be large: what is before it and behind it. */
void journal_header_format_around(
	const struct journal_header *self, struct str *before, struct str *behind);

/* Appends the record of a save, begun or done: the difference from the base. */
void record_format_bytes(enum record_type type, uint64_t sequence, const struct str *base,
	const struct str *bytes, struct str *out);

/* Appends the record of a new beginning: the difference from the base, and the ops. */
void record_format_rebase(
	const struct str *base, const struct str *bytes, const struct str *ops, struct str *out);
/* Appends an op's payload to the ops of such a record. */
void record_add_op(struct str *ops, const struct str *payload);

/* Appends the record of a draft's cell: the difference from what it was. */
void record_format_draft(uint64_t number, unsigned cell, const struct str *before,
	const struct str *after, struct str *out);

void record_format_file(const struct file_identity *file, struct str *out);

/* Where a record's payload is in the bytes. */
struct journal_payload {
	size_t offset;
	size_t len;
};

/* A journal as read. */
struct journal_view {
	struct str bytes;
	struct journal_header header;
	struct journal_payload *ops; /* all, with sequences from 1 on */
	size_t n_ops;
	size_t cap;
	bool has_saved;
	size_t n_saved;   /* ops in the last save */
	struct str saved; /* and its bytes */
	bool has_saving;  /* a save was begun after it, */
	size_t n_saving;  /* with these ops */
	struct str saving;
	struct draft_list drafts;
	char **took; /* names of journals whose ops these include */
	size_t n_took;
	bool is_cut; /* what followed is damaged or torn off */
};

/* Reads bytes, which are moved. Fails if there is no complete header; a bad tail is cut. */
bool journal_view_init(struct journal_view *self, struct str *bytes, struct err *err);
/* Reads a journal of ours by path. */
bool journal_view_load(struct journal_view *view, struct io io, const char *path, struct err *err);

/* Appends the document's path given a journal's first bytes, as far as they can be trusted without
 * the rest, and finds the end of the header. False if these are too few, or not a journal's. */
bool journal_peek(const struct str *head, struct str *document_path, size_t *end);

void journal_view_release(struct journal_view *self);

#endif
