/* Threads from the rows of a review, from good ones and from forged ones; and new rows. */
#include "document_fixture.h"

#include "model/place_path.h"
#include "review/threads.h"
#include "review/turn.h"

#define NOW INT64_C(1796000000) /* 2026-11-29 */

static struct form *form;
static struct document document;
static struct threads threads;

/* The document with a text and these comments, as flow mappings, one per line. */
static void read_about(const char *story, const char *const *rows, size_t n)
{
	struct str text = {0};
	struct err err = {0};

	str_appendf(&text,
		HEAD "basics:\n  story: %s\n"
		     "log:\n  events:\n    - {id: eeeeeee1, what: It began.}\n"
		     "    - {id: eeeeeee2, what: It ended.}\nreview:\n  comments:\n",
		story);
	for (size_t i = 0; i < n; i++)
		str_appendf(&text, "    - {%s}\n", rows[i]);
	if (!document_parse(&document, form, &text, &err))
		fail_msg("%u:%u: %s", err.line, err.column, err.message);
	threads_init(&threads, &document, NOW);
	str_release(&text);
}

static void read_comments(const char *const *rows, size_t n)
{
	read_about("The client library retried without a limit.", rows, n);
}

static void release(void)
{
	threads_release(&threads);
	document_release(&document);
}

/* "id kind state path: comments", one line per thread. */
static void append_threads(struct str *out)
{
	for (size_t i = 0; i < threads.n; i++) {
		const struct thread *thread = &threads.items[i];

		str_appendf(out, "%s %s %s %s%s:", thread->row->id, thread_kind_name(thread->kind),
			thread_state_name(thread->state), thread->is_gone ? "gone " : "",
			thread->path);
		for (size_t k = 0; k < thread->n; k++)
			str_appendf(out, " %s%s%s", threads.comments[thread->first + k].text,
				threads.comments[thread->first + k].is_amended ? "*" : "",
				threads.comments[thread->first + k].is_ahead ? "!" : "");
		str_append_char(out, '\n');
	}
}

static void assert_threads(const char *const *rows, size_t n, const char *expected)
{
	struct str out = {0};

	read_comments(rows, n);
	append_threads(&out);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	release();
}

#define ASSERT_THREADS(expected, ...)                                                              \
	do {                                                                                       \
		static const char *const rows[] = {__VA_ARGS__};                                   \
		assert_threads(rows, LEN(rows), expected);                                         \
	} while (0)

/* --- reading --- */

static void test_columns(void **state)
{
	static const char *const keys[][N_COMMENT_COLUMNS + 1] = {
		[REVIEW_COMMENTS] = {"about", "row", "quote", "before", "after", "kind", "to",
			"does", "by", "at", "text", "instead"},
		[REVIEW_SIGNOFFS] = {"by", "at", "does", "of", "who", "text"},
		[REVIEW_STATES] = {"by", "at", "to", "waives", "why"},
		[REVIEW_CHECKLIST] = {"of", "by", "at", "answer", "why"},
	};
	static const size_t counts[] = {
		N_COMMENT_COLUMNS, N_SIGNOFF_COLUMNS, N_STATE_COLUMNS, N_TICK_COLUMNS};
	(void)state;

	for (unsigned table = 0; table < LEN(keys); table++) {
		const struct form_field *field =
			&form->fields[review_field(form, (enum review_table)table)];

		assert_int_equal(field->n_columns, counts[table]);
		for (size_t i = 0; i < field->n_columns; i++)
			assert_string_equal(field->columns[i].key, keys[table][i]);
	}
}

