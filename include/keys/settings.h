/*
 * The user's settings, as config.yaml has them: one table of what can be set, and the values in
 * force. The settings screen, docs/config.md and the manual read this table.
 */
#ifndef AFTERWORD_KEYS_SETTINGS_H
#define AFTERWORD_KEYS_SETTINGS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum setting {
	/* what it looks like */
	SETTING_THEME,
	SETTING_BACKGROUND,
	SETTING_BORDERS,
	SETTING_SIDE,
	SETTING_DENSITY,
	SETTING_UNFOLD,
	SETTING_HELP,
	SETTING_PROSE_WIDTH,
	SETTING_CURSOR,
	SETTING_CLOCK,
	SETTING_DATE,
	/* what it does */
	SETTING_MOUSE,
	SETTING_BELL,
	SETTING_CONFIRM_DELETE,
	SETTING_SAVE_AFTER,
	SETTING_ESCAPE_DELAY,
	SETTING_EDITOR,
	SETTING_MEETING,
	SETTING_EXPORT_FORMAT,
	SETTING_EXPORT_FOR,
	SETTING_EXPORT_FOLDER,
	/* what documents begin with */
	SETTING_START,
	SETTING_NAME,
	SETTING_ZONE,
	SETTING_FORM,
	N_SETTINGS,
};

/* Choices of settings, in the order of the table. */
enum theme_choice {
	CHOICE_THEME_AUTO,
	CHOICE_THEME_PLAIN,
	CHOICE_THEME_DARK,
	CHOICE_THEME_LIGHT,
	CHOICE_THEME_CONTRAST,
	CHOICE_THEME_MONO,
};
enum background_choice {
	CHOICE_BACKGROUND_UNKNOWN,
	CHOICE_BACKGROUND_ASK,
	CHOICE_BACKGROUND_DARK,
	CHOICE_BACKGROUND_LIGHT,
};
enum borders_choice { CHOICE_BORDERS_LINE, CHOICE_BORDERS_ASCII, CHOICE_BORDERS_NONE };
enum side_choice { CHOICE_SIDE_AUTO, CHOICE_SIDE_ALWAYS, CHOICE_SIDE_NEVER };
enum unfold_choice { CHOICE_UNFOLD_REST, CHOICE_UNFOLD_ALWAYS, CHOICE_UNFOLD_NEVER };
enum help_choice { CHOICE_HELP_FULL, CHOICE_HELP_LINE, CHOICE_HELP_OFF };
enum cursor_choice { CHOICE_CURSOR_TERMINAL, CHOICE_CURSOR_BAR, CHOICE_CURSOR_BLOCK };
enum clock_choice { CHOICE_CLOCK_DOCUMENT, CHOICE_CLOCK_LOCAL, CHOICE_CLOCK_UTC };
enum date_choice { CHOICE_DATE_ISO, CHOICE_DATE_DAY_MONTH, CHOICE_DATE_MONTH_DAY };
enum export_for_choice { CHOICE_EXPORT_FOR_ALL, CHOICE_EXPORT_FOR_PUBLIC };
enum start_choice { CHOICE_START_YES, CHOICE_START_NO };

/* A setting takes one of some choices, else a number, else a text. */
struct setting_info {
	const char *name;           /* "save_after" */
	const char *help;           /* what it does, a sentence without its final stop */
	const char *const *choices; /* the default first, then NULL at the end; or NULL */
	const char *unit;           /* of a number, behind it: "s"; or NULL */
	int least, most;
	int step;
	int usual;             /* the default of a number */
	const char *otherwise; /* what holds for a text that is not given, in words */
};

const struct setting_info *setting_info(enum setting setting);
/* N_SETTINGS when none has that name. */
enum setting setting_find(const char *name);
/* Appends what values it takes: "auto, plain or dark", "40 to 100", "a text". */
void setting_append_values(enum setting setting, struct str *out);
/* Appends its default as it is written, or for a text in words. */
void setting_append_default(enum setting setting, struct str *out);

/* Where a value comes from. */
enum setting_source {
	SETTING_DEFAULT,
	SETTING_FILE,
	SETTING_ENVIRONMENT, /* wins over the file */
	SETTING_SESSION,     /* chosen, but not to be kept */
};

struct setting_value {
	enum setting_source source;
	unsigned line; /* in the file; 0: it is not there */
	unsigned column;
	const char *variable; /* of the environment */
	int number;           /* or which choice */
	struct str text;
};

enum { SETTING_PROBLEMS_MAX = 20 /* more are only counted */ };

/* {0} is no settings; see settings_init. */
struct settings {
	struct setting_value values[N_SETTINGS];
	struct err *problems; /* mistakes in the file, in its order */
	size_t n_problems;
	size_t n_more;                          /* that are not kept */
	unsigned revision;                      /* grows with every change */
	char *(*environment)(const char *name); /* getenv; NULL: there is no environment */
};

/* The defaults, under what the environment says. */
void settings_init(struct settings *self, char *(*environment)(const char *name));
void settings_release(struct settings *self);

/*
 * Takes the values of a config.yaml; where it says nothing, or makes a mistake, the default
 * holds. Mistakes are listed as problems, with path, line and column. False when there are any.
 */
bool settings_load(struct settings *self, const char *source, size_t len, const char *path);
/* Lists one more. */
void settings_add_problem(struct settings *self, const struct err *err);
/* The same for a value, which only who uses a value could find; its default holds instead. */
void settings_refuse(
	struct settings *self, enum setting setting, const char *path, const char *message);

/* Appends what is wrong in the file: the first so many mistakes, each on a line of its own with its
 * place, and how many more there are. */
void settings_append_problems(const struct settings *self, size_t most, struct str *out);

/* Sets one for this session. Fails when it does not take that value. */
bool settings_set(struct settings *self, enum setting setting, const char *text, struct err *err);

/* The number; which of its choices. */
int settings_number(const struct settings *self, enum setting setting);
/* "" when it is not given. */
const char *settings_text(const struct settings *self, enum setting setting);

/* Appends a value as it is written. */
void settings_append_value(const struct settings *self, enum setting setting, struct str *out);
/* Appends where it comes from: "default", "line 3", "VISUAL". */
void settings_append_source(const struct settings *self, enum setting setting, struct str *out);
/* Appends the value before or after it: choices go round, numbers stop at their ends. False for a
 * text. */
bool settings_append_next(
	const struct settings *self, enum setting setting, int direction, struct str *out);

/*
 * Appends the bytes of a config.yaml with one value changed; nothing else in it is touched.
 *
 * Fails when the setting does not take that value, or when the file has mistakes that keep it
 * from being rewritten.
 */
bool settings_change_source(const char *source, size_t len, enum setting setting, const char *text,
	struct str *out, struct err *err);

#endif
