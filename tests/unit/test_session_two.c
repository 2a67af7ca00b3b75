/*
 * Two sessions on one file, in a random order of keys, saves, looks and crashes. In the
 * end both documents have what either typed, neither one's undo reverts anything of the
 * other, and both settle on the same text.
 */
#include "editing.h"

#include "text/grapheme.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define N_SEEDS 12
#define N_LONG 4000 /* SEED=13 continues from there to this one */
#define N_STEPS 80
#define REST 120 /* times 500 ms until both have settled */

enum { N_SIDES = 2 };

/* The first one owns the folders and the clock; the other uses them too. */
struct pair {
	struct editing sides[N_SIDES];
	bool was_down[N_SIDES]; /* its undo started over */
	unsigned n_words;
	uint64_t random;
};

static size_t below(struct pair *pair, size_t limit)
{
	return random_below(&pair->random, limit);
}

/* --- two sessions --- */

static void pair_init(struct pair *pair, uint64_t seed)
{
	*pair = (struct pair){.random = seed};
	editing_init(&pair->sides[0], editing_document);
	editor_set_view(session_editor(pair->sides[0].session), 20, 5);
	pair->sides[1] = pair->sides[0];
	editing_open(&pair->sides[1]);
}

static void pair_release(struct pair *pair)
{
	session_free(pair->sides[1].session);
	editing_release(&pair->sides[0]);
}

/* Unlike editing_settle: a look during the other one's write is repeated later. */
static void settle(struct editing *e)
{
	for (int i = 0; i < 10 && session_is_waiting(e->session); i++) {
		session_settle(e->session);
		session_tick(e->session);
	}
}

/* Time passes for both; which comes first is random. */
static void pass(struct pair *pair, int64_t milliseconds)
{
	size_t first = below(pair, N_SIDES);

	pair->sides[0].clock += milliseconds;
	for (size_t i = 0; i < N_SIDES; i++) {
		struct editing *e = &pair->sides[(first + i) % N_SIDES];
		session_tick(e->session);
		/* one of them may be in the middle of a save or a look when the other continues */
		if (below(pair, 3) > 0)
			settle(e);
	}
}

static void dump(const struct editing *e, struct str *out)
{
	str_clear(out);
	document_dump(editor_document(session_editor(e->session)), out);
}

static bool is_same(struct pair *pair)
{
	struct str a = {0}, b = {0};
	bool is_same;

	dump(&pair->sides[0], &a);
	dump(&pair->sides[1], &b);
	is_same = str_equal(&a, str_text(&b), b.len);
	str_release(&a);
	str_release(&b);
	return is_same;
}

/* Until both have the same, and the file does. */
static void rest(struct pair *pair)
{
	for (size_t i = 0; i < N_SIDES; i++) {
		session_leave(pair->sides[i].session);
		session_keep_recovered(pair->sides[i].session);
	}
	for (int i = 0; i < REST; i++) {
		bool is_clean = true;
		pair->sides[0].clock += 500;
		for (size_t k = 0; k < N_SIDES; k++) {
			session_tick(pair->sides[k].session);
			settle(&pair->sides[k]);
			is_clean = is_clean &&
				   session_save_state(pair->sides[k].session) == SAVE_CLEAN;
		}
		if (is_clean && i > 4 && is_same(pair))
			return;
	}
	for (size_t k = 0; k < N_SIDES; k++) {
		struct str text = {0};
		dump(&pair->sides[k], &text);
		print_error("side %zu, state %d, says \"%s\":\n%s\n", k,
			(int)session_save_state(pair->sides[k].session),
			str_text(&editor_message(session_editor(pair->sides[k].session))->text),
			str_text(&text));
		str_release(&text);
	}
	fail_msg("the two do not come to rest on one text");
}

/* --- what one session does --- */

static void check_focus(const struct session *session)
{
	const struct focus *focus = editor_focus(session_editor(session));
	struct place place;
	struct str shown = {0};

	assert_true(focus->field < editor_form(session_editor(session))->n_fields);
	size_t n_rows = editor_document(session_editor(session))->tables[focus->field].n;
	assert_true(focus->row < n_rows || (focus->row == n_rows && !focus->in_row));
	if (!focus->is_editing)
		return;
	editor_place(session_editor(session), &place);
	editor_show(session_editor(session), &place, &shown);
	assert_true(focus->cursor <= shown.len && focus->anchor <= shown.len);
	assert_int_equal(grapheme_snap(str_text(&shown), shown.len, focus->cursor), focus->cursor);
	str_release(&shown);
}

static void go_somewhere(struct pair *pair, struct editing *e)
{
	static const unsigned fields[] = {
		FIELD_TITLE, FIELD_BODY, FIELD_BODY, FIELD_POINTS, FIELD_START, FIELD_NOTES};
	size_t n_rows = editor_document(session_editor(e->session))->tables[FIELD_EVENTS].n;

	if (n_rows > 0 && below(pair, 3) == 0)
		editing_go_cell(e, FIELD_EVENTS, below(pair, n_rows), 2);
	else
		editing_go(e, fields[below(pair, sizeof(fields) / sizeof(*fields))]);
}

