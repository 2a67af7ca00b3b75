/* A list as text: one item per line; a line that continues the one above starts with two spaces. */
#include "model/document.h"

#include <string.h>

static size_t line_end(const struct str *text, size_t at)
{
	const char *newline = memchr(text->data + at, '\n', text->len - at);

	return newline ? (size_t)(newline - text->data) : text->len;
}

/* Leading spaces of an item are dropped; two of them would make it a continuation. */
static size_t skip_blanks(const struct str *text, size_t at, size_t end)
{
	while (at < end && text->data[at] == ' ')
		at++;
	return at;
}

static bool goes_on(const struct str *text, size_t at)
{
	return text->len - at >= 2 && text->data[at] == ' ' && text->data[at + 1] == ' ';
}

bool list_next(const struct str *text, size_t *at, struct str *item)
{
	while (*at < text->len) {
		size_t end = line_end(text, *at);

		*at = skip_blanks(text, *at, end);
		str_set(item, text->data + *at, end - *at);
		*at = end + 1;
		while (*at < text->len && goes_on(text, *at)) {
			end = line_end(text, *at);
			str_append_char(item, '\n');
			str_append(item, text->data + *at + 2, end - *at - 2);
			*at = end + 1;
		}
		if (item->len > 0)
			return true;
	}
	return false;
}

void list_append(struct str *text, const char *item, size_t len)
{
	while (len > 0 && item[0] == ' ') {
		item++;
		len--;
	}
	if (len == 0)
		return;
	if (text->len > 0)
		str_append_char(text, '\n');
	for (size_t i = 0; i < len; i++) {
		str_append_char(text, item[i]);
		if (item[i] == '\n')
			str_append_text(text, "  ");
	}
}