static void test_threads(void **state)
{
	(void)state;
	ASSERT_THREADS("aaaaaaa0 remark open : self\n", "id: aaaaaaa0, to: aaaaaaa0, text: self");
	ASSERT_THREADS("a question open basics.story: a c b\n",
		"id: a, about: basics.story, kind: question, at: 2026-11-01T10:00Z, text: a",
		"id: b, to: a, at: 2026-11-03T10:00Z, text: b",
		"id: c, to: a, at: 2026-11-02T10:00Z, text: c");
	/* by place, whatever their order in the file */
	ASSERT_THREADS("e remark open : e\n"
		       "d remark open basics.story: d\n"
		       "f remark open log.events: f\n"
		       "b remark open log.events[eeeeeee1]: b\n"
		       "c remark open log.events[eeeeeee1].what: c\n"
		       "a remark open log.events[eeeeeee2]: a\n",
		"id: a, about: 'log.events[eeeeeee2]', text: a",
		"id: b, about: 'log.events[eeeeeee1]', text: b",
		"id: c, about: 'log.events[eeeeeee1].what', text: c",
		"id: d, about: basics.story, text: d", "id: e, text: e",
		"id: f, about: log.events, text: f");
}

static void test_states(void **state)
{
	(void)state;
	ASSERT_THREADS("a question resolved : a b\n", "id: a, kind: question, text: a",
		"id: b, to: a, does: resolve, at: 2026-11-02T10:00Z, text: b");
	/* the newest counts, not the last */
	ASSERT_THREADS("a question open : a b c\n", "id: a, kind: question, text: a",
		"id: c, to: a, does: reopen, at: 2026-11-03T10:00Z, text: c",
		"id: b, to: a, does: resolve, at: 2026-11-02T10:00Z, text: b");
	/* the same second: by id */
	ASSERT_THREADS("a question resolved : a b c\n", "id: a, kind: question, text: a",
		"id: c, to: a, does: resolve, at: 2026-11-03T10:00Z, text: c",
		"id: b, to: a, does: reopen, at: 2026-11-03T10:00Z, text: b");
	/* times to come are shown and do not count */
	ASSERT_THREADS("a question open : a b!\n", "id: a, kind: question, text: a",
		"id: b, to: a, does: resolve, at: 2100-01-01T10:00Z, text: b");
	ASSERT_THREADS("a suggestion accepted : a b\n", "id: a, kind: suggestion, text: a",
		"id: b, to: a, does: accept, at: 2026-11-01T10:00Z, text: b");
	ASSERT_THREADS("a idea declined : a b\n", "id: a, kind: idea, text: a",
		"id: b, to: a, does: decline, at: 2026-11-01T10:00Z, text: b");
	/* a first comment does nothing to its own thread */
	ASSERT_THREADS("a question open : a\n", "id: a, kind: question, does: resolve, text: a");
}

static void test_amended(void **state)
{
	(void)state;
	ASSERT_THREADS("a question open : new* b\n", "id: a, kind: question, by: Ida, text: old",
		"id: b, to: a, by: Tom, at: 2026-11-01T10:00Z, text: b",
		"id: c, to: a, does: amend, by: Ida, at: 2026-11-02T10:00Z, text: new");
	/* a reply; only its author can; the newest counts */
	ASSERT_THREADS("a remark open : a newer* hers\n", "id: a, by: Ida, text: a",
		"id: b, to: a, by: Tom, at: 2026-11-01T10:00Z, text: b",
		"id: c, to: b, does: amend, by: Tom, at: 2026-11-04T10:00Z, text: newer",
		"id: d, to: b, does: amend, by: Tom, at: 2026-11-03T10:00Z, text: new",
		"id: e, to: b, does: amend, by: Ida, at: 2026-11-05T10:00Z, text: hers");
}

/* The words of a suggestion as well, until it is settled; what was said before is known. */
static void test_amended_words(void **state)
{
	static const char *const rows[] = {
		"id: a, kind: suggestion, by: Ida, instead: one, text: a",
		"id: b, to: a, does: amend, by: Ida, at: 2026-11-02T10:00Z, instead: two",
		"id: c, to: a, does: amend, by: Tom, at: 2026-11-03T10:00Z, instead: his",
		"id: d, to: a, does: accept, by: Tom, at: 2026-11-04T10:00Z",
		"id: e, to: a, does: amend, by: Ida, at: 2026-11-05T10:00Z, instead: late, text: b",
	};
	(void)state;

	read_comments(rows, LEN(rows));
	assert_string_equal(threads.items[0].instead, "two");
	assert_string_equal(threads.comments[0].text, "b");
	assert_int_equal(threads.comments[0].amended_at, threads.amendments[1].at);
	assert_int_equal(threads.items[0].n_amendments, 2);
	release();
}

