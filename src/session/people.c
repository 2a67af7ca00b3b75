/*
 * What people are called in messages, and in the marker lines of a conflict. These stand
 * in the file, where each of them reads the lines: no "mine" or "theirs", and two sessions
 * of one login have a name each.
 */
#include "disk.h"

#include "base/utf8.h"

#include <string.h>

/* A name goes into marker lines: one line of it, and nothing strange. */
static void set_name(struct str *out, const char *name)
{
	str_clear(out);
	if (!utf8_check(name, strlen(name), NULL))
		return;
	for (size_t i = 0; name[i] != '\0'; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
			return;
	str_append_text(out, name);
}

/* The name of one who has the same login as another. */
static void set_full_name(struct str *out, const struct person *person, const struct person *other)
{
	struct str host = {0};

	set_name(out, person->user);
	set_name(&host, person->host);
	if (out->len > 0 && strcmp(person->host, other->host) != 0 && host.len > 0)
		str_appendf(out, "@%s", str_text(&host));
	else if (out->len > 0)
		str_appendf(out, " (%ld)", person->process);
	str_release(&host);
}

void people_name_self(struct session *self, const struct person *person)
{
	self->inside->person = *person;
	set_name(&self->inside->user, person->user);
}

void people_name_others(struct session *self)
{
	struct session_private *inside = self->inside;
	const struct person *own = &inside->person;
	const struct person *other = self->company.items;

	str_clear(&inside->other);
	if (self->company.n != 1)
		return;
	if (strcmp(other->user, own->user) != 0) {
		set_name(&inside->other, other->user);
		return;
	}
	set_full_name(&inside->other, other, own);
	set_full_name(&inside->user, own, other);
}

const char *session_others(const struct session *self)
{
	const struct str *name = &self->inside->other;

	return name->len > 0 ? str_text(name) : "someone else";
}

const char *session_label(const struct session *self)
{
	return self->inside->user.len > 0 ? str_text(&self->inside->user) : "mine";
}

void people_labels(const struct session *self, struct merge_labels *labels)
{
	*labels = (struct merge_labels){
		.ours = session_label(self),
		.theirs = self->inside->other.len > 0 ? str_text(&self->inside->other) : "other",
	};
}
