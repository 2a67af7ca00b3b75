/* A digest of each page: what was signed. */
#include "review/signoffs.h"

#include "base/crc32c.h"

#include <string.h>

enum { DIGEST_CHARS = 6, CHAR_BITS = 5 };

/* With its length, so that no two lists of texts look the same. */
static uint32_t add_text(uint32_t sum, const struct str *text)
{
	uint64_t len = text->len;
	unsigned char bytes[8];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(len >> 8 * i);
	return crc32c(crc32c(sum, bytes, sizeof bytes), str_text(text), text->len);
}

static uint32_t digest_of_page(const struct document *document, const struct form_page *page)
{
	uint32_t sum = 0;

	for (unsigned i = page->first; i < page->first + page->n_fields; i++) {
		const struct form_field *field = &document->form->fields[i];
		const struct rows *rows = &document->tables[i];

		if (field_has_role(field, ROLE_STATUS)) /* it changes because they agreed */
			continue;
		sum = add_text(
			crc32c(sum, field->path, strlen(field->path)), &document->values[i].text);
		for (size_t row = 0; row < rows->n; row++)
			for (size_t c = 0; c < field->n_columns; c++)
				sum = add_text(sum, &rows->items[row].cells[c].text);
	}
	return sum;
}

void signoff_append_digests(const struct document *document, struct str *out)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567"; /* as ids of rows */

	for (size_t i = 0; i < document->form->n_pages; i++) {
		const struct form_page *page = &document->form->pages[i];
		uint32_t sum = digest_of_page(document, page);

		str_appendf(out, "%s%s ", i > 0 ? " " : "", page->key);
		for (int c = 0; c < DIGEST_CHARS; c++)
			str_append_char(out, digits[sum >> CHAR_BITS * c & 31]);
	}
}
