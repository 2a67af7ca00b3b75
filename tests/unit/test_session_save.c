/* Saving: when, what is on the disk then, and what happens if somebody else wrote there. */
#include "editing.h"
#include "ending.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct editing e;

static void assert_saved(const char *part)
{
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_true(folder_has(&e.folder, "doc.yaml", part));
}

static void assert_not_saved(const char *part)
{
	assert_int_equal(session_save_state(e.session), SAVE_EDITED);
	assert_false(folder_has(&e.folder, "doc.yaml", part));
}

/* --- occasions --- */

static void test_after_a_pause(void **state)
{
	(void)state;
	assert_int_equal(session_saved_at(e.session), 0);
	editing_keys(&e, " again");
	assert_int_equal(session_save_state(e.session), SAVE_EDITED);
	editing_wait(&e, 1900);
	assert_not_saved("again");
	editing_wait(&e, 100);
	assert_saved("title: Cards failed again\n");
	assert_int_equal(session_saved_at(e.session), e.clock);
	/* and only the title changed */
	assert_true(folder_has(&e.folder, "doc.yaml", "# kept\n"));
	assert_true(folder_has(&e.folder, "doc.yaml", "  share: 80\n"));
}

static void test_steady_typing(void **state)
{
	int64_t start = e.clock;

	(void)state;
	while (session_save_state(e.session) != SAVE_CLEAN || session_saved_at(e.session) == 0) {
		editing_keys(&e, "x");
		editing_wait(&e, 500);
		assert_true(e.clock - start <= 10000);
	}
	assert_int_equal(e.clock - start, 10000);
	assert_saved("failedxxxxxxxxxxxxxxxxxxxx\n");
}

static void test_on_leaving(void **state)
{
	static const char *const ways[] = {"<Tab>", "<Alt+.>", "<Esc>", "<Down>", "<Alt+2>"};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		char text[8];
		editing_go(&e, FIELD_BODY);
		editing_settle(&e);
		snprintf(text, sizeof(text), "way%zu", i);
		editing_keys(&e, text);
		assert_int_equal(session_save_state(e.session), SAVE_EDITED);
		editing_keys(&e, ways[i]);
		assert_int_equal(session_save_state(e.session), SAVE_RUNNING);
		editing_settle(&e);
		assert_saved(text);
	}
}

/* Opens the document with a text of so many letters. */
static void open_large(size_t letters)
{
	char *letter = malloc(letters + 1);
	struct str text = {0};

	memset(letter, 'x', letters);
	letter[letters] = '\0';
	str_append_text(&text, editing_document);
	str_append_text(&text, "unknown: ");
	str_append(&text, letter, letters);
	str_append_text(&text, "\n");
	free(letter);
	editing_release(&e);
	editing_init(&e, str_text(&text));
	str_release(&text);
}

/* Making its bytes takes long: no key that follows soon waits for that. */
static void test_on_leaving_a_large_document(void **state)
{
	(void)state;
	open_large(2 << 20);
	editing_keys(&e, " again");
	editing_wait(&e, 500);
	editing_keys(&e, "<Tab>");
	assert_not_saved("again");
	editing_wait(&e, 200);
	editing_keys(&e, "<Tab>");
	editing_wait(&e, 200);
	assert_not_saved("again");
	editing_wait(&e, 100);
	assert_saved("again");
	/* while a save runs: after both */
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "1<^S>2<Tab>");
	editing_settle(&e);
	assert_not_saved("again12");
	editing_wait(&e, 300);
	assert_saved("again12");
	/* what is left without a change is not saved early */
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "3");
	editing_wait(&e, 1900);
	assert_not_saved("again123");
}

static void test_explicit(void **state)
{
	(void)state;
	editing_keys(&e, "<^S>");
	assert_says(&e, "Nothing to save");
	editing_keys(&e, "!<^S>");
	assert_int_equal(session_save_state(e.session), SAVE_RUNNING);
	editing_settle(&e);
	assert_saved("failed!\n");
	assert_says(&e, e.path);
}