/* To a position where a word may be: nobody's word is torn apart. */
static void go_between_words(struct pair *pair, struct session *session)
{
	struct place place;
	struct str shown = {0};
	size_t at;

	editor_place(session_editor(session), &place);
	editor_show(session_editor(session), &place, &shown);
	at = below(pair, shown.len + 1);
	while (at < shown.len && shown.data[at] != ' ' && shown.data[at] != '\n')
		at++;
	editor_set_cursor(session_editor(session), at, false);
	str_release(&shown);
}

/* A word that nobody else types, after a space. */
static void type_word(struct pair *pair, size_t side)
{
	struct session *session = pair->sides[side].session;
	char word[32];

	go_between_words(pair, session);
	if (!editor_focus(session_editor(session))->is_editing)
		return;
	if (below(pair, 8) == 0)
		editor_type(session_editor(session), "\n", 1);
	snprintf(word, sizeof(word), " %c%04u", side == 0 ? 'a' : 'b', pair->n_words++);
	for (size_t i = 0; word[i] != '\0'; i++)
		editor_type(session_editor(session), &word[i], 1);
}

static void end_suddenly(struct pair *pair, size_t side)
{
	editing_reopen(&pair->sides[side]);
	editor_set_view(session_editor(pair->sides[side].session), 20, 5);
	pair->was_down[side] = true;
}

/* Nothing here removes a word. */
static void put_in(struct pair *pair, size_t side, bool may_crash)
{
	struct editing *e = &pair->sides[side];

	switch (below(pair, 14)) {
	case 0:
	case 1:
		go_somewhere(pair, e);
		break;
	case 2:
		editing_go(e, FIELD_EVENTS);
		session_do(e->session, ACTION_ROW_ADD);
		break;
	case 3:
		editing_go(e, FIELD_EVENTS);
		session_do(e->session, below(pair, 2) ? ACTION_ROW_DOWN : ACTION_ROW_UP);
		break;
	case 4:
		editing_go(e, FIELD_LEVEL);
		session_do(e->session, below(pair, 2) ? ACTION_LEFT : ACTION_RIGHT);
		break;
	case 5:
		session_do(e->session, ACTION_SAVE);
		break;
	case 6:
		if (may_crash && below(pair, 4) == 0)
			end_suddenly(pair, side);
		break;
	case 7:
		session_do(e->session, ACTION_NEXT_CHANGE);
		break;
	default:
		type_word(pair, side);
	}
	check_focus(e->session);
}

/* --- nothing is lost --- */

static bool has_word(const struct str *text, size_t number)
{
	char word[16];

	snprintf(word, sizeof(word), "%04zu", number);
	return strstr(str_text(text), word) != NULL;
}

static void assert_words(struct pair *pair)
{
	struct str text = {0};

	dump(&pair->sides[0], &text);
	for (size_t i = 0; i < pair->n_words; i++)
		if (!has_word(&text, i))
			fail_msg("word %zu is lost:\n%s", i, str_text(&text));
	str_release(&text);
}

static void run_typing(uint64_t seed, bool may_crash)
{
	struct pair pair;

	pair_init(&pair, seed);
	for (int i = 0; i < N_STEPS; i++) {
		put_in(&pair, below(&pair, N_SIDES), may_crash);
		if (below(&pair, 3) == 0)
			pass(&pair, (int64_t)below(&pair, 12) * 100);
	}
	rest(&pair);
	assert_words(&pair);
	pair_release(&pair);
}

static void for_seeds(void (*run)(uint64_t seed))
{
	const char *only = getenv("SEED");

	for (uint64_t seed = 1; seed <= (only ? N_LONG : N_SEEDS); seed++) {
		if (only != NULL && strtoull(only, NULL, 10) > seed)
			continue;
		print_message("seed %d\n", (int)seed);
		run(seed);
	}
}

static void type_both(uint64_t seed)
{
	run_typing(seed, false);
}

static void type_and_crash(uint64_t seed)
{
	run_typing(seed, true);
}

static void test_nothing_is_lost(void **state)
{
	(void)state;
	for_seeds(type_both);
}

static void test_nothing_is_lost_in_crashes(void **state)
{
	(void)state;
	for_seeds(type_and_crash);
}

/* --- undo only reverts our own changes --- */

static size_t count_words(struct pair *pair, char side)
{
	struct str text = {0};
	size_t n = 0;

	dump(&pair->sides[0], &text);
	for (size_t i = 0; i < pair->n_words; i++) {
		char word[16];
		snprintf(word, sizeof(word), "%c%04zu", side, i);
		n += strstr(str_text(&text), word) != NULL;
	}
	str_release(&text);
	return n;
}

static bool says(const struct editing *e, const char *part)
{
	return strstr(str_text(&editor_message(session_editor(e->session))->text), part) != NULL;
}

