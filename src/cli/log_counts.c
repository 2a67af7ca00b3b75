/* How many entries of a log became rows, and why the others did not. */
#include "log_rows.h"

/* Why something was left out: of one, of more. */
static const char *const reasons[LOG_N_RULES][2] = {
	[LOG_JOIN] = {"join or leave", "joins and leaves"},
	[LOG_REACTION] = {"reaction or count of replies", "reactions and counts of replies"},
	[LOG_GREETING] = {"greeting of a bot", "greetings of bots"},
	[LOG_DELETED] = {"deleted or edited later", "deleted or edited later"},
	[LOG_DUPLICATE] = {"in the timeline already", "in the timeline already"},
	[LOG_FRAME] = {"line of the log itself", "lines of the log itself"},
	[LOG_UNTIMED] = {"line before the first time", "lines before the first time"},
};

void log_counts_add(struct log_counts *self, const struct log_counts *more)
{
	self->added += more->added;
	for (size_t i = 0; i < LOG_N_RULES; i++)
		self->by_rule[i] += more->by_rule[i];
	self->unmatched += more->unmatched;
	self->outside += more->outside;
	self->unreadable += more->unreadable;
	self->late += more->late;
}

static void append_reason(struct str *out, size_t n, const char *one, const char *more)
{
	if (n > 0)
		str_appendf(out, "%s%zu %s", out->len > 0 ? ", " : "", n, n == 1 ? one : more);
}

void log_counts_format(
	const struct log_counts *self, const struct log_options *options, struct str *out)
{
	const char *range = !options->until   ? "before --since"
			    : !options->since ? "after --until"
					      : "not between --since and --until";
	struct str left_out = {0};

	for (size_t i = LOG_TAKEN + 1; i < LOG_N_RULES; i++)
		append_reason(&left_out, self->by_rule[i], reasons[i][0], reasons[i][1]);
	append_reason(&left_out, self->unmatched, "without the words of --grep",
		"without the words of --grep");
	append_reason(&left_out, self->outside, range, range);
	append_reason(&left_out, self->late, "line that came after its row was added",
		"lines that came after their rows were added");
	append_reason(
		&left_out, self->unreadable, "line that is not UTF-8", "lines that are not UTF-8");
	str_appendf(out, "%zu row%s%s%s%s", self->added, self->added == 1 ? "" : "s",
		options->is_dry ? " to add" : " added", left_out.len > 0 ? "; left out: " : "",
		str_text(&left_out));
	str_release(&left_out);
}
