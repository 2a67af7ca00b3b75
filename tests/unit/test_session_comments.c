/*
 * The words of comments in an open document: where they are after any op, also after undo and after
 * others' changes, and after the document was closed and opened again.
 */
#include "editing.h"

#include "review/threads.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WHAT 2

static struct editing e;

static const struct place body = {.field = FIELD_BODY};
static const struct place cell = {.field = FIELD_EVENTS, .row = "aaaaaaaa", .column = WHAT};

static struct editor *editor(void)
{
	return session_editor(e.session);
}

static const struct document *document(void)
{
	return editor_document(editor());
}

static const char *text_at(const struct place *place)
{
	return str_text(&document_value(document(), place)->text);
}

/* --- comments --- */

static void comment_on(const struct place *place, size_t start, size_t end)
{
	struct anchor anchor;

	anchor_make(&anchor, slice_of_text(text_at(place)), start, end);
	assert_true(session_comment(e.session, &(struct new_comment){.on = place,
						       .quote = str_text(&anchor.quote),
						       .before = str_text(&anchor.before),
						       .after = str_text(&anchor.after),
						       .kind = THREAD_REMARK,
						       .text = "Why?"}));
	anchor_release(&anchor);
}

static void comment_on_words(const struct place *place, const char *words)
{
	const char *at = strstr(text_at(place), words);

	assert_non_null(at);
	comment_on(place, (size_t)(at - text_at(place)),
		(size_t)(at - text_at(place)) + strlen(words));
}

static size_t count_rows(void)
{
	return review_rows(document(), REVIEW_COMMENTS)->n;
}

static struct anchor_place words_of(size_t nth)
{
	struct threads threads;
	struct anchor_place place;

	editor_threads(editor(), &threads);
	assert_true(nth < threads.n);
	place = thread_find_words(&threads, &threads.items[nth]);
	threads_release(&threads);
	return place;
}

/* The words of the only thread; "" if they are gone. */
static void assert_words(const struct place *place, const char *expected, enum anchor_match match)
{
	struct anchor_place words = words_of(0);
	char found[200] = "";

	if (words.match != ANCHOR_LOST)
		snprintf(found, sizeof(found), "%.*s", (int)(words.end - words.start),
			text_at(place) + words.start);
	assert_string_equal(found, expected);
	assert_int_equal(words.match, match);
}

static void save_and_reopen(void)
{
	editing_keys(&e, "<Ctrl+S>");
	editing_wait(&e, 100);
	editing_reopen(&e);
}

/* Within a step. */
static void edit_more(const struct place *place, const char *from, const char *to)
{
	const char *at = strstr(text_at(place), from);
	struct op op = {0};

	assert_non_null(at);
	document_op_edit(document(), place, (size_t)(at - text_at(place)), strlen(from), to,
		strlen(to), &op);
	assert_true(editor_apply_op(editor(), &op));
}

static void edit(const struct place *place, const char *from, const char *to)
{
	editor_begin_step(editor(), STEP_WHOLE);
	edit_more(place, from, to);
	editor_end_step(editor());
}

/* Neither "two three" nor what was around it is there any more. */
static void reword(void)
{
	editor_begin_step(editor(), STEP_WHOLE);
	edit_more(&body, "two three", "a few");
	edit_more(&body, "One", "Then");
	edit_more(&body, ".\nFour five.", " things happened");
	editor_end_step(editor());
}

/* Goes out of the field and back. */
static void leave(void)
{
	editing_go(&e, FIELD_TITLE);
	editing_go(&e, FIELD_BODY);
}

/* --- carried --- */

static void test_typed(void **state)
{
	(void)state;
	comment_on_words(&body, "two");
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home>Not only, but also ");
	assert_words(&body, "two", ANCHOR_EXACT);
	editing_keys(&e, "<Ctrl+Right><Ctrl+Right>fold"); /* a part of the word now */
	assert_words(&body, "twofold", ANCHOR_NEAR);
	editing_keys(&e, " or");
	assert_words(&body, "twofold", ANCHOR_NEAR);
}

/* The word that is typed in the place of the words is what the comment is about. */
static void test_typed_over(void **state)
{
	(void)state;
	comment_on_words(&body, "two three");
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home><Ctrl+Right><Right><Ctrl+Shift+Right><Ctrl+Shift+Right>");
	assert_shows(&e, "One [two three|].\nFour five.");
	editing_keys(&e, "oth-ers");
	assert_words(&body, "oth-ers", ANCHOR_NEAR);
	editing_keys(&e, "<:undo>");
	assert_words(&body, "two three", ANCHOR_EXACT);
	editing_keys(&e, "<:redo>");
	assert_words(&body, "oth-ers", ANCHOR_NEAR);
}

