/* "12 of 340 reports", ten times a second at most; nothing where no terminal shows it. */
#include "progress_line.h"

#include "base/fileio.h"
#include "base/str.h"

#include <unistd.h>

enum { BETWEEN = 100 /* milliseconds */ };

void progress_line_init(struct progress_line *self, const char *what, size_t all)
{
	*self = (struct progress_line){.clock = time_source_system(),
		.what = what,
		.all = all,
		.is_wanted = isatty(STDERR_FILENO) != 0};
	self->shown_at = time_source_steady(&self->clock);
}

static void put(const struct str *text)
{
	/* If this fails, nobody is looking. */
	io_write_all(io_system(), STDERR_FILENO, str_text(text), text->len, NULL);
}

void progress_line_show(struct progress_line *self, size_t done)
{
	struct str line = {0};
	int64_t now;

	if (!self->is_wanted)
		return;
	now = time_source_steady(&self->clock);
	if (now - self->shown_at < BETWEEN)
		return;
	self->shown_at = now;
	self->is_shown = true;
	str_appendf(&line, "\r%zu of %zu %s", done, self->all, self->what);
	self->width = line.len - 1;
	put(&line);
	str_release(&line);
}

void progress_line_clear(struct progress_line *self)
{
	struct str line = {0};

	if (!self->is_shown)
		return;
	self->is_shown = false;
	str_append_char(&line, '\r');
	str_append_repeat(&line, ' ', self->width);
	str_append_char(&line, '\r');
	put(&line);
	str_release(&line);
}
