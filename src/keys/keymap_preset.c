/* The presets: their differences from the keys in the table of actions. */
#include "internal.h"

/* The usual desktop keys; the actions that they displace get another key. */
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

/* ^X is unbound: it is a prefix in emacs, and ^X ^S must save, not leave. */
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

static const struct keymap_preset presets[] = {
	{
		.name = "default",
		.title = "Default keys (default)",
		.words = "preset keymap shortcuts bindings nano",
	},
	{
		.name = "cua",
		.title = "Keys as on the desktop (cua)",
		.words = "preset keymap shortcuts bindings windows ctrl+c",
		.lines = cua_lines,
		.n = COUNT(cua_lines),
	},
	{
		.name = "emacs",
		.title = "Keys as in Emacs",
		.words = "preset keymap shortcuts bindings",
		.lines = emacs_lines,
		.n = COUNT(emacs_lines),
	},
};

const struct keymap_preset *keymap_presets(size_t *n)
{
	*n = COUNT(presets);
	return presets;
}
