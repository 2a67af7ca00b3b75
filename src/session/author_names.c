/*
 * The names of people in messages and in a conflict's marker lines. The latter are in the file,
 * where both sides read them: so not "mine" or "theirs", and two sessions of one login have
 * different names.
 */
#include "internal.h"

#include "base/utf8.h"

#include <string.h>

/* For marker lines, a name must be one line of plain text. */
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

/* The name of a person whose login somebody else also has. */
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

void author_names_set_own(struct session *self, const struct person *person)
{
	struct str name = {0};

	self->person = *person;
	set_name(&name, person->user);
	editor_name_own(self->editor, str_text(&name));
	editor_set_author(self->editor, person->user);
	str_release(&name);
}

bool session_person_reads(const struct person *person)
{
	return strcmp(person->page, PERSON_READS) == 0;
}

void author_names_set_others(struct session *self)
{
	const struct person *own = &self->person;
	const struct person *other = self->company.items;
	struct str name = {0};

	/* Who only reads has changed no answer: that was another program. */
	bool is_known = self->company.n == 1 && !session_person_reads(other);

	if (is_known && strcmp(other->user, own->user) == 0) {
		set_full_name(&name, own, other);
		editor_name_own(self->editor, str_text(&name));
		set_full_name(&name, other, own);
	} else if (is_known) {
		set_name(&name, other->user);
	}
	editor_name_other(self->editor, str_text(&name));
	str_release(&name);
}

void author_names_label(const struct session *self, struct merge_labels *labels)
{
	*labels = (struct merge_labels){
		.ours = editor_own_label(self->editor),
		.theirs = editor_other_label(self->editor),
	};
}
