/*
 * The last line: what the most useful keys do here, as the live key map has them,
 * as many as there is room for: the help first, the way out last.
 */
#include "internal.h"

#include <string.h>

enum { HINTS_MAX = 12, GAP = 2 /* columns between two */ };

/* Each list begins with the help and ends with the way out: those are always there. */

/* On Start; the rest of the form comes later. */
static const struct hint start_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_RIGHT, "Choose"},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_LEAVE, "Pages"},
	{ACTION_UNDO, "Undo"},
	{ACTION_PALETTE, "Commands"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

static const struct hint start_text_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_LEAVE, "Pages"},
	{ACTION_UNDO, "Undo"},
	{ACTION_PALETTE, "Commands"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

/* In the fields of an open row. */
static const struct hint row_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_LEAVE, "Back"},
	{ACTION_ENTER, "Edit"},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_NEXT_ROW, "Next row"},
	{ACTION_ROW_ADD, "New"},
	{ACTION_NOW, "Now"},
	{ACTION_UNDO, "Undo"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

/* Where rows are added one after another. */
static const struct hint quick_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_ENTER, "Keep, next"},
	{ACTION_NEXT_FIELD, "Cell"},
	{ACTION_LEAVE, "End"},
	{ACTION_NOW, "Now"},
	{ACTION_UNDO, "Undo"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

/* Where a new row begins. */
static const struct hint entry_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_ENTER, "New row"},
	{ACTION_UP, "Rows"},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_UNDO, "Undo"},
	{ACTION_PALETTE, "Commands"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

/* Where a filter hides all rows. */
static const struct hint hidden_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_CANCEL, "All rows"},
	{ACTION_FILTER, "Filter"},
	{ACTION_ROW_ADD, "Add", KEYS_TABLE},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_PALETTE, "Commands"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

static const struct hint row_text_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_LEAVE, "Field"},
	{ACTION_NEXT_ROW, "Next row"},
	{ACTION_NOW, "Now"},
	{ACTION_ROW_ADD, "New"},
	{ACTION_UNDO, "Undo"},
	{ACTION_EDITOR, "Editor"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

static const struct hint hints[N_KEY_CONTEXTS][HINTS_MAX] = {
	[KEYS_ANYWHERE] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_SAVE, "Save"},
			{ACTION_NEXT_ROW, "Page"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_TEXT] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_LEAVE, "Field"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_UNDO, "Undo"},
			{ACTION_EDITOR, "Editor"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_FIELD] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_ENTER, "Edit"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_NEXT_ROW, "Page"},
			{ACTION_NEXT_FINDING, "Finding"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
	[KEYS_TABLE] =
		{
			{ACTION_HELP, "Help"},
			{ACTION_ENTER, "Open"},
			{ACTION_ROW_ADD, "Add", KEYS_TABLE},
			{ACTION_ROW_DELETE, "Delete", KEYS_TABLE},
			{ACTION_FILTER, "Filter"},
			{ACTION_NEXT_FIELD, "Next"},
			{ACTION_PALETTE, "Commands"},
			{ACTION_QUIT, "Leave"},
		},
};

/* Where two versions await a decision. */
static const struct hint conflict_hints[] = {
	{ACTION_HELP, "Help"},
	{ACTION_RESOLVE, "Decide"},
	{ACTION_NEXT_FINDING, "Finding"},
	{ACTION_LEAVE, "Field"},
	{ACTION_NEXT_FIELD, "Next"},
	{ACTION_UNDO, "Undo"},
	{ACTION_SAVE, "Save"},
	{ACTION_QUIT, "Leave"},
	{ACTION_NONE, NULL},
};

static const struct hint *hints_find(const struct session *session)
{
	struct conflict conflict;
	enum key_context context = editor_key_context(session_editor(session));

	if (editor_conflict(session_editor(session), &conflict))
		return conflict_hints;
	if (editor_is_quick(session_editor(session)))
		return quick_hints;
	if (editor_on_entry(session_editor(session)))
		return entry_hints;
	if (context == KEYS_TABLE && !editor_on_row(session_editor(session)))
		return hidden_hints;
	if (editor_focus(session_editor(session))->in_row)
		return context == KEYS_TEXT ? row_text_hints : row_hints;
	if (editor_focus(session_editor(session))->on_start && context != KEYS_TABLE)
		return context == KEYS_TEXT ? start_text_hints : start_hints;
	return hints[context];
}

/* Is a decision needed that the keys for this place do not show? */
static bool is_to_decide(const struct session *session)
{
	return session_save_state(session) == SAVE_CONFLICT || session_is_stale(session) ||
	       session_recovery(session) == RECOVERY_WAITS || session_moved_from(session) ||
	       editor_row_conflict(session_editor(session));
}

