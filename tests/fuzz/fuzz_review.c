/* The review of any document: every comment is in exactly one thread, what is shown of it is safe,
 * and another comment always fits and counts. */
#include "fuzz.h"

#include "base/err.h"
#include "report/threads.h"
#include "review/signoffs.h"
#include "review/states.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define NOW 1697443200

/* Moves and amendments are in none; all others are in one. */
static void check_complete(const struct threads *threads)
{
	size_t n = 0;

	for (size_t i = 0; i < threads->n; i++) {
		REQUIRE(threads->items[i].n > 0);
		n += threads->items[i].n;
		thread_find_words(threads, &threads->items[i]);
	}
	REQUIRE(n == threads->n_comments);
	REQUIRE(n <= review_rows(threads->document, REVIEW_COMMENTS)->n);
}

static void check_shown(const struct threads *threads)
{
	const struct thread_filter filter = {.with_closed = true};
	const struct reviewed_file file = {"f.yaml", threads, NULL, filter, 0};
	struct str out = {0};

	threads_format_text(threads, "f.yaml", &filter, &out);
	fuzz_require_visible(&out);
	str_clear(&out);
	REQUIRE(threads_format_json(&file, 1, &out, NULL));
	fuzz_require_visible(&out);

	json_t *root =
		json_loadb(str_text(&out), out.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);

	REQUIRE(root);
	json_decref(root);
	str_release(&out);
}

/* A reply to any comment, which closes or opens its thread. */
static void check_reply(struct document *document, struct threads *threads, struct script *script)
{
	static const enum thread_state states[] = {
		THREAD_RESOLVED, THREAD_OPEN, THREAD_ACCEPTED, THREAD_DECLINED};
	size_t does = script_number(script, sizeof(states) / sizeof(*states));
	struct op op = {0};
	char to[ROW_ID_SIZE];

	if (threads->n == 0 || document->is_read_only || threads_find(threads, "reply999") != NULL)
		return;
	const struct thread *thread = &threads->items[script_number(script, threads->n)];
	bool is_past = true;

	for (size_t i = 0; i < thread->n; i++)
		is_past = is_past && threads->comments[thread->first + i].at < NOW;
	strcpy(to, thread->row->id);
	comment_op(threads, &(struct new_comment){.to = to, .does = (enum comment_does)does},
		"reply999", NOW, &op);
	REQUIRE(document_apply(document, &op, NULL));
	op_release(&op);
	threads_release(threads);
	threads_init(threads, document, NOW);
	thread = threads_find(threads, "reply999");
	REQUIRE(thread != NULL);
	REQUIRE(!is_past || thread->state == states[does]);
	check_complete(threads);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script script = script_of(data, size);
	struct signoffs signoffs;
	struct document document;
	struct threads threads;
	size_t len;
	const char *yaml = script_text(&script, &len);

	if (!fuzz_document(&document, yaml, len))
		return 0;
	fuzz_edit(&document, &script, 16);
	threads_init(&threads, &document, NOW);
	check_complete(&threads);
	check_shown(&threads);
	signoffs_init(&signoffs, &document, NOW);
	REQUIRE(signoffs.n <= review_rows(&document, REVIEW_SIGNOFFS)->n);
	signoffs_release(&signoffs);
	state_find_last(&document, NOW);
	state_find_waiver(&document, "missing", "title", NOW);
	check_reply(&document, &threads, &script);
	threads_release(&threads);
	document_release(&document);
	return 0;
}
