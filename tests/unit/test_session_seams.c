/*
 * Where the parts of a session meet while somebody else writes the file: the screen is
 * correct, nothing typed is lost, and it can be undone.
 */
#include "editing.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct editing e;

/* Somebody replaces a part of the file on disk. */
static size_t count(const char *text, const char *part)
{
	size_t n = 0;

	for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
		n++;
	return n;
}

static void assert_in_file(const char *part, size_t times)
{
	struct str bytes = {0};

	assert_true(folder_get(&e.folder, "doc.yaml", &bytes));
	if (count(str_text(&bytes), part) != times)
		fail_msg("not %zu times \"%s\" in %s", times, part, str_text(&bytes));
	str_release(&bytes);
}

/* --- messages disappear when they no longer apply --- */

static void test_decided_by_the_other(void **state)
{
	struct conflict conflict;

	(void)state;
	editing_keys(&e, " here");
	editing_they_change(&e, "Cards failed", "Cards failed there");
	editing_wait(&e, 1000);
	assert_says(&e, "1 conflict");
	assert_true(session_may_resolve(e.session, RESOLVE_TAKE_MINE));
	editing_wait(&e, 3000);
	/* a change elsewhere settles nothing */
	editing_they_change(&e, "share: 80", "share: 75");
	editing_wait(&e, 1000);
	assert_says(&e, "1 conflict");
	editing_they_change(&e,
		"  <<<<<<< mine\n  Cards failed here\n  =======\n"
		"  Cards failed there\n  >>>>>>> other\n",
		"  Cards failed there\n");
	editing_wait(&e, 1000);
	assert_false(editor_conflict(session_editor(e.session), &conflict));
	assert_says(&e, "Someone else changed");
	assert_null(strstr(str_text(&editor_message(session_editor(e.session))->text), "conflict"));
	assert_false(session_may_resolve(e.session, RESOLVE_TAKE_MINE));
}

static void move(const char *from, const char *to)
{
	char old[128];

	snprintf(old, sizeof(old), "%s", folder_path(&e.folder, from));
	assert_int_equal(rename(old, folder_path(&e.folder, to)), 0);
}

/* Away and back, the same file: no decision is needed any more. */
static void test_moved_away_and_back(void **state)
{
	(void)state;
	move("doc.yaml", "away.yaml");
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	assert_says(&e, "gone from the disk");
	editing_keys(&e, " and");
	move("away.yaml", "doc.yaml");
	editing_wait(&e, 3000);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_NONE);
	assert_says(&e, "");
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_in_file("Cards failed and\n", 1);
}

/* The same with another document in its place, which cannot belong to ours. */
static void test_another_and_back(void **state)
{
	(void)state;
	editing_keys(&e, " and");
	move("doc.yaml", "away.yaml");
	folder_put_text(&e.folder, "doc.yaml", "afterword: 9\nform: probe\ntitle: New\n");
	editing_wait(&e, 3000);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_CHANGED);
	move("away.yaml", "doc.yaml");
	editing_wait(&e, 5000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_says(&e, "");
	assert_in_file("Cards failed and\n", 1);
}

/* The suggested actions are possible. */
static void test_no_document(void **state)
{
	(void)state;
	editing_keys(&e, " and");
	folder_put_text(&e.folder, "doc.yaml", "");
	editing_wait(&e, 3000);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_UNREADABLE);
	assert_says(&e, "The file on disk is not a document now");
	assert_null(
		strstr(str_text(&editor_message(session_editor(e.session))->text), "keep both"));
	assert_null(strstr(
		str_text(&editor_message(session_editor(e.session))->text), "take the file"));
	assert_true(session_may_resolve(e.session, RESOLVE_SAVE_BESIDE));
	assert_false(session_may_resolve(e.session, RESOLVE_RELOAD));
	/* typing continues, and a document that comes back is merged */
	editing_keys(&e, " more");
	editing_wait(&e, 3000);
	assert_in_file("more", 0);
	folder_replace(&e.folder, "doc.yaml", editing_document);
	editing_wait(&e, 5000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_in_file("Cards failed and more\n", 1);
}

static void test_a_folder_instead(void **state)
{
	(void)state;
	editing_keys(&e, " and");
	move("doc.yaml", "away.yaml");
	assert_int_equal(mkdir(folder_path(&e.folder, "doc.yaml"), 0700), 0);
	editing_wait(&e, 3000);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_UNREADABLE);
	assert_says(&e, "folder");
	assert_int_equal(rmdir(folder_path(&e.folder, "doc.yaml")), 0);
	editing_wait(&e, 1000);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_GONE);
	move("away.yaml", "doc.yaml");
	editing_wait(&e, 5000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_in_file("Cards failed and\n", 1);
}

