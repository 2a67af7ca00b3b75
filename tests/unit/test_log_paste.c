/* A pasted log, before and after its rows are added: what is proposed, what adding does. */
#include "editing.h"
#include "session/log_paste.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct editing e;
static struct log_paste paste;

static void begin(const char *bytes)
{
	struct str text = {0};

	str_append_text(&text, bytes);
	assert_true(log_paste_init(&paste, e.session, &text, NULL));
	assert_int_equal(text.len, 0);
}

static void end(void)
{
	log_paste_release(&paste);
}

static size_t n_rows(void)
{
	return editor_document(session_editor(e.session))->tables[FIELD_EVENTS].n;
}

static void assert_row(size_t row, const char *at, const char *kind, const char *what)
{
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, row, 0), at);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, row, 1), kind);
	assert_string_equal(editing_cell(&e, FIELD_EVENTS, row, 2), what);
}

/* --- reading --- */

static void test_kinds_of_lines(void **state)
{
	(void)state;
	begin("09:10 done: restarted the pool\n09:11 [SEEN] alarm\n09:12 done nothing\n");
	assert_string_equal(paste.log.entries[0].kind, "done");
	assert_string_equal(paste.log.entries[0].what, "restarted the pool");
	assert_string_equal(paste.log.entries[1].kind, "seen");
	assert_string_equal(paste.log.entries[2].kind, "");
	assert_string_equal(paste.log.entries[2].what, "done nothing");
	assert_int_equal(log_paste_add(&paste, e.session), 3);
	assert_row(2, "2023-10-15T09:10:00-04:00", "done", "restarted the pool");
	assert_row(3, "2023-10-15T09:11:00-04:00", "seen", "alarm");
	end();
}

/* What somebody says in a chat is only a text. */
static void test_kinds_of_a_chat(void **state)
{
	(void)state;
	begin("Rui Silva  9:41 AM\ndone: restarted it\nBob  9:42 AM\nseen: yes\n");
	assert_string_equal(log_format_name(paste.log.format), "slack");
	assert_string_equal(paste.log.entries[0].kind, "");
	assert_string_equal(paste.log.entries[0].what, "done: restarted it");
	/* the form has no column for who said it */
	assert_int_equal(log_paste_add(&paste, e.session), 2);
	assert_row(2, "2023-10-15T09:41:00-04:00", "", "Rui Silva: done: restarted it");
	log_paste_date(&paste, e.session);
	assert_int_equal(paste.log.entries[0].rule, LOG_DUPLICATE);
	end();
}

/* They are as they were, unless their times are said to mean something else. */
static void test_copied_rows(void **state)
{
	static const char rows[] = "at\tkind\twhat\tticket\n"
				   "2023-10-15T15:30:00+02:00\tdone\t\"=1\n\"\"two\"\"\"\tPAY-1\n"
				   "~2023-10-15T09:45:00-04:00\tother\tdone: four\t\n"
				   "2023-10-15T08:30:00-04:00\tseen\tAlarm fired.\t\n";

	(void)state;
	begin(rows);
	assert_int_equal(paste.log.entries[2].rule, LOG_DUPLICATE);
	assert_int_equal(log_paste_add(&paste, e.session), 2);
	assert_row(2, "2023-10-15T15:30:00+02:00", "done", "=1\n\"two\" (ticket: PAY-1)");
	assert_row(3, "~2023-10-15T09:45:00-04:00", "other", "done: four");
	editing_keys(&e, "<:undo>");
	paste.dating.shift = 3600;
	log_paste_date(&paste, e.session);
	assert_int_equal(log_paste_add(&paste, e.session), 3);
	assert_row(3, "2023-10-15T16:30:00+02:00", "done", "=1\n\"two\" (ticket: PAY-1)");
	end();
}

/* A kind that the form does not have stands behind the text, and is no other row for it. */
static void test_other_kinds(void **state)
{
	(void)state;
	begin("Time,Type,Message\n2023-10-15 09:41,Warning,back-off\n2023-10-15 09:42,Done,ok\n");
	assert_int_equal(log_paste_add(&paste, e.session), 2);
	assert_row(2, "2023-10-15T09:41:00-04:00", "", "back-off (Warning)");
	assert_row(3, "2023-10-15T09:42:00-04:00", "done", "ok");
	log_paste_date(&paste, e.session);
	assert_int_equal(log_paste_count(&paste), 0);
	end();
}

