/* Reading and adding sign-offs. */
#include "review/signoffs.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_later(const struct signoff *a, const struct signoff *b)
{
	return a->at != b->at ? a->at > b->at : strcmp(a->row->id, b->row->id) > 0;
}

/* What this row says; false if it does not count. */
static bool read_row(
	struct signoff *self, const struct document *document, const struct row *row, int64_t now)
{
	unsigned does = review_choice(document, REVIEW_SIGNOFFS, row, SIGNOFF_DOES);
	bool is_ahead;

	*self = (struct signoff){.row = row, .does = (enum signoff_does)does};
	self->at = review_seconds(row, SIGNOFF_AT, now, &is_ahead);
	self->name = review_text(row, does == SIGNOFF_ASKS ? SIGNOFF_WHO : SIGNOFF_BY);
	return does < N_SIGNOFF_DOES && !is_ahead && self->name[0] != '\0';
}

const struct signoff *signoffs_find(const struct signoffs *self, const char *name)
{
	for (size_t i = 0; i < self->n; i++)
		if (strcasecmp(self->items[i].name, name) == 0)
			return &self->items[i];
	return NULL;
}

bool signoff_is_open(const struct signoff *self)
{
	return self->does != SIGNOFF_AGREES || self->stale.len > 0;
}

/* --- what has changed --- */

/* The digest of a page in "summary 3k9dq2 impact 77fqm1"; empty if it is not there. */
static struct slice digest_of(struct slice list, const char *page)
{
	struct slice word, digest = {0};

	while (slice_next_part(&list, ' ', &word)) {
		if (!slice_next_part(&list, ' ', &digest))
			break;
		if (slice_equal(word, page))
			return digest;
	}
	return (struct slice){0};
}

static void find_stale(struct signoff *self, const struct form *form, struct slice now)
{
	struct slice then = slice_of_text(review_text(self->row, SIGNOFF_OF));

	for (size_t i = 0; i < form->n_pages; i++) {
		const struct form_page *page = &form->pages[i];
		struct slice a = digest_of(then, page->key);
		struct slice b = digest_of(now, page->key);

		if (a.len != b.len || (a.len > 0 && memcmp(a.data, b.data, a.len) != 0))
			str_appendf(
				&self->stale, "%s%s", self->stale.len > 0 ? ", " : "", page->title);
	}
}

static void find_all_stale(struct signoffs *self, const struct document *document)
{
	struct str now = {0};

	signoff_append_digests(document, &now);
	for (size_t i = 0; i < self->n; i++)
		if (self->items[i].does == SIGNOFF_AGREES)
			find_stale(&self->items[i], document->form, slice_of(&now));
	str_release(&now);
}

/* --- all of them --- */

/* A row that counts, and which of them it is. */
struct said {
	struct signoff row;
	size_t nth;
};

static int compare_nth(const void *a, const void *b)
{
	const struct said *one = a;
	const struct said *other = b;

	return one->nth < other->nth ? -1 : one->nth > other->nth;
}

static int compare_names(const void *a, const void *b)
{
	const struct said *one = a;
	const struct said *other = b;
	int order = strcasecmp(one->row.name, other->row.name);

	return order != 0 ? order : compare_nth(a, b);
}

/* What counts of what one has said, where they are first mentioned; false: nothing. Who takes back
 * what they said is still asked, if they were. */
static bool find_newest(const struct said *items, size_t n, struct said *out)
{
	const struct said *newest = items;
	const struct said *asked = NULL;

	for (size_t i = 0; i < n; i++) {
		if (is_later(&items[i].row, &newest->row))
			newest = &items[i];
		if (items[i].row.does == SIGNOFF_ASKS)
			asked = &items[i];
	}
	if (newest->row.does == SIGNOFF_WITHDRAWS)
		newest = asked;
	if (newest == NULL)
		return false;
	*out = (struct said){newest->row, items->nth};
	return true;
}

/* One for each name, in their order. */
static size_t keep_newest(struct said *items, size_t n)
{
	size_t kept = 0;
	size_t end;

	qsort(items, n, sizeof(*items), compare_names);
	for (size_t i = 0; i < n; i = end) {
		struct said newest;

		for (end = i + 1;
			end < n && strcasecmp(items[end].row.name, items[i].row.name) == 0;)
			end++;
		if (find_newest(&items[i], end - i, &newest))
			items[kept++] = newest;
	}
	qsort(items, kept, sizeof(*items), compare_nth);
	return kept;
}

void signoffs_init(struct signoffs *self, const struct document *document, int64_t now)
{
	const struct rows *rows = review_rows(document, REVIEW_SIGNOFFS);
	struct said *items;
	size_t n = 0;

	*self = (struct signoffs){0};
	if (rows->n == 0)
		return;
	items = mem_alloc(rows->n * sizeof(*items));
	for (size_t i = 0; i < rows->n; i++) {
		items[n].nth = i;
		n += read_row(&items[n].row, document, &rows->items[i], now);
	}
	self->n = keep_newest(items, n);
	self->items = mem_alloc((self->n + 1) * sizeof(*self->items));
	for (size_t i = 0; i < self->n; i++)
		self->items[i] = items[i].row;
	free(items);
	find_all_stale(self, document);
}

void signoffs_release(struct signoffs *self)
{
	for (size_t i = 0; i < self->n; i++)
		str_release(&self->items[i].stale);
	free(self->items);
	*self = (struct signoffs){0};
}

/* --- writing --- */

/* When somebody of this name last said something. */
static int64_t latest_of(const struct document *document, const char *name, int64_t now)
{
	const struct rows *rows = review_rows(document, REVIEW_SIGNOFFS);
	int64_t latest = INT64_MIN;

	for (size_t i = 0; i < rows->n; i++) {
		struct signoff row;

		if (read_row(&row, document, &rows->items[i], now) &&
			strcasecmp(row.name, name) == 0 && row.at > latest)
			latest = row.at;
	}
	return latest;
}

void signoff_op(const struct document *document, const struct new_signoff *signoff, const char *id,
	int64_t now, struct op *out)
{
	static const char *const does[] = {"ask", "agree", "object", "withdraw"};
	struct str digests = {0};
	struct str at = {0};

	if (signoff->does == SIGNOFF_AGREES)
		signoff_append_digests(document, &digests);
	now = review_later(
		now, latest_of(document, signoff->does == SIGNOFF_ASKS ? signoff->who : signoff->by,
			     now));
	review_append_time(document, now, &at);
	const struct slice cells[N_SIGNOFF_COLUMNS] = {
		[SIGNOFF_BY] = slice_of_text(signoff->by),
		[SIGNOFF_AT] = slice_of(&at),
		[SIGNOFF_DOES] = slice_of_text(does[signoff->does]),
		[SIGNOFF_OF] = slice_of(&digests),
		[SIGNOFF_WHO] = slice_of_text(signoff->who ? signoff->who : ""),
		[SIGNOFF_TEXT] = slice_of_text(signoff->text ? signoff->text : ""),
	};

	review_op_add(document, REVIEW_SIGNOFFS, review_rows(document, REVIEW_SIGNOFFS)->n, id,
		cells, out);
	str_release(&digests);
	str_release(&at);
}
