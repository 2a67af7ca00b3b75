/* Sentences about rows of the review: who did what, or took it back. */
#include "event_words.h"

#include "base/utf8.h"
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

/* In quotes, and not all of it: an answer may be long, and many comments on it. */
static void append_start(const char *text, struct str *out)
{
	enum { MOST = 60 /* bytes */ };
	size_t line = strcspn(text, "\n");
	size_t len = (size_t)utf8_fit(text, MOST);

	str_append_char(out, '"');
	str_append(out, text, len < line ? len : line);
	if (len < line || text[line] != '\0')
		str_append_text(out, "\xe2\x80\xa6"); /* an ellipsis */
	str_append_char(out, '"');
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

	str_appendf(out, "%s ", field_row_name(field));
	append_start(str_text(&item->cells[form_main_column(field)].text), out);
}

/* --- deeds --- */

/* Something done, and the same taken back. */
struct deed_words {
	const char *done;
	const char *undone;
};

static void append_deed(
	const char *by, const struct deed_words *words, bool is_undone, struct str *out)
{
	append_name(by, out);
	str_appendf(out, " %s", is_undone ? words->undone : words->done);
}

void comment_append_deed(const struct comment_deed *self, const struct document *document,
	bool is_undone, struct str *out)
{
	static const struct deed_words beginnings[N_THREAD_KINDS] = {
		[THREAD_QUESTION] = {"asked about", "took back a question about"},
		[THREAD_REMARK] = {"commented on", "took back a comment on"},
		[THREAD_SUGGESTION] = {"suggested other words for", "took back a suggestion for"},
		[THREAD_IDEA] = {"had an idea about", "took back an idea about"},
	};
	static const struct deed_words doings[N_COMMENT_DOES] = {
		[COMMENT_RESOLVES] = {"resolved a comment on", "took back resolving a comment on"},
		[COMMENT_REOPENS] = {"reopened a comment on", "took back reopening a comment on"},
		[COMMENT_ACCEPTS] = {"accepted a suggestion for",
			"took back accepting a suggestion for"},
		[COMMENT_DECLINES] = {"declined a suggestion or idea about",
			"took back declining a suggestion or idea about"},
		[COMMENT_AMENDS] = {"amended a comment on", "took back amending a comment on"},
		[COMMENT_SAYS] = {"replied about", "took back a reply about"},
	};

	append_deed(self->by, self->is_first ? &beginnings[self->kind] : &doings[self->does],
		is_undone, out);
	str_append_char(out, ' ');
	place_append_name(document, self->on, out);
}

void signoff_append_deed(
	const struct document *document, const struct row *row, bool is_undone, struct str *out)
{
	static const struct deed_words words[N_SIGNOFF_DOES + 1] = {
		[SIGNOFF_ASKS] = {"asked", "took back asking"},
		[SIGNOFF_AGREES] = {"signed off", "took back signing off"},
		[SIGNOFF_OBJECTS] = {"objected", "took back an objection"},
		[SIGNOFF_WITHDRAWS] = {"took back what they had said",
			"stands by what they had said after all"},
		[N_SIGNOFF_DOES] = {"said something", "took back something"},
	};
	unsigned does = review_choice(document, REVIEW_SIGNOFFS, row, SIGNOFF_DOES);

	append_deed(review_text(row, SIGNOFF_BY), &words[does], is_undone, out);
	if (does != SIGNOFF_ASKS)
		return;
	str_append_char(out, ' ');
	append_line(review_text(row, SIGNOFF_WHO), out);
	str_append_text(out, " to sign off");
}

void state_append_deed(const struct row *row, bool is_undone, struct str *out)
{
	static const struct deed_words words = {
		"set the status to ", "took back setting the status to "};
	const char *waives = review_text(row, STATE_WAIVES);

	append_deed(review_text(row, STATE_BY), &words, is_undone, out);
	append_line(review_text(row, STATE_TO), out);
	if (waives[0]) {
		str_append_text(out, ", accepting ");
		append_line(waives, out);
	}
}

void tick_append_deed(
	const struct document *document, const struct row *row, bool is_undone, struct str *out)
{
	static const struct deed_words words = {"answered ", "took back the answer "};
	const char *key = review_text(row, TICK_OF);
	const struct form_question *question = form_find_question(document->form, key);

	append_deed(review_text(row, TICK_BY), &words, is_undone, out);
	append_line(review_text(row, TICK_ANSWER), out);
	str_append_text(out, " to \"");
	append_line(question ? question->ask : key, out);
	str_append_char(out, '"');
}
