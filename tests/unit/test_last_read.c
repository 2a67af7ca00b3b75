/*
 * What the user has read: m marks it, leaving does after the last page was shown, opening alone
 * does not. At the next opening just that is new which others have changed since.
 */
#include "editing.h"
#include "fixture.h"
#include "viewed.h"

#include "review/signoffs.h"
#include "store/read_marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- what marks it --- */

static void start(struct viewed *viewed)
{
	struct str document = {0};

	assert_true(tree_read("tests/screen/docs/payments.yaml", &document));
	viewed_start(viewed, &document, 80, 24);
	str_release(&document);
	viewed_key(viewed, "Alt+0");
}

static bool is_marked(struct viewed *viewed)
{
	struct read_marks marks = {.io = io_system(),
		.state_folder = viewed->state.path,
		.document = folder_path(&viewed->folder, "doc.yaml")};
	struct read_mark mark = {0};
	bool is_there = read_marks_load(&marks, READ_MARK_READ, &mark);

	if (is_there)
		assert_true(folder_holds(&viewed->folder, "doc.yaml", str_text(&mark.bytes)));
	read_mark_release(&mark);
	return is_there;
}

static void test_a_key_marks_it(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed);
	assert_false(is_marked(&viewed));
	viewed_key(&viewed, "m");
	assert_true(is_marked(&viewed));
	viewed_stop(&viewed);
}

static void test_leaving_marks_it_after_the_last_page(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed);
	viewed_key(&viewed, "Space");
	viewed_key(&viewed, "q");
	assert_false(is_marked(&viewed)); /* not all of it was seen */
	viewed_key(&viewed, "Alt+0");
	viewed_key(&viewed, "End");
	viewed_key(&viewed, "e");
	assert_false(is_marked(&viewed)); /* that goes on with it */
	viewed_key(&viewed, "Alt+0");
	viewed_key(&viewed, "q");
	assert_false(is_marked(&viewed)); /* opened at its end, and left */
	viewed_key(&viewed, "Alt+0");
	viewed_key(&viewed, "Home");
	viewed_key(&viewed, "End");
	viewed_key(&viewed, "q");
	assert_true(is_marked(&viewed));
	viewed_stop(&viewed);
}

static void test_what_cannot_be_kept_is_said_once(void **state)
{
	struct editing editing;
	struct place place = {.field = FIELD_BODY};

	(void)state;
	editing_init(&editing, editing_document);
	folder_put_text(&editing.state, "read", "no folder");
	assert_false(session_mark(editing.session, READ_MARK_READ, &place));
	assert_says(&editing, "is not remembered");
	editor_begin(session_editor(editing.session));
	assert_false(session_mark(editing.session, READ_MARK_READ, &place));
	assert_int_equal(editor_message(session_editor(editing.session))->level, MESSAGE_NONE);
	editing_release(&editing);
}

/* --- what is new --- */

static void open_again(struct editing *editing)
{
	session_hang_up(editing->session, NULL);
	session_free(editing->session);
	editing_open(editing);
	session_find_unread(editing->session);
}

static void mark(struct editing *editing)
{
	struct place place = {.field = FIELD_BODY};

	assert_true(session_mark(editing->session, READ_MARK_READ, &place));
}

static const struct remote_change *unread(struct editing *editing, unsigned field, const char *row)
{
	struct place place = {.field = field, .column = row ? FORM_NONE : 0};

	snprintf(place.row, sizeof(place.row), "%s", row ? row : "");
	return session_unread(editing->session, &place);
}

static void test_nothing_is_new_without_a_mark(void **state)
{
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_document);
	editing_they_change(&editing, "One two", "One too");
	open_again(&editing);
	assert_int_equal(session_count_unread(editing.session), 0);
	editing_release(&editing);
}

static void test_new_is_what_changed_since(void **state)
{
	struct editing editing;
	const struct remote_change *change;

	(void)state;
	editing_init(&editing, editing_document);
	mark(&editing);
	editing_they_change(&editing, "One two", "One too");
	editing_they_change(&editing, "Alarm fired.", "Alarm fired twice.");
	open_again(&editing);
	assert_int_equal(session_count_unread(editing.session), 2);
	change = unread(&editing, FIELD_BODY, NULL);
	assert_non_null(change);
	assert_string_equal(str_text(&change->before), "One two three.\nFour five.");
	assert_non_null(unread(&editing, FIELD_EVENTS, "aaaaaaaa"));
	assert_null(unread(&editing, FIELD_EVENTS, "bbbbbbbb"));
	assert_null(unread(&editing, FIELD_TITLE, NULL));
	mark(&editing);
	open_again(&editing);
	assert_int_equal(session_count_unread(editing.session), 0);
	editing_release(&editing);
}

/* Whether the mark is from before one's own changes or from after them. */
static void test_own_changes_are_not_new(void **state)
{
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_document);
	mark(&editing);
	editing_go(&editing, FIELD_BODY);
	editing_keys(&editing, "Mine. ");
	session_find_unread(editing.session);
	assert_int_equal(session_count_unread(editing.session), 0);
	mark(&editing);
	session_find_unread(editing.session);
	assert_int_equal(session_count_unread(editing.session), 0);
	editing_release(&editing);
}

