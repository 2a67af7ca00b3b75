#include "help_lines.h"

#include "internal.h"
#include "word_match.h"

#include <stdint.h>

static bool is_searching(const struct help *self)
{
	return self->input[0] != '\0';
}

/* "14:00" is spelled as "14:05" is. */
static void forget_digits(char *text)
{
	for (; text && *text; text++)
		if (*text >= '0' && *text <= '9')
			*text = '0';
}

static bool matches(const struct help *self, struct str *text)
{
	struct str input = {0};
	bool is_found;

	str_append_text(&input, self->input);
	if (self->has_any_digit) {
		forget_digits(input.data);
		forget_digits(text->data);
	}
	is_found = self->is_meant || words_match(str_text(text), str_text(&input));
	str_release(&input);
	return is_found;
}

bool help_finds(struct help *self, const char *left, const char *right, const char *words)
{
	struct str text = {0};
	bool is_found = true;
	size_t distance;

	if (!is_searching(self))
		return true;
	str_appendf(&text, "%s %s %s %s", left, right, words ? words : "", self->title);
	if (self->most == SIZE_MAX) {
		is_found = matches(self, &text);
	} else {
		distance = words_distance(str_text(&text), self->input);
		self->nearest = distance < self->nearest ? distance : self->nearest;
		is_found = distance <= self->most;
	}
	str_release(&text);
	return is_found;
}

void help_begin(struct help *self, const char *title)
{
	self->section = self->title = title;
	self->first = self->popup->n;
}

struct popup_item *help_add(
	struct help *self, const char *left, const char *right, const char *words)
{
	struct popup_item *item;

	if (!help_finds(self, left, right, words))
		return NULL;
	if (self->section) {
		popup_add_text(self->popup, NULL, self->section)->is_heading = true;
		self->first = self->popup->n;
		self->section = NULL;
	}
	item = popup_add_text(self->popup, left, right);
	item->has_signs = true;
	return item;
}

void help_pair_up(struct help *self)
{
	struct popup *popup = self->popup;
	size_t n = popup->n - self->first;
	size_t rows = (n + 1) / 2;

	if (!self->is_wide || self->section)
		return;
	for (size_t i = rows; i < n; i++) {
		struct popup_item *from = &popup->items[self->first + i];
		struct popup_item *to = &popup->items[self->first + i - rows];

		to->also.left = from->left;
		to->also.right = from->right;
		from->left = from->right = (struct str){0};
	}
	popup_shorten(popup, self->first + rows);
}
