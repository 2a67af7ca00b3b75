/*
 * Who else has the document open, and what is said about newcomers. When to check is in
 * src/sync/presence_poll.c.
 */
#include "internal.h"

#include <string.h>

void company_start(struct session *self, const struct person *person)
{
	author_names_set_own(self, person);
	autosave_show_person(self->autosave, person, editor_focus(self->editor)->page);
}

void session_set_reading(struct session *self, bool is_reading)
{
	self->is_reading = is_reading;
}

unsigned company_page(const struct session *self)
{
	return self->is_reading ? FORM_NONE : editor_focus(self->editor)->page;
}

const char *session_person_page(const struct session *self, const struct person *person)
{
	for (size_t i = 0; i < self->form->n_pages; i++)
		if (strcmp(self->form->pages[i].key, person->page) == 0)
			return self->form->pages[i].title;
	return NULL;
}

void session_describe_person(
	const struct session *self, const struct person *person, struct str *out)
{
	const char *page = session_person_page(self, person);

	str_appendf(out, "%s@%s, process %ld", person->user, person->host, person->process);
	if (session_person_reads(person))
		str_append_text(out, ", reading");
	else if (page != NULL)
		str_appendf(out, ", on %s", page);
}

/* Announces those who came since the last look, unless something is said already: for them, too,
 * the title line is enough then, as for those who left. */
static void announce(struct session *self, const struct company *now)
{
	struct str people = {0};

	for (size_t i = 0; i < now->n; i++) {
		if (company_has(&self->company, &now->items[i]))
			continue;
		str_append_text(&people, people.len > 0 ? "; " : "");
		session_describe_person(self, &now->items[i], &people);
	}
	if (people.len > 0 && editor_message(self->editor)->level == MESSAGE_NONE)
		session_say(self, MESSAGE_INFO, "This file is also open: %s", str_text(&people));
	str_release(&people);
}

void session_set_company(struct session *self, struct company *others)
{
	company_release(&self->company);
	self->company = *others;
	*others = (struct company){0};
}

void company_tick(struct session *self)
{
	unsigned page = company_page(self);
	const char *key = page == FORM_NONE ? PERSON_READS : self->form->pages[page].key;
	struct company others = {0};

	if (!autosave_update_presence(self->autosave, page, key, &others))
		return;
	announce(self, &others);
	session_set_company(self, &others);
	author_names_set_others(self);
}
