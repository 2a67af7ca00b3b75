/* Whose turn it is in a thread. */
#include "review/turn.h"

#include <string.h>
#include <strings.h>

typedef void name_visit(void *context, struct slice name);

static void visit_authors(const struct document *document, name_visit *visit, void *context)
{
	unsigned field = form_find_role(document->form, ROLE_AUTHORS);
	struct str item = {0};
	size_t at = 0;

	while (field != FORM_NONE && list_next(&document->values[field].text, &at, &item)) {
		struct slice name = slice_trim(slice_of(&item));

		if (name.len > 0)
			visit(context, name);
	}
	str_release(&item);
}

/* --- @Name --- */

/* The known name that a text begins with; the longest spelling wins. */
struct mention {
	struct slice text;
	struct str name;
	size_t len;
};

static bool continues_word(char c)
{
	return ascii_is_alphanumeric(c) || (c & 0x80) != 0 || c == '-' || c == '_';
}

static void try_spelling(struct mention *self, struct slice name, size_t len)
{
	if (len <= self->len || len > self->text.len ||
		strncasecmp(self->text.data, name.data, len) != 0 ||
		(len < self->text.len && continues_word(self->text.data[len])))
		return;
	self->len = len;
	str_clear(&self->name);
	str_append(&self->name, name.data, name.len);
}

/* "@Ida Nyman", or "@Ida". */
static void match_name(void *context, struct slice name)
{
	const char *space = memchr(name.data, ' ', name.len);

	try_spelling(context, name, name.len);
	if (space != NULL)
		try_spelling(context, name, (size_t)(space - name.data));
}

/* A name that nobody here has: the word. */
static void match_word(struct mention *self)
{
	size_t len = 0;

	while (len < self->text.len && continues_word(self->text.data[len]))
		len++;
	try_spelling(self, (struct slice){self->text.data, len}, len);
}

static void find_mention(const struct threads *self, struct mention *mention)
{
	visit_authors(self->document, match_name, mention);
	for (size_t i = 0; i < self->n_comments; i++)
		match_name(mention, slice_of_text(self->comments[i].by));
	if (mention->len == 0)
		match_word(mention);
}

/* Returns whether there were any. */
static bool visit_mentions(
	const struct threads *self, const char *text, name_visit *visit, void *context)
{
	bool has_any = false;

	for (const char *at = strchr(text, '@'); at != NULL; at = strchr(at + 1, '@')) {
		struct mention mention = {.text = slice_of_text(at + 1)};

		/* not in an address */
		if (at == text || !continues_word(at[-1]))
			find_mention(self, &mention);
		if (mention.len > 0)
			visit(context, slice_of(&mention.name));
		has_any = has_any || mention.len > 0;
		str_release(&mention.name);
	}
	return has_any;
}

/* --- turns --- */

/* Passes on all names but one: nobody waits for themselves. */
struct others {
	const char *but;
	name_visit *visit;
	void *context;
};

static void visit_other(void *context, struct slice name)
{
	const struct others *self = context;

	if (!slice_equal_fold(name, self->but))
		self->visit(self->context, name);
}

void thread_visit_turn(const struct threads *self, const struct thread *thread,
	void (*visit)(void *context, struct slice name), void *context)
{
	const struct comment *last = thread_last(self, thread);
	const char *first_by = self->comments[thread->first].by;

	if (thread->state != THREAD_OPEN || visit_mentions(self, last->text, visit, context))
		return;
	if (strcasecmp(last->by, first_by) != 0)
		visit(context, slice_of_text(first_by));
	else
		visit_authors(
			self->document, visit_other, &(struct others){last->by, visit, context});
}

struct search {
	const char *name;
	bool is_found;
};

/* "@Ida" is for Ida Nyman, if nobody else here is known by that. */
static void compare_name(void *context, struct slice name)
{
	struct search *self = context;
	size_t first = strcspn(self->name, " ");

	self->is_found =
		self->is_found || slice_equal_fold(name, self->name) ||
		(first > 0 && name.len == first && strncasecmp(name.data, self->name, first) == 0);
}

bool thread_waits_for(const struct threads *self, const struct thread *thread, const char *name)
{
	struct search search = {.name = name};

	thread_visit_turn(self, thread, compare_name, &search);
	return search.is_found;
}
