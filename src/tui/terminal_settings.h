/* The settings as far as the terminal goes by them. */
#ifndef AFTERWORD_TUI_TERMINAL_SETTINGS_H
#define AFTERWORD_TUI_TERMINAL_SETTINGS_H

#include "terminal.h"

#include "keys/settings.h"

/* {.settings = ...} is one that nothing was done about yet. */
struct terminal_settings {
	const struct settings *settings; /* borrowed */
	bool is_applied;
	unsigned revision; /* as they were */
	enum theme theme;
	enum background answer; /* of the terminal */
	bool is_asked;
	bool has_mouse;
};

/* Does what they say, if they have changed. */
void terminal_settings_apply(struct terminal_settings *self, struct term *term, struct input *input,
	struct canvas *canvas, bool is_utf8);
/* The terminal has answered what its background is. */
void terminal_settings_answer(struct terminal_settings *self, struct term *term, bool is_light);

#endif
