/* When to check the open document, what would hold it back if it were final, and which findings
 * wait until typing ends. */
#include "internal.h"

#include "check/check.h"

#include <string.h>

#define PAUSE 300  /* milliseconds after the last change */
#define QUICK 20   /* milliseconds that a check may take when the user leaves a field */
#define PATIENCE 5 /* a slow check waits this many times as long as it takes */
#define SOON 50    /* milliseconds until one that is waited for: the screen says so first */

typedef bool giving_up(void *context);

/* False, and nothing was found, if it was given up. */
static bool run(struct editor *self, enum status as, giving_up *gives_up, void *context,
	struct findings *found)
{
	const struct check_setting setting = {
		.as = as,
		.now = editor_seconds(self),
		.style = editor_when_style(self),
		.words = carrying_words(self),
		.gives_up = gives_up,
		.context = context,
	};
	bool is_done = check_document_in(&self->document, &setting, found);

	if (!is_done)
		findings_release(found);
	return is_done;
}

struct limit {
	const struct editor *editor;
	int64_t at;
};

static bool is_over(void *context)
{
	const struct limit *limit = context;

	return editor_now(limit->editor) >= limit->at;
}

/* As long as a key may take: it is not known before how long the first check takes. */
static bool run_quickly(struct editor *self, enum status as, struct findings *found)
{
	struct limit limit = {self, editor_now(self) + QUICK};

	if (checking_is_slow(self))
		return false;
	if (run(self, as, is_over, &limit, found))
		return true;
	self->checking.cost = QUICK + 1;
	return false;
}

bool editor_findings_are_current(const struct editor *self)
{
	return self->checking.revision == self->document.revision;
}

bool checking_is_slow(const struct editor *self)
{
	return self->checking.cost > QUICK;
}

/* The user was led to what an older check had found: say so if it is no longer there. */
static void say_if_mended(struct editor *self)
{
	struct checking *checking = &self->checking;
	const struct place *place = &checking->led_to;
	struct place here;

	if (!checking->is_unsure)
		return;
	editor_row_place(self, &here);
	if (here.field != place->field || strcmp(here.row, place->row) != 0)
		return;
	for (size_t i = 0; i < checking->findings.n; i++)
		if (checking->findings.items[i].has_place &&
			place_is_equal(&checking->findings.items[i].place, place))
			return;
	editor_say(self, MESSAGE_INFO, "What was found here has already been fixed");
}

static void take_findings(struct editor *self, struct findings *found, int64_t cost)
{
	struct checking *checking = &self->checking;

	findings_release(&checking->findings);
	checking->findings = *found;
	checking->n_runs++;
	checking->cost = cost;
	checking->revision = self->document.revision;
	checking->due_at = NEVER;
	say_if_mended(self);
	checking->is_unsure = false;
}

static void take_reasons(struct editor *self, struct findings *found, int64_t cost)
{
	struct reasons *reasons = &self->checking.reasons;

	(void)cost; /* says nothing about that of a check */
	findings_release(&reasons->findings);
	findings_keep_errors(found); /* they alone hold it back */
	reasons->findings = *found;
	reasons->n_runs++;
	reasons->revision = self->document.revision;
	reasons->is_made = true;
	reasons->due_at = NEVER;
}

void checking_note_led(struct editor *self, const struct place *place)
{
	self->checking.led_to = *place;
	self->checking.is_unsure = !editor_findings_are_current(self);
}

void editor_check(struct editor *self)
{
	int64_t start = editor_now(self);
	struct findings found = {0};

	run(self, STATUS_NEVER, NULL, NULL, &found);
	take_findings(self, &found, editor_now(self) - start);
}

bool checking_try(struct editor *self)
{
	int64_t start = editor_now(self);
	struct findings found = {0};

	if (editor_findings_are_current(self))
		return true;
	if (!run_quickly(self, STATUS_NEVER, &found))
		return false;
	take_findings(self, &found, editor_now(self) - start);
	return true;
}

/* --- patiently --- */

