/* Rules about the review: open threads, sign-offs, and a status that no row explains. */
#include "internal.h"

#include "base/visible.h"
#include "model/place_path.h"
#include "review/checklist.h"
#include "review/signoffs.h"
#include "review/states.h"
#include "review/threads.h"

#include <stdlib.h>
#include <string.h>

/* A reason within a message: without a final full stop. */
static struct slice reason_of(const struct row *row, unsigned column)
{
	struct slice text = slice_trim(slice_of_text(review_text(row, column)));

	while (text.len > 0 && text.data[text.len - 1] == '.')
		text.len--;
	return text;
}

/* Borrowed until the next call. */
static const char *name_in(struct check *check, const char *name)
{
	str_clear(&check->named[0]);
	visible_append_start(&check->named[0], name, NAME_SHOWN);
	return str_text(&check->named[0]);
}

/* --- threads --- */

static struct rule_cursor cursor_at(const struct check *check, const struct place *cell)
{
	size_t row = cell->row[0] != '\0'
			     ? document_row_index(check->document, cell->field, cell->row)
			     : SIZE_MAX;

	return row == SIZE_MAX ? rule_cursor_field(check, cell->field)
			       : rule_cursor_cell(check, cell->field, row, cell->column);
}

static void report_thread(struct check *check, const struct rule *rule,
	const struct threads *threads, const struct thread *thread)
{
	const struct comment *first = &threads->comments[thread->first];
	const char *by = name_in(check, comment_by(first));
	const char *said = thread_text(threads, thread);
	const char *text = check_quote(check, said, strlen(said));
	const char *kind = thread_kind_name(thread->kind);

	struct str loss = {0};

	if (thread_append_loss(threads, thread, &loss))
		str_splice(&loss, 0, 0, ", ", strlen(", "));
	if (thread->on.field == FORM_NONE) {
		check_report(check, rule, check_level(check), NULL, "an open %s by %s%s: %s", kind,
			by, str_text(&loss), text);
		str_release(&loss);
		return;
	}
	struct place cell = thread_cell(thread);
	struct rule_cursor cursor = cursor_at(check, &cell);
	struct anchor_place words = thread_find_words(threads, thread);

	check_report_words(check, rule, check_level(check), &cursor, words.start, words.end,
		"an open %s by %s%s: %s", kind, by, str_text(&loss), text);
	str_release(&loss);
}

void run_open_thread(struct check *check, const struct rule *rule)
{
	struct threads threads;

	threads_init(&threads, check->document, check->now);
	threads.words = check->words;
	for (size_t i = 0; i < threads.n; i++)
		if (threads.items[i].state == THREAD_OPEN)
			report_thread(check, rule, &threads, &threads.items[i]);
	threads_release(&threads);
}

/* --- sign-offs --- */

static void report_objection(
	struct check *check, const struct rule *rule, const struct signoff *signoff)
{
	struct slice why = reason_of(signoff->row, SIGNOFF_TEXT);

	check_report(check, rule, check_level(check), NULL, "%s objects%s%.*s",
		name_in(check, signoff->name), why.len > 0 ? ": " : "", (int)why.len, why.data);
}

void run_signoff_missing(struct check *check, const struct rule *rule)
{
	struct signoffs signoffs;

	signoffs_init(&signoffs, check->document, check->now);
	for (size_t i = 0; i < signoffs.n; i++) {
		const struct signoff *signoff = &signoffs.items[i];

		if (signoff->does == SIGNOFF_ASKS)
			check_report(check, rule, check_level(check), NULL,
				"%s was asked to sign off and has not yet",
				name_in(check, signoff->name));
		else if (signoff->does == SIGNOFF_OBJECTS)
			report_objection(check, rule, signoff);
	}
	signoffs_release(&signoffs);
}

void run_signoff_stale(struct check *check, const struct rule *rule)
{
	struct signoffs signoffs;

	signoffs_init(&signoffs, check->document, check->now);
	for (size_t i = 0; i < signoffs.n; i++)
		if (signoffs.items[i].stale.len > 0)
			check_report(check, rule, check_level(check), NULL,
				"changed since %s agreed: %s",
				name_in(check, signoffs.items[i].name),
				str_text(&signoffs.items[i].stale));
	signoffs_release(&signoffs);
}

/* --- the checklist --- */

