/* The bytes of a journal, written: the magic, the header, the records. */
#include "journal_file.h"
#include "base/crc32c.h"
#include "base/slice.h"

#include <stdlib.h>
#include <string.h>

void journal_header_release(struct journal_header *self)
{
	free(self->form_name);
	free(self->document_path);
	str_release(&self->base);
	*self = (struct journal_header){0};
}

static void put_number(struct str *out, uint64_t value, int size)
{
	for (int i = 0; i < size; i++)
		str_append_char(out, (char)(unsigned char)(value >> (8 * i)));
}

static void put_text(struct str *out, const char *text, size_t len)
{
	put_number(out, len, 4);
	str_append(out, text, len);
}

/* What comes before the payload of a record. */
static void put_head(struct str *out, enum record_type type, uint64_t sequence, size_t len)
{
	put_number(out, len, 4);
	put_number(out, type, 4);
	put_number(out, sequence, 8);
}

void record_format(
	enum record_type type, uint64_t sequence, const struct str *payload, struct str *out)
{
	size_t start = out->len;

	str_reserve(out, start + JOURNAL_HEAD_SIZE + payload->len + JOURNAL_SUM_SIZE);
	put_head(out, type, sequence, payload->len);
	str_append(out, str_text(payload), payload->len);
	put_number(out, crc32c(0, out->data + start, out->len - start), 4);
}

void journal_header_format_around(
	const struct journal_header *self, struct str *before, struct str *behind)
{
	const struct str *base = &self->base;
	struct str payload = {0};
	size_t start;
	uint32_t sum;

	put_number(&payload, JOURNAL_VERSION, 4);
	put_number(&payload, self->has_base, 4);
	put_number(&payload, self->pid, 8);
	put_number(&payload, (uint64_t)self->started, 8);
	put_number(&payload, self->file.device, 8);
	put_number(&payload, self->file.inode, 8);
	put_text(&payload, self->form_name, strlen(self->form_name));
	put_text(&payload, self->document_path, strlen(self->document_path));
	put_number(&payload, base->len, 4);
	str_append(before, JOURNAL_MAGIC, JOURNAL_MAGIC_SIZE);
	start = before->len;
	put_head(before, RECORD_HEADER, 0, payload.len + base->len);
	str_append(before, payload.data, payload.len);
	sum = crc32c(0, before->data + start, before->len - start);
	put_number(behind, crc32c(sum, str_text(base), base->len), 4);
	str_release(&payload);
}

void journal_header_format(const struct journal_header *self, struct str *out)
{
	struct str behind = {0};

	journal_header_format_around(self, out, &behind);
	str_append(out, str_text(&self->base), self->base.len);
	str_append(out, behind.data, behind.len);
	str_release(&behind);
}

/* How many leading bytes both have in common. */
static size_t common_prefix(const struct str *a, const struct str *b)
{
	enum { BLOCK = 4096 };
	size_t max = a->len < b->len ? a->len : b->len;
	size_t n = 0;

	while (max - n >= BLOCK && memcmp(a->data + n, b->data + n, BLOCK) == 0)
		n += BLOCK;
	while (n < max && a->data[n] == b->data[n])
		n++;
	return n;
}

static size_t common_suffix(const struct str *a, const struct str *b, size_t max)
{
	enum { BLOCK = 4096 };
	const char *a_end = str_text(a) + a->len;
	const char *b_end = str_text(b) + b->len;
	size_t n = 0;

	while (max - n >= BLOCK && memcmp(a_end - n - BLOCK, b_end - n - BLOCK, BLOCK) == 0)
		n += BLOCK;
	while (n < max && a_end[-1 - (ptrdiff_t)n] == b_end[-1 - (ptrdiff_t)n])
		n++;
	return n;
}

/* Writes the part of the base that differs in bytes; returns what it is there. */
static struct slice put_difference(
	struct str *payload, const struct str *base, const struct str *bytes)
{
	size_t prefix = common_prefix(base, bytes);
	size_t shorter = base->len < bytes->len ? base->len : bytes->len;
	size_t suffix = common_suffix(base, bytes, shorter - prefix);

	put_number(payload, prefix, 8);
	put_number(payload, base->len - prefix - suffix, 8);
	return (struct slice){str_text(bytes) + prefix, bytes->len - prefix - suffix};
}

void record_format_bytes(enum record_type type, uint64_t sequence, const struct str *base,
	const struct str *bytes, struct str *out)
{
	struct str payload = {0};
	struct slice changed = put_difference(&payload, base, bytes);

	str_append(&payload, changed.data, changed.len);
	record_format(type, sequence, &payload, out);
	str_release(&payload);
}

void record_add_op(struct str *ops, const struct str *payload)
{
	put_text(ops, str_text(payload), payload->len);
}

void record_format_rebase(
	const struct str *base, const struct str *bytes, const struct str *ops, struct str *out)
{
	struct str payload = {0};
	struct slice changed = put_difference(&payload, base, bytes);

	put_text(&payload, changed.data, changed.len);
	str_append(&payload, str_text(ops), ops->len);
	record_format(RECORD_REBASE, 0, &payload, out);
	str_release(&payload);
}

void record_format_draft(uint64_t number, unsigned cell, const struct str *before,
	const struct str *after, struct str *out)
{
	struct str payload = {0};
	struct slice changed;

	put_number(&payload, cell, 4);
	changed = put_difference(&payload, before, after);
	str_append(&payload, changed.data, changed.len);
	record_format(RECORD_DRAFT, number, &payload, out);
	str_release(&payload);
}

void record_format_file(const struct file_identity *file, struct str *out)
{
	struct str payload = {0};

	put_number(&payload, file->device, 8);
	put_number(&payload, file->inode, 8);
	record_format(RECORD_FILE, 0, &payload, out);
	str_release(&payload);
}
