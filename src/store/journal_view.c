/*
 * The bytes of a journal, read. It trusts nothing: every length is checked against the available
 * bytes, every record against its checksum and number, and the first one that does not fit ends
 * the journal.
 */
#include "base/crc32c.h"
#include "base/mem.h"
#include "base/slice.h"
#include "draft_list.h"
#include "journal_file.h"
#include "yaml/tree.h"

#include <stdlib.h>
#include <string.h>

/* The unread rest. Reading past the end gives zeros and is remembered. */
struct input {
	const char *at;
	size_t len;
	bool is_short;
};

static const char *get_bytes(struct input *self, size_t len)
{
	const char *at = self->at;

	if (len > self->len) {
		self->is_short = true;
		return NULL;
	}
	self->at += len;
	self->len -= len;
	return at;
}

static uint64_t get_number(struct input *self, int size)
{
	const char *at = get_bytes(self, (size_t)size);
	uint64_t value = 0;

	for (int i = 0; at && i < size; i++)
		value |= (uint64_t)(unsigned char)at[i] << (8 * i);
	return value;
}

static const char *get_text(struct input *self, size_t *len)
{
	*len = get_number(self, 4);
	return get_bytes(self, *len);
}

struct record {
	uint64_t type;
	uint64_t sequence;
	struct input payload;
};

/* The next complete record; false at the end and at the first incomplete one. */
static bool get_record(struct input *self, struct record *record)
{
	const char *start = self->at;
	struct input input = *self;
	uint64_t len = get_number(&input, 4);
	const char *payload;

	record->type = get_number(&input, 4);
	record->sequence = get_number(&input, 8);
	payload = get_bytes(&input, len);
	if (input.is_short || len == 0)
		return false;

	uint64_t sum = get_number(&input, 4);

	if (input.is_short || sum != crc32c(0, start, JOURNAL_HEAD_SIZE + len))
		return false;
	record->payload = (struct input){.at = payload, .len = len};
	*self = input;
	return true;
}

static bool check_version(uint64_t version, struct err *err)
{
	if (version == JOURNAL_VERSION || version == JOURNAL_VERSION_BEFORE)
		return true;
	return err_set(err, ERR_REFUSED, "the journal is from another version of Afterword");
}

static bool get_header(struct journal_header *header, struct input *payload, struct err *err)
{
	size_t form_len, path_len, base_len;
	uint64_t version = get_number(payload, 4);
	const char *form, *path, *base;

	if (!check_version(version, err))
		return false;
	header->has_base = get_number(payload, 4) != 0;
	header->pid = get_number(payload, 8);
	header->started = (int64_t)get_number(payload, 8);
	if (version != JOURNAL_VERSION_BEFORE) {
		header->file.device = get_number(payload, 8);
		header->file.inode = get_number(payload, 8);
	}
	form = get_text(payload, &form_len);
	path = get_text(payload, &path_len);
	base = get_text(payload, &base_len);
	if (payload->is_short || base_len > YAML_MAX_BYTES)
		return false;
	header->form_name = mem_strndup(form, form_len);
	header->document_path = mem_strndup(path, path_len);
	str_set(&header->base, base, base_len);
	return true;
}

bool journal_peek(const struct str *head, struct str *document_path, size_t *end)
{
	struct input input = {.at = str_text(head), .len = head->len};
	const char *magic = get_bytes(&input, JOURNAL_MAGIC_SIZE);
	size_t len = get_number(&input, 4);
	uint64_t type = get_number(&input, 4);
	const char *path;
	uint64_t version;

	if (!magic || memcmp(magic, JOURNAL_MAGIC, JOURNAL_MAGIC_SIZE) != 0 ||
		type != RECORD_HEADER)
		return false;
	*end = JOURNAL_MAGIC_SIZE + JOURNAL_HEAD_SIZE + len + JOURNAL_SUM_SIZE;
	get_number(&input, 8);
	version = get_number(&input, 4);
	get_bytes(&input, version == JOURNAL_VERSION_BEFORE ? 20 : 36);
	get_text(&input, &len);
	path = get_text(&input, &len);
	if (input.is_short || !check_version(version, NULL))
		return false;
	str_append(document_path, path, len);
	return true;
}

static void add_op(struct journal_view *self, const char *payload, size_t len)
{
	self->ops = mem_grow(self->ops, &self->cap, self->n_ops + 1, sizeof(*self->ops));
	self->ops[self->n_ops++] = (struct journal_payload){
		.offset = (size_t)(payload - self->bytes.data),
		.len = len,
	};
}

static bool take_op(struct journal_view *self, const struct record *record)
{
	if (record->sequence != self->n_ops + 1)
		return false;
	add_op(self, record->payload.at, record->payload.len);
	return true;
}

/* The bytes of a save, as a difference from the base. */
struct save_bytes {
	uint64_t prefix;
	uint64_t removed;
	struct input inserted;
};

static bool get_save(
	const struct journal_view *self, const struct input *from, struct save_bytes *save)
{
	const struct str *base = &self->header.base;
	struct input payload = *from;

	save->prefix = get_number(&payload, 8);
	save->removed = get_number(&payload, 8);
	save->inserted = payload;
	return !payload.is_short && save->prefix <= base->len &&
	       save->removed <= base->len - save->prefix;
}

/* Where the last records about the file are: only these are turned into bytes at the end. */
struct last_saves {
	struct input saved;
	struct input saving;
};

static bool is_save(const struct journal_view *self, const struct record *record)
{
	struct save_bytes save;

	return record->sequence >= self->n_saved && record->sequence <= self->n_ops &&
	       get_save(self, &record->payload, &save);
}

