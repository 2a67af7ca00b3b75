#include "legend.h"

#include "internal.h"

#include <string.h>

static const struct legend_sign signs[] = {
	{"!", "error: must be right before final", "error: must be right before final"},
	{"?", "warning: look at it", "warning: look at it"},
	{"-", "note: missing, or worth a look", "note: missing"},
	{"*", "changed by others", "changed by others"},
	{"#", "not in public reports", NULL},
	{"--", "nothing there yet", "nothing there yet"},
	{".", "a page with nothing on it", NULL},
	{">", "you are here", NULL},
	{"+", "a new row goes here", NULL},
	{"[ ]", "a task to be done", NULL},
	{"[>]", "a task begun", NULL},
	{"[x]", "a task done", NULL},
	{"[-]", "a task closed, not done", NULL},
	{"~", "about, as in ~14:05", NULL},
	{"≈", "reckoned from an \"about\"", NULL},
	{"…", "goes on", NULL},
};

static const struct legend_sign chart_signs[] = {
	{"━", "while users were hurt", NULL},
	{"─", "from then to the end", NULL},
	{"┿ ┼", "an event", NULL},
	{"╋", "midnight", NULL},
	{"▲", "the row you are on", NULL},
};

const struct legend_sign *legend_chart_signs(size_t *n)
{
	*n = sizeof(chart_signs) / sizeof(*chart_signs);
	return chart_signs;
}

const struct legend_sign *legend_signs(size_t *n)
{
	*n = sizeof(signs) / sizeof(*signs);
	return signs;
}

/* As many as fit on each line, none of them split. */
void legend_write(struct notes *notes)
{
	enum { GAP = 3 };
	size_t room = notes->area->columns > 2 ? notes->area->columns - 2 : 0;
	struct str line = {0};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		const struct legend_sign *sign = &signs[i];
		size_t width = sign->brief ? strlen(sign->sign) + 1 + strlen(sign->brief) : 0;

		if (!sign->brief)
			continue;
		if (line.len > 0 && line.len + GAP + width > room) {
			notes_write(notes, STYLE_DIM, "", str_text(&line));
			str_clear(&line);
		}
		str_appendf(&line, "%*s%s %s", line.len > 0 ? GAP : 0, "", sign->sign, sign->brief);
	}
	notes_write(notes, STYLE_DIM, "", str_text(&line));
	str_release(&line);
}
