/* Sentences about rows of the review: who did what, or that it is gone. */
#include "event_words.h"

#include "internal.h"
#include "review/checklist.h"
#include "review/review_events.h"
#include "review/signoffs.h"

#include <string.h>

static void append_name(const char *by, struct str *out)
{
	str_append_text(out, by[0] ? by : "Somebody");
}

/* The texts of people in one line. */
static void append_line(const char *text, struct str *out)
{
	struct slice rest = slice_trim(slice_of_text(text));
	struct slice line;
	bool is_first = true;

	while (slice_next_line(&rest, &line)) {
		line = slice_trim(line);
		if (line.len > 0 && !is_first)
			str_append_char(out, ' ');
		str_append(out, line.data, line.len);
		is_first = is_first && line.len == 0;
	}
}

void event_append_said(const char *text, struct str *out)
{
	if (slice_trim(slice_of_text(text)).len == 0)
		return;
	str_append_text(out, ": ");
	append_line(text, out);
}

void place_append_name(const struct document *document, const struct place *place, struct str *out)
{
	const struct form_field *field;
	struct slice name;
	size_t row;

	if (place->field == FORM_NONE) {
		str_append_text(out, "the document");
		return;
	}
	field = &document->form->fields[place->field];
	name = form_field_short_name(field);
	row = place->row[0] ? document_row_index(document, place->field, place->row) : SIZE_MAX;
	if (row == SIZE_MAX) {
		str_append_char(out, '"');
		str_append(out, name.data, name.len);
		str_append_char(out, '"');
		return;
	}
	const struct row *item = &document->tables[place->field].items[row];

	str_appendf(out, "%s \"", field_row_name(field));
	str_append_first_line(
		out, str_text(&item->cells[form_main_column(field)].text), ROW_WORDS_SHOWN);
	str_append_char(out, '"');
}

/* --- deeds --- */

/* Who took a row out of the file is not known: it need not be whose row it was. */
static void append_deed(const char *by, const char *words, bool is_gone, struct str *out)
{
	if (is_gone)
		str_append_text(out, "No longer in the document: ");
	append_name(by, out);
	str_appendf(out, " %s", words);
}

void comment_append_deed(const struct comment_deed *self, const struct document *document,
	bool is_gone, struct str *out)
{
	static const char *const beginnings[N_THREAD_KINDS] = {
		[THREAD_QUESTION] = "asked about",
		[THREAD_REMARK] = "commented on",
		[THREAD_SUGGESTION] = "suggested other words for",
		[THREAD_IDEA] = "had an idea about",
	};
	static const char *const doings[N_COMMENT_DOES] = {
		[COMMENT_RESOLVES] = "resolved a comment on",
		[COMMENT_REOPENS] = "reopened a comment on",
		[COMMENT_ACCEPTS] = "accepted a suggestion for",
		[COMMENT_DECLINES] = "declined a suggestion or idea about",
		[COMMENT_AMENDS] = "amended a comment on",
		[COMMENT_SAYS] = "replied about",
	};

	append_deed(self->by, self->is_first ? beginnings[self->kind] : doings[self->does], is_gone,
		out);
	str_append_char(out, ' ');
	place_append_name(document, self->on, out);
}

void signoff_append_deed(
	const struct document *document, const struct row *row, bool is_gone, struct str *out)
{
	static const char *const words[N_SIGNOFF_DOES + 1] = {
		[SIGNOFF_ASKS] = "asked",
		[SIGNOFF_AGREES] = "signed off",
		[SIGNOFF_OBJECTS] = "objected",
		[SIGNOFF_WITHDRAWS] = "took back what they had said",
		[N_SIGNOFF_DOES] = "said something",
	};
	unsigned does = review_choice(document, REVIEW_SIGNOFFS, row, SIGNOFF_DOES);

	append_deed(review_text(row, SIGNOFF_BY), words[does], is_gone, out);
	if (does != SIGNOFF_ASKS)
		return;
	str_append_char(out, ' ');
	append_line(review_text(row, SIGNOFF_WHO), out);
	str_append_text(out, " to sign off");
}

/* A waiver alone leaves the status as it is. */
void state_append_deed(const struct row *row, bool is_gone, struct str *out)
{
	const char *to = review_text(row, STATE_TO);
	const char *waives = review_text(row, STATE_WAIVES);

	append_deed(review_text(row, STATE_BY), to[0] ? "set the status to " : "accepted ", is_gone,
		out);
	append_line(to, out);
	if (waives[0]) {
		str_append_text(out, to[0] ? ", accepting " : "");
		append_line(waives, out);
	}
}

void tick_append_deed(
	const struct document *document, const struct row *row, bool is_gone, struct str *out)
{
	const char *key = review_text(row, TICK_OF);
	const struct form_question *question = form_find_question(document->form, key);

	append_deed(review_text(row, TICK_BY), "answered ", is_gone, out);
	append_line(review_text(row, TICK_ANSWER), out);
	str_append_text(out, " to \"");
	append_line(question ? question->ask : key, out);
	str_append_char(out, '"');
}