static void assert_may_amend(const char *id, const char *by, const char *instead, const char *why)
{
	const struct new_comment amendment = {.text = "x", .instead = instead};
	struct err err = {0};

	if (comment_may_be_amended(&threads, id, by, &amendment, &err))
		assert_string_equal(why, "");
	else if (why[0] == '\0' || strstr(err.message, why) == NULL)
		fail_msg("%s", err.message);
}

static void test_who_may_amend(void **state)
{
	static const char *const rows[] = {
		"id: a, about: basics.story, kind: suggestion, by: Ida, quote: library, instead: x",
		"id: b, to: a, by: Tom, at: 2026-11-02T10:00Z, text: b",
		"id: c, kind: suggestion, by: Ida, instead: x",
		"id: d, to: c, does: decline, by: Tom",
		"id: e, about: 'log.events[eeeeeee1]', kind: suggestion, by: Ida, instead: x",
		"id: f, about: title, kind: suggestion, by: Ida, quote: x, instead: x",
	};
	(void)state;

	read_comments(rows, LEN(rows));
	assert_may_amend("a", "Ida", NULL, "");
	assert_may_amend("a", "Ida", "two", "");
	assert_may_amend("b", "Tom", NULL, "");
	assert_may_amend("b", "Ida", NULL, "is by Tom: only they can");
	assert_may_amend("b", "Tom", "two", "suggests no other words");
	assert_may_amend("c", "Ida", NULL, "");
	assert_may_amend("c", "Ida", "two", "is declined already");
	assert_may_amend("e", "Ida", "two", "");
	assert_may_amend("f", "Ida", "two\nlines", "on one line");
	assert_may_amend("x", "Ida", NULL, "no comment 'x'");
	release();
}

/* To another place as well. */
static void test_moved_away(void **state)
{
	static const char *const rows[] = {
		"id: a, about: 'log.events[eeeeeee9].what', quote: old words, text: a",
		("id: b, to: a, does: move, about: basics.story, quote: library, "
		 "at: 2026-11-02T10:00Z"),
		"id: c, to: a, does: move, quote: The client, at: 2026-11-03T10:00Z",
	};
	(void)state;

	read_comments(rows, 1);
	assert_true(threads.items[0].is_gone);
	release();
	read_comments(rows, LEN(rows));
	assert_false(threads.items[0].is_gone);
	assert_string_equal(threads.items[0].path, "basics.story");
	assert_string_equal(threads.items[0].quote, "The client");
	assert_false(thread_is_lost(&threads, &threads.items[0]));
	release();
}

static void test_moved(void **state)
{
	static const char *const rows[] = {
		"id: a, about: basics.story, quote: old words, text: a",
		"id: b, to: a, does: move, quote: new words, before: x, after: y, at: "
		"2026-11-02T10:00Z",
	};
	(void)state;

	read_comments(rows, LEN(rows));
	assert_int_equal(threads.items[0].n, 1);
	assert_string_equal(threads.items[0].quote, "new words");
	assert_string_equal(threads.items[0].before, "x");
	assert_string_equal(threads.items[0].after, "y");
	release();
}

/* Nothing that somebody wrote is hidden, whatever it refers to. */
static void test_forged(void **state)
{
	(void)state;
	ASSERT_THREADS("a remark open : a\n", "id: a, to: nobody, text: a");
	ASSERT_THREADS("a remark open : a b c\n", "id: a, to: b, text: a", "id: b, to: a, text: b",
		"id: c, to: a, text: c");
	ASSERT_THREADS("a remark open gone basics.nothing: a\n",
		"id: a, about: basics.nothing, kind: joke, text: a");
	ASSERT_THREADS("a remark open gone log.events[eeeeeee9].what: a\n",
		"id: a, about: 'log.events[eeeeeee9].what', text: a");
	ASSERT_THREADS("b remark open gone 'review.comments[a]': b\n",
		"id: b, about: \"'review.comments[a]'\", text: b");
	ASSERT_THREADS("a remark open gone review.comments[b].text: a\n"
		       "b remark open gone review.comments: b\n",
		"id: a, about: 'review.comments[b].text', text: a",
		"id: b, about: review.comments, text: b");
	ASSERT_THREADS("a remark open : a b\n", "id: a, text: a",
		"id: b, to: a, does: shout, at: soon, text: b");
}

