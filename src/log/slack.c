/*
 * A copy of a Slack channel:
 *
 *     Friday, May 3rd
 *     Lena Brooks  [9:41 AM]        the brackets and AM are not always there
 *     the search page loads forever
 *
 *     [9:42 AM]                     she goes on
 *     same in my browser
 */
#include "chat.h"
#include "formats.h"

size_t slack_head(struct slice text, struct head *head)
{
	return chat_head(text, CHAT_NAME_GAP_TIME | CHAT_TIME | CHAT_NAME_LINE_TIME, head);
}
