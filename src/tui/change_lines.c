/*
 * A change as lines: both sides with the differing words marked, and without the lines
 * that are the same.
 */
#include "internal.h"

#include "base/slice.h"
#include "merge/text_match.h"

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

static void mark(struct str *marks, const struct text_pieces *pieces)
{
	for (size_t i = 0; i < pieces->n; i++)
		str_append_repeat(marks, pieces->is_kept[i] ? ' ' : MARK, pieces->items[i].len);
}

void mark_changes(const struct str *before, const struct str *after, struct str *before_marks,
	struct str *after_marks)
{
	struct text_match match;

	if (before->len == 0 || after->len == 0)
		return;
	text_match_shown(&match, slice_of(before), slice_of(after));
	mark(before_marks, &match.from);
	mark(after_marks, &match.to);
	text_match_release(&match);
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

/* From the first marked byte of what it is now to behind the last one. */
static void find_marked(const struct change *change, size_t *from, size_t *to)
{
	struct str ignored = {0};
	struct str marks = {0};

	mark_changes(&change->before, &change->after, &ignored, &marks);
	*from = *to = 0;
	for (size_t i = marks.len; i-- > 0;) {
		if (marks.data[i] != MARK)
			continue;
		*from = i;
		*to = *to > 0 ? *to : i + 1;
	}
	str_release(&ignored);
	str_release(&marks);
}

/* Is it in a text as it was listed? */
static bool is_as_listed(const struct change *change, const struct str *text)
{
	const struct str *after = &change->after;
	size_t start = change->part.at.to - change->part.at.before;

	if (change->part.nth == 0)
		return str_equal(after, str_text(text), text->len);
	return start + after->len <= text->len &&
	       memcmp(str_text(text) + start, str_text(after), after->len) == 0;
}

bool change_find_words(
	const struct document *document, const struct change *change, size_t *from, size_t *to)
{
	const struct value *value = document_value(document, &change->place);
	const struct str *text = value ? &value->text : NULL;

	if (!text || change->kind != OP_SET || !is_as_listed(change, text) ||
		!kind_info(document_field(document, &change->place)->kind)->is_words)
		return false;
	if (change->part.nth == 0) {
		find_marked(change, from, to);
	} else {
		*from = change->part.at.to;
		*to = change->part.at.to_end;
	}
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
	const struct change_part *part;
	struct str marks;
	size_t from;
	size_t to;
};

/* If the shown part begins within a line, an ellipsis takes a cell before it; if it ends within
 * one, there is another behind it. */
static void add_part(struct popup *popup, const struct side *side, unsigned columns)
{
	static const char ellipsis[] = "\xe2\x80\xa6";
	bool is_onward =
		side->from > 0 ? side->text->data[side->from - 1] != '\n' : side->part->is_onward;
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
	if (side->part->goes_on && side->to == side->text->len)
		str_append_text(&part, ellipsis);
	if (marks.len > 0)
		str_append_repeat(&marks, ' ', part.len - marks.len);
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
	struct side old = {.sign = "  - ",
		.style = STYLE_REMOVED,
		.text = before,
		.part = &change->part,
		.to = before->len - end};
	struct side new = {.sign = "  + ",
		.style = STYLE_ADDED,
		.text = after,
		.part = &change->part,
		.to = after->len - end};

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
	struct str heading = {0};

	str_append(&heading, str_text(&change->what), change->what.len);
	if (change->part.of > 1)
		str_appendf(&heading, ", place %zu of %zu", change->part.nth, change->part.of);
	popup_add_wrapped(popup, "", STYLE_HEADING, str_text(&heading), columns);
	str_release(&heading);
	if (change->kind != OP_ROW_MOVE)
		list_sides(popup, change, most, columns);
	for (size_t i = first; i < popup->n; i++) {
		popup->items[i].value = value;
		popup->items[i].place = change->place;
	}
}
