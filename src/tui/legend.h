/* What the signs and words on the screen mean, for the help and the foot of the findings. */
#ifndef AFTERWORD_TUI_LEGEND_H
#define AFTERWORD_TUI_LEGEND_H

#include <stdbool.h>
#include <stddef.h>

struct notes;

struct legend_sign {
	const char *sign;
	const char *means;
	const char *brief; /* in the foot of the findings; NULL: not shown there */
};

const struct legend_sign *legend_signs(size_t *n);
/* Those of the chart of an incident. */
const struct legend_sign *legend_chart_signs(size_t *n);
/* Words that the program says of a document, in its title, tabs, rules and tables. */
struct legend_word {
	const char *said; /* one or several, two spaces between them */
	const char *means;
	const char *others; /* what else one may search for; NULL: nothing */
};

const struct legend_word *legend_words(size_t *n);
/* Writes the signs of findings. */
void legend_write(struct notes *notes);

#endif
