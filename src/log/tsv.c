/* Cells between tabs, as a spreadsheet and this program copy them. */
#include "formats.h"
#include "table_read.h"

bool tsv_read(struct log *self, struct slice text)
{
	return table_read(self, text, '\t');
}

size_t tsv_count(struct slice text)
{
	return table_count(text, '\t');
}