/* A link that leads to a changed copy elsewhere: merged, and the link stays one. */
static void test_a_link_instead(void **state)
{
	struct stat stat;

	(void)state;
	editing_keys(&e, " and");
	editing_they_change(&e, "share: 80", "share: 70");
	move("doc.yaml", "elsewhere.yaml");
	assert_int_equal(symlink("elsewhere.yaml", folder_path(&e.folder, "doc.yaml")), 0);
	editing_wait(&e, 5000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_string_equal(editing_text(&e, FIELD_SHARE), "70");
	assert_in_file("Cards failed and\n", 1);
	folder_stat(&e.folder, "doc.yaml", &stat);
	assert_true(S_ISLNK(stat.st_mode));
}

/* --- half-typed text --- */

/* Text that cannot be read as a time does not discard theirs, and a save keeps both. */
static void test_half_typed_for_long(void **state)
{
	(void)state;
	editing_go(&e, FIELD_START);
	editing_keys(&e, "<Alt+S>soon 0");
	editing_they_change(&e, "2023-10-15T08:00:00", "2023-10-15T08:15:00");
	editing_wait(&e, 1000);
	assert_shows(&e, "soon 0|");
	editing_wait(&e, 3000);
	assert_in_file("08:15:00", 1);
	assert_in_file("soon 0", 1);
	/* typing continues where it was */
	editing_keys(&e, "9");
	assert_shows(&e, "<<<<<<< mine\nsoon 09|\n=======\n2023-10-15T08:15:00-04:00\n"
			 ">>>>>>> other");
	editing_keys(&e, "<Esc><Alt+U><Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_START), "2023-10-15T08:15:00-04:00");
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_START), "2023-10-15T08:15:00-04:00");
}

/* Given up by restoring the old value: theirs counts then. */
static void test_half_typed_and_back(void **state)
{
	(void)state;
	editing_go(&e, FIELD_SHARE);
	editing_keys(&e, "<Alt+S>9");
	editing_they_change(&e, "share: 80", "share: 75");
	editing_wait(&e, 1000);
	editing_keys(&e, "<Alt+S>80 %<Esc>");
	assert_string_equal(editing_text(&e, FIELD_SHARE), "75");
}

/* Undo in between goes through both versions to theirs, and no further. */
static void test_undo_while_half_typed(void **state)
{
	(void)state;
	editing_go(&e, FIELD_SHARE);
	editing_keys(&e, "<Alt+S>9<Esc>");
	editing_wait(&e, 3000);
	assert_in_file("share: 9\n", 1);
	editing_keys(&e, "<Enter><Alt+S>7");
	editing_they_change(&e, "share: 9\n", "share: 75\n");
	editing_wait(&e, 1000);
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_SHARE), "75");
	for (int i = 0; i < 5; i++) {
		editing_keys(&e, "<Alt+U>");
		assert_null(strstr(
			str_text(&editor_message(session_editor(e.session))->text), "Not done"));
		assert_string_equal(editing_text(&e, FIELD_SHARE), "75");
	}
	assert_says(&e, "Nothing to undo");
}

/* --- the row being edited --- */

static const char second_row[] = "    - id: bbbbbbbb\n      at: \"2023-10-15T09:00:00-04:00\"\n"
				 "      kind: done\n      what: |\n        Rolled back.\n\n";

/* A popup opened for a row does nothing to another one if the row is gone. */
static void test_set_in_a_row_that_went(void **state)
{
	struct place place = {.field = FIELD_EVENTS, .row = "bbbbbbbb", .column = 1};

	(void)state;
	editing_go_cell(&e, FIELD_EVENTS, 1, 1);
	editing_they_change(&e, second_row, "");
	editing_wait(&e, 1000);
	assert_false(editor_focus(session_editor(e.session))->in_row);
	assert_false(editor_set(session_editor(e.session), &place, "seen", 4));
	assert_says(&e, "row is gone");
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 0, 1), "seen");
	place = (struct place){.field = FIELD_EVENTS};
	assert_false(editor_set(session_editor(e.session), &place, "seen", 4));
}

