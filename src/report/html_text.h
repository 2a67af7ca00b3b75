/* Texts as HTML: nothing that an author wrote becomes a tag, an attribute or an entity. */
#ifndef AFTERWORD_REPORT_HTML_TEXT_H
#define AFTERWORD_REPORT_HTML_TEXT_H

#include "base/slice.h"
#include "base/str.h"

#include <stdbool.h>

struct image_source;

/*
 * Appends a text for content or a quoted attribute. What no HTML document may contain, such as
 * control characters, becomes U+FFFD.
 */
void html_escape(struct slice text, struct str *out);
void html_escape_text(const char *text, struct str *out);

/* The same for a value that must not be broken: its spaces become no-break spaces. */
void html_escape_whole(struct slice text, struct str *out);

/* A text as a string of CSS, with its quotes. */
void html_css_string(struct slice text, struct str *out);

enum html_direction { HTML_NO_DIRECTION, HTML_LEFT_TO_RIGHT, HTML_RIGHT_TO_LEFT };

/* By its first letter. */
enum html_direction html_direction(struct slice text);

/* Is a language, as HTML names it, written from right to left? */
bool html_is_right_to_left(const char *language);

/* Appends it as an attribute, after a space. */
void html_write_direction(struct slice text, struct str *out);

/* Begins a link; one whose text is its address does not print it a second time. */
void html_open_link(struct slice address, struct slice text, struct str *out);

/*
 * An answer as blocks, each in an element of its own: the first one, which a page break must not
 * part from its question, and the rest. level is that of the question's heading; images may be
 * NULL.
 */
void html_prose(const struct str *text, unsigned level, struct image_source *images,
	struct str *first, struct str *rest);

/* The same without the element of the only paragraph, for items and cells. */
void html_prose_inline(
	struct slice text, unsigned level, struct image_source *images, struct str *out);

/* Appends an image as data of the page; false if its source does not give it. */
bool html_write_image(struct image_source *images, struct slice address, struct slice description,
	struct str *out);

/* A number of a drawing: one decimal, none if it is whole. */
void html_number(double number, struct str *out);

#endif
