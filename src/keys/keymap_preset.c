/*
 * The presets: which keys an action has, best first. default is whole; cua and
 * emacs say what is different. A key stands at most once per context; every
 * function key has a Ctrl or Alt twin, for terminals and hosts that eat it.
 *
 * Left out on purpose: Alt+[ and Alt+O, which begin the terminal's own sequences;
 * ^B, the prefix of tmux (emacs users ask for it); Shift+Enter and the like, which
 * most terminals do not send.
 */
#include "internal.h"

#include <string.h>

static const struct preset_line default_lines[] = {
	{ACTION_HELP, KEYS_ANYWHERE, "F1 ^G"},
	{ACTION_HELP, KEYS_FIELD, "?"},
	{ACTION_HELP, KEYS_TABLE, "?"},
	{ACTION_PALETTE, KEYS_ANYWHERE, "^P Alt+X"},
	{ACTION_SAVE, KEYS_ANYWHERE, "^S F2 ^O"},
	{ACTION_QUIT, KEYS_ANYWHERE, "^X ^Q F10"},
	{ACTION_CANCEL, KEYS_ANYWHERE, "^C"},
	{ACTION_SUSPEND, KEYS_ANYWHERE, "^Z"},
	{ACTION_REDRAW, KEYS_ANYWHERE, "^L"},
	{ACTION_ZONE, KEYS_ANYWHERE, "Alt+Z"},
	{ACTION_MOUSE, KEYS_ANYWHERE, "F9 Alt+M"},
	{ACTION_RESOLVE, KEYS_ANYWHERE, "Alt+R"},
	{ACTION_BEFORE, KEYS_ANYWHERE, "Alt+Q"},
	{ACTION_COMPANY, KEYS_ANYWHERE, "Alt+@"},
	{ACTION_CHANGES, KEYS_ANYWHERE, "F5 Alt+="},
	{ACTION_REVERT, KEYS_ANYWHERE, "Alt+Y"},

	{ACTION_LEFT, KEYS_ANYWHERE, "Left"},
	{ACTION_RIGHT, KEYS_ANYWHERE, "Right"},
	{ACTION_UP, KEYS_ANYWHERE, "Up"},
	{ACTION_UP, KEYS_FIELD, "k"},
	{ACTION_UP, KEYS_TABLE, "k"},
	{ACTION_DOWN, KEYS_ANYWHERE, "Down"},
	{ACTION_DOWN, KEYS_FIELD, "j"},
	{ACTION_DOWN, KEYS_TABLE, "j"},
	{ACTION_WORD_LEFT, KEYS_ANYWHERE, "Ctrl+Left Alt+B"},
	{ACTION_WORD_RIGHT, KEYS_ANYWHERE, "Ctrl+Right Alt+F"},
	{ACTION_LINE_START, KEYS_ANYWHERE, "Home ^A"},
	{ACTION_LINE_END, KEYS_ANYWHERE, "End ^E"},
	{ACTION_TEXT_START, KEYS_ANYWHERE, "Ctrl+Home Alt+<"},
	{ACTION_TEXT_END, KEYS_ANYWHERE, "Ctrl+End Alt+>"},
	{ACTION_PAGE_UP, KEYS_ANYWHERE, "PgUp ^Y"},
	{ACTION_PAGE_DOWN, KEYS_ANYWHERE, "PgDn ^V"},

	{ACTION_SELECT_LEFT, KEYS_ANYWHERE, "Shift+Left"},
	{ACTION_SELECT_RIGHT, KEYS_ANYWHERE, "Shift+Right"},
	{ACTION_SELECT_UP, KEYS_ANYWHERE, "Shift+Up"},
	{ACTION_SELECT_DOWN, KEYS_ANYWHERE, "Shift+Down"},
	{ACTION_SELECT_WORD_LEFT, KEYS_ANYWHERE, "Ctrl+Shift+Left"},
	{ACTION_SELECT_WORD_RIGHT, KEYS_ANYWHERE, "Ctrl+Shift+Right"},
	{ACTION_SELECT_LINE_START, KEYS_ANYWHERE, "Shift+Home"},
	{ACTION_SELECT_LINE_END, KEYS_ANYWHERE, "Shift+End"},
	{ACTION_SELECT_MARK, KEYS_ANYWHERE, "Alt+A"},
	{ACTION_SELECT_ALL, KEYS_ANYWHERE, "Alt+S"},

	{ACTION_ENTER, KEYS_ANYWHERE, "Enter"},
	{ACTION_BACKSPACE, KEYS_ANYWHERE, "Backspace"},
	{ACTION_DELETE, KEYS_ANYWHERE, "Del ^D"},
	{ACTION_DELETE_WORD_LEFT, KEYS_ANYWHERE, "^W Alt+Backspace"},
	{ACTION_DELETE_WORD_RIGHT, KEYS_ANYWHERE, "Alt+D Ctrl+Del"},
	{ACTION_CUT, KEYS_ANYWHERE, "^K"},
	{ACTION_COPY, KEYS_ANYWHERE, "Alt+C"},
	{ACTION_PASTE, KEYS_ANYWHERE, "^U"},
	{ACTION_UNDO, KEYS_ANYWHERE, "Alt+U ^_"},
	{ACTION_REDO, KEYS_ANYWHERE, "Alt+E"},
	{ACTION_NOW, KEYS_ANYWHERE, "Alt+T"},
	{ACTION_TOGGLE, KEYS_FIELD, "Space"},
	{ACTION_TOGGLE, KEYS_TABLE, "Space"},
	{ACTION_CHOOSE, KEYS_FIELD, "Alt+Down Alt+L"},
	{ACTION_CHOOSE, KEYS_TABLE, "Alt+L"},
	{ACTION_EDITOR, KEYS_ANYWHERE, "F4 Alt+V"},

	{ACTION_NEXT_FIELD, KEYS_ANYWHERE, "Tab"},
	{ACTION_PREVIOUS_FIELD, KEYS_ANYWHERE, "Shift+Tab Alt+Tab"},
	{ACTION_NEXT_ROW, KEYS_ANYWHERE, "Alt+. F8"},
	{ACTION_PREVIOUS_ROW, KEYS_ANYWHERE, "Alt+, F7"},
	{ACTION_NEXT_PAGE, KEYS_ANYWHERE, "Ctrl+PgDn"},
	{ACTION_PREVIOUS_PAGE, KEYS_ANYWHERE, "Ctrl+PgUp"},
	{ACTION_GO_PAGE_1, KEYS_ANYWHERE, "Alt+1"},
	{ACTION_GO_PAGE_2, KEYS_ANYWHERE, "Alt+2"},
	{ACTION_GO_PAGE_3, KEYS_ANYWHERE, "Alt+3"},
	{ACTION_GO_PAGE_4, KEYS_ANYWHERE, "Alt+4"},
	{ACTION_GO_PAGE_5, KEYS_ANYWHERE, "Alt+5"},
	{ACTION_GO_PAGE_6, KEYS_ANYWHERE, "Alt+6"},
	{ACTION_GO_PAGE_7, KEYS_ANYWHERE, "Alt+7"},
	{ACTION_GO_PAGE_8, KEYS_ANYWHERE, "Alt+8"},
	{ACTION_GO_PAGE_9, KEYS_ANYWHERE, "Alt+9"},
	{ACTION_NEXT_FINDING, KEYS_ANYWHERE, "Alt+N"},
	{ACTION_PREVIOUS_FINDING, KEYS_ANYWHERE, "Alt+P"},
	{ACTION_NEXT_CHANGE, KEYS_ANYWHERE, "Alt+J"},
	{ACTION_FINDINGS, KEYS_ANYWHERE, "F6 Alt+!"},
	{ACTION_LEAVE, KEYS_ANYWHERE, "Esc"},
	{ACTION_FIND, KEYS_ANYWHERE, "^F"},
	{ACTION_FIND_NEXT, KEYS_ANYWHERE, "Alt+W F3"},
	{ACTION_FIND_NEXT, KEYS_FIND, "Alt+Down Down Enter"},
	{ACTION_FIND_PREVIOUS, KEYS_FIND, "Alt+Up Up"},
	{ACTION_REPLACE, KEYS_ANYWHERE, "Alt+%"},
	{ACTION_REPLACE, KEYS_FIND, "Alt+R"},

	{ACTION_ROW_ADD, KEYS_ANYWHERE, "Ins Alt+I"},
	{ACTION_ROW_ADD, KEYS_TABLE, "a"},
	{ACTION_ROW_DELETE, KEYS_TABLE, "Del d"},
	{ACTION_ROW_UP, KEYS_TABLE, "Alt+Up K"},
	{ACTION_ROW_UP, KEYS_TEXT, "Alt+Up"},
	{ACTION_ROW_DOWN, KEYS_TABLE, "Alt+Down J"},
	{ACTION_ROW_DOWN, KEYS_TEXT, "Alt+Down"},
	{ACTION_FILTER, KEYS_TABLE, "/"},
};