void hint_append_key(const struct screen *screen, const struct hint *hint, struct str *out)
{
	if (hint->key)
		str_append_text(out, hint->key);
	else
		screen_key_in(screen, hint->action, hint->context, out);
}

/* What is to be drawn, in order. */
struct bar {
	const struct screen *screen;
	struct hint hints[HINTS_MAX + 4];
	size_t n;
	struct str key; /* of one of them */
};

static void bar_add(struct bar *self, const struct hint *hint)
{
	if (self->n < sizeof(self->hints) / sizeof(*self->hints))
		self->hints[self->n++] = *hint;
}

/* An action without a key takes no room. */
static unsigned hint_width(struct bar *self, const struct hint *hint)
{
	str_clear(&self->key);
	hint_append_key(self->screen, hint, &self->key);
	if (self->key.len == 0)
		return 0;
	return (unsigned)(self->key.len + (hint->word[0] != '\0') + strlen(hint->word));
}

static void hint_draw(struct bar *self, const struct hint *hint, struct pen *pen)
{
	str_clear(&self->key);
	hint_append_key(self->screen, hint, &self->key);
	if (self->key.len == 0)
		return;
	pen_styled(pen, STYLE_KEY, str_text(&self->key));
	if (hint->word[0] != '\0')
		pen_text(pen, " ");
	pen_styled(pen, STYLE_DIM, hint->word);
	pen_move(pen, pen->column + GAP);
}

/* The last one, the way out, is always there; what does not fit is left out before it. */
static void bar_draw(struct bar *self, struct pen *pen)
{
	const struct hint *last = &self->hints[self->n - 1];
	unsigned reserved = hint_width(self, last);

	for (const struct hint *hint = self->hints; hint < last; hint++) {
		unsigned width = hint_width(self, hint);

		if (width > 0 && pen->column + width + GAP + reserved > pen->end)
			break;
		hint_draw(self, hint, pen);
	}
	hint_draw(self, last, pen);
}

static bool has_more_columns(const struct screen *screen)
{
	return editor_key_context(screen->editor) == KEYS_TABLE && screen->tables.sideways.has_more;
}

/* Of the page: beside what its list has, what is possible just now. */
static void bar_fill(struct bar *self)
{
	static const struct hint state = {ACTION_TOGGLE, "State"};
	static const struct hint columns = {ACTION_RIGHT, "Columns"};
	static const struct hint decide = {ACTION_RESOLVE, "Decide"};
	const struct screen *screen = self->screen;
	const struct hint *list = hints_find(screen->session);
	bool is_missing = list != conflict_hints && is_to_decide(screen->session);
	struct place place;

	for (size_t i = 0; list[i].word; i++) {
		if (list[i].action == ACTION_ROW_ADD && editor_state_place(screen->editor, &place))
			bar_add(self, &state);
		if (list[i].action == ACTION_NEXT_FIELD && has_more_columns(screen))
			bar_add(self, &columns);
		if (i == 1 && is_missing)
			bar_add(self, &decide);
		bar_add(self, &list[i]);
	}
}

/* For popups that do not have hints of their own. */
const struct hint *popup_hints(const struct popup_type *type)
{
	static const struct hint finding[] = {
		{ACTION_ENTER, "Choose"},
		{.key = "Up Down", .word = "Move"},
		{.key = "abc", .word = "Search"},
		{ACTION_LEAVE, "Close"},
		{ACTION_NONE, NULL},
	};
	static const struct hint choosing[] = {
		{ACTION_ENTER, "Choose"},
		{.key = "Up Down", .word = "Move"},
		{ACTION_LEAVE, "Close"},
		{ACTION_NONE, NULL},
	};
	static const struct hint reading[] = {
		{.key = "Up Down", .word = "Scroll"},
		{ACTION_LEAVE, "Close"},
		{ACTION_NONE, NULL},
	};

	if (type->hints)
		return type->hints;
	if (!type->is_choice)
		return reading;
	return type->has_input ? finding : choosing;
}

static void bar_fill_popup(struct bar *self, const struct popup *popup)
{
	const struct popup_type *type = popup->type;
	static const struct hint help = {ACTION_HELP, "Help"};
	const struct hint *hint = popup_hints(type);

	if (hint->action != ACTION_HELP)
		bar_add(self, &help);
	for (; hint->word; hint++) {
		struct hint own = *hint;

		if (type->has_hint && !type->has_hint(popup, hint))
			continue;
		own.context = type->context;
		if (hint->brief && !self->screen->layout.has_rules)
			own.word = hint->brief;
		bar_add(self, &own);
	}
}

