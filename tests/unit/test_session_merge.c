/*
 * Somebody else writes the file under an open session: it is merged, the user is not
 * disturbed, undo only reverts the user's own changes, and nothing of either side is
 * lost, even if the program ends at that moment.
 */
#include "editing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct editing e;

static bool file_has(const char *part)
{
	struct str bytes = {0};
	bool has =
		folder_get(&e.folder, "doc.yaml", &bytes) && strstr(str_text(&bytes), part) != NULL;

	str_release(&bytes);
	return has;
}

static void assert_file_has(const char *part)
{
	struct str bytes = {0};

	assert_true(folder_get(&e.folder, "doc.yaml", &bytes));
	if (strstr(str_text(&bytes), part) == NULL)
		fail_msg("no \"%s\" in %s", part, str_text(&bytes));
	str_release(&bytes);
}

static const struct remote_change *news_of(unsigned field)
{
	return session_remote_change(e.session, &(struct place){.field = field});
}

/* --- noticing --- */

static void test_while_idle(void **state)
{
	(void)state;
	editing_wait(&e, 5000);
	editing_they_change(&e, "Cards failed", "Payments failed");
	editing_wait(&e, 1000);
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Payments failed");
	assert_says(&e, "Someone else changed");
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	/* none of it can be undone, and nothing is written */
	editing_keys(&e, "<Alt+U>");
	assert_says(&e, "Nothing to undo");
	editing_wait(&e, 15000);
	assert_int_equal(session_saved_at(e.session), 0);
	/* a comment alone is also a change of theirs, and survives our save */
	editing_they_change(&e, "# kept", "# kept and more");
	editing_wait(&e, 1000);
	editing_keys(&e, "!");
	editing_wait(&e, 3000);
	assert_file_has("# kept and more\n");
	assert_file_has("title: Payments failed!\n");
}

/* Also while keys arrive, and before a save. */
static void test_while_typing(void **state)
{
	(void)state;
	editing_they_change(&e, "share: 80", "share: 75");
	for (int i = 0; i < 11; i++) {
		editing_keys(&e, "x");
		editing_wait(&e, 100);
	}
	assert_string_equal(editing_text(&e, FIELD_SHARE), "75");
	assert_shows(&e, "Cards failedxxxxxxxxxxx|");
	editing_they_change(&e, "share: 75", "share: 70");
	editing_keys(&e, "<^S>");
	editing_settle(&e);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_string_equal(editing_text(&e, FIELD_SHARE), "70");
	assert_file_has("share: 70\n");
	assert_file_has("title: Cards failedxxxxxxxxxxx\n");
}

/* With others, typing arrives within three seconds: saved after 1.5, checked every 0.7. */
static void test_quickly(void **state)
{
	int64_t typed;

	(void)state;
	editing_they_change(&e, "share: 80", "share: 75");
	editing_wait(&e, 1000);
	assert_string_equal(editing_text(&e, FIELD_SHARE), "75");
	typed = e.clock;
	while (!file_has("failedy")) {
		editing_keys(&e, "y");
		editing_wait(&e, 100);
		assert_true(e.clock - typed <= 1600);
	}
	editing_wait(&e, 2000);
	editing_they_change(&e, "share: 75", "share: 70");
	editing_wait(&e, 700);
	assert_string_equal(editing_text(&e, FIELD_SHARE), "70");
	/* alone again after a minute */
	editing_wait(&e, 61000);
	editing_keys(&e, "z");
	editing_wait(&e, 1900);
	assert_false(file_has("z\n"));
}

/* --- the user's place --- */

static void test_cursor_in_a_text(void **state)
{
	(void)state;
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home><Down><End> mine");
	assert_shows(&e, "One two three.\nFour five. mine|");
	editing_they_change(&e, "One two three.", "Zero. One two three, and so on.");
	editing_wait(&e, 1000);
	assert_shows(&e, "Zero. One two three, and so on.\nFour five. mine|");
	editing_keys(&e, "!");
	assert_shows(&e, "Zero. One two three, and so on.\nFour five. mine!|");
	editing_wait(&e, 3000);
	assert_file_has("    Zero. One two three, and so on.\n    Four five. mine!\n");
}

static void test_selection(void **state)
{
	(void)state;
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home><Down><Ctrl+Shift+Right>");
	assert_shows(&e, "One two three.\n[Four|] five.");
	editing_they_change(&e, "One two three.", "And. One two three.");
	editing_wait(&e, 1000);
	assert_shows(&e, "And. One two three.\n[Four|] five.");
}

