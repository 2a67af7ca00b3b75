/* What the signs on the screen mean, for the help and the foot of the findings. */
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
/* Writes the signs of findings. */
void legend_write(struct notes *notes);

#endif
