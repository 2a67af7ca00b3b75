/*
 * A kind of a test: a ticket is typed as "ops 123", stored as "OPS-123" and shown as "#OPS-123".
 */
#include "model/kind.h"
#include "base/err.h"
#include "base/str.h"

#include <ctype.h>

kind_parser typed_ticket;
kind_shower show_ticket;

bool typed_ticket(const struct form_field *field, const char *text,
	const struct when_context *context, struct str *stored, struct str *note, struct err *err)
{
	size_t start = stored->len;
	const char *at = text;

	(void)field, (void)context, (void)note;
	at += *at == '#';
	for (; isalpha((unsigned char)*at); at++)
		str_append_char(stored, (char)toupper((unsigned char)*at));
	bool has_letters = stored->len > start;

	at += *at == ' ' || *at == '-';
	str_append_char(stored, '-');
	const char *digits = at;

	for (; isdigit((unsigned char)*at); at++)
		str_append_char(stored, *at);
	if (has_letters && at > digits && *at == '\0')
		return true;
	str_splice(stored, start, stored->len - start, "", 0);
	return err_set(err, ERR_VALUE, "\"%s\" is not a ticket", text);
}

void show_ticket(const struct str *text, const struct zone *zone, struct str *out)
{
	(void)zone;
	str_append_char(out, '#');
	str_append(out, str_text(text), text->len);
}
