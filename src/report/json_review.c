/* The review of a document as JSON, in the shapes that commands of `review` have for its parts. */
#include "json_parts.h"
#include "json_text.h"

#include "review/signoffs.h"
#include "review/states.h"

static void set(json_t *entry, const char *key, const struct row *row, unsigned column)
{
	json_object_set_new(entry, key, json_text_of(review_text(row, column)));
}

static json_t *states(const struct document *document)
{
	const struct rows *rows = review_rows(document, REVIEW_STATES);
	json_t *list = json_array();

	for (size_t i = 0; i < rows->n; i++) {
		json_t *entry = json_object();

		set(entry, "by", &rows->items[i], STATE_BY);
		set(entry, "at", &rows->items[i], STATE_AT);
		set(entry, "to", &rows->items[i], STATE_TO);
		set(entry, "waives", &rows->items[i], STATE_WAIVES);
		set(entry, "why", &rows->items[i], STATE_WHY);
		json_array_append_new(list, entry);
	}
	return list;
}

/* "" unless it is what that person said last and pages have changed since. */
static const char *stale_pages(const struct signoffs *now, const struct row *row)
{
	const struct signoff *last = signoffs_find(now, review_text(row, SIGNOFF_BY));

	return last != NULL && last->row == row ? str_text(&last->stale) : "";
}

static json_t *signoffs(const struct document *document, int64_t now)
{
	const struct rows *rows = review_rows(document, REVIEW_SIGNOFFS);
	json_t *list = json_array();
	struct signoffs latest;

	signoffs_init(&latest, document, now);
	for (size_t i = 0; i < rows->n; i++) {
		json_t *entry = json_object();

		set(entry, "by", &rows->items[i], SIGNOFF_BY);
		set(entry, "at", &rows->items[i], SIGNOFF_AT);
		set(entry, "does", &rows->items[i], SIGNOFF_DOES);
		set(entry, "who", &rows->items[i], SIGNOFF_WHO);
		set(entry, "text", &rows->items[i], SIGNOFF_TEXT);
		json_object_set_new(
			entry, "stale", json_text_of(stale_pages(&latest, &rows->items[i])));
		json_array_append_new(list, entry);
	}
	signoffs_release(&latest);
	return list;
}

static json_t *all_threads(const struct document *document, int64_t now)
{
	json_t *list = json_array();
	struct threads threads;

	threads_init(&threads, document, now);
	for (size_t i = 0; i < threads.n; i++)
		json_array_append_new(list, json_thread(&threads, &threads.items[i]));
	threads_release(&threads);
	return list;
}

static json_t *ticks(const struct document *document, int64_t now)
{
	json_t *list = json_array();
	struct checklist checklist;

	checklist_init(&checklist, document, now);
	for (size_t i = 0; i < checklist.n; i++)
		json_array_append_new(list, json_tick(&checklist.items[i]));
	checklist_release(&checklist);
	return list;
}

json_t *json_review(const struct document *document, int64_t now)
{
	json_t *review = json_object();

	json_object_set_new(review, "states", states(document));
	json_object_set_new(review, "signoffs", signoffs(document, now));
	json_object_set_new(review, "threads", all_threads(document, now));
	json_object_set_new(review, "checklist", ticks(document, now));
	return review;
}