/* Has anybody begun to review it? Else nobody waits for answers. */
static bool has_review(const struct document *document)
{
	return review_rows(document, REVIEW_COMMENTS)->n > 0 ||
	       review_rows(document, REVIEW_SIGNOFFS)->n > 0 ||
	       review_rows(document, REVIEW_STATES)->n > 0 ||
	       review_rows(document, REVIEW_CHECKLIST)->n > 0;
}

/* Who has answered no to the only question that is left. */
static void report_question(struct check *check, const struct rule *rule, const struct tick *tick)
{
	const char *ask = tick->question->ask;
	const char *text = check_quote(check, ask, strlen(ask));
	const char *by = name_in(check, tick->row ? review_text(tick->row, TICK_BY) : "");

	if (tick->answer == TICK_NO)
		check_report(check, rule, check_level(check), NULL,
			"a question of the checklist is answered with no%s%s: %s",
			by[0] ? " by " : "", by, text);
	else
		check_report(check, rule, check_level(check), NULL,
			"a question of the checklist is %s: %s",
			tick->row ? "n/a without a reason" : "not answered", text);
}

/* All of them in one, because their list is elsewhere. */
static void report_questions(struct check *check, const struct rule *rule, const struct tick *first,
	size_t n_missed, size_t n)
{
	if (n_missed == 1)
		report_question(check, rule, first);
	else
		check_report(check, rule, check_level(check), NULL,
			"%zu of %zu questions of the checklist are open, the first: %s", n_missed,
			n, check_quote(check, first->question->ask, strlen(first->question->ask)));
}

void run_unanswered_question(struct check *check, const struct rule *rule)
{
	const struct tick *first = NULL;
	struct checklist checklist;
	size_t n = 0;

	if (!has_review(check->document))
		return;
	checklist_init(&checklist, check->document, check->now);
	for (size_t i = checklist.n; i-- > 0;) {
		const struct tick *tick = &checklist.items[i];

		if (tick->is_settled || check->status < tick->question->from)
			continue;
		first = tick;
		n++;
	}
	if (n > 0)
		report_questions(check, rule, first, n, checklist.n);
	checklist_release(&checklist);
}

/* --- status --- */

void run_status_by_hand(struct check *check, const struct rule *rule)
{
	const struct row *last = state_find_last(check->document, check->now);
	unsigned field = form_find_role(check->document->form, ROLE_STATUS);
	const char *status = status_name(document_status(check->document));

	if (last == NULL || field == FORM_NONE || strcmp(review_text(last, STATE_TO), status) == 0)
		return;
	struct rule_cursor cursor = rule_cursor_field(check, field);

	check_report(check, rule, rule->level, &cursor,
		"the status is %s, but %s was the last to change it, to %s", status,
		name_in(check, review_text(last, STATE_BY)), review_text(last, STATE_TO));
}

/* --- waivers --- */

static const struct row *waiver_of(const struct check *check, const struct finding *finding)
{
	struct place place = finding->place;
	struct str path = {0};
	const struct row *row;

	if (finding->has_place)
		place_format(&place, check->document->form, &path);
	row = state_find_waiver(check->document, finding->rule->id, str_text(&path), check->now);
	if (row == NULL && finding->has_place && place.row[0] != '\0') { /* or of its row */
		place.column = FORM_NONE;
		str_clear(&path);
		place_format(&place, check->document->form, &path);
		row = state_find_waiver(
			check->document, finding->rule->id, str_text(&path), check->now);
	}
	str_release(&path);
	return row;
}

static void waive(struct check *check, struct finding *finding, const struct rule *rule,
	const struct row *waiver)
{
	struct slice why = reason_of(waiver, STATE_WHY);
	struct str text = {0};

	str_appendf(&text, "%s; accepted by %s: %.*s", finding->text,
		name_in(check, review_text(waiver, STATE_BY)), (int)why.len, why.data);
	free(finding->text);
	finding->text = str_take(&text);
	finding->brief = NULL;
	check->findings->counts[finding->level]--;
	check->findings->counts[rule->level]++;
	finding->rule = rule;
	finding->level = rule->level;
}

void run_waived(struct check *check, const struct rule *rule)
{
	if (review_rows(check->document, REVIEW_STATES)->n == 0)
		return;
	for (size_t i = 0; i < check->findings->n; i++) {
		struct finding *finding = &check->findings->items[i];
		bool may_be = check_waiver_refusal(finding->rule) == NULL;
		const struct row *waiver = may_be ? waiver_of(check, finding) : NULL;

		if (waiver != NULL)
			waive(check, finding, rule, waiver);
	}
}