static void test_row_under_the_cursor(void **state)
{
	(void)state;
	editing_go_cell(&e, FIELD_EVENTS, 1, 2);
	editing_keys(&e, "<End> Yes");
	editing_they_change(&e, "    - id: aaaaaaaa\n",
		"    - id: nnnnnnnn\n      what: New\n\n    - id: aaaaaaaa\n");
	editing_wait(&e, 1000);
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 3);
	assert_int_equal(editor_focus(session_editor(e.session))->row, 2);
	assert_shows(&e, "Rolled back. Yes|");
	/* a row that is removed closes; one above it does not */
	editing_wait(&e, 2000);
	editing_they_change(&e, "    - id: nnnnnnnn\n      what: New\n\n", "");
	editing_wait(&e, 1000);
	assert_shows(&e, "Rolled back. Yes|");
	assert_int_equal(editor_focus(session_editor(e.session))->row, 1);
}

/* A half-typed time stays as typed, and is not a value for anybody yet. */
static void test_half_typed(void **state)
{
	(void)state;
	editing_go(&e, FIELD_START);
	editing_keys(&e, "<Alt+S>2023-10-15 09:");
	assert_shows(&e, "2023-10-15 09:|");
	editing_they_change(&e, "share: 80", "share: 75");
	editing_wait(&e, 1000);
	assert_shows(&e, "2023-10-15 09:|");
	assert_string_equal(editing_text(&e, FIELD_SHARE), "75");
	editing_keys(&e, "30<Tab>");
	assert_string_equal(editing_text(&e, FIELD_START), "2023-10-15T09:30:00-04:00");
	editing_wait(&e, 3000);
	assert_file_has("start: \"2023-10-15T09:30:00-04:00\"\n");
}

/* Both gave the same time another value: both stay, as a conflict. */
static void test_half_typed_and_outrun(void **state)
{
	struct conflict conflict;

	(void)state;
	editing_go(&e, FIELD_START);
	editing_keys(&e, "<Alt+S>2023-10-15 09:");
	editing_they_change(&e, "2023-10-15T08:00:00", "2023-10-15T08:15:00");
	editing_wait(&e, 1000);
	assert_shows(&e, "2023-10-15 09:|");
	editing_keys(&e, "30<Esc>");
	assert_true(editor_conflict(session_editor(e.session), &conflict));
	editing_wait(&e, 3000);
	assert_file_has("08:15:00");
	assert_file_has("09:30:00");
	session_decide(e.session, DECIDE_THEIRS);
	assert_string_equal(editing_text(&e, FIELD_START), "2023-10-15T08:15:00-04:00");
	/* typed and given up: theirs */
	editing_keys(&e, "<Enter><Alt+S>2023-10-15 10:");
	editing_wait(&e, 3000);
	editing_keys(&e, "<Alt+S>2023-10-15 08:15 EDT<Esc>");
	assert_string_equal(editing_text(&e, FIELD_START), "2023-10-15T08:15:00-04:00");
}

/* Made by the other side, whose merge met our save. */
static void test_conflict_of_theirs(void **state)
{
	(void)state;
	editing_they_change(&e, "    One two three.\n",
		"    <<<<<<< mara\n    One 2 three.\n    =======\n    One two 3.\n    >>>>>>> mine\n");
	editing_wait(&e, 1000);
	assert_says(&e, "Merged 1 change by someone else, whose merge left 1 conflict");
	/* and resolved by the other side: nothing is left to report */
	editing_they_change(&e,
		"    <<<<<<< mara\n    One 2 three.\n    =======\n    One two 3.\n    >>>>>>> mine\n",
		"    One 2 three.\n");
	editing_wait(&e, 3000);
	assert_says(&e, "* Someone else changed \"");
	editing_they_change(&e, "    One 2 three.\n",
		"    <<<<<<< mara\n    One 2 three.\n    =======\n    One two 3.\n    >>>>>>> mine\n");
	editing_wait(&e, 3000);
	assert_says(&e, "whose merge left 1 conflict");
	editing_keys(&e, "<Tab>");
	editing_they_change(&e, "Four five", "Four 5");
	editing_wait(&e, 3000);
	assert_non_null(strstr(editing_text(&e, FIELD_BODY), "Four 5"));
	assert_says(&e, "* Someone else changed \"");
}

/* --- faster than we are --- */

static unsigned n_stepped_in;

/* The file is checked after this. */
static int stepping_lock(void *context, int fd)
{
	char text[128];

	snprintf(text, sizeof(text), "afterword: 1\nform: probe\ntitle: Cards failed\nshare: %u\n",
		++n_stepped_in % 100);
	folder_put_text(&e.folder, "doc.yaml", text);
	return io_system().ops->lock(context, fd);
}

