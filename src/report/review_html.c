/* The review at the end of an HTML report: each subject at the side of what was said about it. */
#include "review_section.h"

#include "html_text.h"

static void write_element(
	const char *name, const char *class, const struct str *text, struct str *out)
{
	str_appendf(out, "<%s%s", name, class);
	html_write_direction(slice_of(text), out);
	str_append_char(out, '>');
	html_escape(slice_of(text), out);
	str_appendf(out, "</%s>\n", name);
}

static void write_said(const struct review_line *line, struct image_source *images, struct str *out)
{
	enum { LEVEL = 3 }; /* of the subject's heading */

	str_append_text(out, "<div class=\"said\">\n<div class=\"keep\">\n");
	write_element("p", " class=\"byline sans\"", &line->head, out);
	struct str first = {0};
	struct str rest = {0};

	if (slice_trim(slice_of(&line->text)).len > 0)
		html_prose(&line->text, LEVEL, images, &first, &rest);
	str_appendf(out, "%s</div>\n%s</div>\n", str_text(&first), str_text(&rest));
	str_release(&first);
	str_release(&rest);
}

/* What was said about one subject is one block; it ends where the next one begins. */
static void write_lines(
	const struct review_section *section, struct image_source *images, struct str *out)
{
	bool is_open = false;

	for (size_t i = 0; i < section->n; i++) {
		const struct review_line *line = &section->items[i];

		if (line->kind == REVIEW_SAID) {
			write_said(line, images, out);
			continue;
		}
		if (is_open)
			str_append_text(out, "</div>\n</div>\n");
		is_open = line->kind == REVIEW_SUBJECT;
		if (is_open)
			str_append_text(out, "<div class=\"qa\">\n");
		write_element("h3", is_open ? "" : " class=\"part\"", &line->head, out);
		if (is_open)
			str_append_text(out, "<div class=\"answer\">\n");
	}
	if (is_open)
		str_append_text(out, "</div>\n</div>\n");
}

const char *html_review_style(const struct review_section *section)
{
	return section->n > 0
		       ? ".said+.said{margin-top:1.1rem}.said .keep>*+*,.said>*+*{margin-top:.35em}\n"
		       : "";
}

void html_write_review(const struct review_section *section, const struct report_plan *plan,
	const char *own_words, struct str *out)
{
	if (section->n == 0)
		return;
	str_appendf(out,
		"<section id=\"review\" aria-labelledby=\"head-review\">\n"
		"<h2 id=\"head-review\"%s>Review</h2>\n",
		own_words);
	write_lines(section, plan->options->images, out);
	str_append_text(out, "</section>\n");
}
