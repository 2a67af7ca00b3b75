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

/* As in the editor: the open thread about it, if there is one. */
static void comment(struct reader *self)
{
	struct place place = reader_subject(self);
	size_t nth = reader_thread_about(self, 0);

	while (nth < self->notes.n && self->notes.items[nth].kind != NOTE_THREAD)
		nth = reader_thread_about(self, nth + 1);
	if (nth < self->notes.n)
		comment_open_thread(self->screen, self->notes.items[nth].thread);
	else
		comment_open_on(self->screen, &place);
}

/* With the key that leads to one, if there is any. */
static void say_no_thread(const struct reader *self)
{
	enum action action =
		reader_chosen_walk(self) == WALK_THREADS ? ACTION_READ_NEXT : ACTION_THREADS;
	struct str key = {0};

	screen_key_in(self->screen, action, KEYS_READING, &key);
	if (self->turn.n_open == 0 || key.len == 0)
		session_say(
			self->screen->session, MESSAGE_INFO, "There is no comment on this line");
	else
		session_say(self->screen->session, MESSAGE_INFO,
			action == ACTION_READ_NEXT
				? "There is no comment on this line; %s goes to the next one"
				: "There is no comment on this line; %s lists those there are",
			str_text(&key));
	str_release(&key);
}

/* What is done about the comment on the line. */
static void do_thread(struct reader *self, enum action action)
{
	const struct reading_note *note = reader_thread(self);

	if (!note)
		say_no_thread(self);
	else if (action == ACTION_READ_REPLY)
		comment_open_thread(self->screen, note->thread);
	else
		thread_do(self->screen, note->thread, action);
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

static void take_back(struct reader *self)
{
	said_take_back(self->screen);
}

/* To where an answer has changed, even if the reader has come from there. */
static void go_back(struct reader *self, enum action action)
{
	if (!over_undo(self->screen, action))
		return;
	self->focus.field = FORM_NONE;
	self->follows = true;
}

static void undo(struct reader *self)
{
	go_back(self, ACTION_UNDO);
}

static void redo(struct reader *self)
{
	go_back(self, ACTION_REDO);
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
	[ACTION_UNDO] = undo,
	[ACTION_REDO] = redo,
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

	if (!self->reading || (reader_does(action) && !doings[action] && !is_page(action) &&
				      !thread_does(action)))
		return view_act(&self->screen->view, action);
	editor_begin(self->screen->editor);
	if (is_page(action))
		go_page(self, (unsigned)(action - ACTION_GO_PAGE_1));
	else if (thread_does(action))
		do_thread(self, action);
	else if (doings[action])
		doings[action](self);
	else
		say_refused(self);
	if (self->reading && reading_compare(&before, &self->here) != 0)
		self->seen.has_moved = true;
	return is_leaving ? REQUEST_QUIT : REQUEST_NOTHING;
}
