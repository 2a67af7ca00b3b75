/* The lines that a form knows; see layout.h. */
#include "model/layout.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define DECORATION 16 /* bytes that #, ** and the like may add to a line */
#define MAX_AUTHOR_LINE 200

static bool has_marks(struct slice line, char mark)
{
	return line.len > 4 && line.data[0] == mark && line.data[1] == mark &&
	       line.data[line.len - 1] == mark && line.data[line.len - 2] == mark;
}

/* Without the marks of a heading: "## Impact", "**Impact**". */
static struct slice strip_marks(struct slice line)
{
	size_t hashes = 0;

	line = slice_trim(line);
	while (hashes < line.len && line.data[hashes] == '#')
		hashes++;
	if (hashes > 0 && hashes < line.len && line.data[hashes] == ' ')
		line = slice_trim(slice_from(line, hashes));
	if (has_marks(line, '*') || has_marks(line, '_'))
		line = slice_trim((struct slice){line.data + 2, line.len - 4});
	return line;
}

/* Normalizes for comparison: lower case, single spaces, no : or ? at the end. */
static void normalise(struct slice line, struct str *out)
{
	line = strip_marks(line);
	while (line.len > 0 && (ascii_is_one_of(line.data[line.len - 1], ":?") ||
				       ascii_is_space(line.data[line.len - 1])))
		line.len--;
	for (size_t i = 0; i < line.len; i++) {
		if (!ascii_is_space(line.data[i]))
			str_append_char(out, ascii_lower(line.data[i]));
		else if (i > 0 && !ascii_is_space(line.data[i - 1]))
			str_append_char(out, ' ');
	}
}

static void add_key(struct layout *self, const char *text, struct layout_key key)
{
	struct str normal = {0};

	normalise(slice_of_text(text), &normal);
	if (normal.len == 0) {
		str_release(&normal);
		return;
	}
	if (normal.len > self->longest)
		self->longest = normal.len;
	key.text = str_take(&normal);
	self->keys = mem_grow(self->keys, &self->cap, self->n_keys + 1, sizeof *self->keys);
	self->keys[self->n_keys++] = key;
}

static bool ends_in_colon(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && text[len - 1] == ':';
}

bool layout_is_of_head(const struct form_field *field)
{
	return field->shown == SHOWN_HEAD || field->kind == KIND_COMPUTED || field->answers[0];
}

static void add_field(struct layout *self, unsigned number)
{
	const struct form_field *field = &self->form->fields[number];
	struct layout_key key = {.page = field->page, .field = number};

	key.kind = LINE_HEADING;
	add_key(self, field->heading, key);
	key.kind = LINE_QUESTION;
	key.is_label = layout_is_of_head(field);
	key.is_inline =
		key.is_label || (kind_info(field->kind)->is_one_line && ends_in_colon(field->ask));
	add_key(self, field->ask, key);
	if (key.is_label)
		add_key(self, field->label, key);
}

void layout_init(struct layout *self, const struct form *form)
{
	*self = (struct layout){.form = form};
	for (unsigned i = 0; i < form->n_pages; i++) {
		add_key(self, form->pages[i].heading,
			(struct layout_key){.kind = LINE_PAGE, .page = i, .field = FORM_NONE});
		add_key(self, form->pages[i].title,
			(struct layout_key){.kind = LINE_PAGE, .page = i, .field = FORM_NONE});
	}
	for (unsigned i = 0; i < form->n_answers; i++)
		add_field(self, i);
}

void layout_release(struct layout *self)
{
	for (size_t i = 0; i < self->n_keys; i++)
		free(self->keys[i].text);
	free(self->keys);
	*self = (struct layout){0};
}

/* How likely the key is meant on this page: the higher the better, 0: not at all. */
static unsigned rank(
	const struct form *form, const struct layout_key *key, unsigned page, bool is_answered)
{
	bool is_near = key->page == page || page == FORM_NONE;

	if (is_answered && !key->is_inline)
		return 0;
	/* Labels are common words: below the head, prose may contain "Status: degraded". */
	if (key->is_label && page != FORM_NONE)
		return 0;
	/* Elsewhere a question with its answer is read as prose, unless a time can settle it. */
	if (is_answered && !is_near &&
		(key->was_seen || !kind_info(form->fields[key->field].kind)->is_time))
		return 0;
	return 1 + is_near + 2 * !key->was_seen;
}

