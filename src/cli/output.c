/* Results to stdout, messages to stderr, nothing a terminal would act on. */
#include "base/visible.h"
#include "internal.h"

#include <stdarg.h>
#include <unistd.h>

bool print(const struct str *text)
{
	struct io io = io_system();
	struct err err = {0};
	struct str safe = {0};
	const struct str *out = text;

	if (isatty(STDOUT_FILENO)) {
		visible_append_lines(&safe, str_text(text), text->len);
		out = &safe;
	}

	bool done = io_write_all(io, STDOUT_FILENO, str_text(out), out->len, &err);

	str_release(&safe);
	if (!done)
		complain("standard output: %s", err.message);
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
	/* There is no one left to tell when this fails. */
	io_write_all(io_system(), STDERR_FILENO, str_text(&line), line.len, NULL);
	str_release(&text);
	str_release(&line);
}

int complain_err(const struct err *err)
{
	struct str text = {0};

	err_format(err, &text);
	complain("%s", str_text(&text));
	str_release(&text);
	return EXIT_WRONG;
}
