/* Drafts of comments and the document, which others change while nobody has it open. */
#include "editing.h"

#include "review/threads.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#define BODY "One two three.\n    Four five.\n"

/* "Four five" in the text of the body. */
static struct comment_subject words_of(const struct editing *editing)
{
	const char *text = editing_text(editing, FIELD_BODY);
	size_t start = (size_t)(strstr(text, "Four five") - text);

	return (struct comment_subject){
		.on = {.field = FIELD_BODY, .column = FORM_NONE},
		.start = start,
		.end = start + strlen("Four five"),
		.kind = THREAD_IDEA,
	};
}

static struct comment_subject row_of(const char *id)
{
	struct comment_subject subject = {.on = {.field = FIELD_EVENTS, .column = FORM_NONE}};

	strcpy(subject.on.row, id);
	return subject;
}

static size_t keep(
	const struct editing *editing, const struct comment_subject *subject, const char *text)
{
	return session_keep_draft(
		editing->session, NO_DRAFT, subject, (struct slice){text, strlen(text)});
}

/* Ends the session normally, and lets somebody else change the file before the next one. */
static void reopen_changed(struct editing *editing, const char *from, const char *to)
{
	struct err err = {0};

	session_leave(editing->session);
	assert_true(session_hang_up(editing->session, &err));
	session_free(editing->session);
	editing_they_change(editing, from, to);
	editing_open(editing);
	assert_int_equal(session_count_drafts(editing->session), 1);
}

static void test_words_that_moved(void **state)
{
	struct editing *editing = *state;
	struct comment_subject subject = words_of(editing);
	struct comment_subject found;

	keep(editing, &subject, "Five what?");
	reopen_changed(editing, BODY, "Before all that: one two three.\n    Four five.\n");
	assert_true(session_draft_subject(editing->session, 0, &found));
	subject = words_of(editing);
	assert_int_equal(found.start, subject.start);
	assert_int_equal(found.end, subject.end);
	assert_int_equal(found.kind, THREAD_IDEA);
	assert_int_equal(session_find_draft(editing->session, &subject), 0);
	assert_string_equal(session_draft_text(editing->session, 0), "Five what?");
	subject.end = subject.start = 0;
	assert_true(session_find_draft(editing->session, &subject) == NO_DRAFT);
}

static void test_words_that_are_gone(void **state)
{
	struct editing *editing = *state;
	struct comment_subject subject = words_of(editing);
	struct comment_subject found;

	keep(editing, &subject, "Five what?");
	reopen_changed(editing, BODY, "Something else entirely.\n");
	assert_false(session_draft_subject(editing->session, 0, &found));
	assert_int_equal(found.on.field, FIELD_BODY);
	assert_int_equal(found.end, 0);
	assert_string_equal(session_draft_quote(editing->session, 0), "Four five");
}

static void test_a_row_that_is_gone(void **state)
{
	struct editing *editing = *state;
	struct comment_subject subject = row_of("aaaaaaaa");
	struct comment_subject found;

	keep(editing, &subject, "Which alarm?");
	reopen_changed(editing, "id: aaaaaaaa", "id: cccccccc");
	assert_false(session_draft_subject(editing->session, 0, &found));
	assert_int_equal(found.on.field, FIELD_EVENTS);
	assert_string_equal(found.on.row, "");
}

/* Each is about its own, and nothing is left of one that was emptied. */
static void test_several(void **state)
{
	struct editing *editing = *state;
	struct comment_subject words = words_of(editing);
	struct comment_subject row = row_of("bbbbbbbb");
	struct comment_subject reply = row;
	struct comment_subject whole = {.on = {.field = FORM_NONE, .column = FORM_NONE}};
	size_t n_row;

	strcpy(reply.to, "c8x2k4qm");
	keep(editing, &words, "words");
	n_row = keep(editing, &row, "row");
	keep(editing, &reply, "reply");
	keep(editing, &whole, "whole");
	assert_string_equal(
		session_draft_text(editing->session, session_find_draft(editing->session, &reply)),
		"reply");
	assert_string_equal(
		session_draft_text(editing->session, session_find_draft(editing->session, &whole)),
		"whole");
	session_keep_draft(editing->session, n_row, &row, (struct slice){"", 0});
	editing_reopen(editing);
	assert_int_equal(session_count_drafts(editing->session), 3);
	assert_true(session_find_draft(editing->session, &row) == NO_DRAFT);
	assert_string_equal(
		session_draft_text(editing->session, session_find_draft(editing->session, &words)),
		"words");
}

int main(void)
{
	static struct editing editing;
	const struct CMUnitTest tests[] = {
		EDITING_TEST(test_words_that_moved, &editing),
		EDITING_TEST(test_words_that_are_gone, &editing),
		EDITING_TEST(test_a_row_that_is_gone, &editing),
		EDITING_TEST(test_several, &editing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