static void test_deleted_and_undone(void **state)
{
	(void)state;
	comment_on_words(&body, "two three");
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home><Ctrl+Right><Ctrl+Delete>");
	assert_words(&body, "three", ANCHOR_NEAR);
	editing_keys(&e, "<Ctrl+Delete>");
	assert_words(&body, "", ANCHOR_LOST);
	editing_keys(&e, "<:undo>");
	assert_words(&body, "two three", ANCHOR_EXACT);
	editing_keys(&e, "<:redo>");
	assert_words(&body, "", ANCHOR_LOST);
}

/* One step of several keys, of which only the last ones reach the words. */
static void test_deleted_in_steps(void **state)
{
	(void)state;
	comment_on_words(&body, "two three");
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home><Delete><Delete><Delete><Delete><Delete><Delete><Delete>");
	assert_shows(&e, "| three.\nFour five.");
	assert_words(&body, "three", ANCHOR_NEAR);
	editing_keys(&e, "<:undo>");
	assert_words(&body, "two three", ANCHOR_EXACT);
}

/* Words that come back by another way than undo. */
static void test_cut_and_pasted(void **state)
{
	(void)state;
	comment_on_words(&body, "One two three");
	edit(&body, "One two three.\n", "");
	assert_words(&body, "", ANCHOR_LOST);
	edit(&body, "Four", "Four, and one,"); /* not these */
	assert_words(&body, "", ANCHOR_LOST);
	edit(&body, "five.", "five. One two three.\n");
	assert_words(&body, "One two three", ANCHOR_NEAR);
}

static void they_edit(const struct place *place, const char *from, const char *to)
{
	const char *at = strstr(text_at(place), from);
	struct ops theirs = {0};
	struct err err = {0};

	document_op_edit(document(), place, (size_t)(at - text_at(place)), strlen(from), to,
		strlen(to), ops_add(&theirs));
	if (!editor_adopt(editor(), &theirs, NULL, NULL, &err))
		fail_msg("%s", err.message);
	ops_release(&theirs);
}

/* Undo after others' changes brings the words back where they belong now. */
static void test_others_meanwhile(void **state)
{
	(void)state;
	comment_on_words(&body, "three");
	edit(&body, " two three", "");
	they_edit(&body, "One", "Twenty-one");
	they_edit(&body, "Four", "And three, four");
	assert_words(&body, "", ANCHOR_LOST);
	editing_keys(&e, "<:undo>");
	assert_words(&body, "three", ANCHOR_EXACT);
	assert_int_equal(words_of(0).start, strlen("Twenty-one two "));
	editing_keys(&e, "<:redo>");
	they_edit(&body, "Twenty-one", "Only one");
	editing_keys(&e, "<:undo>");
	assert_int_equal(words_of(0).start, strlen("Only one two "));
}

static void test_row_removed(void **state)
{
	struct ops ops = {0};

	(void)state;
	comment_on_words(&cell, "fired");
	edit(&cell, "Alarm", "The third alarm");
	document_op_remove(document(), FIELD_EVENTS, 0, ops_add(&ops));
	assert_true(editor_apply(editor(), &ops));
	ops_release(&ops);
	assert_int_equal(words_of(0).match, ANCHOR_LOST);
	editing_keys(&e, "<:undo>");
	assert_words(&cell, "fired", ANCHOR_EXACT);
}

/* Another program has written another text. */
static void test_reloaded(void **state)
{
	(void)state;
	comment_on_words(&body, "three");
	editing_keys(&e, "<Ctrl+S>");
	editing_wait(&e, 100);
	editing_they_change(&e, "One two three.", "Three men in a boat: one two three.");
	editing_wait(&e, 3000);
	assert_string_equal(
		editing_text(&e, FIELD_BODY), "Three men in a boat: one two three.\nFour five.");
	assert_words(&body, "three", ANCHOR_EXACT);
	assert_int_equal(words_of(0).start, strlen("Three men in a boat: one two "));
}

