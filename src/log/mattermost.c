/*
 * A copy of a Mattermost channel:
 *
 *     rui.silva
 *     9:41 AM
 *     the search page loads forever
 */
#include "chat.h"
#include "formats.h"

size_t mattermost_head(struct slice text, struct head *head)
{
	return chat_head(text, CHAT_NAME_LINE_TIME | CHAT_FLUSH | CHAT_TIME, head);
}
