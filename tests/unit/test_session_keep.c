/*
 * The file is destroyed under an open document, in every way, and the session ends, in every way:
 * the journal gives the complete text back, and a user who leaves by a key is asked first.
 */
#include "editing.h"
#include "ending.h"

#include "store/file.h"
#include "store/journal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof(*(array)))

static struct editing e;
static char trial[200]; /* what is tried, for messages */

/* --- how a file is destroyed --- */

static const char *path_of(const char *name)
{
	return folder_path(&e.folder, name);
}

static void empty_in_place(void)
{
	folder_put_text(&e.folder, "doc.yaml", "");
}

static void empty_by_rename(void)
{
	folder_replace(&e.folder, "doc.yaml", "");
}

static void break_yaml(void)
{
	folder_put_text(&e.folder, "doc.yaml", "{ bad\n");
}

static void make_list(void)
{
	folder_replace(&e.folder, "doc.yaml", "- one\n- two\n");
}

static void make_scalar(void)
{
	folder_put_text(&e.folder, "doc.yaml", "Just words.\n");
}

static void make_blank(void)
{
	folder_put_text(&e.folder, "doc.yaml", "\n\n   \n");
}

static void make_comment(void)
{
	folder_put_text(&e.folder, "doc.yaml", "# nothing\n");
}

static void make_null(void)
{
	folder_put_text(&e.folder, "doc.yaml", "---\n...\n");
}

static void grow(void)
{
	assert_int_equal(truncate(path_of("doc.yaml"), 17 * 1024 * 1024), 0);
}

static void be_of_another_form(void)
{
	folder_put_text(
		&e.folder, "doc.yaml", "afterword: 1\nform: postmortem\ntitle: Something else\n");
}

static void be_of_no_form(void)
{
	folder_replace(&e.folder, "doc.yaml", "afterword: 1\nform: nowhere\ntitle: Else\n");
}

static void be_newer(void)
{
	folder_put_text(&e.folder, "doc.yaml", "afterword: 99\nform: probe\ntitle: Newer\n");
}

static void be_latin(void)
{
	folder_put_text(&e.folder, "doc.yaml", "afterword: 1\nform: probe\ntitle: caf\xe9\n");
}

static void be_two(void)
{
	folder_put_text(&e.folder, "doc.yaml",
		"afterword: 1\nform: probe\ntitle: One\n---\nafterword: 1\nform: probe\n");
}

static void have_keys_twice(void)
{
	folder_replace(
		&e.folder, "doc.yaml", "afterword: 1\nform: probe\ntitle: One\ntitle: Two\n");
}

static void be_zeros(void)
{
	folder_put(&e.folder, "doc.yaml", "\0\0\0\0\0\0\0\0", 8);
}

static void be_cut(void)
{
	folder_put(&e.folder, "doc.yaml", editing_document, 150);
}

static void be_removed(void)
{
	assert_int_equal(unlink(path_of("doc.yaml")), 0);
}

static void be_a_folder(void)
{
	be_removed();
	assert_int_equal(mkdir(path_of("doc.yaml"), 0700), 0);
}

static void be_a_pipe(void)
{
	be_removed();
	assert_int_equal(mkfifo(path_of("doc.yaml"), 0600), 0);
}

static void be_a_link_to_nothing(void)
{
	be_removed();
	assert_int_equal(symlink("nothing.yaml", path_of("doc.yaml")), 0);
}

static void be_a_link_to_itself(void)
{
	be_removed();
	assert_int_equal(symlink("doc.yaml", path_of("doc.yaml")), 0);
}

static void be_a_link_to_another(void)
{
	be_removed();
	folder_put_text(&e.folder, "other.yaml", "afterword: 1\nform: postmortem\n");
	assert_int_equal(symlink("other.yaml", path_of("doc.yaml")), 0);
}

static void be_closed(void)
{
	assert_int_equal(chmod(path_of("doc.yaml"), 0), 0);
}

static const struct harm {
	const char *name;
	void (*inflict)(void);
	bool is_for_users; /* root can read it anyway */
} harms[] = {
	{"emptied in place", empty_in_place},
	{"emptied by a rename", empty_by_rename},
	{"broken YAML", break_yaml},
	{"a list", make_list},
	{"a scalar", make_scalar},
	{"blank lines", make_blank},
	{"a comment", make_comment},
	{"an empty document", make_null},
	{"over the limit", grow},
	{"another form", be_of_another_form},
	{"a form that is nowhere", be_of_no_form},
	{"a newer version", be_newer},
	{"not UTF-8", be_latin},
	{"two documents", be_two},
	{"keys twice", have_keys_twice},
	{"zeros", be_zeros},
	{"cut off", be_cut},
	{"removed", be_removed},
	{"a folder", be_a_folder},
	{"a pipe", be_a_pipe},
	{"a link to nothing", be_a_link_to_nothing},
	{"a link to itself", be_a_link_to_itself},
	{"a link to another", be_a_link_to_another},
	{"unreadable", be_closed, true},
};

