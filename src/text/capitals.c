/* Capital letters, by libunistring. */
#include "text/capitals.h"

#include <stdint.h>
#include <stdlib.h>
#include <unicase.h>

void capitals_append(struct slice text, struct str *out)
{
	size_t len;
	uint8_t *capitals =
		u8_toupper((const uint8_t *)text.data, text.len, NULL, NULL, NULL, &len);

	if (capitals)
		str_append(out, (const char *)capitals, len);
	else
		str_append(out, text.data, text.len);
	free(capitals);
}
