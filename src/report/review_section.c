/* What the section "Review" of a report says, in the order in which it says it. */
#include "review_section.h"

#include "base/mem.h"
#include "review/checklist.h"
#include "review/signoffs.h"
#include "review/states.h"
#include "review/threads.h"

#include <stdlib.h>
#include <string.h>

struct teller {
	struct review_section *section;
	const struct report_plan *plan;
	const struct document *document;
};

/* --- lines --- */

static struct review_line *add(const struct teller *self, enum review_line_kind kind)
{
	struct review_section *section = self->section;

	section->items =
		mem_grow(section->items, &section->cap, section->n + 1, sizeof(*section->items));
	section->items[section->n] = (struct review_line){.kind = kind};
	return &section->items[section->n++];
}

static void append_line(const char *text, struct str *out)
{
	for (; *text; text++)
		str_append_char(out, *text == '\n' || *text == '\r' ? ' ' : *text);
}

/* "Ida Nyman, 2026-11-27 11:12 EST". */
static void append_signature(const struct teller *self, enum review_table table,
	const struct row *row, unsigned by, unsigned at, struct str *out)
{
	const struct form *form = self->document->form;
	const struct form_field *field = &form->fields[review_field(form, table)];

	append_line(review_text(row, by)[0] ? review_text(row, by) : "nobody", out);
	if (row->cells[at].text.len == 0)
		return;
	str_append_text(out, ", ");
	report_plan_show(self->plan, &field->columns[at], &row->cells[at].text, TIME_ISO, out);
}

static struct review_line *add_said(const struct teller *self, enum review_table table,
	const struct row *row, unsigned by, unsigned at)
{
	struct review_line *line = add(self, REVIEW_SAID);

	append_signature(self, table, row, by, at, &line->head);
	return line;
}

/* --- status and sign-offs --- */

static void tell_states(const struct teller *self)
{
	const struct rows *rows = review_rows(self->document, REVIEW_STATES);
	bool has_status = form_find_role(self->document->form, ROLE_STATUS) != FORM_NONE;

	if (has_status)
		str_appendf(&add(self, REVIEW_SUBJECT)->head, "Status: %s",
			status_name(document_status(self->document)));
	else if (rows->n > 0) /* of another form, once */
		str_append_text(&add(self, REVIEW_SUBJECT)->head, "Status");
	for (size_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		const struct str *waives = &row->cells[STATE_WAIVES].text;
		const char *to = review_text(row, STATE_TO);
		struct review_line *line = add_said(self, REVIEW_STATES, row, STATE_BY, STATE_AT);

		str_append_text(&line->head, ": ");
		append_line(to, &line->head);
		if (waives->len > 0) {
			str_append_text(&line->head, to[0] ? ", accepts " : "accepts ");
			append_line(str_text(waives), &line->head);
		}
		str_append_text(&line->text, review_text(row, STATE_WHY));
	}
}

static void append_signoff(
	const struct signoffs *now, const struct row *row, unsigned does, struct review_line *line)
{
	static const char *const words[] = {[SIGNOFF_ASKS] = "asks ",
		[SIGNOFF_AGREES] = "agrees",
		[SIGNOFF_OBJECTS] = "objects",
		[SIGNOFF_WITHDRAWS] = "takes that back"};
	const char *name = review_text(row, SIGNOFF_BY);
	const struct signoff *last = signoffs_find(now, name);

	str_append_text(&line->head, ": ");
	str_append_text(&line->head, does < N_SIGNOFF_DOES ? words[does] : "says");
	if (does == SIGNOFF_ASKS)
		append_line(review_text(row, SIGNOFF_WHO), &line->head);
	if (last != NULL && last->row == row && last->stale.len > 0) {
		str_append_text(&line->head, "; changed since: ");
		append_line(str_text(&last->stale), &line->head);
	}
}

static void tell_signoffs(const struct teller *self)
{
	const struct rows *rows = review_rows(self->document, REVIEW_SIGNOFFS);
	struct signoffs now;

	if (rows->n == 0)
		return;
	signoffs_init(&now, self->document, self->plan->options->now);
	str_append_text(&add(self, REVIEW_SUBJECT)->head, "Sign-offs");
	for (size_t i = 0; i < rows->n; i++) {
		const struct row *row = &rows->items[i];
		struct review_line *line =
			add_said(self, REVIEW_SIGNOFFS, row, SIGNOFF_BY, SIGNOFF_AT);

		append_signoff(&now, row,
			review_choice(self->document, REVIEW_SIGNOFFS, row, SIGNOFF_DOES), line);
		str_append_text(&line->text, review_text(row, SIGNOFF_TEXT));
	}
	signoffs_release(&now);
}

/* --- comments --- */

/* The text of the row that a comment is on as a whole. */
static void append_row(const struct teller *self, const struct place *on, struct str *out)
{
	const struct form_field *field = report_plan_field(self->plan, on->field);
	unsigned column = on->column != FORM_NONE ? on->column : form_main_column(field);
	struct place cell = *on;
	const struct value *value;

	cell.column = column;
	value = document_value(self->document, &cell);
	if (value == NULL || value->text.len == 0)
		return;
	str_append_text(out, ": ");
	report_plan_show(self->plan, &field->columns[column], &value->text, TIME_ISO, out);
}

