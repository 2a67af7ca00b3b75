/* Results to stdout, messages to stderr, and nothing that a terminal would act on. */
#include "base/visible.h"
#include "internal.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static bool put(const struct str *text)
{
	struct err err = {0};

	if (io_write_all(io_system(), STDOUT_FILENO, str_text(text), text->len, &err))
		return true;
	complain("standard output: %s", err.message);
	return false;
}

bool print(const struct str *text)
{
	return isatty(STDOUT_FILENO) ? print_shown(text) : put(text);
}

bool print_shown(const struct str *text)
{
	struct str safe = {0};

	visible_append_lines(&safe, str_text(text), text->len);

	bool done = put(&safe);

	str_release(&safe);
	return done;
}

void complain(const char *format, ...)
{
	struct str text = {0};
	struct str line = {0};
	va_list arguments;

	va_start(arguments, format);
	str_appendv(&text, format, arguments);
	va_end(arguments);
	str_append_text(&line, "afterword: ");
	visible_append(&line, str_text(&text), text.len);
	str_append_char(&line, '\n');
	/* If this fails, there is no one left to tell. */
	io_write_all(io_system(), STDERR_FILENO, str_text(&line), line.len, NULL);
	str_release(&text);
	str_release(&line);
}

void complain_lines(const struct str *lines)
{
	struct str safe = {0};

	visible_append_lines(&safe, str_text(lines), lines->len);
	io_write_all(io_system(), STDERR_FILENO, str_text(&safe), safe.len, NULL);
	str_release(&safe);
}

void print_understood(const struct form_field *field, const char *typed,
	const struct when_context *context, const char *stored, const struct str *note)
{
	struct str text = {0};
	struct when when;

	if (kind_info(field->kind)->is_time && when_is_chosen(typed, context) &&
		when_parse(&when, stored, NULL))
		when_show_long(&when, &(struct when_style){.zone = context->zone}, &text);
	if (note->len > 0)
		str_appendf(&text, "%s%s", text.len > 0 ? "; " : "", str_text(note));
	if (text.len > 0)
		complain("%s: %s", field->label, str_text(&text));
	str_release(&text);
}

int complain_err(const struct err *err)
{
	struct str text = {0};

	err_format(err, &text);
	complain("%s", str_text(&text));
	str_release(&text);
	return EXIT_WRONG;
}

static bool is_plain(const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_-+./,:@%=";

	return *word && word[strspn(word, plain)] == '\0';
}

void shell_append(struct str *out, const char *word)
{
	if (is_plain(word)) {
		str_append_text(out, word);
		return;
	}
	str_append_char(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			str_append_text(out, "'\\''");
		else
			str_append_char(out, *word);
	}
	str_append_char(out, '\'');
}
