/* Spans in a text that is being edited. */
#include "review/anchor.h"
#include "sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof(array)[0])

static const struct place here = {.field = 2, .row = "abc", .column = 1};

static struct op make(enum op_kind kind, size_t at, const char *removed, const char *inserted)
{
	struct op op = {.kind = kind, .place = here, .offset = at};

	str_append_text(&op.removed, removed);
	str_append_text(&op.inserted, inserted);
	return op;
}

/* The span is "cdef" of "ab cdef gh". */
static void test_edits(void **state)
{
	static const struct {
		enum op_kind kind;
		size_t at;
		const char *removed, *inserted;
		enum anchor_match match;
		size_t start, end;
	} cases[] = {
		/* outside, and at the edges */
		{OP_EDIT, 0, "", "xy", ANCHOR_EXACT, 5, 9},
		{OP_EDIT, 3, "", "xy", ANCHOR_EXACT, 5, 9},
		{OP_EDIT, 7, "", "xy", ANCHOR_EXACT, 3, 7},
		{OP_EDIT, 9, "h", "", ANCHOR_EXACT, 3, 7},
		{OP_EDIT, 1, "b ", "", ANCHOR_EXACT, 1, 5},
		{OP_EDIT, 7, " gh", "x", ANCHOR_EXACT, 3, 7},
		/* inside */
		{OP_EDIT, 4, "", "xy", ANCHOR_NEAR, 3, 9},
		{OP_EDIT, 3, "c", "", ANCHOR_NEAR, 3, 6},
		{OP_EDIT, 6, "f", "", ANCHOR_NEAR, 3, 6},
		{OP_EDIT, 3, "c", "C", ANCHOR_NEAR, 3, 7},
		{OP_EDIT, 3, "cdef", "other", ANCHOR_NEAR, 3, 8},
		/* over an edge */
		{OP_EDIT, 1, "b cd", "", ANCHOR_NEAR, 1, 3},
		{OP_EDIT, 1, "b cd", "xyz", ANCHOR_NEAR, 4, 6},
		{OP_EDIT, 5, "ef g", "", ANCHOR_NEAR, 3, 5},
		{OP_EDIT, 5, "ef g", "xyz", ANCHOR_NEAR, 3, 5},
		/* all of it */
		{OP_EDIT, 3, "cdef", "", ANCHOR_LOST, 0, 0},
		{OP_EDIT, 1, "b cdef ", "", ANCHOR_LOST, 0, 0},
		{OP_EDIT, 3, "cdef ", "", ANCHOR_LOST, 0, 0},
		{OP_EDIT, 1, "b cdef ", "zzz", ANCHOR_LOST, 0, 0},
		/* replaced with itself among other words, or as a whole */
		{OP_EDIT, 0, "ab cdef g", "ab new cdef g", ANCHOR_EXACT, 7, 11},
		{OP_SET, 0, "ab cdef gh", "ab, cdef gh ij", ANCHOR_EXACT, 4, 8},
		{OP_SET, 0, "ab cdef gh", "gh", ANCHOR_LOST, 0, 0},
		{OP_SET, 0, "ab cdef gh", "", ANCHOR_LOST, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct op op =
			make(cases[i].kind, cases[i].at, cases[i].removed, cases[i].inserted);
		struct anchor_place place = anchor_follow(&op, &here, 3, 7);

		if (place.match != cases[i].match || place.start != cases[i].start ||
			place.end != cases[i].end)
			fail_msg("%zu: %d at %zu..%zu", i, place.match, place.start, place.end);
		/* another field, row or column */
		op.place.column = 0;
		assert_int_equal(anchor_follow(&op, &here, 3, 7).match, ANCHOR_EXACT);
		op_release(&op);
	}
}

static void test_rows(void **state)
{
	static const struct {
		enum op_kind kind;
		unsigned field;
		const char *row;
		enum anchor_match match;
	} cases[] = {
		{OP_ROW_REMOVE, 2, "abc", ANCHOR_LOST},
		{OP_ROW_REMOVE, 2, "other", ANCHOR_EXACT},
		{OP_ROW_REMOVE, 1, "abc", ANCHOR_EXACT},
		{OP_ROW_MOVE, 2, "abc", ANCHOR_EXACT},
		{OP_ROW_INSERT, 2, "other", ANCHOR_EXACT},
	};

	(void)state;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct op op = {.kind = cases[i].kind, .place = {.field = cases[i].field}};

		strcpy(op.place.row, cases[i].row);
		assert_int_equal(anchor_follow(&op, &here, 3, 7).match, cases[i].match);
	}
}

