/* What keys do in the reading view. Whatever would change an answer is refused. */
#include "agreement.h"
#include "reader.h"

#include "review/threads.h"

/* --- moving --- */

static void move(struct reader *self, long lines)
{
	reading_move(self->reading, &self->here, lines);
	reader_show(self);
}

static void up(struct reader *self)
{
	move(self, -1);
}

static void down(struct reader *self)
{
	move(self, 1);
}

/* The text moves by a screen, and the cursor with it: what was the last line is the first. */
static void turn(struct reader *self, int direction)
{
	long lines = self->lines > 2 ? (long)self->lines - 1 : 1;
	long moved = reading_move(self->reading, &self->here, direction * lines);

	if (moved * direction == lines)
		reading_move(self->reading, &self->top, direction * lines);
	reader_show(self);
}

static void page_up(struct reader *self)
{
	turn(self, -1);
}

static void page_down(struct reader *self)
{
	turn(self, 1);
}

static void to_start(struct reader *self)
{
	self->here = self->top = (struct reading_at){0};
}

static void to_end(struct reader *self)
{
	reading_last(self->reading, &self->here);
	reader_show(self);
}

/* To the heading of a page, at the top. */
static void go_page(struct reader *self, unsigned page)
{
	if (page < editor_form(self->screen->editor)->n_pages &&
		reading_find_page(self->reading, page, &self->here))
		self->top = self->here;
	reader_show(self);
}

static void next_page(struct reader *self)
{
	unsigned page = reading_page(self->reading, &self->here);

	go_page(self, page == FORM_NONE ? 0 : page + 1);
}

static void previous_page(struct reader *self)
{
	unsigned page = reading_page(self->reading, &self->here);

	if (page == FORM_NONE || page == 0)
		to_start(self);
	else
		go_page(self, page - 1);
}

/* --- walking --- */

static void walk_next(struct reader *self)
{
	reader_walk_on(self, 1);
}

static void walk_previous(struct reader *self)
{
	reader_walk_on(self, -1);
}

static void finding_next(struct reader *self)
{
	reader_walk_to(self, WALK_FINDINGS, 1);
}

static void finding_previous(struct reader *self)
{
	reader_walk_to(self, WALK_FINDINGS, -1);
}

static void change_next(struct reader *self)
{
	reader_walk_to(self, WALK_NEWS, 1);
}

/* --- commenting --- */

/* The thread that n has led to, else the first one on the line. */
static const struct reading_note *thread_here(struct reader *self)
{
	size_t from = reading_notes_from(&self->notes, self->reading, &self->here);

	if (reader_note_is_here(self, self->note) &&
		self->notes.items[self->note].kind != NOTE_FINDING)
		return &self->notes.items[self->note];
	for (; from < self->notes.n; from++) {
		const struct reading_note *note = &self->notes.items[from];
		struct reading_at found;

		if (!reading_note_at(self->reading, note, &found))
			continue;
		if (reading_compare(&found, &self->here) > 0)
			break;
		if (note->kind != NOTE_FINDING && reader_note_is_here(self, from))
			return note;
	}
	return NULL;
}

/* What the line shows, or the text that it ends; at the head, and on the heading of a page, the
 * whole document. */
static struct place subject_here(struct reader *self)
{
	const struct reading_run *runs;
	struct reading_at at = self->here;

	for (int i = 0; i < 2; i++) {
		const struct reading_line *line = reading_line(self->reading, &at, &runs);

		if (line->has_place)
			return line->place;
		if (line->n_runs > 0 || reading_move(self->reading, &at, -1) == 0)
			break;
	}
	return (struct place){.field = FORM_NONE, .column = FORM_NONE};
}

static void comment(struct reader *self)
{
	struct place place = subject_here(self);

	comment_open_on(self->screen, &place);
}

static void reply(struct reader *self)
{
	const struct reading_note *note = thread_here(self);

	if (note)
		comment_open_thread(self->screen, note->thread);
	else
		session_say(self->screen->session, MESSAGE_INFO,
			"There is no comment on this line; n goes to the next one");
}

static void resolve(struct reader *self)
{
	const struct reading_note *note = thread_here(self);
	struct new_comment comment = {0};

	if (!note) {
		reply(self);
		return;
	}
	comment.to = note->thread;
	comment.does = note->kind == NOTE_CLOSED ? COMMENT_REOPENS : COMMENT_RESOLVES;
	if (session_comment(self->screen->session, &comment))
		session_say(self->screen->session, MESSAGE_INFO,
			comment.does == COMMENT_RESOLVES ? "Resolved" : "Open again");
	editor_settle(self->screen->editor);
}

