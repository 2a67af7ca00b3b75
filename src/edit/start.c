/*
 * Start: the few fields that a new document begins with, as a page of their own. They are the
 * fields of other pages, and the focus on one is an ordinary one that is marked (on_start), so that
 * typing, undo and merging need to know nothing about it.
 */
#include "internal.h"

#include "base/mem.h"

#include <stdlib.h>

void start_init(struct editor *self)
{
	struct start *start = &self->start;

	start->fields = mem_alloc(sizeof(*start->fields) * (self->form->n_fields + 1));
	start->n = form_find_start_fields(self->form, start->fields);
}

void start_release(struct start *self)
{
	free(self->fields);
}

size_t editor_start_fields(const struct editor *self, const unsigned **fields)
{
	*fields = self->start.fields;
	return self->start.n;
}

size_t start_find(const struct editor *self, unsigned field)
{
	size_t at = 0;

	while (at < self->start.n && self->start.fields[at] != field)
		at++;
	return at;
}

unsigned start_find_empty(const struct editor *self)
{
	for (size_t i = 0; i < self->start.n; i++) {
		unsigned field = self->start.fields[i];

		if (self->document.values[field].text.len == 0 &&
			self->document.tables[field].n == 0)
			return field;
	}
	return self->start.fields[0];
}

/* The timeline comes next: it is written while people remember. */
void start_say_end(struct editor *self)
{
	unsigned events = form_find_role(self->form, ROLE_EVENTS);
	unsigned page = events == FORM_NONE ? 0 : self->form->fields[events].page;
	struct str key = {0};

	if (page <= ACTION_GO_PAGE_9 - ACTION_GO_PAGE_1)
		editor_append_key(self, (enum action)(ACTION_GO_PAGE_1 + page), &key);
	editor_say(self, MESSAGE_INFO, "Now write on %u %s%s%s", page + 1,
		self->form->pages[page].title, key.len > 0 ? ": " : "", str_text(&key));
	str_release(&key);
}
