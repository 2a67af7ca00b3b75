/*
 * Invariants whatever is done: undoing everything gives the first document, redoing
 * everything the last; a crash at any moment loses nothing; the focus is always valid;
 * layouts equal those of the complete text.
 */
#include "editing.h"
#include "ending.h"

#include "text/grapheme.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define N_SEEDS 60
#define N_LONG 3000 /* SEED=61 continues from there to this one */
#define N_STEPS 150

static const char *const pieces[] = {"a", "word ", "two words", " ", "\n", "e\xcc\x81",
	"\xe6\xbc\xa2\xe5\xad\x97", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "\t", "  - ",
	"14:05", "+7m", "80 %", "yesterday 22:10", "ongoing", ": #", "\"", "'", "low", "y",
	"a long line that is wrapped more than once when it is shown in a narrow view\n"};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void check_layout(struct session *session)
{
	struct place place;
	struct str shown = {0};
	struct wrap whole = {0};

	editor_place(session_editor(session), &place);
	const struct wrap *kept = editor_wrap(session_editor(session), &place);
	editor_show(session_editor(session), &place, &shown);
	wrap_layout(&whole, str_text(&shown), shown.len, 20);
	assert_int_equal(kept->n_lines, whole.n_lines);
	for (size_t i = 0; i < whole.n_lines; i++) {
		assert_int_equal(kept->lines[i].start, whole.lines[i].start);
		assert_int_equal(kept->lines[i].end, whole.lines[i].end);
		assert_int_equal(kept->lines[i].next, whole.lines[i].next);
	}
	wrap_release(&whole);
	str_release(&shown);
}

static void check_focus(const struct session *session)
{
	const struct focus *focus = editor_focus(session_editor(session));
	struct place place;
	struct str shown = {0};

	assert_true(focus->page < editor_form(session_editor(session))->n_pages);
	assert_true(focus->field < editor_form(session_editor(session))->n_fields);
	assert_int_equal(
		editor_form(session_editor(session))->fields[focus->field].page, focus->page);
	size_t n_rows = editor_document(session_editor(session))->tables[focus->field].n;
	assert_true(focus->row < n_rows || (focus->row == n_rows && !focus->in_row));
	if (!focus->is_editing)
		return;
	editor_place(session_editor(session), &place);
	editor_show(session_editor(session), &place, &shown);
	assert_true(focus->cursor <= shown.len);
	assert_true(focus->anchor <= shown.len);
	assert_int_equal(grapheme_snap(str_text(&shown), shown.len, focus->cursor), focus->cursor);
	assert_true(!focus->has_selection || focus->cursor != focus->anchor);
	str_release(&shown);
}

/* One thing that a user may do. Saving and time continue in between. */
static void step(struct editing *e, uint64_t *random)
{
	struct session *session = e->session;
	const char *piece = pieces[random_below(random, COUNT(pieces))];

	switch (random_below(random, 12)) {
	case 0:
		editor_paste(session_editor(session), piece, strlen(piece));
		break;
	case 1:
	case 2:
	case 3:
		editor_type(session_editor(session), piece, strlen(piece));
		break;
	case 4:
		editing_go(e, (unsigned)random_below(random, FIELD_FIXED + 1));
		break;
	case 5:
		editing_wait(e, (int64_t)random_below(random, 3) * 1000);
		break;
	case 6:
		editor_set_filter(session_editor(session), random_below(random, 2) ? "o" : "");
		break;
	default:
		session_do(session, (enum action)random_below(random, N_ACTIONS));
		break;
	}
	session_tick(session);
}

static void dump(const struct editing *e, struct str *out)
{
	str_clear(out);
	document_dump(editor_document(session_editor(e->session)), out);
}

static void assert_same(const char *when, const struct str *a, const struct str *b)
{
	if (!str_equal(a, str_text(b), b->len))
		fail_msg("%s:\n%s\n-- should be:\n%s", when, str_text(a), str_text(b));
}

static bool says(const struct editing *e, const char *text)
{
	return strcmp(str_text(&editor_message(session_editor(e->session))->text), text) == 0;
}

static void do_all(struct editing *e, enum action action, const char *end)
{
	do {
		session_do(e->session, action);
		check_focus(e->session);
	} while (!says(e, end));
}

static void run(struct editing *e, uint64_t seed)
{
	struct str first = {0}, last = {0}, now = {0};
	uint64_t random = seed;

	editing_init(e, seed % 5 == 0 ? editing_empty : editing_document);
	editor_set_view(session_editor(e->session), 20, 5);
	dump(e, &first);
	for (int i = 0; i < N_STEPS; i++) {
		step(e, &random);
		check_focus(e->session);
		check_layout(e->session);
		/* everything due was done: the loop sleeps */
		assert_true(session_save_state(e->session) == SAVE_RUNNING ||
			    session_timeout(e->session) != 0);
	}
	do_all(e, ACTION_REDO, "Nothing to redo");
	dump(e, &last);
	do_all(e, ACTION_UNDO, "Nothing to undo");
	dump(e, &now);
	assert_same("all undone", &now, &first);
	do_all(e, ACTION_REDO, "Nothing to redo");
	dump(e, &now);
	assert_same("all redone", &now, &last);
	/* crash */
	editing_reopen(e);
	dump(e, &now);
	assert_same("after a crash", &now, &last);
	assert_true(session_finish(e->session, NULL));
	session_free(e->session);
	editing_open(e);
	assert_int_equal(session_count_recovered(e->session), 0);
	editing_release(e);
	str_release(&first);
	str_release(&last);
	str_release(&now);
}

static void test_random(void **state)
{
	const char *only = getenv("SEED");

	(void)state;
	for (uint64_t seed = 1; seed <= (only ? N_LONG : N_SEEDS); seed++) {
		struct editing e;
		if (only != NULL && strtoull(only, NULL, 10) > seed)
			continue;
		print_message("seed %d\n", (int)seed);
		run(&e, seed);
	}
}

int main(void)
{
	setlocale(LC_ALL, "");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
