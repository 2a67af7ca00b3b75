/* The items of a popup: adding them, and going to one by its letter. */
#include "internal.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>
#include <wctype.h>

enum { PAUSE = 1000 /* milliseconds, after which a letter begins anew */ };

void popup_shorten(struct popup *self, size_t n)
{
	while (self->n > n) {
		struct popup_item *item = &self->items[--self->n];

		str_release(&item->left);
		str_release(&item->right);
		str_release(&item->marks);
		str_release(&item->end);
		str_release(&item->also.left);
		str_release(&item->also.right);
	}
}

struct popup_item *popup_add(struct popup *self)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n] = (struct popup_item){0};
	return &self->items[self->n++];
}

struct popup_item *popup_add_text(struct popup *self, const char *left, const char *right)
{
	struct popup_item *item = popup_add(self);

	if (left)
		str_append_text(&item->left, left);
	str_append_text(&item->right, right);
	return item;
}

void popup_add_marked(struct popup *self, const char *sign, const struct str *text,
	const struct str *marks, unsigned columns)
{
	struct wrap wrap = {0};

	wrap_layout(&wrap, str_text(text), text->len, columns - (unsigned)strlen(sign));
	for (size_t i = 0; i < wrap.n_lines; i++) {
		struct popup_item *item = popup_add(self);
		size_t start = wrap.lines[i].start;
		size_t len = wrap.lines[i].end - start;

		item->is_text = true;
		item->sign = sign;
		str_append(&item->right, str_text(text) + start, len);
		if (marks->len > 0)
			str_append(&item->marks, marks->data + start, len);
	}
	wrap_release(&wrap);
}

/* Puts signs around each run of marks, and marks them, too. */
static void put_signs(const struct str *text, const struct str *marks, const char *const signs[2],
	struct str *out, struct str *out_marks)
{
	bool was_marked = false;

	for (size_t i = 0; i <= text->len; i++) {
		bool is_marked = i < text->len && marks->data[i] == MARK;

		if (is_marked != was_marked) {
			str_append_text(out, signs[is_marked ? 0 : 1]);
			str_append_repeat(out_marks, MARK, 2);
		}
		if (i < text->len) {
			str_append_char(out, text->data[i]);
			str_append_char(out_marks, marks->data[i]);
		}
		was_marked = is_marked;
	}
}

void popup_add_differing(struct popup *self, const char *sign, const struct str *text,
	const struct str *marks, enum style style, unsigned columns)
{
	static const char *const removed[] = {"[-", "-]"};
	static const char *const added[] = {"{+", "+}"};
	size_t first = self->n;
	struct str signed_text = {0};
	struct str signed_marks = {0};

	if (marks->len > 0)
		put_signs(text, marks, style == STYLE_REMOVED ? removed : added, &signed_text,
			&signed_marks);
	popup_add_marked(self, sign, marks->len > 0 ? &signed_text : text, &signed_marks, columns);
	for (size_t i = first; i < self->n; i++)
		self->items[i].mark_word = style;
	str_release(&signed_text);
	str_release(&signed_marks);
}

void popup_add_wrapped(
	struct popup *self, const char *sign, enum style style, const char *text, unsigned columns)
{
	size_t first = self->n;
	struct str whole = {0};

	str_append_text(&whole, text);
	popup_add_marked(self, sign, &whole, &(struct str){0}, columns);
	for (size_t i = first; i < self->n; i++)
		self->items[i].style = style;
	str_release(&whole);
}

size_t popup_find_choice(const struct popup *self, size_t at, int direction)
{
	for (int turn = 0; turn < 2; turn++, direction = -direction)
		for (size_t i = at; i < self->n; i += (size_t)direction)
			if (!self->items[i].is_text)
				return i;
	return at;
}

void popup_select_value(struct popup *self, int value)
{
	for (size_t i = 0; i < self->n; i++)
		if (!self->items[i].is_text && self->items[i].value == value)
			self->selected = i;
}

static bool begins_with(const struct str *text, const struct str *start)
{
	size_t at = 0;

	for (size_t i = 0; i < start->len;) {
		uint32_t wanted;
		uint32_t found;

		if (at == text->len)
			return false;
		i += utf8_decode(start->data + i, start->len - i, &wanted);
		at += utf8_decode(text->data + at, text->len - at, &found);
		if (towlower((wint_t)found) != towlower((wint_t)wanted))
			return false;
	}
	return true;
}

/* From so many after the selected one on, the first item that begins so, at its left or right. */
static size_t find_start(
	const struct popup *self, size_t skipped, const struct str *start, bool at_left)
{
	for (size_t i = skipped; i < self->n + skipped; i++) {
		size_t nth = (self->selected + i) % self->n;
		const struct popup_item *item = &self->items[nth];

		if (!item->is_text && begins_with(at_left ? &item->left : &item->right, start))
			return nth;
	}
	return SIZE_MAX;
}

static bool go_to_start(struct popup *self, size_t skipped, const struct str *start)
{
	size_t nth = find_start(self, skipped, start, true);

	if (nth == SIZE_MAX)
		nth = find_start(self, skipped, start, false);
	if (nth == SIZE_MAX)
		return false;
	self->selected = nth;
	return true;
}

bool popup_jump(struct popup *self, uint32_t letter, int64_t now)
{
	struct str *typed = &self->prompt.letters.typed;
	char bytes[UTF8_MAX];
	size_t len = utf8_encode(letter, bytes);
	size_t former;
	bool is_word = false;

	if (now - self->prompt.letters.at > PAUSE)
		str_clear(typed);
	self->prompt.letters.at = now;
	former = typed->len;
	str_append(typed, bytes, len);
	if (former > 0 && go_to_start(self, 0, typed))
		return true;
	/* The same letter again and again goes through all that begin with it. */
	for (size_t i = 0; i + len <= former; i += len)
		is_word = is_word || memcmp(typed->data + i, bytes, len) != 0;
	if (!is_word) {
		str_clear(typed);
		str_append(typed, bytes, len);
		if (go_to_start(self, 1, typed))
			return true;
	}
	str_splice(typed, typed->len - len, len, "", 0);
	return false;
}
