/* After a meeting: what becomes of each idea that is open. It becomes a task, is declined with a
 * reason, or stays. */
#include "internal.h"

#include "base/mem.h"
#include "review/threads.h"
#include "text/grapheme.h"

#include <stdlib.h>
#include <string.h>

void deciding_release(struct deciding *self)
{
	free(self->ids);
	*self = (struct deciding){0};
}

/* --- which one --- */

static const char *present_id(const struct screen *screen)
{
	const struct deciding *self = &screen->remembered.deciding;

	return self->ids[self->at];
}

static bool is_open_idea(const struct thread *thread)
{
	return thread != NULL && thread->kind == THREAD_IDEA && thread->state == THREAD_OPEN;
}

static void find_ideas(struct screen *screen, struct deciding *out)
{
	struct threads threads;

	editor_threads(screen->editor, &threads);
	out->ids = mem_zalloc(threads.n + 1, sizeof(*out->ids));
	for (size_t i = 0; i < threads.n; i++)
		if (is_open_idea(&threads.items[i]))
			strcpy(out->ids[out->n++], threads.items[i].row->id);
	threads_release(&threads);
}

/* Others may have settled it meanwhile. */
static bool is_still_open(const struct screen *screen)
{
	struct threads threads;
	bool is_open;

	editor_threads(screen->editor, &threads);
	is_open = is_open_idea(threads_find(&threads, present_id(screen)));
	threads_release(&threads);
	return is_open;
}

/* --- the end --- */

static void append_count(size_t n, const char *what, struct str *out)
{
	if (n > 0)
		str_appendf(out, "%s%zu %s", out->len > 0 ? ", " : "", n, what);
}

static void finish(struct screen *screen)
{
	struct deciding *self = &screen->remembered.deciding;
	void (*done)(struct screen *) = self->done;
	struct str said = {0};

	append_count(self->n_tasks,
		self->n_tasks == 1 ? "idea became a task" : "ideas became tasks", &said);
	append_count(self->n_declined, "declined", &said);
	append_count(self->n - self->n_tasks - self->n_declined, "still open", &said);
	session_say(screen->session, MESSAGE_INFO, "%s", str_text(&said));
	str_release(&said);
	deciding_release(self);
	done(screen);
}

/* --- asking --- */

static void ask(struct screen *screen);

static void go_on(struct screen *screen)
{
	screen->remembered.deciding.at++;
	ask(screen);
}

static void note_task(struct screen *screen, bool is_added)
{
	screen->remembered.deciding.n_tasks += is_added;
	if (is_added)
		go_on(screen);
	else
		ask(screen);
}

static void make_task(struct screen *screen)
{
	struct threads threads;
	const struct thread *thread;
	struct str text = {0};

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, present_id(screen));
	if (thread != NULL)
		str_append_text(&text, thread_text(&threads, thread));
	threads_release(&threads);
	task_open_for(screen, present_id(screen), str_text(&text), note_task);
	str_release(&text);
}

/* --- declining --- */

static void open_reason(struct screen *screen);

/* An answer to the idea that is not posted. */
static size_t find_reason(const struct screen *screen, struct comment_subject *subject)
{
	*subject = (struct comment_subject){.on = {.field = FORM_NONE, .column = FORM_NONE}};
	strcpy(subject->to, present_id(screen));
	return session_find_draft(screen->session, subject);
}

static void keep_reason(struct screen *screen, struct slice text)
{
	struct comment_subject subject;
	size_t draft = find_reason(screen, &subject);

	session_keep_draft(screen->session, draft, &subject, text);
}

static void reason_list(struct screen *screen, struct popup *popup)
{
	keep_reason(screen, slice_of(&popup->prompt.input));
}

static enum request reason_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	const struct new_comment comment = {.to = present_id(screen),
		.does = COMMENT_DECLINES,
		.text = str_text(&popup->prompt.input)};

	(void)item;
	if (slice_trim(slice_of(&popup->prompt.input)).len == 0) {
		session_say(screen->session, MESSAGE_INFO,
			"Type the reason: it is for whoever has the idea again");
		open_reason(screen);
	} else if (session_comment(screen->session, &comment)) {
		keep_reason(screen, (struct slice){0});
		task_drop(screen, present_id(screen));
		screen->remembered.deciding.n_declined++;
		go_on(screen);
	} else {
		ask(screen);
	}
	return REQUEST_NOTHING;
}

static const struct hint reason_hints[] = {
	{ACTION_ENTER, "Decline"},
	{ACTION_LEAVE, "Back"},
	{ACTION_NONE, NULL},
};

static const struct popup_type reason_type = {
	.title = "Declined, because: ",
	.has_input = true,
	.is_line = true,
	.hints = reason_hints,
	.list = reason_list,
	.choose = reason_choose,
	.closed = ask,
};

