/* The review at the end of a text report. */
#include "review_section.h"
#include "text_wrap.h"

static void write_line(
	const struct report_plan *plan, const char *before, struct slice line, struct str *out)
{
	enum { HANG = 6 };
	struct str whole = {0};

	str_append_text(&whole, before);
	str_append(&whole, line.data, line.len);
	if (plan->options->width > 0) {
		text_wrap_line(slice_of(&whole), HANG, plan->options->width, out);
	} else {
		str_append(out, str_text(&whole), whole.len);
		str_append_char(out, '\n');
	}
	str_release(&whole);
}

/* Further in than what it belongs to, so that no line of it is read as one of the report's. */
static void write_text(const struct report_plan *plan, const struct str *text, struct str *out)
{
	struct slice rest = slice_trim_lines(slice_of(text));
	struct slice line;

	while (slice_next_line(&rest, &line))
		write_line(plan, line.len > 0 ? "    " : "", line, out);
}

void text_write_review(
	const struct review_section *section, const struct report_plan *plan, struct str *out)
{
	static const char *const before[] = {
		[REVIEW_PART] = "", [REVIEW_SUBJECT] = "", [REVIEW_SAID] = "  "};

	if (section->n > 0)
		str_append_text(out, "\nReview\n");
	for (size_t i = 0; i < section->n; i++) {
		const struct review_line *line = &section->items[i];

		if (line->kind != REVIEW_SAID)
			str_append_char(out, '\n');
		write_line(plan, before[line->kind], slice_of(&line->head), out);
		write_text(plan, &line->text, out);
	}
}