/* "Root Cause, Root cause «retried without a limit»". */
static void append_about(const struct teller *self, const struct thread *thread, struct str *out)
{
	if (thread->on.field == FORM_NONE) {
		str_append_text(out, "The document");
	} else {
		const struct form_field *field = report_plan_field(self->plan, thread->on.field);
		struct slice name = form_field_short_name(field);

		append_line(self->document->form->pages[field->page].title, out);
		str_append_text(out, ", ");
		if (thread->on.row[0])
			append_line(field_row_name(field), out);
		else
			str_append(out, name.data, name.len);
		if (thread->on.row[0] && !thread->quote[0])
			append_row(self, &thread->on, out);
	}
	if (thread->quote[0]) {
		str_append_text(out, " \xc2\xab");
		append_line(thread->quote, out);
		str_append_text(out, "\xc2\xbb");
	}
}

static void tell_comment(
	const struct teller *self, const struct thread *thread, const struct comment *comment)
{
	static const char *const words[] = {
		[COMMENT_RESOLVES] = ": resolved",
		[COMMENT_REOPENS] = ": opened again",
		[COMMENT_ACCEPTS] = ": accepted",
		[COMMENT_DECLINES] = ": declined",
		[COMMENT_SAYS] = "",
	};
	const char *instead = thread->instead;
	struct review_line *line =
		add_said(self, REVIEW_COMMENTS, comment->row, COMMENT_BY, COMMENT_AT);

	if (comment->row == thread->row)
		str_appendf(&line->head, ": %s", thread_kind_name(thread->kind));
	else
		str_append_text(&line->head, words[comment->does]);
	if (comment->is_ahead)
		str_append_text(&line->head, ", dated ahead");
	str_append_text(&line->text, comment->text);
	if (comment->row == thread->row && instead[0]) {
		line = add(self, REVIEW_SAID);
		str_append_text(&line->head, "Suggested words");
		str_append_text(&line->text, instead);
	}
}

static void append_gone(const struct threads *threads, const struct thread *thread, struct str *out)
{
	struct str loss = {0};

	if (thread->quote[0] != '\0')
		str_append_text(out, " (its place is gone)");
	else if (thread_append_loss(threads, thread, &loss))
		str_appendf(out, " (%s)", str_text(&loss));
	str_release(&loss);
}

static void tell_thread(
	const struct teller *self, const struct threads *threads, const struct thread *thread)
{
	struct review_line *subject = add(self, REVIEW_SUBJECT);

	append_about(self, thread, &subject->head);
	if (thread->is_gone)
		append_gone(threads, thread, &subject->head);
	for (size_t i = 0; i < thread->n; i++)
		tell_comment(self, thread, &threads->comments[thread->first + i]);
}

static void tell_threads(const struct teller *self, bool open)
{
	struct threads threads;
	size_t n;

	threads_init(&threads, self->document, self->plan->options->now);
	n = threads_count_open(&threads);
	n = open ? n : threads.n - n;
	if (n > 0)
		str_appendf(&add(self, REVIEW_PART)->head, "%s comments: %zu",
			open ? "Open" : "Closed", n);
	for (size_t i = 0; i < threads.n; i++)
		if ((threads.items[i].state == THREAD_OPEN) == open)
			tell_thread(self, &threads, &threads.items[i]);
	threads_release(&threads);
}

/* --- the checklist --- */

static void tell_checklist(const struct teller *self)
{
	struct checklist list;
	bool is_begun = false;

	checklist_init(&list, self->document, self->plan->options->now);
	for (size_t i = 0; i < list.n; i++) {
		const struct tick *tick = &list.items[i];
		struct review_line *line;

		if (tick->row == NULL)
			continue;
		if (!is_begun)
			str_appendf(&add(self, REVIEW_SUBJECT)->head, "Checklist: %zu of %zu",
				list.n_settled, list.n);
		is_begun = true;
		line = add(self, REVIEW_SAID);
		append_line(tick->question->ask, &line->head);
		str_appendf(&line->head, " %s (",
			tick->answer < N_TICK_ANSWERS ? tick_answer_name(tick->answer) : "?");
		append_signature(self, REVIEW_CHECKLIST, tick->row, TICK_BY, TICK_AT, &line->head);
		str_append_char(&line->head, ')');
		str_append_text(&line->text, review_text(tick->row, TICK_WHY));
	}
	checklist_release(&list);
}

void review_section_init(struct review_section *self, const struct report_plan *plan)
{
	const struct teller teller = {.section = self, .plan = plan, .document = plan->document};

	*self = (struct review_section){0};
	if (!plan->options->with_review || plan->options->is_public)
		return;
	tell_states(&teller);
	tell_signoffs(&teller);
	tell_checklist(&teller);
	tell_threads(&teller, true);
	tell_threads(&teller, false);
}

void review_section_release(struct review_section *self)
{
	for (size_t i = 0; i < self->n; i++) {
		str_release(&self->items[i].head);
		str_release(&self->items[i].text);
	}
	free(self->items);
	*self = (struct review_section){0};
}
