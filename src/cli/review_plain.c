/* The document for reading, as plain lines: review --plain. */
#include "review_plain.h"

#include "check/check.h"
#include "model/walk.h"
#include "reading/plain.h"
#include "reading/unread.h"
#include "review/threads.h"
#include "store/file.h"

enum { PLAIN_COLUMNS = 80 };

static void write_document(
	const struct invocation *call, const struct document *document, struct str *out)
{
	struct findings findings = {0};
	struct reading_notes notes = {0};
	struct threads threads;
	struct zone zone;

	document_zone(document, &zone);
	struct reading_options options = {.columns = PLAIN_COLUMNS,
		.wide = PLAIN_COLUMNS,
		.style = {.zone = &zone},
		.now = invocation_now(call)};
	struct reading *reading = reading_new(document, &options);

	check_document(document, STATUS_NEVER, options.now, &findings);
	reading_notes_add_findings(&notes, &findings);
	threads_init(&threads, document, options.now);
	reading_notes_add_threads(&notes, &threads, false);
	threads_release(&threads);
	reading_notes_sort(&notes, reading);
	reading_write_plain(reading, &notes, PLAIN_COLUMNS, out);
	reading_notes_release(&notes);
	reading_free(reading);
	findings_release(&findings);
}

static const char *const shown_as[] = {
	[READING_KEYS] = "so it is shown as keys and values",
	[READING_LINES] = "so it is shown as it stands",
};

/* What could not be read as a document; returns the exit status. */
static int write_unread(const struct str *bytes, const struct err *trouble, struct str *out)
{
	struct reading_marked marked;
	enum reading_unread as =
		reading_write_unread(slice_of(bytes), trouble, PLAIN_COLUMNS, out, &marked);

	complain_err(trouble);
	if (as != READING_NOTHING)
		complain("%s", shown_as[as]);
	return as == READING_KEYS ? EXIT_FINE : EXIT_WRONG;
}

int review_plain(const struct invocation *call, const char *path)
{
	struct form_cache cache;
	struct loaded loaded;
	struct str bytes = {0};
	struct str taken = {0};
	struct str text = {0};
	struct err err = {0};
	int status = EXIT_FINE;

	form_cache_init(&cache, call->io);
	if (!file_load(call->io, path, &bytes, NULL, &err)) {
		status = complain_err(&err);
	} else {
		str_append(&taken, str_text(&bytes), bytes.len);
		if (loaded_parse(&loaded, &cache, path, &taken, &err)) {
			write_document(call, &loaded.document, &text);
			loaded_release(&loaded);
		} else {
			status = write_unread(&bytes, &err, &text);
		}
	}
	if (text.len > 0 && !print_shown(&text))
		status = EXIT_WRONG;
	str_release(&bytes);
	str_release(&taken);
	str_release(&text);
	form_cache_release(&cache);
	return status;
}