/* A writer that is faster than every save is merged, but not forever without a message. */
static void test_others_keep_changing(void **state)
{
	static struct io_ops ops;

	(void)state;
	session_free(e.session);
	ops = *io_system().ops;
	e.config.io = (struct io){&ops, io_system().context};
	folder_put_text(&e.folder, "doc.yaml", "afterword: 1\nform: probe\ntitle: Cards failed\n");
	editing_open(&e);
	ops.lock = stepping_lock;
	n_stepped_in = 0;
	editing_keys(&e, " again<^S>");
	editing_settle(&e);
	assert_int_equal(session_save_state(e.session), SAVE_FAILED);
	assert_says(&e, "others keep changing the file; the journal keeps your text");
	assert_int_equal(n_stepped_in, 20);
	ops.lock = io_system().ops->lock;
	editing_wait(&e, 6000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_file_has("title: Cards failed again\n");
	assert_file_has("share: 20\n");
}

/* --- undo --- */

static void test_undo_of_ones_own(void **state)
{
	(void)state;
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home><Down><End> mine");
	editing_they_change(&e, "One two three.", "Zero. One two three.");
	editing_wait(&e, 1000);
	editing_keys(&e, "<Alt+U>");
	assert_shows(&e, "Zero. One two three.\nFour five. |");
	editing_keys(&e, "<Alt+U>");
	assert_shows(&e, "Zero. One two three.\nFour five.|");
	editing_keys(&e, "<Alt+U>");
	assert_says(&e, "Nothing to undo");
	/* a change that arrives in between, and redo over it */
	editing_they_change(&e, "Four five.", "Four and five.");
	editing_wait(&e, 3000);
	editing_keys(&e, "<Alt+E><Alt+E>");
	assert_shows(&e, "Zero. One two three.\nFour and five. mine|");
	editing_wait(&e, 3000);
	assert_file_has("    Zero. One two three.\n    Four and five. mine\n");
}

/* A line arrives as a unit, but only the words they changed are theirs. */
static void test_undo_in_a_line(void **state)
{
	(void)state;
	editing_keys(&e, " again");
	editing_wait(&e, 3000);
	editing_they_change(&e, "title: Cards failed again", "title: Card payments failed again");
	editing_wait(&e, 3000);
	assert_shows(&e, "Card payments failed again|");
	editing_keys(&e, "<Alt+U><Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Card payments failed");
	editing_keys(&e, "<Alt+E><Alt+E>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Card payments failed again");
	editing_wait(&e, 3000);
	assert_file_has("title: Card payments failed again\n");
}

static void test_undo_of_rows(void **state)
{
	(void)state;
	editing_go(&e, FIELD_EVENTS);
	editing_keys(&e, "<Down>d");
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 1);
	editing_wait(&e, 2000);
	editing_they_change(&e, "    - id: aaaaaaaa\n",
		"    - id: nnnnnnnn\n      what: New\n\n    - id: aaaaaaaa\n");
	editing_wait(&e, 1000);
	editing_keys(&e, "<Alt+U>");
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 3);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 0, 2), "New");
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 2, 2), "Rolled back.");
}

