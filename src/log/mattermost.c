/*
 * A copy of a Mattermost channel:
 *
 *     ana.lopes
 *     9:41 AM
 *     the basket page is timing out
 */
#include "chat.h"
#include "formats.h"

size_t mattermost_head(struct slice text, struct head *head)
{
	return chat_head(text, CHAT_NAME_LINE_TIME | CHAT_FLUSH, head);
}
