/* What a row is known by, and what is said of a comment that has lost what it was about. */
#include "internal.h"

#include "base/visible.h"
#include "model/show.h"
#include "model/walk.h"

#include <ctype.h>
#include <string.h>

static const struct row *find_row(const struct document *document, const struct place *place)
{
	size_t at = place->field != FORM_NONE && place->row[0] != '\0'
			    ? document_row_index(document, place->field, place->row)
			    : SIZE_MAX;

	return at != SIZE_MAX ? &document->tables[place->field].items[at] : NULL;
}

void row_append_words(const struct document *document, const struct place *place, struct str *out)
{
	const struct row *row = find_row(document, place);
	const struct form_field *field;
	unsigned time;
	struct zone zone;

	if (row == NULL)
		return;
	field = &document->form->fields[place->field];
	time = form_find_column_role(field, ROLE_EVENT_TIME);
	if (time != FORM_NONE && row->cells[time].text.len > 0) {
		document_zone(document, &zone);
		value_show(&field->columns[time], &row->cells[time].text, &zone, out);
		str_append_char(out, ' ');
	}
	str_append_first_line(
		out, str_text(&row->cells[form_main_column(field)].text), ROW_WORDS_SHOWN);
}

static const char *known_by(const struct thread *thread)
{
	if (thread->quote[0] != '\0')
		return thread->quote;
	return thread->row_words[0] != '\0' ? thread->row_words : thread->path;
}

static bool is_in_word(char c)
{
	return isalnum((unsigned char)c) || (c & 0x80) != 0;
}

/* How often its text has its words: if it has, it could not be told which are meant. */
static size_t count_words(const struct threads *self, const struct thread *thread)
{
	const struct value *value = thread_value(self, thread);
	size_t len = strlen(thread->quote);
	size_t n = 0;

	if (thread->is_gone || value == NULL || len == 0)
		return 0;
	const char *text = str_text(&value->text);

	for (const char *at = text; (at = strstr(at, thread->quote)) != NULL; at += len)
		n += (at == text || !is_in_word(at[-1])) && !is_in_word(at[len]);
	return n;
}

static void append_what(const struct threads *self, const struct thread *thread, struct str *out)
{
	size_t n = count_words(self, thread);

	if (n == 2)
		str_append_text(out, "its words are there twice: ");
	else if (n > 2)
		str_appendf(out, "its words are there %zu times: ", n);
	else
		str_appendf(out, "its %s gone: ", thread->is_gone ? "place is" : "words are");
}

bool thread_append_loss(const struct threads *self, const struct thread *thread, struct str *out)
{
	struct str line = {0};

	if (!thread_is_lost(self, thread))
		return false;
	append_what(self, thread, out);
	str_append_text(&line, known_by(thread));
	for (size_t i = 0; i < line.len; i++)
		if (line.data[i] == '\n')
			line.data[i] = ' ';
	visible_append_start(out, str_text(&line), QUOTE_SHOWN);
	str_release(&line);
	return true;
}