/* No file is ever this large. */
static bool is_too_large(const struct journal_view *self, const struct record *record)
{
	struct save_bytes save;

	get_save(self, &record->payload, &save);
	return self->header.base.len - save.removed + save.inserted.len > YAML_MAX_BYTES;
}

static void make_bytes(
	const struct journal_view *self, const struct input *payload, struct str *out)
{
	const struct str *base = &self->header.base;
	struct save_bytes save;

	get_save(self, payload, &save);
	str_set(out, str_text(base), base->len);
	str_splice(out, save.prefix, save.removed, save.inserted.at, save.inserted.len);
}

/* Are they complete, each preceded by its length? */
static bool are_ops_whole(struct input ops)
{
	size_t len;

	while (ops.len > 0 && !ops.is_short)
		get_text(&ops, &len);
	return !ops.is_short;
}

static bool take_rebase(struct journal_view *self, const struct record *record)
{
	struct str *base = &self->header.base;
	struct input payload = record->payload;
	uint64_t prefix = get_number(&payload, 8);
	uint64_t removed = get_number(&payload, 8);
	struct slice bytes;

	bytes.data = get_text(&payload, &bytes.len);
	if (payload.is_short || !are_ops_whole(payload) || prefix > base->len ||
		removed > base->len - prefix || base->len - removed + bytes.len > YAML_MAX_BYTES)
		return false;
	str_splice(base, prefix, removed, bytes.data, bytes.len);
	self->header.has_base = true;
	self->has_saved = self->has_saving = false;
	self->n_saved = self->n_ops = 0;
	while (payload.len > 0) {
		size_t len;
		const char *op = get_text(&payload, &len);
		add_op(self, op, len);
	}
	return true;
}

static void take_name(struct journal_view *self, const struct record *record)
{
	self->took = mem_resize(self->took, self->n_took + 1, sizeof(*self->took));
	self->took[self->n_took++] = mem_strndup(record->payload.at, record->payload.len);
}

static bool take_file(struct journal_view *self, const struct record *record)
{
	struct input payload = record->payload;

	self->header.file.device = get_number(&payload, 8);
	self->header.file.inode = get_number(&payload, 8);
	return !payload.is_short;
}

static bool take_draft(struct journal_view *self, const struct record *record)
{
	struct input payload = record->payload;
	struct draft_change change = {.number = record->sequence, .cell = get_number(&payload, 4)};

	change.prefix = get_number(&payload, 8);
	change.removed = get_number(&payload, 8);
	change.inserted = (struct slice){payload.at, payload.len};
	return !payload.is_short && draft_list_change(&self->drafts, &change);
}

static bool take_record(
	struct journal_view *self, const struct record *record, struct last_saves *last)
{
	switch (record->type) {
	case RECORD_OP:
		return take_op(self, record);
	case RECORD_SAVED:
		if (!is_save(self, record) || is_too_large(self, record))
			return false;
		last->saved = record->payload;
		self->has_saved = true;
		self->n_saved = record->sequence;
		self->has_saving = false;
		return true;
	case RECORD_SAVING:
		if (!is_save(self, record))
			return false;
		last->saving = record->payload;
		/* It was begun, and refused because of its size. */
		self->has_saving = !is_too_large(self, record);
		self->n_saving = record->sequence;
		return true;
	case RECORD_TOOK:
		take_name(self, record);
		return true;
	case RECORD_FILE:
		return take_file(self, record);
	case RECORD_REBASE:
		return take_rebase(self, record);
	case RECORD_DRAFT:
		return take_draft(self, record);
	default:
		return false;
	}
}

/* Is there more than the reserve's zeros? */
static bool has_more(const struct input *input)
{
	for (size_t i = 0; i < input->len; i++)
		if (input->at[i] != 0)
			return true;
	return false;
}

static void read_records(struct journal_view *self, struct input *input)
{
	struct last_saves last = {{0}, {0}};
	struct record record;
	struct input rest = *input;

	while (get_record(input, &record) && take_record(self, &record, &last))
		rest = *input;
	self->is_cut = has_more(&rest);
	if (self->has_saved)
		make_bytes(self, &last.saved, &self->saved);
	if (self->has_saving)
		make_bytes(self, &last.saving, &self->saving);
}

static bool read_header(struct journal_view *self, struct input *input, struct err *err)
{
	const char *magic = get_bytes(input, JOURNAL_MAGIC_SIZE);
	struct record record;

	if (!magic || memcmp(magic, JOURNAL_MAGIC, JOURNAL_MAGIC_SIZE) != 0)
		return err_set(
			err, ERR_SYNTAX, "this is not a journal, or it is from another version");
	if (get_record(input, &record) && record.type == RECORD_HEADER &&
		get_header(&self->header, &record.payload, err))
		return true;
	return err_set(err, ERR_SYNTAX, "the journal is damaged at its beginning");
}

bool journal_view_init(struct journal_view *self, struct str *bytes, struct err *err)
{
	struct input input = {0};

	*self = (struct journal_view){.bytes = *bytes};
	*bytes = (struct str){0};
	input = (struct input){.at = str_text(&self->bytes), .len = self->bytes.len};
	if (!read_header(self, &input, err)) {
		journal_view_release(self);
		return false;
	}
	read_records(self, &input);
	return true;
}

void journal_view_release(struct journal_view *self)
{
	str_release(&self->bytes);
	str_release(&self->saved);
	str_release(&self->saving);
	journal_header_release(&self->header);
	draft_list_release(&self->drafts);
	for (size_t i = 0; i < self->n_took; i++)
		free(self->took[i]);
	free(self->took);
	free(self->ops);
	*self = (struct journal_view){0};
}