static struct layout_key *find(
	struct layout *self, struct slice line, unsigned page, bool is_answered)
{
	struct layout_key *best = NULL;
	struct str normal = {0};
	unsigned best_rank = 0;

	if (line.len > 2 * self->longest + DECORATION)
		return NULL;
	normalise(line, &normal);
	for (size_t i = 0; normal.len > 0 && i < self->n_keys; i++) {
		if (strcmp(self->keys[i].text, normal.data) != 0)
			continue;
		unsigned its_rank = rank(self->form, &self->keys[i], page, is_answered);
		if (its_rank > best_rank) {
			best_rank = its_rank;
			best = &self->keys[i];
		}
	}
	str_release(&normal);
	return best;
}

static struct line_match match_key(struct layout_key *key, enum line_kind kind)
{
	key->was_seen = true;
	return (struct line_match){.kind = kind, .page = key->page, .field = key->field};
}

struct line_match layout_match(struct layout *self, struct slice line, unsigned page)
{
	struct layout_key *key = find(self, line, page, false);
	const char *colon;

	if (key)
		return match_key(key, key->kind);
	colon = memchr(line.data, ':', line.len);
	if (colon) {
		size_t len = (size_t)(colon - line.data);

		key = find(self, (struct slice){line.data, len}, page, true);
		if (key) {
			struct line_match match = match_key(key, LINE_ANSWERED);

			match.answer = slice_from(line, len + 1);
			while (match.answer.len > 0 && ascii_is_space(match.answer.data[0]))
				match.answer = slice_from(match.answer, 1);
			return match;
		}
	}
	return (struct line_match){.kind = LINE_TEXT, .page = page, .field = FORM_NONE};
}

static bool has_key(const struct layout *self, struct slice line, bool is_head, bool is_answered)
{
	struct str normal = {0};
	bool found = false;

	if (line.len > 2 * self->longest + DECORATION)
		return false;
	normalise(line, &normal);
	for (size_t i = 0; normal.len > 0 && i < self->n_keys && !found; i++)
		found = (is_head || !self->keys[i].is_label) &&
			(!is_answered || self->keys[i].is_inline) &&
			strcmp(self->keys[i].text, normal.data) == 0;
	str_release(&normal);
	return found;
}

bool layout_may_match(const struct layout *self, struct slice line, bool is_head)
{
	const char *colon = line.len > 0 ? memchr(line.data, ':', line.len) : NULL;

	return has_key(self, line, is_head, false) ||
	       (colon && has_key(self, (struct slice){line.data, (size_t)(colon - line.data)},
				 is_head, true));
}

bool layout_is_heading(struct slice line)
{
	size_t hashes = 0;

	while (hashes < line.len && line.data[hashes] == '#')
		hashes++;
	return hashes > 1 && hashes < line.len && line.data[hashes] == ' ';
}

/* "by rolling back the migration." is an answer. */
static bool begins_like_name(struct slice text)
{
	if (text.len == 0)
		return false;
	if (ascii_lower(text.data[0]) == text.data[0])
		return (unsigned char)text.data[0] >= 0x80;
	return text.data[text.len - 1] != '.';
}

bool layout_author_names(struct slice line, bool is_last, struct slice *names)
{
	struct slice text = slice_trim(line);
	bool is_bold = text.len > 4 && memcmp(text.data, "**", 2) == 0 &&
		       memcmp(text.data + text.len - 2, "**", 2) == 0;

	if (is_bold)
		text = slice_trim((struct slice){text.data + 2, text.len - 4});
	if (text.len < 4 || !slice_equal_fold((struct slice){text.data, 3}, "by "))
		return false;
	*names = slice_trim(slice_from(text, 3));
	return is_bold || (is_last && text.len <= MAX_AUTHOR_LINE && begins_like_name(*names));
}

unsigned layout_untitled_field(const struct form *form, unsigned page)
{
	const struct form_page *info = &form->pages[page];

	for (unsigned i = 0; i < info->n_fields; i++) {
		const struct form_field *field = &form->fields[info->first + i];
		bool holds_lines = kind_info(field->kind)->is_prose || field->kind == KIND_LIST ||
				   field->kind == KIND_ROWS;

		if (holds_lines && !field->ask[0] && !field->heading[0])
			return info->first + i;
	}
	return FORM_NONE;
}
