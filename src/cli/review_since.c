/* afterword review --since: what has changed since a version, as text to paste or as JSON. */
#include "review_call.h"

#include "base/mem.h"
#include "base/visible.h"
#include "compare.h"
#include "report/changes.h"
#include "review_since.h"
#include "store/file.h"
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>

/* --- which version --- */

bool review_find_since(const struct invocation *call, const char *path,
	const struct document *document, struct version *out, struct err *err)
{
	const char *named = call->values[REVIEW_SINCE];
	struct str folder = {0};
	struct str reader = {0};
	struct since since = {.io = call->io, .path = path, .now = invocation_now(call)};
	bool done;

	done = review_name(call, path, &reader, err) && journal_folder(&folder, err);
	since.reader = str_text(&reader);
	since.state_folder = str_text(&folder);
	done = done && since_find(&since, document, since_kind_parse(named), named, out, err);
	str_release(&folder);
	str_release(&reader);
	return done;
}

/* --- what has changed --- */

struct telling {
	const struct invocation *call;
	const char *path;
	struct loaded loaded;
	struct version version;
	struct blame blame;
	struct zone zone;
	struct when_style style;
	struct review_events events;
	struct reported_change *changes;
	size_t n;
	size_t cap;
	struct str rest; /* what has changed outside the answers */
};

/* Rows of the review are told as events. */
static void add_change(void *context, const struct op *op, const struct str *text)
{
	struct telling *self = context;
	const struct blame_commit *author;
	struct reported_change *change;

	if (op->place.field >= self->loaded.document.form->n_answers)
		return;
	self->changes = mem_grow(self->changes, &self->cap, self->n + 1, sizeof(*self->changes));
	change = &self->changes[self->n++];
	*change = (struct reported_change){.place = op->place, .kind = op->kind};
	str_append(&change->text, str_text(text), text->len);
	if (op->kind != OP_SET && op->kind != OP_EDIT)
		change->place.column = FORM_NONE;
	if (op->kind == OP_ROW_REMOVE || op->kind == OP_ROW_MOVE)
		return; /* no line of it says who did that */
	author = change_find_author(&self->blame, &self->loaded.document, &change->place);
	change->is_uncommitted = author && !author->is_committed;
	if (author && author->is_committed) {
		change->by = author->name;
		change->at = author->at;
	}
}

static void find_authors(struct telling *self)
{
	struct version_place place;

	if (version_place_init(&place, self->call->io, self->path, NULL))
		blame_load(&self->blame, &place);
	version_place_release(&place);
}

static bool telling_init(struct telling *self, struct form_cache *cache, struct err *err)
{
	const struct document *document = &self->loaded.document;

	if (!loaded_init(&self->loaded, cache, self->path, err))
		return false;
	if (!review_find_since(self->call, self->path, document, &self->version, err)) {
		loaded_release(&self->loaded);
		return false;
	}
	document_zone(document, &self->zone);
	self->style = (struct when_style){.zone = &self->zone};
	find_authors(self);
	document_compare_each(&self->version.document, document, add_change, self);
	document_compare_rest(&self->version.document, document, &self->rest);
	version_find_events(&self->version, document, invocation_now(self->call), &self->events);
	return true;
}

static void telling_release(struct telling *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->changes[i].text);
	free(self->changes);
	review_events_release(&self->events);
	blame_release(&self->blame);
	str_release(&self->rest);
	version_release(&self->version);
	loaded_release(&self->loaded);
}

/* --- as text --- */

/* "Since you read it, 2026-11-24 09:14". */
static void append_since(const struct telling *self, struct str *out)
{
	str_append_text(out, "since ");
	visible_append(out, str_text(&self->version.what), self->version.what.len);
	if (self->version.at != 0) {
		str_append_text(out, ", ");
		version_append_time(self->version.at, &self->style, out);
	}
	str_append_char(out, '\n');
}

static void append_change(
	const struct telling *self, const struct reported_change *change, struct str *out)
{
	str_append(out, str_text(&change->text), change->text.len);
	if (change->by) {
		str_append_text(out, "    by ");
		visible_append(out, change->by, strlen(change->by));
		str_append_text(out, ", ");
		version_append_time(change->at, &self->style, out);
		str_append_char(out, '\n');
	} else if (change->is_uncommitted) {
		str_append_text(out, "    not committed yet\n");
	}
}

static bool is_task(const struct telling *self, const struct reported_change *change)
{
	const struct form *form = self->loaded.document.form;

	return change->kind == OP_ROW_INSERT &&
	       change->place.field == form_find_role(form, ROLE_TASKS);
}

/* Those that are new tasks, or the others. */
static void append_changes(
	const struct telling *self, bool are_tasks, const char *heading, struct str *out)
{
	bool has_heading = heading == NULL;

	for (size_t i = 0; i < self->n; i++) {
		if (is_task(self, &self->changes[i]) != are_tasks)
			continue;
		if (!has_heading)
			str_appendf(out, "\n%s\n", heading);
		has_heading = true;
		append_change(self, &self->changes[i], out);
	}
}

