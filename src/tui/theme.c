/*
 * The table of themes. On a terminal without the colours of a theme its styles look as in mono, so
 * no information depends on colour alone.
 */
#include "theme.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PLAIN                                                                                      \
	{                                                                                          \
		COLOUR_NONE, 0                                                                     \
	}
#define BOLD                                                                                       \
	{                                                                                          \
		COLOUR_NONE, LOOK_BOLD                                                             \
	}
#define DIM                                                                                        \
	{                                                                                          \
		COLOUR_NONE, LOOK_DIM                                                              \
	}
#define REVERSE                                                                                    \
	{                                                                                          \
		COLOUR_NONE, LOOK_REVERSE                                                          \
	}
#define STRONG                                                                                     \
	{                                                                                          \
		COLOUR_NONE, LOOK_REVERSE | LOOK_BOLD                                              \
	}
#define UNDERLINE                                                                                  \
	{                                                                                          \
		COLOUR_NONE, LOOK_UNDERLINE                                                        \
	}
#define RED                                                                                        \
	{                                                                                          \
		COLOUR_RED, 0                                                                      \
	}
#define GREEN                                                                                      \
	{                                                                                          \
		COLOUR_GREEN, 0                                                                    \
	}
#define YELLOW                                                                                     \
	{                                                                                          \
		COLOUR_YELLOW, 0                                                                   \
	}
#define BLUE                                                                                       \
	{                                                                                          \
		COLOUR_BLUE, 0                                                                     \
	}
#define MAGENTA                                                                                    \
	{                                                                                          \
		COLOUR_MAGENTA, 0                                                                  \
	}
#define CYAN                                                                                       \
	{                                                                                          \
		COLOUR_CYAN, 0                                                                     \
	}
#define RED_BOLD                                                                                   \
	{                                                                                          \
		COLOUR_RED, LOOK_BOLD                                                              \
	}
#define YELLOW_BOLD                                                                                \
	{                                                                                          \
		COLOUR_YELLOW, LOOK_BOLD                                                           \
	}
#define MAGENTA_BOLD                                                                               \
	{                                                                                          \
		COLOUR_MAGENTA, LOOK_BOLD                                                          \
	}
#define GREEN_BOLD                                                                                 \
	{                                                                                          \
		COLOUR_GREEN, LOOK_BOLD                                                            \
	}
#define BLUE_BOLD                                                                                  \
	{                                                                                          \
		COLOUR_BLUE, LOOK_BOLD                                                             \
	}

struct style_looks {
	bool is_sign;
	struct look looks[N_THEMES];
};

static const struct style_looks styles[] = {
	/* plain, dark, light, contrast, mono */
	[STYLE_NORMAL] = {false, {PLAIN, PLAIN, PLAIN, PLAIN, PLAIN}},
	[STYLE_TITLE] = {false, {BOLD, BOLD, BOLD, BOLD, BOLD}},
	[STYLE_HEADING] = {false, {BOLD, BOLD, BOLD, BOLD, BOLD}},
	[STYLE_QUESTION] = {false, {BOLD, BOLD, BOLD, BOLD, BOLD}},
	[STYLE_FOCUS] = {false, {BOLD, BOLD, BOLD, BOLD, BOLD}},
	[STYLE_KEY] = {false, {BOLD, BOLD, BOLD, BOLD, BOLD}},
	[STYLE_DIM] = {false, {DIM, DIM, DIM, PLAIN, DIM}},
	[STYLE_CURRENT] = {false, {STRONG, STRONG, STRONG, STRONG, STRONG}},
	[STYLE_SELECTION] = {false, {REVERSE, REVERSE, REVERSE, REVERSE, REVERSE}},
	[STYLE_ESCAPE] = {false, {REVERSE, MAGENTA, MAGENTA, REVERSE, REVERSE}},

	[STYLE_ERROR] = {false, {BOLD, RED_BOLD, RED_BOLD, BOLD, BOLD}},
	[STYLE_WARNING] = {false, {BOLD, YELLOW_BOLD, MAGENTA_BOLD, BOLD, BOLD}},
	[STYLE_ERROR_SIGN] = {true, {RED_BOLD, RED_BOLD, RED_BOLD, STRONG, BOLD}},
	[STYLE_WARNING_SIGN] = {true, {MAGENTA_BOLD, YELLOW_BOLD, MAGENTA_BOLD, BOLD, BOLD}},
	[STYLE_NOTE_SIGN] = {true, {PLAIN, CYAN, BLUE, PLAIN, PLAIN}},
	[STYLE_CHANGED_SIGN] = {true, {MAGENTA_BOLD, MAGENTA, MAGENTA, BOLD, BOLD}},

	[STYLE_COMPANY] = {false, {BOLD, MAGENTA, MAGENTA, BOLD, BOLD}},
	[STYLE_SEVERE] = {false, {BOLD, RED_BOLD, RED_BOLD, BOLD, BOLD}},
	[STYLE_DRAFT] = {false, {PLAIN, YELLOW, MAGENTA, PLAIN, PLAIN}},
	[STYLE_REVIEW] = {false, {PLAIN, CYAN, BLUE, PLAIN, PLAIN}},
	[STYLE_FINAL] = {false, {PLAIN, GREEN, BLUE, PLAIN, PLAIN}},

	[STYLE_STARTED_SIGN] = {true, {RED_BOLD, RED_BOLD, RED_BOLD, BOLD, BOLD}},
	[STYLE_STARTED] = {false, {PLAIN, RED, RED, BOLD, BOLD}},
	[STYLE_SEEN_SIGN] = {true, {MAGENTA_BOLD, YELLOW_BOLD, MAGENTA_BOLD, BOLD, BOLD}},
	[STYLE_SEEN] = {false, {PLAIN, YELLOW, MAGENTA, BOLD, BOLD}},
	[STYLE_OVER_SIGN] = {true, {BOLD, GREEN_BOLD, BLUE_BOLD, BOLD, BOLD}},
	[STYLE_OVER] = {false, {PLAIN, GREEN, BLUE, BOLD, BOLD}},
	[STYLE_HARM] = {true, {RED, RED, RED, PLAIN, PLAIN}},
	[STYLE_AFTERMATH] = {true, {PLAIN, YELLOW, MAGENTA, PLAIN, PLAIN}},

	[STYLE_LATE] = {false, {BOLD, RED_BOLD, RED_BOLD, BOLD, BOLD}},
	[STYLE_UNDATED] = {false, {BOLD, YELLOW_BOLD, MAGENTA_BOLD, BOLD, BOLD}},
	[STYLE_DONE] = {false, {PLAIN, GREEN, BLUE, PLAIN, PLAIN}},
	[STYLE_DOING] = {false, {PLAIN, YELLOW, MAGENTA, PLAIN, PLAIN}},
	[STYLE_DROPPED] = {false, {PLAIN, DIM, DIM, PLAIN, PLAIN}},

	[STYLE_REMOVED] = {false, {BOLD, RED, RED, BOLD, BOLD}},
	[STYLE_ADDED] = {false, {BOLD, GREEN, BLUE, BOLD, BOLD}},
	[STYLE_COMMENTED] = {false, {UNDERLINE, UNDERLINE, UNDERLINE, UNDERLINE, UNDERLINE}},
};
static_assert(sizeof(styles) / sizeof(*styles) == N_STYLES, "looks for each style");

