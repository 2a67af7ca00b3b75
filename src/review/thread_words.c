/* Where the words of a thread are now, and putting a suggestion in their place. */
#include "internal.h"

#include <string.h>

/* The text that it is about; NULL if that is more than one text, or gone. */
static const struct value *value_of(const struct threads *self, const struct thread *thread)
{
	const struct place *on = &thread->on;

	if (on->field == FORM_NONE || (on->row[0] != '\0' && on->column == FORM_NONE))
		return NULL;
	return document_value(self->document, on);
}

struct anchor_place thread_find_words(const struct threads *self, const struct thread *thread)
{
	const struct value *value = value_of(self, thread);
	struct anchor anchor = {0};
	struct anchor_place place = {.match = ANCHOR_LOST};

	if (thread->quote[0] == '\0')
		return (struct anchor_place){.match = ANCHOR_EXACT};
	if (value == NULL || value->text.len == 0)
		return place;
	str_append_text(&anchor.quote, thread->quote);
	str_append_text(&anchor.before, thread->before);
	str_append_text(&anchor.after, thread->after);
	place = anchor_find(&anchor, slice_of(&value->text));
	anchor_release(&anchor);
	return place;
}

bool thread_is_lost(const struct threads *self, const struct thread *thread)
{
	return thread->is_gone || thread_find_words(self, thread).match == ANCHOR_LOST;
}

/* Are they all the quoted words? White space does not count; a long quote has only the ends. */
static bool is_quote(const char *quote, struct slice words)
{
	size_t at = 0;

	for (size_t i = 0; i < words.len; i++) {
		if (ascii_is_space(words.data[i]))
			continue;
		at += strspn(quote + at, " ");
		if (quote[at] != words.data[i])
			return false;
		at++;
	}
	return quote[at] == '\0';
}

bool suggestion_fits(const struct form_field *field, const char *quote, struct slice words,
	const char *instead, struct err *err)
{
	const struct kind_info *kind = kind_info(field->kind);

	if (!kind->is_words)
		return err_set(err, ERR_USAGE,
			"a suggestion is for words; say in a remark what should be there instead");
	if (strchr(instead, '\n') != NULL && (kind->is_one_line || kind->has_items))
		return err_set(err, ERR_USAGE, "the suggested words have to be on one line");
	if (!is_quote(quote, words))
		return err_set(err, ERR_USAGE,
			"these are too many words for a suggestion; make one for some of them");
	return true;
}

bool thread_accept_op(
	const struct threads *self, const struct thread *thread, struct op *out, struct err *err)
{
	const char *instead = review_text(thread->row, COMMENT_INSTEAD);
	struct anchor_place words = thread_find_words(self, thread);

	if (thread->kind != THREAD_SUGGESTION || thread->quote[0] == '\0' ||
		value_of(self, thread) == NULL)
		return err_set(err, ERR_USAGE, "\"%s\" suggests no other words", thread->row->id);
	if (!kind_info(document_field(self->document, &thread->on)->kind)->is_words)
		return err_set(err, ERR_USAGE, "\"%s\" is not about words", thread->row->id);
	if (words.match == ANCHOR_LOST)
		return err_set(err, ERR_CHANGED, "the words are gone; change the text by hand");
	if (!is_quote(thread->quote,
		    (struct slice){str_text(&value_of(self, thread)->text) + words.start,
			    words.end - words.start}))
		return err_set(
			err, ERR_CHANGED, "the words have changed since; change the text by hand");
	document_op_edit(self->document, &thread->on, words.start, words.end - words.start, instead,
		strlen(instead), out);
	return true;
}
