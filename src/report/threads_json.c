/* Threads of several files as one JSON document; docs/review.md has its shape. */
#include "json_parts.h"
#include "json_text.h"
#include "report/threads.h"
#include "review/turn.h"

#include <string.h>

/* What a comment said before it was amended, oldest first. */
static json_t *earlier_texts(
	const struct threads *threads, const struct thread *thread, const struct comment *comment)
{
	const struct comment *former = comment;
	json_t *texts = json_array();

	for (size_t i = 0; i < thread->n_amendments; i++) {
		const struct comment *amendment = &threads->amendments[thread->first_amendment + i];
		const char *text = review_text(former->row, COMMENT_TEXT);

		if (strcmp(review_text(amendment->row, COMMENT_TO), comment->row->id) != 0)
			continue;
		json_array_append_new(texts,
			json_text_of(text[0] ? text : review_text(former->row, COMMENT_INSTEAD)));
		former = amendment;
	}
	return texts;
}

static json_t *comment_entry(
	const struct threads *threads, const struct thread *thread, const struct comment *comment)
{
	json_t *entry = json_object();

	json_object_set_new(entry, "id", json_text_of(comment->row->id));
	json_object_set_new(entry, "by", json_text_of(comment->by));
	json_object_set_new(entry, "at", json_text_of(review_text(comment->row, COMMENT_AT)));
	json_object_set_new(entry, "does", json_text_of(comment_does_name(comment->does)));
	json_object_set_new(entry, "text", json_text_of(comment->text));
	json_object_set_new(entry, "amended", json_boolean(comment->is_amended));
	json_object_set_new(entry, "earlier", earlier_texts(threads, thread, comment));
	json_object_set_new(entry, "ahead", json_boolean(comment->is_ahead));
	return entry;
}

static void add_name(void *context, struct slice name)
{
	json_array_append_new(context, json_text(name.data, name.len));
}

json_t *json_thread(const struct threads *threads, const struct thread *thread)
{
	static const char *const matches[] = {
		[ANCHOR_LOST] = "lost", [ANCHOR_NEAR] = "near", [ANCHOR_EXACT] = "exact"};
	json_t *entry = json_object();
	json_t *turn = json_array();
	json_t *comments = json_array();

	json_object_set_new(entry, "id", json_text_of(thread->row->id));
	json_object_set_new(entry, "kind", json_text_of(thread_kind_name(thread->kind)));
	json_object_set_new(entry, "state", json_text_of(thread_state_name(thread->state)));
	json_object_set_new(entry, "about", json_text_of(thread->path));
	json_object_set_new(entry, "gone", json_boolean(thread->is_gone));
	json_object_set_new(entry, "row", json_text_of(thread->row_words));
	json_object_set_new(entry, "quote", json_text_of(thread->quote));
	json_object_set_new(
		entry, "words", json_text_of(matches[thread_find_words(threads, thread).match]));
	json_object_set_new(entry, "instead", json_text_of(thread->instead));
	thread_visit_turn(threads, thread, add_name, turn);
	json_object_set_new(entry, "waits_for", turn);
	for (size_t i = 0; i < thread->n; i++)
		json_array_append_new(comments,
			comment_entry(threads, thread, &threads->comments[thread->first + i]));
	json_object_set_new(entry, "comments", comments);
	return entry;
}

static json_t *file_entry(const struct reviewed_file *file)
{
	json_t *entry = json_object();
	json_t *list = json_array();

	json_object_set_new(entry, "path", json_text_of(file->path));
	if (file->failure)
		json_object_set_new(entry, "failure", json_failure(file->failure));
	for (size_t i = 0; file->threads && i < file->threads->n; i++)
		if (thread_filter_takes(&file->filter, file->threads, &file->threads->items[i]))
			json_array_append_new(
				list, json_thread(file->threads, &file->threads->items[i]));
	json_object_set_new(entry, "threads", list);
	if (file->threads && !file->failure)
		json_object_set_new(entry, "signoffs",
			json_signoffs(file->threads->document, &file->filter, file->now));
	json_object_set_new(entry, "open",
		json_integer(file->threads ? (json_int_t)threads_count_open(file->threads) : 0));
	return entry;
}

bool threads_format_json(
	const struct reviewed_file *files, size_t n, struct str *out, struct err *err)
{
	json_t *root = json_object();
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, file_entry(&files[i]));
	json_object_set_new(root, "files", list);
	return json_write(root, out, err);
}