static void append_events(const struct telling *self, enum review_event_kind kind, struct str *out)
{
	static const char *const headings[N_EVENT_KINDS] = {
		[EVENT_NOTE] = "Notes",
		[EVENT_IDEA] = "Ideas",
		[EVENT_QUESTION] = "Questions",
		[EVENT_DECISION] = "Decisions",
		[EVENT_TICK] = "Checklist",
		[EVENT_SIGNOFF] = "Sign-offs",
	};
	bool has_heading = false;

	for (size_t i = 0; i < self->events.n; i++) {
		const struct review_event *event = &self->events.items[i];

		if (event->kind != kind)
			continue;
		if (!has_heading)
			str_appendf(out, "\n%s\n", headings[kind]);
		has_heading = true;
		visible_append(out, str_text(&event->words), event->words.len);
		str_append_char(out, '\n');
	}
}

/* The record of a meeting: what was said and decided, then which answers are others now. */
static void append_meeting(const struct telling *self, struct str *out)
{
	for (int kind = 0; kind < N_EVENT_KINDS; kind++) {
		if (kind == EVENT_DECISION)
			append_changes(self, true, "Tasks", out);
		append_events(self, (enum review_event_kind)kind, out);
	}
	append_changes(self, false, "Changed answers", out);
}

/* For a reader: the answers, then what was said about them. */
static void append_reading(const struct telling *self, struct str *out)
{
	for (size_t i = 0; i < self->n; i++)
		append_change(self, &self->changes[i], out);
	str_append(out, str_text(&self->rest), self->rest.len);
	for (int kind = 0; kind < N_EVENT_KINDS; kind++)
		append_events(self, (enum review_event_kind)kind, out);
}

static bool has_any(const struct telling *self)
{
	return self->n > 0 || self->events.n > 0 || self->rest.len > 0;
}

static bool print_text(const struct telling *self)
{
	bool is_meeting = since_kind_parse(self->call->values[REVIEW_SINCE]) == SINCE_PRESENT;
	struct str text = {0};
	bool done;

	str_append_text(&text, has_any(self) ? "Changed " : "Nothing has changed ");
	append_since(self, &text);
	if (is_meeting)
		append_meeting(self, &text);
	else
		append_reading(self, &text);
	done = print_shown(&text);
	str_release(&text);
	return done;
}

/* --- as JSON --- */

static bool print_json(const struct telling *self)
{
	const struct changes_report report = {
		.path = self->path,
		.what = str_text(&self->version.what),
		.at = self->version.at,
		.form = self->loaded.document.form,
		.changes = self->changes,
		.n_changes = self->n,
		.events = &self->events,
	};
	struct str text = {0};
	struct err err = {0};
	bool done = changes_format_json(&report, &text, &err);

	if (!done)
		complain_err(&err);
	else
		done = print(&text);
	str_release(&text);
	return done;
}

int review_since(const struct invocation *call)
{
	struct telling telling = {.call = call, .path = call->arguments[0]};
	const char *format = call->values[REVIEW_FORMAT];
	bool is_json = format && strcmp(format, "json") == 0;
	struct form_cache cache;
	struct err err = {0};
	int status;

	if (format && !is_json && strcmp(format, "text") != 0) {
		complain("unknown format '%s'; use text or json", format);
		return EXIT_WRONG;
	}
	form_cache_init(&cache, call->io);
	if (!telling_init(&telling, &cache, &err)) {
		status = complain_err(&err);
	} else {
		bool done = is_json ? print_json(&telling) : print_text(&telling);

		status = has_any(&telling) ? EXIT_FINDINGS : EXIT_FINE;
		if (!done)
			status = EXIT_WRONG;
		telling_release(&telling);
	}
	form_cache_release(&cache);
	return status;
}

/* --- marking it --- */

bool review_keep(const struct invocation *call, enum read_mark_kind kind, struct err *err)
{
	struct str folder = {0};
	struct read_marks marks = {
		.io = call->io, .ids = call->ids, .document = call->arguments[0]};
	struct read_mark mark = {.at = invocation_now(call), .until = invocation_now(call)};
	bool done = journal_folder(&folder, err) &&
		    file_load(call->io, call->arguments[0], &mark.bytes, NULL, err);

	marks.state_folder = str_text(&folder);
	done = done && read_marks_save(&marks, kind, &mark, err);
	read_mark_release(&mark);
	str_release(&folder);
	return done;
}

int review_mark(const struct invocation *call)
{
	enum since_kind kind = since_kind_parse(call->values[REVIEW_MARK]);
	struct err err = {0};

	if (kind != SINCE_READ && kind != SINCE_PRESENT) {
		complain("mark it as what? Use read or present");
		return EXIT_WRONG;
	}
	if (!review_keep(call, kind == SINCE_READ ? READ_MARK_READ : READ_MARK_PRESENT, &err))
		return complain_err(&err);
	return EXIT_FINE;
}
