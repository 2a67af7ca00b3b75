/*
 * Tables of Markdown, and those that databases print:
 *
 *     | Time (CET) | Kind    | Event                |
 *     |------------|---------|----------------------|
 *     | 16:40      | started | Release 31 goes out  |
 */
#include "formats.h"
#include "table_read.h"

bool markdown_table_read(struct log *self, struct slice text)
{
	return table_read(self, text, '|');
}

size_t markdown_table_count(struct slice text)
{
	return table_count(text, '|');
}
