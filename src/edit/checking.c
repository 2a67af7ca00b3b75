/* When to check the open document, and which findings wait until typing ends. */
#include "internal.h"

#include "check/check.h"

#include <string.h>

#define PAUSE 300  /* milliseconds after the last change */
#define QUICK 20   /* milliseconds that a check may take when the user leaves a field */
#define PATIENCE 5 /* a slow check waits this many times as long as it takes */

static struct check_setting setting_of(struct editor *self, enum status as)
{
	return (struct check_setting){
		.as = as,
		.now = editor_seconds(self),
		.style = editor_when_style(self),
		.words = carrying_words(self),
	};
}

void editor_check_as(struct editor *self, enum status as, struct findings *out)
{
	const struct check_setting setting = setting_of(self, as);

	check_document_in(&self->document, &setting, out);
}

bool checking_is_current(const struct editor *self)
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

void checking_note_led(struct editor *self, const struct place *place)
{
	self->checking.led_to = *place;
	self->checking.is_unsure = !checking_is_current(self);
}

void editor_check(struct editor *self)
{
	int64_t start = editor_now(self);
	struct findings found = {0};

	editor_check_as(self, STATUS_NEVER, &found);
	take_findings(self, &found, editor_now(self) - start);
}

void editor_check_patiently(struct editor *self)
{
	const struct editor_hooks *hooks = &self->surroundings.hooks;
	int64_t start = editor_now(self);
	struct check_setting setting = setting_of(self, STATUS_NEVER);
	struct findings found = {0};

	setting.gives_up = hooks->has_input;
	setting.context = hooks->context;
	if (check_document_in(&self->document, &setting, &found)) {
		take_findings(self, &found, editor_now(self) - start);
		return;
	}
	findings_release(&found);
	self->checking.due_at = editor_now(self) + PAUSE;
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

int64_t editor_check_due(const struct editor *self)
{
	return self->checking.due_at;
}

const struct findings *editor_findings(const struct editor *self)
{
	return &self->checking.findings;
}

unsigned editor_findings_revision(const struct editor *self)
{
	return self->checking.n_runs;
}

bool editor_is_checked(const struct editor *self)
{
	return self->checking.n_runs > 0;
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
	if (!checking_is_current(self) && !checking_is_slow(self))
		editor_check(self);
}

void checking_hurry(struct editor *self)
{
	self->checking.is_typed_in = false;
	editor_check_quickly(self);
}