/* --- how a session ends --- */

/* By a key: asked, until the user chooses to leave. */
static bool leave(void)
{
	enum flush flush;
	struct err err = {0};

	session_leave(e.session);
	while ((flush = session_flush_step(e.session)) == FLUSH_WAITS)
		session_settle(e.session);
	if (session_end(e.session, flush, &err))
		return true;
	assert_true(err.message[0] != '\0');
	if (session_save_state(e.session) != SAVE_CONFLICT)
		fail_msg("%s: %s", trial, err.message);
	assert_true(session_may_resolve(e.session, RESOLVE_SAVE_BESIDE));
	assert_true(session_is_kept(e.session));
	return false;
}

static bool hang_up(void)
{
	struct err err = {0};
	bool is_done = session_hang_up(e.session, &err);

	assert_true(is_done || err.message[0] != '\0');
	/* nobody can press a key any more */
	if (!is_done && session_is_kept(e.session))
		assert_non_null(strstr(err.message, "'afterword recover' has the text"));
	assert_null(strstr(err.message, "Alt+"));
	return is_done;
}

static bool crash(void)
{
	return false;
}

/* Suspended, and killed before it continues. */
static bool suspend(void)
{
	enum flush flush;

	while ((flush = session_pause_step(e.session)) == FLUSH_WAITS)
		session_settle(e.session);
	return flush == FLUSH_DONE;
}

static const struct way {
	const char *name;
	bool (*end)(void); /* true: reported as completely saved */
} ways[] = {
	{"leaving", leave},
	{"a hangup", hang_up},
	{"a crash", crash},
	{"a suspension", suspend},
};

/* --- what is left --- */

/* The path as a user names it; ended sessions may have left several journals. */
static bool is_in_journal(const char *part)
{
	struct journal_list list = {0};
	bool is_there = false;

	assert_true(journal_list_load(&list, io_system(), e.state.path, e.path, NULL));
	assert_true(journal_list_load_aside(&list, io_system(), e.state.path, e.path, NULL));
	for (size_t i = 0; i < list.n; i++) {
		struct document base, recovered;
		size_t lost = 0;
		struct form *form =
			form_parse(editing_form, strlen(editing_form), "forms/probe.yaml", NULL);

		assert_non_null(form);
		if (journal_replay(
			    io_system(), &list.items[i], form, &base, &recovered, &lost, NULL)) {
			is_there = is_there ||
				   (strstr(document_text(&recovered, FIELD_TITLE), part) &&
					   strstr(document_text(&recovered, FIELD_NOTES), "else"));
			document_release(&base);
			document_release(&recovered);
		}
		form_free(form);
	}
	journal_list_release(&list);
	return is_there;
}

/* Opens it again and ends at once: the text is shown, or reported, and stays. */
static void assert_survives(const struct way *way)
{
	struct err err = {0};
	bool is_shown;

	e.session = session_open(&e.config, &err);
	if (e.session == NULL) {
		if (err.message[0] == '\0' || !is_in_journal("kept words"))
			fail_msg("%s: cannot be opened, and no journal has it", trial);
		return;
	}
	is_shown = strstr(editing_text(&e, FIELD_TITLE), "kept words") != NULL;
	if (!is_shown && strstr(str_text(&editor_message(session_editor(e.session))->text),
				 "recover") == NULL)
		fail_msg("%s: neither shown nor said: %s", trial,
			str_text(&editor_message(session_editor(e.session))->text));
	way->end();
	session_free(e.session);
	e.session = NULL;
	if (!is_in_journal("kept words") && !folder_has(&e.folder, "doc.yaml", "kept words"))
		fail_msg("%s: lost by the next session", trial);
}

/* What was to be saved, and whether that was noticed before the end. */
static const struct moment {
	const char *name;
	bool is_saved;
	bool is_noticed;
} moments[] = {
	{"all saved", true, false},
	{"all saved, and noticed", true, true},
	{"unsaved", false, false},
	{"unsaved, and noticed", false, true},
};