static void test_replaced(void **state)
{
	struct document other;
	struct op op = {0};
	struct err err = {0};
	static const char text[] = "Then came two dozen three, and nothing else is as it was.";

	(void)state;
	comment_on_words(&body, "two three");
	assert_words(&body, "two three", ANCHOR_EXACT);
	document_copy(&other, document());
	document_op_set(&other, &body, text, strlen(text), &op);
	assert_true(document_apply(&other, &op, &err));
	op_release(&op);
	editor_replace(editor(), &other);
	assert_words(&body, "two dozen three", ANCHOR_NEAR);
}

/* The words that a comment is being written on. */
static void test_held(void **state)
{
	size_t start, end;

	(void)state;
	editor_hold_words(editor(), &body, 4, 7);
	they_edit(&body, "One", "Zero, one");
	editor_held_words(editor(), &start, &end);
	assert_int_equal(start, strlen("Zero, one "));
	assert_int_equal(end, strlen("Zero, one two"));
	they_edit(&body, "two", "");
	editor_held_words(editor(), &start, &end);
	assert_int_equal(end, 0);
}

/* --- written down --- */

static void test_move_row(void **state)
{
	(void)state;
	comment_on_words(&body, "two three");
	editing_go(&e, FIELD_BODY);
	reword();
	leave();
	assert_int_equal(count_rows(), 2);
	assert_words(&body, "a few", ANCHOR_NEAR);
	const struct row *row = &review_rows(document(), REVIEW_COMMENTS)->items[1];

	assert_string_equal(review_text(row, COMMENT_DOES), "move");
	assert_string_equal(review_text(row, COMMENT_QUOTE), "a few");
	leave(); /* never twice for the same text */
	assert_int_equal(count_rows(), 2);
	save_and_reopen();
	assert_words(&body, "a few", ANCHOR_NEAR);
	leave();
	assert_int_equal(count_rows(), 2);
	edit(&body, "a few", "two three");
	leave(); /* the words are the first ones again, but what is around them is not */
	assert_words(&body, "two three", ANCHOR_EXACT);
}

/* Undo takes it back with the change that it is for, and redo is not lost by it. */
static void test_move_row_undone(void **state)
{
	(void)state;
	comment_on_words(&body, "two three");
	editing_go(&e, FIELD_BODY);
	reword();
	leave();
	assert_int_equal(count_rows(), 2);
	editing_keys(&e, "<:undo>");
	assert_int_equal(count_rows(), 1);
	assert_string_equal(text_at(&body), "One two three.\nFour five.");
	assert_words(&body, "two three", ANCHOR_EXACT);
	leave();
	assert_int_equal(count_rows(), 1);
	editing_keys(&e, "<:redo>");
	assert_int_equal(count_rows(), 2);
	assert_words(&body, "a few", ANCHOR_NEAR);
	leave();
	assert_int_equal(count_rows(), 2);
}

/* The words would be found without it, are gone, or are of a thread that is closed. */
static void test_no_move_row(void **state)
{
	(void)state;
	comment_on_words(&body, "two three");
	editing_go(&e, FIELD_BODY);
	edit(&body, "One", "Number one, and");
	leave();
	assert_int_equal(count_rows(), 1);
	edit(&body, "two three", "");
	leave();
	assert_int_equal(count_rows(), 1);
	editing_keys(&e, "<:undo>");
	assert_true(session_comment(e.session,
		&(struct new_comment){.to = review_rows(document(), REVIEW_COMMENTS)->items[0].id,
			.does = COMMENT_RESOLVES}));
	edit(&body, "Number one, and two three.\nFour five.", "One two three.\nFour five.");
	reword();
	leave();
	assert_int_equal(count_rows(), 2);
}

/* Somebody who only reads what others write writes nothing. */
static void test_reader(void **state)
{
	(void)state;
	comment_on_words(&body, "two three");
	they_edit(&body, "two three", "a few");
	they_edit(&body, "One", "Then");
	they_edit(&body, ".\nFour five.", " things happened");
	leave();
	assert_int_equal(count_rows(), 1);
}

static void test_leaving(void **state)
{
	struct err err = {0};

	(void)state;
	comment_on_words(&body, "two three");
	editing_go(&e, FIELD_BODY);
	reword();
	assert_true(session_hang_up(e.session, &err));
	editing_reopen(&e);
	assert_int_equal(count_rows(), 2);
	assert_words(&body, "a few", ANCHOR_NEAR);
}

