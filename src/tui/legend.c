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
	{"+", "a new row, or what is new", NULL},
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

static const struct legend_word words[] = {
	{"saved 14:32", "when what you wrote came into the file", "stored written disk"},
	{"edited  saving", "not in the file yet: it will be in a moment", "unsaved modified"},
	{"unchanged", "as it was opened", "clean"},
	{"new", "not a file yet: the first change makes it one", NULL},
	{"not saved", "the file cannot be written; what you wrote is kept", "failed error"},
	{"changed on disk", "by another program: you choose what goes on", "stale"},
	{"file is gone", "somebody removed or renamed it", "deleted missing"},
	{"read only", "the file may not be changed", "permission"},
	{"conflict", "a text in two versions: you decide", "both merge mine theirs"},
	{"4 of 21 for review", "the answers a review needs, and how many it has",
		"draft progress required"},
	{"missing", "an answer that a report of this status needs", "note required gap"},
	{"empty", "a page without an answer", "blank"},
	{"ok", "a page on which nothing was found", "fine"},
	{"3 d late", "days since an open task was due", "overdue"},
	{"no date", "an open task that is not due at any day", "due undated"},
	{"ongoing", "not over yet, so how long it takes is not known", "end duration"},
	{"unknown", "nobody knows, and nobody needs to be asked again", "n/a"},
	{"here", "who has the document open, too", "company others"},
};

const struct legend_word *legend_words(size_t *n)
{
	*n = sizeof(words) / sizeof(*words);
	return words;
}

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
