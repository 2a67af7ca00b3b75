/* Sessions that end without saving, and disks that fail to write. */
#include "editing.h"
#include "ending.h"

#include "store/recovery.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct editing e;

static size_t journals(void)
{
	return folder_count_suffix(&e.state, ".journal");
}

static void assert_recovered(const char *part)
{
	for (size_t i = 0; i < session_count_recovered(e.session); i++)
		if (strstr(str_text(session_recovered(e.session, i)), part) != NULL)
			return;
	fail_msg("no line about \"%s\" among %zu", part, session_count_recovered(e.session));
}

/* --- after a crash --- */

static void test_what_was_typed_comes_back(void **state)
{
	(void)state;
	editing_keys(&e, " again<Tab>");
	editing_settle(&e);
	editing_keys(&e, "<Enter>Six.");
	editing_reopen(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed again");
	assert_string_equal(editing_text(&e, FIELD_BODY), "One two three.\nFour five.\nSix.");
	assert_int_equal(session_count_recovered(e.session), 1);
	assert_int_equal(session_recovered_from(e.session, &(int64_t){0}), 1);
	assert_recovered("What happened");
	assert_says(&e, "is back");
	/* nothing is saved to the file before the user has seen it */
	assert_int_equal(session_recovery(e.session), RECOVERY_WAITS);
	editing_keys(&e, "<Tab><Alt+2><Alt+1><Shift+Tab>");
	editing_wait(&e, 20000);
	assert_false(folder_has(&e.folder, "doc.yaml", "Six."));
	/* the old journal stays until the file has its text */
	assert_int_equal(journals(), 2);
	session_keep_recovered(e.session);
	assert_int_equal(journals(), 2);
	editing_settle(&e);
	assert_true(folder_has(&e.folder, "doc.yaml", "Six."));
	assert_int_equal(journals(), 1);
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_BODY), "One two three.\nFour five.");
	editing_keys(&e, "<Alt+E>");
	assert_string_equal(editing_text(&e, FIELD_BODY), "One two three.\nFour five.\nSix.");
}

static void test_crash_while_recovering(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	editing_reopen(&e);
	editing_keys(&e, " and more");
	editing_reopen(&e);
	editing_reopen(&e);
	assert_int_equal(journals(), 4);
	session_keep_recovered(e.session);
	editing_settle(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed again and more");
	assert_true(folder_has(&e.folder, "doc.yaml", "title: Cards failed again and more\n"));
	assert_int_equal(journals(), 1);
	assert_int_equal(folder_count(&e.folder), 2);
}

/* Rows, a half-typed time, undone steps: the document is the one that was visible. */
/* The connection drops before the user has answered: nothing is decided. */
static void test_hung_up_undecided(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	editing_reopen(&e);
	/* nor when the user only suspends the program, or calls another editor */
	assert_int_equal(session_pause_step(e.session), FLUSH_DONE);
	editing_settle(&e);
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
	assert_true(session_hang_up(e.session, NULL));
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
	editing_reopen(&e);
	assert_int_equal(session_recovery(e.session), RECOVERY_WAITS);
	assert_int_equal(session_count_recovered(e.session), 1);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed again");
	/* Continuing to type is an answer. */
	editing_keys(&e, "!");
	assert_true(session_hang_up(e.session, NULL));
	assert_true(folder_has(&e.folder, "doc.yaml", "title: Cards failed again!\n"));
	assert_int_equal(journals(), 0);
}

static void test_all_kinds_come_back(void **state)
{
	struct str before = {0}, after = {0};

	(void)state;
	editing_go(&e, FIELD_EVENTS);
	editing_keys(&e, "a+5m<Tab>s<Tab>New row<Tab><Alt+Down>kkd<Alt+U>");
	editing_keys(&e, "<Alt+1>x y z<Alt+U>");
	editing_go(&e, FIELD_START);
	editing_keys(&e, "<:select-all>yester");
	document_dump(editor_document(session_editor(e.session)), &before);
	editing_reopen(&e);
	document_dump(editor_document(session_editor(e.session)), &after);
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.data, after.data, after.len);
	str_release(&before);
	str_release(&after);
}