/* Even if something could be done again, which is lost only now. */
static void test_leaving_after_undo(void **state)
{
	struct err err = {0};

	(void)state;
	comment_on_words(&body, "two three");
	editing_go(&e, FIELD_BODY);
	reword();
	edit(&body, "happened", "happen");
	editing_keys(&e, "<:undo>");
	leave();
	assert_int_equal(count_rows(), 1);
	assert_true(session_hang_up(e.session, &err));
	editing_reopen(&e);
	assert_int_equal(count_rows(), 2);
}

/* --- against marked letters --- */

enum { THREADS = 4, LETTERS = 4096, STEPS = 200, ROUNDS = 50 };

/* A text in which each letter knows for each thread whether it is one of its words, or was typed
 * among them. */
struct marked {
	char letters[LETTERS];
	unsigned char is_in[LETTERS]; /* a bit for each thread */
	size_t n;
	bool is_gone; /* its row was removed */
};

/* Of both texts, at each depth of undo. */
struct story {
	struct marked (*states)[2];
	size_t n;
	size_t done;
	uint64_t random;
	unsigned n_words; /* so that no two are equal */
};

static const struct place *const places[2] = {&body, &cell};

static size_t below(struct story *self, size_t limit)
{
	return random_below(&self->random, limit);
}

static struct marked *now(struct story *self)
{
	return self->states[self->done];
}

/* The next state begins as the present one. */
static void begin_state(struct story *self)
{
	memcpy(self->states[self->done + 1], self->states[self->done], sizeof(*self->states));
	self->n = ++self->done + 1;
}

static unsigned char marks_there(const struct marked *self, size_t at, size_t removed)
{
	if (removed > 0) /* what replaces only marked letters is marked */
		return self->is_in[at] & self->is_in[at + removed - 1];
	return at > 0 && at < self->n ? self->is_in[at - 1] & self->is_in[at] : 0;
}

static void replace(struct marked *self, size_t at, size_t removed, const char *text)
{
	unsigned char marks = marks_there(self, at, removed);
	size_t n = strlen(text);

	assert_true(self->n + n < LETTERS);
	memmove(self->letters + at + n, self->letters + at + removed, self->n - at - removed);
	memmove(self->is_in + at + n, self->is_in + at + removed, self->n - at - removed);
	memcpy(self->letters + at, text, n);
	memset(self->is_in + at, marks, n);
	self->n = self->n - removed + n;
}

/* Are words of a thread among so many letters, and all of them? Then words decide what a
 * replacement of these and of others is, not letters. */