/* Nothing is written needlessly, and then only the next look at the file is due. */
static void test_no_change(void **state)
{
	struct stat before, after;

	(void)state;
	folder_stat(&e.folder, "doc.yaml", &before);
	editing_keys(&e, "<Tab><Tab><Home><Esc><Alt+.><Alt+1>");
	editing_wait(&e, 15000);
	/* edited and undone does not count either */
	editing_keys(&e, "<Enter>x<Alt+U>");
	assert_int_equal(session_save_state(e.session), SAVE_EDITED);
	editing_wait(&e, 2000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_int_equal(session_saved_at(e.session), 0);
	assert_true(session_timeout(e.session) <= 1000);
	folder_stat(&e.folder, "doc.yaml", &after);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

/* Keys typed while a save runs are saved by the next one. */
static void test_typing_while_saving(void **state)
{
	(void)state;
	editing_keys(&e, "1<^S>2");
	assert_int_equal(session_save_state(e.session), SAVE_RUNNING);
	editing_settle(&e);
	assert_int_equal(session_save_state(e.session), SAVE_EDITED);
	assert_true(folder_has(&e.folder, "doc.yaml", "failed1\n"));
	assert_true(session_timeout(e.session) <= 2000);
	editing_wait(&e, 2000);
	assert_saved("failed12\n");
	/* leaving while a save runs: right after it */
	editing_keys(&e, "<Left><Right>3<^S>4<Tab>");
	session_flush(e.session);
	assert_saved("failed1234\n");
	/* rows too: their nodes in the new bytes are found */
	editing_go(&e, FIELD_EVENTS);
	editing_keys(&e, "a<Tab><Tab>new<Enter><Esc><^S>d<Alt+2>ja<Tab><Tab>other");
	assert_true(session_flush(e.session));
	assert_true(folder_has(&e.folder, "doc.yaml", "other"));
	assert_false(folder_has(&e.folder, "doc.yaml", "new"));
}

static void test_flush_and_finish(void **state)
{
	(void)state;
	editing_keys(&e, "a");
	assert_true(session_flush(e.session));
	assert_saved("faileda\n");
	/* a time that is being typed is read first */
	editing_go(&e, FIELD_END);
	editing_keys(&e, "<:select-all>+1h");
	assert_int_equal(folder_count_suffix(&e.state, ".journal"), 1);
	assert_true(session_finish(e.session, NULL));
	assert_saved("end: \"2023-10-15T09:00:00-04:00\"\n");
	assert_int_equal(folder_count(&e.state), 0);
}

/* --- somebody else's file --- */

/* Rows without an id cannot be matched, so there is no merge. */
static const char theirs[] = "afterword: 1\n"
			     "form: probe\n"
			     "title: Theirs\n"
			     "timeline:\n"
			     "  events:\n"
			     "    - id: bbbbbbbb\n"
			     "      what: Theirs too\n"
			     "    - what: Up\n";

/* The document with such a row; the caller frees the string. */
static char *with_nameless_row(void)
{
	const char *at = strstr(editing_document, "\n  notes:");
	struct str text = {0};

	str_append(&text, editing_document, (size_t)(at - editing_document));
	str_append_text(&text, "    - what: By hand\n");
	str_append_text(&text, at);
	return str_take(&text);
}

static void conflict(void)
{
	char *before = with_nameless_row();

	folder_replace(&e.folder, "doc.yaml", before);
	free(before);
	editing_wait(&e, 2000);
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 3);
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, " mine");
	folder_replace(&e.folder, "doc.yaml", theirs);
	editing_wait(&e, 2000);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	assert_says(&e, "changed on disk");
	assert_true(folder_holds(&e.folder, "doc.yaml", theirs));
}

static void test_conflict(void **state)
{
	(void)state;
	conflict();
	/* saves stop, but editing continues, and is journaled */
	editing_keys(&e, "!");
	editing_wait(&e, 20000);
	assert_true(folder_holds(&e.folder, "doc.yaml", theirs));
	editing_keys(&e, "<^S>");
	assert_says(&e, "changed on disk");
	assert_false(session_flush(e.session));
	struct err err = {0};
	assert_false(session_finish(e.session, &err));
	assert_int_equal(err.code, ERR_CHANGED);
	assert_true(folder_holds(&e.folder, "doc.yaml", theirs));
	assert_int_equal(folder_count_suffix(&e.state, ".journal"), 1);
}