/* Others' removals cannot be undone, and do not prevent undoing the rest. */
static void test_undo_of_what_is_gone(void **state)
{
	(void)state;
	editing_go(&e, FIELD_NOTES);
	editing_keys(&e, "<Ctrl+End> First.");
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+End>Second");
	editing_wait(&e, 2000);
	assert_file_has("five.Second\n");
	editing_they_change(&e, "five.Second", "five. Another end");
	editing_wait(&e, 1000);
	assert_shows(&e, "One two three.\nFour five. Another end|");
	editing_keys(&e, "<Alt+U>");
	assert_says(&e, "cannot be undone");
	assert_string_equal(editing_text(&e, FIELD_BODY), "One two three.\nFour five. Another end");
	editing_keys(&e, "<Alt+U><Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_NOTES), "Nothing else.");
	editing_wait(&e, 3000);
	assert_file_has("Another end\n");
}

/* --- marks --- */

static void test_news(void **state)
{
	(void)state;
	editing_they_change(&e, "share: 80", "share: 75");
	editing_they_change(&e, "Alarm fired.", "Alarm fired at last.");
	editing_they_change(&e, "Nothing else.", "Nothing.");
	editing_wait(&e, 1000);
	assert_says(&e, "Someone else changed 3 answers on 2 pages");
	assert_non_null(news_of(FIELD_SHARE));
	assert_int_equal(session_count_remote_changes(e.session, 0), 1);
	assert_int_equal(session_count_remote_changes(e.session, 1), 2);
	/* the first is what it was when the user last saw it */
	editing_they_change(&e, "share: 75", "share: 70");
	editing_wait(&e, 1000);
	assert_string_equal(str_text(&news_of(FIELD_SHARE)->before), "80");
	/* looked at: moved there and on */
	editing_keys(&e, "<Alt+J>");
	assert_int_equal(editor_focus(session_editor(e.session))->field, FIELD_SHARE);
	assert_non_null(session_remote_change_here(e.session));
	editing_wait(&e, 3000);
	assert_non_null(news_of(FIELD_SHARE));
	editing_keys(&e, "<Alt+J>");
	assert_null(news_of(FIELD_SHARE));
	assert_int_equal(editor_focus(session_editor(e.session))->field, FIELD_EVENTS);
	assert_true(editor_focus(session_editor(e.session))->in_row);
	assert_string_equal(
		str_text(&session_remote_change_here(e.session)->before), "Alarm fired.");
	editing_keys(&e, "<Alt+J>");
	assert_int_equal(editor_focus(session_editor(e.session))->field, FIELD_NOTES);
	editing_keys(&e, "<Alt+J>");
	assert_says(&e, "only change by others");
	editing_keys(&e, "<Tab>");
	session_tick(e.session);
	assert_int_equal(session_count_all_remote_changes(e.session), 0);
	editing_keys(&e, "<Alt+J>");
	assert_says(&e, "You have seen all changes");
}

static void test_news_of_rows(void **state)
{
	const struct remote_change *news;

	(void)state;
	editing_they_change(&e,
		"    - id: aaaaaaaa\n      at: \"2023-10-15T08:30:00-04:00\"\n"
		"      kind: seen\n      what: |\n        Alarm fired.\n\n",
		"");
	editing_they_change(
		&e, "  events:\n", "  events:\n    - id: nnnnnnnn\n      what: New\n\n");
	editing_wait(&e, 1000);
	assert_says(&e, "Someone else changed 2 answers on ");
	news = news_of(FIELD_EVENTS);
	assert_non_null(news);
	assert_int_equal(news->kind, REMOTE_REMOVED);
	assert_non_null(strstr(str_text(&news->before), "Alarm fired."));
	struct place row = {.field = FIELD_EVENTS, .row = "nnnnnnnn", .column = FORM_NONE};
	assert_int_equal(session_remote_change(e.session, &row)->kind, REMOTE_ADDED);
}

#define ALARM                                                                                      \
	"    - id: aaaaaaaa\n      at: \"2023-10-15T08:30:00-04:00\"\n"                            \
	"      kind: seen\n      what: |\n        Alarm fired.\n\n"

/* What is as it was is not news, whoever has put it back. */
static void test_news_taken_back(void **state)
{
	static const char *const changes[][2] = {
		{"share: 80", "share: 75"},
		{"One two three.", "One 2 three."},
		{"Alarm fired.", "Alarm fired at last."},
		{ALARM "    - id: bbbbbbbb\n", "    - id: bbbbbbbb\n"},
		{"    - id: bbbbbbbb\n",
			"    - id: nnnnnnnn\n      what: New\n\n    - id: bbbbbbbb\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		editing_they_change(&e, changes[i][0], changes[i][1]);
		editing_wait(&e, 1000);
		assert_int_equal(session_count_all_remote_changes(e.session), 1);
		editing_they_change(&e, changes[i][1], changes[i][0]);
		editing_wait(&e, 1000);
		assert_int_equal(session_count_all_remote_changes(e.session), 0);
		assert_says(&e, "* Someone else took back what they had changed");
	}
	/* by the user */
	editing_they_change(&e, "share: 80", "share: 75");
	editing_wait(&e, 1000);
	assert_non_null(news_of(FIELD_SHARE));
	editing_go(&e, FIELD_SHARE);
	editing_keys(&e, "<Backspace><Backspace>80<Enter>");
	session_tick(e.session);
	assert_null(news_of(FIELD_SHARE));
}

static void test_news_of_moved_rows(void **state)
{
	static const char first[] = "    - id: aaaaaaaa\n";
	static const char second[] = "    - id: bbbbbbbb\n";

	(void)state;
	/* exchanged by their ids, twice */
	for (size_t i = 0; i < 2; i++) {
		editing_they_change(&e, i == 0 ? first : second, "    - id: cccccccc\n");
		editing_they_change(&e, i == 0 ? second : first, i == 0 ? first : second);
		editing_they_change(&e, "    - id: cccccccc\n", i == 0 ? second : first);
		editing_wait(&e, 1000);
		if (i == 0)
			assert_true(session_count_all_remote_changes(e.session) > 0);
	}
	assert_int_equal(session_count_all_remote_changes(e.session), 0);
}

/* They say what somebody did, and there is no answer to go to. */
static void test_news_of_the_review(void **state)
{
	static const char with[] =
		"review:\n  comments:\n    - id: cccccccc\n      about: main.body\n"
		"      kind: remark\n      by: Ida Nyman\n      text: Short.\ntimeline:\n";

	(void)state;
	editing_they_change(&e, "timeline:\n", with);
	editing_wait(&e, 1000);
	assert_says(&e, "* Ida Nyman commented on \"");
	assert_int_equal(session_count_all_remote_changes(e.session), 0);
	/* by whom is not known, and no other change hides it */
	editing_they_change(&e, with, "timeline:\n");
	editing_they_change(&e, "Four five.", "Four and five.");
	editing_wait(&e, 1000);
	assert_says(&e, "* No longer in the document: Ida Nyman commented on \"");
}

/* A user on another row has not looked at this one. */
static void test_news_beside_the_focus(void **state)
{
	struct place cell = {.field = FIELD_EVENTS, .row = "aaaaaaaa", .column = 2};

	(void)state;
	editing_they_change(&e, "Alarm fired.", "Alarm fired at last.");
	editing_go(&e, FIELD_EVENTS);
	editing_keys(&e, "<Down>");
	editing_wait(&e, 1000);
	assert_says(&e, "Someone else changed row 1 of \"");
	editing_keys(&e, "<Alt+1>");
	editing_wait(&e, 1000);
	assert_non_null(session_remote_change(e.session, &cell));
	editing_keys(&e, "<Alt+2><Up>");
	editing_wait(&e, 1000);
	editing_keys(&e, "<Alt+1>");
	editing_wait(&e, 1000);
	assert_null(session_remote_change(e.session, &cell));
}

/* --- the same words --- */

static void both_change_the_body(void)
{
	editing_go(&e, FIELD_BODY);
	editing_keys(&e, "<Ctrl+Home><Ctrl+Right><Alt+D> zwei");
	assert_shows(&e, "One zwei| three.\nFour five.");
	editing_they_change(&e, "One two three.", "One deux three.");
	editing_wait(&e, 1000);
	assert_says(&e, "1 conflict");
}

static void test_conflict(void **state)
{
	struct conflict conflict;

	(void)state;
	both_change_the_body();
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_file_has("zwei");
	assert_file_has("deux");
	assert_true(editor_conflict(session_editor(e.session), &conflict));
	assert_true(session_may_resolve(e.session, RESOLVE_TAKE_MINE));
	assert_true(editor_may_decide(session_editor(e.session), DECIDE_BOTH));
	assert_false(editor_may_decide(session_editor(e.session), DECIDE_REMOVE_ROW));
	session_decide(e.session, DECIDE_MINE);
	assert_string_equal(editing_text(&e, FIELD_BODY), "One zwei three.\nFour five.");
	assert_false(editor_conflict(session_editor(e.session), &conflict));
	assert_false(session_may_resolve(e.session, RESOLVE_TAKE_MINE));
	editing_keys(&e, "<Alt+U>");
	assert_true(editor_conflict(session_editor(e.session), &conflict));
	session_decide(e.session, DECIDE_THEIRS);
	assert_string_equal(editing_text(&e, FIELD_BODY), "One deux three.\nFour five.");
	editing_keys(&e, "<Alt+U>");
	session_decide(e.session, DECIDE_BOTH);
	assert_string_equal(
		editing_text(&e, FIELD_BODY), "One zwei three.\nOne deux three.\nFour five.");
	session_decide(e.session, DECIDE_BOTH);
	assert_says(&e, "no conflict");
	editing_wait(&e, 3000);
	assert_file_has("    One zwei three.\n    One deux three.\n    Four five.\n");
}

static void test_conflict_in_a_line(void **state)
{
	struct conflict conflict;

	(void)state;
	editing_go(&e, FIELD_LEVEL);
	editing_keys(&e, "<Right>");
	editing_they_change(&e, "level: mid", "level: low");
	editing_wait(&e, 1000);
	assert_true(editor_conflict(session_editor(e.session), &conflict));
	assert_false(editor_may_decide(session_editor(e.session), DECIDE_BOTH));
	assert_false(editor_may_decide(session_editor(e.session), DECIDE_BY_HAND));
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	session_decide(e.session, DECIDE_THEIRS);
	assert_string_equal(editing_text(&e, FIELD_LEVEL), "low");
	editing_wait(&e, 3000);
	assert_file_has("    low\n");
}

/* They removed the row being written in: it stays, and can still be removed. */
static void test_removed_row(void **state)
{
	struct conflict conflict;

	(void)state;
	editing_go_cell(&e, FIELD_EVENTS, 1, 2);
	editing_keys(&e, "<End> Yes");
	editing_they_change(&e,
		"    - id: bbbbbbbb\n      at: \"2023-10-15T09:00:00-04:00\"\n"
		"      kind: done\n      what: |\n        Rolled back.\n\n",
		"");
	editing_wait(&e, 1000);
	assert_true(editor_focus(session_editor(e.session))->in_row);
	assert_true(editor_conflict(session_editor(e.session), &conflict));
	assert_non_null(strstr(editing_cell(&e, FIELD_EVENTS, 1, 2), "Rolled back. Yes"));
	editing_wait(&e, 3000);
	assert_file_has("Rolled back. Yes");
	/* they have no version of it */
	assert_true(editor_may_decide(session_editor(e.session), DECIDE_MINE));
	assert_false(editor_may_decide(session_editor(e.session), DECIDE_THEIRS));
	assert_false(editor_may_decide(session_editor(e.session), DECIDE_BOTH));
	assert_true(editor_may_decide(session_editor(e.session), DECIDE_REMOVE_ROW));
	session_decide(e.session, DECIDE_REMOVE_ROW);
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 1);
	editing_keys(&e, "<Alt+U>");
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 2);
	editing_go_cell(&e, FIELD_EVENTS, 1, 2);
	session_decide(e.session, DECIDE_MINE);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 1, 2), "Rolled back. Yes");
	editing_wait(&e, 3000);
	assert_file_has("    - id: bbbbbbbb\n");
	assert_false(file_has("<<<<<<<"));
}

