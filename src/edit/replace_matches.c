/*
 * Replaces matches. They are all found in the original text, so a replacement is never
 * replaced in turn; everything is one undo step. Only texts are changed, because a time
 * or choice means more than its letters show.
 */
#include "internal.h"

#include "model/conflict.h"

#include <string.h>

/* Does the text consist of nothing but its letters? */
static bool is_plain_text(const struct form_field *field)
{
	return kind_info(field->kind)->takes_text && !field_is_parsed(field);
}

static bool may_replace(const struct editor *self, const struct place *place)
{
	const struct value *value = document_value(&self->document, place);
	struct conflict conflict;

	return !self->document.is_read_only && value != NULL && !value->is_foreign &&
	       is_plain_text(document_field(&self->document, place)) &&
	       !conflict_find(str_text(&value->text), value->text.len, 0, &conflict);
}

/* --- the new text --- */

struct replacing {
	struct needle needle;
	const struct str *with;
	struct replaced *replaced;
};

static bool begins_item(const struct str *text, size_t at)
{
	return (at == 0 || text->data[at - 1] == '\n') &&
	       (text->len - at < 2 || memcmp(text->data + at, "  ", 2) != 0);
}

/* Leading spaces would make an item a continuation; removes them, and returns how many of those
 * that follow are removed too. */
static size_t trim_item(struct str *out, size_t start, const struct str *text, size_t at)
{
	str_splice(out, start, strspn(str_text(out) + start, " "), "", 0);
	return out->len == start ? strspn(str_text(text) + at, " ") : 0;
}

/* Appends text with the matches replaced, or only the one at an offset. */
static size_t replace_in(const struct replacing *replacing, const struct str *text, bool is_list,
	size_t only, struct str *out)
{
	struct match match;
	size_t n = 0;
	size_t at = 0;

	for (size_t from = 0; search_next(text, &replacing->needle, from, &match) != SIZE_MAX;
		from = match.at + match.len) {
		if (only != SIZE_MAX && match.at != only)
			continue;
		str_append(out, text->data + at, match.at - at);
		size_t start = out->len;
		str_append(out, str_text(replacing->with), replacing->with->len);
		at = match.at + match.len;
		if (is_list && begins_item(text, match.at))
			at += trim_item(out, start, text, at);
		n++;
	}
	str_append(out, str_text(text) + at, text->len - at);
	return n;
}

static bool is_inside(const struct str *text, size_t at)
{
	return at < text->len && ((unsigned char)text->data[at] & 0xc0) == 0x80;
}

/* Applies the difference as one edit, so that cursors and others' changes keep their positions. */
static bool apply(struct editor *self, const struct place *place, const struct str *from,
	const struct str *to)
{
	size_t start = 0, end = 0;
	size_t least = from->len < to->len ? from->len : to->len;
	struct op op = {0};

	while (start < least && from->data[start] == to->data[start])
		start++;
	while (start > 0 && (is_inside(from, start) || is_inside(to, start)))
		start--;
	while (end < least - start &&
		from->data[from->len - 1 - end] == to->data[to->len - 1 - end])
		end++;
	while (end > 0 && (is_inside(from, from->len - end) || is_inside(to, to->len - end)))
		end--;
	if (start + end == from->len && from->len == to->len)
		return true;
	document_op_edit(&self->document, place, start, from->len - start - end,
		str_text(to) + start, to->len - start - end, &op);
	focus_rebase_live(self, &op);
	return change_apply(self, &op);
}

static size_t count_in(const struct str *text, const struct needle *needle)
{
	struct match match;
	size_t n = 0;

	for (size_t from = 0; search_next(text, needle, from, &match) != SIZE_MAX;
		from = match.at + match.len)
		n++;
	return n;
}

static void visit(
	struct editor *self, const struct place *place, const struct str *shown, void *data)
{
	struct replacing *replacing = data;
	bool is_list = document_field(&self->document, place)->kind == KIND_LIST;
	struct str text = {0};
	size_t n;

	if (!may_replace(self, place)) {
		replacing->replaced->left += count_in(shown, &replacing->needle);
		return;
	}
	n = replace_in(replacing, shown, is_list, SIZE_MAX, &text);
	if (n > 0 && !apply(self, place, shown, &text))
		replacing->replaced->left += n;
	else
		replacing->replaced->done += n;
	str_release(&text);
}

/* --- all, and one --- */

static void say_replaced(struct editor *self, const struct replaced *replaced)
{
	struct str text = {0};

	str_appendf(&text, "%zu replaced", replaced->done);
	if (replaced->done > 0) {
		str_append_text(&text, "; ");
		editor_append_key(self, ACTION_UNDO, &text);
		str_append_text(&text,
			replaced->done > 1 ? " takes them back in one step" : " takes it back");
	}
	if (replaced->left > 0)
		str_appendf(&text, "; %zu left as they were: times, choices and read-only values",
			replaced->left);
	editor_say(
		self, replaced->left > 0 ? MESSAGE_WARNING : MESSAGE_INFO, "%s", str_text(&text));
	str_release(&text);
}

void editor_replace_all(
	struct editor *self, const char *needle, const char *with, struct replaced *replaced)
{
	struct str sought = {0};
	struct str new = {0};
	struct replacing replacing = {.with = &new, .replaced = replaced};

	*replaced = (struct replaced){0};
	editor_begin(self);
	editor_finish_typed(self);
	str_append_text(&sought, needle);
	str_append_text(&new, with);
	needle_init(&replacing.needle, str_text(&sought), sought.len);
	undo_close(self);
	undo_begin(self, STEP_WHOLE);
	search_each(self, &sought, visit, &replacing);
	self->search.is_there = false;
	focus_end_selection(self);
	focus_fix(self);
	undo_end(self);
	say_replaced(self, replaced);
	needle_release(&replacing.needle);
	str_release(&sought);
	str_release(&new);
}

bool editor_replace_match(struct editor *self, const char *needle, const char *with)
{
	const struct editor_search *found = &self->search;
	struct str new = {0}, text = {0}, shown = {0};
	struct replacing replacing = {.with = &new};
	struct place place = found->place;
	bool is_done = false;

	editor_begin(self);
	if (!search_is_there(self))
		return false;
	if (!may_replace(self, &place)) {
		editor_say(self, MESSAGE_WARNING, "Left as it was: only texts can be replaced");
		return false;
	}
	needle_init(&replacing.needle, needle, strlen(needle));
	str_append_text(&new, with);
	editor_show(self, &place, &shown);
	size_t at = found->match.at;
	replace_in(&replacing, &shown, document_field(&self->document, &place)->kind == KIND_LIST,
		at, &text);
	undo_close(self);
	undo_begin(self, STEP_WHOLE);
	is_done = apply(self, &place, &shown, &text);
	self->search.is_there = false;
	/* After it, so that the search continues past the replacement. */
	size_t end = text.len - (shown.len - found->match.at - found->match.len);
	editor_set_cursor(self, end <= text.len && end >= at ? end : at, false);
	undo_end(self);
	needle_release(&replacing.needle);
	str_release(&new);
	str_release(&text);
	str_release(&shown);
	return is_done;
}