/* What is gone keeps the field, if that is there. */
static void test_nearest(void **state)
{
	static const char *const rows[] = {"id: a, about: 'log.events[eeeeeee9].what', text: a"};
	(void)state;

	read_comments(rows, LEN(rows));
	assert_true(threads.items[0].is_gone);
	assert_int_equal(threads.items[0].on.field, form_find(form, "log.events"));
	assert_string_equal(threads.items[0].on.row, "");
	release();
}

/* A chain of replies as long as a file allows costs no more than as many replies. */
static void test_long_chain(void **state)
{
	enum { N = 20000 };
	struct str text = {0};
	(void)state;

	str_append_text(&text, HEAD "review:\n  comments:\n");
	for (int i = 0; i < N; i++)
		str_appendf(&text, "    - {id: c%d, to: c%d}\n", i, (i + 1) % N);
	assert_true(document_parse(&document, form, &text, NULL));
	threads_init(&threads, &document, NOW);
	assert_int_equal(threads.n, 1);
	assert_int_equal(threads.items[0].n, N);
	str_release(&text);
	release();
}

static void test_find(void **state)
{
	static const char *const rows[] = {"id: a, text: a", "id: b, to: a, text: b",
		"id: c, to: a, does: move, at: 2026-11-02T10:00Z",
		"id: d, kind: question, about: basics.story"};
	(void)state;

	read_comments(rows, LEN(rows));
	assert_string_equal(threads_find(&threads, "b")->row->id, "a");
	assert_string_equal(threads_find(&threads, "d")->row->id, "d");
	assert_null(threads_find(&threads, "x"));
	assert_int_equal(threads_count_open(&threads), 2);
	assert_string_equal(thread_last(&threads, threads_find(&threads, "a"))->row->id, "b");
	release();
}

/* --- whose turn it is --- */

static void append_name(void *context, struct slice name)
{
	str_append_text(context, str_text((struct str *)context)[0] ? ", " : "");
	str_append(context, name.data, name.len);
}

/* In a document by Geda Siraj and Olu Ade. */
static void read_said(const char *const *rows, size_t n)
{
	struct op op = {0};
	struct place authors;

	read_comments(rows, n);
	assert_true(place_parse(&authors, &document, "authors", NULL));
	document_op_set(&document, &authors, "Geda Siraj\nOlu Ade", 18, &op);
	assert_true(document_apply(&document, &op, NULL));
	op_release(&op);
}

static void assert_turn(const char *expected, const char *const *rows, size_t n)
{
	struct str names = {0};

	read_said(rows, n);
	thread_visit_turn(&threads, &threads.items[0], append_name, &names);
	assert_string_equal(str_text(&names), expected);
	str_release(&names);
	release();
}

#define ASSERT_TURN(expected, ...)                                                                 \
	do {                                                                                       \
		static const char *const rows[] = {__VA_ARGS__};                                   \
		assert_turn(expected, rows, LEN(rows));                                            \
	} while (0)

static void test_turn(void **state)
{
	(void)state;
	ASSERT_TURN("Geda Siraj, Olu Ade", "id: a, by: Ida, kind: question, text: why?");
	ASSERT_TURN("Ida", "id: a, by: Ida, kind: question, text: why?",
		"id: b, to: a, by: Geda Siraj, text: because, at: 2026-11-02T10:00Z");
	ASSERT_TURN("Geda Siraj, Olu Ade", "id: a, by: Ida, kind: question, text: why?",
		"id: b, to: a, by: Geda Siraj, text: because, at: 2026-11-02T10:00Z",
		"id: c, to: a, by: ida, text: but, at: 2026-11-03T10:00Z");
	ASSERT_TURN("", "id: a, by: Ida, kind: question, text: '@Tom why?'",
		"id: b, to: a, by: Tom, does: resolve, at: 2026-11-02T10:00Z");
}