/* Several cells changed in a row that they removed: keeping it is one choice and one step. */
static void test_removed_row_of_cells(void **state)
{
	struct conflict conflict;

	(void)state;
	/* before anything is typed: our own saves, however fast, find it changed */
	editing_they_change(&e,
		"    - id: bbbbbbbb\n      at: \"2023-10-15T09:00:00-04:00\"\n"
		"      kind: done\n      what: |\n        Rolled back.\n\n",
		"");
	editing_go_cell(&e, FIELD_EVENTS, 1, 2);
	editing_keys(&e, "<End> Yes");
	editing_go_cell(&e, FIELD_EVENTS, 1, 1);
	editing_keys(&e, "<Left><Tab>");
	editing_wait(&e, 1000);
	assert_says(&e, "2 conflicts");
	editing_go_cell(&e, FIELD_EVENTS, 1, 2);
	session_decide(e.session, DECIDE_MINE);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 1, 2), "Rolled back. Yes");
	assert_null(strstr(editing_cell(&e, FIELD_EVENTS, 1, 1), "<<<<<<<"));
	editing_keys(&e, "<Alt+U>");
	assert_true(editor_conflict(session_editor(e.session), &conflict));
	assert_non_null(strstr(editing_cell(&e, FIELD_EVENTS, 1, 1), "<<<<<<<"));
}