static bool covers_words(const struct marked *self, size_t at, size_t removed)
{
	unsigned char in = 0;
	unsigned char out = 0;

	for (size_t i = 0; i < self->n; i++)
		*(i >= at && i < at + removed ? &in : &out) |= self->is_in[i];
	return (in & ~out) != 0;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The complete words with marked letters. */
static bool find_marked(const struct marked *self, unsigned thread, size_t *start, size_t *end)
{
	*start = *end = 0;
	for (size_t i = 0; i < self->n; i++) {
		if (!(self->is_in[i] >> thread & 1) || self->letters[i] == ' ')
			continue;
		if (*end == 0)
			*start = i;
		*end = i + 1;
	}
	while (*end > 0 && *start > 0 && is_letter(self->letters[*start]) &&
		is_letter(self->letters[*start - 1]))
		(*start)--;
	while (*end > 0 && *end < self->n && is_letter(self->letters[*end - 1]) &&
		is_letter(self->letters[*end]))
		(*end)++;
	return *end > 0;
}

static void append_word(struct story *self, struct str *out)
{
	str_appendf(out, "w%uq ", self->n_words++);
}

/* Some letters, words or blanks. */
static void any_text(struct story *self, struct str *out)
{
	switch (below(self, 4)) {
	case 0:
		str_append_text(out, " ");
		break;
	case 1:
		str_append_char(out, (char)('a' + below(self, 26)));
		break;
	default:
		str_append_text(out, " ");
		for (size_t i = below(self, 3) + 1; i > 0; i--)
			append_word(self, out);
	}
}

static void apply(struct ops *ops)
{
	assert_true(editor_apply(editor(), ops));
	ops_release(ops);
}

static void do_edit(struct story *self)
{
	size_t which = below(self, 2);
	struct marked *text = now(self) + which;
	size_t at = below(self, text->n + 1);
	size_t most = text->n - at < 14 ? text->n - at : 14;
	size_t removed = below(self, 2) ? below(self, most + 1) : 0;
	struct str inserted = {0};
	struct ops ops = {0};

	if (text->is_gone || text->n > LETTERS / 2)
		return;
	if (below(self, 3) && !covers_words(text, at, removed))
		any_text(self, &inserted);
	document_op_edit(document(), places[which], at, removed, str_text(&inserted), inserted.len,
		ops_add(&ops));
	apply(&ops);
	begin_state(self);
	replace(now(self) + which, at, removed, str_text(&inserted));
	str_release(&inserted);
}

/* A text is set as a whole, in which words are new. */
static void do_set(struct story *self)
{
	size_t which = below(self, 2);
	struct marked *text = now(self) + which;
	size_t at = below(self, text->n + 1);
	struct str inserted = {0};
	struct str whole = {0};

	while (at > 0 && text->letters[at - 1] != ' ')
		at--;
	if (text->is_gone || text->n > LETTERS / 2 ||
		(at > 0 && at < text->n && text->is_in[at - 1]))
		return;
	append_word(self, &inserted);
	str_append(&whole, text->letters, at);
	str_append(&whole, str_text(&inserted), inserted.len);
	str_append(&whole, text->letters + at, text->n - at);
	assert_true(editor_set(editor(), places[which], str_text(&whole), whole.len));
	begin_state(self);
	replace(now(self) + which, at, 0, str_text(&inserted));
	str_release(&inserted);
	str_release(&whole);
}

static void do_rows(struct story *self)
{
	size_t n = document()->tables[FIELD_EVENTS].n;
	size_t row = document_row_index(document(), FIELD_EVENTS, cell.row);
	struct ops ops = {0};

	if (row == SIZE_MAX)
		return;
	begin_state(self);
	if (below(self, 3) == 0) {
		document_op_remove(document(), FIELD_EVENTS, row, ops_add(&ops));
		now(self)[1].is_gone = true;
	} else {
		document_op_move(document(), FIELD_EVENTS, row, below(self, n), ops_add(&ops));
	}
	apply(&ops);
}

static void do_undo(struct story *self)
{
	for (size_t n = below(self, 6) + 1; n > 0 && self->done > 0; n--) {
		editing_keys(&e, "<:undo>");
		self->done--;
	}
}

static void do_redo(struct story *self)
{
	for (size_t n = below(self, 5) + 1; n > 0 && self->done + 1 < self->n; n--) {
		editing_keys(&e, "<:redo>");
		self->done++;
	}
}

static void do_leave(struct story *self)
{
	editing_go(&e, below(self, 2) ? FIELD_TITLE : FIELD_NOTES);
}

static void check_words(struct story *self, unsigned round, int step, bool is_reopened)
{
	for (unsigned thread = 0; thread < THREADS; thread++) {
		size_t which = thread / 2;
		const struct marked *text = now(self) + which;
		struct anchor_place words = words_of(thread);
		size_t start, end;
		bool is_there = find_marked(text, thread, &start, &end) && !text->is_gone;

		if (is_reopened && !is_there) /* what is found there is another matter */
			continue;
		if (is_there != (words.match != ANCHOR_LOST) ||
			(is_there && (words.start != start || words.end != end)))
			fail_msg(
				"round %u, step %d, thread %u%s: %zu..%zu, not %zu..%zu in \"%.*s\"",
				round, step, thread, is_reopened ? ", reopened" : "", words.start,
				words.end, start, end, (int)text->n, text->letters);
	}
}

static void begin_story(struct story *self)
{
	editing_init(&e, editing_document);
	self->n = 1;
	self->done = 0;
	for (unsigned which = 0; which < 2; which++) {
		struct marked *text = now(self) + which;
		struct str words = {0};

		*text = (struct marked){0};
		for (int i = 0; i < 80; i++)
			append_word(self, &words);
		assert_true(editor_set(editor(), places[which], str_text(&words), words.len));
		replace(text, 0, 0, str_text(&words));
		str_release(&words);
	}
	for (unsigned thread = 0; thread < THREADS; thread++) {
		struct marked *text = now(self) + thread / 2;
		size_t start = below(self, text->n - 40) / 2 + (thread % 2) * text->n / 2;
		size_t end = start + below(self, 20) + 1;

		while (text->letters[start] == ' ')
			start++;
		comment_on(places[thread / 2], start, end + 1);
		for (size_t i = start; i < end + 1; i++)
			text->is_in[i] |= (unsigned char)(1u << thread);
		if (find_marked(text, thread, &start, &end))
			for (size_t i = start; i < end; i++)
				text->is_in[i] |= (unsigned char)(1u << thread);
	}
}

static void test_many_ops(void **state)
{
	static void (*const deeds[])(struct story *) = {do_edit, do_edit, do_edit, do_edit, do_edit,
		do_set, do_rows, do_undo, do_redo, do_leave};
	struct story story = {.random = 29};

	(void)state;
	story.states = calloc(STEPS + 2, sizeof(*story.states));
	assert_non_null(story.states);
	for (unsigned round = 0; round < ROUNDS; round++) {
		editing_release(&e);
		begin_story(&story);
		check_words(&story, round, -1, false);
		for (int step = 0; step < STEPS; step++) {
			deeds[below(&story, sizeof(deeds) / sizeof(*deeds))](&story);
			check_words(&story, round, step, false);
		}
		do_leave(&story);
		session_leave(e.session);
		save_and_reopen();
		check_words(&story, round, STEPS, true);
	}
	free(story.states);
}

/* --- answered --- */

static void they_answer(void)
{
	struct str row = {0};

	str_appendf(&row,
		"        Why?\n\n    - id: zzzzzzz2\n      to: %s\n      by: Geda\n      text: So\n",
		review_rows(document(), REVIEW_COMMENTS)->items[0].id);
	editing_keys(&e, "<Ctrl+S>");
	editing_wait(&e, 100);
	editing_they_change(&e, "        Why?\n", str_text(&row));
	editing_wait(&e, 3000);
	assert_int_equal(count_rows(), 2);
	str_release(&row);
}

/* What was said stays once it was answered; the step before it can be undone then. */
static void test_undo_of_what_was_answered(void **state)
{
	(void)state;
	edit(&body, "two", "2");
	comment_on_words(&body, "three");
	they_answer();
	editing_keys(&e, "<Alt+U>");
	assert_says(&e, "others have answered this, so it stays");
	assert_int_equal(count_rows(), 2);
	editing_keys(&e, "<Alt+U>");
	assert_non_null(strstr(text_at(&body), "two"));
	assert_int_equal(count_rows(), 2);
}

static void test_undo_of_what_nobody_answered(void **state)
{
	(void)state;
	comment_on_words(&body, "three");
	editing_keys(&e, "<Ctrl+S>");
	editing_wait(&e, 100);
	editing_keys(&e, "<Alt+U>");
	assert_int_equal(count_rows(), 0);
}

/* What was taken back before anybody answered can be said again. */
static void test_redo_of_an_answer(void **state)
{
	(void)state;
	comment_on_words(&body, "three");
	session_comment(e.session,
		&(struct new_comment){.to = review_rows(document(), REVIEW_COMMENTS)->items[0].id,
			.does = COMMENT_SAYS,
			.text = "And since when?"});
	assert_int_equal(count_rows(), 2);
	editing_keys(&e, "<Alt+U><Alt+U>");
	assert_int_equal(count_rows(), 0);
	editing_keys(&e, "<Alt+E><Alt+E>");
	assert_int_equal(count_rows(), 2);
}

static void test_revert_of_what_was_answered(void **state)
{
	(void)state;
	edit(&body, "two", "2");
	comment_on_words(&body, "three");
	they_answer();
	session_revert(e.session);
	assert_non_null(strstr(text_at(&body), "two"));
	assert_int_equal(count_rows(), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		EDITING_TEST(test_typed, &e),
		EDITING_TEST(test_typed_over, &e),
		EDITING_TEST(test_deleted_and_undone, &e),
		EDITING_TEST(test_deleted_in_steps, &e),
		EDITING_TEST(test_cut_and_pasted, &e),
		EDITING_TEST(test_others_meanwhile, &e),
		EDITING_TEST(test_row_removed, &e),
		EDITING_TEST(test_reloaded, &e),
		EDITING_TEST(test_replaced, &e),
		EDITING_TEST(test_held, &e),
		EDITING_TEST(test_move_row, &e),
		EDITING_TEST(test_move_row_undone, &e),
		EDITING_TEST(test_no_move_row, &e),
		EDITING_TEST(test_reader, &e),
		EDITING_TEST(test_leaving, &e),
		EDITING_TEST(test_leaving_after_undo, &e),
		EDITING_TEST(test_many_ops, &e),
		EDITING_TEST(test_undo_of_what_was_answered, &e),
		EDITING_TEST(test_undo_of_what_nobody_answered, &e),
		EDITING_TEST(test_redo_of_an_answer, &e),
		EDITING_TEST(test_revert_of_what_was_answered, &e),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
