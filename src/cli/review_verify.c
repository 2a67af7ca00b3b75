/*
 * afterword review --verify: the names in a review beside the authors of the commits that brought
 * the rows. A row is never changed, so each of its lines has to be by the one whom it names. This
 * compares claims, those of the file with those of git; it does not say who anybody is.
 */
#include "review_call.h"

#include "base/mem.h"
#include "report/verified.h"
#include "review/review_tables.h"
#include "store/git.h"
#include "store/versions.h"
#include "text/search.h"

#include <stdlib.h>
#include <string.h>

struct verifying {
	const struct invocation *call;
	const char *path;
	struct loaded loaded;
	struct version_place place;
	struct blame blame;
	struct verified_row *rows;
	size_t n;
	size_t cap;
};

/* --- names --- */

/* Without an address behind it, and with single spaces. */
static void tidy(const char *name, struct str *out)
{
	struct slice rest = {name, strcspn(name, "<")};
	struct slice word;

	while (slice_next_part(&rest, ' ', &word)) {
		word = slice_trim(word);
		if (word.len > 0 && out->len > 0)
			str_append_char(out, ' ');
		str_append(out, word.data, word.len);
	}
}

static bool is_same_name(const char *a, const char *b)
{
	struct str one = {0};
	struct str other = {0};
	size_t matched = 0;
	bool is_same;

	tidy(a, &one);
	tidy(b, &other);
	is_same = one.len > 0 && other.len > 0 &&
		  search_text(str_text(&one), one.len, str_text(&other), other.len, 0, &matched) ==
			  0 &&
		  matched == one.len;
	str_release(&one);
	str_release(&other);
	return is_same;
}

/* --- rows --- */

/* Of a row's lines, the commit that does not fit; otherwise the newest. */
static const struct blame_commit *find_commit(const struct verifying *self, const char *by,
	unsigned first, unsigned last, enum verified *outcome)
{
	const struct blame_commit *newest = blame_newest(&self->blame, first, last);

	*outcome = VERIFIED_UNCOMMITTED;
	if (!newest || !newest->is_committed)
		return NULL;
	*outcome = VERIFIED_DIFFERS;
	for (unsigned line = first; line <= last; line++) {
		const struct blame_commit *commit = blame_newest(&self->blame, line, line);

		if (commit && !is_same_name(by, commit->name))
			return commit;
	}
	*outcome = VERIFIED_FITS;
	return newest;
}

static void verify_row(
	struct verifying *self, enum review_table table, const struct row *row, unsigned by)
{
	const struct document *document = &self->loaded.document;
	struct place place = {.field = review_field(document->form, table), .column = FORM_NONE};
	const struct form_field *field = &document->form->fields[place.field];
	struct verified_row *out;
	const struct blame_commit *commit;
	unsigned first;
	unsigned last;

	memcpy(place.row, row->id, sizeof(place.row));
	if (review_text(row, by)[0] == '\0' ||
		!document_locate_lines(document, &place, &first, &last))
		return; /* it claims nothing */
	self->rows = mem_grow(self->rows, &self->cap, self->n + 1, sizeof(*self->rows));
	out = &self->rows[self->n++];
	*out = (struct verified_row){
		.table = field_row_name(field), .id = row->id, .by = review_text(row, by)};
	document_locate(document, &place, &out->line, &out->column);
	commit = find_commit(self, out->by, first, last, &out->outcome);
	out->commit = commit ? commit->hash : "";
	out->author = commit ? commit->name : "";
}

static void verify_rows(struct verifying *self)
{
	static const unsigned by[] = {[REVIEW_COMMENTS] = COMMENT_BY,
		[REVIEW_SIGNOFFS] = SIGNOFF_BY,
		[REVIEW_STATES] = STATE_BY,
		[REVIEW_CHECKLIST] = TICK_BY};

	for (unsigned table = 0; table < sizeof(by) / sizeof(by[0]); table++) {
		const struct rows *rows =
			review_rows(&self->loaded.document, (enum review_table)table);

		for (size_t i = 0; i < rows->n; i++)
			verify_row(self, (enum review_table)table, &rows->items[i], by[table]);
	}
}

/* --- signatures --- */

/* For this git runs the program that checks them, if the commit has one. */
static char ask_signature(const struct verifying *self, const char *commit)
{
	const char *const words[] = {"show", "--no-patch", "--format=%G?", commit, "--", NULL};
	const struct git_question question = {
		str_text(&self->place.folder), words, VERSIONS_MILLISECONDS};
	struct str out = {0};
	char letter = git_ask(&question, &out, NULL) && out.len == 2 ? out.data[0] : '\0';

	str_release(&out);
	return letter;
}

/* Asks once for each commit; of rows that fit only if they are shown, too. */
static void add_signatures(struct verifying *self, bool for_all)
{
	for (size_t i = 0; i < self->n; i++) {
		struct verified_row *row = &self->rows[i];
		size_t k = 0;

		if (row->commit[0] == '\0' || (row->outcome == VERIFIED_FITS && !for_all))
			continue;
		while (k < i && self->rows[k].commit != row->commit)
			k++;
		row->signature = k < i && self->rows[k].signature != '\0'
					 ? self->rows[k].signature
					 : ask_signature(self, row->commit);
	}
}

/* --- the command --- */

static bool verify(struct verifying *self, struct err *err)
{
	if (!version_place_init(&self->place, self->call->io, self->path, err))
		return false;
	if (!blame_load(&self->blame, &self->place))
		return err_set(err, ERR_MISSING,
			"there is nothing to compare with: git has no commit of this file");
	verify_rows(self);
	return true;
}

static bool print_rows(struct verifying *self, bool is_json, struct err *err)
{
	struct str text = {0};
	bool done = true;

	add_signatures(self, is_json);
	if (is_json)
		done = verified_format_json(self->rows, self->n, self->path, &text, err);
	else
		verified_format_text(self->rows, self->n, self->path, &text);
	done = done && print(&text);
	str_release(&text);
	return done;
}

static bool differs(const struct verifying *self)
{
	for (size_t i = 0; i < self->n; i++)
		if (self->rows[i].outcome == VERIFIED_DIFFERS)
			return true;
	return false;
}

int review_verify(const struct invocation *call)
{
	const char *format = call->values[REVIEW_FORMAT];
	bool is_json = format && strcmp(format, "json") == 0;
	struct verifying self = {.call = call, .path = call->arguments[0]};
	struct form_cache cache;
	struct err err = {0};
	int status = EXIT_WRONG;

	if (format && !is_json && strcmp(format, "text") != 0) {
		complain("unknown format '%s'; use text or json", format);
		return EXIT_WRONG;
	}
	form_cache_init(&cache, call->io);
	if (loaded_init(&self.loaded, &cache, self.path, &err)) {
		if (verify(&self, &err) && print_rows(&self, is_json, &err))
			status = differs(&self) ? EXIT_FINDINGS : EXIT_FINE;
		free(self.rows);
		blame_release(&self.blame);
		version_place_release(&self.place);
		loaded_release(&self.loaded);
	}
	form_cache_release(&cache);
	if (err.code != ERR_NONE) {
		err_locate(&err, self.path, 0, 0);
		complain_err(&err);
	}
	return status;
}