/* The complete version of one side, for users who reject the merge. */
static void test_no_merge_wanted(void **state)
{
	(void)state;
	both_change_the_body();
	assert_true(session_may_resolve(e.session, RESOLVE_TAKE_MINE));
	session_resolve(e.session, RESOLVE_TAKE_MINE);
	assert_string_equal(editing_text(&e, FIELD_BODY), "One zwei three.\nFour five.");
	editing_keys(&e, "<Alt+U>");
	assert_non_null(strstr(editing_text(&e, FIELD_BODY), "deux"));
	assert_false(session_may_resolve(e.session, RESOLVE_TAKE_MINE));
}

static void test_their_version(void **state)
{
	(void)state;
	both_change_the_body();
	session_resolve(e.session, RESOLVE_RELOAD);
	assert_string_equal(editing_text(&e, FIELD_BODY), "One deux three.\nFour five.");
	assert_says(&e, "This is their version alone");
	assert_false(session_may_resolve(e.session, RESOLVE_RELOAD));
	editing_keys(&e, "<Alt+U>");
	assert_non_null(strstr(editing_text(&e, FIELD_BODY), "zwei"));
}

static void test_part_ways(void **state)
{
	(void)state;
	both_change_the_body();
	session_resolve(e.session, RESOLVE_KEEP_BOTH);
	assert_string_equal(editing_text(&e, FIELD_BODY), "One deux three.\nFour five.");
	assert_true(folder_count_suffix(&e.folder, ".yaml") == 2);
	editing_wait(&e, 3000);
	assert_file_has("    One deux three.\n");
	assert_false(file_has("zwei"));
}

/* They write on a row that was removed here, outside its cells: it comes back as a conflict. */
static void check_written_on(const char *from, const char *to, const char *written)
{
	editing_go_cell(&e, FIELD_EVENTS, 1, 2);
	editing_keys(&e, "<Esc><Esc><Del>");
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 1);
	editing_they_change(&e, from, to);
	editing_wait(&e, 3000);
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 2);
	assert_file_has(written);
	assert_file_has("        Rolled back.\n");
	assert_file_has("(row removed)");
	assert_says(&e, "1 conflict");
	editing_go_cell(&e, FIELD_EVENTS, 1, 2);
	session_decide(e.session, DECIDE_REMOVE_ROW);
	editing_wait(&e, 3000);
	assert_false(file_has("Rolled back."));
}

static void test_removed_row_with_key(void **state)
{
	(void)state;
	check_written_on("      kind: done\n", "      kind: done\n      ticket: OPS-17\n",
		"      ticket: OPS-17\n");
}

static void test_removed_row_with_comment(void **state)
{
	(void)state;
	check_written_on(
		"    - id: bbbbbbbb\n", "    # ask Ann\n    - id: bbbbbbbb\n", "    # ask Ann\n");
}

/* --- what cannot be merged --- */