static void bar_fill_reading(struct bar *self)
{
	static const struct hint reading[] = {
		{ACTION_HELP, "Help", KEYS_READING},
		{ACTION_PAGE_DOWN, "More", KEYS_READING},
		{ACTION_READ_NEXT, NULL, KEYS_READING}, /* whatever that goes to */
		{ACTION_READ_REPLY, "Reply", KEYS_READING},
		{ACTION_READ_ACCEPT, "Accept", KEYS_READING},
		{ACTION_READ_RESOLVE, "Resolve", KEYS_READING},
		{ACTION_COMMENT, "Comment", KEYS_READING},
		{ACTION_ENTER, "Edit"},
		{ACTION_READ_WHAT, "Others", KEYS_READING},
		{ACTION_FIND, "Find", KEYS_READING},
		{ACTION_READ_MARK, "Mark read", KEYS_READING},
		{ACTION_PRESENT, "Present", KEYS_READING},
		{ACTION_PALETTE, "Commands"},
		{ACTION_LEAVE, "Back", KEYS_READING},
		{ACTION_NONE, NULL},
	};

	/* Where there is little room, what can be done about a comment comes first. */
	static const struct hint narrow[] = {
		{ACTION_HELP, "Help", KEYS_READING},
		{ACTION_READ_ACCEPT, "Accept", KEYS_READING},
		{ACTION_READ_REPLY, "Reply", KEYS_READING},
		{ACTION_READ_RESOLVE, "Resolve", KEYS_READING},
		{ACTION_COMMENT, "Comment", KEYS_READING},
		{ACTION_PAGE_DOWN, "More", KEYS_READING},
		{ACTION_LEAVE, "Back", KEYS_READING},
		{ACTION_NONE, NULL},
	};
	bool is_narrow = !self->screen->layout.has_rules &&
			 reader_hint(self->screen, ACTION_READ_REPLY, "Reply") != NULL;

	for (const struct hint *hint = is_narrow ? narrow : reading; hint->action != ACTION_NONE;
		hint++) {
		struct hint own = *hint;

		own.word = reader_hint(self->screen, hint->action, hint->word);
		if (own.word != NULL)
			bar_add(self, &own);
	}
}

/* While words for a comment are to be selected. */
static void bar_fill_moving(struct bar *self)
{
	static const struct hint moving[] = {
		{ACTION_HELP, "Help"},
		{ACTION_ENTER, "Put here"},
		{ACTION_SELECT_MARK, "Select"},
		{ACTION_FIND, "Find"},
		{ACTION_LEAVE, "Leave it"},
	};

	for (size_t i = 0; i < sizeof(moving) / sizeof(*moving); i++)
		bar_add(self, &moving[i]);
}

static void bar_fill_presenting(struct bar *self)
{
	static const struct hint presenting[] = {
		{ACTION_HELP, "Help", KEYS_PRESENTING},
		{ACTION_PAGE_DOWN, "Next", KEYS_PRESENTING},
		{ACTION_PRESENT_IDEA, "Idea", KEYS_PRESENTING},
		{ACTION_TASK, "Task", KEYS_PRESENTING},
		{ACTION_COMMENT, "Note", KEYS_PRESENTING},
		{ACTION_PAGE_UP, "Back", KEYS_PRESENTING},
		{ACTION_PRESENT_BIGGER, "Bigger", KEYS_PRESENTING},
		{ACTION_NEXT_FIELD, "Page", KEYS_PRESENTING},
		{ACTION_LEAVE, "End", KEYS_PRESENTING},
	};

	for (size_t i = 0; i < sizeof(presenting) / sizeof(*presenting); i++)
		bar_add(self, &presenting[i]);
}

void keybar_draw(struct screen *screen, struct canvas *canvas)
{
	const struct area *area = &screen->layout.keys;
	struct bar bar = {.screen = screen};
	struct pen pen = pen_at(canvas, area->line, 1, area->columns - 2, STYLE_NORMAL);

	if (screen->popup.type)
		bar_fill_popup(&bar, &screen->popup);
	else if (presenter_is_open(screen))
		bar_fill_presenting(&bar);
	else if (reader_is_open(screen))
		bar_fill_reading(&bar);
	else if (move_is_asked(screen))
		bar_fill_moving(&bar);
	else
		bar_fill(&bar);
	if (bar.n > 0)
		bar_draw(&bar, &pen);
	str_release(&bar.key);
}