/* A place counts once, with what it was when it was read. */
static void test_both_kinds_of_news(void **state)
{
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_document);
	mark(&editing);
	editing_they_change(&editing, "One two", "One too");
	open_again(&editing);
	editing_they_change(&editing, "One too", "One to");
	editing_they_change(&editing, "share: 80", "share: 81");
	editing_wait(&editing, 5000);
	assert_int_equal(session_count_unread(editing.session), 2);
	for (size_t i = 0; i < 2; i++)
		assert_true(session_unread_nth(editing.session, i)->place.field == FIELD_BODY ||
			    session_unread_nth(editing.session, i)->place.field == FIELD_SHARE);
	assert_string_equal(str_text(&unread(&editing, FIELD_BODY, NULL)->before),
		"One two three.\nFour five.");
	session_note_seen(editing.session);
	assert_int_equal(session_count_unread(editing.session), 0);
	editing_release(&editing);
}

/* --- what has changed --- */

static struct changes changes;
static struct review_events events;

static void list_changes(struct editing *editing)
{
	changes_release(&changes);
	review_events_release(&events);
	assert_true(session_list_changes(editing->session, &changes, &events));
}

static void test_a_change_since_then_is_taken_back(void **state)
{
	struct editing editing;
	struct err err = {0};

	(void)state;
	editing_init(&editing, editing_document);
	assert_false(session_compare_with(editing.session, SINCE_READ, "", &err));
	assert_null(session_compared(editing.session));
	mark(&editing);
	editing_they_change(&editing, "One two", "One too");
	editing_they_change(&editing, "share: 80", "share: 81");
	open_again(&editing);
	list_changes(&editing); /* since opening */
	assert_int_equal(changes.n, 0);
	assert_true(session_compare_with(editing.session, SINCE_READ, "", NULL));
	list_changes(&editing);
	assert_int_equal(changes.n, 2);
	assert_int_equal(events.n, 0);
	session_revert_change(editing.session, &changes.items[0]);
	assert_string_equal(editing_text(&editing, FIELD_BODY), "One two three.\nFour five.");
	assert_string_equal(editing_text(&editing, FIELD_SHARE), "81");
	list_changes(&editing);
	assert_int_equal(changes.n, 1);
	editing_keys(&editing, "<Alt+U>");
	assert_string_equal(editing_text(&editing, FIELD_BODY), "One too three.\nFour five.");
	/* A name that is none leaves it at what it was compared with. */
	assert_false(session_compare_with(editing.session, SINCE_NAMED, "nosuch", NULL));
	assert_non_null(session_compared(editing.session));
	session_compare_with_opening(editing.session);
	assert_null(session_compared(editing.session));
	changes_release(&changes);
	review_events_release(&events);
	editing_release(&editing);
}

/* Each place in a text is a change of its own, and only that is taken back. */
static void test_one_of_two_places_is_taken_back(void **state)
{
	struct editing editing;

	(void)state;
	editing_init(&editing, editing_document);
	mark(&editing);
	editing_they_change(&editing, "One two", "One too");
	editing_they_change(&editing, "Four five", "For five");
	open_again(&editing);
	assert_true(session_compare_with(editing.session, SINCE_READ, "", NULL));
	list_changes(&editing);
	assert_int_equal(changes.n, 2);
	assert_int_equal(changes_count(&changes), 1);
	assert_int_equal(session_count_unread(editing.session), 1);
	assert_string_equal(str_text(&changes.items[0].before), "One two three.");
	assert_string_equal(str_text(&changes.items[0].after), "One too three.");
	assert_string_equal(str_text(&changes.items[1].before), "Four five.");
	assert_int_equal(changes.items[1].part.nth, 2);
	assert_int_equal(changes.items[1].part.of, 2);
	session_revert_change(editing.session, &changes.items[1]);
	assert_string_equal(editing_text(&editing, FIELD_BODY), "One too three.\nFour five.");
	editing_keys(&editing, "<Alt+U>");
	/* The other place has changed since it was listed, and so has what is in front of both. */
	editing_go(&editing, FIELD_BODY);
	editing_keys(&editing, "<Ctrl+Home>Zero.<Enter><Ctrl+End><Home>Not ");
	session_revert_change(editing.session, &changes.items[1]);
	assert_says(&editing, "has changed meanwhile");
	session_revert_change(editing.session, &changes.items[0]);
	assert_string_equal(
		editing_text(&editing, FIELD_BODY), "Zero.\nOne two three.\nNot For five.");
	changes_release(&changes);
	review_events_release(&events);
	editing_release(&editing);
}

