/*
 * Fits choices into the available room: the explanation is next to the name, or below it if the
 * names leave too little room, on as many lines as it needs. Nothing is cut.
 */
#include "internal.h"

#include "text/grapheme.h"

#include <stdlib.h>
#include <string.h>

enum { SIGN = 2 /* of the selected one */, GAP = 2, INDENT = 4, ROOM_LEAST = 18 };

static bool is_choice(const struct popup_item *item)
{
	return !item->is_text && !item->is_heading;
}

static unsigned widest_name(const struct popup *self)
{
	unsigned widest = 0;

	for (size_t i = 0; i < self->n; i++) {
		const struct str *name = &self->items[i].left;
		unsigned width = grapheme_width(str_text(name), name->len);

		if (is_choice(&self->items[i]) && width > widest)
			widest = width;
	}
	return widest;
}

static struct popup_item *add_line(struct popup *self, const char *text, size_t len)
{
	struct popup_item *line = popup_add(self);

	line->is_text = line->is_more = true;
	str_append(&line->right, text, len);
	return line;
}

/* A name alone on its line may need more than one, too. */
static void add_name(struct popup *self, struct popup_item *item, unsigned columns)
{
	struct str name = item->left;
	struct wrap wrap = {0};

	item->left = (struct str){0};
	*popup_add(self) = *item;
	wrap_layout(&wrap, str_text(&name), name.len, columns - SIGN);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		struct popup_item *line =
			i == 0 ? &self->items[self->n - 1] : add_line(self, "", 0);

		str_append(&line->left, str_text(&name) + wrap.lines[i].start,
			wrap.lines[i].end - wrap.lines[i].start);
	}
	wrap_release(&wrap);
	str_release(&name);
}

/* Moves a choice over, its explanation split into lines, the first one next to the name. */
static void add_fitted(struct popup *self, struct popup_item *item, unsigned columns)
{
	bool is_below = self->left == INDENT;
	struct str about = item->right;
	struct wrap wrap = {0};

	item->right = (struct str){0};
	if (is_below)
		add_name(self, item, columns);
	else
		*popup_add(self) = *item;
	wrap_layout(&wrap, str_text(&about), about.len, columns - self->left);
	for (size_t i = 0; i < wrap.n_lines && about.len > 0; i++) {
		const char *text = str_text(&about) + wrap.lines[i].start;
		size_t len = wrap.lines[i].end - wrap.lines[i].start;

		if (i == 0 && !is_below)
			str_append(&self->items[self->n - 1].right, text, len);
		else
			add_line(self, text, len);
	}
	wrap_release(&wrap);
	str_release(&about);
}

/* The first cluster from which the text up to end takes at most so many columns. */
static size_t start_before(const char *text, size_t len, size_t end, unsigned columns)
{
	size_t start = end;

	while (start > 0) {
		size_t before = grapheme_previous(text, len, start);

		if (grapheme_width(text + before, end - before) > columns)
			break;
		start = before;
	}
	return start;
}

/*
 * Where the text of an excerpt begins: as far before what it shows as the room allows, at the start
 * of a word if there is one nearby.
 */
static size_t excerpt_start(
	const char *text, size_t len, const struct popup_item *item, unsigned room)
{
	size_t end = grapheme_snap(text, len, item->excerpt.shows);
	unsigned lead = item->excerpt.tail + 1 < room ? room - 1 - item->excerpt.tail : 0;
	size_t start = start_before(text, len, end, lead > room / 4 ? lead : room / 4);
	size_t least = start_before(text, len, end, lead > room / 2 ? lead : room / 2);

	for (size_t at = start; at > 0 && at < end; at++)
		if (text[at - 1] == ' ')
			return at;
	for (size_t at = start; at > least; at--)
		if (text[at - 1] == ' ')
			return at;
	return least == 0 ? 0 : start;
}

/* Moves over a choice that has one line for its text. */
static void add_excerpt(struct popup *self, struct popup_item *item, unsigned columns)
{
	bool is_below = self->left == INDENT;
	unsigned room = columns - self->left;
	struct str text = item->right;
	struct popup_item *line;
	size_t start = 0;

	if (grapheme_width(str_text(&text), text.len) > room)
		start = excerpt_start(str_text(&text), text.len, item, room);
	item->right = (struct str){0};
	if (is_below)
		add_name(self, item, columns);
	else
		*popup_add(self) = *item;
	line = is_below ? add_line(self, "", 0) : &self->items[self->n - 1];
	line->is_onward = start > 0;
	str_append(&line->right, str_text(&text) + start, text.len - start);
	str_release(&text);
}

void popup_fit(struct popup *self, unsigned columns)
{
	unsigned left = SIGN + widest_name(self) + GAP;
	struct popup fitted = {.left = left + ROOM_LEAST > columns ? INDENT : left};

	for (size_t i = 0; i < self->n; i++) {
		struct popup_item *item = &self->items[i];

		if (item->excerpt.is_wanted)
			add_excerpt(&fitted, item, columns);
		else if (is_choice(item))
			add_fitted(&fitted, item, columns);
		else
			*popup_add(&fitted) = *item;
	}
	free(self->items);
	self->items = fitted.items;
	self->n = fitted.n;
	self->cap = fitted.cap;
	self->left = fitted.left;
}
