/*
 * Times, numbers and percentages are typed freely and stored in one strict form. Between
 * the first edit and leaving, the value is the typed text; on leaving it is read. What
 * cannot be read stays as it is, and a finding says so.
 */
#include "internal.h"

#include "model/typed.h"
#include "model/walk.h"
#include "model/when_place.h"

#include <string.h>

bool editor_is_half_typed(const struct editor *self)
{
	return self->entry.is_typed;
}

bool editor_is_superseded(const struct editor *self)
{
	return self->entry.is_superseded;
}

/* The context of the focused place. */
static void find_context(const struct editor *self, struct when_context *out)
{
	const struct when_place place = {
		.document = &self->document,
		.field = self->focus.field,
		.row = self->focus.in_row ? self->focus.row : WHEN_NO_ROW,
		.column = self->focus.column,
	};

	when_place_context(&place, editor_shown_zone(self), editor_seconds(self), out);
	out->dates = self->display.dates;
	if (self->entry.is_typed)
		when_context_replace(out, str_text(&self->entry.stored));
}

/* Reads a typed text as the focused field stores it. */
static bool parse(const struct editor *self, const char *text, struct str *stored, struct str *note,
	struct err *err)
{
	struct when_context context;

	find_context(self, &context);
	return typed_parse(editor_field(self), text, &context, stored, note, err);
}

/* Converts a time typed in the shown zone to the offset of the document's, like its neighbours. */
static void to_document_zone(const struct editor *self, struct str *stored)
{
	struct when when;
	struct civil civil;

	if (self->display.clock == CLOCK_DOCUMENT || !when_parse(&when, str_text(stored), NULL) ||
		when.kind != WHEN_INSTANT)
		return;
	zone_civil(editor_shown_zone(self), when.seconds, &civil);
	if (when.offset != civil.offset)
		return;
	zone_civil(&self->display.zone, when.seconds, &civil);
	when.offset = civil.offset;
	str_clear(stored);
	when_format(&when, stored);
}

bool entry_parse(const struct editor *self, const char *text, struct str *stored, struct str *note)
{
	if (!parse(self, text, stored, note, NULL))
		return false;
	if (kind_info(editor_field(self)->kind)->is_time)
		to_document_zone(self, stored);
	return true;
}

void entry_begin(struct editor *self)
{
	struct entry *entry = &self->entry;
	const struct form_field *field = editor_field(self);
	struct place place;

	if (entry->is_typed || !field_is_parsed(field))
		return;
	editor_place(self, &place);
	const struct value *value = document_value(&self->document, &place);
	str_set(&entry->stored, str_text(&value->text), value->text.len);
	str_clear(&entry->shown);
	editor_show(self, &place, &entry->shown);
	change_set(self, &place, str_text(&entry->shown), entry->shown.len);
	entry->is_typed = true;
	entry->is_superseded = false;
	editor_check_later(self);
}

static void echo_time(const struct editor *self, const struct str *stored, struct str *out)
{
	struct when_style style = editor_when_style(self);
	struct when when;

	if (when_parse(&when, str_text(stored), NULL))
		when_show_long(&when, &style, out);
}

/* Says which day was chosen if the text left it open, and what was odd about it. */
static void say_understood(
	struct editor *self, const char *text, const struct str *stored, const struct str *note)
{
	const struct form_field *field = editor_field(self);
	struct slice name = form_field_name(field);
	struct when_context context;
	struct str echo = {0};

	find_context(self, &context);
	if (kind_info(field->kind)->is_time && when_is_chosen(text, &context))
		echo_time(self, stored, &echo);
	if (note->len > 0)
		str_appendf(&echo, "%s%s", echo.len > 0 ? "; " : "", str_text(note));
	if (echo.len > 0)
		editor_say(
			self, MESSAGE_INFO, "%.*s: %s", (int)name.len, name.data, str_text(&echo));
	str_release(&echo);
}

/* The stored form of the typed text; false if it is not understood. */
static bool understand(struct editor *self, const char *text, struct str *stored)
{
	const struct entry *entry = &self->entry;
	struct str note = {0};
	bool is_understood = true;

	if (str_equal(&entry->shown, text, strlen(text))) {
		str_set(stored, str_text(&entry->stored), entry->stored.len);
	} else {
		is_understood = entry_parse(self, text, stored, &note);
		if (is_understood)
			say_understood(self, text, stored, &note);
	}
	str_release(&note);
	return is_understood;
}

/* Somebody else's value arrived while ours was typed: neither wins automatically. */
static void keep_both(struct editor *self, struct str *stored)
{
	struct entry *entry = &self->entry;
	struct str text = {0};

	if (str_equal(stored, str_text(&entry->base), entry->base.len))
		str_set(stored, str_text(&entry->stored), entry->stored.len);
	if (str_equal(stored, str_text(&entry->stored), entry->stored.len))
		return;
	conflict_append(&text,
		&(struct conflict){
			.ours = slice_of(stored),
			.theirs = slice_of(&entry->stored),
			.our_label = slice_of_text(editor_own_label(self)),
			.their_label = slice_of_text(editor_other_label(self)),
		},
		CONFLICT_MARKER);
	str_splice(&text, text.len - 1, 1, "", 0);
	str_release(stored);
	*stored = text;
	editor_say(self, MESSAGE_WARNING, "%s changed this meanwhile; both versions are kept",
		editor_others(self));
}

