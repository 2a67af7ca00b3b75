/* The review at the end of a Markdown report: subjects as headings, what was said as items. */
#include "review_section.h"

#include "markdown_text.h"

static void write_heading(const char *marks, const struct str *head, struct str *out)
{
	str_appendf(out, "\n%s ", marks);
	markdown_line(str_text(head), head->len, out);
	str_append_text(out, "\n");
}

static void write_said(const struct review_line *line, struct str *out)
{
	enum { LEVEL = 4 }; /* of the subject's heading */

	str_append_text(out, "\n- ");
	markdown_line_start(str_text(&line->head), line->head.len, out);
	str_append_char(out, '\n');
	if (slice_trim(slice_of(&line->text)).len == 0)
		return;
	str_append_char(out, '\n');
	markdown_prose(slice_of(&line->text), LEVEL, "  ", out);
}

void markdown_write_review(const struct review_section *section, struct str *out)
{
	const char *marks = "###"; /* of a subject: below the part that it is in */

	if (section->n > 0)
		str_append_text(out, "\n## Review\n");
	for (size_t i = 0; i < section->n; i++) {
		const struct review_line *line = &section->items[i];

		if (line->kind == REVIEW_SAID)
			write_said(line, out);
		else
			write_heading(line->kind == REVIEW_PART ? "###" : marks, &line->head, out);
		if (line->kind == REVIEW_PART)
			marks = "####";
	}
}
