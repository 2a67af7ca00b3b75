/* What the help says beside keys: the signs and words, how times can be written, how rows are
 * added. */
#include "internal.h"

#include "help_lines.h"
#include "help_times.h"
#include "legend.h"

#include "model/milestone.h"

enum {
	TIMES_WIDE = 33,
	SIGNS = 5,
	SIGNS_SPLIT = 56, /* percent */
};

static void add_sign(struct help *self, const char *sign, const char *means)
{
	struct popup_item *item = help_add(self, sign, means, "sign");

	if (item) {
		item->columns.left = SIGNS;
		item->columns.split = SIGNS_SPLIT;
	}
}

/* The letters of the chart and the timeline, with the form's names for them. */
static void add_milestones(struct help *self)
{
	const struct form *form = editor_form(self->screen->editor);

	for (int i = MILESTONE_NONE + 1; i < N_MILESTONES; i++) {
		unsigned field = milestone_field(form, (enum milestone)i);
		char letter[] = {milestone_letter((enum milestone)i), '\0'};

		if (field != FORM_NONE)
			add_sign(self, letter, form->fields[field].label);
	}
}

void help_list_marks(struct help *self)
{
	size_t n;
	const struct legend_sign *signs = legend_signs(&n);

	help_begin(self, "Marks");
	for (size_t i = 0; i < n; i++)
		add_sign(self, signs[i].sign, signs[i].means);
	add_milestones(self);
	help_pair_up(self);
}

void help_list_chart(struct help *self)
{
	size_t n;
	const struct legend_sign *signs = legend_chart_signs(&n);

	if (form_find_role(editor_form(self->screen->editor), ROLE_EVENTS) == FORM_NONE)
		return;
	help_begin(self, "Chart");
	for (size_t i = 0; i < n; i++)
		add_sign(self, signs[i].sign, signs[i].means);
	help_pair_up(self);
}

/* What something means is beside it, or below it on narrow screens. */
static void add_sentence(
	struct help *self, const char *left, const char *means, const char *words, unsigned columns)
{
	struct popup_item *item;
	struct str all = {0};

	str_appendf(&all, "%s %s", means, words);
	item = help_add(self, left, self->is_wide ? means : "", str_text(&all));
	if (item && self->is_wide)
		item->columns.left = columns;
	else if (item)
		popup_add_wrapped(self->popup, "    ", STYLE_NORMAL, means, self->popup->columns);
	str_release(&all);
}

void help_list_times(struct help *self)
{
	size_t n;
	const struct help_time *times = help_times(&n);
	struct when_style style = editor_when_style(self->screen->editor);
	int64_t now = session_seconds(self->screen->session);

	help_begin(self, "Times");
	self->has_any_digit = true;
	for (size_t i = 0; i < n; i++) {
		struct str words = {0};

		str_appendf(&words, "date clock %s", times[i].words ? times[i].words : "");
		self->is_meant = help_time_is_meant(&times[i], self->input, style.zone, now);
		add_sentence(self, help_time_written(&times[i], style.dates), times[i].means,
			str_text(&words), TIMES_WIDE);
		str_release(&words);
	}
	self->has_any_digit = self->is_meant = false;
}

void help_list_words(struct help *self)
{
	size_t n;
	const struct legend_word *words = legend_words(&n);

	help_begin(self, "Words");
	for (size_t i = 0; i < n; i++)
		add_sentence(self, words[i].said, words[i].means,
			words[i].others ? words[i].others : "", HELP_KEYS_WIDE);
}

/* --- adding rows --- */

/* Where they are added in the table itself, with a key of that place. */
void help_list_adding(struct help *self)
{
	static const struct {
		enum action action;
		enum key_context context;
		const char *does;
	} lines[] = {
		{ACTION_ROW_ADD, KEYS_TABLE, "begins a row, below the one you are on"},
		{ACTION_NEXT_FIELD, KEYS_TEXT, "goes to its next cell"},
		{ACTION_ENTER, KEYS_TEXT, "keeps the row, begins the next; an empty one ends"},
		{ACTION_LEAVE, KEYS_TEXT, "keeps what there is, and ends"},
	};
	const struct form *form = editor_form(self->screen->editor);
	const char *words = "quick entry add new event task + line";

	if (form_find_role(form, ROLE_EVENTS) == FORM_NONE &&
		form_find_role(form, ROLE_TASKS) == FORM_NONE)
		return;
	help_begin(self, "Adding rows, at the + line");
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct str key = {0};

		screen_key_in(self->screen, lines[i].action, lines[i].context, &key);
		if (key.len > 0)
			add_sentence(self, str_text(&key), lines[i].does, words, HELP_KEYS_WIDE);
		str_release(&key);
	}
	add_sentence(self, "a letter first", "goes to the text, and the time fills itself in",
		words, HELP_KEYS_WIDE);
}