static void test_mentions(void **state)
{
	(void)state;
	/* by any part of a name that is known here, in any case */
	ASSERT_TURN("Olu Ade", "id: a, by: Ida, text: '@olu, why?'");
	ASSERT_TURN("Olu Ade", "id: a, by: Ida, text: 'why, @Olu Ade?'");
	ASSERT_TURN("Geda Siraj, Olu Ade", "id: a, by: Ida, text: '@geda @olu'");
	/* the longest one that fits; a name nobody here has is a word */
	ASSERT_TURN("Olumide", "id: a, by: Ida, text: '@Olumide?'");
	ASSERT_TURN("Zo\u00eb", "id: a, by: Ida, text: '@Zo\u00eb: why?'");
	/* only in the last comment, and not in an address */
	ASSERT_TURN("Ida", "id: a, by: Ida, text: '@Olu why?'",
		"id: b, to: a, by: Olu Ade, text: ask olu@example.com, at: 2026-11-02T10:00Z");
	ASSERT_TURN("Geda Siraj, Olu Ade", "id: a, by: Ida, text: '@ @@ @,'");
}

static bool waits_for(const char *text, const char *name)
{
	struct str row = {0};
	bool waits;

	str_appendf(&row, "id: a, by: Ida, text: '%s'", text);
	read_said((const char *const[]){str_text(&row)}, 1);
	waits = thread_waits_for(&threads, &threads.items[0], name);
	release();
	str_release(&row);
	return waits;
}

/* Somebody who has not said anything yet is not known, but knows their own name. */
static void test_waits_for(void **state)
{
	(void)state;
	assert_true(waits_for("@Tom, why?", "Tom Berg"));
	assert_true(waits_for("@tom", "TOM"));
	assert_false(waits_for("@Tom", "Tomas Berg"));
	assert_false(waits_for("@Berg", "Tom Berg"));
	/* another one is known by that */
	assert_false(waits_for("@Olu", "Olu Berg"));
	assert_true(waits_for("@Olu", "Olu Ade"));
}

/* --- writing --- */

static void add(const struct new_comment *comment, const char *id)
{
	struct op op = {0};
	struct err err = {0};

	comment_op(&threads, comment, id, NOW, &op);
	if (!document_apply(&document, &op, &err))
		fail_msg("%s", err.message);
	op_release(&op);
	threads_release(&threads);
	threads_init(&threads, &document, NOW);
}

static void append_ids(struct str *out)
{
	const struct rows *rows = review_rows(&document, REVIEW_COMMENTS);

	for (size_t i = 0; i < rows->n; i++)
		str_append_text(out, rows->items[i].id);
}

/* By place, replies behind their thread. */
static void test_where_new_rows_go(void **state)
{
	struct place story, ended;
	struct str ids = {0};
	(void)state;

	read_comments(NULL, 0);
	assert_true(place_parse(&story, &document, "basics.story", NULL));
	assert_true(place_parse(&ended, &document, "log.events[eeeeeee2].what", NULL));
	add(&(struct new_comment){.on = &ended, .text = "a", .kind = THREAD_QUESTION}, "a");
	add(&(struct new_comment){.on = &story, .quote = "retried", .text = "b"}, "b");
	add(&(struct new_comment){.text = "c"}, "c");
	add(&(struct new_comment){.to = "b", .does = COMMENT_RESOLVES, .text = "d"}, "d");
	add(&(struct new_comment){.on = &story, .text = "e", .by = "Ida"}, "e");
	add(&(struct new_comment){.to = "b", .does = COMMENT_SAYS, .text = "f"}, "f");
	append_ids(&ids);
	assert_string_equal(str_text(&ids), "cbdfea");
	assert_string_equal(threads_find(&threads, "a")->path, "log.events[eeeeeee2].what");
	assert_int_equal(threads_find(&threads, "b")->state, THREAD_RESOLVED);
	assert_string_equal(threads_find(&threads, "b")->quote, "retried");
	str_release(&ids);
	release();
}