bool theme_has_colours(enum theme theme)
{
	return theme != THEME_CONTRAST && theme != THEME_MONO;
}

bool style_is_sign(enum style style)
{
	return styles[style].is_sign;
}

/* On a dark background only the bright versions of these two are readable. */
static bool is_too_dark(enum theme theme, enum colour colour)
{
	return theme == THEME_DARK && (colour == COLOUR_RED || colour == COLOUR_MAGENTA);
}

struct look theme_look(enum theme theme, enum style style, int n_colours)
{
	enum { BASIC_COLOURS = 8, BRIGHT_COLOURS = 16 };
	struct look look = styles[style].looks[theme];
	bool is_dark = is_too_dark(theme, look.colour);

	if (look.colour == COLOUR_NONE)
		return look;
	if (n_colours < BASIC_COLOURS ||
		(is_dark && n_colours < BRIGHT_COLOURS && !style_is_sign(style)))
		return styles[style].looks[THEME_MONO];
	if (is_dark && n_colours >= BRIGHT_COLOURS)
		look.colour = look.colour == COLOUR_RED ? COLOUR_BRIGHT_RED : COLOUR_BRIGHT_MAGENTA;
	return look;
}

/* "15;0", "0;default;15": the last one is the background, as a number in the palette. */
static enum background read_colour_fg_bg(const char *text)
{
	const char *last = text ? strrchr(text, ';') : NULL;
	char *end;
	long number;

	if (!last || last[1] < '0' || last[1] > '9')
		return BACKGROUND_UNKNOWN;
	number = strtol(last + 1, &end, 10);
	if (*end || number > 15)
		return BACKGROUND_UNKNOWN;
	return number == 7 || number > 8 ? BACKGROUND_LIGHT : BACKGROUND_DARK;
}

enum theme theme_find(const struct theme_evidence *evidence)
{
	static const enum theme themes[] = {
		[BACKGROUND_UNKNOWN] = THEME_PLAIN,
		[BACKGROUND_DARK] = THEME_DARK,
		[BACKGROUND_LIGHT] = THEME_LIGHT,
	};
	enum background background = evidence->answer;

	if (evidence->is_refused || evidence->n_colours == 0)
		return THEME_MONO;
	if (background == BACKGROUND_UNKNOWN)
		background = read_colour_fg_bg(evidence->colour_fg_bg);
	if (background == BACKGROUND_UNKNOWN)
		background = evidence->configured;
	if (background == BACKGROUND_UNKNOWN && strncmp(evidence->terminal, "linux", 5) == 0)
		background = BACKGROUND_DARK;
	return themes[background];
}