/* They add a comment at an item that was removed here, which ops cannot carry. */
static void test_removed_item_with_comment(void **state)
{
	(void)state;
	editing_go(&e, FIELD_POINTS);
	editing_keys(&e, "<Ctrl+End><Shift+Home><Del><Backspace>");
	assert_string_equal(editing_text(&e, FIELD_POINTS), "first");
	editing_they_change(&e, "    - second\n", "    - second  # ask Ann\n");
	editing_wait(&e, 1000);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_CHANGED);
	assert_string_equal(editing_text(&e, FIELD_POINTS), "first");
	assert_file_has("    - second  # ask Ann\n");
	session_resolve(e.session, RESOLVE_KEEP_BOTH);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_int_equal(folder_count_suffix(&e.folder, ".yaml"), 2);
	assert_file_has("    - second  # ask Ann\n");
}

/* A comment elsewhere is not a reason to ask. */
static void test_removed_item(void **state)
{
	(void)state;
	editing_go(&e, FIELD_POINTS);
	editing_keys(&e, "<Ctrl+End><Shift+Home><Del><Backspace>");
	editing_they_change(&e, "    - first\n", "    - first  # ask Ann\n");
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_file_has("    - first  # ask Ann\n");
	assert_false(file_has("second"));
}

static void test_another_kind(void **state)
{
	(void)state;
	/* nothing of ours is unsaved: theirs is taken */
	editing_they_change(&e, "share: 80", "share: {a: b}");
	editing_wait(&e, 1000);
	assert_true(editor_document(session_editor(e.session))->values[FIELD_SHARE].is_foreign);
	assert_says(&e, "read again");
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	editing_keys(&e, "!");
	editing_they_change(&e, "{a: b}", "{a: c}");
	editing_wait(&e, 3000);
	assert_file_has("title: Cards failed!\n");
	assert_file_has("share: {a: c}\n");
	/* something is */
	editing_keys(&e, "?");
	editing_they_change(&e, "level: mid", "level: [mid, low]");
	editing_wait(&e, 1000);
	assert_int_equal(session_save_state(e.session), SAVE_CONFLICT);
	assert_int_equal(session_file_conflict(e.session), FILE_CONFLICT_CHANGED);
	session_resolve(e.session, RESOLVE_KEEP_BOTH);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_true(editor_document(session_editor(e.session))->values[FIELD_LEVEL].is_foreign);
	assert_int_equal(folder_count_suffix(&e.folder, ".yaml"), 2);
}

/* Rows are matched by id: one added above does not change a value's kind. */
static void test_a_kind_moves_down(void **state)
{
	(void)state;
	editing_release(&e);
	editing_init(&e, "afterword: 1\nform: probe\ntitle: A\ntimeline:\n  events:\n"
			 "    - {id: aaaaaaaa, what: One}\n    - {id: bbbbbbbb, what: {a: b}}\n");
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "!");
	editing_they_change(&e, "    - {id: a", "    - {id: nnnnnnnn, what: New}\n    - {id: a");
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_file_has("title: A!\n");
	assert_file_has("what: New");
}

static void test_nameless_rows(void **state)
{
	(void)state;
	editing_release(&e);
	editing_init(&e, "afterword: 1\nform: probe\ntitle: A\n"
			 "timeline:\n  events:\n    - what: One\n    - what: Two\n");
	/* they change something else: no harm */
	editing_keys(&e, "!");
	editing_they_change(&e, "title: A\n", "title: A\ntimezone: UTC\n");
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_file_has("title: A!\ntimezone: UTC\n");
	/* they change rows, and nothing of ours is unsaved */
	editing_they_change(&e, "    - what: One\n", "");
	editing_wait(&e, 1000);
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 1);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	editing_keys(&e, "?");
	editing_wait(&e, 3000);
	assert_file_has("    - what: Two\n");
	assert_false(file_has("One"));
}

/* As people add a row by hand: without an id, while ours is not saved yet. */
static void test_nameless_row_comes(void **state)
{
	(void)state;
	editing_keys(&e, "!");
	editing_they_change(
		&e, "  notes: |\n", "    - what: By hand\n      kind: seen\n\n  notes: |\n");
	editing_wait(&e, 3000);
	assert_says(&e, "Someone else added row 3 of \"Events\"");
	assert_int_equal(editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n, 3);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 2, 2), "By hand");
	assert_file_has("title: Cards failed!\n");
	assert_file_has("    - what: By hand\n      kind: seen\n");
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	/* we continue with it, and so do they */
	editing_go_cell(&e, FIELD_EVENTS, 2, 2);
	editing_keys(&e, " and more<Esc>");
	editing_wait(&e, 3000);
	assert_file_has("    - what: By hand and more\n      kind: seen\n");
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, "?");
	editing_they_change(&e, "  notes: |\n", "    - what: A second one\n\n  notes: |\n");
	editing_wait(&e, 3000);
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
	assert_file_has("title: Cards failed!?\n");
	assert_file_has("    - what: By hand and more\n      kind: seen\n");
	assert_file_has("    - what: A second one\n");
	editing_keys(&e, "<Alt+U>");
	assert_string_equal(editing_text(&e, FIELD_TITLE), "Cards failed!");
	/* ours is before it: the journal knows it by its name in the file */
	editing_go_cell(&e, FIELD_EVENTS, 3, 2);
	editing_keys(&e, " of ours");
	editing_reopen(&e);
	session_keep_recovered(e.session);
	editing_settle(&e);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 3, 2), "A second one of ours");
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, 2, 2), "By hand and more");
}

