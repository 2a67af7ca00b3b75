/* What all popups share: opening and closing, and listing their items. */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void drop_below(struct popup *self)
{
	if (!self->below)
		return;
	popup_release(self->below);
	free(self->below);
	self->below = NULL;
}

void popup_release(struct popup *self)
{
	popup_close(self);
	free(self->items);
	str_release(&self->prompt.input);
	str_release(&self->prompt.letters.typed);
	str_release(&self->about);
	str_release(&self->title);
	str_release(&self->prompt.former);
	*self = (struct popup){0};
}

const char *popup_title(const struct popup *self)
{
	return self->title.len > 0 ? str_text(&self->title) : self->type->title;
}

void popup_close(struct popup *self)
{
	view_close(&self->view);
	drop_below(self);
	popup_shorten(self, 0);
	changes_release(&self->changes);
	str_clear(&self->prompt.letters.typed);
	str_clear(&self->about);
	str_clear(&self->title);
	self->type = NULL;
}

/* The one below is open again, as it was. */
static void come_back(struct screen *screen, struct popup *below)
{
	popup_release(&screen->popup);
	screen->popup = *below;
	free(below);
	views_open(screen->view.stack, &screen->popup.view);
}

void popup_dismiss(struct screen *screen)
{
	void (*closed)(struct screen *) = screen->popup.type->closed;
	struct popup *below = screen->popup.below;

	screen->popup.below = NULL;
	popup_close(&screen->popup);
	if (below)
		come_back(screen, below);
	else if (closed)
		closed(screen);
}

/* How many choices are above the selected one. */
static size_t count_above(const struct popup *self)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n && i < self->selected; i++)
		n += !self->items[i].is_text;
	return n;
}

/* The lines have changed, but not the choices. */
static void fit(struct popup *self, size_t above)
{
	popup_fit(self, self->columns);
	self->selected = popup_find_choice(self, 0, 1);
	while (above-- > 0)
		self->selected = popup_find_choice(self, self->selected + 1, 1);
}

/* Numbers the choices; other lines have the number of the choice above them. */
static void number(struct popup *self)
{
	size_t n = self->rest.before;

	for (size_t i = 0; i < self->n; i++) {
		n += !self->items[i].is_text;
		self->items[i].nth = n > 0 ? n : 1;
	}
}

/* Nothing has changed since. */
static void note_listed(struct screen *screen)
{
	struct popup_opening *opening = &screen->popup.opening;

	opening->revision = editor_document(screen->editor)->revision;
	opening->findings = editor_findings_revision(screen->editor);
}

void popup_list_again(struct screen *screen)
{
	struct popup *self = &screen->popup;
	size_t above = count_above(self);
	bool is_at_end = self->type->is_writing && self->top + self->visible >= self->n;

	note_listed(screen);
	self->columns = popup_columns(screen);
	self->left = self->type->left_columns;
	if (!self->type->list)
		return;
	popup_shorten(self, 0);
	self->type->list(screen, self);
	if (self->type->is_fitted)
		fit(self, above);
	if (self->selected >= self->n)
		self->selected = self->n > 0 ? self->n - 1 : 0;
	self->selected = popup_find_choice(self, self->selected, 1);
	if (is_at_end)
		self->top = self->n; /* drawing fills the box */
	number(self);
}

static void begin(struct screen *screen, const struct popup_type *type, const char *input)
{
	struct popup *self = &screen->popup;

	views_open(screen->view.stack, &self->view);
	self->type = type;
	self->rest = (struct popup_rest){0};
	self->selected = 0;
	self->top = 0;
	self->value = 0;
	self->opening.is_unexpected = false;
	self->opening.at = session_clock(screen->session);
	str_set(&self->prompt.input, input, strlen(input));
	self->prompt.cursor = self->prompt.input.len;
	self->prompt.is_offered = self->prompt.input.len > 0;
	popup_list_again(screen);
}

void popup_open(struct screen *screen, const struct popup_type *type, const char *input)
{
	popup_close(&screen->popup);
	begin(screen, type, input);
}

void popup_open_over(struct screen *screen, const struct popup_type *type)
{
	struct popup *below = mem_alloc(sizeof(*below));

	view_close(&screen->popup.view);
	*below = screen->popup;
	screen->popup = (struct popup){.view = below->view, .below = below};
	begin(screen, type, "");
}

/* The choice that says the same as before, best with its number; else the one with that number, or
 * at that place. */
static void select_again(struct popup *self, const struct str *text, int value)
{
	enum { NUMBER = 1, TEXT = 2 };
	int best = 0;

	for (size_t i = 0; i < self->n; i++) {
		const struct popup_item *item = &self->items[i];
		int likeness = (item->value == value ? NUMBER : 0) +
			       (str_equal(&item->right, str_text(text), text->len) ? TEXT : 0);

		if (item->is_text || likeness <= best)
			continue;
		self->selected = i;
		best = likeness;
	}
}

void popup_follow(struct screen *screen, struct popup *self)
{
	struct str text = {0};
	int value = 0;

	if (self->selected < self->n) {
		const struct popup_item *item = &self->items[self->selected];

		str_append(&text, str_text(&item->right), item->right.len);
		value = item->value;
	}
	popup_list_again(screen);
	select_again(self, &text, value);
	str_release(&text);
}

static bool has_changed(const struct screen *screen, const struct popup_opening *since)
{
	return since->revision != editor_document(screen->editor)->revision ||
	       since->findings != editor_findings_revision(screen->editor);
}

void popup_check(struct screen *screen)
{
	struct popup *self = &screen->popup;

	if (self->type && self->type->is_over && self->type->is_over(screen, self))
		popup_close(self);
	if (!self->type || !self->type->follow || !has_changed(screen, &self->opening))
		return;
	note_listed(screen);
	self->type->follow(screen, self);
}
