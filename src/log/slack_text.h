/* The markup of messages in Slack's exports. */
#ifndef AFTERWORD_LOG_SLACK_TEXT_H
#define AFTERWORD_LOG_SLACK_TEXT_H

#include "base/slice.h"
#include "base/str.h"

/* The name of the user or channel with an id; empty: it is not known. */
typedef struct slice slack_name(const void *context, struct slice id);

/* Appends it as a person reads it: "<@U02>" is a name, "<url|text>" the text with its address,
 * "&amp;" a sign, "*bold*" as in Markdown. */
void slack_text(struct slice markup, slack_name *name, const void *context, struct str *out);

#endif
