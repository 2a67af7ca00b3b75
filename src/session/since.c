/* Finds the version that a document is compared with. */
#include "session/since.h"

#include "internal.h"
#include "review/signoffs.h"
#include "store/file.h"

#include <string.h>

enum { COMMITS = 50 /* that are looked through for a signed version */ };

void version_release(struct version *self)
{
	document_release(&self->document);
	str_release(&self->what);
	*self = (struct version){0};
}

static const char *const kind_names[N_SINCE_KINDS] = {
	[SINCE_READ] = "read",
	[SINCE_SIGNOFF] = "sign-off",
	[SINCE_PRESENT] = "present",
};

enum since_kind since_kind_parse(const char *text)
{
	for (int i = 0; i < N_SINCE_KINDS; i++)
		if (kind_names[i] && strcmp(text, kind_names[i]) == 0)
			return (enum since_kind)i;
	return SINCE_NAMED;
}

static bool take(struct version *out, const struct form *form, const struct str *bytes, int64_t at,
	const char *what, struct err *err)
{
	if (!document_parse(&out->document, form, bytes, err))
		return false;
	out->at = at;
	str_clear(&out->what);
	str_append_text(&out->what, what);
	return true;
}

/* --- what the reader has kept --- */

static bool load_mark(const struct since *self, enum read_mark_kind kind, struct read_mark *mark)
{
	const struct read_marks marks = {
		.io = self->io, .state_folder = self->state_folder, .document = self->path};

	return read_marks_load(&marks, kind, mark);
}

static bool find_marked(const struct since *self, const struct document *now,
	enum read_mark_kind kind, const char *what, struct version *out, struct err *err)
{
	struct read_mark mark = {0};
	bool done = load_mark(self, kind, &mark) &&
		    take(out, now->form, &mark.bytes, mark.at, what, err);

	read_mark_release(&mark);
	return done;
}

static bool find_read(const struct since *self, const struct document *now, const char *name,
	struct version *out, struct err *err)
{
	(void)name;
	return find_marked(self, now, READ_MARK_READ, "you read it", out, err) ||
	       err_set(err, ERR_MISSING,
		       "you have not marked it as read yet; m in the reading view does so");
}

static bool find_presented(const struct since *self, const struct document *now, const char *name,
	struct version *out, struct err *err)
{
	(void)name;
	return find_marked(self, now, READ_MARK_PRESENT, "you presented it", out, err) ||
	       err_set(err, ERR_MISSING, "you have not presented it yet");
}

/* --- what they have signed --- */

static bool is_signed(const struct document *document, const char *of)
{
	struct str digests = {0};
	bool is_same;

	signoff_append_digests(document, &digests);
	is_same = strcmp(str_text(&digests), of) == 0;
	str_release(&digests);
	return is_same;
}

static bool keep_signed(struct version *out, const struct signoff *signoff)
{
	if (!is_signed(&out->document, review_text(signoff->row, SIGNOFF_OF))) {
		version_release(out);
		return false;
	}
	out->at = signoff->at == INT64_MIN ? 0 : signoff->at;
	str_clear(&out->what);
	str_append_text(&out->what, "you signed it");
	out->is_signed = true;
	return true;
}

static bool find_signed_mark(const struct since *self, const struct document *now,
	const struct signoff *signoff, struct version *out)
{
	static const enum read_mark_kind kinds[] = {
		READ_MARK_SIGNOFF, READ_MARK_READ, READ_MARK_PRESENT};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (find_marked(self, now, kinds[i], "", out, NULL) && keep_signed(out, signoff))
			return true;
	return false;
}

/* The newest commit with what was signed. */
static bool find_signed_commit(const struct since *self, const struct document *now,
	const struct signoff *signoff, struct version *out)
{
	struct version_place place;
	struct str hashes = {0};
	struct slice rest;
	struct slice line;
	const struct time_source clock = time_source_system();
	int64_t limit = time_source_steady(&clock) + VERSIONS_MILLISECONDS;
	bool done = false;

	if (!version_place_init(&place, self->io, self->path, NULL))
		return false;
	version_list(&place, COMMITS, &hashes);
	rest = slice_of(&hashes);
	while (!done && time_source_steady(&clock) < limit && slice_next_line(&rest, &line)) {
		struct str hash = {0};
		struct str bytes = {0};

		str_append(&hash, line.data, line.len);
		done = version_load(&place, str_text(&hash), &bytes, NULL, NULL) &&
		       take(out, now->form, &bytes, 0, "", NULL) && keep_signed(out, signoff);
		str_release(&hash);
		str_release(&bytes);
	}
	str_release(&hashes);
	version_place_release(&place);
	return done;
}

