/* Sign-offs as JSON, row by row, with what has changed since. */
#include "json_parts.h"
#include "json_text.h"

#include "report/threads.h"
#include "review/signoffs.h"

void json_set_cell(json_t *entry, const char *key, const struct row *row, unsigned column)
{
	json_object_set_new(entry, key, json_text_of(review_text(row, column)));
}

/* "" unless it is what that person said last and pages have changed since. */
static const char *stale_pages(const struct signoffs *now, const struct row *row)
{
	const struct signoff *last = signoffs_find(now, review_text(row, SIGNOFF_BY));

	return last != NULL && last->row == row ? str_text(&last->stale) : "";
}

/* What somebody said and took back, or said otherwise later, is closed. */
static bool is_listed(const struct signoffs *now, const struct document *document,
	const struct thread_filter *filter, const struct row *row)
{
	unsigned field = review_field(document->form, REVIEW_SIGNOFFS);

	for (size_t i = 0; i < now->n; i++)
		if (now->items[i].row == row)
			return signoff_filter_takes(filter, document, &now->items[i]);
	return filter->with_closed && filter->waits_for == NULL &&
	       (filter->since == NULL ||
		       document_row_index(filter->since, field, row->id) == SIZE_MAX);
}

json_t *json_signoffs(
	const struct document *document, const struct thread_filter *filter, int64_t now)
{
	const struct rows *rows = review_rows(document, REVIEW_SIGNOFFS);
	json_t *list = json_array();
	struct signoffs latest;

	signoffs_init(&latest, document, now);
	for (size_t i = 0; i < rows->n; i++) {
		json_t *entry;

		if (filter != NULL && !is_listed(&latest, document, filter, &rows->items[i]))
			continue;
		entry = json_object();
		json_set_cell(entry, "by", &rows->items[i], SIGNOFF_BY);
		json_set_cell(entry, "at", &rows->items[i], SIGNOFF_AT);
		json_set_cell(entry, "does", &rows->items[i], SIGNOFF_DOES);
		json_set_cell(entry, "who", &rows->items[i], SIGNOFF_WHO);
		json_set_cell(entry, "text", &rows->items[i], SIGNOFF_TEXT);
		json_object_set_new(
			entry, "stale", json_text_of(stale_pages(&latest, &rows->items[i])));
		json_array_append_new(list, entry);
	}
	signoffs_release(&latest);
	return list;
}