/* What is impossible now must not be requested at once. */
static void test_conflict_does_not_spin(void **state)
{
	(void)state;
	conflict();
	for (int i = 0; i < 100; i++) {
		if (i % 7 == 0)
			editing_keys(&e, "x");
		editing_wait(&e, 100);
		assert_true(session_timeout(e.session) > 0);
	}
}

static void test_reload(void **state)
{
	(void)state;
	editing_go_cell(&e, FIELD_EVENTS, 1, 2);
	conflict();
	session_resolve(e.session, RESOLVE_RELOAD);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Theirs");
	assert_string_equal(editing_text(&e, FIELD_BODY), "");
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 0, 2), "Theirs too");
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 2);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 1, 2), "Up");
	/* our text is one step away, and is then saved over theirs, which is known by now */
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed mine");
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 0, 2), "Alarm fired.");
	editing_wait(&e, 2000);
	assert_saved("title: Cards failed mine\n");
	assert_true(folder_has(&e.folder, "doc.yaml", "Alarm fired."));
	editing_keys(&e, "<Alt+E>");
	assert_true(session_flush(e.session));
	assert_saved("title: Theirs\n");
	session_resolve(e.session, RESOLVE_RELOAD);
	assert_says(&e, "the one you are editing");
}

/* The open row stays open, wherever it is now; the filter shows the new rows. */
static void test_reload_in_a_row(void **state)
{
	(void)state;
	conflict();
	editing_go(&e, FIELD_EVENTS);
	editor_set_filter(session_editor(e.session), "e");
	editing_keys(&e, "<Down><Enter>");
	session_resolve(e.session, RESOLVE_RELOAD);
	assert_true(editor_focus(session_editor(e.session))->in_row);
	assert_int_equal(editor_focus(session_editor(e.session))->row, 0);
	assert_int_equal(editor_rows_shown(session_editor(e.session), FIELD_EVENTS), 1);
	assert_int_equal(editor_row_at(session_editor(e.session), FIELD_EVENTS, 0), 0);
	/* and closes if it is gone */
	folder_replace(&e.folder, "doc.yaml", editing_empty);
	editing_wait(&e, 2000);
	assert_false(editor_focus(session_editor(e.session))->in_row);
	assert_int_equal(editor_rows_shown(session_editor(e.session), FIELD_EVENTS), 0);
}

/* 16 October 2023, 12:00:00 UTC and the two seconds of the autosave. */
#define MINE "doc.mine-120004.yaml"

static void test_save_beside(void **state)
{
	(void)state;
	folder_put_text(&e.folder, MINE, "somebody's");
	conflict();
	session_resolve(e.session, RESOLVE_SAVE_BESIDE);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_says(&e, "doc.mine-120004-2.yaml");
	assert_non_null(strstr(session_path(e.session), "doc.mine-120004-2.yaml"));
	assert_true(folder_holds(&e.folder, "doc.yaml", theirs));
	assert_true(folder_holds(&e.folder, MINE, "somebody's"));
	assert_true(folder_has(&e.folder, "doc.mine-120004-2.yaml", "title: Cards failed mine\n"));
	/* continues with the new file */
	editing_keys(&e, "!");
	editing_wait(&e, 2000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_true(folder_has(&e.folder, "doc.mine-120004-2.yaml", "title: Cards failed mine!\n"));
	assert_true(folder_holds(&e.folder, "doc.yaml", theirs));
	assert_int_equal(folder_count_suffix(&e.state, ".journal"), 1);
	editing_keys(&e, "<Alt+U><Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed ");
	assert_true(session_finish(e.session, NULL));
	assert_int_equal(folder_count(&e.state), 0);
}

static void test_keep_both(void **state)
{
	(void)state;
	conflict();
	session_resolve(e.session, RESOLVE_KEEP_BOTH);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Theirs");
	assert_true(folder_has(&e.folder, MINE, "title: Cards failed mine\n"));
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "!");
	editing_wait(&e, 2000);
	assert_saved("title: Theirs!\n");
}

