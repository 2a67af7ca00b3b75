/*
 * What changed, place by place, with the old text and the new one: since the document was
 * opened, and what a recovery brought back. Every line leads to its place; r takes the
 * change under the cursor back.
 */
#include "internal.h"

#include "merge/diff.h"
#include "text/grapheme.h"

#include <string.h>

enum { LINES_MAX = 200 };

/* --- a change in lines --- */

/* The lines that both sides begin with need not be shown. */
static size_t same_start(const struct str *a, const struct str *b)
{
	size_t same = 0;

	for (size_t i = 0; i < a->len && i < b->len && a->data[i] == b->data[i]; i++)
		if (a->data[i] == '\n')
			same = i + 1;
	return same;
}

/* Nor those that both end with, from the start of a line on. */
static size_t same_end(const struct str *a, const struct str *b, size_t start)
{
	size_t most = (a->len < b->len ? a->len : b->len) - start;
	size_t same = 0;

	for (size_t n = 1; n <= most && a->data[a->len - n] == b->data[b->len - n]; n++)
		if (n < most && a->data[a->len - n - 1] == '\n' && b->data[b->len - n - 1] == '\n')
			same = n;
	return same;
}

/* A few words before the first difference: where there is room for little else. */
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

/* --- what of it is other words --- */

static void mark(struct str *marks, const struct str *text, size_t start, size_t len)
{
	size_t end = start + len;

	if (len == 0)
		return;
	start = grapheme_snap(str_text(text), text->len, start);
	if (grapheme_snap(str_text(text), text->len, end) != end)
		end = grapheme_next(str_text(text), text->len, end);
	memset(marks->data + start, MARK, end - start);
}

void mark_changes(const struct str *before, const struct str *after, struct str *before_marks,
	struct str *after_marks)
{
	struct op set = {.kind = OP_SET, .removed = *before, .inserted = *after};
	struct ops edits = {0};
	size_t grown = 0; /* by the edits before; below zero it wraps around, and back */

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

/* --- both sides of it --- */

/* One side of a change: what is shown of it. */
struct side {
	const char *sign;
	const struct str *text;
	struct str marks;
	size_t from;
	size_t to;
};

/* What is shown begins within a line: an ellipsis takes a cell in front of it. */
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
	popup_add_marked(popup, side->sign, &part, &marks, columns);
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
	struct side old = {.sign = "  - ", .text = before, .to = before->len - end};
	struct side new = {.sign = "  + ", .text = after, .to = after->len - end};

	old.from = new.from = most < LINES_MAX ? near_difference(before, after, start) : start;
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

/* --- the list --- */

static void changes_list(struct screen *screen, struct popup *popup)
{
	unsigned columns = popup_columns(screen->canvas_columns) - 2;

	for (size_t i = 0; i < popup->changes.n; i++)
		change_list(popup, &popup->changes.items[i], (int)i, LINES_MAX, columns);
	for (size_t i = 0; i < popup->n; i++)
		popup->items[i].is_text = false;
}

/* A row that is gone leads to its table. */
static enum want changes_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct session *session = screen->session;
	struct place place;

	(void)popup;
	if (!item)
		return WANT_NOTHING;
	place = item->place;
	if (place.row[0] != '\0' &&
		document_row_index(&session->document, place.field, place.row) == SIZE_MAX)
		place = (struct place){.field = place.field};
	session_go(session, &place);
	return WANT_NOTHING;
}

/* Finds the changes and opens, or goes on with, the popup; closes it when there are none. */
static bool fill(struct screen *screen, const struct popup_type *type)
{
	struct popup *popup = &screen->popup;
	struct changes changes = {0};
	size_t selected = popup->type == type ? popup->selected : 0;

	if (!session_changes(screen->session, &changes) || changes.n == 0) {
		changes_release(&changes);
		popup_close(popup);
		return false;
	}
	popup_open(screen, type, "");
	popup->changes = changes;
	popup->selected = selected;
	popup_list_again(screen);
	return true;
}

static bool changes_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	const struct popup_type *type = popup->type;
	bool is_revert = (key->code == 'r' && key->modifiers == 0) || key->code == KEY_DELETE_KEY;

	if (!is_revert || popup->selected >= popup->n)
		return false;

	int nth = popup->items[popup->selected].value;

	if (!session_revert_change(screen->session, &popup->changes.items[nth]))
		session_say(screen->session, MESSAGE_INFO,
			"This one cannot be taken back alone; undo or \"revert\" can");
	fill(screen, type);
	return true;
}

static void back_to_notice(struct screen *screen)
{
	recovered_open(screen, true);
}

static const struct popup_type changes_type = {
	.title = "Changed since opening",
	.hint = "Enter: go, r: revert it, Esc",
	.is_choice = true,
	.list = changes_list,
	.choose = changes_choose,
	.key = changes_key,
};

static const struct popup_type compare_type = {
	.title = "Recovered: - the file, + now",
	.hint = "Enter: go, r: revert it, Esc",
	.is_choice = true,
	.list = changes_list,
	.choose = changes_choose,
	.key = changes_key,
	.closed = back_to_notice,
};

void changes_open(struct screen *screen)
{
	if (!fill(screen, &changes_type) && screen->session->message_level == MESSAGE_NONE)
		session_say(
			screen->session, MESSAGE_INFO, "You changed nothing since you opened it");
}

void compare_open(struct screen *screen)
{
	fill(screen, &compare_type);
}

/* --- all of it --- */

enum { CHOICE_STAY, CHOICE_REVERT };

static enum want revert_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	(void)popup;
	if (item && item->value == CHOICE_REVERT)
		session_revert(screen->session);
	return WANT_NOTHING;
}

static void revert_list(struct screen *screen, struct popup *popup)
{
	size_t n = popup->changes.n;
	struct str about = {0};

	(void)screen;
	str_appendf(&about, "take back %zu change%s; undo brings %s here again", n,
		n == 1 ? "" : "s", n == 1 ? "it" : "them");
	popup_add_text(popup, "Stay", "with the text as it is")->value = CHOICE_STAY;
	popup_add_text(popup, "Revert", str_text(&about))->value = CHOICE_REVERT;
	str_release(&about);
}

static const struct popup_type revert_type = {
	.title = "Back to the text as opened?",
	.hint = "Esc: stay",
	.is_choice = true,
	.is_fitted = true,
	.list = revert_list,
	.choose = revert_choose,
};

void revert_open(struct screen *screen)
{
	struct changes changes = {0};

	if (!session_changes(screen->session, &changes)) {
		changes_release(&changes);
	} else if (changes.n == 0) {
		session_say(
			screen->session, MESSAGE_INFO, "You changed nothing since you opened it");
	} else {
		popup_open(screen, &revert_type, "");
		screen->popup.changes = changes;
		popup_list_again(screen);
	}
}