static void assert_not_stuck(const struct editing *e)
{
	if (says(e, "Not done"))
		fail_msg("%s", str_text(&editor_message(session_editor(e->session))->text));
}

/* Returns how many steps could not be undone. */
static size_t go_all(struct editing *e, enum action action, const char *end)
{
	size_t n_void = 0;

	for (;;) {
		session_do(e->session, action);
		check_focus(e->session);
		assert_not_stuck(e);
		if (says(e, end))
			return n_void;
		n_void += says(e, "cannot be") ? 1 : 0;
	}
}

static size_t undo_all(struct editing *e)
{
	return go_all(e, ACTION_UNDO, "Nothing to undo");
}

static void redo_all(struct editing *e)
{
	go_all(e, ACTION_REDO, "Nothing to redo");
}

static bool has_conflict(const struct pair *pair)
{
	struct str text = {0};
	bool has;

	dump(&pair->sides[0], &text);
	has = strstr(str_text(&text), "<<<<<<<") != NULL;
	str_release(&text);
	return has;
}

static void run_undo(uint64_t seed)
{
	struct str first = {0}, last = {0};
	struct pair pair;
	size_t n_void, n_own;

	pair_init(&pair, seed);
	dump(&pair.sides[0], &first);
	for (int i = 0; i < N_STEPS; i++) {
		put_in(&pair, below(&pair, N_SIDES), false);
		if (below(&pair, 3) == 0)
			pass(&pair, (int64_t)below(&pair, 12) * 100);
	}
	rest(&pair);
	bool is_clear = !has_conflict(&pair);
	n_own = count_words(&pair, 'b');
	n_void = undo_all(&pair.sides[0]);
	if (below(&pair, 2) == 0) {
		redo_all(&pair.sides[0]);
		rest(&pair);
		assert_words(&pair);
		n_void += undo_all(&pair.sides[0]);
	}
	rest(&pair);
	if (is_clear)
		assert_int_equal(count_words(&pair, 'b'), n_own);
	if (is_clear && n_void == 0)
		assert_int_equal(count_words(&pair, 'a'), 0);
	n_void += undo_all(&pair.sides[1]);
	rest(&pair);
	dump(&pair.sides[0], &last);
	if (is_clear && n_void == 0 && !str_equal(&first, str_text(&last), last.len))
		fail_msg("all undone:\n%s", str_text(&last));
	pair_release(&pair);
	str_release(&first);
	str_release(&last);
}

static void test_undo_of_ones_own(void **state)
{
	(void)state;
	for_seeds(run_undo);
}

/* --- anything at all --- */

static void run_anything(uint64_t seed)
{
	static const char *const pieces[] = {"a", "word ", " ", "\n", "\xe6\xbc\xa2", "e\xcc\x81",
		"14:05", "80 %", "<<<<<<< x\n", "=======\n", ">>>>>>> x\n", "y"};
	struct pair pair;

	pair_init(&pair, seed);
	for (int i = 0; i < N_STEPS; i++) {
		size_t side = below(&pair, N_SIDES);
		struct editing *e = &pair.sides[side];
		const char *piece = pieces[below(&pair, sizeof(pieces) / sizeof(*pieces))];

		switch (below(&pair, 10)) {
		case 0:
		case 1:
			session_do(e->session, (enum action)below(&pair, N_ACTIONS));
			break;
		case 2:
			session_do(e->session, ACTION_UNDO);
			break;
		case 3:
			session_do(e->session, ACTION_REDO);
			break;
		case 4:
			go_somewhere(&pair, e);
			break;
		case 5:
			session_decide(e->session, (enum decision)below(&pair, N_DECISIONS));
			break;
		case 6:
			editing_go(e, (unsigned)below(&pair, FIELD_FIXED + 1));
			editor_set_filter(session_editor(e->session), below(&pair, 2) ? "o" : "");
			break;
		case 7:
			if (below(&pair, 8) == 0)
				end_suddenly(&pair, side);
			break;
		default:
			editor_type(session_editor(e->session), piece, strlen(piece));
		}
		assert_not_stuck(e);
		check_focus(e->session);
		if (below(&pair, 3) == 0)
			pass(&pair, (int64_t)below(&pair, 12) * 100);
		for (size_t k = 0; k < N_SIDES; k++)
			check_focus(pair.sides[k].session);
	}
	rest(&pair);
	for (size_t k = 0; k < N_SIDES; k++) {
		undo_all(&pair.sides[k]);
		redo_all(&pair.sides[k]);
		rest(&pair);
	}
	pair_release(&pair);
}

static void test_anything(void **state)
{
	(void)state;
	for_seeds(run_anything);
}

int main(void)
{
	setlocale(LC_ALL, "");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_lost),
		cmocka_unit_test(test_nothing_is_lost_in_crashes),
		cmocka_unit_test(test_undo_of_ones_own),
		cmocka_unit_test(test_anything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