static void test_reload_of_nonsense(void **state)
{
	(void)state;
	conflict();
	folder_put_text(&e.folder, "doc.yaml", "title: [\n");
	session_resolve(e.session, RESOLVE_RELOAD);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	assert_says(&e, "cannot be used");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed mine");
	session_resolve(e.session, RESOLVE_KEEP_BOTH);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	assert_true(folder_has(&e.folder, MINE, "mine"));
}

/* If ops cannot get there, the document is taken as a whole. */
static void test_reload_of_another_shape(void **state)
{
	(void)state;
	conflict();
	folder_put_text(&e.folder, "doc.yaml",
		"afterword: 1\nform: probe\ntitle: {a: b}\nmain:\n  share: 7\n");
	session_resolve(e.session, RESOLVE_RELOAD);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_string_equal(editing_text(&e, FIELD_SHARE), "7");
	assert_true(editor_document(session_editor(e.session))->values[FIELD_TITLE].is_foreign);
	editing_go(&e, FIELD_SHARE);
	editing_keys(&e, "5<Esc>");
	editing_wait(&e, 2000);
	assert_saved("share: 75\n");
	assert_true(folder_has(&e.folder, "doc.yaml", "title: {a: b}\n"));
}

/* Restored, as git does: no decision is needed any more. */
static void test_put_back(void **state)
{
	char *before = with_nameless_row();

	(void)state;
	conflict();
	folder_replace(&e.folder, "doc.yaml", before);
	free(before);
	editing_wait(&e, 2000);
	editing_wait(&e, 2000);
	assert_saved("title: Cards failed mine\n");
	/* touched only */
	struct str bytes = {0};
	assert_true(folder_get(&e.folder, "doc.yaml", &bytes));
	folder_replace(&e.folder, "doc.yaml", str_text(&bytes));
	str_release(&bytes);
	editing_wait(&e, 4000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
}

/* A file that is no longer a document is left alone, until it is one again. */
static void test_no_document(void **state)
{
	(void)state;
	folder_replace(&e.folder, "doc.yaml", "title: [\n");
	editing_wait(&e, 2000);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_UNREADABLE);
	assert_false(session_may_resolve(e.session, RESOLVE_RELOAD));
	assert_true(session_may_resolve(e.session, RESOLVE_SAVE_BESIDE));
	editing_keys(&e, "!<^S>");
	editing_wait(&e, 20000);
	assert_true(folder_holds(&e.folder, "doc.yaml", "title: [\n"));
	folder_replace(&e.folder, "doc.yaml", "afterword: 1\nform: other\n");
	editing_wait(&e, 2000);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	folder_replace(&e.folder, "doc.yaml", editing_document);
	editing_wait(&e, 4000);
	assert_saved("title: Cards failed!\n");
}

/* Ours again, and what was there in another file; or nothing, if nothing was there. */
static void test_written_over(void **state)
{
	const char *aside;

	(void)state;
	folder_replace(&e.folder, "doc.yaml", "title: [\n");
	editing_wait(&e, 2000);
	editing_keys(&e, "!");
	assert_true(session_may_resolve(e.session, RESOLVE_WRITE_AGAIN));
	session_resolve(e.session, RESOLVE_WRITE_AGAIN);
	assert_says(&e, "The file has your text again; what was there is in ");
	assert_saved("title: Cards failed!\n");
	assert_true(folder_has(&e.folder, "doc.yaml", "# kept\n"));
	assert_int_equal(folder_count_suffix(&e.folder, ".yaml"), 2);
	aside = strrchr(str_text(&editor_message(session_editor(e.session))->text), '/');
	assert_non_null(aside);
	assert_true(folder_holds(&e.folder, aside + 1, "title: [\n"));
	/* and editing continues */
	editing_keys(&e, "?");
	folder_replace(&e.folder, "doc.yaml", "");
	editing_wait(&e, 4000);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_UNREADABLE);
	session_resolve(e.session, RESOLVE_WRITE_AGAIN);
	assert_saved("title: Cards failed!?\n");
	assert_int_equal(folder_count_suffix(&e.folder, ".yaml"), 2);
	editing_keys(&e, ".");
	editing_wait(&e, 3000);
	assert_saved("title: Cards failed!?.\n");
	assert_int_equal(folder_count_suffix(&e.state, ".journal"), 1);
}

