/* The text as it was opened: what has changed since, and reverting it, completely and in parts. */
#include "editing.h"
#include "ending.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct editing e;
static struct changes changes;

static int close_document(void **state)
{
	(void)state;
	changes_release(&changes);
	editing_release(&e);
	return 0;
}

static size_t find_changes(void)
{
	changes_release(&changes);
	assert_true(session_changes(e.session, &changes));
	return changes.n;
}

static const struct change *change_of(unsigned field)
{
	for (size_t i = 0; i < changes.n; i++)
		if (changes.items[i].place.field == field)
			return &changes.items[i];
	fail_msg("no change of field %u", field);
	return NULL;
}

static void test_changes(void **state)
{
	(void)state;
	assert_int_equal(find_changes(), 0);
	editing_keys(&e, " again<Tab>");
	editing_settle(&e);
	editing_keys(&e, "Zero. <Tab>");
	editing_go(&e, FIELD_EVENTS);
	editing_keys(&e, "d");
	/* whatever was saved meanwhile */
	assert_int_equal(find_changes(), 3);
	assert_string_equal(str_text(&change_of(FIELD_TITLE)->before), "Cards failed");
	assert_string_equal(str_text(&change_of(FIELD_TITLE)->after), "Cards failed again");
	assert_int_equal(change_of(FIELD_EVENTS)->kind, OP_ROW_REMOVE);
	assert_non_null(strstr(str_text(&change_of(FIELD_EVENTS)->before), "Alarm fired."));
	assert_non_null(strstr(str_text(&change_of(FIELD_EVENTS)->before), "08:30 EDT"));
}

static void test_revert(void **state)
{
	struct str opened = {0}, now = {0};

	(void)state;
	document_dump(editor_document(session_editor(e.session)), &opened);
	editing_keys(&e, " again<Tab>Zero. ");
	editing_go(&e, FIELD_EVENTS);
	editing_keys(&e, "dJ");
	editing_go(&e, FIELD_START);
	editing_keys(&e, "<:select-all>yester");
	editing_settle(&e);
	session_revert(e.session);
	assert_says(&e, "undo brings the other one back");
	document_dump(editor_document(session_editor(e.session)), &now);
	assert_int_equal(now.len, opened.len);
	assert_memory_equal(now.data, opened.data, now.len);
	assert_int_equal(find_changes(), 0);
	/* one step */
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed again");
	assert_non_null(strstr(editing_text(&e, FIELD_BODY), "Zero."));
	editing_keys(&e, "<Alt+E>");
	assert_true(session_finish(e.session, NULL));
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
	session_revert(e.session);
	assert_says(&e, "since you opened it");
	str_release(&opened);
	str_release(&now);
}

static void revert_first(void)
{
	assert_true(find_changes() > 0);
	session_revert_change(e.session, &changes.items[0]);
}

/* Each kind of change can be reverted alone, and the others stay. */
static void test_revert_one(void **state)
{
	static const char *const keys[] = {"d", "a+5m<Esc>", "J"};
	struct str opened = {0};

	(void)state;
	document_dump(editor_document(session_editor(e.session)), &opened);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct str now = {0};

		editing_go(&e, FIELD_EVENTS);
		editing_keys(&e, keys[i]);
		while (find_changes() > 0)
			revert_first();
		document_dump(editor_document(session_editor(e.session)), &now);
		assert_string_equal(str_text(&now), str_text(&opened));
		str_release(&now);
	}
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "<End>!<Tab>Zero. ");
	assert_int_equal(find_changes(), 2);
	revert_first();
	assert_int_equal(find_changes(), 1);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_non_null(strstr(editing_text(&e, FIELD_BODY), "Zero."));
	str_release(&opened);
}

/* What a recovery brought is not part of the text as it was opened. */
static void test_after_recovery(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	editing_reopen(&e);
	assert_int_equal(find_changes(), 1);
	session_revert(e.session);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
}

/* Without a journal the session keeps the bytes itself. */
static void test_without_journal(void **state)
{
	(void)state;
	session_free(e.session);
	e.config.state_folder = "/dev/null/journals";
	editing_open(&e);
	editing_keys(&e, " one<Tab>");
	editing_settle(&e);
	editing_keys(&e, "Two. <Tab>");
	editing_settle(&e);
	assert_int_equal(find_changes(), 2);
	session_revert(e.session);
	editing_settle(&e);
	assert_true(session_finish(e.session, NULL));
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
}

/* Others' changes cannot be reverted. */
static void test_others_changes_stay(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	editing_they_change(&e, "share: 80", "share: 75");
	editing_wait(&e, 3000);
	editing_they_change(&e, "One two three.", "One 2 three.");
	editing_wait(&e, 3000);
	assert_int_equal(find_changes(), 1);
	/* in the same text, saved before and after they changed it */
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+End> Six.");
	editing_wait(&e, 3000);
	editing_they_change(&e, "One 2 three.", "One 2 3.");
	editing_wait(&e, 3000);
	editing_keys(&e, " Seven.");
	assert_int_equal(find_changes(), 2);
	assert_string_equal(str_text(&change_of(FIELD_BODY)->before), "Four five.");
	session_revert(e.session);
	assert_says(&e, "those of others stay");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_string_equal(editing_text(&e, FIELD_SHARE), "75");
	assert_string_equal(editing_text(&e, FIELD_BODY), "One 2 3.\nFour five.");
	assert_int_equal(find_changes(), 0);
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_BODY), "One 2 3.\nFour five. Six. Seven.");
}

/* What they replaced our words by is theirs. */
static void test_others_changed_the_same(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	editing_wait(&e, 3000);
	editing_they_change(&e, "Cards failed again", "Payments failed");
	editing_wait(&e, 3000);
	assert_int_equal(find_changes(), 0);
	editing_keys(&e, "!");
	session_revert(e.session);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Payments failed");
}

static bool is_typing;

static bool has_input(void *context)
{
	(void)context;
	return is_typing;
}

static void open_again(void)
{
	session_free(e.session);
	e.config.has_input = has_input;
	e.session = session_open(&e.config, NULL);
	assert_int_equal(editor_findings_revision(session_editor(e.session)), 0);
}

/* Shown before it is checked, which follows at once, or in a pause if keys are there already. */
static void test_not_checked_yet(void **state)
{
	(void)state;
	is_typing = false;
	open_again();
	editor_check_quickly(session_editor(e.session));
	assert_int_equal(editor_findings_revision(session_editor(e.session)), 0);
	assert_int_equal(session_timeout(e.session), 0);
	session_tick(e.session);
	assert_int_equal(editor_findings_revision(session_editor(e.session)), 1);

	is_typing = true;
	open_again();
	session_tick(e.session);
	is_typing = false;
	editing_wait(&e, 200);
	assert_int_equal(editor_findings_revision(session_editor(e.session)), 0);
	editing_wait(&e, 100);
	assert_int_equal(editor_findings_revision(session_editor(e.session)), 1);

	open_again();
	editor_settle(session_editor(e.session));
	assert_int_equal(editor_findings_revision(session_editor(e.session)), 1);
}

int main(void)
{
#define TEST(name)                                                                                 \
	cmocka_unit_test_prestate_setup_teardown(name, editing_set_up, close_document, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_not_checked_yet),
		TEST(test_changes),
		TEST(test_revert),
		TEST(test_revert_one),
		TEST(test_after_recovery),
		TEST(test_without_journal),
		TEST(test_others_changes_stay),
		TEST(test_others_changed_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
