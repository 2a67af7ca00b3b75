/*
 * A change as lines: both sides with the differing words marked, and without the lines
 * that are the same.
 */
#include "internal.h"

#include "base/slice.h"
#include "merge/diff.h"
#include "text/grapheme.h"

#include <ctype.h>
#include <string.h>

/* --- what is left out --- */

/* The lines that both sides begin with are not shown. */
static size_t same_start(const struct str *a, const struct str *b)
{
	size_t same = 0;

	for (size_t i = 0; i < a->len && i < b->len && a->data[i] == b->data[i]; i++)
		if (a->data[i] == '\n')
			same = i + 1;
	return same;
}

/* Nor those that both end with, from the start of a line. */
static size_t same_end(const struct str *a, const struct str *b, size_t start)
{
	size_t most = (a->len < b->len ? a->len : b->len) - start;
	size_t same = 0;

	for (size_t n = 1; n <= most && a->data[a->len - n] == b->data[b->len - n]; n++)
		if (n < most && a->data[a->len - n - 1] == '\n' && b->data[b->len - n - 1] == '\n')
			same = n;
	return same;
}

/* A few words before the first difference, for when there is little room. */
static size_t near_difference(const struct str *a, const struct str *b, size_t start)
{
	enum { WORDS = 24 /* bytes */ };
	size_t at = start;
	size_t from;

	while (at < a->len && at < b->len && a->data[at] == b->data[at])
		at++;
	for (from = at; from > start && at - from < WORDS; from--)
		continue;
	while (from > start && a->data[from - 1] != ' ' && a->data[from - 1] != '\n')
		from--;
	return from;
}

/* --- marking different words --- */

static bool is_of_word(const struct str *text, size_t at)
{
	return isalnum((unsigned char)text->data[at]) != 0;
}

/* To whole words, as far as they are known by their letters: parts of one are hard to read. */
static void widen(const struct str *text, size_t *start, size_t *end)
{
	while (*start > 0 && *start < text->len && is_of_word(text, *start - 1) &&
		is_of_word(text, *start))
		(*start)--;
	while (*end > 0 && *end < text->len && is_of_word(text, *end - 1) && is_of_word(text, *end))
		(*end)++;
	*start = grapheme_snap(str_text(text), text->len, *start);
	if (grapheme_snap(str_text(text), text->len, *end) != *end)
		*end = grapheme_next(str_text(text), text->len, *end);
}

static void mark(struct str *marks, const struct str *text, size_t start, size_t len)
{
	size_t end = start + len;

	if (len == 0)
		return;
	widen(text, &start, &end);
	memset(marks->data + start, MARK, end - start);
}

void mark_changes(const struct str *before, const struct str *after, struct str *before_marks,
	struct str *after_marks)
{
	struct op set = {.kind = OP_SET, .removed = *before, .inserted = *after};
	struct ops edits = {0};
	size_t grown = 0; /* by earlier edits; below zero it wraps around, and back */

	if (before->len == 0 || after->len == 0)
		return;
	str_append_repeat(before_marks, ' ', before->len);
	str_append_repeat(after_marks, ' ', after->len);
	diff_set(&set, &edits);
	for (size_t i = 0; i < edits.n; i++) {
		const struct op *edit = &edits.items[i];

		mark(before_marks, before, edit->offset - grown, edit->removed.len);
		mark(after_marks, after, edit->offset, edit->inserted.len);
		grown += edit->inserted.len - edit->removed.len;
	}
	ops_release(&edits);
}

void change_find_span(const struct str *before, const struct str *now, size_t *from, size_t *to)
{
	size_t most = before->len < now->len ? before->len : now->len;
	size_t same = 0;
	size_t behind = 0;

	while (same < most && before->data[same] == now->data[same])
		same++;
	while (behind < most - same &&
		before->data[before->len - 1 - behind] == now->data[now->len - 1 - behind])
		behind++;
	*from = same;
	*to = now->len - behind;
}

