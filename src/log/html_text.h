/* The text of a message that a chat keeps as HTML. */
#ifndef AFTERWORD_LOG_HTML_TEXT_H
#define AFTERWORD_LOG_HTML_TEXT_H

#include "base/slice.h"
#include "base/str.h"

/* Appends it without tags; a paragraph and a break are line ends, "&amp;" is a sign. */
void html_text(struct slice html, struct str *out);

/* Appends what the "&...;" at the beginning of a text means; returns the bytes it takes. */
size_t html_append_sign(struct slice text, struct str *out);

#endif
