/*
 * A copy of a Discord channel:
 *
 *     ana — Today at 9:41 AM
 *     the search page loads forever
 */
#include "chat.h"
#include "formats.h"

size_t discord_head(struct slice text, struct head *head)
{
	return chat_head(text, CHAT_NAME_DASH_TIME | CHAT_TIME | CHAT_TIME_TEXT, head);
}
