/*
 * Themes: every coloured word can be read on every common palette (WCAG contrast of at least 3),
 * whatever cannot is a sign beside its word, and each style looks as the design has it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/tui/theme.h"

#include <math.h>

enum { N_PALETTE = 16 };

/* Colours 0 to 15 as their terminals ship them, and the backgrounds they are meant for. */
static const struct palette {
	const char *name;
	unsigned colours[N_PALETTE];
	unsigned dark, light;
} palettes[] = {
	{"xterm",
		{0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
			0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
			0xffffff},
		0x000000, 0xffffff},
	{"VGA console",
		{0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
			0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff,
			0xffffff},
		0x000000, 0xffffff},
	{"Tango",
		{0x000000, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf,
			0x555753, 0xef2929, 0x8ae234, 0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2,
			0xeeeeec},
		0x2e3436, 0xeeeeec},
	{"Campbell",
		{0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc,
			0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6,
			0xf2f2f2},
		0x0c0c0c, 0xf2f2f2},
	{"Solarized",
		{0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5,
			0x002b36, 0xcb4b16, 0x586e75, 0x657b83, 0x839496, 0x6c71c4, 0x93a1a1,
			0xfdf6e3},
		0x002b36, 0xfdf6e3},
	{"VS Code",
		{0x000000, 0xcd3131, 0x0dbc79, 0xe5e510, 0x2472c8, 0xbc3fbc, 0x11a8cd, 0xe5e5e5,
			0x666666, 0xf14c4c, 0x23d18b, 0xf5f543, 0x3b8eea, 0xd670d6, 0x29b8db,
			0xe5e5e5},
		0x1e1e1e, 0xffffff},
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const int colour_counts[] = {0, 2, 8, 16, 256, 0x1000000};

static const char *const theme_names[] = {"plain", "dark", "light", "contrast", "mono"};

/* --- contrast --- */

static double channel(unsigned byte)
{
	double part = byte / 255.0;

	return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(unsigned rgb)
{
	return 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8 & 0xff) +
	       0.0722 * channel(rgb & 0xff);
}

static double contrast(unsigned a, unsigned b)
{
	double first = luminance(a) + 0.05;
	double second = luminance(b) + 0.05;

	return first > second ? first / second : second / first;
}

static void test_contrast(void **state)
{
	(void)state;
	assert_true(fabs(contrast(0x000000, 0xffffff) - 21) < 0.01);
	assert_true(fabs(contrast(0xffffff, 0x777777) - 4.48) < 0.01);
	/* What the design says of plain colours. */
	assert_true(fabs(contrast(palettes[1].colours[COLOUR_RED], 0) - 2.71) < 0.01);
	assert_true(fabs(contrast(palettes[0].colours[COLOUR_CYAN], 0xffffff) - 1.98) < 0.01);
}

/* The lowest there is in a theme; a theme for any background counts on all of them. */
static double lowest_contrast(enum theme theme, enum colour colour)
{
	double lowest = 21;

	for (size_t i = 0; i < COUNT(palettes); i++) {
		const struct palette *palette = &palettes[i];
		const unsigned backgrounds[] = {palette->dark, 0x000000, palette->light, 0xffffff};

		for (size_t j = 0; j < COUNT(backgrounds); j++) {
			double here = contrast(palette->colours[colour], backgrounds[j]);

			if ((theme == THEME_DARK && j > 1) || (theme == THEME_LIGHT && j < 2))
				continue;
			lowest = here < lowest ? here : lowest;
		}
	}
	return lowest;
}

static void test_words_are_read(void **state)
{
	unsigned n_coloured = 0;

	(void)state;
	for (int theme = 0; theme < N_THEMES; theme++)
		for (int style = 0; style < N_STYLES; style++)
			for (size_t i = 0; i < COUNT(colour_counts); i++) {
				struct look look = theme_look(
					(enum theme)theme, (enum style)style, colour_counts[i]);

				if (look.colour == COLOUR_NONE || style_is_sign((enum style)style))
					continue;
				n_coloured++;
				if (lowest_contrast((enum theme)theme, look.colour) < 3)
					fail_msg("%s: style %d with %d colours has %.2f",
						theme_names[theme], style, colour_counts[i],
						lowest_contrast((enum theme)theme, look.colour));
			}
	assert_true(n_coloured > 20);
}

/* --- looks --- */

static bool is_plain_text(struct look look)
{
	return look.colour == COLOUR_NONE && look.attributes == 0;
}

static void test_only_signs_have_colour_in_plain(void **state)
{
	(void)state;
	for (int style = 0; style < N_STYLES; style++)
		if (!style_is_sign((enum style)style))
			assert_int_equal(theme_look(THEME_PLAIN, (enum style)style, 256).colour,
				COLOUR_NONE);
}

static void test_no_colour_where_there_is_none(void **state)
{
	(void)state;
	for (int style = 0; style < N_STYLES; style++) {
		for (int theme = 0; theme < N_THEMES; theme++)
			assert_int_equal(theme_look((enum theme)theme, (enum style)style, 0).colour,
				COLOUR_NONE);
		for (size_t i = 0; i < COUNT(colour_counts); i++) {
			assert_int_equal(
				theme_look(THEME_MONO, (enum style)style, colour_counts[i]).colour,
				COLOUR_NONE);
			assert_int_equal(
				theme_look(THEME_CONTRAST, (enum style)style, colour_counts[i])
					.colour,
				COLOUR_NONE);
		}
	}
}

static void test_blue_is_for_light_backgrounds(void **state)
{
	(void)state;
	for (int style = 0; style < N_STYLES; style++) {
		enum colour dark = theme_look(THEME_DARK, (enum style)style, 256).colour;
		enum colour light = theme_look(THEME_LIGHT, (enum style)style, 256).colour;

		assert_int_not_equal(dark, COLOUR_BLUE);
		assert_true(light == COLOUR_NONE || light == COLOUR_RED ||
			    light == COLOUR_MAGENTA || light == COLOUR_BLUE);
	}
}

static void test_bright_where_there_are_sixteen(void **state)
{
	(void)state;
	assert_int_equal(theme_look(THEME_DARK, STYLE_SEVERE, 16).colour, COLOUR_BRIGHT_RED);
	assert_int_equal(theme_look(THEME_DARK, STYLE_COMPANY, 256).colour, COLOUR_BRIGHT_MAGENTA);
	assert_int_equal(theme_look(THEME_LIGHT, STYLE_SEVERE, 256).colour, COLOUR_RED);
	/* With eight a word has the attributes of mono, and its sign the colour. */
	assert_int_equal(theme_look(THEME_DARK, STYLE_SEVERE, 8).colour, COLOUR_NONE);
	assert_int_equal(theme_look(THEME_DARK, STYLE_SEVERE, 8).attributes, LOOK_BOLD);
	assert_int_equal(theme_look(THEME_DARK, STYLE_ESCAPE, 8).attributes, LOOK_REVERSE);
	assert_int_equal(theme_look(THEME_DARK, STYLE_ERROR_SIGN, 8).colour, COLOUR_RED);
}

/* What must never look like the text around it, in any theme with any number of colours. */
static void test_what_always_stands_out(void **state)
{
	static const enum style standing_out[] = {STYLE_ERROR, STYLE_WARNING, STYLE_ERROR_SIGN,
		STYLE_WARNING_SIGN, STYLE_CHANGED_SIGN, STYLE_ESCAPE, STYLE_SELECTION,
		STYLE_CURRENT, STYLE_REMOVED, STYLE_ADDED, STYLE_LATE, STYLE_SEVERE, STYLE_KEY,
		STYLE_COMMENTED};

	(void)state;
	for (int theme = 0; theme < N_THEMES; theme++)
		for (size_t i = 0; i < COUNT(standing_out); i++)
			for (size_t j = 0; j < COUNT(colour_counts); j++)
				assert_false(is_plain_text(theme_look(
					(enum theme)theme, standing_out[i], colour_counts[j])));
}

/* The palest attribute hides no word from who asked for contrast. */
static void test_contrast_has_nothing_dim(void **state)
{
	(void)state;
	for (int style = 0; style < N_STYLES; style++)
		assert_false(
			theme_look(THEME_CONTRAST, (enum style)style, 256).attributes & LOOK_DIM);
}

/* --- which theme --- */

static const struct {
	struct theme_evidence evidence;
	enum theme expected;
} choices[] = {
	{{256, false, "xterm-256color", NULL, 0, 0}, THEME_PLAIN},
	{{0, false, "vt100", "15;0", BACKGROUND_DARK, BACKGROUND_DARK}, THEME_MONO},
	{{256, true, "xterm", "15;0", BACKGROUND_DARK, BACKGROUND_LIGHT}, THEME_MONO},
	{{8, false, "linux", NULL, 0, 0}, THEME_DARK},
	{{16, false, "linux-16color", NULL, 0, 0}, THEME_DARK},
	{{8, false, "linux", NULL, 0, BACKGROUND_LIGHT}, THEME_LIGHT},
	{{256, false, "xterm", "15;0", 0, 0}, THEME_DARK},
	{{256, false, "xterm", "0;15", 0, 0}, THEME_LIGHT},
	{{256, false, "xterm", "0;default;15", 0, 0}, THEME_LIGHT},
	{{256, false, "rxvt", "0;7", 0, 0}, THEME_LIGHT},
	{{256, false, "rxvt", "7;8", 0, 0}, THEME_DARK},
	{{256, false, "rxvt", "15;default", 0, 0}, THEME_PLAIN},
	{{256, false, "rxvt", "", 0, 0}, THEME_PLAIN},
	{{256, false, "rxvt", "0", 0, 0}, THEME_PLAIN},
	{{256, false, "rxvt", "0;", 0, 0}, THEME_PLAIN},
	{{256, false, "rxvt", "0;16", 0, 0}, THEME_PLAIN},
	{{256, false, "rxvt", "0;-1", 0, 0}, THEME_PLAIN},
	{{256, false, "rxvt", "0;7x", 0, 0}, THEME_PLAIN},
	{{256, false, "rxvt", "0;99999999999999999999", 0, 0}, THEME_PLAIN},
	/* A variable of the environment wins over a setting, the terminal itself over both. */
	{{256, false, "xterm", "15;0", 0, BACKGROUND_LIGHT}, THEME_DARK},
	{{256, false, "xterm", "15;0", BACKGROUND_LIGHT, 0}, THEME_LIGHT},
	{{256, false, "xterm", NULL, 0, BACKGROUND_LIGHT}, THEME_LIGHT},
};

static void test_choice(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(choices); i++)
		if (theme_find(&choices[i].evidence) != choices[i].expected)
			fail_msg("case %zu: %s instead of %s", i,
				theme_names[theme_find(&choices[i].evidence)],
				theme_names[choices[i].expected]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_words_are_read),
		cmocka_unit_test(test_only_signs_have_colour_in_plain),
		cmocka_unit_test(test_no_colour_where_there_is_none),
		cmocka_unit_test(test_blue_is_for_light_backgrounds),
		cmocka_unit_test(test_bright_where_there_are_sixteen),
		cmocka_unit_test(test_what_always_stands_out),
		cmocka_unit_test(test_contrast_has_nothing_dim),
		cmocka_unit_test(test_choice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
