/*
 * A copy of a Zulip topic:
 *
 *     Ana Lopes 9:41 AM
 *     the basket page is timing out
 */
#include "chat.h"
#include "formats.h"

size_t zulip_head(struct slice text, struct head *head)
{
	return chat_head(text, CHAT_NAME_SPACE_TIME, head);
}