/* What is said after another counts after it, within a second as well. */
static void test_within_a_second(void **state)
{
	static const enum comment_does does[] = {COMMENT_RESOLVES, COMMENT_REOPENS,
		COMMENT_DECLINES, COMMENT_REOPENS, COMMENT_ACCEPTS, COMMENT_REOPENS};
	static const enum thread_state states[] = {THREAD_RESOLVED, THREAD_OPEN, THREAD_DECLINED,
		THREAD_OPEN, THREAD_ACCEPTED, THREAD_OPEN};
	(void)state;

	read_comments(NULL, 0);
	add(&(struct new_comment){.text = "a"}, "a");
	for (size_t i = 0; i < LEN(does); i++) {
		char id[] = {(char)('z' - i), '\0'};

		add(&(struct new_comment){.to = "a", .does = does[i]}, id);
		assert_int_equal(threads_find(&threads, "a")->state, states[i]);
	}
	release();
}

static void test_new_file(void **state)
{
	struct str out = {0};
	(void)state;

	read_comments(NULL, 0);
	document_release(&document);
	document_init_new(&document, form);
	add(&(struct new_comment){.text = "Well written: all of it", .by = "Ida Nyman"},
		"aaaaaaaa");
	assert_true(document_format(&document, &out, NULL));
	assert_string_equal(str_text(&out), HEAD "\nreview:\n"
						 "  comments:\n"
						 "    - id: aaaaaaaa\n"
						 "      kind: question\n"
						 "      by: Ida Nyman\n"
						 "      at: \"2026-11-30T00:53:20+00:00\"\n"
						 "      text: |\n"
						 "        Well written: all of it\n");
	str_release(&out);
	release();
}

static int set_up(void **state)
{
	(void)state;
	form = fixture_form_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	form_free(form);
	return 0;
}

/* What is said of a thread whose words could not be found. */
static void assert_loss(const char *row, const char *expected)
{
	struct str out = {0};

	read_about("It failed, it was begun again, and it failed again.", &row, 1);
	assert_true(thread_append_loss(&threads, &threads.items[0], &out));
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	release();
}

static void test_loss(void **state)
{
	(void)state;
	assert_loss("id: a, about: basics.story, quote: refunds were late",
		"its words are gone: refunds were late");
	assert_loss("id: a, about: basics.story, quote: again", "its words are there twice: again");
	assert_loss("id: a, about: basics.story, quote: egu", "its words are gone: egu");
}

/* Constants are indexes into the form's choices. */
static void test_names(void **state)
{
	const struct form_field *comments = &form->fields[review_field(form, REVIEW_COMMENTS)];
	const struct form_field *kind = &comments->columns[COMMENT_KIND];
	const struct form_field *does = &comments->columns[COMMENT_DOES];

	(void)state;
	assert_int_equal(kind->n_choices, N_THREAD_KINDS);
	for (size_t i = 0; i < kind->n_choices; i++)
		assert_string_equal(kind->choices[i], thread_kind_name((enum thread_kind)i));
	assert_int_equal(does->n_choices, COMMENT_SAYS);
	for (size_t i = 0; i < does->n_choices; i++)
		assert_string_equal(does->choices[i], comment_does_name((enum comment_does)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_threads),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_amended),
		cmocka_unit_test(test_amended_words),
		cmocka_unit_test(test_who_may_amend),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_moved_away),
		cmocka_unit_test(test_forged),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_long_chain),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_turn),
		cmocka_unit_test(test_mentions),
		cmocka_unit_test(test_waits_for),
		cmocka_unit_test(test_where_new_rows_go),
		cmocka_unit_test(test_within_a_second),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_loss),
		cmocka_unit_test(test_new_file),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
