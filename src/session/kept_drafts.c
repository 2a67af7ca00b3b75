/*
 * Comments and tasks that were begun and not posted. A draft is stored as what it would be, by
 * the path of its place and by its words, because the document may be another one when it is
 * continued.
 */
#include "internal.h"

#include "base/ensure.h"
#include "model/place_path.h"
#include "review/threads.h"

#include <string.h>

static const struct draft *draft_at(const struct session *self, size_t nth)
{
	const struct draft_list *list = autosave_drafts(self->autosave);

	ENSURE(nth < list->n);
	return &list->items[nth];
}

static const char *cell(const struct session *self, size_t nth, enum draft_cell which)
{
	return str_text(&draft_at(self, nth)->cells[which]);
}

size_t session_drafts_end(const struct session *self)
{
	return autosave_drafts(self->autosave)->n;
}

const char *session_draft_text(const struct session *self, size_t nth)
{
	return cell(self, nth, DRAFT_TEXT);
}

const char *session_draft_quote(const struct session *self, size_t nth)
{
	return cell(self, nth, DRAFT_QUOTE);
}

size_t session_count_drafts(const struct session *self)
{
	size_t n = 0;

	for (size_t i = 0; i < session_drafts_end(self); i++)
		n += session_draft_text(self, i)[0] != '\0';
	return n;
}

/* --- what they are about --- */

/* An anchor with the words of a draft, which the caller releases. */
static void read_anchor(const struct draft *draft, struct anchor *out)
{
	const struct str *cells = draft->cells;

	str_append(&out->quote, str_text(&cells[DRAFT_QUOTE]), cells[DRAFT_QUOTE].len);
	str_append(&out->before, str_text(&cells[DRAFT_BEFORE]), cells[DRAFT_BEFORE].len);
	str_append(&out->after, str_text(&cells[DRAFT_AFTER]), cells[DRAFT_AFTER].len);
}

static void make_anchor(
	const struct session *self, const struct comment_subject *subject, struct anchor *out)
{
	const struct value *value = NULL;

	if (subject->end > subject->start)
		value = document_value(session_document(self), &subject->on);
	if (value != NULL && subject->end <= value->text.len)
		anchor_make(out, slice_of(&value->text), subject->start, subject->end);
}

/* The words of a draft in the text at its place. */
static bool find_words(
	const struct session *self, const struct draft *draft, struct comment_subject *out)
{
	const struct value *value = document_value(session_document(self), &out->on);
	struct anchor anchor = {0};
	struct anchor_place found = {0};

	if (draft->cells[DRAFT_QUOTE].len == 0)
		return true;
	read_anchor(draft, &anchor);
	if (value != NULL)
		found = anchor_find(&anchor, slice_of(&value->text));
	anchor_release(&anchor);
	out->start = found.start;
	out->end = found.end;
	return found.match != ANCHOR_LOST;
}

/* The kind of one that is no new comment, but another text for one. */
static const char *kind_name(const struct comment_subject *subject)
{
	if (subject->kind == DRAFT_OF_TASK)
		return "task";
	return subject->amends ? comment_does_name(COMMENT_AMENDS)
			       : thread_kind_name((enum thread_kind)subject->kind);
}

static bool amends(const struct draft *draft)
{
	return strcmp(str_text(&draft->cells[DRAFT_KIND]), comment_does_name(COMMENT_AMENDS)) == 0;
}

static unsigned find_kind(const char *name)
{
	for (unsigned i = 0; i <= DRAFT_OF_TASK; i++)
		if (strcmp(name, kind_name(&(struct comment_subject){.kind = i})) == 0)
			return i;
	return THREAD_QUESTION;
}

