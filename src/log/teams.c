/*
 * A copy of a Teams chat:
 *
 *     [5/3 2:10 PM] Silva, Rui
 *     Invoice runs are stuck
 */
#include "chat.h"
#include "formats.h"

size_t teams_head(struct slice text, struct head *head)
{
	return chat_head(text, CHAT_TIME_NAME | CHAT_TIME_NAME_TEXT, head);
}
