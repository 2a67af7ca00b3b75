/* The text of a message that a chat keeps as HTML. */
#ifndef AFTERWORD_LOG_MESSAGE_HTML_H
#define AFTERWORD_LOG_MESSAGE_HTML_H

#include "base/slice.h"
#include "base/str.h"

/* Appends it without tags; a paragraph and a break are line ends, "&amp;" is a sign. */
void message_html_append(struct slice html, struct str *out);

/* Appends what the "&...;" at the beginning of a text means; returns the bytes it takes. */
size_t message_html_append_sign(struct slice text, struct str *out);

#endif