static void test_a_signed_version_is_kept(void **state)
{
	static const struct person ida = {.user = "ida", .host = "db1", .process = 42};
	struct editing editing;
	struct err err = {0};

	(void)state;
	editing_init(&editing, editing_document);
	editing.config.person = &ida;
	open_again(&editing);
	assert_true(session_sign(editing.session, &(struct new_signoff){.does = SIGNOFF_AGREES}));
	open_again(&editing);
	editing_they_change(&editing, "share: 80", "share: 81");
	open_again(&editing);
	if (!session_compare_with(editing.session, SINCE_SIGNOFF, "", &err))
		fail_msg("%s", err.message);
	list_changes(&editing);
	assert_int_equal(changes.n, 1);
	assert_int_equal(changes.items[0].place.field, FIELD_SHARE);
	assert_int_equal(events.n, 0); /* it was signed then */
	changes_release(&changes);
	review_events_release(&events);
	editing_release(&editing);
}

/* --- meetings --- */

static int64_t began(struct viewed *viewed, bool goes_on)
{
	int64_t at = 0;

	assert_int_equal(session_begin_meeting(viewed->session, &at), goes_on);
	return at;
}

/* One that was not ended goes on, for some hours; one that was begins anew. */
static void test_a_meeting_goes_on(void **state)
{
	enum { HOUR = 60 * 60 };
	struct viewed viewed;
	int64_t first;

	(void)state;
	start(&viewed);
	first = began(&viewed, false);
	viewed_wait(&viewed, INT64_C(5) * HOUR * 1000);
	assert_int_equal(began(&viewed, true), first);
	session_end_meeting(viewed.session, true);
	assert_int_equal(began(&viewed, false), first + 5 * HOUR);
	session_end_meeting(viewed.session, true);
	session_end_meeting(viewed.session, false);
	assert_int_equal(began(&viewed, true), first + 5 * HOUR);
	viewed_wait(&viewed, INT64_C(7) * HOUR * 1000);
	assert_int_equal(began(&viewed, false), first + 12 * HOUR);
	viewed_stop(&viewed);
}

/* At the row that was presented when the program went down. */
static void test_a_meeting_goes_on_where_it_was(void **state)
{
	struct viewed viewed;
	struct place place;
	struct place later;

	(void)state;
	start(&viewed);
	began(&viewed, false);
	assert_false(session_meeting_place(viewed.session, &place));
	viewed_key(&viewed, "p");
	viewed_key(&viewed, "Alt+4");
	viewed_key(&viewed, "Space");
	viewed_key(&viewed, "Space");
	assert_false(session_meeting_place(viewed.session, &place));
	viewed_wait(&viewed, 1100);
	assert_true(session_meeting_place(viewed.session, &place));
	assert_true(place.row[0] != '\0');
	viewed_key(&viewed, "Space");
	viewed_wait(&viewed, 10);
	assert_true(session_meeting_place(viewed.session, &later));
	assert_true(place_is_equal(&place, &later));
	viewed_wait(&viewed, 1100);
	assert_true(session_meeting_place(viewed.session, &later));
	assert_false(place_is_equal(&place, &later));
	viewed_stop(&viewed);
}

static void test_the_step_is_found_again(void **state)
{
	struct viewed viewed;
	struct place place;
	struct place found;

	(void)state;
	start(&viewed);
	viewed_key(&viewed, "p");
	viewed_key(&viewed, "Alt+4");
	viewed_key(&viewed, "Space");
	viewed_wait(&viewed, 1100);
	assert_true(session_meeting_place(viewed.session, &place));
	viewed_key(&viewed, "q");
	began(&viewed, false);
	session_keep_meeting_place(viewed.session, &place);
	viewed_wait(&viewed, INT64_C(20) * 60 * 1000); /* the view alone would begin anew */
	viewed_key(&viewed, "p");
	assert_false(viewed_shows(&viewed, " 1 of 17"));
	viewed_wait(&viewed, 1100);
	assert_true(session_meeting_place(viewed.session, &found));
	assert_true(place_is_equal(&place, &found));
	viewed_stop(&viewed);
}

/* q ends it, and only that. */
static void test_q_ends_a_meeting(void **state)
{
	struct viewed viewed;

	(void)state;
	start(&viewed);
	viewed_key(&viewed, "p");
	began(&viewed, true);
	viewed_key(&viewed, "q");
	viewed_key(&viewed, "p");
	began(&viewed, true);
	viewed_key(&viewed, "q");
	began(&viewed, false);
	viewed_stop(&viewed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_key_marks_it),
		cmocka_unit_test(test_leaving_marks_it_after_the_last_page),
		cmocka_unit_test(test_what_cannot_be_kept_is_said_once),
		cmocka_unit_test(test_nothing_is_new_without_a_mark),
		cmocka_unit_test(test_new_is_what_changed_since),
		cmocka_unit_test(test_own_changes_are_not_new),
		cmocka_unit_test(test_both_kinds_of_news),
		cmocka_unit_test(test_a_change_since_then_is_taken_back),
		cmocka_unit_test(test_one_of_two_places_is_taken_back),
		cmocka_unit_test(test_a_signed_version_is_kept),
		cmocka_unit_test(test_a_meeting_goes_on),
		cmocka_unit_test(test_a_meeting_goes_on_where_it_was),
		cmocka_unit_test(test_the_step_is_found_again),
		cmocka_unit_test(test_q_ends_a_meeting),
	};

	setlocale(LC_ALL, "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
