/*
 * The table of actions. A new action is one constant in the header and one line
 * here; key map, help, palette and docs follow.
 */
#include "keys/action.h"

#include <assert.h>
#include <string.h>

static const char moving[] = "Moving";
static const char selecting[] = "Selecting";
static const char editing[] = "Editing";
static const char going[] = "Fields and pages";
static const char tables[] = "Tables";
static const char program[] = "Program";

static const struct action_info actions[] = {
	[ACTION_NONE] = {"none", "Nothing", program},

	[ACTION_HELP] = {"help", "Help", program, "keys shortcuts bindings manual usage"},
	[ACTION_PALETTE] = {"palette", "Every action by name", program, "commands menu actions"},
	[ACTION_SAVE] = {"save", "Save now", program, "write store"},
	[ACTION_QUIT] = {"quit", "Save and leave", program, "exit close end bye"},
	[ACTION_CANCEL] = {"cancel", "End the selection or filter", program, "abort stop unselect"},
	[ACTION_SUSPEND] = {"suspend", "Save and suspend", program, "background shell stop job"},
	[ACTION_REDRAW] = {"redraw", "Redraw the screen", program, "refresh repaint clear"},
	[ACTION_ZONE] = {"zone", "Times in UTC or in the document's zone", program,
		"timezone local"},
	[ACTION_MOUSE] = {"mouse", "Mouse on or off", program, "click wheel"},
	[ACTION_RESOLVE] = {"resolve", "Decide a conflict, or about the file on disk", program,
		"merge settle mine theirs"},
	[ACTION_BEFORE] = {"before", "What it was before others changed it", program,
		"diff history previous version"},
	[ACTION_COMPANY] = {"company", "Who else has the document open", program,
		"users people collaborators presence online"},
	[ACTION_CHANGES] = {"changes", "What you changed since opening", program,
		"diff compare history"},
	[ACTION_REVERT] = {"revert", "Go back to the text as opened", program,
		"discard reset restore reload"},

	[ACTION_NEXT_FIELD] = {"next-field", "Next field", going, "question forward"},
	[ACTION_PREVIOUS_FIELD] = {"previous-field", "Previous field", going, "question back"},
	[ACTION_NEXT_PAGE] = {"next-page", "Next page", going, "section forward"},
	[ACTION_PREVIOUS_PAGE] = {"previous-page", "Previous page", going, "section back"},
	[ACTION_NEXT_ROW] = {"next-row", "Next page, or row in an open one", going},
	[ACTION_PREVIOUS_ROW] = {"previous-row", "Previous page, or row in an open one", going},
	[ACTION_GO_PAGE_1] = {"go-page-1", "Go to page 1", going, "section"},
	[ACTION_GO_PAGE_2] = {"go-page-2", "Go to page 2", going, "section"},
	[ACTION_GO_PAGE_3] = {"go-page-3", "Go to page 3", going, "section"},
	[ACTION_GO_PAGE_4] = {"go-page-4", "Go to page 4", going, "section"},
	[ACTION_GO_PAGE_5] = {"go-page-5", "Go to page 5", going, "section"},
	[ACTION_GO_PAGE_6] = {"go-page-6", "Go to page 6", going, "section"},
	[ACTION_GO_PAGE_7] = {"go-page-7", "Go to page 7", going, "section"},
	[ACTION_GO_PAGE_8] = {"go-page-8", "Go to page 8", going, "section"},
	[ACTION_GO_PAGE_9] = {"go-page-9", "Go to page 9", going, "section"},
	[ACTION_NEXT_FINDING] = {"next-finding", "Next finding", going,
		"error warning problem issue missing"},
	[ACTION_PREVIOUS_FINDING] = {"previous-finding", "Previous finding", going,
		"error warning problem issue missing"},
	[ACTION_NEXT_CHANGE] = {"next-change", "Next change by others", going, "diff news"},
	[ACTION_FINDINGS] = {"findings", "List all findings", going,
		"check lint errors warnings problems issues missing todo"},
	[ACTION_LEAVE] = {"leave", "Leave the text or row and keep it", going,
		"escape done close back"},
	[ACTION_FIND] = {"find", "Find in the document", going, "search look grep"},
	[ACTION_FIND_NEXT] = {"find-next", "Find again", going, "search repeat"},
	[ACTION_FIND_PREVIOUS] = {"find-previous", "Find again, backwards", going, "search repeat"},
	[ACTION_REPLACE] = {"replace", "Find and replace", going,
		"search substitute rename change all"},

	[ACTION_ROW_ADD] = {"row-add", "Add a row", tables, "new insert event task timeline"},
	[ACTION_ROW_DELETE] = {"row-delete", "Delete the row", tables, "remove erase event task"},
	[ACTION_ROW_UP] = {"row-up", "Move the row or item up", tables,
		"sort order reorder event task"},
	[ACTION_ROW_DOWN] = {"row-down", "Move the row or item down", tables,
		"sort order reorder event task"},
	[ACTION_FILTER] = {"filter", "Show only rows that contain a word", tables,
		"search grep hide"},

	[ACTION_ENTER] = {"enter", "New line, next field, or open", editing, "return newline"},
	[ACTION_BACKSPACE] = {"backspace", "Delete to the left", editing, "remove erase"},
	[ACTION_DELETE] = {"delete", "Delete to the right", editing, "remove erase"},
	[ACTION_DELETE_WORD_LEFT] = {"delete-word-left", "Delete the word to the left", editing,
		"remove erase"},
	[ACTION_DELETE_WORD_RIGHT] = {"delete-word-right", "Delete the word to the right", editing,
		"remove erase"},
	[ACTION_CUT] = {"cut", "Cut the selection or line", editing, "kill delete clipboard"},
	[ACTION_COPY] = {"copy", "Copy the selection or line", editing, "yank clipboard"},
	[ACTION_PASTE] = {"paste", "Paste what was cut or copied", editing,
		"put yank insert clipboard"},
	[ACTION_UNDO] = {"undo", "Undo", editing, "back mistake"},
	[ACTION_REDO] = {"redo", "Redo", editing, "again repeat"},
	[ACTION_NOW] = {"now", "The current time", editing, "date clock timestamp insert"},
	[ACTION_TOGGLE] = {"toggle", "Switch a flag or choice, advance a task", editing,
		"check status severity"},
	[ACTION_CHOOSE] = {"choose", "Pick from the list of choices", editing,
		"select dropdown options status severity kind"},
	[ACTION_EDITOR] = {"editor", "Edit the field in $VISUAL", editing,
		"vim emacs nano external"},

	[ACTION_LEFT] = {"left", "Left, previous choice, columns on the left", moving},
	[ACTION_RIGHT] = {"right", "Right, next choice, columns on the right", moving},
	[ACTION_UP] = {"up", "Line, row or field above", moving},
	[ACTION_DOWN] = {"down", "Line, row or field below", moving},
	[ACTION_WORD_LEFT] = {"word-left", "Word to the left", moving},
	[ACTION_WORD_RIGHT] = {"word-right", "Word to the right", moving},
	[ACTION_LINE_START] = {"line-start", "Start of the line", moving, "home beginning"},
	[ACTION_LINE_END] = {"line-end", "End of the line", moving, "end"},
	[ACTION_TEXT_START] = {"text-start", "Start of the text or table", moving,
		"top beginning first"},
	[ACTION_TEXT_END] = {"text-end", "End of the text or table", moving, "bottom last"},
	[ACTION_PAGE_UP] = {"page-up", "A screen up, then the previous page", moving, "scroll"},
	[ACTION_PAGE_DOWN] = {"page-down", "A screen down, then the next page", moving, "scroll"},

	[ACTION_SELECT_LEFT] = {"select-left", "Select to the left", selecting},
	[ACTION_SELECT_RIGHT] = {"select-right", "Select to the right", selecting},
	[ACTION_SELECT_UP] = {"select-up", "Select a line up", selecting},
	[ACTION_SELECT_DOWN] = {"select-down", "Select a line down", selecting},
	[ACTION_SELECT_WORD_LEFT] = {"select-word-left", "Select a word to the left", selecting},
	[ACTION_SELECT_WORD_RIGHT] = {"select-word-right", "Select a word to the right", selecting},
	[ACTION_SELECT_LINE_START] = {"select-line-start", "Select to the start of the line",
		selecting},
	[ACTION_SELECT_LINE_END] = {"select-line-end", "Select to the end of the line", selecting},
	[ACTION_SELECT_MARK] = {"select-mark", "Start or end a selection here", selecting,
		"mark highlight block visual"},
	[ACTION_SELECT_ALL] = {"select-all", "Select the whole text", selecting,
		"mark highlight everything"},
};
static_assert(sizeof(actions) / sizeof(*actions) == N_ACTIONS, "one line per action");

const struct action_info *action_info(enum action action)
{
	assert(action >= 0 && action < N_ACTIONS);
	return &actions[action];
}

enum action action_find(const char *name)
{
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++)
		if (strcmp(actions[i].name, name) == 0)
			return (enum action)i;
	return ACTION_NONE;
}