/* The save was done but could not be recorded: the file is our own all the same. */
static void test_save_not_noted(void **state)
{
	(void)state;
	editing_keys(&e, "1<^S>2");
	editing_reopen(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed12");
	editing_settle(&e);
	assert_int_equal(folder_count(&e.folder), 2);
	editing_keys(&e, "3<^S>");
	editing_reopen(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed123");
	assert_int_equal(session_count_recovered(e.session), 0);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_int_equal(folder_count(&e.folder), 2);
	assert_int_equal(journals(), 1);
}

/* Ends the session during a save that was recorded only as begun; returns the bytes before and
 * after it. */
static void crash_in_save(struct str *before, struct str *after)
{
	assert_true(folder_get(&e.folder, "doc.yaml", before));
	editing_keys(&e, "1<^S>2");
	session_free(e.session);
	assert_true(folder_get(&e.folder, "doc.yaml", after));
}

/* A part of it was written in place: the journal completes that before anything reads the file. */
static void test_save_cut_off(void **state)
{
	struct str before = {0}, after = {0};

	(void)state;
	crash_in_save(&before, &after);
	str_splice(&before, 0, after.len / 2, after.data, after.len / 2);
	folder_put(&e.folder, "doc.yaml", before.data, before.len);
	editing_open(&e);
	assert_true(folder_holds(&e.folder, "doc.yaml", str_text(&after)));
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed12");
	str_release(&before);
	str_release(&after);
}

/* As long as a partly written file could be, but with a letter from somebody else. */
static void test_save_not_cut_off(void **state)
{
	struct str before = {0}, after = {0};
	char *letter;

	(void)state;
	crash_in_save(&before, &after);
	letter = strstr(str_text(&before), "Nothing else.");
	assert_non_null(letter);
	*letter = 'n';
	folder_put(&e.folder, "doc.yaml", before.data, before.len);
	editing_open(&e);
	assert_true(folder_holds(&e.folder, "doc.yaml", str_text(&before)));
	assert_string_equal(editing_text(&e, FIELD_NOTES), "nothing else.");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed12");
	str_release(&before);
	str_release(&after);
}

static void test_nothing_unsaved(void **state)
{
	(void)state;
	editing_keys(&e, " again<Tab>");
	editing_settle(&e);
	editing_reopen(&e);
	assert_int_equal(session_count_recovered(e.session), 0);
	assert_says(&e, "");
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_int_equal(journals(), 1);
}

/* The file was changed after the crash: both are merged, and nothing is written yet. */
static void test_file_has_moved_on(void **state)
{
	static const char theirs[] =
		"afterword: 1\nform: probe\n# theirs\ntitle: Their cards failed\n";

	(void)state;
	editing_keys(&e, " again<Tab><Enter>Six.");
	session_free(e.session);
	folder_put_text(&e.folder, "doc.yaml", theirs);
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Their cards failed again");
	assert_non_null(strstr(editing_text(&e, FIELD_BODY), "Six."));
	assert_true(folder_holds(&e.folder, "doc.yaml", theirs));
	assert_recovered("Title");
	assert_int_equal(journals(), 2);
	assert_true(session_finish(e.session, NULL));
	assert_true(
		folder_has(&e.folder, "doc.yaml", "# theirs\ntitle: Their cards failed again\n"));
	assert_int_equal(journals(), 0);
	assert_int_equal(folder_count(&e.folder), 2);
}

/* Changed to exactly what the journal has. */
static void test_file_holds_it_already(void **state)
{
	struct str bytes = {0};

	(void)state;
	editing_keys(&e, " again");
	assert_true(document_format(editor_document(session_editor(e.session)), &bytes, NULL));
	session_free(e.session);
	folder_put(&e.folder, "doc.yaml", bytes.data, bytes.len);
	editing_open(&e);
	assert_says(&e, "");
	assert_int_equal(journals(), 1);
	assert_int_equal(folder_count(&e.folder), 2);
	str_release(&bytes);
}

/* Two sessions crashed on the same file: both texts come back, in the order they were started. */
static void test_two_journals(void **state)
{
	struct session *first = e.session;
	struct stat stat;
	int64_t last;

	(void)state;
	e.clock += 5000;
	editing_keys(&e, " one");
	editing_open(&e);
	editing_keys(&e, "<Tab>Two. ");
	session_free(first);
	editing_reopen(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed one");
	assert_non_null(strstr(editing_text(&e, FIELD_BODY), "Two."));
	assert_int_equal(session_recovered_from(e.session, &last), 2);
	folder_stat(&e.folder, "doc.yaml", &stat);
	assert_true(last >= stat.st_mtime);
	/* one step removes both, and one restores them */
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_null(strstr(editing_text(&e, FIELD_BODY), "Two."));
	editing_keys(&e, "<Alt+E>");
	assert_true(session_finish(e.session, NULL));
	assert_true(folder_has(&e.folder, "doc.yaml", "title: Cards failed one\n"));
	assert_true(folder_has(&e.folder, "doc.yaml", "Two."));
	assert_int_equal(journals(), 0);
}

/* The same words twice: both versions are in the text, and this is reported. */
static void test_two_journals_in_conflict(void **state)
{
	struct session *first = e.session;

	(void)state;
	editing_keys(&e, " one");
	editing_open(&e);
	editing_keys(&e, " two");
	session_free(first);
	editing_reopen(&e);
	assert_non_null(strstr(editing_text(&e, FIELD_TITLE), "Cards failed one"));
	assert_non_null(strstr(editing_text(&e, FIELD_TITLE), "Cards failed two"));
	assert_recovered("both versions are kept");
}

static size_t asides(void)
{
	return folder_count_suffix(&e.state, ".dropped");
}

/* --- one journal, read by itself --- */

/* What the journal of a session that typed into the prose would do to a document. */
static bool merge_journal(const char *text, bool is_gone, struct recovered *result)
{
	struct recovery_reader *reader = recovery_reader_new(io_system());
	struct journal_list list = {0};
	struct document document = {0};
	struct str bytes = {0};
	bool is_merged;

	editing_go(&e, FIELD_BODY);
	editing_keys(&e, " Six.");
	session_free(e.session);
	e.session = NULL;
	assert_true(journal_list_load(&list, io_system(), e.state.path, e.path, NULL));
	assert_int_equal(list.n, 1);
	struct form *form = form_parse(editing_form, strlen(editing_form), "probe.yaml", NULL);
	str_append_text(&bytes, text);
	assert_true(document_parse(&document, form, &bytes, NULL));
	if (is_gone)
		assert_int_equal(unlink(list.items[0].path), 0);
	is_merged = recovery_reader_merge(reader, &list.items[0], &document, result, NULL);
	journal_list_release(&list);
	recovery_reader_free(reader);
	document_release(&document);
	form_free(form);
	str_release(&bytes);
	return is_merged;
}

/* Prose that no longer fits into the file is shown completely, not only what was typed. */
static void test_prose_without_a_place(void **state)
{
	struct recovered result;

	(void)state;
	assert_true(merge_journal(
		"afterword: 1\nform: probe\nmain:\n  body: {a: b}\n", false, &result));
	assert_int_equal(result.n_foreign, 1);
	assert_false(recovered_is_whole(&result));
	assert_non_null(strstr(str_text(&result.lost), ": One two three. Four five. Six.\n"));
	recovered_release(&result);
}

static void test_journal_that_cannot_be_read(void **state)
{
	struct recovered result;

	(void)state;
	assert_false(merge_journal(editing_document, true, &result));
}

/* --- damaged and planted journals --- */

/* The path of the only one there is. */
static const char *journal_path(void)
{
	DIR *folder = opendir(e.state.path);
	const struct dirent *entry;
	char name[256] = "";

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL)
		if (strstr(entry->d_name, ".journal") != NULL)
			snprintf(name, sizeof(name), "%s", entry->d_name);
	closedir(folder);
	assert_true(name[0] != '\0');
	return folder_path(&e.state, name);
}

/* Where what was written ends; the reserve behind it is zeros. */
static size_t end_of_journal(void)
{
	FILE *file = fopen(journal_path(), "r");
	size_t end = 0;
	int byte;

	assert_non_null(file);
	for (size_t at = 1; (byte = fgetc(file)) != EOF; at++)
		if (byte != 0)
			end = at;
	fclose(file);
	return end;
}

static void flip_in_journal(size_t at)
{
	FILE *file = fopen(journal_path(), "r+");
	int byte;

	assert_non_null(file);
	assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
	byte = fgetc(file);
	assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
	assert_true(fputc(byte ^ 0x10, file) != EOF);
	assert_int_equal(fclose(file), 0);
}

/* Everything before the damage comes back, the damage is reported, and the journal is kept. */
static void test_damaged_end(void **state)
{
	(void)state;
	editing_keys(&e, " again<Tab><Enter>Six.");
	session_free(e.session);
	flip_in_journal(end_of_journal() - 1);
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed again");
	assert_string_equal(editing_text(&e, FIELD_BODY), "One two three.\nFour five.\nSix");
	assert_recovered("damaged");
	assert_true(session_finish(e.session, NULL));
	assert_true(folder_has(&e.folder, "doc.yaml", "title: Cards failed again\n"));
	assert_int_equal(journals(), 0);
	assert_int_equal(asides(), 1);
}

/* Nothing in it can be read, but it is the only copy. */
static void test_damaged_at_once(void **state)
{
	size_t first = end_of_journal();

	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	/* In the header of the first op's record, wherever the zeros before it began. */
	flip_in_journal(first + 12);
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_says(&e, "damaged");
	assert_int_equal(journals(), 1);
	assert_int_equal(asides(), 1);
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
}

/* The session that took what could be read of it crashed, too: the rest is only in the first. */
static void test_damaged_and_taken(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	flip_in_journal(end_of_journal() - 1);
	editing_open(&e);
	editing_reopen(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed agai");
	assert_int_equal(journals(), 3);
	assert_true(session_finish(e.session, NULL));
	assert_int_equal(journals(), 0);
	assert_int_equal(asides(), 1);
}

/* Others could have written its content: it is reported, but neither read nor touched. */
static void test_open_to_others(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	assert_int_equal(chmod(journal_path(), 0622), 0);
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_says(&e, "others can write to this journal");
	assert_int_equal(journals(), 2);
	assert_int_equal(asides(), 0);
}

static void test_others_journal(void **state)
{
	(void)state;
	if (geteuid() != 0) {
		print_message("skipped: only root can give a file away\n");
		skip();
	}
	editing_keys(&e, " again");
	session_free(e.session);
	assert_int_equal(chown(journal_path(), 1000, 1000), 0);
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_says(&e, "belongs to another user");
	assert_int_equal(journals(), 2);
	assert_int_equal(asides(), 0);
}

/* --- the answer --- */

static void test_drop(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	editing_reopen(&e);
	editing_keys(&e, "<Tab>Typed since. ");
	session_drop_recovered(e.session);
	assert_says(&e, "undo brings it back");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_non_null(strstr(editing_text(&e, FIELD_BODY), "Typed since."));
	assert_int_equal(asides(), 1);
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed again");
	editing_keys(&e, "<Alt+E>");
	assert_true(session_finish(e.session, NULL));
	session_free(e.session);
	editing_open(&e);
	/* it is not offered again, but not removed either */
	assert_int_equal(session_count_recovered(e.session), 0);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_int_equal(asides(), 1);
}

/* Undone and never answered: the only copy is the journal. */
static void test_undone_is_set_aside(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	editing_reopen(&e);
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	assert_true(session_finish(e.session, NULL));
	assert_int_equal(journals(), 0);
	assert_int_equal(asides(), 1);
}

/* --- moved --- */

static void move_document(const char *name)
{
	char to[sizeof(e.path)];

	snprintf(to, sizeof(to), "%s", folder_path(&e.folder, name));
	assert_int_equal(rename(e.path, to), 0);
	snprintf(e.path, sizeof(e.path), "%s", to);
}

static void test_moved(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	move_document("elsewhere.yaml");
	editing_open(&e);
	/* offered, not applied */
	assert_non_null(strstr(session_moved_from(e.session), "/doc.yaml"));
	assert_int_equal(session_count_recovered(e.session), 0);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	session_take_moved(e.session);
	assert_null(session_moved_from(e.session));
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed again");
	assert_int_equal(session_recovery(e.session), RECOVERY_WAITS);
	assert_int_equal(journals(), 2);
	assert_true(session_finish(e.session, NULL));
	assert_int_equal(journals(), 0);
}

/* Copied, with the original removed: recognized by its bytes. Moved and changed in place: by its
 * inode. */
static void test_moved_by_sign(void **state)
{
	(void)state;
	editing_keys(&e, " again<Tab>");
	editing_settle(&e);
	editing_keys(&e, "More. ");
	session_free(e.session);
	move_document("elsewhere.yaml");
	FILE *file = fopen(e.path, "a");
	assert_non_null(file);
	fputs("# by hand\n", file);
	fclose(file);
	editing_open(&e);
	assert_non_null(session_moved_from(e.session));
	session_free(e.session);
	move_document("old.yaml");
	folder_put_text(&e.folder, "elsewhere.yaml", editing_document);
	snprintf(e.path, sizeof(e.path), "%s", folder_path(&e.folder, "elsewhere.yaml"));
	editing_open(&e);
	assert_null(session_moved_from(e.session));
}

/* As long as the other file exists, its journal belongs to it. */
static void test_not_moved(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	folder_put_text(&e.folder, "copy.yaml", editing_document);
	snprintf(e.path, sizeof(e.path), "%s", folder_path(&e.folder, "copy.yaml"));
	editing_open(&e);
	assert_null(session_moved_from(e.session));
	assert_int_equal(journals(), 2);
}

/* --- concurrent changes --- */

/* An item that the session removed now has a comment in the file: both stay, and so does the
 * journal. */
static void test_removed_item_with_comment(void **state)
{
	(void)state;
	editing_go(&e, FIELD_POINTS);
	editing_keys(&e, "<Ctrl+End><Shift+Home><Del><Backspace>");
	assert_true(editor_set(
		session_editor(e.session), &(struct place){.field = FIELD_BODY}, "Six.", 4));
	session_free(e.session);
	editing_they_change(&e, "    - second\n", "    - second  # ask Ann\n");
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_BODY), "Six.");
	assert_string_equal(editing_text(&e, FIELD_POINTS), "first\nsecond");
	session_keep_recovered(e.session);
	assert_true(session_finish(e.session, NULL));
	assert_true(folder_has(&e.folder, "doc.yaml", "    - second  # ask Ann\n"));
	assert_true(folder_has(&e.folder, "doc.yaml", "Six."));
	assert_int_equal(asides(), 1);
}

/* A comment elsewhere does not prevent anything. */
static void test_removed_item(void **state)
{
	(void)state;
	editing_go(&e, FIELD_POINTS);
	editing_keys(&e, "<Ctrl+End><Shift+Home><Del><Backspace>");
	session_free(e.session);
	editing_they_change(&e, "    - first\n", "    - first  # ask Ann\n");
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_POINTS), "first");
	session_keep_recovered(e.session);
	assert_true(session_finish(e.session, NULL));
	assert_int_equal(asides(), 0);
}

