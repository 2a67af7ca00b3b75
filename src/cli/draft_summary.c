/* Lists comments that were not posted beside what journals have: who looks for lost words looks
 * there. */
#include "draft_summary.h"

#include "base/visible.h"
#include "compare.h"
#include "internal.h"
#include "store/drafts.h"
#include "text/grapheme.h"

#include <string.h>
#include <unistd.h>

static void append_first_words(const struct str *text, struct str *out)
{
	enum { CELLS = 50 };
	struct slice rest = slice_trim(slice_of(text));
	struct slice first = {0};
	struct str line = {0};
	size_t fits;

	slice_next_line(&rest, &first);
	visible_append(&line, first.data, first.len);
	fits = grapheme_fit(str_text(&line), line.len, CELLS);
	str_append(out, str_text(&line), fits);
	if (fits < line.len || rest.len > 0)
		str_append_text(out, "\xe2\x80\xa6"); /* an ellipsis */
	str_release(&line);
}

/* 'on impact.service "down all day": ' */
static void append_subject(const struct draft *draft, struct str *out)
{
	const struct str *cells = draft->cells;
	bool is_reply = cells[DRAFT_TO].len > 0;
	const struct str *about = is_reply ? &cells[DRAFT_TO] : &cells[DRAFT_ABOUT];

	if (about->len == 0) {
		str_append_text(out, "on the document: ");
		return;
	}
	str_append_text(out, is_reply ? "reply to " : "on ");
	append_first_words(about, out);
	if (!is_reply && cells[DRAFT_QUOTE].len > 0) {
		str_append_text(out, " \"");
		append_first_words(&cells[DRAFT_QUOTE], out);
		str_append_char(out, '"');
	}
	str_append_text(out, ": ");
}

static void append_draft(const struct draft *draft, bool is_complete, struct str *out)
{
	const struct str *text = &draft->cells[DRAFT_TEXT];

	str_append_text(out, "  ");
	append_subject(draft, out);
	if (is_complete)
		lines_append(out, str_text(text), text->len, 4);
	else
		append_first_words(text, out);
	str_append_char(out, '\n');
}

static void append_file(
	const struct journal_summary *summary, const struct draft_file *file, struct str *out)
{
	const char *path = summary->path ? summary->path : file->document_path;

	str_append_text(out, "comments  ");
	if (file->problem) {
		str_appendf(out, "%s: %s\n", file->path, file->problem);
		return;
	}
	journal_summary_append_time(file->started, out);
	str_appendf(out, "  %s\n  not posted; ", path);
	str_append_text(out, access(path, F_OK) == 0 ? "they are there when you open the document"
						     : "the file is gone");
	str_append_text(
		out, file->is_cut ? "; its end is damaged, everything before that counts\n" : "\n");
	for (size_t i = 0; i < file->list.n; i++)
		append_draft(&file->list.items[i], summary->shows_changes, out);
}

int draft_summary_append(const struct journal_summary *summary, struct str *out)
{
	struct io io = summary->cache->io;
	struct draft_files files = {0};
	struct str folder = {0};
	struct err err = {0};
	int status = EXIT_FINE;

	if (!journal_folder(&folder, &err) ||
		!draft_files_load(&files, io, str_text(&folder), summary->path, &err)) {
		complain_err(&err);
		status = EXIT_WRONG;
	}
	for (size_t i = 0; i < files.n; i++) {
		append_file(summary, &files.items[i], out);
		if (files.items[i].problem)
			status = EXIT_FINDINGS;
	}
	draft_files_release(&files);
	str_release(&folder);
	return status;
}
