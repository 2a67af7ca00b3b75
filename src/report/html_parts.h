/* The parts of the HTML report, each in a file of its own. */
#ifndef AFTERWORD_REPORT_HTML_PARTS_H
#define AFTERWORD_REPORT_HTML_PARTS_H

#include "date_words.h"
#include "html_text.h"
#include "incident.h"

void html_write_style(struct str *out);
/* Printed pages: their size (NULL: the printer's), and a footer with the title in it. */
void html_write_page_style(struct slice title, const char *paper, struct str *out);

struct html_head {
	struct slice title;
	struct slice author;  /* may be empty */
	const char *style;    /* what is added to that of all pages */
	const char *language; /* of the page */
	const char *paper;    /* NULL: the printer's */
};

/* Up to the end of the head element. */
void html_write_head_element(const struct html_head *head, struct str *out);
/* From the end of the main part on. */
void html_write_footer(struct str *out);

/* A field with a role as a badge, and the services; nothing where they may not be shown or are
 * empty. */
void html_write_badge(
	const struct report_plan *plan, enum role role, const char *name, struct str *out);
void html_write_services(const struct report_plan *plan, struct str *out);

/* Badges, title, who and when, figures. */
void html_write_head(const struct incident *incident, struct str *out);
/* The incident to scale; nothing if fewer than two moments are known. */
void html_write_picture(const struct incident *incident, struct str *out);

/* The same in words, for an attribute. */
/* is_by_day: only days are drawn. */
void html_write_picture_text(const struct incident *incident, bool is_by_day, struct str *out);

void html_write_timeline(const struct incident *incident, struct str *out);
/* The tasks; only those that are not closed, if asked. */
void html_write_tasks(
	const struct report_plan *plan, unsigned field, bool open_only, struct str *out);
/* A text, linked if it is a web address as a whole. */
void html_write_link(struct slice text, struct str *out);
/* Below a row's text: the cells of columns with none of these roles, as bits. */
void html_write_rest_of_row(const struct report_plan *plan, const struct form_field *field,
	const struct row *row, uint64_t roles, struct str *out);
/* Rows of any other kind. */
void html_write_rows(const struct report_plan *plan, unsigned field, struct str *out);

#endif