/* The desktop's keys; what they push aside keeps another key. */
static const struct preset_line cua_lines[] = {
	{ACTION_UNDO, KEYS_ANYWHERE, "^Z"},
	{ACTION_REDO, KEYS_ANYWHERE, "^Y"},
	{ACTION_CUT, KEYS_ANYWHERE, "^X Shift+Del"},
	{ACTION_COPY, KEYS_ANYWHERE, "^C Ctrl+Ins"},
	{ACTION_PASTE, KEYS_ANYWHERE, "^V Shift+Ins"},
	{ACTION_SELECT_ALL, KEYS_ANYWHERE, "^A"},
	{ACTION_CANCEL, KEYS_ANYWHERE, "Alt+K"},
	{ACTION_SUSPEND, KEYS_ANYWHERE, "^T"},
};

/* ^X does nothing here: it is a prefix in emacs, and ^X ^S shall save, not leave. */
static const struct preset_line emacs_lines[] = {
	{ACTION_NONE, KEYS_ANYWHERE, "^X ^U"},
	{ACTION_LEFT, KEYS_ANYWHERE, "^B"},
	{ACTION_RIGHT, KEYS_ANYWHERE, "^F"},
	{ACTION_UP, KEYS_ANYWHERE, "^P"},
	{ACTION_DOWN, KEYS_ANYWHERE, "^N"},
	{ACTION_PAGE_UP, KEYS_ANYWHERE, "Alt+V"},
	{ACTION_SELECT_MARK, KEYS_ANYWHERE, "^@"},
	{ACTION_SELECT_ALL, KEYS_ANYWHERE, "Alt+G"},
	{ACTION_CUT, KEYS_ANYWHERE, "^W ^K"},
	{ACTION_COPY, KEYS_ANYWHERE, "Alt+W"},
	{ACTION_PASTE, KEYS_ANYWHERE, "^Y"},
	{ACTION_REDO, KEYS_ANYWHERE, "Alt+_"},
	{ACTION_FIND, KEYS_ANYWHERE, "Alt+S"},
	{ACTION_FIND_NEXT, KEYS_ANYWHERE, "^R"},
	{ACTION_CANCEL, KEYS_ANYWHERE, "^G ^C"},
	{ACTION_HELP, KEYS_ANYWHERE, "F1 Alt+H"},
	{ACTION_EDITOR, KEYS_ANYWHERE, "F4 ^T"},
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct preset presets[] = {
	{"default", default_lines, COUNT(default_lines)},
	{"cua", cua_lines, COUNT(cua_lines)},
	{"emacs", emacs_lines, COUNT(emacs_lines)},
};

static const char *const preset_names[] = {"default", "cua", "emacs"};

const struct preset *preset_find(const char *name)
{
	for (size_t i = 0; i < COUNT(presets); i++)
		if (strcmp(presets[i].name, name) == 0)
			return &presets[i];
	return NULL;
}

const char *const *keymap_presets(size_t *n)
{
	*n = COUNT(preset_names);
	return preset_names;
}
