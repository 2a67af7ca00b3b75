/*
 * Keys of the file that the form does not know. Mostly they are typos, and the field
 * looks filled in but is not read. They are kept as they are.
 */
#include "internal.h"

#include <string.h>

#define DISTANCE_MAX 2
#define KEY_MAX 32 /* bytes: longer keys are not compared for similarity */

struct keys {
	struct check *check;
	const struct rule *rule;
	struct str path; /* of the current mapping, followed by a dot */
};

/* How many letters must change to turn one key into the other, up to a small limit. */
static size_t distance(const char *a, const char *b)
{
	size_t row[KEY_MAX + 1];
	size_t len = strlen(b);

	if (strlen(a) > KEY_MAX || len > KEY_MAX)
		return SIZE_MAX;
	for (size_t j = 0; j <= len; j++)
		row[j] = j;
	for (size_t i = 0; a[i] != '\0'; i++) {
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (size_t j = 0; j < len; j++) {
			size_t best = diagonal + (a[i] != b[j]);

			best = row[j] + 1 < best ? row[j] + 1 : best;
			best = row[j + 1] + 1 < best ? row[j + 1] + 1 : best;
			diagonal = row[j + 1];
			row[j + 1] = best;
		}
	}
	return row[len];
}

/* Rejects keys of very different lengths first, because there may be very many. */
static bool is_alike(const char *a, const char *b)
{
	size_t len = strlen(a);
	size_t other = strlen(b);
	size_t longer = len > other ? len - other : other - len;

	return len > DISTANCE_MAX && longer <= DISTANCE_MAX &&
	       distance(a, b) <= (len > 4 ? DISTANCE_MAX : 1);
}

static void report(
	const struct keys *self, const struct rule_cursor *cursor, uint32_t key, const char *like)
{
	const struct yaml_tree *source = &self->check->document->source;
	const struct yaml_node *node = yaml_node(source, key);
	size_t len;
	const char *name = yaml_text(source, key, &len);
	const char *quote = check_quote(self->check, name, len);

	if (like != NULL)
		check_report_line(self->check, self->rule, self->rule->level, cursor, node->line,
			node->column, "unknown key %s; did you mean \"%s\"?", quote, like);
	else
		check_report_line(self->check, self->rule, self->rule->level, cursor, node->line,
			node->column, "unknown key %s", quote);
}

/* --- mappings of fields --- */

enum key_use { KEY_UNKNOWN, KEY_FIELD, KEY_FOLDER };

/* What the form has at path: a field, or fields below it. */
static enum key_use use_of(const struct form *form, const char *path, size_t len)
{
	for (size_t i = 0; i < form->n_fields; i++) {
		const char *known = form->fields[i].path;

		if (*known != *path || strncmp(known, path, len) != 0)
			continue;
		if (known[len] == '\0')
			return KEY_FIELD;
		if (known[len] == '.')
			return KEY_FOLDER;
	}
	return KEY_UNKNOWN;
}

/* A similar key of the form next to this one; out holds it. */
static const char *find_alike(const struct keys *self, const char *name, char out[KEY_MAX + 1])
{
	const struct form *form = self->check->document->form;

	out[0] = '\0';
	for (size_t i = 0; i < form->n_fields; i++) {
		const char *path = form->fields[i].path;

		if (strncmp(path, str_text(&self->path), self->path.len) != 0)
			continue;
		path += self->path.len;
		size_t len = strcspn(path, ".");
		bool is_again = strncmp(out, path, len) == 0 && out[len] == '\0';

		if (len > KEY_MAX || is_again) /* most fields of a page are adjacent */
			continue;
		memcpy(out, path, len);
		out[len] = '\0';
		if (is_alike(name, out))
			return out;
	}
	return NULL;
}

static bool is_own_key(const struct keys *self, const char *name)
{
	static const char *const own[] = {"afterword", "form", "dates"};

	for (size_t i = 0; self->path.len == 0 && i < sizeof own / sizeof own[0]; i++)
		if (strcmp(name, own[i]) == 0)
			return true;
	return false;
}

static void check_mapping(struct keys *self, uint32_t mapping)
{
	const struct yaml_tree *source = &self->check->document->source;
	uint32_t key = yaml_node(source, mapping)->first;
	size_t outer = self->path.len;

	while (key != YAML_NONE) {
		uint32_t value = yaml_node(source, key)->next;
		const char *name = yaml_text(source, key, NULL);
		char like[KEY_MAX + 1];

		str_append_text(&self->path, name);
		enum key_use use =
			use_of(self->check->document->form, str_text(&self->path), self->path.len);

		if (use == KEY_FOLDER && yaml_node(source, value)->kind == YAML_MAPPING) {
			str_append_char(&self->path, '.');
			check_mapping(self, value);
		}
		str_splice(&self->path, outer, self->path.len - outer, "", 0);
		if (use == KEY_UNKNOWN && !is_own_key(self, name))
			report(self, NULL, key, find_alike(self, name, like));
		key = yaml_node(source, value)->next;
	}
}

/* --- rows --- */

static const char *find_alike_column(const struct form_field *table, const char *name)
{
	for (size_t i = 0; i < table->n_columns; i++)
		if (is_alike(name, table->columns[i].key))
			return table->columns[i].key;
	return NULL;
}

/* Keys are mostly in the form's order; *next is where to look first. */
static bool is_column(const struct form_field *table, const char *name, size_t *next)
{
	for (size_t i = 0; i < table->n_columns; i++) {
		size_t column = *next + i;

		if (column >= table->n_columns)
			column -= table->n_columns;
		if (strcmp(table->columns[column].key, name) == 0) {
			*next = column + 1;
			return true;
		}
	}
	return strcmp(name, "id") == 0;
}

static void check_row(struct keys *self, unsigned field, size_t row)
{
	const struct document *document = self->check->document;
	const struct yaml_tree *source = &document->source;
	const struct form_field *table = &document->form->fields[field];
	uint32_t node = document->tables[field].items[row].node;
	size_t next = 0;

	if (node == YAML_NONE || yaml_node(source, node)->kind != YAML_MAPPING)
		return;
	for (uint32_t key = yaml_node(source, node)->first; key != YAML_NONE;
		key = yaml_node(source, yaml_node(source, key)->next)->next) {
		const char *name = yaml_text(source, key, NULL);
		struct rule_cursor cursor;

		if (is_column(table, name, &next))
			continue;
		cursor = rule_cursor_cell(self->check, field, row, 0);
		report(self, &cursor, key, find_alike_column(table, name));
	}
}

void run_unknown_key(struct check *check, const struct rule *rule)
{
	const struct document *document = check->document;
	struct keys keys = {.check = check, .rule = rule};
	uint32_t root = document->source.root;

	if (root != YAML_NONE && yaml_node(&document->source, root)->kind == YAML_MAPPING)
		check_mapping(&keys, root);
	for (unsigned i = 0; i < document->form->n_fields; i++)
		for (size_t row = 0; row < document->tables[i].n; row++)
			check_row(&keys, i, row);
	str_release(&keys.path);
}
