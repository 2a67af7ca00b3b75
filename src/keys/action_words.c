/*
 * What people call the actions, beside the words of their help: the names that other
 * programs have for them, and the nouns of what they are wanted for.
 */
#include "keys/action.h"

#include <assert.h>

static const char *const words[N_ACTIONS] = {
	[ACTION_HELP] = "keys shortcuts bindings manual usage",
	[ACTION_PALETTE] = "commands menu actions",
	[ACTION_SAVE] = "write store",
	[ACTION_QUIT] = "exit close end bye",
	[ACTION_CANCEL] = "abort stop unselect",
	[ACTION_SUSPEND] = "background shell stop job",
	[ACTION_REDRAW] = "refresh repaint clear",
	[ACTION_ZONE] = "timezone local",
	[ACTION_MOUSE] = "click wheel",
	[ACTION_RESOLVE] = "merge settle mine theirs",
	[ACTION_BEFORE] = "diff history previous version",
	[ACTION_COMPANY] = "users people collaborators presence online",
	[ACTION_CHANGES] = "diff compare history",
	[ACTION_REVERT] = "discard reset restore reload",
	[ACTION_NEXT_FIELD] = "question forward",
	[ACTION_PREVIOUS_FIELD] = "question back",
	[ACTION_NEXT_PAGE] = "section forward",
	[ACTION_PREVIOUS_PAGE] = "section back",
	[ACTION_GO_PAGE_1] = "section",
	[ACTION_GO_PAGE_2] = "section",
	[ACTION_GO_PAGE_3] = "section",
	[ACTION_GO_PAGE_4] = "section",
	[ACTION_GO_PAGE_5] = "section",
	[ACTION_GO_PAGE_6] = "section",
	[ACTION_GO_PAGE_7] = "section",
	[ACTION_GO_PAGE_8] = "section",
	[ACTION_GO_PAGE_9] = "section",
	[ACTION_NEXT_FINDING] = "error warning problem issue missing",
	[ACTION_PREVIOUS_FINDING] = "error warning problem issue missing",
	[ACTION_NEXT_CHANGE] = "diff news",
	[ACTION_FINDINGS] = "check lint errors warnings problems issues missing todo",
	[ACTION_LEAVE] = "escape done close back",
	[ACTION_FIND] = "search look grep",
	[ACTION_FIND_NEXT] = "search repeat",
	[ACTION_FIND_PREVIOUS] = "search repeat",
	[ACTION_REPLACE] = "search substitute rename change all",
	[ACTION_ROW_ADD] = "new insert event task timeline",
	[ACTION_ROW_DELETE] = "remove erase event task",
	[ACTION_ROW_UP] = "sort order reorder event task",
	[ACTION_ROW_DOWN] = "sort order reorder event task",
	[ACTION_FILTER] = "search grep hide",
	[ACTION_ENTER] = "return newline",
	[ACTION_BACKSPACE] = "remove erase",
	[ACTION_DELETE] = "remove erase",
	[ACTION_DELETE_WORD_LEFT] = "remove erase",
	[ACTION_DELETE_WORD_RIGHT] = "remove erase",
	[ACTION_CUT] = "kill delete clipboard",
	[ACTION_COPY] = "yank clipboard",
	[ACTION_PASTE] = "put yank insert clipboard",
	[ACTION_UNDO] = "back mistake",
	[ACTION_REDO] = "again repeat",
	[ACTION_NOW] = "date clock timestamp insert",
	[ACTION_TOGGLE] = "check status severity",
	[ACTION_CHOOSE] = "select dropdown options status severity kind",
	[ACTION_EDITOR] = "vim emacs nano external",
	[ACTION_LINE_START] = "home beginning",
	[ACTION_LINE_END] = "end",
	[ACTION_TEXT_START] = "top beginning first",
	[ACTION_TEXT_END] = "bottom last",
	[ACTION_PAGE_UP] = "scroll",
	[ACTION_PAGE_DOWN] = "scroll",
	[ACTION_SELECT_MARK] = "mark highlight block visual",
	[ACTION_SELECT_ALL] = "mark highlight everything",
};

const char *action_words(enum action action)
{
	assert(action >= 0 && action < N_ACTIONS);
	return words[action] ? words[action] : "";
}