/* The cursor is on a row that the filter shows. */
static void test_filter(void **state)
{
	(void)state;
	editing_go(&e, FIELD_EVENTS);
	editor_set_filter(session_editor(e.session), "Rolled");
	assert_int_equal(editor_focus(session_editor(e.session))->row, 1);
	editing_they_change(
		&e, "  events:\n", "  events:\n    - id: nnnnnnnn\n      what: New\n\n");
	editing_wait(&e, 1000);
	assert_int_equal(editor_focus(session_editor(e.session))->row, 2);
	editing_they_change(&e, "Rolled back.", "Turned back.");
	editing_they_change(&e, "      what: New\n", "      what: Rolled\n");
	editing_wait(&e, 1000);
	assert_int_equal(editor_rows_shown(session_editor(e.session), FIELD_EVENTS), 1);
	assert_int_equal(editor_focus(session_editor(e.session))->row, 0);
	editing_keys(&e, "d");
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 2);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 1, 2), "Turned back.");
}

/* --- one's own version --- */

static void test_cursor_in_a_conflict(void **state)
{
	(void)state;
	editing_keys(&e, " for me");
	editing_they_change(&e, "Cards failed", "Cards failed for them");
	editing_wait(&e, 1000);
	assert_shows(&e, "<<<<<<< mine\nCards failed for me|\n=======\nCards failed for them\n"
			 ">>>>>>> other");
	editing_keys(&e, "!<Alt+U>");
	/* what became part of the conflict is removed from it */
	editing_keys(&e, "<Alt+U><Alt+U><Alt+U>");
	assert_shows(&e, "<<<<<<< mine\nCards failed|\n=======\nCards failed for them\n"
			 ">>>>>>> other");
}

/* --- the journal after a kill --- */

static void find_journal(char *path, size_t size)
{
	DIR *folder = opendir(e.state.path);
	struct dirent *entry;

	assert_non_null(folder);
	path[0] = '\0';
	while ((entry = readdir(folder)) != NULL)
		if (strstr(entry->d_name, ".journal") != NULL && entry->d_name[0] != '.')
			snprintf(path, size, "%s", entry->d_name);
	closedir(folder);
	assert_true(path[0] != '\0');
}

/* A journal whose last write got only this far. */
static void assert_recovers(const char *name, const struct str *journal, size_t len)
{
	struct str text = {0};

	folder_put(&e.state, name, str_text(journal), len);
	editing_open(&e);
	document_dump(editor_document(session_editor(e.session)), &text);
	if (count(str_text(&text), "Cards failed badly") != 1 ||
		count(str_text(&text), "Nothing much else.") != 1 ||
		count(str_text(&text), "<<<<<<<") != 0)
		fail_msg("with %zu of %zu bytes:\n%s", len, journal->len, str_text(&text));
	str_release(&text);
	session_drop_recovered(e.session);
	session_free(e.session);
	e.session = NULL;
	unlink(folder_path(&e.state, name));
}

/* Killed while the journal starts over on what somebody else wrote. */
static void test_torn_new_beginning(void **state)
{
	struct str journal = {0};
	char name[256];
	size_t before;

	(void)state;
	editing_keys(&e, " badly");
	find_journal(name, sizeof(name));
	assert_true(folder_get(&e.state, name, &journal));
	before = journal.len;
	str_clear(&journal);
	editing_they_change(&e, "Nothing else.", "Nothing much else.");
	e.clock += 1000;
	session_tick(e.session);
	editing_settle(&e);
	assert_string_equal(editing_text(&e, FIELD_NOTES), "Nothing much else.");
	assert_true(folder_get(&e.state, name, &journal));
	assert_true(journal.len > before);
	session_free(e.session);
	unlink(folder_path(&e.state, name));
	for (size_t len = before; len <= journal.len; len++)
		assert_recovers(name, &journal, len);
	str_release(&journal);
	editing_open(&e);
}

int main(void)
{
#define TEST(name) EDITING_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_decided_by_the_other),
		TEST(test_moved_away_and_back),
		TEST(test_another_and_back),
		TEST(test_no_document),
		TEST(test_a_folder_instead),
		TEST(test_a_link_instead),
		TEST(test_half_typed_for_long),
		TEST(test_half_typed_and_back),
		TEST(test_undo_while_half_typed),
		TEST(test_set_in_a_row_that_went),
		TEST(test_filter),
		TEST(test_cursor_in_a_conflict),
		TEST(test_torn_new_beginning),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