static void test_no_log(void **state)
{
	struct str text = {0};
	struct err err = {0};

	(void)state;
	str_append_text(&text, "we looked at it\nand went home\n");
	assert_false(log_paste_init(&paste, e.session, &text, &err));
	assert_true(err.code != 0);
	assert_true(text.len > 0);
	str_release(&text);
}

static void test_another_format(void **state)
{
	(void)state;
	begin("09:10 one\n09:11 two\n");
	paste.ticks[0] = TICK_LEAVE;
	assert_false(log_paste_read_as(&paste, e.session, log_format_find("git"), NULL));
	assert_int_equal(log_paste_count(&paste), 1); /* as before */
	assert_true(log_paste_read_as(&paste, e.session, log_format_find("plain"), NULL));
	assert_int_equal(log_paste_count(&paste), 2);
	end();
}

/* --- ticks --- */

static void test_what_is_there_already(void **state)
{
	(void)state;
	begin("08:30 Alarm fired.\n08:31 Alarm fired.\n");
	assert_int_equal(paste.log.entries[0].rule, LOG_DUPLICATE);
	assert_false(log_paste_takes(&paste, 0));
	assert_int_equal(log_paste_count(&paste), 1);
	/* in another zone they are other moments; a tick of the user's stays */
	paste.ticks[1] = TICK_LEAVE;
	assert_true(zone_init(&paste.zone, "UTC", NULL));
	log_paste_date(&paste, e.session);
	assert_true(log_paste_takes(&paste, 0));
	assert_int_equal(log_paste_count(&paste), 1);
	paste.ticks[0] = TICK_TAKE;
	assert_int_equal(log_paste_add(&paste, e.session), 1);
	log_paste_date(&paste, e.session);
	assert_int_equal(paste.log.entries[0].rule, LOG_DUPLICATE);
	end();
}

/* --- adding --- */

static void test_order_and_undo(void **state)
{
	const struct focus *focus = editor_focus(session_editor(e.session));

	(void)state;
	editing_go(&e, FIELD_EVENTS);
	editing_keys(&e, "<:text-end>");
	begin("09:30 last\n08:45 between\n08:00 first\n");
	assert_int_equal(log_paste_add(&paste, e.session), 3);
	assert_int_equal(n_rows(), 5);
	assert_row(0, "2023-10-15T08:00:00-04:00", "", "first");
	assert_row(2, "2023-10-15T08:45:00-04:00", "", "between");
	assert_row(4, "2023-10-15T09:30:00-04:00", "", "last");
	/* on the first of them */
	assert_int_equal(focus->field, FIELD_EVENTS);
	assert_int_equal(focus->row, 0);
	editing_keys(&e, "<:undo>");
	assert_int_equal(n_rows(), 2);
	editing_keys(&e, "<:text-end><:redo>");
	assert_int_equal(n_rows(), 5);
	assert_int_equal(focus->row, 0);
	end();
}

static void test_nothing_ticked(void **state)
{
	(void)state;
	begin("09:30 last\n09:31 more\n");
	paste.ticks[0] = paste.ticks[1] = TICK_LEAVE;
	assert_int_equal(log_paste_add(&paste, e.session), 0);
	assert_int_equal(n_rows(), 2);
	end();
}

/* Rows that a document has no room for are refused as a whole. */
static void test_no_room(void **state)
{
	struct str text = {0};

	(void)state;
	for (unsigned i = 0; i < 9; i++) {
		str_appendf(&text, "09:%02u ", i);
		str_append_repeat(&text, 'a' + (char)i, 2 << 20);
		str_append_char(&text, '\n');
	}
	assert_true(log_paste_init(&paste, e.session, &text, NULL));
	assert_int_equal(log_paste_count(&paste), 9);
	assert_int_equal(log_paste_add(&paste, e.session), 0);
	assert_says(&e, "of these 9 rows only the first 7 in time fit; untick the later ones");
	assert_int_equal(n_rows(), 2);
	for (unsigned i = 7; i < 9; i++)
		paste.ticks[i] = TICK_LEAVE;
	assert_int_equal(log_paste_add(&paste, e.session), 7);
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		EDITING_TEST(test_kinds_of_lines, &e),
		EDITING_TEST(test_kinds_of_a_chat, &e),
		EDITING_TEST(test_copied_rows, &e),
		EDITING_TEST(test_other_kinds, &e),
		EDITING_TEST(test_no_log, &e),
		EDITING_TEST(test_another_format, &e),
		EDITING_TEST(test_what_is_there_already, &e),
		EDITING_TEST(test_order_and_undo, &e),
		EDITING_TEST(test_nothing_ticked, &e),
		EDITING_TEST(test_no_room, &e),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
