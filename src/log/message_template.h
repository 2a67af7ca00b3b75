/* Templates of messages with names of their values, https://messagetemplates.org, as Serilog and
 * its like log them. */
#ifndef AFTERWORD_LOG_MESSAGE_TEMPLATE_H
#define AFTERWORD_LOG_MESSAGE_TEMPLATE_H

#include "base/slice.h"
#include "base/str.h"

#include <jansson.h>

/* Appends "Order {OrderId} of {@Customer,-10:x}" with these values; what has none stays. */
void message_template_append(struct slice template, const json_t *values, struct str *out);

#endif
