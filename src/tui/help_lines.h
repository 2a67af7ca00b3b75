/* The lines of the help while they are listed: sections, searching, two columns. */
#ifndef AFTERWORD_TUI_HELP_LINES_H
#define AFTERWORD_TUI_HELP_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct popup;
struct popup_item;
struct screen;

/* What is being listed. */
struct help {
	struct screen *screen;
	struct popup *popup;
	const char *input;
	size_t most;         /* list lines up to this distance; SIZE_MAX: those that match */
	size_t nearest;      /* the smallest distance so far */
	const char *section; /* heading of the section, until it is listed */
	const char *title;   /* the same, for searching */
	size_t first;        /* the section's first item */
	bool is_wide;
	bool has_any_digit; /* lines are found with other digits in them, too */
	bool is_meant;      /* the next line is one that is searched for, whatever it says */
};

/* Begins a section, whose heading is listed with its first line. */
void help_begin(struct help *self, const char *title);
/* Is a line to be listed? It is also found by words that it does not show. */
bool help_finds(struct help *self, const char *left, const char *right, const char *words);
/* NULL if the line is not to be listed. */
struct popup_item *help_add(
	struct help *self, const char *left, const char *right, const char *words);
/* Where there is room, moves the second half of a section beside the first. */
void help_pair_up(struct help *self);

/* --- help_texts.c --- */

/* Columns of keys on screens with two columns of them, and on narrow ones. */
enum { HELP_KEYS_WIDE = 22, HELP_KEYS_NARROW = 11 };

void help_list_marks(struct help *self);
void help_list_chart(struct help *self);
void help_list_words(struct help *self);
void help_list_times(struct help *self);
/* How rows are added in a table itself. */
void help_list_adding(struct help *self);

#endif
