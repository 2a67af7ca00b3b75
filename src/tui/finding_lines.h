/* A finding as lines of a list. */
#ifndef AFTERWORD_TUI_FINDING_LINES_H
#define AFTERWORD_TUI_FINDING_LINES_H

#include "check/finding.h"
#include "tui/canvas.h"

#include <stddef.h>

struct popup;
struct screen;

struct finding_level {
	const char *mark;
	enum style style;
	enum style word_style;
	const char *name;
};

extern const struct finding_level finding_levels[N_LEVELS];
/* What it says where its place is named beside it. */
const char *finding_words(const struct finding *finding);
/* "!" of an error, "?" of a warning. */
void finding_sign_draw(struct pen *pen, enum level level);
/* Appends ": 1 error, 5 warnings"; with signs instead of words ": 1! 5?". */
void finding_counts_append(const size_t counts[N_LEVELS], bool has_words, struct str *out);

/* Columns of the signs (selected, level), and between two parts. */
enum { FINDING_SIGNS = 4, FINDING_GAP = 2 };

/* The place, the text, and the rule at the right, in as many lines as needed; number becomes the
 * value of the item. */
void finding_add_wide(const struct screen *screen, struct popup *popup,
	const struct finding *finding, size_t number);
/* The page and the place, and the text below. */
void finding_add_narrow(const struct screen *screen, struct popup *popup,
	const struct finding *finding, size_t number);

/* --- findings_listed.c --- */

/* In popup->value: the page whose findings are listed, from 1. */
enum { FINDINGS_ALL = 0 };

/* FORM_NONE: it is about the document. */
unsigned finding_page(const struct screen *screen, const struct finding *finding);
/* Lists them, for struct popup_type. */
void findings_list(struct screen *screen, struct popup *popup);

#endif
