/*
 * A copy of a Zulip topic:
 *
 *     Rui Silva 9:41 AM
 *     the search page loads forever
 */
#include "chat.h"
#include "formats.h"

size_t zulip_head(struct slice text, struct head *head)
{
	return chat_head(text, CHAT_NAME_SPACE_TIME, head);
}
