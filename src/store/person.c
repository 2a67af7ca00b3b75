/* Who a session is, as it tells others, and lists of sessions. */
#include "base/mem.h"
#include "store/presence.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

/* As one line, cut at the end of a character; what it cannot contain becomes a question mark. */
static void set_text(char out[PERSON_TEXT + 1], const char *text)
{
	size_t len = strlen(text);

	if (len > PERSON_TEXT) {
		len = PERSON_TEXT;
		while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
			len--;
	}
	memcpy(out, text, len);
	out[len] = '\0';
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)out[i] < ' ')
			out[i] = '?';
}

static const char *login_name(void)
{
	static const char *const variables[] = {"LOGNAME", "USER"};

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
		const char *value = getenv(variables[i]);

		if (value && *value)
			return value;
	}

	const struct passwd *entry = getpwuid(geteuid());

	return entry && entry->pw_name[0] ? entry->pw_name : "somebody";
}

void person_init(struct person *self, const struct time_source *time)
{
	struct utsname system;
	bool has_name = uname(&system) >= 0 && system.nodename[0];

	*self = (struct person){.process = getpid(), .since = time_source_wall(time) / 1000};
	set_text(self->user, login_name());
	set_text(self->host, has_name ? system.nodename : "localhost");
}

/* C0, DEL, and C1 as UTF-8 has them. */
static bool is_control(const char *at)
{
	unsigned char first = (unsigned char)at[0];

	return first < ' ' || first == 0x7f || (first == 0xc2 && (unsigned char)at[1] < 0xa0);
}

bool person_takes_name(const char *name)
{
	for (const char *at = name; *at; at++)
		if (is_control(at))
			return false;
	return strlen(name) <= PERSON_TEXT;
}

void person_set_name(struct person *self, const char *name)
{
	set_text(self->user, name);
}

void person_set_page(struct person *self, const char *page)
{
	set_text(self->page, page);
}

bool person_is(const struct person *self, const struct person *other)
{
	return self->process == other->process && self->since == other->since &&
	       strcmp(self->user, other->user) == 0 && strcmp(self->host, other->host) == 0;
}

void company_add(struct company *self, const struct person *person)
{
	self->items = mem_grow(self->items, &self->cap, self->n + 1, sizeof(*self->items));
	self->items[self->n++] = *person;
}

void company_release(struct company *self)
{
	free(self->items);
	*self = (struct company){0};
}

void company_copy(struct company *self, const struct company *other)
{
	company_release(self);
	for (size_t i = 0; i < other->n; i++)
		company_add(self, &other->items[i]);
}

bool company_is_equal(const struct company *self, const struct company *other)
{
	if (self->n != other->n)
		return false;
	for (size_t i = 0; i < self->n; i++)
		if (!person_is(&self->items[i], &other->items[i]) ||
			strcmp(self->items[i].page, other->items[i].page) != 0)
			return false;
	return true;
}

bool company_has(const struct company *self, const struct person *person)
{
	for (size_t i = 0; i < self->n; i++)
		if (person_is(&self->items[i], person))
			return true;
	return false;
}

static int compare_people(const void *left, const void *right)
{
	const struct person *a = left;
	const struct person *b = right;
	int order = (a->since > b->since) - (a->since < b->since);

	if (order == 0)
		order = (a->process > b->process) - (a->process < b->process);
	if (order == 0)
		order = strcmp(a->host, b->host);
	return order != 0 ? order : strcmp(a->user, b->user);
}

void company_sort(struct company *self)
{
	if (self->n > 1)
		qsort(self->items, self->n, sizeof(*self->items), compare_people);
}
