/*
 * CSV, as spreadsheets and alert lists export it, with commas or semicolons:
 *
 *     Time (UTC),Who,What happened
 *     2024-05-03 06:02,Ines,"Alarm ""disk latency"" on the cluster"
 */
#include "formats.h"
#include "table_read.h"

static char sign_of(struct slice text)
{
	return table_count(text, ',') >= table_count(text, ';') ? ',' : ';';
}

bool csv_read(struct log *self, struct slice text)
{
	return table_read(self, text, sign_of(text));
}

size_t csv_count(struct slice text)
{
	return table_count(text, sign_of(text));
}