static void hasten(const struct editor *self, int64_t *due_at)
{
	int64_t soon = editor_now(self) + SOON;

	if (*due_at > soon)
		*due_at = soon;
}

static void find_patiently(struct editor *self, enum status as, int64_t *due_at,
	void (*take)(struct editor *self, struct findings *found, int64_t cost))
{
	const struct editor_hooks *hooks = &self->surroundings.hooks;
	int64_t start = editor_now(self);
	struct findings found = {0};

	if (start < *due_at)
		return;
	if (run(self, as, hooks->has_input, hooks->context, &found))
		take(self, &found, editor_now(self) - start);
	else
		*due_at = editor_now(self) + PAUSE;
}

void editor_check_patiently(struct editor *self)
{
	struct checking *checking = &self->checking;

	find_patiently(self, STATUS_NEVER, &checking->due_at, take_findings);
	find_patiently(self, STATUS_FINAL, &checking->reasons.due_at, take_reasons);
}

bool checking_ask(struct editor *self)
{
	if (!editor_findings_are_current(self))
		hasten(self, &self->checking.due_at);
	return editor_findings_are_current(self);
}

bool editor_find_reasons(struct editor *self)
{
	struct reasons *reasons = &self->checking.reasons;
	struct findings found = {0};

	if (reasons->is_made && reasons->revision == self->document.revision)
		return true;
	if (!run_quickly(self, STATUS_FINAL, &found)) {
		hasten(self, &reasons->due_at);
		return false;
	}
	take_reasons(self, &found, 0);
	return true;
}

void editor_check_later(struct editor *self)
{
	struct checking *checking = &self->checking;
	/* A half-typed time is not wrong yet, and a row being added misses nothing yet and may be
	 * in the wrong place; leaving them checks again. */
	const struct form_field *field = editor_field(self);
	bool is_half_typed = self->entry.is_typed && field && kind_info(field->kind)->is_time;
	int64_t pause = checking->cost * PATIENCE > PAUSE ? checking->cost * PATIENCE : PAUSE;

	if (is_half_typed || editor_is_quick(self))
		checking->due_at = NEVER;
	else
		checking->due_at = editor_now(self) + pause;
}

void editor_check_next(struct editor *self)
{
	self->checking.due_at = editor_now(self);
}

int64_t editor_check_due(const struct editor *self)
{
	const struct checking *checking = &self->checking;

	return checking->due_at < checking->reasons.due_at ? checking->due_at
							   : checking->reasons.due_at;
}

const struct findings *editor_findings(const struct editor *self)
{
	return &self->checking.findings;
}

unsigned editor_findings_revision(const struct editor *self)
{
	return self->checking.n_runs + self->checking.reasons.n_runs;
}

bool editor_is_checked(const struct editor *self)
{
	return self->checking.n_runs > 0;
}

const struct findings *editor_reasons(const struct editor *self)
{
	return &self->checking.reasons.findings;
}

void editor_forget_reasons(struct editor *self)
{
	self->checking.reasons.is_made = false;
}

bool editor_typed_place(const struct editor *self, struct place *place)
{
	bool is_typed = self->checking.is_typed_in || self->entry.is_typed;

	if (!is_typed || !self->focus.is_editing || self->focus.field == FORM_NONE)
		return false;
	editor_place(self, place);
	return true;
}

void checking_note_typing(struct editor *self)
{
	self->checking.is_typed_in = self->focus.is_editing;
}

void checking_note_foreign(struct editor *self, const struct place *place)
{
	struct place typed;

	if (editor_typed_place(self, &typed) && place_is_equal(&typed, place))
		self->checking.is_typed_in = false;
}

void editor_check_quickly(struct editor *self)
{
	const struct checking *checking = &self->checking;

	if (checking->is_held || !editor_is_checked(self) || editor_is_quick(self))
		return;
	checking_try(self);
}

void checking_hurry(struct editor *self)
{
	self->checking.is_typed_in = false;
	editor_check_quickly(self);
}
