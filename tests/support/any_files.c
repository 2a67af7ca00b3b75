/* A file as parts that are each present or not, with changes of one part at a time. */
#include "any_files.h"

#include <stdio.h>
#include <string.h>

const char any_files_form[] = "form: any\n"
			      "title: Any\n"
			      "pages:\n"
			      "  - key: basics\n"
			      "    title: Basics\n"
			      "    fields:\n"
			      "      - {key: title, path: title, kind: line, role: title}\n"
			      "      - {key: authors, path: authors, kind: list}\n"
			      "      - {key: story, kind: text}\n"
			      "  - key: harm\n"
			      "    title: Harm\n"
			      "    fields:\n"
			      "      - {key: cost, kind: number}\n"
			      "      - {key: page, kind: link}\n"
			      "  - key: log\n"
			      "    title: Log\n"
			      "    fields:\n"
			      "      - key: events\n"
			      "        kind: rows\n"
			      "        columns:\n"
			      "          - {key: who, kind: person}\n"
			      "          - {key: what, kind: text}\n"
			      "      - {key: remark, kind: text}\n";

enum { N_ROWS = 5, N_ITEMS = 5, N_FIELDS = 9 };

enum sort { PLAIN, QUOTED, LITERAL, SEQUENCE, MAPPING, TAGGED, N_SORTS };

struct part {
	bool is_there;
	enum sort sort;
	char text[64]; /* words */
	char above[16];
	char between[16]; /* under the key */
	char behind[16];
};

struct row {
	bool is_there;
	bool has_id;
	bool is_flow;
	unsigned number;
	char at_id[16];
	char at_dash[16];
	char above[16];
	struct part who, what, tool;
};

struct file {
	char head[16];
	char foot[16];
	bool has_version;
	struct part fields[N_FIELDS];
	struct part items[N_ITEMS];
	bool has_flow_items;
	struct row rows[N_ROWS];
	char table[16]; /* what replaces the rows */
};

static const struct {
	const char *section; /* "": at the root */
	const char *key;
} fields[N_FIELDS] = {{"", "title"}, {"", "x-tool"}, {"basics", "story"}, {"basics", "y"},
	{"harm", "cost"}, {"harm", "page"}, {"harm", "z"}, {"log", "remark"}, {"log", "w"}};

struct maker {
	uint64_t seed;
	unsigned n_tokens;
	bool is_close; /* the sides meet often */
};

static size_t below(struct maker *self, size_t n)
{
	self->seed = self->seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)((self->seed >> 33) % n);
}

static size_t choose(struct maker *self, size_t n)
{
	return below(self, self->is_close ? 2 : n);
}

/* --- writing --- */

static void put_comment(struct str *out, const char *indent, const char *comment)
{
	if (comment[0])
		str_appendf(out, "%s# %s\n", indent, comment);
}

static void put_behind(struct str *out, const struct part *part)
{
	if (part->behind[0])
		str_appendf(out, "  # %s", part->behind);
	str_append_char(out, '\n');
}

static void put_value(struct str *out, const char *indent, const struct part *part)
{
	static const char *const around[N_SORTS][2] = {[PLAIN] = {"", ""},
		[QUOTED] = {"'", "'"},
		[SEQUENCE] = {"[", "]"},
		[MAPPING] = {"{k: ", "}"},
		[TAGGED] = {"!t ", ""}};

	if (part->sort == LITERAL) {
		str_append_text(out, " |");
		put_behind(out, part);
		str_appendf(out, "%s  %s\n", indent, part->text);
		return;
	}
	if (part->between[0])
		str_appendf(out, "\n%s  # %s\n%s ", indent, part->between, indent);
	str_appendf(out, " %s%s%s", around[part->sort][0], part->text, around[part->sort][1]);
	put_behind(out, part);
}

static void put_part(struct str *out, const char *indent, const char *key, const struct part *part)
{
	if (!part->is_there)
		return;
	put_comment(out, indent, part->above);
	str_appendf(out, "%s%s:", indent, key);
	put_value(out, indent, part);
}

static void put_flow_row(struct str *out, const struct row *row)
{
	put_comment(out, "    ", row->above);
	str_append_text(out, "    - {");
	if (row->has_id)
		str_appendf(out, "id: r%u, ", row->number);
	str_appendf(out, "who: %s", row->who.is_there ? row->who.text : "''");
	if (row->what.is_there)
		str_appendf(out, ", what: %s", row->what.text);
	if (row->tool.is_there)
		str_appendf(out, ", x: {k: %s}", row->tool.text);
	if (row->at_dash[0])
		str_appendf(out, " # %s\n      ", row->at_dash);
	str_append_text(out, "}");
	put_behind(out, &row->who);
}

