/*
 * CSV, as spreadsheets and alert lists export it, with commas or semicolons:
 *
 *     Time (UTC),Who,What happened
 *     2024-05-03 06:02,Ines,"Alarm ""slow uploads"" on the cluster"
 */
#include "formats.h"
#include "scan.h"
#include "table_read.h"

/* "sep=;", the line by which Excel knows. */
static bool read_sign(struct slice *text, char *sign)
{
	size_t used;
	struct scan scan = scan_of(slice_trim_end(first_line(*text, &used)));

	if (!scan_text(&scan, "sep=") || scan_is_at_end(&scan))
		return false;
	*sign = scan_peek(&scan);
	*text = slice_from(*text, used);
	return true;
}

static char sign_of(struct slice text)
{
	return table_count(text, ',') >= table_count(text, ';') ? ',' : ';';
}

bool csv_read(struct log *self, struct slice text)
{
	char sign;

	if (!read_sign(&text, &sign))
		sign = sign_of(text);
	else
		self->left_out[LOG_FRAME]++;
	return table_read(self, text, sign);
}

size_t csv_count(struct slice text)
{
	char sign;

	if (!read_sign(&text, &sign))
		sign = sign_of(text);
	return table_count(text, sign);
}
