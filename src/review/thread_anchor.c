/* What a thread is anchored to: the text, and the words that it quotes from it. */
#include "internal.h"

#include <string.h>

const struct value *thread_value(const struct threads *self, const struct thread *thread)
{
	const struct place *on = &thread->on;

	if (on->field == FORM_NONE || (on->row[0] != '\0' && on->column == FORM_NONE))
		return NULL;
	return document_value(self->document, on);
}

void thread_read_anchor(const struct thread *self, struct anchor *anchor)
{
	*anchor = (struct anchor){0};
	str_append_text(&anchor->quote, self->quote);
	str_append_text(&anchor->before, self->before);
	str_append_text(&anchor->after, self->after);
}

bool quote_is(const char *quote, struct slice words)
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
