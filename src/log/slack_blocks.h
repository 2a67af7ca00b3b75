/* The blocks of which newer messages of Slack consist. */
#ifndef AFTERWORD_LOG_SLACK_BLOCKS_H
#define AFTERWORD_LOG_SLACK_BLOCKS_H

#include "slack_text.h"

#include <jansson.h>

/* Appends the words in them, for messages that have no text besides. */
void slack_blocks(const json_t *blocks, slack_name *name, const void *context, struct str *out);

#endif
