/* Where the words of a thread are now, and putting a suggestion in their place. */
#include "internal.h"

#include "review/carried_words.h"

#include <string.h>

/* Are they the words that the first comment quotes? */
static bool are_first(const struct thread *thread, struct slice words)
{
	const char *quote = review_text(thread->row, COMMENT_QUOTE);
	struct anchor anchor;

	if (quote[0] == '\0' || quote_is(quote, words))
		return true;
	anchor_make(&anchor, words, 0, words.len); /* as a long quote is cut */
	bool are_same = strcmp(str_text(&anchor.quote), quote) == 0;

	anchor_release(&anchor);
	return are_same;
}

static struct anchor_text *read_text(struct last_text *last, const struct value *value)
{
	if (last->value != value) {
		anchor_text_free(last->text);
		*last = (struct last_text){value, anchor_text_new(slice_of(&value->text))};
	}
	return last->text;
}

static struct anchor_place find_words(
	const struct threads *self, const struct thread *thread, const struct value *value)
{
	const struct carried_span *span =
		self->words != NULL ? carried_words_find(self->words, thread->row->id) : NULL;
	struct anchor_place place;
	struct anchor anchor;

	if (span != NULL)
		return carried_span_place(span, slice_of(&value->text));
	thread_read_anchor(thread, &anchor);
	place = anchor_text_find(read_text(self->last, value), &anchor);
	anchor_release(&anchor);
	return place;
}

struct anchor_place thread_find_words(const struct threads *self, const struct thread *thread)
{
	const struct value *value = thread_value(self, thread);
	bool may_differ = self->words != NULL || thread->anchor != thread->row;
	struct anchor_place place;

	if (thread->quote[0] == '\0')
		return (struct anchor_place){.match = ANCHOR_EXACT};
	if (value == NULL || value->text.len == 0)
		return (struct anchor_place){.match = ANCHOR_LOST};
	place = find_words(self, thread, value);
	if (place.match == ANCHOR_EXACT && may_differ &&
		!are_first(thread, (struct slice){str_text(&value->text) + place.start,
					   place.end - place.start}))
		place.match = ANCHOR_NEAR;
	return place;
}

bool thread_is_lost(const struct threads *self, const struct thread *thread)
{
	return thread->is_gone || thread_find_words(self, thread).match == ANCHOR_LOST;
}

static bool is_at(struct anchor_text *text, const struct anchor *anchor, struct anchor_place place)
{
	struct anchor_place found = anchor_text_find(text, anchor);

	return found.match != ANCHOR_LOST && found.start == place.start && found.end == place.end;
}

/* Does the stored anchor lead elsewhere than to the place, and a new one there? */
static bool anchor_anew(const struct thread *thread, struct anchor_text *text,
	struct anchor_place place, struct anchor *out)
{
	struct anchor stored;
	bool is_better;

	thread_read_anchor(thread, &stored);
	anchor_text_make(text, out, place.start, place.end);
	is_better = !is_at(text, &stored, place) && is_at(text, out, place);
	if (!is_better)
		anchor_release(out);
	anchor_release(&stored);
	return is_better;
}

bool thread_find_anchor(const struct threads *self, const struct thread *thread, struct anchor *out)
{
	const struct carried_span *span =
		self->words != NULL ? carried_words_find(self->words, thread->row->id) : NULL;
	struct anchor_place place = thread_find_words(self, thread);

	return span != NULL && span->is_touched && place.match != ANCHOR_LOST &&
	       anchor_anew(thread, read_text(self->last, thread_value(self, thread)), place, out);
}

bool instead_fits(const struct form_field *field, const char *instead, struct err *err)
{
	const struct kind_info *kind = kind_info(field->kind);

	if (!kind->is_words)
		return err_set(err, ERR_USAGE,
			"a suggestion is for words; say in a remark what should be there instead");
	if (strchr(instead, '\n') != NULL && (kind->is_one_line || kind->has_items))
		return err_set(err, ERR_USAGE, "the suggested words have to be on one line");
	return true;
}

bool suggestion_fits(const struct form_field *field, const char *quote, struct slice words,
	const char *instead, struct err *err)
{
	if (!instead_fits(field, instead, err))
		return false;
	if (quote_is(quote, words))
		return true;
	if (strlen(quote) > words.len)
		return err_set(
			err, ERR_USAGE, "a suggestion is for whole words, such as \"%s\"", quote);
	return err_set(err, ERR_USAGE,
		"these are too many words for a suggestion; make one for some of them");
}

bool thread_accept_op(
	const struct threads *self, const struct thread *thread, struct op *out, struct err *err)
{
	const char *instead = thread->instead;
	struct anchor_place words = thread_find_words(self, thread);

	if (thread->kind != THREAD_SUGGESTION || thread->quote[0] == '\0' ||
		thread_value(self, thread) == NULL)
		return err_set(err, ERR_USAGE, "\"%s\" suggests no other words", thread->row->id);
	if (!kind_info(document_field(self->document, &thread->on)->kind)->is_words)
		return err_set(err, ERR_USAGE, "\"%s\" is not about words", thread->row->id);
	if (words.match == ANCHOR_LOST)
		return err_set(err, ERR_CHANGED, "the words are gone; change the text by hand");
	if (!quote_is(review_text(thread->row, COMMENT_QUOTE),
		    (struct slice){str_text(&thread_value(self, thread)->text) + words.start,
			    words.end - words.start}))
		return err_set(
			err, ERR_CHANGED, "the words have changed since; change the text by hand");
	document_op_edit(self->document, &thread->on, words.start, words.end - words.start, instead,
		strlen(instead), out);
	return true;
}

bool thread_is_acceptable(const struct threads *self, const struct thread *thread)
{
	struct err err = {0};
	struct op op;

	if (thread->kind != THREAD_SUGGESTION || !thread_accept_op(self, thread, &op, &err))
		return false;
	op_release(&op);
	return true;
}