static void put_block_row(struct str *out, const struct row *row)
{
	struct part first = {.is_there = true, .sort = PLAIN};

	put_comment(out, "    ", row->above);
	str_append_text(out, "    -");
	if (row->at_dash[0])
		str_appendf(out, " # %s\n      ", row->at_dash);
	else
		str_append_char(out, ' ');
	snprintf(first.text, sizeof(first.text), "%s%u", row->has_id ? "r" : "s", row->number);
	snprintf(first.behind, sizeof(first.behind), "%s", row->at_id);
	str_append_text(out, row->has_id ? "id:" : "tool:");
	put_value(out, "      ", &first);
	put_part(out, "      ", "who", &row->who);
	put_part(out, "      ", "x", &row->tool);
	put_part(out, "      ", "what", &row->what);
}

static void put_rows(struct str *out, const struct file *file)
{
	size_t start = out->len;

	if (file->table[0]) {
		str_appendf(out, "  events: %s\n", file->table);
		return;
	}
	str_append_text(out, "  events:\n");
	size_t end = out->len;

	for (size_t i = 0; i < N_ROWS; i++)
		if (file->rows[i].is_there)
			(file->rows[i].is_flow ? put_flow_row : put_block_row)(out, &file->rows[i]);
	if (out->len == end)
		str_splice(out, start, end - start, "", 0);
}

static void put_items(struct str *out, const struct file *file)
{
	size_t n = 0;

	for (size_t i = 0; i < N_ITEMS; i++) {
		const struct part *item = &file->items[i];

		if (!item->is_there)
			continue;
		if (n++ == 0)
			str_append_text(out, file->has_flow_items ? "authors: [" : "authors:\n");
		if (file->has_flow_items) {
			str_appendf(out, "%s%s", n > 1 ? ", " : "", item->text);
			continue;
		}
		put_comment(out, "  ", item->above);
		str_append_text(out, "  -");
		put_value(out, "    ", item);
	}
	if (n > 0 && file->has_flow_items)
		str_append_text(out, "]\n");
}

static void put_section(struct str *out, const struct file *file, const char *section)
{
	size_t start = out->len;

	if (section[0])
		str_appendf(out, "%s:\n", section);
	size_t end = out->len;

	for (size_t i = 0; i < N_FIELDS; i++)
		if (strcmp(fields[i].section, section) == 0)
			put_part(out, section[0] ? "  " : "", fields[i].key, &file->fields[i]);
	if (!section[0])
		put_items(out, file);
	else if (strcmp(section, "log") == 0)
		put_rows(out, file);
	if (out->len == end)
		str_splice(out, start, end - start, "", 0);
}

static void put_file(struct str *out, const struct file *file)
{
	if (file->has_version)
		str_append_text(out, "%YAML 1.1\n");
	if (file->has_version || file->head[0])
		str_appendf(out, "--- # %s\n", file->head);
	str_append_text(out, "afterword: 1\nform: any\n");
	put_section(out, file, "");
	put_section(out, file, "basics");
	put_section(out, file, "harm");
	put_section(out, file, "log");
	if (file->foot[0])
		str_appendf(out, "...\n# %s\n", file->foot);
}

/* --- making --- */

static void make_words(struct maker *self, char text[64])
{
	static const char *const words[] = {"cards", "the", "failed", "slowly", "queue", "again"};
	size_t n = 1 + below(self, 6);

	text[0] = '\0';
	for (size_t i = 0; i < n; i++)
		snprintf(text + strlen(text), 64 - strlen(text), "%s%s", i > 0 ? " " : "",
			words[below(self, 6)]);
}

static void make_comment(struct maker *self, char comment[16])
{
	if (below(self, 4) == 0)
		snprintf(comment, 16, "note %zu", below(self, 3));
}

static void make_part(struct maker *self, struct part *part)
{
	*part = (struct part){.is_there = below(self, 5) > 0, .sort = (enum sort)below(self, 3)};
	make_words(self, part->text);
	make_comment(self, part->above);
	make_comment(self, part->behind);
}

static void make_row(struct maker *self, struct row *row, size_t at)
{
	bool has_ids = self->seed % 3 > 0;

	*row = (struct row){.is_there = below(self, 4) > 0,
		.has_id = has_ids,
		.is_flow = below(self, 6) == 0,
		.number = (unsigned)at};
	make_part(self, &row->who);
	make_part(self, &row->what);
	make_part(self, &row->tool);
	make_comment(self, row->above);
}

static void make_file(struct maker *self, struct file *file)
{
	*file = (struct file){.has_flow_items = below(self, 4) == 0};
	for (size_t i = 0; i < N_FIELDS; i++)
		make_part(self, &file->fields[i]);
	for (size_t i = 0; i < N_ITEMS; i++) {
		make_part(self, &file->items[i]);
		file->items[i].sort = PLAIN;
	}
	for (size_t i = 0; i < N_ROWS; i++)
		make_row(self, &file->rows[i], i);
	if (below(self, 6) == 0)
		make_comment(self, file->head);
	if (below(self, 6) == 0)
		make_comment(self, file->foot);
}

