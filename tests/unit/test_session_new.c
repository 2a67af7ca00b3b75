/* A document without a file yet: nothing is on the disk before the first change. */
#include "editing.h"
#include "ending.h"

#include "store/journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char draft[] = "afterword: 1\nform: probe\n";

struct unborn {
	struct editing editing;
	struct str draft;
	struct person person;
};

/* A session on a name without a file; only the form's folder is next to it. */
static void begin(struct unborn *self)
{
	struct editing *e = &self->editing;

	*self = (struct unborn){0};
	editing_init(e, editing_empty);
	assert_true(session_finish(e->session, NULL));
	session_free(e->session);
	assert_int_equal(unlink(e->path), 0);
	str_append_text(&self->draft, draft);
	person_init(&self->person, &e->config.time);
	e->config.draft = &self->draft;
	e->config.person = &self->person;
	editing_open(e);
}

static void end(struct unborn *self)
{
	editing_release(&self->editing);
	str_release(&self->draft);
}

static void assert_nothing_written(struct editing *e)
{
	assert_int_equal(folder_count(&e->folder), 1);
	assert_int_equal(folder_count(&e->state), 0);
}

static void leaving_without_a_change_leaves_nothing(void **state)
{
	struct unborn unborn;
	struct editing *e = &unborn.editing;

	(void)state;
	begin(&unborn);
	assert_says(e, "nothing is written before the first change");
	editing_wait(e, 30000);
	editing_settle(e);
	assert_int_equal(session_save_state(e->session), SAVE_CLEAN);
	assert_nothing_written(e);
	assert_true(session_finish(e->session, NULL));
	assert_nothing_written(e);
	end(&unborn);
}

static void a_crash_before_a_change_leaves_nothing(void **state)
{
	struct unborn unborn;

	(void)state;
	begin(&unborn);
	editing_wait(&unborn.editing, 5000);
	session_free(unborn.editing.session);
	unborn.editing.session = NULL;
	assert_nothing_written(&unborn.editing);
	end(&unborn);
}

static void the_first_change_makes_the_file(void **state)
{
	struct unborn unborn;
	struct editing *e = &unborn.editing;

	(void)state;
	begin(&unborn);
	editing_go(e, FIELD_TITLE);
	editing_keys(e, "New");
	assert_int_equal(folder_count(&e->state), 1);
	editing_wait(e, 3000);
	editing_settle(e);
	assert_true(folder_has(&e->folder, "doc.yaml", "title: New"));
	assert_int_equal(session_save_state(e->session), SAVE_CLEAN);
	assert_true(session_finish(e->session, NULL));
	assert_int_equal(folder_count(&e->state), 0);
	end(&unborn);
}

/* A journal with the text is left, and a session that finds the file missing says so. */
static void a_crash_after_a_change_keeps_it(void **state)
{
	struct unborn unborn;
	struct editing *e = &unborn.editing;
	struct journal_list list = {0};

	(void)state;
	begin(&unborn);
	editing_go(e, FIELD_TITLE);
	editing_keys(e, "New");
	session_free(e->session);
	e->session = NULL;
	assert_true(journal_list_load(&list, e->config.io, e->state.path, e->path, NULL));
	assert_int_equal(list.n, 1);
	assert_null(list.items[0].problem);
	assert_true(list.items[0].n_ops > 0);
	journal_list_release(&list);
	end(&unborn);
}

/* Somebody else was faster: nothing of theirs is overwritten. */
static void a_file_that_comes_meanwhile_is_merged(void **state)
{
	struct unborn unborn;
	struct editing *e = &unborn.editing;

	(void)state;
	begin(&unborn);
	editing_go(e, FIELD_TITLE);
	editing_keys(e, "New");
	folder_put_text(
		&e->folder, "doc.yaml", "afterword: 1\nform: probe\nmain:\n  body: Theirs\n");
	assert_true(session_finish(e->session, NULL));
	assert_true(folder_has(&e->folder, "doc.yaml", "Theirs"));
	assert_true(folder_has(&e->folder, "doc.yaml", "New"));
	end(&unborn);
}

static void a_file_that_comes_before_a_change_is_taken(void **state)
{
	struct unborn unborn;
	struct editing *e = &unborn.editing;

	(void)state;
	begin(&unborn);
	folder_put_text(
		&e->folder, "doc.yaml", "afterword: 1\nform: probe\nmain:\n  body: Theirs\n");
	editing_wait(e, 3000);
	editing_settle(e);
	editing_wait(e, 3000);
	assert_string_equal(editing_text(e, FIELD_BODY), "Theirs");
	editing_go(e, FIELD_TITLE);
	editing_keys(e, "New");
	assert_true(session_finish(e->session, NULL));
	assert_true(folder_has(&e->folder, "doc.yaml", "Theirs"));
	assert_true(folder_has(&e->folder, "doc.yaml", "New"));
	end(&unborn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaving_without_a_change_leaves_nothing),
		cmocka_unit_test(a_crash_before_a_change_leaves_nothing),
		cmocka_unit_test(the_first_change_makes_the_file),
		cmocka_unit_test(a_crash_after_a_change_keeps_it),
		cmocka_unit_test(a_file_that_comes_meanwhile_is_merged),
		cmocka_unit_test(a_file_that_comes_before_a_change_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
