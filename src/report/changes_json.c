/* What has changed as one JSON document; docs/review.md has its shape. */
#include "json_text.h"
#include "model/place_path.h"
#include "model/when.h"
#include "report/changes.h"

static json_t *place_entry(const struct place *place, const struct form *form)
{
	struct str path = {0};
	json_t *entry;

	if (place->field == FORM_NONE)
		return json_null();
	place_format(place, form, &path);
	entry = json_text(str_text(&path), path.len);
	str_release(&path);
	return entry;
}

/* In UTC, because it is of no document. */
static json_t *moment_entry(int64_t at, bool is_known)
{
	const struct when when = {.kind = WHEN_INSTANT, .seconds = at};
	struct str text = {0};
	json_t *entry;

	if (!is_known)
		return json_null();
	when_format(&when, &text);
	entry = json_text(str_text(&text), text.len);
	str_release(&text);
	return entry;
}

static json_t *change_entry(const struct reported_change *change, const struct form *form)
{
	static const char *const does[N_OP_KINDS] = {
		[OP_SET] = "change",
		[OP_EDIT] = "change",
		[OP_ROW_INSERT] = "add",
		[OP_ROW_REMOVE] = "remove",
		[OP_ROW_MOVE] = "move",
	};
	const char *page = form->pages[form->fields[change->place.field].page].title;
	json_t *entry = json_object();

	json_object_set_new(entry, "page", json_text_of(page));
	json_object_set_new(entry, "place", place_entry(&change->place, form));
	json_object_set_new(entry, "does", json_text_of(does[change->kind]));
	json_object_set_new(entry, "text", json_text(str_text(&change->text), change->text.len));
	json_object_set_new(entry, "by", change->by ? json_text_of(change->by) : json_null());
	json_object_set_new(entry, "at", moment_entry(change->at, change->by != NULL));
	json_object_set_new(entry, "uncommitted", json_boolean(change->is_uncommitted));
	return entry;
}

static json_t *event_entry(const struct review_event *event, const struct form *form)
{
	static const char *const kinds[N_EVENT_KINDS] = {
		[EVENT_NOTE] = "note",
		[EVENT_IDEA] = "idea",
		[EVENT_QUESTION] = "question",
		[EVENT_DECISION] = "decision",
		[EVENT_TICK] = "checklist",
		[EVENT_SIGNOFF] = "sign-off",
	};
	json_t *entry = json_object();

	json_object_set_new(entry, "kind", json_text_of(kinds[event->kind]));
	json_object_set_new(entry, "place", place_entry(&event->place, form));
	json_object_set_new(entry, "text", json_text(str_text(&event->words), event->words.len));
	json_object_set_new(
		entry, "by", event->is_gone ? json_null() : json_text_of(str_text(&event->by)));
	json_object_set_new(
		entry, "at", moment_entry(event->at, !event->is_gone && event->at != INT64_MIN));
	return entry;
}

bool changes_format_json(const struct changes_report *self, struct str *out, struct err *err)
{
	json_t *root = json_object();
	json_t *since = json_object();
	json_t *changes = json_array();
	json_t *review = json_array();

	json_object_set_new(root, "path", json_text_of(self->path));
	json_object_set_new(since, "what", json_text_of(self->what));
	json_object_set_new(since, "at", moment_entry(self->at, self->at != 0));
	json_object_set_new(root, "since", since);
	for (size_t i = 0; i < self->n_changes; i++)
		json_array_append_new(changes, change_entry(&self->changes[i], self->form));
	json_object_set_new(root, "changes", changes);
	for (size_t i = 0; i < self->events->n; i++)
		json_array_append_new(review, event_entry(&self->events->items[i], self->form));
	json_object_set_new(root, "review", review);
	return json_write(root, out, err);
}
