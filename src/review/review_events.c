/* Rows that an earlier version had not, each as a sentence about who did what. */
#include "review/review_events.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "review/checklist.h"
#include "review/signoffs.h"

#include <stdlib.h>
#include <string.h>

/* What is compared. */
struct search {
	struct review_events *events;
	const struct document *before;
	const struct document *after;
	int64_t now;
	struct threads threads; /* of the later one */
};

static const struct place whole = {.field = FORM_NONE, .column = FORM_NONE};

static bool is_new(const struct search *self, enum review_table table, const struct row *row)
{
	unsigned field = review_field(self->before->form, table);

	return document_row_index(self->before, field, row->id) == SIZE_MAX;
}

/* --- words --- */

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

static void append_said(const char *text, struct str *out)
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

/* "Cause" in quotes, or "event "The alarm fired"". */
static void append_place(const struct search *self, const struct place *place, struct str *out)
{
	const struct document *document = self->after;
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

/* --- events --- */

static struct review_event *add(struct search *self, enum review_event_kind kind,
	const struct row *row, unsigned by, unsigned at)
{
	struct review_events *events = self->events;
	struct review_event *event;
	bool is_ahead;

	events->items =
		mem_grow(events->items, &events->cap, events->n + 1, sizeof(*events->items));
	event = &events->items[events->n++];
	*event = (struct review_event){.kind = kind,
		.place = whole,
		.by = review_text(row, by),
		.at = review_seconds(row, at, self->now, &is_ahead)};
	append_name(event->by, &event->words);
	return event;
}

static const struct {
	enum review_event_kind kind;
	const char *verb;
} beginnings[N_THREAD_KINDS] = {
	[THREAD_QUESTION] = {EVENT_QUESTION, "asked about"},
	[THREAD_REMARK] = {EVENT_NOTE, "commented on"},
	[THREAD_SUGGESTION] = {EVENT_NOTE, "suggested other words for"},
	[THREAD_IDEA] = {EVENT_IDEA, "had an idea about"},
};

static const char *const doings[] = {
	[COMMENT_RESOLVES] = "resolved a comment on",
	[COMMENT_REOPENS] = "reopened a comment on",
	[COMMENT_ACCEPTS] = "accepted a suggestion for",
	[COMMENT_DECLINES] = "declined a suggestion or idea about",
};

static void add_comment(
	struct search *self, const struct thread *thread, const struct comment *comment)
{
	bool is_first = comment->row == thread->row;
	bool is_said = comment->does == COMMENT_SAYS;
	struct review_event *event;

	event = add(self,
		is_first  ? beginnings[thread->kind].kind
		: is_said ? EVENT_NOTE
			  : EVENT_DECISION,
		comment->row, COMMENT_BY, COMMENT_AT);
	event->place = thread->on;
	str_appendf(&event->words, " %s ",
		is_first  ? beginnings[thread->kind].verb
		: is_said ? "replied about"
			  : doings[comment->does]);
	append_place(self, &thread->on, &event->words);
	append_said(is_first ? thread_text(&self->threads, thread) : comment->text, &event->words);
}

/* Those of comments that were there before: of others their newest text is told anyway. */
static void find_amendments(struct search *self, const struct thread *thread)
{
	for (size_t i = 0; i < thread->n_amendments; i++) {
		const struct comment *comment =
			&self->threads.amendments[thread->first_amendment + i];
		const char *to = review_text(comment->row, COMMENT_TO);
		struct review_event *event;

		if (!is_new(self, REVIEW_COMMENTS, comment->row) ||
			is_new(self, REVIEW_COMMENTS,
				threads_find_comment(&self->threads, to)->row))
			continue;
		event = add(self, EVENT_NOTE, comment->row, COMMENT_BY, COMMENT_AT);
		event->place = thread->on;
		str_append_text(&event->words, " amended a comment on ");
		append_place(self, &thread->on, &event->words);
		append_said(comment->text[0] ? comment->text
					     : review_text(comment->row, COMMENT_INSTEAD),
			&event->words);
	}
}

static void find_comments(struct search *self)
{
	const struct threads *threads = &self->threads;

	for (size_t i = 0; i < threads->n; i++) {
		const struct thread *thread = &threads->items[i];

		for (size_t k = 0; k < thread->n; k++) {
			const struct comment *comment = &threads->comments[thread->first + k];

			if (is_new(self, REVIEW_COMMENTS, comment->row))
				add_comment(self, thread, comment);
		}
		find_amendments(self, thread);
	}
}

static void add_signoff(struct search *self, const struct row *row)
{
	static const char *const verbs[N_SIGNOFF_DOES + 1] = {
		[SIGNOFF_ASKS] = "asked",
		[SIGNOFF_AGREES] = "signed off",
		[SIGNOFF_OBJECTS] = "objected",
		[SIGNOFF_WITHDRAWS] = "took back what they had said",
		[N_SIGNOFF_DOES] = "said something",
	};
	unsigned does = review_choice(self->after, REVIEW_SIGNOFFS, row, SIGNOFF_DOES);
	struct review_event *event = add(self, EVENT_SIGNOFF, row, SIGNOFF_BY, SIGNOFF_AT);

	str_appendf(&event->words, " %s", verbs[does]);
	if (does == SIGNOFF_ASKS) {
		str_append_char(&event->words, ' ');
		append_line(review_text(row, SIGNOFF_WHO), &event->words);
		str_append_text(&event->words, " to sign off");
	}
	append_said(review_text(row, SIGNOFF_TEXT), &event->words);
}

static void add_state(struct search *self, const struct row *row)
{
	struct review_event *event = add(self, EVENT_DECISION, row, STATE_BY, STATE_AT);
	const char *waives = review_text(row, STATE_WAIVES);

	str_append_text(&event->words, " set the status to ");
	append_line(review_text(row, STATE_TO), &event->words);
	if (waives[0]) {
		str_append_text(&event->words, ", accepting ");
		append_line(waives, &event->words);
	}
	append_said(review_text(row, STATE_WHY), &event->words);
}

static void add_tick(struct search *self, const struct row *row)
{
	struct review_event *event = add(self, EVENT_TICK, row, TICK_BY, TICK_AT);
	const char *key = review_text(row, TICK_OF);
	const struct form_question *question = form_find_question(self->after->form, key);

	str_append_text(&event->words, " answered ");
	append_line(review_text(row, TICK_ANSWER), &event->words);
	str_append_text(&event->words, " to \"");
	append_line(question ? question->ask : key, &event->words);
	str_append_char(&event->words, '"');
	append_said(review_text(row, TICK_WHY), &event->words);
}

static void find_rows(struct search *self, enum review_table table,
	void (*add_row)(struct search *self, const struct row *row))
{
	const struct rows *rows = review_rows(self->after, table);

	for (size_t i = 0; i < rows->n; i++)
		if (is_new(self, table, &rows->items[i]))
			add_row(self, &rows->items[i]);
}

/* Those of one kind stay in the order in which they were found. */
static void sort(struct review_events *self)
{
	struct review_event *sorted = mem_zalloc(self->n + 1, sizeof(*sorted));
	size_t n = 0;

	for (int kind = 0; kind < N_EVENT_KINDS; kind++)
		for (size_t i = 0; i < self->n; i++)
			if ((int)self->items[i].kind == kind)
				sorted[n++] = self->items[i];
	free(self->items);
	self->items = sorted;
	self->cap = self->n + 1;
}

void review_events_find(struct review_events *self, const struct document *before,
	const struct document *after, int64_t now)
{
	struct search search = {.events = self, .before = before, .after = after, .now = now};

	threads_init(&search.threads, after, now);
	find_comments(&search);
	threads_release(&search.threads);
	find_rows(&search, REVIEW_STATES, add_state);
	find_rows(&search, REVIEW_CHECKLIST, add_tick);
	find_rows(&search, REVIEW_SIGNOFFS, add_signoff);
	sort(self);
}

void review_events_drop(struct review_events *self, int64_t at)
{
	size_t n = 0;

	for (size_t i = 0; i < self->n; i++) {
		if (self->items[i].at > at)
			self->items[n++] = self->items[i];
		else
			str_release(&self->items[i].words);
	}
	self->n = n;
}

void review_events_release(struct review_events *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->items[i].words);
	free(self->items);
	*self = (struct review_events){0};
}
