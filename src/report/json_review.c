/* The review of a document as JSON, in the shapes that commands of `review` have for its parts. */
#include "json_parts.h"
#include "json_text.h"

#include "review/states.h"

static json_t *states(const struct document *document)
{
	const struct rows *rows = review_rows(document, REVIEW_STATES);
	json_t *list = json_array();

	for (size_t i = 0; i < rows->n; i++) {
		json_t *entry = json_object();

		json_set_cell(entry, "by", &rows->items[i], STATE_BY);
		json_set_cell(entry, "at", &rows->items[i], STATE_AT);
		json_set_cell(entry, "to", &rows->items[i], STATE_TO);
		json_set_cell(entry, "waives", &rows->items[i], STATE_WAIVES);
		json_set_cell(entry, "why", &rows->items[i], STATE_WHY);
		json_array_append_new(list, entry);
	}
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
	json_object_set_new(review, "signoffs", json_signoffs(document, NULL, now));
	json_object_set_new(review, "threads", all_threads(document, now));
	json_object_set_new(review, "checklist", ticks(document, now));
	return review;
}
