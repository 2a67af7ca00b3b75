/*
 * What is known about terminals by name, because their descriptions do not say it.
 * screen's, for one, lacks bracketed paste, which tmux supports under that name.
 */
#include "terminal_info.h"

#include <string.h>

static const struct {
	const char *id;
	struct key key;
} keys[] = {
	{"kcuu1", {KEY_UP_ARROW, 0}},
	{"kcud1", {KEY_DOWN_ARROW, 0}},
	{"kcub1", {KEY_LEFT_ARROW, 0}},
	{"kcuf1", {KEY_RIGHT_ARROW, 0}},
	{"khome", {KEY_HOME_KEY, 0}},
	{"kend", {KEY_END_KEY, 0}},
	{"kpp", {KEY_PAGE_UP, 0}},
	{"knp", {KEY_PAGE_DOWN, 0}},
	{"kich1", {KEY_INSERT_KEY, 0}},
	{"kdch1", {KEY_DELETE_KEY, 0}},
	{"kcbt", {KEY_TAB_KEY, KEY_SHIFT}},
	{"kent", {KEY_ENTER_KEY, 0}},
	{"kf1", {KEY_FUNCTION, 0}},
	{"kf2", {KEY_FUNCTION + 1, 0}},
	{"kf3", {KEY_FUNCTION + 2, 0}},
	{"kf4", {KEY_FUNCTION + 3, 0}},
	{"kf5", {KEY_FUNCTION + 4, 0}},
	{"kf6", {KEY_FUNCTION + 5, 0}},
	{"kf7", {KEY_FUNCTION + 6, 0}},
	{"kf8", {KEY_FUNCTION + 7, 0}},
	{"kf9", {KEY_FUNCTION + 8, 0}},
	{"kf10", {KEY_FUNCTION + 9, 0}},
	{"kf11", {KEY_FUNCTION + 10, 0}},
	{"kf12", {KEY_FUNCTION + 11, 0}},
};

bool terminal_follows_xterm(const char *name)
{
	static const char *const families[] = {"xterm", "tmux", "screen", "rxvt", "alacritty",
		"foot", "kitty", "st-", "vte", "gnome", "konsole", "iterm", "wezterm", "ghostty"};

	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (strncmp(name, families[i], strlen(families[i])) == 0)
			return true;
	return false;
}

bool terminal_has_paste(const char *name)
{
	static const char *const lacking[] = {"vt", "linux", "dumb"};

	for (size_t i = 0; i < sizeof(lacking) / sizeof(*lacking); i++)
		if (strncmp(name, lacking[i], strlen(lacking[i])) == 0)
			return false;
	return true;
}

void terminal_define_keys(struct input *input, const char *(*capability)(const char *id))
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const char *sequence = capability(keys[i].id);

		if (sequence)
			input_define(input, sequence, keys[i].key);
	}
}