static void accept(struct reader *self)
{
	const struct reading_note *note = thread_here(self);

	if (note)
		accept_open(self->screen, note->thread);
	else
		reply(self);
}

static void threads(struct reader *self)
{
	threads_open(self->screen);
}

static void agree(struct reader *self)
{
	agreement_open(self->screen);
}

static void sign(struct reader *self)
{
	agreement_ask_sign(self->screen);
}

static void object(struct reader *self)
{
	agreement_ask_object(self->screen);
}

/* Only what was said: an answer is not changed by one key here. */
static void take_back(struct reader *self)
{
	struct editor *editor = self->screen->editor;

	if (!editor_undoes_review(editor))
		session_say(self->screen->session, MESSAGE_INFO,
			"The last thing you did was not to say something about the document");
	else if (editor_do(editor, ACTION_UNDO))
		session_say(self->screen->session, MESSAGE_INFO, "Taken back");
	editor_settle(editor);
}

/* --- leaving --- */

/* To the words in the editor. */
static void edit(struct reader *self)
{
	struct editor *editor = self->screen->editor;
	struct place place;
	size_t offset = 0;
	bool has_place = reader_place(self, &place, &offset);

	self->is_root = false;
	view_close(&self->view);
	if (!has_place)
		return;
	editor_go(editor, &place);
	if (offset > 0 && editor_focus(editor)->is_editing)
		editor_set_cursor(editor, offset, false);
}

static void to_editor(struct reader *self)
{
	news_mark_seen(self);
	self->is_root = false;
	view_close(&self->view);
}

static void back(struct reader *self)
{
	if (self->is_root)
		news_mark_seen(self);
	else
		to_editor(self);
}

static void find(struct reader *self)
{
	find_open(self->screen);
}

/* --- actions --- */

static void (*const doings[N_ACTIONS])(struct reader *self) = {
	[ACTION_UP] = up,
	[ACTION_DOWN] = down,
	[ACTION_PAGE_UP] = page_up,
	[ACTION_PAGE_DOWN] = page_down,
	[ACTION_LINE_START] = to_start,
	[ACTION_LINE_END] = to_end,
	[ACTION_TEXT_START] = to_start,
	[ACTION_TEXT_END] = to_end,
	[ACTION_NEXT_PAGE] = next_page,
	[ACTION_PREVIOUS_PAGE] = previous_page,
	[ACTION_NEXT_ROW] = next_page,
	[ACTION_PREVIOUS_ROW] = previous_page,
	[ACTION_NEXT_FINDING] = finding_next,
	[ACTION_PREVIOUS_FINDING] = finding_previous,
	[ACTION_NEXT_CHANGE] = change_next,
	[ACTION_READ_NEXT] = walk_next,
	[ACTION_READ_PREVIOUS] = walk_previous,
	[ACTION_READ_WHAT] = reader_choose_walk,
	[ACTION_READ_MARK] = news_mark_read,
	[ACTION_ENTER] = edit,
	[ACTION_READ] = to_editor,
	[ACTION_LEAVE] = back,
	[ACTION_COMMENT] = comment,
	[ACTION_READ_REPLY] = reply,
	[ACTION_READ_RESOLVE] = resolve,
	[ACTION_READ_ACCEPT] = accept,
	[ACTION_READ_SIGN] = sign,
	[ACTION_READ_OBJECT] = object,
	[ACTION_READ_TAKE_BACK] = take_back,
	[ACTION_THREADS] = threads,
	[ACTION_AGREE] = agree,
	[ACTION_FIND] = find,
	[ACTION_FIND_NEXT] = find,
	[ACTION_FIND_PREVIOUS] = find,
};

static void say_refused(const struct reader *self)
{
	session_say(self->screen->session, MESSAGE_INFO,
		"Here the document is only read; Enter leads to the words in the editor");
}

static bool is_page(enum action action)
{
	return action >= ACTION_GO_PAGE_1 && action <= ACTION_GO_PAGE_9;
}

enum request reader_do(struct reader *self, enum action action)
{
	bool is_leaving = action == ACTION_LEAVE && self->is_root;
	struct reading_at before = self->here;

	if (!self->reading || (reader_does(action) && !doings[action] && !is_page(action)))
		return view_act(&self->screen->view, action);
	editor_begin(self->screen->editor);
	if (is_page(action))
		go_page(self, (unsigned)(action - ACTION_GO_PAGE_1));
	else if (doings[action])
		doings[action](self);
	else
		say_refused(self);
	if (self->reading && reading_compare(&before, &self->here) != 0)
		self->seen.has_moved = true;
	return is_leaving ? REQUEST_QUIT : REQUEST_NOTHING;
}
