/* The disks that a power loss may leave, built from the record of a crash_fs. */
#include "crash_inside.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Which of the first n changes are safe: a sync of their node came after them. */
static bool *find_safe(const struct crash_fs *self, size_t n)
{
	bool *is_synced = mem_zalloc(self->n_nodes, sizeof(*is_synced));
	bool *is_safe = mem_zalloc(n + 1, sizeof(*is_safe));

	for (size_t i = n; i > 0; i--) {
		const struct change *change = &self->changes[i - 1];

		if (change->kind == CHANGE_SYNC)
			is_synced[change->node] = true;
		is_safe[i - 1] = is_synced[change->node] && !change->is_doomed;
	}
	free(is_synced);
	return is_safe;
}

static void add_unit(struct crash_units *units, struct crash_unit unit)
{
	units->items = mem_grow(units->items, &units->cap, units->n + 1, sizeof(*units->items));
	units->items[units->n++] = unit;
}

static void add_bytes(struct crash_units *units, const struct change *change, size_t at)
{
	off_t end = change->offset + (off_t)change->bytes.len;

	add_unit(units, (struct crash_unit){.change = at, .kind = UNIT_LENGTH});
	for (off_t from = change->offset; from < end; from = (from / SECTOR + 1) * SECTOR)
		add_unit(units,
			(struct crash_unit){.change = at, .kind = UNIT_SECTOR, .from = from});
}

void crash_fs_units(const struct crash_fs *self, size_t n, struct crash_units *units)
{
	bool *is_safe = find_safe(self, n);

	for (size_t i = 0; i < n; i++) {
		const struct change *change = &self->changes[i];

		if (is_safe[i] || change->kind == CHANGE_SYNC)
			continue;
		if (change->kind == CHANGE_BYTES)
			add_bytes(units, change, i);
		else
			add_unit(
				units, (struct crash_unit){.change = i,
					       .kind = change->kind == CHANGE_NAMES ? UNIT_NAMES
										    : UNIT_LENGTH});
	}
	free(is_safe);
}

static void make_names(struct crash_fs *to, const struct change *change)
{
	for (size_t i = 0; i < change->n_names; i++)
		crash_name_set(
			&to->nodes[change->node], change->names[i].name, change->names[i].node);
}

static void make_whole(struct crash_fs *to, const struct change *change)
{
	struct crash_node *node = &to->nodes[change->node];

	switch (change->kind) {
	case CHANGE_NAMES:
		make_names(to, change);
		break;
	case CHANGE_BYTES:
		crash_bytes_put(node, change->offset, str_text(&change->bytes), change->bytes.len);
		break;
	case CHANGE_LENGTH:
		crash_bytes_end(node, change->offset);
		break;
	case CHANGE_SYNC:
		break;
	}
}

static void make_unit(
	struct crash_fs *to, const struct change *change, const struct crash_unit *unit)
{
	struct crash_node *node = &to->nodes[change->node];
	off_t end = change->offset + (off_t)change->bytes.len;
	off_t last = (unit->from / SECTOR + 1) * SECTOR;

	if (unit->kind == UNIT_SECTOR)
		crash_bytes_put(node, unit->from,
			str_text(&change->bytes) + (unit->from - change->offset),
			(size_t)((last < end ? last : end) - unit->from));
	else if (change->kind != CHANGE_BYTES)
		make_whole(to, change);
	else if ((off_t)node->bytes.len < end)
		crash_bytes_end(node, end); /* longer by blanks that were never written */
}

/* A disk starts with what is on it, so that its own crashes can be tested in turn. */
static void note_all(struct crash_fs *to)
{
	for (size_t i = 0; i < to->n_nodes; i++) {
		struct crash_node *node = &to->nodes[i];

		if (node->bytes.len > 0)
			str_append(&crash_note(to, CHANGE_BYTES, i)->bytes, node->bytes.data,
				node->bytes.len);
		for (size_t j = 0; j < node->n_names; j++) {
			struct change *change = crash_note(to, CHANGE_NAMES, i);

			change->names[change->n_names++] = (struct crash_name){
				mem_strdup(node->names[j].name), node->names[j].node};
		}
		crash_note(to, CHANGE_SYNC, i);
	}
}

struct crash_fs *crash_fs_after(
	const struct crash_fs *self, size_t n, const struct crash_units *units, const bool *kept)
{
	struct crash_fs *to = crash_fs_new(self->clock);
	bool *is_safe = find_safe(self, n);
	size_t unit = 0;

	crash_fs_forbid(to, self->without_exchange, self->without_links);
	for (size_t i = 1; i < self->n_nodes; i++)
		crash_node_add(to, self->nodes[i].is_folder, self->nodes[i].mode);
	for (size_t i = 0; i < n; i++) {
		const struct change *change = &self->changes[i];

		if (is_safe[i])
			make_whole(to, change);
		for (; unit < units->n && units->items[unit].change == i; unit++)
			if (kept[unit])
				make_unit(to, change, &units->items[unit]);
	}
	free(is_safe);
	note_all(to);
	return to;
}

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t len)
{
	/* FNV-1a */
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
	return (hash ^ 0xff) * UINT64_C(1099511628211);
}

static uint64_t hash_folder(const struct crash_fs *self, size_t at)
{
	const struct crash_node *folder = &self->nodes[at];
	uint64_t sum = 0;

	/* A sum, because the order of names means nothing. */
	for (size_t i = 0; i < folder->n_names; i++) {
		const struct crash_node *node = &self->nodes[folder->names[i].node];
		const char *name = folder->names[i].name;
		uint64_t hash = hash_bytes(UINT64_C(14695981039346656037), name, strlen(name));
		uint64_t below = node->is_folder ? hash_folder(self, folder->names[i].node) : 0;

		hash = hash_bytes(hash, str_text(&node->bytes), node->bytes.len);
		sum += hash_bytes(hash, (const char *)&below, sizeof(below));
	}
	return sum;
}

uint64_t crash_fs_hash(const struct crash_fs *self)
{
	return hash_folder(self, NODE_ROOT);
}
