/* What each action on a text does, in one table. Other actions are the caller's. */
#include "internal.h"

#include "text/motion.h"

/* How to do an action: by a function that only needs the editor, or by one with the arguments given
 * here. */
struct doing {
	bool (*run)(struct editor *self, const struct doing *doing);
	motion *how;
	int direction;
	bool selects;
	unsigned page;
	bool (*act)(struct editor *self);
};

static bool along(struct editor *self, const struct doing *doing)
{
	return move_along(self, doing->how, doing->direction, doing->selects);
}

static bool line_edge(struct editor *self, const struct doing *doing)
{
	return move_line_edge(self, doing->direction, doing->selects);
}

static bool edge(struct editor *self, const struct doing *doing)
{
	return move_edge(self, doing->direction);
}

static bool vertically(struct editor *self, const struct doing *doing)
{
	return move_vertically(self, doing->direction, doing->selects);
}

static bool screen(struct editor *self, const struct doing *doing)
{
	return turn_screen(self, doing->direction);
}

/* Does the focused text name a zone as the database spells it? */
static bool focus_has_zone(const struct editor *self)
{
	struct zone zone;
	size_t len;
	const char *text = display_focused(self, &len);

	return len > 0 && zone_init(&zone, text, NULL);
}

/* A choice of Start, all of whose values are in sight, that has one of them. */
static bool is_answered(const struct editor *self, const struct form_field *field)
{
	return self->focus.on_start && !self->focus.in_row && kind_info(field->kind)->is_picked &&
	       self->document.values[self->focus.field].text.len > 0;
}

/* A new line in prose; in a one-line field, on to the next field. */
static bool enter(struct editor *self)
{
	const struct form_field *field = editor_field(self);

	if (field == NULL)
		return true;
	if (editor_is_quick(self))
		return quick_keep(self);
	if (focus_is_table(self))
		return editor_on_entry(self) ? quick_add(self) : table_open_row(self);
	if (is_answered(self, field))
		return focus_step(self, 1, true);
	if (kind_info(field->kind)->is_truth)
		return choice_cycle(self, 1);
	if (kind_info(field->kind)->is_picked || (field_is_zone(field) && !focus_has_zone(self)))
		return false;
	if (!kind_info(field->kind)->takes_text)
		return focus_step(self, 1, true);
	if (!self->focus.is_editing)
		focus_open_text(self);
	else if (kind_info(field->kind)->is_one_line)
		return focus_step(self, 1, true);
	else if (kind_info(field->kind)->is_prose && edit_prepare(self))
		list_new_line(self);
	else
		edit_insert(self, "\n", 1, STEP_TYPE);
	return true;
}

static bool delete_along(struct editor *self, const struct doing *doing)
{
	return move_delete(self, doing->how);
}

static bool undo(struct editor *self, const struct doing *doing)
{
	return doing->direction > 0 ? undo_forward(self) : undo_back(self);
}

static bool toggle(struct editor *self)
{
	if (choice_is_focused(self))
		return choice_cycle(self, 1);
	if (focus_is_table(self))
		return row_step_state(self);
	typing_refuse(self); /* a space between words that were typed */
	return true;
}

static bool next_field(struct editor *self, const struct doing *doing)
{
	if (editor_is_quick(self))
		return quick_step(self, doing->direction);
	return focus_step(self, doing->direction, true);
}

static bool next_page(struct editor *self, const struct doing *doing)
{
	return focus_step_page(self, doing->direction);
}

static bool next_row(struct editor *self, const struct doing *doing)
{
	return self->focus.in_row ? row_step(self, doing->direction)
				  : focus_step_page(self, doing->direction);
}

static bool go_page(struct editor *self, const struct doing *doing)
{
	if (doing->page > self->form->n_pages)
		editor_say(self, MESSAGE_INFO, "There is no page %u", doing->page);
	else
		editor_go_page(self, doing->page - 1);
	return true;
}

static bool next_finding(struct editor *self, const struct doing *doing)
{
	return findings_step(self, doing->direction);
}

/* Ends the selection or the filter; false if there was neither. */
static bool cancel(struct editor *self)
{
	if (self->focus.has_selection || self->gesture.is_marking ||
		editor_count_selected_rows(self) > 0)
		focus_end_selection(self);
	else if (self->filter.len > 0 && focus_is_table(self))
		editor_set_filter(self, "");
	else
		return false;
	return true;
}

static bool go_start(struct editor *self)
{
	editor_go_start(self);
	return true;
}

/* From the text to its field, from an open row to its table, from Start to the pages. Nothing is
 * ever discarded. */
static bool leave(struct editor *self)
{
	if (self->focus.has_selection || self->gesture.is_marking ||
		editor_count_selected_rows(self) > 0)
		return cancel(self);
	if (editor_is_quick(self))
		return quick_leave(self);
	if (self->focus.on_start && !self->focus.in_row) {
		focus_leave_start(self);
	} else if (self->focus.is_editing) {
		focus_leave(self);
		self->gesture.is_browsing = true;
	} else if (!focus_close(self)) {
		cancel(self);
	}
	return true;
}

static bool find(struct editor *self, const struct doing *doing)
{
	return search_again(self, doing->direction < 0);
}

static bool move_row(struct editor *self, const struct doing *doing)
{
	if (self->focus.is_editing && editor_field(self)->kind == KIND_LIST)
		return list_move(self, doing->direction);
	if (self->focus.is_editing && !self->focus.in_row) {
		editor_say(self, MESSAGE_INFO, "Only list items and table rows can be moved");
		return true;
	}
	if (self->focus.is_editing)
		typing_interrupt(self); /* the row closes */
	return block_move(self, doing->direction);
}