static void open_reason(struct screen *screen)
{
	unsigned most = screen->layout.message.columns / 3; /* columns of the idea */
	struct comment_subject subject;
	size_t draft = find_reason(screen, &subject);
	struct threads threads;
	const struct thread *thread;

	popup_open(screen, &reason_type,
		draft != NO_DRAFT ? session_draft_text(screen->session, draft) : "");
	screen->popup.prompt.is_offered = false; /* typing goes on */
	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, present_id(screen));
	if (thread != NULL) {
		const char *text = thread_text(&threads, thread);
		size_t len = grapheme_fit(text, strcspn(text, "\n"), most);

		str_appendf(&screen->popup.title, "\"%.*s%s\" is declined because: ", (int)len,
			text, text[len] != '\0' ? "..." : "");
	}
	threads_release(&threads);
}

/* --- the question --- */

/* What it is about: of a row the row's text. */
static void append_subject(
	const struct screen *screen, const struct thread *thread, struct str *out)
{
	struct place place = thread->on;
	const struct value *value;

	comment_append_where(screen, &place, out);
	if (place.row[0] && place.column == FORM_NONE)
		place.column = form_main_column(&editor_form(screen->editor)->fields[place.field]);
	value = place.row[0] ? document_value(editor_document(screen->editor), &place) : NULL;
	if (thread->quote[0])
		str_appendf(out, ": \xc2\xab%s\xc2\xbb", thread->quote);
	else if (value != NULL)
		str_appendf(out, ": %.*s", (int)strcspn(str_text(&value->text), "\n"),
			str_text(&value->text));
}

static void idea_list(struct screen *screen, struct popup *popup)
{
	struct threads threads;
	const struct thread *thread;
	struct str about = {0};

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, present_id(screen));
	if (thread != NULL) {
		append_subject(screen, thread, &about);
		popup_add_wrapped(popup, "", STYLE_DIM, str_text(&about), popup_columns(screen));
		popup_add(popup)->is_text = true;
	}
	for (size_t i = 0; thread != NULL && i < thread->n; i++) {
		const struct comment *comment = &threads.comments[thread->first + i];

		popup_add_wrapped(
			popup, "", STYLE_HEADING, comment_by(comment), popup_columns(screen));
		popup_add_wrapped(popup, "  ", STYLE_NORMAL, comment->text, popup_columns(screen));
	}
	threads_release(&threads);
	str_release(&about);
}

static const struct {
	uint32_t letter;
	void (*run)(struct screen *screen);
} answers[] = {
	{'t', make_task},
	{'d', open_reason},
	{'k', go_on},
	{' ', go_on},
};

static bool idea_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	(void)popup;
	for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++)
		if (key->modifiers == 0 && key->code == answers[i].letter) {
			answers[i].run(screen);
			return true;
		}
	return false;
}

static const struct hint idea_hints[] = {
	{.key = "t", .word = "Make it a task", .brief = "Task"},
	{.key = "d", .word = "Decline", .brief = "Decline"},
	{.key = "k", .word = "Keep it open", .brief = "Keep"},
	{ACTION_LEAVE, "End"},
	{ACTION_NONE, NULL},
};

static const struct popup_type idea_type = {
	.title = "Parked idea",
	.hint = "t task, d decline, k keep",
	.counts_itself = true,
	.is_beside = true,
	.list = idea_list,
	.hints = idea_hints,
	.key = idea_key,
	.closed = finish,
};

static void show(struct screen *screen)
{
	struct threads threads;
	const struct thread *thread;
	struct anchor_place words = {0};
	struct place place = {.field = FORM_NONE};

	editor_threads(screen->editor, &threads);
	thread = threads_find(&threads, present_id(screen));
	if (thread != NULL && !thread->is_gone) {
		place = thread->on;
		words = thread_find_words(&threads, thread);
	}
	threads_release(&threads);
	presenter_show(screen, &place, words.end > 0 ? words.start : SIZE_MAX);
}

static void ask(struct screen *screen)
{
	struct deciding *self = &screen->remembered.deciding;

	while (self->at < self->n && !is_still_open(screen))
		self->at++;
	if (self->at == self->n) {
		popup_close(&screen->popup);
		finish(screen);
		return;
	}
	show(screen);
	popup_open(screen, &idea_type, "");
	str_appendf(&screen->popup.title, "Parked idea %zu of %zu", self->at + 1, self->n);
}

bool ideas_decide(struct screen *screen, void (*done)(struct screen *screen))
{
	struct deciding *self = &screen->remembered.deciding;

	deciding_release(self);
	find_ideas(screen, self);
	if (self->n == 0)
		return false;
	self->done = done;
	ask(screen);
	return true;
}