static void test_gone(void **state)
{
	(void)state;
	unlink(folder_path(&e.folder, "doc.yaml"));
	editing_wait(&e, 2000);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_GONE);
	assert_says(&e, "write it again");
	assert_false(session_may_resolve(e.session, RESOLVE_RELOAD));
	/* leaving now would leave nothing behind */
	assert_false(session_finish(e.session, NULL));
	session_resolve(e.session, RESOLVE_WRITE_AGAIN);
	editing_settle(&e);
	assert_saved("title: Cards failed\n");
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
	/* with edits, and with a file that exists after all */
	editing_keys(&e, "!");
	unlink(folder_path(&e.folder, "doc.yaml"));
	editing_wait(&e, 2000);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_GONE);
	folder_put_text(&e.folder, "doc.yaml", "title: [\n");
	session_resolve(e.session, RESOLVE_WRITE_AGAIN);
	editing_settle(&e);
	assert_true(folder_holds(&e.folder, "doc.yaml", "title: [\n"));
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_UNREADABLE);
	unlink(folder_path(&e.folder, "doc.yaml"));
	editing_wait(&e, 2000);
	session_resolve(e.session, RESOLVE_SAVE_BESIDE);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
}

/* A read-only document: nothing is taken automatically. */
static void test_read_only_changes(void **state)
{
	(void)state;
	editing_release(&e);
	editing_init(&e, "afterword: 1\nform: probe\ntitle: a\ntitle: b\n");
	assert_int_equal(session_save_state(e.session), SAVE_READ_ONLY);
	folder_replace(&e.folder, "doc.yaml", editing_document);
	editing_wait(&e, 2000);
	assert_int_equal(session_save_state(e.session), SAVE_READ_ONLY);
	assert_true(session_is_stale(e.session));
	assert_says(&e, "changed on disk");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "a");
	session_resolve(e.session, RESOLVE_RELOAD);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed");
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "<End>!");
	editing_wait(&e, 2000);
	assert_saved("title: Cards failed!\n");
}

/* The reason is shown whatever is tried, and only the look at the file is due. */
static void test_read_only(void **state)
{
	(void)state;
	editing_release(&e);
	editing_init(&e, "afterword: 1\nform: probe\ntitle: a\ntitle: b\n");
	assert_int_equal(session_save_state(e.session), SAVE_READ_ONLY);
	assert_non_null(strstr(session_read_only(e.session), "line 4"));
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "x");
	assert_says(&e, "Read-only: line 4");
	editing_keys(&e, "<^S>");
	assert_says(&e, "Read-only: line 4");
	assert_in_range(session_timeout(e.session), 1, 1000);
	assert_true(session_finish(e.session, NULL));
	assert_true(folder_holds(
		&e.folder, "doc.yaml", "afterword: 1\nform: probe\ntitle: a\ntitle: b\n"));
}

/* A new, empty row is not in the file. */
static void test_unused_row_at_the_end(void **state)
{
	struct err err = {0};

	(void)state;
	editing_go(&e, FIELD_EVENTS);
	editing_keys(&e, "<Ins>");
	assert_true(session_finish(e.session, &err));
	assert_true(folder_holds(&e.folder, "doc.yaml", editing_document));
}

int main(void)
{
#define TEST(name) EDITING_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_after_a_pause),
		TEST(test_steady_typing),
		TEST(test_on_leaving),
		TEST(test_on_leaving_a_large_document),
		TEST(test_explicit),
		TEST(test_no_change),
		TEST(test_typing_while_saving),
		TEST(test_flush_and_finish),
		TEST(test_conflict),
		TEST(test_conflict_does_not_spin),
		TEST(test_reload),
		TEST(test_reload_in_a_row),
		TEST(test_save_beside),
		TEST(test_keep_both),
		TEST(test_reload_of_nonsense),
		TEST(test_reload_of_another_shape),
		TEST(test_put_back),
		TEST(test_no_document),
		TEST(test_written_over),
		TEST(test_gone),
		TEST(test_read_only_changes),
		TEST(test_read_only),
		TEST(test_unused_row_at_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