/* --- crashes --- */

/* Crashes the session and checks what comes back over the present file. */
static void crash(void)
{
	editing_reopen(&e);
	session_keep_recovered(e.session);
	editing_settle(&e);
}

static void test_crash_after_a_merge(void **state)
{
	(void)state;
	editing_go(&e, FIELD_BODY);
	editing_wait(&e, 900);
	editing_keys(&e, "<Ctrl+Home><Down><End> mine");
	editing_they_change(&e, "One two three.", "Zero. One two three.");
	editing_wait(&e, 100);
	assert_shows(&e, "Zero. One two three.\nFour five. mine|");
	editing_keys(&e, "!");
	assert_false(file_has("mine"));
	crash();
	assert_string_equal(editing_text(&e, FIELD_BODY), "Zero. One two three.\nFour five. mine!");
	editing_wait(&e, 3000);
	assert_file_has("    Zero. One two three.\n    Four five. mine!\n");
	assert_int_equal(folder_count_suffix(&e.folder, ".yaml"), 1);
}

/* Merged, saved, merged again, and continued. */
static void test_crash_later(void **state)
{
	(void)state;
	editing_go(&e, FIELD_POINTS);
	editing_keys(&e, "<Ctrl+End><Enter>third<Enter>");
	editing_they_change(&e, "share: 80", "share: 75");
	editing_wait(&e, 4000);
	assert_file_has("    - third\n");
	editing_keys(&e, "fourth");
	editing_they_change(&e, "share: 75", "share: 70");
	editing_wait(&e, 700);
	editing_keys(&e, " and last");
	crash();
	assert_string_equal(editing_text(&e, FIELD_SHARE), "70");
	assert_non_null(strstr(editing_text(&e, FIELD_POINTS), "fourth and last"));
	assert_non_null(strstr(editing_text(&e, FIELD_POINTS), "third"));
	editing_wait(&e, 3000);
	assert_file_has("    - fourth and last\n");
	assert_int_equal(folder_count_suffix(&e.folder, ".yaml"), 1);
}

/* Nothing of ours was unsaved: nothing comes back. */
static void test_crash_when_clean(void **state)
{
	(void)state;
	editing_they_change(&e, "share: 80", "share: 75");
	editing_wait(&e, 1000);
	crash();
	assert_int_equal(session_count_recovered(e.session), 0);
	assert_string_equal(editing_text(&e, FIELD_SHARE), "75");
	assert_int_equal(session_save_state(e.session), SAVE_CLEAN);
}

int main(void)
{
#define TEST(name) EDITING_TEST(name, &e)
	const struct CMUnitTest tests[] = {
		TEST(test_while_idle),
		TEST(test_while_typing),
		TEST(test_quickly),
		TEST(test_cursor_in_a_text),
		TEST(test_selection),
		TEST(test_row_under_the_cursor),
		TEST(test_half_typed),
		TEST(test_half_typed_and_outrun),
		TEST(test_conflict_of_theirs),
		TEST(test_others_keep_changing),
		TEST(test_undo_of_ones_own),
		TEST(test_undo_in_a_line),
		TEST(test_undo_of_rows),
		TEST(test_undo_of_what_is_gone),
		TEST(test_news),
		TEST(test_news_of_rows),
		TEST(test_news_taken_back),
		TEST(test_news_of_moved_rows),
		TEST(test_news_of_the_review),
		TEST(test_news_beside_the_focus),
		TEST(test_conflict),
		TEST(test_conflict_in_a_line),
		TEST(test_removed_row),
		TEST(test_removed_row_of_cells),
		TEST(test_removed_row_with_key),
		TEST(test_removed_row_with_comment),
		TEST(test_removed_item_with_comment),
		TEST(test_removed_item),
		TEST(test_no_merge_wanted),
		TEST(test_their_version),
		TEST(test_part_ways),
		TEST(test_another_kind),
		TEST(test_a_kind_moves_down),
		TEST(test_nameless_rows),
		TEST(test_nameless_row_comes),
		TEST(test_crash_after_a_merge),
		TEST(test_crash_later),
		TEST(test_crash_when_clean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