/* --- another form --- */

/* The form without its title. */
static const char shorter_form[] = "form: probe\nversion: 2\ntitle: Probe\npages:\n"
				   "  - key: main\n    title: Main\n    fields:\n"
				   "      - {key: body, ask: What happened, kind: text}\n";

static void test_field_is_gone(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	folder_put_text(&e.folder, "forms/probe.yaml", shorter_form);
	editing_open(&e);
	assert_says(&e, "could not be brought back");
	assert_int_equal(session_recovery(e.session), RECOVERY_NONE);
	/* it is not discarded */
	assert_int_equal(journals(), 1);
	assert_int_equal(asides(), 1);
}

/* The session that was to set it aside crashed: what did not fit is only in the first. */
static void test_field_is_gone_twice(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	assert_true(editor_set(
		session_editor(e.session), &(struct place){.field = FIELD_BODY}, "Six.", 4));
	session_free(e.session);
	folder_put_text(&e.folder, "forms/probe.yaml", shorter_form);
	editing_open(&e);
	editing_reopen(&e);
	assert_int_equal(journals(), 3);
	assert_true(session_finish(e.session, NULL));
	assert_true(folder_has(&e.folder, "doc.yaml", "Six."));
	assert_int_equal(journals(), 0);
	assert_int_equal(asides(), 1);
}