static bool find_signed(const struct since *self, const struct document *now, const char *name,
	struct version *out, struct err *err)
{
	struct signoffs signoffs;
	const struct signoff *signoff;
	bool done = false;

	(void)name;
	signoffs_init(&signoffs, now, self->now);
	signoff = signoffs_find(&signoffs, self->reader);
	if (!signoff || signoff->does != SIGNOFF_AGREES)
		err_set(err, ERR_MISSING, "%.64s has not signed it off", self->reader);
	else if (find_signed_mark(self, now, signoff, out) ||
		 find_signed_commit(self, now, signoff, out))
		done = true;
	else if (signoff->stale.len == 0)
		err_set(err, ERR_MISSING, "nothing has changed since %.64s signed it off",
			self->reader);
	else
		err_set(err, ERR_CHANGED,
			"the version that %.64s signed is not kept; these pages have changed "
			"since: %.256s",
			self->reader, str_text(&signoff->stale));
	signoffs_release(&signoffs);
	return done;
}

/* --- what has a name --- */

static bool find_revision(const struct since *self, const struct document *now, const char *name,
	struct version *out, struct err *err)
{
	struct version_place place;
	struct str bytes = {0};
	struct str blob = {0}; /* as git names it */
	int64_t at = 0;
	bool done = version_place_init(&place, self->io, self->path, err) &&
		    version_load(&place, name, &bytes, &at, err);

	str_appendf(&blob, "%s:%s", name, str_text(&place.name));
	done = done && (take(out, now->form, &bytes, at, name, err) ||
			       err_locate(err, str_text(&blob), 0, 0));
	str_release(&blob);
	version_place_release(&place);
	str_release(&bytes);
	return done;
}

/* A file, and not what only has the name of one. */
static bool find_named(const struct since *self, const struct document *now, const char *name,
	struct version *out, struct err *err)
{
	struct file_stamp stamp;
	struct str bytes = {0};
	struct err why = {0};
	bool done;

	if (name[0] == '\0')
		return err_set(err, ERR_USAGE, "since what? Give a file or a revision");
	if (file_load(self->io, name, &bytes, &stamp, &why))
		done = take(out, now->form, &bytes, (int64_t)stamp.modified.tv_sec, name, err) ||
		       err_locate(err, name, 0, 0);
	else if (why.code == ERR_MISSING)
		done = find_revision(self, now, name, out, err);
	else
		done = err_set(err, why.code, "%.128s: %s", name, why.message);
	str_release(&bytes);
	return done;
}

bool since_find(const struct since *self, const struct document *now, enum since_kind kind,
	const char *name, struct version *out, struct err *err)
{
	static bool (*const finders[N_SINCE_KINDS])(const struct since *, const struct document *,
		const char *, struct version *, struct err *) = {
		[SINCE_READ] = find_read,
		[SINCE_SIGNOFF] = find_signed,
		[SINCE_PRESENT] = find_presented,
		[SINCE_NAMED] = find_named,
	};

	*out = (struct version){0};
	return finders[kind](self, now, name, out, err);
}

void version_find_events(const struct version *self, const struct document *now, int64_t seconds,
	struct review_events *out)
{
	review_events_find(out, &self->document, now, seconds);
	if (self->is_signed)
		review_events_drop(out, self->at);
}

/* --- who --- */

const struct blame_commit *change_find_author(
	const struct blame *blame, const struct document *document, const struct place *place)
{
	unsigned first;
	unsigned last;

	if (blame->n_lines == 0 || !document_locate_lines(document, place, &first, &last))
		return NULL;
	return blame_newest(blame, first, last);
}

void version_append_time(int64_t at, const struct when_style *style, struct str *out)
{
	struct civil civil;

	zone_civil(style->zone, at, &civil);
	civil_append_date(&civil, style->dates, true, out);
	str_appendf(out, " %02d:%02d", civil.hour, civil.minute);
}