/* Reads what was typed, or leaves it as it is. */
static void read_typed(struct editor *self, const struct str *text, struct str *stored)
{
	if (!understand(self, str_text(text), stored))
		str_set(stored, str_text(text), text->len);
	if (self->entry.is_superseded)
		keep_both(self, stored);
}

/* Typing continues in our own version. */
static void go_to_own(struct editor *self, const struct str *stored)
{
	struct conflict conflict;

	if (conflict_find(str_text(stored), stored->len, 0, &conflict))
		self->focus.cursor =
			(size_t)(conflict.ours.data + conflict.ours.len - 1 - str_text(stored));
	focus_end_selection(self);
}

/* Undo goes back to their value, not to what was typed. */
static void set_superseded(struct editor *self, const struct place *place, const struct str *stored)
{
	struct entry *entry = &self->entry;
	struct op op = {0};

	undo_forbid_last(self);
	entry->is_typed = false;
	undo_begin(self, STEP_WHOLE);
	document_op_set(&self->document, place, str_text(stored), stored->len, &op);
	if (change_replay(self, &op) &&
		!str_equal(stored, str_text(&entry->stored), entry->stored.len)) {
		str_set(&op.removed, str_text(&entry->stored), entry->stored.len);
		go_to_own(self, stored);
		undo_record(self, &op);
	}
	op_release(&op);
}

static void set_stored(struct editor *self, const struct place *place, const struct str *stored)
{
	if (self->entry.is_superseded) {
		set_superseded(self, place, stored);
	} else {
		undo_begin(self, STEP_WHOLE);
		change_set(self, place, str_text(stored), stored->len);
	}
}

void editor_finish_typed(struct editor *self)
{
	struct entry *entry = &self->entry;
	struct str stored = {0};
	struct place place;

	if (!entry->is_typed)
		return;
	editor_place(self, &place);
	const struct value *value = document_value(&self->document, &place);
	bool is_at_end =
		value != NULL && self->focus.cursor == value->text.len && !entry->is_superseded;
	if (value != NULL) {
		read_typed(self, &value->text, &stored);
		set_stored(self, &place, &stored);
	}
	entry->is_typed = false;
	entry->is_superseded = false;
	editor_check_later(self);
	if (is_at_end)
		display_focused(self, &self->focus.cursor);
	focus_fix(self);
	undo_end(self);
	undo_close(self);
	str_release(&stored);
}

/* --- while it is typed --- */

#define OFFERED 6

/* The zones that the typed text could become; false if there are none. */
static bool echo_zones(const char *text, struct str *out)
{
	const char *names[OFFERED];
	struct zone exact;
	size_t n = zone_match(text, names, OFFERED);

	if (n == 0 || zone_init(&exact, text, NULL))
		return false;
	for (size_t i = 0; i < n && i < OFFERED; i++)
		str_appendf(out, "%s%s", i > 0 ? ", " : "", names[i]);
	if (n > OFFERED)
		str_appendf(out, " and %zu more; Enter lists them", n - OFFERED);
	else
		str_append_text(out, "; Enter lists them");
	return true;
}

static bool echo_stored(const struct editor *self, const char *text, const struct str *stored,
	const struct str *note, struct str *out)
{
	size_t start = out->len;

	if (kind_info(editor_field(self)->kind)->is_time) {
		echo_time(self, stored, out);
		if (editor_is_quick(self))
			quick_append_place(self, stored, out);
	} else if (!str_equal(stored, text, strlen(text)))
		str_append(out, str_text(stored), stored->len);
	if (note->len > 0)
		str_appendf(out, "%s%s", out->len > start ? "; " : "", str_text(note));
	return out->len > start;
}

bool editor_echo(const struct editor *self, struct str *out, bool *is_problem)
{
	const struct form_field *field = editor_field(self);
	struct str stored = {0};
	struct str note = {0};
	struct err err = {0};
	bool says;
	size_t len;

	*is_problem = false;
	if (field == NULL || !self->focus.is_editing || !field_is_parsed(field))
		return false;
	const char *text = display_focused(self, &len);
	if (text[strspn(text, " ")] == '\0')
		return false;
	if (field_is_zone(field) && echo_zones(text, out))
		return true;
	*is_problem = !parse(self, text, &stored, &note, &err);
	if (*is_problem) {
		str_append_text(out, err.message);
		says = true;
	} else {
		says = echo_stored(self, text, &stored, &note, out);
	}
	str_release(&stored);
	str_release(&note);
	return says;
}
