/*
 * The table of actions. To add one, add a constant in the header, a row here and, in the table of
 * the layer that does it, a row with what it does; help and palette follow, and the tests say what
 * docs/keys.md lacks.
 *
 * A key occurs at most once per context. Every function key has a Ctrl or Alt equivalent, because
 * some terminals and hosts keep function keys for themselves. Left out on purpose: Alt+[ and Alt+O,
 * which begin the terminal's own sequences, and Alt+] and Alt+\, which begin and end its answers;
 * ^B, the prefix of tmux (emacs users ask for it); Shift+Enter and the like, which most terminals
 * cannot send.
 */
#include "keys/action.h"

#include <assert.h>
#include <string.h>

static const char moving[] = "Moving";
static const char selecting[] = "Selecting";
static const char editing[] = "Editing";
static const char going[] = "Fields and pages";
static const char tables[] = "Tables";
static const char reading[] = "Reading";
static const char program[] = "Program";

static const struct action_info actions[] = {
	[ACTION_NONE] = {"none", "Nothing", program},

	[ACTION_HELP] = {"help", "Help", program,
		{"F1 ^G", [KEYS_FIELD] = "?", [KEYS_TABLE] = "?", [KEYS_READING] = "?",
			[KEYS_PRESENTING] = "?"},
		"keys shortcuts bindings manual usage"},
	[ACTION_PALETTE] = {"palette", "Every action by name", program, {"^P Alt+X"},
		"commands menu actions"},
	[ACTION_SAVE] = {"save", "Save now", program, {"^S F2 ^O"}, "write store"},
	[ACTION_EXPORT] = {"export", "Export the report", program, {"F12 Alt+#"},
		"markdown md text html pdf json csv tsv ics calendar print send share publish "
		"report format"},
	[ACTION_QUIT] = {"quit", "Save and leave", program, {"^X ^Q F10"}, "exit close end bye"},
	[ACTION_CANCEL] = {"cancel", "End the selection or filter", program, {"^C"},
		"abort stop unselect"},
	[ACTION_SUSPEND] = {"suspend", "Save and suspend", program, {"^Z"},
		"background shell stop job"},
	[ACTION_REDRAW] = {"redraw", "Redraw the screen", program, {"^L"}, "refresh repaint clear"},
	[ACTION_ZONE] = {"zone", "Times in another zone, such as UTC", program, {"Alt+Z"},
		"timezone local own document clock"},
	[ACTION_SETTINGS] = {"settings", "Settings", program, {"Alt+:"},
		"config configuration preferences options theme colour color dark light cursor"},
	[ACTION_SIDE] = {"side", "Pages and help at the left on or off", program, {"Alt+|"},
		"sidebar panel list hide show width"},
	[ACTION_MOUSE] = {"mouse", "Mouse on or off", program, {"F9 Alt+M"}, "click wheel"},
	[ACTION_RESOLVE] = {"resolve", "Resolve a conflict or a changed file", program, {"Alt+R"},
		"merge settle decide mine theirs file disk"},
	[ACTION_BEFORE] = {"before", "What it was before others changed it", program, {"Alt+Q"},
		"diff history previous version"},
	[ACTION_COMPANY] = {"company", "Who else has the document open", program, {"Alt+@"},
		"users people collaborators presence online"},
	[ACTION_CHANGES] = {"changes", "What changed, and since what", program,
		{"F5 Alt+=", [KEYS_READING] = "d"}, "diff compare history"},
	[ACTION_REVERT] = {"revert", "Go back to the text as opened", program, {"Alt+Y"},
		"discard reset restore reload"},

	[ACTION_COMMENT] = {"comment", "Comment on the selection, word, field or row", program,
		{"Alt+;", [KEYS_READING] = "c", [KEYS_PRESENTING] = "c"},
		"remark question suggestion idea note review reply thread annotate"},
	[ACTION_THREADS] = {"threads", "Comments", program, {"Alt+/", [KEYS_READING] = "L"},
		"comments review questions remarks replies discussion"},
	[ACTION_AGREE] = {"agree", "Before it is final: checklist, sign-offs", program,
		{"Alt+-", [KEYS_READING] = "l"},
		"agreement sign off final status waive reasons questions review approve"},

	[ACTION_NEXT_FIELD] = {"next-field", "Next field", going, {"Tab"}, "question forward"},
	[ACTION_PREVIOUS_FIELD] = {"previous-field", "Previous field", going, {"Shift+Tab Alt+Tab"},
		"question back"},
	[ACTION_NEXT_PAGE] = {"next-page", "Next page", going, {"Ctrl+PgDn"}, "section forward"},
	[ACTION_PREVIOUS_PAGE] = {"previous-page", "Previous page", going, {"Ctrl+PgUp"},
		"section back"},
	[ACTION_NEXT_ROW] = {"next-row", "Next page, or row in an open one", going, {"Alt+. F8"}},
	[ACTION_PREVIOUS_ROW] = {"previous-row", "Previous page, or row in an open one", going,
		{"Alt+, F7"}},
	[ACTION_START] = {"start", "The first answers of a report", going, {"Alt+Home"},
		"new begin first wizard"},
	[ACTION_GO_PAGE_1] = {"go-page-1", "Go to page 1", going, {"Alt+1"}, "section"},
	[ACTION_GO_PAGE_2] = {"go-page-2", "Go to page 2", going, {"Alt+2"}, "section"},
	[ACTION_GO_PAGE_3] = {"go-page-3", "Go to page 3", going, {"Alt+3"}, "section"},
	[ACTION_GO_PAGE_4] = {"go-page-4", "Go to page 4", going, {"Alt+4"}, "section"},
	[ACTION_GO_PAGE_5] = {"go-page-5", "Go to page 5", going, {"Alt+5"}, "section"},
	[ACTION_GO_PAGE_6] = {"go-page-6", "Go to page 6", going, {"Alt+6"}, "section"},
	[ACTION_GO_PAGE_7] = {"go-page-7", "Go to page 7", going, {"Alt+7"}, "section"},
	[ACTION_GO_PAGE_8] = {"go-page-8", "Go to page 8", going, {"Alt+8"}, "section"},
	[ACTION_GO_PAGE_9] = {"go-page-9", "Go to page 9", going, {"Alt+9"}, "section"},
	[ACTION_NEXT_FINDING] = {"next-finding", "Next finding", going, {"Alt+N"},
		"error warning problem issue missing"},
	[ACTION_PREVIOUS_FINDING] = {"previous-finding", "Previous finding", going, {"Alt+P"},
		"error warning problem issue missing"},
	[ACTION_NEXT_CHANGE] = {"next-change", "Next change by others", going, {"Alt+J"},
		"diff news"},
	[ACTION_FINDINGS] = {"findings", "List all findings", going, {"F6 Alt+!"},
		"check lint errors warnings problems issues missing todo"},
	[ACTION_LEAVE] = {"leave", "Leave the text or row and keep it", going,
		{"Esc", [KEYS_READING] = "q Esc", [KEYS_PRESENTING] = "q Esc"},
		"escape done close back"},
	[ACTION_FIND] = {"find", "Find in the document", going, {"^F", [KEYS_READING] = "/"},
		"search look grep"},
	[ACTION_FIND_NEXT] = {"find-next", "Find again", going,
		{"Alt+W F3", [KEYS_FIND] = "Alt+Down Down Enter"}, "search repeat"},
	[ACTION_FIND_PREVIOUS] = {"find-previous", "Find again, backwards", going,
		{[KEYS_FIND] = "Alt+Up Up"}, "search repeat"},
	[ACTION_REPLACE] = {"replace", "Find and replace", going, {"Alt+%", [KEYS_FIND] = "Alt+R"},
		"search substitute rename change all"},
	[ACTION_READ] = {"read", "Read the document, and back", reading, {"Alt+0"},
		"review view preview page reader comments"},
	[ACTION_READ_NEXT] = {"read-next", "Next of what is walked to", reading,
		{[KEYS_READING] = "n"}, "finding row question"},
	[ACTION_READ_PREVIOUS] = {"read-previous", "Previous of what is walked to", reading,
		{[KEYS_READING] = "N"}, "finding row question"},
	[ACTION_READ_WHAT] = {"read-what", "Walk to comments, findings, rows, questions", reading,
		{[KEYS_READING] = "v"}, "next previous"},
	[ACTION_READ_TAKE_BACK] = {"read-take-back", "Take back what you last said", reading,
		{[KEYS_READING] = "u"}, "undo comment sign-off withdraw"},
	[ACTION_READ_MARK] = {"read-mark", "Mark all as read: nothing is new", reading,
		{[KEYS_READING] = "m"}, "seen news changes"},
	[ACTION_READ_REPLY] = {"read-reply", "Reply to the comment on this line", reading,
		{[KEYS_READING] = "r"}, "answer thread"},
	[ACTION_READ_RESOLVE] = {"read-resolve", "Resolve or reopen this comment", reading,
		{[KEYS_READING] = "x"}, "close thread done"},
	[ACTION_READ_ACCEPT] = {"read-accept", "Accept the suggestion on this line", reading,
		{[KEYS_READING] = "a", [KEYS_THREAD] = "Alt+Y"}, "apply take words yes"},
	[ACTION_READ_DECLINE] = {"read-decline", "Decline the suggestion or idea", reading,
		{[KEYS_READING] = "D", [KEYS_THREAD] = "Alt+N"}, "reject refuse no"},
	[ACTION_READ_AMEND] = {"read-amend", "Amend your own comment", reading,
		{[KEYS_READING] = "A", [KEYS_THREAD] = "Alt+E"}, "correct change edit typo"},
	[ACTION_READ_MOVE] = {"read-move", "Put the comment on other words", reading,
		{[KEYS_READING] = "w", [KEYS_THREAD] = "Alt+W"}, "move anchor lost gone select"},
	[ACTION_READ_SIGN] = {"read-sign", "Sign off on the document as it is", reading,
		{[KEYS_READING] = "s"}, "agree approve accept signoff"},
	[ACTION_READ_OBJECT] = {"read-object", "Object to the document, for a reason", reading,
		{[KEYS_READING] = "S"}, "reject disagree refuse"},
	[ACTION_TASK] = {"task", "Write down a task without leaving", reading,
		{[KEYS_READING] = "t", [KEYS_PRESENTING] = "t"},
		"action item todo follow-up owner due"},
	[ACTION_PRESENT] = {"present", "Present it in a meeting, step by step", reading,
		{[KEYS_READING] = "p"}, "retro meeting slides projector timeline"},
	[ACTION_PRESENT_IDEA] = {"present-idea", "Park an idea on what is presented", reading,
		{[KEYS_PRESENTING] = "i"}, "comment fix later decide"},
	[ACTION_PRESENT_BIGGER] = {"present-bigger", "Fewer words on a line, more room", reading,
		{[KEYS_PRESENTING] = "z"}, "zoom large font size projector"},

	[ACTION_ROW_ADD] = {"row-add", "Add a row", tables, {"Ins Alt+I", [KEYS_TABLE] = "a"},
		"new insert event task timeline"},
	[ACTION_ROW_DELETE] = {"row-delete", "Delete the row", tables, {[KEYS_TABLE] = "Del d"},
		"remove erase event task"},
	[ACTION_ROW_UP] = {"row-up", "Move the row or item up", tables,
		{[KEYS_TABLE] = "Alt+Up K", [KEYS_TEXT] = "Alt+Up"},
		"sort order reorder event task"},
	[ACTION_ROW_DOWN] = {"row-down", "Move the row or item down", tables,
		{[KEYS_TABLE] = "Alt+Down J", [KEYS_TEXT] = "Alt+Down"},
		"sort order reorder event task"},
	[ACTION_SORT] = {"sort", "Sort the rows by time", tables, {[KEYS_TABLE] = "S"},
		"order chronological timeline"},
	[ACTION_PASTED_LOG] = {"pasted-log", "Look at the pasted log again", tables,
		{[KEYS_TABLE] = "P"}, "chat import preview timeline"},
	[ACTION_FILTER] = {"filter", "Show only rows that contain a word", tables,
		{[KEYS_TABLE] = "/"}, "search grep hide"},

	[ACTION_ENTER] = {"enter", "New line, next field, or open", editing,
		{"Enter", [KEYS_READING] = "Enter e"}, "return newline"},
	[ACTION_BACKSPACE] = {"backspace", "Delete to the left", editing, {"Backspace"},
		"remove erase"},
	[ACTION_DELETE] = {"delete", "Delete to the right", editing, {"Del ^D"}, "remove erase"},
	[ACTION_DELETE_WORD_LEFT] = {"delete-word-left", "Delete the word to the left", editing,
		{"^W Alt+Backspace"}, "remove erase"},
	[ACTION_DELETE_WORD_RIGHT] = {"delete-word-right", "Delete the word to the right", editing,
		{"Alt+D Ctrl+Del"}, "remove erase"},
	[ACTION_CUT] = {"cut", "Cut the selection or line", editing, {"^K"},
		"kill delete clipboard"},
	[ACTION_COPY] = {"copy", "Copy the selection or line", editing, {"Alt+C"},
		"yank clipboard"},
	[ACTION_PASTE] = {"paste", "Paste what was cut or copied", editing, {"^U"},
		"put yank insert clipboard"},
	[ACTION_UNDO] = {"undo", "Undo", editing, {"Alt+U ^_"}, "back mistake"},
	[ACTION_REDO] = {"redo", "Redo", editing, {"Alt+E"}, "again repeat"},
	[ACTION_NOW] = {"now", "The current time", editing, {"Alt+T"},
		"date clock timestamp insert"},
	[ACTION_TOGGLE] = {"toggle", "Switch a flag or choice, advance a task", editing,
		{[KEYS_FIELD] = "Space", [KEYS_TABLE] = "Space"}, "check status severity"},
	[ACTION_CHOOSE] = {"choose", "Pick from the list of choices", editing,
		{[KEYS_FIELD] = "Alt+Down Alt+L", [KEYS_TABLE] = "Alt+L"},
		"select dropdown options status severity kind"},
	[ACTION_EDITOR] = {"editor", "Edit the field in $VISUAL", editing, {"F4 Alt+V"},
		"vim emacs nano external"},

	[ACTION_LEFT] = {"left", "Left, previous choice, columns on the left", moving, {"Left"}},
	[ACTION_RIGHT] = {"right", "Right, next choice, columns on the right", moving, {"Right"}},
	[ACTION_UP] = {"up", "Line, row or field above", moving,
		{"Up", [KEYS_FIELD] = "k", [KEYS_TABLE] = "k", [KEYS_READING] = "k"}},
	[ACTION_DOWN] = {"down", "Line, row or field below", moving,
		{"Down", [KEYS_FIELD] = "j", [KEYS_TABLE] = "j", [KEYS_READING] = "j"}},
	[ACTION_WORD_LEFT] = {"word-left", "Word to the left", moving, {"Ctrl+Left Alt+B"}},
	[ACTION_WORD_RIGHT] = {"word-right", "Word to the right", moving, {"Ctrl+Right Alt+F"}},
	[ACTION_LINE_START] = {"line-start", "Start of the line", moving, {"Home ^A"},
		"home beginning"},
	[ACTION_LINE_END] = {"line-end", "End of the line", moving, {"End ^E"}, "end"},
	[ACTION_TEXT_START] = {"text-start", "Start of the text or table", moving,
		{"Ctrl+Home Alt+<"}, "top beginning first"},
	[ACTION_TEXT_END] = {"text-end", "End of the text or table", moving, {"Ctrl+End Alt+>"},
		"bottom last"},
	[ACTION_PAGE_UP] = {"page-up", "A screen up, then the previous page", moving,
		{"PgUp ^Y", [KEYS_READING] = "b", [KEYS_PRESENTING] = "b"}, "scroll"},
	[ACTION_PAGE_DOWN] = {"page-down", "A screen down, then the next page", moving,
		{"PgDn ^V", [KEYS_READING] = "Space", [KEYS_PRESENTING] = "Space"}, "scroll"},

	[ACTION_SELECT_LEFT] = {"select-left", "Select to the left", selecting, {"Shift+Left"}},
	[ACTION_SELECT_RIGHT] = {"select-right", "Select to the right", selecting, {"Shift+Right"}},
	[ACTION_SELECT_UP] = {"select-up", "Select a line up", selecting, {"Shift+Up"}},
	[ACTION_SELECT_DOWN] = {"select-down", "Select a line down", selecting, {"Shift+Down"}},
	[ACTION_SELECT_WORD_LEFT] = {"select-word-left", "Select a word to the left", selecting,
		{"Ctrl+Shift+Left"}},
	[ACTION_SELECT_WORD_RIGHT] = {"select-word-right", "Select a word to the right", selecting,
		{"Ctrl+Shift+Right"}},
	[ACTION_SELECT_LINE_START] = {"select-line-start", "Select to the start of the line",
		selecting, {"Shift+Home"}},
	[ACTION_SELECT_LINE_END] = {"select-line-end", "Select to the end of the line", selecting,
		{"Shift+End"}},
	[ACTION_SELECT_MARK] = {"select-mark", "Start or end a selection here", selecting,
		{"Alt+A"}, "mark highlight block visual"},
	[ACTION_SELECT_ALL] = {"select-all", "Select the whole text or table", selecting, {"Alt+S"},
		"mark highlight everything"},
};
static_assert(sizeof(actions) / sizeof(*actions) == N_ACTIONS, "one line per action");

const struct action_info *action_info(enum action action)
{
	assert(action >= 0 && action < N_ACTIONS);
	assert(actions[action].name && actions[action].help && actions[action].group);
	return &actions[action];
}

enum action action_find(const char *name)
{
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++)
		if (strcmp(actions[i].name, name) == 0)
			return (enum action)i;
	return ACTION_NONE;
}
