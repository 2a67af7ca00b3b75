/* Prints HTML by another program; see print.h. */
#include "store/print.h"

#include "print_run.h"

#include "base/fileio.h"
#include "base/mem.h"
#include "base/slice.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PDF_MOST = 1 << 28, SAID_MOST = 200 };

/* What it is run with, in the folder that holds report.html. */
struct engine {
	const char *program;
	const char *const *arguments;
	bool needs_sandbox; /* which it has not for root */
};

static const char *const weasyprint[] = {"--quiet", "report.html", "report.pdf", NULL};

/* No address that is not in the report is ever looked up. */
static const char *const chromium[] = {"--headless", "--disable-gpu", "--no-first-run",
	"--disable-extensions", "--disable-background-networking", "--disable-component-update",
	"--disable-sync", "--disable-default-apps", "--no-pings",
	"--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=profile",
	"--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf=report.pdf",
	"report.html", NULL};

enum { ARGUMENTS_MOST = sizeof chromium / sizeof chromium[0] };

static const struct engine engines[] = {
	{"weasyprint", weasyprint, false},
	{"chromium", chromium, true},
	{"chromium-browser", chromium, true},
};

static const struct engine *find_engine(struct str *path)
{
	for (size_t i = 0; i < sizeof engines / sizeof engines[0]; i++)
		if (print_find(engines[i].program, path))
			return &engines[i];
	return NULL;
}

/* ------------------------------------------------------------- the folder */

static bool make_folder(struct str *folder, struct err *err)
{
	const char *base = getenv("TMPDIR");

	str_appendf(folder, "%s/afterword-print-XXXXXX", base && base[0] == '/' ? base : "/tmp");
	return mkdtemp(folder->data) != NULL ||
	       err_system(err, errno, "no temporary folder can be made in %s",
		       base && base[0] == '/' ? base : "/tmp");
}

static bool write_html(int folder, const struct str *html, struct err *err)
{
	int fd = openat(folder, "report.html", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0)
		return err_system(err, errno, "a temporary file cannot be made");
	bool done = io_write_all(io_system(), fd, str_text(html), html->len, err);

	close(fd);
	return done;
}

/* ------------------------------------------------------------- the result */

/* The end of a PDF is its last line; a program that was stopped has not written it. */
static bool is_whole(const struct str *pdf)
{
	static const char end[] = "%%EOF";
	struct slice text = slice_trim_end(slice_of(pdf));

	return text.len > 9 && memcmp(text.data, "%PDF-", 5) == 0 &&
	       memcmp(text.data + text.len - (sizeof end - 1), end, sizeof end - 1) == 0;
}

static bool read_pdf(int folder, const char *program, struct str *out, struct err *err)
{
	int fd = openat(folder, "report.pdf", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct str pdf = {0};

	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "%s made no PDF", program);
	bool done = io_read_all(io_system(), fd, PDF_MOST, &pdf, err);

	close(fd);
	if (done && !is_whole(&pdf))
		done = err_set(err, ERR_SYSTEM, "%s did not finish the PDF", program);
	if (done)
		str_append(out, pdf.data, pdf.len);
	str_release(&pdf);
	return done;
}

/* The first line of what it said. */
static bool fail_with_words(const char *program, const struct str *said, struct err *err)
{
	struct slice rest = slice_trim(slice_of(said));
	struct slice line = {"it gave no reason", 17};

	(void)slice_next_line(&rest, &line);
	return err_set(err, ERR_SYSTEM, "%s could not print the report: %.*s", program,
		(int)(line.len < SAID_MOST ? line.len : SAID_MOST), line.data);
}

/* --------------------------------------------------------------------- the program */

struct print {
	const struct engine *engine;
	struct str name; /* of the folder */
	int folder;      /* -1: none */
	unsigned seconds;
	struct print_run run;
	bool is_started;
};

static bool start_engine(struct print *self, const struct str *path, struct err *err)
{
	const struct engine *engine = self->engine;
	const char *words[ARGUMENTS_MOST + 2] = {engine->program};
	size_t n = 1;

	/* The report has nothing to run. */
	if (engine->needs_sandbox && geteuid() == 0)
		words[n++] = "--no-sandbox";
	for (size_t i = 0; engine->arguments[i]; i++)
		words[n++] = engine->arguments[i];
	words[n] = NULL;
	self->is_started = print_run_start(
		&self->run, str_text(path), words, self->folder, self->seconds, err);
	return self->is_started;
}

static bool open_folder(struct print *self, struct err *err)
{
	if (!make_folder(&self->name, err)) {
		str_clear(&self->name);
		return false;
	}
	self->folder = open(str_text(&self->name), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return self->folder >= 0 || err_system(err, errno, "the temporary folder cannot be opened");
}

struct print *print_begin(const struct str *html, unsigned seconds, struct err *err)
{
	struct str path = {0};
	const struct engine *engine = find_engine(&path);
	struct print *self = NULL;

	if (!engine) {
		err_set(err, ERR_MISSING,
			"a PDF is printed by WeasyPrint or Chromium, and neither is installed "
			"(Debian: weasyprint, chromium)");
	} else {
		self = mem_zalloc(1, sizeof *self);
		self->engine = engine;
		self->folder = -1;
		self->seconds = seconds;
		if (!open_folder(self, err) || !write_html(self->folder, html, err) ||
			!start_engine(self, &path, err)) {
			print_end(self);
			self = NULL;
		}
	}
	str_release(&path);
	return self;
}

enum print_state print_wait(struct print *self, int milliseconds, struct str *pdf, struct err *err)
{
	const char *program = self->engine->program;

	switch (print_run_wait(&self->run, milliseconds)) {
	case PRINT_NOT_ENDED:
		return PRINT_RUNS;
	case PRINT_DONE:
		return read_pdf(self->folder, program, pdf, err) ? PRINT_MADE : PRINT_LOST;
	case PRINT_TOO_LONG:
		err_set(err, ERR_LIMIT, "%s was stopped after %u seconds", program, self->seconds);
		return PRINT_LOST;
	default:
		fail_with_words(program, &self->run.said, err);
		return PRINT_LOST;
	}
}

void print_end(struct print *self)
{
	if (!self)
		return;
	if (self->is_started)
		print_run_stop(&self->run);
	print_clear(self->folder);
	if (self->name.len > 0)
		rmdir(str_text(&self->name));
	str_release(&self->name);
	free(self);
}

bool print_pdf(const struct str *html, unsigned seconds, struct str *pdf, struct err *err)
{
	enum { TURN = 50 /* milliseconds */ };
	struct print *print = print_begin(html, seconds, err);
	enum print_state state = print ? PRINT_RUNS : PRINT_LOST;

	while (state == PRINT_RUNS)
		state = print_wait(print, TURN, pdf, err);
	print_end(print);
	return state == PRINT_MADE;
}
