/*
 * What each style looks like. A colour is only used where it is readable on every palette and
 * background that the theme is for; if the background is unknown, only signs are coloured.
 */
#ifndef AFTERWORD_TUI_THEME_H
#define AFTERWORD_TUI_THEME_H

#include "tui/canvas.h"

#include <stdbool.h>

enum theme {
	THEME_PLAIN, /* for any background */
	THEME_DARK,
	THEME_LIGHT,
	THEME_CONTRAST,
	THEME_MONO,
	N_THEMES,
};

/* Colours of the terminal's palette. */
enum colour {
	COLOUR_NONE, /* the terminal's own */
	COLOUR_RED,
	COLOUR_GREEN,
	COLOUR_YELLOW,
	COLOUR_BLUE,
	COLOUR_MAGENTA,
	COLOUR_CYAN,
	COLOUR_BRIGHT_RED = 9,
	COLOUR_BRIGHT_MAGENTA = 13,
	N_COLOURS,
};

enum attribute { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_REVERSE = 4, LOOK_UNDERLINE = 8 };

struct look {
	enum colour colour;
	unsigned attributes;
};

/* On a terminal with n_colours; 0: none. */
struct look theme_look(enum theme theme, enum style style, int n_colours);

bool theme_has_colours(enum theme theme);

/* Is it a sign whose word is next to it in the terminal's own colour? Then it may be hard to
 * read. */
bool style_is_sign(enum style style);

enum background { BACKGROUND_UNKNOWN, BACKGROUND_DARK, BACKGROUND_LIGHT };

/* What decides which colours may be used. */
struct theme_evidence {
	int n_colours;
	bool is_refused;            /* by NO_COLOR */
	const char *terminal;       /* its name */
	const char *colour_fg_bg;   /* COLORFGBG; may be NULL */
	enum background answer;     /* from the terminal itself */
	enum background configured; /* set by the user */
};

/* The theme for a terminal if the user has chosen none. */
enum theme theme_find(const struct theme_evidence *evidence);

#endif