/* --- changing --- */

static void write_token(struct maker *self, char text[16])
{
	snprintf(text, 16, "tok%uen", ++self->n_tokens);
}

/* Puts a token at a space, before, after, or in place of everything. */
static void write_in_words(struct maker *self, char text[64])
{
	char token[16];
	char old[44];
	char *at;

	write_token(self, token);
	snprintf(old, sizeof(old), "%.40s", text);
	at = strchr(old + below(self, strlen(old) + 1), ' ');
	switch (below(self, 4)) {
	case 0:
		snprintf(text, 64, "%s", token);
		break;
	case 1:
		snprintf(text, 64, "%s %s", token, old);
		break;
	default:
		snprintf(text, 64, "%.*s %s%s", at ? (int)(at - old) : (int)strlen(old), old, token,
			at ? at : "");
	}
}

static void change_part(struct maker *self, struct part *part, bool is_item)
{
	switch (part->is_there ? below(self, 14) : 0) {
	default:
		part->is_there = true;
		write_in_words(self, part->text);
		break;
	case 2:
		write_token(self, part->above);
		break;
	case 3:
		write_token(self, part->behind);
		break;
	case 4:
		part->is_there = false;
		break;
	case 5:
		part->sort = is_item ? QUOTED : (enum sort)below(self, N_SORTS);
		break;
	case 6:
		if (!is_item)
			part->sort = (enum sort)below(self, N_SORTS);
		write_in_words(self, part->text);
		break;
	case 7:
		write_token(self, is_item ? part->above : part->between);
	}
}

static void change_row(struct maker *self, struct row *row)
{
	if (!row->is_there) {
		row->is_there = true;
		row->number = 10 + self->n_tokens;
		write_in_words(self, row->what.text);
		row->what.is_there = true;
		return;
	}
	switch (below(self, 14)) {
	case 0:
		write_token(self, row->above);
		break;
	case 1:
		write_token(self, row->at_dash);
		break;
	case 2:
		write_token(self, row->at_id);
		break;
	case 3:
		row->is_flow = !row->is_flow;
		break;
	case 4:
	case 5:
		row->is_there = false;
		break;
	case 6:
	case 7:
		change_part(self, &row->tool, false);
		break;
	case 8:
	case 9:
	case 10:
		change_part(self, &row->who, false);
		break;
	default:
		change_part(self, &row->what, false);
	}
}

static void move_row(struct maker *self, struct file *file)
{
	size_t from = below(self, N_ROWS);
	size_t to = below(self, N_ROWS);
	struct row row = file->rows[from];

	file->rows[from] = file->rows[to];
	file->rows[to] = row;
}

static void change_file(struct maker *self, struct file *file)
{
	switch (below(self, 20)) {
	case 0:
		write_token(self, file->head);
		break;
	case 1:
		write_token(self, file->foot);
		break;
	case 2:
		file->has_version = !file->has_version;
		break;
	case 3:
		file->has_flow_items = !file->has_flow_items;
		break;
	case 4:
		if (below(self, 3) == 0)
			write_token(self, file->table);
		break;
	case 5:
		move_row(self, file);
		break;
	case 6:
	case 7:
	case 8:
		change_part(self, &file->items[choose(self, N_ITEMS)], true);
		break;
	case 9:
	case 10:
	case 11:
	case 12:
		change_part(self, &file->fields[choose(self, N_FIELDS)], false);
		break;
	default:
		change_row(self, &file->rows[choose(self, N_ROWS)]);
	}
}

void any_files_make(uint64_t seed, unsigned n_changes, struct str out[ANY_FILES])
{
	struct maker maker = {.seed = seed * 2654435761u, .is_close = seed % 2};
	struct file base;

	below(&maker, 2);
	make_file(&maker, &base);
	for (size_t i = 0; i < ANY_FILES; i++) {
		struct file file = base;

		for (size_t n = i == ANY_BASE ? 0 : 1 + below(&maker, n_changes); n > 0; n--)
			change_file(&maker, &file);
		str_clear(&out[i]);
		put_file(&out[i], &file);
	}
}

/* A change may have cut one off, which then does not count. */
bool any_files_next_token(const struct str *text, size_t *at, char token[16])
{
	const char *found = str_text(text) + *at;

	while ((found = strstr(found, "tok"))) {
		size_t len = 3 + strspn(found + 3, "0123456789");

		if (len > 3 && strncmp(found + len, "en", 2) == 0) {
			snprintf(token, 16, "%.*sen", (int)len, found);
			*at = (size_t)(found + len - str_text(text)) + 2;
			return true;
		}
		found += len;
	}
	return false;
}