bool change_find_words(
	const struct document *document, const struct change *change, size_t *from, size_t *to)
{
	const struct value *value = document_value(document, &change->place);
	const struct str *text = value ? &value->text : NULL;

	if (!text || change->kind != OP_SET || change->before.len == 0 ||
		!kind_info(document_field(document, &change->place)->kind)->is_words ||
		!str_equal(&change->after, str_text(text), text->len))
		return false;
	change_find_span(&change->before, text, from, to);
	if (*from == *to)
		return false;
	widen(text, from, to);
	while (*to > *from && ascii_is_space(text->data[*to - 1]))
		(*to)--;
	while (*from < *to && ascii_is_space(text->data[*from]))
		(*from)++;
	return *from < *to && *to - *from < text->len;
}

/* --- both sides of it --- */

/* The part of one side of a change that is shown. */
struct side {
	const char *sign;
	enum style style; /* of its marks */
	const struct str *text;
	struct str marks;
	size_t from;
	size_t to;
};

/* If the shown part begins within a line, an ellipsis takes a cell before it. */
static void add_part(struct popup *popup, const struct side *side, unsigned columns)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	bool is_onward = side->from > 0 && side->text->data[side->from - 1] != '\n';
	size_t first = popup->n;
	size_t len = side->to - side->from;
	struct str part = {0};
	struct str marks = {0};

	if (side->text->data[side->to - 1] == '\n')
		len--;
	if (is_onward)
		str_append_text(&part, ellipsis);
	str_append(&part, str_text(side->text) + side->from, len);
	if (side->marks.len > 0) {
		str_append_repeat(&marks, ' ', part.len - len);
		str_append(&marks, side->marks.data + side->from, len);
	}
	popup_add_differing(popup, side->sign, &part, &marks, side->style, columns);
	if (is_onward) {
		struct popup_item *item = &popup->items[first];

		item->is_onward = true;
		str_splice(&item->right, 0, strlen(ellipsis), "", 0);
		if (item->marks.len > 0)
			str_splice(&item->marks, 0, strlen(ellipsis), "", 0);
	}
	str_release(&part);
	str_release(&marks);
}

static void list_side(struct popup *popup, const struct side *side, size_t most, unsigned columns)
{
	size_t first = popup->n;
	size_t left_out;
	struct popup_item *rest;

	if (side->from >= side->to)
		return;
	add_part(popup, side, columns);
	if (popup->n - first <= most)
		return;
	left_out = popup->n - first - most + 1;
	popup_shorten(popup, first + most - 1);
	rest = popup_add(popup);
	rest->is_text = true;
	rest->style = STYLE_DIM;
	rest->sign = side->sign;
	str_appendf(&rest->right, "(%zu more lines)", left_out);
}

static void list_sides(
	struct popup *popup, const struct change *change, size_t most, unsigned columns)
{
	const struct str *before = &change->before;
	const struct str *after = &change->after;
	size_t start = same_start(before, after);
	size_t end = same_end(before, after, start);
	struct side old = {
		.sign = "  - ", .style = STYLE_REMOVED, .text = before, .to = before->len - end};
	struct side new = {
		.sign = "  + ", .style = STYLE_ADDED, .text = after, .to = after->len - end};

	old.from = new.from =
		most < CHANGE_LINES_MAX ? near_difference(before, after, start) : start;
	mark_changes(before, after, &old.marks, &new.marks);
	list_side(popup, &old, most, columns);
	list_side(popup, &new, most, columns);
	str_release(&old.marks);
	str_release(&new.marks);
}

void change_list(
	struct popup *popup, const struct change *change, int value, size_t most, unsigned columns)
{
	size_t first = popup->n;

	popup_add_wrapped(popup, "", STYLE_HEADING, str_text(&change->what), columns);
	if (change->kind != OP_ROW_MOVE)
		list_sides(popup, change, most, columns);
	for (size_t i = first; i < popup->n; i++) {
		popup->items[i].value = value;
		popup->items[i].place = change->place;
	}
}