static void type(const struct moment *moment)
{
	editing_go(&e, FIELD_TITLE);
	editing_keys(&e, " kept words");
	if (moment->is_saved) {
		assert_true(session_flush(e.session));
		assert_true(folder_has(&e.folder, "doc.yaml", "kept words"));
	}
}

static void try(const struct harm *harm, const struct way *way, const struct moment *moment)
{
	snprintf(trial, sizeof(trial), "%s, %s, %s", harm->name, way->name, moment->name);
	editing_init(&e, editing_document);
	type(moment);
	harm->inflict();
	if (moment->is_noticed)
		editing_wait(&e, 4000);
	if (way->end())
		fail_msg("%s: said to be in the file", trial);
	session_free(e.session);
	e.session = NULL;
	if (!is_in_journal("kept words"))
		fail_msg("%s: lost", trial);
	/* twice, because the first one has journals of its own */
	assert_survives(way);
	assert_survives(way);
	editing_release(&e);
}

static void test_destroyed(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(harms); i++)
		for (size_t k = 0; k < LEN(ways); k++)
			for (size_t m = 0; m < LEN(moments); m++)
				if (!harms[i].is_for_users || geteuid() != 0)
					try(&harms[i], &ways[k], &moments[m]);
}

/* --- another document --- */

static void be_bare(void)
{
	folder_put_text(&e.folder, "doc.yaml", "afterword: 1\nform: probe\n");
}

static void be_older(void)
{
	folder_replace(&e.folder, "doc.yaml", editing_document);
}

static void be_more(void)
{
	struct str text = {0};

	assert_true(folder_get(&e.folder, "doc.yaml", &text));
	str_append_text(&text, "  fixed: \"2023-10-16T14:00:00-04:00\"\n");
	folder_replace(&e.folder, "doc.yaml", str_text(&text));
	str_release(&text);
}

static void begin(const char *what, const struct moment *moment)
{
	snprintf(trial, sizeof(trial), "%s", what);
	editing_init(&e, editing_document);
	type(moment);
}

/* One without the text that arrives at the last moment: a user who leaves sees it first. */
static void test_outrun_by_another(void **state)
{
	static void (*const others[])(void) = {be_bare, be_older};

	(void)state;
	for (size_t i = 0; i < LEN(others); i++) {
		struct err err = {0};

		begin("leaving", &moments[0]);
		others[i]();
		assert_false(session_finish(e.session, &err));
		assert_non_null(strstr(err.message, "just now"));
		assert_null(strstr(editing_text(&e, FIELD_TITLE), "kept"));
		assert_true(session_finish(e.session, NULL));
		assert_int_equal(folder_count_suffix(&e.state, ".journal"), 0);
		editing_release(&e);

		begin("a hangup", &moments[0]);
		others[i]();
		assert_false(session_hang_up(e.session, &err));
		session_free(e.session);
		assert_true(is_in_journal("kept words"));
		assert_survives(&ways[1]);
		assert_true(is_in_journal("kept words"));
		editing_open(&e);
		editing_release(&e);

		begin("a crash", &moments[0]);
		others[i]();
		session_free(e.session);
		assert_survives(&ways[0]);
		assert_true(is_in_journal("kept words"));
		editing_open(&e);
		editing_release(&e);
	}
}

/* Additions by others are not a reason to stay. */
static void test_more_arrives(void **state)
{
	(void)state;
	for (size_t k = 0; k < 2; k++) {
		begin(ways[k].name, &moments[0]);
		be_more();
		assert_true(ways[k].end());
		assert_true(folder_has(&e.folder, "doc.yaml", "kept words"));
		assert_int_equal(folder_count_suffix(&e.state, ".journal"), 0);
		editing_release(&e);
	}
}

/* Destroyed and restored before anybody asked. */
static void test_put_back(void **state)
{
	struct str text = {0};

	(void)state;
	begin("put back", &moments[0]);
	assert_true(folder_get(&e.folder, "doc.yaml", &text));
	empty_in_place();
	editing_wait(&e, 4000);
	assert_false(session_finish(e.session, NULL));
	folder_replace(&e.folder, "doc.yaml", str_text(&text));
	assert_true(session_finish(e.session, NULL));
	assert_int_equal(folder_count_suffix(&e.state, ".journal"), 0);
	str_release(&text);
	editing_release(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_destroyed),
		cmocka_unit_test(test_outrun_by_another),
		cmocka_unit_test(test_more_arrives),
		cmocka_unit_test(test_put_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
