/*
 * A failure on its way up: the first function that fails writes the message, its callers
 * add the position they know.
 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Removes the sequence that cutting a text at size bytes left incomplete. */
static void drop_partial_sequence(char *text, size_t size)
{
	size_t len = size - 1;
	size_t start = len;

	while (start > 0 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
		start--;
	if (start == 0 || (unsigned char)text[start - 1] < 0xc0)
		return;

	unsigned char lead = (unsigned char)text[start - 1];
	size_t whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;

	if (len - (start - 1) < whole)
		text[start - 1] = '\0';
}

static void PRINTF_LIKE(4, 0) set_message(
	struct err *self, enum err_code code, int number, const char *format, va_list arguments)
{
	int len = vsnprintf(self->message, sizeof(self->message), format, arguments);

	if (len >= (int)sizeof(self->message))
		drop_partial_sequence(self->message, sizeof(self->message));
	self->code = code;
	self->number = number;
}

bool err_set(struct err *self, enum err_code code, const char *format, ...)
{
	va_list arguments;

	if (!self || self->code != ERR_NONE)
		return false;
	va_start(arguments, format);
	set_message(self, code, 0, format, arguments);
	va_end(arguments);
	return false;
}

bool err_set_reason(struct err *self, enum err_code code, const char *what, const char *why, ...)
{
	struct err reason = {0};
	va_list arguments;

	if (!self || self->code != ERR_NONE)
		return false;
	va_start(arguments, why);
	set_message(&reason, code, 0, why, arguments);
	va_end(arguments);
	err_set(self, code, "%s: %s", what, reason.message);
	self->reason = strlen(what) + strlen(": ");
	return false;
}

const char *err_reason(const struct err *self)
{
	return self->message + self->reason;
}

bool err_system(struct err *self, int number, const char *format, ...)
{
	va_list arguments;
	char reason[128];

	if (!self || self->code != ERR_NONE)
		return false;
	va_start(arguments, format);
	set_message(self, ERR_SYSTEM, number, format, arguments);
	va_end(arguments);
	if (strerror_r(number, reason, sizeof(reason)) != 0)
		snprintf(reason, sizeof(reason), "error %d", number);

	size_t len = strlen(self->message);
	int more = snprintf(self->message + len, sizeof(self->message) - len, ": %s", reason);

	if (len + (size_t)more >= sizeof(self->message))
		drop_partial_sequence(self->message, sizeof(self->message));
	return false;
}

bool err_locate(struct err *self, const char *path, unsigned line, unsigned column)
{
	if (!self || self->code == ERR_NONE)
		return false;
	if (path && self->path[0] == '\0') {
		int len = snprintf(self->path, sizeof(self->path), "%s", path);

		if (len >= (int)sizeof(self->path))
			drop_partial_sequence(self->path, sizeof(self->path));
	}
	if (line > 0 && self->line == 0) {
		self->line = line;
		self->column = column;
	}
	return false;
}

void err_format(const struct err *self, struct str *out)
{
	size_t start = out->len;

	str_append_text(out, self->path);
	if (self->line > 0)
		str_appendf(out, "%s%u", out->len > start ? ":" : "", self->line);
	if (self->line > 0 && self->column > 0)
		str_appendf(out, ":%u", self->column);
	if (out->len > start)
		str_append_text(out, ": ");
	str_append_text(out, self->message);
}
