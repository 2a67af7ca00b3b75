/* Writing down a task without leaving: what is to be done, by whom and until when, one after
 * another in the message line. */
#include "internal.h"

#include <string.h>

static const struct {
	enum role role;
	const char *ask;
} lines[TASK_LINES] = {
	{ROLE_TASK_TEXT, "Task: "},
	{ROLE_TASK_OWNER, "Who does it: "},
	{ROLE_TASK_DUE, "Until when: "},
};

void task_draft_release(struct task_draft *self)
{
	for (size_t i = 0; i < TASK_LINES; i++)
		str_release(&self->lines[i]);
	str_release(&self->former);
}

/* --- what was begun --- */

/* All lines as one text; "" if they are all empty. */
static void join(const struct task_draft *draft, struct str *out)
{
	bool is_any = false;

	for (size_t i = 0; i < TASK_LINES; i++) {
		str_append_text(out, i > 0 ? "\n" : "");
		str_append(out, str_text(&draft->lines[i]), draft->lines[i].len);
		is_any = is_any || draft->lines[i].len > 0;
	}
	if (!is_any)
		str_clear(out);
}

static void split(struct task_draft *draft, const char *text)
{
	struct slice rest = slice_of_text(text);
	struct slice line = {0};

	for (size_t i = 0; i < TASK_LINES; i++) {
		str_clear(&draft->lines[i]);
		if (slice_next_line(&rest, &line))
			str_append(&draft->lines[i], line.data, line.len);
	}
}

static struct comment_subject subject_of(const char *idea)
{
	struct comment_subject subject = {
		.on = {.field = FORM_NONE, .column = FORM_NONE}, .kind = DRAFT_OF_TASK};

	strcpy(subject.to, idea);
	return subject;
}

/* Keeps it before it is drawn, unless it is what was offered. */
static void keep(struct screen *screen)
{
	struct task_draft *draft = &screen->remembered.task;
	struct comment_subject subject = subject_of(draft->idea);
	struct str text = {0};

	join(draft, &text);
	if (!str_equal(&draft->former, str_text(&text), text.len))
		draft->kept =
			session_keep_draft(screen->session, draft->kept, &subject, slice_of(&text));
	str_set(&draft->former, str_text(&text), text.len);
	str_release(&text);
}

/* What was typed for the same, instead of what is offered. */
static void find_kept(struct screen *screen)
{
	struct task_draft *draft = &screen->remembered.task;
	struct comment_subject subject = subject_of(draft->idea);

	draft->kept = session_find_draft(screen->session, &subject);
	if (draft->kept != NO_DRAFT)
		split(draft, session_draft_text(screen->session, draft->kept));
	str_clear(&draft->former);
	join(draft, &draft->former);
}

/* --- its lines --- */

static const struct form_field *find_tasks(const struct screen *screen)
{
	const struct form *form = editor_form(screen->editor);
	unsigned field = form_find_role(form, ROLE_TASKS);

	return field != FORM_NONE ? &form->fields[field] : NULL;
}

/* Is there a column for it? */
static bool is_asked(const struct screen *screen, unsigned line)
{
	return line < TASK_LINES &&
	       form_find_column_role(find_tasks(screen), lines[line].role) != FORM_NONE;
}

/* The next line in a direction; TASK_LINES: there is none. */
static unsigned find_line(const struct screen *screen, unsigned line, int direction)
{
	do
		line += (unsigned)direction;
	while (line < TASK_LINES && !is_asked(screen, line));
	return line < TASK_LINES ? line : TASK_LINES;
}

static void open_line(struct screen *screen, unsigned line);

static void finish(struct screen *screen, bool is_added)
{
	struct task_draft *draft = &screen->remembered.task;
	void (*done)(struct screen *, bool) = draft->done;

	draft->done = NULL;
	draft->idea[0] = '\0';
	if (done)
		done(screen, is_added);
}

/* Can it be read? */
static bool check_due(struct screen *screen, const char *typed)
{
	struct str stored = {0};
	struct err err = {0};
	bool is_good = session_read_due(screen->session, typed, &stored, &err);

	if (!is_good)
		session_say(screen->session, MESSAGE_WARNING, "%s", err.message);
	str_release(&stored);
	return is_good;
}

static bool is_good(struct screen *screen, unsigned line, const struct str *typed)
{
	if (lines[line].role == ROLE_TASK_DUE)
		return check_due(screen, str_text(typed));
	if (lines[line].role != ROLE_TASK_TEXT || slice_trim(slice_of(typed)).len > 0)
		return true;
	session_say(screen->session, MESSAGE_INFO, "Type what is to be done, or Esc");
	return false;
}

static void add(struct screen *screen)
{
	struct task_draft *draft = &screen->remembered.task;
	const struct new_task task = {.text = str_text(&draft->lines[0]),
		.owner = str_text(&draft->lines[1]),
		.due = str_text(&draft->lines[2]),
		.idea = draft->idea[0] ? draft->idea : NULL};
	bool is_added = session_add_task(screen->session, &task);

	if (is_added) {
		session_say(screen->session, MESSAGE_INFO, "Task added");
		split(draft, "");
		keep(screen);
	}
	finish(screen, is_added);
}

