/* What has changed since a version that the user has chosen, and who changed it. */
#include "internal.h"

#include <string.h>

void comparison_release(struct comparison *self)
{
	if (self->has_version)
		version_release(&self->version);
	blame_release(&self->blame);
	str_release(&self->blamed);
	*self = (struct comparison){0};
}

const struct version *session_compared(const struct session *self)
{
	return self->comparison.has_version ? &self->comparison.version : NULL;
}

void session_compare_with_opening(struct session *self)
{
	if (self->comparison.has_version)
		version_release(&self->comparison.version);
	self->comparison.has_version = false;
}

bool session_compare_with(
	struct session *self, enum since_kind kind, const char *name, struct err *err)
{
	const struct since since = {
		.io = self->io,
		.state_folder = session_state_folder(self),
		.path = session_path(self),
		.reader = self->person.user,
		.now = session_seconds(self),
	};
	struct version version;

	if (session_is_new(self))
		return err_set(err, ERR_MISSING, "there is no file yet");
	if (!since_find(&since, session_document(self), kind, name, &version, err))
		return false;
	session_compare_with_opening(self);
	self->comparison.version = version;
	self->comparison.has_version = true;
	return true;
}

/* --- who --- */

void session_ask_authors(struct session *self)
{
	struct comparison *comparison = &self->comparison;
	const struct str *bytes = session_base(self);
	const struct time_source clock = time_source_system();
	int64_t limit = time_source_steady(&clock) + VERSIONS_MILLISECONDS;
	struct version_place place;

	blame_release(&comparison->blame);
	str_clear(&comparison->blamed);
	str_append(&comparison->blamed, str_text(bytes), bytes->len);
	if (session_is_new(self) || comparison->is_slow ||
		!version_place_init(&place, self->io, session_path(self), NULL))
		return;
	blame_load(&comparison->blame, &place);
	comparison->is_slow = time_source_steady(&clock) >= limit;
	version_place_release(&place);
}

/* git knows the lines of the file, in which the last edits were not yet when it was asked. */
static bool is_in_file(
	const struct document *file, const struct document *document, const struct place *place)
{
	const struct value *saved = document_value(file, place);
	const struct value *value = document_value(document, place);

	if (!saved || !value)
		return !value;
	return str_equal(&saved->text, str_text(&value->text), value->text.len);
}

static void find_author(const struct session *self, const struct document *file,
	const struct when_style *style, struct change *change)
{
	struct place place = change->place;
	const struct blame_commit *commit;

	if (change->kind == OP_ROW_REMOVE || change->kind == OP_ROW_MOVE)
		return;
	if (change->kind == OP_ROW_INSERT)
		place.column = FORM_NONE;
	commit = change_find_author(&self->comparison.blame, file, &place);
	if (!is_in_file(file, session_document(self), &place) ||
		(commit && !commit->is_committed)) {
		str_append_text(&change->author, "not committed yet");
	} else if (commit) {
		str_appendf(&change->author, "%s, ", commit->name);
		version_append_time(commit->at, style, &change->author);
	}
}

static void find_authors(
	struct session *self, const struct when_style *style, struct changes *changes)
{
	struct document file;

	if (self->comparison.blame.n_lines == 0 ||
		!document_parse(&file, self->form, &self->comparison.blamed, NULL))
		return;
	for (size_t i = 0; i < changes->n; i++)
		find_author(self, &file, style, &changes->items[i]);
	document_release(&file);
}

/* --- what --- */

/* Rows of the review are told as events. */
static void keep_answers(const struct session *self, struct changes *changes)
{
	size_t n = 0;

	for (size_t i = 0; i < changes->n; i++) {
		if (changes->items[i].place.field < self->form->n_answers)
			changes->items[n++] = changes->items[i];
		else
			change_release(&changes->items[i]);
	}
	changes->n = n;
}

bool session_list_changes(struct session *self, struct changes *out, struct review_events *events)
{
	struct when_style style = editor_when_style(self->editor);
	const struct version *version = session_compared(self);
	struct document scratch = {0};
	const struct document *before =
		version ? &version->document : baseline_find(self, &scratch);

	if (!before)
		return false;
	changes_find(out, before, session_document(self), &style);
	keep_answers(self, out);
	find_authors(self, &style, out);
	if (version)
		version_find_events(version, session_document(self), session_seconds(self), events);
	else
		review_events_find(events, before, session_document(self), session_seconds(self));
	document_release(&scratch);
	return true;
}