static bool zone(struct editor *self)
{
	editor_finish_typed(self);
	self->display.clock = editor_next_clock(self);
	editor_say(self, MESSAGE_INFO, "Times are shown in %s", editor_shown_zone(self)->name);
	editor_check_later(self); /* what is found says times */
	focus_fix(self);
	return true;
}

static const struct doing doings[N_ACTIONS] = {
	[ACTION_LEFT] = {along, motion_left, -1},
	[ACTION_RIGHT] = {along, motion_right, 1},
	[ACTION_UP] = {vertically, .direction = -1},
	[ACTION_DOWN] = {vertically, .direction = 1},
	[ACTION_WORD_LEFT] = {along, motion_word_left},
	[ACTION_WORD_RIGHT] = {along, motion_word_right},
	[ACTION_LINE_START] = {line_edge, .direction = -1},
	[ACTION_LINE_END] = {line_edge, .direction = 1},
	[ACTION_TEXT_START] = {edge, .direction = -1},
	[ACTION_TEXT_END] = {edge, .direction = 1},
	[ACTION_PAGE_UP] = {screen, .direction = -1},
	[ACTION_PAGE_DOWN] = {screen, .direction = 1},

	[ACTION_SELECT_LEFT] = {along, motion_left, -1, true},
	[ACTION_SELECT_RIGHT] = {along, motion_right, 1, true},
	[ACTION_SELECT_UP] = {vertically, .direction = -1, .selects = true},
	[ACTION_SELECT_DOWN] = {vertically, .direction = 1, .selects = true},
	[ACTION_SELECT_WORD_LEFT] = {along, motion_word_left, 0, true},
	[ACTION_SELECT_WORD_RIGHT] = {along, motion_word_right, 0, true},
	[ACTION_SELECT_LINE_START] = {line_edge, .direction = -1, .selects = true},
	[ACTION_SELECT_LINE_END] = {line_edge, .direction = 1, .selects = true},
	[ACTION_SELECT_MARK] = {.act = move_mark},
	[ACTION_SELECT_ALL] = {.act = move_select_all},

	[ACTION_ENTER] = {.act = enter},
	[ACTION_BACKSPACE] = {delete_along, motion_left},
	[ACTION_DELETE] = {delete_along, motion_right},
	[ACTION_DELETE_WORD_LEFT] = {delete_along, motion_word_left},
	[ACTION_DELETE_WORD_RIGHT] = {delete_along, motion_word_right},
	[ACTION_CUT] = {.act = clip_cut},
	[ACTION_COPY] = {.act = clip_copy},
	[ACTION_PASTE] = {.act = clip_paste},
	[ACTION_UNDO] = {undo, .direction = -1},
	[ACTION_REDO] = {undo, .direction = 1},
	[ACTION_NOW] = {.act = time_now},
	[ACTION_TOGGLE] = {.act = toggle},

	[ACTION_NEXT_FIELD] = {next_field, .direction = 1},
	[ACTION_PREVIOUS_FIELD] = {next_field, .direction = -1},
	[ACTION_NEXT_ROW] = {next_row, .direction = 1},
	[ACTION_PREVIOUS_ROW] = {next_row, .direction = -1},
	[ACTION_NEXT_PAGE] = {next_page, .direction = 1},
	[ACTION_PREVIOUS_PAGE] = {next_page, .direction = -1},
	[ACTION_START] = {.act = go_start},
	[ACTION_GO_PAGE_1] = {go_page, .page = 1},
	[ACTION_GO_PAGE_2] = {go_page, .page = 2},
	[ACTION_GO_PAGE_3] = {go_page, .page = 3},
	[ACTION_GO_PAGE_4] = {go_page, .page = 4},
	[ACTION_GO_PAGE_5] = {go_page, .page = 5},
	[ACTION_GO_PAGE_6] = {go_page, .page = 6},
	[ACTION_GO_PAGE_7] = {go_page, .page = 7},
	[ACTION_GO_PAGE_8] = {go_page, .page = 8},
	[ACTION_GO_PAGE_9] = {go_page, .page = 9},
	[ACTION_NEXT_FINDING] = {next_finding, .direction = 1},
	[ACTION_PREVIOUS_FINDING] = {next_finding, .direction = -1},
	[ACTION_LEAVE] = {.act = leave},
	[ACTION_FIND_NEXT] = {find, .direction = 1},
	[ACTION_FIND_PREVIOUS] = {find, .direction = -1},

	[ACTION_ROW_ADD] = {.act = quick_add},
	[ACTION_ROW_DELETE] = {.act = block_delete},
	[ACTION_ROW_UP] = {move_row, .direction = -1},
	[ACTION_ROW_DOWN] = {move_row, .direction = 1},
	[ACTION_SORT] = {.act = table_sort},

	[ACTION_CANCEL] = {.act = cancel},
	[ACTION_ZONE] = {.act = zone},
};

bool editor_do(struct editor *self, enum action action)
{
	const struct doing *doing = &doings[action];
	bool was_cutting = self->gesture.is_cutting;

	editor_begin(self);
	typing_resume(self);
	if (action != ACTION_ROW_DELETE || self->last_action.n_deleted == 0)
		hint_forget_said(self);
	self->gesture.marked_at = 0;
	self->quick.held = '\0';
	self->gesture.is_cutting = was_cutting && action == ACTION_CUT;
	rows_note_action(self, action);
	if (doing->act != NULL)
		return doing->act(self);
	return doing->run != NULL && doing->run(self, doing);
}
