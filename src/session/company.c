/*
 * Who else has the document open. The saver's thread goes and looks, for a file system
 * can be slow; here it is decided when, and told who came.
 */
#include "disk.h"

#include <string.h>

enum {
	SETTLE = 100,    /* milliseconds from opening on: the first screen goes first */
	LOOK = 2000,     /* between looks */
	TURN_PAGE = 300, /* between pages shown to others */
};

void company_start(struct session *self, const struct person *person)
{
	struct session_private *inside = self->inside;

	saver_set_presence(
		inside->saver, presence_new(inside->io, inside->ids, inside->time, person));
	people_name_self(self, person);
	/* Where no file is nobody can be, and nothing shall be beside it. */
	inside->meeting.is_put_off = inside->saving.is_unborn;
	if (!inside->meeting.is_put_off)
		company_join(self);
}

void company_join(struct session *self)
{
	self->inside->meeting.due_at = session_now(self) + SETTLE;
	self->inside->meeting.page = editor_focus(self->editor)->page;
	self->inside->meeting.is_put_off = false;
}

int64_t company_due_at(const struct session *self)
{
	const struct meeting *meeting = &self->inside->meeting;

	if (meeting->due_at == NEVER || meeting->page == editor_focus(self->editor)->page ||
		meeting->asked_at + TURN_PAGE > meeting->due_at)
		return meeting->due_at;
	return meeting->asked_at + TURN_PAGE;
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
	if (page != NULL)
		str_appendf(out, ", on %s", page);
}

/* Those who came since the last look. Who went is gone from the title line, and that will do. */
static void announce(struct session *self, const struct company *before)
{
	struct str people = {0};

	for (size_t i = 0; i < self->company.n; i++) {
		if (company_has(before, &self->company.items[i]))
			continue;
		str_append_text(&people, people.len > 0 ? "; " : "");
		session_describe_person(self, &self->company.items[i], &people);
	}
	if (people.len > 0)
		session_say(self, MESSAGE_INFO, "This file is also open: %s", str_text(&people));
	str_release(&people);
}

static void take(struct session *self)
{
	struct company before = self->company;

	self->company = (struct company){0};
	if (saver_take_company(self->inside->saver, &self->company)) {
		announce(self, &before);
		people_name_others(self);
		company_release(&before);
	} else {
		self->company = before;
	}
}

void company_tick(struct session *self)
{
	struct session_private *inside = self->inside;
	struct meeting *meeting = &inside->meeting;
	int64_t now = session_now(self);

	if (meeting->due_at == NEVER)
		return;
	take(self);
	if (now < company_due_at(self))
		return;
	meeting->asked_at = now;
	meeting->due_at = now + LOOK;
	meeting->page = editor_focus(self->editor)->page;
	saver_meet(inside->saver, self->path, self->form->pages[meeting->page].key);
}