bool session_draft_subject(const struct session *self, size_t nth, struct comment_subject *out)
{
	const struct draft *draft = draft_at(self, nth);
	const char *about = str_text(&draft->cells[DRAFT_ABOUT]);
	const struct str *to = &draft->cells[DRAFT_TO];

	*out = (struct comment_subject){.on = {.field = FORM_NONE, .column = FORM_NONE}};
	out->kind = find_kind(cell(self, nth, DRAFT_KIND));
	out->amends = amends(draft);
	if (to->len < ROW_ID_SIZE)
		strcpy(out->to, str_text(to));
	return !thread_find_place(session_document(self), about, &out->on) &&
	       find_words(self, draft, out);
}

static void append_about(
	const struct session *self, const struct comment_subject *subject, struct str *out)
{
	if (subject->on.field != FORM_NONE)
		place_format(&subject->on, self->form, out);
}

/* The same words as they were, or found where they are now. */
static bool is_on_words(const struct session *self, const struct draft *draft,
	const struct comment_subject *subject)
{
	struct comment_subject found = *subject;
	struct anchor anchor = {0};
	bool is_same;

	make_anchor(self, subject, &anchor);
	is_same =
		str_equal(&draft->cells[DRAFT_QUOTE], str_text(&anchor.quote), anchor.quote.len) &&
		str_equal(
			&draft->cells[DRAFT_BEFORE], str_text(&anchor.before), anchor.before.len) &&
		str_equal(&draft->cells[DRAFT_AFTER], str_text(&anchor.after), anchor.after.len);
	anchor_release(&anchor);
	return is_same || (draft->cells[DRAFT_QUOTE].len > 0 && find_words(self, draft, &found) &&
				  found.start == subject->start && found.end == subject->end);
}

static bool is_about(const struct session *self, const struct draft *draft,
	const struct comment_subject *subject)
{
	const struct str *cells = draft->cells;
	struct str about = {0};
	bool is_same;

	if ((subject->kind == DRAFT_OF_TASK) !=
		(find_kind(str_text(&cells[DRAFT_KIND])) == DRAFT_OF_TASK))
		return false;
	if (subject->to[0] || cells[DRAFT_TO].len > 0)
		return str_equal(&cells[DRAFT_TO], subject->to, strlen(subject->to)) &&
		       amends(draft) == subject->amends;
	append_about(self, subject, &about);
	is_same = str_equal(&cells[DRAFT_ABOUT], str_text(&about), about.len);
	str_release(&about);
	return is_same && is_on_words(self, draft, subject);
}

size_t session_find_draft(const struct session *self, const struct comment_subject *subject)
{
	for (size_t i = 0; i < session_drafts_end(self); i++)
		if (session_draft_text(self, i)[0] && is_about(self, draft_at(self, i), subject))
			return i;
	return NO_DRAFT;
}

/* --- keeping them --- */

static size_t add(struct session *self, const struct comment_subject *subject)
{
	struct slice cells[N_DRAFT_CELLS] = {{0}};
	struct anchor anchor = {0};
	struct str about = {0};
	size_t nth;

	append_about(self, subject, &about);
	make_anchor(self, subject, &anchor);
	cells[DRAFT_ABOUT] = slice_of(&about);
	cells[DRAFT_QUOTE] = slice_of(&anchor.quote);
	cells[DRAFT_BEFORE] = slice_of(&anchor.before);
	cells[DRAFT_AFTER] = slice_of(&anchor.after);
	cells[DRAFT_TO] = slice_of_text(subject->to);
	nth = autosave_add_draft(self->autosave, cells);
	anchor_release(&anchor);
	str_release(&about);
	return nth;
}

size_t session_keep_draft(
	struct session *self, size_t nth, const struct comment_subject *subject, struct slice text)
{
	struct slice kind = slice_of_text(kind_name(subject));
	struct err err = {0};

	if (nth == NO_DRAFT && text.len == 0)
		return NO_DRAFT;
	if (nth == NO_DRAFT)
		nth = add(self, subject);
	if (!autosave_set_draft(self->autosave, nth, DRAFT_KIND, kind, &err) ||
		!autosave_set_draft(self->autosave, nth, DRAFT_TEXT, text, &err))
		session_say(self, MESSAGE_ERROR, "A crash would lose what you type here: %s",
			err.message);
	return nth;
}