static void test_read_only_keeps_journals(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	folder_put_text(&e.folder, "doc.yaml", "afterword: 1\nform: probe\ntitle: a\ntitle: b\n");
	editing_open(&e);
	assert_int_equal(session_save_state(e.session), SAVE_READ_ONLY);
	assert_says(&e, "an earlier session left text unsaved");
	assert_int_equal(journals(), 1);
	session_free(e.session);
	folder_put_text(&e.folder, "doc.yaml", editing_document);
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed again");
}

static void test_another_session_is_open(void **state)
{
	char expected[64];
	int status = 0;

	(void)state;
	editing_keys(&e, " here");
	snprintf(expected, sizeof(expected), "also open in another session, process %ld",
		(long)getpid());
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct session *second = session_open(&e.config, NULL);
		bool is_right = second != NULL &&
				strstr(str_text(&editor_message(session_editor(second))->text),
					expected) != NULL &&
				session_count_recovered(second) == 0;
		_exit(is_right ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* --- disks that fail --- */

static struct io_ops ops;
static volatile bool journal_fails, sync_fails, datasync_fails;
static volatile unsigned n_failed_syncs, n_syncs, n_data_syncs;

static ssize_t fail_pwrite(void *context, int fd, const void *bytes, size_t len, off_t at)
{
	if (journal_fails) {
		errno = ENOSPC;
		return -1;
	}
	return io_system().ops->pwrite(context, fd, bytes, len, at);
}

/* Writing files fails, but not the journal's folder, or the text could not be kept anywhere. */
static int fail_fsync(void *context, int fd)
{
	struct stat stat;

	if (sync_fails && (fstat(fd, &stat) != 0 || S_ISREG(stat.st_mode))) {
		errno = EIO;
		return -1;
	}
	n_syncs++;
	return io_system().ops->fsync(context, fd);
}

static int fail_fdatasync(void *context, int fd)
{
	if (datasync_fails) {
		n_failed_syncs++;
		errno = EIO;
		return -1;
	}
	n_data_syncs++;
	return io_system().ops->fdatasync(context, fd);
}

static void use_failing_disk(void)
{
	ops = *io_system().ops;
	ops.pwrite = fail_pwrite;
	ops.fsync = fail_fsync;
	ops.fdatasync = fail_fdatasync;
	journal_fails = sync_fails = datasync_fails = false;
	e.config.io = (struct io){&ops, io_system().context};
}

static void open_on_failing_disk(void)
{
	session_free(e.session);
	use_failing_disk();
	editing_open(&e);
}

/*
 * The file already has the text, but cannot be synced. Success a moment later proves nothing,
 * because the system has dropped what it could not write. Only another file counts.
 */
static void test_file_sync_fails(void **state)
{
	struct str bytes = {0};

	(void)state;
	editing_keys(&e, " again");
	assert_true(document_format(editor_document(session_editor(e.session)), &bytes, NULL));
	session_free(e.session);
	folder_put(&e.folder, "doc.yaml", bytes.data, bytes.len);
	use_failing_disk();
	sync_fails = true;
	editing_open(&e);
	assert_int_equal(journals(), 2);
	sync_fails = false;
	/* This needs no write. */
	editing_keys(&e, "x<Alt+U>");
	editing_wait(&e, 5000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_int_equal(journals(), 2);
	editing_keys(&e, "!");
	editing_wait(&e, 5000);
	assert_true(folder_has(&e.folder, "doc.yaml", "title: Cards failed again!\n"));
	assert_int_equal(journals(), 1);
	str_release(&bytes);
}

/* --- order of writes --- */

static volatile bool is_file_synced, is_folder_synced;

static int noting_fsync(void *context, int fd)
{
	int result = io_system().ops->fsync(context, fd);
	struct stat synced, file;

	if (fstat(fd, &synced) != 0)
		return result;
	if (S_ISREG(synced.st_mode) && folder_has(&e.folder, "doc.yaml", "failed again") &&
		stat(e.path, &file) == 0 && file.st_ino == synced.st_ino)
		is_file_synced = true;
	if (S_ISDIR(synced.st_mode) && is_file_synced)
		is_folder_synced = true;
	return result;
}

/* By the time an old journal is removed, the file has its text and both file and folder were
 * synced. */
static int watching_unlinkat(void *context, int dir, const char *name)
{
	if (strstr(name, "doc.yaml.") && strstr(name, ".journal") && name[0] == '/') {
		assert_true(folder_has(&e.folder, "doc.yaml", "failed again"));
		assert_true(is_file_synced);
		assert_true(is_folder_synced);
	}
	return io_system().ops->unlinkat(context, dir, name);
}

static void test_journal_goes_last(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	ops = *io_system().ops;
	ops.fsync = noting_fsync;
	ops.unlinkat = watching_unlinkat;
	is_file_synced = is_folder_synced = false;
	e.config.io = (struct io){&ops, io_system().context};
	editing_open(&e);
	assert_int_equal(journals(), 2);
	session_keep_recovered(e.session);
	editing_settle(&e);
	assert_true(is_folder_synced);
	assert_int_equal(journals(), 1);
}

/* Others were faster than the save: the text is in neither file nor folder yet. */
static void test_journal_goes_after_merge(void **state)
{
	static const char theirs[] = "afterword: 1\nform: probe\n# theirs\ntitle: Cards failed\n";

	(void)state;
	editing_keys(&e, " again");
	session_free(e.session);
	ops = *io_system().ops;
	ops.fsync = noting_fsync;
	ops.unlinkat = watching_unlinkat;
	is_file_synced = is_folder_synced = false;
	e.config.io = (struct io){&ops, io_system().context};
	editing_open(&e);
	folder_replace(&e.folder, "doc.yaml", theirs);
	session_keep_recovered(e.session);
	editing_settle(&e);
	editing_wait(&e, 5000);
	assert_true(folder_has(&e.folder, "doc.yaml", "# theirs\ntitle: Cards failed again\n"));
	assert_int_equal(journals(), 1);
}

static void test_journal_fails(void **state)
{
	(void)state;
	open_on_failing_disk();
	journal_fails = true;
	editing_keys(&e, "1");
	assert_says(&e, "journal cannot be written");
	assert_int_equal(editor_message(session_editor(e.session))->level, MESSAGE_ERROR);
	/* not after two seconds: in the same turn of the loop */
	session_tick(e.session);
	assert_int_equal(session_save_state(e.session), SAVE_RUNNING);
	editing_settle(&e);
	assert_true(folder_has(&e.folder, "doc.yaml", "failed1\n"));
	editing_keys(&e, "2");
	journal_fails = false;
	editing_keys(&e, "3");
	/* nothing is left to be done at once, whatever the state */
	editing_settle(&e);
	session_tick(e.session);
	assert_true(session_timeout(e.session) > 0);
	/* the journal has everything again */
	editing_reopen(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed123");
}

static ino_t journal_inode(void)
{
	struct stat stat_of_it;

	assert_int_equal(stat(journal_path(), &stat_of_it), 0);
	return stat_of_it.st_ino;
}

/* A journal whose sync failed is not trusted: a new file replaces it. */
static void test_journal_sync_fails(void **state)
{
	ino_t before;

	(void)state;
	open_on_failing_disk();
	before = journal_inode();
	datasync_fails = true;
	editing_keys(&e, "1");
	/* within the second; the saver wakes the loop when it has failed */
	assert_true(session_timeout(e.session) <= 900);
	e.clock += 900;
	session_tick(e.session);
	struct pollfd fd = {.fd = session_fd(e.session), .events = POLLIN};
	assert_int_equal(poll(&fd, 1, 20000), 1);
	datasync_fails = false;
	session_tick(e.session);
	assert_int_equal(n_failed_syncs, 1);
	assert_int_not_equal(journal_inode(), before);
	assert_says(&e, "");
	editing_keys(&e, "2");
	editing_reopen(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed12");
}

/* Opening does not wait for the disk; a second after the first op the journal and its name are
 * durable. */
static void test_journal_is_synced(void **state)
{
	(void)state;
	open_on_failing_disk();
	n_syncs = n_data_syncs = 0;
	session_free(e.session);
	editing_open(&e);
	assert_int_equal(n_syncs + n_data_syncs, 0);
	editing_keys(&e, "1");
	e.clock += 1000;
	session_tick(e.session);
	session_free(e.session); /* the saver ends when it has finished its requests */
	assert_int_equal(n_data_syncs, 1);
	assert_int_equal(n_syncs, 1);
	editing_open(&e);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed1");
}

static void test_no_journal(void **state)
{
	(void)state;
	session_free(e.session);
	e.config.state_folder = "/dev/null/journals";
	editing_open(&e);
	assert_says(&e, "would lose the last seconds");
	assert_int_equal(editor_message(session_editor(e.session))->level, MESSAGE_WARNING);
	editing_keys(&e, "1");
	editing_wait(&e, 300);
	assert_true(folder_has(&e.folder, "doc.yaml", "failed1\n"));
	editing_keys(&e, "2");
	assert_true(session_finish(e.session, NULL));
	assert_true(folder_has(&e.folder, "doc.yaml", "failed12\n"));
}

static void test_save_fails(void **state)
{
	struct err err = {0};

	(void)state;
	open_on_failing_disk();
	sync_fails = true;
	editing_keys(&e, "1<^S>");
	editing_settle(&e);
	assert_int_equal(session_save_state(e.session), SAVE_FAILED);
	assert_int_equal(session_save_error(e.session)->code, ERR_SYSTEM);
	assert_says(&e, "the journal keeps your text");
	assert_int_equal(session_saved_at(e.session), 0);
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
	/* tried again after 5 seconds, then after 30 */
	session_say(e.session, MESSAGE_ERROR, "-");
	editing_wait(&e, 4900);
	assert_string_equal(str_text(&editor_message(session_editor(e.session))->text), "-");
	editing_wait(&e, 100);
	assert_says(&e, "Not saved");
	session_say(e.session, MESSAGE_ERROR, "-");
	editing_wait(&e, 29900);
	assert_string_equal(str_text(&editor_message(session_editor(e.session))->text), "-");
	assert_false(session_finish(e.session, &err));
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_says(&e, "the journal keeps your text");
	assert_int_equal(journals(), 1);
	sync_fails = false;
	editing_wait(&e, 30000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_true(folder_has(&e.folder, "doc.yaml", "failed1\n"));
}

static volatile bool folder_fails;
static volatile unsigned n_exchanges;

static int fail_folder_fsync(void *context, int fd)
{
	struct stat synced, folder;

	if (folder_fails && fstat(fd, &synced) == 0 && stat(e.folder.path, &folder) == 0 &&
		synced.st_ino == folder.st_ino) {
		errno = EIO;
		return -1;
	}
	return io_system().ops->fsync(context, fd);
}

/* The second one would revert the first one. */
static int fail_second_exchange(void *context, int dir, const char *a, const char *b)
{
	if (++n_exchanges == 2) {
		errno = EIO;
		return -1;
	}
	return io_system().ops->exchangeat(context, dir, a, b);
}

/* Our text has the name, the name may not be durable, and the old text is gone: this does not count
 * as saved, and is written again, not synced again. */
static void test_folder_sync_fails(void **state)
{
	struct stat before, after;

	(void)state;
	session_free(e.session);
	ops = *io_system().ops;
	ops.fsync = fail_folder_fsync;
	ops.exchangeat = fail_second_exchange;
	e.config.io = (struct io){&ops, io_system().context};
	editing_open(&e);
	folder_fails = true;
	n_exchanges = 0;
	editing_keys(&e, "1<^S>");
	editing_settle(&e);
	assert_int_equal(session_save_state(e.session), SAVE_FAILED);
	assert_int_equal(session_saved_at(e.session), 0);
	assert_says(&e, "may not survive a power cut");
	assert_says(&e, "the journal keeps your text");
	assert_true(folder_has(&e.folder, "doc.yaml", "title: Cards failed1\n"));
	folder_stat(&e.folder, "doc.yaml", &before);
	folder_fails = false;
	editing_wait(&e, 6000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_true(folder_has(&e.folder, "doc.yaml", "title: Cards failed1\n"));
	folder_stat(&e.folder, "doc.yaml", &after);
	assert_int_not_equal(before.st_ino, after.st_ino);
}

/* What would not read back correctly (here: a file over the limit) is not written. */
static void test_refused(void **state)
{
	size_t len = 16 * 1024 * 1024;
	char *text;

	(void)state;
	text = malloc(len);
	for (size_t i = 0; i < len; i++)
		text[i] = i % 64 == 63 ? '\n' : 'x';
	assert_true(editor_set(
		session_editor(e.session), &(struct place){.field = FIELD_BODY}, text, len));
	free(text);
	editing_wait(&e, 60000);
	assert_int_equal(session_save_state(e.session), SAVE_FAILED);
	assert_int_equal(session_save_error(e.session)->code, ERR_REFUSED);
	assert_says(&e, "the journal keeps your text");
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
	assert_null(strstr(
		str_text(&editor_message(session_editor(e.session))->text) + 9, "not saved"));
	assert_in_range(session_timeout(e.session), 1, 1000);
	/* a session that crashes there leaves a complete journal, including what came after */
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "?");
	editing_wait(&e, 20000);
	editing_keys(&e, "?");
	editing_reopen(&e);
	for (size_t i = 0; i < session_count_recovered(e.session); i++)
		assert_null(strstr(str_text(session_recovered(e.session, i)), "damaged"));
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed??");
	assert_true(
		editor_document(session_editor(e.session))->values[FIELD_BODY].text.len >= len - 1);
	session_keep_recovered(e.session);
	editing_wait(&e, 20000);
	assert_int_equal(session_save_state(e.session), SAVE_FAILED);
	/* once it is undone, the rest can be saved again */
	editing_keys(&e, "<Alt+U>!");
	editing_wait(&e, 30000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_true(folder_has(&e.folder, "doc.yaml", "title: Cards failed!\n"));
}

static void test_open_fails(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
	} cases[] = {
		{"", 0},
		{"a: [\n", 2},
		{"afterword: 1\nform: nowhere\n", 0},
		{"title: x\n", 1},
		{"afterword: 1\nform: probe\ntitle: \xff\n", 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err err = {0};
		session_free(e.session);
		e.session = NULL;
		folder_put_text(&e.folder, "doc.yaml", cases[i].text);
		assert_null(session_open(&e.config, &err));
		assert_true(err.message[0] != '\0');
		assert_non_null(strstr(err.path, i == 2 ? "" : "doc.yaml"));
		if (cases[i].line > 0)
			assert_int_equal(err.line, cases[i].line);
	}
	unlink(folder_path(&e.folder, "doc.yaml"));
	struct err err = {0};
	assert_null(session_open(&e.config, &err));
	assert_int_equal(err.code, ERR_MISSING);
}

int main(void)
{
#define TEST(name) EDITING_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_what_was_typed_comes_back),
		TEST(test_crash_while_recovering),
		TEST(test_hung_up_undecided),
		TEST(test_all_kinds_come_back),
		TEST(test_save_not_noted),
		TEST(test_save_cut_off),
		TEST(test_save_not_cut_off),
		TEST(test_nothing_unsaved),
		TEST(test_file_has_moved_on),
		TEST(test_file_holds_it_already),
		TEST(test_two_journals),
		TEST(test_two_journals_in_conflict),
		TEST(test_damaged_end),
		TEST(test_damaged_at_once),
		TEST(test_damaged_and_taken),
		TEST(test_open_to_others),
		TEST(test_others_journal),
		TEST(test_drop),
		TEST(test_prose_without_a_place),
		TEST(test_journal_that_cannot_be_read),
		TEST(test_undone_is_set_aside),
		TEST(test_moved),
		TEST(test_moved_by_sign),
		TEST(test_not_moved),
		TEST(test_removed_item_with_comment),
		TEST(test_removed_item),
		TEST(test_field_is_gone),
		TEST(test_field_is_gone_twice),
		TEST(test_read_only_keeps_journals),
		TEST(test_another_session_is_open),
		TEST(test_file_sync_fails),
		TEST(test_journal_goes_last),
		TEST(test_journal_goes_after_merge),
		TEST(test_journal_fails),
		TEST(test_journal_sync_fails),
		TEST(test_journal_is_synced),
		TEST(test_no_journal),
		TEST(test_save_fails),
		TEST(test_folder_sync_fails),
		TEST(test_refused),
		TEST(test_open_fails),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
