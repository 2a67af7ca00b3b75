/*
 * Columns that are two blanks apart, as command-line tools print them:
 *
 *     LAST SEEN   TYPE      REASON    OBJECT          MESSAGE
 *     5m12s       Warning   BackOff   pod/cart-6f9d   Back-off restarting failed container
 */
#include "formats.h"
#include "table_read.h"

bool aligned_read(struct log *self, struct slice text)
{
	return table_read(self, text, '\0');
}

size_t aligned_count(struct slice text)
{
	return table_count(text, '\0');
}