/* --- against marked letters --- */

/* A text in which each letter knows whether it is one of those that were marked, or was typed among
 * them. */
struct marked {
	char letters[4096];
	bool is_in[4096];
	size_t n;
};

static void replace(struct marked *self, size_t at, size_t removed, const char *text, size_t n)
{
	bool is_in = at > 0 && at < self->n && self->is_in[at - 1] && self->is_in[at];

	if (removed > 0) /* what replaces only marked letters is marked */
		is_in = self->is_in[at] && self->is_in[at + removed - 1];
	memmove(self->letters + at + n, self->letters + at + removed, self->n - at - removed);
	memmove(self->is_in + at + n, self->is_in + at + removed, self->n - at - removed);
	memcpy(self->letters + at, text, n);
	memset(self->is_in + at, is_in, n);
	self->n = self->n - removed + n;
}

static void make_edit(struct marked *self, struct op *op, uint64_t *random)
{
	static const char text[] = "typed and pasted words of several lengths";
	size_t at = random_below(random, self->n + 1);
	size_t most = self->n - at < 12 ? self->n - at : 12;
	size_t removed = random_below(random, 2) ? random_below(random, most + 1) : 0;
	size_t n = random_below(random, 3) ? random_below(random, 14) : 0;

	*op = (struct op){.kind = OP_EDIT, .place = here, .offset = at};
	str_append(&op->removed, self->letters + at, removed);
	str_append(&op->inserted, text + random_below(random, 20), n);
	replace(self, at, removed, str_text(&op->inserted), n);
}

static bool find_marked(const struct marked *self, size_t *start, size_t *end)
{
	*start = *end = 0;
	for (size_t i = 0; i < self->n; i++) {
		if (!self->is_in[i])
			continue;
		if (*end == 0)
			*start = i;
		*end = i + 1;
	}
	return *end > 0;
}

static void begin(struct marked *self, size_t *start, size_t *end, uint64_t *random)
{
	self->n = 0;
	replace(self, 0, 0, "some words that were there before, and a few more of them", 57);
	*start = random_below(random, 40);
	*end = *start + 1 + random_below(random, 8);
	memset(self->is_in, false, sizeof(self->is_in));
	memset(self->is_in + *start, true, *end - *start);
}

/* Is it an edit that replaces all of the marked letters and others with something else? Then words
 * decide, not letters. */
static bool is_by_words(const struct op *op, size_t start, size_t end)
{
	size_t past = op->offset + op->removed.len;

	return op->inserted.len > 0 && op->offset <= start && past >= end &&
	       past - op->offset > end - start;
}

static void test_many_edits(void **state)
{
	static struct marked marked;
	uint64_t random = 17;
	size_t start, end;
	unsigned lost = 0;

	(void)state;
	begin(&marked, &start, &end, &random);
	for (int i = 0; i < 10000; i++) {
		size_t new_start, new_end;
		struct op op;

		make_edit(&marked, &op, &random);
		struct anchor_place place = anchor_follow(&op, &here, start, end);
		bool by_words = is_by_words(&op, start, end);
		bool is_there = find_marked(&marked, &new_start, &new_end);

		if (!by_words && ((place.match != ANCHOR_LOST) != is_there ||
					 place.start != new_start || place.end != new_end))
			fail_msg("%d: %zu..%zu, not %zu..%zu", i, place.start, place.end, new_start,
				new_end);
		op_release(&op);
		start = place.start;
		end = place.end;
		lost += !is_there;
		if (by_words || !is_there || i % 40 == 0)
			begin(&marked, &start, &end, &random);
	}
	assert_in_range(lost, 100, 5000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_edits),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_many_edits),
	};

	return cmocka_run_group_tests_name("anchor_follow", tests, NULL, NULL);
}
