/* What the settings say of the terminal: theme, lines, cursor, mouse, the wait after Esc. */
#include "terminal_settings.h"

#include <stdlib.h>

static bool is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value;
}

static enum theme find_theme(const struct terminal_settings *self, const struct term *term)
{
	static const enum theme chosen[] = {
		[CHOICE_THEME_PLAIN] = THEME_PLAIN,
		[CHOICE_THEME_DARK] = THEME_DARK,
		[CHOICE_THEME_LIGHT] = THEME_LIGHT,
		[CHOICE_THEME_CONTRAST] = THEME_CONTRAST,
		[CHOICE_THEME_MONO] = THEME_MONO,
	};
	static const enum background backgrounds[] = {
		[CHOICE_BACKGROUND_UNKNOWN] = BACKGROUND_UNKNOWN,
		[CHOICE_BACKGROUND_ASK] = BACKGROUND_UNKNOWN,
		[CHOICE_BACKGROUND_DARK] = BACKGROUND_DARK,
		[CHOICE_BACKGROUND_LIGHT] = BACKGROUND_LIGHT,
	};
	int theme = settings_number(self->settings, SETTING_THEME);
	int background = settings_number(self->settings, SETTING_BACKGROUND);
	const struct theme_evidence evidence = {
		.n_colours = term_colours(term),
		.is_refused = is_set("NO_COLOR"),
		.terminal = getenv("TERM"),
		.colour_fg_bg = getenv("COLORFGBG"),
		.answer = background == CHOICE_BACKGROUND_ASK ? self->answer : BACKGROUND_UNKNOWN,
		.configured = backgrounds[background],
	};

	return theme == CHOICE_THEME_AUTO ? theme_find(&evidence) : chosen[theme];
}

static void apply_theme(struct terminal_settings *self, struct term *term)
{
	enum theme theme = find_theme(self, term);
	bool asks = settings_number(self->settings, SETTING_BACKGROUND) == CHOICE_BACKGROUND_ASK;

	if (asks && !self->is_asked)
		term_ask_background(term);
	self->is_asked = self->is_asked || asks;
	if (!self->is_applied || theme != self->theme)
		term_set_theme(term, theme);
	self->theme = theme;
}

static void apply_borders(const struct terminal_settings *self, struct canvas *canvas, bool is_utf8)
{
	int borders = settings_number(self->settings, SETTING_BORDERS);

	canvas->is_ascii = borders == CHOICE_BORDERS_ASCII || !is_utf8;
	canvas->is_borderless = borders == CHOICE_BORDERS_NONE;
}

static void apply_mouse(struct terminal_settings *self, struct term *term)
{
	bool has_mouse = settings_number(self->settings, SETTING_MOUSE);

	if (has_mouse != self->has_mouse)
		term_set_mouse(term, has_mouse);
	self->has_mouse = has_mouse;
}

void terminal_settings_apply(struct terminal_settings *self, struct term *term, struct input *input,
	struct canvas *canvas, bool is_utf8)
{
	const struct settings *settings = self->settings;

	if (self->is_applied && self->revision == settings->revision)
		return;
	apply_theme(self, term);
	apply_borders(self, canvas, is_utf8);
	apply_mouse(self, term);
	term_set_cursor(term, (enum cursor_choice)settings_number(settings, SETTING_CURSOR));
	input->escape_delay = settings_number(settings, SETTING_ESCAPE_DELAY);
	self->revision = settings->revision;
	self->is_applied = true;
}

void terminal_settings_answer(struct terminal_settings *self, struct term *term, bool is_light)
{
	self->answer = is_light ? BACKGROUND_LIGHT : BACKGROUND_DARK;
	apply_theme(self, term);
}