static enum request task_choose(
	struct screen *screen, const struct popup *popup, const struct popup_item *item)
{
	struct task_draft *draft = &screen->remembered.task;
	const struct str *typed = &popup->prompt.input;
	unsigned next = find_line(screen, draft->at, 1);

	(void)item;
	str_set(&draft->lines[draft->at], str_text(typed), typed->len);
	if (!is_good(screen, draft->at, typed))
		open_line(screen, draft->at);
	else if (next < TASK_LINES)
		open_line(screen, next);
	else
		add(screen);
	return REQUEST_NOTHING;
}

/* Back to the line before. */
static bool task_key(struct screen *screen, struct popup *popup, const struct key *key)
{
	struct task_draft *draft = &screen->remembered.task;
	enum action action = keymap_find(screen->keys.map, key, KEYS_TEXT);
	unsigned before = find_line(screen, draft->at, -1);

	if (action != ACTION_PREVIOUS_FIELD && action != ACTION_UP)
		return false;
	if (before < TASK_LINES) {
		str_set(&draft->lines[draft->at], str_text(&popup->prompt.input),
			popup->prompt.input.len);
		open_line(screen, before);
	}
	return true;
}

/* What is typed is there again the next time. */
static void task_list(struct screen *screen, struct popup *popup)
{
	struct task_draft *draft = &screen->remembered.task;

	str_set(&draft->lines[draft->at], str_text(&popup->prompt.input), popup->prompt.input.len);
	keep(screen);
}

static void task_closed(struct screen *screen)
{
	const struct task_draft *draft = &screen->remembered.task;

	if (draft->lines[0].len > 0 && !draft->idea[0])
		session_say(screen->session, MESSAGE_INFO,
			"No task was added; what you typed is there the next time");
	finish(screen, false);
}

static void task_state(const struct screen *screen, struct str *out)
{
	unsigned nth = 1;
	unsigned n = 0;

	for (unsigned i = 0; i < TASK_LINES; i++) {
		n += is_asked(screen, i);
		nth += i < screen->remembered.task.at && is_asked(screen, i);
	}
	str_appendf(out, "%u of %u", nth, n);
}

static const struct hint task_hints[] = {
	{ACTION_ENTER, "Next"},
	{ACTION_PREVIOUS_FIELD, "Back"},
	{ACTION_LEAVE, "No task"},
	{ACTION_NONE, NULL},
};

static const struct popup_type task_type = {
	.title = "Task: ",
	.has_input = true,
	.is_line = true,
	.state = task_state,
	.hints = task_hints,
	.list = task_list,
	.key = task_key,
	.choose = task_choose,
	.closed = task_closed,
};

static void open_line(struct screen *screen, unsigned line)
{
	struct task_draft *draft = &screen->remembered.task;
	struct str offered = {0};

	str_set(&offered, str_text(&draft->lines[line]), draft->lines[line].len);
	draft->at = line;
	popup_open(screen, &task_type, str_text(&offered));
	screen->popup.prompt.is_offered = false; /* typing goes on */
	str_append_text(&screen->popup.title, lines[line].ask);
	str_release(&offered);
}

static void open_first(struct screen *screen)
{
	const struct form_field *tasks = find_tasks(screen);

	if (!tasks || form_find_column_role(tasks, ROLE_TASK_TEXT) == FORM_NONE)
		session_say(screen->session, MESSAGE_INFO, "This form has no table of tasks");
	else if (session_save_state(screen->session) == SAVE_READ_ONLY)
		session_say(
			screen->session, MESSAGE_INFO, "%s", session_read_only(screen->session));
	else
		open_line(screen, 0);
}

void task_open(struct screen *screen)
{
	split(&screen->remembered.task, "");
	find_kept(screen);
	open_first(screen);
}

void task_open_draft(struct screen *screen, size_t nth)
{
	struct task_draft *draft = &screen->remembered.task;
	struct comment_subject subject;

	session_draft_subject(screen->session, nth, &subject);
	strcpy(draft->idea, subject.to);
	task_open(screen);
}

void task_open_for(struct screen *screen, const char *idea, const char *text,
	void (*done)(struct screen *screen, bool is_added))
{
	struct task_draft *draft = &screen->remembered.task;

	split(draft, "");
	str_append_text(&draft->lines[0], text);
	for (size_t i = 0; i < draft->lines[0].len; i++)
		if (draft->lines[0].data[i] == '\n')
			draft->lines[0].data[i] = ' ';
	strcpy(draft->idea, idea);
	draft->done = done;
	find_kept(screen);
	open_first(screen);
}

void task_drop(struct screen *screen, const char *idea)
{
	struct comment_subject subject = subject_of(idea);

	session_keep_draft(screen->session, session_find_draft(screen->session, &subject), &subject,
		(struct slice){0});
}
