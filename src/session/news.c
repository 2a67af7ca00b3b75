/* What others have just changed, in one sentence: who, where and when, and how to get there. */
#include "internal.h"

#include <ctype.h>
#include <string.h>

struct news {
	size_t n;
	size_t n_pages;
	const struct remote_change *first;
};

static void find_news(const struct session *self, struct news *news)
{
	unsigned page = FORM_NONE;

	*news = (struct news){0};
	for (size_t i = 0; i < self->remote_changes.n; i++) { /* in the form's order */
		const struct remote_change *item = &self->remote_changes.items[i];
		unsigned its = self->form->fields[item->place.field].page;

		if (!item->is_new)
			continue;
		if (!news->first)
			news->first = item;
		news->n++;
		news->n_pages += its != page;
		page = its;
	}
}

/* "someone else" begins the sentence; a name is as it is. */
static void append_who(const struct session *self, struct str *out)
{
	size_t start = out->len;

	str_append_text(out, editor_others(self->editor));
	if (strcmp(str_text(out) + start, "someone else") == 0)
		out->data[start] = (char)toupper((unsigned char)out->data[start]);
}

static void append_answer(const struct session *self, const struct place *place, struct str *out)
{
	const struct form_field *field = &self->form->fields[place->field];
	struct slice name = form_field_short_name(field);
	size_t row = place->row[0] != '\0'
			     ? document_row_index(session_document(self), place->field, place->row)
			     : SIZE_MAX;

	if (row != SIZE_MAX) {
		field_append_row(field, false, out);
		str_appendf(out, " %zu", row + 1);
		if (field->row[0] != '\0')
			return;
		str_append_text(out, " of ");
	}
	str_appendf(out, "\"%.*s\"", (int)name.len, name.data);
}

static void append_one(
	const struct session *self, const struct remote_change *item, struct str *out)
{
	static const char *const verbs[] = {
		[REMOTE_CHANGED] = "changed ",
		[REMOTE_ADDED] = "added ",
		[REMOTE_REMOVED] = "removed a row of ",
		[REMOTE_MOVED] = "moved ",
	};

	str_append_text(out, verbs[item->kind]);
	append_answer(self, &item->place, out);
}

static void append_many(const struct session *self, const struct news *news, struct str *out)
{
	const struct form_page *page =
		&self->form->pages[self->form->fields[news->first->place.field].page];

	str_appendf(out, "changed %zu answers on ", news->n);
	if (news->n_pages == 1)
		str_append_text(out, page->title);
	else
		str_appendf(out, "%zu pages", news->n_pages);
}

static void append_time(const struct session *self, struct str *out)
{
	int64_t now = session_seconds(self);
	bool is_utc = editor_shows_utc(self->editor);
	struct civil civil;

	session_civil(self, now, &civil);
	str_appendf(out, " %02d:%02d%s", civil.hour, civil.minute, is_utc ? "Z" : "");
}

static void append_way(
	const struct session *self, enum action action, const char *word, struct str *out)
{
	str_append_text(out, "  ");
	editor_append_key(self->editor, action, out);
	str_appendf(out, " %s", word);
}

void news_append_undone(const struct session *self, struct str *out)
{
	str_append_text(out, "* ");
	append_who(self, out);
	str_append_text(out, " took back what they had changed");
	append_time(self, out);
}

static void append_event(const struct review_event *event, struct str *out)
{
	str_append(out, str_text(&event->words), event->deed);
}

/* Objections in any case, and the first of what is gone, else what comes first. Returns how many
 * are gone. */
static size_t append_events(const struct review_events *events, struct str *out)
{
	size_t named = 0;
	size_t n_gone = 0;

	for (size_t i = 0; i < events->n; i++) {
		n_gone += events->items[i].is_gone;
		if (!events->items[i].objects && !(events->items[i].is_gone && n_gone == 1))
			continue;
		str_append_text(out, named++ > 0 ? "; " : "");
		append_event(&events->items[i], out);
	}
	if (named == 0) {
		append_event(&events->items[0], out);
		named = 1;
	}
	if (events->n > named)
		str_appendf(out, ", and %zu more", events->n - named);
	return n_gone;
}

bool news_append_said(const struct session *self, const struct document *before,
	const struct document *after, struct str *out)
{
	struct review_events events = {0};
	bool is_lost = false;

	review_events_find(&events, before, after, session_seconds(self));
	if (events.n > 0) {
		str_append_text(out, "* ");
		is_lost = append_events(&events, out) > 0;
		append_time(self, out);
	}
	review_events_release(&events);
	return is_lost;
}

bool news_append(const struct session *self, struct str *out)
{
	struct news news;

	find_news(self, &news);
	if (news.n == 0)
		return false;
	str_append_text(out, "* ");
	append_who(self, out);
	str_append_text(out, " ");
	if (news.n == 1)
		append_one(self, news.first, out);
	else
		append_many(self, &news, out);
	append_time(self, out);
	append_way(self, ACTION_NEXT_CHANGE, "Go", out);
	if (news.first->kind == REMOTE_CHANGED || news.first->kind == REMOTE_REMOVED)
		append_way(self, ACTION_BEFORE, "Before", out);
	return true;
}
